"""The rows below a heading: which are work, which are groups, which go on the row above, and where the table ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any

from loaders.dates.normalise import clean, fold
from loaders.grid import Grid
from loaders.headingrows import heading_score
from loaders.headings import heading_match, plain_words
from loaders.outline import DASHES, Line, Lines, in_outline, is_task_number, style_of
from loaders.remarks import without_remarks
from loaders.tables import Table, find_table
from schedule import Code, Finding

_END = re.compile(
    r"(?:noi nhan|nguoi lap(?: bang| bieu)?|t ?m\b.*|k ?t\b.*|t ?l\b.*|giam doc|truong phong|thu truong|chu tich|bi thu|ke toan truong|"
    r"xac nhan cua|ky ten|dai dien (?:chu dau tu|nha thau|tvgs|tu van|don vi|ben)|[a-z ,]{0,30}ngay \d{1,2} thang \d{1,2} nam \d{4}|"
    r"prepared by|approved by|legend|chu thich|chu giai)\b.*"
)
_PART = r"(?:phần|mục|nhóm|chương|hạng mục|giai đoạn|đợt|quý|tháng|trang|dồn|[a-h]|[ivx]+|\d+)"
_TOTALS = (
    rf"(?:(?:tổng|cộng)\s*:.*|(?:tổng cộng|tổng số|tổng giá trị|giá trị tổng|lũy kế|luỹ kế)\b.*|(?:tổng|cộng)(?:\s+(?:{_PART}\b|\().*)?|tổng c[ộô]ng"
    r"|(?:sum|total|subtotal|grand total|cumulative|planned value|actual cost|earned value|合計)\b.*)"
)
_TOTAL = re.compile(_TOTALS)
_TOTAL_PLAIN = re.compile(fold(_TOTALS))
"""For a text that has no diacritics at all."""
_TOTAL_OF_NUMBERS = re.compile(
    r"(?:tổng|cộng)\b(?! (?:kết|điều tra|rà soát|vệ sinh|công ty|thể|hợp|duyệt|đồng|tác)\b).*"
)
"""Beside numbers."""
_NOTE = re.compile(r"(?:\*+\s*)?(?:ghi chu|luu y|nguon|note|bang chu|\*+)\s*:.*|\(\*+\)\s.*")
_PAGE = re.compile(r"(?:trang|page)(?: so)? \d+(?:\s*(?:/|of)\s*\d+)?|-\s?\d+\s?-")
_PARENTHESISED = re.compile(r"\(?\d{1,2}\)?|\([a-z0-9=+\- ()]+\)")
_IN_NUMBER = re.compile(r"(?<=[.)/:])\s+\S.*$|^[^\W\d]{2,}\s.*$")
"""The name behind the number of one cell, or all of it where no number leads."""
_NO = ("no", "khong", "false", "0")
_SPACES = " \t\u00a0\u3000"
_BLANK_RUN = 400
"""After so many blank rows nothing more is looked for."""
_LEAST_ABOVE = 3
"""A heading and two tasks need so many rows."""
_LEAST_LINES = 2


@dataclass(frozen=True)
class Body:
    """The lines of one table and what was found on the way."""

    lines: Lines
    findings: tuple[Finding, ...]
    next_row: int
    """The first row that was not read."""
    next_table: Table | None
    """Another table that begins there."""


def read_body(table: Table, *, year: int | None = None) -> Body:
    """The lines below a heading, down to the signatures or to another table's heading."""
    grid = table.grid
    lines: list[Line] = []
    findings: list[Finding] = []
    width = sorted({*table.columns.values(), *table.name_columns})
    own = {*table.name_columns, table.columns.get("wbs", -1)}
    is_filled = grid.filled([column for column in width if column not in own])
    is_blank = [not (told or more) for told, more in zip(grid.filled(own & {*width}), is_filled, strict=True)]
    plain = _plain_lines(table, is_filled)
    following: Table | None = None
    row, blank, is_over = table.first_row, 0, False
    while row < grid.height and blank < _BLANK_RUN:
        if (line := plain[row]) and not is_over:
            lines.append(line)
            row, blank = row + 1, 0
            continue
        if is_blank[row]:
            row, blank = row + 1, blank + 1
            continue
        blank = 0
        name, number = _name(table, row), _number(table, row)
        kind, skip = _kind(table, row, lines, width, name, number)
        if is_over and kind not in ("repeat", "heading", "other"):
            is_over = not _is_work_row(table, row)
            row += is_over
            continue
        if kind == "other":
            findings.append(Finding(Code.TABLE_SKIPPED, grid.sheet, grid.cell(row, 0), name or number))
        elif kind == "heading":
            following = _heading_at(table, row, year)
        if kind == "other" or following:
            if not is_over:
                _drop_title(lines, even_numbered=not following or set(following.columns) != set(table.columns))
            break
        if kind == "repeat" and not is_over:
            _drop_title(lines)
        elif kind == "more":
            lines[-1].more += (row,)
        elif kind == "line":
            lines.append(_line(table, row, name, number, is_band=not is_filled[row]))
        is_over = kind == "end"
        row += skip
    lines = _active(table, without_remarks(table, lines, findings), findings)
    return Body(in_outline(lines, table), tuple(findings), row, following)


def _heading_at(table: Table, row: int, year: int | None) -> Table | None:
    """The table that begins with the heading in a row."""
    found = find_table(table.grid, row, year=year)
    return found if found and found.heading_rows[0] <= row else None


def _plain_lines(table: Table, is_filled: list[bool]) -> list[Line | None]:
    """Row by row, the line of a row whose name and number stand in a cell each; None of any other, which must be looked at.

    Most rows of most tables are so, and need none of the questions of `_kind`.
    """
    grid, columns = table.grid, table.columns
    if len(table.name_columns) != 1 or "wbs" not in columns:
        return [None] * grid.height
    column, marks, is_merged = table.name_columns[0], grid.marks, bool(grid.merges)
    said = (grid.picked(column, range(grid.height)), grid.texts(column), grid.texts(columns["wbs"]), is_filled)
    return [
        Line(
            row,
            number,
            name,
            _blanks(raw) + 2 * marks.indents.get((row, column), 0),
            (row, column) in marks.bold,
            not filled,
            is_merged and _is_across(table, row),
        )
        if _is_plain(name, number)
        else None
        for row, (raw, name, number, filled) in enumerate(zip(*said, strict=True))
    ]


def _is_plain(name: str, number: str) -> bool:
    return bool(name and is_task_number(number) and name not in DASHES and not _PARENTHESISED.fullmatch(name))


def _active(table: Table, lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines without those that the planner has switched off, as MS Project keeps them; they are told together."""
    column = table.columns.get("is_active")
    left_out = [line for line in lines if column is not None and plain_words(table.grid.text(line.row, column)) in _NO]
    if not left_out:
        return lines
    cell = table.grid.cell(left_out[0].row, column or 0)
    names = ", ".join(line.name for line in left_out[:20])[:300]
    findings.append(Finding(Code.ROWS_INACTIVE, table.grid.sheet, cell, names, {"count": str(len(left_out))}))
    return [line for line in lines if line not in left_out]


def _drop_title(lines: list[Line], *, even_numbered: bool = False) -> None:
    """Take away the lines just before a heading that are its title, not work; with a number only before a table that is not read."""
    while len(lines) > even_numbered and lines[-1].is_band and (even_numbered or not lines[-1].number):
        lines.pop()


def _kind(table: Table, row: int, lines: list[Line], width: list[int], name: str, number: str) -> tuple[str, int]:
    """What a row is, and how many rows that takes."""
    grid = table.grid
    if _is_plain(name, number):
        return "line", 1
    first = next((text for column in range(grid.width) if (text := grid.text(row, column))), "")
    if _repeats(table, row):
        return "repeat", len(table.heading_rows)
    said = name or first if len(name or first) <= 120 else ""
    plain = plain_words(said)
    is_under_heading = (row <= table.first_row + 1 and not lines) or _repeats(table, row - 1)
    if is_under_heading and _is_column_numbers(grid, row):
        return "skip", 1
    if lines and not is_task_number(number) and _is_heading_word(name or number) and heading_score(grid, row) >= 4:
        return "heading", 1
    if lines and _is_other_heading(table, row, number):
        return "other", 1
    if not is_task_number(number) and lines and _END.fullmatch(plain) and _is_sparse(table, row, width):
        return _ending(table, row, name), 1
    if (
        not is_task_number(number)
        and (_is_total(table, row, said) or _is_total(table, row, first))
        and _is_sparse(table, row, width)
    ):
        return "skip", 1
    if _NOTE.fullmatch(fold(clean(first))[:60]) and not is_task_number(number) and _is_sparse(table, row, width):
        return "skip", 1
    if not is_task_number(number) and _PAGE.fullmatch(plain) and _is_sparse(table, row, width):
        return "skip", 1
    if not name:
        is_below = bool(lines) and row == max(lines[-1].row, *lines[-1].more, lines[-1].row) + 1
        if is_below and not is_task_number(number) and _has_content(table, row):
            return "more", 1
        is_work = is_task_number(number) or not table.name_columns
        return ("line", 1) if is_work and _has_content(table, row) else ("skip", 1)
    return "line", 1


def _ending(table: Table, row: int, name: str) -> str:
    """What a row is that looks like a signature: one, unless the row below it is work."""
    is_amid = row + 1 < table.grid.height and _is_work_row(table, row + 1)
    return "end" if not is_amid else "line" if name else "more"


def _is_total(table: Table, row: int, said: str) -> bool:
    """Whether a row's words say that it sums up: "Cộng", not "Công tác"; without the marks only where it has none at all."""
    plain = clean(said).lower().strip(" :.*-")
    if (_TOTAL_PLAIN if plain.isascii() else _TOTAL).fullmatch(plain):
        return True
    return bool(_TOTAL_OF_NUMBERS.fullmatch(plain)) and any(type(v) is float for v in table.grid.values[row])


def _is_work_row(table: Table, row: int) -> bool:
    """Whether a row below the signatures is a task again: a number, a name, an owner and a date, as far as the table has them."""
    name, number = _name(table, row), _number(table, row)
    dates = [c for f, c in table.columns.items() if f.endswith(("_finish", "_start"))]
    owners = [c for f, c in table.columns.items() if f in ("owner", "responsible_person")]
    wanted = [columns for columns in (dates, owners) if columns]
    is_filled = all(any(table.grid.text(row, column) not in ("", *DASHES) for column in each) for each in wanted)
    return bool(name and wanted) and style_of(number)[0] in ("int", "path") and is_filled


def _is_other_heading(table: Table, row: int, number: str) -> bool:
    """Whether another table begins that is not read: the numbers' heading again, in a row of words that are not this table's."""
    said = [v for v in table.grid.values[row] if v != ""]
    return len(said) >= 3 and all(isinstance(v, str) for v in said) and _is_heading_word(number, ("wbs", "row_id"))


def _has_content(table: Table, row: int) -> bool:
    texts = [table.grid.text(row, c) for f, c in table.columns.items() if f not in ("wbs", "row_id", "name")]
    return any(text and text not in DASHES for text in texts)


def _is_sparse(table: Table, row: int, width: list[int]) -> bool:
    """Whether few of the table's columns are filled, and no date: a signature or a total, not work."""
    dated = [table.grid.value(row, c) for f, c in table.columns.items() if f.endswith(("_finish", "_start"))]
    has_date = any(isinstance(v, date | datetime | float) or any(c.isdigit() for c in str(v)) for v in dated)
    return not has_date and sum(table.grid.value(row, c) != "" for c in width) <= max(2, len(width) // 2)


def _repeats(table: Table, row: int) -> bool:
    """Whether the row is the heading again, as on each printed page."""
    grid, top = table.grid, table.heading_rows
    keys = table.name_columns or tuple(table.columns.values())[:2]
    if row < 0 or not any(grid.text(row, c) in {grid.text(heading, c) for heading in top} for c in keys):
        return False
    said = [(c, v) for c, v in enumerate(grid.values[row]) if isinstance(v, str) and v.strip()]
    if len(said) < 2:
        return False
    for heading in top:
        same = sum(grid.text(heading, c) == " ".join(v.split()) for c, v in said)
        if same >= 2 and same >= 0.7 * len(said):
            return True
    return False


@lru_cache(maxsize=20_000)
def _is_heading_word(text: str, fields: tuple[str, ...] = ("name", "wbs", "row_id")) -> bool:
    """Whether a name is the heading of the names or the numbers."""
    match = heading_match("", text) if len(text) <= 40 else None
    return match is not None and match.field in fields and match.score >= 95


def _is_column_numbers(grid: Grid, row: int) -> bool:
    """A row of numbers 1 2 3 or (1) (2) (3) under the heading, or of units in brackets."""
    texts = [text for column in range(grid.width) if (text := grid.text(row, column))]
    if len(texts) < 3 or any(isinstance(v, date | datetime) for v in grid.values[row]):
        return False
    if not all(_PARENTHESISED.fullmatch(fold(text)) for text in texts):
        return False
    digits = [int(found[0]) for text in texts if (found := re.findall(r"\d+", text))]
    rising = sum(b == a + 1 for a, b in pairwise(digits))
    return rising >= 0.6 * (len(texts) - 1)


def _number(table: Table, row: int) -> str:
    column = table.columns.get("wbs")
    if column is None:
        return ""
    text = table.grid.texts(column)[row]
    if text[:1] in DASHES and " " in text:
        return ""
    if "/" in text and isinstance(value := table.grid.value(row, column), date):
        return f"{value.day}.{value.month}"
    return _IN_NUMBER.sub("", text) if _is_group_in_number(table, row, text) else text


def _is_group_in_number(table: Table, row: int, text: str) -> bool:
    """Whether a group's name stands in the column of numbers: "II. Thực hiện", alone in its row or merged over it."""
    is_words = " " in text and style_of(text)[0] == "code"
    return is_words and not any(
        table.grid.text(row, column) for column in table.columns.values() if column != table.columns["wbs"]
    )


def _name(table: Table, row: int) -> str:
    grid, columns = table.grid, table.name_columns
    if len(columns) == 1 and (only := grid.texts(columns[0])[row]) and only not in DASHES:
        return only
    parts = [grid.text(row, column) for column in columns]
    if any(parts) if len(parts) > 1 else grid.merges and is_task_number(_number(table, row)):
        parts = [_merged_down(grid, row, column) for column in columns]
    name = " – ".join(dict.fromkeys(part for part in parts if part and part not in DASHES))
    if not name and "wbs" in table.columns:
        text = grid.text(row, table.columns["wbs"])
        if _is_group_in_number(table, row, text):
            found = _IN_NUMBER.search(text)
            return found[0].strip() if found else text
    return name


def _merged_down(grid: Grid, row: int, column: int) -> str:
    merge = grid.covered.get((row, column))
    return grid.text(merge.top, merge.left) if merge and merge.left == column else grid.text(row, column)


def _line(table: Table, row: int, name: str, number: str, *, is_band: bool) -> Line:
    grid, marks, column = table.grid, table.grid.marks, _first_filled(table, row)
    indent = _blanks(grid.value(row, column)) if column >= 0 else 0
    at = row, column
    is_name_filled = column >= 0 and grid.value(row, column) != ""
    is_across = bool(grid.merges) and _is_across(table, row)
    is_bold = at in marks.bold or (not is_name_filled and (row, table.columns.get("wbs", -1)) in marks.bold)
    is_beside = not number and bool(grid.merges) and _is_beside(table, row)
    depth = indent + 2 * marks.indents.get(at, 0)
    return Line(row, number, name, depth, is_bold, is_band, is_across, is_beside)


def _is_beside(table: Table, row: int) -> bool:
    """Whether the row's number is merged down from the row of another task."""
    column = table.columns.get("wbs", -1)
    merge = table.grid.covered.get((row, column))
    return merge is not None and merge.top < row and merge.left == column and _has_content(table, merge.top)


def _blanks(value: Any) -> int:
    """How many blanks a text begins with."""
    return len(value) - len(value.lstrip(_SPACES)) if type(value) is str else 0


def _first_filled(table: Table, row: int) -> int:
    columns = table.name_columns
    return next((c for c in columns if table.grid.value(row, c) != ""), max(columns, default=-1))


def _is_across(table: Table, row: int) -> bool:
    """Whether the line's name is merged over other fields' columns."""
    merges = (table.grid.covered.get((row, column)) for column in (*table.name_columns, table.columns.get("wbs", -1)))
    return any(merge and merge.right - merge.left >= 2 for merge in merges)


def with_bands(table: Table) -> Table:
    """The table with groups' names in the column of names, where a row of one merged cell begins left of it: over the dates or the owners."""
    names, own = table.name_columns, {*table.name_columns, table.columns.get("wbs", -1)}
    bands = [
        m
        for m in table.grid.merges
        if names
        and table.first_row <= m.top == m.bottom < table.grid.height
        and m.left < names[0] <= m.right
        and m.left not in own
    ]
    values = list(table.grid.values)
    for band in bands:
        cells = values[band.top]
        text = table.grid.value(band.top, band.left)
        is_alone = all(v == "" or c == band.left or c in own - {*names} for c, v in enumerate(cells))
        if isinstance(text, str) and text.strip() and is_alone:
            cells = [*cells, *[""] * (names[0] + 1 - len(cells))]
            cells[band.left], cells[names[0]] = "", text
            values[band.top] = cells
    return replace(table, grid=replace(table.grid, values=values)) if bands else table


def table_above(table: Table, *, year: int | None = None) -> tuple[Table, Body] | None:
    """The table of work that stands above another which was found to be the better one, with its lines."""
    grid, top = table.grid, table.heading_rows[0]
    if top < _LEAST_ABOVE:
        return None
    cut = replace(grid, values=grid.values[:top], merges=tuple(m for m in grid.merges if m.bottom < top))
    above = find_table(cut, year=year)
    if above is None or "name" not in above.columns:
        return None
    body = read_body(above, year=year)
    if sum(is_task_number(line.number) and not line.is_band for line in body.lines) < _LEAST_LINES:
        return None
    below = replace(above.grid, values=[*above.grid.values, *grid.values[top:]], merges=grid.merges)
    return replace(above, grid=below), body


def skipped_tables(body: Body) -> Iterator[Finding]:
    """A note for the table that follows and was not read."""
    if body.next_table is not None:
        at: Any = body.next_table
        yield Finding(Code.TABLE_SKIPPED, at.grid.sheet, at.grid.cell(at.heading_rows[-1], 0), "")
