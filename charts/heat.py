"""A heat map of shares: a row a name, a column a question, the deeper the more, each cell with its figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.lettering import ROOM, wrap
from charts.scene import Figures, Mark, Rect, Scene, Text
from schedule import Words

_STEPS = 5
_ROW, _GAP, _HEADING = 30.0, 3.0, 40.0


@dataclass(frozen=True)
class HeatRow:
    """One name with its shares."""

    key: str
    name: str
    note: str
    """Beside the name: how much the shares rest on."""
    shares: tuple[float, ...]
    """0 to 1, a share a column."""


def heat_scene(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    *,
    heads: tuple[str, str],
    words: Words,
    alt: str,
    width: float = 1552,
    narrow: bool = False,
) -> Scene:
    """Shares as a grid of tints; the figure stands in each cell, so that no colour is needed to read it.

    Args:
        rows: From the top.
        columns: Headings of the shares, from the left.
        heads: What the rows' names are, and what their notes say.
        words: The reader's language.
        alt: What the picture shows, in words.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: Names stand over their cells instead of beside them.
    """
    left = 10.0 if narrow else min(470.0, 0.34 * width)
    size = (width - left - 10) / max(1, len(columns))
    rise = 2 * _ROW if narrow else _ROW
    marks: list[Mark] = []
    for n, column in enumerate(columns):
        lines = wrap(column, (size - 4) / ROOM, 10.5 if narrow else 12.5, 600)[:2]
        for at, text in enumerate(lines):
            y = _HEADING - 8 - 13 * (len(lines) - 1 - at)
            marks.append(Text(left + size * (n + 0.5), y, text, "quiet", "middle", 10.5 if narrow else 12.5, 600))
    for number, row in enumerate(rows):
        top = _HEADING + number * rise
        title = f"{row.name}\n{row.note}"
        room = (width - 90 if narrow else left - 110) / ROOM
        name = wrap(row.name, room, 13, 500)
        told = name[0] + ("…" if len(name) > 1 else "")
        base = top + (18 if narrow else _ROW / 2 + 4)
        marks.append(Text(12, base, told, "ink", size=13, weight=500, title=title, key=row.key))
        marks.append(Text(width - 12 if narrow else left - 12, base, row.note, "quiet", "end", 11.5))
        cells = top + (rise - _ROW if narrow else 0)
        for n, share in enumerate(row.shares):
            x = left + size * n
            role = f"heat_{min(_STEPS - 1, int(share * _STEPS))}"
            marks.append(Rect(x + _GAP / 2, cells + _GAP / 2, size - _GAP, _ROW - _GAP, role, title, row.key))
            marks.append(Text(x + size / 2, cells + _ROW / 2 + 4, words.percent(share), "ink", "middle", 12.5, 600))
    figures = tuple((row.name, *map(words.percent, row.shares), row.note) for row in rows)
    height = _HEADING + max(1, len(rows)) * rise + 6
    return Scene(width, height, tuple(marks), alt, Figures((heads[0], *columns, heads[1]), figures))
