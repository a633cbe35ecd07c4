"""The history of promised dates: how often they moved, how they drew the milestone trend, what must be decided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

LATE_DAYS = 30
"""A promise moved within so many days before its date, or after it, is re-dated late."""
_REPORT = {
    "row_id": "row_id", "forecast_finish_first": "promised_first", "forecast_finish_last": "promised_last",
    "forecast_finish_text": "text",
}  # fmt: skip
_NO_DAYS = pd.Series(dtype="datetime64[ns]")
_TREND = (
    "row_id", "said_on", "promised_first", "promised_last", "text", "promised_text", "said_by", "source_url", "kind",
)  # fmt: skip


def redatings(
    row_ids: pd.Series, promises: pd.DataFrame | None, history: Sequence[tuple[date, pd.DataFrame]] = ()
) -> pd.DataFrame:
    """How often each milestone's promised date moved.

    Args:
        row_ids: The milestones' ids.
        promises: A `PROMISES` frame. Of several promises of one day the one with the later date counts.
        history: (status date, frame with `row_id`, `forecast_finish_last`) of every revision, oldest first; of milestones
            that `promises` names, a forecast counts where it says something new.

    Returns:
        `redatings` (moves of the last promised day) and `late_redatings` (of these, said within 30 days before the date that
        stood, or after it), int, on the index of `row_ids`.

    Source:
        docs/methods/redating.md.
    """
    told = _standing(promises, history)
    before = told.groupby("row_id")["promised_last"].shift()
    told["moved"] = before.notna() & (told["promised_last"] != before)
    told["late"] = told["moved"] & (told["said_on"] >= before - pd.Timedelta(days=LATE_DAYS))
    counts = told.groupby("row_id")[["moved", "late"]].sum()
    return pd.DataFrame(
        {
            name: row_ids.map(counts[column]).fillna(0).astype(int)
            for name, column in (("redatings", "moved"), ("late_redatings", "late"))
        }
    )


def _standing(promises: pd.DataFrame | None, history: Sequence[tuple[date, pd.DataFrame]]) -> pd.DataFrame:
    """Row, day and promised last day, one a row and day, in the order they were said."""
    told = [_reported(promises, history)]
    if promises is not None:
        told.append(promises[["row_id", "said_on", "promised_last"]])
    known = pd.concat(told).dropna(subset=["promised_last"]).sort_values(["said_on", "promised_last"], kind="stable")
    known = known[["row_id", "said_on", "promised_last"]]
    return known.drop_duplicates(["row_id", "said_on"], keep="last").reset_index(drop=True)


def _reported(promises: pd.DataFrame | None, history: Iterable[tuple[date, pd.DataFrame]]) -> pd.DataFrame:
    """The forecasts of the revisions; of milestones that `promises` names, only those that say something new.

    A revision that moves a date is a promise too, whether or not its own list of promises says so.
    """
    told = list(history)
    nothing = {
        "row_id": pd.Series(dtype=str),
        "said_on": _NO_DAYS,
        "promised_first": _NO_DAYS,
        "promised_last": _NO_DAYS,
    }
    every = pd.DataFrame(nothing).assign(text="")
    if told:
        rows = pd.concat([rows for _, rows in told])
        days = np.array([day for day, _ in told], dtype="datetime64[ns]").repeat([len(rows) for _, rows in told])
        every = rows[[name for name in _REPORT if name in rows]].rename(columns=_REPORT).assign(said_on=days)
    every = every[every["promised_last"].notna()].assign(is_report=True)
    if promises is None or every.empty:
        return every.drop(columns="is_report")
    named = promises[["row_id", "said_on", "promised_last"]].dropna(subset=["promised_last"]).assign(is_report=False)
    order = ["said_on", "is_report", "promised_last"]
    both = pd.concat([named, every]).sort_values(order, kind="stable", ignore_index=True)
    stood = both.groupby("row_id")["promised_last"].shift()
    repeats = both["is_report"] & both["row_id"].isin(named["row_id"]) & (both["promised_last"] == stood)
    return both[both["is_report"] & ~repeats].drop(columns="is_report")


def promise_trend(
    promises: pd.DataFrame | None, history: Mapping[date, pd.DataFrame], assessed: pd.DataFrame
) -> pd.DataFrame:
    """The points of the milestone trend picture: what was promised, by the day it was said.

    Args:
        promises: A `PROMISES` frame; every promise is a point, also several of one day.
        history: Status date -> frame with `row_id`, `forecast_finish_first/_last/_text`; of milestones that `promises`
            names, a forecast is a point where it says something new.
        assessed: The `ASSESSED` rows to draw.

    Returns:
        `row_id`, `said_on`, `promised_first`, `promised_last` (datetime64), `text` (as an office wrote it), `promised_text`
        (the speaker's own words), `said_by`, `source_url`, `kind` ("promise", "report" or "actual"), by row and day.
    """
    wanted = set(assessed["row_id"])
    parts = []
    if promises is not None:
        named = promises[promises["row_id"].isin(wanted) & promises["promised_last"].notna()]
        parts.append(named.rename(columns={"office_text": "text"}).assign(kind="promise")[list(_TREND)])
    reports = _reported(promises, history.items())
    reports = reports[reports["row_id"].isin(wanted)]
    told = dict.fromkeys(("promised_text", "said_by", "source_url"), "")
    parts.append(reports.assign(**told, kind="report")[list(_TREND)])
    done = assessed[assessed["actual_finish_last"].notna()]
    actuals = {
        "row_id": done["row_id"],
        "said_on": done["actual_finish_last"],
        "promised_first": done["actual_finish_first"],
        "promised_last": done["actual_finish_last"],
        "text": done["actual_finish_text"],
        **dict.fromkeys(("promised_text", "said_by", "source_url"), ""),
        "kind": "actual",
    }
    parts.append(pd.DataFrame(actuals))
    filled = [part for part in parts if len(part)] or [parts[-1]]
    return (
        pd.concat(filled)[list(_TREND)]
        .sort_values(["row_id", "said_on", "promised_last"], kind="stable")
        .reset_index(drop=True)
    )


def decisions(assessed: pd.DataFrame) -> pd.DataFrame:
    """What needs somebody's decision now: unfinished, and overdue or late.

    Args:
        assessed: An `ASSESSED` frame.

    Returns:
        `row_id` and `needed`, worst first: "new-date" (the promised day has passed and nobody promised again), "explain"
        (re-dated three times or more, and late again), "recover" (late, its date still ahead).
    """
    worst = {"overdue": 0, "severely_late": 1, "late": 2}
    found = assessed[assessed["status"].isin(worst)]
    order = pd.DataFrame({"rank": found["status"].map(worst), "days": -found["variance_original_days"].fillna(0)})
    found = found.loc[order.sort_values(["rank", "days"], kind="stable").index]
    needed = [
        "new-date" if status == "overdue" else "explain" if moves >= 3 else "recover"
        for status, moves in zip(found["status"], found["redatings"], strict=True)
    ]
    return pd.DataFrame({"row_id": found["row_id"].to_numpy(), "needed": needed})
