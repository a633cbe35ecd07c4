"""Dates whose day, month and year stand in columns of their own, under one heading: put together in the first of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from loaders.grid import Grid, as_text
from loaders.headingrows import heading_score
from loaders.headings import heading_match, plain_words

_NOUNS = {
    "ngay": "ngày", "day": "ngày", "thang": "tháng", "month": "tháng", "quy": "quý", "quarter": "quý", "nam": "năm", "year": "năm",
}  # fmt: skip
"""Heading -> the word before its number."""
_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,4}", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_NOTHING = ("", "-", "–", "—", "…", "...")
_DATES = ({"ngày", "tháng"}, {"ngày", "tháng", "năm"}, {"tháng", "năm"}, {"quý", "năm"})
"""What a date may be put together from."""
_LARGEST = {"ngày": 31, "tháng": 12, "quý": 4, "năm": 2100}
_HALF = 0.5
_ORDER = ("ngày", "tháng", "quý", "năm")

Paths = dict[int, tuple[str, ...]]
"""Column -> the headings over it, from the band down."""


def put_together(grid: Grid, heading: Sequence[int], paths: Paths) -> tuple[Grid, Paths, dict[int, int]]:
    """The grid with each such date written out in its group's first column: "ngày 5 tháng 9 năm 2024".

    Args:
        grid: The sheet.
        heading: The rows of the table's heading.
        paths: The headings over its columns.

    Returns:
        The grid, the same where no date is split; the paths, a group's columns as one under what stands over them all; and
        the first column -> the last one of each group.
    """
    groups = [group for group in _groups(paths) if all(_fits(grid, heading[-1], *part) for part in group.items())]
    if not groups:
        return grid, paths, {}
    values = [list(row) for row in grid.values]
    years = [_year_over(paths[min(nouns)], nouns) for nouns in groups]
    for row in rows_of_table(grid, heading, [column for group in groups for column in group]):
        for nouns, year in zip(groups, years, strict=True):
            _write_out(grid, values[row], row, nouns, year)
    left = dict(paths)
    for first, *others in groups:
        left[first] = paths[first][:-1] or (", ".join(paths[column][-1] for column in (first, *others)),)
        for column in others:
            del left[column]
    return replace(grid, values=values), left, {min(nouns): max(nouns) for nouns in groups}


def _groups(paths: Paths) -> Iterator[dict[int, str]]:
    """Neighbouring columns under one band headed by day, month, quarter, year, each once: column -> its noun."""
    group: dict[int, str] = {}
    for column in [*sorted(paths), -1]:
        path = paths.get(column, ("",))
        noun = _NOUNS.get(plain_words(path[-1]), "")
        is_next = bool(group) and column - 1 in group and path[:-1] == paths[column - 1][:-1]
        if not (noun and is_next and noun not in group.values()):
            if {*group.values()} in _DATES:
                yield group
            group = {}
        if noun:
            group[column] = noun


def _fits(grid: Grid, last: int, column: int, noun: str) -> bool:
    """Whether the numbers below a heading are mostly such as days, months, quarters or years have: no amounts."""
    numbers = [value for value in grid.columns[column][last + 1 :] if isinstance(value, float | int)]
    return sum(value % 1 == 0 and value <= _LARGEST[noun] for value in numbers) >= _HALF * len(numbers)


def _year_over(path: Sequence[str], nouns: Mapping[int, str]) -> str:
    """The one year that the band over a group without years names: "Thời hạn năm 2025"; "" else."""
    said = set(_YEAR.findall(" ".join(path[:-1]))) if "năm" not in nouns.values() else set()
    return said.pop() if len(said) == 1 else ""


def rows_of_table(grid: Grid, heading: Sequence[int], columns: Sequence[int]) -> Iterator[int]:
    """The rows below the heading, down to that of another table; the heading again and the columns' numbers left out."""
    own = {grid.filled_text(row, column) for row in heading for column in columns}
    for row in range(heading[-1] + 1, grid.height):
        told = [text for column in columns if (text := grid.text(row, column))]
        if own.issuperset(told):
            continue
        if not any(_is_number(text) for text in told) and _is_heading(grid, row):
            return
        if row > heading[-1] + 2 or not _is_counted(grid, row, columns[0]):
            yield row


def _is_heading(grid: Grid, row: int) -> bool:
    """Whether another table begins: a row like a heading, in which one cell is that of names or of numbers to the letter."""
    matches = (heading_match("", value) for value in grid.values[row] if isinstance(value, str))
    is_exact = any(m and m.field in ("name", "wbs", "row_id") and m.score >= 95 for m in matches)
    return is_exact and heading_score(grid, row) >= 4


def _is_counted(grid: Grid, row: int, column: int) -> bool:
    """Whether the row under a heading numbers the columns: (4) (5) (6)."""
    numbers = [grid.text(row, c).strip("()") for c in range(max(0, column - 1), column + 2)]
    return all(n.isdecimal() for n in numbers) and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))


def _write_out(grid: Grid, values: list[Any], row: int, nouns: Mapping[int, str], year: str) -> None:
    """Put one date into the first column of its group, and clear the others; a text that stands alone stays as it is."""
    if all(grid.value(row, column) == "" for column in nouns):
        return
    parts = {noun: part for column, noun in nouns.items() if as_text(part := _part(grid, row, column)) not in _NOTHING}
    said = [(noun, as_text(parts[noun])) for noun in _ORDER if noun in parts]
    alone = next(iter(parts.values()), "") if len({text for _, text in said}) < 2 else ""
    values += [""] * (max(nouns) + 1 - len(values))
    for column in nouns:
        values[column] = ""
    worded = " ".join(f"{noun} {text}" if _is_number(text) else text for noun, text in said)
    is_worded = alone == "" or _is_number(as_text(alone))
    values[min(nouns)] = f"{worded} {year and f'năm {year}'}".strip() if is_worded and worded else alone


def _part(grid: Grid, row: int, column: int) -> Any:
    """A cell's value; that of its range where the same month or year is merged over several rows."""
    merge = grid.covered.get((row, column)) if grid.merges else None
    at = (merge.top, merge.left) if merge and merge.left == column else (row, column)
    return grid.value(*at)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))
