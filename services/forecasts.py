"""Forecasts from what the store holds: the record of all programmes' promises, and one revision's outlook by it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

import analysis
from analysis import GateAim
from loaders import reference
from loaders.reference import Programme
from schedule import ASSESSED, frame
from services.states import states
from services.tracker import Tracker
from store import Revision

REGULAR = ("na",)
"""Bodies whose sessions are known years ahead, as the law sets when they open; of others only what was held is on record, and a
forecast by that would know what it cannot."""
_GATED = (
    "row_id",
    *(f"{basis}_finish_{part}" for basis in ("baseline", "forecast") for part in ("first", "last", "precision")),
)


@dataclass(frozen=True)
class Record:
    """What all programmes promised and what came of it; row ids as `programme:row`."""

    cases: pd.DataFrame
    """As `analysis.promise_cases` gives them."""
    points: pd.DataFrame
    """As `analysis.promise_trend` gives them."""
    gated: frozenset[str]
    """Row ids of what waits for a session of a `REGULAR` body."""


def record(tracker: Tracker, as_of: date) -> Record:
    """The record as it was known on `as_of`."""
    seen = [s for s in states(tracker, as_of) if s.schedule is not None]
    kinds: dict[str, str] = {}
    gated: set[str] = set()
    parts = [s.points.assign(row_id=f"{s.programme.id}:" + s.points["row_id"]) for s in seen]
    for s in seen:
        assert s.schedule is not None  # chosen above
        rows = s.schedule.rows
        kinds |= dict.fromkeys((f"{s.programme.id}:{row_id}" for row_id in rows["row_id"]), s.programme.kind)
        gated |= {f"{s.programme.id}:{row_id}" for row_id in aims_of(tracker, s.programme, rows)}
    points = pd.concat(parts, ignore_index=True) if parts else analysis.promise_trend(None, {}, frame(ASSESSED, []))
    return Record(analysis.promise_cases(points, kinds), points, frozenset(gated))


def aims_of(tracker: Tracker, programme: Programme, rows: pd.DataFrame) -> dict[str, GateAim]:
    """What each row that waits for a `REGULAR` body aims at."""
    aims = analysis.gate_aims(rows[list(_GATED)], tracker.gates, programme.gates, reference.bodies())
    return {row_id: aim for row_id, aim in aims.items() if aim.tie.body_id in REGULAR}


def forecast(
    tracker: Tracker,
    revision: Revision,
    told: Record,
    *,
    rows: pd.DataFrame | None = None,
    iterations: int = analysis.ITERATIONS,
) -> analysis.Outlook:
    """One revision's outlook on its status date, by what of the record was known then; its `rows` as published where None."""
    programme, day = tracker.programme(revision.programme), revision.status_date
    rows, prefix = tracker.store.schedule(revision.id).rows if rows is None else rows, f"{programme.id}:"
    aims = aims_of(tracker, programme, rows)
    past = analysis.Past(
        analysis.known_on(told.cases, day),
        own_points(told, programme, day),
        [report for report in tracker.status_dates(programme.id) if report <= day],
    )
    return analysis.outlook(
        rows,
        past,
        status_date=day,
        calendar=tracker.calendar_of(programme),
        kind=programme.kind,
        prefix=prefix,
        aims=aims,
        iterations=iterations,
    )


def own_points(told: Record, programme: Programme, day: date) -> pd.DataFrame:
    """A programme's own promises up to a day, its row ids as its workbooks write them."""
    prefix = f"{programme.id}:"
    own = told.points[told.points["row_id"].str.startswith(prefix) & (told.points["said_on"] <= pd.Timestamp(day))]
    return own.assign(row_id=own["row_id"].str.removeprefix(prefix))
