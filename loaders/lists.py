"""The sheets beside the schedule: *Các lần hẹn* (promises) and the measured progress."""

import pandas as pd

from loaders.dates import DateContext, read_date
from loaders.grid import Grid, as_text
from loaders.headings import list_columns
from schedule import PROGRESS, PROMISES, Code, Finding, Gate, Span, frame

_LOOKED_AT = 20


def _found(grid: Grid, kind: str) -> tuple[int, dict[str, int]] | None:
    """The heading row of a list and its columns; None where the sheet is no such list."""
    for row in range(min(grid.height, _LOOKED_AT)):
        if columns := list_columns(kind, [grid.text(row, column) for column in range(grid.width)]):
            return row, columns
    return None


def read_promises(grid: Grid, gates: tuple[Gate, ...]) -> tuple[pd.DataFrame, list[Finding]] | None:
    """The promises that a sheet lists, and what is doubtful; None where the sheet lists none."""
    found = _found(grid, "promises")
    if found is None:
        return None
    heading, at = found
    context = DateContext(day_first=True, gates=gates)
    records, findings = [], []
    for row in range(heading + 1, grid.height):
        said_on = _date(grid, row, at["said_on"], context)
        promised = _date(grid, row, at["promised"], context)
        row_id, cell = grid.text(row, at["row_id"]), grid.cell(row, at["promised"])
        if not row_id and not grid.text(row, at["promised"]):
            continue
        if said_on.first is None or not row_id:
            findings.append(
                Finding(Code.DATE_UNREAD, grid.sheet, grid.cell(row, at["said_on"]), grid.text(row, at["said_on"]))
            )
            continue
        if not promised.is_dated:
            findings.append(Finding(Code.DATE_UNREAD, grid.sheet, cell, grid.text(row, at["promised"])))
        texts = {name: _text(grid, row, at[name]) for name in ("promised_text", "said_by", "source_url", "confidence")}
        records.append(
            {
                "row_id": row_id,
                "said_on": said_on.first,
                "promised_first": promised.first,
                "promised_last": promised.last,
                "precision": promised.precision,
                "side": promised.side,
                "office_text": promised.text,
                "cell": cell,
                **texts,
            }
        )
    return frame(PROMISES, records), findings


def read_progress(grid: Grid, gates: tuple[Gate, ...]) -> tuple[pd.DataFrame, list[Finding]] | None:
    """The measured values that a sheet lists, and what is doubtful; None where the sheet lists none."""
    found = _found(grid, "progress")
    if found is None:
        return None
    heading, at = found
    context = DateContext(day_first=True, gates=gates)
    records, findings = [], []
    for row in range(heading + 1, grid.height):
        if not grid.text(row, at["measure"]):
            continue
        day, value = _date(grid, row, at["as_of"], context), grid.value(row, at["value"])
        if day.last is None or not isinstance(value, float | int):
            column = "as_of" if day.last is None else "value"
            findings.append(
                Finding(Code.DATE_UNREAD, grid.sheet, grid.cell(row, at[column]), grid.text(row, at[column]))
            )
            continue
        texts = {name: _text(grid, row, at[name]) for name in ("measure", "unit", "source_url")}
        records.append({**texts, "as_of": day.last, "value": float(value), "cell": grid.cell(row, at["value"])})
    return frame(PROGRESS, records), findings


def _date(grid: Grid, row: int, column: int, context: DateContext) -> Span:
    value = grid.value(row, column)
    if hasattr(value, "year"):
        day = value.date() if hasattr(value, "hour") else value
        return Span(day, day, "day", text=as_text(value))
    return read_date(as_text(value), context)


def _text(grid: Grid, row: int, column: int) -> str:
    return as_text(grid.value(row, column)).strip()
