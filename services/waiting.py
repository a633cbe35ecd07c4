"""What still waits for a session, and when the network has it ready: worked out once, kept in the store.

Only programmes in which something waits are reckoned, each with all that it waits for in others.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import analysis
from loaders import reference
from schedule import FINISHED, Gate, GateTie
from schedule.errors import StoreUnavailable
from services import across as networks
from services import keeping
from services.across import Across, across, upstream
from services.judged import recall
from services.states import ProgrammeState, states
from store import Derived

if TYPE_CHECKING:
    from services.tracker import Tracker


@dataclass(frozen=True)
class Waiting:
    """One unfinished milestone that waits for a session."""

    row_id: str
    name: str
    tie: GateTie
    gate_id: str
    """The session that it can be decided in; "" where none is known."""
    closed_id: str
    """The session that it aimed at, where that closed without a decision."""
    ready: date | None
    """When it could be decided if the body sat every day, by the network; None where that cannot be told."""
    after: str
    """Name of the task whose finish makes it ready; "" where it is ready of itself."""
    undated: int
    """How many unfinished tasks on the way to it have neither date nor duration: they count as done at once."""


def waiting(tracker: "Tracker", as_of: date) -> dict[str, tuple[Waiting, ...]]:
    """Programme -> what in it waits, the session that closes first first; of one session, what is ready last first.

    Raises:
        RegistryError: The table of the bodies or of the calendar is missing or wrong.
    """
    keys = _keys(tracker, as_of)
    recall(tracker, keys.values(), _read)
    found = {name: known for name, key in keys.items() if (known := tracker.memory.get(key)) is not None}
    unknown = [name for name in keys if name not in found]
    if unknown:
        made = _worked_out(tracker, as_of, unknown)
        found |= {name: tracker.memory.put(keys[name], one) for name, one in made.items()}
        with contextlib.suppress(StoreUnavailable):
            tracker.store.keep_derived([replace(keys[name], content=_written(one)) for name, one in made.items()])
    return found


def watch(tracker: "Tracker") -> None:
    """Work out what the front page asks, now and after each publication and approval."""

    def worked_out(_: str = "") -> None:
        days = tracker.status_dates()
        if days:
            waiting(tracker, days[0])

    worked_out()
    tracker.store.listen(worked_out)


def _keys(tracker: "Tracker", as_of: date) -> dict[str, Derived]:
    """What each programme's answer is kept under: the code, the sessions on record, and what it waits for as that was judged."""
    everything = states(tracker, as_of)
    code = keeping.code_digest(str(networks.__file__), __file__)
    calendars = [(p.id, keeping.calendar_digest(tracker.calendar_of(p))) for p in tracker.programmes]
    shared = (code, calendars, tracker.gates, sorted(reference.bodies().items()))
    common = hashlib.sha256(repr(shared).encode()).hexdigest()
    found = {}
    for s in everything:
        if s.revision and s.glance.waits:
            resting = [one.judgement.basis for one in upstream(everything, [s.programme.id]) if one.judgement]
            basis = hashlib.sha256(repr((common, sorted(s.programme.gates.items()), resting)).encode()).hexdigest()
            found[s.programme.id] = Derived(s.revision.id, "", f"waiting {as_of}", basis)
    return found


def _worked_out(tracker: "Tracker", as_of: date, programme_ids: list[str]) -> dict[str, tuple[Waiting, ...]]:
    made = across(tracker, as_of, programme_ids)
    return {s.programme.id: tuple(_of(made, s)) for s in made.states if s.programme.id in programme_ids}


def _of(made: Across, s: ProgrammeState) -> Iterator[Waiting]:
    names = s.milestones.loc[~s.milestones["status"].isin(FINISHED)].set_index("row_id")["name"].to_dict()
    found = []
    for long_id, aim in made.aims.items():
        programme_id, _, row_id = long_id.partition(":")
        if programme_id == s.programme.id and row_id in names:
            ready = made.network.ready.get(long_id)
            gate, closed = _gates_of(aim, ready, made.as_of)
            close = (gate and gate.last) or date.max
            found.append((close, -(ready or date.min).toordinal(), row_id, gate, closed))
    rows = made.rows.set_index("row_id")
    for _, _, row_id, gate, closed in sorted(found, key=lambda one: one[:3]):
        long_id = f"{s.programme.id}:{row_id}"
        before = [step.row_id for step in made.network.path_to(long_id)[:-1]]
        yield Waiting(
            row_id=row_id,
            name=names[row_id],
            tie=made.aims[long_id].tie,
            gate_id=gate.id if gate else "",
            closed_id=closed.id if closed else "",
            ready=made.network.ready.get(long_id),
            after=rows["name"][before[-1]] if before else "",
            undated=int(networks.is_undated(rows.loc[before]).sum()),
        )


def _gates_of(aim: analysis.GateAim, ready: date | None, as_of: date) -> tuple[Gate | None, Gate | None]:
    """The session to come, and the one aimed at where it has closed; where no promise names one, the next after readiness."""
    is_closed = aim.gate is not None and aim.gate.last is not None and aim.gate.last < as_of
    if aim.gate and not is_closed:
        return aim.gate, None
    window = aim.window(ready) if ready else None
    return window.gate if window else None, aim.gate


def _written(found: Iterable[Waiting]) -> bytes:
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, default=date.isoformat).encode()


def _read(content: bytes) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(**{**told, "tie": GateTie(**told["tie"]), "ready": told["ready"] and date.fromisoformat(told["ready"])})
        for told in json.loads(content)
    )
