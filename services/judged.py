"""What was judged of a revision: worked out once, kept in the store, and read from there by every page and process.

A judgement rests on the revision, the ones before it, the approved baseline, the working calendar, the registry's edges and key
milestones, on what the watchers of its rows said, and on the code that judges. All of that is named by its key; where any of it is another, it is judged anew.
"""

import contextlib
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

import analysis
from loaders.reference import Programme
from schedule import Finding, Schedule
from schedule.errors import StoreUnavailable
from services import glance, keeping
from services.confirming import heard, watchers_said
from services.glance import Glance
from store import Derived, Revision, RowEvent, Standing

if TYPE_CHECKING:
    from services.tracker import Tracker

_T = TypeVar("_T")
REMEMBERED = {"glance": 2000, "milestones": 200, "points": 60, "schedule": 60, "waiting": 500}
"""What a process holds ready, of each kind: parts of judgements, and what rests on them."""


@dataclass(frozen=True)
class Memory:
    """What this process has read or worked out already, of each kind the last used."""

    _parts: dict[str, OrderedDict[Derived, Any]] = field(default_factory=lambda: {k: OrderedDict() for k in REMEMBERED})
    _lock: Any = field(default_factory=Lock)

    def get(self, key: Derived) -> Any | None:
        """The part, if it is remembered."""
        parts = self._of(key)
        with self._lock:
            found = parts.get(key)
            if found is not None:
                parts.move_to_end(key)
            return found

    def put(self, key: Derived, part: _T) -> _T:
        """Remember a part; of too many, the one unused for longest goes."""
        parts = self._of(key)
        with self._lock:
            parts[key] = part
            if len(parts) > REMEMBERED[_sort(key)]:
                parts.popitem(last=False)
        return part

    def _of(self, key: Derived) -> OrderedDict[Derived, Any]:
        return self._parts[_sort(key)]


def _sort(key: Derived) -> str:
    """The kind without the day that it is of."""
    return key.kind.partition(" ")[0]


@dataclass(frozen=True)
class Judgement:
    """One revision, judged at its status date against one baseline; each part is fetched when it is asked for."""

    tracker: "Tracker" = field(repr=False)
    programme: Programme
    revision: Revision
    baseline_id: str
    basis: str
    heard: Mapping[str, analysis.Heard]
    """Row id -> what its watcher said last."""

    @property
    def glance(self) -> Glance:
        """What a glance at the programme shows."""
        return self._part("glance")

    @property
    def milestones(self) -> pd.DataFrame:
        """An `ASSESSED` frame."""
        return self._part("milestones")

    @property
    def points(self) -> pd.DataFrame:
        """Every milestone's promises (see `analysis.promise_trend`)."""
        return self._part("points")

    @property
    def schedule(self) -> Schedule:
        """The revision's schedule; a revision never changes, so it is fetched once."""
        key = Derived(self.revision.id, "", "schedule", "")
        found: Schedule | None = self.tracker.memory.get(key)
        return found or self.tracker.memory.put(key, self.tracker.store.schedule(self.revision.id))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the revision's workbook, from the store each time."""
        return tuple(self.tracker.store.findings(self.revision.id))

    def key(self, kind: str) -> Derived:
        """What a part is kept under."""
        return Derived(self.revision.id, self.baseline_id, kind, self.basis)

    def _part(self, kind: str) -> Any:
        key = self.key(kind)
        found = self.tracker.memory.get(key)
        if found is None:
            content = self.tracker.store.derived([key]).get(key) or self.kept()[kind]
            found = self.tracker.memory.put(key, _READ[kind](content))
        return found

    def kept(self) -> dict[str, bytes]:
        """All parts worked out and kept, as bytes by kind; where they cannot be kept, they are worked out again next time."""
        parts = _parts(self)
        with contextlib.suppress(StoreUnavailable):
            self.tracker.store.keep_derived([replace(self.key(kind), content=part) for kind, part in parts.items()])
        return parts


def judgements(tracker: "Tracker", as_of: date, programmes: Iterable[Programme]) -> dict[str, Judgement]:
    """What each programme stood on as of a day, judged; those without a revision are left out. Their glances are at hand."""
    wanted = list(programmes)
    standing = tracker.store.standing(as_of, [p.id for p in wanted])
    said = watchers_said(tracker.store)
    found = {p.id: _judgement(tracker, p, standing[p.id], said.get(p.id, ())) for p in wanted if p.id in standing}
    recall(tracker, [judgement.key("glance") for judgement in found.values()], glance.read)
    return found


def recall(tracker: "Tracker", keys: Iterable[Derived], read: Callable[[bytes], Any]) -> None:
    """Have what the store keeps under some keys at hand in memory; what is not kept is still missing then."""
    missing = [key for key in keys if tracker.memory.get(key) is None]
    if missing:
        for key, content in tracker.store.derived(missing).items():
            tracker.memory.put(key, read(content))


def watch(tracker: "Tracker", told: Callable[[int, int, str], None] | None = None) -> None:
    """Judge what the programmes stand on now, and from now on whatever is published or approved through the tracker's store.

    Args:
        tracker: The opened product.
        told: Called with (programmes judged, programmes to judge, id of the one at hand).
    """
    _keep_newest(tracker, tracker.programmes, told)
    by_id = {p.id: p for p in tracker.programmes}
    tracker.store.listen(lambda changed: _keep_newest(tracker, [by_id[changed]] if changed in by_id else []))


def _keep_newest(
    tracker: "Tracker", programmes: Iterable[Programme], told: Callable[[int, int, str], None] | None = None
) -> None:
    """Judge what the programmes stand on now, as the front page asks it, where that is not kept yet."""
    days = tracker.status_dates()
    found = judgements(tracker, days[0], programmes) if days else {}
    waiting = [j for j in found.values() if tracker.memory.get(j.key("glance")) is None]
    for done, judgement in enumerate(waiting):
        if told:
            told(done, len(waiting), judgement.programme.id)
        judgement.kept()


def _judgement(tracker: "Tracker", programme: Programme, stands: Standing, said: tuple[RowEvent, ...]) -> Judgement:
    watched = heard(tracker.store, said, stands.revision.status_date)
    code, days = (
        keeping.code_digest(__file__, str(glance.__file__)),
        keeping.calendar_digest(tracker.calendar_of(programme)),
    )
    registered = (programme.edges, programme.key_milestones, tuple(programme.gates))
    told = sorted((row_id, one.stands, one.on.isoformat()) for row_id, one in watched.items())
    known = (code, days, registered, stands.revisions, told)
    basis = hashlib.sha256(repr(known).encode()).hexdigest()
    return Judgement(tracker, programme, stands.revision, stands.baseline_id, basis, watched)


def _parts(judgement: Judgement) -> dict[str, bytes]:
    """A revision judged. It never changes, but a correction may come in before it."""
    tracker, revision, store = judgement.tracker, judgement.revision, judgement.tracker.store
    previous = store.previous(revision)
    plan = store.schedule(revision.id)
    moves = store.row_history(revision.programme, until=revision.status_date)
    history = {pd.Timestamp(day).date(): rows for day, rows in moves.groupby("status_date")}
    milestones = analysis.assess(
        plan.rows,
        status_date=revision.status_date,
        promises=plan.promises,
        approved=store.schedule(judgement.baseline_id).rows if judgement.baseline_id else None,
        previous=store.schedule(previous.id).rows if previous else None,
        previous_status_date=previous.status_date if previous else None,
        history=list(history.items()),
        calendar=tracker.calendar_of(judgement.programme),
        edges=analysis.Edges(*judgement.programme.edges),
        heard=judgement.heard,
    )
    points = analysis.promise_trend(plan.promises, history, milestones)
    short = glance.written(
        milestones,
        points,
        tuple(history),
        revision.status_date,
        keys=judgement.programme.key_milestones,
        tied=judgement.programme.gates,
        predecessors=plan.rows["predecessors"],
    )
    return {"glance": short, "milestones": keeping.written(milestones), "points": keeping.written(points)}


_READ: dict[str, Callable[[bytes], Any]] = {
    "glance": glance.read,
    "milestones": keeping.read,
    "points": keeping.read,
}
