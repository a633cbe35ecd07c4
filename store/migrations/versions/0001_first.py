"""The first tables, and the refusal to change what is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXTS = ("row_id", "wbs", "kind", "name", "owner", "coordinating", "responsible_person", "percent_text", "status_text",
          "deliverable", "document_no", "predecessors", "note")  # fmt: skip
_DATES = ("baseline_start", "baseline_finish", "forecast_start", "forecast_finish", "actual_start", "actual_finish")
_PARTS = {"first": sa.Date, "last": sa.Date, "precision": sa.Text, "side": sa.Text, "text": sa.Text, "cell": sa.Text,
          "lag": sa.Text}  # fmt: skip
_KEPT = ("received_files", "revisions", "findings", "schedule_rows", "promises", "progress", "baselines")


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "received_files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("programme", sa.String(80), nullable=False),
        sa.Column("status_date", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("received_files.sha256"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("filename", "actor", "note")),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outline", sa.Text, nullable=False),
        sa.UniqueConstraint("programme", "status_date", "version"),
    )
    op.create_table(
        "baselines",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("programme", sa.String(80), nullable=False, index=True),
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("approved_on", sa.Date, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    _of_revision("findings", code=sa.Text, sheet=sa.Text, cell=sa.Text, value=sa.Text, facts=sa.Text)
    _of_revision(
        "schedule_rows",
        row=sa.Integer,
        level=sa.Integer,
        percent_complete=sa.Float,
        **dict.fromkeys(_TEXTS, sa.Text),
        **{f"{name}_{part}": kind for name in _DATES for part, kind in _PARTS.items()},
    )
    op.create_index("schedule_rows_by_row_id", "schedule_rows", ["row_id"])
    texts = ("precision", "side", "office_text", "promised_text", "said_by", "source_url", "confidence", "cell")
    _of_revision(
        "promises",
        row_id=sa.Text,
        said_on=sa.Date,
        promised_first=sa.Date,
        promised_last=sa.Date,
        **dict.fromkeys(texts, sa.Text),
    )
    _of_revision(
        "progress", measure=sa.Text, as_of=sa.Date, value=sa.Float, unit=sa.Text, source_url=sa.Text, cell=sa.Text
    )
    for table in _KEPT:
        _refuse_changes(table)


def _of_revision(table: str, /, **columns: type[sa.types.TypeEngine]) -> None:
    op.create_table(
        table,
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *(sa.Column(column, kind, nullable=True) for column, kind in columns.items()),
    )


def _refuse_changes(table: str) -> None:
    """Let the database itself refuse to update or delete a row."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION kept_for_ever() RETURNS trigger AS "
            "$$ BEGIN RAISE EXCEPTION 'kept for ever: %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
        )
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
