"""What the milestones of a programme add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from schedule import FINISHED, STATUSES


@dataclass(frozen=True)
class Completion:
    """The milestone completion ratio and the counts behind it."""

    finished: int
    """Milestones finished."""
    due: int
    """Milestones baselined to finish by the status date."""
    ratio: float | None
    """`finished / due`; None (not computable) where none was due."""


@dataclass(frozen=True)
class Coverage:
    """Share of rows, 0 to 1, that say when, who and what."""

    rows: int
    dates: float
    owner: float
    deliverable: float


def completion(assessed: pd.DataFrame, status_date: date) -> Completion:
    """Milestones finished / milestones baselined to finish by the status date.

    More may be finished than were due: what is done early counts.

    Args:
        assessed: An `ASSESSED` frame.
        status_date: The day it was judged at.

    Source:
        docs/methods/completion.md.
    """
    finished = int(assessed["status"].isin(FINISHED).sum())
    due = int(assessed["baseline_finish_last"].le(pd.Timestamp(status_date)).sum())
    return Completion(finished, due, finished / due if due else None)


ILLUSTRATIVE = ("(minh họa)", "(illustrative)")
"""What the name of a row says that only shows what such a row looks like."""


def illustrative(rows: pd.DataFrame) -> int:
    """How many rows are there to illustrate only, by their own names; any frame with `name`."""
    return sum(any(mark in name.casefold() for mark in ILLUSTRATIVE) for name in rows["name"])


def freshness_days(status_date: date, as_of: date) -> int:
    """Age of a revision: calendar days from the day it speaks for to the day that is looked from."""
    return (as_of - status_date).days


def coverage(rows: pd.DataFrame) -> Coverage:
    """Share of tasks and milestones that have a date, an owner, a deliverable; all 0 where there is no row.

    Args:
        rows: A `ROWS` frame.
    """
    work = rows[rows["kind"] != "summary"]
    if work.empty:
        return Coverage(0, 0.0, 0.0, 0.0)
    dated = work[["baseline_finish_last", "forecast_finish_last", "actual_finish_last"]].notna().any(axis=1)
    return Coverage(
        len(work), float(dated.mean()), float((work["owner"] != "").mean()), float((work["deliverable"] != "").mean())
    )


def programme_status(assessed: pd.DataFrame, key_ids: Sequence[str] = ()) -> str:
    """The programme's status: the worst of its unfinished milestones that can be judged.

    Where all that can be judged is done, the first key milestone decides: "no_record" where nothing is known of it,
    "done_late" where it was late, else "done".

    Args:
        assessed: An `ASSESSED` frame.
        key_ids: Row ids of the programme's key milestones, the decisive one first.
    """
    found = set(assessed["status"])
    unfinished = [
        status for status in STATUSES if status in found and status not in (*FINISHED, "not_assessable", "no_record")
    ]
    if unfinished:
        return unfinished[0]
    if not found & set(FINISHED):
        return "no_record" if "no_record" in found else "not_assessable"
    decisive = assessed[assessed["row_id"].isin(key_ids[:1])]["status"]
    return next((status for status in ("no_record", "done_late") if decisive.eq(status).any()), "done")
