"""What became of promises like this one: the record of promises as a distribution of the day of finish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

OFFSET_DAYS = 60
"""Added to what was promised and to what it took, so that a promise of a week is not judged by its few days."""
LIKE_HORIZON = 2.0
"""A promise for a time so many times as long or as short counts exp(-1/2) as much."""
HALF_LIFE_DAYS = 730
"""A promise counts half after so many days."""
OTHER_KIND = 0.5
"""What a promise of the other kind counts: of works for an act, of an act for works."""
LEAST_OUTCOMES = 10
"""Fewer promises of which the outcome is known are no record yet."""
_CASES = {"row_id": str, "kind": str, "said_on": "datetime64[ns]", "promised_last": "datetime64[ns]"}


@dataclass(frozen=True)
class Spread:
    """A distribution of the day of finish, as steps: the chance to be done by the end of each day."""

    days: np.ndarray
    """datetime64[D], ascending."""
    chances: np.ndarray
    """Cumulative, 0 to 1; the last is under 1 where more of the promises behind it are open still than that."""
    outcomes: int
    """Promises of which the outcome is known, behind it."""
    milestones: int
    """Milestones that they are of."""

    def day(self, chance: float) -> date | None:
        """The day by which it is done with this chance; None where the record does not reach so far."""
        place = int(np.searchsorted(self.chances, chance - 1e-9))
        return self.days[place].astype(object) if place < len(self.days) else None

    def chance_by(self, day: date) -> float:
        """The chance to be done by the end of a day."""
        place = int(np.searchsorted(self.days, np.datetime64(day, "D"), side="right"))
        return float(self.chances[place - 1]) if place else 0.0


def promise_cases(points: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Each promise with what became of its milestone.

    Args:
        points: As `promise_trend` returns them; row ids told apart over all programmes.
        kinds: Row id -> what kind of work it is ("acts", "works"); rows of none count as of a kind of their own.

    Returns:
        `row_id`, `kind`, `said_on`, `promised_last`, `ended_on` (datetime64; the day by which it is known to be done; NaT where
        it is not) and `is_by` (bool: the day itself is not known), one row a promise made before the end, by the day it was said.
    """
    is_end = points["kind"] == "actual"
    ends = points[is_end].drop_duplicates("row_id").set_index("row_id")
    told = points.loc[~is_end & points["promised_last"].notna(), ["row_id", "said_on", "promised_last"]]
    made = told.assign(
        kind=told["row_id"].map(kinds).fillna(""),
        ended_on=ends["promised_last"].reindex(told["row_id"]).to_numpy("datetime64[ns]"),
        is_by=told["row_id"].isin(ends.index[ends["promised_first"].isna()]),
    ).astype(_CASES)
    made = made[made["ended_on"].isna() | (made["said_on"] < made["ended_on"])]
    return made.sort_values(["said_on", "row_id", "promised_last"], kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Known:
    """Promises and outcomes as they were known at the end of a day, one a promise, by the day it was said."""

    day: np.datetime64
    row_ids: np.ndarray
    kinds: np.ndarray
    said_on: np.ndarray
    promised_last: np.ndarray
    ended_on: np.ndarray
    """NaT where the milestone was not known to be done."""
    open_on: np.ndarray
    """The day of the milestone's last promise: until then it is known to have been open, not longer; that nobody told its end
    says nothing."""
    among: np.ndarray
    """How many promises of its milestone there are."""


def known_on(cases: pd.DataFrame, day: date) -> Known:
    """The cases as they were known at the end of a day: nothing that was said or done later."""
    now = np.datetime64(day, "D")
    told = cases.iloc[: int(cases["said_on"].searchsorted(pd.Timestamp(day), side="right"))]
    said, ended = _days(told["said_on"]), _days(told["ended_on"])
    codes, row_ids = pd.factorize(told["row_id"])
    last = np.full(len(row_ids), np.datetime64(0, "D"))
    np.maximum.at(last, codes, said)
    return Known(
        now,
        told["row_id"].to_numpy(object),
        told["kind"].to_numpy(object),
        said,
        _days(told["promised_last"]),
        np.where(ended <= now, ended, np.datetime64("NaT", "D")),
        last[codes],
        np.bincount(codes, minlength=len(row_ids))[codes],
    )


def precedents(known: Known, *, kind: str, said_on: date, promised_last: date, day: date) -> Spread | None:
    """When a milestone that is open on `day` will be done, by what became of promises like its own.

    The stretch of a promise is (days it took + 60) / (days promised + 60), both from the day it was said. Stretches are weighed
    by likeness (how long a time was promised, how long ago, of which kind; a milestone's promises count together as one) and
    make a Kaplan-Meier curve, where a promise of a milestone still open says only "at least so much".

    Args:
        known: As `known_on` gives it for `day`.
        kind: Kind of work of the milestone.
        said_on: When its standing promise was made.
        promised_last: The last day promised.
        day: The day to look from; the milestone is open then.

    Returns:
        The distribution; None below ten known outcomes, or where none of them took as long as this one has by now.

    Source:
        docs/methods/outlook.md (Kaplan and Meier 1958).

    Example:
        Ten promises of 40 days, five kept to the day and five late by 100 days:

        >>> told = pd.DataFrame({"row_id": [f"M{n}" for n in range(10)], "kind": "works",
        ...     "said_on": pd.Timestamp("2024-01-01"), "promised_last": pd.Timestamp("2024-02-10"), "is_by": False,
        ...     "ended_on": pd.to_datetime(["2024-02-10"] * 5 + ["2024-05-20"] * 5)})
        >>> known = known_on(told, date(2024, 6, 1))
        >>> found = precedents(known, kind="works", said_on=date(2024, 6, 1), promised_last=date(2024, 7, 11), day=date(2024, 6, 1))
        >>> found.day(0.5), found.day(0.8), round(found.chance_by(date(2024, 7, 11)), 2)
        (datetime.date(2024, 7, 11), datetime.date(2024, 10, 19), 0.5)
    """
    said, now = np.datetime64(said_on, "D"), np.datetime64(day, "D")
    is_ended = ~np.isnat(known.ended_on)
    if is_ended.sum() < LEAST_OUTCOMES:
        return None
    until = np.where(is_ended, known.ended_on, known.open_on)
    asked = np.maximum(_between(known.said_on, known.promised_last), 0) + OFFSET_DAYS
    own = max(_between(said, np.datetime64(promised_last, "D")), 0) + OFFSET_DAYS
    weight = _likeness(known, asked, own, kind)
    stretch, chance = _kaplan_meier((_between(known.said_on, until) + OFFSET_DAYS) / asked, is_ended, weight)
    days = stretch * own - OFFSET_DAYS
    is_ahead = days > _between(said, now)
    gone = float(chance[~is_ahead][-1]) if (~is_ahead).any() else 0.0
    if not is_ahead.any() or gone > 1 - 1e-9:
        return None
    return Spread(
        said + np.round(days[is_ahead]).astype("timedelta64[D]"),
        (chance[is_ahead] - gone) / (1 - gone),
        int(is_ended.sum()),
        len(set(known.row_ids[is_ended])),
    )


def _likeness(known: Known, asked: np.ndarray, own: float, kind: str) -> np.ndarray:
    """What each promise counts: by time promised, by age, by kind, the promises of one milestone as one."""
    apart = np.log(asked / own) / np.log(LIKE_HORIZON)
    same = np.where(known.kinds == kind, 1.0, OTHER_KIND)
    age = _between(known.said_on, known.day)
    return np.exp(-(apart**2) / 2) * 0.5 ** (age / HALF_LIFE_DAYS) * same / known.among


def _kaplan_meier(times: np.ndarray, is_event: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The times of events and the chance that it has happened by then; of equal times, events go before open ones."""
    order = np.lexsort((~is_event, times))
    times, is_event, weight = times[order], is_event[order], weight[order]
    at_risk = weight[::-1].cumsum()[::-1]
    open_still = np.cumprod(np.where(is_event, 1 - weight / at_risk, 1.0))
    return times[is_event], 1 - open_still[is_event]


def average_slip(known: Known, kind: str) -> timedelta | None:
    """The median slip of the promises whose outcome is known, of one kind; None where there is none."""
    is_own = ~np.isnat(known.ended_on) & (known.kinds == kind)
    slips = _between(known.promised_last[is_own], known.ended_on[is_own])
    return timedelta(days=float(np.median(slips))) if len(slips) else None


def count_kept(known: Known, kind: str) -> tuple[int, int]:
    """How many promises of one kind were kept, of how many whose outcome is known."""
    is_own = ~np.isnat(known.ended_on) & (known.kinds == kind)
    return int((known.ended_on <= known.promised_last)[is_own].sum()), int(is_own.sum())


def share_kept(known: Known, kind: str) -> float:
    """The share kept of the promises whose outcome is known, of one kind; NaN where there is none."""
    kept, outcomes = count_kept(known, kind)
    return kept / outcomes if outcomes else np.nan


def _days(column: pd.Series) -> np.ndarray:
    return column.to_numpy("datetime64[D]")


def _between(earlier: Any, later: Any) -> Any:
    """Days from one to the other, as numbers."""
    return (later - earlier) / np.timedelta64(1, "D")
