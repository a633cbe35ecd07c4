"""Drafts, how each revision was published, the chained audit; and the columns that the reading of rows has gained."""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NEW_KEPT = ("publications", "drafts", "draft_states", "audit")
_OLD_KEPT = ("received_files", "revisions", "findings", "schedule_rows", "promises", "progress", "baselines")
_ROW_COLUMNS = {"duration_text": sa.Text, "duration_days": sa.Float, "weight": sa.Float}
_COUNTED = {"rows": "schedule_rows", "promises": "promises", "progress": "progress", "findings": "findings"}


def upgrade() -> None:
    """Create what is new, and write down how the revisions already kept stand."""
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("schedule_rows")}
    for name, kind in _ROW_COLUMNS.items():
        if name not in present:
            op.add_column("schedule_rows", sa.Column(name, kind, nullable=True))
    _create_drafts()
    _create_publications()
    _create_audit()
    _describe_kept()
    for table in _NEW_KEPT:
        _refuse_changes(table)
    for table in (*_OLD_KEPT, *_NEW_KEPT):
        _refuse_truncation(table)


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("programme", sa.String(80), nullable=False, index=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("received_files.sha256"), nullable=False),
        *_texts("filename"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "draft_states",
        sa.Column("draft_id", sa.String(40), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("status_date", sa.Date, nullable=False),
        *_texts("note", "terms"),
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), nullable=True),
        *_texts("actor"),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _create_publications() -> None:
    op.create_table(
        "publications",
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("draft_id", sa.String(40), nullable=False),
        sa.Column("restores", sa.String(120), nullable=False),
        *_texts("terms"),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        *_texts("origin", "counts"),
        sa.Column("digest", sa.String(64), nullable=False),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_texts("actor"),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        *_texts("origin"),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False, index=True),
        *_texts("before", "after"),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _describe_kept() -> None:
    """Count what each revision holds, and begin the audit's chain with all that was kept before it."""
    bind = op.get_bind()
    columns = ("id", "sha256", "actor", "published_at")
    head = sa.table("revisions", sa.column("published_at", sa.DateTime(timezone=True)), *map(sa.column, columns[:3]))
    kept = bind.execute(sa.select(*(head.c[name] for name in columns)).order_by(head.c.published_at, head.c.id)).all()
    if not kept:
        return
    counts: dict[str, dict[str, int]] = {row.id: dict.fromkeys(_COUNTED, 0) for row in kept}
    for name, table in _COUNTED.items():
        counted = bind.execute(sa.text(f"SELECT revision_id, count(*) FROM {table} GROUP BY revision_id"))
        for revision_id, number in counted:
            counts[revision_id][name] = number
    names = ("revision_id", "action", "draft_id", "restores", "terms", "is_claimed", "origin", "counts", "digest")
    published = sa.table("publications", *map(sa.column, names))
    blank = {
        "action": "seeded",
        "draft_id": "",
        "restores": "",
        "terms": "{}",
        "is_claimed": False,
        "origin": "",
        "digest": "",
    }
    rows = [{**blank, "revision_id": row.id, "counts": json.dumps(counts[row.id])} for row in kept]
    bind.execute(sa.insert(published), rows)
    _begin_chain({row.id: row.sha256 for row in kept}, kept[-1].published_at)


def _begin_chain(kept: dict[str, str], at: datetime) -> None:
    """The first link; its hash is made as `store.audit` makes it."""
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    after = json.dumps({"revisions": kept}, ensure_ascii=False, sort_keys=True)
    link = (1, at.isoformat(), "migration 0002", False, "", "migrated", "", "{}", after, "")
    made = json.dumps(link, ensure_ascii=False, separators=(",", ":")).encode()
    names = (
        "number",
        "at",
        "actor",
        "is_claimed",
        "origin",
        "action",
        "subject",
        "before",
        "after",
        "previous",
        "hash",
    )
    columns = [sa.column(name, sa.DateTime(timezone=True)) if name == "at" else sa.column(name) for name in names]
    values = (1, at, *link[2:], hashlib.sha256(made).hexdigest())
    op.get_bind().execute(sa.insert(sa.table("audit", *columns)), dict(zip(names, values, strict=True)))


def _refuse_changes(table: str) -> None:
    """Let the database itself refuse to update or delete a row."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION kept_for_ever()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'kept for ever: {table}'); END"
        )


def _refuse_truncation(table: str) -> None:
    """PostgreSQL empties a table without asking the triggers on its rows; SQLite cannot."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kept_for_ever()"
        )
