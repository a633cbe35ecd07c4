"""One box that finds milestones, tasks, units and document numbers over every programme."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from analysis import Index
from loaders import abbreviations, reference, unit_of
from schedule import Words
from services import sentences
from services.states import state
from services.tracker import Tracker

MOST = 50
_NAME, _DOCUMENT, _UNIT, _OTHER = 3.0, 4.0, 2.0, 1.0
_NUMBERED = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ][\w.-]*|\b\d+-[A-ZĐ]{2}/[A-ZĐ]+", re.UNICODE)


@dataclass(frozen=True)
class Entry:
    """One thing that can be found."""

    kind: str
    """`row`, `unit` or `programme`."""
    programme: str
    row_id: str
    name: str
    unit: str
    document: str
    status: str


@dataclass(frozen=True)
class Found:
    """What a query found, best first."""

    query: str
    entries: tuple[Entry, ...]
    count: int
    """How many are found in all."""
    is_whole: bool
    """Whether every word was found; else these are only the nearest."""


def find(tracker: Tracker, query: str, as_of: date, most: int = MOST) -> Found:
    """What the words find as of a day: without diacritics, by abbreviations, by beginnings of words."""
    entries, index = _index(tracker, as_of, tracker.store.version())
    hits, count = index.find(query, most)
    return Found(query, tuple(entries[hit.number] for hit in hits), count, all(hit.is_whole for hit in hits))


def plain(found: Found) -> dict[str, Any]:
    """What was found as plain JSON values."""
    return {
        "query": found.query,
        "count": found.count,
        "is_whole": found.is_whole,
        "results": [
            {**vars(one), "page": page(one), "programme": one.programme or None, "id": one.row_id or None}
            for one in found.entries
        ],
    }


def page(entry: Entry) -> dict[str, str]:
    """The page of the product that shows an entry, and its parameters."""
    if entry.kind == "unit":
        return {"page": "don-vi", "unit": entry.name}
    row = {"row": entry.row_id} if entry.row_id else {}
    return {"page": "chuong-trinh", "programme": entry.programme, **row}


def lines(found: Found, tracker: Tracker, words: Words) -> list[str]:
    """What was found, for a person at the terminal."""
    if not found.entries:
        return [words("find.nothing", query=found.query)]
    told = [words("find.count" if found.is_whole else "find.near", count=found.count, query=found.query)]
    for one in found.entries:
        named = sentences.name(tracker.programme(one.programme), words, short=True) if one.programme else ""
        where = f"{one.programme}:{one.row_id}" if one.row_id else words(f"find.kind.{one.kind}")
        told.append("  ".join(part for part in (f"{where:<34}", one.name, named, one.document) if part))
    return told


@lru_cache(maxsize=4)
def _index(tracker: Tracker, as_of: date, version: str) -> tuple[list[Entry], Index]:
    """Built once a version of the store and a day."""
    entries: list[Entry] = []
    texts: list[list[tuple[str, float]]] = []
    for programme in tracker.programmes:
        entries.append(Entry("programme", programme.id, "", programme.name_vi, "", "", ""))
        names = (programme.name_vi, programme.name_en, programme.short_vi, programme.short_en)
        texts.append([(name, _NAME) for name in names])
        s = state(tracker, programme.id, as_of)
        if s.schedule is None:
            continue
        status = dict(zip(s.milestones["row_id"], s.milestones["status"], strict=True))
        for row in s.schedule.rows.to_dict("records"):
            if row["kind"] == "summary":
                continue
            entry, told = row_entry(programme, row, status.get(row["row_id"], ""))
            entries.append(entry)
            texts.append(told)
    for agency in reference.agencies():
        entries.append(Entry("unit", "", "", agency.name, agency.name, "", ""))
        texts.append([(agency.name, _NAME), *((short, _NAME) for short in agency.short_names)])
    return entries, Index(texts, abbreviations()[0])


def row_entry(programme: Any, row: dict[Any, Any], status: str) -> tuple[Entry, list[tuple[str, float]]]:
    """One row as it is shown when found, and the texts that it is found by."""
    unit = unit_of(row["owner"])
    documents = "; ".join(filter(None, (row["document_no"], row["deliverable"])))
    told = [
        (row["name"], _NAME), (programme.label(row["row_id"]), _NAME), (documents, _DOCUMENT), (row["owner"], _UNIT),
        (unit, _UNIT), (row["coordinating"], _OTHER), (row["responsible_person"], _UNIT), (row["watcher"], _OTHER),
        (row["row_id"], _OTHER), (" ".join(_NUMBERED.findall(row["note"])), _OTHER), (programme.short_vi, _OTHER),
    ]  # fmt: skip
    entry = Entry("row", programme.id, row["row_id"], row["name"], unit, documents, status)
    return entry, told
