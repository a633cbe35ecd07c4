"""How wide a text is and where it breaks, measured in the typeface that is shipped."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

_FONTS = Path(__file__).resolve().parent.parent / "static"
_UNIT = 200
_WEIGHTS = (400, 500, 600, 700)
_WIDEST_DIGIT = str.maketrans("1234567890", "0" * 10)

SLACK = 1.08
"""Browsers set the same text up to this much wider than the typeface's own measures."""

NARROWEST = 1 / 1.2
"""Scenes are drawn wide and may be shown narrower, down to this part of their width, while letters keep their size."""

ROOM = SLACK / NARROWEST
"""Whoever places a text leaves it so many times the width that the typeface says."""


def width(text: str, size: float, weight: int = 400) -> float:
    """Pixels that `text` takes at `size`; digits count as wide as the widest, as tabular figures are."""
    return _advance(text.translate(_WIDEST_DIGIT), weight) * size / _UNIT


def wrap(text: str, room: float, size: float, weight: int = 400, lines: int = 2) -> list[str]:
    """`text` in at most `lines` lines of `room` pixels; what does not fit ends in "…".

    It breaks after a comma where that needs no more lines, else at spaces, so that the lines are about as long.
    """
    broken = _packed(text.split(), room, size, weight)
    if len(broken) > lines:
        return [_fit(line, room, size, weight) for line in (*broken[: lines - 1], f"{broken[lines - 1]}…")]
    clauses = _packed(re.split(r"(?<=[,;]) ", " ".join(text.split())), room, size, weight)
    if len(clauses) == len(broken) and all(width(line, size, weight) <= room for line in clauses):
        return [line for line in clauses if line]
    for part in range(19, 9, -1):
        evener = _packed(text.split(), room * part / 20, size, weight)
        if len(evener) > len(broken):
            break
        broken = evener
    return [_fit(line, room, size, weight) for line in broken]


def _packed(pieces: list[str], room: float, size: float, weight: int) -> list[str]:
    """Pieces joined by spaces into lines, each as full as `room` allows."""
    packed: list[str] = []
    for piece in pieces:
        if packed and width(f"{packed[-1]} {piece}", size, weight) <= room:
            packed[-1] += f" {piece}"
        else:
            packed.append(piece)
    return packed


def _fit(line: str, room: float, size: float, weight: int) -> str:
    if width(line, size, weight) <= room:
        return line
    cut = whole = line.rstrip("…")
    while cut and width(f"{cut}…", size, weight) > room:
        cut = cut[:-1]
    if " " in cut and whole[len(cut)] != " ":
        cut = cut[: cut.rindex(" ")]
    return f"{cut.rstrip(' ,;(')}…"


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
