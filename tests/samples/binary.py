"""Samples of the two binary formats: xls as the xlwt package writes it, xlsb put together record by record."""

import io
import struct
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlwt

from tests.samples.kit import packed, row, sample

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


def xls(*rows: Sequence[Any], change: Callable[[xlwt.Worksheet], Any] | None = None) -> bytes:
    """An xls of one sheet; a value may come with its style; `change` may do what no argument says."""
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Tiến độ")
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            if value is not None:
                sheet.write(r, c, *(value if isinstance(value, tuple) else (value,)))
    if change:
        change(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@sample("xls-errors-in-cells.xls", "cell-error@D3", "cell-error@D4", "cell-error@E2")
def _():
    """#REF!, #N/A and #DIV/0! in an old file, whose values are empty."""

    def change(sheet):
        for r, c, error in ((2, 3, "#REF!"), (3, 3, 0x2A), (1, 4, "#DIV/0!")):
            sheet.row(r).set_cell_error(c, error)

    return xls(
        [*HEAD, "% hoàn thành"],
        [1, "Một", "A", "30/6/2024"],
        [2, "Hai", "B", None, 50],
        [3, "Ba", "C", None, 60],
        change=change,
    ), [row("Một", "A", "2024-06-30"), row("Hai", "B", percent_complete=50), row("Ba", "C", percent_complete=60)]


@sample("xls-with-all-that-stands-beside-values.xls", "columns-hidden@C1", "date-merged@D5", "rows-hidden@A6")
def _():
    """A month's format, bold groups and indents, a merge, a hidden row and column."""
    month, exact = xlwt.easyxf(num_format_str="mm/yyyy"), xlwt.easyxf(num_format_str="dd/mm/yyyy")
    bold, step = xlwt.easyxf("font: bold on"), xlwt.easyxf("align: indent 1")

    def change(sheet):
        sheet.write_merge(3, 4, 3, 3, date(2024, 9, 1), month)
        sheet.row(5).hidden = True
        sheet.col(2).hidden = True

    return xls(
        HEAD,
        [1, ("Nhóm", bold)],
        [2, ("Một", step), "A", (date(2024, 6, 1), month)],
        [3, ("Hai", step), "B"],
        [4, ("Ba", step), "C"],
        [5, ("Bốn", step), "D", (date(2024, 12, 31), exact)],
        change=change,
    ), [
        row("Nhóm", kind="summary"), row("Một", "A", "2024-06-01..2024-06-30", level=1), row("Hai", "B", "2024-09-01..2024-09-30"),
        row("Ba", "C", "2024-09-01..2024-09-30"), row("Bốn", "D", "2024-12-31"),
    ]  # fmt: skip


@sample("xls-a-deadline-struck-through.xls", "cell-struck@D3")
def _():
    """It stays the date, and doubtful."""
    struck = xlwt.easyxf("font: struck_out on")
    return xls(HEAD, [1, "Một", "A", "30/6/2024"], [2, "Hai", "B", ("30/9/2024", struck)]), [
        row("Một", "A", "2024-06-30"),
        row("Hai", "B", "2024-09-30"),
    ]


@sample("xls-an-old-date-struck-beside-the-new-one.xls", "cell-struck@D2", "cell-struck@D3", "cell-struck@D4")
def _():
    """What is not struck through is the reading, of a short text, of one that goes on in a further record, of a whole one."""
    struck, plain = (xlwt.easyxf(f"font: struck_out {said}").font for said in ("on", "off"))

    def change(sheet):
        sheet.write_rich_text(1, 3, [("30/6/2024", struck), (" ", plain), ("30/9/2024", plain)])
        sheet.write_rich_text(2, 3, [("31/10/2024 ", plain), (f"dời từ 15/9/2024 {'đã ' * 3_000}", struck)])
        sheet.write_rich_text(3, 3, [("30/11/2024", struck)])

    return xls(HEAD, [1, "Một", "A"], [2, "Hai", "B"], [3, "Ba", "C"], [4, "Bốn", "D", "31/12/2024"], change=change), [
        row("Một", "A", "2024-09-30"),
        row("Hai", "B", "2024-10-31"),
        row("Ba", "C", "2024-11-30"),
        row("Bốn", "D", "2024-12-31"),
    ]


@sample("xlsb-a-deadline-struck-through.xlsb", "cell-struck@D3")
def _():
    """It stays the date, and doubtful."""
    return xlsb([
        [*map(text, HEAD)],
        [number(1), text("Một"), text("A"), text("30/6/2024")],
        [number(2), text("Hai"), text("B"), text("30/9/2024", STRUCK)],
    ]), [row("Một", "A", "2024-06-30"), row("Hai", "B", "2024-09-30")]  # fmt: skip


@sample("xlsb-an-old-date-struck-beside-the-new-one.xlsb", "cell-struck@D2", "cell-struck@D3")
def _():
    """What is not struck through is the reading; of a whole text that is, the text."""
    plain, struck = 0, 2
    old = [("30/6/2024", struck), (" ", plain), ("30/9/2024", plain)]
    return xlsb(
        [
            [*map(text, HEAD)],
            [number(1), text("Một"), text("A"), (7, GENERAL, 0)],
            [number(2), text("Hai"), text("B"), (7, GENERAL, 1)],
            [number(3), text("Ba"), text("C"), (7, GENERAL, 2)],
        ],
        strings=[old, [("31/10/2024", struck)], [("30/11/", plain), ("2024", plain)]],
    ), [row("Một", "A", "2024-09-30"), row("Hai", "B", "2024-10-31"), row("Ba", "C", "2024-11-30")]


@sample("xls-quarters-filled-with-colour.xls", "grid-read@D2", "grid-read@F3")
def _():
    """A plan drawn with filled cells; white is no colour."""
    bar = xlwt.easyxf("pattern: pattern solid, fore_colour pale_blue")
    white = xlwt.easyxf("pattern: pattern solid, fore_colour white")
    return xls(
        ["TT", "Nội dung", "Chủ trì", *(f"Quý {n}/2024" for n in ("I", "II", "III", "IV"))],
        [1, "Một", "A", (None, bar), (None, bar), (None, white), (None, white)],
        [2, "Hai", "B", (None, white), (None, white), (None, bar), (None, bar)],
    ), [
        row("Một", "A", "2024-04-01..2024-06-30", fs="2024-01-01..2024-03-31"),
        row("Hai", "B", "2024-10-01..2024-12-31", fs="2024-07-01..2024-09-30"),
    ]  # fmt: skip


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an xlsb part: its number and its size in seven bits a byte."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(body), []
    while size >= 0x80:
        sizes.append(size & 0x7F | 0x80)
        size >>= 7
    return number + bytes([*sizes, size]) + body


def wide(text: str) -> bytes:
    """A text behind its length."""
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def rich(runs: Sequence[tuple[str, int]]) -> bytes:
    """A shared text of runs of words, each with the number of its font."""
    at, begins = 0, b""
    for words, font in runs:
        begins += struct.pack("<HH", at, font)
        at += len(words.encode("utf-16-le")) // 2
    return record(19, b"\x01" + wide("".join(words for words, _ in runs)) + struct.pack("<I", len(runs)) + begins)


def xlsb(
    rows: Sequence[Sequence[tuple[int, int, Any] | None]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merges: Sequence[tuple[int, int, int, int]] = (),
    strings: Sequence[Sequence[tuple[str, int]]] = (),
) -> bytes:
    """An xlsb of one sheet; a cell is its record's number, its format and its value, a shared string runs of words and their fonts."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + record(145)
    sheet += b"".join(record(60, struct.pack("<4IH", c, c, 2560, 0, 1)) for c in hidden_columns)
    for r, cells in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBB", r, 0, 300, 0, 0x10 * (r in hidden_rows), 0) + struct.pack("<I", 0))
        for c, cell in enumerate(cells):
            if cell:
                kind, style, value = cell
                told = {3: bytes([value]) if kind == 3 else b"", 5: b"", 6: b""}.get(kind, b"")
                told = struct.pack("<d", value) if kind in (5, 9) else wide(value) if kind == 6 else told
                told = bytes([value, 0, 0, 0, 0, 0, 0]) if kind == 11 else told
                told = struct.pack("<I", value) if kind == 7 else told
                sheet += record(kind, struct.pack("<II", c, style) + told)
    sheet += record(146) + b"".join(record(176, struct.pack("<4I", *merge)) for merge in merges) + record(130)
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Tiến độ"))
        + record(144)
        + record(132)
    )
    faces = [(400, 0), (700, 0), (400, 0x08)]
    fonts = b"".join(record(43, struct.pack("<HHH", 220, f, weight) + bytes(19) + wide("Arial")) for weight, f in faces)
    formats = [(0, 0, 0), (14, 0, 0), (164, 0, 0), (0, 1, 0), (0, 0, 1), (9, 0, 0), (0, 2, 0)]
    styles = (
        record(278) + record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 164) + wide("mm/yyyy")) + fonts
    )
    styles += (
        record(45, bytes(68))
        + record(626)
        + record(47, struct.pack("<5HBB4x", 0xFFFF, 14, 1, 0, 0, 0, 3))
        + record(627)
        + record(617, struct.pack("<I", len(formats)))
    )
    styles += b"".join(
        record(47, struct.pack("<5HBB4x", 0, code, font, 0, 0, 0, indent)) for code, font, indent in formats
    )
    shared = record(159, struct.pack("<II", len(strings), len(strings))) + b"".join(map(rich, strings)) + record(160)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006"
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="bin" ContentType="application/octet-stream"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{kind}/sharedStrings" Target="sharedStrings.bin"/></Relationships>',
        "xl/sharedStrings.bin": shared,
        "xl/styles.bin": styles + record(618) + record(279),
        "xl/worksheets/sheet1.bin": sheet,
    })  # fmt: skip


GENERAL, DAY, MONTH, BOLD, STEP, PERCENT, STRUCK = range(7)


def text(said: str, style: int = GENERAL) -> tuple[int, int, str]:
    """A cell of a text."""
    return 6, style, said


def number(value: float, style: int = GENERAL) -> tuple[int, int, float]:
    """A cell of a number, or of a date as Excel counts them."""
    return 5, style, value


@sample("xlsb-errors-in-cells.xlsb", "cell-error@D3", "cell-error@D4")
def _():
    """#REF! as a value and #VALUE! as a formula's result."""
    return xlsb([
        [*map(text, HEAD), text("% hoàn thành")],
        [number(1), text("Một"), text("A"), text("30/6/2024"), number(0.5, PERCENT)],
        [number(2), text("Hai"), text("B"), (3, 0, 0x17), number(0.25, PERCENT)],
        [number(3), text("Ba"), text("C"), (11, 0, 0x0F), number(1, PERCENT)],
    ]), [
        row("Một", "A", "2024-06-30", percent_complete=50), row("Hai", "B", percent_complete=25), row("Ba", "C", percent_complete=100),
    ]  # fmt: skip


@sample("xlsb-with-all-that-stands-beside-values.xlsb", "columns-hidden@C1", "date-merged@D5", "rows-hidden@A6")
def _():
    """A month's format, bold groups and indents, a merge, a hidden row and column."""
    return xlsb(
        [
            [*map(text, HEAD)],
            [number(1), text("Nhóm", BOLD)],
            [number(2), text("Một", STEP), text("A"), number(45444, MONTH)],
            [number(3), text("Hai", STEP), text("B"), number(45536, MONTH)],
            [number(4), text("Ba", STEP), text("C"), (1, GENERAL, None)],
            [number(5), text("Bốn", STEP), text("D"), number(45657, DAY)],
        ],
        hidden_rows=[5],
        hidden_columns=[2],
        merges=[(3, 4, 3, 3)],
    ), [
        row("Nhóm", kind="summary"), row("Một", "A", "2024-06-01..2024-06-30", level=1), row("Hai", "B", "2024-09-01..2024-09-30"),
        row("Ba", "C", "2024-09-01..2024-09-30"), row("Bốn", "D", "2024-12-31"),
    ]  # fmt: skip
