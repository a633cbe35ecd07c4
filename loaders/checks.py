"""What contradicts itself in a line, and what every line must have."""

from datetime import date
from operator import itemgetter
from typing import Any

from loaders.dated import days, swapped
from loaders.grid import as_text
from loaders.outline import Line
from loaders.tables import Table
from schedule import Code, Finding

EDGES = tuple((f"{basis}_start", f"{basis}_finish") for basis in ("baseline", "forecast", "actual"))
"""Start and finish of each basis."""
_Found = list[tuple[int, Finding]]
"""Findings, each with its line's place."""


def checked(table: Table, lines: list[Line], parts: dict[str, list[Any]], status_date: date | None) -> list[Finding]:
    """Starts after their finish, actual days after the status date, lines without a name, an owner or a watcher; row by row.

    Args:
        table: The table.
        lines: Its lines.
        parts: The frame's columns, a value a line, and each line's cell as `_cells`.
        status_date: The day that the workbook speaks for, if it is known.
    """
    sheet = table.grid.sheet
    found = [*_out_of_order(sheet, parts), *_in_future(sheet, parts, status_date or date.max)]
    found += _missing(table, lines, parts)
    return [finding for _, finding in sorted(found, key=itemgetter(0))]


def _out_of_order(sheet: str, parts: dict[str, list[Any]]) -> _Found:
    found = []
    for start, finish in EDGES:
        both = zip(parts[f"{start}_first"], parts[f"{finish}_last"], strict=True)
        wrong = [(n, first, last) for n, (first, last) in enumerate(both) if first and last and first > last]
        found += [(n, told) for n, *both_ in wrong for told in _exchanged(sheet, parts, n, start, finish, *both_)]
    return found


def _in_future(sheet: str, parts: dict[str, list[Any]], status_date: date) -> _Found:
    found = []
    for edge in ("actual_start", "actual_finish"):
        texts, cells = parts[f"{edge}_text"], parts[f"{edge}_cell"]
        facts = {"day": f"{status_date:%d/%m/%Y}"}
        found += [
            (n, Finding(Code.ACTUAL_IN_FUTURE, sheet, _first(cells[n]), texts[n], facts))
            for n, day in enumerate(_days_of(parts, edge))
            if day and day > status_date
        ]
    return found


def _missing(table: Table, lines: list[Line], parts: dict[str, list[Any]]) -> _Found:
    sheet, cells, names = table.grid.sheet, parts["_cells"], parts["name"]
    finishes = zip(*(parts[f"{finish}_last"] for _, finish in EDGES), strict=True)
    is_work = [bool(a or b or c) or not line.is_summary for (a, b, c), line in zip(finishes, lines, strict=True)]
    missing: dict[Code, list[int]] = {Code.OWNER_MISSING: [], Code.WATCHER_MISSING: []}
    if "owner" in table.columns or "responsible_person" in table.columns:
        led = zip(parts["owner"], parts["responsible_person"], is_work, strict=True)
        missing[Code.OWNER_MISSING] = [
            n for n, (owner, person, is_) in enumerate(led) if is_ and not owner and not person
        ]
    if "watcher" in table.columns:
        watched = zip(parts["watcher"], _days_of(parts, "actual_finish"), is_work, strict=True)
        missing[Code.WATCHER_MISSING] = [
            n for n, (who, done, is_) in enumerate(watched) if is_ and not done and not who
        ]
    found = [(n, Finding(code, sheet, cells[n], names[n][:120])) for code, rows in missing.items() for n in rows]
    return [*found, *((n, Finding(Code.NAME_MISSING, sheet, cells[n])) for n, name in enumerate(names) if not name)]


def _exchanged(
    sheet: str, parts: dict[str, list[Any]], n: int, start: str, finish: str, first: date, last: date
) -> list[Finding]:
    """A start after its finish; where exchanging day and month of a true date sets it right, that is what is said."""
    mended = []
    for name, day in ((start, first), (finish, last)):
        is_one_day = day.day <= 12 and day.day != day.month and parts[f"{name}_first"][n] == parts[f"{name}_last"][n]
        if is_one_day and parts[f"{name}_text"][n] == as_text(day):
            other = day.replace(month=day.day, day=day.month)
            if (other <= last) if name == start else (first <= other):
                mended.append(swapped(sheet, _first(parts[f"{name}_cell"][n]), day))
    return mended or [
        Finding(
            Code.START_AFTER_FINISH,
            sheet,
            _first(parts[f"{finish}_cell"][n]),
            parts[f"{finish}_text"][n],
            {"understood": days(first, last)},
        )
    ]


def _days_of(parts: dict[str, list[Any]], field_: str) -> list[date | None]:
    """Each line's day in a date field: its first, else its last one."""
    return [first or last for first, last in zip(parts[f"{field_}_first"], parts[f"{field_}_last"], strict=True)]


def _first(cells: str) -> str:
    """The first cell of a range."""
    return cells.partition(":")[0]
