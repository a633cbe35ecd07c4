"""How wide a text is and where it breaks, measured in the typeface that is shipped."""

from functools import lru_cache
from pathlib import Path
from typing import Any

_FONTS = Path(__file__).resolve().parent.parent / "static"
_UNIT = 200
_WEIGHTS = (400, 500, 600, 700)
_WIDEST_DIGIT = str.maketrans("1234567890", "0" * 10)

ROOM = 1.2
"""Scenes are drawn wide and may be shown narrower, down to 1/1.2 of their width, while letters keep their size:
whoever places a text leaves it this much room.
"""


def width(text: str, size: float, weight: int = 400) -> float:
    """Pixels that `text` takes at `size`; digits count as wide as the widest, as tabular figures are."""
    return _advance(text.translate(_WIDEST_DIGIT), weight) * size / _UNIT


def wrap(text: str, room: float, size: float, weight: int = 400, lines: int = 2) -> list[str]:
    """`text` broken at spaces into at most `lines` lines of `room` pixels; what does not fit ends in "…"."""
    broken: list[str] = []
    for word in text.split():
        if broken and width(f"{broken[-1]} {word}", size, weight) <= room:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] += "…"
    return [_fit(line, room, size, weight) for line in kept]


def _fit(line: str, room: float, size: float, weight: int) -> str:
    if width(line, size, weight) <= room:
        return line
    cut = line.rstrip("…")
    while cut and width(f"{cut}…", size, weight) > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


@lru_cache(maxsize=20_000)
def _advance(text: str, weight: int) -> float:
    return sum(_letter(letter, weight) for letter in text)


@lru_cache(maxsize=4_000)
def _letter(letter: str, weight: int) -> float:
    return float(_font(weight).getlength(letter))


@lru_cache
def _font(weight: int) -> Any:
    from PIL import ImageFont  # here, so that a terminal command that draws nothing starts without it

    nearest = min(_WEIGHTS, key=lambda w: abs(w - weight))
    return ImageFont.truetype(str(_FONTS / f"BeVietnamPro-{nearest}.ttf"), _UNIT)
