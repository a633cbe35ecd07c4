"""Gates: approvals that can only happen in a session; which one will be met, by how much, and what must be done before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from schedule import Body, Gate, GateTie, LeadTime, WorkCalendar

_ONE = timedelta(days=1)
_PROMISES = ("forecast", "baseline")
_TWO_A_YEAR = 200
"""Days between two sessions, at the most, of a body that meets at least twice a year."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days without a break on which a body sits: a session, or one part of it; first and last are both counted."""

    first: date
    last: date
    gate: Gate


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done before a gate opens, and by when."""

    rule: LeadTime
    due: date
    """The last day that the law leaves."""
    last_workday: date
    """The last day worked on or before it; `due` itself where the calendar does not reach."""


@dataclass(frozen=True, slots=True)
class GateAim:
    """The gate that a milestone waits for, and the session that its promise means."""

    tie: GateTie
    gate: Gate | None
    """None where there is no promise, or no session on record is near it."""
    windows: tuple[Window, ...]
    """When the body sits, from the session aimed at on; all that is on record where none is, nothing where nobody can know."""
    reach: int = _TWO_A_YEAR
    """Days until a session that is known to be the next one; beyond them, sessions are missing from the record."""

    def window(self, ready: date) -> Window | None:
        """When what is ready on a day is decided, not before the session aimed at; None where that is not on record."""
        first = self.gate.first if self.gate else None
        return next_window(max(ready, first) if first else ready, self.windows, self.reach)


def windows(gates: Iterable[Gate], body_id: str) -> tuple[Window, ...]:
    """Every part of every session of a body whose days are known, in order."""
    found = [Window(*days, gate) for gate in gates if gate.body_id == body_id for days in gate.windows]
    return tuple(sorted(found, key=lambda window: (window.first, window.last, window.gate.id)))


def whole(gate: Gate) -> Window | None:
    """A session from its opening to its close, over the break between its parts; None where its days are not known."""
    return Window(gate.first, gate.last, gate) if gate.first and gate.last else None


def next_window(day: date, among: Sequence[Window], reach: int | None = None) -> Window | None:
    """The first window that is still open on a day or opens after it, within `reach` days; None where none is known."""
    window = next((window for window in among if window.last >= day), None)
    return window if window and (reach is None or (window.first - day).days <= reach) else None


def snapped(day: date, among: Sequence[Window], reach: int | None = None) -> date | None:
    """The first day on or after `day` on which the body sits; None where no such day is known."""
    window = next_window(day, among, reach)
    return max(day, window.first) if window else None


def gate_margin(ready: date, window: Window) -> int:
    """Calendar days from readiness to the close of the window: 0 is its last day, negative is too late for it.

    Example:
        >>> from datetime import date
        >>> session = Gate("na-15-7", "Quốc hội", "Kỳ họp thứ 7", "KH 7", ((date(2024, 5, 20), date(2024, 6, 29)),))
        >>> gate_margin(date(2024, 6, 25), whole(session)), gate_margin(date(2024, 7, 1), whole(session))
        (4, -2)
    """
    return (window.last - ready).days


def gate_miss_cost(window: Window, among: Sequence[Window]) -> int | None:
    """Calendar days from a session's close to the opening of the next one: what missing it costs; None where none is known."""
    after = next_window(window.last + _ONE, [other for other in among if other.gate.id != window.gate.id])
    return (after.first - window.last).days if after else None


def aimed_at(promised: date, among: Sequence[Window], reach: int = _TWO_A_YEAR) -> Gate | None:
    """The session that a promised last day means: the last one that has opened by then.

    None where none had, or where it closed so long before that another one, not on record, must be meant.
    """
    opened = [window for window in among if window.first <= promised]
    return opened[-1].gate if opened and (promised - opened[-1].last).days <= reach else None


def steps(gate: Gate, subject: str, rules: Iterable[LeadTime], calendar: WorkCalendar) -> tuple[Step, ...]:
    """What has to be done before a gate opens, earliest first: the backward pass from the window by the law's own days.

    The opening itself is not counted: 20 days before 20 May is 30 April. Of rules of one kind, those in force when it opens.
    """
    if gate.first is None:
        return ()
    found = []
    for rule in rules:
        is_meant = rule.body_id == gate.body_id and rule.side == "before" and rule.subject in ("", subject)
        if is_meant and rule.is_valid_on(gate.first):
            due = _days_before(gate.first, rule, calendar)
            found.append(Step(rule, due, _last_workday(due, calendar)))
    return tuple(sorted(found, key=lambda step: (step.due, step.rule.id)))


def _days_before(opening: date, rule: LeadTime, calendar: WorkCalendar) -> date:
    if not rule.is_working:
        return opening - timedelta(days=rule.days)
    day, left = opening, rule.days
    while left:
        day -= _ONE
        left -= calendar.is_workday(day) if calendar.covers(day) else day.weekday() < calendar.week
    return day


def _last_workday(day: date, calendar: WorkCalendar) -> date:
    earlier = day
    while calendar.covers(earlier) and not calendar.is_workday(earlier):
        earlier -= _ONE
    return earlier if calendar.covers(earlier) else day


def gate_ties(rows: pd.DataFrame, gates: Sequence[Gate], registered: Mapping[str, GateTie]) -> dict[str, GateTie]:
    """Which rows wait for a body: those registered, and those whose finish is written as a session ("Kỳ họp thứ 7").

    Args:
        rows: A `ROWS` frame.
        gates: The sessions on record.
        registered: Row id -> tie, as the registry has it; it goes before what the words say.
    """
    by_days = {(whole_.first, whole_.last): gate.body_id for gate in gates if (whole_ := whole(gate))}
    by_days |= {days: gate.body_id for gate in gates for days in gate.windows}
    found = {}
    said = rows[[f"{basis}_finish_precision" for basis in _PROMISES]].eq("session").any(axis=1)
    for row in rows[said | rows["row_id"].isin(registered)].to_dict("records"):
        tie = registered.get(row["row_id"]) or _said(row, by_days)
        if tie:
            found[row["row_id"]] = tie
    return found


def gate_aims(
    rows: pd.DataFrame, gates: Sequence[Gate], registered: Mapping[str, GateTie], bodies: Mapping[str, Body]
) -> dict[str, GateAim]:
    """Row id -> the session that each tied row aims at; see `gate_ties`.

    A body without a rule for its sessions has no gate that anybody could foresee: its rows wait for nothing but their links.
    """
    ties = gate_ties(rows, gates, registered)
    sittings = {body_id: windows(gates, body_id) for body_id in {tie.body_id for tie in ties.values()}}
    found = {}
    for row in rows[rows["row_id"].isin(ties)].to_dict("records"):
        tie = ties[row["row_id"]]
        longest = longest_break(tie, bodies)
        among = sittings[tie.body_id] if longest else ()
        days = (row[f"{basis}_finish_last"] for basis in _PROMISES)
        promised = next((day.date() for day in days if not pd.isna(day)), None)
        gate = aimed_at(promised, among, longest) if promised else None
        left = tuple(window for window in among if gate is None or gate.first is None or window.last >= gate.first)
        found[row["row_id"]] = GateAim(tie, gate, left, longest)
    return found


def longest_break(tie: GateTie, bodies: Mapping[str, Body]) -> int:
    """Calendar days between two sessions of a tie's body, at the most; 0 where no rule sets when it meets."""
    return bodies[tie.body_id].longest_break if tie.body_id in bodies else _TWO_A_YEAR


def _said(row: Mapping[str, Any], by_days: Mapping[tuple[date, date], str]) -> GateTie | None:
    for basis in _PROMISES:
        name = f"{basis}_finish"
        if row[f"{name}_precision"] == "session" and not pd.isna(row[f"{name}_last"]):
            days = row[f"{name}_first"].date(), row[f"{name}_last"].date()
            if days in by_days:
                return GateTie(by_days[days])
    return None
