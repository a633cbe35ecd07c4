"""Reading in a process of its own, so that no file can freeze the server, fill its memory or kill it."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from loaders.corrections import Returned
from loaders.filling import NewColumn
from loaders.marking import Remark
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
        options = {"sheet": sheet, "gates": tuple(gates), "status_date": status_date, "picks": tuple(picks)}
        answer: Reading = self._asked("read", (received,), options, seconds)
        return answer

    def marked(
        self, received: bytes, remarks: Sequence[Remark], names: Sequence[str], *, seconds: float = MOST_SECONDS
    ) -> bytes:
        """As `loaders.marked`, within limits of time and memory.

        Raises:
            WorkbookUnmarkable: It is neither xlsx nor xlsm.
            WorkbookUnreadable: A part is damaged, or it took too long or too much memory.
        """
        answer: bytes = self._asked("marked", (received, remarks, names), {}, seconds)
        return answer

    def filled(
        self,
        received: bytes,
        sheet: str,
        texts: Mapping[str, str],
        columns: tuple[NewColumn, ...] = (),
        *,
        seconds: float = MOST_SECONDS,
    ) -> bytes:
        """As `loaders.filled`, within limits of time and memory; the same failures as `marked`."""
        answer: bytes = self._asked("filled", (received, sheet, dict(texts), columns), {}, seconds)
        return answer

    def corrections(
        self, received: bytes, headings: Mapping[str, Sequence[str]], *, seconds: float = MOST_SECONDS
    ) -> list[Returned]:
        """As `loaders.read_corrections`, within limits of time and memory."""
        answer: list[Returned] = self._asked("corrections", (received, headings), {}, seconds)
        return answer

    def _asked(self, task: str, arguments: tuple[Any, ...], options: dict[str, Any], seconds: float) -> Any:
        with self._lock:
            line = self._started()
            try:
                line.send((task, arguments, options))
                if not line.poll(seconds):
                    self._stop()
                    raise WorkbookUnreadable(reason="too-long")
                answer = line.recv()
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
    """The reader's side: do what comes down the line named on the command line, until it is closed."""
    from loaders.corrections import read_corrections
    from loaders.filling import filled
    from loaders.marking import marked
    from loaders.reading import read

    tasks = {"read": read, "marked": marked, "filled": filled, "corrections": read_corrections}
    line = Connection(int(sys.argv[1]))
    _limit_memory()
    while True:
        try:
            task, arguments, options = line.recv()
        except EOFError:
            return
        line.send(_answer(tasks[task], arguments, options))


def _answer(task: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    try:
        answer = task(*arguments, **options)
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
