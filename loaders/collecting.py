"""No search for garbage while a workbook is read: it would look through all cells again and again, and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_readings: list[bool] = []
"""Of each reading under way, whether the collector ran when it began: threads may read at the same time."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows, spans and findings make no cycles, and are freed as ever when nobody holds them; only the search for cycles waits."""
    with _lock:
        _readings.append(gc.isenabled() or any(_readings))
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_enabled = _readings.pop()
            if was_enabled and not _readings:
                gc.enable()
