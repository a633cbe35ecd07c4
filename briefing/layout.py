"""Where things stand on a slide: the message, the stamp, tables that break in time, pictures as large as they fit."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import segno

from briefing.pack import HEIGHT, LEADING, PAD, WIDTH, Cell, Picture, Slide, Table, indent
from charts import SLACK, Code, Line, Mark, Rect, Scene, Text, sign, width, wrap

EDGE = 32.0
"""What a slide leaves free at its left and right."""
ROOM = WIDTH - 2 * EDGE
BOTTOM = 806.0
"""Where the body of a slide ends and the stamp begins."""
_TITLES = (33.0, 30.0, 27.0)
"""Sizes of a message: the largest in which it stands on one line; of a longer one the second."""
_CODE = 66.0
_SMALL = 12.5


@dataclass(frozen=True)
class Stamp:
    """What every slide says of itself at its foot; texts are ready to be shown."""

    rule: tuple[tuple[str, str], ...]
    """Statuses and what their signs mean."""
    remark: str
    """What follows the rule."""
    revisions: str
    """Status date, revisions, when they were published."""
    sources: str
    edited: str
    """What is said of a title that a person reworded."""
    alt: str


@dataclass(frozen=True)
class Sheet:
    """An empty slide with its message: what is to stand on it goes between `top` and `BOTTOM`."""

    key: str
    title: str
    subtitle: str
    link: str
    """Address of the live view that shows the same."""
    is_edited: bool = False

    @property
    def size(self) -> float:
        """Size of the message's letters."""
        text = plain(self.title)
        return next((size for size in _TITLES if width(text, size, 700) * SLACK <= ROOM), _TITLES[1])

    @property
    def lines(self) -> list[str]:
        """The message, in at most two lines."""
        return wrap(plain(self.title), ROOM / SLACK, self.size, 700)

    @property
    def top(self) -> float:
        """Where the body begins."""
        return 71 + 1.27 * self.size * len(self.lines)


def plain(text: str) -> str:
    """A text on one line, its letters composed."""
    joined = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in joined if unicodedata.category(letter) not in ("Cc", "Cn", "Cs"))


def slide(
    sheet: Sheet, parts: Sequence[Picture | Table], stamp: Stamp, number: str = "", bottom: float = BOTTOM
) -> Slide:
    """The sheet with its parts, its message and its stamp.

    Args:
        sheet: The empty slide.
        parts: What stands on it.
        stamp: What it says of itself.
        number: Its place in the pack; none where it stands alone.
        bottom: Where its parts end and the stamp begins; what stands alone is as high as that makes it.
    """
    size = sheet.size
    heading = tuple(
        Text(EDGE, 22 + size + i * 1.27 * size, line, "ink", size=size, weight=700)
        for i, line in enumerate(sheet.lines)
    )
    quiet = heading[-1].y + 30 if heading else 56.0
    marks: list[Mark] = [Rect(0, 0, WIDTH, 7, "accent")]
    said = wrap(plain(sheet.subtitle), (ROOM - (260 if sheet.is_edited else 0)) / SLACK, 16, lines=1)
    marks += [Text(EDGE, quiet, line, "quiet", size=16) for line in said]
    if sheet.is_edited:
        marks.append(Text(WIDTH - EDGE, quiet, stamp.edited, "accent", "end", 14, 600))
    under = Picture("subtitle", Scene(WIDTH, HEIGHT, tuple(marks), sheet.subtitle))
    stamped = replace(_stamped(sheet, stamp, number), y=bottom - BOTTOM)
    height = HEIGHT + stamped.y
    return Slide(sheet.key, plain(sheet.title), heading, (under, *parts, stamped), sheet.is_edited, height)


def _stamped(sheet: Sheet, stamp: Stamp, number: str) -> Picture:
    """Rule of the colours, status date and revisions, sources, page, link, and the link as a code."""
    marks: list[Mark] = [Line(((EDGE, BOTTOM + 14), (WIDTH - EDGE, BOTTOM + 14)), "line")]
    at, y = EDGE, BOTTOM + 35
    for status, said in stamp.rule:
        marks += sign(status, at + 5, y - 4.5, 5)
        marks.append(Text(at + 15, y, said, f"status_{status}", size=_SMALL, weight=600))
        at += 15 + width(said, _SMALL, 600) * SLACK + 18
    right = WIDTH - EDGE - _CODE - 22
    remark = wrap(stamp.remark, (right - at) / SLACK, _SMALL, lines=1)
    marks += [Text(at, y, line, "quiet", size=_SMALL) for line in remark]
    revisions = wrap(stamp.revisions, (right - EDGE) / SLACK, _SMALL, lines=1)
    marks += [Text(EDGE, y + 20, line, "quiet", size=_SMALL) for line in revisions]
    address = wrap(sheet.link.split("://")[-1], (right - EDGE) / 2, _SMALL, lines=1)[0]  # the code holds it whole
    link = Text(right, y + 40, address, "accent", "end", _SMALL)
    page = Text(right, y, number, "quiet", "end", _SMALL, 600)
    sources = wrap(stamp.sources, (link.box(SLACK)[0] - EDGE - 16) / SLACK, _SMALL, lines=1)
    marks += [Text(EDGE, y + 40, line, "quiet", size=_SMALL) for line in sources]
    x, top = WIDTH - EDGE - _CODE - 8, BOTTOM + 16
    marks += [
        Rect(x, top, _CODE + 8, _CODE + 8, "code_ground"),
        Code(x + 4, top + 4, _CODE, _code(sheet.link), "code", title=sheet.link),
        *([page] if number and (not remark or page.box(SLACK)[0] > marks_right(marks)) else []),
        link,
    ]
    return Picture("stamp", Scene(WIDTH, HEIGHT, tuple(marks), stamp.alt))


@lru_cache(maxsize=64)
def _code(link: str) -> tuple[str, ...]:
    modules = segno.make(link, error="l", boost_error=False, micro=False).matrix
    return tuple("".join(str(cell) for cell in row) for row in modules)


def marks_right(marks: Iterable[Mark]) -> float:
    """How far right words reach in the first line of a stamp."""
    return max((mark.box(SLACK)[2] for mark in marks if isinstance(mark, Text) and mark.y < BOTTOM + 40), default=0.0)


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    heading: str
    width: float
    """Its part of the table's width."""
    anchor: str = "start"


@dataclass(frozen=True)
class Row:
    """One row before it is broken into lines: a text a column, with its role, weight and status."""

    key: str
    cells: tuple[tuple[str, str, int, str], ...]


def said(text: str, role: str = "ink", weight: int = 400, status: str = "") -> tuple[str, str, int, str]:
    """A cell's text with how it is written."""
    return text, role, weight, status


def table(
    name: str,
    alt: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    left: float = EDGE,
    top: float,
    bottom: float = BOTTOM,
    wide: float = ROOM,
    sizes: Sequence[float] = (17, 16, 15, 14),
    most_lines: int = 2,
) -> tuple[Table, int]:
    """A table with as many rows as have room above `bottom`, and how many those are.

    It is written in the first of the `sizes` in which all rows have room and no text is cut, else in the first in which
    all rows have room, else in the last.
    """
    tried = []
    for size in sizes:
        made = _table(name, alt, columns, rows, (left, top, wide, bottom), size, most_lines)
        tried.append(made)
        if made[1] == len(rows) and not _is_cut(made[0], rows):
            return made
    return next((made for made in tried if made[1] == len(rows)), tried[-1])


def _is_cut(made: Table, rows: Sequence[Row]) -> bool:
    """Whether a text did not fit its cell, though it might in smaller letters."""
    return any(
        cell.lines and cell.lines[-1].endswith("…") and not text.endswith("…")
        for drawn, row in zip(made.rows[1:], rows, strict=False)
        for cell, (text, *_) in zip(drawn, row.cells, strict=True)
    )


def _table(
    name: str,
    alt: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    box: tuple[float, float, float, float],
    size: float,
    most_lines: int,
) -> tuple[Table, int]:
    left, top, wide, bottom = box
    parts = sum(column.width for column in columns)
    widths = tuple(wide * column.width / parts for column in columns)
    head = tuple(
        Cell(tuple(wrap(c.heading, (w - 2 * PAD) / SLACK, size, 600)), "quiet", 600)
        for c, w in zip(columns, widths, strict=True)
    )
    made, heights, keys = [head], [_height(head, size, 6)], [""]
    for row in rows:
        cells = tuple(
            Cell(tuple(_broken(text, w, size, weight, status, most_lines)), role, weight, status)
            for (text, role, weight, status), w in zip(row.cells, widths, strict=True)
        )
        tall = _height(cells, size, 7)
        if top + sum(heights) + tall > bottom:
            break
        made.append(cells)
        heights.append(tall)
        keys.append(row.key)
    anchors = tuple(column.anchor for column in columns)
    found = Table(name, alt, left, top, widths, anchors, tuple(heights), tuple(made), tuple(keys), size)
    return found, len(made) - 1


def _broken(text: str, wide: float, size: float, weight: int, status: str, most: int) -> list[str]:
    room = wide - 2 * PAD - (indent(size) if status else 0)
    return wrap(plain(text), room / SLACK, size, weight, most)


def _height(cells: Sequence[Cell], size: float, around: float) -> float:
    return max(len(cell.lines) for cell in cells) * LEADING * size + around


def note(text: str, top: float, *, left: float = EDGE, size: float = 15, role: str = "quiet") -> Picture:
    """One quiet line."""
    mark = Text(left, top + size, text, role, size=size, weight=600 if role != "quiet" else 400)
    return Picture("note", Scene(WIDTH, HEIGHT, (mark,), text))


def statement(text: str, top: float) -> Picture:
    """A sentence that stands alone where there is nothing to draw."""
    lines = wrap(plain(text), ROOM * 0.8 / SLACK, 24, 500, lines=4)
    marks = tuple(Text(EDGE, top + 60 + 34 * i, line, "quiet", size=24, weight=500) for i, line in enumerate(lines))
    return Picture("statement", Scene(WIDTH, HEIGHT, marks, text))


def fitted(
    name: str,
    make: Callable[[float], Scene],
    top: float,
    bottom: float,
    widths: Sequence[float] = (1200, 1300, 1420, ROOM, 1700),
) -> Picture:
    """A picture across the slide, drawn as narrow as it may be so that its letters come out large.

    Args:
        name: What it is called among the slide's shapes.
        make: The scene at a width; the narrower, the larger it is shown.
        top: Its upper edge.
        bottom: What it may not pass.
        widths: Widths to try, narrowest first.
    """
    for wide in widths:
        scene = make(wide)
        scale = ROOM / wide
        if scene.height * scale <= bottom - top:
            return Picture(name, scene, EDGE, top, scale)
    scale = min(scale, (bottom - top) / scene.height)
    return Picture(name, scene, EDGE + (ROOM - scene.width * scale) / 2, top, scale)
