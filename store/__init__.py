"""Revisions kept for ever, on SQLite by default or another database by URL."""

from store.records import Baseline, NewRevision, Revision
from store.store import Store

__all__ = ["Baseline", "NewRevision", "Revision", "Store"]
