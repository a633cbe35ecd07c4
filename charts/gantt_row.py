"""One row of a Gantt chart: its marks on the time axis, and its words beside them or, on a phone, over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from charts.labels import Board
from charts.lettering import ROOM, width, wrap
from charts.scene import Box, Diamond, Line, Mark, Text, moved
from charts.signs import sign
from charts.timeline import TimeAxis

R = 7.5
"""Half the height of a milestone's diamond."""
BAR = 10
"""Height of a bar."""
EDGE, NARROW_EDGE = 16, 8
"""What a wide and a narrow chart leave free at both sides."""
NAME, OWNER, OWNER_END, BASELINE_END = 58, 382, 534, 606
"""Where the columns of a wide chart begin or end; the first begins at the `EDGE`."""
_DONE, _SUMMARY, _BASELINE, _DROP = 4, 5, 3, 8.5
_GHOST, _GHOST_R, _RISE = 3, 4.5, 9.5
"""A scenario's bar over the row's own: its width, the size of its sign, its height."""
_REACH = R * ROOM + 2
_NEAR = 48
"""How far from its mark, in pixels, what is said of a finish may stand before it is better put over it."""
_SAID = 11.5
"""Size of what is said of a finish."""
_URGENT = ("overdue", "severely_late", "late", "slipping")


@dataclass(frozen=True)
class GanttRow:
    """One row; texts are ready to be shown."""

    key: str
    wbs: str
    name: str
    owner: str
    level: int
    """Depth below the outermost groups, which are 0."""
    kind: str
    """What it is: "summary" (a group), "task" or "milestone"."""
    start: date | None
    start_is_assumed: bool
    """Whether the start is not given, but taken from the finish of the latest predecessor."""
    baseline_last: date | None
    finish_first: date | None
    finish_last: date | None
    is_actual: bool
    is_overdue: bool
    percent: float | None
    """Work done, 0-100; None where it is not known."""
    status: str
    finish_text: str
    slip_text: str
    title: str
    """What is told when the row is pointed at."""
    predecessors: tuple[str, ...]
    """Keys of what it waits for; those that are not shown are left out."""
    ghost: tuple[date, date] | None = None
    """By a scenario: the earliest finish as things stand, and as they would be; None where there is none, or it is the same."""
    ghost_title: str = ""

    @property
    def is_group(self) -> bool:
        """Whether it sums up the rows below it."""
        return self.kind == "summary"


@dataclass(frozen=True)
class Drawn:
    """A row's marks about the line of its bar at y = 0."""

    marks: list[Mark]
    above: float
    """Pixels from the row's top down to y = 0."""
    below: float
    track: float
    """How much of `above` time is drawn in; the rest belongs to the words."""
    is_silent: bool = False
    """Whether what is said of the finish found no room."""


def wide_row(row: GanttRow, axis: TimeAxis, page: float, height: float, here: float, avoid: Sequence[float]) -> Drawn:
    """A row whose words stand in columns left and right of the time axis, and beside its marks.

    Args:
        row: The row.
        axis: The time axis.
        page: Width of the picture.
        height: Least height of the row.
        here: Where the status date stands.
        avoid: Where links cross the row; words keep clear of them, and of the status date, if they can.
    """
    marks, taken = _marks(row, axis)
    ends = [moved(mark, 0, 4) for mark in _slip(row, page - EDGE, 13)]
    free = min(mark.box(ROOM)[0] for mark in [*ends, Text(page - EDGE - 10, 0, "", "")] if isinstance(mark, Text)) - 8
    said = _said(row, axis, free, taken, here, avoid)
    indent = 12.0 * min(4, max(0, row.level - 1))
    end = BASELINE_END if row.is_group and not row.owner else OWNER
    names = wrap(row.name, (end - NAME - 10 - indent) / ROOM, 12.5, _weight(row))
    owners = wrap(row.owner, (OWNER_END - OWNER) / ROOM, 10.5)
    tall = max(height, 15.0 * len(names) + 4, 12.0 * len(owners) + 1)
    above = max(tall / 2, R + 19) if said and said.y < 0 else tall / 2
    middle = (tall / 2 - above) / 2
    texts: list[Mark] = [
        *_block([row.wbs], EDGE, middle, 12, "ink" if row.is_group else "quiet", 11.5, _weight(row)),
        *_block(names, NAME + indent, middle, 15, "ink", 12.5, _weight(row), row),
        *_block(owners, OWNER, middle, 12, "quiet", 10.5),
        *(moved(mark, 0, middle) for mark in ends),
        *([said] if said else []),
    ]
    if not row.is_group:
        day = f"{row.baseline_last:%m/%Y}" if row.baseline_last else "–"
        texts.append(Text(BASELINE_END, middle + 4, day, "quiet", "end", 11.5))
    return Drawn([*marks, *texts], above, tall / 2, above, said is None and bool(row.finish_text))


def narrow_row(row: GanttRow, axis: TimeAxis, page: float) -> Drawn:
    """A row whose words stand over its marks."""
    marks, _ = _marks(row, axis)
    right = page - NARROW_EDGE
    beside = _slip(row, right, 12.5)
    if row.is_group:
        count = wrap(row.finish_text, page / 3 / ROOM, 10.5, lines=1)
        beside += [Text(right - 16, 0, text, "quiet", "end", 10.5) for text in count]
    free = min([right, *(mark.box(ROOM)[0] for mark in beside if isinstance(mark, Text))]) - 10
    names = wrap(f"{row.wbs} {row.name}", (free - NARROW_EDGE) / ROOM, 12.5, _weight(row))
    said = [] if row.is_group else wrap(row.finish_text, (right - NARROW_EDGE) / ROOM, 11)
    track = 7.0 if row.is_group else R + 3.5
    above = track + 15.0 * len(names) + 14 * len(said) + 9
    first = 17 - above
    after = first + 15 * (len(names) - 1)
    texts: list[Mark] = [
        *(
            Text(NARROW_EDGE, first + 15 * i, name, "ink", "start", 12.5, _weight(row), title=row.title, key=row.key)
            for i, name in enumerate(names)
        ),
        *(Text(NARROW_EDGE, after + 14 * (i + 1), line, _role(row), size=11) for i, line in enumerate(said)),
        *(moved(mark, 0, first) for mark in beside),
    ]
    return Drawn([*marks, *texts], above, track, track)


def lands_on(row: GanttRow) -> tuple[date | None, float]:
    """Where an arrow to the row ends: the day, and how far above or below the row's line."""
    if _has_bar(row):
        return row.start, BAR / 2
    return row.finish_last or row.baseline_last, R


def kinds_of_bar(row: GanttRow) -> set[str]:
    """The roles of the row's bars that a legend should explain."""
    if not _has_bar(row):
        return set()
    return {"bar_assumed" if row.start_is_assumed else "bar"} | ({"bar_done"} if row.percent else set())


def _has_bar(row: GanttRow) -> bool:
    return not row.is_group and row.start is not None and row.finish_last is not None and row.start <= row.finish_last


def _weight(row: GanttRow) -> int:
    return 700 if row.is_group else 400


def _role(row: GanttRow) -> str:
    return f"status_{row.status}" if row.status in _URGENT and not (row.is_actual or row.is_group) else "quiet"


def _block(
    lines: Sequence[str],
    x: float,
    middle: float,
    step: float,
    role: str,
    size: float,
    weight: int = 400,
    row: GanttRow | None = None,
) -> list[Text]:
    """Lines of text about the height `middle`, `step` pixels each; those of a `row` tell its title."""
    first = middle - step * len(lines) / 2 + step / 2 + size / 3
    title, key = (row.title, row.key) if row else ("", "")
    return [
        Text(x, first + step * i, line, role, "start", size, weight, title=title, key=key)
        for i, line in enumerate(lines)
        if line
    ]


def _slip(row: GanttRow, right: float, size: float) -> list[Mark]:
    """The slippage in the colour of the status, at the right; for a group the sign of its worst status."""
    if row.is_group and not row.slip_text:
        return sign(row.status, right - 5, -4, 4.5)
    role = "quiet" if row.slip_text == "–" else f"status_{row.status}"
    return [Text(right, 0, row.slip_text, role, "end", size, 600)] if row.slip_text else []


def _marks(row: GanttRow, axis: TimeAxis) -> tuple[list[Mark], list[Box]]:
    """Bars, signs and the marks of what lies beyond the edges, and the places that they take."""
    lines = _group_bar(row, axis) if row.is_group else [*_bars(row, axis), *_way(row, axis), *_ghost_bar(row, axis)]
    signs = [] if row.is_group else _signs(row, axis)
    taken = [
        (line.points[0][0], line.points[0][1] - line.width / 2, line.points[-1][0], line.points[0][1] + line.width / 2)
        for line in lines
    ]
    taken += [(mark.x - _REACH, -R - 1, mark.x + _REACH, R + 1) for mark in signs]
    board = Board(axis.left, axis.right, [box for box in taken[len(lines) :]])
    beyond = _beyond(row, axis, board)
    return [*lines, *signs, *_ghost_sign(row, axis), *beyond], [*taken, *(text.box(ROOM) for text in beyond)]


def _group_bar(row: GanttRow, axis: TimeAxis) -> list[Line]:
    if row.start is None or row.finish_last is None:
        return []
    return _stretch(row.start, row.finish_last, axis, 0, "span", _SUMMARY, row=row)


def _bars(row: GanttRow, axis: TimeAxis) -> list[Line]:
    """The bar from start to finish, the work done inside it, and the baseline's thin bar under it."""
    drawn: list[Line] = []
    if row.start is not None and row.baseline_last is not None and row.start <= row.baseline_last:
        drawn += _stretch(row.start, row.baseline_last, axis, _DROP, "baseline", _BASELINE)
    if _has_bar(row) and row.start is not None and row.finish_last is not None:
        if row.start_is_assumed:
            drawn += _stretch(row.start, row.finish_last, axis, 0, "bar", BAR)
        role, tall = ("bar_assumed", BAR - 2) if row.start_is_assumed else ("bar", BAR)
        drawn += _stretch(row.start, row.finish_last, axis, 0, role, tall, row=row)
        if row.percent:
            done = row.start + (row.finish_last - row.start) * min(1.0, row.percent / 100)
            drawn += _stretch(row.start, done, axis, 0, "bar_done", _DONE)
    return drawn


def _way(row: GanttRow, axis: TimeAxis) -> list[Line]:
    """The way from baseline to finish, in the colour of the status while it is not finished."""
    if row.baseline_last is None or row.finish_last is None:
        return []
    role, wide = ("span", 1.5) if row.is_actual else (f"status_{row.status}", 2)
    first, last = sorted((row.baseline_last, row.finish_last))
    return [
        line
        for line in _stretch(first, last, axis, 0, role, wide, "dashdot")
        if line.points[1][0] - line.points[0][0] > R
    ]


def _ghost_bar(row: GanttRow, axis: TimeAxis) -> list[Line]:
    """A scenario's bar over the row's own marks, from its finish as things stand to the one they would have."""
    if row.ghost is None:
        return []
    first, last = sorted(row.ghost)
    lines = _stretch(first, last, axis, -_RISE, "accent", _GHOST, "dot")
    return [replace(line, title=row.ghost_title, key=row.key) for line in lines]


def _ghost_sign(row: GanttRow, axis: TimeAxis) -> list[Diamond]:
    if row.ghost is None or not axis.holds(row.ghost[1]):
        return []
    return [Diamond(axis.x(row.ghost[1]), -_RISE, _GHOST_R, "accent", "hollow", row.ghost_title, row.key)]


def _stretch(
    first: date,
    last: date,
    axis: TimeAxis,
    y: float,
    role: str,
    wide: float,
    dash: str = "",
    row: GanttRow | None = None,
) -> list[Line]:
    """A level line between two days, as far as it lies on the axis, and at least a pixel long."""
    if last < axis.first or first > axis.last:
        return []
    left, right = axis.clamped(first), axis.clamped(last)
    title, key = (row.title, row.key) if row else ("", "")
    return [Line(((left, y), (max(right, left + 1), y)), role, wide, dash, title, key)]


def _signs(row: GanttRow, axis: TimeAxis) -> list[Diamond]:
    """The baseline's hollow diamond, and the solid one of the forecast or the ticked one of the actual finish."""
    drawn: list[Diamond] = []
    if row.baseline_last is not None and axis.holds(row.baseline_last):
        drawn.append(Diamond(axis.x(row.baseline_last), 0, R, "baseline", "hollow", row.title, row.key))
    if row.finish_last is not None and axis.holds(row.finish_last):
        role, style = ("actual", "ticked") if row.is_actual else (f"status_{row.status}", "solid")
        drawn.append(Diamond(axis.x(row.finish_last), 0, R, role, style, row.title, row.key))
    return drawn


def _beyond(row: GanttRow, axis: TimeAxis, board: Board) -> list[Text]:
    """A mark at each edge beyond which days of the row lie; in the status's colour where its finish is among them."""
    days = [day for day in (row.start, row.baseline_last, row.finish_last) if day]
    drawn = []
    for sign_, x, anchor, hidden in (
        ("‹", axis.left + 1, "start", [day for day in days if day < axis.first]),
        ("›", axis.right - 1, "end", [day for day in days if day > axis.last]),
    ):
        if hidden:
            role = _role(row) if row.finish_last in hidden else "quiet"
            drawn.append(board.place([Text(x, 5, sign_, role, anchor, 15, 700, title=row.title, key=row.key)]))
    return [text for text in drawn if text]


def words_room(row: GanttRow) -> float:
    """Pixels that what is said of the finish takes right of the last mark."""
    return _REACH + 8 + width(row.finish_text, _SAID) * ROOM


def _said(
    row: GanttRow, axis: TimeAxis, right: float, taken: Sequence[Box], here: float, avoid: Sequence[float]
) -> Text | None:
    """What is said of the finish, near its mark where nothing else stands, clear of upright lines if it can be."""
    if not row.finish_text:
        return None
    day = row.finish_last or row.baseline_last
    x = axis.clamped(day) if day else here
    beside = list(_beside(row, taken, here))
    near = [text for text in beside if abs(text.x - x) <= _NEAR]
    upright = [(at - 3, -50.0, at + 3, 50.0) for at in (here, *avoid)]
    for candidates, blocked in (
        (near, [*taken, *upright]),
        (near, [*taken, upright[0]]),
        (near, taken),
        (_over(row, axis, x), taken),
        (beside, taken),
    ):
        if found := Board(axis.left + 2, right, [*blocked]).place(candidates):
            return found
    return None


def _beside(row: GanttRow, taken: Sequence[Box], here: float) -> Iterator[Text]:
    """Right of the last mark, left of the first, then between two of them; by the status date where there is none."""
    edges = [x for box in taken for x in (box[0], box[2])] or [here]
    places = [(max(edges) + 4, "start"), (min(edges) - 4, "end")]
    places += [(box[2] + 4, "start") for box in taken] + [(box[0] - 4, "end") for box in taken]
    for x, anchor in places:
        yield Text(x, 4, row.finish_text, _role(row), anchor, _SAID, key=row.key)


def _over(row: GanttRow, axis: TimeAxis, x: float) -> Iterator[Text]:
    """Over the marks: about `x`, or from the nearer edge of the axis."""
    edges = sorted(((axis.left + 4, "start"), (axis.right - 4, "end")), key=lambda edge: abs(edge[0] - x))
    for at, anchor in ((x, "middle"), (x + R, "end"), (x - R, "start"), *edges):
        yield Text(at, -R - 5, row.finish_text, _role(row), anchor, _SAID, key=row.key)
