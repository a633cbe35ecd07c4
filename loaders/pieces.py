"""A large worksheet in pieces, each a package of its own: calamine holds no lock, so that they are parsed at the same time."""

import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

_PIECES = 4
"""Two for each of two threads, so that the first are turned into values while the last are parsed."""
_LEAST = 1_000_000
"""Bytes from which a worksheet is worth the trouble."""
_MOST_BESIDE = 0.1
"""How large the parts beside it may be, against it: they are read with each piece."""
_NO_MERGES = b"<mergeCells/><sheetData>"
"""Before the rows, it keeps calamine from looking for merged cells through all of them; those of the part are read elsewhere."""
_END = b"</sheetData></worksheet>"


def pieces(archive: zipfile.ZipFile, path: str, content: bytes, folder: Path) -> Iterator[Path]:
    """Packages with some rows of a worksheet each, from the first to the last, as they are written; none where that would not be quicker.

    Args:
        archive: The package.
        path: The worksheet's part in it.
        content: That part, without comments and the like: "<row " stands only where a row begins.
        folder: Where to write them.
    """
    beside = [m for m in archive.infolist() if not ("/worksheets/" in m.filename or "/media/" in m.filename)]
    first, end = content.find(b"<row "), content.rfind(b"</sheetData>")
    if len(content) < _LEAST or not 0 < first < end or sum(m.file_size for m in beside) > _MOST_BESIDE * len(content):
        return
    edges = {content.find(b"<row ", first + (end - first) * n // _PIECES) for n in range(_PIECES)} - {-1}
    rows = memoryview(content)
    for start, stop in pairwise([*sorted(edges), end]):
        package = folder / f"{start}.xlsx"
        with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as made:
            for member in beside:
                made.writestr(member.filename, archive.read(member))
            with made.open(path, "w") as part:
                for said in (content[:first].replace(b"<sheetData>", _NO_MERGES), rows[start:stop], _END):
                    part.write(said)
        yield package


def joined(sheets: Iterable[Any]) -> list[list[Any]] | None:
    """The values of all pieces' sheets from A1 on, as calamine gives those of one; None where their rows overlap."""
    values: list[list[Any]] = []
    for sheet in sheets:
        if sheet.start is None:
            continue
        top, left = sheet.start
        if top < len(values):
            return None
        values += [[] for _ in range(top - len(values))]
        values += [[*[""] * left, *row] for row in sheet.to_python()] if left else sheet.to_python()
    width = max(map(len, values), default=0)
    return [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in values]
