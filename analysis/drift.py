"""How fast a promised date moves, where that leads, and how a unit's promises were kept."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from statistics import median

import pandas as pd

_Report = tuple[pd.Timestamp, pd.Timestamp]
"""The day of a report and the promise that stood on it."""
LEAST_REPORTS = 3
"""Fewer reports give no rate."""
LAST_REPORTS = 6
"""The rate is of so many last reports: what an office did two years ago says little of next month."""
LEAST_PROMISES = 5
"""A unit with fewer promises come due has no record yet."""


def drifts(points: pd.DataFrame, reports: Iterable[date], as_of: date) -> pd.DataFrame:
    """How fast each unfinished milestone's promise moved over its last reports, and the finish that this leads to.

    Args:
        points: As `promise_trend` returns them.
        reports: Status dates: on each, the promise that stood was said again.
        as_of: The day to look from.

    Returns:
        By `row_id`: `reports` (int), `rate` (days later a calendar day, the median of all pairwise slopes; NaN below three
        reports), `trend_finish` (datetime64; the promise itself where it does not move later; NaT where no rate is known,
        where the promise has passed, or where the line never meets the diagonal) and `converges` (False only there: a rate
        of 1 and more).

    Source:
        docs/methods/milestone-trend.md (Theil 1950, Sen 1968).
    """
    now = pd.Timestamp(as_of)
    done = set(points.loc[points["kind"] == "actual", "row_id"])
    told = points[~points["row_id"].isin(done) & (points["said_on"] <= now)]
    days = sorted({pd.Timestamp(day) for day in reports if day <= as_of})
    promised: dict[str, dict[pd.Timestamp, pd.Timestamp]] = {}
    for row_id, said_on, day in zip(told["row_id"], told["said_on"], told["promised_last"], strict=True):
        promised.setdefault(row_id, {})[said_on] = day
    found = []
    for row_id, own in promised.items():
        told_again = standing(own, days)
        found.append((row_id, len(told_again), *led_to(told_again, now)))
    made = pd.DataFrame(found, columns=["row_id", "reports", "rate", "trend_finish", "converges"])
    return made.astype({"rate": float, "trend_finish": "datetime64[ns]", "converges": bool}).set_index("row_id")


def standing(promised: dict[pd.Timestamp, pd.Timestamp], reports: list[pd.Timestamp]) -> list[_Report]:
    """The promise that stood on each day of a promise and on each report since the first; `promised`: day said -> day promised."""
    first = min(promised)
    stood: list[_Report] = []
    for day in sorted({*promised, *(report for report in reports if report >= first)}):
        stood.append((day, promised[day] if day in promised else stood[-1][1]))
    return stood


def led_to(stood: list[_Report], now: pd.Timestamp) -> tuple[float, pd.Timestamp | None, bool]:
    """Rate, trend finish and whether there is one, of the promises that stood on the last six reports."""
    last = stood[-LAST_REPORTS:]
    if len(last) < LEAST_REPORTS:
        return float("nan"), None, True
    rate = median((later[1] - sooner[1]) / (later[0] - sooner[0]) for sooner, later in combinations(last, 2))
    promised = last[-1][1]
    if promised < now:
        return rate, None, True
    ahead = (promised - now) / pd.Timedelta(days=1)
    left = 1 - max(rate, 0.0)
    if rate >= 1 or ahead > left * (pd.Timestamp.max - now).days:  # never, or beyond any day that can be written
        return rate, None, False
    return rate, (now + pd.Timedelta(days=ahead / left)).normalize(), True


def promise_record(points: pd.DataFrame, units: pd.Series, as_of: date) -> pd.DataFrame:
    """How the promises of each unit were kept.

    A promise counts once its last day has passed, whether or not another took its place since: kept where the milestone was
    finished by that day. Its slip is the days from that day to the actual finish, to `as_of` where there is none yet.

    Args:
        points: As `promise_trend` returns them.
        units: `row_id` -> the unit that answers; rows of none are left out.
        as_of: The day to look from.

    Returns:
        By unit, those with five promises come due or more, the least kept first: `promises`, `is_kept` (int: how many), `share` (0 to 1)
        and `median_slip` (calendar days; of promises unfinished still, the least that it can be).

    Source:
        docs/methods/milestone-trend.md.
    """
    now = pd.Timestamp(as_of)
    finished = points.loc[points["kind"] == "actual", ["row_id", "promised_last"]].rename(
        columns={"promised_last": "until"}
    )
    due = points[(points["kind"] != "actual") & (points["said_on"] <= now) & (points["promised_last"] < now)]
    due = due.drop_duplicates(["row_id", "promised_last"]).merge(finished, on="row_id", how="left")
    due = due.assign(unit=due["row_id"].map(units).fillna(""))
    due = due[due["unit"] != ""]
    due = due.assign(slip=(due["until"].fillna(now) - due["promised_last"]).dt.days)
    due = due.assign(is_kept=due["slip"] <= 0)
    made = due.groupby("unit").agg(
        promises=("is_kept", "size"), is_kept=("is_kept", "sum"), median_slip=("slip", "median")
    )
    made = made[made["promises"] >= LEAST_PROMISES]
    return made.assign(share=made["is_kept"] / made["promises"]).sort_values(
        ["share", "median_slip"], ascending=[True, False]
    )
