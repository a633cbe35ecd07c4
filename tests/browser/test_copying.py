"""A page's picture is taken along: to the clipboard where the browser allows it, else as a file."""

import io

import pytest
from PIL import Image

from tests.likeness import likeness_within

pytestmark = pytest.mark.browser
PICTURES = {
    "birds": "",
    "gantt": "chuong-trinh?programme=ring-road-4",
    "trend": "xu-huong?in=ring-road-4",
    "s_curve": "trien-vong?programme=ring-road-4",
}
ALIKE = 0.9
"""Measured: 0.95 to 0.98 for the same picture."""
READ = """async () => {
  const [item] = await navigator.clipboard.read()
  return [...new Uint8Array(await (await item.getType("image/png")).arrayBuffer())]
}"""


def button(page, name):
    """The button of a picture."""
    return page.locator(f".st-key-copy_{name} button")


@pytest.mark.parametrize("name", PICTURES)
def test_a_click_puts_the_picture_that_the_page_shows_on_the_clipboard(visit, name):
    """A PNG, sharp on any screen, with room for the message above and the stamp below; to the eye it is the chart of its own day."""
    page, shown = visit(PICTURES[name], (1600, 1400), permissions=["clipboard-read", "clipboard-write"]), {}
    height = page.locator(f"[class*=st-key-wide_{name}]").bounding_box()["height"]
    button(page, name).click()
    button(page, name).get_by_text("Đã chép").wait_for()
    copied = Image.open(io.BytesIO(bytes(page.evaluate(READ))))

    assert copied.format == "PNG"
    assert copied.width == 3200
    assert height + 150 < copied.height / 2 < height + 300
    assert page.errors == []

    painted = copied.resize((1600, copied.height * 1600 // copied.width), Image.Resampling.LANCZOS)
    shown["same"] = chart(page, name)
    joint = "&" if "?" in PICTURES[name] else "?"
    shown["other"] = chart(visit(f"{PICTURES[name]}{joint}as_of=2025-06-30", (1600, 1400)), name)
    alike = {
        day: likeness_within(picture, painted) for day, picture in shown.items() if picture.height <= painted.height
    }

    assert alike["same"] > ALIKE
    assert alike.get("other", 0) < ALIKE


def chart(page, name):
    """The chart as the browser draws it."""
    page.mouse.move(5, 5)
    drawn = page.locator(f"[class*=st-key-wide_{name}] .js-plotly-plot").first
    return Image.open(io.BytesIO(drawn.screenshot()))


@pytest.mark.parametrize("missing", ["clipboard", "write"])
def test_without_a_clipboard_the_picture_is_downloaded(visit, missing):
    """On a page over plain http there is none; in another browser it may not be written."""
    page = visit("", "phone")
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', {value: undefined})"
        if missing == "clipboard"
        else "() => { navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    with page.expect_download() as download:
        button(page, "birds").click()
    button(page, "birds").get_by_text("Đã tải hình về").wait_for()

    assert download.value.suggested_filename == "hinh-2026-09-01.png"
    assert Image.open(download.value.path()).width == 3200


def test_a_picture_can_be_taken_again_and_is_named_for_its_programme_and_day(visit):
    """Each click paints the view as it stands."""
    page = visit("chuong-trinh?programme=ring-road-4&as_of=2025-06-30")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    taken = []
    for _ in range(2):
        with page.expect_download() as download:
            button(page, "gantt").click()
        taken.append(download.value.suggested_filename)
        button(page, "gantt").get_by_text("Sao chép hình").wait_for()

    assert taken == ["hinh-ring-road-4-2025-06-30.png"] * 2
