"""What is said about a row beside its workbooks: questions, answers, confirmations. Each is kept for ever, in its order."""

import json
from collections.abc import Collection
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from schedule.errors import EventNotFound
from store import audit, drafts
from store import tables as t
from store.records import NewRowEvent, RowEvent, Signature

CONFIRMED, RETURNED = "confirmed", "returned"
"""A watcher's two words on a row; alone of all events they change how it is judged."""


def note(connection: Connection, new: NewRowEvent, signature: Signature) -> RowEvent:
    """Keep one event, and say so in the audit.

    Raises:
        EventNotFound: The event that it answers is not there, or is about another row.
    """
    number = (connection.scalar(select(func.max(t.row_events.c.number))) or 0) + 1
    if new.thread:
        asked = one(connection, new.thread)
        if (asked.programme, asked.row_id) != (new.programme, new.row_id):
            raise EventNotFound(event=new.thread)
    evidence = drafts.keep_received(connection, new.evidence) if new.evidence else None
    values = {
        "number": number,
        "programme": new.programme,
        "row_id": new.row_id,
        "kind": new.kind,
        "thread": new.thread,
        "facts": json.dumps(dict(new.facts), ensure_ascii=False, sort_keys=True),
        "evidence": evidence,
        "evidence_name": new.evidence_name if evidence else "",
        "actor": signature.actor,
        "is_claimed": signature.is_claimed,
        "at": signature.at.astimezone(UTC),
    }
    connection.execute(insert(t.row_events), values)
    told = {"number": number, "thread": new.thread, **new.facts, "evidence": evidence or ""}
    audit.record(connection, signature, f"row-{new.kind}", f"{new.programme}:{new.row_id}"[:120], after=told)
    return one(connection, number)


def one(connection: Connection, number: int) -> RowEvent:
    """One event.

    Raises:
        EventNotFound: None has that number.
    """
    row = connection.execute(select(t.row_events).where(t.row_events.c.number == number)).one_or_none()
    if row is None:
        raise EventNotFound(event=number)
    return _event(row)


def events(
    connection: Connection, programme: str = "", row_id: str = "", kinds: Collection[str] = ()
) -> list[RowEvent]:
    """Events in the order in which they came, of all rows, of a programme's, or of one row; of all kinds or some."""
    query = select(t.row_events).order_by(t.row_events.c.number)
    if programme:
        query = query.where(t.row_events.c.programme == programme)
    if row_id:
        query = query.where(t.row_events.c.row_id == row_id)
    if kinds:
        query = query.where(t.row_events.c.kind.in_(kinds))
    return [_event(row) for row in connection.execute(query)]


def _event(row: Row[Any]) -> RowEvent:
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    return RowEvent(**{**row._mapping, "at": at, "facts": json.loads(row.facts), "evidence": row.evidence or ""})
