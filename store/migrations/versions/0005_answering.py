"""Who watches a row."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what rows have gained."""
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("schedule_rows")}
    if "watcher" not in present:
        op.add_column("schedule_rows", sa.Column("watcher", sa.Text, nullable=True))
