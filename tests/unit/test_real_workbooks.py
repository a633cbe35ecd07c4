"""Workbooks that others made, where they stand beside the project: what must come of each is known (SOURCES.csv)."""

from datetime import date, datetime
from pathlib import Path

import pytest

import loaders
from loaders.workbook import Workbook, received_bytes
from schedule import DATE_FIELDS
from schedule.errors import WorkbookUnreadable

FOLDER = Path(__file__).parents[3] / "shared" / "workbooks"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the workbooks are not here")

SCHEDULES = [
    # file's mark, sheet, heading rows, first and last row, first and last day, a finding that must be there
    ("S23", "Project Plan", (1,), (2, 40), ("2023-01-02", "2023-06-22"), ""),
    ("S24", "Project Plan w Relays", (1,), (2, 40), ("2023-01-02", "2023-06-22"), "sheet-skipped"),
    ("S25", "Project Schedule", (1,), (2, 10), ("2024-01-02", "2024-03-05"), "formula-not-computed"),
    ("S26", "Sheet1", (1,), (2, 19), ("2023-07-25", "2024-02-01"), ""),
    ("S27", "WBS", (3, 4), (5, 7), ("2000-01-01", "2019-10-04"), ""),
    ("S28", "xanuicam_tasks_01012026", (1,), (2, 8), ("2025-12-24", "2026-01-11"), "date-ambiguous"),
    ("S29", "工程定義・マスタスケジュール", (3,), (4, 13), ("2000-01-01", "2000-02-01"), ""),
    ("S30", "Sheet1", (3,), (4, 11), (None, None), "field-empty"),
    ("S31", "Sheet1", (1,), (2, 13), (None, None), "field-missing"),
    ("S32", "Sheet", (1,), (2, 7), ("2019-11-25", "2020-01-12"), ""),
]
REFUSED = [
    ("T08", "no-heading"), ("T26", "encrypted"), ("T28", "encrypted"), ("T30", "damaged"), ("T38", "no-workbook"),
    ("T41", "encrypted"), ("T44", "no-workbook"), ("T45", "empty"), ("T46", "empty"),
]  # fmt: skip
CELLS = [
    # file's mark, sheet, row and column from 0, value
    ("T04", "Sheet1", (0, 0), date(2021, 1, 1)),
    ("T04", "Sheet1", (1, 0), date(2021, 1, 2)),
    ("T05", "Sheet", (1, 0), datetime(2021, 1, 1, 10, 10, 10)),
    ("T06", "Sheet1", (1, 0), date(2021, 1, 2)),
    ("T18", "First Sheet", (1, 1), "2nd row 2nd column"),
    ("T19", "Sheet1", (0, 2), 1.0),
    ("T21", "Sheet1", (1, 2), "1st Inline String"),
    ("T22", "Sheet1", (0, 0), date(2006, 4, 12)),
    ("T31", "Sheet1", (0, 0), "locked cell"),
    ("T33", "Sheet1", (1, 1), date(2011, 2, 8)),
    ("T34", "Sheet0", (0, 1), 20.0),
    ("T47", "Sheet1", (1, 0), ""),
    ("T48", "Sheet1", (1, 1), 3.0),
    ("T50", "Visible", (2, 1), 6.0),
    ("T52", "Sheet1", (3, 0), date(2021, 1, 1)),
    ("T54", "Merge Cells", (1, 1), "Merged Row(1) of Range (B2:D3)"),
    ("T58", "Sheet1", (0, 1), "aaa"),
]


def received(mark):
    """The file of this mark."""
    return next(FOLDER.glob(f"{mark}_*"))


@pytest.mark.parametrize(
    ("mark", "sheet", "heading", "rows", "days", "code"), SCHEDULES, ids=[case[0] for case in SCHEDULES]
)
def test_a_real_schedule_is_read_whole(mark, sheet, heading, rows, days, code):
    """Its sheet, its heading, its rows from the first to the last, its days."""
    reading = loaders.read(received(mark))

    read = reading.schedule.rows
    last = [read[f"{field}_last"].dropna() for field in DATE_FIELDS]
    said = [f"{day:%Y-%m-%d}" for column in last for day in column]
    assert reading.schedule.sheet == sheet
    assert reading.schedule.heading_rows == heading
    assert (read["row"].min(), read["row"].max()) == rows
    assert (min(said, default=None), max(said, default=None)) == days
    assert not code or code in {str(f.code) for f in reading.findings}


@pytest.mark.parametrize(("mark", "reason"), REFUSED)
def test_what_is_no_schedule_is_refused_with_its_reason(mark, reason):
    """Encrypted, damaged, empty, no workbook at all: each by its name."""
    with pytest.raises(WorkbookUnreadable) as refused:
        loaders.read(received(mark))
    assert refused.value.reason == reason


@pytest.mark.parametrize(("mark", "sheet", "place", "value"), CELLS)
def test_a_cell_of_any_writers_file_is_read_as_it_was_written(mark, sheet, place, value):
    """Strict packages, other calendars, inline texts, odd prefixes, hidden sheets, quoted formats."""
    grid = Workbook(received_bytes(received(mark))).grid(sheet)

    read = grid.value(*place)
    assert (read.date() if isinstance(read, datetime) and not isinstance(value, datetime) else read) == value


def test_hidden_sheets_are_named_and_not_offered():
    """The visible sheet is the one that is read."""
    book = Workbook(received_bytes(received("T32")))
    assert (book.names, book.hidden) == (["Sheet2"], ["Sheet1"])
