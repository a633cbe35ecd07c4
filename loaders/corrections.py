"""A correction workbook that came back from a unit: what stands in its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.dates.normalise import clean, fold
from loaders.grid import Grid, as_text
from loaders.workbook import Workbook
from schedule.errors import WorkbookUnreadable

_LOOKED_AT = 30


@dataclass(frozen=True)
class Returned:
    """One line: which row of which programme, and what its cells say now."""

    programme: str
    row_id: str
    values: dict[str, str]
    """Field -> text."""
    cells: dict[str, str]
    """Field -> A1 address in the workbook that came back."""


def read_corrections(received: bytes, headings: Mapping[str, Sequence[str]]) -> list[Returned]:
    """The lines of a correction workbook.

    Args:
        received: The workbook.
        headings: `programme`, `row_id` and the fields -> how the heading may be written.

    Raises:
        WorkbookUnreadable: It cannot be read, or none of its sheets has these headings.
    """
    book = Workbook(received)
    for name in book.names:
        grid = book.grid(name)
        for row in range(min(grid.height, _LOOKED_AT)):
            if columns := _columns(grid, row, headings):
                return [line for at in range(row + 1, grid.height) if (line := _line(grid, at, columns))]
    raise WorkbookUnreadable(reason="no-corrections")


def _columns(grid: Grid, row: int, headings: Mapping[str, Sequence[str]]) -> dict[str, int] | None:
    said = {fold(clean(grid.text(row, column))): column for column in range(grid.width)}
    found = {name: said[fold(text)] for name, texts in headings.items() for text in texts if fold(text) in said}
    return found if found.keys() == headings.keys() else None


def _line(grid: Grid, row: int, columns: dict[str, int]) -> Returned | None:
    values = {name: as_text(grid.value(row, column)).strip() for name, column in columns.items()}
    programme, row_id = values.pop("programme"), values.pop("row_id")
    cells = {name: grid.cell(row, columns[name]) for name in values}
    return Returned(programme, row_id, values, cells) if programme and row_id else None
