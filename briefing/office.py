"""A schedule as the workbook that an office sends: title lines, a two-row heading, groups, a signature block."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

SHEET, PROMISES_SHEET, PROGRESS_SHEET = "Tiến độ", "Các lần hẹn", "Tiến độ thực hiện"
_HEADING = (
    ("Mã", ""), ("TT", ""), ("Nhiệm vụ/Mốc", ""), ("Cơ quan chủ trì", ""), ("Cơ quan phối hợp", ""),
    ("Kế hoạch", "Bắt đầu"), ("Kế hoạch", "Hoàn thành"), ("Dự báo hoàn thành", ""), ("Thực tế hoàn thành", ""),
    ("Tỷ lệ %", ""), ("Trạng thái", ""), ("Sản phẩm/Văn bản", ""), ("Công việc trước", ""), ("Ghi chú, nguồn", ""),
)  # fmt: skip
_WATCHER = "Cơ quan theo dõi"
_WIDTHS = (20, 5, 44, 26, 22, 12, 18, 20, 18, 8, 16, 20, 24, 60, 26)
_EDGE = Side(style="thin", color="999999")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_GREY = PatternFill("solid", fgColor="E8ECF1")
_DAY = "dd/mm/yyyy"
_LONGEST_LIST = 255
_NOTE_LETTERS, _NOTE_LINE = 38, 20
"""Letters of a note on one line, and a line's height in points."""
_WHEN_WRITTEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """One task or milestone. A date is a true date where it is a day, a text where it is written in words."""

    id: str
    name: str
    owner: str = ""
    coordinating: str = ""
    watcher: str = ""
    """Who watches that it is done; its column stands where the sheet is watched."""
    baseline_start: date | str = ""
    baseline_finish: date | str = ""
    forecast_finish: date | str = ""
    actual_finish: date | str = ""
    percent: float | None = None
    """0 to 100."""
    status: str = ""
    deliverable: str = ""
    predecessors: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A numbered group of lines: I, II, III."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PromiseLine:
    """One promised date."""

    id: str
    said_on: date
    promised: str
    words: str
    said_by: str
    source: str
    confidence: str


@dataclass(frozen=True)
class ProgressLine:
    """One measured value."""

    measure: str
    as_of: date
    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class OfficeSheet:
    """Everything that one workbook says."""

    unit: str
    title: str
    status_date: date
    groups: tuple[Group, ...]
    remark: str = ""
    promises: tuple[PromiseLine, ...] = field(default=())
    progress: tuple[ProgressLine, ...] = field(default=())
    notes: Mapping[str, str] = field(default_factory=dict)
    """Heading -> what to write below it, as a note on the heading's cell."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Heading -> texts to choose from; others may be typed."""
    is_watched: bool = False
    """Whether a last column names who watches each line."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Heading -> what this sheet calls it."""

    @property
    def heading(self) -> tuple[tuple[str, str], ...]:
        """The two rows of headings, column by column."""
        told = (*_HEADING, *([(_WATCHER, "")] if self.is_watched else []))
        return tuple((self.renamed.get(above, above), below) for above, below in told)


def office_workbook(sheet: OfficeSheet) -> bytes:
    """The workbook's bytes: the same content gives the same bytes, whenever it is written."""
    book = Workbook()
    made = book.active
    made.title = SHEET
    first = _titles(made, sheet)
    last = _table(made, sheet, first)
    _signatures(made, last + 2)
    _lay_out(made, first, len(sheet.heading))
    _help(made, sheet, first, last)
    _list(
        book.create_sheet(PROMISES_SHEET),
        ("Mã", "Ngày nói", "Ngày hẹn", "Nguyên văn", "Người nói", "Nguồn", "Độ tin cậy"),
        [(p.id, p.said_on, p.promised, p.words, p.said_by, p.source, p.confidence) for p in sheet.promises],
        (22, 12, 30, 60, 40, 60, 12),
    )
    _list(
        book.create_sheet(PROGRESS_SHEET),
        ("Chỉ tiêu", "Ngày", "Giá trị", "Đơn vị", "Nguồn"),
        [(p.measure, p.as_of, p.value, p.unit, p.source) for p in sheet.progress],
        (46, 12, 12, 20, 70),
    )
    if sheet.notes:
        _to_be_printed(book)
    return same_bytes(book)


def _titles(made: Worksheet, sheet: OfficeSheet) -> int:
    """The national title lines and the table's title; the row where the heading begins."""
    day = sheet.status_date
    lines = (
        (1, "A1:E1", sheet.unit.upper(), True),
        (1, "H1:N1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        (2, "H2:N2", "Độc lập - Tự do - Hạnh phúc", True),
        (3, "H3:N3", f"Hà Nội, ngày {day:%d} tháng {day:%m} năm {day:%Y}", False),
        (5, "A5:N5", sheet.title.upper(), True),
        (6, "A6:N6", f"(Số liệu đến ngày {day:%d/%m/%Y})", False),
        (7, "A7:N7", sheet.remark, False),
    )
    for _, cells, text, is_bold in lines:
        made.merge_cells(cells)
        _write(
            made,
            cells.split(":")[0],
            text,
            font=Font(bold=is_bold, size=14 if cells[:2] == "A5" else 11, italic=not is_bold),
        )
    return 9


def _table(made: Worksheet, sheet: OfficeSheet, first: int) -> int:
    """The heading in two rows and the groups below it; the last row written."""
    for column, (above, below) in enumerate(sheet.heading, 1):
        letter = get_column_letter(column)
        _write(made, f"{letter}{first}", above, font=Font(bold=True), fill=_GREY)
        _write(made, f"{letter}{first + 1}", below, font=Font(bold=True), fill=_GREY)
        if not below:
            made.merge_cells(f"{letter}{first}:{letter}{first + 1}")
    made.merge_cells(f"F{first}:G{first}")
    row = first + 1
    for number, group in enumerate(sheet.groups, 1):
        row += 1
        blank = [""] * (len(sheet.heading) - 3)
        for column, value in enumerate(("", _roman(number), group.name, *blank), 1):
            _write(made, f"{get_column_letter(column)}{row}", value, font=Font(bold=True), fill=_GREY, align="left")
        for place, line in enumerate(group.lines, 1):
            row += 1
            _line(made, row, place, line, len(sheet.heading))
    return row


def _line(made: Worksheet, row: int, place: int, line: Line, columns: int) -> None:
    values = (
        line.id, place, line.name, line.owner, line.coordinating, line.baseline_start, line.baseline_finish,
        line.forecast_finish, line.actual_finish, None if line.percent is None else line.percent / 100, line.status,
        line.deliverable, line.predecessors, line.note, line.watcher,
    )  # fmt: skip
    for column, value in enumerate(values[:columns], 1):
        cell = f"{get_column_letter(column)}{row}"
        _write(made, cell, value, align="left" if column in (1, 3, 4, 5, 14, 15) else "center")
        if column == 10 and value is not None:
            made[cell].number_format = "0%"


def _roman(number: int) -> str:
    """A group's number, below 40: I, IV, XVI."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _signatures(made: Worksheet, row: int) -> None:
    for cells, text, is_bold in (
        (f"A{row}:C{row}", "Nơi nhận:", True),
        (f"A{row + 1}:C{row + 1}", "- Như trên;", False),
        (f"A{row + 2}:C{row + 2}", "- Lưu: VT.", False),
        (f"K{row}:N{row}", "NGƯỜI LẬP BẢNG", True),
        (f"K{row + 1}:N{row + 1}", "(Ký, ghi rõ họ tên)", False),
    ):
        made.merge_cells(cells)
        _write(made, cells.split(":")[0], text, font=Font(bold=is_bold, italic=not is_bold), box=False)


def _lay_out(made: Worksheet, first: int, columns: int) -> None:
    for column, width in enumerate(_WIDTHS[:columns], 1):
        made.column_dimensions[get_column_letter(column)].width = width
    made.freeze_panes = f"D{first + 2}"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = f"{first}:{first + 1}"


def _to_be_printed(book: Workbook) -> None:
    """A workbook to be filled in is printed on A3, on which its fourteen columns can still be read; its lists on one page's width."""
    for made in book.worksheets:
        made.page_setup.orientation, made.page_setup.paperSize = "landscape", made.PAPERSIZE_A3
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
        made.sheet_properties.pageSetUpPr.fitToPage = True
        made.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)


def _help(made: Worksheet, sheet: OfficeSheet, first: int, last: int) -> None:
    """Notes on the headings, and lists to choose from in the cells below them."""
    for column, (above, below) in enumerate(sheet.heading, 1):
        name, letter = below or above, get_column_letter(column)
        if note := sheet.notes.get(name):
            height = _NOTE_LINE * (1 + ceil(len(note) / _NOTE_LETTERS))
            made[f"{letter}{first + bool(below)}"].comment = Comment(note, sheet.unit, width=320, height=height)
        if listed := _listed(sheet.choices.get(name, ())):
            choice = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
            choice.add(f"{letter}{first + 2}:{letter}{last}")
            made.add_data_validation(choice)


ListSheet = tuple[str, Sequence[str], Sequence[Sequence[Any]], Sequence[int], Mapping[str, Sequence[str]]]
"""Name, headings, rows, widths, and heading -> texts to choose from."""


def list_workbook(sheets: Sequence[ListSheet]) -> bytes:
    """A workbook of plain tables, a sheet each; the same content gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    for name, heading, rows, widths, choices in sheets:
        made = book.create_sheet(name)
        _list(made, heading, rows, widths)
        for column, texts in choices.items():
            offer = DataValidation("list", formula1=f'"{_listed(texts)}"', allow_blank=True)
            letter = get_column_letter(list(heading).index(column) + 1)
            offer.add(f"{letter}2:{letter}{len(rows) + 200}")
            made.add_data_validation(offer)
    return same_bytes(book)


def _listed(choices: Sequence[str]) -> str:
    """As many choices as Excel takes in one list; those with a sign that divides the list are left out."""
    listed = ""
    for choice in choices:
        longer = f"{listed},{choice}" if listed else choice
        if not set(choice) & set(',";') and len(longer) <= _LONGEST_LIST:
            listed = longer
    return listed


def _list(made: Worksheet, heading: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> None:
    """A plain table with one heading row."""
    for number, row in enumerate((heading, *rows), 1):
        for column, value in enumerate(row, 1):
            is_heading = number == 1
            _write(
                made,
                f"{get_column_letter(column)}{number}",
                value,
                font=Font(bold=is_heading),
                fill=_GREY if is_heading else None,
                align="center" if is_heading else "left",
            )
    for column, width in enumerate(widths, 1):
        made.column_dimensions[get_column_letter(column)].width = width
    made.freeze_panes = "A2"


def _write(
    made: Worksheet,
    cell: str,
    value: Any,
    *,
    font: Font | None = None,
    fill: PatternFill | None = None,
    align: str = "center",
    box: bool = True,
) -> None:
    """One cell; a text stays a text, whatever it begins with."""
    at = made[cell]
    at.value = value if value != "" else None
    if isinstance(value, str) and value:
        at.data_type = "s"
        at.quotePrefix = value[0] in "=+-@"
    if isinstance(value, date):
        at.number_format = _DAY
    at.font = font or Font()
    at.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    if fill:
        at.fill = fill
    if (box and at.row > 8) or made.title != SHEET:
        at.border = _BOX


def same_bytes(book: Workbook) -> bytes:
    """The book's bytes without the moment of writing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = (
                    b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
                    b'package/2006/metadata/core-properties"/>'
                )
            kept.writestr(zipfile.ZipInfo(name, _WHEN_WRITTEN), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
