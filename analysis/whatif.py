"""What if: the same rows with a date or a duration moved, days added, or a link dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from schedule import links_of
from schedule.errors import TaskUnknown


@dataclass(frozen=True)
class Change:
    """One thing that could be otherwise of one row; None leaves it as it is."""

    row_id: str
    finish: date | None = None
    """Its forecast finish."""
    duration_days: float | None = None
    """How long it takes, in days of its column."""
    added_days: float = 0.0
    """Added to its duration, or to the date of what has none; taken off with more people at work."""
    without: str = ""
    """Row id of what it no longer waits for."""


def what_if(rows: pd.DataFrame, changes: Sequence[Change]) -> pd.DataFrame:
    """The rows as they would be; those given stay as they are.

    A finish is moved with the row's own start, if it has one, so that it takes as long as before.

    Args:
        rows: A `ROWS` frame.
        changes: Applied in order.

    Raises:
        TaskUnknown: No row has the id that a change names, or waits for what it says is dropped.
    """
    made = rows.copy()
    places = {row_id: n for n, row_id in zip(made.index, made["row_id"], strict=True)}
    for change in changes:
        if change.row_id not in places:
            raise TaskUnknown(task=change.row_id)
        _apply(made, places[change.row_id], change)
    return made


def _apply(made: pd.DataFrame, n: int, change: Change) -> None:
    if change.finish is not None:
        _move(made, n, pd.Timestamp(change.finish))
    if change.duration_days is not None:
        made.at[n, "duration_days"] = change.duration_days
    if change.added_days and made.at[n, "duration_days"] > 0:
        made.at[n, "duration_days"] = max(made.at[n, "duration_days"] + change.added_days, 0.0)
    elif change.added_days and not pd.isna(made.at[n, "forecast_finish_last"]):
        _move(made, n, made.at[n, "forecast_finish_last"] + pd.Timedelta(change.added_days, "D"))
    if change.without:
        links = [text for text in made.at[n, "predecessors"].split(";") if text.strip()]
        left = [text for text in links if change.without not in {link.before for link in links_of(text)}]
        if len(left) == len(links):
            raise TaskUnknown(task=change.without)
        made.at[n, "predecessors"] = ";".join(left)


def _move(made: pd.DataFrame, n: int, finish: pd.Timestamp) -> None:
    moved = finish - made.at[n, "forecast_finish_last"]
    for part in ("first", "last"):
        made.at[n, f"forecast_finish_{part}"] = finish
        if not pd.isna(moved):
            made.at[n, f"forecast_start_{part}"] += moved
    made.at[n, "forecast_finish_precision"], made.at[n, "forecast_finish_side"] = "day", "on"
