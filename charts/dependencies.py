"""Who waits for whom: on the left what is waited for, on the right what waits, a line for each wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.lettering import ROOM, wrap
from charts.lettering import width as wide
from charts.scene import Figures, Line, Mark, Scene, Text
from charts.signs import sign
from schedule import Words

_ROW, _GAP, _HEAD, _INSET, _SIGN = 40.0, 14.0, 30.0, 26.0, 16.0


@dataclass(frozen=True)
class End:
    """One milestone at an end of a wait."""

    key: str
    programme: str
    name: str
    status: str
    finish: str


@dataclass(frozen=True)
class Fan:
    """A milestone and those of other programmes that wait for it."""

    before: End
    after: tuple[End, ...]


def dependencies_scene(
    fans: Sequence[Fan], heads: tuple[str, str], *, words: Words, alt: str, width: float = 1552, narrow: bool = False
) -> Scene:
    """Waits between programmes as fans, one below another; the sign of each milestone says how it stands.

    Args:
        fans: From the top.
        heads: What stands over the left and the right column.
        words: The reader's language.
        alt: What the picture shows, in words.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: What waits stands below what it waits for, set in.
    """
    columns = tuple(name for head in heads for name in (head, words("column.status"), words("column.finish")))
    rows = tuple((*_cells(fan.before, words), *_cells(end, words)) for fan in fans for end in fan.after)
    figures = Figures(columns, rows)
    marks: list[Mark] = []
    if narrow:
        y = 8.0
        for fan in fans:
            marks += _end(fan.before, 16, y, width - 40)
            trunk = y + _ROW * 0.5 + 10
            for n, end in enumerate(fan.after, 1):
                middle = y + (n + 0.5) * _ROW
                marks.append(Line(((16, trunk), (16, middle), (16 + _INSET - 10, middle)), "quiet", 1.5))
                marks += _end(end, 16 + _INSET, y + n * _ROW, width - 40 - _INSET)
            y += (1 + len(fan.after)) * _ROW + _GAP
        return Scene(width, y, tuple(marks), alt, figures)
    right, room = 0.54 * width, 0.44 * width - 40
    marks += [
        Text(x, 18, head, "quiet", size=12.5, weight=600) for x, head in zip((14, right - 10), heads, strict=True)
    ]
    y = _HEAD
    for fan in fans:
        tall = _ROW * len(fan.after)
        middle = y + tall / 2
        marks += _end(fan.before, 24, middle - _ROW / 2, room)
        name, told = _told(fan.before, room)
        out = 34 + _SIGN + ROOM * max(wide(name, 13, 600), wide(told, 11.5))
        for n, end in enumerate(fan.after):
            at = y + (n + 0.5) * _ROW
            bend = 0.49 * width
            marks.append(Line(((out, middle), (bend, middle), (bend, at), (right - 16, at)), "quiet", 1.5))
            marks += _end(end, right, y + n * _ROW, width - right - 30)
        y += tall + _GAP
    return Scene(width, y, tuple(marks), alt, figures)


def _cells(end: End, words: Words) -> tuple[str, ...]:
    return f"{end.programme}: {end.name}", words(f"status.{end.status}"), end.finish


def _end(end: End, x: float, top: float, room: float) -> list[Mark]:
    """A milestone's sign about `x`, its name, and below it its programme and finish."""
    name, told = _told(end, room)
    title = f"{end.name}\n{end.programme} · {end.finish}"
    return [
        *sign(end.status, x, top + _ROW / 2, 6),
        Text(x + _SIGN, top + 17, name, "ink", size=13, weight=600, title=title, key=end.key),
        Text(x + _SIGN, top + 33, told, "quiet", size=11.5, key=end.key),
    ]


def _told(end: End, room: float) -> tuple[str, str]:
    """A milestone's two lines, cut where they pass `room`."""
    room = (room - _SIGN) / ROOM
    name = wrap(end.name, room, 13, 600, lines=1)
    return name[0], wrap(f"{end.finish} · {end.programme}", room, 11.5, lines=1)[0]
