"""Yêu cầu giải trình: a question about a row, the unit's answer, and the watcher's word on a remedy, kept with the row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import access
from schedule.errors import AnswerIncomplete, TaskUnknown
from services.confirming import day_of
from services.revisions import REASONS
from services.tracker import Tracker
from store import CONFIRMED, RETURNED, NewRowEvent, RowEvent, Signature

ASKED, ANSWERED, WITHDRAWN = "asked", "answered", "withdrawn"


@dataclass(frozen=True)
class Request:
    """One question with what came of it."""

    number: int
    programme: str
    row_id: str
    question: str
    asked_by: str
    asked_on: date
    answer_by: date
    answers: tuple[RowEvent, ...]
    is_withdrawn: bool

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return not self.answers and not self.is_withdrawn

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer."""
        return day_of(self.answers[0].at) if self.answers else None

    @property
    def days_late(self) -> int | None:
        """Calendar days from the limit to the first answer, + is late; None where there is none yet."""
        return (self.answered_on - self.answer_by).days if self.answered_on else None

    def age_days(self, today: date) -> int:
        """How long it has waited, or waited until it was answered."""
        return ((self.answered_on or today) - self.asked_on).days

    def overdue_days(self, today: date) -> int:
        """Calendar days that an open one is past its limit; 0 where it is not."""
        return max(0, (today - self.answer_by).days) if self.is_open else 0


@dataclass(frozen=True)
class Confirmation:
    """What the watcher said last of a row: that the remedy stands, or why it went back."""

    is_confirmed: bool
    reason: str
    by: str
    on: date


def ask(
    tracker: Tracker, programme: str, row_id: str, question: str, answer_by: date, *, actor: access.Actor, now: datetime
) -> RowEvent:
    """Ask the unit that leads a row to explain.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        TaskUnknown: The programme's newest revision has no such row.
        AnswerIncomplete: The question is empty, or its limit has passed already.
    """
    _require_row(tracker, programme, row_id, actor)
    if not question.strip():
        raise AnswerIncomplete(reason="no-question")
    if answer_by < day_of(now):
        raise AnswerIncomplete(reason="past-limit")
    facts = {"question": question.strip(), "answer_by": answer_by.isoformat()}
    return tracker.store.note_row(NewRowEvent(programme, row_id, ASKED, facts), _signed(actor, now))


def answer(
    tracker: Tracker,
    number: int,
    *,
    reason: str,
    text: str,
    actor: access.Actor,
    now: datetime,
    promised: str = "",
    document: str = "",
    evidence: tuple[str, bytes] | None = None,
) -> RowEvent:
    """Answer a question; a further answer is kept beside the first.

    Args:
        tracker: The opened product.
        number: The question's number.
        reason: One of `REASONS`.
        text: The explanation.
        actor: Who answers.
        now: The moment.
        promised: The new date that is promised, in words; it moves nothing until a workbook says it.
        document: The number of a document that shows it.
        evidence: Name and bytes of a file that shows it.

    Raises:
        AccessDenied: The actor may not publish.
        EventNotFound: No question has that number.
        AnswerIncomplete: The reason is none of the list, or nothing is explained.
    """
    access.require(actor, access.PUBLISH)
    asked = tracker.store.row_event(number)
    if asked.kind != ASKED:
        raise AnswerIncomplete(reason="no-question")
    if reason not in REASONS:
        raise AnswerIncomplete(reason="no-reason")
    if not text.strip():
        raise AnswerIncomplete(reason="no-text")
    facts = {"reason": reason, "text": text.strip(), "promised": promised.strip(), "document": document.strip()}
    name, content = evidence or ("", b"")
    new = NewRowEvent(asked.programme, asked.row_id, ANSWERED, facts, number, content, name)
    return tracker.store.note_row(new, _signed(actor, now))


def withdraw(tracker: Tracker, number: int, *, actor: access.Actor, now: datetime) -> RowEvent:
    """Take a question back; it stays on record. The failures of `answer`."""
    access.require(actor, access.PUBLISH)
    asked = tracker.store.row_event(number)
    if asked.kind != ASKED:
        raise AnswerIncomplete(reason="no-question")
    return tracker.store.note_row(
        NewRowEvent(asked.programme, asked.row_id, WITHDRAWN, {}, number), _signed(actor, now)
    )


def confirm(
    tracker: Tracker,
    programme: str,
    row_id: str,
    *,
    actor: access.Actor,
    now: datetime,
    reason: str = "",
    stands: bool = True,
) -> RowEvent:
    """The watcher's word on a remedy that its unit calls done: it stands, or it goes back with a reason.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        TaskUnknown: The programme's newest revision has no such row, or nobody watches it.
        AnswerIncomplete: It goes back without a reason.
    """
    row = _require_row(tracker, programme, row_id, actor)
    if not row["watcher"]:
        raise TaskUnknown(task=row_id)
    if not stands and not reason.strip():
        raise AnswerIncomplete(reason="no-text")
    new = NewRowEvent(programme, row_id, CONFIRMED if stands else RETURNED, {"reason": reason.strip()})
    return tracker.store.note_row(new, _signed(actor, now))


def requests(tracker: Tracker, programme: str = "", row_id: str = "") -> list[Request]:
    """Questions with their answers: open ones first, those that wait longest before the others."""
    said = tracker.store.row_events(programme, row_id)
    made = [_request(one, said) for one in said if one.kind == ASKED]
    return sorted(made, key=lambda request: (not request.is_open, request.answer_by, request.number))


def confirmations(tracker: Tracker, programme: str = "", row_id: str = "") -> Mapping[tuple[str, str], Confirmation]:
    """(programme, row id) -> what the watcher said last."""
    return {
        (said.programme, said.row_id): Confirmation(
            said.kind == CONFIRMED, said.facts.get("reason", ""), said.actor, day_of(said.at)
        )
        for said in tracker.store.row_events(programme, row_id, (CONFIRMED, RETURNED))
    }


def _request(asked: RowEvent, said: Iterable[RowEvent]) -> Request:
    own = [one for one in said if one.thread == asked.number]
    return Request(
        number=asked.number,
        programme=asked.programme,
        row_id=asked.row_id,
        question=asked.facts["question"],
        asked_by=asked.actor,
        asked_on=day_of(asked.at),
        answer_by=date.fromisoformat(asked.facts["answer_by"]),
        answers=tuple(one for one in own if one.kind == ANSWERED),
        is_withdrawn=any(one.kind == WITHDRAWN for one in own),
    )


def _require_row(tracker: Tracker, programme: str, row_id: str, actor: access.Actor) -> dict[str, str]:
    access.require(actor, access.PUBLISH)
    tracker.programme(programme)
    revision = tracker.store.latest(programme)
    rows = tracker.store.schedule(revision.id).rows if revision else None
    own = rows[rows["row_id"] == row_id] if rows is not None else None
    if own is None or own.empty:
        raise TaskUnknown(task=row_id)
    return dict(own.iloc[0])


def _signed(actor: access.Actor, now: datetime) -> Signature:
    return Signature(actor.name, now, actor.is_claimed, actor.origin)
