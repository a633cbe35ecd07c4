"""Named scenarios, and which of them were taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create both tables, empty."""
    op.create_table(
        "scenarios",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("programme", sa.String(80), nullable=False),
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_scenarios_programme", "scenarios", ["programme"])
    op.create_table(
        "scenario_withdrawals",
        sa.Column("scenario", sa.Integer, sa.ForeignKey("scenarios.number"), primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("is_claimed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    for table in ("scenarios", "scenario_withdrawals"):
        _keep_for_ever(table)


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
