"""How the rows of a programme stood on each status date: one query, however many revisions there are."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from store import tables as t

_HISTORY = (
    "row_id", "kind", "forecast_finish_first", "forecast_finish_last", "forecast_finish_text",
    "actual_finish_first", "actual_finish_last",
)  # fmt: skip


def row_history(connection: Connection, programme: str, until: date) -> pd.DataFrame:
    """See `Store.row_history`."""
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
    names = ("status_date", *_HISTORY)
    values = list(zip(*connection.execute(query).all(), strict=True)) or [()] * len(names)
    return pd.DataFrame({name: _column(name, list(column)) for name, column in zip(names, values, strict=True)})


def _column(name: str, values: list[Any]) -> Any:
    if name == "status_date" or name.endswith(("_first", "_last")):
        return np.array(values, dtype="datetime64[D]").astype("datetime64[ns]")
    return pd.array(values, dtype="str") if values else pd.Series(dtype=object)
