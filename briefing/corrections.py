"""The workbook that goes back to a unit: its own rows, the cells to be filled in marked, lists to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from briefing.office import same_bytes

FIRST_ROW = 7
"""The first line below the heading."""
_EDGE = Side(style="thin", color="999999")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_GREY, _ASKED = PatternFill("solid", fgColor="E8ECF1"), PatternFill("solid", fgColor="FFF2B3")
_WIDTHS = {"programme": 18, "row_id": 22, "revision": 26, "reason": 60}


@dataclass(frozen=True)
class CorrectionLine:
    """One row of a programme: what stands in it, and which of it is to be mended."""

    programme: str
    row_id: str
    values: Mapping[str, str]
    """Field -> what stands there now."""
    asked: frozenset[str]
    """Fields to be mended."""
    reason: str
    revision: str


@dataclass(frozen=True)
class CorrectionSheet:
    """Everything that one correction workbook says; texts are ready to be shown."""

    sheet: str
    lists: str
    """Names of its two sheets."""
    title: str
    stamp: str
    help: str
    headings: Mapping[str, str]
    """`programme`, `row_id`, the fields, `reason`, `revision` -> heading, in the order of the columns."""
    lines: Sequence[CorrectionLine]
    choices: Mapping[str, Sequence[str]]
    """Field -> texts to choose from; others may be typed."""


def correction_workbook(told: CorrectionSheet) -> bytes:
    """The workbook's bytes: cells to be filled in are yellow and open, all others closed against a slip of the hand."""
    book = Workbook()
    made = book.active
    made.title = told.sheet
    for row, text in enumerate((told.title, told.stamp, told.help), 1):
        cell = made.cell(row, 1)
        _write(made, row, 1, text)
        cell.font, cell.alignment = Font(bold=row == 1, size=14 if row == 1 else 11), Alignment(wrap_text=False)
        cell.border = Border()
    heading = FIRST_ROW - 1
    for column, (name, text) in enumerate(told.headings.items(), 1):
        _write(made, heading, column, text, fill=_GREY, bold=True)
        made.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 30)
    for row, line in enumerate(told.lines, FIRST_ROW):
        plain = {"programme": line.programme, "row_id": line.row_id, "reason": line.reason, "revision": line.revision}
        for column, name in enumerate(told.headings, 1):
            is_asked = name in line.asked
            text = plain.get(name) or line.values.get(name, "")
            _write(made, row, column, text, fill=_ASKED if is_asked else None, is_open=is_asked)
    _offer(book.create_sheet(told.lists), made, told)
    made.freeze_panes = f"C{FIRST_ROW}"
    made.page_setup.orientation, made.page_setup.fitToWidth, made.page_setup.fitToHeight = "landscape", 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.protection.sheet = True
    made.protection.formatColumns = made.protection.formatRows = made.protection.sort = False
    return same_bytes(book)


def _offer(lists: Worksheet, made: Worksheet, told: CorrectionSheet) -> None:
    """The texts to choose from on a sheet of their own, and the lists in the open cells."""
    last = FIRST_ROW + len(told.lines) - 1
    for column, (name, texts) in enumerate(told.choices.items(), 1):
        letter = get_column_letter(column)
        for row, text in enumerate((told.headings[name], *texts), 1):
            _write(lists, row, column, text, bold=row == 1)
        lists.column_dimensions[letter].width = 50
        if not texts or not told.lines:
            continue
        choice = DataValidation(
            "list", formula1=f"'{told.lists}'!${letter}$2:${letter}${len(texts) + 1}", allow_blank=True,
            showErrorMessage=False,
        )  # fmt: skip
        at = get_column_letter(list(told.headings).index(name) + 1)
        choice.add(f"{at}{FIRST_ROW}:{at}{last}")
        made.add_data_validation(choice)


def _write(
    made: Worksheet,
    row: int,
    column: int,
    text: str,
    *,
    fill: PatternFill | None = None,
    bold: bool = False,
    is_open: bool = False,
) -> None:
    """One cell; a text stays a text, whatever it begins with."""
    cell = made.cell(row, column)
    cell.value = text or None
    if text:
        cell.data_type, cell.quotePrefix = "s", text[0] in "=+-@"
    cell.font, cell.border = Font(bold=bold), _BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.protection = Protection(locked=not is_open)
    cell.number_format = "@"
    if fill:
        cell.fill = fill
