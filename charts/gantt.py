"""The Gantt chart: a row a task or milestone, its names at the left, its marks in time, its slippage at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from charts import gantt_row, timeline
from charts.gantt_row import Drawn, GanttRow, kinds_of_bar, lands_on, narrow_row, wide_row, words_room
from charts.lettering import ROOM
from charts.scene import Box, Figures, Line, Mark, Polygon, Rect, Scene, Text, moved
from charts.signs import legend
from charts.timeline import TimeAxis
from schedule import Gate, Words

_HEAD = timeline.HEADING + timeline.GATE_TIER
_LEFT, _RIGHT, _NARROW = 620, 118, 10
"""What a wide chart keeps for the columns at both sides of its time axis, and what a narrow one keeps."""
_SPILL = 30
"""How far words may reach over the right end of the time axis."""
_FIRST_SCREEN = 590
"""Pixels that rows may take on a first screen of 1600 x 900."""


def gantt_scene(
    rows: Sequence[GanttRow],
    gates: Sequence[Gate],
    *,
    status_date: date,
    words: Words,
    width: float = 1552,
    links: bool = False,
    window: tuple[date, date] | None = None,
    narrow: bool = False,
    against: str = "baseline",
) -> Scene:
    """One programme's rows on one time axis.

    What is said of a finish stands beside the row's marks, over them where there is no room beside; where there is none
    at all it is left to the row's own hover text and counted at the bottom.

    Args:
        rows: From the top; a "summary" is a group, drawn as a band.
        gates: Sessions; those of the National Assembly are drawn.
        status_date: The day that the picture speaks for.
        words: The reader's language.
        width: Pixels; for a phone about 358, with `narrow`.
        links: Whether an arrow is drawn from each predecessor that is shown.
        window: First and last day to draw, what lies beyond them being marked at the edges; None draws every day.
        narrow: Words over the marks instead of beside them, and no column of owners.
        against: What the hollow signs stand for: "baseline", or "before", the finish in an earlier revision.
    """
    edges = (_NARROW, width - _NARROW) if narrow else (_LEFT, width - _RIGHT)
    axis = TimeAxis(*(window or _days(rows, status_date, 0 if narrow else edges[1] - edges[0])), *edges)
    linked = _links(rows, axis) if links else []
    slots = _slots(rows, linked, axis, status_date, width, narrow)
    bottom = slots[-1].bottom if slots else _HEAD
    tracks = [(slot.middle - slot.drawn.track, slot.bottom) for slot in slots] if narrow else [(_HEAD, bottom)]
    placed = [replace(moved(mark, 0, slot.middle), key=slot.row.key) for slot in slots for mark in slot.drawn.marks]
    written = [mark.box(ROOM) for mark in placed if isinstance(mark, Text)]
    gaps = [*_between(tracks, bottom), *_behind(axis.x(status_date), written, tracks)]
    marks: list[Mark] = [
        *_ground(axis, gates, slots, tracks, status_date, words, width),
        *([] if narrow else _column_names(axis, width, words, against)),
        *sorted((mark for mark in placed if isinstance(mark, Line)), key=lambda line: -line.width),
        *(mark for link in linked for mark in _arrow(link, slots, written)),
        *timeline.status_line(axis, status_date, _HEAD, bottom, words, gaps),
        *(mark for mark in placed if not isinstance(mark, Line)),
    ]
    marks += _foot(rows, sum(slot.drawn.is_silent for slot in slots), marks, bottom, width, words, against)
    lowest = max([bottom + timeline.FOOT, *(mark.box()[3] + 7 for mark in marks if isinstance(mark, Text))])
    alt = words("chart.gantt.alt", count=len(rows), day=status_date)
    return Scene(width, lowest, tuple(marks), alt, _figures(rows, words, against, links))


def _figures(rows: Sequence[GanttRow], words: Words, against: str, links: bool) -> Figures:
    """Every row, whatever part of its time is drawn; a column more for the arrows, and for a scenario, where there are any."""
    names = ["wbs", "name", "owner", "status", "start", against, "finish", "slip", "percent"]
    names += ["links"] * links + ["ghost"] * any(row.ghost for row in rows)
    shown = {row.key: row.wbs for row in rows}

    def cells(row: GanttRow) -> dict[str, str]:
        return {
            "wbs": row.wbs,
            "name": row.name,
            "owner": row.owner,
            "status": words(f"status.{row.status}"),
            "start": words.day(row.start) if row.start else "",
            against: words.day(row.baseline_last) if row.baseline_last else "",
            "finish": row.finish_text,
            "slip": row.slip_text,
            "percent": "" if row.percent is None else words.percent(row.percent / 100),
            "links": ", ".join(shown[key] for key in row.predecessors if key in shown),
            "ghost": row.ghost_title,
        }

    return Figures(
        tuple(words(f"chart.column.{name}") for name in names),
        tuple(tuple(cells(row)[name] or "–" for name in names) for row in rows),
    )


def _days(rows: Sequence[GanttRow], status_date: date, pixels: float) -> tuple[date, date]:
    """Whole quarters with every day of every row and, on `pixels`, with room for what is said after its last day."""
    spans = [
        (days, row)
        for row in rows
        if (days := [d for d in (row.start, row.baseline_last, row.finish_last, *(row.ghost or ())) if d])
    ]
    every = [status_date, *(day for days, _ in spans for day in days)]
    first = min(every) - timedelta(days=10 + (max(every) - min(every)).days // 40)
    most = round(1.18 * (max(every) - first).days) + 20
    needed = [(max(every) - first).days * 1.03 + 10]
    for days, row in spans:
        left = pixels + _SPILL - words_room(row)
        needed.append((max(days) - first).days * pixels / left if left > 0 else 0)
    last = first + timedelta(days=min(most, round(max(needed))))
    return timeline.quarter_start(first), timeline.quarter_end(last)


@dataclass(frozen=True)
class _Link:
    """An arrow from the finish of one row to the start, or else the finish, of another; rows by position."""

    before: int
    after: int
    start_x: float
    end_x: float
    lands: float
    """How far from the line of the later row it ends."""

    def crosses(self, i: int) -> list[float]:
        """Where it runs upright through row `i`."""
        first, last = sorted((self.before, self.after))
        return ([self.start_x] if first <= i <= last else []) + ([self.end_x] if i == self.after else [])


def _links(rows: Sequence[GanttRow], axis: TimeAxis) -> list[_Link]:
    """The links between rows that are shown, both ends of which lie on the axis."""
    finishes = {row.key: (i, row.finish_last) for i, row in enumerate(rows)}
    found = []
    for after, row in enumerate(rows):
        day, lands = lands_on(row)
        for key in row.predecessors:
            before, finish = finishes.get(key, (after, None))
            if before != after and finish and day and axis.holds(finish) and axis.holds(day):
                found.append(_Link(before, after, axis.x(finish), axis.x(day), lands))
    return found


@dataclass(frozen=True)
class _Slot:
    """A row where it stands on the page."""

    row: GanttRow
    drawn: Drawn
    top: float

    @property
    def middle(self) -> float:
        """The height of its bar."""
        return self.top + self.drawn.above

    @property
    def bottom(self) -> float:
        return self.middle + self.drawn.below


def _slots(
    rows: Sequence[GanttRow], linked: Sequence[_Link], axis: TimeAxis, status_date: date, width: float, narrow: bool
) -> list[_Slot]:
    fitting = _FIRST_SCREEN / max(1, len(rows))
    height = min(30.0, fitting) if fitting >= 25 else 28.0
    slots: list[_Slot] = []
    for i, row in enumerate(rows):
        if narrow:
            drawn = narrow_row(row, axis, width)
        else:
            avoid = [x for link in linked for x in link.crosses(i)]
            drawn = wide_row(row, axis, width, height, axis.x(status_date), avoid)
        slots.append(_Slot(row, drawn, slots[-1].bottom if slots else _HEAD))
    return slots


def _ground(
    axis: TimeAxis,
    gates: Sequence[Gate],
    slots: Sequence[_Slot],
    tracks: Sequence[tuple[float, float]],
    status_date: date,
    words: Words,
    width: float,
) -> list[Mark]:
    """What lies under the rows: the past, the groups' bands, the gates, the heading and its lines, a line a row."""
    columns = timeline.gate_columns(axis, gates, _HEAD, _HEAD + 1, words)
    heading = timeline.heading(axis, 0, _HEAD, words)
    upright = [mark for mark in heading if isinstance(mark, Line)]
    bands = [Rect(0, slot.top, width, slot.bottom - slot.top, "group") for slot in slots if slot.row.is_group]
    return [
        *(mark for top, bottom in tracks for mark in timeline.past(axis, status_date, top, bottom)),
        *bands,
        *(
            replace(mark, y=top, height=bottom - top)
            for mark in columns
            if isinstance(mark, Rect)
            for top, bottom in tracks
        ),
        *(Line(((0, slot.top), (width, slot.top)), "line" if i == 0 else "grid") for i, slot in enumerate(slots)),
        *heading,
        *(
            Line(((line.points[0][0], top), (line.points[0][0], bottom)), line.role)
            for line in upright
            for top, bottom in tracks
        ),
        *(mark for mark in columns if isinstance(mark, Text)),
    ]


def _column_names(axis: TimeAxis, width: float, words: Words, against: str) -> list[Mark]:
    names = [
        ("wbs", gantt_row.EDGE, "start"),
        ("name", gantt_row.NAME, "start"),
        ("owner", gantt_row.OWNER, "start"),
        (against, gantt_row.BASELINE_END, "end"),
        ("slip", width - gantt_row.EDGE, "end"),
    ]
    drawn: list[Mark] = [
        Text(x, _HEAD - 23, words(f"chart.column.{name}"), "quiet", anchor, 11.5, 600) for name, x, anchor in names
    ]
    return [*drawn, Text(axis.left - 8, _HEAD - 5, words("chart.gates"), "gate_ink", "end", 10.5)]


def _arrow(link: _Link, slots: Sequence[_Slot], written: Sequence[Box]) -> list[Mark]:
    """From the finish upright to the edge of the later row, along it, and onto its bar or sign; behind the words."""
    before, after = slots[link.before], slots[link.after]
    down = 1 if link.after > link.before else -1
    start = before.middle + down * gantt_row.R
    end = after.middle - down * link.lands
    turn = after.middle - after.drawn.track if down > 0 else after.bottom
    x, to = (link.start_x, link.end_x) if abs(link.start_x - link.end_x) >= 2 else (link.end_x, link.end_x)
    head = ((to, end), (to - 3.5, end - down * 6), (to + 3.5, end - down * 6))
    drawn: list[Mark] = [Polygon(head, "link"), *([Line(((x, turn), (to, turn)), "link", 1.2)] if x != to else [])]
    for at, top, bottom in ((x, *sorted((start, turn))), (to, *sorted((turn, end - down * 3)))):
        ends = [top, *(y for gap in _behind(at, written, [(top, bottom)]) for y in gap), bottom]
        drawn += [Line(((at, a), (at, b)), "link", 1.2) for a, b in zip(ends[::2], ends[1::2], strict=True) if b > a]
    return drawn


def _between(tracks: Sequence[tuple[float, float]], bottom: float) -> list[tuple[float, float]]:
    """The heights between the tracks that time is drawn in."""
    edges = [_HEAD, *(y for track in tracks for y in track), bottom]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _behind(x: float, written: Sequence[Box], tracks: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The heights in which an upright line at `x` would run through words, from the top."""
    return sorted(
        (top - 1, bottom + 1)
        for left, top, right, bottom in written
        if left < x + 2 and right > x - 2 and any(a < top and bottom < b for a, b in tracks)
    )


def _foot(
    rows: Sequence[GanttRow],
    silent: int,
    marks: Sequence[Mark],
    bottom: float,
    width: float,
    words: Words,
    against: str,
) -> list[Mark]:
    """What the signs and bars mean, in the line of the status date's label where both have room there."""
    shown = {kind for row in rows for kind in kinds_of_bar(row)}
    what = ["baseline", "forecast", "actual", *(role for role in ("bar", "bar_assumed", "bar_done") if role in shown)]
    what += ["ghost"] if any(row.ghost for row in rows) else []
    items = [(item, words(f"chart.legend.{against if item == 'baseline' else item}")) for item in what]
    label = next((mark.x for mark in marks if isinstance(mark, Rect) and mark.role == "ink"), width)
    drawn = legend(gantt_row.EDGE, bottom + 18, items, width - gantt_row.EDGE)
    reach = max(mark.box(ROOM)[2] for mark in drawn if isinstance(mark, Text))
    lower = reach + 8 > label or any(isinstance(mark, Text) and mark.y > bottom + 18 for mark in drawn)
    drawn = [moved(mark, 0, timeline.FOOT - 4) for mark in drawn] if lower else drawn
    if silent:
        last = max(mark.y for mark in drawn if isinstance(mark, Text))
        drawn.append(Text(gantt_row.EDGE, last + 18, words("chart.finish_hidden", count=silent), "quiet", size=11))
    return drawn if rows else []
