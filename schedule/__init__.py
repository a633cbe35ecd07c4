"""The language that all rooms speak: spans, frames, calendars, gates, findings, failures."""

from schedule.calendars import WorkCalendar
from schedule.findings import Code, Excerpt, Finding, Severity
from schedule.frames import (
    ASSESSED,
    DATE_FIELDS,
    FINISHES,
    PROGRESS,
    PROMISES,
    ROWS,
    SLIPPAGES,
    STATUSES,
    Pick,
    Reading,
    Schedule,
    frame,
    predecessor_ids,
    span_columns,
    span_of,
)
from schedule.gates import Gate
from schedule.spans import PRECISIONS, SIDES, Span
from schedule.words import LANGUAGES, Words

__all__ = [
    "ASSESSED",
    "DATE_FIELDS",
    "FINISHES",
    "LANGUAGES",
    "PRECISIONS",
    "PROGRESS",
    "PROMISES",
    "ROWS",
    "SIDES",
    "SLIPPAGES",
    "STATUSES",
    "Code",
    "Excerpt",
    "Finding",
    "Gate",
    "Pick",
    "Reading",
    "Schedule",
    "Severity",
    "Span",
    "Words",
    "WorkCalendar",
    "frame",
    "predecessor_ids",
    "span_columns",
    "span_of",
]
