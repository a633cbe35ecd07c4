"""The columns that hold a row's dates: type and date of its constraint, and its deadline."""

from datetime import date
from typing import Any

from loaders.dated import NOTHING, Surroundings, read_column
from loaders.headings import constraint_type
from loaders.outline import Lines
from loaders.tables import Table
from loaders.values import texts
from schedule import Code, Finding, Span

_UNDATED = ("", "asap", "alap")
_STARTS = ("snet", "snlt", "mso")
_SAYS_NONE = ("", "-", "na", "n/a")


def read_constraints(table: Table, lines: Lines, around: Surroundings) -> tuple[dict[str, list[Any]], list[Finding]]:
    """The frame's columns `constraint_type`, `constraint_date` and `deadline`, one value a line, and what is doubtful.

    Of a date coarser than a day, what starts is held by its first day and what finishes by its last.
    """
    grid, columns, findings = table.grid, table.columns, list[Finding]()
    spans: dict[str, list[Span]] = {}
    for name in ("constraint_date", "deadline"):
        spans[name] = [NOTHING] * len(lines)
        if name in columns:
            dated = read_column(grid, columns[name], lines, around)
            spans[name] = dated.spans
            findings += dated.findings
    kinds = [""] * len(lines)
    if "constraint_type" in columns:
        column = columns["constraint_type"]
        for n, (line, text) in enumerate(zip(lines, texts(grid, column, lines, " "), strict=True)):
            kind = "" if text.lower() in _SAYS_NONE else constraint_type(text)
            is_undated = kind not in _UNDATED and not spans["constraint_date"][n].is_dated
            if kind is None or is_undated:
                code = Code.CONSTRAINT_UNREAD if kind is None else Code.CONSTRAINT_UNDATED
                findings.append(Finding(code, grid.sheet, grid.cell(line.row, column), text))
            kinds[n] = "" if is_undated else kind or ""
    made: dict[str, list[Any]] = {
        "constraint_type": kinds,
        "constraint_date": [
            _edge(span, is_start=kind in _STARTS) for span, kind in zip(spans["constraint_date"], kinds, strict=True)
        ],
        "deadline": [_edge(span, is_start=False) for span in spans["deadline"]],
    }
    return made, findings


def _edge(span: Span, *, is_start: bool) -> date | None:
    return (span.first or span.last) if is_start else (span.last or span.first)
