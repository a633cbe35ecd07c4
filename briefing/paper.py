"""The painter for paper and pictures: PDF and PNG without a browser, drawn by Typst in the shipped typeface."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, assert_never

import typst

from briefing.fonts import FOLDER
from briefing.pack import HEIGHT, WIDTH, Pack, Slide
from charts import DASHES, TICK, Circle, Code, Diamond, Line, Mark, Palette, Polygon, Rect, Text, palette

PAGES = {"16:9": (960.0, 540.0), "a4": (841.89, 595.28), "a3": (1190.55, 841.89)}
"""Width and height in points: a slide, and paper on its long side."""
_MARGIN = 14.0
"""What paper leaves free at every side, in points."""
_DRAWING = Path(__file__).with_name("paper.typ")


def pdf(pack: Pack, page: str = "16:9") -> bytes:
    """The pack as PDF, a slide a page; texts can be searched and copied, the titles are its bookmarks."""
    wide, high = PAGES[page]
    margin = 0 if page == "16:9" else _MARGIN
    unit = min((wide - 2 * margin) / WIDTH, (high - 2 * margin) / HEIGHT)
    origin = (wide - unit * WIDTH) / 2, (high - unit * HEIGHT) / 2
    made = _compiled(pack, pack.slides, (wide, high), unit, origin, format="pdf")
    assert isinstance(made, bytes)
    return made


def pngs(pack: Pack, pixels: int = 1600) -> list[bytes]:
    """A picture a slide, `pixels` wide: 1600, 3200 (for sharp screens), 3840 (4K)."""
    made = _compiled(pack, pack.slides, (WIDTH, HEIGHT), 1, (0, 0), format="png", ppi=72 * pixels / WIDTH)
    return made if isinstance(made, list) else [made]


def png(pack: Pack, slide: Slide, pixels: int = 1600) -> bytes:
    """One slide of a pack as a picture, `pixels` wide."""
    made = _compiled(pack, [slide], (WIDTH, slide.height), 1, (0, 0), format="png", ppi=72 * pixels / WIDTH)
    return made[0] if isinstance(made, list) else made


def _compiled(
    pack: Pack,
    slides: Sequence[Slide],
    page: tuple[float, float],
    unit: float,
    origin: tuple[float, float],
    **asked: Any,
) -> bytes | list[bytes]:
    look = palette(pack.theme)
    data = {
        "title": pack.title,
        "author": pack.labels["product"],
        "language": pack.language,
        "page": page,
        "unit": unit,
        "origin": origin,
        "ground": look.colours["surface"],
        "slides": [{"title": slide.title, "marks": list(_drawn(slide, look))} for slide in slides],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(_DRAWING.read_bytes(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(timestamp=int(pack.published_at.timestamp()), **asked)
    assert made is not None  # without an output path the bytes are answered
    return made


@lru_cache
def _fonts() -> typst.Fonts:
    """The shipped typeface and Typst's own, never the machine's: the same picture everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER)])


def _drawn(slide: Slide, look: Palette) -> Iterator[list[Any]]:
    """The marks as plain values: areas below lines, lines below signs, signs below texts."""
    scene = slide.scene
    for kinds in ((Rect, Polygon), (Code,), (Line,), (Circle, Diamond), (Text,)):
        for mark in scene.marks:
            if isinstance(mark, kinds):
                yield from _mark(mark, look)


def _mark(mark: Mark, look: Palette) -> Iterator[list[Any]]:
    colour, surface = look.colours[mark.role], look.colours["surface"]
    match mark:
        case Rect():
            yield ["r", mark.x, mark.y, mark.width, mark.height, colour]
        case Polygon():
            yield ["p", mark.points, colour, None]
        case Line():
            yield ["l", mark.points, colour, mark.width, DASHES[mark.dash]]
        case Circle():
            yield ["c", mark.x, mark.y, mark.r, *((surface, colour) if mark.hollow else (colour, None))]
        case Code():
            yield ["q", list(mark.dark()), colour]
        case Diamond():
            x, y, r = mark.x, mark.y, mark.r
            points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            yield ["p", points, *((surface, colour) if mark.style == "hollow" else (colour, None))]
            if mark.style == "ticked":
                tick = [(x + dx * 0.72 * r, y + dy * 0.72 * r) for dx, dy in TICK]
                yield ["l", tick, look.colours["tick"], 1.6, ()]
        case Text():
            runs = [(f"{mark.lead} ", 600, look.colours[mark.lead_role])] if mark.lead else []
            yield ["t", mark.x, mark.y, mark.anchor, mark.size, [*runs, (mark.text, mark.weight, colour)]]
        case _:
            assert_never(mark)
