"""What is struck through in a table: it is read like all else, and told."""

from collections.abc import Iterator, Sequence

from loaders.grid import Grid, Place
from loaders.lines import Body
from loaders.outline import Line
from loaders.tables import Table
from schedule import Code, Finding

_NUMBERS = ("wbs", "row_id")
"""A number alone that is struck through says nothing of its row."""


def struck(tables: Sequence[Table], bodies: Sequence[Body]) -> list[Finding]:
    """A finding for each row that is struck through from end to end, else for each of its cells, and of words in a cell.

    Args:
        tables: A sheet's table, and the further ones that go on it.
        bodies: Their lines.
    """
    marks = tables[0].grid.marks
    if not marks.struck and not marks.struck_words:
        return []
    told: set[Place] = set()
    rows = _rows(tables[0].grid)
    return [
        finding
        for table, body in zip(tables, bodies, strict=True)
        for line in body.lines
        for row in (line.row, *line.more)
        if row in rows
        for finding in _of_row(table, line, row, told)
    ]


def _rows(grid: Grid) -> set[int]:
    """The rows in which something is struck through, those of a merged cell all of them."""
    places = {*grid.marks.struck, *grid.marks.struck_words}
    merged = {row for (row, _), merge in grid.covered.items() if (merge.top, merge.left) in places}
    return {row for row, _ in places} | merged


def _of_row(table: Table, line: Line, row: int, told: set[Place]) -> Iterator[Finding]:
    grid = table.grid
    numbers = {table.columns[name] for name in _NUMBERS if name in table.columns}
    columns = {*table.columns.values(), *table.name_columns} - numbers
    filled = [place for column in columns if grid.text(*(place := _place(grid, row, column)))]
    is_name = [(row, column) in grid.marks.struck for column in table.name_columns if grid.text(row, column)]
    if is_name and all(is_name) and all(_is_whole(table, place) for place in filled):
        at = next(column for column in table.name_columns if grid.text(row, column))
        told.update(filled)
        yield Finding(Code.ROW_STRUCK, grid.sheet, grid.cell(row, at), line.name[:120])
        return
    for place in sorted({*filled} - told):
        told.add(place)
        words = grid.marks.struck_words.get(place) or (grid.text(*place) if _is_whole(table, place) else "")
        if words:
            facts = {"understood": grid.text(*place)[:120]}
            yield Finding(Code.CELL_STRUCK, grid.sheet, grid.cell(*place), words[:120], facts)


def _place(grid: Grid, row: int, column: int) -> Place:
    """A cell; the first one of the range that it is merged into."""
    merge = grid.covered.get((row, column)) if grid.merges else None
    return (merge.top, merge.left) if merge else (row, column)


def _is_whole(table: Table, place: Place) -> bool:
    """Whether all of a cell is struck through, or one of the parts of a date that stands in several."""
    row, first = place
    return any((row, column) in table.grid.marks.struck for column in range(first, table.joined.get(first, first) + 1))
