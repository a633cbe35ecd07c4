"""A place for what was worked out of revisions. Nothing is lost with it: it is worked out anew where it is missing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "derived",
        sa.Column("revision_id", sa.String(120), sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("baseline_id", sa.String(120), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("basis", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
