"""Birds on a wire: a lane a programme, its key milestones above and below the wire, and how far each has moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from charts import timeline
from charts.labels import Board
from charts.lettering import ROOM, width, wrap
from charts.scene import Diamond, Figures, Line, Mark, Scene, Text, moved
from charts.signs import legend, sign
from charts.timeline import TimeAxis
from schedule import Gate, Words

_NEAR = 2
"""Years before and after the status date that are shown where there is something to show."""
_FAR_BEFORE, _FAR_AFTER = 3, 4
"""Years before and after it beyond which milestones are only counted."""
_R = 7
_LEVELS = 2
_WIRE = 6
_STEP, _DENSE_STEP = 16.0, 13.7
"""From the wire to the first level of labels, and from level to level; the second where there are many lanes."""
_MANY = 6
"""So many lanes, and more, are drawn closer together."""
_URGENT = ("overdue", "severely_late", "late", "slipping")


@dataclass(frozen=True)
class Bird:
    """One milestone on a wire; texts are ready to be shown."""

    key: str
    label: str
    status: str
    baseline_last: date | None
    finish_last: date
    is_actual: bool
    finish_text: str
    slip_days: int | None
    """Calendar days against the baseline, + late; None where one of the dates is missing."""
    is_overdue: bool
    title: str
    """What is told when the mark is pointed at."""
    baseline_text: str = ""
    slip_text: str = ""
    """The baseline as its source wrote it, and the slippage with "≈" where that is coarse; for the table of the figures."""


@dataclass(frozen=True)
class Lane:
    """One programme: its name, its worst status, and its key milestones."""

    name: str
    status: str
    slip_text: str
    milestones: tuple[Bird, ...]


def birds_scene(
    lanes: Sequence[Lane],
    gates: Sequence[Gate],
    *,
    status_date: date,
    words: Words,
    width: float = 1552,
    height: float | None = None,
    narrow: bool = False,
) -> Scene:
    """All programmes on one time axis.

    Labels stand above or below their marks, on two levels each; one that finds no room is left to the mark's own hover
    text and counted under the programme's name. Milestones far from the status date are counted at the edge.

    Args:
        lanes: A lane a programme, from the top.
        gates: Sessions; those of the National Assembly are drawn.
        status_date: The day that the picture speaks for.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        height: Pixels to fill: lanes grow evenly, or give up the second level of labels. The scene is higher where one
            level still needs more.
        narrow: Names over the wires instead of beside them.
    """
    axis = _axis(lanes, status_date, 10 if narrow else 292, width - (10 if narrow else 14))
    head = timeline.HEADING + timeline.GATE_TIER
    drawn: list[_Drawn] = []
    needed: float = 0
    is_dense = len(lanes) >= _MANY and not narrow
    for levels in range(_LEVELS, 0, -1):
        drawn = [_lane(lane, axis, status_date, words, narrow, levels, is_dense=is_dense) for lane in lanes]
        needed = head + sum(lane.above + lane.below for lane in drawn) + timeline.FOOT
        if height is None or needed <= height:
            break
    spare = max(0.0, (height or 0) - needed) / (2 * max(1, len(drawn)))
    bottom = max(needed, height or 0) - timeline.FOOT
    marks: list[Mark] = [
        *timeline.past(axis, status_date, head, bottom),
        *timeline.gate_columns(axis, gates, head, bottom, words),
        *timeline.heading(axis, 0, bottom, words),
    ]
    y: float = head
    for lane in drawn:
        marks.append(Line(((4, y), (width - 4, y)), "line"))
        marks += [moved(mark, 0, y + spare + lane.above) for mark in lane.marks]
        y += lane.above + lane.below + 2 * spare
    signs = [] if narrow else _signs(axis, head, bottom, words)
    after = max((mark.box(ROOM)[2] + 8 for mark in signs if isinstance(mark, Text) and mark.y > head), default=0.0)
    marks += [*signs, *timeline.status_line(axis, status_date, head, bottom, words, after=after)]
    alt = words("chart.birds.alt", day=status_date)
    return Scene(width, bottom + timeline.FOOT, tuple(marks), alt, _figures(lanes, words))


def _figures(lanes: Sequence[Lane], words: Words) -> Figures:
    """Every milestone of every lane, those too that find no room on the wire."""
    names = ("programme", "milestone", "status", "baseline", "finish", "original")
    rows = [
        (
            lane.name,
            bird.label,
            words(f"status.{bird.status}"),
            bird.baseline_text or "–",
            bird.finish_text,
            bird.slip_text or "–",
        )
        for lane in lanes
        for bird in sorted(lane.milestones, key=lambda b: (b.finish_last, b.key))
    ]
    bare = [(lane.name, "–", lane.slip_text, "–", "–", "–") for lane in lanes if not lane.milestones]
    return Figures(tuple(words(f"column.{name}") for name in names), (*rows, *bare))


def _signs(axis: TimeAxis, head: float, bottom: float, words: Words) -> list[Mark]:
    """What the signs mean, below the lanes, and what the gates' names mean, beside them."""
    items = [(what, words(f"chart.legend.{what}")) for what in ("baseline", "forecast", "actual")]
    return [
        *legend(14, bottom + 18, items),
        Text(axis.left - 8, head - 5, words("chart.gates"), "gate_ink", "end", 10.5),
    ]


def _axis(lanes: Sequence[Lane], status_date: date, left: float, right: float) -> TimeAxis:
    """From two years before the status date to two after it, less where nothing stands there, more where it must."""
    birds = [bird for lane in lanes for bird in lane.milestones]
    finishes = [bird.finish_last for bird in birds] or [status_date]
    waiting = [bird.baseline_last for bird in birds if not bird.is_actual and bird.baseline_last]
    near = timedelta(days=365 * _NEAR)
    first = min([max(min(finishes), status_date - near), *waiting]) - timedelta(days=75)
    last = max([*finishes, *waiting, status_date + timedelta(days=365)]) + timedelta(days=120)
    return TimeAxis(
        timeline.quarter_start(max(first, status_date - timedelta(days=365 * _FAR_BEFORE))),
        timeline.quarter_end(min(last, status_date + timedelta(days=365 * _FAR_AFTER))),
        left,
        right,
    )


@dataclass(frozen=True)
class _Drawn:
    """A lane's marks about its wire at y = 0, and how far they reach."""

    marks: list[Mark]
    above: float
    below: float


def _lane(
    lane: Lane, axis: TimeAxis, status_date: date, words: Words, narrow: bool, levels: int, *, is_dense: bool
) -> _Drawn:
    step, edge = (_DENSE_STEP, 2) if is_dense else (_STEP, 5)
    board = Board(axis.left + 2, axis.right - 2)
    shown = sorted((b for b in lane.milestones if axis.holds(b.finish_last)), key=lambda b: (b.finish_last, b.key))
    if axis.holds(status_date):
        x = axis.x(status_date)
        board.take((x - 3, -200, x + 3, -_R), (x - 3, _R, x + 3, 200))
    signs = [mark for bird in shown for mark in _bird_signs(bird, axis, board)]
    ends = _edges(lane, axis, words, board, step)
    wire = _wire(shown, axis, ends, board)
    texts, unlabelled = _labels(shown, axis, board, words, 11 if narrow or is_dense else 12, levels, step)
    reach = [mark.box() for mark in (*texts, *ends) if isinstance(mark, Text)]
    above = max([_R + 6, *(edge - box[1] for box in reach)])
    below = max([_R + 6, *(edge + box[3] for box in reach)])
    names, name_above, name_below = _names(lane, unlabelled, axis, words, above if narrow else 0, is_dense=is_dense)
    return _Drawn([*wire, *signs, *ends, *texts, *names], max(above, name_above), max(below, name_below))


def _edges(lane: Lane, axis: TimeAxis, words: Words, board: Board, step: float) -> list[Text]:
    """The milestones beyond the edges of the axis, counted."""
    ends = []
    for key, anchor, x, beyond in (
        ("chart.earlier", "start", axis.left + 4, [b for b in lane.milestones if b.finish_last < axis.first]),
        ("chart.later", "end", axis.right - 4, [b for b in lane.milestones if b.finish_last > axis.last]),
    ):
        if beyond:
            said, title = words(key, count=len(beyond)), "\n\n".join(b.title for b in beyond)
            heights = (4, _above(1, step), _below(1, step), _above(2, step), _below(2, step))
            ends.append(board.place(Text(x, y, said, "quiet", anchor, 11, title=title) for y in heights))
    return [text for text in ends if text]


def _above(level: int, step: float) -> float:
    """Baseline of a label over the wire."""
    return 4 - step * level


def _below(level: int, step: float) -> float:
    """Baseline of a label under the wire."""
    return 4 + step * level


def _wire(shown: Sequence[Bird], axis: TimeAxis, ends: Sequence[Text], board: Board) -> list[Mark]:
    """The bar from the first mark to the last, and on to what is counted at the edges."""
    days = [axis.x(b.finish_last) for b in shown]
    if not days:
        return []
    left, right = min(days), max(days)
    for text in ends:
        left, right = (axis.left, right) if text.anchor == "start" else (left, axis.right)
        if text.y == 4:
            box = text.box(ROOM)
            left, right = (box[2] + 4, right) if text.anchor == "start" else (left, box[0] - 4)
    if right <= left:
        return []
    board.take((left, -_WIRE / 2, right, _WIRE / 2))
    return [Line(((left, 0), (right, 0)), "wire", _WIRE)]


def _bird_signs(bird: Bird, axis: TimeAxis, board: Board) -> list[Mark]:
    """The milestone's diamond, its baseline's hollow one, and the way between them."""
    x = axis.x(bird.finish_last)
    role = "actual" if bird.is_actual else f"status_{bird.status}"
    reach = _R * ROOM + 2
    board.take((x - reach, -_R, x + reach, _R))
    drawn: list[Mark] = []
    if bird.baseline_last is not None:
        start = axis.clamped(bird.baseline_last)
        if abs(x - start) > _R:
            board.take((min(x, start), -2, max(x, start), 2))
            drawn.append(
                Line(((start, 0), (x, 0)), "span" if bird.is_actual else role, 1.5 if bird.is_actual else 2, "dashdot")
            )
        if axis.holds(bird.baseline_last):
            board.take((start - reach, -_R, start + reach, _R))
            drawn.append(Diamond(start, 0, _R, "baseline", "hollow"))
    drawn.append(Diamond(x, 0, _R, role, "ticked" if bird.is_actual else "solid", bird.title, bird.key))
    return drawn


def _labels(
    shown: Sequence[Bird], axis: TimeAxis, board: Board, words: Words, size: float, levels: int, step: float
) -> tuple[list[Mark], int]:
    """The labels that find room, the most urgent first, and how many do not."""
    side = {bird.key: 1 if i % 2 else -1 for i, bird in enumerate(shown)}
    ranked = sorted(shown, key=lambda b: (_URGENT.index(b.status) if b.status in _URGENT else 9, b.is_actual))
    drawn: list[Mark] = []
    hidden = 0
    for bird in ranked:
        placed = board.place_led(_candidates(bird, axis, side[bird.key], size, levels, step))
        if placed is None:
            hidden += 1
            continue
        text, leader = placed
        drawn += [leader, text] if leader else [text]
        drawn += _slip(bird, axis, board, words, side[bird.key], step)
    return drawn, hidden


def _candidates(
    bird: Bird, axis: TimeAxis, side: int, size: float, levels: int, step: float
) -> Iterator[tuple[Text, Line | None]]:
    """Places for a label, best first: fuller wordings, beside an overdue mark, nearer levels, the bird's own side."""
    x = axis.x(bird.finish_last)
    alarm = bird.status in _URGENT and not bird.is_actual
    role, lead_role = (f"status_{bird.status}",) * 2 if alarm else ("quiet", "ink")
    for finish in (bird.finish_text, ""):

        def text(at: float, y: float, anchor: str, said: str = finish) -> Text:
            return Text(at, y, said, role, anchor, size, 400, bird.label, lead_role, key=bird.key)

        if alarm:
            yield text(x + _R * ROOM + 5, size / 3, "start"), None
        for level, sided in product(range(1, levels + 1), (side, -side)):
            y = _above(level, step) if sided < 0 else _below(level, step)
            near = y + 4 if sided < 0 else y - size
            leader = Line(((x, sided * (_R + 2)), (x, near)), "quiet", 0.8) if level > 1 else None
            for at, anchor in ((x, "middle"), (x + 5, "start"), (x - 5, "end"), (x - 8, "start"), (x + 8, "end")):
                yield text(at, y, anchor), leader


def _slip(bird: Bird, axis: TimeAxis, board: Board, words: Words, side: int, step: float) -> list[Mark]:
    """The days between baseline and finish, over or under the middle of the way."""
    if not bird.slip_days or bird.baseline_last is None or not axis.holds(bird.baseline_last):
        return []
    start, end = axis.x(bird.baseline_last), axis.x(bird.finish_last)
    text = words.days(bird.slip_days)
    if abs(end - start) < width(text, 11, 600) * ROOM + 2 * _R:
        return []
    role = "quiet" if bird.is_actual else f"status_{bird.status}"
    spots = ((start + end) / 2, (3 * start + end) / 4, (start + 3 * end) / 4)
    over, under = _above(1, step) + 1, _below(1, step) - 1
    heights = (under, over) if side < 0 else (over, under)
    found = board.place(Text(x, y, text, role, "middle", 11, 600) for y in heights for x in spots)
    return [found] if found else []


def _names(
    lane: Lane, hidden: int, axis: TimeAxis, words: Words, above: float, *, is_dense: bool
) -> tuple[list[Mark], float, float]:
    """The programme's name, its status, and how many labels found no room: beside the wire, or over it."""
    over = above > 0
    left = 10.0 if over else 16.0
    room = (axis.right - left if over else axis.left - left - 14) / ROOM
    size, line, rise = (13.5, 16.0, 15.0) if is_dense else (14.5, 18.0, 16.0)
    count = words("chart.hidden", count=hidden) if hidden else ""
    told = f"{lane.slip_text} · {count}" if is_dense and count else lane.slip_text
    if is_dense and width(told, 12, 600) > room - 16:
        told = lane.slip_text
    names = wrap(lane.name, room, size, 600)
    slips = wrap(told, room - 16, 12 if is_dense else 12.5, 600)
    rest = wrap(count, room - 16, 11) if count and not is_dense else []
    tall = line * len(names) + rise * len(slips) + 14 * len(rest)
    y = -above - tall if over else -tall / 2
    marks: list[Mark] = []
    for name in names:
        y += line
        marks.append(Text(left, y - 4, name, "ink", size=size, weight=600))
    for i, slip in enumerate(slips):
        y += rise
        marks += sign(lane.status, left + 5, y - 8, 4.5) if i == 0 else []
        marks.append(Text(left + 16, y - 4, slip, f"status_{lane.status}", size=12 if is_dense else 12.5, weight=600))
    for note in rest:
        y += 14
        marks.append(Text(left + 16, y - 3, note, "quiet", size=11))
    return marks, (above + tall + 4 if over else tall / 2 + 4), 0 if over else tall / 2 + 4
