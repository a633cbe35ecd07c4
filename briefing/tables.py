"""A table of figures as a workbook: what a page shows, to be taken away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from briefing.office import same_bytes

_GREY = PatternFill("solid", fgColor="E8ECF1")


def table_workbook(
    title: str, stamp: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Any]], sheet: str
) -> bytes:
    """A workbook with one styled table: texts stay texts whatever they begin with, days are dates, figures are numbers.

    Args:
        title: The message over the table.
        stamp: The quiet line below it: status date, revisions.
        columns: Heading and width of each column.
        rows: The cells.
        sheet: The sheet's name.
    """
    book = Workbook()
    made = book.active
    made.title = sheet[:31]
    for row, text in ((1, title), (2, stamp)):
        _write(made.cell(row, 1), text, Font(bold=row == 1, size=14 if row == 1 else 10))
    for column, (heading, width) in enumerate(columns, 1):
        cell = made.cell(4, column)
        _write(cell, heading, Font(bold=True))
        cell.fill = _GREY
        made.column_dimensions[get_column_letter(column)].width = width
    for number, cells in enumerate(rows, 5):
        for column, value in enumerate(cells, 1):
            _write(made.cell(number, column), value, Font())
    made.freeze_panes = "A5"
    made.auto_filter.ref = f"A4:{get_column_letter(len(columns))}{max(5, len(rows) + 4)}"
    made.page_setup.orientation, made.page_setup.fitToWidth, made.page_setup.fitToHeight = "landscape", 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    return same_bytes(book)


def _write(cell: Any, value: Any, font: Font) -> None:
    cell.value = None if value == "" else value
    if isinstance(value, str) and value:
        cell.data_type, cell.quotePrefix = "s", value[0] in "=+-@"
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=cell.row >= 4)
