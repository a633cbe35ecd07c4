"""How deep each line stands: by the style of its number, its indent, or a column of outline levels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from loaders.tables import Table

_PATH = re.compile(r"(?:[ivxlcIVXLC]+|[A-Za-z]|\d+)(?:[.\-]\d+)+\.?")
_ROMANS = re.compile(r"(?=[IVXLC])L?(?:X{0,3})(?:IX|IV|V?I{0,3})$")
_IN_NAME = re.compile(r"(?P<number>\d+(?:\.\d+)+\.?|\d{1,3}[.)]|[IVXL]+[.)/]|[A-Ha-h][.)])\s+\S")
DASHES = ("-", "+", "*", "•", "–", "—")
"""Signs that stand for a number, or for nothing."""


@dataclass(slots=True)
class Line:
    """One row of work, or one group; and the rows that go on it."""

    row: int
    number: str
    name: str
    indent: int = 0
    is_bold: bool = False
    is_band: bool = False
    """Whether the row holds nothing but its name, over the table's width or alone."""
    is_across: bool = False
    """Whether its name is merged over other columns."""
    is_beside: bool = False
    """Whether its number is merged down from the line above: another task of that number."""
    is_group: bool = False
    """Whether it holds only words between numbered tasks: their group, though nothing marks it."""
    is_inner: bool = False
    """Whether that group stands inside another: the numbers go on below it."""
    more: tuple[int, ...] = ()
    """Rows that belong to it: further owners or dates of the same task."""
    level: int = 0
    wbs: str = ""
    is_summary: bool = False


class Lines(list[Line]):
    """The lines of one table, in their order; none comes or goes any more."""

    @cached_property
    def rows(self) -> Sequence[int]:
        """Each line's row: a range where they follow one another without a gap."""
        rows = [line.row for line in self]
        whole = range(rows[0], rows[0] + len(rows)) if rows else range(0)
        return whole if rows == list(whole) else rows

    @cached_property
    def joined(self) -> list[tuple[int, Line]]:
        """The lines that further rows go on, each with its place."""
        return [(n, line) for n, line in enumerate(self) if line.more]


def in_outline(lines: list[Line], table: Table) -> Lines:
    """Give each line its level, its place in the work breakdown, and whether it is a group."""
    _indent_by_level(lines, table)
    is_indented = len({line.indent for line in lines}) > 1
    numbers = [style_of(line.number) for line in lines]
    styles = dict.fromkeys(style for style, _ in numbers)
    if is_indented and styles.keys() <= {"int", "none"}:
        _by_indent(lines)
    else:
        are_ids = "predecessors" in table.columns and _are_ids(lines, numbers)
        _by_number(lines, _ranks(styles, are_ids=are_ids))
    all_bold = all(line.is_bold for line in lines)
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        is_parent = after is not None and after.level > line.level
        is_titled = line.is_band and (
            style_of(line.number)[0] in ("roman", "letter") or (line.is_bold and not all_bold)
        )
        line.is_summary = is_parent or is_titled or line.is_group or (line.is_band and line.is_across)
    return Lines(lines)


def _indent_by_level(lines: list[Line], table: Table) -> None:
    """A column of outline levels says how deep each line stands, as MS Project exports it."""
    column = table.columns.get("outline_level")
    if column is None:
        return
    levels = [table.grid.text(line.row, column) for line in lines]
    if all(level.isdecimal() for level in levels):
        for line, level in zip(lines, levels, strict=True):
            line.indent = int(level)


def _by_indent(lines: list[Line]) -> None:
    stack: list[tuple[int, str, int]] = []  # indent, wbs, children
    top = 0
    for line in lines:
        while stack and stack[-1][0] >= line.indent:
            stack.pop()
        if stack:
            indent, parent, count = stack.pop()
            stack.append((indent, parent, count + 1))
            line.wbs = f"{parent}.{count + 1}"
        else:
            top += 1
            line.wbs = str(top)
        line.level = len(stack)
        stack.append((line.indent, line.wbs, 0))


@dataclass(slots=True)
class _Open:
    """A line that further lines may stand under."""

    rank: float
    number: str
    wbs: str
    children: int = 0
    beside: int = 1
    """How many tasks share its number."""


def _by_number(lines: list[Line], ranks: dict[str, float]) -> None:
    root = _Open(-1, "", "")
    stack = [root]
    style_before, above = "", root
    for line in lines:
        own = line.number
        style, bare = style_of(own, style_before)
        if style == "none" and (found := _IN_NAME.match(line.name)):
            style, bare = style_of(found["number"], style_before)
        style_before = style if style != "none" else style_before
        rank = _rank(style, bare, line, ranks)
        if (
            style == "none"
            and not line.is_band
            and line.name[:1] not in DASHES
            and not any(style_of(o.number)[0] != "none" for o in stack[1:])
        ):
            rank = ranks["none"]
        is_beside = line.is_beside and above is not root
        if is_beside:
            rank = above.rank
        while len(stack) > 1 and stack[-1].rank >= rank:
            stack.pop()
        parent = stack[-1]
        parent.children += 1
        if is_beside:
            above.beside += 1
            bare = f"{above.number}.{above.beside}"
        elif not bare or style in ("none", "dash"):
            bare = str(parent.children)
        is_path = style == "path" and parent.number and bare.startswith(f"{parent.number}.")
        tail = bare[len(parent.number) + 1 :] if is_path else bare
        line.wbs = f"{parent.wbs}.{tail}" if parent.wbs else tail
        line.level = len(stack) - 1
        stack.append(_Open(rank, bare, line.wbs))
        above = above if is_beside else stack[-1]


def _are_ids(lines: list[Line], numbers: list[tuple[str, str]]) -> bool:
    """Whether the numbers name tasks side by side, as A to N and Finish in a textbook's network: I is a letter, and no group of H.

    Each stands once, on a row that holds more than its name; an outline has II, 1 or A1 among its numbers.
    """
    letters = {bare for _, bare in numbers if len(bare) == 1}
    return (
        all((len(bare) == 1 and bare.isalpha()) or style == "code" for style, bare in numbers)
        and len(set(numbers)) == len(lines)
        and not any(line.is_band for line in lines)
        and not any(bare[:1] in letters and bare[1:2].isdigit() for _, bare in numbers)
    )


def _ranks(styles: Iterable[str], *, are_ids: bool) -> dict[str, float]:
    """Which style of numbers stands over which: A over I or I over A as they first come; then 1, 1.1, a, –. Ids stand side by side."""
    if are_ids:
        return dict.fromkeys(("letter", "roman", "small", "small-roman", "code"), 1.0)
    first = next((style for style in styles if style in ("roman", "letter")), "letter")
    second = "roman" if first == "letter" else "letter"
    return {
        "head": 0.0,
        first: 1.0,
        second: 2.0,
        "inner": 2.5,
        "int": 3.0,
        "path": 3.0,
        "small": 6.0,
        "small-roman": 7.0,
        "dash": 8.0,
        "none": 9.0,
        "code": 3.0,
    }


def _rank(style: str, bare: str, line: Line, ranks: dict[str, float]) -> float:
    if style == "path":
        return ranks["path"] + 0.2 * bare.count(".")
    if style == "none":
        if line.is_group:
            return ranks["inner" if line.is_inner else "head"]
        if line.name[:1] in DASHES:
            return ranks["dash"]
        return ranks["head"] if line.is_band and (line.is_bold or line.is_across) else ranks["none"]
    return ranks[style]


@lru_cache(maxsize=50_000)
def style_of(text: str, before: str = "") -> tuple[str, str]:
    """How a number is written (roman, letter, int, path, small, dash, code, none), and the number without its signs."""
    if text.isdecimal():
        return "int", text.lstrip("0") or "0"
    bare = text.strip().rstrip(".)/:").lstrip("(")
    if not bare:
        return ("dash", "") if text.strip() in DASHES else ("none", "")
    if bare in DASHES:
        return "dash", ""
    if bare.isdecimal():
        return "int", bare.lstrip("0") or "0"
    if _PATH.fullmatch(bare):
        return "path", bare.replace("-", ".")
    is_roman = bool(_ROMANS.match(bare.upper()))
    if bare.isupper() and is_roman and not (len(bare) == 1 and bare in "CDL" and before == "letter"):
        return "roman", bare
    if len(bare) == 1 and bare.isalpha():
        return ("letter" if bare.isupper() else "small"), bare
    if bare.islower() and is_roman:
        return "small-roman", bare
    return "code", bare


def starts_with_number(name: str) -> bool:
    """Whether a name begins with its number."""
    return _IN_NAME.match(name) is not None


def is_task_number(number: str) -> bool:
    """Whether a text numbers a task or a group, and is no word, dash or code."""
    return style_of(number)[0] not in ("none", "dash", "code")
