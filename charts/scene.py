"""A picture before it is a picture: plain marks in pixels that any painter can draw, and a check of what collides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any, TypeVar, overload

from charts.lettering import SLACK, width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y grows downwards."""


DASHES: dict[str, tuple[float, ...]] = {"": (), "dash": (6, 4), "dot": (1.5, 3), "dashdot": (8, 3, 2, 3)}
"""Pixels drawn and left out in turn, by the `dash` of a line."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled upright rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    role: str
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `dash` is one of `DASHES`."""

    points: tuple[tuple[float, float], ...]
    role: str
    width: float = 1
    dash: str = ""
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    role: str
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone: `style` is "hollow" (baseline), "solid" (forecast) or "ticked" (actual); `r` is half its height."""

    x: float
    y: float
    r: float
    role: str
    style: str = "solid"
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, filled or `hollow`."""

    x: float
    y: float
    r: float
    role: str
    hollow: bool = False
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline, `anchor` says which end of it stands at `x`: start, middle or end."""

    x: float
    y: float
    text: str
    role: str
    anchor: str = "start"
    size: float = 12
    weight: int = 400
    lead: str = ""
    """Words before the text, bold and in the colour of `lead_role`."""
    lead_role: str = "ink"
    title: str = ""
    key: str = ""

    @property
    def wording(self) -> str:
        """All that is written."""
        return f"{self.lead} {self.text}".strip()

    def box(self, room: float = 1) -> Box:
        """What the letters cover, `room` times as wide as the typeface says."""
        wide = width(f"{self.lead} ", self.size, 700) if self.lead else 0
        wide = (wide + width(self.text, self.size, self.weight)) * room
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return left, self.y - 0.82 * self.size, left + wide, self.y + 0.24 * self.size


@dataclass(frozen=True, slots=True)
class Code:
    """A square code to be read by a camera (QR), from its top left corner; in `rows` a "1" is a dark cell."""

    x: float
    y: float
    size: float
    rows: tuple[str, ...]
    role: str
    title: str = ""
    key: str = ""

    def dark(self) -> Iterator[Box]:
        """The dark cells, those beside each other in a row as one box."""
        cell = self.size / max(1, len(self.rows))
        for i, row in enumerate(self.rows):
            for run in re.finditer("1+", row):
                left, right = self.x + run.start() * cell, self.x + run.end() * cell
                yield left, self.y + i * cell, right, self.y + (i + 1) * cell


Mark = Rect | Line | Polygon | Diamond | Circle | Text | Code
_A = TypeVar("_A", bound=Mark)
_B = TypeVar("_B", bound=Mark)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a picture shows, as a table: its headings, and rows of ready texts, one a heading."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def joined(column: str, parts: Sequence[tuple[str, Figures]]) -> Figures:
    """Figures of the same columns as one, each row after the name of what it speaks of, which stands under `column`."""
    heads = next((figures.columns for _, figures in parts), ())
    return Figures((column, *heads), tuple((name, *row) for name, figures in parts for row in figures.rows))


@dataclass(frozen=True)
class Scene:
    """Marks on a page of `width` x `height` pixels: areas lie below lines, lines below signs, signs below texts."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str
    """What the picture shows, in words, for those who cannot see it."""
    figures: Figures = Figures()
    """The same as a table; no rows where nothing but words is drawn."""

    @overload
    def of(self, kind: type[_A], /) -> Iterator[_A]: ...
    @overload
    def of(self, kind: type[_A], other: type[_B], /) -> Iterator[_A | _B]: ...
    def of(self, *kinds: type) -> Iterator[Any]:
        """The marks of one kind or of two, in order."""
        return (mark for mark in self.marks if isinstance(mark, kinds))

    def as_text(self) -> str:
        """One mark a line: kind, then every field that is not its default, coordinates to a tenth of a pixel."""
        return "\n".join([f"Scene {self.width:g}x{self.height:g} {self.alt}", *map(_line, self.marks)]) + "\n"

    def overlaps(self, scale: float = 1) -> list[str]:
        """Texts that run into another text or into a milestone's sign, or leave the page; empty is good.

        Args:
            scale: How wide the page is shown, 1 being as drawn; letters and signs keep their size.
        """
        texts = [(m.wording, m.box(SLACK / scale)) for m in self.marks if isinstance(m, Text)]
        signs = [
            (f"sign {m.key}", (m.x - m.r / scale, m.y - m.r, m.x + m.r / scale, m.y + m.r))
            for m in self.marks
            if isinstance(m, Diamond | Circle)
        ]
        found = [f"{a[0]} | {b[0]}" for a, b in combinations(texts, 2) if meet(a[1], b[1])]
        found += [f"{a[0]} | {b[0]}" for a in texts for b in signs if meet(a[1], b[1])]
        return found + [f"{name} | page" for name, box in texts if not self._holds(box)]

    def _holds(self, box: Box) -> bool:
        return box[0] >= 0 and box[1] >= 0 and box[2] <= self.width and box[3] <= self.height


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01


def _line(mark: Mark) -> str:
    parts = [type(mark).__name__]
    for field in fields(mark):
        value = getattr(mark, field.name)
        if value == field.default:
            continue
        if field.name == "points":
            value = " ".join(f"{x:.1f},{y:.1f}" for x, y in value)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            value = f"{value:.1f}".removesuffix(".0")
        parts.append(f"{field.name}={value!r}" if field.name in ("text", "lead", "title") else f"{field.name}={value}")
    return " ".join(parts)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark further right by `dx` and down by `dy`."""
    if isinstance(mark, Line | Polygon):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def scaled(mark: Mark, by: float) -> Mark:
    """The same mark `by` times as large and as far from the origin, letters and strokes too."""
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x * by, y * by) for x, y in mark.points), width=mark.width * by)
    if isinstance(mark, Polygon):
        return replace(mark, points=tuple((x * by, y * by) for x, y in mark.points))
    names = {f.name for f in fields(mark)} & {"x", "y", "width", "height", "r", "size"}
    sizes: dict[str, Any] = {name: getattr(mark, name) * by for name in names}
    return replace(mark, **sizes)
