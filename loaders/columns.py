"""The columns of a table's lines, gathered field by field into one frame."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from math import log2
from typing import Any

import pandas as pd

from loaders.agencies import owner_findings
from loaders.checks import EDGES, checked
from loaders.constraints import read_constraints
from loaders.dated import NOTHING, read_column, surroundings
from loaders.grid import as_text
from loaders.headings import heading_match
from loaders.hiding import hidden
from loaders.lines import Body
from loaders.outline import Line, Lines
from loaders.periods import marked_spans
from loaders.roles import with_owners
from loaders.statuses import finishes_told
from loaders.struck import struck
from loaders.tables import Table
from loaders.values import MISSING, Links, contradictions, group_of, numbers_of, percentages, texts
from schedule import DATE_FIELDS, ROWS, Code, Finding, Gate, Span, frame

_TEXT_COLUMNS = {
    "owner": ("owner", "; "), "coordinating": ("coordinating", "; "), "responsible_person": ("responsible_person", "; "),
    "watcher": ("watcher", "; "), "status": ("status_text", " "), "deliverable": ("deliverable", "\n"), "document_no": ("document_no", "; "),
    "note": ("note", "\n"), "duration": ("duration_text", " "),
}  # fmt: skip
"""Field of a table -> column of the frame, and what joins several rows of one task."""
_ENDS = (("start", "first"), ("finish", "last"))
_LONGEST_TOLD = 200
_CODE = re.compile(r"[^\W\d_]{2,}.*\d")


@dataclass(frozen=True)
class Found:
    """A sheet's table and its lines."""

    table: Table
    bodies: list[Body]
    year: int | None
    stated_on: date | None
    title: str
    within: Span = NOTHING
    """The days that the titles say the plan is for."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def worth(self) -> float:
        """How much it looks like a schedule: its fields, its lines, its dates."""
        lines = sum(len(body.lines) for body in self.bodies)
        names = set(self.table.columns)
        is_dated = any(name in names for name in DATE_FIELDS) or bool(self.table.periods)
        return (self.table.score + (4 if is_dated else 0) + (2 if "name" in names else -6)) * log2(1 + min(lines, 500))


class Columns:
    """The columns of a table's lines, gathered field by field into one frame."""

    def __init__(self, found: Found, gates: tuple[Gate, ...], status_date: date | None) -> None:
        self._found = found
        self._gates = gates
        self._status_date = status_date or found.stated_on
        self._findings: list[Finding] = []
        self._units: set[int] = set()
        """Columns headed by units, in which their parts are marked."""

    def rows(self) -> tuple[pd.DataFrame, list[Finding]]:
        """The `ROWS` frame and the findings of all the table's cells."""
        table = self._found.table
        parts, *others = [
            self._part(each, body.lines) for body, each in zip(self._found.bodies, self._tables(), strict=True)
        ]
        for name in parts if others else ():
            parts[name] = list(chain.from_iterable(part[name] for part in (parts, *others)))
        findings = [
            *(finding for finding in table.findings if not self._is_about_units(finding)),
            *hidden(table, self._found.bodies),
            *struck(self._tables(), self._found.bodies),
            *self._findings,
        ]
        self._findings = []
        lines = [line for body in self._found.bodies for line in body.lines]
        parts["row_id"] = self._ids(lines, parts)
        parts["predecessors"] = self._predecessors(lines, parts)
        parts["kind"] = self._kinds(lines, parts)
        if "percent_complete" in table.columns:
            self._findings += contradictions(table.grid, lines, parts, table.columns)
        if "owner" in table.columns:
            self._findings += owner_findings(
                table.grid, table.columns["owner"], lines, parts["owner"], _finishes(parts)
            )
        self._findings += checked(table, lines, parts, self._status_date)
        return frame(ROWS, {k: v for k, v in parts.items() if not k.startswith("_")}), [*findings, *self._findings]

    def _is_about_units(self, finding: Finding) -> bool:
        """Whether a finding misses an owner, or the meaning of a column, where columns of units say who leads."""
        grid, heading = self._found.table.grid, self._found.table.heading_rows[-1]
        cells = {grid.cell(heading, column) for column in self._units}
        is_owner = finding.code == Code.FIELD_MISSING and finding.facts.get("field") == "owner"
        is_unit = finding.code in (Code.HEADING_UNKNOWN, Code.HEADING_REPEATED) and finding.cell in cells
        return bool(cells) and (is_owner or is_unit)

    def _tables(self) -> list[Table]:
        tables = [self._found.table]
        tables += [body.next_table for body in self._found.bodies[:-1] if body.next_table]
        return tables

    def _part(self, table: Table, lines: Lines) -> dict[str, list[Any]]:
        grid, columns = table.grid, table.columns
        made: dict[str, list[Any]] = {
            "row": [row + 1 for row in lines.rows],
            "wbs": [line.wbs for line in lines],
            "level": [line.level for line in lines],
            "name": [line.name for line in lines],
            "percent_complete": [MISSING] * len(lines),
            "percent_text": [""] * len(lines),
            "_cells": grid.cells(columns.get("name", 0), lines.rows),
            "_id": texts(grid, columns["row_id"], lines, " ") if "row_id" in columns else [""] * len(lines),
            "_before": texts(grid, columns["predecessors"], lines, ";")
            if "predecessors" in columns
            else [""] * len(lines),
        }
        for name, (column, joint) in _TEXT_COLUMNS.items():
            made[column] = texts(grid, columns[name], lines, joint) if name in columns else [""] * len(lines)
        told, units = with_owners(table, lines, made)
        self._findings += told
        self._units |= units
        made["duration_days"] = numbers_of(made["duration_text"]) if "duration" in columns else [MISSING] * len(lines)
        made["weight"] = (
            numbers_of(texts(grid, columns["weight"], lines, " ")) if "weight" in columns else [MISSING] * len(lines)
        )
        if "percent_complete" in columns:
            made["percent_complete"], made["percent_text"], noticed = percentages(
                grid, columns["percent_complete"], lines
            )
            self._findings += noticed
        self._dates(table, lines, made)
        self._formulas(table, lines)
        self._numbers(table, lines)
        return made

    def _dates(self, table: Table, lines: Lines, made: dict[str, list[Any]]) -> None:
        """The date fields' seven columns each; a plan drawn in cells where the table has no other dates."""
        grid, columns = table.grid, table.columns
        dated = [columns[name] for name in DATE_FIELDS if name in columns]
        around = surroundings(grid, dated, lines, self._found.year, self._gates, self._found.within)
        nothing = ([NOTHING] * len(lines), [""] * len(lines))
        fields: dict[str, tuple[list[Span], list[str]]] = {}
        for name in DATE_FIELDS:
            if name in columns:
                read_ = read_column(
                    grid, columns[name], lines, around, name, columns.get(name.replace("finish", "start"))
                )
                fields[name] = (read_.spans, table.across(columns[name], read_.cells))
                self._findings += read_.findings
        by_status = finishes_told(table, lines, made["status_text"], fields.get("actual_finish", nothing), around)
        if by_status.findings:
            fields["actual_finish"] = by_status.spans, by_status.cells
            self._findings += by_status.findings
        limits, noticed = read_constraints(table, lines, around)
        made |= limits
        self._findings += noticed
        is_undated = not any(span.is_dated for spans, _ in fields.values() for span in spans)
        if table.periods and is_undated and (drawn := marked_spans(table, lines, self._found.year)):
            fields["forecast_start"], fields["forecast_finish"], noticed = drawn
            self._findings += noticed
        elif table.periods and is_undated:
            at = grid.cell(table.heading_rows[-1], table.periods[0])
            self._findings.append(Finding(Code.GRID_UNREAD, grid.sheet, at, table.headings[table.periods[0]]))
        for start, finish in EDGES:
            spans, cells = fields.get(finish, nothing)
            if start not in fields and any(s.side == "between" for s in spans):
                begun = [replace(s, last=s.first) if s.side == "between" and s.first else NOTHING for s in spans]
                if any(span.is_dated for span in begun):
                    fields[start] = (begun, [c if s.is_dated else "" for s, c in zip(begun, cells, strict=True)])
        for name in DATE_FIELDS:
            spans, made[f"{name}_cell"] = fields.get(name, nothing)
            told = (
                _parts(spans)
                if name in fields
                else {part: said * len(lines) for part, said in _parts([NOTHING]).items()}
            )
            made |= {f"{name}_{part}": values for part, values in told.items()}

    def _formulas(self, table: Table, lines: list[Line]) -> None:
        """Formulas without a stored value and error cells, in the table's rows; a column that holds no field once."""
        grid, marks = table.grid, table.grid.marks
        if not marks.formulas and not marks.errors:
            return
        rows = {row for line in lines for row in (line.row, *line.more)}
        kept = set(table.columns.values())
        uncomputed = [at for at in marks.formulas if at[0] in rows and grid.value(*at) == "" and at not in marks.errors]
        for code, places in ((Code.FORMULA_NOT_COMPUTED, uncomputed), (Code.CELL_ERROR, tuple(marks.errors))):
            told: set[int] = set()
            for row, column in places if not grid.is_turned else ():
                if row in rows and column in table.headings and (column in kept or column not in told):
                    told.add(column)
                    value = marks.errors.get((row, column), "")
                    facts = {"heading": table.headings[column]}
                    self._findings.append(Finding(code, grid.sheet, grid.cell(row, column), value, facts))

    def _numbers(self, table: Table, lines: Lines) -> None:
        """Numbers of the breakdown that Excel turned into dates, or whose last zero it lost."""
        column = table.columns.get("wbs")
        if column is None:
            return
        grid = table.grid
        values = grid.picked(column, lines.rows)
        odd = [n for n, v in enumerate(values) if isinstance(v, date) or (type(v) is float and not v.is_integer())]
        for n in odd:
            value, number, cell = values[n], lines[n].number, grid.cell(lines[n].row, column)
            head, _, tail = number.partition(".")
            if isinstance(value, date):
                self._findings.append(Finding(Code.WBS_DATE, grid.sheet, cell, as_text(value), {"understood": number}))
            elif tail == "1" and n and lines[n - 1].number == f"{head}.9":
                self._findings.append(Finding(Code.WBS_NUMBER, grid.sheet, cell, number, {"understood": f"{head}.10"}))

    def _ids(self, lines: list[Line], parts: dict[str, list[Any]]) -> list[str]:
        """Each line's id: its own, else its number where no two lines share one, else its place in the breakdown."""
        grid, seen, ids = self._found.table.grid, set(), []
        numbers = [line.number for line in lines]
        is_numbered_once = all(numbers) and len(set(numbers)) == len(numbers)
        column, codes = self._codes(lines, parts["_id"])
        for line, own, code in zip(lines, parts["_id"], codes, strict=True):
            number = line.number if is_numbered_once else line.wbs
            row_id = own if own not in ("", "-") else number or f"r{line.row + 1}"
            if row_id in seen and code == row_id:
                self._findings.append(Finding(Code.ID_REPEATED, grid.sheet, grid.cell(line.row, column), code))
            if row_id in seen:
                row_id = f"{row_id}#{line.row + 1}"
            seen.add(row_id)
            ids.append(row_id)
        return ids

    def _codes(self, lines: list[Line], own: list[str]) -> tuple[int, list[str]]:
        """The column that must tell the lines apart and its codes: of a lone column headed "Mã", what is no numbering.

        Where other lines name a line by it, as predecessors do, its numbering must tell the lines apart too.
        """
        table = self._found.table
        if "row_id" in table.columns:
            return table.columns["row_id"], own
        column = table.columns.get("wbs", -1)
        match = heading_match("", table.headings[column]) if column >= 0 else None
        if not match or match.field != "row_id":
            return column, [""] * len(lines)
        is_named = "predecessors" in table.columns
        return column, [line.number if is_named or _CODE.match(line.number) else "" for line in lines]

    def _predecessors(self, lines: list[Line], parts: dict[str, list[Any]]) -> list[str]:
        if not any(parts["_before"]):
            return [""] * len(lines)
        table = self._found.table
        links = Links(parts["row_id"], lines)
        certain = [links.certain(text) for text in parts["_before"]]
        found = [row_id or "" for row_id in certain]
        for n in [n for n, row_id in enumerate(certain) if row_id is None]:
            found[n], unknown = links.resolve(parts["_before"][n], group_of(lines[n]))
            at = table.grid.sheet, table.grid.cell(lines[n].row, table.columns["predecessors"])
            self._findings += _unlinked(links, unknown, at)
        return found

    def _kinds(self, lines: list[Line], parts: dict[str, list[Any]]) -> list[str]:
        """A group; a milestone: a finish without a start or with the same day, or without duration; else a task."""
        edges = {edge: [parts[f"{name}_{part}"] for name in DATE_FIELDS if name.endswith(edge)] for edge, part in _ENDS}
        has_start, has_finish = ([a or b or c for a, b, c in zip(*edges[edge], strict=True)] for edge, _ in _ENDS)
        return [
            "summary"
            if line.is_summary
            else "milestone"
            if duration == 0 or (is_due and not is_begun and not duration > 0)
            else "task"
            for line, duration, is_begun, is_due in zip(
                lines, parts["duration_days"], has_start, has_finish, strict=True
            )
        ]


_MOST_UNKNOWN = 5
"""So many words of a cell that name no row are told one by one."""


def _unlinked(links: Links, unknown: list[str], at: tuple[str, str]) -> list[Finding]:
    """What is doubtful about the links of one cell; `links` forgets it."""
    several = [word for word in unknown if links.is_several(word)]
    other = [word for word in unknown if word not in several]
    told = [
        Finding(code, *at, word)
        for code, words in ((Code.PREDECESSOR_AMBIGUOUS, several), (Code.PREDECESSOR_UNKNOWN, other))
        for word in (words if len(words) <= _MOST_UNKNOWN else ["; ".join(words)[:_LONGEST_TOLD]])
    ]
    for code, taken in ((Code.PREDECESSOR_GUESSED, links.guessed), (Code.PREDECESSOR_IN_GROUP, links.beside)):
        told += [Finding(code, *at, word, {"understood": name}) for word, name in taken.items()]
        taken.clear()
    return told


_UNSAID = Span(precision="", side="")


def _parts(spans: list[Span]) -> dict[str, list[Any]]:
    """What spans say in each of a date field's columns."""
    said = [span if span.text or span.first or span.last else _UNSAID for span in spans]
    return {
        "first": [span.first for span in said],
        "last": [span.last for span in said],
        "precision": [span.precision for span in said],
        "side": [span.side for span in said],
        "text": [span.text for span in said],
        "lag": [span.lag or "" for span in said],
    }


def _finishes(parts: dict[str, list[Any]]) -> list[date | None]:
    """Each line's finish: the actual one, else the forecast, else the baseline; its last day."""
    edges = [f"{basis}_finish_{edge}" for basis in ("actual", "forecast", "baseline") for edge in ("last", "first")]
    said = zip(*(parts[edge] for edge in edges), strict=True)
    return [a or b or c or d or e or f for a, b, c, d, e, f in said]
