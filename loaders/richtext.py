"""Words struck through within a text: what is left is the text, and what was struck is told; the parts of an xlsx that have them."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from loaders.grid import Place, place_of
from loaders.sheetxml import DAMAGES, STRIKE, Part, feed, parse
from schedule.errors import WorkbookUnreadable


class Struck(NamedTuple):
    """A text of which some words are struck through."""

    left: str
    """The others; "" where all are struck."""
    words: str


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a property of a font holds: `<strike/>`, but not `<strike val="0"/>`."""
    return attributes.get("val", "1") not in ("0", "false")


def struck_strings(archive: zipfile.ZipFile, path: str) -> dict[int, Struck]:
    """Those of a workbook's shared texts that have words struck through, by their numbers; mostly none, at a glance.

    Raises:
        WorkbookUnreadable: The part is damaged, or declares a document type.
    """
    try:
        if STRIKE not in archive.read(path):
            return {}
    except DAMAGES as error:
        raise WorkbookUnreadable(reason="damaged") from error
    reader = _Runs("si")
    parse(archive, path, reader.start, reader.end, reader.prepare)
    return {number: text for number, text in enumerate(reader.texts) if text}


def struck_cells(archive: zipfile.ZipFile, path: str, strings: Mapping[int, Struck]) -> dict[Place, Struck]:
    """The cells of a sheet in which words are struck through, in texts of their own or in the shared `strings`.

    Raises:
        WorkbookUnreadable: The part is damaged, or declares a document type.
    """
    try:
        content = archive.read(path)
    except DAMAGES as error:
        raise WorkbookUnreadable(reason="damaged") from error
    reader = _Cells(strings)
    feed(io.BytesIO(_only_struck(content, strings)), reader.start, reader.end, reader.prepare)
    return reader.found


_UNPLACED = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z])')
_SHARED = re.compile(rb'<c r="[A-Z]+\d+"[^>]* t="s"[^>]*><v>(\d+)</v></c>')


def _only_struck(content: bytes, strings: Mapping[int, Struck]) -> bytes:
    """The cells that may have words struck through as a small part of their own; all of it where it is not written as usual."""
    if b"<sheetData>" not in content or _UNPLACED.search(content):
        return content
    cells = {found.span() for found in _SHARED.finditer(content) if int(found[1]) in strings} if strings else set()
    at = content.find(STRIKE)
    while at >= 0:
        start, end = content.rfind(b'<c r="', 0, at), content.find(b"</c>", at)
        if 0 <= start < end:
            cells.add((start, end + len(b"</c>")))
        at = content.find(STRIKE, max(at + 1, end))
    return b"<cells>" + b"".join(content[start:end] for start, end in sorted(cells)) + b"</cells>"


def with_struck_words(part: Part, cells: Mapping[Place, Struck]) -> Part:
    """The sheet's part with these cells among its marks, and with what is left of their texts."""
    partly = {place: text for place, text in cells.items() if text.left}
    marks = replace(
        part.marks,
        struck=(part.marks.struck | cells.keys()) - partly.keys(),
        struck_words={place: text.words for place, text in partly.items()},
    )
    return replace(part, marks=marks, left={place: text.left for place, text in partly.items()})


class _Runs:
    """Collects texts run by run; None for a text in which nothing is struck."""

    def __init__(self, whole: str) -> None:
        """`whole` is the element of a whole text: `si` among the shared ones, `is` in a cell."""
        self.texts: list[Struck | None] = []
        self._whole = whole
        self._parser: Any = None
        self._left: list[str] = []
        self._words: list[str] = []
        self._is_struck = self._is_phonetic = False

    def prepare(self, parser: Any) -> None:
        """Keep the parser, to listen to letters only within texts."""
        self._parser = parser

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == self._whole:
            self._left, self._words = [], []
        elif tag == "r":
            self._is_struck = False
        elif tag == "strike":
            self._is_struck = is_on(attributes)
        elif tag == "rPh":
            self._is_phonetic = True
        elif tag == "t" and not self._is_phonetic:
            self._parser.CharacterDataHandler = (self._words if self._is_struck else self._left).append

    def end(self, tag: str) -> None:
        if tag == "t":
            self._parser.CharacterDataHandler = None
        elif tag in ("r", "rPh"):
            self._is_struck = self._is_phonetic = False
        elif tag == self._whole:
            self.texts.append(struck_text("".join(self._left), "".join(self._words)))


def struck_text(left: str, words: str) -> Struck | None:
    """A text of words that are struck through and of others; None where there are none of the first."""
    if not words.strip():
        return None
    return Struck(left.strip() if any(letter.isalnum() for letter in left) else "", words.strip())


class _Cells(_Runs):
    """Finds the cells in which words are struck through."""

    def __init__(self, strings: Mapping[int, Struck]) -> None:
        super().__init__("is")
        self.found: dict[Place, Struck] = {}
        self._strings = strings
        self._place: Place = (-1, -1)
        self._is_shared = False
        self._number: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        if tag == "row":
            self._place = (int(attributes["r"]) - 1 if "r" in attributes else self._place[0] + 1, -1)
        elif tag == "c":
            row, column = self._place
            self._place = place_of(attributes["r"]) if "r" in attributes else (row, column + 1)
            self._is_shared, self._number = attributes.get("t") == "s", []
        elif tag == "v" and self._is_shared:
            self._parser.CharacterDataHandler = self._number.append

    def end(self, tag: str) -> None:
        super().end(tag)
        text = None
        if tag == "v":
            self._parser.CharacterDataHandler = None
        elif tag == "is":
            text = self.texts.pop()
        elif tag == "c" and self._is_shared:
            text = self._strings.get(int("".join(self._number) or -1))
        if text:
            self.found[self._place] = text
