"""Who leads and who supports in each line: in a column each, in one cell, or by marks under the names of units."""

import re
from typing import Any

from loaders.agencies import names_supporters, split_owner
from loaders.grid import Grid
from loaders.headings import plain_words
from loaders.outline import Line
from loaders.tables import Table
from schedule import Code, Finding

_RESOURCES = ("resource names", "ten tai nguyen")
_UNITS_OF_WORK = re.compile(r"\[[^\]]*\]")
_LEADS, _SUPPORTS = frozenset(["ct", "chủ trì"]), frozenset(["ph", "phối hợp"])
_NOBODY = frozenset(["-", "–", "—", "--", "---", ".", "..", "...", "…", "……", "/", "//", "-//-", "?", "_"])
"""What stands in a cell for nobody, once what means the row above is written out."""


def with_owners(table: Table, lines: list[Line], made: dict[str, list[Any]]) -> tuple[list[Finding], set[int]]:
    """One owner a line: the unit, else the person; who leads and who supports are told apart where a cell names both.

    Args:
        table: The table.
        lines: Its lines.
        made: The frame's columns as their cells say; `owner`, `coordinating`, `responsible_person` and `watcher` are made right.

    Returns:
        What is doubtful, and the columns of units in which their parts are marked.
    """
    findings: list[Finding] = []
    grid, columns = table.grid, table.columns
    heading = table.headings.get(columns.get("owner", -1), "").lower()
    for name in ("owner", "coordinating", "responsible_person", "watcher"):
        if not _NOBODY.isdisjoint(made[name]):
            made[name] = ["" if text in _NOBODY else text for text in made[name]]
    units, drawn = _marked_units(table, lines) if "coordinating" not in columns else ({}, {})
    if drawn:
        for n, (led, supporting, marks) in drawn.items():
            made["owner"][n], made["coordinating"][n] = led, supporting
            at = grid.sheet, grid.cell(lines[n].row, min(units))
            findings.append(Finding(Code.OWNER_SPLIT, *at, marks, {"understood": led, "others": supporting}))
    elif "coordinating" not in columns:
        for n, line in enumerate(lines):
            if made["owner"][n] and ("phối hợp" in heading or names_supporters(made["owner"][n])):
                owner, others = split_owner(made["owner"][n])
                if others:
                    facts = {"understood": owner, "others": others}
                    findings.append(
                        Finding(
                            Code.OWNER_SPLIT,
                            grid.sheet,
                            grid.cell(line.row, columns["owner"]),
                            made["owner"][n],
                            facts,
                        )
                    )
                made["owner"][n], made["coordinating"][n] = owner, others
    if "owner" not in columns and "responsible_person" not in columns:
        made["responsible_person"] = _marked_persons(table, lines)
    if plain_words(table.headings.get(columns.get("responsible_person", -1), "")) in _RESOURCES:
        made["responsible_person"] = [_without_units(text) for text in made["responsible_person"]]
    if not any(made["owner"]):
        made["owner"] = list(made["responsible_person"])
    return findings, set(units) if drawn else set()


def _marked_units(table: Table, lines: list[Line]) -> tuple[dict[int, str], dict[int, tuple[str, str, str]]]:
    """Columns headed by units, and line -> who leads, who supports, and the marks, "CT" and "PH", that say so in each row.

    They stand under one heading of owners, or side by side where no column is headed so.
    """
    grid, owner = table.grid, table.columns.get("owner", -1)
    above, sign, _ = table.headings.get(owner, "").partition(" / ")
    used = {*table.columns.values(), *table.name_columns, *table.periods, *table.people}
    units = {
        c: head.rpartition(" / ")[2]
        for c, head in table.headings.items()
        if (sign and head.startswith(above + sign) if owner >= 0 else c not in used and _holds_marks(grid, c, lines))
    }
    if len(units) < 2:
        return {}, {}
    marked = [{c: text for c in units if (text := grid.text(line.row, c))} for line in lines]
    marks = {text.lower() for each in marked for text in each.values()}
    if marks.isdisjoint(_LEADS) or not marks <= _LEADS | _SUPPORTS | _NOBODY:
        return {}, {}
    drawn = {}
    for n, each in enumerate(marked):
        led, supporting = (
            "; ".join(units[c] for c, text in each.items() if text.lower() in role) for role in (_LEADS, _SUPPORTS)
        )
        if led or supporting:
            drawn[n] = led, supporting, "; ".join(each.values())
    return units, drawn


def _holds_marks(grid: Grid, column: int, lines: list[Line]) -> bool:
    """Whether marks of who leads and who supports stand in a column, and nothing else."""
    said = {text.lower() for line in lines if (text := grid.text(line.row, column))}
    return bool(said & (_LEADS | _SUPPORTS)) and said <= _LEADS | _SUPPORTS | _NOBODY


def _marked_persons(table: Table, lines: list[Line]) -> list[str]:
    """Whose columns a line is marked in, where columns are headed by people: "x" under "Lan"."""
    names = {c: table.headings[c].split(" / ")[-1] for c in table.people}
    return ["; ".join(name for c, name in names.items() if table.grid.text(line.row, c)) for line in lines]


def _without_units(resources: str) -> str:
    """MS Project's resources, each by its name alone: "Thầu[50%],PMU" is "Thầu; PMU"."""
    return "; ".join(name.strip() for name in re.split(r"[,;]", _UNITS_OF_WORK.sub("", resources)) if name.strip())
