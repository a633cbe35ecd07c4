"""Time from left to right: the axis, its two-tier heading, the gates as columns, the past, the status date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from charts.labels import Board
from charts.lettering import ROOM, width
from charts.scene import Line, Mark, Rect, Text
from schedule import Gate, Words

HEADING = 42
"""Height of the two tiers."""
GATE_TIER = 18
"""Height of the gates' names below them."""
FOOT = 30
"""Height of the status date's label at the bottom."""


@dataclass(frozen=True)
class TimeAxis:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; outside the edges for days outside the axis."""
        return self.left + (day - self.first).days * (self.right - self.left) / max(1, (self.last - self.first).days)

    def clamped(self, day: date) -> float:
        """Where a day stands, or the edge beyond which it lies."""
        return min(self.right, max(self.left, self.x(day)))

    def holds(self, day: date) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= day <= self.last

    @property
    def year_width(self) -> float:
        """Pixels a year."""
        return (self.right - self.left) * 365.25 / max(1, (self.last - self.first).days)


def quarter_start(day: date) -> date:
    """First day of the quarter of `day`."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def quarter_end(day: date) -> date:
    """First day of the quarter after that of `day`."""
    return quarter_start(quarter_start(day) + timedelta(days=100))


def heading(axis: TimeAxis, top: float, bottom: float, words: Words) -> list[Mark]:
    """Years over quarters or months, as finely as there is room, with their lines down to `bottom`."""
    step = next((months for months in (1, 3) if _has_room(axis, months, words)), 12)
    marks: list[Mark] = []
    if step < 12:
        for start, end in _parts(axis, step):
            if start.month > 1 and start >= axis.first:
                marks.append(Line(((axis.x(start), top + 24), (axis.x(start), bottom)), "grid"))
            marks += _centred(axis, start, end, _part_name(start, step, words), top + 37, _PART, 400, "quiet")
    every = next(n for n in (1, 2, 5, 10, 20, 50, 500) if n * axis.year_width >= width("0000", 13, 600) * ROOM + 4)
    for start, end in _parts(axis, 12):
        if start >= axis.first:
            marks.append(Line(((axis.x(start), top + 2), (axis.x(start), bottom)), "line"))
        if start.year % every == 0 or every == 1:
            shown = end if every == 1 else date(start.year + every, 1, 1)
            y = top + (17 if step < 12 else 28)
            marks += _centred(
                axis, start, shown if every == 1 else end, str(start.year), y, 13, 600, "ink", tight=every == 1
            )
    return marks


def _part_name(start: date, months: int, words: Words) -> str:
    return words(f"chart.quarter.{(start.month + 2) // 3}" if months == 3 else f"chart.month.{start.month}")


def _has_room(axis: TimeAxis, months: int, words: Words) -> bool:
    """Whether the names of all quarters, or of all months, have room in their columns."""
    widest = max(width(_part_name(date(2000, month, 1), months, words), _PART) for month in range(1, 13, months))
    return axis.year_width * 0.98 * months / 12 >= widest * ROOM + 2


def _parts(axis: TimeAxis, months: int) -> list[tuple[date, date]]:
    """Stretches of so many months that touch the axis, the outer ones whole."""
    start = date(axis.first.year, months * ((axis.first.month - 1) // months) + 1, 1)
    parts = []
    while start <= axis.last:
        follows = start.month + months
        end = date(start.year + (follows > 12), follows - 12 if follows > 12 else follows, 1)
        parts.append((start, end))
        start = end
    return parts


def _centred(
    axis: TimeAxis,
    start: date,
    end: date,
    text: str,
    y: float,
    size: float,
    weight: int,
    role: str,
    *,
    tight: bool = True,
) -> list[Mark]:
    """A text in the middle of what is seen of a stretch; nothing where it has no room there."""
    left, right = axis.clamped(start), axis.clamped(end)
    needed = width(text, size, weight) * ROOM + 2
    if tight and right - left < needed:
        return []
    middle = (left + right) / 2
    if middle - needed / 2 < axis.left or middle + needed / 2 > axis.right:
        return []
    return [Text(middle, y, text, role, "middle", size, weight)]


_PART = 10
"""Size of the names of quarters and months."""
_TICK = 26
"""Pixels that a tick takes on an upright axis."""


def ticks(first: date, last: date, pixels: float, words: Words, *, upright: bool = False) -> list[tuple[date, str]]:
    """Days to mark on an axis of so many pixels, and how each is written, as finely as there is room.

    They are the firsts of months, quarters, halves, years or whole numbers of years; on an axis of a few weeks, days.
    """
    a_day = pixels / max(1, (last - first).days)
    found: list[tuple[date, str]] = []
    for found in _finest_first(first, last, words):
        needed = _TICK if upright else max((width(text, 11) for _, text in found), default=0.0) * ROOM + 8
        if all((b - a).days * a_day >= needed for (a, _), (b, _) in pairwise(found)):
            break
    return found


def _finest_first(first: date, last: date, words: Words) -> Iterator[list[tuple[date, str]]]:
    days = (last - first).days
    for every in (1, 2, 7, 14, 28) if days <= 75 else ():
        yield [(day, words.day(day)) for day in (first + timedelta(days=i) for i in range(0, days + 1, every))]
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000):
        yield [
            (day, str(day.year) if months >= 12 else f"{day:%m/%Y}")
            for year in range(first.year, last.year + 1)
            for day in (date(year, month, 1) for month in range(1, 13, months))
            if first <= day <= last and year % max(1, months // 12) == 0
        ]


def past(axis: TimeAxis, status_date: date, top: float, bottom: float) -> list[Mark]:
    """The days before the status date, lightly shaded."""
    right = axis.clamped(status_date)
    return [Rect(axis.left, top, right - axis.left, bottom - top, "past")] if right > axis.left else []


def gate_columns(
    axis: TimeAxis, gates: Sequence[Gate], top: float, bottom: float, words: Words, prefix: str = "na-"
) -> list[Mark]:
    """A column for each part of each gate whose id begins with `prefix`, its name over the first part."""
    marks: list[Mark] = []
    board = Board(axis.left, axis.right)
    for gate in sorted((g for g in gates if g.id.startswith(prefix) and g.first), key=lambda g: g.first or axis.first):
        seen = [(a, b) for a, b in gate.windows if b >= axis.first and a <= axis.last]
        title = _title(gate, words)
        for first, last in seen:
            left, right = axis.clamped(first), axis.clamped(last + timedelta(days=1))
            marks.append(Rect(left, top, max(2.0, right - left), bottom - top, "gate", title, gate.id))
        if seen:
            middle = (axis.clamped(seen[0][0]) + axis.clamped(seen[-1][1])) / 2
            name = board.place([Text(middle, top - 5, gate.short, "gate_ink", "middle", 10.5, 600, key=gate.id)])
            marks += [name] if name else []
    return marks


def gate_bands(upward: TimeAxis, left: float, right: float, gates: Sequence[Gate], words: Words) -> list[Mark]:
    """A band across for each part of each session of the National Assembly, its name at the left; none where they are too thin to see."""
    marks: list[Mark] = []
    for gate in gates:
        seen = [(a, b) for a, b in gate.windows if upward.first <= a and b <= upward.last]
        if not gate.id.startswith("na-") or not seen or abs(upward.year_width) < _BAND_YEAR:
            continue
        for first, last in seen:
            top, bottom = upward.x(last + timedelta(days=1)), upward.x(first)
            marks.append(Rect(left, top, right - left, bottom - top, "gate", _title(gate, words), gate.id))
        marks.append(
            Text(left + 4, upward.x(seen[-1][1]) + 11, gate.short, "gate_ink", "start", 10.5, 600, key=gate.id)
        )
    return marks


_BAND_YEAR = 90
"""Pixels of a year on an upright axis at which a session of six weeks is a band and not a line."""


def _title(gate: Gate, words: Words) -> str:
    return f"{gate.body}, {gate.session}: {'; '.join(_days(a, b, words) for a, b in gate.windows)}"


def _days(first: date, last: date, words: Words) -> str:
    return words.day(first) if first == last else f"{words.day(first)}–{words.day(last)}"


def status_line(
    axis: TimeAxis,
    status_date: date,
    top: float,
    bottom: float,
    words: Words,
    gaps: Sequence[tuple[float, float]] = (),
    *,
    after: float = 0,
) -> list[Mark]:
    """The status date as a line with its label below, right of `after`; the line stops in the `gaps`."""
    if not axis.holds(status_date):
        return []
    x = axis.x(status_date)
    ends = [top, *(y for gap in sorted(gaps) for y in gap), bottom]
    marks: list[Mark] = [
        Line(((x, a), (x, b)), "ink", 1.5) for a, b in zip(ends[::2], ends[1::2], strict=True) if b > a
    ]
    text = words("chart.status_date", day=status_date)
    wide = width(text, 11, 600) * ROOM + 12
    left = min(max(x - wide / 2, after), axis.right - wide)
    marks.append(Rect(left, bottom + 4, wide, 20, "ink"))
    marks.append(Text(left + wide / 2, bottom + 18, text, "surface", "middle", 11, 600))
    return marks
