"""What holds a row's dates: its constraint and its deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = {"constraint_type": sa.Text, "constraint_date": sa.Date, "deadline": sa.Date}


def upgrade() -> None:
    """Add what rows have gained."""
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("schedule_rows")}
    for name, kind in _COLUMNS.items():
        if name not in present:
            op.add_column("schedule_rows", sa.Column(name, kind, nullable=True))
