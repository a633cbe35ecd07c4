"""The painter for Excel: the pack's figures as numbers and dates, its chart in cells, its messages on the first sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from briefing.archive import repacked
from briefing.office import same_bytes
from briefing.pack import Figure, Pack
from charts import palette

_HEAD = 4
"""The row of every table's heading; above it the title and the stamp."""
_BEFORE, _AFTER = 24, 36
"""Months that the chart shows before and after the status date."""
_FIRST_MONTH = 8
"""Column of the chart's first month."""
_DAY, _SIGNED = "dd/mm/yyyy", "+#,##0;-#,##0;0"
_EDGE = Border(bottom=Side(style="thin", color="DFE4EA"))
_GREY = PatternFill("solid", fgColor="E8ECF1")
_FAMILY = "Be Vietnam Pro"
_MILESTONES = (
    ("column.programme", 22), ("column.wbs", 8), ("column.milestone", 46), ("column.status", 20), ("column.owner", 28),
    ("column.baseline", 13), ("column.approved", 13), ("brief.column.finish_day", 15), ("column.finish", 36),
    ("column.original", 12), ("column.current", 12), ("column.last_report", 12), ("brief.column.overdue", 12),
    ("brief.column.redatings", 10), ("brief.column.needed", 30), ("column.revision", 26), ("column.source", 16),
    ("brief.column.link", 50),
)  # fmt: skip
_CHANGES = (
    ("column.kind", 20), ("column.programme", 22), ("column.milestone", 46), ("column.field", 20), ("column.before", 26),
    ("column.after", 26), ("column.days", 10), ("column.owner", 28), ("column.cell", 8),
)  # fmt: skip


def xlsx(pack: Pack) -> bytes:
    """The pack as a workbook; the same bytes for the same pack."""
    book = Workbook()
    summary = book.active
    summary.title = _sheet_name(pack, "summary")
    _summary(summary, pack)
    _table(book, pack, "milestones", _MILESTONES, [_milestone(f) for f in pack.figures], frozen=4, signed=(10, 11, 12))
    _gantt(book.create_sheet(_sheet_name(pack, "gantt")), pack)
    if pack.changes:
        _table(book, pack, "changes", _CHANGES, pack.changes, frozen=1, signed=(7,))
    gates = [(event.title, event.first, event.last) for event in pack.events if event.kind == "gate"]
    if gates:
        columns = (("brief.column.session", 60), ("brief.column.start", 14), ("brief.column.until", 14))
        _table(book, pack, "gates", columns, gates, frozen=1)
    return repacked(same_bytes(book), pack.published_at)


def _sheet_name(pack: Pack, name: str) -> str:
    return pack.labels[f"brief.sheet.{name}"][:31]


def _head(made: Worksheet, pack: Pack, title: str) -> None:
    """What every sheet begins with: the message, then the stamp."""
    _write(made, 1, 1, title, bold=True, size=14)
    _write(made, 2, 1, pack.stamp[0], size=10)


def _summary(made: Worksheet, pack: Pack) -> None:
    _head(made, pack, pack.title)
    _write(made, 3, 1, pack.subtitle, size=10)
    for row, slide in enumerate(pack.slides, _HEAD + 1):
        _write(made, row, 1, row - _HEAD)
        _write(made, row, 2, slide.title, bold=row == _HEAD + 1)
        if slide.is_edited:
            _write(made, row, 3, pack.labels["brief.edited"])
    for n, line in enumerate(pack.stamp[1:], _HEAD + 2 + len(pack.slides)):
        _write(made, n, 1, line, size=10)
    for cell, heading in enumerate(("brief.slide", "brief.contents"), 1):
        _heading(made, cell, pack.labels[heading], (8, 120)[cell - 1])
    made.column_dimensions["C"].width = 34
    made.freeze_panes = f"A{_HEAD + 1}"
    _printed(made)


def _milestone(f: Figure) -> tuple[Any, ...]:
    return (
        f.programme, f.wbs, f.name, f.status_word, f.owner, f.baseline, f.approved, f.finish, f.finish_text, f.variance_original,
        f.variance_current, f.slip_last_report, f.overdue, f.redatings, f.needed, f.revision, f.source, f.url,
    )  # fmt: skip


def _table(
    book: Workbook,
    pack: Pack,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Any]],
    *,
    frozen: int,
    signed: Sequence[int] = (),
) -> None:
    """A sheet with one table: a filter on its heading, its first columns and its heading always in sight."""
    made = book.create_sheet(_sheet_name(pack, name))
    _head(made, pack, pack.labels[f"brief.sheet.{name}"])
    for column, (label, wide) in enumerate(columns, 1):
        _heading(made, column, pack.labels[label], wide)
    for row, values in enumerate(rows, _HEAD + 1):
        for column, value in enumerate(values, 1):
            _write(made, row, column, value, signed=column in signed)
    made.freeze_panes = f"{get_column_letter(frozen)}{_HEAD + 1}"
    made.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(columns))}{max(_HEAD + 1, _HEAD + len(rows))}"
    _printed(made)


def _gantt(made: Worksheet, pack: Pack) -> None:
    """A chart in cells: a column a month, coloured by rules on the dates beside it, so that it follows when they are edited."""
    _head(made, pack, pack.labels["brief.sheet.gantt"])
    _write(made, 3, 1, pack.labels["brief.xlsx.gantt"], size=10)
    names = (
        ("column.programme", 20), ("column.wbs", 7), ("column.milestone", 44), ("column.baseline", 12),
        ("brief.column.finish_day", 13), ("column.original", 10), ("brief.column.status_code", 4),
    )  # fmt: skip
    for column, (label, wide) in enumerate(names, 1):
        _heading(made, column, pack.labels[label], wide)
    made.column_dimensions["G"].hidden = True
    months = _months(pack.status_date)
    for column, month in enumerate(months, _FIRST_MONTH):
        _heading(made, column, month, 3.2, format_="mm/yy", turn=90)
    for row, f in enumerate(pack.figures, _HEAD + 1):
        values = (f.programme, f.wbs, f.name, f.baseline, f.finish, f.variance_original, f.status)
        for column, value in enumerate(values, 1):
            _write(made, row, column, value, signed=column == 6)
    made.row_dimensions[_HEAD].height = 44
    made.freeze_panes = f"{get_column_letter(_FIRST_MONTH)}{_HEAD + 1}"
    _rules(made, pack, len(months))
    _printed(made)


def _rules(made: Worksheet, pack: Pack, months: int) -> None:
    colours = palette("light").colours
    first, last = get_column_letter(_FIRST_MONTH), get_column_letter(_FIRST_MONTH + months - 1)
    top, bottom = _HEAD + 1, max(_HEAD + 1, _HEAD + len(pack.figures))
    cells, month = f"{first}{top}:{last}{bottom}", f"{first}${_HEAD}"
    within = f'AND(${{0}}{top}<>"",${{0}}{top}>={month},${{0}}{top}<=EOMONTH({month},0))'
    between = (
        f'AND($D{top}<>"",$E{top}<>"",EOMONTH({month},0)>=MIN($D{top},$E{top}),{month}<=MAX($D{top},$E{top}),'
        f'$G{top}="{{0}}")'
    )
    day = pack.status_date
    here = f"AND({month}<=DATE({day.year},{day.month},{day.day}),EOMONTH({month},0)>=DATE({day.year},{day.month},{day.day}))"
    rules = [(within.format("D"), colours["baseline"])]
    for status in sorted({f.status for f in pack.figures}):
        rules.append((between.format(status), colours[f"status_{status}"]))
        rules.append((f'AND({within.format("E")},$G{top}="{status}")', colours[f"status_{status}"]))
    rules.append((here, colours["gate"]))
    for formula, colour in rules:
        fill = PatternFill("solid", bgColor=colour.removeprefix("#").upper())
        made.conditional_formatting.add(cells, FormulaRule(formula=[formula], fill=fill, stopIfTrue=True))


def _months(day: date) -> list[date]:
    """Firsts of the months around a day."""
    start = day.year * 12 + day.month - 1 - _BEFORE
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, start + _BEFORE + _AFTER + 1)]


def _heading(made: Worksheet, column: int, value: Any, wide: float, *, format_: str = "", turn: int = 0) -> None:
    _write(made, _HEAD, column, value, bold=True)
    cell = made.cell(_HEAD, column)
    cell.fill = _GREY
    cell.alignment = Alignment(vertical="center", wrap_text=not turn, text_rotation=turn)
    if format_:
        cell.number_format = format_
    made.column_dimensions[get_column_letter(column)].width = wide


def _write(
    made: Worksheet, row: int, column: int, value: Any, *, bold: bool = False, size: float = 11, signed: bool = False
) -> None:
    """One cell: a text stays a text whatever it begins with, a day is a date, a figure a number."""
    cell = made.cell(row, column)
    cell.font = Font(name=_FAMILY, bold=bold, size=size)
    cell.alignment = Alignment(vertical="top", wrap_text=row > _HEAD)
    if row > _HEAD:
        cell.border = _EDGE
    if value is None or value == "":
        return
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", value[:1] in "=+-@"
    elif isinstance(value, date):
        cell.number_format = _DAY
    elif signed:
        cell.number_format = _SIGNED


def _printed(made: Worksheet) -> None:
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = f"{_HEAD}:{_HEAD}"
