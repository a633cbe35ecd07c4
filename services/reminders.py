"""Reminders of questions that nobody answered in time: listed for sending by hand, or sent by e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import access
from loaders import unit_of
from schedule import Words
from schedule.errors import MailUnsent
from services import mail, sentences
from services.confirming import day_of
from services.requests import Request, requests
from services.states import states
from services.tracker import Tracker
from store import Signature

REMINDED = "reminded"
"""The audit's word for a reminder that went out."""


@dataclass(frozen=True)
class Reminder:
    """One letter about one question."""

    number: int
    unit: str
    address: str
    """"" where no address of the unit is known: it is to be sent by hand."""
    subject: str
    body: str
    overdue_days: int


@dataclass(frozen=True)
class Outcome:
    """What became of one reminder."""

    reminder: Reminder
    state: str
    """`sent`, `today` (already sent today), `by-hand` (no address) or `failed`."""
    reason: str = ""


def reminders(
    tracker: Tracker, addresses: Mapping[str, str], today: date, words: Words, public_url: str
) -> tuple[Reminder, ...]:
    """A letter for each open question that is past its limit, the oldest limit first.

    Args:
        tracker: The opened product.
        addresses: Unit -> e-mail address, by any of the unit's names.
        today: The day that limits are compared with.
        words: The language of the letters.
        public_url: Where the product is reached, for the link to the row.
    """
    late = [r for r in requests(tracker) if r.overdue_days(today)]
    if not late:
        return ()
    known = {unit_of(unit): address for unit, address in addresses.items()}
    rows = {
        (s.programme.id, row["row_id"]): (sentences.name(s.programme, words), row)
        for s in states(tracker, today)
        for row in s.milestones.to_dict("records")
    }
    return tuple(_letter(request, rows.get((request.programme, request.row_id)), known, today, words, public_url) for request in late)  # fmt: skip


def _letter(
    request: Request,
    found: tuple[str, Mapping[Any, Any]] | None,
    known: Mapping[str, str],
    today: date,
    words: Words,
    public_url: str,
) -> Reminder:
    """The letter; of a row that the newest revision no longer has, it names the id and goes by hand."""
    programme, row = found or (request.programme, {"name": request.row_id, "owner": ""})
    unit, days = unit_of(row["owner"]), request.overdue_days(today)
    address = known.get(unit, "")
    link = f"{public_url.rstrip('/')}/chuong-trinh?{urlencode({'programme': request.programme, 'row': request.row_id})}"
    facts = {"unit": unit, "programme": programme, "milestone": row["name"], "question": request.question,
             "asked": request.asked_on, "limit": request.answer_by, "count": days, "link": link,
             "actor": request.asked_by or words("request.somebody")}  # fmt: skip
    return Reminder(
        number=request.number,
        unit=unit,
        address=address if mail.is_address(address) else "",
        subject=words("remind.subject", **facts),
        body=words("remind.body", **facts),
        overdue_days=days,
    )


def send(
    tracker: Tracker, found: tuple[Reminder, ...], through: mail.Post, *, actor: access.Actor, now: datetime
) -> tuple[Outcome, ...]:
    """Send what has an address, each question once a day at most; one that fails does not hold up the others.

    Raises:
        AccessDenied: The actor may not publish.
    """
    access.require(actor, access.PUBLISH)
    return tuple(_sent(tracker, reminder, through, actor, now) for reminder in found)


def _sent(tracker: Tracker, reminder: Reminder, through: mail.Post, actor: access.Actor, now: datetime) -> Outcome:
    if not reminder.address:
        return Outcome(reminder, "by-hand")
    facts = {"day": day_of(now).isoformat(), "address": reminder.address}
    subject = f"request:{reminder.number}"
    if any(e.action == REMINDED and e.after == facts for e in tracker.store.audit(subject=subject)):
        return Outcome(reminder, "today")
    try:
        mail.send(through, reminder.address, reminder.subject, reminder.body)
    except MailUnsent as error:
        return Outcome(reminder, "failed", error.reason)
    tracker.store.remember(REMINDED, subject, facts, Signature(actor.name, now, actor.is_claimed, actor.origin))
    return Outcome(reminder, "sent")


def plain(outcomes: tuple[Outcome, ...]) -> list[dict[str, Any]]:
    """Reminders with what became of them, as plain JSON values."""
    return [
        {"request": o.reminder.number, "unit": o.reminder.unit, "address": o.reminder.address or None,
         "overdue_days": o.reminder.overdue_days, "subject": o.reminder.subject, "body": o.reminder.body,
         "state": o.state, "reason": o.reason or None}
        for o in outcomes
    ]  # fmt: skip


def lines(outcomes: tuple[Outcome, ...], words: Words) -> list[str]:
    """Each letter whole, ready to be copied, under what became of it."""
    if not outcomes:
        return [words("remind.none")]
    told = []
    for o in outcomes:
        to = o.reminder.address or words("remind.no_address")
        head = words(f"remind.state.{o.state}", reason=o.reason)
        told.append(f"— {head} · {o.reminder.unit} · {to}\n{o.reminder.subject}\n\n{o.reminder.body}\n")
    return told
