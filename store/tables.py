"""The tables. Those that hold frames take their columns from the frames' own schemas."""

import pandera.pandas as pa
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from schedule import PROGRESS, PROMISES, ROWS

metadata = MetaData()

received_files = Table(
    "received_files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("status_date", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", ForeignKey("received_files.sha256"), nullable=False),
    Column("filename", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("outline", Text, nullable=False, comment="JSON: sheet, title, heading rows, fields, columns"),
    UniqueConstraint("programme", "status_date", "version"),
)

findings = Table(
    "findings",
    metadata,
    Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(60), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("facts", Text, nullable=False, comment="JSON"),
)

baselines = Table(
    "baselines",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("programme", String(80), nullable=False, index=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False),
    Column("approved_on", Date, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
    Column("action", String(20), nullable=False),
    Column("draft_id", String(40), nullable=False),
    Column("restores", String(120), nullable=False),
    Column("terms", Text, nullable=False, comment="JSON: base, reasons, accepted, decisions"),
    Column("is_claimed", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("counts", Text, nullable=False, comment="JSON: frame -> rows"),
    Column("digest", String(64), nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("programme", String(80), nullable=False, index=True),
    Column("sha256", ForeignKey("received_files.sha256"), nullable=False),
    Column("filename", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

draft_states = Table(
    "draft_states",
    metadata,
    Column("draft_id", ForeignKey("drafts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("status_date", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("terms", Text, nullable=False, comment="JSON: base, reasons, accepted, decisions"),
    Column("revision_id", ForeignKey("revisions.id"), nullable=True),
    Column("actor", Text, nullable=False),
    Column("is_claimed", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

row_events = Table(
    "row_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("programme", String(80), nullable=False),
    Column("row_id", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("thread", Integer, nullable=False),
    Column("facts", Text, nullable=False, comment="JSON: what is said, by name"),
    Column("evidence", ForeignKey("received_files.sha256"), nullable=True),
    Column("evidence_name", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("is_claimed", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
Index("row_events_by_row", row_events.c.programme, row_events.c.row_id)

scenarios = Table(
    "scenarios",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("programme", String(80), nullable=False, index=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("changes", Text, nullable=False, comment="JSON: what would be otherwise, in its order"),
    Column("actor", Text, nullable=False),
    Column("is_claimed", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

scenario_withdrawals = Table(
    "scenario_withdrawals",
    metadata,
    Column("scenario", ForeignKey("scenarios.number"), primary_key=True, autoincrement=False),
    Column("actor", Text, nullable=False),
    Column("is_claimed", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    Column("is_claimed", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(120), nullable=False, index=True),
    Column("before", Text, nullable=False, comment="JSON"),
    Column("after", Text, nullable=False, comment="JSON"),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

derived = Table(
    "derived",
    metadata,
    Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
    Column("baseline_id", String(120), primary_key=True, comment='the approved revision; "" where none was'),
    Column("kind", String(20), primary_key=True),
    Column("basis", String(64), nullable=False, comment="of all else that it was worked out from"),
    Column("digest", String(64), nullable=False, comment="sha256 of the content"),
    Column("content", LargeBinary, nullable=False),
)


def _frame_table(name: str, schema: pa.DataFrameSchema) -> Table:
    """A table with one column a column of the schema, keyed by revision and position."""
    kinds = {"datetime": Date, "int": Integer, "float": Float}
    made = (
        Column(column, next((kind for word, kind in kinds.items() if word in str(spec.dtype)), Text), nullable=True)
        for column, spec in schema.columns.items()
    )
    return Table(
        name,
        metadata,
        Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *made,
    )


schedule_rows = _frame_table("schedule_rows", ROWS)
promises = _frame_table("promises", PROMISES)
progress = _frame_table("progress", PROGRESS)
Index("schedule_rows_by_row_id", schedule_rows.c.row_id)

FRAMES: tuple[tuple[str, Table, pa.DataFrameSchema], ...] = (
    ("rows", schedule_rows, ROWS),
    ("promises", promises, PROMISES),
    ("progress", progress, PROGRESS),
)
"""What a schedule holds, where it is kept, and in which form it goes out again."""

KEPT_FOR_EVER = (
    received_files, revisions, findings, schedule_rows, promises, progress, baselines, publications, drafts,
    draft_states, audit, row_events, scenarios, scenario_withdrawals,
)  # fmt: skip
"""No row of these is ever changed or deleted; the database itself refuses."""
