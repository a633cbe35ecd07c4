"""When what is unfinished will be done, whether it makes its session, and what that rests on: for the pages and the terminal."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis import GateAim, Outlook
from loaders import reference
from schedule import Gate, predecessor_ids
from services.forecasts import Record, aims_of, forecast, record
from services.states import ProgrammeState, newest_status_date, state, states
from services.tracker import Tracker

SHOWN = ("record", "trend", "network", "simulated")
"""The ways shown side by side."""
_BY_PROMISES = ("record", "trend", "average")
"""The ways that can be scored at every promise, from which the one shown first is chosen."""


@dataclass(frozen=True)
class Prospect:
    """One unfinished milestone by every method."""

    row: Mapping[Any, Any]
    """Its `ASSESSED` row."""
    views: Mapping[str, Mapping[str, Any]]
    """Method -> its row of `analysis.Outlook.views`."""
    promised: date | None
    aim: GateAim | None
    after: analysis.Window | None
    """The session after the one aimed at."""
    margin_days: int | None
    """Days from readiness, by the network, to the close of the session aimed at."""
    step: analysis.Step | None
    """What has to be done next before that session opens."""
    waits_for: tuple[str, ...]
    """Names of what it waits for and is not finished."""

    def chance(self, method: str) -> float:
        """The chance to be done by its due day by one method; NaN where it cannot be told."""
        return float(self.views[method]["chance"])

    @property
    def gate(self) -> Gate | None:
        """The session aimed at."""
        return self.aim.gate if self.aim else None


@dataclass(frozen=True)
class Prospects:
    """One programme's outlook."""

    state: ProgrammeState
    outlook: Outlook
    first: str
    """The method to be shown first: the one that was best on the promises known by then."""
    kept: tuple[int, int]
    """How many promises of its kind with a known outcome were kept, of how many."""
    milestones: tuple[Prospect, ...]


def prospects(tracker: Tracker, programme_id: str, as_of: date) -> Prospects | None:
    """One programme's outlook as of a day; None where it has no revision by then.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    return _prospects(tracker, programme_id, as_of, str(tracker.store.version()))


@lru_cache(maxsize=128)
def _prospects(tracker: Tracker, programme_id: str, as_of: date, version: str) -> Prospects | None:
    s = state(tracker, programme_id, as_of)
    if s.revision is None or s.schedule is None:
        return None
    told = known_record(tracker, as_of)
    made = forecast(tracker, s.revision, told)
    aims = aims_of(tracker, s.programme, s.schedule.rows)
    views = {row_id: own.set_index("method").to_dict("index") for row_id, own in made.views.groupby("row_id")}
    names = s.milestones.set_index("row_id")["name"].to_dict()
    open_ids = set(views)
    found = [
        _prospect(tracker, s, row, views[row["row_id"]], aims.get(row["row_id"]), made, names, open_ids)
        for row in s.milestones.to_dict("records")
        if row["row_id"] in views
    ]
    known = analysis.known_on(told.cases, s.revision.status_date)
    return Prospects(
        s,
        made,
        leading(tracker, as_of).get(s.programme.kind, "promised"),
        analysis.count_kept(known, s.programme.kind),
        tuple(found),
    )


def known_record(tracker: Tracker, as_of: date) -> Record:
    """The record as of a day, worked out once a version of the store."""
    return _known_record(tracker, as_of, str(tracker.store.version()))


@lru_cache(maxsize=64)
def _known_record(tracker: Tracker, as_of: date, version: str) -> Record:
    return record(tracker, as_of)


def leading(tracker: Tracker, as_of: date) -> Mapping[str, str]:
    """Kind -> the method that did best on the promises whose outcome was known by a day."""
    return _leading(tracker, as_of, str(tracker.store.version()))


@lru_cache(maxsize=64)
def _leading(tracker: Tracker, as_of: date, version: str) -> Mapping[str, str]:
    told = known_record(tracker, as_of)
    reports = [day for day in tracker.status_dates() if day <= as_of]
    scored = analysis.scores(analysis.at_promises(told.cases, told.points, reports), told.gated)
    kinds = {programme.kind for programme in tracker.programmes}
    return {kind: analysis.best(scored, kind, _BY_PROMISES) for kind in kinds} if len(scored) else {}


def _prospect(
    tracker: Tracker,
    s: ProgrammeState,
    row: Mapping[Any, Any],
    views: Mapping[str, Mapping[str, Any]],
    aim: GateAim | None,
    made: Outlook,
    names: Mapping[str, str],
    open_ids: Collection[str],
) -> Prospect:
    promised = views["promised"]["due"]
    window = analysis.whole(aim.gate) if aim and aim.gate else None
    ready = made.network.ready.get(row["row_id"])
    after = step = None
    if aim and window and aim.gate:
        later = [other for other in aim.windows if other.gate.id != aim.gate.id]
        after = analysis.next_window(window.last + timedelta(days=1), later)
        due = analysis.steps(aim.gate, aim.tie.subject, reference.lead_times(), tracker.calendar)
        step = next((one for one in due if one.due >= s.as_of), None)
    before = predecessor_ids(row["predecessors"])
    return Prospect(
        row,
        views,
        None if pd.isna(promised) else promised.date(),
        aim,
        analysis.whole(after.gate) if after else None,
        analysis.gate_margin(ready, window) if ready and window else None,
        step,
        tuple(names[row_id] for row_id in before if row_id in open_ids and row_id in names),
    )


def plain(tracker: Tracker, programme_id: str | None, as_of: date | None) -> dict[str, Any]:
    """The outlook of every programme, or one, as plain JSON values; missing is null and says why.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    day = as_of or newest_status_date(tracker)
    wanted = [programme_id] if programme_id else [s.programme.id for s in states(tracker, day)]
    made = [found for one in wanted if (found := prospects(tracker, one, day))]
    return {
        "as_of": day.isoformat(),
        "programmes": [_programme(p) for p in made],
        "milestones": [_milestone(p, one) for p in made for one in p.milestones],
    }


def _programme(p: Prospects) -> dict[str, Any]:
    linked, unfinished = p.outlook.coverage
    kept, known = p.kept
    return {
        "id": p.state.programme.id,
        "status_date": p.state.status_date and p.state.status_date.isoformat(),
        "kind": p.state.programme.kind,
        "first": p.first,
        "promises_kept": kept,
        "promises_known": known,
        "linked": linked,
        "unfinished": unfinished,
        "simulation": _simulation(p.outlook),
    }


def _simulation(made: Outlook) -> dict[str, Any] | None:
    runs = made.simulation
    if runs is None:
        return None
    return {
        "seed": runs.seed,
        "iterations": runs.iterations,
        "p80_half_width_days": round(float(runs.convergence["half_width"].iloc[-1]), 2),
        "rests_on": "record" if made.is_own_record else "reference-class",
        "criticality": {str(k): round(float(v), 4) for k, v in runs.criticality.items()},
    }


def _milestone(p: Prospects, one: Prospect) -> dict[str, Any]:
    return {
        "programme": p.state.programme.id,
        "id": one.row["row_id"],
        "name": one.row["name"],
        "promised": _day(one.views["promised"]["p50"]) if not one.views["promised"]["why"] else None,
        **{method: _view(method, one.views[method], p.outlook) for method in SHOWN},
        "gate": _gate(one, p.first),
    }


def _view(method: str, view: Mapping[str, Any], made: Outlook) -> dict[str, Any]:
    if view["why"]:
        return {"why": view["why"]}
    rests: dict[str, Any] = {"outcomes": int(view["outcomes"])} if method == "record" else {}
    if method == "simulated":
        rests = {"record": made.is_own_record}
    chance = None if np.isnan(view["chance"]) else round(float(view["chance"]), 4)
    return {**{name: _day(view[name]) for name in analysis.CHANCES}, "chance": chance, "rests_on": rests}


def _gate(one: Prospect, first: str) -> dict[str, Any] | None:
    if one.gate is None:
        return None
    chance = one.chance(first if first in one.views else "record")
    return {
        "id": one.gate.id,
        "session": one.gate.session,
        "first": one.gate.first and one.gate.first.isoformat(),
        "last": one.gate.last and one.gate.last.isoformat(),
        "chance": None if np.isnan(chance) else round(chance, 4),
        "margin_days": one.margin_days,
        "next": one.after
        and {"id": one.after.gate.id, "first": one.after.first.isoformat(), "last": one.after.last.isoformat()},
    }


def _day(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else day.date().isoformat()
