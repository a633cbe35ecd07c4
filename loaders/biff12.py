"""What stands beside the values in a binary workbook (xlsb): errors, formats, merges, hidden rows and columns, by its records.

Record names and layouts: Microsoft, [MS-XLSB] Excel Binary File Format.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.grid import Merge, Place
from loaders.records import ERRORS, Collected, Font, Formats
from loaders.richtext import Struck, struck_text, with_struck_words
from loaders.sheetxml import DAMAGES, Part, parse
from schedule.errors import WorkbookUnreadable

_DAMAGES = (*DAMAGES, struct.error)
_BOOK = "xl/workbook.bin"
_BUNDLE_SHEET, _FONT, _FORMAT, _FILL, _XF, _BEGIN_XFS, _END_XFS = 156, 43, 44, 45, 47, 617, 618
_ROW, _BLANK, _ERROR, _SHARED, _FORMULA_ERROR, _STRING, _COLUMNS, _MERGE = 0, 1, 3, 7, 11, 19, 60, 176
_HAS_RUNS = 0x01
_CELLS = range(1, 12)
_SOLID, _HATCHED_BY_DEFAULT = 1, 17
"""Patterns of a fill; the second one stands in every workbook, and marks nothing."""


class BinaryPackage:
    """The parts of one xlsb package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the list of sheets and the formats.

        Raises:
            WorkbookUnreadable: A part is damaged.
        """
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        try:
            self._sheets = self._sheet_parts()
            formats = self._read_formats()
            self._styles = formats.styles()
            self._struck = self._read_struck(formats.fonts)
        except _DAMAGES as error:
            raise WorkbookUnreadable(reason="damaged") from error

    @property
    def has_macros(self) -> bool:
        """Whether the package carries macros; they are never run."""
        return any(name.endswith("vbaproject.bin") for name in self._names)

    @property
    def has_links(self) -> bool:
        """Whether formulas refer to other workbooks; they are never followed."""
        return any("/externallinks/" in name for name in self._names)

    def part(self, sheet: str) -> Part | None:
        """The marks of the sheet of that name; None where the package has no part for it.

        Raises:
            WorkbookUnreadable: It is damaged.
        """
        path = self._names.get(self._sheets.get(sheet, "").lower())
        if not path:
            return None
        found = Collected(self._styles)
        try:
            struck = _take_all(found, self._archive.read(path), self._struck)
        except _DAMAGES as error:
            raise WorkbookUnreadable(reason="damaged") from error
        return with_struck_words(found.part(), struck) if struck else found.part()

    def _sheet_parts(self) -> dict[str, str]:
        targets: dict[str, str] = {}

        def relation(tag: str, said: Mapping[str, str]) -> None:
            if tag == "Relationship":
                target = said.get("Target", "")
                is_whole = target.startswith("/")
                path = target.lstrip("/") if is_whole else posixpath.normpath(posixpath.join("xl", target))
                targets[said.get("Id", "")] = path

        if relations := self._names.get("xl/_rels/workbook.bin.rels"):
            parse(self._archive, relations, relation)
        found = {}
        for kind, body in _records(self._archive.read(self._names[_BOOK])):
            if kind == _BUNDLE_SHEET:
                target, at = _text(body, 8)
                found[_text(body, at)[0]] = targets.get(target, "")
        return found

    def _read_struck(self, fonts: Sequence[Font]) -> dict[int, Struck]:
        """The shared texts that have words struck through, by their numbers."""
        path = self._names.get("xl/sharedstrings.bin") if any(font.is_struck for font in fonts) else None
        strings = (body for kind, body in _records(self._archive.read(path)) if kind == _STRING) if path else ()
        return {number: text for number, body in enumerate(strings) if (text := _rich_text(body, fonts))}

    def _read_formats(self) -> Formats:
        path = self._names.get("xl/styles.bin")
        formats, is_in_cells = Formats(), False
        for kind, body in _records(self._archive.read(path)) if path else ():
            if kind in (_BEGIN_XFS, _END_XFS):
                is_in_cells = kind == _BEGIN_XFS
            elif kind == _FONT:
                formats.fonts.append(Font.of(struct.unpack_from("<H", body, 4)[0], body[2]))
            elif kind == _FILL:
                formats.filled.append(_is_filled(body))
            elif kind == _FORMAT:
                formats.codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
            elif kind == _XF and is_in_cells:
                _, code, font, fill = struct.unpack_from("<4H", body)
                face = formats.fonts[font] if font < len(formats.fonts) else Font()
                formats.cells.append((face, formats.filled[fill : fill + 1] == [True], body[11], code))
        return formats


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: number and size are written in seven bits a byte."""
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (part[at] & 0x7F) << 7, at + 1
        size = 0
        for n in range(4):
            byte, at = part[at], at + 1
            size |= (byte & 0x7F) << 7 * n
            if byte < 0x80:
                break
        yield kind, part[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends; "" where there is none."""
    length = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le"), at + 4 + 2 * length


def _rich_text(body: bytes, fonts: Sequence[Font]) -> Struck | None:
    """A shared text of which words are struck through: a flag, the letters, then where each run begins and its font."""
    if not body[0] & _HAS_RUNS:
        return None
    text, at = _text(body, 1)
    letters, count = text.encode("utf-16-le"), struct.unpack_from("<I", body, at)[0]
    runs = list(struct.iter_unpack("<HH", body[at + 4 : at + 4 + 4 * count]))
    edges = [0, *(first for first, _ in runs), len(letters) // 2]
    faces = [Font(), *(fonts[font] if font < len(fonts) else Font() for _, font in runs)]
    said = {True: "", False: ""}
    for face, (first, upto) in zip(faces, pairwise(edges), strict=True):
        said[face.is_struck] += letters[2 * first : 2 * upto].decode("utf-16-le", "replace")
    return struck_text(said[False], said[True])


def _is_filled(body: bytes) -> bool:
    pattern, kind, _, _, *colour, _ = struct.unpack_from("<IBBh4B", body)
    is_plain = kind >> 1 == 0 or colour == [255, 255, 255]  # the window's own colour, or white
    return pattern not in (0, _HATCHED_BY_DEFAULT) and not (pattern == _SOLID and is_plain)


def _take_all(found: Collected, part: bytes, strings: Mapping[int, Struck]) -> dict[Place, Struck]:
    """Collect what a sheet's records say; the cells of those `strings` that have words struck through."""
    row, struck = 0, {}
    for kind, body in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & 0x10:
                found.hidden_rows.add(row)
        elif kind in _CELLS:
            column, format_ = struct.unpack_from("<II", body)
            found.cell(row, column, format_ & 0xFFFFFF, is_blank=kind == _BLANK)
            if kind in (_ERROR, _FORMULA_ERROR):
                found.errors[row, column] = ERRORS.get(body[8], "#?")
            elif kind == _SHARED and (text := strings.get(struct.unpack_from("<I", body, 8)[0])):
                struck[row, column] = text
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 16)[0] & 1:
            found.hide_columns(*struct.unpack_from("<II", body))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            found.merge(Merge(top, left, bottom, right))
    return struck
