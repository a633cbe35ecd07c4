"""What stands in a column: how much of it is dates, numbers, words."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import ceil

from loaders.dates import DateContext, read_date
from loaders.grid import Grid

SAMPLED = 200
"""Rows below a heading that are looked at."""

_READ = (16, 64)
"""So many of a column's texts, from its first to its last, are read as dates: more only where the first are of both kinds."""
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


def profile_of(grid: Grid, first: int, column: int, year: int | None) -> Profile:
    """What stands in a column from a row on; `year` is the document's, to recognise dates without one."""
    filled = numbers = fractions = letters_seen = 0
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
            fractions += 0 <= value <= 1 or (row, column) in grid.marks.percents
        elif isinstance(value, str):
            letters_seen += len(value)
            fractions += value.strip().endswith("%")
            numbers += value.strip().rstrip("%").replace(",", ".").replace(".", "", 1).isdigit()
            texts += [value] if len(value) <= _LONGEST else []
    dates += len(texts) * _share_of_dates(texts, year)
    share = 1 / filled if filled else 0
    return Profile(filled, dates * share, numbers * share, fractions * share, letters_seen * share)


def _share_of_dates(texts: list[str], year: int | None) -> float:
    share = 0.0
    for most in _READ:
        read = texts[:: ceil(len(texts) / most) or 1]
        share = sum(_is_date(text, year) for text in read) / max(1, len(read))
        if share in (0, 1):
            break
    return share


@lru_cache(maxsize=20_000)
def _is_date(text: str, year: int | None) -> bool:
    if text.strip().replace(".", "").replace(",", "").isdigit() and len(text.strip()) < 4:
        return False
    span = read_date(text, DateContext(year=year))
    return span.is_dated or span.precision in ("relative", "recurring")
