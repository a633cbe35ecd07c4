"""The opened product: programmes, gates, calendar and store, seeded from data/."""

import gc
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import loaders
from loaders import Sandbox, reference
from loaders.agencies import agency_of
from schedule import LANGUAGES, Gate, Pick, Reading, Severity, Words, WorkCalendar
from schedule.errors import ProgrammeUnknown, TrackerError, WorkbookUnreadable
from services import judged, waiting
from services.judged import Memory
from store import NewRevision, Revision, Store

SEED_ACTOR = "data/"
COUNTRY = "vn"
Progress = Callable[[int, int, str], None]
"""Called with (workbooks done, workbooks in all, name of the one at hand)."""


@dataclass(frozen=True)
class Problem:
    """A workbook of data/ that could not be read, and why."""

    programme: str
    status_date: date | None
    """The day the workbook speaks for; None where the programme has no workbook at all."""
    error: TrackerError


@dataclass(frozen=True, eq=False)
class Tracker:
    """Everything the doors need, opened once."""

    programmes: tuple[reference.Programme, ...]
    gates: tuple[Gate, ...]
    calendars: Mapping[str, WorkCalendar]
    """By name: the country's own (`COUNTRY`), and those that the registry names."""
    store: Store
    problems: tuple[Problem, ...] = ()
    reader: Sandbox = field(default_factory=Sandbox, compare=False)
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @property
    def calendar(self) -> WorkCalendar:
        """The country's working calendar, by which the law counts days."""
        return self.calendars[COUNTRY]

    def calendar_of(self, programme: reference.Programme) -> WorkCalendar:
        """The working calendar of a programme."""
        return self.calendars[programme.calendar]

    def read(
        self,
        received: bytes,
        *,
        sheet: str | None = None,
        status_date: date | None = None,
        picks: Sequence[Pick] = (),
    ) -> Reading:
        """What a received workbook says, read apart from this process; nothing is stored.

        Raises:
            WorkbookUnreadable: It cannot be read.
            SheetNotFound: It has no sheet of that name.
        """
        return self.reader.read(received, sheet=sheet, gates=self.gates, status_date=status_date, picks=picks)

    def programme(self, programme_id: str) -> reference.Programme:
        """The registered programme of that id.

        Raises:
            ProgrammeUnknown: There is none.
        """
        for programme in self.programmes:
            if programme.id == programme_id:
                return programme
        raise ProgrammeUnknown(programme=programme_id, known=", ".join(p.id for p in self.programmes))

    def problem(self, programme_id: str, as_of: date) -> Problem | None:
        """Why the programme's newest workbook up to `as_of` could not be read; None where it could."""
        for problem in reversed(self.problems):
            day = problem.status_date
            if problem.programme == programme_id and (day is None or day <= as_of):
                revision = self.store.latest(programme_id, as_of)
                return problem if revision is None or day is None or day >= revision.status_date else None
        return None

    def status_dates(self, programme_id: str | None = None) -> list[date]:
        """Every status date with a revision, newest first."""
        return self.store.status_dates(programme_id)


def open_tracker(
    *,
    now: datetime,
    data: Path = reference.DATA,
    environ: Mapping[str, str] = os.environ,
    progress: Progress | None = None,
) -> Tracker:
    """Open the store that the environment names, and seed what of data/ it does not hold yet.

    `DATA_DIR` (default `var/`) is where the product writes; `DATABASE_URL` (default SQLite in `DATA_DIR`) is the store.

    Args:
        now: When newly seeded revisions count as published.
        data: The folder of the registry and the programmes' workbooks.
        environ: The environment's variables.
        progress: Told of each workbook as it is read, and of each programme as it is judged.

    Raises:
        RegistryError: The registry, the gates or a calendar is missing or wrong.
        StoreUnavailable: The database does not answer.
    """
    folder = Path(environ.get("DATA_DIR") or "var")
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(environ.get("DATABASE_URL") or f"sqlite:///{folder.resolve() / 'store.db'}")
    programmes, gates = reference.programmes(data), reference.gates(data)
    problems = _seed(store, programmes, gates, now, progress)
    calendars = {name: reference.calendar(data, name) for name in {COUNTRY, *(p.calendar for p in programmes)}}
    tracker = Tracker(programmes, gates, calendars, store, problems)
    judged.watch(tracker, progress)
    waiting.watch(tracker)
    return tracker


def make_ready() -> None:
    """Load what every page looks up, so that the first one is as fast as the next.

    What lives as long as the server need not be looked at by every later garbage collection.
    """
    agency_of("")
    for language in LANGUAGES:
        Words(language).number(0)
    gc.collect()
    gc.freeze()


def _seed(
    store: Store,
    programmes: tuple[reference.Programme, ...],
    gates: tuple[Gate, ...],
    now: datetime,
    progress: Progress | None,
) -> tuple[Problem, ...]:
    """Add the workbooks of data/ that the store lacks, all or none, and approve the registered baselines."""
    known = {(r.programme, r.status_date, r.sha256) for r in store.revisions()}
    waiting = [
        (programme, path, received)
        for programme in programmes
        for path in sorted(programme.workbooks.glob("????-??-??.xlsx"))
        for received in [path.read_bytes()]
        if (programme.id, date.fromisoformat(path.stem), hashlib.sha256(received).hexdigest()) not in known
    ]
    new: list[NewRevision] = []
    problems = [
        Problem(programme.id, None, WorkbookUnreadable(reason="missing", path=programme.workbooks.name))
        for programme in programmes
        if not any(programme.workbooks.glob("????-??-??.xlsx")) and store.latest(programme.id, None) is None
    ]
    for done, (programme, path, received) in enumerate(waiting):
        if progress:
            progress(done, len(waiting), f"{programme.id}/{path.name}")
        try:
            new.append(_revision(programme, path, received, gates, now))
        except TrackerError as error:
            problems.append(Problem(programme.id, date.fromisoformat(path.stem), error))
    if new:
        store.add_all(new)
    for programme in programmes:
        _approve(store, programme, now)
    return tuple(problems)


def _revision(
    programme: reference.Programme, path: Path, received: bytes, gates: tuple[Gate, ...], now: datetime
) -> NewRevision:
    day = date.fromisoformat(path.stem)
    reading = loaders.read(received, gates=gates, status_date=day)
    if reading.is_blocked:
        raise WorkbookUnreadable(reason=next(f.code for f in reading.findings if f.severity == Severity.BLOCKING))
    return NewRevision(
        programme=programme.id,
        status_date=day,
        schedule=reading.schedule,
        findings=reading.findings,
        received=received,
        filename=path.name,
        actor=SEED_ACTOR,
        note="",
        published_at=now,
    )


def _approve(store: Store, programme: reference.Programme, now: datetime) -> None:
    """Approve, once, the revision that the registry names as the programme's baseline."""
    day = programme.approved_baseline
    if day is None or store.approved_baseline(programme.id, day) is not None:
        return
    revision: Revision | None = store.latest(programme.id, day)
    if revision and revision.status_date == day:
        store.approve_baseline(programme.id, revision.id, day, SEED_ACTOR, programme.baseline_source, now)
