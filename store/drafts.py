"""Drafts: received workbooks that wait to be published. A draft changes by a further state; no state is lost."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from schedule.errors import DraftClosed, DraftNotFound
from store import tables as t
from store.records import Draft, NewDraft, Reason, Signature, Terms

OPEN, PUBLISHED, DISCARDED = "open", "published", "discarded"


def keep_received(connection: Connection, received: bytes) -> str:
    """Keep a workbook once, whoever sends it how often; its sha256."""
    sha256 = hashlib.sha256(received).hexdigest()
    if not connection.scalar(select(func.count()).where(t.received_files.c.sha256 == sha256)):
        content = {"sha256": sha256, "content": received, "size": len(received)}
        connection.execute(insert(t.received_files), content)
    return sha256


def begin(connection: Connection, new: NewDraft, signature: Signature) -> Draft:
    """Keep a new draft, open."""
    number = connection.scalar(select(func.count()).select_from(t.drafts)) or 0
    head = {
        "id": f"d{number + 1}",
        "programme": new.programme,
        "sha256": keep_received(connection, new.received),
        "filename": new.filename,
        "created_at": signature.at.astimezone(UTC),
    }
    connection.execute(insert(t.drafts), head)
    _add_state(connection, str(head["id"]), OPEN, new.status_date, new.note, new.terms, "", signature)
    return draft(connection, str(head["id"]))


def amend(
    connection: Connection, draft_id: str, status_date: date, note: str, terms: Terms, signature: Signature
) -> Draft:
    """Bring an open draft to a further state.

    Raises:
        DraftNotFound: None has that id.
        DraftClosed: It was published or discarded already.
    """
    still_open(connection, draft_id)
    _add_state(connection, draft_id, OPEN, status_date, note, terms, "", signature)
    return draft(connection, draft_id)


def close(connection: Connection, draft_id: str, state: str, revision_id: str, signature: Signature) -> Draft:
    """Bring an open draft to its last state; the same failures as `amend`."""
    last = still_open(connection, draft_id)
    _add_state(connection, draft_id, state, last.status_date, last.note, last.terms, revision_id, signature)
    return draft(connection, draft_id)


def still_open(connection: Connection, draft_id: str) -> Draft:
    """The draft, which is open; the same failures as `amend`."""
    found = draft(connection, draft_id)
    if found.state != OPEN:
        raise DraftClosed(draft=draft_id, state=found.state)
    return found


def draft(connection: Connection, draft_id: str) -> Draft:
    """One draft in its newest state.

    Raises:
        DraftNotFound: None has that id.
    """
    found = _drafts(connection, t.drafts.c.id == draft_id)
    if not found:
        raise DraftNotFound(draft=draft_id)
    return found[0]


def drafts(connection: Connection, programme: str | None = None) -> list[Draft]:
    """Open drafts, newest first."""
    found = _drafts(connection, t.drafts.c.programme == programme if programme else None)
    return [one for one in found if one.state == OPEN]


def terms_text(terms: Terms) -> str:
    """Terms as JSON."""
    reasons = {row_id: {"kind": r.kind, "text": r.text} for row_id, r in terms.reasons.items()}
    facts: dict[str, Any] = {
        "base": terms.base,
        "reasons": reasons,
        "accepted": terms.accepted,
        "decisions": terms.decisions,
    }
    if terms.picks:
        facts["picks"] = terms.picks
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def terms_of(text: str) -> Terms:
    """Terms from JSON."""
    facts: Mapping[str, Any] = json.loads(text)
    return Terms(
        base=facts.get("base"),
        reasons={row_id: Reason(**reason) for row_id, reason in facts.get("reasons", {}).items()},
        accepted=tuple(facts.get("accepted", ())),
        decisions=tuple((before, after, is_same) for before, after, is_same in facts.get("decisions", ())),
        picks=tuple((name, letter, heading) for name, letter, heading in facts.get("picks", ())),
    )


def _add_state(
    connection: Connection,
    draft_id: str,
    state: str,
    status_date: date,
    note: str,
    terms: Terms,
    revision_id: str,
    signature: Signature,
) -> None:
    before = select(func.count()).where(t.draft_states.c.draft_id == draft_id)
    values = {
        "draft_id": draft_id,
        "position": connection.scalar(before),
        "state": state,
        "status_date": status_date,
        "note": note,
        "terms": terms_text(terms),
        "revision_id": revision_id or None,
        "actor": signature.actor,
        "is_claimed": signature.is_claimed,
        "at": signature.at.astimezone(UTC),
    }
    connection.execute(insert(t.draft_states), values)


def _drafts(connection: Connection, condition: Any) -> list[Draft]:
    """Drafts in their newest states, newest draft first."""
    newest = select(t.draft_states.c.draft_id, func.max(t.draft_states.c.position).label("position"))
    last = newest.group_by(t.draft_states.c.draft_id).subquery()
    query = (
        select(t.drafts, t.draft_states)
        .join(t.draft_states, t.draft_states.c.draft_id == t.drafts.c.id)
        .join(last, (last.c.draft_id == t.drafts.c.id) & (last.c.position == t.draft_states.c.position))
        .order_by(func.length(t.drafts.c.id).desc(), t.drafts.c.id.desc())
    )
    return [_draft(row) for row in connection.execute(query if condition is None else query.where(condition))]


def _draft(row: Row[Any]) -> Draft:
    created = row.created_at if row.created_at.tzinfo else row.created_at.replace(tzinfo=UTC)
    return Draft(
        id=row.id,
        programme=row.programme,
        sha256=row.sha256,
        filename=row.filename,
        created_at=created,
        status_date=row.status_date,
        note=row.note,
        terms=terms_of(row.terms),
        state=row.state,
        revision_id=row.revision_id or "",
        actor=row.actor,
        is_claimed=row.is_claimed,
    )
