"""The play-through of the status dates: by button, slider and keyboard; the pictures glide; the address follows."""

import pytest

from .server import settle

pytestmark = pytest.mark.browser
START = "?as_of=2026-03-31"
GLIDES = """() => {
  window.held = 0
  const seen = () => { window.held = Math.max(window.held, document.querySelectorAll(".held").length) }
  new MutationObserver(seen).observe(document.body, { childList: true, subtree: true })
}"""


@pytest.fixture
def watched(visit):
    """Open a page that counts the pictures held still while they change."""

    def opened(path, size="wide", **context):
        page = visit(path, size, **context)
        page.evaluate(GLIDES)
        return page

    return opened


def slider(page):
    """The slider over the status dates."""
    return page.get_by_label("Chọn ngày báo cáo trên thanh trượt")


def comes(page, day):
    """Wait until the page shows how things stood on a day, its pictures at rest."""
    page.wait_for_function(
        "day => document.querySelector('p.quiet').innerText.includes(day) && !document.querySelector('.held')",
        arg=day, timeout=60_000,
    )  # fmt: skip
    settle(page)


def test_playing_goes_through_every_date_to_the_newest(watched):
    """Each date shows on the page and in the address, the history of the browser stays as it was, and it stops by itself."""
    page = watched(START)
    length = page.evaluate("history.length")
    page.get_by_role("button", name="Chạy qua các ngày báo cáo").click()

    for day in ("30/06/2026", "01/09/2026"):
        page.wait_for_function(
            "day => document.querySelector('p.quiet').innerText.includes(day)", arg=day, timeout=60_000
        )
    page.get_by_role("button", name="Chạy qua các ngày báo cáo").wait_for(timeout=60_000)
    assert "as_of" not in page.url
    assert page.evaluate("history.length") == length
    assert slider(page).get_attribute("aria-valuetext") == "01/09/2026"


def test_the_pictures_glide_and_come_to_rest(watched):
    """The old picture is held until the new one stands, then both are one; the new one is whole."""
    page = watched("xu-huong" + START)
    slider(page).press("ArrowRight")
    comes(page, "30/06/2026")

    assert page.evaluate("window.held") > 0
    assert page.locator(".js-plotly-plot:visible").count() == 2
    drawn = page.evaluate("""() => {
      const plot = [...document.querySelectorAll("[class*=st-key-wide_trend] .js-plotly-plot")][0]
      const signs = plot.data.find(trace => trace.name === "signs")
      return [new Set(signs.ids).size === signs.x.length, plot.querySelectorAll(".point").length >= signs.x.length]
    }""")
    assert drawn == [True, True]


def test_arrow_keys_move_from_date_to_date(watched):
    """Left is earlier, right is later, Home the first of all; the address can be shared."""
    page = watched("chuong-trinh" + START + "&programme=ring-road-4")
    slider(page).press("ArrowLeft")
    comes(page, "31/12/2025")

    assert "as_of=2025-12-31" in page.url
    assert "programme=ring-road-4" in page.url
    another = watched(page.url.split("/", 3)[3])
    assert slider(another).get_attribute("aria-valuetext") == "31/12/2025"
    assert "31/12/2025" in another.locator("p.quiet").first.inner_text()


def test_who_wants_no_motion_sees_none(watched):
    """The day changes, nothing glides."""
    page = watched(START, reduced_motion="reduce")
    slider(page).press("ArrowRight")
    comes(page, "30/06/2026")

    assert page.evaluate("window.held") == 0


def test_pages_without_a_play_through_keep_the_list(watched):
    """On the upload page nothing moves; the list of dates is there."""
    page = watched("tai-len")

    page.get_by_label("Ngày báo cáo", exact=True).first.wait_for(state="visible")
    assert not slider(page).is_visible()


def test_on_a_phone_the_selector_follows_to_the_picture(watched):
    """While it plays, the button is in reach wherever the picture is; before, nothing covers the page."""
    page = watched(START, "phone")
    button = page.locator(".scrubber button")
    assert button.bounding_box()["y"] < 200
    assert page.locator(".card").first.bounding_box()["y"] < 360

    button.click()
    page.locator(".st-key-panel_birds").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.st-key-panel_birds').getBoundingClientRect().top < innerHeight")
    page.wait_for_timeout(500)
    assert 600 < button.bounding_box()["y"] < 844
