"""When what is unfinished will be done, by several ways side by side, each with what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from analysis.drift import drifts
from analysis.gates import GateAim
from analysis.links import first_day
from analysis.network import Network, network
from analysis.precedents import Known, Spread, average_slip, precedents
from analysis.simulation import ITERATIONS, SEED, Draw, Simulation, even, simulated, stepwise
from schedule import Timeline, WorkCalendar, links_of

METHODS = ("promised", "average", "trend", "network", "simulated", "record")
"""As promised; as promised and the usual slip; the milestone's own trend; the network; the network run many times; the record of
promises like this one."""
CHANCES = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
_READ = ("row_id", "predecessors", "duration_days", "baseline_finish_last", "forecast_finish_last")
LEAST_COVERAGE = 0.95
"""Below this share of unfinished rows with a link the network is not run."""
REFERENCE_CLASS = (1.03, 1.25)
"""What works take of what was planned, where there is no record: non-standard civil engineering, 3 to 25 % longer (Mott MacDonald
for HM Treasury, 2002)."""


@dataclass(frozen=True)
class Past:
    """What was known on the day that the outlook is made."""

    known: Known
    """The promises of all programmes."""
    points: pd.DataFrame
    """The programme's own promises, as `promise_trend` gives them, nothing later than the day."""
    reports: Sequence[date]
    """The programme's status dates."""


@dataclass(frozen=True)
class Reckoning:
    """What the network, the runs and the record say of one programme's unfinished rows."""

    network: Network
    simulation: Simulation | None
    """None where links cover too little."""
    spreads: Mapping[str, Spread]
    """Row id -> what the record says."""
    draws: Mapping[str, Draw]
    """Row id -> what is uncertain of it in the runs."""
    timeline: Timeline
    coverage: tuple[int, int]
    """How many of how many unfinished rows have a link."""

    def chance_by(self, row_id: str, method: str, day: date) -> float:
        """The chance that a row is done by the end of a day, by the record or by the runs; NaN where neither tells."""
        if method == "record" and row_id in self.spreads:
            return self.spreads[row_id].chance_by(day)
        if method == "simulated" and self.simulation and row_id in self.simulation.row_ids:
            return _share_by(self.simulation.of(row_id), day, self.timeline)
        return float("nan")

    def day_of(self, row_id: str, method: str, chance: float) -> date | None:
        """The day by which a row is done with a chance, by the record or by the runs; None where neither tells."""
        if method == "record" and row_id in self.spreads:
            return self.spreads[row_id].day(chance)
        if method == "simulated" and self.simulation and row_id in self.simulation.row_ids:
            return self.timeline.finish_day(float(np.quantile(self.simulation.of(row_id), chance)))
        return None


@dataclass(frozen=True)
class Outlook(Reckoning):
    """One programme's unfinished rows, each by every method."""

    views: pd.DataFrame
    """`row_id`, `method`, `p10`, `p50`, `p80`, `p90` (datetime64), `due` (the session's close for what waits for one, else the last
    day promised), `chance` (to be done by `due`), `why` (why it cannot be told; "" where it can), `outcomes`, one row a row and method."""
    is_own_record: bool
    """Whether the runs rest on the record of promises, rather than on the reference class."""


def outlook(
    rows: pd.DataFrame,
    past: Past,
    *,
    status_date: date,
    calendar: WorkCalendar,
    kind: str = "",
    prefix: str = "",
    aims: Mapping[str, GateAim] | None = None,
    iterations: int = ITERATIONS,
    seed: int = SEED,
    methods: Iterable[str] = METHODS,
) -> Outlook:
    """Forecast every unfinished row.

    Args:
        rows: A `ROWS` frame as of `status_date`.
        past: What was known then.
        status_date: The day to look from.
        calendar: The working calendar of the network.
        kind: Kind of work of the programme, as the cases say it.
        prefix: What stands before the programme's row ids in the cases.
        aims: Row id -> the session that it aims at (see `gate_aims`).
        iterations: Runs of the simulation.
        seed: Of the simulation.
        methods: Those asked for, of `METHODS`.

    Source:
        docs/methods/outlook.md.
    """
    aims, asked = aims or {}, tuple(methods)
    timeline = Timeline(calendar, first_day(rows) or status_date)
    unfinished = unfinished_of(rows, status_date)
    standing = _standing(past.known, prefix)
    spreads = spreads_of(unfinished["row_id"], standing, past.known, kind, status_date)
    made = network(rows, timeline, status_date=status_date, aims=aims)
    coverage = coverage_of(rows, unfinished)
    draws, is_own = draws_of(unfinished, made, spreads, past.known, kind, timeline, status_date)
    runs = (
        simulated(rows, timeline, draws, aims=aims, iterations=iterations, seed=seed, status_date=status_date)
        if "simulated" in asked and is_covered(coverage)
        else None
    )
    seen = _Seen(past, standing, spreads, made, runs, timeline, status_date, kind, aims)
    views = [seen.view(row, method) for row in unfinished.to_dict("records") for method in asked]
    return Outlook(made, runs, spreads, draws, timeline, coverage, _frame(views), is_own)


def _share_by(finishes: np.ndarray, day: date, timeline: Timeline) -> float:
    return float((finishes <= timeline.evening(day) + 1e-3).mean())


def spread_days(spread: Spread) -> dict[str, Any]:
    """The days of `CHANCES`; where the record does not reach so far, the last day that it does reach."""
    last = spread.days[-1].astype(object)
    return {name: spread.day(chance) or last for name, chance in CHANCES.items()}


def unfinished_of(rows: pd.DataFrame, status_date: date) -> pd.DataFrame:
    """What is not done by the status date, as far as forecasts read it."""
    done = rows["actual_finish_last"] <= pd.Timestamp(status_date)
    return rows.loc[~done & (rows["kind"] != "summary"), list(_READ)]


def _standing(known: Known, prefix: str) -> dict[str, tuple[date, date]]:
    """Row id -> when its standing promise was made, and the last day promised."""
    return {
        row_id.removeprefix(prefix): (said, promised)
        for row_id, said, promised in zip(
            known.row_ids, known.said_on.tolist(), known.promised_last.tolist(), strict=True
        )
        if row_id.startswith(prefix)
    }


def spreads_of(
    row_ids: Iterable[str],
    standing: Mapping[str, tuple[date, date]],
    known: Known,
    kind: str,
    day: date,
) -> dict[str, Spread]:
    """What the record says of those rows that have a promise: (the day it was made, the last day promised)."""
    found = {}
    for row_id in row_ids:
        if row_id not in standing:
            continue
        said_on, promised_last = standing[row_id]
        spread = precedents(known, kind=kind, said_on=said_on, promised_last=promised_last, day=day)
        if spread is not None:
            found[row_id] = spread
    return found


def coverage_of(rows: pd.DataFrame, unfinished: pd.DataFrame) -> tuple[int, int]:
    """How many of how many unfinished rows have a link."""
    before = {link.before for text in rows["predecessors"] if text for link in links_of(text)}
    is_linked = (unfinished["predecessors"] != "") | unfinished["row_id"].isin(before)
    return int(is_linked.sum()), len(unfinished)


def is_covered(coverage: tuple[int, int]) -> bool:
    """Whether links cover enough for the network to be run."""
    linked, unfinished = coverage
    return unfinished > 0 and linked >= LEAST_COVERAGE * unfinished


def draws_of(
    unfinished: pd.DataFrame,
    made: Network,
    spreads: Mapping[str, Spread],
    known: Known,
    kind: str,
    timeline: Timeline,
    day: date,
) -> tuple[dict[str, Draw], bool]:
    """What is uncertain of each row: by the record where there is one, else by the reference class."""
    now = timeline.position(day)
    week = timeline.calendar.week / 7
    left = made.tasks.set_index("row_id")
    left = (left["ef"] - left["es"].clip(lower=now)).to_dict()
    is_own = precedents(known, kind=kind, said_on=day, promised_last=day, day=day) is not None
    draws: dict[str, Draw] = {}
    for row in unfinished.to_dict("records"):
        row_id, work = row["row_id"], left.get(row["row_id"], 0.0)
        if work > 0:
            promised = day + timedelta(days=round(work / week))
            like = precedents(known, kind=kind, said_on=day, promised_last=promised, day=day) if is_own else None
            low, high = REFERENCE_CLASS
            draws[row_id] = (
                stepwise(like.chances, (like.days - np.datetime64(day, "D")).astype(float) * week)
                if like
                else even(low * work, high * work)
            )
        elif row_id in spreads:
            spread = spreads[row_id]
            draws[row_id] = stepwise(spread.chances, np.array([timeline.evening(d) for d in spread.days.tolist()]))
        elif not pd.isna(row["forecast_finish_last"]):
            ahead = max(timeline.evening(row["forecast_finish_last"].date()) - now, 0.0)
            draws[row_id] = even(*(now + ahead * share for share in REFERENCE_CLASS))
    return draws, is_own


class _Seen:
    """Everything that a view is read from."""

    def __init__(
        self,
        past: Past,
        standing: Mapping[str, tuple[date, date]],
        spreads: Mapping[str, Spread],
        made: Network,
        runs: Simulation | None,
        timeline: Timeline,
        day: date,
        kind: str,
        aims: Mapping[str, GateAim],
    ) -> None:
        self.standing, self.spreads, self.runs = standing, spreads, runs
        self.timeline, self.day, self.aims = timeline, day, aims
        self.early: dict[Any, pd.Timestamp] = made.tasks.set_index("row_id")["early_finish"].to_dict()
        self.drift: dict[Any, Any] = drifts(past.points, past.reports, day).to_dict("index")
        self.slip = average_slip(past.known, kind)

    def view(self, row: Mapping[Any, Any], method: str) -> dict[str, Any]:
        """One row by one method."""
        row_id = row["row_id"]
        found, why = getattr(self, f"_{method}")(row)
        due = self._due(row_id)
        told: dict[str, Any] = {
            "row_id": row_id,
            "method": method,
            "due": due,
            "chance": np.nan,
            "why": why,
            "outcomes": 0,
        }
        if isinstance(found, Spread):
            told |= spread_days(found)
            told |= {"chance": found.chance_by(due) if due else np.nan, "outcomes": found.outcomes}
        elif isinstance(found, np.ndarray):
            days = {
                name: self.timeline.finish_day(float(np.quantile(found, chance))) for name, chance in CHANCES.items()
            }
            told |= {name: max(day, self.day) if day else None for name, day in days.items()}
            told["chance"] = _share_by(found, due, self.timeline) if due else np.nan
        elif found is not None:
            told |= dict.fromkeys(CHANCES, found)
        return told

    def _due(self, row_id: str) -> date | None:
        aim = self.aims.get(row_id)
        if aim and aim.gate and aim.gate.last:
            return aim.gate.last
        return self.standing[row_id][1] if row_id in self.standing else None

    def _promised(self, row: Mapping[Any, Any]) -> tuple[date | None, str]:
        if row["row_id"] not in self.standing:
            return None, "no-promise"
        return max(self.standing[row["row_id"]][1], self.day), ""

    def _average(self, row: Mapping[Any, Any]) -> tuple[date | None, str]:
        if row["row_id"] not in self.standing:
            return None, "no-promise"
        if self.slip is None:
            return None, "few-outcomes"
        return max(self.standing[row["row_id"]][1] + self.slip, self.day), ""

    def _trend(self, row: Mapping[Any, Any]) -> tuple[date | None, str]:
        drift = self.drift.get(row["row_id"])
        if drift is None:
            return None, "no-promise"
        if pd.isna(drift["rate"]):
            return None, "few-reports"
        if pd.isna(drift["trend_finish"]):
            return None, "passed" if drift["converges"] else "diverges"
        return drift["trend_finish"].date(), ""

    def _network(self, row: Mapping[Any, Any]) -> tuple[date | None, str]:
        early = self.early.get(row["row_id"])
        if early is None or pd.isna(early):
            return None, "in-a-ring"
        if _is_bare(row) and not row["predecessors"]:
            return None, "no-date"
        return early.date(), ""

    def _simulated(self, row: Mapping[Any, Any]) -> tuple[np.ndarray | None, str]:
        if self.runs is None:
            return None, "coverage"
        if self._network(row)[0] is None or row["row_id"] not in self.runs.row_ids:
            return None, self._network(row)[1] or "in-a-ring"
        finishes = self.runs.of(row["row_id"])
        if _is_bare(row) and np.ptp(finishes) == 0:  # its earliest day in every run: what it waited for is done
            return None, "no-duration"
        return finishes, ""

    def _record(self, row: Mapping[Any, Any]) -> tuple[Spread | None, str]:
        if row["row_id"] not in self.standing:
            return None, "no-promise"
        spread = self.spreads.get(row["row_id"])
        return spread, "" if spread else "few-outcomes"


def _is_bare(row: Mapping[Any, Any]) -> bool:
    """Whether nothing says when it will be done, nor how long it takes."""
    is_dated = not (pd.isna(row["forecast_finish_last"]) and pd.isna(row["baseline_finish_last"]))
    return not is_dated and not row["duration_days"] > 0


def _frame(views: list[dict[str, Any]]) -> pd.DataFrame:
    names = ["row_id", "method", *CHANCES, "due", "chance", "why", "outcomes"]
    days = dict.fromkeys((*CHANCES, "due"), "datetime64[ns]")
    return pd.DataFrame(views, columns=names).astype(days | {"chance": float})
