"""What results that are worked out once and kept are named by, and the form in which a frame is kept."""

import hashlib
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

import analysis
import schedule
from schedule import WorkCalendar


@lru_cache
def code_digest(*modules: str) -> str:
    """A digest of `analysis/`, `schedule/` and some files beside them: whatever is changed there, nobody has to remember to say so."""
    folders = [Path(str(room.__file__)).parent for room in (analysis, schedule)]
    told = hashlib.sha256(pd.__version__.encode())
    for source in [*(path for folder in folders for path in sorted(folder.glob("*.py"))), *map(Path, modules)]:
        told.update(source.read_bytes())
    return told.hexdigest()


@lru_cache
def calendar_digest(calendar: WorkCalendar) -> str:
    """A digest of every day that a calendar knows."""
    days = (sorted(calendar.holidays), sorted(calendar.workdays), calendar.first, calendar.last, calendar.week)
    return hashlib.sha256(repr(days).encode()).hexdigest()


def written(rows: pd.DataFrame) -> bytes:
    """A frame as compressed Arrow."""
    table = pa.Table.from_pandas(rows, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    return bytes(sink.getvalue())


def read(content: bytes) -> pd.DataFrame:
    """The frame that `written` wrote."""
    return pa.ipc.open_file(pa.BufferReader(content)).read_all().to_pandas(use_threads=False)
