"""The next gate of each programme: which session, ready or not, by how much, and what must be done before it opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import analysis
from loaders import reference
from schedule import Gate, Words
from services import sentences
from services.across import Across, across
from services.paths import session as session_name
from services.states import ProgrammeState, states
from services.tracker import Tracker

_DONE = ("done", "done_late")


@dataclass(frozen=True)
class StepLine:
    """One thing that the law wants before a gate; texts are ready to be shown."""

    due: date
    day: str
    what: str
    law: str
    is_past: bool
    is_unverified: bool


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
    if not any(map(_may_wait, states(tracker, as_of))):
        return ()
    made = across(tracker, as_of)
    return tuple(view for s in made.states for view in _of(tracker, made, s, words))


def plain(views: tuple[GateView, ...]) -> list[dict[str, Any]]:
    """The gates as plain JSON values."""
    kept = ("programme_id", "row_id", "milestone", "gate_id", "session", "margin", "verdict", "why", "miss", "closed")
    return [
        {
            **{name: getattr(view, name) for name in kept},
            **{name: (day := getattr(view, name)) and day.isoformat() for name in ("first", "last", "ready")},
            "steps": [
                {"due": step.due.isoformat(), "what": step.what, "law": step.law, "is_past": step.is_past,
                 "is_unverified": step.is_unverified}
                for step in view.steps
            ],
        }
        for view in views
    ]  # fmt: skip


def gate_lines(views: tuple[GateView, ...]) -> list[str]:
    """The gates as lines: a milestone with its verdict, then what it rests on and what must be done by when."""
    told = []
    for view in views:
        told.append(f"{view.programme}: {view.milestone} → {view.session}: {view.verdict_word} {view.figure}".rstrip())
        told += [f"  {said}" for said in (view.closed, view.why, view.miss) if said]
        told += [f"  {'×' if step.is_past else '·'} {step.day}: {step.what} ({step.law})" for step in view.steps]
    return told


def first_of_each(views: tuple[GateView, ...]) -> tuple[GateView, ...]:
    """The next gate of each programme; one whose days nobody knows only where there is no other."""
    found: dict[str, GateView] = {}
    for view in views:
        known = found.get(view.programme_id)
        if known is None or (known.margin is None and view.margin is not None):
            found[view.programme_id] = view
    return tuple(found.values())


def _may_wait(s: ProgrammeState) -> bool:
    """Whether something unfinished is tied to sessions by the registry or by its own words; else no network is reckoned."""
    return bool(s.programme.gates) or s.glance.waits


def _of(tracker: Tracker, made: Across, s: ProgrammeState, words: Words) -> Iterator[GateView]:
    unfinished = set(s.milestones.loc[~s.milestones["status"].isin(_DONE), "row_id"])
    waiting = []
    for long_id, aim in made.aims.items():
        programme_id, _, row_id = long_id.partition(":")
        if programme_id == s.programme.id and row_id in unfinished:
            ready = made.network.ready.get(long_id)
            gates = _gates_of(aim, ready, made.as_of)
            close = (gates[0] and gates[0].last) or date.max
            waiting.append((close, -(ready or date.min).toordinal(), row_id, gates))
    for _, _, row_id, gates in sorted(waiting, key=lambda one: one[:3]):
        yield _view(tracker, made, s, row_id, gates, words)


def _gates_of(aim: analysis.GateAim, ready: date | None, as_of: date) -> tuple[Gate | None, Gate | None]:
    """The session to come, and the one aimed at where it has closed; where no promise names one, the next after readiness."""
    is_closed = aim.gate is not None and aim.gate.last is not None and aim.gate.last < as_of
    if aim.gate and not is_closed:
        return aim.gate, None
    window = aim.window(ready) if ready else None
    return window.gate if window else None, aim.gate


def _view(
    tracker: Tracker, made: Across, s: ProgrammeState, row_id: str, gates: tuple[Gate | None, Gate | None], words: Words
) -> GateView:
    long_id, row = f"{s.programme.id}:{row_id}", s.milestones.set_index("row_id").loc[row_id]
    aim, ready, (gate, closed) = made.aims[long_id], made.network.ready.get(long_id), gates
    session = analysis.whole(gate) if gate else None
    margin = analysis.gate_margin(ready, session) if ready and session else None
    verdict = ("unknown" if closed is None else "closed") if margin is None else "made" if margin >= 0 else "missed"
    return GateView(
        programme_id=s.programme.id,
        programme=sentences.name(s.programme, words, short=True),
        row_id=row_id,
        milestone=s.programme.label(row_id) or row["name"],
        gate_id=gate.id if gate else "",
        session=_session(gate, aim, words),
        first=session.first if session else None,
        last=session.last if session else None,
        ready=ready,
        margin=margin,
        verdict=verdict,
        verdict_word=words(f"gate.verdict.{verdict}"),
        figure=""
        if margin is None
        else words(f"gate.margin.{verdict}", count=abs(margin), days=words.number(abs(margin), 0)),
        why=_why(made, long_id, ready, words),
        miss=_miss(tracker, aim, session, ready, words) if verdict != "unknown" else "",
        closed=words("gate.closed", session=session_name(closed, words)) if closed else "",
        steps=_steps(tracker, gate, aim, made.as_of, words),
    )


def _session(gate: Gate | None, aim: analysis.GateAim, words: Words) -> str:
    if gate is None or gate.first is None:
        body = reference.bodies().get(aim.tie.body_id)
        return words("gate.none", body=(body.name_vi if words.language == "vi" else body.name_en) if body else "")
    name = session_name(gate, words)
    return name if gate.basis == "held" else f"{name}, {words('gate.basis.' + gate.basis)}"


def _why(made: Across, long_id: str, ready: date | None, words: Words) -> str:
    """When it is ready, after what, and how much of that has no date."""
    if ready is None:
        return words("gate.ready.unknown")
    steps = made.network.path_to(long_id)
    names = made.rows.set_index("row_id")["name"]
    if len(steps) > 1:
        said = words("gate.ready.after", day=ready, before=names[steps[-2].row_id])
    else:
        said = words("gate.ready.now", day=ready)
    bare = _undated_before(made, long_id)
    return f"{said}; {words('gate.ready.undated', count=bare)}" if bare else said


def _undated_before(made: Across, long_id: str) -> int:
    """How many unfinished tasks on the way to a milestone have neither date nor duration: they count as done at once."""
    rows = made.rows.set_index("row_id")
    dates = [f"{basis}_finish_last" for basis in ("actual", "forecast", "baseline")]
    bare = rows[dates].isna().all(axis=1) & ~(rows["duration_days"] > 0) & ~(rows["percent_complete"] == 100)
    return sum(bool(bare[step.row_id]) for step in made.network.path_to(long_id)[:-1])


def _miss(
    tracker: Tracker, aim: analysis.GateAim, session: analysis.Window | None, ready: date | None, words: Words
) -> str:
    """The session after this one: what missing it would cost, or where it is too late for it already."""
    among = analysis.windows(tracker.gates, aim.tie.body_id)
    if session is None or ready is None:
        return words("gate.next.none")
    if ready > session.last:
        later = analysis.next_window(ready, among, aim.reach)
        return words("gate.next", session=_session(later.gate, aim, words)) if later else words("gate.next.none")
    after = analysis.next_window(session.last + timedelta(days=1), among, aim.reach)
    cost = analysis.gate_miss_cost(session, among)
    if after is None or cost is None:
        return words("gate.next.none")
    return words("gate.miss", session=_session(after.gate, aim, words), count=cost, days=words.number(cost, 0))


def _steps(
    tracker: Tracker, gate: Gate | None, aim: analysis.GateAim, as_of: date, words: Words
) -> tuple[StepLine, ...]:
    if gate is None:
        return ()
    found = analysis.steps(gate, aim.tie.subject, reference.lead_times(), tracker.calendar)
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
        )
        for step in found
    )
