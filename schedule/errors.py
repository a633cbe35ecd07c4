"""Failures that stop the work, on one tree.

TrackerError                 catching this catches all that is raised on purpose
├ LoadError                  the bytes cannot become a schedule
│  ├ WorkbookUnreadable      not a workbook, encrypted, truncated, too large     .reason
│  ├ WorkbookUnmarkable      neither xlsx nor xlsm, so no marked copy can be made
│  └ SheetNotFound           the sheet asked for is not there                     .sheet, .sheets
├ ScheduleError
│  ├ ProgrammeUnknown        no programme of that id                              .programme, .known
│  ├ UnitUnknown             no row is led by that unit                           .unit, .known
│  ├ TaskUnknown             no row of the table has that id                      .task
│  ├ DateUnreadable          an asked-for date is no date                         .text
│  ├ ComparisonBackwards     the day compared with is not the earlier one         .compare, .day
│  └ CalendarGap             a day outside the years that the calendar covers     .day, .first, .last
├ StoreError
│  ├ RevisionNotFound        .programme, .wanted
│  ├ EventNotFound           nothing of that number was said about a row          .event
│  ├ ScenarioNotFound        no scenario of that number                           .scenario
│  ├ DraftNotFound           .draft
│  ├ DraftClosed             published or discarded already                       .draft, .state
│  ├ StaleBase               another revision was published since                 .programme, .base, .current
│  └ StoreUnavailable        the database does not answer                         .reason
├ AnswerIncomplete           a question, an answer or a return says too little    .reason
├ ScenarioIncomplete         a scenario without a name or without a change        .reason
├ LinkUnknown                a feed's link that was never given, or was altered
├ LinkExpired                a feed's link whose last day is over
├ LinksUnavailable           the key that signs links cannot be used             .reason
├ MailUnconfigured           the environment does not say how letters go out      .names
├ MailUnsent                 a letter did not go out                              .address, .reason
├ PublishingBlocked          findings stop it                                     .draft, .codes
├ CodeUnknown                no finding has that code                             .unknown, .known
├ RegistryError              data/ itself is wrong                                .path, .reason
└ AccessDenied               .action

Each failure's sentence stands in the catalogues as `error.<code>`, filled with its `facts`; the facts are attributes too.
"""

from datetime import date
from typing import Any


class TrackerError(Exception):
    """All failures raised on purpose."""

    code = "tracker"

    def __init__(self, **facts: object) -> None:
        """Keep the facts: as a mapping for the sentence, as attributes for the code."""
        super().__init__(f"{self.code}: " + ", ".join(f"{k}={v}" for k, v in facts.items()))
        self.facts = {k: str(v) for k, v in facts.items()}
        self.__dict__.update(facts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Failures cross from one process to another by their facts."""
        return _again, (type(self), self.facts)


def _again(kind: type["TrackerError"], facts: dict[str, str]) -> "TrackerError":
    return kind(**facts)


class LoadError(TrackerError):
    """The bytes cannot become a schedule."""

    code = "load"


class WorkbookUnreadable(LoadError):
    """Not a workbook, encrypted, truncated, too large; `reason` is a catalogue key's ending."""

    code = "workbook-unreadable"
    reason: str


class WorkbookUnmarkable(LoadError):
    """Neither xlsx nor xlsm, so no marked copy of it can be made."""

    code = "workbook-unmarkable"


class SheetNotFound(LoadError):
    """The sheet asked for is not in the workbook."""

    code = "sheet-not-found"
    sheet: str
    sheets: str


class ScheduleError(TrackerError):
    """The schedule lacks what the question needs."""

    code = "schedule"


class ProgrammeUnknown(ScheduleError):
    """No programme of that id is registered."""

    code = "programme-unknown"
    programme: str
    known: str


class UnitUnknown(ScheduleError):
    """No row is led by the unit asked for."""

    code = "unit-unknown"
    unit: str
    known: str


class TaskUnknown(ScheduleError):
    """No row of the table has the id asked for."""

    code = "task-unknown"
    task: str


class DateUnreadable(ScheduleError):
    """A date asked for on the command line or in the URL is no date."""

    code = "date-unreadable"
    text: str


class ComparisonBackwards(ScheduleError):
    """The day compared with is not before the status date."""

    code = "comparison-backwards"
    compare: str
    day: str


class CalendarGap(ScheduleError):
    """A day outside the years that the working calendar covers."""

    code = "calendar-gap"
    day: date
    first: date
    last: date


class StoreError(TrackerError):
    """The store cannot answer."""

    code = "store"


class RevisionNotFound(StoreError):
    """No revision of that programme stands at or before the day asked for."""

    code = "revision-not-found"
    programme: str
    wanted: str


class EventNotFound(StoreError):
    """Nothing of that number was said about a row."""

    code = "event-not-found"
    event: int


class ScenarioNotFound(StoreError):
    """No scenario has that number."""

    code = "scenario-not-found"
    scenario: int


class DraftNotFound(StoreError):
    """No draft has that id."""

    code = "draft-not-found"
    draft: str


class DraftClosed(StoreError):
    """The draft was published or discarded already."""

    code = "draft-closed"
    draft: str
    state: str


class StaleBase(StoreError):
    """Another revision was published since the draft was compared; the draft is kept, its difference is another one now."""

    code = "stale-base"
    programme: str
    base: str
    current: str


class StoreUnavailable(StoreError):
    """The database does not answer."""

    code = "store-unavailable"
    reason: str


class AnswerIncomplete(TrackerError):
    """A question, an answer or a return says too little to be kept; `reason` is a catalogue key's ending."""

    code = "answer-incomplete"
    reason: str


class ScenarioIncomplete(TrackerError):
    """A scenario lacks a name or a change, or its changes cannot be read; `reason` is a catalogue key's ending."""

    code = "scenario-incomplete"
    reason: str


class LinkUnknown(TrackerError):
    """A feed's link that this server never gave, or that was altered since."""

    code = "link-unknown"


class LinkExpired(TrackerError):
    """A feed's link whose last day is over."""

    code = "link-expired"


class LinksUnavailable(TrackerError):
    """The key that signs links is too short, or cannot be kept or read."""

    code = "links-unavailable"
    reason: str


class MailUnconfigured(TrackerError):
    """The environment does not say how letters go out; `names` are the variables that are missing or wrong."""

    code = "mail-unconfigured"
    names: str


class MailUnsent(TrackerError):
    """A letter did not go out."""

    code = "mail-unsent"
    address: str
    reason: str


class PublishingBlocked(TrackerError):
    """Findings stop the draft from being published; `codes` names those not resolved or accepted."""

    code = "publishing-blocked"
    draft: str
    codes: str


class CodeUnknown(TrackerError):
    """A finding's code that does not exist was accepted: a slip of the pen."""

    code = "code-unknown"
    unknown: str
    known: str


class RegistryError(TrackerError):
    """A file under data/ is missing or wrong."""

    code = "registry"
    path: str
    reason: str


class AccessDenied(TrackerError):
    """The visitor may not do this."""

    code = "access-denied"
    action: str
