"""The outlook's pictures: the chance to be done by each day (S-curve), and what moves the finish most (tornado)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from charts import timeline
from charts.labels import Board
from charts.lettering import ROOM, width, wrap
from charts.scene import Circle, Figures, Line, Mark, Rect, Scene, Text
from charts.timeline import TimeAxis
from schedule import Gate, Words

_TOP, _FOOT, _EDGE = 34, 54, 14
_LEFT = 44
_PLOT = {False: 300.0, True: 220.0}
_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MARKED = (0.5, 0.8)
_TOLD = (0.1, 0.25, 0.5, 0.75, 0.8, 0.9)
"""Chances whose days the table tells."""
_BAR, _BAR_GAP = 18.0, 12.0


@dataclass(frozen=True)
class Curve:
    """The chance to be done by the end of each day, by one method; texts are ready to be shown."""

    name: str
    steps: tuple[tuple[date, float], ...]
    """Day and chance, both ascending."""

    def day(self, chance: float) -> date | None:
        """The first day with this chance."""
        return next((day for day, reached in self.steps if reached >= chance - 1e-9), None)

    def chance(self, until: date) -> float:
        """The chance by the end of a day."""
        return max((reached for day, reached in self.steps if day <= until), default=0.0)


@dataclass(frozen=True)
class Bar:
    """How much one task moves the finish."""

    name: str
    value: float
    """Rank correlation, −1 to 1."""
    note: str


def s_curve_scene(
    curves: Sequence[Curve],
    gates: Sequence[Gate],
    *,
    due: date | None,
    status_date: date,
    words: Words,
    width: float = 1552,
    narrow: bool = False,
) -> Scene:
    """The chance to be done by each day, a stepped curve a method, with P50, P80, the promised day and the sessions.

    Args:
        curves: The methods, the best first; each begins at nothing.
        gates: Sessions that the milestone waits for; none for others.
        due: The day promised, or the close of the session aimed at.
        status_date: The day that the picture speaks for, its left edge.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: For a phone.
    """
    bottom = _TOP + _PLOT[narrow]
    axis = TimeAxis(status_date, _last(curves, due, status_date), _LEFT, width - _EDGE)
    marks: list[Mark] = [*timeline.gate_columns(axis, gates, _TOP, bottom, words, "")] if gates else []
    marks += _grid(axis, bottom, words)
    board = Board(axis.left, axis.right)
    for n, curve in reversed(list(enumerate(curves))):
        marks += _steps(curve, axis, bottom, f"series_{n + 1}", n)
    for n, curve in enumerate(curves):
        marks += _quantiles(curve, axis, bottom, f"series_{n + 1}", board, words)
    if due and axis.holds(due):
        marks += _due(axis, due, bottom, words)
    marks += _legend(curves, axis, bottom)
    alt = words("chart.s_curve.alt", count=len(curves), day=status_date)
    return Scene(width, bottom + _FOOT, tuple(marks), alt, _curve_figures(curves, due, words))


def _curve_figures(curves: Sequence[Curve], due: date | None, words: Words) -> Figures:
    """By each method the day of some chances, and the chance by the day that is due."""
    rows = [
        (words.percent(level), *(words.day(day) if (day := curve.day(level)) else "–" for curve in curves))
        for level in _TOLD
    ]
    if due:
        rows.append((words("chart.due", day=due), *(words.percent(curve.chance(due)) for curve in curves)))
    return Figures((words("chart.column.chance"), *(curve.name for curve in curves)), tuple(rows))


def _last(curves: Sequence[Curve], due: date | None, status_date: date) -> date:
    """Where the picture ends: after P90 of the first curve and the due day; long tails of the others are cut."""
    ends = [day for curve in curves[:1] if (day := curve.day(0.9) or curve.steps[-1][0])]
    last = max([*ends, *([due] if due else []), status_date + timedelta(days=60)])
    return last + timedelta(days=10 + (last - status_date).days // 12)


def _y(chance: float, bottom: float) -> float:
    return bottom - chance * (bottom - _TOP)


def _grid(axis: TimeAxis, bottom: float, words: Words) -> list[Mark]:
    marks: list[Mark] = []
    for level in _LEVELS:
        y = _y(level, bottom)
        marks.append(Line(((axis.left, y), (axis.right, y)), "grid"))
        marks.append(Text(axis.left - 8, y + 4, words.percent(level), "quiet", "end", 11))
    board = Board(0, axis.right)
    for day, text in timeline.ticks(axis.first, axis.last, axis.right - axis.left, words):
        label = board.place([Text(axis.x(day), bottom + 16, text, "quiet", "middle", 11)])
        marks += [Line(((axis.x(day), _TOP), (axis.x(day), bottom)), "grid"), *([label] if label else [])]
    return marks


def _steps(curve: Curve, axis: TimeAxis, bottom: float, role: str, n: int) -> list[Mark]:
    way = [(axis.left, bottom)]
    reached = 0.0
    for day, chance in curve.steps:
        if day > axis.last:
            break
        x = axis.clamped(day)
        way += [(x, _y(reached, bottom)), (x, _y(chance, bottom))]
        reached = chance
    way.append((axis.right, _y(reached, bottom)))
    corners = [point for point, after in pairwise(way) if point != after] + way[-1:]
    return [Line(tuple(corners), role, 2.5 if n == 0 else 1.5, "" if n == 0 else "dash", curve.name)]


def _quantiles(curve: Curve, axis: TimeAxis, bottom: float, role: str, board: Board, words: Words) -> list[Mark]:
    """P50 and P80 as points with their days, where there is room to write them."""
    marks: list[Mark] = []
    for chance in _MARKED:
        day = curve.day(chance)
        if day is None or not axis.holds(day):
            continue
        x, y = axis.x(day), _y(chance, bottom)
        said = words("chart.quantile", level=round(100 * chance), day=day)
        marks.append(Circle(x, y, 4, role, title=f"{curve.name}\n{said}"))
        board.take((x - 5, y - 5, x + 5, y + 5))
        # a curve never falls: right below and left above one of its points there is room
        places = ((8, 17, "start"), (-8, -9, "end"), (8, 31, "start"))
        if label := board.place(Text(x + dx, y + dy, said, role, anchor, 11, 600) for dx, dy, anchor in places):
            marks.append(label)
    return marks


def _due(axis: TimeAxis, due: date, bottom: float, words: Words) -> list[Mark]:
    x = axis.x(due)
    said = words("chart.due", day=due)
    is_right = x + width(said, 11, 600) * ROOM + 6 < axis.right
    label = Text(x + 5 if is_right else x - 5, bottom - 8, said, "ink", "start" if is_right else "end", 11, 600)
    return [Line(((x, _TOP), (x, bottom)), "ink", 1.5, "dashdot"), label]


def _legend(curves: Sequence[Curve], axis: TimeAxis, bottom: float) -> list[Mark]:
    marks: list[Mark] = []
    x, y = axis.left, bottom + 40
    for n, curve in enumerate(curves):
        needed = 30 + width(curve.name, 11.5) * ROOM + 18
        marks.append(
            Line(((x, y - 4), (x + 22, y - 4)), f"series_{n + 1}", 2.5 if n == 0 else 1.5, "" if n == 0 else "dash")
        )
        marks.append(Text(x + 28, y, curve.name, "quiet", size=11.5))
        x += needed
    return marks


def tornado_scene(bars: Sequence[Bar], *, words: Words, width: float = 1552, narrow: bool = False) -> Scene:
    """What moves the finish most: a bar a task from the middle, longest first, with its rank correlation.

    Args:
        bars: The tasks, greatest first.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: Names stand over the bars instead of beside them.
    """
    names = 0.0 if narrow else min(460.0, width * 0.36)
    left, right = _EDGE + names, width - _EDGE - 70
    middle = left if all(bar.value >= 0 for bar in bars) else (left + right) / 2
    marks: list[Mark] = []
    y = 10.0
    for bar in bars:
        said = wrap(bar.name, (width - 2 * _EDGE if narrow else names - 12) / ROOM, 12, lines=1)
        if narrow:
            marks.append(Text(_EDGE, y + 11, said[0], "ink", size=12, title=bar.note))
            y += 17
        else:
            marks.append(Text(left - 10, y + 13, said[0], "ink", "end", 12, title=bar.note))
        end = middle + bar.value * (right - middle)
        marks.append(
            Rect(min(middle, end), y, max(abs(end - middle), 1.0), _BAR, "series_1", f"{bar.name}\n{bar.note}")
        )
        marks.append(Text(max(middle, end) + 8, y + 13, words.number(bar.value, 2), "quiet", size=11.5, weight=600))
        y += _BAR + _BAR_GAP
    marks.append(Line(((middle, 4), (middle, y)), "line", 1.5))
    columns = [words("column.milestone"), words("chart.column.correlation"), words("chart.column.rests")]
    rows = tuple((bar.name, words.number(bar.value, 2), bar.note) for bar in bars)
    alt = words("chart.tornado.alt", count=len(bars))
    return Scene(width, y + 6, tuple(marks), alt, Figures(tuple(columns), rows))
