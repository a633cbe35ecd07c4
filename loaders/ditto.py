"""Cells that say "as above" ("nt", "-nt-", "Như trên", a ditto mark): what stands above is put in their place, and told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from loaders.grid import Grid, as_text
from loaders.tables import Table
from schedule import DATE_FIELDS, Code, Finding

_FIELDS = ("owner", "coordinating", "responsible_person", "watcher", *DATE_FIELDS, "deadline")
"""Fields in which a planner writes so; a name or a status never means the one above."""
_MARKS = frozenset(
    ["nt", "n.t", "n/t", "như trên", "nhu tren", "ditto", "same as above", '"', "''", "”", "“", "″", "〃"]
)
_LONGEST = 16


def written_out(table: Table) -> tuple[Table, list[Finding]]:
    """The table with what such cells mean written out; each text of a column is told once, with the number of its cells."""
    columns = {name: table.columns[name] for name in _FIELDS if name in table.columns}
    changed: dict[int, dict[int, Any]] = {}
    findings = []
    for column in columns.values():
        if column < len(table.grid.columns) and not _MARKS.isdisjoint(map(_bare, set(table.grid.columns[column]))):
            changed[column], told = _of_column(table, column)
            findings += told
    return (replace(table, grid=_with(table.grid, changed)), findings) if any(changed.values()) else (table, [])


def _of_column(table: Table, column: int) -> tuple[dict[int, Any], list[Finding]]:
    """Row -> the value above, and what is told of it."""
    grid = table.grid
    above: Any = ""
    meant: dict[int, Any] = {}
    told: dict[tuple[str, str], list[int]] = {}
    for row in range(table.first_row, grid.height):
        value = grid.value(row, column)
        if _bare(value) in _MARKS and above != "":
            meant[row] = above
            told.setdefault((as_text(value), as_text(above)), []).append(row)
        elif value != "":
            above = value
    findings = [
        Finding(
            Code.CELL_DITTO,
            grid.sheet,
            grid.cell(rows[0], column),
            said,
            {"understood": understood, "rows": str(len(rows))},
        )
        for (said, understood), rows in told.items()
    ]
    return meant, findings


def _bare(value: Any) -> str:
    """A short text without the dashes and brackets around it."""
    return value.strip(" -–—().,").lower() if isinstance(value, str) and len(value) <= _LONGEST else ""


def _with(grid: Grid, changed: Mapping[int, Mapping[int, Any]]) -> Grid:
    values = [list(row) for row in grid.values]
    for column, meant in changed.items():
        for row, value in meant.items():
            values[row][column] = value
    return replace(grid, values=values)
