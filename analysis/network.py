"""The network of a schedule: early and late dates by its links, floats, what is critical, what sets a date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.links import FINE, Task, Tie, loops, members, order, scheduled, ties
from schedule import NETWORK, Timeline, frame
from schedule.errors import TaskUnknown

_DIGITS = 6
_DATES = {"es": "early_start", "ef": "early_finish", "ls": "late_start", "lf": "late_finish"}
_LEAST = ("early_start", "late_start", "es", "ls", "total_float", "free_float")
_MOST = ("early_finish", "late_finish", "ef", "lf")


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


def network(
    rows: pd.DataFrame,
    timeline: Timeline,
    *,
    status_date: date | None = None,
    units: Sequence[str] = (),
    deadlines: Collection[str] = (),
    target: str = "",
    is_override: bool = False,
) -> Network:
    """Schedule the tasks and milestones of a table by its links, forwards and backwards.

    Args:
        rows: A `ROWS` frame.
        timeline: The working calendar, counted from the network's start.
        status_date: What is unfinished then cannot be worked earlier; what is dated later has not happened. None: neither.
        units: Unit of `duration_days`, one a row: `h`, `d`, `w` or `mo`; days where there are none.
        deadlines: The finish fields of `rows` that are limits ("Hạn"), not forecasts.
        target: Row id of the task whose driving path is asked for; "" for those that finish last.
        is_override: Whether work in progress goes on whatever it waited for (progress override; else retained logic).

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
        rows, timeline, status_date=status_date, units=units, deadlines=deadlines, is_override=is_override
    )
    broken = [task.row_id for task in tasks.values() if task.is_broken]
    links, outside = ties(rows, tasks, timeline)
    rings = loops(tasks, links)
    turning = {n for ring in rings for n in ring}
    tasks = {n: task for n, task in tasks.items() if n not in turning}
    links = [tie for tie in links if not {tie.before, tie.after} & turning]
    if tasks:
        _pass(tasks, links, timeline)
    targets = [n for n in targets if n in tasks] if target else list(tasks)
    last = max((tasks[n].ef for n in targets), default=0.0)
    driving = _driving([n for n in targets if tasks[n].ef > last - FINE], tasks, links, timeline)
    found = {n: _figures(task, timeline) | {"is_driving": n in driving} for n, task in tasks.items()}
    made = frame(NETWORK, _records(rows, below, found))
    ids = rows["row_id"].tolist()
    finish = made["early_finish"].max() if made["early_finish"].notna().eq(made["ef"].notna()).all() else pd.NaT
    return Network(
        made,
        None if pd.isna(finish) else finish.date(),
        tuple(tuple(ids[n] for n in ring) for ring in rings),
        tuple((ids[n], before) for n, before in outside),
        tuple(unknown),
        tuple(broken),
    )


def _targets(rows: pd.DataFrame, below: list[list[int]], target: str) -> list[int]:
    found = [n for n, row_id in enumerate(rows["row_id"]) if row_id == target]
    if target and not found:
        raise TaskUnknown(task=target)
    return [m for n in found for m in below[n]]


def _pass(tasks: Mapping[int, Task], links: Sequence[Tie], timeline: Timeline) -> None:
    """Set the early and late positions and the free floats of tasks without rings among them."""
    into, out_of = _by_end(links, "after"), _by_end(links, "before")
    ordered = order(tasks, links)
    for n in ordered:
        _early(tasks[n], [(tie, tasks[tie.before]) for tie in into.get(n, ())], timeline)
    last = max(task.ef for task in tasks.values())
    for n in reversed(ordered):
        _late(tasks[n], last, [(tie, tasks[tie.after]) for tie in out_of.get(n, ())], timeline)


def _by_end(links: Sequence[Tie], end: str) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = {}
    for tie in links:
        found.setdefault(getattr(tie, end), []).append(tie)
    return found


def _early(task: Task, waits_for: list[tuple[Tie, Task]], timeline: Timeline) -> None:
    task.begin = task.floor
    for tie, before in [] if task.is_free else waits_for:
        begin = _begin(tie, before, task, timeline)
        if begin > task.begin + FINE:
            task.begin = begin
            task.is_evening = before.is_at_evening(is_finish=tie.link.is_from_finish)
    task.ef = task.begin + task.work
    if not task.is_going:
        task.es = task.begin


def _begin(tie: Tie, before: Task, after: Task, timeline: Timeline) -> float:
    """Where a link lets the task after begin."""
    return tie.earliest(before, timeline) - (0.0 if tie.link.is_to_start else after.work)


def _late(task: Task, last: float, followed_by: list[tuple[Tie, Task]], timeline: Timeline) -> None:
    """Late finish and free float: no later than the network's end, its own limit, and what follows allow."""
    task.lf, task.free_float = min(last, task.limit), last - task.ef
    for tie, after in followed_by:
        is_from_finish = tie.link.is_from_finish
        if after.is_free or (task.is_going and not is_from_finish):
            continue
        is_to_start = tie.link.is_to_start
        late = tie.latest(after.lf - after.work if is_to_start else after.lf, timeline)
        early = tie.latest(after.begin if is_to_start else after.ef, timeline)
        task.lf = min(task.lf, late if is_from_finish else late + task.work)
        task.free_float = min(task.free_float, max(early - (task.ef if is_from_finish else task.begin), 0.0))


def _driving(targets: list[int], tasks: Mapping[int, Task], links: Sequence[Tie], timeline: Timeline) -> set[int]:
    """The targets, and what binds them: tasks whose links set where the task after begins, back to the first."""
    into = _by_end(links, "after")
    found: set[int] = set()
    waiting = list(targets)
    while waiting:
        n = waiting.pop()
        if n in found:
            continue
        found.add(n)
        task = tasks[n]
        if not task.is_free:
            bound = [
                t.before for t in into.get(n, ()) if _begin(t, tasks[t.before], task, timeline) > task.begin - FINE
            ]
            waiting += bound
    return found


def _figures(task: Task, timeline: Timeline) -> dict[str, Any]:
    """A task's row of the frame, without what the table itself says."""
    has_room = task.finished is None
    lf = task.lf if has_room else task.ef
    ls = task.es if task.is_going else lf - task.work
    room = lf - task.ef

    def day(position: float, actual: date | None, *, is_finish: bool) -> date | None:
        is_evening = task.is_at_evening(is_finish=is_finish)
        return actual or (timeline.finish_day if is_evening else timeline.start_day)(position)

    starts, finishes = {"es": task.es, "ls": ls}, {"ef": task.ef, "lf": lf}
    return {
        **{_DATES[name]: day(at, task.started, is_finish=False) for name, at in starts.items()},
        **{_DATES[name]: day(at, task.finished, is_finish=True) for name, at in finishes.items()},
        **{name: round(at, _DIGITS) + 0.0 for name, at in (starts | finishes).items()},
        "total_float": round(room, _DIGITS) + 0.0 if has_room else np.nan,
        "free_float": round(task.free_float, _DIGITS) + 0.0 if has_room else np.nan,
        "is_critical": has_room and room <= FINE,
    }


def _records(rows: pd.DataFrame, below: list[list[int]], found: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """A record a row: a task's own figures, or a summary's from those of its tasks."""
    said = rows[["row_id", "row", "kind", "name"]].to_dict("records")
    return [row | _rolled_up([found[m] for m in group if m in found]) for row, group in zip(said, below, strict=True)]


def _rolled_up(group: list[dict[str, Any]]) -> dict[str, Any]:
    """The first start, the last finish and the least float of several tasks."""
    if len(group) == 1:
        return group[0]
    rolled: dict[str, Any] = {flag: any(one[flag] for one in group) for flag in ("is_critical", "is_driving")}
    for names, choose in ((_LEAST, min), (_MOST, max)):
        for name in names:
            known = [one[name] for one in group if not pd.isna(one[name])]
            is_open = name in _DATES.values() and len(known) < len(group)
            rolled[name] = choose(known) if known and not is_open else None
    return rolled
