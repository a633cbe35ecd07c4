"""The real programmes on a store: read and judged once a process; whoever needs them works on a copy."""

import shutil
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from services.tracker import Tracker, open_tracker

NOW = datetime(2026, 9, 2, 1, 30, tzinfo=UTC)
"""When the programmes count as published."""


def copied(folder: Path) -> Path:
    """Lay a store with the real programmes in a folder, which the environment's DATA_DIR may name; the folder."""
    shutil.copytree(_once(), folder, dirs_exist_ok=True)
    return folder


def tracker_in(folder: Path) -> Tracker:
    """The product with the real programmes, on a store in the folder."""
    return open_tracker(now=NOW, environ={"DATA_DIR": str(copied(folder))})


@lru_cache
def _once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="seeded-"))
    open_tracker(now=NOW, environ={"DATA_DIR": str(folder)}).store.engine.dispose()
    return folder
