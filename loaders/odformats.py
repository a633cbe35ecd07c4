"""The formats of an OpenDocument spreadsheet: which cells are bold, filled, indented, and how fine their dates are shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.sheetxml import Style

PLAIN = Style(is_bold=False, is_filled=False, indent=0, precision="", is_percent=False)
_FAMILIES = ("table", "table-cell", "text")
_OF_LETTERS = "text "
_MOST_PARENTS = 20
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt)")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0}
_STEP = 10.0
"""Points of one step of indentation."""
_BOLD = ("bold", "600", "700", "800", "900")
_LINES = ("style:text-line-through-style", "style:text-line-through-type")
_UNFILLED = ("", "transparent", "#ffffff")
_PARTS = ("year", "month", "day", "hours", "quarter", "week-of-year")


@dataclass
class _Format:
    """What one format says itself; None where its parent decides."""

    parent: str = ""
    dates: str | None = None
    """Name of its format of dates and numbers."""
    is_bold: bool | None = None
    is_filled: bool | None = None
    indent: int | None = None
    is_struck: bool | None = None
    is_hidden: bool = False
    """Of a sheet's format."""


class Formats:
    """Collects the formats, then tells what each one means for a cell."""

    def __init__(self) -> None:
        self._formats: dict[str, _Format] = {}
        self._date_parts: dict[str, set[str]] = {}
        self._open: _Format | None = None
        self._dates: set[str] | None = None
        self._known: dict[str, Style | None] = {}

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """Take an element's start."""
        if tag == "style" and (family := said.get("style:family")) in _FAMILIES:
            # a format of letters may have the name of a cell's
            name = said.get("style:name", "") if family != "text" else f"{_OF_LETTERS}{said.get('style:name', '')}"
            self._open = self._formats[name] = _Format(
                said.get("style:parent-style-name", ""), said.get("style:data-style-name")
            )
        elif tag == "date-style":
            self._dates = self._date_parts[said.get("style:name", "")] = set()
        elif self._dates is not None and tag in _PARTS:
            self._dates.add(tag)
        elif self._open:
            self._property(self._open, tag, said)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if tag == "style":
            self._open = None
        elif tag == "date-style":
            self._dates = None

    @staticmethod
    def _property(format_: _Format, tag: str, said: Mapping[str, str]) -> None:
        if tag == "text-properties":
            format_.is_bold = said["fo:font-weight"] in _BOLD if "fo:font-weight" in said else None
            lines = [said[name] for name in _LINES if name in said]
            format_.is_struck = any(line != "none" for line in lines) if lines else None
        elif tag == "table-cell-properties" and "fo:background-color" in said:
            format_.is_filled = said["fo:background-color"].lower() not in _UNFILLED
        elif tag == "paragraph-properties" and (found := _LENGTH.fullmatch(said.get("fo:margin-left", ""))):
            format_.indent = round(float(found[1]) * _POINTS[found[2]] / _STEP)
        elif tag == "table-properties":
            format_.is_hidden = said.get("table:display") == "false"

    def is_hidden(self, name: str) -> bool:
        """Whether a sheet of this format is hidden."""
        return name in self._formats and self._formats[name].is_hidden

    def is_struck(self, name: str) -> bool:
        """Whether letters of this format are struck through."""
        format_ = self._formats.get(f"{_OF_LETTERS}{name}")
        return bool(format_ and format_.is_struck)

    def style(self, name: str) -> Style | None:
        """What the format says of a cell; None where it says nothing."""
        if name not in self._known:
            made = self._made(name)
            self._known[name] = None if made.is_plain else made
        return self._known[name]

    def _made(self, name: str) -> Style:
        line: list[_Format] = []
        while name in self._formats and len(line) < _MOST_PARENTS:
            line.append(self._formats[name])
            name = line[-1].parent
        parts = self._date_parts.get(next((f.dates for f in line if f.dates), ""), set())
        return Style(
            is_bold=next((f.is_bold for f in line if f.is_bold is not None), False),
            is_filled=next((f.is_filled for f in line if f.is_filled is not None), False),
            indent=next((f.indent for f in line if f.indent is not None), 0),
            precision={frozenset({"year", "month"}): "month", frozenset({"year"}): "year"}.get(frozenset(parts), ""),
            is_percent=False,
            is_struck=next((f.is_struck for f in line if f.is_struck is not None), False),
        )
