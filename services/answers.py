"""What the terminal door answers: plain JSON values, whose names other programs rely on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from loaders import unit_of
from schedule import SLIPPAGES, Finding, Reading, Span, Words, span_of
from services.states import ProgrammeState, newest_status_date, state, states
from services.tracker import Tracker

_SPAN_KEYS = ("first", "last", "precision", "text")
_READ_DATES = (
    "baseline_start",
    "baseline_finish",
    "forecast_start",
    "forecast_finish",
    "actual_start",
    "actual_finish",
)


def assessment(tracker: Tracker, programme_id: str | None, as_of: date | None) -> dict[str, Any]:
    """Every programme, or one, and its milestones as they stood on `as_of` (default: the newest status date).

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    day = as_of or newest_status_date(tracker)
    asked = [state(tracker, programme_id, day)] if programme_id else states(tracker, day)
    return {
        "as_of": day.isoformat(),
        "programmes": [_programme(s) for s in asked],
        "milestones": [_milestone(s, row) for s in asked for row in s.milestones.to_dict("records")],
    }


def reading(read: Reading, words: Words) -> dict[str, Any]:
    """What was understood of a workbook, row by row, and everything found on the way."""
    schedule = read.schedule
    return {
        "sheet": schedule.sheet,
        "heading_rows": list(schedule.heading_rows),
        "fields": schedule.fields,
        "rows": [_row(row) for row in schedule.rows.to_dict("records")],
        "promises": len(schedule.promises),
        "progress": len(schedule.progress),
        "findings": [finding(f, words) for f in read.findings],
    }


def finding(found: Finding, words: Words) -> dict[str, str]:
    """One finding with its sentence and its remedy."""
    facts = {"value": found.value, "cell": found.cell, "sheet": found.sheet, **found.facts}
    if "field" in facts:
        facts["field_name"] = words(f"field.{facts['field']}")
    if "looks_like" in facts:
        facts["likeness"] = words("likeness" if facts["looks_like"] else "likeness.none", programme=facts["looks_like"])
    return {
        "code": str(found.code),
        "severity": str(found.severity),
        "sheet": found.sheet,
        "cell": found.cell,
        "value": found.value,
        "message": words(f"finding.{found.code}", **facts),
        "remedy": words(f"remedy.{found.code}", **facts),
    }


def _programme(s: ProgrammeState) -> dict[str, Any]:
    return {
        "id": s.programme.id,
        "name": s.programme.name_vi,
        "status_date": s.status_date.isoformat() if s.status_date else None,
        "revision": s.revision.id if s.revision else None,
        "status": s.status,
        "milestones_total": len(s.milestones),
        "milestones_illustrative": s.glance.illustrative,
        "milestones_due": s.completion.due,
        "milestones_done": s.done,
        "freshness_days": s.freshness_days,
        "problem": s.problem and {"code": s.problem.error.code, **s.problem.error.facts},
    }


def _milestone(s: ProgrammeState, row: dict[str, Any]) -> dict[str, Any]:
    assert s.revision is not None  # milestones exist only with a revision
    assert s.schedule is not None
    return {
        "programme": s.programme.id,
        "id": row["row_id"],
        "name": row["name"],
        "owner": row["owner"],
        "status": row["status"],
        "status_reason": row["status_reason"] or None,
        "declared_status": row["declared_status"] or None,
        **{
            name: _span(row, name)
            for name in ("baseline_finish", "approved_finish", "forecast_finish", "actual_finish")
        },
        **{key: days for name in SLIPPAGES for key, days in _slippage(row, name)},
        "overdue_days": _whole(row["overdue_days"]),
        "redatings": int(row["redatings"]),
        "late_redatings": int(row["late_redatings"]),
        "source": {"revision": s.revision.id, "sheet": s.schedule.sheet, "cell": row["cell"]},
    }


def _span(row: dict[str, Any], name: str) -> dict[str, Any] | None:
    first, last = row[f"{name}_first"], row[f"{name}_last"]
    if pd.isna(first) and pd.isna(last):
        return None
    return {
        "first": None if pd.isna(first) else first.date().isoformat(),
        "last": None if pd.isna(last) else last.date().isoformat(),
        "precision": row[f"{name}_precision"],
        "text": row[f"{name}_text"],
    }


def _slippage(row: dict[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    """A slippage as [min, max]; of what is only known to be done by a day there is no min, and the most that it can be."""
    least, most = _whole(row[f"{name}_min"]), _whole(row[f"{name}_max"])
    yield f"{name}_days", None if least is None or most is None else [least, most]
    yield f"{name}_at_most_days", most if least is None else None


def _whole(number: float) -> int | None:
    return None if pd.isna(number) else int(number)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    def dated(name: str) -> dict[str, Any] | None:
        span: Span = span_of(row, name)
        return {**span.as_dict(), "cell": row[f"{name}_cell"]} if span.text or span.is_dated else None

    return {
        "row": row["row"],
        "id": row["row_id"],
        **{name: row[name] for name in ("wbs", "level", "kind", "name", "owner", "coordinating", "responsible_person")},
        "unit": unit_of(row["owner"]),
        "watcher": row["watcher"],
        "percent_complete": None if pd.isna(row["percent_complete"]) else row["percent_complete"],
        "status": row["status_text"],
        "deliverable": row["deliverable"],
        "document_no": row["document_no"],
        "note": row["note"],
        **{name: dated(name) for name in _READ_DATES},
        "predecessors": row["predecessors"],
    }
