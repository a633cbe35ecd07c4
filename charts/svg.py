"""The painter for what stands inside HTML and on paper: a scene as one self-contained SVG text."""

from html import escape
from typing import assert_never

from charts.scene import DASHES, Circle, Code, Diamond, Line, Mark, Polygon, Rect, Scene, Text
from charts.signs import TICK
from charts.theme import Palette


def svg(scene: Scene, palette: Palette) -> str:
    """The scene as SVG, the same for the same scene; areas lie below lines, lines below signs, signs below texts."""
    layers = (scene.of(Rect, Polygon), scene.of(Code), scene.of(Line), scene.of(Circle, Diamond), scene.of(Text))
    body = "".join(_paint(mark, palette) for layer in layers for mark in layer)
    size = f'width="{_n(scene.width)}" height="{_n(scene.height)}" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'
    family = escape(palette.family, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(scene.alt, quote=True)}" '
        f'font-family="{family}">{body}</svg>'
    )


def _paint(mark: Mark, palette: Palette) -> str:
    colour = palette.colours[mark.role]
    ground = palette.colours["surface"]
    match mark:
        case Rect():
            place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
            return _element("rect", f'{place} fill="{colour}"', mark.title)
        case Polygon():
            return _element("polygon", f'points="{_points(mark.points)}" fill="{colour}"', mark.title)
        case Line():
            dash = f' stroke-dasharray="{" ".join(map(_n, DASHES[mark.dash]))}"' if mark.dash else ""
            style = f'fill="none" stroke="{colour}" stroke-width="{_n(mark.width)}"{dash}'
            return _element("polyline", f'points="{_points(mark.points)}" {style}', mark.title)
        case Circle():
            style = f'fill="{ground}" stroke="{colour}" stroke-width="1.5"' if mark.hollow else f'fill="{colour}"'
            return _element("circle", f'cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.r)}" {style}', mark.title)
        case Diamond():
            return _diamond(mark, colour, ground, palette.colours["tick"])
        case Text():
            return _text(mark, colour, palette)
        case Code():
            runs = (f"M{_n(a)} {_n(b)}H{_n(c)}V{_n(d)}H{_n(a)}z" for a, b, c, d in mark.dark())
            return _element("path", f'd="{"".join(runs)}" fill="{colour}" shape-rendering="crispEdges"', mark.title)
        case _:
            assert_never(mark)


def _diamond(mark: Diamond, colour: str, ground: str, tick: str) -> str:
    x, y, r = mark.x, mark.y, mark.r
    style = f'fill="{ground}" stroke="{colour}" stroke-width="1.5"' if mark.style == "hollow" else f'fill="{colour}"'
    drawn = _element(
        "polygon", f'points="{_points(((x, y - r), (x + r, y), (x, y + r), (x - r, y)))}" {style}', mark.title
    )
    if mark.style == "ticked":
        points = _points(tuple((x + dx * 0.72 * r, y + dy * 0.72 * r) for dx, dy in TICK))
        drawn += f'<polyline points="{points}" fill="none" stroke="{tick}" stroke-width="1.6"/>'
    return drawn


def _text(mark: Text, colour: str, palette: Palette) -> str:
    lead = (
        f'<tspan font-weight="600" fill="{palette.colours[mark.lead_role]}">{escape(mark.lead)} </tspan>'
        if mark.lead
        else ""
    )
    title = f"<title>{escape(mark.title)}</title>" if mark.title else ""
    # a soft edge in the ground's colour, so that letters stay clear of the lines behind them
    halo = f' paint-order="stroke" stroke="{palette.colours["surface"]}" stroke-width="2"'
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" text-anchor="{mark.anchor}" font-size="{_n(mark.size)}" '
        f'font-weight="{mark.weight}" fill="{colour}"{"" if mark.role == "surface" else halo}>'
        f"{title}{lead}{escape(mark.text)}</text>"
    )


def _element(name: str, attributes: str, title: str) -> str:
    return f"<{name} {attributes}><title>{escape(title)}</title></{name}>" if title else f"<{name} {attributes}/>"


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
