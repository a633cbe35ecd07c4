"""How names are shortened, as `data/abbreviations.toml` has it."""

import tomllib
from functools import lru_cache
from pathlib import Path

from loaders.reference import DATA
from schedule.errors import RegistryError


@lru_cache
def abbreviations(data: Path = DATA) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Abbreviation -> the phrases that it stands for in a search; long part of an office's name -> how a picture writes it.

    Raises:
        RegistryError: The file is missing or wrong.
    """
    path = data / "abbreviations.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return {short: tuple(phrases) for short, phrases in told["short"].items()}, dict(told["display"])
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise RegistryError(path=path.name, reason=f"{type(error).__name__}: {error}") from error


def short_unit(name: str) -> str:
    """An office's name where there is little room.

    Example:
        >>> short_unit("Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố Hà Nội")
        'Ban QLDA ĐTXD CT giao thông TP Hà Nội'
    """
    for long, short in sorted(abbreviations()[1].items(), key=lambda pair: -len(pair[0])):
        name = name.replace(long, short)
    return name
