"""The rows of revisions: finding them, keeping one with all that belongs to it."""

import json
from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from schedule.errors import RevisionNotFound, StaleBase
from store import audit, contents, drafts, telling
from store import tables as t
from store.records import NewRevision, Publication, Revision, Standing, Terms

SEEDED, PUBLISHED, ROLLED_BACK = "seeded", "published", "rolled-back"
_HEAD = ("id", "programme", "status_date", "version", "sha256", "filename", "actor", "note", "published_at")


def keep(
    connection: Connection, new: NewRevision, action: str, terms: Terms, *, draft_id: str = "", restores: str = ""
) -> Revision:
    """Insert a revision with all that belongs to it, and say so in the audit."""
    before = newest(connection, new.programme, new.status_date)
    kept = same_day(connection, new)
    version = kept[-1].version + 1 if kept else 1
    values = {
        "id": f"{new.programme}@{new.status_date.isoformat()}.{version}",
        "programme": new.programme,
        "status_date": new.status_date,
        "version": version,
        "sha256": drafts.keep_received(connection, new.received),
        "filename": new.filename,
        "actor": new.actor,
        "note": new.note,
        "published_at": new.published_at.astimezone(UTC),
        "outline": contents.outline(new.schedule),
    }
    connection.execute(insert(t.revisions), values)
    revision = revision_of(one(connection, str(values["id"])))
    counts, digest = contents.keep_contents(connection, revision.id, new.schedule, new.findings)
    published = {
        "revision_id": revision.id,
        "action": action,
        "draft_id": draft_id,
        "restores": restores,
        "terms": drafts.terms_text(terms),
        "is_claimed": new.is_claimed,
        "origin": new.origin,
        "counts": json.dumps(counts),
        "digest": digest,
    }
    connection.execute(insert(t.publications), published)
    facts = {name: published[name] for name in ("draft_id", "restores", "digest")}
    told = {"filename": new.filename, "outline": telling.outline_digest(str(values["outline"]))}
    head = {"sha256": revision.sha256, "note": revision.note, **told}
    after = {**facts, **head, "terms": json.loads(str(published["terms"]))}
    audit.record(
        connection, new.signature, action, revision.id, before={"revision": before.id if before else None}, after=after
    )
    return revision


def newest_first(programme: str) -> Select[Any]:
    """A programme's revisions, the newest version of the newest status date first."""
    newest = select(t.revisions).order_by(t.revisions.c.status_date.desc(), t.revisions.c.version.desc())
    return newest.where(t.revisions.c.programme == programme)


def newest(connection: Connection, programme: str, until: date) -> Row[Any] | None:
    """The newest version of the newest status date up to `until`."""
    return connection.execute(newest_first(programme).where(t.revisions.c.status_date <= until).limit(1)).one_or_none()


def standing(connection: Connection, as_of: date, programmes: Sequence[str] | None) -> dict[str, Standing]:
    """See `Store.standing`: two queries, however many programmes there are."""
    c = t.revisions.c
    heads: list[Any] = [c[name] for name in _HEAD]
    until = [c.status_date <= as_of, *([c.programme.in_(programmes)] if programmes is not None else [])]
    newest_days = (
        select(c.programme, func.max(c.status_date).label("day"), func.count().label("number"))
        .where(*until)
        .group_by(c.programme)
        .subquery()
    )
    n = newest_days.c
    found = (
        select(*heads, n.number)
        .join(newest_days, (n.programme == c.programme) & (n.day == c.status_date))
        .order_by(c.version)
    )
    b = t.baselines.c
    approvals = select(b.programme, b.revision_id).where(b.approved_on <= as_of).order_by(b.approved_on, b.id)
    approved = dict(connection.execute(approvals).tuples().all())
    return {
        row.programme: Standing(revision_of(row), approved.get(row.programme, ""), row.number)
        for row in connection.execute(found)
    }


def one(connection: Connection, revision_id: str) -> Row[Any]:
    """One revision.

    Raises:
        RevisionNotFound: None has that id.
    """
    row = connection.execute(select(t.revisions).where(t.revisions.c.id == revision_id)).one_or_none()
    if row is None:
        raise RevisionNotFound(programme=revision_id.split("@")[0], wanted=revision_id)
    return row


def same_day(connection: Connection, new: NewRevision) -> Sequence[Row[Any]]:
    """The versions of that programme's day, oldest first."""
    same = (t.revisions.c.programme == new.programme) & (t.revisions.c.status_date == new.status_date)
    return connection.execute(select(t.revisions).where(same).order_by(t.revisions.c.version)).all()


def require(connection: Connection, programme: str, expected: str | None, until: date) -> None:
    """Go on only if the newest revision up to `until` is still the one expected.

    Raises:
        StaleBase: It is another one.
    """
    found = newest(connection, programme, until)
    current = found.id if found else None
    if current != expected:
        raise StaleBase(programme=programme, base=expected or "", current=current or "")


def received(connection: Connection, revision_id: str) -> bytes:
    """The workbook that a revision came from; the same failure as `one`."""
    query = select(t.received_files.c.content).join(t.revisions).where(t.revisions.c.id == revision_id)
    content = connection.scalar(query)
    if content is None:
        raise RevisionNotFound(programme=revision_id.split("@")[0], wanted=revision_id)
    return bytes(content)


def publication_of(row: Row[Any]) -> Publication:
    """The record of a row of `publications`."""
    kept = {"terms": drafts.terms_of(row.terms), "counts": json.loads(row.counts)}
    return Publication(**{**row._mapping, **kept})


def revision_of(row: Any) -> Revision:
    """The record of a row of `revisions`."""
    published = row.published_at if row.published_at.tzinfo else row.published_at.replace(tzinfo=UTC)
    head = (row.id, row.programme, row.status_date, row.version, row.sha256, row.filename, row.actor, row.note)
    return Revision(*head, published)
