"""What changed between two status dates, over one programme or several: sentences, rows, a picture, a workbook."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

import analysis
import charts
from briefing import table_workbook
from schedule import Words, frame
from schedule.errors import RevisionNotFound
from services import changes, sentences
from services.programme import gantt_rows
from services.states import state
from services.tracker import Tracker

_COLUMNS = (
    ("programme", 22), ("kind", 22), ("milestone", 46), ("field", 18), ("before", 26), ("after", 26), ("days", 9),
    ("owner", 30), ("cell", 8),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change, every text ready to be shown."""

    programme: str
    kind: str
    kind_word: str
    milestone: str
    field: str
    before: str
    after: str
    days: int | None
    is_late: bool
    owner: str
    cell: str
    sentence: str


@dataclass(frozen=True)
class Lookback:
    """What changed between two days."""

    headline: str
    subtitle: str
    changes: tuple[Change, ...]
    """Worst first."""
    kinds: dict[str, str]
    """Kind -> its word, of all that changed before the kinds were filtered."""
    gantt: tuple[charts.GanttRow, ...]
    """The later revision's rows over the earlier one's finishes; empty where several programmes are compared."""


def lookback(
    tracker: Tracker,
    programmes: Collection[str],
    earlier: date,
    later: date,
    words: Words,
    *,
    threshold_days: int = 0,
    kinds: Collection[str] = (),
) -> Lookback:
    """What changed from one day to another.

    Args:
        tracker: The opened product.
        programmes: Ids; none means all.
        earlier: The day compared with.
        later: The day looked at.
        words: The reader's language.
        threshold_days: Dates that moved by fewer days are left out.
        kinds: Kinds of changes to keep; none means all.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    wanted = [p for p in tracker.programmes if not programmes or p.id in programmes]
    found: list[pd.DataFrame] = []
    revisions: list[str] = []
    for programme in wanted:
        try:
            revision, difference = changes.between(tracker, programme.id, earlier, later, threshold_days=threshold_days)
        except RevisionNotFound:
            continue
        name = sentences.name(programme, words, short=True)
        found.append(difference.changes.assign(programme=name))
        revisions += [f"{difference.base.id if difference.base else '–'} → {revision.id}"]
    every = pd.concat(found) if found else frame(analysis.CHANGES, []).assign(programme="")
    ordered = analysis.worst_first(every.reset_index(drop=True))
    shown = [_change(c, words) for c in ordered.to_dict("records") if not kinds or c["kind"] in kinds]
    counts = {kind: words(f"kind_of_change.{kind}") for kind in dict.fromkeys(ordered["kind"])}
    return Lookback(
        headline=_headline(shown, earlier, later, words),
        subtitle=words(
            "changes.subtitle",
            day=later,
            before=earlier,
            revisions=words("count.programmes", count=len(revisions))
            if len(revisions) > 1
            else "".join(revisions) or "–",
        ),
        changes=tuple(shown),
        kinds=counts,
        gantt=_ghosts(tracker, wanted[0].id, earlier, later, words) if len(wanted) == 1 else (),
    )


def _change(c: Mapping[Any, Any], words: Words) -> Change:
    return Change(
        programme=c["programme"],
        kind=c["kind"],
        kind_word=words(f"kind_of_change.{c['kind']}"),
        milestone=c["name"],
        field=words(f"change.field.{c['field']}") if c["field"] else "",
        before=_worded(c, "before", words),
        after=_worded(c, "after", words),
        days=None if pd.isna(c["days"]) else int(c["days"]),
        is_late=bool(c["is_late"]),
        owner=c["owner"],
        cell=c["cell"],
        sentence=f"{c['programme']}: {changes.sentence(c, words)}",
    )


def _worded(c: Mapping[Any, Any], side: str, words: Words) -> str:
    """One side of a change as its source wrote it; a row's kind in the reader's language."""
    text = str(c[f"{side}_text"])
    return words(f"kind.{text}") if c["field"] == "kind" and words.has(f"kind.{text}") else text


def _headline(shown: list[Change], earlier: date, later: date, words: Words) -> str:
    later_moves = [c for c in shown if c.kind == "redated" and (c.days or 0) > 0]
    finished = sum(c.kind == "finished" for c in shown)
    if not shown:
        return words("changes.headline.none", before=earlier, day=later)
    if not later_moves:
        return words("changes.headline.well", count=len(shown), finished=finished)
    worst = max(later_moves, key=lambda c: c.days or 0)
    return words(
        "changes.headline.slipped",
        count=len(later_moves),
        finished=finished,
        milestone=worst.milestone,
        days=words.days(worst.days or 0),
    )


def _ghosts(
    tracker: Tracker, programme_id: str, earlier: date, later: date, words: Words
) -> tuple[charts.GanttRow, ...]:
    """The later rows, their hollow signs at the finish that stood in the earlier revision."""
    before, after = state(tracker, programme_id, earlier), state(tracker, programme_id, later)
    if before.revision is None or after.revision is None:
        return ()
    stood = {
        r["row_id"]: r["finish_last"] for r in before.milestones.to_dict("records") if not pd.isna(r["finish_last"])
    }
    return tuple(_ghost(row, stood.get(row.key), words) for row in gantt_rows(tracker, after, words))


def _ghost(row: charts.GanttRow, stood: pd.Timestamp | None, words: Words) -> charts.GanttRow:
    if row.kind == "summary":
        return row
    day = stood.date() if stood is not None else None
    moved = (row.finish_last - day).days if day and row.finish_last else None
    return replace(row, baseline_last=day, slip_text="–" if moved is None else words.signed(moved))


def lookback_workbook(view: Lookback, words: Words) -> bytes:
    """The changes as a workbook, the figures as numbers."""
    rows = [
        (
            c.programme,
            c.kind_word,
            c.milestone,
            c.field,
            c.before,
            c.after,
            "" if c.days is None else c.days,
            c.owner,
            c.cell,
        )
        for c in view.changes
    ]
    columns = [(words(f"column.{name}"), width) for name, width in _COLUMNS]
    return table_workbook(view.headline, view.subtitle, columns, rows, words("nav.changes"))
