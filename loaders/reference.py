"""The reference data of data/: the registry of programmes, the gates, the working calendars, the agencies."""

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from schedule import CONTINUOUS, WEEKDAYS, Body, Gate, GateTie, LeadTime, WorkCalendar
from schedule.errors import RegistryError

DATA = Path(__file__).resolve().parent.parent / "data"
_BUILT_IN = {"weekdays": WEEKDAYS, "continuous": CONTINUOUS}
_SHORT = {"na": "KH", "hdnd": "HĐND", "nasc": "UBTVQH", "gov": "CP", "politburo": "BCT", "conf": "ĐBCT"}


@dataclass(frozen=True)
class Programme:
    """One followed programme, as the registry describes it."""

    id: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    owner_vi: str
    key_milestones: tuple[str, ...]
    """Row ids on the front page's picture, the decisive one first."""
    workbooks: Path
    """Folder of `<status date>.xlsx`."""
    calendar: str
    """Name of its working calendar; see `calendar`."""
    edges: tuple[int, int, int]
    """Calendar days late up to which a milestone is on track, slipping, late."""
    approved_baseline: date | None
    """Status date of the revision approved as the baseline."""
    baseline_source: str
    float_bands: tuple[float, ...] = (5, 10, 20)
    """The most float of each near-critical band, in days of the calendar, rising."""
    kind: str = "works"
    """Whose promises its own are like: "acts" (laws, plans, decisions) or "works" (what is built)."""
    form: str = "plan"
    """`plan`, or `remedies`: its workbooks name a watcher and the evidence of each remedy."""
    labels: dict[str, str] = field(default_factory=dict, hash=False)
    """Row id -> short name on a picture."""
    gates: dict[str, GateTie] = field(default_factory=dict, hash=False)
    """Row id -> whose decision it is."""

    def label(self, row_id: str) -> str:
        """The milestone's short name; "" where it has none."""
        return self.labels.get(row_id, "")


@dataclass(frozen=True)
class Agency:
    """One body that answers for work, as the register describes it."""

    name: str
    short_names: tuple[str, ...]
    level: str
    """city, ward, district, project board, council, party, central or other."""
    replaced_by: str
    """Name of what took its place; "" where it stands, or where what followed is not on record."""
    replaced_from: str
    """First day (2025-03-01) or month (2025-02) of what took its place."""
    source_url: str
    confidence: str

    @property
    def replaced_day(self) -> str:
        """`replaced_from` as people write it: 01/03/2025, 02/2025."""
        return "/".join(reversed(self.replaced_from.split("-")))

    def is_replaced_on(self, day: date) -> bool:
        """Whether something else stood in its place on a day; not yet within a month of which no day is known."""
        since = self.replaced_from
        return bool(self.replaced_by) and (day.isoformat() >= since if len(since) > 7 else f"{day:%Y-%m}" > since)


@lru_cache
def programmes(data: Path = DATA) -> tuple[Programme, ...]:
    """The registered programmes, in the registry's order.

    Raises:
        RegistryError: `programmes.toml` is missing, is no TOML, or an entry lacks a value.
    """
    path = data / "programmes.toml"
    try:
        registry = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_programme({**registry["defaults"], **entry}, data) for entry in registry["programme"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise RegistryError(path=path.name, reason=f"{type(error).__name__}: {error}") from error


def _programme(entry: dict[str, Any], data: Path) -> Programme:
    on_track, slipping, late = entry.pop("edges")
    bands = tuple(float(edge) for edge in entry.pop("float_bands", Programme.float_bands))
    if not all(a < b for a, b in pairwise((0.0, *bands))):
        raise ValueError(f"float_bands {bands}")
    return Programme(
        **{
            **entry,
            "key_milestones": tuple(entry["key_milestones"]),
            "workbooks": data / "programmes" / entry["id"],
            "float_bands": bands,
            "edges": (int(on_track), int(slipping), int(late)),
            "labels": dict(entry.get("labels", {})),
            "gates": {row_id: GateTie(*said.split(":")) for row_id, said in entry.get("gates", {}).items()},
        }
    )


@lru_cache
def gates(data: Path = DATA) -> tuple[Gate, ...]:
    """The sessions on record of every body.

    Raises:
        RegistryError: `gates.csv` is missing or a day in it is no day.
    """
    return tuple(_gate(row) for row in _table(data / "gates.csv"))


def _gate(row: dict[str, str]) -> Gate:
    body, *_, number = row["gate_id"].split("-")
    spans = ((row["first_day"], row["last_day"]), (row["second_window_first"], row["second_window_last"]))
    return Gate(
        id=row["gate_id"],
        body=row["body_vi"],
        session=row["session_vi"],
        short=f"{_SHORT.get(body, body)} {number}",
        windows=tuple((date.fromisoformat(a), date.fromisoformat(b or a)) for a, b in spans if a),
        source_url=row["source_url"],
        note=row["note"],
        basis=row.get("basis") or "held",
    )


@lru_cache
def bodies(data: Path = DATA) -> dict[str, Body]:
    """The bodies that decide in sessions, by their short names.

    Raises:
        RegistryError: `bodies.csv` is missing or a number in it is none.
    """
    path = data / "bodies.csv"
    kept = ("name_vi", "name_en", "rule_vi", "legal_source", "source_url", "confidence")
    try:
        return {
            row["body"]: Body(
                row["body"], longest_break=int(row["longest_break"]), **{name: row[name] for name in kept}
            )
            for row in _table(path)
        }
    except (KeyError, ValueError) as error:
        raise RegistryError(path=path.name, reason=f"{type(error).__name__}: {error}") from error


@lru_cache
def lead_times(data: Path = DATA) -> tuple[LeadTime, ...]:
    """What the law wants done so many days before a gate opens, and how long appraisals and announcements may take.

    Raises:
        RegistryError: `lead_times.csv` is missing, or a number or a day in it is none.
    """
    path = data / "lead_times.csv"
    try:
        return tuple(_lead_time(row) for row in _table(path))
    except (KeyError, ValueError) as error:
        raise RegistryError(path=path.name, reason=f"{type(error).__name__}: {error}") from error


def _lead_time(row: dict[str, str]) -> LeadTime:
    kept = ("subject", "step_vi", "step_en", "side", "anchor_vi", "legal_source", "source_url", "confidence", "note")
    return LeadTime(
        id=row["rule_id"],
        body_id=row["body"],
        days=int(row["days"]),
        is_working=row["day_kind"] == "working",
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        **{name: row[name] for name in kept},
    )


@lru_cache
def calendar(data: Path = DATA, name: str = "vn") -> WorkCalendar:
    """A working calendar by its name: `weekdays`, `continuous`, or a table of data/calendars.

    A table's name says Monday to Friday; with `-6` after it ("vn-6") Saturdays are worked too, with `-7` all days but its
    holidays. It is sure of itself over the whole years that its table speaks of.

    Raises:
        RegistryError: The calendar's table is missing, empty, or a day in it is no day.
    """
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    table, _, week = name.partition("-")
    path = data / "calendars" / f"{table}.csv"
    if week not in ("", "6", "7"):
        raise RegistryError(path=path.name, reason=name)
    rows = _table(path)
    days = {
        kind: {date.fromisoformat(r["date"]) for r in rows if r["kind"] == kind} for kind in {r["kind"] for r in rows}
    }
    spoken = sorted({day.year for kind in days.values() for day in kind})
    return WorkCalendar(
        holidays=frozenset(days.get("holiday", set()) | days.get("swap_off", set())),
        workdays=frozenset(days.get("swap_work", set())),
        first=date(spoken[0], 1, 1),
        last=date(spoken[-1], 12, 31),
        week=int(week or 5),
    )


@lru_cache
def agencies(data: Path = DATA) -> tuple[Agency, ...]:
    """The register of agencies, in its own order.

    Raises:
        RegistryError: `agencies.csv` is missing or empty.
    """
    return tuple(
        Agency(
            name=row["name_vi"],
            short_names=tuple(row["short_names"].split(";")),
            level=row["level"],
            replaced_by=row["replaced_by"],
            replaced_from=row["replaced_from"],
            source_url=row["source_url"],
            confidence=row["confidence"],
        )
        for row in _table(data / "agencies.csv")
    )


def addresses(path: Path) -> dict[str, str]:
    """Unit -> e-mail address, from a table of `unit` and `address`; empty where the file is not there.

    Raises:
        RegistryError: The file has other columns.
    """
    if not path.exists():
        return {}
    rows = _table(path)
    if any(not {"unit", "address"} <= row.keys() for row in rows):
        raise RegistryError(path=path, reason="unit, address")
    return {row["unit"].strip(): row["address"].strip() for row in rows}


def _table(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if not rows:
            raise ValueError("empty")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise RegistryError(path=path.name, reason=str(error)) from error
    return rows
