"""One column of dates: each cell as a span, and what is doubtful about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from loaders.dates import DateContext, read_date
from loaders.dates.normalise import fold
from loaders.grid import Grid, as_text
from loaders.lines import Line
from schedule import Code, Finding, Gate, Span

NOTHING = Span()
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})(?!\d)")
_SAYS_NOTHING = {"", "-", "–", "—", "x", "na", "n/a", "?", "...", "…", "0", "none", "null", "không", "không có", "/"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Surroundings:
    """What is known around the dates of one table."""

    year: int | None
    gates: tuple[Gate, ...]
    day_first: bool | None
    """As the dates of the whole table show; a column's own dates count first."""


@dataclass(frozen=True)
class Dated:
    """A column of dates, a span and an address a line."""

    spans: list[Span]
    cells: list[str]
    findings: list[Finding]


def day_order(grid: Grid, columns: Sequence[int], rows: Sequence[int]) -> bool | None:
    """Whether the texts of these columns write d/m (True) or m/d (False); None where no text settles it, or both do."""
    day_first = month_first = False
    for column in columns:
        for row in rows:
            value = grid.value(row, column)
            if (isinstance(value, str) and "/" in value) or (isinstance(value, str) and "-" in value):
                for found in _DAY_MONTH.finditer(value):
                    day_first = day_first or int(found[1]) > 12
                    month_first = month_first or int(found[2]) > 12
    return None if day_first == month_first else day_first


def read_column(grid: Grid, column: int, lines: Sequence[Line], around: Surroundings) -> Dated:
    """The dates of one column.

    Args:
        grid: The sheet.
        column: The column.
        lines: The table's lines; rows that go on a line add their dates to it.
        around: What is known around the column.
    """
    own = day_order(grid, [column], [row for line in lines for row in (line.row, *line.more)])
    order = around.day_first if own is None else own
    context = DateContext(year=around.year, day_first=order, gates=around.gates)
    is_text_day_first = own is True
    made = Dated([], [], [])
    for line in lines:
        span, at = _of_line(grid, column, line, context, made.findings, is_text_day_first)
        made.spans.append(span)
        made.cells.append(grid.cell(*at) if at else "")
    return made


def _of_line(
    grid: Grid, column: int, line: Line, context: DateContext, findings: list[Finding], is_text_day_first: bool
) -> tuple[Span, tuple[int, int] | None]:
    """The date of one line: its own, one merged over it, or the last of several that stand under it."""
    row = line.row
    at = (row, column)
    if grid.value(*at) == "" and (merge := grid.covered.get(at)) and merge.left == column and merge.top < row:
        at = (merge.top, column)
        if grid.value(*at) not in ("", None):
            findings.append(Finding(Code.DATE_MERGED, grid.sheet, grid.cell(row, column), as_text(grid.value(*at))))
    found = [(_of_cell(grid, at, context, findings, is_text_day_first), at)] if grid.value(*at) != "" else []
    for further in line.more:
        if grid.value(further, column) != "":
            found.append((_of_cell(grid, (further, column), context, findings, is_text_day_first), (further, column)))
    if not found:
        return NOTHING, None
    dated = [pair for pair in found if pair[0].is_dated]
    if len(dated) > 1:
        span, place = max(dated, key=lambda pair: pair[0].last or pair[0].first or date.min)
        texts = "; ".join(pair[0].text for pair in dated)
        findings.append(Finding(Code.DATE_SEVERAL, grid.sheet, grid.cell(*place), texts, {"understood": span.text}))
        return span, place
    return (dated or found)[0]


def _of_cell(
    grid: Grid, at: tuple[int, int], context: DateContext, findings: list[Finding], is_text_day_first: bool
) -> Span:
    value = grid.value(*at)
    if isinstance(value, datetime | date):
        return _true_date(grid, at, value, context, findings, is_text_day_first)
    text = as_text(value)
    shown = " ".join(text.split())
    if fold(shown) in _SAYS_NOTHING or shown.startswith("#"):
        return replace(NOTHING, text="" if fold(shown) in ("", "-", "–", "—", "x") else shown)
    span = read_date(text, context)
    finding = _doubt(grid, at, span, shown)
    if finding:
        findings.append(finding)
    return replace(span, text=text if len(text) < 2_000 else text[:2_000])


def _doubt(grid: Grid, at: tuple[int, int], span: Span, shown: str) -> Finding | None:
    """What a planner should see of a reading that is not certain."""

    def found(code: Code, **facts: str) -> Finding:
        return Finding(code, grid.sheet, grid.cell(*at), shown, facts)

    if span.precision == "relative" and not span.is_dated:
        return found(Code.DATE_RELATIVE, understood=span.lag or "")
    if span.ambiguous and span.is_dated:
        return found(Code.DATE_AMBIGUOUS, understood=days(span))
    if span.ambiguous and _DAY_MONTH.search(shown):
        return found(Code.DATE_IMPOSSIBLE, understood=_likely(shown))
    if not span.is_dated and span.precision != "recurring":
        return found(Code.DATE_UNREAD if span.ambiguous or any(c.isdigit() for c in shown) else Code.DATE_WORDS)
    return None


def days(span: Span) -> str:
    """The days of a span as a finding names them: 01/04/2024–30/06/2024."""
    first, last = (f"{day:%d/%m/%Y}" if day else "" for day in (span.first, span.last))
    return first if first == last else f"{first}–{last}"


def _likely(text: str) -> str:
    """The date that an impossible one was meant to be: the month's last day, or a year with its digits in order."""
    found = _DAY_MONTH.search(text)
    if not found:
        return ""
    day, month, year = (int(part) for part in found.groups())
    if 1 <= month <= 12 and 28 <= day <= 31 and _FIRST_YEAR <= year <= _LAST_YEAR:
        following = date(year + month // 12, month % 12 + 1, 1)
        return f"{following - timedelta(days=1):%d/%m/%Y}"
    return next((f"{day:02}/{month:02}/{guess}" for guess in _years_like(found[3]) if 1 <= month <= 12), "")


def _years_like(digits: str) -> list[int]:
    """Years that two exchanged digits would make of a mistyped one: 2204 and 0224 for 2024."""
    swapped = [
        int("".join([*digits[:i], digits[j], *digits[i + 1 : j], digits[i], *digits[j + 1 :]]))
        for i in range(len(digits))
        for j in range(i + 1, len(digits))
    ]
    return [year for year in swapped if 2000 <= year <= 2050]


def _true_date(
    grid: Grid, at: tuple[int, int], value: Any, context: DateContext, findings: list[Finding], is_text_day_first: bool
) -> Span:
    """A true date cell, as fine as its format shows it; doubtful where Excel may have exchanged day and month."""
    day = value.date() if isinstance(value, datetime) else value
    text = as_text(value)
    cell = grid.cell(*at)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        guess = next(
            (day.replace(year=y) for y in _years_like(f"{day.year:04}") if (day.month, day.day) != (2, 29)), None
        )
        understood = f"{guess:%d/%m/%Y}" if guess else ""
        findings.append(Finding(Code.DATE_IMPOSSIBLE, grid.sheet, cell, text, {"understood": understood}))
        return Span(precision="day", text=text, ambiguous=True)
    if is_text_day_first and day.day <= 12 and day.day != day.month:
        findings.append(swapped(grid.sheet, cell, day))
    precision = grid.marks.precisions.get(at, "day")
    first, last = day, day
    if precision == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif precision == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Span(first, last, precision, text=text)


def swapped(sheet: str, cell: str, day: date) -> Finding:
    """The finding that day and month of a true date may have changed places; both readings are named."""
    meant = day.replace(month=day.day, day=day.month)
    return Finding(
        Code.DATE_SWAPPED,
        sheet,
        cell,
        f"{day:%d/%m/%Y}",
        {"understood": f"{day:%d/%m/%Y}", "meant": f"{meant:%d/%m/%Y}"},
    )
