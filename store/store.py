"""One store: revisions go in whole or not at all, and come out as they went in."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from schedule import PROGRESS, PROMISES, ROWS, Code, Finding, Schedule, frame
from schedule.errors import RevisionNotFound, StoreUnavailable
from store import tables as t
from store.records import Baseline, NewRevision, Revision

_FRAMES: tuple[tuple[str, Table, pa.DataFrameSchema], ...] = (
    ("rows", t.schedule_rows, ROWS),
    ("promises", t.promises, PROMISES),
    ("progress", t.progress, PROGRESS),
)
_HISTORY = (
    "row_id", "kind", "forecast_finish_first", "forecast_finish_last", "forecast_finish_text",
    "actual_finish_first", "actual_finish_last",
)  # fmt: skip
_TRIES = 5
"""Two that publish the same day at once take different versions; the later one tries again."""


class Store:
    """The revisions of all programmes. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Open the database at `url`, and bring its tables up to date.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        try:
            self._engine = create_engine(url, pool_pre_ping=True)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _prepare_sqlite)
            self._migrate()
        except (DBAPIError, OSError, ImportError, ValueError) as error:
            raise StoreUnavailable(reason=str(error).splitlines()[0]) from error

    @property
    def engine(self) -> Engine:
        """The database's engine, for the store's own tests."""
        return self._engine

    def add(self, new: NewRevision) -> Revision:
        """Keep one revision: see `add_all`."""
        return self.add_all([new])[0]

    def add_all(self, new: Sequence[NewRevision]) -> list[Revision]:
        """Keep revisions, all or none.

        The same bytes for the same programme and status date are recognised: the revision already kept is answered.
        Other bytes for the same status date become its next version.
        """
        for attempt in range(_TRIES):
            try:
                with self._engine.begin() as connection:
                    return [self._add(connection, one) for one in new]
            except IntegrityError:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def _add(self, connection: Connection, new: NewRevision) -> Revision:
        sha256 = hashlib.sha256(new.received).hexdigest()
        same_day = (t.revisions.c.programme == new.programme) & (t.revisions.c.status_date == new.status_date)
        kept = connection.execute(select(t.revisions).where(same_day).order_by(t.revisions.c.version)).all()
        for row in kept:
            if row.sha256 == sha256:
                return _revision(row)
        if not connection.scalar(select(func.count()).where(t.received_files.c.sha256 == sha256)):
            content = {"sha256": sha256, "content": new.received, "size": len(new.received)}
            connection.execute(insert(t.received_files), content)
        version = kept[-1].version + 1 if kept else 1
        values = {
            "id": f"{new.programme}@{new.status_date.isoformat()}.{version}",
            "programme": new.programme,
            "status_date": new.status_date,
            "version": version,
            "sha256": sha256,
            "filename": new.filename,
            "actor": new.actor,
            "note": new.note,
            "published_at": new.published_at.astimezone(UTC),
            "outline": _outline(new.schedule),
        }
        connection.execute(insert(t.revisions), values)
        _keep_contents(connection, str(values["id"]), new)
        return _revision(connection.execute(select(t.revisions).where(t.revisions.c.id == values["id"])).one())

    def revisions(self, programme: str | None = None, *, until: date | None = None) -> list[Revision]:
        """Kept revisions, oldest status date first, versions of one day in their order."""
        query = select(t.revisions).order_by(t.revisions.c.status_date, t.revisions.c.version)
        if programme:
            query = query.where(t.revisions.c.programme == programme)
        if until:
            query = query.where(t.revisions.c.status_date <= until)
        with self._engine.connect() as connection:
            return [_revision(row) for row in connection.execute(query)]

    def revision(self, revision_id: str) -> Revision:
        """One revision.

        Raises:
            RevisionNotFound: None has that id.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(t.revisions).where(t.revisions.c.id == revision_id)).one_or_none()
        if row is None:
            raise RevisionNotFound(programme=revision_id.split("@")[0], wanted=revision_id)
        return _revision(row)

    def latest(self, programme: str, as_of: date | None = None) -> Revision | None:
        """The newest version of the newest status date up to `as_of`; None where there is none."""
        return self._newest((t.revisions.c.programme == programme) & (t.revisions.c.status_date <= (as_of or date.max)))

    def previous(self, revision: Revision) -> Revision | None:
        """The newest version of the status date before this revision's; None where it is the first."""
        same = t.revisions.c.programme == revision.programme
        return self._newest(same & (t.revisions.c.status_date < revision.status_date))

    def _newest(self, condition: Any) -> Revision | None:
        newest_first = select(t.revisions).order_by(t.revisions.c.status_date.desc(), t.revisions.c.version.desc())
        with self._engine.connect() as connection:
            row = connection.execute(newest_first.where(condition).limit(1)).one_or_none()
        return _revision(row) if row else None

    def schedule(self, revision_id: str) -> Schedule:
        """The schedule exactly as it was kept.

        Raises:
            RevisionNotFound: None has that id.
        """
        with self._engine.connect() as connection:
            outline = connection.scalar(select(t.revisions.c.outline).where(t.revisions.c.id == revision_id))
            if outline is None:
                raise RevisionNotFound(programme=revision_id.split("@")[0], wanted=revision_id)
            frames = {name: _frame(connection, table, schema, revision_id) for name, table, schema in _FRAMES}
        kept = json.loads(outline)
        return Schedule(**frames, **{**kept, "heading_rows": tuple(kept["heading_rows"])})

    def findings(self, revision_id: str) -> list[Finding]:
        """What was found in the revision's workbook, in the order it was found."""
        query = select(t.findings).where(t.findings.c.revision_id == revision_id).order_by(t.findings.c.position)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Finding(Code(r.code), r.sheet, r.cell, r.value, json.loads(r.facts)) for r in rows]

    def received(self, revision_id: str) -> bytes:
        """The workbook that the revision came from, byte for byte.

        Raises:
            RevisionNotFound: None has that id.
        """
        query = select(t.received_files.c.content).join(t.revisions).where(t.revisions.c.id == revision_id)
        with self._engine.connect() as connection:
            content = connection.scalar(query)
        if content is None:
            raise RevisionNotFound(programme=revision_id.split("@")[0], wanted=revision_id)
        return bytes(content)

    def row_history(self, programme: str, *, until: date) -> pd.DataFrame:
        """What each status date up to `until` forecast and knew done: newest version of each day, one query.

        Returns:
            `status_date`, `row_id`, `kind`, `forecast_finish_first/_last/_text`, `actual_finish_first/_last`; dates are
            datetime64, NaT where absent; oldest status date first, rows in the table's order.
        """
        newest = (
            select(t.revisions.c.status_date, func.max(t.revisions.c.version).label("version"))
            .where((t.revisions.c.programme == programme) & (t.revisions.c.status_date <= until))
            .group_by(t.revisions.c.status_date)
            .subquery()
        )
        columns = [t.schedule_rows.c[name] for name in _HISTORY]
        query = (
            select(t.revisions.c.status_date, *columns)
            .join(t.revisions, t.revisions.c.id == t.schedule_rows.c.revision_id)
            .join(
                newest,
                (newest.c.status_date == t.revisions.c.status_date) & (newest.c.version == t.revisions.c.version),
            )
            .where(t.revisions.c.programme == programme)
            .order_by(t.revisions.c.status_date, t.schedule_rows.c.position)
        )
        with self._engine.connect() as connection:
            found = pd.DataFrame(connection.execute(query).all(), columns=["status_date", *_HISTORY])
        for name in ("status_date", *(n for n in _HISTORY if n.endswith(("_first", "_last")))):
            found[name] = pd.to_datetime(found[name]).astype("datetime64[ns]")
        return found

    def approve_baseline(
        self, programme: str, revision_id: str, approved_on: date, actor: str, reason: str, recorded_at: datetime
    ) -> Baseline:
        """Record that a revision was approved as the baseline; earlier approvals stay on record."""
        self.revision(revision_id)
        values = {
            "programme": programme,
            "revision_id": revision_id,
            "approved_on": approved_on,
            "actor": actor,
            "reason": reason,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(t.baselines), {**values, "recorded_at": recorded_at.astimezone(UTC)})
        return Baseline(programme, revision_id, approved_on, actor, reason)

    def approved_baseline(self, programme: str, as_of: date) -> Baseline | None:
        """The baseline approved last, up to `as_of`; None where none was."""
        c = t.baselines.c
        query = select(c.programme, c.revision_id, c.approved_on, c.actor, c.reason).order_by(
            c.approved_on.desc(), c.id.desc()
        )
        with self._engine.connect() as connection:
            row = connection.execute(query.where((c.programme == programme) & (c.approved_on <= as_of))).first()
        return Baseline(*row) if row else None

    def version(self) -> str:
        """A marker that changes with every publication and every approval; cheap to ask."""
        counts = [select(func.count()).select_from(table).scalar_subquery() for table in (t.revisions, t.baselines)]
        with self._engine.connect() as connection:
            return "-".join(str(count) for count in connection.execute(select(*counts)).one())

    def _migrate(self) -> None:
        """Run the migrations; two processes that start at once wait for each other."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.execute(text("BEGIN IMMEDIATE"))
            elif connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(20240109)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """Readers do not wait for a writer; a second writer waits; references are checked."""
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _revision(row: Any) -> Revision:
    published = row.published_at if row.published_at.tzinfo else row.published_at.replace(tzinfo=UTC)
    return Revision(
        row.id, row.programme, row.status_date, row.version, row.sha256, row.filename, row.actor, row.note, published
    )


def _outline(schedule: Schedule) -> str:
    names = ("sheet", "title", "heading_rows", "fields", "columns")
    return json.dumps({name: getattr(schedule, name) for name in names}, ensure_ascii=False)


def _keep_contents(connection: Connection, revision_id: str, new: NewRevision) -> None:
    for name, table, _ in _FRAMES:
        records = _records(getattr(new.schedule, name))
        if records:
            connection.execute(
                insert(table), [{"revision_id": revision_id, "position": i, **r} for i, r in enumerate(records)]
            )
    if new.findings:
        connection.execute(
            insert(t.findings),
            [
                {
                    "revision_id": revision_id,
                    "position": i,
                    "code": str(f.code),
                    "sheet": f.sheet,
                    "cell": f.cell,
                    "value": f.value,
                    "facts": json.dumps(f.facts, ensure_ascii=False),
                }
                for i, f in enumerate(new.findings)
            ],
        )


def _records(rows: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Plain values for the database: absent is None, a day is a date."""
    plain = rows.astype(object).where(rows.notna(), None)
    for name in rows.columns[[str(kind).startswith("datetime") for kind in rows.dtypes]]:
        plain[name] = [None if day is None else day.date() for day in plain[name]]
    return plain.to_dict("records")


def _frame(connection: Connection, table: Table, schema: pa.DataFrameSchema, revision_id: str) -> pd.DataFrame:
    columns = [table.c[name] for name in schema.columns]
    found = connection.execute(select(*columns).where(table.c.revision_id == revision_id).order_by(table.c.position))
    return frame(schema, [row._asdict() for row in found])
