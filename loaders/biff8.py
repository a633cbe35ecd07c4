"""What stands beside the values in an old Excel file (xls): errors, formats, merges, hidden rows and columns, by its records.

Record names and layouts: Microsoft, [MS-XLS] Excel Binary File Format.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence

import olefile

from loaders.biff8strings import font_of, struck_strings
from loaders.grid import Merge, Place
from loaders.records import ERRORS, Collected, Font, Formats
from loaders.richtext import Struck, with_struck_words
from loaders.sheetxml import Part, Style
from schedule.errors import WorkbookUnreadable

_DAMAGES = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, struct.error)
"""What olefile and struct raise over damaged bytes."""
_BOF, _EOF, _BOUNDSHEET, _FONT, _FORMAT, _XF, _PALETTE, _SUPBOOK = 0x809, 0x0A, 0x85, 0x31, 0x41E, 0xE0, 0x92, 0x1AE
_ROW, _COLINFO, _MERGES, _BLANK, _MULBLANK, _MULRK, _BOOLERR, _FORMULA = (
    0x208,
    0x7D,
    0xE5,
    0x201,
    0xBE,
    0xBD,
    0x205,
    0x06,
)
_CELLS = {0x203, 0x204, 0x27E, 0xFD, 0xD6, _BLANK, _BOOLERR, _FORMULA}
"""NUMBER, LABEL, RK, LABELSST, RSTRING and the named ones: each begins with row, column and format."""
_SST, _CONTINUE, _LABELSST = 0xFC, 0x3C, 0xFD
_BIFF8 = 0x600
_WHITES = {1, 9, 0x41}
_OURSELVES = {b"\x01\x04", b"\x01\x3a"}
"""A book of references that is this workbook, or its add-ins."""


def is_mpp(received: bytes) -> bool:
    """Whether a file of this container is Microsoft Project's."""
    try:
        with olefile.OleFileIO(io.BytesIO(received)) as ole:
            return any(path[0].startswith(("Props", "   1")) for path in ole.listdir()) and not ole.exists("Workbook")
    except _DAMAGES:
        return False


class OldPackage:
    """The records of one xls file."""

    def __init__(self, received: bytes, names: Sequence[str]) -> None:
        """Read its formats and where its sheets begin.

        Args:
            received: The file.
            names: The names of all its sheets in their order.

        Raises:
            WorkbookUnreadable: It is damaged.
        """
        try:
            with olefile.OleFileIO(io.BytesIO(received)) as ole:
                streams = [name for name in ("Workbook", "Book") if ole.exists(name)]
                self._stream: bytes = ole.openstream(streams[0]).read()
                self.has_macros = ole.exists("_VBA_PROJECT_CUR")
            self.has_links = False
            starts: list[int] = []
            self._styles = self._globals(starts)
        except _DAMAGES as error:
            raise WorkbookUnreadable(reason="damaged") from error
        self._starts = dict(zip(names, starts, strict=False))

    def part(self, sheet: str) -> Part | None:
        """The marks of the sheet of that name; None where it has no records.

        Raises:
            WorkbookUnreadable: It is damaged.
        """
        if sheet not in self._starts:
            return None
        found = Collected(self._styles)
        struck: dict[Place, Struck] = {}
        try:
            for kind, body in _records(self._stream, self._starts[sheet]):
                _take(found, kind, body)
                if kind == _LABELSST and (text := self._struck.get(struct.unpack_from("<I", body, 6)[0])):
                    struck[struct.unpack_from("<HH", body)] = text
        except _DAMAGES as error:
            raise WorkbookUnreadable(reason="damaged") from error
        return with_struck_words(found.part(), struck) if struck else found.part()

    def _globals(self, starts: list[int]) -> Mapping[int, Style]:
        formats, is_biff8 = Formats(), True
        raw: list[bytes] = []
        texts: list[bytes] = []
        before = 0
        white = set(_WHITES)
        for kind, body in _records(self._stream, 0):
            if kind == _BOF:
                is_biff8 = struct.unpack_from("<H", body)[0] == _BIFF8
            elif kind == _BOUNDSHEET:
                starts.append(struct.unpack_from("<I", body)[0])
            elif kind == _FONT:
                formats.fonts.append(Font.of(struct.unpack_from("<H", body, 6)[0], body[2]))
            elif kind == _FORMAT:
                number, code = _format(body, is_biff8=is_biff8)
                formats.codes[number] = code
            elif kind == _PALETTE:
                colours = [body[n : n + 3] for n in range(2, len(body) - 3, 4)]
                white = {1, 0x41} | {n for n, colour in enumerate(colours, 8) if colour == b"\xff\xff\xff"}
            elif kind == _XF:
                raw.append(body)
            elif kind == _SST or (kind == _CONTINUE and before == _SST):
                texts.append(body)
            elif kind == _SUPBOOK and body[2:4] not in _OURSELVES:
                self.has_links = True
            before = before if kind == _CONTINUE else kind
        self._struck = struck_strings(texts, formats.fonts)
        formats.cells = [_cell_format(body, formats.fonts, white, is_biff8=is_biff8) for body in raw]
        return formats.styles()


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part of the stream; its inner parts (of charts) are left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _format(body: bytes, *, is_biff8: bool) -> tuple[int, str]:
    """A number format's number and its text."""
    number = struct.unpack_from("<H", body)[0]
    if not is_biff8:
        return number, body[3 : 3 + body[2]].decode("latin-1")
    length, is_wide = struct.unpack_from("<HB", body, 2)
    return number, body[5 : 5 + length * (1 + (is_wide & 1))].decode("utf-16-le" if is_wide & 1 else "latin-1")


def _cell_format(body: bytes, fonts: Sequence[Font], white: set[int], *, is_biff8: bool) -> tuple[Font, bool, int, int]:
    """Font, filled, indent and number format of a cell format; of files older than BIFF8 only font and number format."""
    font, code = struct.unpack_from("<HH", body)
    face = font_of(fonts, font)
    if not is_biff8:
        return face, False, 0, code
    pattern, colour = struct.unpack_from("<I", body, 14)[0] >> 26, struct.unpack_from("<H", body, 18)[0] & 0x7F
    return face, pattern > 0 and not (pattern == 1 and colour in white), body[8] & 0x0F, code


def _take(found: Collected, kind: int, body: bytes) -> None:
    if kind in _CELLS:
        row, column, format_ = struct.unpack_from("<HHH", body)
        found.cell(row, column, format_, is_blank=kind == _BLANK)
        if kind == _BOOLERR and body[7]:
            found.errors[row, column] = ERRORS.get(body[6], "#?")
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            found.errors[row, column] = ERRORS.get(body[8], "#?")
    elif kind in (_MULBLANK, _MULRK):
        row, column = struct.unpack_from("<HH", body)
        step = 2 if kind == _MULBLANK else 6
        for n, at in enumerate(range(4, len(body) - 2, step)):
            found.cell(row, column + n, struct.unpack_from("<H", body, at)[0], is_blank=kind == _MULBLANK)
    elif kind == _ROW and body[12] & 0x20:
        found.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLINFO and body[8] & 1:
        found.hide_columns(*struct.unpack_from("<HH", body))
    elif kind == _MERGES:
        for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + 8 * struct.unpack_from("<H", body)[0]]):
            found.merge(Merge(top, left, bottom, right))
