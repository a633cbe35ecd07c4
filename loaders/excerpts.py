"""What stands around a finding's cell, so that it can be recognised without opening the workbook."""

from collections.abc import Iterable, Sequence

from loaders.grid import Grid, letters, place_of
from schedule import Excerpt, Finding, Severity

MOST_EXCERPTS = 50
"""More findings than these nobody looks at one by one; the worst come first."""
AROUND = 2
"""Rows and columns shown on each side."""
_LONGEST = 60
_SEVERITIES = tuple(Severity)


def excerpts(grids: Sequence[Grid], findings: Iterable[Finding]) -> tuple[Excerpt, ...]:
    """The cells around each of the first findings' cells, one excerpt a cell."""
    sheets = {grid.sheet: grid for grid in grids if grid.height}
    placed = [f for f in findings if f.cell and f.sheet in sheets]
    worst = sorted(placed, key=lambda f: _SEVERITIES.index(f.severity))
    places = list(dict.fromkeys((f.sheet, f.cell) for f in worst))
    return tuple(_excerpt(sheets[sheet], cell) for sheet, cell in places[:MOST_EXCERPTS])


def _excerpt(grid: Grid, cell: str) -> Excerpt:
    row, column = place_of(cell)
    rows, columns = _window(row, grid.height), _window(column, grid.width)
    return Excerpt(
        grid.sheet,
        cell,
        tuple(letters(c) for c in columns),
        tuple(r + 1 for r in rows),
        tuple(tuple(_short(grid.text(r, c)) for c in columns) for r in rows),
    )


def _window(at: int, size: int) -> range:
    """The places around one, as many as can be without leaving the sheet."""
    length = 2 * AROUND + 1
    first = max(0, min(at - AROUND, size - length))
    return range(first, min(first + length, size))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
