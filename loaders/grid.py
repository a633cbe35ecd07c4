"""One sheet as cells: values with their addresses, merged ranges, and what the format of a cell says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

Place = tuple[int, int]
"""Row and column, both from 0."""


class Merge(NamedTuple):
    """A merged range, both ends inside, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Marks:
    """What a sheet says beside its values."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    bold: frozenset[Place] = frozenset()
    filled: frozenset[Place] = frozenset()
    """Cells with a background colour."""
    indents: Mapping[Place, int] = field(default_factory=dict)
    precisions: Mapping[Place, str] = field(default_factory=dict)
    """Dates whose number format shows only "month" or "year"."""
    percents: frozenset[Place] = frozenset()
    """Numbers shown as percentages."""
    struck: frozenset[Place] = frozenset()
    """Cells struck through, all that is in them."""
    struck_words: Mapping[Place, str] = field(default_factory=dict)
    """What is struck through in cells of which something else is not; that alone is the cell's value."""
    formulas: tuple[Place, ...] = ()
    """Formulas whose stored value is no text; where the cell's value is empty, none was stored."""
    errors: Mapping[Place, str] = field(default_factory=dict)
    """#REF!, #DIV/0! and the like."""


@dataclass(frozen=True)
class Grid:
    """A sheet's cells from A1 on."""

    sheet: str
    values: list[list[Any]]
    merges: tuple[Merge, ...] = ()
    marks: Marks = field(default_factory=Marks)
    is_turned: bool = False
    """Whether rows and columns change places here: a table that lies on its side."""
    moved: Mapping[Place, int] = field(default_factory=dict)
    """Places whose value was taken from another column of the row -> that column."""

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.values)

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self.values), default=0)

    @cached_property
    def columns(self) -> list[tuple[Any, ...]]:
        """The same cells column by column, for whoever reads many rows of one."""
        return list(zip_longest(*self.values, fillvalue=""))

    def value(self, row: int, column: int) -> Any:
        """A cell's value; "" where it is empty."""
        cells = self.values[row]
        return cells[column] if column < len(cells) else ""

    def picked(self, column: int, rows: Iterable[int]) -> list[Any]:
        """The values of a column in some rows; quickest in a range of them, each row after the other."""
        cells = self.columns[column] if column < len(self.columns) else ("",) * self.height
        return list(cells[rows.start : rows.stop]) if isinstance(rows, range) else [cells[row] for row in rows]

    def text(self, row: int, column: int) -> str:
        """A cell's content as a text on one line."""
        value = self.value(row, column)
        if type(value) is str:
            return _one_line(value) if len(value) < _LONG else " ".join(value.split())
        return as_text(value)

    def texts(self, column: int) -> list[str]:
        """The texts of a column, row by row, kept: those of numbers and names are asked for again and again."""
        if column not in self._texts:
            cells = self.picked(column, range(self.height))
            self._texts[column] = [" ".join(v.split()) if type(v) is str else as_text(v) for v in cells]
        return self._texts[column]

    @cached_property
    def _texts(self) -> dict[int, list[str]]:
        return {}

    def cell(self, row: int, column: int) -> str:
        """A cell's A1 address in the workbook as it was sent."""
        column = self.moved.get((row, column), column)
        return address(column, row) if self.is_turned else address(row, column)

    def filled(self, columns: Iterable[int]) -> list[bool]:
        """Whether a row holds anything in some columns, row by row."""
        told, blank = [True] * self.height, list(range(self.height))
        for column in columns:
            cells = self.picked(column, range(self.height)) if blank else []
            blank = [row for row in blank if cells[row] == ""]
        for row in blank:
            told[row] = False
        return told

    def cells(self, column: int, rows: Iterable[int]) -> list[str]:
        """The A1 addresses of a column in some rows."""
        if self.is_turned or self.moved:
            return [self.cell(row, column) for row in rows]
        name = letters(column)
        return [f"{name}{row + 1}" for row in rows]

    @cached_property
    def covered(self) -> dict[Place, Merge]:
        """Every cell of each merged range, with its range."""
        return {
            (row, column): merge
            for merge in self.merges
            if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) <= _MOST_COVERED
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }

    def filled_text(self, row: int, column: int) -> str:
        """A cell's text; that of its merged range where it lies inside one."""
        merge = self.covered.get((row, column))
        return self.text(merge.top, merge.left) if merge else self.text(row, column)

    def turned(self) -> "Grid":
        """The same cells with rows and columns changed."""
        values = [[self.value(row, column) for row in range(self.height)] for column in range(self.width)]
        merges = tuple(Merge(m.left, m.top, m.right, m.bottom) for m in self.merges)
        struck = frozenset((column, row) for row, column in self.marks.struck)
        words = {(column, row): said for (row, column), said in self.marks.struck_words.items()}
        marks = Marks(struck=struck, struck_words=words)
        return Grid(self.sheet, values, merges, marks, is_turned=not self.is_turned)


_MOST_COVERED = 100_000
_LONG = 200
"""A text shorter than this may be kept ready."""


@lru_cache(maxsize=60_000)
def _one_line(text: str) -> str:
    return " ".join(text.split())


def address(row: int, column: int) -> str:
    """A1 address of a place."""
    return f"{letters(column)}{row + 1}"


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """Column letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def place_of(cell: str) -> Place:
    """The place of an A1 address; one that is none is read as far as it goes."""
    name = cell.upper().replace("$", "").rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    digits = re.search(r"\d+$", cell)
    return (int(digits[0]) if digits else 1) - 1, column - 1


def as_text(value: Any) -> str:
    """A value as a person sees it in the cell: whole numbers without ".0", dates as dd/mm/yyyy."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        shown = f"{value.day:02}/{value.month:02}/{value.year:04}"
        has_time = isinstance(value, datetime) and value.time() != time()
        return f"{shown} {value:%H:%M}" if has_time else shown
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
