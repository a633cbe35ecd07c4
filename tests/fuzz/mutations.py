"""Ways to damage a workbook, each with what must still hold for its reading."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.fuzz.edits import declared, edited, torn
from tests.samples.kit import saved

Parts = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Mutant:
    """A damaged workbook and what its reading owes."""

    content: bytes
    keeps: str = ""
    """`always`: the rows of the undamaged one; `or-refuses`: those rows or none."""
    lost: str = ""
    """The address of the one date whose text can no longer be read as a day."""


def opened(content: bytes) -> Parts:
    """The parts of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(member.filename, archive.read(member)) for member in archive.infolist()]


def closed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of parts, which may share a name."""
    stream = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 4)), part, method)
    return stream.getvalue()


def mutant(random: Random, content: bytes, dates: list[str]) -> tuple[str, Mutant]:
    """One mutation of a workbook, and its name.

    Args:
        random: Decides everything.
        content: The undamaged workbook.
        dates: Addresses of the cells that it was read dates from.
    """
    known = MUTATIONS if content.startswith(b"PK\3\4") else _OF_BYTES
    for mutate in random.sample(known, len(known)):
        made = mutate(random, content, dates)
        if made:
            return mutate.__name__.strip("_").replace("_", "-"), made
    raise ValueError("no mutation applies")


def _bytes_flipped(random: Random, content: bytes, dates: list[str]) -> Mutant:
    damaged = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 100))):
        damaged[random.randrange(len(damaged))] ^= random.randrange(1, 256)
    return Mutant(bytes(damaged), _if_packed(content))


def _cut_off(random: Random, content: bytes, dates: list[str]) -> Mutant:
    first, last = sorted(random.choice((0, len(content), random.randrange(len(content)))) for _ in range(2))
    return Mutant(content[first:last], _if_packed(content))


def _chunk_moved(random: Random, content: bytes, dates: list[str]) -> Mutant:
    return Mutant(torn(random, content), _if_packed(content))


def _if_packed(content: bytes) -> str:
    """Every part of a package is under a check sum: what is read at all is read as it was."""
    return "or-refuses" if content.startswith(b"PK") else ""


def _packed_otherwise(random: Random, content: bytes, dates: list[str]) -> Mutant:
    """Stored or packed, in another order, with a part that nobody knows."""
    parts = opened(content)
    random.shuffle(parts)
    if random.random() < 0.5:
        parts.insert(random.randrange(len(parts)), (f"custom/{random.random()}.bin", random.randbytes(300)))
    method = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    return Mutant(closed(parts, method), "always")


def _as_excel_writes(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """With the XML declaration that openpyxl leaves out: such a sheet is read in another way."""
    made = [(name, declared(part) if _is_sheet(name) else part) for name, part in opened(content)]
    return Mutant(closed(made), "always")


def _sheet_added(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """One more, empty sheet, at the end."""
    parts = dict(opened(content))
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if b"</sheets>" not in parts.get(book, b"") or b"</Relationships>" not in parts.get(links, b""):
        return None
    if b"xmlns:r=" not in parts[book]:
        return None
    sheet = b'<sheet name="Added" sheetId="900" r:id="rId900"/></sheets>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    link = f'<Relationship Id="rId900" Type="{kind}" Target="worksheets/added.xml"/></Relationships>'.encode()
    parts[book] = parts[book].replace(b"</sheets>", sheet)
    parts[links] = parts[links].replace(b"</Relationships>", link)
    parts["xl/worksheets/added.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    )
    return Mutant(closed(list(parts.items())), "always")


def _part_damaged(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """A part left out, doubled with other content, renamed, emptied or made noise."""
    parts = opened(content)
    at = random.randrange(len(parts))
    name, part = parts[at]
    parts[at : at + 1] = random.choice(
        (
            [],
            [(name, part), (name, edited(random, part))],
            [(name.upper(), part)],
            [(f"{name}x", part)],
            [(random.choice(parts)[0], part)],
            [(name, b"")],
            [(name, random.randbytes(len(part)))],
            [(name, part[: random.randrange(len(part) + 1)])],
            [(name, part.replace(b"UTF-8", random.choice((b"UTF-16", b"x-none", b"latin1"))))],
        )
    )
    return Mutant(closed(parts)) if parts else None


def _is_sheet(name: str) -> bool:
    return ("worksheets/" in name and name.endswith(".xml")) or name == "content.xml"


def _xml_edited(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """One to three edits, mostly in a sheet."""
    parts = opened(content)
    sheets = [n for n, (name, _) in enumerate(parts) if _is_sheet(name)]
    written = [n for n, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    if not written:
        return None
    is_declared = random.random() < 0.5
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        at = random.choice(sheets if sheets and random.random() < 0.7 else written)
        name, part = parts[at]
        parts[at] = (name, edited(random, declared(part) if is_declared else part))
    return Mutant(closed(parts))


_UNREADABLE = (
    "qwerty", "32/13/2024", "99/99/9999", "!!!", "theo chỉ đạo của trên", "chưa xác định được", "#ABC", "#N/A", "xem công văn", "40/40",
    "30/6/20245", "ngày mai kia", "sớm", "TBD", "???", "tháng 13/2024", "Quý VII/2024", "0/0/2024", "1e999", "30-02-2024", "(trống)",
)  # fmt: skip
"""No reader can tell a day from these; "?" and "n/a" say on purpose that there is none."""


def _date_lost(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """One date's cell holds a text that is no day."""
    sheets = [(name, part) for name, part in opened(content) if _is_sheet(name)]
    if len(sheets) != 1 or not dates:
        return None
    (name, part), cell, text = sheets[0], random.choice(dates), random.choice(_UNREADABLE)
    pattern = rb'<c r="%s"([^>]*?)(?:/>|>.*?</c>)' % cell.encode()
    if len(re.findall(pattern, part)) != 1:
        return None
    style = re.search(rb' s="\d+"', re.search(pattern, part)[1])
    put = b'<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>' % (
        cell.encode(),
        style[0] if style else b"",
        text.encode(),
    )
    made = re.sub(pattern, lambda _: put, part)
    return Mutant(closed([(n, made if n == name else p) for n, p in opened(content)]), lost=cell)


def _cells_changed(random: Random, content: bytes, dates: list[str]) -> Mutant | None:
    """What a careless hand does in Excel: rows and columns moved, headings deleted, ranges merged, dates overwritten."""
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(content))
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile):
        return None
    if not book.worksheets:
        return None
    sheet = random.choice(book.worksheets)
    for _ in range(random.choice((1, 3))):
        random.choice(_HANDS)(random, sheet)
    return Mutant(saved(book))


def _rows_shuffled(random: Random, sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    random.shuffle(rows)
    _filled(sheet, rows)


def _columns_shuffled(random: Random, sheet: Worksheet) -> None:
    order = random.sample(range(sheet.max_column), sheet.max_column)
    _filled(sheet, [[row[n].value for n in order] for row in sheet.iter_rows()])


def _heading_deleted(random: Random, sheet: Worksheet) -> None:
    for cell in sheet[random.randint(1, min(5, sheet.max_row))]:
        _put(cell, None if random.random() < 0.7 else cell.value)


def _ranges_merged(random: Random, sheet: Worksheet) -> None:
    for _ in range(3):
        top, left = random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)
        sheet.merge_cells(None, top, left, top + random.randint(0, 4), left + random.randint(0, 3))


def _cells_overwritten(random: Random, sheet: Worksheet) -> None:
    for _ in range(5):
        cell = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column))
        _put(cell, random.choice((*_UNREADABLE, 1e300, -5, True, 45_473, "=1/0", "30/6", "x" * 5_000)))


def _row_taken(random: Random, sheet: Worksheet) -> None:
    random.choice((sheet.delete_rows, sheet.insert_rows))(random.randint(1, sheet.max_row), random.randint(1, 3))


def _filled(sheet: Worksheet, rows: list[list[object]]) -> None:
    for cells, values in zip(sheet.iter_rows(), rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            _put(cell, value)


def _put(cell: Cell | MergedCell, value: object) -> None:
    if not isinstance(cell, MergedCell):
        cell.value = value


_HANDS = (_rows_shuffled, _columns_shuffled, _heading_deleted, _ranges_merged, _cells_overwritten, _row_taken)
_OF_BYTES = (_bytes_flipped, _cut_off, _chunk_moved)
MUTATIONS: tuple[Callable[[Random, bytes, list[str]], Mutant | None], ...] = (
    *_OF_BYTES, _packed_otherwise, _as_excel_writes, _sheet_added, _part_damaged, _xml_edited, _xml_edited, _xml_edited,
    _xml_edited, _date_lost, _date_lost, _cells_changed,
)  # fmt: skip
"""Each as often as it stands here."""
