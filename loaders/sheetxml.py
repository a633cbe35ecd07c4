"""One worksheet's XML: what stands beside the values that calamine reads, and how large the sheet is.

A sheet is measured before anything is built from it, so that one that claims to reach the end of the world is refused
instead of filling the memory. A part as Excel and its like write it is searched; any other is parsed element by element.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO, Any
from xml.parsers import expat

from loaders.grid import Marks, Merge, Place
from schedule.errors import WorkbookUnreadable

MOST_CELLS = 3_000_000
"""Cells a sheet may hold, empty formatted ones included."""
_MOST_AT_ONCE = 50_000_000
"""Bytes of a part that may be searched for marks while its values are parsed: both take several times its size."""
_LEAST_BYTES = len(b"<c/>")
MOST_AREA = 12_000_000
"""Rows x columns a sheet's values may span."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
"""Excel has no more."""
DAMAGES = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    LookupError,
    ValueError,
)
"""What zipfile, zlib, expat and a wrong number in an attribute raise."""


@dataclass(frozen=True)
class Part:
    """One worksheet's XML, measured and read for what stands beside its values."""

    marks: Marks
    merges: tuple[Merge, ...]
    is_too_large: bool
    may_be_struck: bool = False
    """Whether texts of its own may have words struck through."""
    left: Mapping[Place, str] = field(default_factory=dict)
    """What is left of texts without the words that are struck through in them."""


@dataclass(frozen=True)
class Style:
    """What a cell's format says of its place in a table."""

    is_bold: bool
    is_filled: bool
    indent: int
    precision: str
    is_percent: bool
    is_struck: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it says nothing."""
        return not (
            self.is_bold or self.is_filled or self.indent or self.precision or self.is_percent or self.is_struck
        )


def is_too_large(height: int, width: int) -> bool:
    """Whether a sheet reaches further than one may that is read."""
    return height > _MOST_ROWS or width > _MOST_COLUMNS or height * width > MOST_AREA


def scan(
    archive: zipfile.ZipFile,
    path: str,
    styles: Mapping[int, Style],
    once_measured: Callable[[str, bytes], object] | None = None,
) -> Part:
    """Measure a worksheet and read its marks.

    Args:
        archive: The package.
        path: The worksheet's part in it.
        styles: What the formats of its cells say.
        once_measured: Called with the path and the part before the marks are read, where the sheet is known by then to be small enough to be parsed and
            its part leaves memory for doing so at the same time.

    Raises:
        WorkbookUnreadable: The part is damaged, or declares a document type.
    """
    try:
        content = archive.read(path)
        begin = partial(once_measured, path, content) if once_measured and len(content) <= _MOST_AT_ONCE else None
        part = _searched(content, styles, begin) or _parsed(archive, path, styles)
        return replace(part, may_be_struck=STRIKE in content)
    except DAMAGES as error:
        raise WorkbookUnreadable(reason="damaged") from error


STRIKE = b"strike"
"""Stands in every part whose texts have words struck through."""
_TRUE = (b"1", b"true")
_ROW = re.compile(rb'<row r="(\d+)"([^>]*)>')
_COLUMN = re.compile(rb"<col ([^>]*)>")
_MERGE = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"')
_PLACE = re.compile(rb'<c r="([A-Z]+)(\d+)"')
_ANY_CELL = re.compile(rb"<c[\s/>]")
_FAR_FROM = tuple(re.compile(rb'<c(?=[\s/>])(?! r="%s")' % near) for near in (rb"[A-Z]\d{1,5}", rb"[A-Z]{1,2}\d{1,4}"))
"""A cell that says no place, or one beyond Z99999; one beyond ZZ9999: each a corner of an area that may be read."""
_FORMULA = re.compile(rb"<f[ >/]")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>')
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')


def _searched(content: bytes, styles: Mapping[int, Style], once_measured: Callable[[], object] | None) -> Part | None:
    """The part's marks, found by searching; None where it is not written as usual, or too large by a first look."""
    at, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
    # one letter is found at once, which two of a text full of "<" are not
    has_declarations = b"!" in content and b"<!" in content
    if at < 0 or end < 0 or has_declarations or not _is_utf8(content[:200]):
        return None
    head, body, tail = content[:at], content[at:end], content[end:]
    is_short = len(body) < MOST_CELLS * _LEAST_BYTES or body.count(b"<c") <= MOST_CELLS
    if not (is_short and (_is_small(body) or _is_readable(body))):
        return None
    if once_measured:
        once_measured()
    has_hidden_rows = b"hidden" in body
    rows = [(int(r), rest) for r, rest in _ROW.findall(body)] if has_hidden_rows else []
    if has_hidden_rows and len(rows) != body.count(b"<row"):
        return None
    hidden_rows = frozenset(r - 1 for r, rest in rows if b"hidden" in rest and _said(rest).get(b"hidden") in _TRUE)
    hidden_columns: set[int] = set()
    for said in map(_said, _COLUMN.findall(head)):
        if said.get(b"hidden") in _TRUE:
            hidden_columns.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), 16_384)))
    merges = tuple(
        Merge(int(r) - 1, _column(c), int(r2 or r) - 1, _column(c2 or c)) for c, r, c2, r2 in _MERGE.findall(tail)
    )
    return Part(_marks(body, styles, hidden_rows, frozenset(hidden_columns)), merges, is_too_large=False)


def _is_small(body: bytes) -> bool:
    """Whether all cells say where they stand, and that is near enough to A1 for any sheet to reach so far."""
    return any(not far.search(body) for far in _FAR_FROM)


def _is_readable(body: bytes) -> bool:
    """Whether all cells say where they stand, and none reaches too far."""
    places = _PLACE.findall(body)
    last_row = max((int(r) for r in {r for _, r in places}), default=0)
    width = max((_column(name) for name in {name for name, _ in places}), default=0)
    return len(places) == len(_ANY_CELL.findall(body)) and not is_too_large(last_row, width + 1)


def _is_utf8(opening: bytes) -> bool:
    """Whether the part says so, or says nothing, which is the same."""
    opening = opening.removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith(b"<?xml"):
        return b"utf-8" in opening.partition(b"?>")[0].lower()
    return opening.startswith(b"<worksheet")


def _marks(
    body: bytes, styles: Mapping[int, Style], hidden_rows: frozenset[int], hidden_columns: frozenset[int]
) -> Marks:
    formulas = []
    for found in _FORMULA.finditer(body):
        place, said = _cell_before(body, found.start())
        if said.get(b"t") != b"str":
            formulas.append(place)
    errors = {}
    at = body.find(b' t="e"')
    while at >= 0:
        place, _ = _cell_before(body, at)
        value = body[at : body.find(b"</c>", at)].partition(b"<v>")[2].partition(b"</v>")[0]
        errors[place] = value.decode("utf-8", "replace")
        at = body.find(b' t="e"', at + 1)
    return marks_of(_styled(body, styles), hidden_rows, hidden_columns, formulas, errors)


def _styled(body: bytes, styles: Mapping[int, Style]) -> list[tuple[Place, Style]]:
    if not styles:
        return []
    names = b"|".join(str(number).encode() for number in styles)
    found = re.findall(rb'<c r="([A-Z]+)(\d+)"[^>]*? s="(%s)"' % names, body)
    columns: dict[bytes, int] = {name: _column(name) for name in {name for name, _, _ in found}}
    by_name = {str(number).encode(): style for number, style in styles.items()}
    return [((int(row) - 1, columns[name]), by_name[style]) for name, row, style in found]


def _cell_before(body: bytes, at: int) -> tuple[Place, dict[bytes, bytes]]:
    """The cell whose element a position lies in, and its attributes."""
    found = _CELL.match(body, body.rfind(b'<c r="', 0, at + 1))
    if not found:
        return (0, 0), {}
    return (int(found[2]) - 1, _column(found[1])), _said(found[3])


def _said(attributes: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(attributes))


def _column(name: bytes) -> int:
    """Column number of its letters: A is 0."""
    column = 0
    for letter in name:
        column = column * 26 + letter - 64
    return column - 1


def marks_of(
    styled: Iterable[tuple[Place, Style]],
    hidden_rows: frozenset[int],
    hidden_columns: frozenset[int],
    formulas: list[Place],
    errors: dict[Place, str],
) -> Marks:
    """The marks that styled cells, hidden parts, formulas and errors make."""
    styled = list(styled)

    def places(has: Callable[[Style], Any]) -> frozenset[Place]:
        return frozenset(place for place, style in styled if has(style))

    return Marks(
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        bold=places(lambda s: s.is_bold),
        filled=places(lambda s: s.is_filled),
        indents={place: s.indent for place, s in styled if s.indent},
        precisions={place: s.precision for place, s in styled if s.precision},
        percents=places(lambda s: s.is_percent),
        struck=places(lambda s: s.is_struck),
        formulas=tuple(formulas),
        errors=errors,
    )


def _parsed(archive: zipfile.ZipFile, path: str, styles: Mapping[int, Style]) -> Part:
    scan = _Scan(styles)
    try:
        parse(archive, path, scan.start, scan.end, scan.prepare)
    except _TooLargeError:
        return Part(Marks(), (), is_too_large=True)
    return scan.part()


def parse(
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
    try:
        part = archive.open(path)
    except DAMAGES as error:
        raise WorkbookUnreadable(reason="damaged") from error
    with part:
        feed(part, start, end, prepare)


def feed(
    part: IO[bytes],
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any] | None = None,
    prepare: Callable[[Any], None] | None = None,
) -> None:
    """`parse` for a part that is open already."""
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
        parser.ParseFile(part)
    except DAMAGES as error:
        if isinstance(error, expat.ExpatError) and "entit" in str(error):
            raise WorkbookUnreadable(reason="entities") from error
        raise WorkbookUnreadable(reason="damaged") from error


class _TooLargeError(Exception):
    """The sheet holds more cells than may be read."""


class _Scan:
    """One pass over a worksheet's elements."""

    def __init__(self, styles: Mapping[int, Style]) -> None:
        self._styles = {str(number): style for number, style in styles.items()}
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._cells = 0
        self._last_row = self._last_column = 0
        self._is_text = False
        self._styled: list[tuple[Place, Style]] = []
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
            self._row = int(reference[len(name) :]) - 1
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
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        marks = marks_of(self._styled, *hidden, self._formulas, self._errors)
        return Part(marks, tuple(self._merges), is_too_large(self._last_row + 1, self._last_column + 1))
