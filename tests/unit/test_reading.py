"""From a workbook to rows and findings, each value with its cell."""

import gc
import io
import struct
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

import loaders
from loaders import Sandbox, reference
from loaders.collecting import uncollected
from loaders.headings import is_deadline
from loaders.values import duration_units
from schedule import Code
from schedule.errors import SheetNotFound, WorkbookUnreadable

HEADING = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn hoàn thành", "Tỷ lệ %"]


def workbook(*rows, merge=(), sheet="Tiến độ", prepare=None):
    """The bytes of a workbook with these rows on its first sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for cells in merge:
        page.merge_cells(cells)
    if prepare:
        prepare(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*rows, status_date=None, **options):
    """The reading of a workbook with these rows."""
    return loaders.read(workbook(*rows, **options), gates=reference.gates(), status_date=status_date)


def column(reading, name):
    """One column of the rows, in order."""
    return reading.schedule.rows[name].tolist()


def codes(reading):
    """(code, cell) of every finding."""
    return {(str(f.code), f.cell) for f in reading.findings}


def finishes(reading):
    """The last day of each row's forecast."""
    return [None if day is None or day != day else day.date() for day in reading.schedule.rows["forecast_finish_last"]]


def test_an_offices_table_is_read_under_its_titles():
    """Title lines, a two-row heading with merged cells, a row of column numbers, groups and a signature block."""
    reading = read(
        ["UBND HUYỆN A", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["", "", "", "", "Hà Nội, ngày 25 tháng 01 năm 2024"],
        ["KẾ HOẠCH TRIỂN KHAI"],
        ["TT", "Nội dung công việc", "Phân công thực hiện", "", "Thời hạn hoàn thành", ""],
        ["", "", "Chủ trì", "Phối hợp", "Kế hoạch", "Thực tế"],
        [1, 2, 3, 4, 5, 6],
        ["I", "Chuẩn bị"],
        [1, "Lập hồ sơ", "Sở QHKT", "Sở TNMT", "30/6", "28/06/2024"],
        [2, "Trình thẩm định", "Sở Tư pháp", "", "Quý III", ""],
        ["II", "Thực hiện"],
        [1, "Khởi công", "Ban QLDA", "", "trước ngày 31/12/2024", ""],
        ["", "Nơi nhận:", "", "", "TM. ỦY BAN NHÂN DÂN"],
        merge=("C4:D4", "E4:F4", "A4:A5", "B4:B5"),
    )
    rows = reading.schedule.rows

    assert reading.schedule.heading_rows == (4, 5)
    assert column(reading, "name") == ["Chuẩn bị", "Lập hồ sơ", "Trình thẩm định", "Thực hiện", "Khởi công"]
    assert column(reading, "wbs") == ["I", "I.1", "I.2", "II", "II.1"]
    assert column(reading, "kind") == ["summary", "milestone", "milestone", "summary", "milestone"]
    assert column(reading, "coordinating")[1] == "Sở TNMT"
    assert [d.date() for d in rows["baseline_finish_last"].dropna()] == [
        date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)
    ]  # fmt: skip
    assert rows["actual_finish_cell"][1] == "F8"
    assert reading.schedule.stated_on == date(2024, 1, 25)


def test_the_year_of_the_titles_dates_what_names_none_and_says_so():
    """A date without a year is read with the document's, and is doubtful."""
    reading = read(["KẾ HOẠCH NĂM 2025"], HEADING, [1, "Trình đồ án", "Sở A", "30/6", ""])

    assert finishes(reading) == [date(2025, 6, 30)]
    assert ("date-ambiguous", "D3") in codes(reading)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["05/06/2024", "25/06/2024"], date(2024, 6, 5)),
        (["05/06/2024", "06/25/2024"], date(2024, 5, 6)),
    ],
)
def test_one_unambiguous_neighbour_settles_day_and_month(texts, expected):
    """d/m against m/d is decided by the column, without a finding."""
    reading = read(HEADING, *[[n, f"Việc số {n}", "Sở A", text, ""] for n, text in enumerate(texts, 1)])

    assert finishes(reading)[0] == expected
    assert "date-ambiguous" not in {code for code, _ in codes(reading)}


def test_a_true_date_that_excel_may_have_swapped_is_kept_and_pointed_at():
    """Beside d/m texts, a true date of 11 September may have been 9 November."""
    reading = read(
        HEADING, [1, "Khảo sát", "Sở A", datetime(2018, 11, 9), ""], [2, "Thiết kế", "Sở A", "16/9/2018", ""]
    )
    swapped = next(f for f in reading.findings if f.code == Code.DATE_SWAPPED)

    assert finishes(reading)[0] == date(2018, 11, 9)
    assert (swapped.cell, swapped.facts["meant"]) == ("D2", "11/09/2018")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/6/2024", "date-impossible"),
        ("30/6/2204", "date-impossible"),
        ("60 ngày kể từ ngày Luật được thông qua", "date-relative"),
        ("theo chỉ đạo", "date-words"),
        ("#chưa rõ", "date-words"),
    ],
)
def test_what_is_no_day_is_left_empty_with_a_finding(text, code):
    """Nothing is guessed: the cell is undated, and its finding stands at the cell."""
    reading = read(["NĂM 2024"], HEADING, [1, "Trình đồ án", "Sở A", text, ""], [2, "Duyệt", "Sở A", "30/12/2024", ""])

    assert finishes(reading)[0] is None
    assert (code, "D3") in codes(reading)


@pytest.mark.parametrize(("cell", "percent"), [("75%", 75), (0.75, 75), ("¾", 75), ("đã hoàn thành", 100), (40, 40)])
def test_percentages_in_every_spelling(cell, percent):
    """A share, a percentage, a fraction or the words for done."""
    assert column(read(HEADING, [1, "Trình đồ án", "Sở A", "30/6/2024", cell]), "percent_complete") == [percent]


def test_predecessors_by_number_name_and_with_a_lag():
    """Each is resolved to the row's id; one that is not there is a finding."""
    heading = ["ID", "Task", "Start", "Finish", "Predecessors"]
    reading = read(
        heading,
        [1, "Design", "2024-03-01", "2024-03-10", ""],
        [2, "Build", "2024-03-11", "2024-04-10", "1FS+5d"],
        [3, "Open", "2024-04-11", "2024-04-12", "Build; 2SS"],
        [4, "Close", "2024-04-13", "2024-04-14", "99x"],
    )

    assert column(reading, "predecessors") == ["", "1 FS+5d", "2;2 SS", ""]
    assert ("predecessor-unknown", "E5") in codes(reading)


def test_many_predecessors_of_one_cell_that_are_not_there_are_one_finding():
    """A list typed for another table would else fill the page."""
    reading = read(["ID", "Task", "Start", "Finish", "Predecessors"], *(
        [n, f"Task {n}", "2024-03-01", "2024-03-10", text] for n, text in ((1, ""), (2, ";".join(map(str, range(100, 300)))))
    ))  # fmt: skip

    assert [f.value[:8] for f in reading.findings if f.code == "predecessor-unknown"] == ["100; 101"]


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("1FS,2SS+2", "1;2 SS+2d"),
        ("1FS+2 days,2FF", "1 FS+2d;2 FF"),
        ("1FS+1,5 ngày; 2", "1 FS+1.5d;2"),
        ("1FS+5 ngày làm việc", "1 FS+5d"),
        ("1FS+5 ngày lịch", "1 FS+5ed"),
        ("1 FF -3 edays", "1 FF-3ed"),
        ("2SF + 2 tháng", "2 SF+2mo"),
        ("1SS+50%", "1 SS+50%"),
        ("1FS+3 quý", ""),  # no unit of a lag: a finding, not three days
        ("4", ""),  # the fourth row of the sheet, but no task is numbered so
    ],
)
def test_kinds_and_lags_of_predecessors(said, links):
    """Several between commas or semicolons, a decimal comma inside a lag, working and elapsed days, weeks, months, shares."""
    reading = read(["ID", "Task", "Start", "Finish", "Predecessors"], *(
        [n, f"Task {n}", "2024-03-01", "2024-03-10", text] for n, text in ((1, ""), (2, ""), (3, said))
    ))  # fmt: skip

    assert column(reading, "predecessors")[2] == links
    assert (("predecessor-unknown", "E4") in codes(reading)) == (not links)


@pytest.mark.parametrize(
    ("text", "heading", "unit"),
    [
        ("5", "Duration", "d"),
        ("2 tuần", "Thời lượng", "w"),
        ("3", "Số tháng", "mo"),
        ("16h", "Duration", "h"),
        ("5 ngày", "Số tuần", "d"),
    ],
)
def test_the_unit_of_a_duration(text, heading, unit):
    """As the cell says, else as the heading says, else days."""
    assert duration_units([text], heading) == [unit]


@pytest.mark.parametrize(
    ("heading", "limits"),
    [
        ("Hạn hoàn thành", True),
        ("Deadline", True),
        ("Due date", True),
        ("Dự kiến hoàn thành", False),
        ("Finish", False),
        ("Gia hạn", False),
    ],
)
def test_a_heading_of_limits(heading, limits):
    """A deadline is not a forecast; an extension is one."""
    assert is_deadline(heading) is limits


def test_a_merged_name_over_several_rows_is_one_task():
    """Its owners are joined, of its dates the last one counts, and both are told."""
    reading = read(
        HEADING,
        [1, "Giải phóng mặt bằng", "UBND huyện A", "30/6/2024", ""],
        ["", "", "UBND huyện B", "31/12/2024", ""],
        [2, "Khởi công", "Ban QLDA", "15/1/2025", ""],
        merge=("A2:A3", "B2:B3"),
    )

    assert column(reading, "owner") == ["UBND huyện A; UBND huyện B", "Ban QLDA"]
    assert finishes(reading)[0] == date(2024, 12, 31)
    assert {"rows-joined", "date-several"} <= {code for code, _ in codes(reading)}


def test_a_plan_drawn_in_cells_becomes_start_and_finish():
    """The first and the last marked month, each reading pointed at."""
    months = [f"{month:02}/2026" for month in range(6, 13)]
    reading = read(
        ["STT", "Hạng mục", *months],
        [1, "Khảo sát", "x", "x", "", "", "", "", ""],
        [2, "Thi công", "", "", "●", "●", "●", "", ""],
    )

    assert finishes(reading) == [date(2026, 7, 31), date(2026, 10, 31)]
    assert reading.schedule.rows["forecast_start_first"][1].date() == date(2026, 8, 1)
    assert ("grid-read", "C2") in codes(reading)


def test_a_table_on_its_side_is_turned():
    """Headings in the first column, a task in each of the others."""
    reading = read(
        ["Nhiệm vụ", "Lập hồ sơ", "Trình duyệt"],
        ["Cơ quan chủ trì", "Sở A", "Sở B"],
        ["Hạn hoàn thành", "30/6/2024", "15/8/2024"],
    )

    assert column(reading, "name") == ["Lập hồ sơ", "Trình duyệt"]
    assert reading.schedule.rows["forecast_finish_cell"].tolist() == ["B3", "C3"]
    assert ("table-turned", "") in codes(reading)


def test_a_column_that_the_planner_picked_goes_before_what_headings_say():
    """Only where the column still has the heading that it was picked by."""
    table = workbook(
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Ai lo", "Hạn hoàn thành"],
        [1, "Lập đề án", "Sở A", "Chị Hoa", "30/6/2024"],
        [2, "Phê duyệt", "Sở A", "Anh Nam", "30/9/2024"],
    )

    recognised = loaders.read(table)
    picked = loaders.read(table, picks=[("owner", "D", "Ai lo")])
    elsewhere = loaders.read(table, picks=[("owner", "D", "Người làm")])

    assert recognised.headings == {
        "A": "TT",
        "B": "Nhiệm vụ",
        "C": "Cơ quan chủ trì",
        "D": "Ai lo",
        "E": "Hạn hoàn thành",
    }
    assert column(recognised, "owner") == column(elsewhere, "owner") == ["Sở A", "Sở A"]
    assert column(picked, "owner") == ["Chị Hoa", "Anh Nam"]
    assert picked.schedule.columns["owner"] == "D"


def test_other_sheets_are_named_and_hidden_ones_not_read():
    """The sheet with the schedule is chosen; the others are said."""

    def more(book):
        book.create_sheet("Danh bạ").append(["Họ tên", "Điện thoại"])
        hidden = book.create_sheet("_lists")
        hidden.append(["x"])
        hidden.sheet_state = "hidden"

    reading = read(HEADING, [1, "Trình đồ án", "Sở A", "30/6/2024", ""], prepare=more)

    assert reading.schedule.sheet == "Tiến độ"
    assert {f.sheet for f in reading.findings if f.code == Code.SHEET_HIDDEN} == {"_lists"}


def test_a_formula_without_a_value_is_no_zero():
    """openpyxl stores no results: the cell is empty, and said to be."""
    reading = read(HEADING, [1, "Trình đồ án", "Sở A", "30/6/2024", "=1/2"])

    assert column(reading, "percent_complete")[0] != column(reading, "percent_complete")[0]
    assert ("formula-not-computed", "E2") in codes(reading)


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        (b"", "empty"),
        (b"hello", "no-workbook"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"%PDF-1.7 ...", "no-workbook"),
        (workbook(["Họ tên", "Điện thoại"], ["Lan", "0912"]), "no-heading"),
        (workbook(HEADING), "no-rows"),
    ],
)
def test_what_cannot_be_read_says_why(received, reason):
    """One reason, never a traceback, never an empty schedule."""
    with pytest.raises(WorkbookUnreadable) as refused:
        loaders.read(received)

    assert refused.value.reason == reason


def test_a_sheet_that_is_not_there_is_said_with_those_that_are():
    """The names of the sheets stand in the failure."""
    with pytest.raises(SheetNotFound) as refused:
        loaders.read(workbook(HEADING, [1, "Việc", "Sở A", "30/6/2024", ""]), sheet="Khác")

    assert refused.value.sheets == "Tiến độ"


def with_part(received, name, content):
    """The workbook with one part put in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(received)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return made.getvalue()


def old_file_cut_off():
    """The head of an old Excel file whose table of sectors lies behind its end."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    return (
        head + struct.pack("<8I", 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 3) + b"\xff" * 1_800
    )


GOOD = workbook(HEADING, [1, "Việc", "Sở A", "30/6/2024", ""])
SHEET_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def sheet_xml(*cells, declared=DECLARATION, before=""):
    """A sheet whose second row has cells at these addresses."""
    row = "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells)
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{row}</row>'
    return (declared + SHEET_XML.format(rows).replace("<sheetData>", f"{before}<sheetData>")).encode()


FAR = SHEET_XML.format(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
).encode()
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + SHEET_XML.format("").encode()
HOSTILE = {
    "far-away cells": (FAR, "too-large"),
    "entities": (BOMB, "entities"),
    "cut off": (b"<worksheet", "damaged"),
    "zip bomb": (b" " * 40_000_000, "too-large"),
    "a far-away cell in a near row": (sheet_xml("A99999999999"), "too-large"),
    "the same, written otherwise": (sheet_xml("A99999999999", declared=""), "too-large"),
    "a far-away cell in small letters": (sheet_xml("xfd1048576"), "too-large"),
    "more columns than Excel has": (sheet_xml("ZZZZ2"), "too-large"),
    "hidden columns without numbers": (sheet_xml("A2", before='<cols><col hidden="1"/></cols>'), "damaged"),
    "an encoding that nobody knows": (sheet_xml("A2", declared='<?xml version="1.0" encoding="x-none"?>'), "damaged"),
}


@pytest.mark.parametrize(
    ("content", "reason"),
    HOSTILE.values(),
    ids=HOSTILE.keys(),
)
def test_a_hostile_workbook_is_refused_and_the_reader_lives_on(content, reason):
    """Refused before it fills the memory, and apart from the server; the next file is read as before."""
    reader, received = Sandbox(), with_part(GOOD, "xl/worksheets/sheet1.xml", content)
    for refusing in (loaders.read, reader.read):
        with pytest.raises(WorkbookUnreadable) as refused:
            refusing(received)
        assert refused.value.reason == reason

    assert len(reader.read(GOOD).schedule.rows) == 1


@pytest.mark.parametrize("content", [c for c, reason in HOSTILE.values() if reason == "too-large"])
def test_values_of_a_sheet_too_large_are_never_parsed(content, monkeypatch):
    """Values are parsed while marks are read, but never before the sheet is measured: calamine would ask for all the memory."""
    asked = []

    class Recording:
        def __init__(self, book):
            self._book = book
            self.sheets_metadata = book.sheets_metadata

        def get_sheet_by_name(self, name):
            asked.append(name)
            return self._book.get_sheet_by_name(name)

    opened = loaders.workbook._opened
    monkeypatch.setattr(loaders.workbook, "_opened", lambda received: Recording(opened(received)))
    with pytest.raises(WorkbookUnreadable):
        loaders.read(with_part(GOOD, "xl/worksheets/sheet1.xml", content))
    assert not asked

    loaders.read(GOOD)
    assert asked == ["Tiến độ"]


def test_the_search_for_garbage_goes_on_after_a_reading():
    """After one that fails too, and only once the last of several at the same time has ended."""
    loaders.read(GOOD)
    assert gc.isenabled()
    with pytest.raises(WorkbookUnreadable):
        loaders.read(b"x")
    assert gc.isenabled()
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()
    gc.disable()
    try:
        loaders.read(GOOD)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_equal_values_of_two_types_keep_their_texts():
    """A true value equals 1, and is shown as another text."""
    heading = [*HEADING[:4], "Ghi chú"]
    notes = [1, True, 1.0, "1", True]
    reading = read(heading, *([n, f"Việc {n}", "Sở A", "30/6/2024", note] for n, note in enumerate(notes, 1)))
    assert column(reading, "note") == ["1", "TRUE", "1", "1", "TRUE"]


def unpacked(received, renamed=str):
    """The workbook with its parts stored as they are, so that a byte can be changed where it lies; their names may be changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(received)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(renamed(name), old.read(name))
    return made.getvalue()


def twice():
    """The good workbook with a second sheet of the same name, which differs."""
    made = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml("A2"))
    return made.getvalue()


def endless_date():
    """A date that lies further back than time reaches."""
    row = [1, "Việc", "Sở A", datetime(2024, 6, 30), ""]
    return with_part_changed(workbook(HEADING, row), lambda part: part.replace(b"<v>45473</v>", b"<v>-1e308</v>"))


def with_part_changed(received, change):
    """The workbook with its sheet changed."""
    with zipfile.ZipFile(io.BytesIO(received)) as archive:
        return with_part(received, name := "xl/worksheets/sheet1.xml", change(archive.read(name)))


@pytest.mark.parametrize(
    "received",
    [unpacked(GOOD).replace(b">openpyxl<", b">openpyxk<"), twice(), endless_date(), old_file_cut_off()],
    ids=["a byte changed on the way", "one part twice", "a date beyond time", "an old file cut off"],
)
def test_a_damaged_file_is_refused_whatever_its_parser_makes_of_it(received):
    """What fails its check sum, says two things or makes the parser panic is damaged; nothing of it is shown."""
    with pytest.raises(WorkbookUnreadable) as refused:
        loaders.read(received)

    assert refused.value.reason == "damaged"


def test_names_of_parts_may_be_written_large_or_small():
    """As in Excel: the sheet's marks are found although its part is written in capitals."""
    good = with_part_changed(GOOD, lambda part: part.replace(b'<row r="2"', b'<row hidden="1" r="2"'))
    capitals = unpacked(good, lambda name: name.replace("worksheets/sheet1", "worksheets/SHEET1"))

    assert ("rows-hidden", "A2") in codes(loaders.read(good)) & codes(loaders.read(capitals))


def test_numbers_without_end_are_kept_as_texts():
    """A number, a share and a duration of thousands of digits: read, told where it is no number."""
    endless = "9" * 5_000
    reading = read(
        [*HEADING, "Thời lượng"], [endless, "Trình đồ án", "Sở A", "30/6/2024", f"{endless}/3", endless], [2, "Duyệt", "Sở A", "30/9/2024", "", 3]
    )  # fmt: skip

    assert column(reading, "name") == ["Trình đồ án", "Duyệt"]
    assert ("percent-unread", "E2") in codes(reading)
    assert [days == days for days in column(reading, "duration_days")] == [False, True]
