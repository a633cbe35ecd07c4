"""What if: the same rows with dates or durations moved, days added, links dropped; and what becomes of them then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.gates import GateAim
from analysis.network import network
from analysis.outlook import Reckoning, coverage_of, draws_of, spreads_of, unfinished_of
from analysis.precedents import Known
from analysis.simulation import SEED, simulated
from schedule import links_of
from schedule.errors import TaskUnknown

TRIAL_RUNS = 1000
"""Runs of a trial: a tenth of the forecast's, so that it answers at once; a chance is then good to 3 percentage points."""


@dataclass(frozen=True)
class Change:
    """One thing that could be otherwise of one row; None leaves it as it is."""

    row_id: str
    finish: date | None = None
    """Its forecast finish."""
    duration_days: float | None = None
    """How long it takes, in days of its column."""
    added_days: float = 0.0
    """Added to its duration, in days of its column; of what has none, calendar days added to its date; of what has neither, how long
    it takes. Taken off with more people at work."""
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
    elif (
        change.added_days
        and (stood := made.loc[n, [f"{b}_finish_last" for b in ("forecast", "baseline")]].dropna()).size
    ):
        _move(made, n, stood.iloc[0] + pd.Timedelta(change.added_days, "D"))
    elif change.added_days > 0:
        made.at[n, "duration_days"] = change.added_days
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


def tried(
    standing: Reckoning,
    rows: pd.DataFrame,
    changes: Sequence[Change],
    *,
    status_date: date,
    known: Known,
    kind: str,
    aims: Mapping[str, GateAim],
    runs: int = TRIAL_RUNS,
    seed: int = SEED,
) -> Reckoning:
    """What would become of the rows: the network's passes anew, and fewer runs with the very numbers that the rows as they stand draw.

    Tried without changes, the rows as they stand, by the same runs: what a trial is to be held against. A row whose date is moved
    counts as promised anew on `status_date`; it waits for the session open then, not for the one promised before. Where links cover
    enough for runs as the rows stand, dropping one on purpose does not end them.

    Args:
        standing: What was reckoned of `rows`; what is uncertain of rows that nobody changes is taken from there.
        rows: A `ROWS` frame as of `status_date`.
        changes: Applied in order.
        status_date: The day to look from.
        known: The promises of all programmes known then.
        kind: Kind of work of the programme.
        aims: Row id -> the session that it aims at.
        runs: How many runs.
        seed: The same seed gives the same runs.

    Raises:
        TaskUnknown: No row has the id that a change names, or waits for what it says is dropped.
    """
    made = what_if(rows, changes)
    moved = {change.row_id for change in changes if change.finish or change.added_days}
    promised = made[made["row_id"].isin(moved) & made["forecast_finish_last"].notna()]
    anew = {
        row_id: (status_date, day.date())
        for row_id, day in zip(promised["row_id"], promised["forecast_finish_last"], strict=True)
    }
    aims = {row_id: replace(aim, gate=None) if row_id in anew else aim for row_id, aim in aims.items()}
    unfinished = unfinished_of(made, status_date)
    reckoned = network(made, standing.timeline, status_date=status_date, aims=aims)
    spreads = {**standing.spreads, **spreads_of(anew, anew, known, kind, status_date)}
    changed = unfinished[unfinished["row_id"].isin({change.row_id for change in changes})]
    own, _ = draws_of(changed, reckoned, spreads, known, kind, standing.timeline, status_date)
    draws = {**standing.draws, **own}
    asked = {"aims": aims, "iterations": runs, "seed": seed, "status_date": status_date}
    simulation = simulated(made, standing.timeline, draws, **asked) if standing.simulation else None  # type: ignore[arg-type]
    return Reckoning(reckoned, simulation, spreads, draws, standing.timeline, coverage_of(made, unfinished))
