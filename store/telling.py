"""What the audit tells of revisions, approvals and drafts, set against what is kept of them."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from store import tables as t
from store.records import Fault

Facts = Mapping[str, Any]


def outline_digest(outline: str) -> str:
    """What the audit keeps of a revision's outline."""
    return hashlib.sha256(outline.encode()).hexdigest()


def publication_faults(connection: Connection, entry: Row[Any]) -> Iterator[Fault]:
    """A revision's head and its terms are those that its entry in the audit tells; older entries tell less."""
    joined = t.revisions.join(t.publications, t.publications.c.revision_id == t.revisions.c.id)
    c, p = t.revisions.c, t.publications.c
    head = (c.filename, c.actor, c.note, c.outline, c.published_at)
    wanted = (*head, p.action, p.draft_id, p.restores, p.terms, p.is_claimed, p.origin)
    kept = connection.execute(select(*wanted).select_from(joined).where(c.id == entry.subject)).one_or_none()
    if kept is None:
        return  # that it is gone is told elsewhere
    after = facts(entry.after)
    told = {name: getattr(entry, name) for name in ("actor", "action", "is_claimed", "origin")}
    told["published_at"] = entry.at
    told |= {
        name: after[name] for name in ("note", "draft_id", "restores", "terms", "filename", "outline") if name in after
    }
    now = {**kept._mapping, "terms": facts(kept.terms), "outline": outline_digest(str(kept.outline))}
    if differing := [name for name, value in told.items() if now[name] != value]:
        yield Fault("publication-altered", entry.subject, ", ".join(differing))


def approval_faults(connection: Connection) -> Iterator[Fault]:
    """Each approval that the audit tells of is kept, in the same words; and none besides, but those older than the audit."""
    c = t.baselines.c
    query = select(c.programme, c.revision_id, c.approved_on, c.actor, c.reason)
    kept: Counter[tuple[str, ...]] = Counter(
        (row[0], row[1], row[2].isoformat(), row[3], row[4]) for row in connection.execute(query)
    )
    told: Counter[tuple[str, ...]] = Counter()
    approvals = select(t.audit.c.subject, t.audit.c.after).where(t.audit.c.action == "baseline-approved")
    for programme, after in connection.execute(approvals):
        said = facts(after)
        told[(programme, *(str(said.get(n, "")) for n in ("revision_id", "approved_on", "actor", "reason")))] += 1
    if kept.total() < told.total():
        yield Fault("approval-missing", str(told.total()))
    else:
        is_older = connection.scalar(select(t.audit.c.number).where(t.audit.c.action == "migrated"))
        untold = Counter() if is_older else kept - told
        for programme, revision_id in dict.fromkeys(approval[:2] for approval in (*(told - kept), *untold)):
            yield Fault("approval-altered", programme, revision_id)


DRAFT_HEAD = ("programme", "sha256", "filename")
"""What the audit keeps of a draft as it was begun; older entries lack the programme."""


def draft_faults(connection: Connection) -> Iterator[Fault]:
    """Each draft went through the states that the audit tells of, and stands where it says that it ended."""
    states: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(t.draft_states).order_by(t.draft_states.c.position)):
        states[row.draft_id].append(row)
    told: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    ends: dict[str, str] = {}
    heads: dict[str, Facts] = {row.id: dict(row._mapping) for row in connection.execute(select(t.drafts))}
    misnamed: set[str] = set()
    for entry in connection.execute(select(t.audit).order_by(t.audit.c.number)):
        after = facts(entry.after)
        if entry.action in ("draft", "draft-amended"):
            said = (after.get("status_date"), after.get("note"), after.get("terms"))
            told[entry.subject].append((*said, entry.actor, entry.is_claimed))
            head = heads.get(entry.subject, {})
            misnamed |= {entry.subject for name in DRAFT_HEAD if name in after and after[name] != head.get(name)}
        elif entry.action == "draft-discarded":
            ends[entry.subject] = "discarded"
        elif after.get("draft_id"):
            ends[after["draft_id"]] = "published"
    for draft_id in sorted(states.keys() | told.keys()):
        kept = states[draft_id]
        is_whole = [row.position for row in kept] == list(range(len(kept)))
        # a published draft whose bytes stood published already ends without an entry of its own
        is_ended = draft_id not in ends or (bool(kept) and kept[-1].state == ends[draft_id])
        if draft_id in misnamed or not (is_whole and is_ended and _changes(kept) == told[draft_id]):
            yield Fault("draft-altered", draft_id)


def _changes(states: list[Row[Any]]) -> list[tuple[Any, ...]]:
    """The states that said something new: only these have an entry in the audit."""
    said = ((row.status_date.isoformat(), row.note, facts(row.terms), row.actor, row.is_claimed) for row in states)
    return [next(same) for _, same in groupby(said, key=lambda state: state[:3])]


def event_faults(connection: Connection) -> Iterator[Fault]:
    """Each question, answer and confirmation is kept as the audit tells it, and none that it does not tell of."""
    c = t.row_events.c
    kept = {
        row.number: (f"row-{row.kind}", f"{row.programme}:{row.row_id}"[:120], row.actor, row.is_claimed, _said(row))
        for row in connection.execute(select(t.row_events).order_by(c.number))
    }
    told = {
        after.get("number"): (entry.action, entry.subject, entry.actor, entry.is_claimed, after)
        for entry in connection.execute(select(t.audit).where(t.audit.c.action.startswith("row-")))
        for after in (facts(entry.after),)
    }
    for number in sorted(kept.keys() | told.keys(), key=str):
        if kept.get(number) != told.get(number):
            yield Fault("event-altered", str(number), (kept.get(number) or told[number])[1])


def _said(event: Row[Any]) -> dict[str, Any]:
    """What the audit keeps of an event."""
    return {"number": event.number, "thread": event.thread, **facts(event.facts), "evidence": event.evidence or ""}


def facts(text: str) -> dict[str, Any]:
    """Facts kept as JSON; none where somebody made something else of them, which their hash tells."""
    try:
        return dict(json.loads(text))
    except (TypeError, ValueError):
        return {}
