"""How sound a programme's schedule is and how far its work has come: each figure by itself, with its limit and its rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

import analysis
from analysis import Check, Failing, Figure, Logic, NotComputable, Share
from loaders.headings import is_deadline
from loaders.values import duration_units
from schedule import FINISHED, Schedule, Timeline, predecessor_ids
from services.states import ProgrammeState, newest_status_date, state, states
from services.tracker import Tracker

_FINISHES = ("baseline_finish", "forecast_finish")
GOAL = 0.95
"""What the completion ratio, BEI and CPLI are held against."""


@dataclass(frozen=True)
class Measure:
    """One measure of progress, or of what the schedule rests on."""

    name: str
    value: Figure
    goal: float | None = None
    """What it should not be under; None where the measure has no goal."""
    count: int | None = None
    of: int | None = None
    """`value` is `count / of`, where it is a share."""
    failing: tuple[Failing, ...] = ()
    """The rows that keep it from being better."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What else its note says."""

    @property
    def verdict(self) -> analysis.Verdict | None:
        """Whether it keeps to its goal; None where it has none."""
        if isinstance(self.value, NotComputable):
            return "unknown"
        return None if self.goal is None else "pass" if self.value >= self.goal else "flag"


@dataclass(frozen=True)
class Health:
    """One programme's schedule as examined on a day; without measures and checks where it has no revision."""

    state: ProgrammeState
    work: pd.DataFrame
    """The tasks and milestones that failing rows are places in (`Logic.work`)."""
    measures: tuple[Measure, ...] = ()
    checks: tuple[Check, ...] = ()
    earned: analysis.Earned | None = None


def health(tracker: Tracker, programme_id: str, as_of: date | None = None) -> Health:
    """The programme's schedule as it stood on `as_of` (default: the newest status date).

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: No day is asked for, and the store holds no revision at all.
    """
    s = state(tracker, programme_id, as_of or newest_status_date(tracker))
    if s.schedule is None or s.status_date is None:
        return Health(s, pd.DataFrame())
    logic = _logic(tracker, s, s.schedule, s.status_date)
    checks = analysis.health_checks(logic)
    earned = analysis.earned(
        s.schedule.rows, s.milestones, logic.timeline, status_date=s.status_date, units=logic.units
    )
    measures = (*_progress(s, logic, earned, checks), *_grounds(s, logic))
    return Health(s, logic.work, measures, checks, earned)


def all_health(tracker: Tracker, programme_id: str | None, as_of: date | None) -> list[Health]:
    """Every programme's, or one's.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: No day is asked for, and the store holds no revision at all.
    """
    day = as_of or newest_status_date(tracker)
    asked = [programme_id] if programme_id else [s.programme.id for s in states(tracker, day)]
    return [health(tracker, one, day) for one in asked]


def cell(found: Health, failing: Failing) -> str:
    """A1 address of the cell to look at: of the field where the table has it, else of the row's name."""
    assert found.state.schedule is not None  # rows fail only in a schedule
    row, columns = found.work.iloc[failing.place], found.state.schedule.columns
    if failing.field == "finish":
        at = str(found.state.milestones["cell"].iloc[failing.place])
    else:
        at = str(row.get(f"{failing.field}_cell", ""))
    letter = columns.get(failing.field) or columns.get("name", "")
    return at or (f"{letter}{row['row']}" if letter else "")


def _logic(tracker: Tracker, s: ProgrammeState, plan: Schedule, status_date: date) -> Logic:
    rows = plan.rows
    return Logic(
        rows=rows,
        assessed=s.milestones,
        timeline=Timeline(tracker.calendar_of(s.programme), min(analysis.first_day(rows) or status_date, status_date)),
        status_date=status_date,
        units=duration_units(rows["duration_text"].tolist(), plan.fields.get("duration", "")),
        deadlines=[name for name in _FINISHES if is_deadline(plan.fields.get(name, ""))],
        has_constraints="constraint_type" in plan.columns,
        followed=_followed(tracker, s),
    )


def _followed(tracker: Tracker, s: ProgrammeState) -> set[str]:
    """Ids of the programme's rows that rows of other programmes wait for."""
    others = [state(tracker, p.id, s.as_of).schedule for p in tracker.programmes if p.id != s.programme.id]
    named = {
        before for plan in others if plan for said in plan.rows["predecessors"] for before in predecessor_ids(said)
    }
    prefix = f"{s.programme.id}:"
    return {before.removeprefix(prefix) for before in named if before.startswith(prefix)}


def _progress(s: ProgrammeState, logic: Logic, earned: analysis.Earned, checks: tuple[Check, ...]) -> Iterable[Measure]:
    rows, day = s.milestones, logic.status_date
    silent = rows["status"].eq("no_record")
    waiting = _due(rows, day) & ~_is_done(rows)
    behind = _rows(waiting & ~silent, "finish", "unfinished")
    yield from _earned(earned, behind)
    ratio = s.completion.ratio
    share = analysis.NotComputable(analysis.Why.NONE_DUE, 0, len(rows)) if ratio is None else ratio
    yield Measure(
        "completion",
        share,
        GOAL,
        s.completion.finished,
        s.completion.due,
        (*behind, *_rows(waiting & silent, "finish", "silent")),
    )
    bei = checks[13]
    yield Measure("bei", bei.value, GOAL, bei.count, bei.of, bei.failing)
    before = s.reports[-2] if len(s.reports) > 1 else None
    for name, since in (("hit_rate", None), ("hit_rate_period", before)):
        if name == "hit_rate" or since:
            yield _hits(name, rows, analysis.hit_rate(rows, day, since), day, since)
    last = () if logic.no_network else (Failing(int(logic.last.name), "finish", "last"),)
    facts = {} if logic.no_network else {"length": logic.length, "room": logic.total_float}
    yield Measure("cpli", logic.cpli, GOAL, failing=last, facts=facts)
    yield Measure("tfci", logic.tfci, failing=last, facts=facts)


def _earned(earned: analysis.Earned, behind: tuple[Failing, ...]) -> Iterable[Measure]:
    figures = earned.figures
    if isinstance(figures, NotComputable):
        yield from (Measure(name, figures) for name in ("spi_t", "sv_t", "ieac_t"))
        return
    facts = {"es": figures.es, "at": figures.actual_time, "pd": figures.planned_duration, "finish": earned.finish}
    for name, value in (("spi_t", figures.spi), ("sv_t", figures.sv), ("ieac_t", figures.ieac)):
        yield Measure(name, value, failing=behind, facts=facts)


def _hits(name: str, rows: pd.DataFrame, share: Share, day: date, since: date | None) -> Measure:
    due = analysis.due_rows(rows, day, since)
    late = _rows(due & _is_done(rows) & analysis.is_late(rows), "finish", "late", rows["variance_original_days"])
    return Measure(
        name, share.value, None, share.count, share.of,
        (*late, *_rows(due & ~_is_done(rows), "finish", "unfinished")), {"since": since},
    )  # fmt: skip


def _grounds(s: ProgrammeState, logic: Logic) -> Iterable[Measure]:
    """What the figures rest on: the age of the report, and how many rows say when, who and what."""
    assert s.freshness_days is not None  # known of every revision
    yield Measure("freshness", float(s.freshness_days))
    work = logic.work
    dates = [f"{name}_finish_last" for name in ("baseline", "forecast", "actual")]
    found = analysis.coverage(logic.rows)
    lacking = {
        "dates": (work[dates].isna().all(axis=1), "baseline_finish"),
        "owner": (work["owner"].eq(""), "owner"),
        "deliverable": (work["deliverable"].eq(""), "deliverable"),
    }
    for name, (bare, where) in lacking.items():
        value: Figure = getattr(found, name) if found.rows else NotComputable(analysis.Why.NO_ROWS, 0, 0)
        yield Measure(
            f"coverage_{name}", value, None, found.rows - int(bare.sum()), found.rows, _rows(bare, where, "no-value")
        )


def _due(rows: pd.DataFrame, day: date) -> pd.Series:
    return rows["baseline_finish_last"].le(pd.Timestamp(day))


def _is_done(rows: pd.DataFrame) -> pd.Series:
    return rows["status"].isin(FINISHED)


def _rows(found: pd.Series, where: str, what: str, value: pd.Series | None = None) -> tuple[Failing, ...]:
    return tuple(Failing(int(n), where, what, None if value is None else float(value[n])) for n in found.index[found])
