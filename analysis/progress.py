"""How far the work is against its plan: earned schedule, baseline execution, hit rate, what is left of the float."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from analysis.figures import Figure, NotComputable, Why
from analysis.links import durations
from schedule import FINISHED, Timeline

_FINE = 1e-9
Weights = Literal["given", "duration", "equal"]


@dataclass(frozen=True)
class EarnedSchedule:
    """Earned schedule: when what is earned by now should have been earned. Times in the plan's periods from its start."""

    planned_duration: float
    actual_time: float
    es: float
    """Earned schedule, 0 to `planned_duration`."""
    sv: float
    """SV(t) = ES − AT: **− is late** (Lipke's sign, unlike our slippages)."""
    spi: float
    """SPI(t) = ES/AT: under 1 is late."""
    ieac: Figure
    """IEAC(t) = PD/SPI(t): how long the whole takes at this pace."""


@dataclass(frozen=True)
class Earned:
    """The earned schedule of a table, in calendar days, and what it rests on."""

    figures: EarnedSchedule | NotComputable
    weights: Weights
    weighed: int
    """Rows with a weight of the planner's own."""
    rows: int
    """Rows counted: with a baseline finish, and not passed over in silence by the record."""
    of: int
    """Tasks and milestones of the table."""
    start: date | None = None
    """The plan's first day."""
    finish: date | None = None
    """The last day at this pace, `ieac` from the start; None where that is not computable, or centuries away."""


def earned_schedule(planned: Sequence[float], earned: float, actual_time: float) -> EarnedSchedule | NotComputable:
    """Earned schedule from the cumulative planned value at the end of each period.

    ES = C + (EV − PV_C) / (PV_C+1 − PV_C), C the periods whose planned value is earned. Where nothing was planned for a
    while, every moment of it has earned the same; then ES is the one nearest to the actual time, so that a pause of the
    plan reads neither as ahead nor as behind.

    Args:
        planned: Cumulative planned value, never falling; the last is the whole.
        earned: Earned value by now, in the same unit; more than the whole counts as the whole.
        actual_time: Periods gone by now.

    Source:
        docs/methods/earned-schedule.md.

    Example:
        >>> found = earned_schedule([5, 15, 30, 50, 75, 100], earned=40, actual_time=5)
        >>> found.es, found.sv, found.spi, round(found.ieac, 3)
        (3.5, -1.5, 0.7, 8.571)
        >>> earned_schedule([5, 10], earned=0, actual_time=0).why
        <Why.NOT_BEGUN: 'not-begun'>
    """
    value = np.array([0.0, *planned])
    whole = float(value[-1])
    if len(value) == 1 or whole <= 0:
        return NotComputable(Why.NO_BASELINE, 0, 0)
    if actual_time <= 0:
        return NotComputable(Why.NOT_BEGUN, 0, 0)
    near = _FINE * whole
    duration = int(np.argmax(value >= whole - near))
    if earned >= whole - near:
        es = float(duration)
    else:
        last = int(np.searchsorted(value, earned + near, side="right")) - 1
        first = int(np.searchsorted(value, earned - near, side="left"))
        part = max(earned - value[last], 0.0) / (value[last + 1] - value[last])
        es = min(max(actual_time, float(first)), float(last)) if first <= last else float(last + part)
    spi = es / actual_time
    ieac: Figure = duration / spi if spi > 0 else NotComputable(Why.NOTHING_EARNED, 0, 0)
    return EarnedSchedule(float(duration), actual_time, es, es - actual_time, spi, ieac)


def earned(
    rows: pd.DataFrame, assessed: pd.DataFrame, timeline: Timeline, *, status_date: date, units: Sequence[str] = ()
) -> Earned:
    """The earned schedule of a table at its status date, day by day.

    A row's value is planned evenly from its baseline start to its baseline finish, or on its finish day where nothing tells
    when it starts. It is earned in full when finished, by its percentage until then, and not at all without one. Rows are
    weighed by the planner's weights where every counted row has one; else by durations, where more than half of them take
    time and none is unknown; else equally.

    Args:
        rows: A `ROWS` frame.
        assessed: The `ASSESSED` frame of `rows`, judged at `status_date`.
        timeline: The working calendar, for durations.
        status_date: The last day that counts as gone.
        units: Unit of `duration_days`, one a row; days where there are none.

    Source:
        docs/methods/earned-schedule.md.
    """
    days = durations(rows, timeline, units)
    is_work = rows["kind"].ne("summary").to_numpy()
    work = rows[is_work].reset_index(drop=True).assign(days=np.array(days)[is_work])
    status = assessed["status"]
    counted = work["baseline_finish_last"].notna() & status.ne("no_record")
    done = status[counted].isin(FINISHED).to_numpy()
    work, of = work[counted].reset_index(drop=True), len(work)
    weighed = int(work["weight"].notna().sum())
    name, weight = _weights(work)
    if work.empty:
        return Earned(NotComputable(Why.NO_BASELINE, 0, of), name, weighed, 0, of)
    first, last = _planned_days(work, timeline)
    start = first.min()
    planned = _cumulative(first - start, last - start, weight)
    percent = work["percent_complete"].fillna(0).to_numpy() / 100
    value = float((weight * np.where(done, 1.0, percent)).sum())
    day = min(status_date.toordinal(), _last_actual(assessed[counted])) if done.all() else status_date.toordinal()
    figures = earned_schedule(planned, value, float(day - start + 1))
    if isinstance(figures, NotComputable):
        why = Why.ALL_FINISHED if done.all() else figures.why
        figures = NotComputable(why, int(done.sum()), len(work))
    elif isinstance(figures.ieac, NotComputable):
        figures = replace(figures, ieac=NotComputable(figures.ieac.why, 0, len(work)))
    finish = None if isinstance(figures, NotComputable) else _finish(start, figures.ieac)
    return Earned(figures, name, weighed, len(work), of, date.fromordinal(int(start)), finish)


def _weights(work: pd.DataFrame) -> tuple[Weights, np.ndarray]:
    """The weights that every row has: the planner's, else durations, else all the same."""
    given, days = work["weight"].to_numpy(dtype=float), work["days"].to_numpy(dtype=float)
    if (given >= 0).all() and given.sum() > 0:
        return "given", given
    # a table of milestones with a task or two would else hang on these alone
    if (days >= 0).all() and (days > 0).sum() * 2 > len(days):
        return "duration", days
    return "equal", np.ones(len(work))


def _planned_days(work: pd.DataFrame, timeline: Timeline) -> tuple[np.ndarray, np.ndarray]:
    """The first and last planned day of each row, as ordinals."""
    first, last = [], []
    for row in work.to_dict("records"):
        finish = row["baseline_finish_last"].date()
        start = row["baseline_start_first"] if pd.notna(row["baseline_start_first"]) else row["baseline_start_last"]
        if pd.notna(start):
            begin = start.date()
        else:
            begin = timeline.start_day(timeline.evening(finish) - row["days"]) if row["days"] > 0 else finish
        last.append(finish.toordinal())
        first.append(min((begin or finish).toordinal(), last[-1]))
    return np.array(first), np.array(last)


def _cumulative(first: np.ndarray, last: np.ndarray, weight: np.ndarray) -> list[float]:
    """Planned value at the end of each day from day 0: each row's weight spread evenly over its days."""
    rate = np.zeros(int(last.max()) + 2)
    share = weight / (last - first + 1)
    np.add.at(rate, first, share)
    np.add.at(rate, last + 1, -share)
    value = np.cumsum(np.cumsum(rate)[:-1])
    value[-1] = weight.sum()  # so that rounding never leaves the last day short of the whole
    return [float(v) for v in np.minimum(np.maximum.accumulate(value), weight.sum())]


def _last_actual(assessed: pd.DataFrame) -> int:
    return int(assessed["actual_finish_last"].max().date().toordinal())


def _finish(start: int, ieac: Figure) -> date | None:
    """The last day of work that takes `ieac` days from `start`."""
    if isinstance(ieac, NotComputable) or start + ieac >= date.max.toordinal():
        return None
    return date.fromordinal(int(start)) + timedelta(days=max(int(np.ceil(ieac - 1e-6)) - 1, 0))


@dataclass(frozen=True)
class Share:
    """One count by another: a figure and the two numbers behind it."""

    count: int
    of: int
    value: Figure
    """`count / of`, or why there is none."""


def _share(found: pd.Series, among: pd.Series, why: Why, rows: int) -> Share:
    count, of = int(found.sum()), int(among.sum())
    return Share(count, of, count / of if of else NotComputable(why, 0, rows))


def baseline_execution(assessed: pd.DataFrame, status_date: date) -> Share:
    """BEI: tasks finished / (tasks baselined to finish by the status date + tasks without a baseline finish).

    Milestones and groups are left out: theirs is the milestone completion ratio (`completion`). Over 1: ahead of the plan.

    Args:
        assessed: An `ASSESSED` frame.
        status_date: The day it was judged at.

    Source:
        docs/methods/baseline-execution.md.
    """
    tasks = assessed[assessed["kind"] == "task"]
    due = tasks["baseline_finish_last"].isna() | tasks["baseline_finish_last"].le(pd.Timestamp(status_date))
    if tasks.empty:
        return Share(0, 0, NotComputable(Why.NO_TASKS, 0, len(assessed)))
    return _share(tasks["status"].isin(FINISHED), due, Why.NONE_DUE, len(tasks))


def hit_rate(assessed: pd.DataFrame, status_date: date, since: date | None = None) -> Share:
    """Of the tasks and milestones baselined to finish in a period, the share that finished on or before that day.

    What the record is silent on is not counted; a coarse date is late only where the whole of it is.

    Args:
        assessed: An `ASSESSED` frame.
        status_date: The period's last day, at which it was judged.
        since: The day before the period's first; None: from the beginning.

    Source:
        docs/methods/baseline-execution.md.
    """
    due = due_rows(assessed, status_date, since)
    hit = due & assessed["status"].isin(FINISHED) & ~is_late(assessed)
    return _share(hit, due, Why.NONE_DUE, len(assessed))


def due_rows(assessed: pd.DataFrame, status_date: date, since: date | None = None) -> pd.Series:
    """Which rows of an `ASSESSED` frame were baselined to finish in a period, and are not passed over in silence."""
    last = assessed["baseline_finish_last"]
    after = last.gt(pd.Timestamp(since)) if since else True
    return last.le(pd.Timestamp(status_date)) & after & assessed["status"].ne("no_record")


def is_late(assessed: pd.DataFrame) -> pd.Series:
    """Which rows finish, or would finish, later than the original baseline, whatever their coarse dates mean."""
    return assessed["variance_original_min"].gt(0)


def critical_path_length_index(length: float, total_float: float) -> Figure:
    """CPLI = (CPL + TF)/CPL: how much longer the way to the finish may be than it is.

    Args:
        length: Working days from the status date to the finish, along the critical path.
        total_float: Working days from there to the day it has to be finished; − is behind.

    Source:
        docs/methods/critical-path-length.md.

    Example:
        >>> critical_path_length_index(80, -20)
        0.75
    """
    return (length + total_float) / length if length > 0 else NotComputable(Why.NOTHING_LEFT, 0, 0)


def float_consumption_index(actual_duration: float, total_float: float) -> Figure:
    """TFCI = (AD + CPTF)/AD: under 1, float has been used up faster than time went by.

    Args:
        actual_duration: Working days from the start to the status date.
        total_float: Of the critical path, as for CPLI.

    Source:
        docs/methods/critical-path-length.md.

    Example:
        >>> float_consumption_index(120, -30)
        0.75
    """
    return (
        (actual_duration + total_float) / actual_duration if actual_duration > 0 else NotComputable(Why.NOT_BEGUN, 0, 0)
    )
