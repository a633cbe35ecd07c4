"""The milestone trend: the promised day against the day of the promise, a line a milestone, and the diagonal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from charts import timeline
from charts.labels import Board, spread
from charts.lettering import ROOM, width, wrap
from charts.scene import Box, Circle, Diamond, Figures, Line, Mark, Polygon, Rect, Scene, Text, moved
from charts.signs import legend, sign
from charts.timeline import TimeAxis
from schedule import Gate, Words

Point = tuple[float, float]

_COLOURS = 8
"""So many lines have a colour of their own; those after them share one and differ by their dashes."""
_DASHES = ("", "dash", "dot", "dashdot")
_R, _CIRCLE, _NARROW_CIRCLE = 7, 3.8, 3.0
_LANES = (0.0, -2.6, 2.6, -5.2, 5.2)
"""How far lines that would lie on one another are moved aside."""
_TOP, _FOOT = 34, 56
"""What stands over the plot (the name of its upward axis) and under it (ticks, status date, signs)."""
_LEAST, _NARROW = 500.0, 300.0
"""Least height of a wide plot, which grows with its labels, and the height of a narrow one."""
_LABELS, _LEADER = 460, 38
"""What is kept at the right of a wide plot for its labels, and for the leaders to them."""
_NUMBERS, _LIST = 34, 56
"""What is kept at the right of a narrow plot for the lines' numbers, and in the list below at the left."""


@dataclass(frozen=True)
class TrendPoint:
    """One promise."""

    said_on: date
    promised: date
    """Last day of what was promised."""
    title: str
    """What is told when it is pointed at."""


@dataclass(frozen=True)
class TrendLine:
    """One milestone's promises; texts are ready to be shown."""

    key: str
    name: str
    note: str
    """What stands below the name: the finish, how many promises, the slippage."""
    points: tuple[TrendPoint, ...]
    actual: date | None
    status: str


def trend_scene(
    lines: Sequence[TrendLine],
    gates: Sequence[Gate] = (),
    *,
    status_date: date,
    words: Words,
    width: float = 1552,
    narrow: bool = False,
) -> Scene:
    """Every promise of some milestones: each step up is a later promise, a level line a kept one.

    A line that meets the diagonal has come to its promised day; from there on it is overdue, until its actual finish,
    which lies on the diagonal. The first eight lines have a colour each; the others share one and differ by dashes.

    Args:
        lines: The milestones, the most important first; 8 to 15 can be told apart.
        gates: Sessions; those of the National Assembly lie across as bands where they are wide enough to be seen.
        status_date: The day that the picture speaks for, its right edge.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: What is said of the lines stands below the picture instead of beside it, each with its number.
    """
    room = width - _LIST - 8 if narrow else _LABELS - _LEADER - 12
    blocks = [_block(i, line, room / ROOM) for i, line in enumerate(lines)]
    tall = sum(block.height for block in blocks)
    bottom = _TOP + (_NARROW if narrow else max(_LEAST, tall))
    plot = _plot(lines, status_date, width - (_NUMBERS if narrow else _LABELS), bottom, words)
    lanes = _Lanes()
    radius = _NARROW_CIRCLE if narrow else _CIRCLE
    drawn = [_drawn(i, line, plot, lanes, radius) for i, line in enumerate(lines)]
    steps = [step for one in reversed(drawn) for step in one.steps]
    signs = [mark for one in reversed(drawn) for mark in one.signs]
    bands = timeline.gate_bands(plot.upward, plot.left, plot.right, gates, words)
    marks: list[Mark] = [*bands, *_ground(plot, words), *steps]
    marks += timeline.status_line(plot.across, status_date, plot.top, bottom + 20, words)
    name = _diagonal_name(plot, steps, signs, words)
    foot = _foot(plot, marks, bool(name), words, narrow)
    marks += [*name, *signs, *foot]
    ends = [one.end for one in drawn]
    if narrow:
        top = max(mark.y for mark in foot if isinstance(mark, Text)) + 14
        marks += [*_numbers(ends, plot), *_list(blocks, top)]
    else:
        marks += _labels(blocks, ends, plot)
    height = top + tall if narrow else bottom + _FOOT
    alt = words("chart.trend.alt", count=len(lines), day=status_date)
    return Scene(width, height, tuple(marks), alt, promise_figures([("", lines)], words))


def promise_figures(groups: Sequence[tuple[str, Sequence[TrendLine]]], words: Words) -> Figures:
    """Every promise of every line, the day that came last; a column of programmes where the groups have names."""
    named = any(name for name, _ in groups)
    columns = [words(f"column.{name}") for name in ("milestone", "said_on", "promised", "status")]
    rows: list[tuple[str, ...]] = []
    for name, lines in groups:
        for line in lines:
            said = sorted((p.said_on, p.promised) for p in line.points)
            days = [(words.day(day), words.day(promised)) for day, promised in said]
            if line.actual:
                days.append((words.day(line.actual), f"{words.day(line.actual)} ({words('chart.legend.actual')})"))
            rows += [(*([name] if named else []), line.name, *day, words(f"status.{line.status}")) for day in days]
    return Figures((*([words("column.programme")] if named else []), *columns), tuple(rows))


@dataclass(frozen=True)
class _Plot:
    """The field of the picture: days of promising across, promised days upwards."""

    across: TimeAxis
    upward: TimeAxis
    """From the bottom, its left, to the top, its right."""
    ticks_across: list[tuple[date, str]]
    ticks_upward: list[tuple[date, str]]

    @property
    def left(self) -> float:
        return self.across.left

    @property
    def right(self) -> float:
        return self.across.right

    @property
    def top(self) -> float:
        return self.upward.right

    @property
    def bottom(self) -> float:
        return self.upward.left

    def at(self, said_on: date, promised: date) -> Point:
        """Where a promise stands."""
        return self.across.x(said_on), self.upward.x(promised)


def _plot(lines: Sequence[TrendLine], status_date: date, right: float, bottom: float, words: Words) -> _Plot:
    """From the first promise to the status date, from the earliest promised day to the latest, a little more each."""
    said = [point.said_on for line in lines for point in line.points] + [status_date]
    finishes = [point.promised for line in lines for point in line.points] + [status_date]
    actual = [line.actual for line in lines if line.actual]
    said, finishes = said + actual, finishes + actual
    before = timedelta(days=3 + (status_date - min(said)).days // 50)
    edge = timedelta(days=5 + (max(finishes) - min(finishes)).days // 25)
    first, last = min(finishes) - edge, max(finishes) + edge
    upward = timeline.ticks(first, last, bottom - _TOP, words, upright=True)
    left = 16 + max((width(text, 11) for _, text in upward), default=0.0) * ROOM
    across = timeline.ticks(min(said) - before, status_date, right - left, words)
    return _Plot(
        TimeAxis(min(said) - before, status_date, left, right), TimeAxis(first, last, bottom, _TOP), across, upward
    )


def _ground(plot: _Plot, words: Words) -> list[Mark]:
    """The field below the diagonal, the diagonal, the ticks with their lines, and the name of the upward axis."""
    corner = max(plot.across.first, plot.upward.first)
    start, end = plot.at(corner, corner), plot.at(plot.across.last, plot.across.last)
    marks: list[Mark] = [Polygon((start, end, (plot.right, plot.bottom), (start[0], plot.bottom)), "shade")]
    board = Board(0, plot.right - 4)
    for day, text in plot.ticks_across:
        x = plot.across.x(day)
        label = board.place([Text(x, plot.bottom + 16, text, "quiet", "middle", 11)])
        marks += [Line(((x, plot.top), (x, plot.bottom)), "grid"), *([label] if label else [])]
    for day, text in plot.ticks_upward:
        y = plot.upward.x(day)
        marks += [
            Line(((plot.left, y), (plot.right, y)), "grid"),
            Text(plot.left - 8, y + 4, text, "quiet", "end", 11),
        ]
    marks.append(Line((start, end), "ink", 1.2))
    marks.append(Text(8, 18, words("chart.axis.promised"), "quiet", size=11.5, weight=600))
    return marks


@dataclass(frozen=True)
class _Drawn:
    """A line's marks on the plot, and the height at which it leaves the plot."""

    steps: list[Line]
    signs: list[Mark]
    end: float


def _role(i: int) -> str:
    return f"series_{i + 1}" if i < _COLOURS else "series_other"


def _dash(i: int) -> str:
    return _DASHES[max(0, i - _COLOURS) % len(_DASHES)]


@dataclass
class _Lanes:
    """Level pieces of lines that lie on one another, laid side by side; the promises' circles stay where they are."""

    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def level(self, left: float, right: float, y: float) -> float:
        """A free height next to `y` for a piece from `left` to `right`."""
        near = [lane for a, b, lane in self.taken if a < right and left < b]
        free = (y + lane for lane in _LANES if all(abs(y + lane - other) > 2 for other in near))
        found = next(free, y)
        self.taken.append((left, right, found))
        return found


def _drawn(i: int, line: TrendLine, plot: _Plot, lanes: _Lanes, radius: float) -> _Drawn:
    """Steps through the promises and on to the actual finish or the status date; a circle a promise."""
    points = sorted(line.points, key=lambda point: (point.said_on, point.promised))
    role = _role(i)
    signs: list[Mark] = [
        Circle(*plot.at(p.said_on, p.promised), radius, role, True, f"{line.name}\n{p.title}", line.key) for p in points
    ]
    until = line.actual or plot.across.last
    made = [plot.at(p.said_on, p.promised) for p in points if p.said_on <= until]
    ends = [x for x, _ in made[1:]] + [plot.across.x(until)]
    levels = [lanes.level(x, end, y) for (x, y), end in zip(made, ends, strict=False)]
    way = [
        corner
        for (x, _), end, y in zip(made, ends, levels, strict=False)
        for corner in ((x, y), (end, y))
    ]  # fmt: skip
    steps: list[Line] = []
    end = way[-1][1] if way else plot.bottom
    if line.actual:
        x, y = plot.at(line.actual, line.actual)
        end = lanes.level(x, plot.right, y)
        way.append((x, y))
        steps.append(Line(((x, end), (plot.right, end)), role, 1, "dot", key=line.key))
        signs.append(Diamond(x, y, _R, role, "ticked", f"{line.name}\n{line.note}", line.key))
    if len(way) > 1:
        steps.append(Line(tuple(way), role, 2, _dash(i), key=line.key))
    return _Drawn(steps, signs, end)


def _diagonal_name(plot: _Plot, steps: Sequence[Line], signs: Sequence[Mark], words: Words) -> list[Text]:
    """What the diagonal means, beside it: clear of lines and signs, or at least of signs."""
    circles = [
        (mark.x - mark.r * ROOM - 2, mark.y - mark.r - 2, mark.x + mark.r * ROOM + 2, mark.y + mark.r + 2)
        for mark in signs
        if isinstance(mark, Circle | Diamond)
    ]
    pieces = [_around(a, b) for step in steps for a, b in pairwise(step.points)]
    for taken in ([*circles, *pieces], circles):
        found = Board(plot.left + 2, plot.right - 6, [*taken]).place(_beside_diagonal(plot, words))
        if found:
            return [found]
    return []


def _around(a: Point, b: Point) -> Box:
    return min(a[0], b[0]) - 4, min(a[1], b[1]) - 4, max(a[0], b[0]) + 4, max(a[1], b[1]) + 4


def _beside_diagonal(plot: _Plot, words: Words) -> Iterator[Text]:
    """Places just below the diagonal, in the corner below it, and just above it."""
    first, last = max(plot.across.first, plot.upward.first), plot.across.last
    on_it = [plot.at(day, day) for day in (first + (last - first) * part / 24 for part in range(25))]
    for key in ("chart.diagonal", "chart.diagonal.short"):
        said = words(key)
        yield from (Text(x + 12, y + 18, said, "quiet", size=11) for x, y in on_it if y + 18 < plot.bottom - 4)
        corner = Text(plot.right - 8, plot.bottom - 8, said, "quiet", "end", 11)
        left, top, _, _ = corner.box(ROOM)
        if any(x < left and y < top for x, y in on_it):
            yield corner
    yield from (Text(x - 10, y - 8, words("chart.diagonal"), "quiet", "end", 11) for x, y in on_it if y > plot.top + 20)


def _foot(plot: _Plot, marks: Sequence[Mark], is_named: bool, words: Words, narrow: bool) -> list[Mark]:
    """The name of the axis across, left of the status date's label, and what the signs and the shade mean."""
    y = plot.bottom + 38
    label = next((mark.x for mark in marks if isinstance(mark, Rect) and mark.role == "ink"), plot.right)
    items = [(what, words(f"chart.legend.{what}")) for what in ("promise", "actual")]
    if not is_named:
        items.append(("shade", words("chart.diagonal.short")))
    name = Text(label - 10, y, words("chart.axis.said"), "quiet", "end", 11.5, 600)
    if not narrow:
        return [name, *legend(plot.left, y, items)]
    if name.box(ROOM)[0] < 8:
        y += 20
        name = replace(name, x=plot.right, y=y)
    return [name, *legend(10, y + 24, items, plot.right)]


@dataclass(frozen=True)
class _Block:
    """What is said of one line, from y = 0 downwards, and how high it is."""

    marks: list[Mark]
    height: float


def _block(i: int, line: TrendLine, room: float) -> _Block:
    """Its name in its colour, its status's sign and its note."""
    names = wrap(line.name, room, 12.5, 600)
    notes = wrap(line.note, room - 16, 11.5)
    title = f"{line.name}\n{line.note}"
    y = 0.0
    marks: list[Mark] = []
    for name in names:
        y += 16
        marks.append(Text(0, y - 3, name, _role(i), size=12.5, weight=600, title=title, key=line.key))
    if notes:
        marks += sign(line.status, 5, y + 7.5, 4)
    for note in notes:
        y += 14.5
        marks.append(Text(14, y - 3, note, "quiet", size=11.5, title=title, key=line.key))
    return _Block(marks, y + 8)


def _labels(blocks: Sequence[_Block], ends: Sequence[float], plot: _Plot) -> list[Mark]:
    """The labels right of the plot, each as near to the end of its line as the others let it, with a leader."""
    order = sorted(range(len(blocks)), key=lambda i: (ends[i], i))
    heights = [blocks[i].height for i in order]
    tops = spread([ends[i] - 14 for i in order], heights, _TOP - 12, plot.bottom + _FOOT - 4)
    marks: list[Mark] = []
    x = plot.right + _LEADER
    for i, top in zip(order, tops, strict=True):
        way = ((plot.right + 4, ends[i]), (plot.right + 10, ends[i]), (x - 12, top + 9), (x - 5, top + 9))
        marks.append(Line(way, _role(i), 1, _dash(i)))
        marks += [moved(mark, x, top) for mark in blocks[i].marks]
    return marks


def _numbers(ends: Sequence[float], plot: _Plot) -> list[Mark]:
    """The lines' numbers right of a narrow plot, each as near to the end of its line as the others let it."""
    order = sorted(range(len(ends)), key=lambda i: (ends[i], i))
    tops = spread([ends[i] - 6 for i in order], [12.0] * len(ends), _TOP - 8, plot.bottom + 4)
    return [
        Text(plot.right + 9, top + 9, str(i + 1), _role(i), size=10.5, weight=700)
        for i, top in zip(order, tops, strict=True)
    ]


def _list(blocks: Sequence[_Block], top: float) -> list[Mark]:
    """What is said of the lines, below a narrow plot, each with its number and a piece of the line."""
    marks: list[Mark] = []
    for i, block in enumerate(blocks):
        marks += [
            Text(22, top + 13, str(i + 1), _role(i), "end", 12, 700),
            Line(((27, top + 9), (47, top + 9)), _role(i), 2, _dash(i)),
            *(moved(mark, _LIST, top) for mark in block.marks),
        ]
        top += block.height
    return marks
