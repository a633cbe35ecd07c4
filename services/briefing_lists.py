"""The pages of a briefing that are lists: changes, what lies ahead, decisions wanted, the appendix of what is late."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

import analysis
from briefing import layout
from briefing.layout import BOTTOM, EDGE, ROOM, Column, Row, said
from schedule import FINISHED, Gate, Words
from services import sentences
from services.briefing_desk import Desk, Page, Parts
from services.lookback import Change
from services.overview import Decision, decisions
from services.states import ProgrammeState

AHEAD = 365
"""Days that the page of sessions and milestones ahead looks forward."""
_LATE_PAGES = 8
"""The appendix takes at most so many slides; what it leaves out it counts."""


def changes(desk: Desk, of: ProgrammeState | None = None) -> Iterator[Page]:
    """What changed since the day compared with, worst first."""
    view = desk.lookback(*([of.programme.id] if of else desk.ids))
    if view is None or desk.before is None:
        return
    words = desk.words
    key = f"changes:{of.programme.id}" if of else "changes"
    title = f"{sentences.name(of.programme, words, short=True)}: {view.headline}" if of else view.headline
    query = {"since": desk.before.isoformat()} | ({"in": of.programme.id} if of else {})
    sheet = desk.sheet(key, title, view.subtitle, "changes", **query)
    told = [c for c in view.changes if c.kind not in ("edited", "renumbered")] or view.changes
    if not told:
        text = words("changes.headline.none", before=desk.before, day=desk.day)
        yield sheet, [layout.statement(text, sheet.top)], of
        return
    columns = [
        Column(words(f"column.{name}"), wide, "end" if name == "days" else "start")
        for name, wide in (
            ("kind", 13), ("programme", 17), ("milestone", 36), ("field", 18), ("before", 17), ("after", 17), ("days", 8),
            ("owner", 21),
        )
    ]  # fmt: skip
    made, shown = layout.table(
        "changes", view.headline, columns, [_change(c, words) for c in told], top=sheet.top, bottom=BOTTOM - 26
    )
    yield sheet, [made, *desk.rest(len(view.changes) - shown, "changes", made.y + made.height + 6)], of


def _change(c: Change, words: Words) -> Row:
    days = "" if c.days is None else words.signed(c.days)
    role = "status_late" if c.days and c.days > 0 else "ink"
    before, after = ("", "") if c.kind in ("added", "removed") else (c.before, c.after)
    return Row(
        c.milestone,
        (
            said(c.kind_word, weight=600), said(c.programme, "quiet"), said(c.milestone), said(c.field, "quiet"),
            said(before, "quiet"), said(after), said(days, role, 600), said(c.owner, "quiet"),
        ),
    )  # fmt: skip


def ahead(desk: Desk) -> Iterator[Page]:
    """The sessions and the milestones of the next twelve months."""
    words, until = desk.words, desk.day + timedelta(days=AHEAD)
    gates = sorted(
        (g for g in desk.tracker.gates if g.last and g.last >= desk.day and g.first and g.first <= until),
        key=lambda g: g.first or until,
    )
    coming = _milestones_until(desk, until)
    title, subtitle = _ahead_title(desk, gates, len(coming)), words("brief.ahead.subtitle", day=desk.day)
    sheet = desk.sheet("ahead", title, subtitle, "overview")
    half = 540.0 if gates and coming else 0.0
    parts = [
        *(_sessions(desk, gates, sheet.top, half - 24 if half else ROOM) if gates else []),
        *(_coming(desk, coming, gates, sheet.top, half) if coming else []),
    ]
    yield sheet, parts or [layout.statement(words("brief.ahead.none"), sheet.top)], None


def _milestones_until(desk: Desk, until: date) -> list[tuple[date, ProgrammeState, Mapping[Any, Any]]]:
    """What is promised from the status date to a day, nearest first."""
    closed = (*FINISHED, "overdue", "no_record")
    found = [
        (row["finish_last"].date(), s, row)
        for s in desk.states
        for row in s.milestones.to_dict("records")
        if not pd.isna(row["finish_last"]) and row["status"] not in closed
    ]
    within = [one for one in found if desk.day <= one[0] <= until]
    return sorted(within, key=lambda one: (one[0], one[1].programme.id, one[2]["row_id"]))


def _sessions(desk: Desk, gates: Sequence[Gate], top: float, wide: float) -> Parts:
    columns = [
        Column(desk.words("brief.column.session"), 56),
        Column(desk.words("brief.column.days"), 40),
        Column(desk.words("brief.column.left"), 20, "end"),
    ]
    rows = [_gate(desk, gate) for gate in gates]
    made, shown = layout.table(
        "gates", desk.words("brief.ahead.gates"), columns, rows, top=top, bottom=BOTTOM - 26, wide=wide, most_lines=3
    )
    return [made, *desk.rest(len(gates) - shown, "gates", made.y + made.height + 6)]


def _coming(
    desk: Desk,
    coming: Sequence[tuple[date, ProgrammeState, Mapping[Any, Any]]],
    gates: Sequence[Gate],
    top: float,
    left: float,
) -> Parts:
    words = desk.words
    names = {"when": 20, "milestone": 40, "programme": 23, "owner": 25, "slip": 22, "gate": 12}
    cells = [_promise(s, row, gates, words) for _, s, row in coming]
    if not any(one[-1][0] for one in cells):
        del names["gate"]
    columns = [Column(words(f"brief.column.{name}"), wide) for name, wide in names.items()]
    rows = [Row(row["row_id"], one[: len(names)]) for (_, _, row), one in zip(coming, cells, strict=True)]
    made, shown = layout.table(
        "coming", words("brief.ahead.coming"), columns, rows,
        left=EDGE + left, top=top, bottom=BOTTOM - 26, wide=ROOM - left,
    )  # fmt: skip
    return [made, *desk.rest(len(coming) - shown, "milestones", made.y + made.height + 6, left=EDGE + left)]


def _ahead_title(desk: Desk, gates: Sequence[Gate], coming: int) -> str:
    words = desk.words
    told = words("brief.ahead.title.milestones", count=coming) if coming else words("brief.ahead.title.no_milestones")
    national = next((g for g in gates if g.id.startswith("na-") and g.first and g.first > desk.day), None)
    if national is None or national.first is None:
        return told
    days = (national.first - desk.day).days
    return words("brief.ahead.title.session", session=national.session, first=national.first, count=days, told=told)


def _gate(desk: Desk, gate: Gate) -> Row:
    words = desk.words
    days = "; ".join(_window(a, b, words) for a, b in gate.windows)
    left = (gate.first - desk.day).days if gate.first else 0
    told = words("brief.left.days", count=left) if left > 0 else words("brief.left.now")
    weight = 600 if gate.id.startswith("na-") else 400
    return Row(gate.id, (said(f"{gate.body}: {gate.session}", weight=weight), said(days), said(told, "quiet")))


def _window(first: date, last: date, words: Words) -> str:
    """The days of a session, the year said once."""
    if first == last:
        return words.day(first)
    return f"{first:%d/%m}–{words.day(last)}" if first.year == last.year else f"{words.day(first)}–{words.day(last)}"


def _promise(
    s: ProgrammeState, row: Mapping[Any, Any], gates: Sequence[Gate], words: Words
) -> tuple[tuple[str, str, int, str], ...]:
    """A milestone ahead: when, what, who, how late, and the session that it falls into."""
    last = row["finish_last"].date()
    when = sentences.said(row, "forecast_finish", words) or sentences.said(row, "baseline_finish", words)
    met = next((g.short for g in gates if any(a <= last <= b for a, b in g.windows)), "")
    return (
        said(when, weight=600), said(row["name"]), said(sentences.name(s.programme, words, short=True), "quiet"),
        said(row["owner"], "quiet"), said(sentences.figure(row, words), f"status_{row['status']}", 600, row["status"]),
        said(met, "gate_ink"),
    )  # fmt: skip


def wanted(desk: Desk) -> Iterator[Page]:
    """What needs somebody's decision, worst first."""
    words = desk.words
    found, more = decisions(list(desk.states), words)
    kinds: dict[str, int] = {}
    for s in desk.states:
        for kind in analysis.decisions(s.milestones)["needed"]:
            kinds[kind] = kinds.get(kind, 0) + 1
    told = ", ".join(
        words(f"brief.needed.{kind}", count=kinds[kind]) for kind in sorted(kinds, key=lambda k: -kinds[k])
    )
    title = (
        words("brief.decisions.title", count=len(found) + more, told=told)
        if found
        else words("overview.decisions.none")
    )
    sheet = desk.sheet("decisions", title, words("brief.decisions.subtitle", day=desk.day), "overview")
    if not found:
        yield sheet, [layout.statement(words("brief.decisions.none"), sheet.top)], None
        return
    yield sheet, decision_table(desk, found, len(found) + more, sheet.top - 4, is_headed=False), None


def decision_table(
    desk: Desk,
    found: Sequence[Decision],
    count: int,
    top: float,
    *,
    rows: int = 50,
    is_headed: bool = True,
    is_of_one: bool = False,
) -> Parts:
    """What needs a decision as a table, worst first, as many as have room, and how many more there are."""
    words = desk.words
    if not found:
        return [layout.note(words("brief.decisions.none"), top + 8)]
    columns = [
        Column(words(f"brief.column.{name}"), wide)
        for name, wide in (
            ("figure", 19), ("milestone", 42), ("programme", 0 if is_of_one else 26), ("why", 40), ("owner", 26), ("needed", 32),
        )
        if wide
    ]  # fmt: skip
    made, shown = layout.table(
        "decisions", words("overview.decisions"), columns, [_decision(d, is_of_one) for d in found[:rows]], top=top + 4, bottom=BOTTOM - 22,
        sizes=(15, 14) if is_headed else (17, 16, 15, 14), most_lines=1 if is_headed else 2,
    )  # fmt: skip
    return [made, *desk.rest(count - shown, "decisions", made.y + made.height + 3)]


def _decision(d: Decision, is_of_one: bool) -> Row:
    return Row(
        d.row_id,
        (
            said(d.figure, f"status_{d.status}", 600, d.status), said(d.milestone),
            *([] if is_of_one else [said(d.programme, "quiet")]),
            said(d.why, "quiet"), said(d.owner, "quiet"), said(d.needed, "accent", 600),
        ),
    )  # fmt: skip


def late(desk: Desk, of: ProgrammeState | None = None) -> Iterator[Page]:
    """The appendix: every row later than its first promise, with its source, on as many slides as it needs."""
    words = desk.words
    rows = _late_rows([of] if of else list(desk.states))
    if not rows:
        return
    key = f"late:{of.programme.id}" if of else "late"
    columns = [
        Column(words(f"brief.column.{name}"), wide, "end" if name in ("slip", "current", "last") else "start")
        for name, wide in (
            ("status", 21), ("milestone", 36), ("programme", 20), ("baseline", 15), ("finish", 31), ("slip", 23),
            ("current", 17), ("last", 13), ("owner", 24), ("source", 16),
        )
    ]  # fmt: skip
    title = words("brief.late.title", count=len(rows))
    left, made = rows, 0
    while left and made < _LATE_PAGES:
        made += 1
        sheet = desk.sheet(f"{key}:{made}", title, words("brief.late.subtitle", day=desk.day), "overview")
        drawn, shown = layout.table(
            "late", title, columns, [_late(s, row, words) for s, row in left[:40]], top=sheet.top, bottom=BOTTOM - 24,
            sizes=(13,),
        )  # fmt: skip
        left = left[max(1, shown) :]
        rest = desk.rest(len(left), "late", drawn.y + drawn.height + 5) if made == _LATE_PAGES else []
        yield sheet, [drawn, *rest], of


def _late_rows(states: Sequence[ProgrammeState]) -> list[tuple[ProgrammeState, dict[Any, Any]]]:
    """What is late or was finished late, worst status first and longest slippage first within it."""
    rank = {status: i for i, status in enumerate(sentences.WORST_FIRST)}
    found = [
        (s, row)
        for s in states
        for row in s.milestones.to_dict("records")
        if row["status"] in sentences.BAD
        or (not pd.isna(row["variance_original_min"]) and row["variance_original_min"] > 0)
    ]
    return sorted(
        found,
        key=lambda one: (rank[one[1]["status"]], -(0 if pd.isna(d := one[1]["variance_original_days"]) else d)),
    )


def _interval(row: Mapping[Any, Any], words: Words) -> str:
    """What a slippage between coarse dates can be at least and at most; "" where it is known to the day."""
    least, most = row["variance_original_min"], row["variance_original_max"]
    if pd.isna(least) or pd.isna(most) or least == most:
        return ""
    return f"({words.signed(least)}…{words.signed(most)})"


def _late(s: ProgrammeState, row: Mapping[Any, Any], words: Words) -> Row:
    status = row["status"]
    sheet = s.schedule.sheet if s.schedule else ""
    return Row(
        row["row_id"],
        (
            said(words(f"status.{status}"), f"status_{status}", 600, status), said(row["name"]),
            said(sentences.name(s.programme, words, short=True), "quiet"),
            said(sentences.said(row, "baseline_finish", words) or "–", "quiet"), said(sentences.finish(row, words)),
            said(f"{sentences.figure(row, words)} {_interval(row, words)}".strip(), f"status_{status}", 600),
            *(
                said("–" if pd.isna(row[f"{name}_days"]) else sentences.slip(row, name, words), "quiet")
                for name in ("variance_current", "slip_last_report")
            ),
            said(row["owner"] or "–", "quiet"), said(f"{sheet}!{row['cell']}", "quiet"),
        ),
    )  # fmt: skip
