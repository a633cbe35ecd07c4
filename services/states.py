"""How each programme stood on a day: its revision, its judged milestones, and what they add up to."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

import analysis
from loaders.reference import Programme
from schedule import ASSESSED, Finding, Schedule, frame
from schedule.errors import RevisionNotFound
from services.tracker import Problem, Tracker
from store import Revision


@dataclass(frozen=True)
class ProgrammeState:
    """One programme as it stood on `as_of`."""

    programme: Programme
    as_of: date
    revision: Revision | None
    """The newest revision that speaks for `as_of` or a day before; None where there is none."""
    problem: Problem | None
    """Why the workbook that should stand here could not be read."""
    schedule: Schedule | None
    milestones: pd.DataFrame
    """An `ASSESSED` frame, judged at the revision's status date."""
    findings: tuple[Finding, ...]
    reports: tuple[date, ...]
    """The status dates up to this one, oldest first."""
    points: pd.DataFrame
    """Every milestone's promises, one a row (see `analysis.promise_trend`)."""
    status: str
    completion: analysis.Completion
    freshness_days: int | None
    """Calendar days from the revision's status date to `as_of`."""

    @property
    def status_date(self) -> date | None:
        """The day that the revision speaks for."""
        return self.revision.status_date if self.revision else None

    def count(self, *statuses: str) -> int:
        """How many milestones stand in one of these statuses."""
        return int(self.milestones["status"].isin(statuses).sum())

    @property
    def done(self) -> int:
        """How many milestones are finished."""
        return self.count("done", "done_late")


def state(tracker: Tracker, programme_id: str, as_of: date) -> ProgrammeState:
    """The programme as it stood on `as_of`.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    programme = tracker.programme(programme_id)
    revision = tracker.store.latest(programme_id, as_of)
    problem = tracker.problem(programme_id, as_of)
    if revision is None:
        empty = frame(ASSESSED, [])
        nothing = analysis.completion(empty, as_of)
        return ProgrammeState(
            programme,
            as_of,
            None,
            problem,
            None,
            empty,
            (),
            (),
            analysis.promise_trend(None, {}, empty),
            "not_assessable",
            nothing,
            None,
        )
    baseline = tracker.store.approved_baseline(programme_id, as_of)
    schedule, findings, reports, points, milestones = _judged(
        tracker, revision.id, baseline.revision_id if baseline else None, tracker.store.version(programme_id)
    )
    return ProgrammeState(
        programme=programme,
        as_of=as_of,
        revision=revision,
        problem=problem,
        schedule=schedule,
        milestones=milestones,
        findings=findings,
        reports=reports,
        points=points,
        status=analysis.programme_status(milestones, programme.key_milestones),
        completion=analysis.completion(milestones, revision.status_date),
        freshness_days=analysis.freshness_days(revision.status_date, as_of),
    )


def states(tracker: Tracker, as_of: date) -> list[ProgrammeState]:
    """Every registered programme as it stood on `as_of`, in the registry's order."""
    return [state(tracker, programme.id, as_of) for programme in tracker.programmes]


def newest_status_date(tracker: Tracker) -> date:
    """The newest status date of any programme: what a visitor sees who asks for no day.

    Raises:
        RevisionNotFound: The store holds no revision at all.
    """
    days = tracker.status_dates()
    if not days:
        raise RevisionNotFound(programme="*", wanted="*")
    return days[0]


@lru_cache(maxsize=256)
def _judged(
    tracker: Tracker, revision_id: str, baseline_id: str | None, version: str
) -> tuple[Schedule, tuple[Finding, ...], tuple[date, ...], pd.DataFrame, pd.DataFrame]:
    """Worked out once a version of the programme: a revision never changes, but a correction may come in before it."""
    store = tracker.store
    revision = store.revision(revision_id)
    previous = store.previous(revision)
    schedule = store.schedule(revision_id)
    moves = store.row_history(revision.programme, until=revision.status_date)
    history = {pd.Timestamp(day).date(): rows for day, rows in moves.groupby("status_date")}
    milestones = analysis.assess(
        schedule.rows,
        status_date=revision.status_date,
        promises=schedule.promises,
        approved=store.schedule(baseline_id).rows if baseline_id else None,
        previous=store.schedule(previous.id).rows if previous else None,
        previous_status_date=previous.status_date if previous else None,
        history=list(history.items()),
        calendar=tracker.calendar,
        edges=analysis.Edges(*tracker.programme(revision.programme).edges),
    )
    points = analysis.promise_trend(schedule.promises, history, milestones)
    return schedule, tuple(store.findings(revision_id)), tuple(history), points, milestones
