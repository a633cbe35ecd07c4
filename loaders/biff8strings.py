"""The shared texts of an old Excel file (xls) in which words are struck through.

Layout: Microsoft, [MS-XLS] 2.4.265 SST and 2.5.293 XLUnicodeRichExtendedString.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise

from loaders.records import Font
from loaders.richtext import Struck, struck_text

_WIDE, _HAS_MORE, _HAS_RUNS = 0x01, 0x04, 0x08


def struck_strings(records: Sequence[bytes], fonts: Sequence[Font]) -> dict[int, Struck]:
    """Those texts that have words struck through, by their numbers.

    Args:
        records: The record of the texts and those that go on it.
        fonts: The workbook's fonts.

    Returns:
        None but those before the first damage: whether a file is whole is found out where its texts are read.
    """
    found: dict[int, Struck] = {}
    if not records or not any(font.is_struck for font in fonts):
        return found
    reader = _Reader(records)
    try:
        for number in range(struct.unpack("<II", reader.take(8))[1]):
            if text := _text(reader, fonts):
                found[number] = text
    except (IndexError, struct.error):
        return found
    return found


def font_of(fonts: Sequence[Font], number: int) -> Font:
    """A font by the number that formats and texts have for it: none has the number 4."""
    number -= number > 3
    return fonts[number] if number < len(fonts) else Font()


def _text(reader: "_Reader", fonts: Sequence[Font]) -> Struck | None:
    length, flags = struct.unpack("<HB", reader.take(3))
    runs = struct.unpack("<H", reader.take(2))[0] if flags & _HAS_RUNS else 0
    more = struct.unpack("<I", reader.take(4))[0] if flags & _HAS_MORE else 0
    letters = reader.letters(length, is_wide=bool(flags & _WIDE))
    begins = list(struct.iter_unpack("<HH", reader.take(4 * runs)))
    reader.take(more)
    said = {True: "", False: ""}
    fonts_of_runs = [
        Font(),
        *(font_of(fonts, font) for _, font in begins),
    ]  # what stands before the first run has the cell's font
    edges = [0, *(first for first, _ in begins), length]
    for font, (first, upto) in zip(fonts_of_runs, pairwise(edges), strict=True):
        said[font.is_struck] += letters[2 * first : 2 * upto].decode("utf-16-le", "replace")
    return struck_text(said[False], said[True])


class _Reader:
    """Reads on over the ends of records; letters that go on in the next one have their width said again."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = records
        self._record = self._at = 0

    def take(self, size: int) -> bytes:
        """So many bytes."""
        taken = b""
        while len(taken) < size:
            if self._at >= len(self._records[self._record]):
                self._record, self._at = self._record + 1, 0
            more = self._records[self._record][self._at : self._at + size - len(taken)]
            taken, self._at = taken + more, self._at + len(more)
        return taken

    def letters(self, count: int, *, is_wide: bool) -> bytes:
        """So many letters in UTF-16, however they are written."""
        told = b""
        while len(told) < 2 * count:
            if self._at >= len(self._records[self._record]):
                self._record, self._at = self._record + 1, 1
                is_wide = bool(self._records[self._record][0] & _WIDE)
            left = count - len(told) // 2
            here = self._records[self._record][self._at : self._at + left * (1 + is_wide)]
            told += here if is_wide else here.decode("latin-1").encode("utf-16-le")
            self._at += len(here)
        return told
