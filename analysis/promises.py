"""The history of promised dates: how often they moved, how they drew the milestone trend, what must be decided."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

LATE_DAYS = 30
"""A promise moved within so many days before its date, or after it, is re-dated late."""
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
        history: (status date, frame with `row_id`, `forecast_finish_last`) of every revision, oldest first; it speaks for the
            milestones that `promises` does not name.

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
    named = promises[["row_id", "said_on", "promised_last"]] if promises is not None else None
    reports = [
        rows[["row_id", "forecast_finish_last"]]
        .set_axis(["row_id", "promised_last"], axis=1)
        .assign(said_on=pd.Timestamp(day))
        for day, rows in history
    ]
    told = [named] if named is not None else []
    if reports:
        reported = pd.concat(reports)
        told.append(reported if named is None else reported[~reported["row_id"].isin(named["row_id"])])
    if not told:
        return pd.DataFrame(
            {"row_id": pd.Series(dtype=str), "said_on": pd.Series(dtype="datetime64[ns]"),
             "promised_last": pd.Series(dtype="datetime64[ns]")}
        )  # fmt: skip
    known = pd.concat(told).dropna(subset=["promised_last"]).sort_values(["said_on", "promised_last"], kind="stable")
    return known.drop_duplicates(["row_id", "said_on"], keep="last").reset_index(drop=True)


def promise_trend(
    promises: pd.DataFrame | None, history: Mapping[date, pd.DataFrame], assessed: pd.DataFrame
) -> pd.DataFrame:
    """The points of the milestone trend picture: what was promised, by the day it was said.

    Args:
        promises: A `PROMISES` frame; every promise is a point, also several of one day.
        history: Status date -> frame with `row_id`, `forecast_finish_first/_last/_text`; the points of the milestones that
            `promises` does not name.
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
        wanted -= set(named["row_id"])
    for day, rows in history.items() if wanted else ():
        stood = rows[rows["row_id"].isin(wanted) & rows["forecast_finish_last"].notna()]
        parts.append(
            pd.DataFrame(
                {
                    "row_id": stood["row_id"],
                    "said_on": pd.Timestamp(day),
                    "promised_first": stood["forecast_finish_first"],
                    "promised_last": stood["forecast_finish_last"],
                    "text": stood["forecast_finish_text"],
                    **dict.fromkeys(("promised_text", "said_by", "source_url"), ""),
                    "kind": "report",
                }
            )
        )
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
    return pd.concat(filled)[list(_TREND)].sort_values(["row_id", "said_on", "promised_last"], kind="stable").reset_index(drop=True)


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
