"""The back-test on the tracker's own record: at every promise and every status date, each method against what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

import analysis
from services.forecasts import Record, forecast, record
from services.states import newest_status_date
from services.tracker import Tracker

RUNS = 1000
"""Runs of each of the many simulations; P80 is then good to a few days, as the milestones' own bands are not."""


@dataclass(frozen=True)
class Backtest:
    """How right each method was; see `analysis.scores` for the columns."""

    at_promises: pd.DataFrame
    """At each promise, on the day it was made."""
    at_reports: pd.DataFrame
    """At each status date, every milestone open then that had been promised."""


def backtest(tracker: Tracker) -> Backtest:
    """Score every method on all that the store holds; worked out once a version of the store."""
    return _backtest(tracker, str(tracker.store.version()))


@lru_cache(maxsize=4)
def _backtest(tracker: Tracker, version: str) -> Backtest:
    told = record(tracker, newest_status_date(tracker))
    at_promises = analysis.at_promises(told.cases, told.points, tracker.status_dates())
    return Backtest(analysis.scores(at_promises, told.gated), analysis.scores(_at_reports(tracker, told), told.gated))


def _at_reports(tracker: Tracker, told: Record) -> pd.DataFrame:
    """What each revision would have forecast on its status date, with what happened."""
    cases = analysis.with_outcome(told.cases)
    found: list[dict[str, Any]] = []
    newest = {(revision.programme, revision.status_date): revision for revision in tracker.store.revisions()}
    for revision in newest.values():
        made = forecast(tracker, revision, told, iterations=RUNS)
        prefix = f"{revision.programme}:"
        day = pd.Timestamp(revision.status_date)
        standing = cases[cases["row_id"].str.startswith(prefix) & (cases["said_on"] <= day)]
        standing = standing[standing["ended_on"].isna() | (standing["ended_on"] > day)]
        latest: Mapping[Any, Any] = standing.drop_duplicates("row_id", keep="last").set_index("row_id").to_dict("index")
        found += _outcomes(made.views, latest, prefix, day)
    return analysis.forecast_frame(found)


def _outcomes(
    views: pd.DataFrame, latest: Mapping[Any, Any], prefix: str, day: pd.Timestamp
) -> Sequence[dict[str, Any]]:
    records = views.to_dict("records")
    return [
        {**view, **latest[key], "row_id": key, "day": day}
        for view in records
        if (key := prefix + view["row_id"]) in latest
    ]
