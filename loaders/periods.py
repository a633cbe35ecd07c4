"""Plans drawn in cells: columns headed by days, weeks, months or quarters, in which work is marked or coloured."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from loaders.dates import DateContext, read_date
from loaders.grid import Grid
from loaders.headings import plain_words
from loaders.outline import Line
from loaders.tables import Table
from schedule import Code, Finding, Span

_HALF = 0.5
_EMPTY = {"", "-", "–", "—", "0", ".", "o"}


def marked_spans(
    table: Table, lines: Sequence[Line], year: int | None
) -> tuple[tuple[list[Span], list[str]], tuple[list[Span], list[str]], list[Finding]] | None:
    """Starts and finishes with their cells, the first and the last mark of each line, and findings; None where no heading names days.

    A task begins with the first day of its first marked column and ends with its last marked one.
    """
    columns = _dated(table, year)
    if len(columns) < 2:
        return None
    grid = table.grid
    has_text = any(_is_text_mark(grid, line.row, c) for line in lines for c, _ in columns)
    has_text = has_text and not _are_amounts(grid, lines, [column for column, _ in columns])
    starts: tuple[list[Span], list[str]] = ([], [])
    finishes: tuple[list[Span], list[str]] = ([], [])
    findings = []
    for line in lines:
        rows = (line.row, *line.more)
        marked = [
            (column, span)
            for column, span in columns
            if any(_is_text_mark(grid, row, column) if has_text else (row, column) in grid.marks.filled for row in rows)
        ]
        if not marked or line.is_summary:
            marked = [(-1, Span())]
        for edge, (column, span) in ((starts, marked[0]), (finishes, marked[-1])):
            edge[0].append(span)
            edge[1].append(grid.cell(line.row, column) if column >= 0 else "")
        first, last = marked[0][1].first, marked[-1][1].last
        if marked[0][0] < 0:
            continue
        understood = f"{first:%d/%m/%Y}–{last:%d/%m/%Y}" if first and last else ""
        findings.append(
            Finding(
                Code.GRID_READ,
                grid.sheet,
                grid.cell(line.row, marked[0][0]),
                line.name[:80],
                {"understood": understood},
            )
        )
    return (starts, finishes, findings) if any(span.is_dated for span in finishes[0]) else None


def _are_amounts(grid: Grid, lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """Whether numbers that differ stand in the columns, and hardly anything else: amounts a month are no marks."""
    said = [v for line in lines for c in columns if (v := grid.value(line.row, c)) not in ("", None)]
    numbers = [v for v in said if isinstance(v, float | int)]
    return len({*numbers} - {0}) > 1 and len(numbers) > _HALF * len(said)


def _is_text_mark(grid: Grid, row: int, column: int) -> bool:
    value = grid.value(row, column)
    return value not in ("", None) and str(value).strip().lower() not in _EMPTY


def _dated(table: Table, year: int | None) -> list[tuple[int, Span]]:
    """The period columns whose days are known."""
    grid, last = table.grid, table.heading_rows[-1]
    found: list[tuple[int, Span]] = []
    for column in table.periods:
        value = grid.value(last, column)
        path = table.headings[column].split(" / ")
        if isinstance(value, datetime | date):
            day = value.date() if isinstance(value, datetime) else value
            found.append((column, Span(day, day, "day", text=f"{day:%d/%m/%Y}")))
            continue
        span = read_date(_worded(path), DateContext(year=year))
        if span.first and span.last and (span.last - span.first).days < 200:
            found.append((column, replace(span, text=table.headings[column])))
    return _stretched(found)


def _worded(path: Sequence[str]) -> str:
    """The heading's path as one date text: "Tháng 6" over "15" is "15 tháng 6"; "Năm 2024" over "Quý I" is "Quý I năm 2024"."""
    own, above = path[-1], " ".join(path[:-1])
    words = plain_words(own)
    if words.startswith("t") and words[1:].isdigit():
        own = f"tháng {words[1:]}"
    if words.isdigit() and plain_words(above).startswith(("thang", "t")):
        return f"ngày {own} {above}"
    years = [word for word in plain_words(above).split() if len(word) == 4 and word.isdigit()]
    return f"{own} năm {years[0]}" if years and years[0] not in own else own


def _stretched(found: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Single days that begin weeks or months, made as long as the way to the next."""
    days = [span.first for _, span in found if span.first]
    steps = sorted((b - a).days for a, b in pairwise(days))
    if not steps or any(span.precision != "day" for _, span in found) or steps[len(steps) // 2] < 5:
        return found
    usual = steps[len(steps) // 2]
    ends = [*(day - timedelta(days=1) for day in days[1:]), days[-1] + timedelta(days=usual - 1)]
    precision = "week" if usual <= 8 else "month" if usual <= 31 else "quarter"
    return [(c, replace(s, last=end, precision=precision)) for (c, s), end in zip(found, ends, strict=True)]
