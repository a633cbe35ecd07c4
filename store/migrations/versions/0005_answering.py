"""Who watches a row; and what is said about rows: questions, answers, confirmations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what rows have gained, and the table of what is said about them."""
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("schedule_rows")}
    if "watcher" not in present:
        op.add_column("schedule_rows", sa.Column("watcher", sa.Text, nullable=True))
    op.create_table(
        "row_events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("programme", sa.String(80), nullable=False),
        sa.Column("row_id", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("thread", sa.Integer, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("evidence", sa.String(64), sa.ForeignKey("received_files.sha256"), nullable=True),
        sa.Column("evidence_name", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("row_events_by_row", "row_events", ["programme", "row_id"])
    _keep_for_ever("row_events")


def _keep_for_ever(table: str) -> None:
    """Let the database itself refuse to change, delete or empty."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION kept_for_ever()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kept_for_ever()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'kept for ever: {table}'); END"
        )
