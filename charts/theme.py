"""The look as data: one colour a role in two themes, one shape a status (`data/theme.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from schedule.errors import RegistryError

_FILE = Path(__file__).resolve().parent.parent / "data" / "theme.toml"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme by role, and the typeface."""

    theme: str
    colours: Mapping[str, str]
    """Role -> "#rrggbb"."""
    family: str
    """CSS font family of every text."""


@lru_cache
def palette(theme: str) -> Palette:
    """The palette of `theme`, "light" or "dark"; any other reads as light.

    Raises:
        RegistryError: `data/theme.toml` is missing or wrong.
    """
    name = theme if theme == "dark" else "light"
    look = _look()
    return Palette(name, look[name], look["family"])


def shape(status: str) -> str:
    """The shape that stands for a status: circle, diamond, triangle, square, tick, ring or dotted (ring).

    Raises:
        RegistryError: `data/theme.toml` is missing or wrong.
    """
    return str(_look()["shapes"].get(status, "ring"))


@lru_cache
def _look() -> dict[str, Any]:
    try:
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RegistryError(path=_FILE.name, reason=str(error)) from error
