"""What the samples are made with: workbooks from rows of cells, and what a careful person reads in them."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

SAID = "Số liệu minh họa, lập để thử bộ đọc; không phải tiến độ thật."
"""Stands in every sample: in its properties, and in its title line where it has one."""
DAYS = {
    "bs": "baseline_start", "bf": "baseline_finish", "fs": "forecast_start", "ff": "forecast_finish",
    "as_": "actual_start", "af": "actual_finish",
}  # fmt: skip
"""Short names of the date fields in an expectation."""
_MADE_ON = "2024-01-02T03:04:05Z"


@dataclass(frozen=True)
class Sample:
    """One file, and what a careful person reads in it."""

    name: str
    content: bytes
    rows: list[dict[str, Any]]
    findings: list[str]
    """`code@cell`, sorted; blank where the file is refused."""
    sheet: str = ""
    reason: str = ""
    """Why the file is refused, where it is."""


@dataclass
class Collection:
    """The samples by name, made when they are asked for."""

    makers: dict[str, Callable[[], Sample]] = field(default_factory=dict)

    def add(self, name: str, *findings: str, sheet: str = "", reason: str = "") -> Callable[..., Any]:
        """Register a function that returns a file's content and its expected rows."""

        def register(make: Callable[[], tuple[bytes, list[dict[str, Any]]]]) -> Callable[..., Any]:
            def made() -> Sample:
                content, rows = make()
                return Sample(name, content, rows, sorted(findings), sheet, reason)

            assert name not in self.makers, name
            self.makers[name] = made
            return make

        return register


SAMPLES = Collection()
sample = SAMPLES.add


def row(name: str, owner: str = "", ff: str = "", **said: Any) -> dict[str, Any]:
    """One expected row: days as "2024-04-01..2024-06-30", or one day alone; other fields as they are asked about."""
    days = {DAYS[k]: v for k, v in {"ff": ff, **{k: v for k, v in said.items() if k in DAYS}}.items() if v}
    return {"name": name, "owner": owner, "dates": days, **{k: v for k, v in said.items() if k not in DAYS}}


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], at: str = "A1") -> None:
    """Put rows of values on a sheet; None leaves a cell alone."""
    corner = sheet[at]
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if value is not None:
                sheet.cell(corner.row + down, corner.column + right).value = value


def book(
    rows: Sequence[Sequence[Any]],
    merges: Iterable[str] = (),
    *,
    bold: Iterable[str] = (),
    filled: Iterable[str] = (),
    sheet: str = "Tiến độ",
    change: Callable[[Worksheet], Any] | None = None,
) -> bytes:
    """A workbook of one sheet; `change` may do what no argument says."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    fill(made.active, rows)
    dress(made.active, merges, bold, filled)
    if change:
        change(made.active)
    return saved(made)


def dress(sheet: Worksheet, merges: Iterable[str] = (), bold: Iterable[str] = (), filled: Iterable[str] = ()) -> None:
    """Merge ranges, and set cells in bold or in a colour."""
    for merge in merges:
        sheet.merge_cells(merge)
    for cell in bold:
        sheet[cell].font = Font(bold=True)
    for cell in filled:
        sheet[cell].fill = PatternFill("solid", fgColor="FF9BC2E6")


def indent(sheet: Worksheet, cells: dict[str, int]) -> None:
    """Indent cells as Excel's button does."""
    for cell, steps in cells.items():
        sheet[cell].alignment = Alignment(indent=steps)


def saved(made: openpyxl.Workbook) -> bytes:
    """The workbook's bytes, the same each time it is made."""
    made.properties.title = made.properties.description = SAID
    made.properties.creator = "tests/samples/make.py"
    stream = io.BytesIO()
    made.save(stream)
    return repacked(stream.getvalue())


def repacked(content: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """A package with each part changed, its times set to one moment."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            part = change(member.filename, old.read(member.filename))
            part = re.sub(rb"(?<=W3CDTF\">)[^<]+", _MADE_ON.encode(), part)
            new.writestr(zipfile.ZipInfo(member.filename, (2024, 1, 2, 3, 4, 4)), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A package of the given parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 4)), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def ods(rows: Sequence[Sequence[str | float | datetime]], sheet: str = "Tiến độ") -> bytes:
    """An OpenDocument spreadsheet of one sheet."""

    def cell(value: Any) -> str:
        if isinstance(value, datetime):
            kind = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
            return f"<table:table-cell {kind}><text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
        if isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
        if not value:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, values))}</table:table-row>" for values in rows)
    return opendocument(f'<table:table table:name="{sheet}">{body}</table:table>')


def opendocument(tables: str, formats: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument spreadsheet of these tables and formats, as they stand in its content; `parts` come with it."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"' for name, space in _SPACES.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2">'
        f"<office:automatic-styles>{formats}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    spaces = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {spaces} manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content, **parts})


_SPACES = {
    **{name: name for name in ("office", "table", "text", "meta", "style")},
    "number": "datastyle", "fo": "xsl-fo-compatible", "draw": "drawing",
}  # fmt: skip
_ABC = (
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
)
_VNI_MARKS = {"à": "ø", "á": "ù", "ả": "û", "ã": "õ", "ạ": "ï"}
_VNI = {
    "ằ": "aè", "ắ": "aé", "ẳ": "aú", "ẵ": "aü", "ặ": "aë", "ă": "aê", "ầ": "aà", "ấ": "aá", "ẩ": "aå", "ẫ": "aã", "ậ": "aä",
    "â": "aâ", "đ": "ñ", "ê": "eâ", "ề": "eà", "ế": "eá", "ể": "eå", "ễ": "eã", "ệ": "eä", "ô": "oâ", "ồ": "oà", "ố": "oá",
    "ổ": "oå", "ỗ": "oã", "ộ": "oä", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î",
}  # fmt: skip


def tcvn3(text: str) -> str:
    """The text as a font of the old TCVN3 (ABC) encoding needs it, seen as Latin letters."""
    return text.translate(str.maketrans(*_ABC))


def vni(text: str) -> str:
    """The text as a VNI font needs it, seen as Latin letters."""
    return "".join(_vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> str:
    low = letter.lower()
    made = _VNI.get(low) or _vni_spread(low)
    return made.upper() if letter != low else made


def _vni_spread(letter: str) -> str:
    import unicodedata

    base, *marks = unicodedata.normalize("NFD", letter)
    named = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
    if base == "i" and marks:
        return letter
    horned = {"o": "ô", "u": "ö"}.get(base, base) if "\u031b" in marks else base
    return horned + "".join(named.get(mark, "") for mark in marks)
