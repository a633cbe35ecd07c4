"""What a network is made of: tasks on their working calendars, and the links that hold them."""

from dataclasses import dataclass
from datetime import date
from math import inf

from analysis.gates import GateAim
from schedule import Link, Timeline

FINE = 1e-6
"""Positions closer than this, in days, are the same."""


@dataclass(slots=True)
class Task:
    """One row to be scheduled; numbers are positions and days on its timeline."""

    row_id: str
    timeline: Timeline
    duration: float
    work: float
    """What is still to be worked."""
    floor: float
    """Before this, what is still to be worked cannot start, whatever the links say."""
    is_evening: bool = False
    """Of a point without work: whether it stands at the end of a day, not at the beginning of the next."""
    started: date | None = None
    finished: date | None = None
    limit: float = inf
    """It has to be finished by then."""
    is_broken: bool = False
    """Whether what happened is not what its constraint allows."""
    is_going: bool = False
    """Whether it has started, finished or not, so that its start stands."""
    is_free: bool = False
    """Whether links no longer hold it: it is finished, or goes on out of sequence."""
    es: float = 0.0
    begin: float = 0.0
    """Start of what is still to be worked; `es`, if it has not been started."""
    ef: float = 0.0
    lf: float = inf
    free_float: float = inf
    elapsed: float = 0.0
    """Of work that runs on every day, worked or not: its days; `work` is then the working time in them, from where it begins."""
    aim: GateAim | None = None
    """Of a task that only a session can decide: which one."""
    close: float = inf
    """The end of the session aimed at, else of the one it comes to."""
    ready: float = 0.0
    """Where what is still to be worked could begin if no session had to be waited for."""
    is_ready_at_evening: bool = False
    """Of a point without work: whether it could be decided at the end of a day, not at the beginning of the next."""
    decided: date | None = None
    """The day of the session on which it finishes."""
    latest: date | None = None
    """The last day of the session at whose end it has to finish."""

    @property
    def moment(self) -> float:
        """When it finishes: the day's ordinal and the fraction gone of it, whatever its calendar."""
        return self.timeline.instant(self.ef, is_finish=self.is_at_evening(is_finish=True))

    def start_for(self, finish: float) -> float:
        """Where what is still to be worked begins at the latest, for it to finish at `finish`."""
        if not self.elapsed:
            return finish - self.work
        return self.latest_at(self.timeline.instant(finish, is_finish=False) - self.elapsed, is_finish=False)

    def latest_at(self, instant: float, *, is_finish: bool) -> float:
        """The last position at which its start, or its finish, is no later than an instant."""
        at = self.timeline.position(instant)
        return at - 1 if self.timeline.instant(at, is_finish=is_finish) > instant + FINE else at

    def is_at_evening(self, *, is_finish: bool) -> bool:
        """Whether its finish, or its start, is the end of a day and not the beginning of the next."""
        is_point = self.work < FINE if is_finish else self.ef - self.es < FINE
        return self.is_evening if is_point else is_finish


@dataclass(slots=True)
class Tie:
    """A link between two rows that are scheduled, by their places in the table."""

    before: int
    after: int
    link: Link
    lag: float
    """Days of the timeline of the task after, or elapsed days."""

    def earliest(self, before: Task, after: Task) -> float:
        """Where it lets the start (FS, SS) or the finish (FF, SF) of the task after stand, at the earliest."""
        at = before.ef if self.link.is_from_finish else before.es
        if not self.link.is_elapsed and before.timeline is after.timeline:
            return at + self.lag
        instant = self._instant(before)
        elapsed, worked = (self.lag, 0.0) if self.link.is_elapsed else (0.0, self.lag)
        return after.timeline.position(instant + elapsed) + worked

    def begin(self, before: Task, after: Task) -> float:
        """Where it lets the task after begin."""
        at = self.earliest(before, after)
        return at if self.link.is_to_start else after.start_for(at)

    def latest(self, before: Task, after: Task, at: float) -> float:
        """Where the start or finish of the task before may stand at the latest, for that of the task after to stand at `at`."""
        if self.link.is_elapsed:
            instant = after.timeline.instant(at, is_finish=False) - self.lag
        elif before.timeline is after.timeline:
            return at - self.lag
        else:
            instant = after.timeline.instant(at - self.lag, is_finish=False)
        return before.latest_at(instant, is_finish=self.link.is_from_finish)

    def is_at_evening(self, before: Task, after: Task) -> bool:
        """Of a point that it places: whether that is the end of a day, not the beginning of the next.

        Where days that the point's timeline leaves out have gone by since that evening, it is the beginning of the next.
        """
        if not before.is_at_evening(is_finish=self.link.is_from_finish):
            return False
        if not self.link.is_elapsed and (before.timeline is after.timeline or self.lag > 0):
            return True
        instant = self._instant(before) + (self.lag if self.link.is_elapsed else 0.0)
        return after.timeline.instant(after.timeline.position(instant), is_finish=True) > instant - FINE

    def _instant(self, before: Task) -> float:
        at = before.ef if self.link.is_from_finish else before.es
        return before.timeline.instant(at, is_finish=before.is_at_evening(is_finish=self.link.is_from_finish))
