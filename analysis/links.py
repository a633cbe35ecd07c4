"""From the rows of a table to a network: the tasks to be scheduled, the links between them, rings among these."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from math import inf, isnan
from typing import Any

import pandas as pd

from analysis import constraints
from analysis.gates import GateAim
from analysis.tasks import FINE, Task, Tie
from schedule import DATE_FIELDS, Link, Timeline, elapsed_days, links_of

_BASES = ("forecast", "baseline")
_READ = [
    "row_id", "kind", "duration_days", "percent_complete", "baseline_finish_side", "forecast_finish_side",
    *(f"{name}_{part}" for name in DATE_FIELDS for part in ("first", "last")), *constraints.COLUMNS,
]  # fmt: skip
"""The columns that a task is made of."""
_DAYS = [name for name in _READ if name.endswith(("_first", "_last")) or name in constraints.DAYS]


def first_day(rows: pd.DataFrame) -> date | None:
    """The earliest day on which a row starts or, without a start, finishes; None where the rows have no dates."""
    fields = [f"{basis}_{edge}" for edge in ("start", "finish") for basis in ("actual", *_BASES)]
    days = pd.concat([rows[f"{name}_first"].fillna(rows[f"{name}_last"]) for name in fields], axis=1)
    earliest = days.bfill(axis=1).iloc[:, 0].min()
    return None if pd.isna(earliest) else earliest.date()


def scheduled(
    rows: pd.DataFrame,
    below: Sequence[Sequence[int]],
    timeline: Timeline,
    *,
    status_date: date | None,
    timelines: Sequence[Timeline] = (),
    units: Sequence[str],
    deadlines: Collection[str],
    is_override: bool,
    aims: Mapping[str, GateAim],
) -> tuple[dict[int, Task], list[str]]:
    """The tasks and milestones by their places in the table, and the ids of those whose duration nothing tells (taken as 0)."""
    tasks: dict[int, Task] = {}
    unknown = []
    calendars = timelines or [timeline] * len(rows)
    now = {one: max(one.position(status_date), 0.0) if status_date else 0.0 for one in set(calendars)}
    bare = _is_bare(rows)
    records = _records(rows)
    for n, row in enumerate(records):
        if below[n] != [n]:
            continue
        unit, timeline = units[n] if units else "d", calendars[n]
        days = _duration(row, unit, timeline)
        if isnan(days):
            unknown.append(row["row_id"])
            days = 0.0
        aim = aims.get(row["row_id"])
        if bare[n] and not aim and unit[0] != "e":
            tasks[n] = Task(row["row_id"], timeline, days, days, now[timeline])
            continue
        task = _task(row, days, timeline, status_date, deadlines, is_gated=bool(aim and aim.gate))
        if unit[0] == "e" and days > 0 and row["duration_days"] > 0:
            task.elapsed = elapsed_days(row["duration_days"], unit) * task.work / days
        if aim and not task.finished:
            _aim(task, aim)
        own = constraints.limit(row, days, timeline, is_started=task.is_going)
        task.limit = min(_limit(row, deadlines, timeline), own)
        task.is_broken = constraints.is_broken(row, *(_actual(row, edge, status_date) for edge in ("start", "finish")))
        task.is_free = task.is_free or (is_override and task.is_going)
        tasks[n] = task
    for n, under in enumerate(below):
        if under == [n]:
            continue
        held, limit = constraints.of_group(records[n], calendars[n])
        limit = min(limit, _limit(records[n], deadlines, calendars[n]))
        for task in (tasks[m] for m in under):
            task.limit = min(task.limit, limit)
            task.floor = task.floor if task.is_going else max(task.floor, held)
    return tasks, unknown


def durations(rows: pd.DataFrame, timeline: Timeline, units: Sequence[str] = ()) -> list[float]:
    """Days of the timeline of each row: as written, else from start to finish; 0 of a milestone, NaN where nothing tells."""
    return [_duration(row, units[n] if units else "d", timeline) for n, row in enumerate(_records(rows))]


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """What tasks are made of, a record a row; days are dates, or None."""
    columns = [
        rows[name].to_numpy("datetime64[D]").astype(object).tolist()
        if name in _DAYS
        else rows[name].to_numpy(object if rows[name].dtype == "str" else None).tolist()
        for name in _READ
    ]
    return [dict(zip(_READ, values, strict=True)) for values in zip(*columns, strict=True)]


def _is_bare(rows: pd.DataFrame) -> Any:
    """Whether a row says neither a date nor any progress, so that links alone place it."""
    return rows[_DAYS].isna().all(axis=1).to_numpy() & ~(rows["percent_complete"] > 0).to_numpy()


def _aim(task: Task, aim: GateAim) -> None:
    """Tie a task to its gate: it finishes while the body sits, and should before the session aimed at closes."""
    task.aim = aim
    if aim.gate and aim.gate.last:
        task.close = task.timeline.evening(aim.gate.last)


def members(rows: pd.DataFrame) -> list[list[int]]:
    """For each row the places of the rows scheduled for it: itself, or of a summary the tasks below it."""
    kinds, levels, links = (rows[name].tolist() for name in ("kind", "level", "predecessors"))
    below: list[list[int]] = [[] for _ in kinds]
    open_: list[int] = []
    for n, (kind, level) in enumerate(zip(kinds, levels, strict=True)):
        while open_ and levels[open_[-1]] >= level:
            open_.pop()
        is_parent = kind == "summary" and levels[n + 1 : n + 2] > [level]
        if is_parent:
            open_.append(n)
        elif kind != "summary" or links[n] or rows["duration_days"].iloc[n] > 0:
            for parent in (*open_, n):
                below[parent].append(n)
    return below


def ties(
    rows: pd.DataFrame, below: Sequence[Sequence[int]], tasks: Mapping[int, Task]
) -> tuple[list[Tie], list[tuple[int, str]]]:
    """The links between the tasks, those of a summary passed on to its tasks; and (place, id) of links that leave the table.

    What waits for a summary's start waits for those of its tasks that wait for none of the others.
    """
    places = {row_id: n for n, row_id in enumerate(rows["row_id"].tolist())}
    texts = rows["predecessors"].tolist()
    said = [(n, link) for n, text in enumerate(texts) if text for link in links_of(text)]
    waits: set[tuple[int, int]] = set()
    if any(not link.is_from_finish for _, link in said):
        waits = {(n, m) for n, link in said if link.before in places for m in below[places[link.before]]}
    made, outside = [], []
    for n, link in said:
        if link.before not in places:
            outside.append((n, link.before))
            continue
        group = below[places[link.before]]
        if not link.is_from_finish and len(group) > 1:
            group = [m for m in group if not any((m, other) in waits for other in group)] or group
        made += [Tie(b, a, link, _lag(link, tasks[b], tasks[a].timeline)) for b in group for a in below[n]]
    return made, outside


def loops(places: Collection[int], links: Sequence[Tie]) -> list[list[int]]:
    """The places of tasks that wait for one another in a ring, each ring in the order of its links; every such task is in one."""
    after: dict[int, list[int]] = {n: [] for n in places}
    for tie in links:
        after[tie.before].append(tie.after)
    turning = set(places) - set(order(places, links))
    found: list[list[int]] = []
    for n in sorted(turning):
        if not any(n in ring for ring in found) and (ring := _ring(n, after, turning)):
            found.append(ring)
    return found


def order(places: Collection[int], links: Sequence[Tie]) -> list[int]:
    """The places so that each comes after those it waits for; those on a ring, and those behind one, are left out."""
    waiting = dict.fromkeys(places, 0)
    after: dict[int, list[int]] = {n: [] for n in places}
    for tie in links:
        after[tie.before].append(tie.after)
        waiting[tie.after] += 1
    found = [n for n in places if not waiting[n]]
    for n in found:  # grows on the way
        for m in after[n]:
            waiting[m] -= 1
            if not waiting[m]:
                found.append(m)
    return found


def _ring(start: int, after: Mapping[int, list[int]], among: Collection[int]) -> list[int]:
    """The shortest way from a place back to it; empty where there is none."""
    came: dict[int, int] = {}
    ready = deque([start])
    while ready:
        n = ready.popleft()
        for m in after[n]:
            if m == start:
                way = [n]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if m in among and m not in came:
                came[m] = n
                ready.append(m)
    return []


def _task(
    row: dict[str, Any],
    duration: float,
    timeline: Timeline,
    status_date: date | None,
    deadlines: Collection[str],
    *,
    is_gated: bool,
) -> Task:
    """The task as it stands on the status date: finished, going on, or waiting."""
    started, finished = (_actual(row, edge, status_date) for edge in ("start", "finish"))
    percent = row["percent_complete"]
    if percent == 100 and not finished and status_date:
        finished = min(_day(row, "finish", ("forecast",)) or status_date, status_date)
    if finished:
        ef = timeline.evening(finished)
        es = min(timeline.position(started), ef) if started else ef - duration
        started = started or (finished if duration < FINE else None)
        return Task(
            row["row_id"], timeline, duration, 0, ef, True, started, finished, is_going=True, is_free=True, es=es
        )
    if started or (status_date and 0 < percent < 100):
        return _going(row, duration, timeline, started, status_date)
    held = _held(row, duration, timeline, deadlines, is_gated=is_gated)
    own = constraints.floor(row, duration, timeline)
    now = timeline.position(status_date) if status_date else 0.0
    floor, is_evening = max(((0.0, False), (now, False), held, own), key=lambda at: (at[0], not at[1]))
    return Task(row["row_id"], timeline, duration, duration, floor, is_evening)


def _going(
    row: dict[str, Any], duration: float, timeline: Timeline, started: date | None, status_date: date | None
) -> Task:
    """A task that has started: what is left is worked from the status date on; without one, it goes on as it started.

    Done is the percentage of its duration; where none is given, as many days as went by since it started.
    """
    percent = row["percent_complete"]
    if status_date is None:
        es = timeline.position(started) if started else 0.0
        return Task(
            row["row_id"], timeline, duration, duration, es, started=started, is_going=True, is_free=True, es=es
        )
    now = timeline.position(status_date)
    first = started or _day(row, "start", _BASES)
    done = duration * percent / 100
    es = min(timeline.position(first), now) if first else now - done
    left = duration - (now - es if isnan(percent) else done)
    return Task(row["row_id"], timeline, duration, max(left, 0.0), now, started=started, is_going=True, es=es)


def _held(
    row: dict[str, Any], duration: float, timeline: Timeline, deadlines: Collection[str], *, is_gated: bool
) -> tuple[float, bool]:
    """Where the row's own dates let it start: on its start, else so that it finishes no earlier than its finish.

    A finish that means a session holds nothing here: the task waits for that session.
    """
    if start := _day(row, "start", _BASES):
        return timeline.position(start), False
    if is_gated:
        return -inf, False
    finish = _day(row, "finish", [basis for basis in _BASES if not _is_deadline(row, basis, deadlines)])
    return (timeline.evening(finish) - duration, duration < FINE) if finish else (-inf, False)


def _limit(row: dict[str, Any], deadlines: Collection[str], timeline: Timeline) -> float:
    """By when it has to be finished."""
    limits = [_day(row, "finish", (basis,)) for basis in _BASES if _is_deadline(row, basis, deadlines)]
    return min((timeline.evening(day) for day in limits if day), default=inf)


def _is_deadline(row: dict[str, Any], basis: str, deadlines: Collection[str]) -> bool:
    """Whether a finish is a limit: in a column of deadlines, or written as one ("trước ngày 30/6")."""
    return f"{basis}_finish" in deadlines or row[f"{basis}_finish_side"] == "by"


def _duration(row: dict[str, Any], unit: str, timeline: Timeline) -> float:
    """Days of the timeline: as written, else from start to finish, both counted; NaN where nothing tells."""
    if row["duration_days"] >= 0:
        return timeline.days(row["duration_days"], unit)
    if row["kind"] == "milestone":
        return 0.0
    for basis in (*_BASES, "actual"):
        start, finish = _day(row, "start", (basis,)), _day(row, "finish", (basis,))
        if start and finish:
            return max(timeline.evening(finish) - timeline.position(start), 0.0)
    return float("nan")


def _lag(link: Link, before: Task, timeline: Timeline) -> float:
    """Days of the timeline, or elapsed days."""
    if not link.lag:
        return 0.0
    if link.unit == "%":
        return before.duration * link.lag / 100
    if link.is_elapsed:
        return elapsed_days(link.lag, link.unit)
    return timeline.days(link.lag, link.unit)


def _actual(row: dict[str, Any], edge: str, status_date: date | None) -> date | None:
    """When it started or finished; what is dated after the status date has not happened."""
    day = _day(row, edge, ("actual",))
    return None if day and status_date and day > status_date else day


def _day(row: dict[str, Any], edge: str, bases: Sequence[str]) -> date | None:
    """The first day of a start, the last day of a finish, by the first basis that has one."""
    parts = ("first", "last") if edge == "start" else ("last", "first")
    for basis in bases:
        for part in parts:
            day = row[f"{basis}_{edge}_{part}"]
            if day is not None and day == day:
                return day if type(day) is date else day.date()
    return None
