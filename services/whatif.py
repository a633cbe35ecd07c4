"""What would become of a programme if some things were otherwise: worked out at once, kept nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis import Change, Reckoning
from schedule import Words, predecessor_ids
from schedule.errors import TaskUnknown
from services.forecasts import aims_of
from services.outlook import Prospects, known_record, prospects
from services.tracker import Tracker

_MOST_ROWS = 12
_LEAST_DAYS = 0.5


@dataclass(frozen=True)
class Moved:
    """A row that finishes on another day, or has other room; texts are ready to be shown."""

    row_id: str
    name: str
    finish_now: str
    finish_then: str
    days: str
    room_now: str
    room_then: str


@dataclass(frozen=True)
class WhatIf:
    """A programme as it stands and as it would be."""

    figures: tuple[tuple[str, str, str], ...]
    """(what, now, then) of the milestone that is looked at, and of the whole network."""
    moved: tuple[Moved, ...]
    """What moves farthest first."""
    left: int
    """How many more move."""
    ghosts: Mapping[str, tuple[date, date]]
    """Row id -> earliest finish by the network, as it stands and as it would be, where these differ."""
    runs: int
    """How many runs the chances rest on; 0 where links cover too little for any."""


@dataclass(frozen=True)
class _Ground:
    """What every trial of one programme on one day begins from."""

    prospects: Prospects
    rows: pd.DataFrame
    known: analysis.Known
    aims: Mapping[str, analysis.GateAim]

    def tried(self, changes: Sequence[Change]) -> Reckoning:
        state = self.prospects.state
        assert state.status_date is not None  # known of every revision
        return analysis.tried(
            self.prospects.outlook,
            self.rows,
            changes,
            status_date=state.status_date,
            known=self.known,
            kind=state.programme.kind,
            aims=self.aims,
        )


@lru_cache(maxsize=32)
def _ground(tracker: Tracker, programme_id: str, as_of: date, version: str) -> tuple[_Ground, Reckoning] | None:
    """The ground, and the rows as they stand, reckoned by as many runs as a trial."""
    p = prospects(tracker, programme_id, as_of)
    if p is None or p.state.rows is None or p.state.status_date is None:
        return None
    rows = p.state.rows
    known = analysis.known_on(known_record(tracker, as_of).cases, p.state.status_date)
    ground = _Ground(p, rows, known, aims_of(tracker, p.state.programme, rows))
    return ground, ground.tried(())


def what_if(
    tracker: Tracker, programme_id: str, as_of: date, changes: Sequence[Change], target: str, words: Words
) -> WhatIf:
    """What changes, all together, would do to a milestone's finish, chance and float, and to what else moves.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        TaskUnknown: A change, or `target`, names a row that is not there or is finished, or a link that is not there.
    """
    found = _ground(tracker, programme_id, as_of, str(tracker.store.version()))
    if found is None:
        return WhatIf((), (), 0, {}, 0)
    ground, now = found
    p = ground.prospects
    one = next((each for each in p.milestones if each.row["row_id"] == target), None)
    open_ids = {each.row["row_id"] for each in p.milestones}
    if unknown := [change.row_id for change in changes if change.row_id not in open_ids]:
        raise TaskUnknown(task=unknown[0])
    if one is None:
        raise TaskUnknown(task=target)
    then = ground.tried(changes)
    by = one.session.last if one.session else one.promised
    heads = [words(f"outlook.whatif.{name}") for name in ("network", "float", "p50", "p80")]
    heads += [words("outlook.whatif.chance", due=by) if by else words("outlook.whatif.chance.none")]
    figures = [*zip(heads, *(_figures(made, target, by, words) for made in (now, then)), strict=True)]
    ends = [words.day(made.network.finish) if made.network.finish else words("missing") for made in (now, then)]
    figures.append((words("outlook.whatif.end"), ends[0], ends[1]))
    moved = list(_moved(now, then, ground.rows, words))
    return WhatIf(
        tuple(figures),
        tuple(moved[:_MOST_ROWS]),
        max(0, len(moved) - _MOST_ROWS),
        _ghosts(now, then),
        then.simulation.iterations if then.simulation else 0,
    )


def _figures(made: Reckoning, target: str, by: date | None, words: Words) -> Iterable[str]:
    """Early finish, float, P50, P80 and the chance, by the runs where there are any, else by the record."""
    task = made.network.tasks.set_index("row_id").loc[target]
    method = "simulated" if made.simulation else "record"
    chance = made.chance_by(target, method, by) if by else float("nan")
    days = [made.day_of(target, method, level) for level in (0.5, 0.8)]
    percent = words("missing") if np.isnan(chance) else words.percent(chance)
    return (
        _day(task["early_finish"], words),
        _room(task["total_float"], words),
        *(words.day(day) if day else words("missing") for day in days),
        percent,
    )


def _both(now: Reckoning, then: Reckoning) -> pd.DataFrame:
    """The tasks of both networks, row by row, `_now` and `_then`."""
    columns = ["early_finish", "total_float"]
    before, after = (made.network.tasks.set_index("row_id")[columns] for made in (now, then))
    both = before.join(after, lsuffix="_now", rsuffix="_then")
    return both.assign(days=(both["early_finish_then"] - both["early_finish_now"]).dt.days)


def _moved(now: Reckoning, then: Reckoning, rows: pd.DataFrame, words: Words) -> Iterator[Moved]:
    both = _both(now, then)
    names = dict(zip(rows["row_id"], rows["name"], strict=True))
    is_task = both.index.isin(rows.loc[rows["kind"] != "summary", "row_id"])
    gained = (both["total_float_then"] - both["total_float_now"]).abs().gt(_LEAST_DAYS)
    other = both[is_task & (both["days"].abs().ge(1) | gained)]
    for row_id, row in other.sort_values("days", key=abs, ascending=False, kind="stable").iterrows():
        yield Moved(
            str(row_id),
            str(names[row_id]),
            _day(row["early_finish_now"], words),
            _day(row["early_finish_then"], words),
            words("missing") if pd.isna(row["days"]) else words.days(row["days"]),
            _room(row["total_float_now"], words),
            _room(row["total_float_then"], words),
        )


def _ghosts(now: Reckoning, then: Reckoning) -> dict[str, tuple[date, date]]:
    both = _both(now, then)
    other = both[both["days"].abs().ge(1)]
    days = zip(other.index, other["early_finish_now"], other["early_finish_then"], strict=True)
    return {str(row_id): (before.date(), after.date()) for row_id, before, after in days}


def _day(day: Any, words: Words) -> str:
    return words("missing") if pd.isna(day) else words.day(day.date())


def _room(days: Any, words: Words) -> str:
    return words("missing") if pd.isna(days) else words("outlook.workdays", count=round(days))


def open_rows(tracker: Tracker, programme_id: str, as_of: date) -> dict[str, str]:
    """Row id -> name of what is unfinished, in the table's order: what may be changed."""
    p = prospects(tracker, programme_id, as_of)
    return {one.row["row_id"]: str(one.row["name"]) for one in p.milestones} if p else {}


def links_before(tracker: Tracker, programme_id: str, as_of: date, row_id: str) -> dict[str, str]:
    """Row id -> name of what a row waits for."""
    p = prospects(tracker, programme_id, as_of)
    if p is None:
        return {}
    names = p.state.milestones.set_index("row_id")
    named = names["predecessors"].get(row_id, "")
    return {one: str(names["name"].get(one, one)) for one in predecessor_ids(named)}
