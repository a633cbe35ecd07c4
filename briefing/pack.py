"""A briefing before it is a file: slides of plain marks and tables, and the figures behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from charts import Figures, Line, Mark, Rect, Scene, Text, moved, scaled, sign

WIDTH, HEIGHT = 1600.0, 900.0
"""A slide in pixels: 16 to 9."""
PAD = 8.0
"""What a table's cell leaves free at its left and right."""
LEADING = 1.3
"""Height of a line of text, in parts of its size."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell of a table: its lines, and the sign of a status before them."""

    lines: tuple[str, ...]
    role: str = "ink"
    weight: int = 400
    status: str = ""


@dataclass(frozen=True)
class Table:
    """A table on a slide; every text is broken into the lines that fit its column."""

    name: str
    """What it is called among the slide's shapes."""
    alt: str
    x: float
    y: float
    widths: tuple[float, ...]
    anchors: tuple[str, ...]
    """Per column: start or end."""
    heights: tuple[float, ...]
    """Per row, the heading first."""
    rows: tuple[tuple[Cell, ...], ...]
    """The heading, then the rows."""
    keys: tuple[str, ...]
    """What each row speaks of; "" of the heading."""
    size: float

    @property
    def width(self) -> float:
        """Pixels from the first column to the last."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """Pixels from the heading to the last row."""
        return sum(self.heights)

    @property
    def figures(self) -> Figures:
        """The table as texts, each cell's lines put together."""
        told = [tuple(" ".join(cell.lines) for cell in row) for row in self.rows]
        return Figures(told[0], tuple(told[1:]))

    def marks(self) -> Iterator[Mark]:
        """The table as marks: a line below each row, the cells' signs and lines."""
        top = self.y
        for number, (row, key, height) in enumerate(zip(self.rows, self.keys, self.heights, strict=True)):
            left = self.x
            if number == 0:
                yield Rect(self.x, top, self.width, height, "group")
            for cell, wide, anchor in zip(row, self.widths, self.anchors, strict=True):
                yield from self._cell(cell, left, top, wide, height, anchor, key)
                left += wide
            top += height
            yield Line(((self.x, top), (self.x + self.width, top)), "line")

    def _cell(
        self, cell: Cell, left: float, top: float, wide: float, height: float, anchor: str, key: str
    ) -> Iterator[Mark]:
        step = LEADING * self.size
        first = top + (height - step * len(cell.lines)) / 2 + 0.98 * self.size
        at = left + PAD if anchor == "start" else left + wide - PAD
        if cell.status:
            for mark in sign(cell.status, left + PAD + 0.36 * self.size, first - 0.36 * self.size, 0.36 * self.size):
                yield replace(mark, key=key)
            at = at + indent(self.size) if anchor == "start" else at
        for i, line in enumerate(cell.lines):
            yield Text(at, first + i * step, line, cell.role, anchor, self.size, cell.weight, key=key)


def indent(size: float) -> float:
    """What the sign of a status takes before its text."""
    return 1.15 * size


@dataclass(frozen=True)
class Picture:
    """A scene where it stands on a slide, `scale` times its own size."""

    name: str
    scene: Scene
    x: float = 0
    y: float = 0
    scale: float = 1

    def marks(self) -> Iterator[Mark]:
        """The scene's marks in the slide's pixels."""
        for mark in self.scene.marks:
            if _CONTROL.search(mark.title) or (isinstance(mark, Text) and _CONTROL.search(mark.wording)):
                mark = _printable(mark)
            yield moved(scaled(mark, self.scale) if self.scale != 1 else mark, self.x, self.y)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold."""


def _printable(mark: Mark) -> Mark:
    names = ("title", "text", "lead") if isinstance(mark, Text) else ("title",)
    said: dict[str, Any] = {name: _CONTROL.sub("", getattr(mark, name)) for name in names}
    return replace(mark, **said)


Part = Picture | Table


@dataclass(frozen=True)
class Slide:
    """One page of a briefing."""

    key: str
    """The same whenever the same page is made: "headline", "programme:ring-road-4:1"."""
    title: str
    """The message."""
    heading: tuple[Text, ...]
    """The title's lines as they stand on the slide."""
    parts: tuple[Part, ...]
    is_edited: bool = False
    """Whether a person reworded the title."""
    height: float = HEIGHT
    """Pixels; of what stands alone as high as it needs."""

    @property
    def scene(self) -> Scene:
        """The whole slide as marks, its ground the lowest of them."""
        parts = (mark for part in self.parts for mark in part.marks())
        alt = " ".join([self.title, *(part.alt if isinstance(part, Table) else part.scene.alt for part in self.parts)])
        ground = Rect(0, 0, WIDTH, self.height, "surface")
        return Scene(WIDTH, self.height, (ground, *self.heading, *parts), alt)

    @property
    def figures(self) -> tuple[tuple[str, Figures], ...]:
        """What its pictures and tables say, as tables, each under what it is."""
        told = [
            (part.alt, part.figures) if isinstance(part, Table) else (part.scene.alt, part.scene.figures)
            for part in self.parts
        ]
        return tuple((alt, figures) for alt, figures in told if figures.rows)


@dataclass(frozen=True)
class Figure:
    """One milestone's figures, for what counts on: workbooks and calendars."""

    programme_id: str
    programme: str
    row_id: str
    wbs: str
    name: str
    owner: str
    status: str
    status_word: str
    baseline: date | None
    baseline_text: str
    approved: date | None
    finish: date | None
    """Actual if there is one, else forecast; of what is overdue the status date."""
    finish_text: str
    is_done: bool
    promised: date | None
    """The forecast, whatever became of it."""
    variance_original: int | None
    """Calendar days, + late."""
    variance_current: int | None
    slip_last_report: int | None
    overdue: int | None
    redatings: int
    needed: str
    """What somebody has to decide; "" where nothing."""
    revision: str
    source: str
    """Sheet and cell."""
    url: str


@dataclass(frozen=True)
class Event:
    """A day or a window to stand in a calendar."""

    uid: str
    sequence: int
    """Rises with every revision that speaks of it, so that calendars update instead of doubling it."""
    stamped_at: datetime
    first: date
    last: date
    title: str
    description: str
    kind: str
    """"milestone" or "gate"."""


@dataclass(frozen=True)
class Pack:
    """A whole briefing. Made twice from the same revisions it is the same."""

    title: str
    subtitle: str
    language: str
    theme: str
    status_date: date
    published_at: datetime
    """When the newest of its revisions was published: the only moment that its files speak of."""
    slides: tuple[Slide, ...]
    before: date | None = None
    """The status date that changes are told from; None where there is none."""
    figures: tuple[Figure, ...] = ()
    changes: tuple[tuple[Any, ...], ...] = ()
    """Rows of the table of changes: texts and numbers."""
    events: tuple[Event, ...] = ()
    stamp: tuple[str, ...] = field(default=())
    """The lines below every slide, as texts."""
    labels: dict[str, str] = field(default_factory=dict)
    """Words that painters need: headings of columns, names of sheets."""


def texts(marks: Iterable[Mark]) -> list[str]:
    """All that is written, in order."""
    return [mark.wording for mark in marks if isinstance(mark, Text)]
