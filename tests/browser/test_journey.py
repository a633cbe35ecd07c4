"""A visitor opens every page in a real browser, on a big screen and on a phone."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from .server import SIZES, settle

pytestmark = pytest.mark.browser
PATHS = (
    "",
    "chuong-trinh?programme=ring-road-4",
    "xu-huong",
    "thay-doi",
    "thay-doi?in=ring-road-4&as_of=2025-06-30&since=2024-06-30",
    "tai-len",
    "so-ghi",
    "phien-ban?revision=ring-road-4@2025-06-30.1",
    "trien-vong",
    "suc-khoe",
    "bao-cao",
    "don-vi",
    "5-ro",
    "tim?q=qd 1569",
)


def test_the_first_visitor_of_a_fresh_server_enters_by_the_front_door(visit):
    """A deep link to a page, first thing after the start, shows that page with the bar on top and without Streamlit's own sidebar."""
    page = visit("chuong-trinh?programme=general-plan")

    assert page.locator(".brand").is_visible()
    assert "Quy hoạch chung" in page.locator("h1.headline").first.inner_text()
    assert not page.locator("[data-testid=stSidebar]").is_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_clean(visit, path, size):
    """No console error, no sideways scroll, no request that leaves the machine, a headline in sight."""
    page = visit(path, size)

    assert page.errors == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    assert page.hosts <= {page.url.split("/")[2], "data"}
    assert page.locator("h1.headline").first.bounding_box()["y"] < 360


def test_the_first_screen_tells_it_all_without_a_scroll(visit):
    """At 1600 x 900 the headline, the cards, the picture, what needs a decision and the rule of the colours are in the frame."""
    page = visit("")
    bottom = {css: page.locator(css).first.bounding_box() for css in ("h1.headline", ".cards", ".dr", "footer")}

    assert all(box["y"] + box["height"] <= 900 for box in bottom.values()), bottom


def test_a_phone_shows_the_worst_first_without_a_click(visit):
    """At 390 x 844 the first card is wholly in sight."""
    box = visit("", "phone").locator(".card").first.bounding_box()

    assert box["y"] + box["height"] <= 844


def test_the_address_holds_the_view(visit):
    """Another person who opens the same address sees the same day, language and theme."""
    page = visit("chuong-trinh?programme=capital-plan&as_of=2024-09-30&lang=en&theme=dark")

    assert "Status date 30/09/2024" in page.locator("p.quiet").first.inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") in ("dark", "normal")
    page.get_by_role("link", name="Milestone trend").click()
    page.wait_for_url("**/xu-huong?**")
    settle(page)
    assert {"as_of=2024-09-30", "lang=en", "theme=dark"} <= set(page.url.split("?")[1].split("&"))


def test_choosing_another_day_moves_the_whole_page(visit):
    """The status date's selector changes headline and address."""
    page = visit("")
    before = page.locator("h1.headline").inner_text()
    page.get_by_label("Ngày báo cáo", exact=True).select_option(label="30/09/2024")
    page.wait_for_url("**as_of=2024-09-30**")
    page.wait_for_function("before => document.querySelector('h1.headline').innerText !== before", arg=before)

    assert "30/09/2024" in page.locator("p.quiet").first.inner_text()


def test_a_planner_drops_a_workbook(visit, tmp_path):
    """An upload shows what was understood and each finding by its cell."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in (
        ["TT", "Nhiệm vụ", "Chủ trì", "Hạn hoàn thành"],
        [1, "Trình đồ án", "Sở QHKT", "31/6/2024"],
        [2, "Phê duyệt", "UBND TP", "Quý II/2024"],
    ):
        book.active.append(row)
    book.save(tmp_path / "ke-hoach.xlsx")
    page = visit("tai-len")
    page.set_input_files("input[type=file]", str(tmp_path / "ke-hoach.xlsx"))
    page.get_by_text("Quý II/2024").first.wait_for()

    assert page.get_by_text("Sheet!D2").first.is_visible()


def test_on_paper_a_page_is_a_clean_sheet(visit):
    """A4 across, nothing of the bar, the picture whole, the rule of the colours at the end; also from the dark theme."""
    sheets = PdfReader(BytesIO(visit("?theme=dark").pdf(prefer_css_page_size=True))).pages
    told = "\n".join(sheet.extract_text() for sheet in sheets)

    assert sheets[0].mediabox.width > sheets[0].mediabox.height
    assert len(sheets) <= 3
    assert "Quy tắc" in told
    assert "Tải lên" not in told
