"""The audit as people read it: who did what, when, from where, what was before and after; and a workbook of all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing import table_workbook
from schedule import HANOI, Words
from services.tracker import Tracker
from store import AuditEntry

_COLUMNS = (
    ("number", 8), ("at", 18), ("actor", 24), ("action", 30), ("subject", 34), ("origin", 14), ("before", 40), ("after", 60),
    ("hash", 68), ("previous", 68),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that was done; texts are ready to be shown."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    origin: str
    before: str
    after: str
    hash: str
    previous: str


def entries(tracker: Tracker, words: Words, *, subject: str = "", limit: int | None = None) -> list[Entry]:
    """What was done, newest first; with `subject`, to what begins so: a programme, a revision, a draft."""
    return [_entry(entry, words) for entry in tracker.store.audit(subject=subject, limit=limit)]


def ledger_workbook(tracker: Tracker, words: Words, *, subject: str = "") -> bytes:
    """All of it as a workbook, each entry with its hash and that of the one before."""
    told = entries(tracker, words, subject=subject)
    columns = [(words(f"column.{name}"), width) for name, width in _COLUMNS]
    rows = [[getattr(entry, name) for name, _ in _COLUMNS] for entry in told]
    return table_workbook(
        words("audit.title"), words("audit.count", count=len(told)), columns, rows, words("audit.title")
    )


def _entry(entry: AuditEntry, words: Words) -> Entry:
    claimed = f" ({words('history.claimed')})" if entry.is_claimed and entry.actor else ""
    return Entry(
        number=entry.number,
        at=words.moment(entry.at.astimezone(HANOI)),
        actor=entry.actor + claimed,
        action=_worded("audit.action", entry.action, words),
        subject=entry.subject,
        origin=_worded("audit.origin", entry.origin, words),
        before=_told(entry.before, words),
        after=_told(entry.after, words),
        hash=entry.hash,
        previous=entry.previous,
    )


def _told(facts: Mapping[str, Any], words: Words) -> str:
    """The facts on record, those that say something, one a line: `terms` are facts like the others."""
    flat = {**{name: value for name, value in facts.items() if name != "terms"}, **facts.get("terms", {})}
    if "reasons" in flat:
        flat["reasons"] = [[row_id, *_reason(reason, words)] for row_id, reason in flat["reasons"].items()]
    if "accepted" in flat:
        flat["accepted"] = [_worded("code", str(code), words) for code in flat["accepted"]]
    if "decisions" in flat:
        flat["decisions"] = [f"{before} {'=' if same else '≠'} {after}" for before, after, same in flat["decisions"]]
    if "changes" in flat:
        flat["changes"] = [_tried(one, words) for one in flat["changes"]]
    for name in ("status_date", "approved_on"):
        if flat.get(name):
            flat[name] = words.day(date.fromisoformat(flat[name]))
    return "\n".join(f"{_worded('audit.fact', name, words)}: {_said(value)}" for name, value in flat.items() if value)


def _worded(kind: str, name: str, words: Words) -> str:
    """The word for a name, or the name where the catalogues have none."""
    return words(f"{kind}.{name}") if words.has(f"{kind}.{name}") else name


def _tried(change: Mapping[str, Any], words: Words) -> list[str]:
    told = (f"{_worded('outlook.whatif.kind', kind, words)} {value}" for kind, value in change.items() if kind != "row")
    return [change["row"], *told]


def _reason(reason: Mapping[str, str], words: Words) -> tuple[str, str]:
    kind = reason["kind"]
    return _worded("reason_kind", kind, words), reason["text"]


def _said(value: Any) -> str:
    """A fact's value; of a list, its members, those that are lists themselves on one line each."""
    if not isinstance(value, list):
        return str(value)
    return "; ".join(
        ", ".join(str(part) for part in each if part != "") if isinstance(each, list) else str(each) for each in value
    )
