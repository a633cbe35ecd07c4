"""Texts put into the sender's own workbook, cell by cell: everything else stays as it is, byte for byte."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.elements import Edit, Element, ascii_xml, edited, elements, xml_text
from loaders.grid import Place, address, place_of
from loaders.marking import is_markable
from loaders.ooxml import Package
from loaders.parts import Parts
from schedule.errors import WorkbookUnmarkable, WorkbookUnreadable


@dataclass(frozen=True)
class NewColumn:
    """A column that the table has not yet: its heading and its texts by Excel row number."""

    heading: str
    heading_row: int
    texts: Mapping[int, str] = field(default_factory=dict)


def filled(received: bytes, sheet: str, texts: Mapping[str, str], columns: tuple[NewColumn, ...] = ()) -> bytes:
    """The workbook with texts in some of its cells, each with the cell's own format.

    Args:
        received: A workbook that was read: xlsx or xlsm.
        sheet: The sheet to fill in.
        texts: A1 address -> what is to stand there.
        columns: Columns to put behind the table's last.

    Raises:
        WorkbookUnmarkable: It is of another kind.
        WorkbookUnreadable: The sheet or one of the rows is not there, or a part is damaged.
    """
    if not is_markable(received):
        raise WorkbookUnmarkable()
    with zipfile.ZipFile(io.BytesIO(received)) as archive:
        parts, path = Parts(archive), Package(archive).sheets.get(sheet, "")
        content = parts.read(path)
        if not content:
            raise WorkbookUnreadable(reason="damaged")
        rows = {place_of(cell)[0] for cell in texts}
        rows |= {number - 1 for column in columns for number in (column.heading_row, *column.texts)}
        walk = _Walk(rows)
        found = elements(content, walk.is_wanted)
        wanted = {place_of(cell): text for cell, text in texts.items()}
        for n, column in enumerate(columns, walk.last_column + 1):
            wanted |= {(column.heading_row - 1, n): column.heading}
            wanted |= {(number - 1, n): text for number, text in column.texts.items()}
        parts.change(path, edited(content, _edits(found, walk.places, wanted)))
        return parts.packed()


def _edits(found: list[Element], places: list[Place], wanted: Mapping[Place, str]) -> list[Edit]:
    rows = {row: e for e, (row, column) in zip(found, places, strict=True) if column < 0}
    cells: dict[int, dict[int, Element]] = {row: {} for row in rows}
    for e, (row, column) in zip(found, places, strict=True):
        if column >= 0:
            cells[row][column] = e
    edits: list[Edit] = []
    appended: dict[int, bytes] = {}
    for (row, column), text in sorted(wanted.items()):
        if row not in rows:
            raise WorkbookUnreadable(reason="damaged")
        there = cells[row]
        if column in there:
            edits.append((there[column].start, there[column].after, _cell(there[column], row, column, text)))
            continue
        before = [e for c, e in sorted(there.items()) if c < column]
        new = _cell(before[-1] if before else rows[row], row, column, text)
        after = next((e for c, e in sorted(there.items()) if c > column), None)
        if after:
            edits.append((after.start, after.start, new))
        else:
            appended[row] = appended.get(row, b"") + new
    return [*edits, *(rows[row].appended(new) for row, new in appended.items())]


def _cell(like: Element, row: int, column: int, text: str) -> bytes:
    """A cell of text in the format of another, or of none where there is only its row."""
    style = f' s="{like.attributes["s"]}"' if like.tag == "c" and "s" in like.attributes else ""
    p = like.prefix
    told = f'<{p}is><{p}t xml:space="preserve">{xml_text(text)}</{p}t></{p}is>'
    return ascii_xml(f'<{p}c r="{address(row, column)}"{style} t="inlineStr">{told}</{p}c>')


class _Walk:
    """The rows to be filled in with their cells, and the last column that any row uses."""

    def __init__(self, rows: set[int]) -> None:
        self._rows = rows
        self._row = self._column = -1
        self.last_column = -1
        self.places: list[Place] = []
        """Of each wanted row (column -1) and cell, in their order."""

    def is_wanted(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Rows and cells of the wanted rows."""
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif tag == "c":
            self._column = place_of(attributes["r"])[1] if "r" in attributes else self._column + 1
            self.last_column = max(self.last_column, self._column)
        else:
            return False
        if self._row in self._rows:
            self.places.append((self._row, self._column if tag == "c" else -1))
            return True
        return False
