"""Frames for tests: a good row, changed by keywords; a date is a day, an ISO text or a pair of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from schedule import PROMISES, ROWS, Span, frame, span_columns

Day = str | date | tuple[str | None, str | None] | None


def span(days: Day, precision: str = "") -> Span:
    """`"2024-06-30"` is that day, `("2024-04-01", "2024-06-30")` coarse, `(None, day)` open below, None no date."""
    if days is None:
        return Span()
    first, last = days if isinstance(days, tuple) else (days, days)
    ends = [date.fromisoformat(str(end)) if end else None for end in (first, last)]
    return Span(ends[0], ends[1], precision or ("day" if None in ends or ends[0] == ends[1] else "month"))


def milestone(
    row_id: str = "M1", *, baseline: Day = None, forecast: Day = None, actual: Day = None, **changes: Any
) -> dict[str, Any]:
    """One record of a `ROWS` frame: a milestone with its three finishes."""
    finishes = {"baseline_finish": baseline, "forecast_finish": forecast, "actual_finish": actual}
    dates = {name: part for field, days in finishes.items() for name, part in span_columns(field, span(days)).items()}
    good = {
        "row_id": row_id,
        "row": 11,
        "level": 1,
        "kind": "milestone",
        "name": f"Mốc {row_id}",
        "owner": "Sở Xây dựng",
    }
    return {**good, **dates, **changes}


def rows(*records: Mapping[str, Any]) -> pd.DataFrame:
    """A `ROWS` frame of these records."""
    return frame(ROWS, [dict(record) for record in records])


def promises(*told: tuple[str, str, Day]) -> pd.DataFrame:
    """A `PROMISES` frame of (row, day it was said, promised days)."""
    return frame(
        PROMISES,
        [
            {
                "row_id": row_id,
                "said_on": said_on,
                "promised_first": span(days).first,
                "promised_last": span(days).last,
                "precision": span(days).precision,
                "office_text": str(days),
                "promised_text": f"“{days}”",
                "said_by": "Chủ tịch",
                "source_url": "https://example.org",
            }
            for row_id, said_on, days in told
        ],
    )
