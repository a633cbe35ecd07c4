"""The typed frames that cross the rooms' doors.

A date field `F` (one of `DATE_FIELDS`) takes seven columns: `F_first`, `F_last` (datetime64, NaT where open or absent),
`F_precision`, `F_side`, `F_text` (the cell's own words), `F_cell` (A1 address) and `F_lag`; text columns are "" where absent.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow

from schedule.findings import Excerpt, Finding
from schedule.spans import Span

DATE_FIELDS = (
    "baseline_start", "baseline_finish", "forecast_start", "forecast_finish", "actual_start", "actual_finish",
)  # fmt: skip
DATE_PARTS = ("first", "last", "precision", "side", "text", "cell", "lag")

CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
"""What holds a date of a row: as soon or as late as possible; must start or finish on; start or finish no earlier or no later than."""

ROW_TEXTS = (
    "row_id", "wbs", "kind", "name", "owner", "coordinating", "responsible_person", "watcher", "percent_text",
    "status_text", "duration_text", "deliverable", "document_no", "predecessors", "note", "constraint_type",
)  # fmt: skip


def _text(**kw: Any) -> pa.Column:
    return pa.Column(str, nullable=False, **kw)


def _day() -> pa.Column:
    return pa.Column("datetime64[ns]", nullable=True)


def _date_columns() -> dict[str, pa.Column]:
    parts = {"first": _day, "last": _day}
    return {f"{name}_{part}": parts.get(part, _text)() for name in DATE_FIELDS for part in DATE_PARTS}


ROWS = pa.DataFrameSchema(
    {
        "row": pa.Column(int, nullable=False),
        "level": pa.Column(int, pa.Check.ge(0), nullable=False),
        "percent_complete": pa.Column(float, pa.Check.in_range(0, 100), nullable=True),
        "duration_days": pa.Column(float, nullable=True),
        "weight": pa.Column(float, nullable=True),
        **{name: _text() for name in ROW_TEXTS},
        "constraint_date": _day(),
        "deadline": _day(),
        **_date_columns(),
    },
    checks=pa.Check(lambda f: f["kind"].isin(["summary", "task", "milestone"])),
    coerce=True,
    strict=True,
    name="Rows",
)
"""One row a row of the table, in the table's order: summaries (groups), tasks (work with a duration) and milestones.

`predecessors` names row ids, joined by ";", of other programmes as `programme:id`; a link that is not plain finish-to-start
carries its kind and lag behind the id ("L-PASS SS+5d"): see `links_of`. `duration_days` are days as the heading says them.
`constraint_type` is one of `CONSTRAINTS` or "", and holds the row at `constraint_date`; it should be finished by `deadline`.
"""

PROMISES = pa.DataFrameSchema(
    {
        "row_id": _text(),
        "said_on": pa.Column("datetime64[ns]", nullable=False),
        "promised_first": _day(),
        "promised_last": _day(),
        "precision": _text(),
        "side": _text(),
        "office_text": _text(),
        "promised_text": _text(),
        "said_by": _text(),
        "source_url": _text(),
        "confidence": _text(),
        "cell": _text(),
    },
    coerce=True,
    strict=True,
    name="Promises",
)
"""One row a promised date, as the sheet *Các lần hẹn* lists them."""

PROGRESS = pa.DataFrameSchema(
    {
        "measure": _text(),
        "as_of": pa.Column("datetime64[ns]", nullable=False),
        "value": pa.Column(float, nullable=False),
        "unit": _text(),
        "source_url": _text(),
        "cell": _text(),
    },
    coerce=True,
    strict=True,
    name="Progress",
)
"""One row a measured value of one progress series (land cleared, works done)."""


def frame(schema: pa.DataFrameSchema, records: list[dict[str, Any]] | dict[str, Any]) -> pd.DataFrame:
    """A frame of `schema` from records or columns: absent texts become "", absent dates NaT, absent numbers NaN.

    What the schema does not name is left out.

    Each column is built in the schema's own type, so that only what a type does not say is left to be checked.

    Raises:
        pandera.errors.SchemaErrors: A record breaks the schema (a programmer's mistake, not a planner's).
    """
    known = schema.columns
    given = records if isinstance(records, dict) else {name: [r.get(name) for r in records] for name in known}
    size = len(next(iter(given.values()), []))
    told = {name: values if len(values := given.get(name, ())) else [None] * size for name in known}
    made = pd.DataFrame({name: _column(str(c.dtype), told[name]) for name, c in known.items()})
    _values_schema(schema).validate(made, lazy=True)
    return made


def _column(kind: str, values: Any) -> Any:
    """Values as an array of the type that `kind` names."""
    if kind.startswith("str") and not any(values):
        # most columns of most tables are empty, and need no look at each value
        texts = pyarrow.repeat(pyarrow.scalar("", pyarrow.large_string()), len(values))
        return pd.arrays.ArrowStringArray(pyarrow.chunked_array([texts]), dtype=_STRING)
    if kind.startswith("datetime"):
        try:
            days = pyarrow.array(values, pyarrow.date32(), from_pandas=True)
        except (pyarrow.ArrowInvalid, TypeError):
            return pd.to_datetime(pd.Series(values, dtype=object)).to_numpy("datetime64[ns]")
        return days.to_numpy(zero_copy_only=False).astype("datetime64[ns]")
    if kind.startswith("float"):
        if isinstance(values, np.ndarray):
            return values
        return np.array([np.nan if v is None else v for v in values], dtype="float64")
    if kind.startswith("str"):
        texts = pyarrow.array(values, pyarrow.large_string(), from_pandas=True)
        return pd.arrays.ArrowStringArray(pyarrow.chunked_array([texts.fill_null("")]), dtype=_STRING)
    return np.array(values, dtype=kind)


_STRING = pd.StringDtype("pyarrow", na_value=np.nan)
"""What pandas calls "str"."""
_VALUES: dict[str, pa.DataFrameSchema] = {}


def _values_schema(schema: pa.DataFrameSchema) -> pa.DataFrameSchema:
    """What is left to check of a frame whose columns have the schema's types: values that must be there, or lie in bounds."""
    if schema.name not in _VALUES:
        checked = {
            name: column
            for name, column in schema.columns.items()
            if column.checks or not (column.nullable or str(column.dtype).startswith("str"))
        }
        _VALUES[schema.name] = pa.DataFrameSchema(checked, checks=schema.checks, name=schema.name)
    return _VALUES[schema.name]


def span_columns(name: str, span: Span, cell: str = "") -> dict[str, Any]:
    """The seven columns of date field `name` for one row."""
    return {
        f"{name}_first": span.first,
        f"{name}_last": span.last,
        f"{name}_precision": span.precision,
        f"{name}_side": span.side,
        f"{name}_text": span.text,
        f"{name}_cell": cell,
        f"{name}_lag": span.lag or "",
    }


def span_of(row: Any, name: str) -> Span:
    """The span of date field `name` in one row (a mapping or a Series) of a `ROWS` frame."""
    first, last = row[f"{name}_first"], row[f"{name}_last"]
    return Span(
        first=None if pd.isna(first) else pd.Timestamp(first).date(),
        last=None if pd.isna(last) else pd.Timestamp(last).date(),
        precision=row[f"{name}_precision"] or "none",
        side=row[f"{name}_side"] or "on",
        text=row[f"{name}_text"],
        lag=row[f"{name}_lag"] or None,
    )


def _number() -> pa.Column:
    return pa.Column(float, nullable=True)


NETWORK = pa.DataFrameSchema(
    {
        "row_id": _text(),
        "row": pa.Column(int, nullable=False),
        "kind": _text(),
        "name": _text(),
        **{name: _day() for name in ("early_start", "early_finish", "late_start", "late_finish")},
        **{name: _number() for name in ("es", "ef", "ls", "lf", "total_float", "free_float")},
        "is_critical": pa.Column(bool, nullable=False),
        "is_driving": pa.Column(bool, nullable=False),
    },
    coerce=True,
    strict=True,
    name="Network",
)
"""One row a row of the table, with its dates by the links.

`es`, `ef`, `ls`, `lf`: early and late start and finish in days of the calendar from the network's start; `early_start` …: the same
as dates, a finish being the last day worked. Floats in days of the calendar, − is behind a limit, NaN for what is finished. All are
missing for tasks of a loop. A summary's figures are those of its tasks. `is_driving`: on the chain of links that sets the target.
"""


@dataclass(frozen=True)
class Schedule:
    """One workbook as understood: its rows, its promises, its progress series, and where they stood."""

    rows: pd.DataFrame
    """A `ROWS` frame."""
    promises: pd.DataFrame
    """A `PROMISES` frame, empty where the workbook has no such sheet."""
    progress: pd.DataFrame
    """A `PROGRESS` frame, empty where the workbook has no such sheet."""
    sheet: str = ""
    """Name of the sheet that the rows came from."""
    title: str = ""
    """The table's title line."""
    heading_rows: tuple[int, ...] = ()
    """Excel row numbers of the heading."""
    fields: dict[str, str] = field(default_factory=dict)
    """Field -> the heading's own words."""
    columns: dict[str, str] = field(default_factory=dict)
    """Field -> column letter, so that the cell of any value is its letter and the row's number."""
    stated_on: date | None = None
    """The day that the workbook itself says it speaks for."""


Pick = tuple[str, str, str]
"""A column that a planner picked for a field: field, column letter, and the heading it must have to be meant again."""


@dataclass(frozen=True)
class Reading:
    """What came of one workbook: the schedule, and everything found on the way."""

    schedule: Schedule
    findings: tuple[Finding, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    """Column letter -> heading, of every column of the table, to pick from."""
    excerpts: tuple[Excerpt, ...] = ()
    """What stands around the cells of the first findings, worst first."""

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stops publishing."""
        return any(f.severity == "blocking" for f in self.findings)


STATUSES = (
    "overdue", "severely_late", "late", "slipping", "on_track", "done_late", "done", "not_assessable", "no_record",
)  # fmt: skip
"""Every computed status, worst first; the two grey ones last."""
FINISHED = ("done", "done_late")
"""Statuses of what is over."""

FINISHES = ("baseline_finish", "approved_finish", "forecast_finish", "actual_finish")
SLIPPAGES = ("variance_original", "variance_current", "slip_last_report")


def _finish_columns() -> dict[str, pa.Column]:
    parts = {"first": _day, "last": _day}
    names = ("first", "last", "precision", "side", "text")
    return {f"{name}_{part}": parts.get(part, _text)() for name in FINISHES for part in names}


def _slippage_columns() -> dict[str, pa.Column]:
    parts = ("min", "max", "days", "workdays")
    return {f"{name}_{part}": pa.Column(float, nullable=True) for name in SLIPPAGES for part in parts}


ASSESSED = pa.DataFrameSchema(
    {
        "row_id": _text(),
        "row": pa.Column(int, nullable=False),
        "wbs": _text(),
        "level": pa.Column(int, nullable=False),
        "kind": _text(),
        "name": _text(),
        "owner": _text(),
        "watcher": _text(),
        "deliverable": _text(),
        "predecessors": _text(),
        "note": _text(),
        "declared_status": _text(),
        "percent_complete": pa.Column(float, nullable=True),
        **_finish_columns(),
        "finish_first": _day(),
        "finish_last": _day(),
        **_slippage_columns(),
        "overdue_days": pa.Column(float, nullable=True),
        "redatings": pa.Column(int, nullable=False),
        "late_redatings": pa.Column(int, nullable=False),
        "status": _text(checks=pa.Check.isin(STATUSES)),
        "status_reason": _text(),
        "is_mismatch": pa.Column(bool, nullable=False),
        "is_coarse": pa.Column(bool, nullable=False),
        "cell": _text(),
    },
    coerce=True,
    strict=True,
    name="Assessed",
)
"""One row a task or milestone of one revision, judged at one status date.

`*_min`, `*_max`: the slippage as an interval of calendar days (NaN `min` where it is open below, both NaN where a date is
missing); `*_days`: last day less last day, calendar days; `*_workdays`: the same in working days. + is late.
`is_coarse`: a date behind the figures is coarser than a day, so that they are shown with "≈".
`cell`: A1 address of the date that the finish rests on.
"""
