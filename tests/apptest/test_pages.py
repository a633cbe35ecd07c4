"""Every page through the front door, and alone."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from .conftest import html

PAGES = (
    "overview", "programme", "trend", "changes", "clarity", "health", "upload", "audit", "outlook", "briefing", "find", "unit", "glossary",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_opens_in_both_languages_and_themes(visit, page, lang, theme):
    """A page has a headline, the rule of the colours, and no key in place of a sentence."""
    shown = html(visit(page, lang=lang, theme=theme))

    assert "class='headline'" in shown
    assert ("Quy tắc" if lang == "vi" else "Rule") in shown
    assert "color-scheme:" + theme in shown


@pytest.mark.parametrize("page", PAGES)
def test_a_page_alone_draws_nothing(page):
    """A page that is run without the front door shows nothing of the programmes."""
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30)
    at.run()

    assert html(at) == ""


def test_the_front_page_says_what_stood_on_the_day_asked_for(visit):
    """On 30 September 2024 the Law has passed on time and the Capital Plan is overdue since the end of 2023."""
    shown = html(visit(as_of="2024-09-30"))

    assert "Ngày báo cáo 30/09/2024" in shown
    assert "hẹn cuối năm 2023, quá hạn 274 ngày" in shown


def test_a_day_between_two_status_dates_shows_the_one_before(visit):
    """Nothing later than the asked day is shown."""
    shown = html(visit(as_of="2024-10-15"))

    assert "Ngày báo cáo 30/09/2024" in shown


@pytest.mark.parametrize("junk", ["hôm nay", "2024-13-40", "<script>alert(1)</script>", "0001-01-01"])
def test_a_day_that_is_no_day_does_not_break_the_page(visit, junk):
    """Whatever stands in the address, the page answers and repeats none of it."""
    assert "<script>alert" not in html(visit(as_of=junk))


def test_the_programme_page_shows_where_each_figure_came_from(visit):
    """Revision, sheet, cell, original words and source stand with each milestone."""
    shown = html(visit("programme", programme="ring-road-4", as_of="2025-06-30"))

    assert "ring-road-4@2025-06-30" in shown
    assert "trang “Tiến độ”, ô" in shown
    assert "https://" in shown


def test_an_unknown_programme_is_answered_with_the_first_and_told(visit):
    """A programme that is not there is not shown, nothing breaks, and the reader learns that it is another one."""
    at = visit("programme", programme="moon-[base](http://x)")

    assert "moon-" not in html(at)
    assert [toast.value for toast in at.toast] == [
        "Không có chương trình “moon\\-\\[base\\](http\\://x)”; đang xem Luật Thủ đô."
    ]


def test_a_chart_holds_the_words_of_its_programme(visit):
    """The Gantt's figure names its milestones."""
    at = visit("programme", programme="capital-law", as_of="2024-06-30")
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)

    assert "Quốc hội" in json.dumps(figure, ensure_ascii=False)


def test_a_text_from_a_workbook_is_data(visit):
    """Markup in a cell is shown as it stands and never runs."""
    book = openpyxl.Workbook()
    for row in (
        ["TT", "Nhiệm vụ", "Chủ trì", "Hạn hoàn thành"],
        [1, "<img src=x onerror=alert(1)>", "Sở A", "Quý II/2024"],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    at = visit("upload")
    at.file_uploader[0].set_value(("x.xlsx", file.getvalue(), "application/octet-stream")).run()

    assert "<img src=x" not in html(at)
    assert "&lt;img src=x onerror=alert(1)&gt;" in html(at)


@pytest.mark.parametrize("received", [b"", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"hello"])
def test_a_file_that_is_no_workbook_is_said_so(visit, received):
    """A reason stands on the page; nothing is stored."""
    at = visit("upload")
    at.file_uploader[0].set_value(("x.xlsx", received, "application/octet-stream")).run()

    assert not at.exception
    assert "Không đọc được" in html(at) or "phát hiện" in html(at)


def test_the_trend_page_shows_how_units_keep_their_promises(visit):
    """Units with five promises come due or more, with the share kept and the rule; on a day too early there is none."""
    shown = html(visit("trend", as_of="2026-09-01"))

    assert "Đơn vị giữ lời hẹn ra sao" in shown
    assert "6 (75\N{NO-BREAK SPACE}%)" in shown
    assert "từ 5 lần hẹn" in shown


def test_the_audit_says_who_did_what(visit):
    """Newest first, bound by hashes, one programme's at a time where asked; its way in is the upload page."""
    shown = html(visit("audit", programme="ring-road-4"))

    assert "Nạp từ dữ liệu kèm theo" in shown
    assert "ring-road-4@" in shown
    assert "capital-law@" not in shown
    assert "capital-law@" in html(visit("audit"))
    assert "so-ghi?" in html(visit("upload"))


def test_the_heat_map_tells_each_units_answers(visit):
    """Gathered by programme, each has its own row with five shares."""
    at = visit("clarity", by="programme")
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    told = [text for trace in figure["data"] if trace.get("mode") == "text" for text in trace["text"]]

    assert {"Vành đai 4", "Luật Thủ đô", "Khắc phục hạn chế"} <= set(told)
    assert sum(text.endswith("%") for text in told) == 8 * 5


def test_what_is_not_clear_is_told_with_its_reason_and_the_rules_are_printed(visit):
    """A row of the Ring Road without a person; the words that the rules go by."""
    shown = html(visit("clarity", programme="ring-road-4"))

    assert "Rõ người: chưa ghi người hoặc chức danh phụ trách" in shown
    assert "tăng cường" in shown
    assert "data/clarity.toml" in shown


def test_words_in_the_box_lead_to_the_results(visit):
    """Typed without diacritics on the front page; the results link to the row."""
    at = visit()
    at.text_input(key="find.box").set_value("nhon ga ha noi").run()
    shown = html(at)

    assert not at.exception
    assert "2 kết quả cho “nhon ga ha noi”" in shown
    assert "chuong-trinh?programme=key-projects&amp;row=nhon-full-complete" in shown


@pytest.mark.parametrize("junk", ["<script>alert(1)</script>", "'; DROP TABLE", "…", "%00", "a" * 3000])
def test_any_words_may_be_asked_for(visit, junk):
    """The page answers, and nothing typed becomes markup."""
    assert "<script>alert" not in html(visit("find", q=junk))


def test_the_front_page_says_which_session_each_programme_has_to_meet(visit):
    """On 31 March 2024 the Law makes the seventh session and the Capital Plan does not; what is due first stands beside it."""
    shown = html(visit(as_of="2024-03-31"))

    assert "Cửa tiếp theo" in shown
    assert "Kỳ họp thứ 7 (20/05/2024–29/06/2024)" in shown
    assert "thiếu 2 ngày" in shown
    assert "<b>05/04/2024</b>: Gửi dự thảo luật đã chỉnh lý" in shown


def test_a_front_page_without_gates_has_no_empty_panel(visit):
    """After June 2024 nothing waits for a session."""
    assert "Cửa tiếp theo" not in html(visit(as_of="2024-09-30"))


def test_the_programme_page_says_what_is_critical_and_what_nearly(visit):
    """On 9 January 2024 five rows of the Capital Plan had no room: ready for the 6th session 77 working days after its close."""
    page = visit("programme", programme="capital-plan", as_of="2024-01-09")

    shown = html(page)
    assert "Găng: 5. Gần găng: 0 (còn đến 5 ngày)" in shown
    assert "thiếu 77 ngày" in shown
    assert "29/11/2023" in shown
    assert "capital-plan/Tiến độ!M22" in shown


def test_a_milestone_of_a_session_is_critical_by_its_readiness(visit):
    """The Standing Committee's opinion on the Law could be given 97 days before its session closes: no near miss, as the gates say."""
    shown = html(visit("programme", programme="capital-law", as_of="2024-01-09"))

    assert "dư 97 ngày" in shown
    assert "Găng: 0. Gần găng: 0 (còn đến 5 ngày)" in shown


def test_a_programme_without_a_schedule_is_not_said_to_be_done(visit):
    """At the end of 2014 nothing of the Law was planned."""
    shown = html(visit("outlook", programme="capital-law", as_of="2015-01-01"))

    assert "Luật Thủ đô: chưa có bảng tiến độ" in shown
    assert "không còn mốc chưa xong" not in shown


def test_the_programme_page_says_why_a_date_is_what_it_is(visit):
    """The chain to the passage of the Law, with the cells of its links."""
    shown = html(visit("programme", programme="capital-law", as_of="2024-01-09"))

    assert "Vì sao ngày này" in shown
    assert "phải chờ Kỳ họp thứ 7 (20/05/2024–29/06/2024)" in shown
    assert "capital-law/Tiến độ!M26" in shown


@pytest.mark.parametrize("page", ["overview", "programme", "trend", "outlook"])
def test_no_picture_is_painted_before_it_is_asked_for(visit, monkeypatch, page):
    """Opening a page costs nothing of what a copy of its picture costs."""
    painted = []
    monkeypatch.setattr("services.picture.alone", lambda *asked: painted.append(asked))

    visit(page)

    assert painted == []


@pytest.mark.parametrize(("lang", "close"), [("vi", "Đã hiểu"), ("en", "Got it")])
def test_the_front_page_brings_the_three_steps_of_a_first_visit(visit, lang, close):
    """In the reader's language, with the signs of the states; whether they show is the browser's to know."""
    told = html(visit(lang=lang)).split("<section class='help'")[1].split("</section>")[0]

    assert told.count("<li>") == 3
    assert close in told
    assert all(f"class='st {status}'" in told for status in ("on_track", "slipping", "late", "overdue"))


def test_the_three_steps_are_found_again_and_never_on_a_wall(visit):
    """Giải thích opens with the same steps; the wall's page does not hold them."""
    steps = html(visit()).split("<ol>")[1].split("</ol>")[0]

    assert steps in html(visit("glossary"))
    assert "class='help'" not in html(visit(mode="brief"))
