"""The network over all programmes at a status date: links to other programmes followed on what those programmes say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

import analysis
from loaders import reference
from loaders.headings import is_deadline
from loaders.values import duration_units
from schedule import Timeline, Words, renamed
from services.paths import Origin, PathLine, path_lines
from services.states import ProgrammeState, states

if TYPE_CHECKING:
    from services.tracker import Tracker

_FINISHES = ("baseline_finish", "forecast_finish")
_KNOWN = ("forecast_finish_last", "baseline_finish_last", "actual_finish_last")


@dataclass(frozen=True)
class Across:
    """The network of every programme together; row ids are `programme:id`."""

    network: analysis.Network
    rows: pd.DataFrame
    """The `ROWS` of all programmes, by their long ids."""
    aims: Mapping[str, analysis.GateAim]
    states: tuple[ProgrammeState, ...]
    as_of: date
    units: tuple[str, ...] = ()
    """Units of the rows' durations."""
    timelines: tuple[Timeline, ...] = ()
    """The working calendar of each row; rows of one programme share one."""

    def again(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The `NETWORK` frame that other dates of the same rows make."""
        if rows.empty:
            return self.network.tasks
        return _network(rows, self.timelines, self.as_of, self.units, self.aims).tasks

    def path(self, long_id: str, words: Words) -> tuple[PathLine, ...]:
        """Why a milestone's date is what it is, the first cause first; empty where it was not reckoned."""
        return path_lines(self.network, long_id, self.origin, words, self.aims)

    def origin(self, long_id: str) -> Origin:
        """The sheet and cells that a row came from."""
        programme_id = long_id.partition(":")[0]
        schedule = next(s.schedule for s in self.states if s.programme.id == programme_id)
        assert schedule is not None  # only programmes with a revision have rows
        row: Mapping[str, Any] = self.rows.loc[self.rows["row_id"] == long_id].iloc[0]
        return Origin(f"{programme_id}/{schedule.sheet}", schedule.columns, row)


def across(tracker: "Tracker", as_of: date, programme_ids: Sequence[str] = ()) -> Across:
    """Every programme's network at a status date, each on its own working calendar, with the sessions that decide milestones.

    Args:
        tracker: The opened product.
        as_of: The status date.
        programme_ids: Some programmes only, with all that they wait for in others; where none is named, all.

    Raises:
        RegistryError: The calendar's table is missing or wrong.
    """
    return _across(tracker, as_of, tuple(programme_ids), str(tracker.store.version()))


def upstream(everything: Iterable[ProgrammeState], programme_ids: Iterable[str]) -> list[ProgrammeState]:
    """Some programmes and those that they wait for, over any number of others, in the order of `everything`."""
    by_id = {s.programme.id: s for s in everything}
    found, ahead = set(), [name for name in programme_ids if name in by_id]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [other for other in by_id[name].glance.links if other in by_id]
    return [s for name, s in by_id.items() if name in found]


def is_undated(rows: pd.DataFrame) -> pd.Series:
    """Which rows tell neither a finish nor a duration: the network counts them as done at once."""
    return rows[list(_KNOWN)].isna().all(axis=1) & ~(rows["duration_days"] > 0) & ~(rows["percent_complete"] == 100)


@lru_cache(maxsize=32)
def _across(tracker: "Tracker", as_of: date, programme_ids: tuple[str, ...], version: str) -> Across:
    everything = states(tracker, as_of)
    wanted = upstream(everything, programme_ids) if programme_ids else everything
    found = tuple(s for s in wanted if s.schedule is not None)
    frames = [_long_rows(s) for s in found]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if rows.empty:
        return Across(analysis.Network(pd.DataFrame({"row_id": []}), None), rows, {}, found, as_of)
    ties = {f"{s.programme.id}:{row_id}": tie for s in found for row_id, tie in s.programme.gates.items()}
    aims = analysis.gate_aims(rows, tracker.gates, ties, reference.bodies())
    units = tuple(unit for s in found for unit in _units(s))
    origin = analysis.first_day(rows) or as_of
    own = {name: Timeline(calendar, origin) for name, calendar in tracker.calendars.items()}
    timelines = tuple(
        own[s.programme.calendar] for s, frame in zip(found, frames, strict=True) for _ in range(len(frame))
    )
    made = _network(rows, timelines, as_of, units, aims)
    return Across(made, rows, aims, found, as_of, units, timelines)


def _network(
    rows: pd.DataFrame,
    timelines: Sequence[Timeline],
    as_of: date,
    units: tuple[str, ...],
    aims: Mapping[str, analysis.GateAim],
) -> analysis.Network:
    known = _known_by_wbs(rows)
    return analysis.network(known, timelines[0], status_date=as_of, timelines=timelines, units=units, aims=aims)


def _units(s: ProgrammeState) -> list[str]:
    assert s.schedule is not None
    return duration_units(s.schedule.rows["duration_text"].tolist(), s.schedule.fields.get("duration", ""))


def _long_rows(s: ProgrammeState) -> pd.DataFrame:
    """A programme's rows with long ids, its highest level 0, its columns of deadlines said row by row."""
    assert s.schedule is not None
    assert s.rows is not None
    rows, own = s.rows.copy(), set(s.rows["row_id"])

    def long(row_id: str) -> str:
        return f"{s.programme.id}:{row_id}" if row_id in own or ":" not in row_id else row_id

    rows["row_id"] = [long(row_id) for row_id in rows["row_id"]]
    rows["predecessors"] = [renamed(text, long) for text in rows["predecessors"]]
    rows["level"] -= rows["level"].min() if len(rows) else 0
    for name in _FINISHES:
        if is_deadline(s.schedule.fields.get(name, "")):
            rows.loc[rows[f"{name}_last"].notna(), f"{name}_side"] = "by"
    # a promise that a later one replaced limits nothing any more: how far that moved is its slippage, not a lack of float
    rows.loc[rows["forecast_finish_last"].notna(), "baseline_finish_side"] = "on"
    return rows


def _known_by_wbs(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with links to other programmes that name a place in the breakdown, as "capital-law:1.2", turned to row ids."""
    ids = set(rows["row_id"])
    places = {
        f"{row_id.partition(':')[0]}:{wbs}": row_id for row_id, wbs in zip(rows["row_id"], rows["wbs"], strict=True) if wbs
    }  # fmt: skip
    known = [
        renamed(text, lambda row_id: row_id if row_id in ids else places.get(row_id, row_id))
        for text in rows["predecessors"]
    ]
    return rows.assign(predecessors=pd.array(known, dtype="str"))
