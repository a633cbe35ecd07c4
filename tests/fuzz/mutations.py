"""Ways to damage a workbook, each with what must still hold for its reading."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import openpyxl
from openpyxl.utils import get_column_letter

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
    """A chunk doubled, taken out, or strange bytes put in."""
    at, size, to = random.randrange(len(content)), random.choice((1, 30, 512, 5_000)), random.randrange(len(content))
    chunk = random.choice((content[at : at + size], b"", random.randbytes(size)))
    return Mutant(content[:to] + chunk + content[to + random.choice((0, size)) :], _if_packed(content))


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
    """The XML declaration that openpyxl leaves out."""
    made = [(name, _declared(part) if _is_sheet(name) else part) for name, part in opened(content)]
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
            [(name, part), (name, _wild_edit(random, part))],
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


_TEXTS = (
    "", "-1", "0", "1.5", "true", "NaN", "1e308", "4294967296", "9" * 400, "A0", "1A", "$A$1", "AAAAAAAA9", "XFD1048576",
    "A1:XFD1048576", "B2:A1", "C3:", "ZZZZ1", "à", "\u202e", "é" * 300, "&#x9;", "&lt;", "../../etc/passwd", "d/m/yyyy", "General", "%",
)  # fmt: skip
_NUMBERS = (
    "1e308",
    "-1e308",
    "-1",
    "0",
    "60",
    "2958466",
    "1e-320",
    "9" * 400,
    "nan",
    "inf",
    "0x10",
    "",
    "1e15",
    "45473.999999999",
)
_DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_WORDS = (
    "1/1/" * 3_000, "từ " * 3_000, "(" * 3_000, "ngày 1 tháng " * 1_000, "1." * 5_000, "quý " * 2_000, "9" * 20_000, "\n" * 5_000, "a\u0301" * 3_000,
    "=" * 50, "01/01/0000", "31/12/9999", "-" * 4_000, "I" * 4_000, "1FS+1d;" * 2_000, "Sở A, " * 2_000, "%" * 999, "¾" * 99, "\u200b" * 99,
    "29/2/1900", "60 ngày kể từ " * 300, "&#10;" * 900, "trước " * 999, "2024" * 999, "kỳ họp thứ " * 500, "10^400", "1" * 400 + "%",
)  # fmt: skip
_REPEATS = (b"table:number-rows-repeated", b"table:number-columns-repeated", b"table:number-columns-spanned")


def _picked(random: Random, pattern: bytes, part: bytes, change: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """The part with one place of the pattern changed."""
    places = list(re.finditer(pattern, part))
    if not places:
        return part
    at = random.choice(places)
    return part[: at.start()] + change(at) + part[at.end() :]


def _wild_edit(random: Random, part: bytes) -> bytes:
    return random.choice(_EDITS)(random, part)


def _attribute(random: Random, part: bytes) -> bytes:
    value = random.choice(_TEXTS).encode()
    return _picked(random, rb'([\w:]+)="[^"]*"', part, lambda m: m[1] + b'="' + value + b'"')


def _attribute_gone(random: Random, part: bytes) -> bytes:
    return _picked(random, rb' [\w:]+="[^"]*"', part, lambda _: b"")


def _attribute_twice(random: Random, part: bytes) -> bytes:
    return _picked(random, rb' [\w:]+="[^"]*"', part, lambda m: m[0] * 2)


def _dimension(random: Random, part: bytes) -> bytes:
    ref = random.choice(("A1:XFD1048576", "ZZ99:A1", "", "A1", "A1:B1048577", "x")).encode()
    return _picked(random, rb'<dimension ref="[^"]*"', part, lambda _: b'<dimension ref="' + ref + b'"')


def _references(random: Random, part: bytes) -> bytes:
    """Addresses of cells or rows exchanged."""
    kind = random.choice((rb'(?<=<c r=")\w+', rb'(?<=<row r=")\d+'))
    found = re.findall(kind, part)
    random.shuffle(found)
    return re.sub(kind, lambda _: found.pop(), part)


def _far_away(random: Random, part: bytes) -> bytes:
    kind, far = random.choice(
        (
            (rb'(?<=<c r=")\w+', ("XFD1048576", "A1048576", "XFD1", "AAAAAAA1", "A99999999999", "A0", "1", "a1", "")),
            (rb'(?<=<row r=")\d+', ("1048576", "1048577", "99999999999", "0", "-1", "4294967297")),
        )
    )
    return _picked(random, kind, part, lambda _: random.choice(far).encode())


def _number(random: Random, part: bytes) -> bytes:
    value = random.choice(_NUMBERS).encode()
    return _picked(random, rb"<v>[^<]*</v>", part, lambda _: b"<v>" + value + b"</v>")


def _typed(random: Random, part: bytes) -> bytes:
    """A cell's value as another type: a shared text that is not there, an error, a date."""
    kind = random.choice((b"s", b"e", b"b", b"d", b"n", b"str", b"z"))
    value = random.choice((*_NUMBERS, "999999", "#REF!", "2024-13-45T99:99", "2024-06-30")).encode()
    return _picked(
        random,
        rb'<c (r="\w+")[^>]*(/>|>.*?</c>)',
        part,
        lambda m: b"<c %s t=%s><v>%s</v></c>" % (m[1], b'"%s"' % kind, value),
    )


def _styled(random: Random, part: bytes) -> bytes:
    number = random.choice((b"99999", b"-1", b"1", b"2", b"", b"1e9", b"x"))
    return _picked(random, rb'<c r="(\w+)"', part, lambda m: m[0] + b' s="' + number + b'"')


def _formula(random: Random, part: bytes) -> bytes:
    made = random.choice(
        (b"<f>A1</f>", b"<f/>", b'<f t="shared" si="9"/>', b"<f>1/0</f><v/>", b"<f>" + b"(" * 9_999 + b"</f>")
    )
    return _picked(random, rb'<c (r="\w+"[^>]*?)(/>|>.*?</c>)', part, lambda m: b"<c %s>%s</c>" % (m[1], made))


def _entities(random: Random, part: bytes) -> bytes:
    doctype = random.choice((_DOCTYPE, '<!DOCTYPE x SYSTEM "file:///etc/hostname">', "<!-- x -->", "<?x y?>")).encode()
    declared = _declared(part) if random.random() < 0.5 else part
    return _picked(random, rb"\A(<\?xml[^>]*\?>)?", declared, lambda m: m[0] + doctype)


def _deep(random: Random, part: bytes) -> bytes:
    depth = random.choice((50, 5_000, 100_000))
    tag = random.choice((b"a", b"row", b"is", b"font"))
    nest = (b"<%s>" % tag) * depth + (b"</%s>" % tag) * random.choice((0, depth, depth))
    return _picked(random, rb">", part, lambda _: b">" + nest)


def _merged(random: Random, part: bytes) -> bytes:
    """Merged ranges over each other, upside down, without end, by the thousand."""
    refs = [f"{get_column_letter(random.randint(1, 6))}{random.randint(1, 9)}:{get_column_letter(random.randint(1, 6))}{random.randint(1, 9)}"
            for _ in range(random.choice((1, 4, 3_000)))] + random.choice(([], ["A1:XFD1048576"], ["A2:A99999999999"], [""], ["A"]))  # fmt: skip
    made = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs).encode()
    return _picked(random, rb"</sheetData>", part, lambda m: m[0] + b"<mergeCells>" + made + b"</mergeCells>")


def _worded(random: Random, part: bytes) -> bytes:
    """Long and strange texts in one place, or in all."""
    text = random.choice(_WORDS).encode()
    pattern = rb"(<(?:\w+:)?[tp](?: [^>]*)?>)[^<]*"
    if random.random() < 0.1:
        return re.sub(pattern, lambda m: m[1] + text, part)
    return _picked(random, pattern, part, lambda m: m[1] + text)


def _repeated(random: Random, part: bytes) -> bytes:
    number = random.choice((b"16384", b"1048576", b"4294967295", b"-1", b"0", b"x", b"99999999999999999999"))
    said = b' %s="%s"' % (random.choice(_REPEATS), number)
    return _picked(random, rb"<table:table-(row|cell)", part, lambda m: m[0] + said)


def _hidden(random: Random, part: bytes) -> bytes:
    said = random.choice(
        (b'<col min="1" max="99999999" hidden="1"/>', b'<col min="x" max="3" hidden="1"/>', b'<col hidden="1"/>')
    )
    return _picked(random, rb"<sheetData", part, lambda m: b"<cols>" + said + b"</cols>" + m[0])


def _xml_chunk(random: Random, part: bytes) -> bytes:
    """Elements doubled, taken out or torn."""
    if not part:
        return part
    at, to, size = random.randrange(len(part)), random.randrange(len(part)), random.choice((3, 40, 400))
    return part[:to] + random.choice((part[at : at + size], b"")) + part[to + random.choice((0, size)) :]


def _rows_repeated(random: Random, part: bytes) -> bytes:
    return _picked(random, rb"<row .{,2000}?</row>", part, lambda m: m[0] * random.choice((2, 3_000)))


_EDITS = (
    _attribute, _attribute, _attribute_gone, _attribute_twice, _dimension, _references, _far_away, _number, _typed, _styled,
    _formula, _entities, _deep, _merged, _worded, _worded, _repeated, _hidden, _xml_chunk, _rows_repeated,
)  # fmt: skip


def _is_sheet(name: str) -> bool:
    return ("worksheets/" in name and name.endswith(".xml")) or name == "content.xml"


def _declared(part: bytes) -> bytes:
    return part if part.startswith(b"<?xml") else b'<?xml version="1.0" encoding="UTF-8"?>' + part


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
        parts[at] = (name, _wild_edit(random, _declared(part) if is_declared else part))
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
    stream = io.BytesIO()
    book.save(stream)
    return Mutant(stream.getvalue())


def _rows_shuffled(random: Random, sheet: object) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    random.shuffle(rows)
    _filled(sheet, rows)


def _columns_shuffled(random: Random, sheet: object) -> None:
    order = random.sample(range(sheet.max_column), sheet.max_column)
    _filled(sheet, [[row[n].value for n in order] for row in sheet.iter_rows()])


def _heading_deleted(random: Random, sheet: object) -> None:
    for cell in sheet[random.randint(1, min(5, sheet.max_row))]:
        _put(cell, None if random.random() < 0.7 else cell.value)


def _ranges_merged(random: Random, sheet: object) -> None:
    for _ in range(3):
        top, left = random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)
        sheet.merge_cells(None, top, left, top + random.randint(0, 4), left + random.randint(0, 3))


def _cells_overwritten(random: Random, sheet: object) -> None:
    for _ in range(5):
        cell = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column))
        _put(cell, random.choice((*_UNREADABLE, 1e300, -5, True, 45_473, "=1/0", "30/6", "x" * 5_000)))


def _row_taken(random: Random, sheet: object) -> None:
    random.choice((sheet.delete_rows, sheet.insert_rows))(random.randint(1, sheet.max_row), random.randint(1, 3))


def _filled(sheet: object, rows: list[list[object]]) -> None:
    for cells, values in zip(sheet.iter_rows(), rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            _put(cell, value)


def _put(cell: object, value: object) -> None:
    if type(cell).__name__ != "MergedCell":
        cell.value = value


_HANDS = (_rows_shuffled, _columns_shuffled, _heading_deleted, _ranges_merged, _cells_overwritten, _row_taken)
_OF_BYTES = (_bytes_flipped, _cut_off, _chunk_moved)
MUTATIONS: tuple[Callable[[Random, bytes, list[str]], Mutant | None], ...] = (
    *_OF_BYTES, _packed_otherwise, _as_excel_writes, _sheet_added, _part_damaged, _xml_edited, _xml_edited, _xml_edited,
    _xml_edited, _date_lost, _date_lost, _cells_changed,
)  # fmt: skip
"""Each as often as it stands here."""
