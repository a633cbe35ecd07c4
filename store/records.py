"""What the store takes and gives: frozen records."""

from dataclasses import dataclass
from datetime import date, datetime

from schedule import Finding, Schedule


@dataclass(frozen=True)
class NewRevision:
    """A read workbook, to be kept."""

    programme: str
    status_date: date
    schedule: Schedule
    findings: tuple[Finding, ...]
    received: bytes
    """The workbook byte for byte as it came."""
    filename: str
    actor: str
    note: str
    published_at: datetime


@dataclass(frozen=True)
class Revision:
    """One kept version of a programme's schedule; it never changes."""

    id: str
    """`programme@status date.version`, for example `ring-road-4@2024-01-09.1`."""
    programme: str
    status_date: date
    version: int
    """1 for the first of a status date; a correction of the same day is 2, 3 …"""
    sha256: str
    """Of the received bytes."""
    filename: str
    actor: str
    note: str
    published_at: datetime


@dataclass(frozen=True)
class Baseline:
    """A revision that somebody approved as the plan to be measured against."""

    programme: str
    revision_id: str
    approved_on: date
    actor: str
    reason: str
