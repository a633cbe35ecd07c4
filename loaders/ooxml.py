"""What an xlsx part says beside the values that calamine reads, in one pass: merges, hidden rows, formats, empty formulas.

The same pass measures each sheet before anything is built from it, so that a sheet that claims to reach the end of the world
is refused instead of filling the memory.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from loaders.grid import Marks, Merge, Place
from schedule.errors import WorkbookUnreadable

MOST_CELLS = 3_000_000
"""Cells a sheet may hold, empty formatted ones included."""
MOST_AREA = 12_000_000
"""Rows x columns a sheet's values may span."""
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_MONTH = {17}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True)
class Part:
    """One worksheet's XML, measured and read for what stands beside its values."""

    marks: Marks
    merges: tuple[Merge, ...]
    is_too_large: bool


@dataclass(frozen=True)
class _Style:
    is_bold: bool
    is_filled: bool
    indent: int
    precision: str
    is_percent: bool

    @property
    def is_plain(self) -> bool:
        return not (self.is_bold or self.is_filled or self.indent or self.precision or self.is_percent)


class Package:
    """The parts of one xlsx package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the list of sheets and the styles.

        Raises:
            WorkbookUnreadable: A part is damaged, or declares entities of its own.
        """
        self._archive = archive
        self._names = set(archive.namelist())
        self.sheets = self._sheet_parts()
        self._styles = self._read_styles()

    @property
    def has_macros(self) -> bool:
        """Whether the package carries macros; they are never run."""
        return any(name.endswith("vbaProject.bin") for name in self._names)

    @property
    def has_links(self) -> bool:
        """Whether formulas refer to other workbooks; they are never followed."""
        return any("/externalLinks/" in name for name in self._names)

    def part(self, sheet: str) -> Part | None:
        """The worksheet of that name; None where the package has no worksheet part for it."""
        path = self.sheets.get(sheet)
        return _scan(self._archive, path, self._styles) if path in self._names and path else None

    def _sheet_parts(self) -> dict[str, str]:
        workbook = next((n for n in ("xl/workbook.xml", *sorted(self._names)) if n.endswith("/workbook.xml")), "")
        if workbook not in self._names:
            return {}
        targets: dict[str, str] = {}
        folder, name = posixpath.split(workbook)
        relations = f"{folder}/_rels/{name}.rels"
        if relations in self._names:
            _parse(self._archive, relations, lambda tag, a: targets.update(_target(folder, a)) if "Id" in a else None)
        found: dict[str, str] = {}

        def sheet(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id") or k == "id"), "")
                found[attributes.get("name", "")] = targets.get(relation, "")

        _parse(self._archive, workbook, sheet)
        return found

    def _read_styles(self) -> dict[int, _Style]:
        path = next((name for name in self._names if name.endswith("xl/styles.xml")), "")
        if not path:
            return {}
        reader = _Styles()
        _parse(self._archive, path, reader.start, reader.end)
        return {number: style for number, style in enumerate(reader.styles()) if not style.is_plain}


def _target(folder: str, attributes: Mapping[str, str]) -> dict[str, str]:
    target = attributes.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return {attributes["Id"]: path}


def _parse(
    archive: zipfile.ZipFile,
    path: str,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any] | None = None,
    prepare: Callable[[Any], None] | None = None,
) -> None:
    """Feed a part's elements to `start` and `end`, by their names without prefixes; `prepare` is given the parser.

    Raises:
        WorkbookUnreadable: The part is damaged, or declares a document type.
    """
    parser = expat.ParserCreate()
    local: dict[str, str] = {}

    def started(name: str, attributes: dict[str, str]) -> None:
        tag = local.get(name) or local.setdefault(name, name.rpartition(":")[2])
        start(tag, attributes)

    def refuse(*_: Any) -> None:
        raise WorkbookUnreadable(reason="entities")

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = refuse
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if prepare:
        prepare(parser)
    try:
        with archive.open(path) as part:
            parser.ParseFile(part)
    except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, expat.ExpatError) and "entit" in str(error):
            raise WorkbookUnreadable(reason="entities") from error
        raise WorkbookUnreadable(reason="damaged") from error


class _Styles:
    """Collects fonts, fills and formats, then the cell styles made of them."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._formats: dict[int, str] = {}
        self._bold: list[bool] = []
        self._fills: list[bool] = []
        self._cells: list[list[int]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        within = self._inside[-2] if len(self._inside) > 1 else ""
        if tag == "numFmt" and within == "numFmts":
            self._formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "font" and within == "fonts":
            self._bold.append(False)
        elif tag == "b" and within == "font" and self._bold:
            self._bold[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "fill" and within == "fills":
            self._fills.append(False)
        elif tag == "patternFill" and within == "fill" and self._fills:
            self._fills[-1] = attributes.get("patternType", "none") not in ("none", "gray125")
        elif tag == "fgColor" and within == "patternFill" and self._fills:
            white = attributes.get("rgb", "").upper().endswith("FFFFFF") or attributes.get("theme") == "0"
            self._fills[-1] = self._fills[-1] and not (white and not attributes.get("tint"))
        elif tag == "xf" and within == "cellXfs":
            self._cells.append([int(attributes.get(name, "0")) for name in ("fontId", "fillId", "numFmtId")] + [0])
        elif tag == "alignment" and within == "xf" and "cellXfs" in self._inside:
            self._cells[-1][3] = int(attributes.get("indent", "0") or 0)

    def end(self, tag: str) -> None:
        self._inside.pop()

    def styles(self) -> list[_Style]:
        def known(flags: list[bool], number: int) -> bool:
            return number < len(flags) and flags[number]

        return [
            _Style(
                known(self._bold, font),
                known(self._fills, fill),
                indent,
                self._precision(number),
                self._percent(number),
            )
            for font, fill, number, indent in self._cells
        ]

    def _precision(self, number: int) -> str:
        code = _QUOTED.sub("", self._formats.get(number, "")).lower()
        if number in _BUILT_IN_MONTH or (code and "y" in code and "m" in code and "d" not in code and "h" not in code):
            return "month"
        return "year" if code and set(code) <= set("y ;@") and "y" in code else ""

    def _percent(self, number: int) -> bool:
        return number in _BUILT_IN_PERCENT or "%" in _QUOTED.sub("", self._formats.get(number, ""))


def _scan(archive: zipfile.ZipFile, path: str, styles: Mapping[int, _Style]) -> Part:
    scan = _Scan(styles)
    try:
        _parse(archive, path, scan.start, scan.end, scan.prepare)
    except _TooLargeError:
        return Part(Marks(), (), is_too_large=True)
    return scan.part()


class _TooLargeError(Exception):
    """The sheet holds more cells than may be read."""


class _Scan:
    """One pass over a worksheet's elements."""

    def __init__(self, styles: Mapping[int, _Style]) -> None:
        self._styles = {str(number): style for number, style in styles.items()}
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._cells = 0
        self._last_row = self._last_column = 0
        self._is_text = False
        self._styled: list[tuple[Place, _Style]] = []
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._formulas: list[Place] = []
        self._errors: dict[Place, str] = {}
        self._parser: Any = None

    def prepare(self, parser: Any) -> None:
        """Keep the parser, to listen to letters only where a cell holds an error."""
        self._parser = parser

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is"):
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
        elif tag == "f" and not self._is_text:
            self._formulas.append((self._row, self._column))
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self._hidden_rows.add(self._row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self._hidden_columns.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), 16_384)))
        elif tag == "mergeCell" and len(self._merges) < MOST_CELLS // 10:
            first, _, last = attributes.get("ref", "").partition(":")
            self._merges.append(Merge(*self._place(first), *self._place(last or first)))

    def end(self, tag: str) -> None:
        if tag == "c":
            self._parser.CharacterDataHandler = None

    def _cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise _TooLargeError
        reference = attributes.get("r")
        if reference:
            name = reference.rstrip("0123456789")
            self._column = self._columns.get(name, -1)
            if self._column < 0:
                self._column = self._columns[name] = self._place(f"{name}1")[1]
        else:
            self._column += 1
        kind = attributes.get("t")
        self._is_text = kind == "str"
        if kind == "e":
            self._errors[self._row, self._column] = ""
            self._parser.CharacterDataHandler = self._error
        style = self._styles.get(attributes.get("s", ""))
        if style:
            self._styled.append(((self._row, self._column), style))

    def _error(self, text: str) -> None:
        """The letters of an error cell: its formula, if any, then its value; the last ones count."""
        self._errors[self._row, self._column] = text

    def _place(self, reference: str) -> Place:
        column = 0
        name = reference.replace("$", "").rstrip("0123456789")
        for letter in name.upper():
            column = column * 26 + ord(letter) - 64
        digits = reference.replace("$", "")[len(name) :]
        return int(digits or 1) - 1, column - 1

    def part(self) -> Part:
        def places(has: Callable[[_Style], Any]) -> frozenset[Place]:
            return frozenset(place for place, style in self._styled if has(style))

        marks = Marks(
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            bold=places(lambda s: s.is_bold),
            filled=places(lambda s: s.is_filled),
            indents={place: s.indent for place, s in self._styled if s.indent},
            precisions={place: s.precision for place, s in self._styled if s.precision},
            percents=places(lambda s: s.is_percent),
            formulas=tuple(self._formulas),
            errors=self._errors,
        )
        area = (self._last_row + 1) * (self._last_column + 1)
        return Part(marks, tuple(self._merges), is_too_large=area > MOST_AREA)
