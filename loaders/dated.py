"""One column of dates: each cell as a span, and what is doubtful about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from loaders.dates import DateContext, read_date
from loaders.dates.normalise import fold
from loaders.grid import Grid, Place, as_text
from loaders.outline import Line
from schedule import Code, Finding, Gate, Span

NOTHING = Span()
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})(?!\d)")
_TYPED = re.compile(r"['’\s]*(\d{1,2})[/\-]\d{1,2}[/\-]\d{2,4}(?: +\d{1,2}[:h]\d{2}.*)?['’\s]*")
"""A day and nothing else, as an Excel makes a true date of where it can; what is written with points it leaves alone."""
_SAYS_LEAST = {"", "-", "–", "—", "x"}
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
    told = {value for column in columns for value in set(grid.picked(column, rows)) if type(value) is str}
    shown = set(map(_order_shown, told))
    day_first, month_first = (any(each[part] for each in shown) for part in (0, 1))
    return None if day_first == month_first else day_first


@lru_cache(maxsize=20_000)
def _order_shown(text: str) -> tuple[bool, bool]:
    """Whether a text has a number past 12 where the day stands first, and where the month does."""
    if "/" not in text and "-" not in text and "." not in text:
        return False, False
    found = _DAY_MONTH.findall(text)
    return any(int(first) > 12 for first, _, _ in found), any(int(second) > 12 for _, second, _ in found)


def read_column(grid: Grid, column: int, lines: Sequence[Line], around: Surroundings) -> Dated:
    """The dates of one column.

    Args:
        grid: The sheet.
        column: The column.
        lines: The table's lines; rows that go on a line add their dates to it.
        around: What is known around the column.
    """
    rows = [line.row for line in lines]
    all_rows = [*rows, *(row for line in lines for row in line.more)]
    own = day_order(grid, [column], all_rows)
    order = around.day_first if own is None else own
    context = DateContext(year=around.year, day_first=order, gates=around.gates)
    reader = _Reader(grid, context, may_be_swapped=own is True and _is_left_as_text(grid, column, all_rows))
    made = Dated([], grid.cells(column, rows), reader.findings)
    for n, (line, value) in enumerate(zip(lines, grid.picked(column, rows), strict=True)):
        # most cells repeat a date that is without doubt: these are asked first
        if not line.more and (known := reader.certain.get(value)):
            span = known
        elif line.more or (value == "" and grid.merges):
            span, at = reader.of_line((line.row, column), value, line)
            made.cells[n] = grid.cell(*at) if at else ""
        elif value != "":
            span = reader.of_cell((line.row, column), value)
        else:
            span, made.cells[n] = NOTHING, ""
        made.spans.append(span)
    return made


def _is_left_as_text(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    """Whether an Excel that expects m/d left a day past the 12th as text, and so may have exchanged those that it took.

    "Trước ngày 30/6/2024" is a text in every Excel and shows nothing.
    """
    told = {value for value in set(grid.picked(column, rows)) if type(value) is str}
    typed = (_TYPED.fullmatch(text) for text in told)
    return any(int(found[1]) > 12 for found in typed if found)


class _Reader:
    """Reads the cells of one column, equal ones once."""

    def __init__(self, grid: Grid, context: DateContext, *, may_be_swapped: bool) -> None:
        self.findings: list[Finding] = []
        self.certain: dict[Any, Span] = {}
        """Values without doubt, and with no format of their own to mind."""
        self._grid = grid
        self._context = context
        self._may_be_swapped = may_be_swapped
        self._read: dict[tuple[Any, str], tuple[Span, Finding | None]] = {}

    def of_line(self, at: Place, value: Any, line: Line) -> tuple[Span, Place | None]:
        """The date of one line: its own, one merged over it, or the last of several that stand under it."""
        grid, column = self._grid, at[1]
        merge = grid.covered.get(at) if grid.merges and value == "" else None
        if merge and merge.left == column and merge.top < at[0]:
            at = (merge.top, column)
            value = grid.value(*at)
            if value not in ("", None):
                cell = grid.cell(line.row, column)
                self.findings.append(Finding(Code.DATE_MERGED, grid.sheet, cell, as_text(value)))
        if not line.more:
            return (self.of_cell(at, value), at) if value != "" else (NOTHING, None)
        found = [(self.of_cell(at, value), at)] if value != "" else []
        for row in line.more:
            if (further := grid.value(row, column)) != "":
                found.append((self.of_cell((row, column), further), (row, column)))
        return self._last(found)

    def _last(self, found: list[tuple[Span, Place]]) -> tuple[Span, Place | None]:
        """The last of several dates of one line, all of them told."""
        if not found:
            return NOTHING, None
        dated = [pair for pair in found if pair[0].is_dated]
        if len(dated) < 2:
            return (dated or found)[0]
        span, place = max(dated, key=lambda pair: pair[0].last or pair[0].first or date.min)
        said = "; ".join(pair[0].text for pair in dated)
        cell = self._grid.cell(*place)
        self.findings.append(Finding(Code.DATE_SEVERAL, self._grid.sheet, cell, said, {"understood": span.text}))
        return span, place

    def of_cell(self, at: Place, value: Any) -> Span:
        """The date of one cell."""
        marks = self._grid.marks
        key = (value, marks.precisions.get(at, "") if marks.precisions else "")
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = self._understood(value, key[1] or "day")
        span, doubt = known
        if not doubt and not marks.precisions:
            self.certain[value] = span
        if doubt:
            self.findings.append(Finding(doubt.code, self._grid.sheet, self._grid.cell(*at), doubt.value, doubt.facts))
        return span

    def _understood(self, value: Any, precision: str) -> tuple[Span, Finding | None]:
        """The span of one value and what is doubtful about it, its place still open."""
        if isinstance(value, date):
            return _true_date(value, precision, self._may_be_swapped)
        text = as_text(value)
        shown = " ".join(text.split())
        if fold(shown) in _SAYS_NOTHING:
            return replace(NOTHING, text="" if fold(shown) in _SAYS_LEAST else shown), None
        span = read_date(text, self._context)
        return replace(span, text=text[:2_000]), _doubt(span, shown)


def _doubt(span: Span, shown: str) -> Finding | None:
    """What a planner should see of a reading that is not certain."""

    def found(code: Code, **facts: str) -> Finding:
        return Finding(code, value=shown, facts=facts)

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
    first, last = (_shown(day) if day else "" for day in (span.first, span.last))
    return first if first == last else f"{first}–{last}"


@lru_cache(maxsize=10_000)
def _shown(day: date) -> str:
    return as_text(day)


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


def _true_date(value: date, precision: str, may_be_swapped: bool) -> tuple[Span, Finding | None]:
    """A true date cell, as fine as its format shows it; doubtful where Excel may have exchanged day and month."""
    day = value.date() if isinstance(value, datetime) else value
    text = as_text(value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        guess = next(
            (day.replace(year=y) for y in _years_like(f"{day.year:04}") if (day.month, day.day) != (2, 29)), None
        )
        facts = {"understood": f"{guess:%d/%m/%Y}" if guess else ""}
        return Span(precision="day", text=text, ambiguous=True), Finding(Code.DATE_IMPOSSIBLE, value=text, facts=facts)
    first, last = day, day
    if precision == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif precision == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    is_swappable = may_be_swapped and day.day <= 12 and day.day != day.month
    return Span(first, last, precision, text=text), swapped("", "", day) if is_swappable else None


def swapped(sheet: str, cell: str, day: date) -> Finding:
    """The finding that day and month of a true date may have changed places; both readings are named."""
    said, meant = as_text(day), as_text(day.replace(month=day.day, day=day.month))
    return Finding(Code.DATE_SWAPPED, sheet, cell, said, {"understood": said, "meant": meant})
