"""Revisions kept for ever, on SQLite by default or another database by URL."""

from store.engine import url_of
from store.events import CONFIRMED, RETURNED
from store.records import (
    AuditEntry,
    Baseline,
    Derived,
    Draft,
    Fault,
    NewDraft,
    NewRevision,
    NewRowEvent,
    NewScenario,
    Publication,
    Reason,
    Revision,
    RowEvent,
    Scenario,
    Signature,
    Standing,
    Terms,
)
from store.store import Store

__all__ = [
    "CONFIRMED",
    "RETURNED",
    "AuditEntry",
    "Baseline",
    "Derived",
    "Draft",
    "Fault",
    "NewDraft",
    "NewRevision",
    "NewRowEvent",
    "NewScenario",
    "Publication",
    "Reason",
    "Revision",
    "RowEvent",
    "Scenario",
    "Signature",
    "Standing",
    "Store",
    "Terms",
    "url_of",
]
