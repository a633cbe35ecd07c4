"""The parts of an xlsx package beside its cells: the list of its sheets, its styles, macros and links."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from functools import cached_property

from loaders.numberformats import is_percent, precision
from loaders.richtext import Struck, is_on, struck_cells, struck_strings, with_struck_words
from loaders.shading import NO_COLOUR, is_shade
from loaders.sheetxml import Part, Style, parse, scan


class Package:
    """The parts of one xlsx package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the list of sheets and the styles.

        Raises:
            WorkbookUnreadable: A part is damaged, or declares entities of its own.
        """
        self.archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self.sheets = self._sheet_parts()
        self._styles = self._read_styles()

    @property
    def has_macros(self) -> bool:
        """Whether the package carries macros; they are never run."""
        return any(name.endswith("vbaproject.bin") for name in self._names)

    @property
    def has_links(self) -> bool:
        """Whether formulas refer to other workbooks; they are never followed."""
        return any("/externallinks/" in name for name in self._names)

    def path(self, sheet: str) -> str | None:
        """The path of the worksheet of that name; None where the package has no part for it."""
        return self._names.get(self.sheets.get(sheet, "").lower())

    def part(self, sheet: str, once_measured: Callable[[str, bytes], object] | None = None) -> Part | None:
        """The worksheet of that name, as `scan` reads it; None where the package has no worksheet part for it."""
        path = self.path(sheet)
        if not path:
            return None
        part = scan(self.archive, path, self._styles, once_measured)
        if not part.may_be_struck and not self._struck_strings:
            return part
        return with_struck_words(part, struck_cells(self.archive, path, self._struck_strings))

    @cached_property
    def _struck_strings(self) -> Mapping[int, Struck]:
        path = next((full for name, full in self._names.items() if name.endswith("/sharedstrings.xml")), "")
        return struck_strings(self.archive, path) if path else {}

    def _sheet_parts(self) -> dict[str, str]:
        usual = "xl/workbook.xml"
        workbook = min(
            (n for n in self._names if n.endswith("/workbook.xml")), key=lambda n: (n != usual, n), default=""
        )
        if not workbook:
            return {}
        targets: dict[str, str] = {}
        folder, name = posixpath.split(workbook)
        relations = f"{folder}/_rels/{name}.rels"
        if relations in self._names:
            parse(
                self.archive,
                self._names[relations],
                lambda tag, a: targets.update(_target(folder, a)) if "Id" in a else None,
            )
        found: dict[str, str] = {}

        def sheet(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id") or k == "id"), "")
                found.setdefault(attributes.get("name", ""), targets.get(relation, ""))

        parse(self.archive, self._names[workbook], sheet)
        return found

    def _read_styles(self) -> dict[int, Style]:
        path = next((full for name, full in self._names.items() if name.endswith("xl/styles.xml")), "")
        if not path:
            return {}
        reader = _Styles()
        parse(self.archive, path, reader.start, reader.end)
        return {number: style for number, style in enumerate(reader.styles()) if not style.is_plain}


def _target(folder: str, attributes: Mapping[str, str]) -> dict[str, str]:
    target = attributes.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return {attributes["Id"]: path}


def _is_white(colour: Mapping[str, str]) -> bool:
    white = colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("theme") == "0"
    return white and not colour.get("tint")


class _Styles:
    """Collects fonts, fills and formats, then the cell styles made of them."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._formats: dict[int, str] = {}
        self._bold: list[bool] = []
        self._struck: list[bool] = []
        self._fills: list[bool] = []
        self._cells: list[list[int]] = []
        self._is_marked = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        within = self._inside[-2] if len(self._inside) > 1 else ""
        if tag == "numFmt" and within == "numFmts":
            self._formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "font" and within == "fonts":
            self._bold.append(False)
            self._struck.append(False)
        elif tag in ("b", "strike") and within == "font" and "fonts" in self._inside:
            (self._bold if tag == "b" else self._struck)[-1] = is_on(attributes)
        elif tag == "fill" and within == "fills":
            self._fills.append(False)
            self._is_marked = False
        elif tag == "patternFill" and within == "fill" and self._fills:
            self._fills[-1] = attributes.get("patternType", "none") not in ("none", "gray125")
        elif tag == "fgColor" and within == "patternFill" and self._fills:
            self._is_marked = is_shade(attributes)
            self._fills[-1] = self._fills[-1] and not _is_white(attributes)
        elif tag == "bgColor" and within == "patternFill" and self._fills and self._is_marked:
            self._fills[-1] = attributes != NO_COLOUR and not _is_white(attributes)
        elif tag == "xf" and within == "cellXfs":
            self._cells.append([int(attributes.get(name, "0")) for name in ("fontId", "fillId", "numFmtId")] + [0])
        elif tag == "alignment" and within == "xf" and "cellXfs" in self._inside:
            self._cells[-1][3] = int(attributes.get("indent", "0") or 0)

    def end(self, tag: str) -> None:
        self._inside.pop()

    def styles(self) -> list[Style]:
        def known(flags: list[bool], number: int) -> bool:
            return number < len(flags) and flags[number]

        return [
            Style(
                known(self._bold, font),
                known(self._fills, fill),
                indent,
                precision(number, self._formats),
                is_percent(number, self._formats),
                known(self._struck, font),
            )
            for font, fill, number, indent in self._cells
        ]
