"""The audit: everything done to the store, in a chain that shows if a link was altered or taken out."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from store import tables as t
from store.records import AuditEntry, Fault, Signature


def record(
    connection: Connection,
    signature: Signature,
    action: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a link; the transaction must be the store's one writer."""
    last = connection.execute(
        select(t.audit.c.number, t.audit.c.hash).order_by(t.audit.c.number.desc()).limit(1)
    ).one_or_none()
    entry = {
        "number": last.number + 1 if last else 1,
        "at": signature.at.astimezone(UTC),
        "actor": signature.actor,
        "is_claimed": signature.is_claimed,
        "origin": signature.origin,
        "action": action,
        "subject": subject,
        "before": _text(before or {}),
        "after": _text(after or {}),
        "previous": last.hash if last else "",
    }
    connection.execute(insert(t.audit), {**entry, "hash": _hash(entry)})


def entries(connection: Connection, *, subject: str = "", limit: int | None = None) -> list[AuditEntry]:
    """What was done, newest first."""
    query = select(t.audit).order_by(t.audit.c.number.desc()).limit(limit)
    if subject:
        query = query.where(t.audit.c.subject.startswith(subject, autoescape=True))
    return [_entry(row) for row in connection.execute(query)]


def chain_faults(connection: Connection) -> list[Fault]:
    """Where the chain is broken: a link altered, taken out or put in."""
    faults, number, previous = [], 0, ""
    for row in connection.execute(select(t.audit).order_by(t.audit.c.number)):
        number += 1
        values = {**row._mapping, "at": _utc(row.at)}
        if row.number != number:
            faults.append(Fault("audit-gap", str(number), str(row.number)))
            number = row.number
        elif row.previous != previous or row.hash != _hash(values):
            faults.append(Fault("audit-altered", str(row.number), row.action))
        previous = row.hash
    return faults


def _text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _hash(entry: Mapping[str, Any]) -> str:
    """sha256 of the link's values and of the hash before it. Migration 0002 makes its first link in the same way."""
    names = ("actor", "is_claimed", "origin", "action", "subject", "before", "after", "previous")
    link = [entry["number"], entry["at"].isoformat(), *(entry[name] for name in names)]
    return hashlib.sha256(json.dumps(link, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _entry(row: Row[Any]) -> AuditEntry:
    facts = {"at": _utc(row.at), "before": json.loads(row.before), "after": json.loads(row.after)}
    return AuditEntry(**{**row._mapping, **facts})


def _utc(at: datetime) -> datetime:
    """The moment with its zone, which SQLite does not keep."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
