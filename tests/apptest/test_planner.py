"""A planner's way over the pages: take the workbook, change it, see what changes, publish, go back."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.samples.kit import book

from .conftest import html

ROOT = Path(__file__).resolve().parents[2]
NEWEST = ROOT / "data/programmes/ring-road-4/2026-09-01.xlsx"


def edited(workbook=NEWEST, **cells):
    """A workbook with some cells changed, as bytes: the newest one of Ring Road 4."""
    book = openpyxl.load_workbook(workbook)
    for cell, value in cells.items():
        book["Tiến độ"][cell] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def drop(at, received, name="vanh-dai-4.xlsx"):
    """Drop a workbook on the page."""
    at.file_uploader[0].set_value((name, received, "application/octet-stream")).run()
    assert not at.exception
    return at


def press(at, label):
    """Press the button that says so."""
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception
    return at


@pytest.fixture
def row():
    """Row and name of the first milestone of the workbook that is still promised."""
    sheet = openpyxl.load_workbook(NEWEST)["Tiến độ"]
    return next(
        (r, sheet.cell(r, 3).value)
        for r in range(11, sheet.max_row)
        if sheet.cell(r, 8).value and not sheet.cell(r, 9).value
    )


def test_the_same_bytes_are_recognised(visit):
    """A workbook that stands published already makes no second revision."""
    at = drop(visit("upload", programme="ring-road-4"), NEWEST.read_bytes())

    assert "ring-road-4@2026-09-01.1" in html(at)
    assert "Không tạo phiên bản thứ hai" in html(at)


def test_a_moved_date_is_told_needs_a_reason_and_is_published(visit, row):
    """The sentence names the milestone and the days; without a reason nothing is published; with one, everybody sees it."""
    number, name = row
    at = drop(visit("upload", programme="ring-road-4"), edited(**{f"H{number}": "30/6/2029"}))
    assert f"{name}" in html(at)
    assert "30/6/2029" in html(at)

    next(t for t in at.text_input if t.label == "Ngày báo cáo").set_value("01/10/2026")
    press(at, "Công bố")
    assert "Chưa công bố được" in html(at) or "reason-missing" in html(at) or "lý do" in html(at)

    next(s for s in at.selectbox if s.label.startswith("Lý do")).set_value("land")
    press(at, "Công bố")
    assert "Chưa công bố" in html(at), "a kind of reason without words"

    next(t for t in at.text_input if t.label == "Nói rõ vì sao").set_value("chậm bàn giao")
    for box in at.checkbox:
        box.check()
    press(at, "Công bố")
    assert "ring-road-4@2026-10-01.1" in html(at)
    assert name in html(visit("changes", **{"in": "ring-road-4", "since": "2026-09-01"}))

    back = visit("upload", programme="ring-road-4")
    next(s for s in back.selectbox if s.label.startswith("Quay lại")).set_value("ring-road-4@2026-09-01.1")
    press(back, "Công bố lại")
    assert "ring-road-4@2026-10-01.2" in html(back)


def confirm(at):
    """Give a reason and accept what asks for it."""
    next(t for t in at.text_input if t.label == "Nói rõ vì sao").set_value("chậm bàn giao")
    for box in at.checkbox:
        box.check()
    return at


def test_only_the_difference_that_was_seen_is_published(visit):
    """What another planner published while the form was being filled is shown first; then the same button publishes."""
    station = ROOT / "data/programmes/key-projects/2026-09-01.xlsx"
    first, second = (
        drop(visit("upload", programme="key-projects"), edited(station, H19=day)) for day in ("30/6/2029", "31/7/2029")
    )
    press(confirm(second), "Công bố")
    assert "key-projects@2026-09-01.2" in html(second)

    press(confirm(first), "Công bố")
    assert "nay là key-projects@2026-09-01.2, không còn là key-projects@2026-09-01.1" in html(first)
    assert "từ 31/07/2029 sang 30/06/2029" in html(first)
    assert "key-projects@2026-09-01.3" not in html(first)
    press(first, "Công bố")
    assert "key-projects@2026-09-01.3" in html(first)


def test_a_discarded_workbook_may_be_dropped_again(visit, row):
    """Putting a draft aside is said; the same file makes a draft anew, not before it is dropped again."""
    received = edited(**{f"H{row[0]}": "30/6/2029"})
    at = press(drop(visit("upload", programme="ring-road-4"), received), "Bỏ bản nháp")
    assert "Đã bỏ bản nháp" in html(at)
    assert "draft" not in at.query_params

    drop(at, received)
    assert "draft" in at.query_params
    assert "30/6/2029" in html(at)


def test_a_draft_survives_a_closed_browser(visit, row):
    """The draft's address shows the same draft again."""
    at = drop(visit("upload", programme="ring-road-4"), edited(**{f"C{row[0]}": f"{row[1]} (sửa)"}))
    draft = at.query_params["draft"]

    again = visit("upload", programme="ring-road-4", draft=draft)

    assert f"{row[1]} (sửa)" in html(again)


def test_another_programmes_file_is_never_published_silently(visit):
    """A file that shares hardly a row with the programme is asked about."""
    at = drop(visit("upload", programme="capital-law"), edited(A1="UBND"))

    assert "Chỉ 0 % số dòng trùng" in html(at)
    press(at, "Chuyển sang “Vành đai 4 – Vùng Thủ đô”")
    assert "Chỉ 0 % số dòng trùng" not in html(at)
    assert "So với phiên bản đã công bố ring-road-4@" in html(at)


def test_what_only_the_workbook_can_settle_keeps_the_button_shut(visit, row):
    """Two rows of one id: the draft says so, leads to the place, and nothing can be published."""
    sheet = openpyxl.load_workbook(NEWEST)["Tiến độ"]
    at = drop(visit("upload", programme="ring-road-4"), edited(**{f"A{row[0]}": sheet.cell(row[0] + 1, 1).value}))

    assert next(b for b in at.button if b.label == "Công bố").disabled
    assert "[data-testid^=stBaseButton-primary]:disabled{background:var(--surface)" in html(at), "and it looks shut"
    assert "phải sửa trong bảng tính" in html(at)
    assert "href='#findings'" in html(at)


def test_who_may_not_publish_sees_no_form(visit, monkeypatch):
    """Where the server listens to a network and no key is given, a dropped workbook is read only."""
    import access

    monkeypatch.setattr(access, "is_loopback", lambda address: False)
    at = drop(visit("upload", programme="ring-road-4"), edited(A1="UBND"))

    assert "Đã hiểu" in html(at)
    assert [b.label for b in at.button if b.label == "Công bố"] == []


DOUBTFUL = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Hạn hoàn thành", "Mã"],
    [1, "Lập <i>hồ sơ</i>", "Sở A", "31/6/2024", "A-1"],
    [2, "Trình thẩm định", "", "31/9/2024", "A-1"],
    [3, "Phê duyệt", "Sở C", "khi đủ điều kiện", "A-3"],
]


def kinds(at):
    """The kinds of findings shown, in their order."""
    return re.findall(r"<summary><span class='st \w+'>([^<]+)</span><b>([^<]+)</b>", html(at))


def test_findings_stand_by_severity_and_kind_beside_the_cells_around(visit):
    """Worst first, then the most frequent; the cell is set off among its neighbours, and markup in them is text."""
    at = drop(visit("upload", programme="ring-road-4"), book(DOUBTFUL), "bang.xlsx")
    shown = html(at)

    assert [s for s, _ in kinds(at)] == sorted((s for s, _ in kinds(at)), key=["Chặn", "Nghi ngờ", "Lưu ý"].index)
    assert ("Chặn", "mã trùng") in kinds(at)
    assert "<td class='here'>31/6/2024</td>" in shown
    assert "Lập &lt;i&gt;hồ sơ&lt;/i&gt;" in shown
    assert "<i>hồ sơ" not in shown


def test_findings_are_narrowed_by_severity_kind_and_sheet(visit):
    """Each filter leaves what it names, the address keeps it, and what leaves nothing says so."""
    at = drop(visit("upload", programme="ring-road-4"), book(DOUBTFUL), "bang.xlsx")

    at.button_group(key="severities").set_value(["note"]).run()
    assert {severity for severity, _ in kinds(at)} == {"Lưu ý"}

    at.button_group(key="severities").set_value([]).run()
    at.multiselect(key="codes").set_value(["date-impossible"]).run()
    assert kinds(at) == [("Nghi ngờ", "ngày không có thật")]
    assert at.query_params["codes"] == "date-impossible"

    at.button_group(key="severities").set_value(["note"]).run()
    assert "Không có phát hiện nào như vậy" in html(at)


@pytest.mark.parametrize(
    ("name", "content", "offered"),
    [("bang.xlsx", book(DOUBTFUL), 1), ("bang.csv", "TT,Nhiệm vụ,Hạn\n1,Lập hồ sơ,31/6/2024\n".encode(), 0)],
)
def test_the_marked_copy_is_offered_of_what_can_be_marked(visit, name, content, offered):
    """Of a workbook, not of a text file."""
    at = drop(visit("upload", programme="ring-road-4"), content, name)
    labels = [button.proto.label for button in at.get("download_button")]

    assert labels.count("Lấy bản đánh dấu") == offered


def test_a_baseline_is_approved_with_who_and_why(visit):
    """Without a name or a reason nothing is approved; with both, the page says which plan counts, from when, and for whom."""
    at = visit("upload", programme="capital-plan")
    press(at, "Duyệt")
    assert "phải ghi ai duyệt và vì sao" in html(at)

    next(t for t in at.text_input if t.label == "Ai duyệt, văn bản nào").set_value("Thủ tướng, QĐ 1569/QĐ-TTg")
    next(t for t in at.text_input if t.label == "Vì sao").set_value("quy hoạch được phê duyệt")
    next(t for t in at.text_input if t.label == "Tính từ ngày").set_value("12/12/2024")
    press(at, "Duyệt")

    assert "từ 12/12/2024 (Thủ tướng, QĐ 1569/QĐ-TTg: quy hoạch được phê duyệt)" in html(at)
