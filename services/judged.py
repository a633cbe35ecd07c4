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
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd
import pyarrow as pa

import analysis
import schedule
from loaders.reference import Programme
from schedule import Finding, Schedule, WorkCalendar
from schedule.errors import StoreUnavailable
from services import glance
from services.confirming import heard, watchers_said
from services.glance import Glance
from store import Derived, Revision, RowEvent, Standing

if TYPE_CHECKING:
    from services.tracker import Tracker

Part: TypeAlias = Glance | pd.DataFrame
REMEMBERED = {"glance": 2000, "milestones": 200, "points": 60}
"""Parts of judgements that a process holds ready, of each kind."""


@dataclass(frozen=True)
class Memory:
    """What this process has read or worked out already, of each kind the last used."""

    _parts: dict[str, OrderedDict[Derived, Part]] = field(
        default_factory=lambda: {k: OrderedDict() for k in REMEMBERED}
    )
    _lock: Any = field(default_factory=Lock)

    def get(self, key: Derived) -> Part | None:
        """The part, if it is remembered."""
        with self._lock:
            found = self._parts[key.kind].get(key)
            if found is not None:
                self._parts[key.kind].move_to_end(key)
            return found

    def put(self, key: Derived, part: Part) -> Part:
        """Remember a part; of too many, the one unused for longest goes."""
        with self._lock:
            self._parts[key.kind][key] = part
            if len(self._parts[key.kind]) > REMEMBERED[key.kind]:
                self._parts[key.kind].popitem(last=False)
        return part


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
        """The revision's schedule, from the store each time."""
        return self.tracker.store.schedule(self.revision.id)

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
    missing = [j.key("glance") for j in found.values() if tracker.memory.get(j.key("glance")) is None]
    if missing:
        for key, content in tracker.store.derived(missing).items():
            tracker.memory.put(key, glance.read(content))
    return found


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
    known = (
        *(_code(), _days(tracker.calendar), programme.edges, programme.key_milestones, stands.revisions),
        sorted((row_id, one.stands, one.on.isoformat()) for row_id, one in watched.items()),
    )
    basis = hashlib.sha256(repr(known).encode()).hexdigest()
    return Judgement(tracker, programme, stands.revision, stands.baseline_id, basis, watched)


@lru_cache
def _code() -> str:
    """A digest of the code that judges: whatever is changed in it, nobody has to remember to say so."""
    folders = [Path(str(room.__file__)).parent for room in (analysis, schedule)]
    sources = [
        *(path for folder in folders for path in sorted(folder.glob("*.py"))),
        Path(__file__),
        Path(glance.__file__),
    ]
    told = hashlib.sha256(pd.__version__.encode())
    for source in sources:
        told.update(source.read_bytes())
    return told.hexdigest()


@lru_cache
def _days(calendar: WorkCalendar) -> str:
    days = (sorted(calendar.holidays), sorted(calendar.workdays), calendar.first, calendar.last, calendar.week)
    return hashlib.sha256(repr(days).encode()).hexdigest()


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
        calendar=tracker.calendar,
        edges=analysis.Edges(*judgement.programme.edges),
        heard=judgement.heard,
    )
    points = analysis.promise_trend(plan.promises, history, milestones)
    keys = judgement.programme.key_milestones
    short = glance.written(milestones, points, tuple(history), keys, revision.status_date)
    return {"glance": short, "milestones": _written(milestones), "points": _written(points)}


def _written(rows: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    return bytes(sink.getvalue())


def _frame(content: bytes) -> pd.DataFrame:
    return pa.ipc.open_file(pa.BufferReader(content)).read_all().to_pandas(use_threads=False)


_READ: dict[str, Callable[[bytes], Part]] = {"glance": glance.read, "milestones": _frame, "points": _frame}
