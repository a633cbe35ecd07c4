"""Sessions and lead times as a workbook to edit: take it away, check what comes back, use it."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from briefing import list_workbook
from loaders import reference
from loaders.gatebook import CHOICES, COLUMNS, TABLES, GateBook, read_gatebook, write_tables
from loaders.workbook import received_bytes
from schedule import Words
from services import answers

_WIDTHS = {
    "session_vi": 44,
    "step_vi": 52,
    "step_en": 40,
    "legal_source": 44,
    "source_url": 50,
    "note": 44,
    "anchor_vi": 30,
}


def workbook(data: Path = reference.DATA) -> bytes:
    """The sessions and the lead times in use, a sheet each.

    Raises:
        RegistryError: One of the tables is missing or empty.
    """
    sheets = []
    for sheet, columns in COLUMNS.items():
        with (data / TABLES[sheet]).open(encoding="utf-8", newline="") as file:
            rows = [[_cell(field, row) for field in columns] for row in csv.DictReader(file)]
        choices = {columns[field]: list(CHOICES[field].values()) for field in columns if field in CHOICES}
        sheets.append((sheet, list(columns.values()), rows, [_WIDTHS.get(field, 18) for field in columns], choices))
    return list_workbook(sheets)


def _cell(field: str, row: Mapping[str, str]) -> str | int | date:
    """A value of the table as it stands in a cell: a true date, a number, or the word for a code."""
    value = row[field]
    if field in CHOICES:
        return CHOICES[field][value]
    if field == "days":
        return int(value)
    if value and (field.endswith(("_day", "_first", "_last")) or field.startswith("valid_")):
        return date.fromisoformat(value)
    return value


def checked(file: Path) -> GateBook:
    """What an edited workbook says, and what is wrong with it.

    Raises:
        WorkbookUnreadable: It is no workbook, or damaged.
        SheetNotFound: It lacks one of the two sheets.
    """
    return read_gatebook(received_bytes(file), list(reference.bodies()))


def save(made: GateBook, data: Path = reference.DATA) -> None:
    """Use the sessions and lead times of a checked workbook from now on."""
    assert not made.is_blocked
    write_tables(made, data)


def plain(made: GateBook, words: Words) -> dict[str, Any]:
    """What was read, as plain JSON values."""
    return {
        "counts": {TABLES[sheet]: len(rows) for sheet, rows in made.tables.items()},
        "is_blocked": made.is_blocked,
        "findings": [answers.finding(f, words) for f in made.findings],
    }


def lines(made: GateBook, words: Words) -> list[str]:
    """How many rows each sheet has, then what was found, by cell."""
    told = [f"{sheet}: {words('count.rows', count=len(rows))}" for sheet, rows in made.tables.items()]
    found = [answers.finding(f, words) for f in made.findings]
    return told + [f"{f['severity']:<9} {f['sheet']}!{f['cell']}: {f['message']} {f['remedy']}" for f in found]
