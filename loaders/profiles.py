"""What stands in a column: how much of it is dates, numbers, words."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import ceil

from loaders.dates import DateContext, read_date
from loaders.grid import Grid
from loaders.headings import is_state, is_unit

SAMPLED = 200
"""Rows below a heading that are looked at."""

_READ = (16, 64)
"""So many of a column's texts, from its first to its last, are read as dates: more only where the first are of both kinds."""
_ALL = 100
_LONGEST = 80
"""Letters of a text that may be a date."""


@dataclass(frozen=True)
class Profile:
    """What stands in a column."""

    filled: int
    dates: float
    """Shares, 0 to 1, of what is filled."""
    numbers: float
    fractions: float
    """Numbers from 0 to 1, or shown as percentages."""
    length: float
    """Mean number of letters."""
    large: float = 0.0
    """Numbers over 100, not shown as percentages."""
    states: float = 0.0
    """Texts that say how far the work is: "Chưa hoàn thành"."""
    units: float = 0.0
    """Units of measure: "m3", "cái"."""
    least: float = 0.0
    most: float = 0.0
    """The smallest and the largest number."""


def profile_of(grid: Grid, first: int, column: int, year: int | None) -> Profile:
    """What stands in a column from a row on; `year` is the document's, to recognise dates without one."""
    filled = numbers = fractions = letters_seen = large = 0
    said: list[float] = []
    dates = 0.0
    texts: list[str] = []
    for row in range(first, min(grid.height, first + SAMPLED)):
        value = grid.value(row, column)
        if value == "" or value == "-":
            continue
        filled += 1
        if isinstance(value, date | datetime):
            dates += 1
        elif isinstance(value, float | int) and not isinstance(value, bool):
            numbers += 1
            is_share = (row, column) in grid.marks.percents
            fractions += 0 <= value <= 1 or is_share
            large += value > _ALL and not is_share
            said.append(value)
        elif isinstance(value, str):
            letters_seen += len(value)
            fractions += value.strip().endswith("%")
            numbers += value.strip().rstrip("%").replace(",", ".").replace(".", "", 1).isdigit()
            texts += [value] if len(value) <= _LONGEST else []
    dates += len(texts) * _share_of_dates(texts, year)
    share = 1 / filled if filled else 0
    states, units = (share * sum(map(kind, texts)) if texts else 0.0 for kind in (_is_state, _is_unit))
    least, most = (min(said), max(said)) if said else (0.0, 0.0)
    told = (numbers * share, fractions * share, letters_seen * share, large * share)
    return Profile(filled, dates * share, *told, states, units, least, most)


def _share_of_dates(texts: list[str], year: int | None) -> float:
    share = 0.0
    for most in _READ:
        read = texts[:: ceil(len(texts) / most) or 1]
        share = sum(_is_date(text, year) for text in read) / max(1, len(read))
        if share in (0, 1):
            break
    return share


@lru_cache(maxsize=20_000)
def _is_state(text: str) -> bool:
    return is_state(text)


@lru_cache(maxsize=20_000)
def _is_unit(text: str) -> bool:
    return is_unit(text)


@lru_cache(maxsize=20_000)
def _is_date(text: str, year: int | None) -> bool:
    if text.strip().replace(".", "").replace(",", "").isdigit() and len(text.strip()) < 4:
        return False
    span = read_date(text, DateContext(year=year))
    return span.is_dated or span.precision in ("relative", "recurring")
