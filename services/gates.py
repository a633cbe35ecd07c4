"""The next gate of each programme: which session, ready or not, by how much, and what must be done before it opens."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import analysis
from loaders import reference
from schedule import Gate, GateTie, Words
from services import sentences
from services.paths import session as session_name
from services.states import ProgrammeState, states
from services.tracker import Tracker
from services.waiting import Waiting, waiting


@dataclass(frozen=True)
class StepLine:
    """One thing that the law wants before a gate; texts are ready to be shown."""

    due: date
    day: str
    what: str
    law: str
    is_past: bool
    is_unverified: bool
    late: str = ""
    """That what has to be done before is, by the network, done only after that day; "" where it is in time."""


@dataclass(frozen=True)
class GateView:
    """One milestone before its gate; texts are ready to be shown."""

    programme_id: str
    programme: str
    row_id: str
    milestone: str
    gate_id: str
    session: str
    """Name and days of the session aimed at."""
    first: date | None
    last: date | None
    ready: date | None
    """When it could be decided, by the network; None where that cannot be told."""
    margin: int | None
    """Calendar days from readiness to the close of the session; negative is too late for it."""
    verdict: str
    """`made`; `missed`: ready too late for it; `closed`: the session aimed at is over, the next not known; `unknown`."""
    verdict_word: str
    figure: str
    why: str
    """Until when it would be ready, and what that rests on."""
    miss: str
    """The session after it, and what missing this one costs."""
    closed: str
    """The session aimed at before, where it closed without a decision."""
    steps: tuple[StepLine, ...]


def next_gates(tracker: Tracker, as_of: date, words: Words) -> tuple[GateView, ...]:
    """Every milestone that still waits for a session, by programme in the registry's order, the session that closes first first.

    Of one session, what is ready last comes first.
    """
    found = waiting(tracker, as_of)
    return tuple(_view(tracker, s, one, words) for s in states(tracker, as_of) for one in found.get(s.programme.id, ()))


def plain(views: tuple[GateView, ...]) -> list[dict[str, Any]]:
    """The gates as plain JSON values."""
    kept = ("programme_id", "row_id", "milestone", "gate_id", "session", "margin", "verdict", "why", "miss", "closed")
    return [
        {
            **{name: getattr(view, name) for name in kept},
            **{name: (day := getattr(view, name)) and day.isoformat() for name in ("first", "last", "ready")},
            "steps": [
                {"due": step.due.isoformat(), "what": step.what, "law": step.law, "is_past": step.is_past,
                 "is_unverified": step.is_unverified, "late": step.late}
                for step in view.steps
            ],
        }
        for view in views
    ]  # fmt: skip


def gate_lines(views: tuple[GateView, ...], words: Words) -> list[str]:
    """The gates as lines: a milestone with its verdict, then what it rests on and what must be done by when; that none waits."""
    told = [] if views else [words("gate.nothing")]
    for view in views:
        verdict = ", ".join(said for said in (view.verdict_word, view.figure) if said)
        told.append(f"{view.programme}: {view.milestone} → {view.session}: {verdict}")
        told += [f"  {said}" for said in (view.closed, view.why, view.miss) if said]
        told += [
            f"  {'×' if step.is_past else '·'} {step.day}: {step.what} ({step.law}){_late(step)}" for step in view.steps
        ]
    return told


def _late(step: StepLine) -> str:
    return f"; {step.late}" if step.late else ""


def first_of_each(views: tuple[GateView, ...]) -> tuple[GateView, ...]:
    """The next gate of each programme; one whose days nobody knows only where there is no other."""
    found: dict[str, GateView] = {}
    for view in views:
        known = found.get(view.programme_id)
        if known is None or (known.margin is None and view.margin is not None):
            found[view.programme_id] = view
    return tuple(found.values())


def _view(tracker: Tracker, s: ProgrammeState, one: Waiting, words: Words) -> GateView:
    gates = {gate.id: gate for gate in tracker.gates}
    gate, closed = gates.get(one.gate_id), gates.get(one.closed_id)
    session = analysis.whole(gate) if gate else None
    margin = analysis.gate_margin(one.ready, session) if one.ready and session else None
    verdict = ("unknown" if closed is None else "closed") if margin is None else "made" if margin >= 0 else "missed"
    return GateView(
        programme_id=s.programme.id,
        programme=sentences.name(s.programme, words, short=True),
        row_id=one.row_id,
        milestone=s.programme.label(one.row_id) or one.name,
        gate_id=one.gate_id,
        session=_session(gate, one.tie, words),
        first=session.first if session else None,
        last=session.last if session else None,
        ready=one.ready,
        margin=margin,
        verdict=verdict,
        verdict_word=words(f"gate.verdict.{verdict}"),
        figure=""
        if margin is None
        else words(f"gate.margin.{verdict}", count=abs(margin), days=words.number(abs(margin), 0)),
        why=_why(one, words),
        miss=_miss(tracker, one, session, words) if verdict != "unknown" else "",
        closed=words("gate.closed", session=session_name(closed, words)) if closed else "",
        steps=_steps(tracker, gate, one, s.as_of, words),
    )


def _session(gate: Gate | None, tie: GateTie, words: Words) -> str:
    if gate is None or gate.first is None:
        body = reference.bodies().get(tie.body_id)
        return words("gate.none", body=(body.name_vi if words.language == "vi" else body.name_en) if body else "")
    name = session_name(gate, words)
    return name if gate.basis == "held" else f"{name}, {words('gate.basis.' + gate.basis)}"


def _why(one: Waiting, words: Words) -> str:
    """When it is ready, after what, and how much of that has no date."""
    if one.ready is None:
        return words("gate.ready.unknown")
    if one.after:
        said = words("gate.ready.after", day=one.ready, before=one.after)
    else:
        said = words("gate.ready.now", day=one.ready)
    return f"{said}; {words('gate.ready.undated', count=one.undated)}" if one.undated else said


def _miss(tracker: Tracker, one: Waiting, session: analysis.Window | None, words: Words) -> str:
    """The session after this one: what missing it would cost, or where it is too late for it already."""
    among, reach = analysis.windows(tracker.gates, one.tie.body_id), analysis.longest_break(one.tie, reference.bodies())
    if session is None or one.ready is None:
        return words("gate.next.none")
    if one.ready > session.last:
        later = analysis.next_window(one.ready, among, reach)
        return words("gate.next", session=_session(later.gate, one.tie, words)) if later else words("gate.next.none")
    after = analysis.next_window(session.last + timedelta(days=1), among, reach)
    cost = analysis.gate_miss_cost(session, among)
    if after is None or cost is None:
        return words("gate.next.none")
    return words("gate.miss", session=_session(after.gate, one.tie, words), count=cost, days=words.number(cost, 0))


def _steps(tracker: Tracker, gate: Gate | None, one: Waiting, as_of: date, words: Words) -> tuple[StepLine, ...]:
    if gate is None:
        return ()
    # what becomes ready within the session waits for what that session does first, and not for papers sent before
    ready = one.ready if one.ready and gate.first and one.ready < gate.first else None
    found = analysis.steps(gate, one.tie.subject, reference.lead_times(), tracker.calendar)
    return tuple(
        StepLine(
            due=step.due,
            day=words.day(step.due)
            if step.due == step.last_workday
            else words("gate.step.day", day=step.due, workday=step.last_workday),
            what=step.rule.step_vi if words.language == "vi" else step.rule.step_en,
            law=step.rule.legal_source,
            is_past=step.due < as_of,
            is_unverified=step.rule.confidence == "low",
            late=words("gate.step.late", ready=ready) if ready and as_of <= step.due < ready else "",
        )
        for step in found
    )
