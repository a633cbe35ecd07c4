"""An OpenDocument spreadsheet (ods): its sheets with what stands beside their values, in one pass over its content.

A short file can repeat one cell a thousand million times: cells are counted before they are laid out, and a sheet that reaches
further than one may is never built.
"""

import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from loaders.grid import Grid, Merge, Place
from loaders.odformats import PLAIN, Formats
from loaders.sheetxml import MOST_AREA, MOST_CELLS, Style, is_too_large, marks_of, parse
from schedule.errors import WorkbookUnreadable

_DEEPEST = 200
"""Levels of elements; real documents have a dozen."""
_MOST_SPACES = 100
"""Spaces that one element may stand for."""
_CELLS = ("table:table-cell", "table:covered-table-cell")
_SPANS = ("text:span", "text:a")
_GROUPS = ("header-rows", "rows", "row-group", "header-columns", "columns", "column-group")
_ROOMS = frozenset({"office:document-content", "office:body", *(f"table:table-{group}" for group in _GROUPS)})
"""Elements that lead to a cell; all others outside a cell, with what is in them, are no part of a table."""
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_MACRO = re.compile(r"basic/(?!.*(?:script|dialog)-l[bc]\.xml$).+\.xml|scripts/.+[^/]")
_TIME = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")
_BLANKS = re.compile(r"[ \t\r]+")
_SPACE = "\ue000"
"""Stands for a space that was asked for, until white space is made one."""
_ON, _OFF = "\ue001", "\ue002"
"""Stand around letters that are struck through, until the cell ends."""
_STRUCK = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")


class OpenDocument:
    """The sheets of one document."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the whole document.

        Raises:
            WorkbookUnreadable: It is encrypted or no spreadsheet; a part is damaged, or declares entities of its own.
        """
        names = {name.lower(): name for name in archive.namelist()}
        if manifest := names.get("meta-inf/manifest.xml"):
            parse(archive, manifest, _refuse_encrypted)
        if "content.xml" not in names:
            raise WorkbookUnreadable(reason="no-workbook")
        formats = Formats()
        content = _Content(formats)
        if "styles.xml" in names:
            parse(archive, names["styles.xml"], formats.start, formats.end)
        parse(archive, names["content.xml"], content.start, content.end, content.prepare)
        if not content.is_spreadsheet:
            raise WorkbookUnreadable(reason="no-workbook")
        self.has_macros = any(_MACRO.fullmatch(name) for name in names)
        """Whether the document carries macros; they are never run."""
        self.has_links = content.has_links
        """Whether formulas refer to other files; they are never followed."""
        self._sheets = content.sheets

    @property
    def names(self) -> list[str]:
        """Names of all sheets in their order."""
        return list(self._sheets)

    @property
    def hidden(self) -> list[str]:
        """Names of hidden sheets."""
        return [name for name, sheet in self._sheets.items() if sheet.is_hidden]

    def grid(self, name: str) -> Grid:
        """The cells of one sheet.

        Raises:
            WorkbookUnreadable: It is too large.
        """
        if self._sheets[name].is_too_large:
            raise WorkbookUnreadable(reason="too-large")
        return self._sheets[name].grid(name)


def _refuse_encrypted(tag: str, _: Mapping[str, str]) -> None:
    if tag == "encryption-data":
        raise WorkbookUnreadable(reason="encrypted")


@dataclass
class _Sheet:
    """One sheet as far as it has been read."""

    is_hidden: bool = False
    is_too_large: bool = False
    values: list[list[Any]] = field(default_factory=list)
    """Rows up to the last one with a value, each up to its last value."""
    height: int = 0
    """Rows that went by, blank ones included."""
    width: int = 0
    cells: int = 0
    """Elements of cells, blank ones included."""
    styled: list[tuple[Place, Place, Style]] = field(default_factory=list)
    """First place, and the rows and columns that a format covers from there."""
    struck: list[tuple[Place, Place, str]] = field(default_factory=list)
    """The same of words that are struck through in cells of which others are not."""
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    upto: list[int] = field(default_factory=lambda: [0])
    """Where each declared group of columns ends."""
    column_formats: list[str] = field(default_factory=list)
    hidden_columns: list[bool] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)

    def column_format(self, column: int) -> str:
        """The format that cells of a column have where they name none."""
        group = bisect_right(self.upto, column) - 1
        return self.column_formats[group] if group < len(self.column_formats) else ""

    def grid(self, name: str) -> Grid:
        """The sheet's cells, and its marks as far as its values reach."""
        height, width = len(self.values), self.width

        def spread(marked: Sequence[tuple[Place, Place, Any]]) -> Iterator[tuple[Place, Any]]:
            return (
                ((row, column), said)
                for (top, left), (rows, columns), said in marked
                for row in range(top, min(top + rows, height))
                for column in range(left, min(left + columns, width))
            )

        hidden_rows = frozenset(row for top, rows in self.hidden_rows for row in range(top, min(top + rows, height)))
        hidden_columns = frozenset(
            column
            for group, is_hidden in enumerate(self.hidden_columns)
            if is_hidden
            for column in range(self.upto[group], min(self.upto[group + 1], width))
        )
        marks = marks_of(spread(self.styled), hidden_rows, hidden_columns, self.formulas, self.errors)
        return Grid(name, self.values, tuple(self.merges), replace(marks, struck_words=dict(spread(self.struck))))


@dataclass
class _Row:
    """The row that is being read."""

    count: int
    format: str
    values: list[Any] = field(default_factory=list)
    column: int = 0
    formulas: list[int] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)


class _Content:
    """Collects the sheets from the elements of the content."""

    def __init__(self, formats: Formats) -> None:
        self.sheets: dict[str, _Sheet] = {}
        self.is_spreadsheet = self.has_links = False
        self._formats = formats
        self._parser: Any = None
        self._depth = self._skipped = 0
        self._left = self._left_before = MOST_AREA
        """Cells that the document may still lay out, and could when its present sheet began."""
        self._is_in_formats = False
        self._sheet = _Sheet()
        self._row = _Row(1, "")
        self._cell: Mapping[str, str] | None = None
        self._text: list[str] = []
        self._is_struck: list[bool] = []
        """Of each span that is open in the cell's text."""
        self._starts = {
            "office:automatic-styles": self._begin_formats,
            "office:spreadsheet": self._spreadsheet,
            "table:table": self._table,
            "table:table-column": self._columns,
            "table:table-row": self._begin_row,
        }

    def prepare(self, parser: Any) -> None:
        """Listen to the parser itself, by names with their prefixes: there are hundreds of thousands of cells."""
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise WorkbookUnreadable(reason="damaged")
        if self._skipped or self._is_in_formats:
            self._passed_over(tag, attributes)
        elif self._cell is not None:
            self._letters(tag, attributes)
        elif tag in _CELLS:
            self._cell, self._text, self._is_struck = attributes, [], []
        elif tag in self._starts:
            self._starts[tag](attributes)
        elif tag not in _ROOMS:
            self._skipped = 1

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._is_in_formats:
            self._formats.end(tag.partition(":")[2])
            self._is_in_formats = tag != "office:automatic-styles"
        elif self._skipped:
            self._skipped -= 1
        elif tag == "text:p":
            self._parser.CharacterDataHandler = None
        elif tag in _SPANS and self._is_struck:
            self._is_struck.pop()
        elif tag in _CELLS:
            if not self._sheet.is_too_large:
                self._end_cell(self._cell or {}, is_covered=tag != "table:table-cell")
            self._cell = None
        elif tag == "table:table-row" and not self._sheet.is_too_large:
            self._end_row()

    def _passed_over(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._is_in_formats:
            self._formats.start(tag.partition(":")[2], attributes)
        else:
            self._skipped += 1

    def _spreadsheet(self, _: Mapping[str, str]) -> None:
        self.is_spreadsheet = True

    def _begin_formats(self, _: Mapping[str, str]) -> None:
        self._is_in_formats = True

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _Row(_count(attributes, "rows"), attributes.get("table:default-cell-style-name", ""))
        if attributes.get("table:visibility", "visible") != "visible":
            self._sheet.hidden_rows.append((self._sheet.height, self._row.count))

    def _table(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("table:name", "")
        if name.startswith("'file:"):
            self.has_links = True
            self._skipped = 1
            return
        if name in self.sheets:
            raise WorkbookUnreadable(reason="damaged")
        self._left_before = self._left
        self._sheet = self.sheets[name] = _Sheet(self._formats.is_hidden(attributes.get("table:style-name", "")))

    def _columns(self, attributes: Mapping[str, str]) -> None:
        sheet = self._sheet
        sheet.upto.append(sheet.upto[-1] + _count(attributes, "columns"))
        sheet.column_formats.append(attributes.get("table:default-cell-style-name", ""))
        sheet.hidden_columns.append(attributes.get("table:visibility", "visible") != "visible")

    def _letters(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What is read inside a cell; notes and drawings are not."""
        if tag == "text:p":
            self._parser.CharacterDataHandler = self._heard
            if self._text:
                self._text.append("\n")
        elif tag == "text:s":
            self._text.append(_SPACE * min(int(attributes.get("text:c", "1")), _MOST_SPACES))
        elif tag in ("text:tab", "text:line-break"):
            self._text.append(_SPACE if tag == "text:tab" else "\n")
        elif tag in _SPANS:
            self._is_struck.append(self._formats.is_struck(attributes.get("text:style-name", "")))
        else:
            self._skipped = 1

    def _heard(self, letters: str) -> None:
        if not self._skipped:
            letters = letters.replace("\n", " ")
            self._text.append(f"{_ON}{letters}{_OFF}" if any(self._is_struck) else letters)

    def _end_cell(self, said: Mapping[str, str], *, is_covered: bool) -> None:
        sheet, row, count = self._sheet, self._row, _count(said, "columns")
        first, row.column = row.column, row.column + count
        sheet.cells += 1
        text, words = ("", "") if is_covered else _apart(_text(self._text))
        value = "" if is_covered else _value(said, text)
        formula = said.get("table:formula", "")
        is_told = bool(value != "" or formula)
        if sheet.cells > MOST_CELLS or (is_told and not self._laid_out(first, count)):
            self._refuse_sheet()
            return
        is_error = text[:1] in ("#", "E") and bool(_ERROR.fullmatch(text))
        if value != "" and not is_error:
            row.values += [""] * (first - len(row.values)) + [value] * count
        if is_error:
            row.errors.update(dict.fromkeys(range(first, row.column), text))
        if formula:
            self.has_links = self.has_links or "'file:" in formula
            row.formulas += range(first, row.column) if said.get("office:value-type", "") != "string" else ()
        format_ = said.get("table:style-name") or row.format or (sheet.column_format(first) if is_told else "")
        style = self._formats.style(format_)
        if said.get("office:value-type") == "percentage":
            style = replace(style or PLAIN, is_percent=True)
        if words and words == text:
            style = replace(style or PLAIN, is_struck=True)
        elif words:
            sheet.struck.append(((sheet.height, first), (row.count, count), words))
        if style:
            sheet.styled.append(((sheet.height, first), (row.count, count), style))
        if "table:number-columns-spanned" in said or "table:number-rows-spanned" in said:
            self._merge(said, first)

    def _merge(self, said: Mapping[str, str], first: int) -> None:
        across, down = (max(int(said.get(f"table:number-{way}-spanned", "1")), 1) for way in ("columns", "rows"))
        top, merges = self._sheet.height, self._sheet.merges
        if across * down > 1 and len(merges) < MOST_CELLS // 10:
            merges.append(Merge(top, first, top + down - 1, first + across - 1))

    def _laid_out(self, first: int, count: int) -> bool:
        """Whether there is room for cells up to the end of these ones, in every row that the row stands for."""
        sheet, row = self._sheet, self._row
        height, sheet.width = sheet.height + row.count, max(sheet.width, first + count)
        self._left -= (first + count - len(row.values)) * row.count
        return self._left >= 0 and not is_too_large(height, sheet.width)

    def _refuse_sheet(self) -> None:
        self._sheet.is_too_large, self._left = True, self._left_before
        self._sheet.values, self._sheet.styled, self._sheet.struck, self._row = [], [], [], _Row(1, "")

    def _end_row(self) -> None:
        sheet, row = self._sheet, self._row
        if row.values or row.errors or row.formulas:
            blank = sheet.height - len(sheet.values)
            self._left -= blank
            if self._left < 0:
                self._refuse_sheet()
                return
            sheet.values += [[]] * blank + [row.values] * row.count
            for n in range(sheet.height, sheet.height + row.count if row.errors or row.formulas else 0):
                sheet.errors.update({(n, column): text for column, text in row.errors.items()})
                sheet.formulas += [(n, column) for column in row.formulas]
        sheet.height += row.count


def _count(said: Mapping[str, str], what: str) -> int:
    """For how many rows or columns an element stands."""
    repeated = said.get(f"table:number-{what}-repeated")
    return max(int(repeated), 1) if repeated else 1


def _text(pieces: list[str]) -> str:
    """A cell's text: white space between letters is one space, but what was asked for stays."""
    if not pieces:
        return ""
    lines = "".join(pieces).split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in lines).replace(_SPACE, " ")


def _apart(text: str) -> tuple[str, str]:
    """What is left of a cell's text without the words that are struck through, and these; struck as a whole, it is both."""
    if _ON not in text:
        return text, ""
    words, left = "".join(_STRUCK.findall(text)).strip(), _STRUCK.sub("", text).strip()
    if words and any(letter.isalnum() for letter in left):
        return left, words
    whole = text.replace(_ON, "").replace(_OFF, "")
    return whole, whole if words else ""


def _value(said: Mapping[str, str], text: str) -> Any:
    """A cell's value by its declared type; what cannot be one of that type stays the text that a person sees."""
    kind = said.get("office:value-type", "")
    try:
        if kind in ("float", "percentage", "currency"):
            number = float(said["office:value"])
            return number if isfinite(number) else text
        if kind == "date":
            told = said["office:date-value"]
            return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
        if kind == "time" and (found := _TIME.fullmatch(said["office:time-value"])):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if kind == "boolean":
            return said["office:boolean-value"] == "true"
    except (KeyError, ValueError, OverflowError):
        return text
    return text or said.get("office:string-value", "")
