"""OpenDocument spreadsheets that do harm or are odd: measured before they are laid out, refused by name, read as they are seen."""

from datetime import date, datetime, timedelta

import pytest

import loaders
from loaders.workbook import Workbook
from schedule.errors import WorkbookUnreadable
from tests.samples.kit import opendocument, packed
from tests.samples.opendocument import day, heading, line, number, table, text

GOOD = table(heading(), line(number(1), text("Việc"), text("Sở A"), day("2024-06-30")))
ROW = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
SPACES = ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
LOCKED = f"<manifest:manifest{SPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"


def repeated(rows: int, columns: int) -> str:
    """One element of a text for so many cells."""
    return ROW.format(rows, text("x", f' table:number-columns-repeated="{columns}"'))


def with_doctype(content: bytes, declared: str) -> bytes:
    """The document with a document type declared in its content."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"?>", b"?>" + declared.encode(), 1)
    return packed(parts)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
HOSTILE = {
    "a thousand million cells in a row": (opendocument(table(heading(), repeated(1, 1_000_000_000))), "too-large"),
    "a thousand million rows": (opendocument(table(heading(), repeated(1_000_000_000, 1))), "too-large"),
    "rows times columns": (opendocument(table(heading(), repeated(1_000_000, 16_384))), "too-large"),
    "a cell behind a thousand million blank rows": (
        opendocument(table(heading(), ROW.format(1_000_000_000, "<table:table-cell/>"), line(text("x")))),
        "too-large",
    ),
    "a cell behind a thousand million blank columns": (
        opendocument(table(heading(), line('<table:table-cell table:number-columns-repeated="1000000000"/>', text("x")))),
        "too-large",
    ),
    "a formula a thousand million times": (
        opendocument(table(line(f'<table:table-cell table:formula="of:=1" table:number-columns-repeated="{10**9}"/>'))),
        "too-large",
    ),
    "a number of repeats without end": (opendocument(table(repeated(1, int("9" * 4_000)))), "too-large"),
    "repeats that are no number": (opendocument(table(heading()).replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="many" ', 1)), "damaged"),
    "zip bomb": (opendocument(GOOD + " " * 40_000_000), "too-large"),
    "billion laughs": (
        with_doctype(opendocument(GOOD.replace("Việc", "&l9;")), f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'),
        "entities",
    ),
    "a file of the server as an entity": (
        with_doctype(opendocument(GOOD.replace("Việc", "&e;")), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    "an entity nobody declared": (opendocument(GOOD.replace("Việc", "&nobody;")), "entities"),
    "elements in elements": (opendocument(GOOD + "<a>" * 5_000 + "</a>" * 5_000), "damaged"),
    "cut off": (packed({"content.xml": "<office:document-content"}), "damaged"),
    "two sheets of one name": (opendocument(GOOD + GOOD), "damaged"),
    "under a password": (packed({"META-INF/manifest.xml": LOCKED, "content.xml": b"\x01\x02"}), "encrypted"),
    "wholly under a password": (packed({"META-INF/manifest.xml": LOCKED, "encrypted-package": b"\x01"}), "encrypted"),
    "a text document": (packed({"content.xml": "<document-content><body><text/></body></document-content>"}), "no-workbook"),
    "no sheet": (opendocument(""), "no-sheet"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_is_refused_by_its_reason(content, reason):
    """Before anything is built of it, as an xlsx is."""
    with pytest.raises(WorkbookUnreadable) as refused:
        loaders.read(content)

    assert refused.value.reason == reason


def test_a_sheet_too_large_is_said_and_the_others_are_read():
    """As of an xlsx of several sheets; what it would have taken is left to the sheets behind it."""
    huge = table(heading(), repeated(1_000_000, 1_000), name="Rộng")
    reading = loaders.read(opendocument(huge + GOOD))

    assert [(f.code, f.sheet) for f in reading.findings] == [("sheet-too-large", "Rộng")]
    assert reading.schedule.rows["name"].tolist() == ["Việc"]


def test_many_large_sheets_share_what_may_be_laid_out():
    """Each is within its limit, all together would fill the memory: the first ones are read."""
    sheets = [table(repeated(1_000_000, 3), name=f"Trang {n}") for n in range(9)]
    book = Workbook(opendocument("".join(sheets)))
    refused = []
    for name in book.names:
        try:
            book.grid(name)
        except WorkbookUnreadable as error:
            refused.append((name, error.reason))

    assert refused == [(f"Trang {n}", "too-large") for n in range(4, 9)]


def test_macros_and_links_are_named_and_left_alone():
    """A library of Basic, and a formula that looks into another file with the sheet kept of it."""
    away = " table:formula=\"of:=['file:///tmp/khac.ods'#$Trang.A1]\""
    kept = table(line(text("Khác")), name="'file:///tmp/khac.ods'#Trang")
    content = table(heading(), line(number(1, away), text("Việc"), text("Sở A"), day("2024-06-30")))
    reading = loaders.read(opendocument(content + kept, **{"Basic/Standard/Module1.xml": "<module/>"}))

    assert [f.code for f in reading.findings] == ["macros-ignored", "links-ignored"]
    assert reading.schedule.rows["name"].tolist() == ["Việc"]


VALUES = [
    (day("2024-06-30"), date(2024, 6, 30)),
    (day("2024-06-30T08:15:00"), datetime(2024, 6, 30, 8, 15)),
    (day("2024-02-30"), "2024-02-30"),
    (number(1.5), 1.5),
    (number(0).replace('value="0"', 'value="NaN"'), "0"),
    (number(0.4).replace("float", "percentage"), 0.4),
    (text("").replace("string", "boolean").replace("<text:p>", "<text:p>TRUE").replace("boolean", 'boolean" office:boolean-value="true', 1), True),
    ('<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"><text:p>8:30</text:p></table:table-cell>', timedelta(hours=8, minutes=30)),
    (text("Một\n   hai"), "Một hai"),
    (text("Một<text:line-break/>hai</text:p><text:p>ba"), "Một\nhai\nba"),
    (text('<text:s text:c="3"/>Một<text:tab/><text:a>hai</text:a>'), "   Một hai"),
    (text("Một", inside="<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame>"), "Một"),
    (text("", ' office:string-value="Một"').replace("<text:p></text:p>", ""), "Một"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), VALUES, ids=[str(value) for _, value in VALUES])
def test_a_cell_is_read_as_it_is_seen(cell, value):
    """Each type by its attribute, a text with its spaces and lines; what is impossible stays the text that is seen."""
    read = Workbook(opendocument(table(line(cell)))).grid("Tiến độ").value(0, 0)

    assert (read, type(read)) == (value, type(value))
