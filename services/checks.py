"""What a submission itself makes doubtful: another programme's file, rows gone, a strange day, no reason for a move."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

import analysis
from schedule import Code, Finding, Reading, Severity
from services.changes import Difference
from services.tracker import Tracker
from store import Reason, Revision, Terms

LEAST_OVERLAP = 0.2
"""Less of the smaller table found again in the other, and the file may be another programme's."""
MOST_LOST = 1 / 3
"""A greater share of the rows gone, and the planner must say why."""
SAME_NAME = 60
"""Rows matched by an id count as found again only if their names are as alike as this (0 to 100)."""
ALL = "all"
CONFIRMED_BY_NAME = (Code.WRONG_PROGRAMME, Code.ROWS_LOST)
"""Blocking findings that a planner can confirm, each by its own name; `ALL` does not confirm them."""
PROMISES_SHEET = "Các lần hẹn"


def checked(
    tracker: Tracker,
    programme_id: str,
    status_date: date,
    reading: Reading,
    difference: Difference,
    terms: Terms,
    today: date,
) -> list[Finding]:
    """What is wrong or doubtful in submitting this workbook for this programme and day."""
    lost, keys = _rows_lost(difference), tracker.programme(programme_id).key_milestones
    return [
        *_programme(tracker, programme_id, difference),
        *(lost or _gone(reading, difference, terms, keys)),
        *_status_date(tracker.store.latest(programme_id), status_date, today),
        *_reasons(reading, difference, terms, keys),
        *_past(reading, difference),
        *_doubts(reading, difference),
    ]


def unresolved(findings: Iterable[Finding], terms: Terms) -> list[Finding]:
    """The findings that still stop publishing: blocking ones, and doubtful ones that nobody accepted."""
    return [f for f in findings if not _is_resolved(f, terms)]


def _is_resolved(finding: Finding, terms: Terms) -> bool:
    if finding.code in CONFIRMED_BY_NAME:
        explained = finding.code != Code.ROWS_LOST or bool(terms.reasons.get(""))
        return finding.code in terms.accepted and explained
    if finding.severity == Severity.DOUBTFUL:
        return ALL in terms.accepted or finding.code in terms.accepted
    return finding.severity == Severity.NOTE


def _work(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"] != "summary"


def _overlap(before: pd.DataFrame, after: pd.DataFrame, matches: pd.DataFrame) -> float:
    """Share of the smaller table's work that is found again in the other, 0 to 1."""
    smaller = min(int(_work(before).sum()), int(_work(after).sum()))
    is_work = _work(after).to_numpy()[matches["after"]]
    again = is_work & (matches["score"].ge(SAME_NAME) | matches["how"].eq("decision")).to_numpy()
    return int(again.sum()) / smaller if smaller else 0.0


def _programme(tracker: Tracker, programme_id: str, difference: Difference) -> list[Finding]:
    overlap = _overlap(difference.before, difference.after, difference.matches)
    if difference.base is not None and overlap >= LEAST_OVERLAP:
        return []
    likes = {p.id: _likeness(tracker, p.id, difference.after) for p in tracker.programmes if p.id != programme_id}
    other = max(likes, key=lambda p: likes[p], default="")
    is_like = bool(other) and likes[other] >= LEAST_OVERLAP
    if difference.base is None and not is_like:
        return []
    facts = {
        "overlap": f"{overlap * 100:.0f} %",
        "programme": tracker.programme(programme_id).name_vi,
        "looks_like": tracker.programme(other).name_vi if is_like else "",
        "other": other if is_like else "",
    }
    return [Finding(Code.WRONG_PROGRAMME, facts=facts)]


def _likeness(tracker: Tracker, programme_id: str, rows: pd.DataFrame) -> float:
    revision = tracker.store.latest(programme_id)
    if revision is None:
        return 0.0
    known = tracker.store.schedule(revision.id).rows
    return _overlap(known, rows, analysis.row_matches(known, rows))


def _rows_lost(difference: Difference) -> list[Finding]:
    before = int(_work(difference.before).sum())
    again = int(_work(difference.before).to_numpy()[difference.matches["before"]].sum())
    share = (before - again) / before if before else 0.0
    if share < MOST_LOST:
        return []
    facts = {"share": f"{share * 100:.0f}", "lost": str(before - again), "before": str(before)}
    return [Finding(Code.ROWS_LOST, facts=facts)]


def _gone(reading: Reading, difference: Difference, terms: Terms, key_milestones: Iterable[str]) -> list[Finding]:
    """Rows that are no longer there: a milestone's open promise needs a reason as if it were taken back; what was done is past."""
    before = difference.before
    gone = before[_work(before) & ~before.index.isin(before.index[difference.matches["before"]])]
    found = []
    for row in gone.to_dict("records"):
        is_promise = row["kind"] == "milestone" or row["row_id"] in key_milestones
        told = {name: _told(row, f"{name}_finish") for name in ("actual", "forecast", "baseline")}
        facts = {"name": row["name"], "row_id": row["row_id"], "after": "–"}
        if told["actual"]:
            found.append(Finding(Code.PAST_ALTERED, reading.schedule.sheet, facts={**facts, "before": told["actual"]}))
        elif is_promise and (said := told["forecast"] or told["baseline"]) and not _reason(row["row_id"], terms):
            found.append(Finding(Code.REASON_MISSING, reading.schedule.sheet, facts={**facts, "before": said}))
    return found


def _reason(row_id: str, terms: Terms) -> Reason | None:
    """Why a row's promise moves: its own reason, or the one for all; None where neither says anything."""
    return terms.reasons.get(row_id) or terms.reasons.get("") or None


def _told(row: Mapping[Any, Any], field: str) -> str:
    """A date as its source wrote it; "" where there is none."""
    last = row[f"{field}_last"]
    return "" if pd.isna(last) else row[f"{field}_text"] or f"{last:%d/%m/%Y}"


def _status_date(newest: Revision | None, status_date: date, today: date) -> list[Finding]:
    day = f"{status_date:%d/%m/%Y}"
    found = []
    if status_date > today:
        found.append(Finding(Code.STATUS_DATE_FUTURE, value=day, facts={"today": f"{today:%d/%m/%Y}"}))
    if newest and status_date < newest.status_date:
        facts = {"last": f"{newest.status_date:%d/%m/%Y}"}
        found.append(Finding(Code.STATUS_DATE_BEFORE_LAST, value=day, facts=facts))
    return found


def moved_later(changes: pd.DataFrame, key_milestones: Iterable[str] = ()) -> pd.DataFrame:
    """The changes that need a reason: a milestone's promised date moved later, or was taken back.

    A key milestone of the registry, and what was a milestone in the table before, stay one here where a start makes
    them a task: "từ 01/01/2027 đến 30/11/2027" is a promise all the same.
    """
    withdrawn = changes["before"].ne("") & changes["after"].eq("")
    no_more = changes["kind"].eq("edited") & changes["field"].eq("kind") & changes["before"].eq("milestone")
    held = {*changes["row_id"][no_more], *key_milestones}
    milestones = changes["row_kind"].eq("milestone") | changes["row_id"].isin(held)
    promises = changes["kind"].eq("redated") & changes["is_promise"] & milestones
    return changes[promises & (changes["days"].gt(0) | withdrawn)]


def _reasons(reading: Reading, difference: Difference, terms: Terms, key_milestones: Iterable[str]) -> list[Finding]:
    return [
        _of_change(Code.REASON_MISSING, reading, change)
        for change in moved_later(difference.changes, key_milestones).to_dict("records")
        if not _reason(change["row_id"], terms)
    ]


def _past(reading: Reading, difference: Difference) -> list[Finding]:
    """Actuals, past promises and the plan itself, altered."""
    changes = difference.changes
    rewritten = changes["kind"].isin(("actual_altered", "reopened", "past_forecast_altered"))
    replanned = changes["kind"].eq("redated") & changes["field"].eq("baseline_finish") & changes["before"].ne("")
    altered = changes[rewritten | (replanned & ~changes["is_promise"])]
    found = [_of_change(Code.PAST_ALTERED, reading, change) for change in altered.to_dict("records")]
    if difference.promises_gone:
        facts = {"name": PROMISES_SHEET, "before": str(difference.promises_gone), "after": "0"}
        found.append(Finding(Code.PAST_ALTERED, facts=facts))
    return found


def _of_change(code: Code, reading: Reading, change: Mapping[Any, Any]) -> Finding:
    """A finding at the place of a change."""
    facts = {"name": change["name"], "row_id": change["row_id"]}
    facts |= {side: change[f"{side}_text"] or "–" for side in ("before", "after")}
    return Finding(code, reading.schedule.sheet, change["cell"], change["after_text"], facts)


def _doubts(reading: Reading, difference: Difference) -> list[Finding]:
    return [
        Finding(
            Code.MATCH_DOUBTFUL,
            reading.schedule.sheet,
            value=d.after_name,
            facts={"before_name": d.before_name, "score": str(d.score), "before": d.before, "after": d.after},
        )
        for d in difference.doubts
    ]
