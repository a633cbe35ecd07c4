"""Readings of damaged workbooks, each judged in a process of its own: no crash, no hang, no silent change."""

import io
import multiprocessing
import resource
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from math import ceil
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random

import loaders
from loaders import reference
from loaders.grid import as_text
from loaders.sandbox import MOST_MEMORY
from schedule import DATE_FIELDS, Code, Reading
from schedule.errors import TrackerError
from tests.fuzz.mutations import Mutant, mutant
from tests.samples.every import SAMPLES
from tests.samples.kit import ods

RECEIVED = Path(__file__).resolve().parents[2].parent / "shared" / "workbooks"
"""Workbooks as they came, mutated too where they are at hand."""
MOST_SECONDS = 20
"""Of the processor's time for one reading, which a busy machine does not lengthen."""
_MOST_WAITING = 300.0
"""Seconds until a worker that does not even work is given up."""
FAILURES = ("crash", "hang", "silent change")
OVER_MEMORY = "over memory"
"""It asked for more memory than the sandbox gives, which the product refuses as too large; Rust aborts its process then."""
_ROWS = [
    ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
    *([float(n), f"Việc {n}", f"Phòng {n}", datetime(2024, n, 20) if n % 2 else f"20/{n}/2024"] for n in range(1, 9)),
]


@dataclass(frozen=True)
class Outcome:
    """What one reading came to."""

    index: int
    kind: str
    seconds: float = 0.0
    what: str = ""
    """The workbook, what was done to it, and what went wrong."""


@dataclass
class Tally:
    """All outcomes of a run, in figures."""

    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    slowest: Outcome = field(default_factory=lambda: Outcome(-1, ""))

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.counts[outcome.kind] += 1
        self.slowest = max(self.slowest, outcome, key=lambda o: o.seconds)
        if outcome.kind in FAILURES:
            self.failures.append(outcome)


@cache
def sources() -> dict[str, bytes]:
    """The undamaged workbooks by name."""
    found = {name: make().content for name, make in sorted(SAMPLES.makers.items())}
    found["table.ods"] = ods(_ROWS)
    found["table.csv"] = "\n".join(";".join(map(as_text, row)) for row in _ROWS).encode()
    return found | {path.name: path.read_bytes() for path in sorted(RECEIVED.glob("[ST]*.xls*"))}


@cache
def undamaged(name: str) -> Reading | None:
    """The reading of a workbook as it is; None where it is refused."""
    try:
        return loaders.read(sources()[name], gates=reference.gates())
    except TrackerError:
        return None


def made(seed: int, index: int) -> tuple[str, str, Mutant]:
    """The mutant of that number: the workbook's name, the mutation's name, the mutant."""
    random = Random(f"{seed}:{index}")
    name = random.choice(list(sources()))
    reading = undamaged(name)
    return name, *mutant(random, sources()[name], _dated(reading) if reading else [])


def _dated(reading: Reading) -> list[str]:
    rows = reading.schedule.rows
    return sorted(
        {
            cell
            for field in DATE_FIELDS
            if field in reading.schedule.fields
            for cell, day in zip(rows[f"{field}_cell"], rows[f"{field}_last"], strict=True)
            if cell and day == day
        }
    )


def outcome(seed: int, index: int) -> Outcome:
    """Make a mutant, read it, and judge the reading."""
    name, mutation, damaged = made(seed, index)
    what, begun = f"{name}, {mutation}", time.process_time()

    def came_to(kind: str, why: str = "") -> Outcome:
        return Outcome(index, kind, time.process_time() - begun, f"{what}{why and ': '}{why}")

    try:
        reading = loaders.read(damaged.content, gates=reference.gates())
    except TrackerError as error:
        return came_to(*(("silent change", f"refused, {error}") if _must_read(name, damaged) else ("refused",)))
    except MemoryError:
        return came_to(OVER_MEMORY)
    except BaseException as error:  # a parser's panic is no Exception
        return came_to("crash", f"{type(error).__name__}: {error}")
    if why := _untold(name, damaged, reading):
        return came_to("silent change", why)
    return came_to("findings" if reading.findings else "clean")


def _must_read(name: str, damaged: Mutant) -> bool:
    return damaged.keeps == "always" and undamaged(name) is not None


def _untold(name: str, damaged: Mutant, reading: Reading) -> str:
    """What the reading changed and did not tell; "" where nothing."""
    before = undamaged(name)
    if damaged.keeps and (before is None or _said(before) != _said(reading)):
        return "other rows than before"
    if damaged.lost and not _is_told(damaged.lost, reading):
        return f"no finding at {damaged.lost}"
    return "a check sum is wrong" if _is_broken(damaged.content) else ""


def _is_told(cell: str, reading: Reading) -> bool:
    """Whether a finding stands at the cell; or none of the column's texts is a date any more, and the column is told."""
    schedule = reading.schedule
    dated = {schedule.columns[name] for name in DATE_FIELDS if name in schedule.columns}
    column = cell.rstrip("0123456789")
    told = {f.code for f in reading.findings if f.cell.rstrip("0123456789") == column} | {
        f.code for f in reading.findings if f.code in (Code.FIELD_MISSING, Code.HEADING_UNKNOWN)
    }
    is_column_told = told & {Code.FIELD_MISSING, Code.HEADING_UNKNOWN, Code.HEADING_REPEATED, Code.STEP_BEFORE}
    return cell in {f.cell for f in reading.findings} or bool(is_column_told and column not in dated)


def _said(reading: Reading) -> tuple[object, ...]:
    schedule = reading.schedule
    frames = (schedule.rows, schedule.promises, schedule.progress)
    findings = sorted(f"{f.code}@{f.sheet}!{f.cell}" for f in reading.findings)
    return *(frame.to_csv() for frame in frames), schedule.sheet, schedule.title, findings


def _is_broken(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    try:
        return zipfile.ZipFile(io.BytesIO(content)).testzip() is not None
    except Exception:
        return True


def _serve(line: Connection, seed: int) -> None:
    """A worker: judges the mutants whose numbers come down the line, within the sandbox's memory and the limit of time."""
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MOST_MEMORY, taken + MOST_MEMORY))
    sources()
    while (index := line.recv()) >= 0:
        until = ceil(time.process_time()) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        line.send(outcome(seed, index))


class _Worker:
    """A process that judges one mutant after another, and what it is at."""

    def __init__(self, seed: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, seed), daemon=True)
        self.process.start()
        theirs.close()
        self.index, self.since = -1, 0.0

    def take(self, index: int) -> None:
        self.index, self.since = index, time.monotonic()
        self.line.send(index)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def fuzz(runs: int, seed: int, first: int = 0, workers: int = 2) -> Tally:
    """Read the mutants `first` to `first + runs - 1`, each within the limit of time."""
    tally, indices, begun = Tally(), iter(range(first, first + runs)), time.monotonic()
    busy = [worker for _ in range(workers) if (worker := _given(_Worker(seed), indices))]
    while busy:
        wait([worker.line for worker in busy], timeout=1.0)
        for worker in list(busy):
            if ended := _ended(worker):
                tally.add(ended)
                busy.remove(worker)
                fresh = _Worker(seed) if not worker.process.is_alive() else worker
                busy += [fresh] if _given(fresh, indices) else []
    tally.seconds = time.monotonic() - begun
    return tally


def _given(worker: _Worker, indices: Iterator[int]) -> _Worker | None:
    """The worker at its next mutant; stopped where there is none."""
    index = next(indices, None)
    if index is None:
        worker.stop()
        return None
    worker.take(index)
    return worker


def _ended(worker: _Worker) -> Outcome | None:
    """What the worker's mutant came to; None while it is being read."""
    passed = time.monotonic() - worker.since
    if not worker.line.poll() and passed < _MOST_WAITING:
        return None
    judged, kind = None, "hang"
    try:
        judged = worker.line.recv() if worker.line.poll() else None
    except (EOFError, OSError):
        worker.process.join()
        kind = {-signal.SIGXCPU: "hang", -signal.SIGABRT: OVER_MEMORY}.get(worker.process.exitcode or 0, "crash")
    if judged is None or judged.kind == "crash":
        worker.stop()
    return judged or Outcome(worker.index, kind, passed, "the reader was ended")
