"""Rows of nothing but words between numbered tasks: titles of groups, remarks, wrapped names, footers."""

from loaders.outline import DASHES, Line, starts_with_number, style_of
from loaders.tables import Table
from schedule import Code, Finding

_LEAST_LINES = 2
"""So many numbered tasks tell that the table's tasks are numbered."""
_LONGEST_TOLD = 200
_MOST_ROWS = 20
_MANY_TITLES = 3
"""So many rows of mere words under each other are no groups of what follows."""


def without_remarks(table: Table, lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines without the words between and below them that are no work; words alone over numbered tasks are their group.

    So only in a table whose tasks all have a number: elsewhere a name alone may be a task.
    """
    doubtful = _words_alone(table, lines)
    if not doubtful:
        return lines
    kept: list[Line] = []
    left_out: list[Line] = []
    last = max(n for n in range(len(lines)) if n not in doubtful)
    is_grouped = any(line.is_band for n, line in enumerate(lines) if n not in doubtful)
    for n, line in enumerate(lines):
        is_part = _is_dashed(line) and bool(kept) and kept[-1].is_band and n < last
        if n in doubtful and (n > last or _is_remark(line.name)) and not is_part:
            left_out.append(line)
            continue
        line.is_group = n in doubtful and not is_part
        line.is_inner = line.is_group and is_grouped and style_of(lines[n + 1].number)[1] not in ("1", "")
        kept.append(line)
    findings += [_told(table, Code.ROWS_REMARKS, run) for run in _runs(left_out)]
    if groups := [line for line in kept if line.is_group]:
        findings.append(_told(table, Code.GROUP_GUESSED, groups))
    return kept


def _told(table: Table, code: Code, lines: list[Line]) -> Finding:
    """What some rows of words are taken for, at the first one's cell."""
    grid, first = table.grid, lines[0].row
    column = next((c for c, value in enumerate(grid.values[first]) if value != ""), 0)
    said = "; ".join(line.name for line in lines)[:_LONGEST_TOLD]
    rows = ", ".join(str(line.row + 1) for line in lines[:_MOST_ROWS])
    return Finding(code, grid.sheet, grid.cell(first, column), said, {"rows": rows})


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines in pieces, each of rows that follow one another."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][-1].row == line.row - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _words_alone(table: Table, lines: list[Line]) -> set[int]:
    """Which lines are nothing but words, in a table whose other lines are all numbered or marked; none where that is doubtful."""
    if "wbs" not in table.columns or all(line.number for line in lines):
        return set()
    marks = table.grid.marks
    computed = {row for row, _ in (*marks.formulas, *marks.errors)}
    found = {n for n, line in enumerate(lines) if line.row not in computed and _is_words(table, line)}
    others = [line for n, line in enumerate(lines) if n not in found]
    if any(map(_is_dashed, others)):
        found = {n for n in found if not _is_dashed(lines[n])}
    is_told = sum(not line.is_band for line in others) >= _LEAST_LINES and all(map(_is_numbered, others))
    below = max((n for n in range(len(lines)) if n not in found), default=-1)
    titles = [lines[n] for n in sorted(found) if n < below and not _is_remark(lines[n].name)]
    return found if is_told and all(len(run) < _MANY_TITLES for run in _runs(titles)) else set()


def _is_words(table: Table, line: Line) -> bool:
    """Whether nothing marks a line as work or a group: no number, bold, merge or colour, and but numbers beside its name."""
    if line.number not in ("", *DASHES) or line.is_bold or line.is_across or line.more or line.is_beside:
        return False
    if starts_with_number(line.name):
        return False
    grid, own = table.grid, {*table.name_columns, table.columns["wbs"]}
    if any((line.row, c) in grid.marks.filled or (line.row, c) in grid.covered for c in range(grid.width)):
        return False
    return all(type(v) is float or v == "" or c in own for c, v in enumerate(grid.values[line.row]))


def _is_numbered(line: Line) -> bool:
    is_marked = line.is_bold or line.is_across or line.is_beside
    return is_marked or line.number != "" or starts_with_number(line.name) or _is_dashed(line)


def _is_dashed(line: Line) -> bool:
    return line.number in DASHES or line.name[:1] in DASHES


def _is_remark(name: str) -> bool:
    """Whether words are no group's title: bracketed, behind a dash, in small letters, or a whole sentence."""
    return name[:1] in (*DASHES, "(") or name[:1].islower() or name.endswith((".", ";"))
