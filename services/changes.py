"""What differs between two revisions, for a person or a program: the difference, its sentences, its plain values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

import analysis
from schedule import PROMISES, ROWS, Schedule, Words, frame
from schedule.errors import RevisionNotFound
from services.tracker import Tracker
from store import Revision, Store

TOLD = 10
"""Sentences told at once; the rest stand behind a link."""
_LINES = ("edited", "renumbered")
"""Kinds too small for a sentence of their own; they stand in the table."""


@dataclass(frozen=True)
class Doubt:
    """Two rows that may be one: a person decides."""

    before: str
    """The earlier row's key (see `analysis.row_key`)."""
    after: str
    before_name: str
    after_name: str
    score: int
    """Likeness of the names, 0 to 100."""


@dataclass(frozen=True)
class Difference:
    """What differs from one schedule to another."""

    base: Revision | None
    """The earlier revision; None where there is none, and everything is new."""
    changes: pd.DataFrame
    """A `CHANGES` frame, worst first."""
    matches: pd.DataFrame
    """A `MATCHES` frame."""
    before: pd.DataFrame
    """The earlier `ROWS` frame, empty where there is none."""
    after: pd.DataFrame
    promises_gone: int = 0
    """How many promises the earlier one lists, where the later one lists none at all."""

    @property
    def doubts(self) -> list[Doubt]:
        """The pairs that nobody has decided on."""
        old, new = self.before.to_dict("records"), self.after.to_dict("records")
        asked = self.matches[self.matches["how"] == "doubtful"].to_dict("records")
        pairs = [(old[p["before"]], new[p["after"]], int(p["score"])) for p in asked]
        return [Doubt(analysis.row_key(a), analysis.row_key(b), a["name"], b["name"], score) for a, b, score in pairs]


def difference(
    store: Store,
    base: Revision | None,
    schedule: Schedule,
    status_date: date,
    decisions: Iterable[tuple[str, str, bool]] = (),
    *,
    threshold_days: int = 0,
) -> Difference:
    """What differs from a kept revision to a schedule that speaks for `status_date`."""
    earlier = store.schedule(base.id) if base else None
    before, promises = (earlier.rows, earlier.promises) if earlier else (frame(ROWS, []), frame(PROMISES, []))
    matches = analysis.row_matches(before, schedule.rows, [analysis.MatchDecision(*d) for d in decisions])
    changes = analysis.changes(
        before,
        schedule.rows,
        status_date=status_date,
        since=base.status_date if base else None,
        matches=matches,
        promises=(promises, schedule.promises) if len(schedule.promises) else None,
        threshold_days=threshold_days,
    )
    gone = 0 if len(schedule.promises) else len(promises)
    return Difference(base, changes, matches, before, schedule.rows, gone)


def between(
    tracker: Tracker, programme_id: str, earlier: date, later: date, *, threshold_days: int = 0
) -> tuple[Revision, Difference]:
    """What differs between the revisions that stand on two days, and the later one.

    What planners decided on doubtful rows when they published in between, counts.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: No revision stands on one of the days.
    """
    tracker.programme(programme_id)
    one, other = (_standing(tracker, programme_id, day) for day in (earlier, later))
    return other, between_revisions(tracker, one, other, threshold_days=threshold_days)


def between_revisions(tracker: Tracker, one: Revision, other: Revision, *, threshold_days: int = 0) -> Difference:
    """What differs from one revision of a programme to another."""
    decisions = _decided(tracker.store, one, other)
    schedule = tracker.store.schedule(other.id)
    return difference(tracker.store, one, schedule, other.status_date, decisions, threshold_days=threshold_days)


def _standing(tracker: Tracker, programme_id: str, day: date) -> Revision:
    revision = tracker.store.latest(programme_id, day)
    if revision is None:
        raise RevisionNotFound(programme=programme_id, wanted=day.isoformat())
    return revision


def _decided(store: Store, one: Revision, other: Revision) -> list[tuple[str, str, bool]]:
    """What was decided on the way from one revision to the other, each row followed through all its names."""
    published = store.publications(one.programme)
    way = [r for r in store.revisions(one.programme) if _place(one) < _place(r) <= _place(other)]
    became: dict[str, str] = {}
    apart: list[tuple[str, str, bool]] = []
    for revision in way:
        for before, after, is_same in published[revision.id].terms.decisions if revision.id in published else ():
            if not is_same:
                apart.append((before, after, False))
                continue
            origin = next((first for first, now in became.items() if now == before), before)
            became[origin] = after
    return [*((before, after, True) for before, after in became.items()), *apart]


def _place(revision: Revision) -> tuple[date, int]:
    return revision.status_date, revision.version


def plain(changes: pd.DataFrame) -> list[dict[str, Any]]:
    """Changes as plain JSON values, whose names other programs rely on."""
    return [
        {
            "kind": c["kind"],
            "id": c["row_id"],
            "name": c["name"],
            "field": c["field"],
            "before": c["before"],
            "after": c["after"],
            "days": None if pd.isna(c["days"]) else int(c["days"]),
            "before_text": c["before_text"],
            "after_text": c["after_text"],
            "is_late_redating": bool(c["is_late"]),
            "owner": c["owner"],
            "cell": c["cell"],
        }
        for c in changes.to_dict("records")
    ]


def plain_difference(later: Revision, found: Difference) -> dict[str, Any]:
    """The difference between two revisions as plain JSON values."""
    ends = {"from": found.base, "to": later}
    named = {name: r and {"revision": r.id, "status_date": r.status_date.isoformat()} for name, r in ends.items()}
    doubtful = [vars(d) for d in found.doubts]
    return {"programme": later.programme, **named, "changes": plain(found.changes), "doubtful": doubtful}


def told(changes: pd.DataFrame, words: Words) -> list[str]:
    """Changes in sentences, worst first; the caller shows the first `TOLD` and keeps the rest behind a link."""
    return [sentence(c, words) for c in changes.to_dict("records") if c["kind"] not in _LINES]


def sentence(change: Mapping[Any, Any], words: Words) -> str:
    """One change in words: "Bàn giao mặt bằng: hẹn lại từ 31/12/2023 sang 31/03/2025 (+456 ngày), sát hoặc sau hạn"."""
    days = change["days"]
    is_known = not pd.isna(days)
    return words(
        f"change.{_telling(change)}",
        name=change["name"],
        field=words(f"change.field.{change['field']}") if change["field"] else "",
        days=words.days(days, coarse=change["is_coarse"]) if is_known else "",
        count=int(days) if is_known else 0,
        before=_finish(change["before_text"]) if change["kind"] == "reopened" else _quoted(change["before_text"]),
        after=_finish(change["after_text"]) if change["kind"] == "finished" else _quoted(change["after_text"]),
    )


def _quoted(text: str) -> str:
    """A text to stand after the sentence's own "từ" or "sang"; one that begins with such a word is set off by quotation marks."""
    return f"“{text}”" if re.match(r"(từ|sang|from|to)\s", text, re.IGNORECASE) else text or "–"


def _finish(text: str) -> str:
    """When something was done, without the source's own "xong", which the sentence says."""
    return re.sub(r"^\s*(đã\s+)?xong\s+", "", text, flags=re.IGNORECASE) or "–"


def _telling(change: Mapping[Any, Any]) -> str:
    """Which sentence tells the change."""
    kind = str(change["kind"])
    if kind == "finished":
        return kind if pd.isna(change["days"]) else "finished.days"
    if kind != "redated":
        return kind
    if not change["before"]:
        return "dated"
    if not change["after"]:
        return "withdrawn"
    return "redated.late" if change["is_late"] else "redated"


def seen_now(tracker: Tracker, as_of: date | None = None) -> dict[str, str]:
    """What a viewer who looks now has seen: the newest revision of each programme. It fits in the browser."""
    standing = tracker.store.standing(as_of, [p.id for p in tracker.programmes])
    return {p.id: standing[p.id].revision.id for p in tracker.programmes if p.id in standing}


def since(
    tracker: Tracker, seen: Mapping[str, str], *, as_of: date | None = None, threshold_days: int = 1
) -> dict[str, Difference]:
    """What changed since a viewer last looked, by programme; programmes without a change are left out.

    Args:
        tracker: The opened product.
        seen: What was seen then (see `seen_now`); what is not known any more is left out.
        as_of: The day that is looked from; the newest where None.
        threshold_days: Dates that moved by fewer days are left out.
    """
    found = {}
    for programme_id, revision_id in seen_now(tracker, as_of).items():
        if seen.get(programme_id, revision_id) == revision_id:
            continue
        try:
            earlier = tracker.store.revision(seen[programme_id])
        except RevisionNotFound:
            continue
        later = tracker.store.revision(revision_id)
        changed = between_revisions(tracker, earlier, later, threshold_days=threshold_days)
        if len(changed.changes):
            found[programme_id] = changed
    return found
