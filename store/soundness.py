"""Whether the store still holds what was put there: received bytes, versions, counts, content, references."""

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, LargeBinary, Table, cast, select, text

from store import contents, telling
from store import tables as t
from store.records import Fault
from store.revisions import PUBLISHED, ROLLED_BACK, SEEDED


def faults(connection: Connection) -> Iterator[Fault]:
    """Everything found wrong, except in the audit's own chain."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA quick_check")):
            if said != "ok":
                yield Fault("database-damaged", said)
    yield from _guards(connection)
    yield from _received(connection)
    yield from _versions(connection)
    yield from _contents(connection)
    yield from _told(connection)
    yield from _references(connection)


_SQLITE_GUARDS = {
    f"no_{action}": f"CREATE TRIGGER {{table}}_no_{action} BEFORE {action.upper()} ON {{table}} "
    "BEGIN SELECT RAISE(ABORT, 'kept for ever: {table}'); END"
    for action in ("update", "delete")
}
_POSTGRES_GUARDS = {"kept": "{table} 27", "not_emptied": "{table} 34"}
"""Each with its table and what it is asked before: a row is updated or deleted, the whole table is emptied."""
_POSTGRES_PRESENT = """
    SELECT tgname, relname || ' ' || tgtype FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgattr = '' AND pg_table_is_visible(tgrelid)
    AND trim(prosrc) = 'BEGIN RAISE EXCEPTION ''kept for ever: %'', TG_TABLE_NAME; END'
"""


def _guards(connection: Connection) -> Iterator[Fault]:
    """The triggers by which the database itself refuses changes are there, switched on, and as the migrations made them."""
    if connection.dialect.name == "sqlite":
        query, kinds = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'", _SQLITE_GUARDS
    else:  # of the tables that this connection sees: another schema's guards are no guards of these
        query, kinds = _POSTGRES_PRESENT, _POSTGRES_GUARDS
    present = {name: made for name, made in connection.execute(text(query))}
    for table in t.KEPT_FOR_EVER:
        expected = {kind: made.format(table=table.name) for kind, made in kinds.items()}
        if missing := [kind for kind, made in expected.items() if present.get(f"{table.name}_{kind}") != made]:
            yield Fault("guard-missing", table.name, ", ".join(missing))


def _received(connection: Connection) -> Iterator[Fault]:
    """Each received file is the one that its hash names."""
    for sha256, size in connection.execute(select(t.received_files.c.sha256, t.received_files.c.size)).all():
        one = select(cast(t.received_files.c.content, LargeBinary)).where(t.received_files.c.sha256 == sha256)
        content = bytes(connection.scalar(one) or b"")
        if hashlib.sha256(content).hexdigest() != sha256 or len(content) != size:
            yield Fault("received-altered", sha256, str(len(content)))


def _versions(connection: Connection) -> Iterator[Fault]:
    """The versions of a day are 1, 2, 3 …, and each revision is named for its programme, day and version."""
    c = t.revisions.c
    days: dict[tuple[str, str], list[int]] = {}
    for row in connection.execute(select(c.id, c.programme, c.status_date, c.version).order_by(c.version)):
        day = row.status_date.isoformat()
        days.setdefault((row.programme, day), []).append(row.version)
        if row.id != f"{row.programme}@{day}.{row.version}":
            yield Fault("name-differs", row.id, f"{row.programme}@{day}.{row.version}")
    for (programme, day), versions in days.items():
        if versions != list(range(1, len(versions) + 1)):
            yield Fault("version-missing", f"{programme}@{day}", ", ".join(map(str, versions)))


def _contents(connection: Connection) -> Iterator[Fault]:
    """Each revision holds as many rows as when it was published, and the same."""
    held = contents.counts_held(connection)
    for row in connection.execute(select(t.publications).order_by(t.publications.c.revision_id)).all():
        counts = telling.facts(row.counts)
        now = {name: held.get(row.revision_id, {}).get(name, 0) for name in counts}
        if counts != now:
            yield Fault("rows-differ", row.revision_id, f"{json.dumps(counts)} → {json.dumps(now)}")
        elif row.digest and _digest_now(connection, row.revision_id) != row.digest:
            yield Fault("content-altered", row.revision_id)


def _digest_now(connection: Connection, revision_id: str) -> str:
    """The digest of what is held; "" where a value is not even of its column's type."""
    try:
        return contents.digest_held(connection, revision_id)
    except ValueError:
        return ""


def _told(connection: Connection) -> Iterator[Fault]:
    """Each revision stands in the audit, with the same hashes; and nothing that the audit tells of is gone."""
    kept = {r.id: r.sha256 for r in connection.execute(select(t.revisions.c.id, t.revisions.c.sha256))}
    digests = dict(connection.execute(select(t.publications.c.revision_id, t.publications.c.digest)).tuples().all())
    told: dict[str, str] = {}
    for row in connection.execute(select(t.audit).order_by(t.audit.c.number)).all():
        after = telling.facts(row.after)
        if row.action in (SEEDED, PUBLISHED, ROLLED_BACK):
            told[row.subject] = after.get("sha256", "")
            if after.get("digest") != digests.get(row.subject):
                yield Fault("digest-differs", row.subject)
            yield from telling.publication_faults(connection, row)
        elif row.action == "migrated":
            told.update(after.get("revisions", {}))
    for revision_id in sorted(kept.keys() | told.keys()):
        if revision_id not in kept:
            yield Fault("revision-missing", revision_id)
        elif told.get(revision_id) != kept[revision_id]:
            yield Fault("not-in-audit", revision_id)
        if revision_id in kept and revision_id not in digests:
            yield Fault("publication-missing", revision_id)
    yield from telling.approval_faults(connection)
    yield from telling.draft_faults(connection)
    yield from telling.event_faults(connection)


def _references(connection: Connection) -> Iterator[Fault]:
    """Whatever names a revision, a draft or a received file names one that is there."""
    named: list[tuple[Table, str, Table, str]] = [
        *(
            (table, "revision_id", t.revisions, "id")
            for table in (t.findings, t.baselines, t.publications, t.draft_states, t.derived, t.scenarios)
        ),
        *((table, "revision_id", t.revisions, "id") for _, table, _ in t.FRAMES),
        *((table, "sha256", t.received_files, "sha256") for table in (t.revisions, t.drafts)),
        (t.draft_states, "draft_id", t.drafts, "id"),
        (t.scenario_withdrawals, "scenario", t.scenarios, "number"),
        (t.row_events, "evidence", t.received_files, "sha256"),
    ]
    for table, column, other, key in named:
        name = table.c[column]
        query = select(name).distinct().where(name.is_not(None) & name.not_in(select(other.c[key])))
        for (missing,) in connection.execute(query):
            yield Fault("dangling", f"{table.name}.{column}", str(missing))
