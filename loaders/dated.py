"""One column of dates: each cell as a span, and what is doubtful about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from loaders.dates import DateContext, read_date
from loaders.dates.normalise import fold
from loaders.grid import Grid, Place, as_text
from loaders.outline import Line, Lines
from schedule import Code, Finding, Gate, Span

NOTHING = Span()
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2,3}(?![/.\-]\d))(?!\d)")
_TYPED = re.compile(r"['’\s]*(\d{1,2})[/\-]\d{1,2}[/\-]\d{2,4}(?: +\d{1,2}[:h]\d{2}.*)?['’\s]*")
"""A day and nothing else, as an Excel makes a true date of where it can; what is written with points it leaves alone."""
_SAYS_LEAST = {"", "-", "–", "—", "x"}
_SAYS_NOTHING = {"", "-", "–", "—", "x", "na", "n/a", "?", "...", "…", "0", "none", "null", "không", "không có", "/"}
_NEVER = (
    r"không (?!quá|muộn|chậm|trễ|sau|sớm|để|được|trăm|dưới)|chưa (?!quá|muộn)|dừng|đình chỉ|hủy|huỷ|bỏ khỏi|loại khỏi"
)
_BEGUN = r"bắt đầu|khởi công|khởi động"
_DONE = r"đã (?:xong|hoàn|khởi|bắt|ban|trình|nghiệm|phê|thông)|quá hạn"
_OTHER_EVENTS = {
    "plan_start": re.compile(rf"\b(?:{_NEVER}|{_DONE})", re.IGNORECASE),
    "plan_finish": re.compile(rf"\b(?:{_NEVER}|{_DONE}|{_BEGUN})", re.IGNORECASE),
    "actual": re.compile(rf"\b(?:{_NEVER})", re.IGNORECASE),
}
"""Words that make a date the day of something else than the column's: what was, what begins, what will not be."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EPOCH = date(1899, 12, 30)
OF_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )\bnăm (20\d{2})\b(?!\s*[-–]\s*20)", re.IGNORECASE)
"""The year that a title names."""


@dataclass(frozen=True)
class Surroundings:
    """What is known around the dates of one table."""

    year: int | None
    gates: tuple[Gate, ...]
    day_first: bool | None
    """As the dates of the whole table show; a column's own dates count first."""
    years: Mapping[int, int] = field(default_factory=dict)
    """Row -> the year that the title of its group names: "NĂM 2026"."""
    within: Span = NOTHING
    """The days that the plan is for, where its titles say so: "Từ 01/11/2025 đến 28/02/2026"."""


@dataclass(frozen=True)
class Dated:
    """A column of dates, a span and an address a line."""

    spans: list[Span]
    cells: list[str]
    findings: list[Finding]


def surroundings(
    grid: Grid, columns: Sequence[int], lines: Lines, year: int | None, gates: tuple[Gate, ...], within: Span = NOTHING
) -> Surroundings:
    """What the dates of these columns show around each of them."""
    told = (text for column in columns for text in _texts(grid, column, lines))
    return Surroundings(year, gates, day_order(told), _years_of_groups(lines), within)


def _years_of_groups(lines: Lines) -> dict[int, int]:
    """Row -> year, of the lines in a group whose title names one."""
    years: dict[int, int] = {}
    over: list[tuple[int, int | None]] = []
    for line in lines if any(line.is_summary and OF_YEAR.search(line.name) for line in lines) else ():
        while over and over[-1][0] >= line.level:
            over.pop()
        year = over[-1][1] if over else None
        if line.is_summary:
            found = OF_YEAR.search(line.name)
            over.append((line.level, int(found[1]) if found else year))
        elif year:
            years |= {row: year for row in (line.row, *line.more)}
    return years


def _texts(grid: Grid, column: int, lines: Lines) -> set[str]:
    """The texts that stand in a column, each once."""
    values = {
        *grid.picked(column, lines.rows),
        *(grid.value(row, column) for _, line in lines.joined for row in line.more),
    }
    return {value for value in values if type(value) is str}


def day_order(texts: Iterable[str]) -> bool | None:
    """Whether texts write d/m (True) or m/d (False); None where none settles it, or both do."""
    shown = set(map(_order_shown, texts))
    day_first, month_first = (any(each[part] for each in shown) for part in (0, 1))
    return None if day_first == month_first else day_first


@lru_cache(maxsize=20_000)
def _order_shown(text: str) -> tuple[bool, bool]:
    """Whether a text has a number past 12 where the day stands first, and where the month does."""
    if "/" not in text and "-" not in text and "." not in text:
        return False, False
    found = _DAY_MONTH.findall(text)
    return any(int(first) > 12 for first, _, _ in found), any(int(second) > 12 for _, second, _ in found)


def read_column(
    grid: Grid, column: int, lines: Lines, around: Surroundings, field: str = "", start: int | None = None
) -> Dated:
    """The dates of one column.

    Args:
        grid: The sheet.
        column: The column.
        lines: The table's lines; rows that go on a line add their dates to it.
        around: What is known around the column.
        field: The date field that it holds.
        start: Of a finish, the column of its start: a cell merged over both is the date of both.
    """
    texts = _texts(grid, column, lines)
    own = day_order(texts)
    context = DateContext(around.year, around.day_first if own is None else own, around.gates)
    reader = _Reader(grid, context, field, start, around, may_be_swapped=own is True and _is_left_as_text(texts))
    values = grid.picked(column, lines.rows)
    # most cells repeat a date that is without doubt, so that only the others need to be looked at where they stand
    certain = {value: reader.certain(value) for value in set(values)}
    spans = [certain[value] for value in values]
    cells = grid.cells(column, lines.rows)
    if "" in certain:
        cells = [cell if value != "" else "" for cell, value in zip(cells, values, strict=True)]
    for n, line in enumerate(lines) if None in certain.values() else lines.joined:
        if spans[n] is None or line.more:
            spans[n], at = reader.of_line((line.row, column), values[n], line)
            cells[n] = grid.cell(*at) if at else ""
    return Dated([span or NOTHING for span in spans], cells, reader.findings)


def _is_left_as_text(texts: Iterable[str]) -> bool:
    """Whether an Excel that expects m/d left a day past the 12th as text, and so may have exchanged those that it took.

    "Trước ngày 30/6/2024" is a text in every Excel and shows nothing.
    """
    return any(int(found[1]) > 12 for text in texts if (found := _TYPED.fullmatch(text)))


class _Reader:
    """Reads the cells of one column, equal ones once."""

    def __init__(
        self,
        grid: Grid,
        context: DateContext,
        field: str,
        start: int | None,
        around: Surroundings,
        *,
        may_be_swapped: bool,
    ) -> None:
        self.findings: list[Finding] = []
        basis, _, edge = field.partition("_")
        self._other_events = _OTHER_EVENTS.get("actual" if basis == "actual" else f"plan_{edge}")
        self._start = start
        self._around = around
        self._grid = grid
        self._context = context
        self._may_be_swapped = may_be_swapped
        self._read: dict[tuple[Any, str, int | None], tuple[Span, Finding | None]] = {}

    def certain(self, value: Any) -> Span | None:
        """The date of a value wherever it stands; None where there is a doubt to tell, or a format or a merged cell to mind."""
        if value == "":
            return None if self._grid.merges else NOTHING
        span, doubt = (None, None) if self._grid.marks.precisions else self._of_value(value, "")
        return None if doubt else span

    def of_line(self, at: Place, value: Any, line: Line) -> tuple[Span, Place | None]:
        """The date of one line: its own, one merged over it, or the last of several that stand under it."""
        grid, column = self._grid, at[1]
        merge = grid.covered.get(at) if grid.merges and value == "" else None
        if merge and merge.left in (column, self._start):
            at = (merge.top, merge.left)
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
        span, doubt = self._of_value(value, self._grid.marks.precisions.get(at, ""), self._around.years.get(at[0]))
        if doubt:
            self.findings.append(Finding(doubt.code, self._grid.sheet, self._grid.cell(*at), doubt.value, doubt.facts))
        return span

    def _of_value(self, value: Any, precision: str, year: int | None = None) -> tuple[Span, Finding | None]:
        """What a value says, in a group of that year; equal ones are read once."""
        key = value, precision, year
        if key not in self._read:
            self._read[key] = self._understood(value, precision or "day", year or self._context.year)
        return self._read[key]

    def _within_the_plan(self, text: str, span: Span) -> Span:
        """A day without a year in the one of the plan's years that brings it into the days that the plan is for."""
        first, last = self._around.within.first, self._around.within.last
        if not (first and last and span.ambiguous and span.last) or first <= span.last <= last:
            return span
        years = (read_date(text, replace(self._context, year=year)) for year in range(first.year, last.year + 1))
        return next((other for other in years if other.last and first <= other.last <= last), span)

    def _understood(self, value: Any, precision: str, year: int | None) -> tuple[Span, Finding | None]:
        """The span of one value and what is doubtful about it, its place still open."""
        if isinstance(value, date):
            return _true_date(value, precision, self._may_be_swapped)
        text = as_text(value)
        shown = " ".join(text.split())
        if fold(shown) in _SAYS_NOTHING:
            return NOTHING.saying("" if fold(shown) in _SAYS_LEAST else shown), None
        context = self._context if year == self._context.year else replace(self._context, year=year)
        span = self._within_the_plan(text, read_date(text, context))
        doubt = _doubt(span, shown)
        if not doubt and span.is_dated and self._other_events and self._other_events.search(shown):
            doubt = Finding(Code.DATE_AMBIGUOUS, value=shown, facts={"understood": days(span.first, span.last)})
        return span.saying(text[:2_000]), doubt


def _doubt(span: Span, shown: str) -> Finding | None:
    """What a planner should see of a reading that is not certain."""

    def found(code: Code, **facts: str) -> Finding:
        return Finding(code, value=shown, facts=facts)

    if span.precision == "relative" and not span.is_dated:
        return found(Code.DATE_RELATIVE, understood=span.lag or "")
    if span.ambiguous and span.precision == "recurring":
        return found(Code.DATE_UNREAD)
    if span.ambiguous and span.is_dated:
        return found(Code.DATE_AMBIGUOUS, understood=days(span.first, span.last))
    if span.ambiguous and _DAY_MONTH.search(shown):
        return found(Code.DATE_IMPOSSIBLE, understood=_likely(shown))
    if not span.is_dated and span.precision != "recurring":
        return found(Code.DATE_UNREAD if span.ambiguous or any(c.isdigit() for c in shown) else Code.DATE_WORDS)
    return None


def days(first: date | None, last: date | None) -> str:
    """The days of a span as a finding names them: 01/04/2024–30/06/2024."""
    shown, until = _shown(first) if first else "", _shown(last) if last else ""
    return shown if shown == until else f"{shown}–{until}"


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
