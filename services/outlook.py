"""When what is unfinished will be done, whether it makes its session, and what that rests on: for the pages and the terminal."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis import GateAim, Outlook
from loaders import reference
from schedule import Gate, predecessor_ids
from services.across import across
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
    """Method -> its row of `analysis.Outlook.views`; the network's dates are those of all programmes and bodies together."""
    promised: date | None
    session: analysis.Window | None
    """The session aimed at or, where that has closed, the next one; over the break between its parts."""
    after: analysis.Window | None
    """The session after that."""
    session_chances: Mapping[str, float]
    """Method -> the chance to be done before the session closes; NaN where it cannot be told."""
    margin_days: int | None
    """Days from readiness, by the network, to the close of that session."""
    step: analysis.Step | None
    """What has to be done next before that session opens."""
    waits_for: tuple[str, ...]
    """Names of what it waits for and is not finished."""

    def chance(self, method: str) -> float:
        """The chance to be done by its due day by one method; NaN where it cannot be told."""
        return float(self.views[method]["chance"])


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
    if s.revision is None or s.rows is None:
        return None
    told = known_record(tracker, as_of)
    made = forecast(tracker, s.revision, told, rows=s.rows)
    aims = aims_of(tracker, s.programme, s.rows)
    together = across(tracker, as_of, [programme_id]).network
    early = together.tasks.set_index("row_id")["early_finish"]
    views = {row_id: own.set_index("method").to_dict("index") for row_id, own in made.views.groupby("row_id")}
    for row_id, own in views.items():
        day = early.get(f"{programme_id}:{row_id}")
        if not own["network"]["why"] and not pd.isna(day):
            own["network"] |= dict.fromkeys(analysis.CHANCES, day)
    names = s.milestones.set_index("row_id")["name"].to_dict()
    open_ids = set(views)
    found = [
        _prospect(tracker, s, row, views[row["row_id"]], aims.get(row["row_id"]), made, together, names, open_ids)
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
    together: analysis.Network,
    names: Mapping[str, str],
    open_ids: Collection[str],
) -> Prospect:
    row_id, promised, ready = (
        row["row_id"],
        views["promised"]["due"],
        together.ready.get(f"{s.programme.id}:{row['row_id']}"),
    )
    session, after = _sessions(aim, s.as_of)
    step = None
    if aim and session:
        due = analysis.steps(session.gate, aim.tie.subject, reference.lead_times(), tracker.calendar)
        step = next((one for one in due if one.due >= s.as_of), None)
    return Prospect(
        row,
        views,
        None if pd.isna(promised) else promised.date(),
        session,
        after,
        {method: made.chance_by(row_id, method, session.last) for method in SHOWN} if session else {},
        analysis.gate_margin(ready, session) if ready and session else None,
        step,
        tuple(names[one] for one in predecessor_ids(row["predecessors"]) if one in open_ids and one in names),
    )


def _sessions(aim: GateAim | None, day: date) -> tuple[analysis.Window | None, analysis.Window | None]:
    """The session aimed at, or the next one where that has closed; and the one after it."""
    gates: Mapping[str, Gate] = {window.gate.id: window.gate for window in aim.windows} if aim else {}
    ahead = [whole for gate in gates.values() if (whole := analysis.whole(gate)) and whole.last >= day]
    return (*ahead[:2], None, None)[0], (*ahead[:2], None, None)[1]


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
        "gate": _gate(one),
    }


def _view(method: str, view: Mapping[str, Any], made: Outlook) -> dict[str, Any]:
    if view["why"]:
        return {"why": view["why"]}
    rests: dict[str, Any] = {"outcomes": int(view["outcomes"])} if method == "record" else {}
    if method == "simulated":
        rests = {"record": made.is_own_record}
    chance = None if np.isnan(view["chance"]) else round(float(view["chance"]), 4)
    return {**{name: _day(view[name]) for name in analysis.CHANCES}, "chance": chance, "rests_on": rests}


def _gate(one: Prospect) -> dict[str, Any] | None:
    if one.session is None:
        return None
    told = {method: None if np.isnan(chance) else round(chance, 4) for method, chance in one.session_chances.items()}
    return {
        "id": one.session.gate.id,
        "session": one.session.gate.session,
        "first": one.session.first.isoformat(),
        "last": one.session.last.isoformat(),
        "chance": told["record"] if told["record"] is not None else told["simulated"],
        "chances": {method: chance for method, chance in told.items() if chance is not None},
        "margin_days": one.margin_days,
        "next": one.after
        and {"id": one.after.gate.id, "first": one.after.first.isoformat(), "last": one.after.last.isoformat()},
    }


def _day(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else day.date().isoformat()
