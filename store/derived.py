"""What was worked out of revisions, so that nobody works it out twice. All of it may be taken away at any time."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, cast, delete, insert, select

from store import tables as t
from store.records import Derived, Fault


def kept(connection: Connection, wanted: Sequence[Derived]) -> dict[Derived, bytes]:
    """See `Store.derived`: one query, however many are wanted."""
    c = t.derived.c
    among = [column.in_({getattr(one, column.name) for one in wanted}) for column in (c.revision_id, c.kind)]
    rows = {(r.revision_id, r.baseline_id, r.kind): r for r in connection.execute(_rows().where(*among))}
    found = ((one, rows.get(_key(one))) for one in wanted)
    return {
        one: row.content for one, row in found if row and row.basis == one.basis and _digest(row.content) == row.digest
    }


def keep(connection: Connection, made: Sequence[Derived]) -> None:
    """See `Store.keep_derived`."""
    c = t.derived.c
    for one in made:
        revision_id, baseline_id, kind = _key(one)
        same = (c.revision_id == revision_id) & (c.baseline_id == baseline_id) & (c.kind == kind)
        connection.execute(delete(t.derived).where(same))
        connection.execute(insert(t.derived), {**vars(one), "digest": _digest(one.content)})


def faults(connection: Connection) -> Iterator[Fault]:
    """What no longer is as it was kept. Nothing is lost: it is worked out anew when somebody looks."""
    for row in connection.execute(_rows()):
        if _digest(row.content) != row.digest:
            yield Fault("derived-damaged", row.revision_id, row.kind)


def _key(one: Derived) -> tuple[str, str, str]:
    return one.revision_id, one.baseline_id, one.kind


def _rows() -> Select[Any]:
    """All that is kept, its content as bytes whatever somebody put there: SQLite holds text in any column."""
    c = t.derived.c
    return select(
        c.revision_id, c.baseline_id, c.kind, c.basis, c.digest, cast(c.content, LargeBinary).label("content")
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
