"""From received bytes to sheets of cells: what kind of file it is, whether it may be opened, and its cells."""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Protocol

import python_calamine as calamine

from loaders.biff8 import OldPackage, is_mpp
from loaders.biff12 import BinaryPackage
from loaders.grid import Grid
from loaders.mpxj import mspdi_of
from loaders.mspdi import is_mspdi, read_mspdi
from loaders.ooxml import Package
from loaders.opendocument import OpenDocument
from loaders.pieces import joined, pieces
from loaders.projects import ProjectSheet
from loaders.sheetxml import DAMAGES, Part, is_too_large
from loaders.xer import is_xer, read_xer
from schedule import Code, Finding
from schedule.errors import SheetNotFound, WorkbookUnreadable

MOST_BYTES = 60_000_000
MOST_UNPACKED = 300_000_000
MOST_MEMBERS = 5_000
_MOST_RATIO = 400
_SMALL = 1_000_000
"""A part of this size may be packed as tightly as it likes."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_AT_ONCE = 1 << 20
_DELIMITERS = "\t;,|"
_MOST_LINES = 1_100_000


class _Sheets(Protocol):
    """The sheets of a file of one format."""

    @property
    def names(self) -> list[str]: ...

    @property
    def hidden(self) -> list[str]: ...

    def grid(self, name: str) -> Grid: ...


class Workbook:
    """A received file's sheets, opened one by one as they are asked for."""

    def __init__(self, received: bytes) -> None:
        """Open the file.

        Raises:
            WorkbookUnreadable: It is no workbook, empty, encrypted, damaged or too large; `reason` says which.
        """
        self.findings: list[Finding] = []
        _refuse_at_once(received)
        self._sheets = self._opened(received)
        if not self._sheets.names:
            raise WorkbookUnreadable(reason="no-sheet")

    @property
    def names(self) -> list[str]:
        """Names of the sheets that a person sees, in their order."""
        hidden = set(self.hidden)
        return [name for name in self._sheets.names if name not in hidden]

    @property
    def hidden(self) -> list[str]:
        """Names of hidden sheets."""
        return self._sheets.hidden

    def grid(self, name: str) -> Grid:
        """The cells of one sheet.

        Raises:
            SheetNotFound: No sheet has that name.
            WorkbookUnreadable: The sheet is too large or damaged.
        """
        if name not in self._sheets.names:
            raise SheetNotFound(sheet=name, sheets=", ".join(self._sheets.names))
        return self._sheets.grid(name)

    def _opened(self, received: bytes) -> _Sheets:
        if project := _project(received):
            self.findings += project.findings
            return project
        if not received.startswith((_OLE, _ZIP)):
            return _Text(_delimited(received))
        sheets = _Excel(received) if received.startswith(_OLE) else _packed(received)
        package = sheets.package if isinstance(sheets, _Excel) else sheets
        self.findings += [Finding(Code.MACROS_IGNORED)] if package.has_macros else []
        self.findings += [Finding(Code.LINKS_IGNORED)] if package.has_links else []
        return sheets


def _project(received: bytes) -> ProjectSheet | None:
    """What a scheduling program wrote, as a sheet; None where none did."""
    if is_mspdi(received):
        return read_mspdi(received)
    if is_xer(received):
        return read_xer(_decoded(received))
    return read_mspdi(mspdi_of(received)) if received.startswith(_OLE) and is_mpp(received) else None


def _packed(received: bytes) -> "_Excel | OpenDocument":
    archive = _archive(received)
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith("workbook.xml") for name in names):
        package = Package(archive)
        sheets = _Excel(received, package)
        read = {package.path(name) for name in sheets.names if name not in sheets.hidden}
        if not _is_whole(archive, (n for n in archive.namelist() if _WORKSHEET.fullmatch(n) and n not in read)):
            raise WorkbookUnreadable(reason="damaged")
        return sheets
    return _Excel(received, BinaryPackage(archive)) if "xl/workbook.bin" in names else OpenDocument(archive)


class _Text:
    """A text file as one sheet."""

    names: ClassVar = ["csv"]
    hidden: ClassVar[list[str]] = []

    def __init__(self, values: list[list[Any]]) -> None:
        self._values = values

    def grid(self, name: str) -> Grid:
        return Grid(name, self._values)


class _Package(Protocol):
    """What stands beside the values that calamine reads."""

    @property
    def has_macros(self) -> bool: ...

    @property
    def has_links(self) -> bool: ...

    def part(self, sheet: str) -> Part | None: ...


class _Excel:
    """The sheets that calamine reads, of an xlsx, xlsm, xlsb or xls, with their marks."""

    def __init__(self, received: bytes, package: _Package | None = None) -> None:
        is_locked = received.startswith(_OLE) and _ENCRYPTED in received
        with _refusing_damages("encrypted" if is_locked else "damaged"):
            self._book = _opened(received)
        self.package: _Package = package or OldPackage(received, [m.name for m in self._book.sheets_metadata])

    @property
    def names(self) -> list[str]:
        return [m.name for m in self._book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]

    @property
    def hidden(self) -> list[str]:
        return [m.name for m in self._book.sheets_metadata if m.visible != calamine.SheetVisibleEnum.Visible]

    def grid(self, name: str) -> Grid:
        with ThreadPoolExecutor(2) as beside, tempfile.TemporaryDirectory() as folder:
            part, parsing = self._part(name, beside, Path(folder))
            if not part:
                raise WorkbookUnreadable(reason="damaged")
            if part.is_too_large:
                raise WorkbookUnreadable(reason="too-large")
            with _refusing_damages():
                values = joined(each.result() for each in parsing) if len(parsing) > 1 else None
                if values is None:
                    sheet = parsing[0].result() if len(parsing) == 1 else self._book.get_sheet_by_name(name)
                    if sheet.end and is_too_large(sheet.end[0] + 1, sheet.end[1] + 1):
                        raise WorkbookUnreadable(reason="too-large")
                    values = sheet.to_python(skip_empty_area=False)
        for (row, column), text in part.left.items():
            if row < len(values) and column < len(values[row]):
                values[row][column] = text
        return Grid(name, values, part.merges, part.marks)

    def _part(self, name: str, beside: ThreadPoolExecutor, folder: Path) -> tuple[Part | None, "list[Future[Any]]"]:
        """A sheet's part, and its values on their way: calamine holds no lock, so that it parses while the marks are read.

        Not before the sheet is measured: one that claims to be huge would fill the memory.
        """
        package, parsing = self.package, list[Future[Any]]()
        if not isinstance(package, Package):
            return package.part(name), parsing

        def parse(path: str, content: bytes) -> None:
            for piece in pieces(package.archive, path, content, folder):
                with _refusing_damages():
                    book = calamine.CalamineWorkbook.from_path(piece)
                parsing.append(beside.submit(book.get_sheet_by_name, name))
            if not parsing:
                parsing.append(beside.submit(self._book.get_sheet_by_name, name))

        return package.part(name, parse), parsing


def _archive(received: bytes) -> zipfile.ZipFile:
    """The package, once it is known to be whole and of a size that may be unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(received))
        members = archive.infolist()
    except DAMAGES as error:
        raise WorkbookUnreadable(reason="damaged") from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise WorkbookUnreadable(reason="too-large")
    if any(m.file_size > max(_SMALL, _MOST_RATIO * m.compress_size) for m in members):
        raise WorkbookUnreadable(reason="too-large")
    # a worksheet's check sum is looked at when the sheet is read, which unpacks all of it first
    parts = (name for name in archive.namelist() if not _WORKSHEET.fullmatch(name))
    if len({member.filename.lower() for member in members}) < len(members) or not _is_whole(archive, parts):
        raise WorkbookUnreadable(reason="damaged")
    return archive


@contextmanager
def _refusing_damages(reason: str = "damaged") -> Iterator[None]:
    """What calamine raises over a damaged file as a failure of ours; its panics are no `Exception` and have no public type."""
    try:
        yield
    except calamine.PasswordError as error:
        raise WorkbookUnreadable(reason="encrypted") from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise WorkbookUnreadable(reason=reason) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookUnreadable(reason=reason) from error


def _is_whole(archive: zipfile.ZipFile, names: Iterable[str]) -> bool:
    """Whether parts are what their check sums say: calamine does not look at those of the parts that it leaves early."""
    try:
        for name in names:
            with archive.open(name) as part:
                while part.read(_AT_ONCE):
                    pass
    except (*DAMAGES, RuntimeError):
        return False
    return True


def _opened(received: bytes) -> Any:
    """The workbook; an old one by its ending, since from bytes alone calamine does not tell that a password is missing."""
    if not received.startswith(_OLE) or _ENCRYPTED in received:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(received))
    with tempfile.NamedTemporaryFile(suffix=".xls") as file:
        file.write(received)
        file.flush()
        return calamine.CalamineWorkbook.from_path(file.name)


def received_bytes(source: bytes | str | Path) -> bytes:
    """The bytes of a file, or the bytes themselves.

    Raises:
        WorkbookUnreadable: The file is not there, is a folder, or is too large to be taken in.
    """
    if isinstance(source, bytes):
        return source
    path = Path(source)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookUnreadable(reason="too-large")
        return path.read_bytes()
    except OSError as error:
        raise WorkbookUnreadable(reason="no-file") from error


def _refuse_at_once(received: bytes) -> None:
    if not received.strip(b"\0 \r\n\t"):
        raise WorkbookUnreadable(reason="empty")
    if len(received) > MOST_BYTES:
        raise WorkbookUnreadable(reason="too-large")
    if received.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc")):
        raise WorkbookUnreadable(reason="no-workbook")


def _delimited(received: bytes) -> list[list[Any]]:
    """The cells of a text file with separators; its encoding and its separator are found from the text itself."""
    text = _decoded(received)
    lines = text.splitlines()
    filled = [line for line in lines if line.strip()]
    if len(filled) < 2 or len(lines) > _MOST_LINES or re.match(r"\s*[<{]", text):
        raise WorkbookUnreadable(reason="no-workbook")
    delimiter = _delimiter(filled[:50])
    if not delimiter:
        raise WorkbookUnreadable(reason="no-workbook")
    try:
        csv.field_size_limit(1_000_000)
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise WorkbookUnreadable(reason="damaged") from error


def _delimiter(lines: Sequence[str]) -> str:
    """The separator that splits most lines into the same number of fields; "" where none does."""

    def agreement(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        common = max(set(counts), key=lambda n: (counts.count(n), n)) if counts else 1
        return (counts.count(common) / len(counts), common) if common > 1 else (0.0, 0)

    best = max(_DELIMITERS, key=agreement)
    return best if agreement(best)[0] >= 0.5 else ""


def _decoded(received: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if received.startswith(mark):
            return received.decode(encoding, errors="replace")
    if received[1:2] == b"\0" and received[3:4] == b"\0":
        return received.decode("utf-16-le", errors="replace")
    if b"\0" in received[:4_000]:
        raise WorkbookUnreadable(reason="no-workbook")
    for encoding in ("utf-8", "cp1258"):
        try:
            return received.decode(encoding)
        except UnicodeDecodeError:
            continue
    return received.decode("latin-1")
