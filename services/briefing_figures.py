"""The figures behind a briefing: milestones for workbooks, days for calendars."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd

import analysis
from briefing.pack import Event, Figure
from schedule import FINISHED, Gate, Words
from services import sentences
from services.states import ProgrammeState
from services.tracker import Tracker

DOMAIN = "tien-do-thu-do"


def figures(states: Sequence[ProgrammeState], words: Words) -> tuple[Figure, ...]:
    """Every milestone of some programmes, in the workbooks' order."""
    return tuple(
        figure
        for s in states
        for needed in [_needed(s)]
        for figure in (_figure(s, row, needed, words) for row in _rows(s))
    )


def _rows(s: ProgrammeState) -> list[dict[Any, Any]]:
    return s.milestones.to_dict("records")


def _needed(s: ProgrammeState) -> dict[str, str]:
    return dict(analysis.decisions(s.milestones).itertuples(index=False, name=None))


def _figure(s: ProgrammeState, row: dict[Any, Any], needed: dict[str, str], words: Words) -> Figure:
    assert s.revision is not None  # milestones exist only with a revision
    sheet = s.schedule.sheet if s.schedule else ""
    kind = needed.get(row["row_id"], "")
    return Figure(
        programme_id=s.programme.id,
        programme=sentences.name(s.programme, words, short=True),
        row_id=row["row_id"],
        wbs=row["wbs"],
        name=row["name"],
        owner=row["owner"],
        status=row["status"],
        status_word=sentences.status(row, words),
        baseline=_day(row["baseline_finish_last"]),
        baseline_text=sentences.said(row, "baseline_finish", words),
        approved=_day(row["approved_finish_last"]),
        finish=_day(row["finish_last"]),
        finish_text=sentences.finish(row, words),
        is_done=row["status"] in FINISHED,
        promised=_day(row["forecast_finish_last"]) or _day(row["baseline_finish_last"]),
        variance_original=_whole(row["variance_original_days"]),
        variance_current=_whole(row["variance_current_days"]),
        slip_last_report=_whole(row["slip_last_report_days"]),
        overdue=_whole(row["overdue_days"]),
        redatings=int(row["redatings"]),
        needed=words(f"needed.{kind}") if kind else "",
        revision=s.revision.id,
        source=f"{sheet}!{row['cell']}",
        url=next((w for w in str(row["note"]).split() if w.startswith(("http://", "https://"))), ""),
    )


def events(
    tracker: Tracker,
    states: Sequence[ProgrammeState],
    day: date,
    words: Words,
    bodies: Collection[str] | None = None,
) -> tuple[Event, ...]:
    """Every dated milestone, and the sessions from `day` on, of some bodies or of all: what a calendar shows.

    A milestone's event keeps its uid whatever becomes of its date. Its sequence is the number of its programme's
    revisions up to its status date, which every publication raises.
    """
    found = [event for s in states for event in _milestones(tracker, s, words)]
    stamped = [s.revision.published_at for s in states if s.revision]
    sessions = [g for g in tracker.gates if g.last and g.last >= day and (bodies is None or g.body_id in bodies)]
    for gate in sessions if stamped else ():
        found += [
            Event(f"gate.{gate.id}.{n}@{DOMAIN}", 0, min(stamped), first, last, _session(gate), gate.source_url, "gate")
            for n, (first, last) in enumerate(gate.windows, 1)
        ]
    return tuple(found)


def _session(gate: Gate) -> str:
    return f"{gate.body}: {gate.session}"


def _milestones(tracker: Tracker, s: ProgrammeState, words: Words) -> list[Event]:
    if s.revision is None:
        return []
    sequence = len(tracker.store.revisions(s.programme.id, until=s.revision.status_date))
    made = []
    for row in _rows(s):
        day = _day(row["actual_finish_last"]) or _day(row["forecast_finish_last"]) or _day(row["baseline_finish_last"])
        if day is None:
            continue
        name = sentences.name(s.programme, words, short=True)
        told = f"{sentences.tooltip(row, words)}\n{s.revision.id}"
        title = f"{words('status.' + row['status'])} · {name}: {row['name']}"
        uid = f"{s.programme.id}.{row['row_id']}@{DOMAIN}"
        made.append(Event(uid, sequence, s.revision.published_at, day, day, title, told, "milestone"))
    return made


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)
