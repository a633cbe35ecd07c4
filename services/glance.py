"""What a glance at a programme shows of its judged milestones: a few rows and counts, small enough to be read fifty at a time."""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

import analysis
from schedule import ASSESSED, FINISHED, predecessor_ids

BAD = ("overdue", "severely_late", "late", "slipping")
"""Statuses that ask for somebody's attention, worst first."""
DECISIONS_MOST = 50
"""Decisions that a glance names, and that the front page lists, most of them behind a fold."""
Row = Mapping[str, Any]
"""One row of an `ASSESSED` frame."""
_DAYS = frozenset(name for name, column in ASSESSED.columns.items() if "datetime" in str(column.dtype))
_NUMBERS = frozenset(name for name, column in ASSESSED.columns.items() if "float" in str(column.dtype))


@dataclass(frozen=True)
class Glance:
    """One programme's judged milestones, in short."""

    status: str
    """The programme's (see `analysis.programme_status`)."""
    counts: Mapping[str, int]
    """Status -> milestones."""
    illustrative: int
    """Milestones among them that are there to illustrate only."""
    due: int
    """Milestones baselined to finish by the status date."""
    reports: tuple[date, ...]
    """The status dates up to this one, oldest first."""
    decisions_all: int
    """How many milestones need a decision."""
    waits: bool
    """Whether an unfinished milestone is tied to sessions, by the registry or by its own words."""
    links: tuple[str, ...]
    """Ids of the other programmes that its rows wait for."""
    moves: tuple[tuple[date, date], ...]
    """The leading milestone's promises: the day each was said, the last day promised."""
    _columns: Mapping[str, list[Any]]
    """The rows named below, as they are kept: column -> values."""
    _places: Mapping[str, Any]

    @property
    def total(self) -> int:
        """How many milestones there are."""
        return sum(self.counts.values())

    @cached_property
    def lead(self) -> Row | None:
        """The milestone that speaks for the programme: the worst unfinished one; where none is in trouble, the next to come;
        where all is done, the decisive one. None where there is no milestone at all.
        """
        return self._row(self._places["lead"])

    @cached_property
    def upcoming(self) -> Row | None:
        """The next milestone to come: unfinished, promised for the status date or later, soonest first; None where none is."""
        return self._row(self._places["upcoming"])

    @cached_property
    def keys(self) -> tuple[Row, ...]:
        """The programme's key milestones, in the registry's order."""
        return tuple(self._at(place) for place in self._places["keys"])

    @cached_property
    def decisions(self) -> tuple[tuple[int, float, int], ...]:
        """What needs a decision, worst first: rank of its status, − days late, its place for `decision`."""
        status, days = (self._columns.get(name, []) for name in ("status", "variance_original_days"))
        return tuple((BAD.index(status[i]), -(days[i] or 0.0), n) for n, (i, _) in enumerate(self._places["decisions"]))

    def decision(self, place: int) -> tuple[Row, str]:
        """The milestone at a place of `decisions`, and what it needs (see `analysis.decisions`)."""
        position, needed = self._places["decisions"][place]
        return self._at(position), needed

    def _row(self, position: int | None) -> Row | None:
        return None if position is None else self._at(position)

    def _at(self, position: int) -> Row:
        return {name: _value(name, values[position]) for name, values in self._columns.items()}


NOTHING = Glance(
    "not_assessable", {}, 0, 0, (), 0, False, (), (), {}, {"lead": None, "upcoming": None, "keys": [], "decisions": []}
)
"""Of a programme without a revision."""


def written(
    milestones: pd.DataFrame,
    points: pd.DataFrame,
    reports: Sequence[date],
    status_date: date,
    *,
    keys: Sequence[str],
    tied: Collection[str],
    predecessors: Iterable[str],
) -> bytes:
    """The glance of a judged revision, as it is kept.

    Args:
        milestones: An `ASSESSED` frame.
        points: Its milestones' promises (see `analysis.promise_trend`).
        reports: The status dates up to the revision's.
        status_date: The revision's.
        keys: Row ids of the key milestones.
        tied: Row ids that the registry ties to sessions.
        predecessors: What each row of the schedule waits for.
    """
    rows = milestones.reset_index(drop=True)
    needed = analysis.decisions(rows.assign(row_id=rows.index))
    places = {row_id: place for place, row_id in reversed(list(enumerate(rows["row_id"])))}
    lead, upcoming = _lead(rows, keys), _upcoming(rows)
    shown_keys = [places[key] for key in keys if key in places]
    decided = list(needed.itertuples(index=False, name=None))[:DECISIONS_MOST]
    named = {lead, upcoming, *shown_keys, *(place for place, _ in decided)} - {None}
    kept = {place: n for n, place in enumerate(sorted(named))}
    own = (
        points[(points["row_id"] == rows["row_id"][lead]) & (points["kind"] != "actual")]
        if lead is not None
        else points[:0]
    )
    told = {
        "status": analysis.programme_status(rows, keys),
        "counts": rows["status"].value_counts().to_dict(),
        "illustrative": analysis.illustrative(rows),
        "due": analysis.completion(rows, status_date).due,
        "reports": [day.isoformat() for day in reports],
        "decisions_all": len(needed),
        "waits": _waits(rows, tied),
        "links": sorted({row_id.partition(":")[0] for row_id in _elsewhere(predecessors)}),
        "moves": [
            [said.date().isoformat(), last.date().isoformat()]
            for said, last in zip(own["said_on"], own["promised_last"], strict=True)
        ],
        "columns": {name: _plain(column) for name, column in rows.iloc[list(kept)].items()},
        "places": {
            "lead": kept.get(lead),
            "upcoming": kept.get(upcoming),
            "keys": [kept[place] for place in shown_keys],
            "decisions": [(kept[place], why) for place, why in decided],
        },
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _waits(rows: pd.DataFrame, tied: Collection[str]) -> bool:
    unfinished = rows[~rows["status"].isin(FINISHED)]
    precisions = unfinished[["forecast_finish_precision", "baseline_finish_precision"]]
    return bool((precisions == "session").any(axis=None) or unfinished["row_id"].isin(tied).any())


def _elsewhere(predecessors: Iterable[str]) -> Iterator[str]:
    """Ids, as "programme:row", of the rows of other programmes that are waited for."""
    for text in predecessors:
        if ":" in text:
            yield from (row_id for row_id in predecessor_ids(text) if ":" in row_id)


def read(content: bytes) -> Glance:
    """The glance that `written` made."""
    told = json.loads(zlib.decompress(content))
    day = date.fromisoformat
    return Glance(
        status=told["status"],
        counts=told["counts"],
        illustrative=told["illustrative"],
        due=told["due"],
        reports=tuple(map(day, told["reports"])),
        decisions_all=told["decisions_all"],
        waits=told["waits"],
        links=tuple(told["links"]),
        moves=tuple((day(said), day(last)) for said, last in told["moves"]),
        _columns=told["columns"],
        _places=told["places"],
    )


def _lead(rows: pd.DataFrame, keys: Sequence[str]) -> int | None:
    if rows.empty:
        return None
    troubled = rows[rows["status"].isin(BAD)]
    if not troubled.empty:
        rank = troubled["status"].map(BAD.index)
        order = pd.DataFrame({"rank": rank, "days": -troubled["variance_original_days"].fillna(0)})
        return int(order.sort_values(["rank", "days"], kind="stable").index[0])
    coming = _upcoming(rows)
    if coming is not None:
        return coming
    known = [k for k in keys if k in set(rows["row_id"])]
    finished = rows[rows["row_id"].eq(known[0])] if known else rows[rows["status"].isin(FINISHED)]
    return int(finished.index[0]) if len(finished) else 0


def _upcoming(rows: pd.DataFrame) -> int | None:
    open_rows = rows[~rows["status"].isin((*FINISHED, "overdue", "no_record")) & rows["finish_last"].notna()]
    open_rows = open_rows[open_rows["status_reason"] != "unconfirmed"]
    return int(open_rows["finish_last"].idxmin()) if len(open_rows) else None


def _plain(column: pd.Series) -> list[Any]:
    """Values as JSON has them: days as nanoseconds, missing ones as null."""
    if column.name in _DAYS:
        return [None if pd.isna(day) else day.value for day in column]
    values = column.tolist()
    return [None if value != value else value for value in values] if column.name in _NUMBERS else values


def _value(name: str, value: Any) -> Any:
    if value is None:
        return pd.NaT if name in _DAYS else float("nan")
    return pd.Timestamp(value) if name in _DAYS else value
