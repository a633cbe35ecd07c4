"""From a received workbook to a schedule and its findings."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from loaders.collecting import uncollected
from loaders.columns import Columns, Found
from loaders.dated import OF_YEAR
from loaders.dates import DateContext, read_date
from loaders.ditto import written_out
from loaders.excerpts import excerpts
from loaders.grid import Grid, letters
from loaders.legacy import mended
from loaders.lines import Body, read_body, skipped_tables, table_above, with_bands
from loaders.lists import read_progress, read_promises
from loaders.tables import Table, find_table
from loaders.workbook import Workbook, received_bytes
from schedule import DATE_FIELDS, PROGRESS, PROMISES, Code, Finding, Gate, Pick, Reading, Schedule, Span, frame
from schedule.errors import WorkbookUnreadable

_MOST_TURNED = 100
"""A table of more rows or columns is not looked at from its side."""
_NO_PROMISES, _NO_PROGRESS = frame(PROMISES, []), frame(PROGRESS, [])
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_STATED = re.compile(
    r"(?:đến|tính đến|ngày báo cáo|status date|as of)[^\d]{0,20}(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", re.IGNORECASE
)
_WRITTEN = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


@uncollected()
def read(
    source: bytes | str | Path,
    *,
    sheet: str | None = None,
    gates: Sequence[Gate] = (),
    status_date: date | None = None,
    picks: Sequence[Pick] = (),
) -> Reading:
    """Read a workbook: its schedule, and everything missing, doubtful or wrong in it.

    Args:
        source: The received bytes, or a path to them.
        sheet: The sheet to read; the one that looks most like a schedule where None.
        gates: Sessions of elected bodies, to resolve "Kỳ họp thứ 7" with.
        status_date: The day that the workbook speaks for, where it is known; else what the workbook itself says.
        picks: Columns that a planner picked for fields, before what their headings say.

    Raises:
        WorkbookUnreadable: It is no workbook, empty, encrypted, damaged, too large, or holds no table of work.
        SheetNotFound: It has no sheet of that name.
    """
    book = Workbook(received_bytes(source))
    findings = list(book.findings)
    findings += [Finding(Code.SHEET_HIDDEN, name) for name in book.hidden if name != sheet]
    grids = _grids(book, [sheet] if sheet else book.names, findings)
    promises, progress, others = _lists(grids, tuple(gates), findings)
    found = [f for grid in others if (f := _found(grid, status_date, picks))]
    if not found:
        reason = "no-heading" if any(grid.height for grid in others) else "empty"
        raise WorkbookUnreadable(reason=reason, sheets=", ".join(g.sheet for g in grids) or "–")
    best = max(found, key=lambda f: f.worth)
    if not any(body.lines for body in best.bodies):
        raise WorkbookUnreadable(reason="no-rows", sheets=best.table.grid.sheet)
    findings += [
        Finding(Code.SHEET_SKIPPED, g.sheet) for g in others if g is not best.table.grid and _is_filled(g, best)
    ]
    rows, noticed = Columns(best, tuple(gates), status_date).rows()
    findings += [*best.findings, *noticed]
    if sheet:
        promises, progress = _lists(_grids(book, [n for n in book.names if n != sheet], []), tuple(gates), [])[:2]
    return Reading(
        Schedule(
            rows=rows,
            promises=promises,
            progress=progress,
            sheet=best.table.grid.sheet,
            title=best.title,
            heading_rows=tuple(row + 1 for row in best.table.heading_rows),
            fields=best.table.fields(),
            columns=best.table.letters(),
            stated_on=best.stated_on,
        ),
        tuple(findings),
        {letters(column): heading for column, heading in best.table.headings.items()},
        excerpts(grids, findings),
    )


def _grids(book: Workbook, names: Iterable[str], findings: list[Finding]) -> list[Grid]:
    """The sheets' cells; a sheet too large to be read is said, unless it is the only one."""
    grids = []
    wanted = list(names)
    for name in wanted:
        try:
            grid, told = mended(book.grid(name))
        except WorkbookUnreadable as error:
            if len(wanted) == 1 or error.reason != "too-large":
                raise
            findings.append(Finding(Code.SHEET_TOO_LARGE, name))
            continue
        grids.append(grid)
        findings += told
    return grids


def _lists(
    grids: Sequence[Grid], gates: tuple[Gate, ...], findings: list[Finding]
) -> tuple[pd.DataFrame, pd.DataFrame, list[Grid]]:
    """The promises and the progress that the sheets list, and the sheets that are no lists."""
    promises, progress, others = _NO_PROMISES, _NO_PROGRESS, []
    for grid in grids:
        if listed := read_promises(grid, gates):
            promises = listed[0]
            findings += listed[1]
        elif measured := read_progress(grid, gates):
            progress = measured[0]
            findings += measured[1]
        else:
            others.append(grid)
    return promises, progress, others


def _is_filled(grid: Grid, best: Found) -> bool:
    return grid is not best.table.grid and grid.sheet != best.table.grid.sheet and grid.height > 0


def _found(grid: Grid, status_date: date | None, picks: Sequence[Pick]) -> Found | None:
    """The sheet's table with its lines; turned on its side where it stands so."""
    if not grid.height:
        return None
    year = status_date.year if status_date else None
    table = find_table(grid, year=year, picks=picks)
    is_turned = False
    if grid.height < _MOST_TURNED and grid.width < _MOST_TURNED:
        turned = find_table(grid.turned(), year=year, picks=picks)
        is_upright = table is not None and {"name", "predecessors"} <= set(table.columns)
        is_dated = turned and not is_upright and not any(f.code == Code.FIELD_EMPTY for f in turned.findings)
        if turned and is_dated and "name" in turned.columns and (table is None or turned.clarity > table.clarity + 1):
            table, is_turned = turned, True
    if table is None:
        return None
    year, stated_on, title, within = _titles(table, status_date)
    table, dittos = written_out(with_bands(table))
    bodies, following = _bodies(table, year)
    skipped = None if is_turned else table_above(table, year=year)
    if skipped and not picks and _is_of_work(skipped[0]) and _worked([skipped[1]]) > _worked(bodies):
        table, dittos = written_out(with_bands(skipped[0]))
        year, stated_on, title, within = _titles(table, status_date)
        bodies, following = _bodies(table, year)
        skipped = None
    noticed = [*dittos, *(finding for body in bodies for finding in body.findings)]
    if skipped:
        noticed.append(Finding(Code.TABLE_SKIPPED, grid.sheet, grid.cell(skipped[0].heading_rows[-1], 0)))
    if following:
        noticed += skipped_tables(bodies[-1])
    if is_turned:
        noticed.append(Finding(Code.TABLE_TURNED, grid.sheet))
    return Found(table, bodies, year, stated_on, title, within, noticed)


def _bodies(table: Table, year: int | None) -> tuple[list[Body], Table | None]:
    """The lines of a table and of those below it that have its columns; and the first table that has not."""
    bodies = [read_body(table, year=year)]
    while (following := bodies[-1].next_table) and set(following.columns) == set(table.columns):
        bodies.append(read_body(following, year=year))
    return bodies, following


def _worked(bodies: Iterable[Body]) -> int:
    """How many lines hold more than a name."""
    return sum(not line.is_band for body in bodies for line in body.lines)


def _is_of_work(table: Table) -> bool:
    return any(name in table.columns for name in DATE_FIELDS)


def _titles(table: Table, status_date: date | None) -> tuple[int | None, date | None, str, Span]:
    """The document's year, the day that it says it speaks for, its title, and the days that it is for, from the lines around the table."""
    grid, top = table.grid, table.heading_rows[0]
    said = [
        text for row in range(min(top, 40)) for column in range(min(grid.width, 60)) if (text := grid.text(row, column))
    ]
    stated = next(
        (d for text in said if (m := _STATED.search(text)) and (d := _day(m[1].replace(".", "/").replace("-", "/")))),
        None,
    )
    written = next((d for text in said if (m := _WRITTEN.search(text)) and (d := _day("/".join(m.groups())))), None)
    years = [int(y) for text in said for y in _YEAR.findall(text)]
    year = status_date or stated or written
    title = max(
        (t for t in said if len(t) > 12 and "CỘNG HÒA" not in t.upper()),
        key=lambda t: (t.isupper(), len(t)),
        default="",
    )
    ranges = (read_date(text, DateContext(day_first=True)) for text in said if text.count("/") >= 4)
    within = next((r for r in ranges if r.side == "between" and r.precision == "day" and not r.ambiguous), Span())
    # a plan for 2025 is often signed in December 2024; what stands in brackets refers to other documents
    named = [y for text in said if text[0] != "(" and "ngày" not in text.lower() for y in OF_YEAR.findall(text)]
    if named and not status_date and not stated:
        return int(named[-1]), written, title, within
    return year.year if year else years[-1] if years else None, stated or written, title, within


def _day(text: str) -> date | None:
    return read_date(text, DateContext(day_first=True)).last
