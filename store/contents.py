"""A revision's content in the database: frames and findings in, frames and findings out, and their digest."""

import hashlib
import json
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, func, insert, select

from schedule import Code, Finding, Schedule, frame
from store import tables as t

_OUTLINE = ("sheet", "title", "heading_rows", "fields", "columns", "stated_on")
_COUNTED: dict[str, Table] = {**{name: table for name, table, _ in t.FRAMES}, "findings": t.findings}


def keep_contents(
    connection: Connection, revision_id: str, schedule: Schedule, findings: tuple[Finding, ...]
) -> tuple[dict[str, int], str]:
    """Insert the content of a revision; how many rows of each kind it has, and the digest of them all."""
    content = {name: _records(getattr(schedule, name)) for name, _, _ in t.FRAMES}
    content["findings"] = [
        {**_finding(f), "facts": json.dumps(f.facts, ensure_ascii=False, sort_keys=True)} for f in findings
    ]
    for name, records in content.items():
        if records:
            rows = [{"revision_id": revision_id, "position": i, **record} for i, record in enumerate(records)]
            connection.execute(insert(_COUNTED[name]), rows)
    return {name: len(records) for name, records in content.items()}, _digest(content)


def counts_held(connection: Connection) -> dict[str, dict[str, int]]:
    """Revision -> kind of content -> rows that the tables hold of it."""
    held: dict[str, dict[str, int]] = {}
    for name, table in _COUNTED.items():
        query = select(table.c.revision_id, func.count()).group_by(table.c.revision_id)
        for revision_id, number in connection.execute(query):
            held.setdefault(revision_id, {})[name] = number
    return held


def digest_held(connection: Connection, revision_id: str) -> str:
    """The digest of what the tables hold of a revision, made as `keep_contents` made it."""
    content = {}
    for name, table in _COUNTED.items():
        columns = [column for column in table.c if column.name not in ("revision_id", "position")]
        query = select(*columns).where(table.c.revision_id == revision_id).order_by(table.c.position)
        content[name] = [dict(row) for row in connection.execute(query).mappings()]
    return _digest(content)


def _digest(content: dict[str, list[dict[str, Any]]]) -> str:
    """sha256 over every value that is there, by name, so that a column added later changes no digest."""
    told = [
        [
            name,
            [
                sorted((key, _plain(value)) for key, value in record.items() if value not in (None, ""))
                for record in records
            ],
        ]
        for name, records in sorted(content.items())
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def kept_schedule(connection: Connection, revision_id: str, outline: str) -> Schedule:
    """The schedule as it was kept."""
    frames = {}
    for name, table, schema in t.FRAMES:
        columns = [table.c[column] for column in schema.columns]
        query = select(*columns).where(table.c.revision_id == revision_id).order_by(table.c.position)
        frames[name] = frame(schema, [row._asdict() for row in connection.execute(query)])
    kept: dict[str, Any] = json.loads(outline)
    kept["heading_rows"] = tuple(kept["heading_rows"])
    if kept.get("stated_on"):
        kept["stated_on"] = date.fromisoformat(kept["stated_on"])
    return Schedule(frames["rows"], frames["promises"], frames["progress"], **kept)


def kept_findings(connection: Connection, revision_id: str) -> list[Finding]:
    """The findings in the order they were found."""
    query = select(t.findings).where(t.findings.c.revision_id == revision_id).order_by(t.findings.c.position)
    return [Finding(Code(r.code), r.sheet, r.cell, r.value, json.loads(r.facts)) for r in connection.execute(query)]


def outline(schedule: Schedule) -> str:
    """What a schedule says besides its frames, as JSON."""
    return json.dumps({name: _plain(getattr(schedule, name)) for name in _OUTLINE}, ensure_ascii=False)


def _finding(found: Finding) -> dict[str, str]:
    return {"code": str(found.code), "sheet": found.sheet, "cell": found.cell, "value": found.value}


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Plain values for the database: absent is None, a day is a date."""
    columns = {name: _values(rows[name]) for name in rows.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> list[Any]:
    if str(column.dtype).startswith("datetime"):
        return [None if day is pd.NaT else day for day in column.dt.date]
    values = column.tolist()
    return [None if value != value else value for value in values] if column.dtype.kind == "f" else values
