"""The sign of each status, drawn as marks or as a small SVG, and the legends made of them."""

from math import cos, inf, pi, sin

from charts.lettering import ROOM, width
from charts.scene import Circle, Diamond, Line, Mark, Polygon, Rect, Text
from charts.theme import shape

TICK = ((-0.5, 0.0), (-0.12, 0.38), (0.52, -0.36))
"""A tick inside a sign, in parts of its radius."""


def sign(status: str, x: float, y: float, r: float) -> list[Mark]:
    """The sign of `status` in its colour, about (x, y), `r` pixels to each side."""
    role = f"status_{status}"
    match shape(status):
        case "circle":
            return [Circle(x, y, r, role)]
        case "square":
            return [Rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r, role)]
        case "diamond":
            return [Diamond(x, y, 1.15 * r, role)]
        case "triangle":
            return [Polygon(((x, y - r), (x + 1.1 * r, y + 0.85 * r), (x - 1.1 * r, y + 0.85 * r)), role)]
        case "tick":
            return [Line(tuple((x + 1.6 * r * dx, y + 1.6 * r * dy) for dx, dy in TICK), role, 2)]
        case "dotted":
            angles = [i * pi / 3 for i in range(6)]
            return [Circle(x + 0.8 * r * cos(a), y + 0.8 * r * sin(a), 0.28 * r, role) for a in angles]
        case _:
            return [Circle(x, y, 0.85 * r, role, hollow=True)]


_SVG = {
    "circle": '<circle cx="6" cy="6" r="4.6" stroke="none"/>',
    "square": '<rect x="1.6" y="1.6" width="8.8" height="8.8" stroke="none"/>',
    "diamond": '<path d="M6 .6 11.4 6 6 11.4 .6 6z" stroke="none"/>',
    "triangle": '<path d="M6 1 11.5 10.6H.5z" stroke="none"/>',
    "tick": '<path d="M1.6 6.2 4.8 9.4 10.6 2.8" fill="none" stroke-width="2"/>',
    "ring": '<circle cx="6" cy="6" r="4" fill="none" stroke-width="1.6"/>',
    "dotted": '<circle cx="6" cy="6" r="4.2" fill="none" stroke-width="1.8" stroke-dasharray="1.8 2.6"/>',
}


def status_svg(status: str) -> str:
    """The sign of `status` as an SVG image in black, to be used as a mask."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12" fill="#000" stroke="#000">'
        f"{_SVG[shape(status)]}</svg>"
    )


def legend(x: float, y: float, items: list[tuple[str, str]], right: float = inf) -> list[Mark]:
    """Signs and their words from (x, y), y the baseline of the first line; a line is full where it would pass `right`.

    Args:
        x: Left edge.
        y: Baseline of the words.
        items: What is shown (baseline, forecast, actual, promise, or the role of a bar) and its word.
        right: Right edge.
    """
    drawn: list[Mark] = []
    at = x
    for what, word in items:
        wide = 18 + width(word, 11) * ROOM
        if at > x and at + wide > right:
            at, y = x, y + 18
        middle = y - 4
        match what:
            case "baseline":
                drawn.append(Diamond(at + 6, middle, 6, "baseline", "hollow"))
            case "forecast":
                drawn.append(Diamond(at + 6, middle, 6, "quiet"))
            case "actual":
                drawn.append(Diamond(at + 6, middle, 6, "actual", "ticked"))
            case "ghost":
                drawn.append(Line(((at - 4, middle), (at + 10, middle)), "accent", 3, "dot"))
                drawn.append(Diamond(at + 10, middle, 4.5, "accent", "hollow"))
            case "promise":
                drawn.append(Circle(at + 6, middle, 4, "quiet", hollow=True))
            case _:
                drawn.append(Rect(at - 2, middle - 4, 16, 8, what))
        drawn.append(Text(at + 18, y, word, "quiet", size=11))
        at += wide + 12
    return drawn
