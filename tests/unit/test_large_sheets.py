"""A worksheet large enough to be parsed in pieces reads as it would in one: values, places, marks, and damage refused."""

import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import python_calamine as calamine

from loaders import pieces, workbook
from loaders.workbook import Workbook
from schedule.errors import WorkbookUnreadable
from tests.samples.every import SAMPLES

ROWS = 6_000


def large(*, first_column: int = 1, gap: int = 0) -> bytes:
    """A sheet of more than a megabyte with every type of value, a merged and a hidden row, and rows of unequal lengths."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tiến độ"
    for n in range(ROWS):
        row = n + 1 + (gap if n >= ROWS // 2 else 0)
        values = [
            n,
            f"Nhiệm vụ <số> & {n}",
            date(2024, 1, 1 + n % 28),
            n / 7,
            n % 2 == 0,
            "Báo cáo",
            datetime(2024, 5, 6, 7, 8),
        ]
        values += ["ghi chú dài " * 3, time(8, 30)] if n % 3 == 0 or n == ROWS - 1 else []
        for place, value in enumerate(values):
            sheet.cell(row, first_column + place, value)
    sheet.merge_cells("B10:C12")
    sheet.row_dimensions[5].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def whole(content: bytes) -> list[list[object]]:
    """The values as calamine gives those of the sheet in one."""
    return calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def with_sheet(content: bytes, change) -> bytes:
    """The workbook with its sheet's part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name.startswith("xl/worksheets/") else part)
    return file.getvalue()


def upside_down(part: bytes) -> bytes:
    """The rows in reverse order, each still saying its own number."""
    rows = re.findall(rb"<row .*?</row>", part, re.DOTALL)
    head, tail = part[: part.index(rows[0])], part[part.index(rows[-1]) + len(rows[-1]) :]
    return head + b"".join(reversed(rows)) + tail


@pytest.fixture
def made(monkeypatch):
    """How many pieces were made of each sheet that was read."""
    counts: list[int] = []
    real = workbook.pieces

    def counted(*given):
        counts.append(0)
        for piece in real(*given):
            counts[-1] += 1
            yield piece

    monkeypatch.setattr(workbook, "pieces", counted)
    return counts


def with_blank_rows(part: bytes) -> bytes:
    """Thirty thousand rows of formatted cells without a value behind the last."""
    first = ROWS + 1
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(first, first + 30_000))
    return part.replace(b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.parametrize(
    "content",
    [large(), large(first_column=3), large(gap=5_000), with_sheet(large(), with_blank_rows)],
    ids=[
        "from the first column",
        "from the third column",
        "with a gap of blank rows",
        "with blank formatted rows behind",
    ],
)
def test_a_large_sheet_reads_in_pieces_as_in_one(content, made):
    """The same values in the same places, the merged and the hidden rows with them."""
    grid = Workbook(content).grid("Tiến độ")

    assert made == [4]
    assert grid.values == whole(content)
    assert [(m.top, m.left, m.bottom, m.right) for m in grid.merges] == [(9, 1, 11, 2)]
    assert grid.marks.hidden_rows == {4}


def test_rows_out_of_order_are_read_in_one(made):
    """Pieces whose rows overlap are not put together."""
    content = with_sheet(large(), upside_down)

    assert Workbook(content).grid("Tiến độ").values == whole(content)
    assert made == [4]


def test_a_small_sheet_is_left_in_one(made):
    """Pieces would cost more than they save."""
    content = with_sheet(
        large(), lambda part: re.sub(rb'<row r="(?!\d{1,2}")\d+".*?</row>', b"", part, flags=re.DOTALL)
    )

    assert Workbook(content).grid("Tiến độ").values == whole(content)
    assert made == [0]


def test_a_large_sheet_that_breaks_off_is_damaged():
    """In whichever piece it breaks."""
    content = with_sheet(large(), lambda part: part.replace(b'<c r="B5000"', b'<c r="B5000', 1))

    with pytest.raises(WorkbookUnreadable) as refused:
        Workbook(content).grid("Tiến độ")
    assert refused.value.reason == "damaged"


def with_wrong_check_sum(content: bytes, part: str) -> bytes:
    """The workbook with another check sum for that part in its directory."""
    damaged = bytearray(content)
    damaged[content.rindex(part.encode()) - 46 + 16] ^= 0xFF
    return bytes(damaged)


def test_a_sheet_whose_check_sum_is_wrong_is_damaged_when_it_is_read():
    """It is unpacked as a whole before anything is made of it."""
    book = Workbook(with_wrong_check_sum(large(), "xl/worksheets/sheet1.xml"))

    with pytest.raises(WorkbookUnreadable) as refused:
        book.grid("Tiến độ")
    assert refused.value.reason == "damaged"


def test_a_hidden_sheet_whose_check_sum_is_wrong_is_damage_too():
    """Nobody reads it, so that it is looked at when the file is opened."""
    book = openpyxl.Workbook()
    book.create_sheet("Ẩn").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)

    assert Workbook(file.getvalue()).hidden == ["Ẩn"]
    with pytest.raises(WorkbookUnreadable) as refused:
        Workbook(with_wrong_check_sum(file.getvalue(), "xl/worksheets/sheet2.xml"))
    assert refused.value.reason == "damaged"


def test_every_sample_reads_in_pieces_as_in_one(monkeypatch):
    """However small, and however odd its shape."""
    samples = {name: maker() for name, maker in SAMPLES.makers.items() if name.endswith(("xlsx", "xlsm"))}
    read = {name: sample.content for name, sample in samples.items() if not sample.reason}
    in_one = {name: _values(content) for name, content in read.items()}
    monkeypatch.setattr(pieces, "_LEAST", 0)
    monkeypatch.setattr(pieces, "_MOST_BESIDE", 1_000.0)

    assert len(read) > 50
    assert {name: _values(content) for name, content in read.items()} == in_one


def _values(content):
    book = Workbook(content)
    return [book.grid(name).values for name in book.names]
