"""What the store takes and gives: frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from schedule import Finding, Pick, Schedule


@dataclass(frozen=True)
class Signature:
    """Who acts, when, and from where."""

    actor: str
    at: datetime
    is_claimed: bool = False
    """Whether the name was only typed: nobody has proved it."""
    origin: str = ""
    """From where: the terminal, or a page and the address that called it."""


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
    is_claimed: bool = False
    origin: str = ""

    @property
    def signature(self) -> Signature:
        """Who publishes it."""
        return Signature(self.actor, self.published_at, self.is_claimed, self.origin)


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


@dataclass(frozen=True)
class Standing:
    """What a programme stood on as of a day."""

    revision: Revision
    """The newest version of the newest status date."""
    baseline_id: str
    """The revision approved last as the baseline; "" where none was."""
    revisions: int
    """How many were kept up to that status date. None is ever taken away, so that the number tells which they are."""


@dataclass(frozen=True)
class Derived:
    """Something worked out of a revision, to be kept until it is worked out anew."""

    revision_id: str
    baseline_id: str
    """The revision that it was measured against; "" where there is none."""
    kind: str
    basis: str
    """A digest of all else that it was worked out from; with another basis it counts as missing."""
    content: bytes = b""


@dataclass(frozen=True)
class Reason:
    """Why a promised date moved: one of a few kinds to pick from, and words of its own."""

    kind: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Whether it says why: a kind alone does not."""
        return bool(self.text.strip())


@dataclass(frozen=True)
class Terms:
    """On what a revision is published: what it was compared with, and what the planner said of the difference."""

    base: str | None = None
    """The revision it was compared with; None where it is the first."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """Row id -> why its date moved; "" speaks for all rows not named."""
    accepted: tuple[str, ...] = ()
    """Codes of the findings accepted; "all" for every doubtful one."""
    decisions: tuple[tuple[str, str, bool], ...] = ()
    """Doubtful pairs decided: key before, key after, whether they are the same row."""
    picks: tuple[Pick, ...] = ()
    """Columns that the planner picked for fields."""


@dataclass(frozen=True)
class NewDraft:
    """A received workbook, to be looked at before it is published."""

    programme: str
    status_date: date
    received: bytes
    filename: str
    note: str
    terms: Terms


@dataclass(frozen=True)
class Draft:
    """A received workbook that waits: its newest state; the earlier ones are kept too."""

    id: str
    programme: str
    sha256: str
    filename: str
    created_at: datetime
    status_date: date
    note: str
    terms: Terms
    state: str
    """`open`, `published` or `discarded`."""
    revision_id: str
    """The revision that came of it; "" unless published."""
    actor: str
    """Who brought it to this state."""
    is_claimed: bool


@dataclass(frozen=True)
class Publication:
    """How a revision came to be: on what terms, from which draft, with how many rows."""

    revision_id: str
    action: str
    """`seeded` from data/, `published` from a draft, or `rolled-back`."""
    draft_id: str
    restores: str
    """The earlier revision whose content this publishes again; "" where it is new."""
    terms: Terms
    is_claimed: bool
    origin: str
    counts: Mapping[str, int]
    """Rows of each frame at the moment of publishing."""
    digest: str
    """sha256 of all content as kept; "" for what was kept before digests were taken."""


@dataclass(frozen=True)
class NewRowEvent:
    """Something said about a row, to be kept beside its workbooks."""

    programme: str
    row_id: str
    kind: str
    """`asked`, `answered`, `withdrawn`, `confirmed` or `returned`."""
    facts: Mapping[str, str]
    """What is said, by name."""
    thread: int = 0
    """The number of the question that this belongs to; 0 for a question, and for what needs none."""
    evidence: bytes = b""
    evidence_name: str = ""


@dataclass(frozen=True)
class RowEvent:
    """Something said about a row, as it is kept."""

    number: int
    programme: str
    row_id: str
    kind: str
    thread: int
    facts: Mapping[str, str]
    evidence: str
    """sha256 of the file that came with it; "" where none did."""
    evidence_name: str
    actor: str
    is_claimed: bool
    at: datetime


@dataclass(frozen=True)
class NewScenario:
    """Changes that were tried, to be kept under a name."""

    programme: str
    revision_id: str
    """The revision that they were tried on."""
    name: str
    changes: tuple[Mapping[str, Any], ...]
    """What would be otherwise, as plain values, in its order."""


@dataclass(frozen=True)
class Scenario:
    """A named scenario as it is kept; it never changes."""

    number: int
    programme: str
    revision_id: str
    name: str
    changes: tuple[Mapping[str, Any], ...]
    actor: str
    is_claimed: bool
    at: datetime
    is_withdrawn: bool
    """Whether somebody took it back; it stays on record."""


@dataclass(frozen=True)
class AuditEntry:
    """One thing that was done: a link of a chain, each holding the hash of the one before."""

    number: int
    at: datetime
    actor: str
    is_claimed: bool
    origin: str
    action: str
    subject: str
    """The revision, draft or programme it was done to."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Fault:
    """Something in the store that is not as it was put there."""

    kind: str
    """Its sentence stands in the catalogues as `fault.<kind>`, filled with `subject` and `detail`."""
    subject: str
    detail: str = ""
