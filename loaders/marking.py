"""The sender's own workbook with remarks on its cells: coloured by severity, each with a comment.

The package's parts are changed in place, never written anew: formulas keep their stored values, and pictures, shapes,
charts and macros stay as they are, which a library that loads and saves the workbook would lose.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.comments import NO_COMMENTS, NO_SHAPES, commented
from loaders.elements import Edit, Element, ascii_xml, edited, elements
from loaders.grid import Merge, Place, address, place_of
from loaders.ooxml import Package
from loaders.parts import Parts
from loaders.shading import Shading
from schedule import Severity
from schedule.errors import WorkbookUnmarkable

MOST_COMMENTS = 5_000
"""More on one sheet would make it too slow to open; the worst come first."""
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_SEVERITIES = tuple(Severity)
_AFTER_COMMENTS = {
    "legacyDrawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems", "tableParts", "extLst",
}  # fmt: skip
"""Elements of a worksheet that follow the one that names its comments' shapes."""
_TYPES, _STYLES = "[Content_Types].xml", "xl/styles.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said at one cell."""

    sheet: str
    cell: str
    text: str
    severity: Severity | None = None
    """The cell's colour; None leaves it as it is."""


@dataclass
class _Said:
    """All that is said at one place."""

    texts: list[str]
    severity: Severity | None


def is_markable(received: bytes) -> bool:
    """Whether the bytes are a workbook that can be marked and filled in: xlsx or xlsm."""
    try:
        with zipfile.ZipFile(io.BytesIO(received)) as archive:
            return {_TYPES, "xl/workbook.xml"} <= set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def marked(received: bytes, remarks: Iterable[Remark], names: Sequence[str]) -> bytes:
    """The workbook with every remark on its cell; what an earlier marking left is taken off first.

    Only colours and comments are added: no cell's content changes, and a text in a comment is never computed. Cells keep
    the rest of their formatting, comments of others are kept and extended. It reads back to the same rows and findings.

    Args:
        received: A workbook that was read: xlsx or xlsm.
        remarks: What to say, where. A cell inside a merged range is marked at the range's first cell.
        names: Who says it; then the other names under which it was said before.

    Raises:
        WorkbookUnmarkable: It is of another kind.
        WorkbookUnreadable: A part of it is damaged.
    """
    if not is_markable(received):
        raise WorkbookUnmarkable()
    with zipfile.ZipFile(io.BytesIO(received)) as archive:
        package, parts = Package(archive), Parts(archive)
        shading = Shading(parts.read(_STYLES))
        wanted = sorted(remarks, key=lambda r: _SEVERITIES.index(r.severity) if r.severity else len(_SEVERITIES))
        for name, path in package.sheets.items():
            if path not in parts.names:
                continue
            here = [r for r in wanted if r.sheet == name and _ADDRESS.fullmatch(r.cell)]
            part = package.part(name) if here else None
            said = _gathered(here, part.merges if part else ())
            sheet = _Sheet(parts, path, said)
            if here or shading.marked or sheet.has_comments:
                sheet.mark(shading, names)
        if parts.read(_STYLES):
            parts.change(_STYLES, shading.written())
        return parts.packed()


def _gathered(remarks: Sequence[Remark], merges: Sequence[Merge]) -> dict[Place, _Said]:
    """What is said by place, worst first; inside a merged range, at its first cell."""
    said: dict[Place, _Said] = {}
    for remark in remarks:
        row, column = place_of(remark.cell)
        around = (m for m in merges if m.top <= row <= m.bottom and m.left <= column <= m.right)
        merge = next(around, None)
        at = said.setdefault((merge.top, merge.left) if merge else (row, column), _Said([], remark.severity))
        if remark.text not in at.texts:
            at.texts.append(remark.text)
    return said


class _Sheet:
    """One worksheet with what is said on it."""

    def __init__(self, parts: Parts, path: str, said: Mapping[Place, _Said]) -> None:
        self._parts = parts
        self._path = path
        self._said = said
        folder, name = posixpath.split(path)
        self._folder, self._relations_path = folder, f"{folder}/_rels/{name}.rels"

    @property
    def has_comments(self) -> bool:
        """Whether anybody left a comment on it."""
        return self._comments_relation() is not None

    def mark(self, shading: Shading, names: Sequence[str]) -> None:
        """Colour its cells, then add its comments."""
        walk = _Walk({row for row, _ in self._said}, shading.marked)
        content = self._parts.read(self._path)
        found = elements(content, walk.is_wanted)
        edits = self._colours([e for e in found if e.tag in ("row", "c")], walk.places, shading)
        edits += self._comments([e for e in found if e.parent in ("", "worksheet")], content, names)
        self._parts.change(self._path, edited(content, edits))

    def _colours(self, found: list[Element], places: list[Place], shading: Shading) -> list[Edit]:
        edits: list[Edit] = []
        cells: dict[int, dict[int, Element]] = {}
        rows: dict[int, Element] = {}
        missing: dict[int, list[int]] = {}
        for e, (row, column) in zip(found, places, strict=True):
            if e.tag == "row":
                rows[row] = e
                continue
            cells.setdefault(row, {})[column] = e
            old = int(e.attributes.get("s", "0"))
            new = self._format(shading, (row, column), old)
            if new != old:
                edits.append((e.start, e.inside, e.opened(s=str(new))))
        for row, column in sorted(self._said):
            if row in rows and column not in cells.setdefault(row, {}):
                missing.setdefault(row, []).append(column)
        for row, columns in missing.items():
            edits += self._missing(rows[row], (row, columns), cells[row], shading)
        return edits

    def _format(self, shading: Shading, place: Place, old: int) -> int:
        said, plain = self._said.get(place), shading.plain(old)
        return shading.coloured(plain, said.severity) if said and said.severity else plain

    def _missing(
        self, row: Element, places: tuple[int, list[int]], cells: Mapping[int, Element], shading: Shading
    ) -> list[Edit]:
        """Cells that a row does not hold yet, each in its place; `places` is the row's number and their columns."""
        edits: list[Edit] = []
        number, columns = places
        last = b""
        own = int(row.attributes.get("s", "0")) if row.attributes.get("customFormat") in ("1", "true") else 0
        for column in columns:
            style = self._format(shading, (number, column), own)
            new = ascii_xml(f'<{row.prefix}c r="{address(number, column)}" s="{style}"/>')
            following = [e for c, e in sorted(cells.items()) if c > column]
            if following:
                edits.append((following[0].start, following[0].start, new))
            else:
                last += new
        return [*edits, row.appended(last)] if last else edits

    def _comments(self, frame: list[Element], content: bytes, names: Sequence[str]) -> list[Edit]:
        """Write the comments' parts; the change that names them in the worksheet, where it does not yet."""
        told = {place: "\n\n".join(said.texts) for place, said in list(self._said.items())[:MOST_COMMENTS]}
        legacy = next((e for e in frame if e.tag == "legacyDrawing"), None)
        comments = self._comments_relation()
        if not told and not comments:
            return []
        named = _identity(legacy) if legacy else ""
        drawing = next((a for a in self._relations() if named and a.get("Id") == named), None)
        comments_path, shapes_path = self._target(comments), self._target(drawing)
        made = commented(
            self._parts.read(comments_path) or NO_COMMENTS, self._parts.read(shapes_path) or NO_SHAPES, told, names
        )
        comments_path = comments_path or self._new("xl/commentsMarked{}.xml", "comments", made[0])
        edits: list[Edit] = []
        if not shapes_path:
            shapes_path = self._new("xl/drawings/vmlDrawingMarked{}.vml", "vmlDrawing", made[1])
            edits.append(self._named(frame, legacy, shapes_path))
        self._parts.change(comments_path, made[0])
        self._parts.change(shapes_path, made[1])
        return edits

    def _relations(self) -> list[Mapping[str, str]]:
        content = self._parts.read(self._relations_path)
        return [e.attributes for e in elements(content, lambda tag, _: tag == "Relationship")] if content else []

    def _comments_relation(self) -> Mapping[str, str] | None:
        return next((a for a in self._relations() if a.get("Type", "").endswith("/comments")), None)

    def _target(self, relation: Mapping[str, str] | None) -> str:
        """The path of a part that a relation names; "" where there is none."""
        target = relation.get("Target", "") if relation else ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{self._folder}/{target}")
        return path if target and path in self._parts.names else ""

    def _new(self, pattern: str, kind: str, content: bytes) -> str:
        """Put a new part into the package, known to the worksheet and by its type."""
        path = self._parts.free(pattern)
        self._parts.change(path, content)
        relations = self._parts.read(self._relations_path) or _NO_RELATIONS
        root = elements(relations, lambda tag, _: tag == "Relationships")[0]
        relation = f'<{root.prefix}Relationship Id="{_identifier(path)}" Type="{_RELATIONS}/{kind}" Target="/{path}"/>'
        self._parts.change(self._relations_path, edited(relations, [root.appended(ascii_xml(relation))]))
        types = self._parts.read(_TYPES)
        root = elements(types, lambda tag, _: tag == "Types")[0]
        kind = _COMMENTS_TYPE if kind == "comments" else _SHAPES_TYPE
        told = f'<{root.prefix}Override PartName="/{path}" ContentType="{kind}"/>'
        self._parts.change(_TYPES, edited(types, [root.appended(ascii_xml(told))]))
        return path

    def _named(self, frame: list[Element], legacy: Element | None, path: str) -> Edit:
        """The element that names the shapes' part, where the order of a worksheet's elements has its place."""
        root = frame[0]
        element = f'<{root.prefix}legacyDrawing xmlns:marked="{_RELATIONS}" marked:id="{_identifier(path)}"/>'
        if legacy:
            return legacy.start, legacy.after, ascii_xml(element)
        following = next((e for e in frame if e.tag in _AFTER_COMMENTS), None)
        at = following.start if following else root.end
        return at, at, ascii_xml(element)


def _identity(element: Element) -> str:
    """The relation that an element names."""
    return next((value for name, value in element.attributes.items() if name.rpartition(":")[2] == "id"), "")


def _identifier(path: str) -> str:
    return posixpath.basename(path).partition(".")[0]


class _Walk:
    """Which elements of a worksheet are wanted, and where its rows and cells stand."""

    def __init__(self, rows: set[int], formats: set[int]) -> None:
        self._rows = rows
        self._formats = {str(number) for number in formats}
        self._row = self._column = -1
        self.places: list[Place] = []
        """Of each wanted row (column -1) and cell, in their order."""

    def is_wanted(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Rows and cells that are to change, and what frames them."""
        if tag == "c":
            self._column = place_of(attributes["r"])[1] if "r" in attributes else self._column + 1
            is_wanted = self._row in self._rows or attributes.get("s") in self._formats
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            is_wanted = self._row in self._rows
        else:
            return tag in ("worksheet", "legacyDrawing") or tag in _AFTER_COMMENTS
        if is_wanted:
            self.places.append((self._row, self._column))
        return is_wanted
