"""Small multiples of the milestone trend: every milestone of a programme in a small picture of its own, all on one scale."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from charts.lettering import ROOM, wrap
from charts.scene import Diamond, Line, Mark, Scene, Text, moved
from charts.signs import sign
from charts.timeline import TimeAxis
from charts.trend import TrendLine, promise_figures
from schedule import Words

_EDGE, _GAP, _PLOT, _NAMES = 14.0, 18.0, 58.0, 34.0
"""Left and right of all; between pictures; height of a plot; height of the two lines of its name."""
_LEAST = {False: 236.0, True: 150.0}
"""Least width of a picture, wide and narrow."""
_HEADING = 30.0


def multiples_scene(
    groups: Sequence[tuple[str, Sequence[TrendLine]]],
    *,
    status_date: date,
    words: Words,
    width: float = 1552,
    narrow: bool = False,
) -> Scene:
    """Every milestone's promises in a picture of its own, programme by programme.

    Within a programme all pictures share both scales, so that steps can be compared by eye; each has the diagonal.

    Args:
        groups: A programme's name and its milestones, in the order to be drawn.
        status_date: The day that the pictures speak for, their right edge.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: Pictures are smaller, two a row.
    """
    room = width - 2 * _EDGE
    across = int((room + _GAP) // (_LEAST[narrow] + _GAP))
    size = (room - _GAP * (across - 1)) / across
    marks: list[Mark] = []
    top = 0.0
    for name, lines in groups:
        if not lines:
            continue
        marks.append(Text(_EDGE, top + 18, name, "ink", size=13.5, weight=700))
        top += _HEADING
        axes = _axes(lines, status_date, size)
        for n, line in enumerate(lines):
            x, y = _EDGE + (n % across) * (size + _GAP), top + (n // across) * (_NAMES + _PLOT + _GAP)
            marks += [moved(mark, x, y) for mark in _panel(line, *axes, status_date, size)]
        top += -(-len(lines) // across) * (_NAMES + _PLOT + _GAP) + 8
    count = sum(len(lines) for _, lines in groups)
    alt = words("chart.multiples.alt", count=count, day=status_date)
    return Scene(width, max(top, 1.0), tuple(marks), alt, promise_figures(groups, words))


def _axes(lines: Sequence[TrendLine], status_date: date, size: float) -> tuple[TimeAxis, TimeAxis]:
    """Days of promising from left to right, promised days upwards, over all of a programme's milestones."""
    said = [p.said_on for line in lines for p in line.points] + [line.actual for line in lines if line.actual]
    promised = [p.promised for line in lines for p in line.points] + [line.actual for line in lines if line.actual]
    edge = timedelta(days=1 + (max(promised) - min(promised)).days // 12)
    first = min(*said, status_date - timedelta(days=30))
    across = TimeAxis(first, max(status_date, *said), 4, size - 4)
    return across, TimeAxis(min(promised) - edge, max(promised) + edge, _NAMES + _PLOT, _NAMES)


def _panel(line: TrendLine, across: TimeAxis, upward: TimeAxis, status_date: date, size: float) -> Iterator[Mark]:
    """One milestone at the origin: its name with its status, the frame, the diagonal, its steps."""
    title = f"{line.name}\n{line.note}"
    yield from sign(line.status, 5, 9, 4)
    for n, text in enumerate(wrap(line.name, (size - 14) / ROOM, 11, 500)):
        yield Text(14, 13 + 13 * n, text, "ink", size=11, weight=500, title=title, key=line.key)
    for y in (_NAMES, _NAMES + _PLOT):
        yield Line(((0, y), (size, y)), "grid")
    first, last = max(across.first, upward.first), min(across.last, upward.last)
    if first < last:
        yield Line(((across.x(first), upward.x(first)), (across.x(last), upward.x(last))), "quiet", 1, "dot")
    until = line.actual or status_date
    told = sorted((p.said_on, p.promised) for p in line.points if p.said_on <= until)
    if told:
        way = [(across.x(told[0][0]), upward.x(told[0][1]))]
        for (_, before), (day, promised) in pairwise(told):
            way += [(across.x(day), upward.x(before)), (across.x(day), upward.x(promised))]
        way.append((across.x(until), upward.x(told[-1][1])))
        yield Line(tuple(way), "accent", 2)
    if line.actual:
        x, y = across.x(line.actual), upward.x(line.actual)
        yield Diamond(x, y, 5, "accent", "ticked", title, line.key)
