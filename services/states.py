"""How each programme stood on a day: its revision, its judged milestones, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

import analysis
from loaders.reference import Programme
from schedule import ASSESSED, FINISHED, Finding, Schedule, frame
from schedule.errors import RevisionNotFound
from services import glance
from services.glance import Glance
from services.judged import Judgement, judgements
from store import Revision

if TYPE_CHECKING:
    from services.tracker import Problem, Tracker

_EMPTY = frame(ASSESSED, [])
_NOTHING = analysis.promise_trend(None, {}, _EMPTY)


@dataclass(frozen=True)
class ProgrammeState:
    """One programme as it stood on `as_of`. What a page does not ask for is not fetched."""

    programme: Programme
    as_of: date
    problem: "Problem | None"
    """Why the workbook that should stand here could not be read."""
    judgement: Judgement | None

    @property
    def revision(self) -> Revision | None:
        """The newest revision that speaks for `as_of` or a day before; None where there is none."""
        return self.judgement.revision if self.judgement else None

    @property
    def status_date(self) -> date | None:
        """The day that the revision speaks for."""
        return self.revision.status_date if self.revision else None

    @property
    def freshness_days(self) -> int | None:
        """Calendar days from the revision's status date to `as_of`."""
        return analysis.freshness_days(self.status_date, self.as_of) if self.status_date else None

    @cached_property
    def glance(self) -> Glance:
        """The counts, and the few rows that the front page shows."""
        return self.judgement.glance if self.judgement else glance.NOTHING

    @property
    def status(self) -> str:
        """The programme's status (see `analysis.programme_status`)."""
        return self.glance.status

    @property
    def completion(self) -> analysis.Completion:
        """Milestones finished of those due."""
        return analysis.Completion(self.done, self.glance.due, self.done / self.glance.due if self.glance.due else None)

    @property
    def reports(self) -> tuple[date, ...]:
        """The status dates up to this one, oldest first."""
        return self.glance.reports

    @property
    def total(self) -> int:
        """How many milestones there are."""
        return self.glance.total

    @property
    def done(self) -> int:
        """How many milestones are finished."""
        return self.count(*FINISHED)

    def count(self, *statuses: str) -> int:
        """How many milestones stand in one of these statuses."""
        return sum(self.glance.counts.get(status, 0) for status in statuses)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """An `ASSESSED` frame, judged at the revision's status date."""
        return self.judgement.milestones if self.judgement else _EMPTY

    @cached_property
    def points(self) -> pd.DataFrame:
        """Every milestone's promises, one a row (see `analysis.promise_trend`)."""
        return self.judgement.points if self.judgement else _NOTHING

    @cached_property
    def schedule(self) -> Schedule | None:
        """The revision's schedule."""
        return self.judgement.schedule if self.judgement else None

    @cached_property
    def rows(self) -> pd.DataFrame | None:
        """The schedule's rows as networks and forecasts take them: what a watcher sent back is not finished."""
        return analysis.as_heard(self.judgement.schedule.rows, self.judgement.heard) if self.judgement else None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the revision's workbook."""
        return self.judgement.findings if self.judgement else ()


def state(tracker: "Tracker", programme_id: str, as_of: date) -> ProgrammeState:
    """The programme as it stood on `as_of`.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    return _states(tracker, [tracker.programme(programme_id)], as_of)[0]


def states(tracker: "Tracker", as_of: date) -> list[ProgrammeState]:
    """Every registered programme as it stood on `as_of`, in the registry's order."""
    return _states(tracker, tracker.programmes, as_of)


def states_of(tracker: "Tracker", programme_ids: Sequence[str], as_of: date) -> list[ProgrammeState]:
    """Some programmes, in the order in which they are named; the failure of `state`."""
    return _states(tracker, [tracker.programme(programme_id) for programme_id in programme_ids], as_of)


def _states(tracker: "Tracker", programmes: Sequence[Programme], as_of: date) -> list[ProgrammeState]:
    judged = judgements(tracker, as_of, programmes)
    return [ProgrammeState(p, as_of, tracker.problem(p.id, as_of), judged.get(p.id)) for p in programmes]


def newest_status_date(tracker: "Tracker") -> date:
    """The newest status date of any programme: what a visitor sees who asks for no day.

    Raises:
        RevisionNotFound: The store holds no revision at all.
    """
    days = tracker.status_dates()
    if not days:
        raise RevisionNotFound(programme="*", wanted="*")
    return days[0]
