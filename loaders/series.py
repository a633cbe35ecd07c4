"""Columns of one date that was moved more than once, and numbers of months and years under a date's heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from loaders.grid import Grid, Place
from loaders.headings import event_words, heading_match, is_step, names_sharp_edge, plain_words
from loaders.splitdates import rows_of_table

_COUNT = re.compile(r"\b(?:lan (?:thu )?\d{1,2}|rev \d{1,2}|\d{1,2})\b")
_NUMBERED = re.compile(r"\b\d{1,2}\b")
_PERIOD = re.compile(r"\b(?:thang|quy|tuan|nam|ngay) \d")
_NOUNS = {"thang": ("tháng", 1, 12), "quy": ("quý", 1, 4), "nam": ("năm", 1990, 2100)}
_NOTHING = ("", "-", "–", "—")
_MOST = 0.6

Paths = Mapping[int, tuple[str, ...]]


def last_of_series(grid: Grid, heading: Sequence[int], paths: Paths) -> tuple[Grid, set[int], set[int]]:
    """The grid with the newest date of each row in the last column of its series ("Gia hạn lần 1", "Gia hạn lần 2").

    Returns:
        The grid, which tells of each place whence its value comes; the last columns, and those before them.
    """
    series = _series(paths)
    if not series:
        return grid, set(), set()
    values, moved = [list(row) for row in grid.values], dict[Place, int]()
    for row in rows_of_table(grid, heading, sorted(chain.from_iterable(series))):
        for *before, last in series:
            said = (column for column in (last, *reversed(before)) if grid.value(row, column) not in _NOTHING)
            if (column := next(said, last)) != last:
                values[row] += [""] * (last + 1 - len(values[row]))
                values[row][last], moved[row, last] = grid.value(row, column), column
    return replace(grid, values=values, moved=moved), {s[-1] for s in series}, {c for s in series for c in s[:-1]}


def _series(paths: Paths) -> list[list[int]]:
    """The columns of each forecast that was made more than once, the first one first."""
    groups: dict[tuple[str, str], list[tuple[int, int]]] = {}
    plain: dict[str, list[int]] = {}
    for column, path in sorted(paths.items()):
        match = heading_match(" ".join(path[:-1]), path[-1])
        if not match or not match.field.startswith("forecast_"):
            continue
        words = plain_words(" ".join(path))
        numbers = _NUMBERED.findall(words)
        if numbers and not _PERIOD.search(words):
            groups.setdefault((match.field, _COUNT.sub("", words)), []).append((int(numbers[-1]), column))
        elif not is_step(path) and not event_words(path, is_start=match.field.endswith("start")):
            plain.setdefault(match.field, []).append(column)
    found = []
    for (name, _), counted in groups.items():
        columns = [column for _, column in sorted(counted)]
        # a column of the same date without a number that stands after them all is the newest
        found.append(columns + [c for c in plain.get(name, [])[-1:] if c > max(columns) and len(plain[name]) == 1])
    return [columns for columns in found if len(columns) > 1]


def worded_numbers(grid: Grid, heading: Sequence[int], paths: Paths) -> Grid:
    """The grid with months, quarters and years that are mere numbers written out: 6 under "Tháng hoàn thành" is "tháng 6"."""
    found = {
        column: noun
        for column, path in paths.items()
        if (noun := _noun(path)) and _fits(grid, heading[-1] + 1, column, noun)
    }
    if not found:
        return grid
    values = [list(row) for row in grid.values]
    for row in rows_of_table(grid, heading, sorted(found)):
        for column, noun in found.items():
            if (number := _whole(grid.value(row, column))) is not None:
                values[row][column] = f"{_NOUNS[noun][0]} {number}"
    return replace(grid, values=values)


def _noun(path: Sequence[str]) -> str:
    words = plain_words(path[-1]).split()
    noun = next((word for word in words if word in _NOUNS), "")
    return noun if noun and names_sharp_edge(path[-1]) and "ngay" not in words and "so" not in words else ""


def _fits(grid: Grid, first: int, column: int, noun: str) -> bool:
    said = [v for row in range(first, grid.height) if (v := grid.value(row, column)) not in _NOTHING]
    _, least, most = _NOUNS[noun]
    numbers = [number for value in said if (number := _whole(value)) is not None and least <= number <= most]
    return len(numbers) >= 2 and len(numbers) >= _MOST * len(said)


def _whole(value: Any) -> int | None:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return int(value) if value % 1 == 0 else None
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None
