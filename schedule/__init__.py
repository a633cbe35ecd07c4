"""The language that all rooms speak: spans, frames, calendars, gates, findings, failures."""

from schedule.calendars import CONTINUOUS, HANOI, WEEKDAYS, WorkCalendar
from schedule.findings import Code, Excerpt, Finding, Severity
from schedule.frames import (
    ASSESSED,
    CONSTRAINTS,
    DATE_FIELDS,
    FINISHED,
    FINISHES,
    NETWORK,
    PROGRESS,
    PROMISES,
    ROWS,
    SLIPPAGES,
    STATUSES,
    Pick,
    Reading,
    Schedule,
    frame,
    span_columns,
    span_of,
)
from schedule.gates import Body, Gate, GateTie, LeadTime
from schedule.links import Link, links_of, predecessor_ids, renamed
from schedule.spans import PRECISIONS, SIDES, Span
from schedule.timeline import Timeline, elapsed_days
from schedule.words import LANGUAGES, Words

__all__ = [
    "ASSESSED",
    "CONSTRAINTS",
    "CONTINUOUS",
    "DATE_FIELDS",
    "FINISHED",
    "FINISHES",
    "HANOI",
    "LANGUAGES",
    "NETWORK",
    "PRECISIONS",
    "PROGRESS",
    "PROMISES",
    "ROWS",
    "SIDES",
    "SLIPPAGES",
    "STATUSES",
    "WEEKDAYS",
    "Body",
    "Code",
    "Excerpt",
    "Finding",
    "Gate",
    "GateTie",
    "LeadTime",
    "Link",
    "Pick",
    "Reading",
    "Schedule",
    "Severity",
    "Span",
    "Timeline",
    "Words",
    "WorkCalendar",
    "elapsed_days",
    "frame",
    "links_of",
    "predecessor_ids",
    "renamed",
    "span_columns",
    "span_of",
]
