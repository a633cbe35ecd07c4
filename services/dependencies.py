"""Who waits for whom between programmes, and whom a promise that was not kept moved in others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

import charts
from schedule import FINISHED, Words, links_of
from services import sentences
from services.across import Across, across
from services.states import states
from services.tracker import Tracker

_NAMED = 3
"""Names that a sentence says; the rest it counts."""


@dataclass(frozen=True)
class Dependencies:
    """The waits between programmes as of a day, and what moved since an earlier one."""

    fans: tuple[charts.Fan, ...]
    """Each milestone that other programmes wait for, in the registry's order, with those that wait for it."""
    moved: tuple[str, ...]
    """A sentence for each of them that moved later since the earlier day: whom that moves downstream."""


@dataclass(frozen=True)
class _Move:
    row_id: str
    days: int
    stood: pd.Timestamp


def dependencies(tracker: Tracker, earlier: date, later: date, words: Words) -> Dependencies:
    """Who waits for whom between programmes on a day, and whom that which moved since an earlier day moves.

    What a milestone moves is the difference between two networks: as things stand, and as if it had kept the date that it
    promised on the earlier day.

    Raises:
        RegistryError: The calendar's table is missing or wrong.
    """
    made = across(tracker, later)
    ends = {key: _end(key, row, s.programme, words) for s in made.states for key, row in _rows(s)}
    links = sorted(_links(made), key=lambda pair: list(ends).index(pair[0]))
    fans = tuple(
        charts.Fan(ends[before], tuple(ends[after] for _, after in pairs))
        for before, pairs in groupby(links, key=lambda pair: pair[0])
    )
    then = {key: row for s in states(tracker, earlier) for key, row in _rows(s)}
    now = {key: row for s in made.states for key, row in _rows(s)}
    moves = (_move(fan.before.key, then, now) for fan in fans)
    told = tuple(_sentence(made, move, ends, now, words) for move in moves if move)
    return Dependencies(fans, told)


def _rows(s: Any) -> Iterator[tuple[str, dict[Any, Any]]]:
    for row in s.milestones.to_dict("records"):
        yield f"{s.programme.id}:{row['row_id']}", row


def _end(key: str, row: Mapping[Any, Any], programme: Any, words: Words) -> charts.End:
    name = sentences.name(programme, words, short=True)
    return charts.End(key, name, row["name"], row["status"], sentences.finish(row, words))


def _links(made: Across) -> list[tuple[str, str]]:
    """(what is waited for, what waits) between programmes, both known rows."""
    ids = {f"{s.programme.id}:{row_id}" for s in made.states for row_id in s.milestones["row_id"]}
    pairs = zip(made.rows.get("row_id", ()), made.rows.get("predecessors", ()), strict=True)
    found = [(link.before, after) for after, text in pairs for link in links_of(text)]
    return [pair for pair in found if set(pair) <= ids and pair[0].split(":")[0] != pair[1].split(":")[0]]


def _move(key: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> _Move | None:
    """By how many calendar days a milestone's finish moved later; None where it did not, or nothing was promised."""
    if key not in then or pd.isna(then[key]["finish_last"]) or pd.isna(now[key]["finish_last"]):
        return None
    days = (now[key]["finish_last"] - then[key]["finish_last"]).days
    return _Move(key, days, then[key]["finish_last"]) if days > 0 else None


def _sentence(made: Across, move: _Move, ends: Mapping[str, charts.End], now: Mapping[str, Any], words: Words) -> str:
    kept = made.again(_kept(made, move))
    days = _later_days(kept, made.network.tasks)
    own = move.row_id.split(":")[0]
    hit = {
        key: n
        for key, n in days.items()
        if key in ends and key.split(":")[0] != own and now[key]["status"] not in FINISHED
    }
    end = ends[move.row_id]
    facts = {"milestone": end.name, "programme": end.programme, "days": move.days}
    waiting = [after for before, after in _links(made) if before == move.row_id]
    if not hit and all(now[key]["status"] in FINISHED for key in waiting):
        return words("depend.moved.past", **facts, names=_named(waiting, ends, words))
    if not hit:
        return words("depend.moved.none", **facts, names=_named(waiting, ends, words))
    worst = sorted(hit, key=lambda key: -hit[key])
    return words("depend.moved", **facts, count=len(hit), most=max(hit.values()), names=_named(worst, ends, words))


def _named(keys: Sequence[str], ends: Mapping[str, charts.End], words: Words) -> str:
    named = ", ".join(f"{ends[key].name} ({ends[key].programme})" for key in keys[:_NAMED])
    return named + (words("depend.more", count=len(keys) - _NAMED) if len(keys) > _NAMED else "")


def _kept(made: Across, move: _Move) -> pd.DataFrame:
    """The rows as if the milestone had kept its promise: finished on it where that day has come, else promised for it."""
    rows = made.rows.copy()
    own = rows["row_id"] == move.row_id
    has_come = move.stood <= pd.Timestamp(made.as_of)
    rows.loc[own, ["actual_finish_first", "actual_finish_last"]] = move.stood if has_come else pd.NaT
    rows.loc[own, ["forecast_finish_first", "forecast_finish_last"]] = move.stood
    rows.loc[own, "forecast_finish_precision"] = "day"
    rows.loc[own, "actual_finish_precision"] = "day" if has_come else "none"
    return rows


def _later_days(kept: pd.DataFrame, stands: pd.DataFrame) -> dict[str, int]:
    """Row id -> calendar days by which its early finish is later as things stand than where the promise was kept."""
    both = stands[["row_id", "early_finish"]].merge(
        kept[["row_id", "early_finish"]], on="row_id", suffixes=("", "_kept")
    )
    both = both.dropna().assign(days=lambda f: (f["early_finish"] - f["early_finish_kept"]).dt.days)
    return {row.row_id: int(row.days) for row in both[both["days"] > 0].itertuples()}
