"""What the two binary formats of Excel (xls, xlsb) share: the marks that their records make, and what their formats mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.grid import Merge, Place
from loaders.numberformats import is_percent, precision
from loaders.sheetxml import MOST_CELLS, Part, Style, is_too_large, marks_of

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_BOLD = 600
"""Weight of a font from which it is bold."""
_STRUCK = 0x08
"""The bit of a font that is struck through."""


class Font(NamedTuple):
    """What a font says of a cell."""

    is_bold: bool = False
    is_struck: bool = False

    @classmethod
    def of(cls, weight: int, flags: int) -> "Font":
        """The font of a weight and of the flags that both formats write before it."""
        return cls(weight >= _BOLD, bool(flags & _STRUCK))


@dataclass
class Formats:
    """Fonts, fills, formats of numbers, and the cell formats made of them, by their numbers."""

    fonts: list[Font] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    """Number formats of the workbook's own."""
    cells: list[tuple[Font, bool, int, int]] = field(default_factory=list)
    """Of each cell format: font, filled, indent, number format."""

    def styles(self) -> dict[int, Style]:
        """What each cell format says; those that say nothing left out."""
        made = {
            n: Style(
                font.is_bold, filled, indent, precision(code, self.codes), is_percent(code, self.codes), font.is_struck
            )
            for n, (font, filled, indent, code) in enumerate(self.cells)
        }
        return {n: style for n, style in made.items() if not style.is_plain}


class Collected:
    """The marks of one sheet, record by record."""

    def __init__(self, styles: Mapping[int, Style]) -> None:
        self._styles = styles
        self._styled: list[tuple[Place, Style]] = []
        self._cells = 0
        self._height = self._width = 0
        self.hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self.errors: dict[Place, str] = {}
        self._merges: list[Merge] = []

    def cell(self, row: int, column: int, format_: int, *, is_blank: bool = False) -> None:
        """Take a cell of that format."""
        self._cells += 1
        if not is_blank:
            self._height, self._width = max(self._height, row + 1), max(self._width, column + 1)
        if self._cells <= MOST_CELLS and (style := self._styles.get(format_)):
            self._styled.append(((row, column), style))

    def hide_columns(self, first: int, last: int) -> None:
        """Take a range of columns that nobody sees."""
        self._hidden_columns.update(range(first, min(last + 1, 16_384)))

    def merge(self, merge: Merge) -> None:
        """Take a merged range."""
        if len(self._merges) < MOST_CELLS // 10:
            self._merges.append(merge)

    def part(self) -> Part:
        """The sheet, measured, with its marks."""
        hidden = frozenset(self.hidden_rows), frozenset(self._hidden_columns)
        marks = marks_of(self._styled, *hidden, [], self.errors)
        return Part(marks, tuple(self._merges), self._cells > MOST_CELLS or is_too_large(self._height, self._width))
