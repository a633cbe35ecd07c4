"""The network of a schedule: early and late dates by its links, floats, what is critical, what sets a date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.driving import Bound, PathStep
from analysis.gates import GateAim
from analysis.links import loops, members, scheduled, ties
from analysis.passes import Passes
from analysis.tasks import FINE, Task
from schedule import NETWORK, Timeline, frame
from schedule.errors import TaskUnknown

_DIGITS = 6
_DATES = {"es": "early_start", "ef": "early_finish", "ls": "late_start", "lf": "late_finish"}
_LEAST = ("early_start", "late_start", "es", "ls", "total_float", "free_float")
_MOST = ("early_finish", "late_finish", "ef", "lf")
_FLAGS = ("is_critical", "is_driving")


@dataclass(frozen=True)
class Network:
    """The tasks with their dates, and what could not be reckoned."""

    tasks: pd.DataFrame
    """A `NETWORK` frame."""
    finish: date | None
    """The last day of work; None where nothing could be reckoned, or it is centuries away."""
    loops: tuple[tuple[str, ...], ...] = ()
    """Row ids of tasks that wait for one another in a ring, in the order of the links."""
    outside: tuple[tuple[str, str], ...] = ()
    """(row id, the id that it waits for) of links that leave the table."""
    without_duration: tuple[str, ...] = ()
    """Row ids of tasks whose duration nothing tells; it is taken as 0."""
    against_constraint: tuple[str, ...] = ()
    """Row ids of tasks that started or finished otherwise than their constraint allows; what happened counts."""
    last: str = ""
    """Row id of the task that the target's date is, or the network's finish; of several, the first."""
    ready: Mapping[str, date] = field(default_factory=dict)
    """Row id of each unfinished task of a gate -> the day on which it could be decided if the body sat every day."""
    bound: Bound | None = field(default=None, repr=False, compare=False)

    def path_to(self, row_id: str) -> tuple[PathStep, ...]:
        """One chain of tasks that sets the date of a row, the first task first; see `Bound.path`."""
        return self.bound.path(row_id) if self.bound else ()


def network(
    rows: pd.DataFrame,
    timeline: Timeline,
    *,
    status_date: date | None = None,
    timelines: Sequence[Timeline] = (),
    units: Sequence[str] = (),
    deadlines: Collection[str] = (),
    target: str = "",
    is_override: bool = False,
    longer: Mapping[str, float] | None = None,
    aims: Mapping[str, GateAim] | None = None,
) -> Network:
    """Schedule the tasks and milestones of a table by its links, forwards and backwards.

    Args:
        rows: A `ROWS` frame.
        timeline: The working calendar, counted from the network's start.
        status_date: What is unfinished then cannot be worked earlier; what is dated later has not happened. None: neither.
        timelines: The working calendar of each row where they differ, all counted from one day; a group's rows share one. A lag
            counts on the calendar of the row that waits.
        units: Unit of `duration_days`, one a row: `h`, `d`, `w` or `mo`; days where there are none.
        deadlines: The finish fields of `rows` that are limits ("Hạn"), not forecasts.
        target: Row id of the task whose driving path is asked for; "" for those that finish last.
        is_override: Whether work in progress goes on whatever it waited for (progress override; else retained logic).
        longer: Row id -> days of the calendar by which what is left of that row is lengthened, its lags as they were.
        aims: Row id -> the gate that decides it (see `analysis.gate_aims`): it finishes only while the body sits.

    Returns:
        A row for each of `rows`; see `NETWORK` for units and signs.

    Raises:
        TaskUnknown: No row has the id `target`.

    Source:
        docs/methods/network.md.
    """
    below = members(rows)
    targets = _targets(rows, below, target)
    tasks, unknown = scheduled(
        rows,
        below,
        timeline,
        status_date=status_date,
        timelines=timelines,
        units=units,
        deadlines=deadlines,
        is_override=is_override,
        aims=aims or {},
    )
    broken = [task.row_id for task in tasks.values() if task.is_broken]
    links, outside = ties(rows, below, tasks)
    for task in tasks.values():
        extra = (longer or {}).get(task.row_id, 0.0)
        if task.elapsed:
            task.elapsed += extra
        else:
            task.work += extra
    passes = Passes(tasks, links)
    rings = [] if passes.is_whole else loops(tasks, links)
    if rings:
        turning = {n for ring in rings for n in ring}
        tasks = {n: task for n, task in tasks.items() if n not in turning}
        links = [tie for tie in links if not {tie.before, tie.after} & turning]
        passes = Passes(tasks, links)
    passes.forward()
    passes.backward()
    targets = [n for n in targets if n in tasks] if target else list(tasks)
    latest = _latest(tasks, targets)
    bound = Bound(tasks, links, status_date)
    made = _frame(rows, below, tasks, bound.driving(latest))
    ids = rows["row_id"].tolist()
    finish = made["early_finish"].max() if made["early_finish"].notna().eq(made["ef"].notna()).all() else pd.NaT
    return Network(
        made,
        None if pd.isna(finish) else finish.date(),
        tuple(tuple(ids[n] for n in ring) for ring in rings),
        tuple((ids[n], before) for n, before in outside),
        tuple(unknown),
        tuple(broken),
        tasks[latest[0]].row_id if latest else "",
        {task.row_id: day for task in tasks.values() if task.aim and (day := _ready(task))},
        bound,
    )


def _latest(tasks: Mapping[int, Task], targets: Sequence[int]) -> list[int]:
    """The targets that finish last; on several calendars, by the moment."""
    if len({tasks[n].timeline for n in targets}) < 2:
        ends = {n: tasks[n].ef for n in targets}
    else:
        ends = {n: tasks[n].moment for n in targets}
    last = max(ends.values(), default=0.0)
    return [n for n, end in ends.items() if end > last - FINE]


def _ready(task: Task) -> date | None:
    """The day on which a task of a gate would finish if no session had to be waited for."""
    if task.is_free:
        return None
    at = task.ready + task.work
    is_evening = task.work >= FINE or task.is_ready_at_evening
    return (task.timeline.finish_day if is_evening else task.timeline.start_day)(at)


def _targets(rows: pd.DataFrame, below: list[list[int]], target: str) -> list[int]:
    found = [n for n, row_id in enumerate(rows["row_id"]) if row_id == target]
    if target and not found:
        raise TaskUnknown(task=target)
    return [m for n in found for m in below[n]]


def _frame(rows: pd.DataFrame, below: list[list[int]], tasks: Mapping[int, Task], driving: set[int]) -> pd.DataFrame:
    """A row a row: a task's own figures, or a summary's from those of its tasks."""
    places = np.fromiter(tasks, dtype=np.intp, count=len(tasks))
    figures = _figures(list(tasks.values())) | {"is_driving": np.array([n in driving for n in tasks], bool)}
    columns: dict[str, Any] = {}
    for name, values in figures.items():
        is_flag, is_day = name in _FLAGS, name in _DATES.values()
        nothing = False if is_flag else np.datetime64("NaT") if is_day else np.nan
        columns[name] = np.full(len(rows), nothing, "datetime64[D]" if is_day else values.dtype)
        columns[name][places] = values
    for n, group in enumerate(below):
        if group != [n] and (known := [m for m in group if m in tasks]):
            _roll_up(columns, n, known)
    said = {name: rows[name].tolist() for name in ("row_id", "row", "kind", "name")}
    return frame(NETWORK, said | columns)


def _roll_up(columns: dict[str, Any], n: int, group: list[int]) -> None:
    """The first start, the last finish and the least float of several tasks, as the figures of a summary."""
    for name in _FLAGS:
        columns[name][n] = columns[name][group].any()
    for names, choose in ((_LEAST, np.min), (_MOST, np.max)):
        for name in names:
            values = columns[name][group]
            known = values[~np.isnan(values) if values.dtype.kind == "f" else ~np.isnat(values)]
            is_open = name in _DATES.values() and len(known) < len(values)
            if len(known) and not is_open:
                columns[name][n] = choose(known)


def _figures(tasks: Sequence[Task]) -> dict[str, Any]:
    """The tasks' columns of the frame, without what the table itself says."""
    es, ef, lf, work, free = (
        np.array([getattr(task, name) for task in tasks], float) for name in ("es", "ef", "lf", "work", "free_float")
    )
    has_room = np.array([task.finished is None for task in tasks], bool)
    lf = np.where(has_room, lf, ef)
    late = [task.start_for(at) for task, at in zip(tasks, lf, strict=True)]
    ls = np.where(np.array([task.is_going for task in tasks], bool), es, late)
    room = np.where([task.elapsed > 0 for task in tasks], ls - es, lf - ef)
    at = {"es": es, "ls": ls, "ef": ef, "lf": lf}
    calendars: dict[Timeline, list[int]] = {}
    for n, task in enumerate(tasks):
        calendars.setdefault(task.timeline, []).append(n)
    days = {}
    for name, positions in at.items():
        is_finish = name in ("ef", "lf")
        evening = np.array([task.is_at_evening(is_finish=is_finish) for task in tasks], bool)
        days[_DATES[name]] = np.empty(len(tasks), "datetime64[D]")
        for timeline, own in calendars.items():
            days[_DATES[name]][own] = timeline.days_at(positions[own], evening[own])
        for n, task in enumerate(tasks):
            known = task.finished if is_finish else task.started
            if is_finish or work[n] < FINE:
                known = known or (task.decided if name in ("es", "ef") else task.latest)
            if known:
                days[_DATES[name]][n] = known
    return {
        **days,
        **{name: np.round(positions, _DIGITS) + 0.0 for name, positions in at.items()},
        "total_float": np.where(has_room, np.round(room, _DIGITS) + 0.0, np.nan),
        "free_float": np.where(has_room, np.round(free, _DIGITS) + 0.0, np.nan),
        "is_critical": has_room & (room <= FINE),
    }
