"""Cells that say "as above" ("nt", "-//-", "Như trên", "Như mục 1", a ditto mark): what they mean is put in their place, and told."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from loaders.grid import Grid, as_text
from loaders.tables import Table
from schedule import DATE_FIELDS, Code, Finding

_FIELDS = ("owner", "coordinating", "responsible_person", "watcher", *DATE_FIELDS, "deadline")
"""Fields in which a planner writes so; a name or a status never means the one above."""
_MARKS = frozenset(
    ["nt", "n.t", "n/t", "như trên", "nhu tren", "ditto", "same as above", "//", '"', "''", "”", "“", "″", "〃"]
)
_REFERS = re.compile(r"như (?:mục|số|stt|việc|nhiệm vụ)(?: số)? (\d[\d.]*)")
"""As the row of a number that stands further up: "Như mục 1"."""
_LONGEST = 16


def written_out(table: Table) -> tuple[Table, list[Finding]]:
    """The table with what such cells mean written out; each text of a column is told once, with the number of its cells."""
    columns = {name: table.columns[name] for name in _FIELDS if name in table.columns}
    changed: dict[int, dict[int, Any]] = {}
    findings = []
    for column in columns.values():
        bare = set(map(_bare, set(table.grid.columns[column]))) if column < len(table.grid.columns) else set()
        if not _MARKS.isdisjoint(bare) or any(map(_REFERS.fullmatch, bare)):
            changed[column], told = _of_column(table, column)
            findings += told
    return (replace(table, grid=_with(table.grid, changed)), findings) if any(changed.values()) else (table, [])


def _of_column(table: Table, column: int) -> tuple[dict[int, Any], list[Finding]]:
    """Row -> the value above, and what is told of it."""
    grid = table.grid
    above: Any = ""
    by_number: dict[str, Any] = {}
    numbers = table.columns.get("wbs", -1)
    meant: dict[int, Any] = {}
    told: dict[tuple[str, str], list[int]] = {}
    for row in range(table.first_row, grid.height):
        value = grid.value(row, column)
        bare = _bare(value)
        refers = _REFERS.fullmatch(bare)
        understood = by_number.get(refers[1], "") if refers else above if bare in _MARKS else ""
        if understood != "":
            meant[row] = above = understood
            told.setdefault((as_text(value), as_text(understood)), []).append(row)
        elif value != "":
            above = value
        if numbers >= 0 and value != "" and (number := as_text(grid.value(row, numbers)).strip(" .)")):
            by_number[number] = above
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
