"""Reading in a process of its own, so that no file can freeze the server, fill its memory or kill it."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import date
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from schedule import Gate, Pick, Reading
from schedule.errors import TrackerError, WorkbookUnreadable

MOST_SECONDS = 25.0
MOST_MEMORY = 1_500_000_000
"""Bytes that a reader may take beyond what it has when it starts."""
_COMMAND = "from loaders.sandbox import serve; serve()"
_ROOT = Path(__file__).resolve().parent.parent


class Sandbox:
    """One reader in a child process, started when it is first needed and again after it had to be stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def start(self) -> None:
        """Start the reader ahead of the first file, which then need not wait for it."""
        with self._lock:
            self._started()

    def read(
        self,
        received: bytes,
        *,
        sheet: str | None = None,
        gates: Sequence[Gate] = (),
        status_date: date | None = None,
        picks: Sequence[Pick] = (),
        seconds: float = MOST_SECONDS,
    ) -> Reading:
        """As `loaders.read`, within limits of time and memory.

        Raises:
            WorkbookUnreadable: As `loaders.read`; or it took too long ("too-long") or too much memory ("too-large").
            SheetNotFound: It has no sheet of that name.
        """
        with self._lock:
            line = self._started()
            try:
                line.send(
                    (
                        received,
                        {"sheet": sheet, "gates": tuple(gates), "status_date": status_date, "picks": tuple(picks)},
                    )
                )
                if not line.poll(seconds):
                    self._stop()
                    raise WorkbookUnreadable(reason="too-long")
                answer: Reading | TrackerError = line.recv()
            except (EOFError, OSError) as error:
                self._stop()
                raise WorkbookUnreadable(reason="too-large") from error
        if isinstance(answer, TrackerError):
            raise answer
        return answer

    def _started(self) -> Connection:
        if self._line is None or self._process is None or self._process.poll() is not None:
            ours, theirs = Pipe()
            environ = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            command = [sys.executable, "-c", _COMMAND, str(theirs.fileno())]
            self._process = subprocess.Popen(command, cwd=_ROOT, env=environ, pass_fds=[theirs.fileno()])
            theirs.close()
            self._line = ours
        return self._line

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._line:
            self._line.close()
        self._process = self._line = None


def serve() -> None:
    """The reader's side: read what comes down the line named on the command line, until it is closed."""
    from loaders.reading import read

    line = Connection(int(sys.argv[1]))
    _limit_memory()
    while True:
        try:
            received, options = line.recv()
        except EOFError:
            return
        line.send(_answer(read, received, options))


def _answer(read: Any, received: bytes, options: dict[str, Any]) -> Reading | TrackerError:
    try:
        answer: Reading = read(received, **options)
    except TrackerError as error:
        return error
    except MemoryError:
        return WorkbookUnreadable(reason="too-large")
    except (
        BaseException
    ) as error:  # a parser's panic is no Exception; whatever fails here is a file that cannot be read
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return WorkbookUnreadable(reason="damaged")
    return answer


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
