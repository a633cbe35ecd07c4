"""The page Đơn vị's content: what one unit answers for over all programmes, whom it waits for, and who waits for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

import analysis
import charts
from loaders import unit_of
from schedule import FINISHED, Words, links_of
from schedule.errors import UnitUnknown
from services import clarity as five
from services import sentences
from services.requests import Request, requests
from services.states import ProgrammeState, states
from services.tracker import Tracker

MONTHS = 12
"""Months of work ahead that are counted."""


@dataclass(frozen=True)
class UnitRow:
    """One of the unit's rows; texts are ready to be shown."""

    programme_id: str
    programme: str
    row_id: str
    name: str
    status: str
    status_word: str
    finish: str
    slip: str
    clarity: str
    owner: str
    watcher: str
    asked: int
    """Questions about it that are still open."""


@dataclass(frozen=True)
class Wait:
    """One row that waits for another one of another unit."""

    name: str
    programme: str
    other_unit: str
    other_name: str
    other_finish: str
    other_status: str
    days_late: int | None
    """How late what is waited for is against its original baseline; None where that is not known."""


@dataclass(frozen=True)
class UnitView:
    """One unit as of one day."""

    unit: str
    headline: str
    subtitle: str
    rows: tuple[UnitRow, ...]
    """Worst first."""
    watched: tuple[UnitRow, ...]
    """Rows of others that it is to confirm, worst first."""
    record: str
    """How it keeps its promises; "" where it leads nothing, and so of its clarity."""
    clarity: str
    months: tuple[charts.Month, ...]
    waits_for: tuple[Wait, ...]
    waited_for: tuple[Wait, ...]
    mutual: tuple[str, ...]
    """Units with which it waits each for the other, in sentences."""
    requests: tuple[Request, ...]
    """About its rows: open ones first."""


def units(tracker: Tracker, as_of: date) -> list[str]:
    """Every unit that leads a row, those with most unfinished rows first; then, in the same order, those that only watch some."""
    return list(dict.fromkeys([*_busiest(tracker, as_of, "owner"), *_busiest(tracker, as_of, "watcher")]))


def _busiest(tracker: Tracker, as_of: date, role: str) -> list[str]:
    """The units in a role, "owner" or "watcher", those with most unfinished rows first."""
    found = pd.concat([_held(s, role) for s in states(tracker, as_of) if s.revision], ignore_index=True)
    found = found[found["unit"] != ""]
    counts = found.assign(is_open=~found["status"].isin(FINISHED)).groupby("unit")["is_open"].agg(["sum", "size"])
    return [str(unit) for unit in counts.sort_values(["sum", "size"], ascending=False, kind="stable").index]


def unit_view(tracker: Tracker, unit: str, as_of: date, words: Words) -> UnitView:
    """What one unit answers for, and what it watches, as of a day.

    Raises:
        UnitUnknown: No row is led or watched by that unit.
    """
    name = unit_of(unit)
    seen = [s for s in states(tracker, as_of) if s.revision]
    own, watched = (
        {s.programme.id: s.milestones[s.milestones[role].map(unit_of) == name] for s in seen}
        for role in ("owner", "watcher")
    )
    total, seconds = (sum(map(len, frames.values())) for frames in (own, watched))
    if not total and not seconds:
        raise UnitUnknown(unit=unit, known="; ".join(units(tracker, as_of)))
    everything = requests(tracker)
    asked = [r for r in everything if r.row_id in set(own.get(r.programme, pd.DataFrame(columns=["row_id"]))["row_id"])]
    rows = _rows(tracker, seen, own, asked, as_of, words)
    before, after = _waits(seen, name, words)
    met = {w.other_unit for w in before} & {w.other_unit for w in after}
    late = sum(row.status in sentences.BAD for row in rows)
    done = sum(row.status in FINISHED for row in rows)
    shown = sum(map(analysis.illustrative, own.values()))
    return UnitView(
        unit=name,
        headline=words("unit.headline", unit=name, count=total, late=late) if total else words("unit.headline.watches", unit=name, count=seconds),
        subtitle=words("unit.subtitle", day=as_of, shown=f" {words('count.illustrative', count=shown)}" if shown else "", programmes=sum(map(bool, map(len, own.values()))), done=done,
                       open=len([r for r in asked if r.is_open])),
        rows=rows,
        watched=_rows(tracker, seen, watched, everything, as_of, words) if seconds else (),
        record=_record(seen, own, as_of, words) if total else "",
        clarity=_clarity(tracker, name, as_of, words) if total else "",
        months=_months(own.values(), as_of, words) if total else (),
        waits_for=before,
        waited_for=after,
        mutual=tuple(words("unit.mutual", unit=name, other=other) for other in sorted(met)),
        requests=tuple(asked),
    )  # fmt: skip


def _held(s: ProgrammeState, role: str) -> pd.DataFrame:
    return pd.DataFrame({"unit": s.milestones[role].map(unit_of), "status": s.milestones["status"]})


def _rows(
    tracker: Tracker,
    seen: list[ProgrammeState],
    own: dict[str, pd.DataFrame],
    asked: list[Request],
    as_of: date,
    words: Words,
) -> tuple[UnitRow, ...]:
    answered = five.clarity(tracker, as_of).rows.set_index(["programme", "row_id"])["score"]
    told: list[tuple[tuple[int, float], UnitRow]] = []
    for s in seen:
        for row in own[s.programme.id].to_dict("records"):
            key = (s.programme.id, row["row_id"])
            days = row["variance_original_days"]
            rank = (sentences.WORST_FIRST.index(row["status"]), 0.0 if pd.isna(days) else -days)
            made = UnitRow(
                programme_id=s.programme.id,
                programme=sentences.name(s.programme, words, short=True),
                row_id=row["row_id"],
                name=row["name"],
                status=row["status"],
                status_word=sentences.status(row, words),
                finish=sentences.finish(row, words),
                slip=sentences.slip(row, "variance_original", words),
                clarity=f"{int(answered.get(key, 0))}/5",
                owner=row["owner"],
                watcher=row["watcher"],
                asked=sum(r.is_open and (r.programme, r.row_id) == key for r in asked),
            )
            told.append((rank, made))
    return tuple(row for _, row in sorted(told, key=lambda pair: pair[0]))


def _record(seen: list[ProgrammeState], own: dict[str, pd.DataFrame], as_of: date, words: Words) -> str:
    """How the unit kept its promises, in one sentence; said also where too few have come due."""
    parts = [s.points[s.points["row_id"].isin(own[s.programme.id]["row_id"])] for s in seen]
    points = pd.concat([p.assign(row_id=f"{s.programme.id}:" + p["row_id"]) for s, p in zip(seen, parts, strict=True)])
    found = analysis.promise_record(points, pd.Series("own", index=points["row_id"].unique()), as_of)
    if found.empty:
        return words("unit.record.few", least=analysis.LEAST_PROMISES)
    record = found.iloc[0]
    return words(
        "unit.record",
        kept=int(record["is_kept"]),
        count=int(record["promises"]),
        slip=words.days(record["median_slip"]),
    )


def _clarity(tracker: Tracker, unit: str, as_of: date, words: Words) -> str:
    found = five.clarity(tracker, as_of, unit=unit)
    return words("unit.clarity", score=words.percent(found.score or 0.0), told=five.headline(found, words))


def _months(own: Iterable[pd.DataFrame], as_of: date, words: Words) -> tuple[charts.Month, ...]:
    """Unfinished rows by the month of their expected finish, from this month on; what is overdue stands before it, and last
    what has no date, or waits for word of it.
    """
    rows = pd.concat([frame[["status", "status_reason", "finish_last"]] for frame in own])
    rows = rows[~rows["status"].isin(FINISHED)]
    unknown = rows["status"].eq("no_record") | rows["status_reason"].eq("unconfirmed") | rows["finish_last"].isna()
    rows, untold = rows[~unknown], int(unknown.sum())
    first = pd.Timestamp(as_of.replace(day=1))
    due = rows[rows["status"] != "overdue"]
    counted = due.groupby(due["finish_last"].dt.to_period("M")).size()
    months = [charts.Month(words("unit.overdue"), int((rows["status"] == "overdue").sum()), is_late=True)]
    for n in range(MONTHS):
        month = first + pd.DateOffset(months=n)
        months.append(charts.Month(f"{month:%m/%Y}", int(counted.get(month.to_period("M"), 0))))
    later = int(counted[counted.index > (first + pd.DateOffset(months=MONTHS - 1)).to_period("M")].sum())
    return (*months, charts.Month(words("unit.later"), later), charts.Month(words("unit.untold"), untold))


def _waits(seen: list[ProgrammeState], unit: str, words: Words) -> tuple[tuple[Wait, ...], tuple[Wait, ...]]:
    """What the unit's unfinished rows wait for at other units, and who waits for its own; unfinished on both sides."""
    rows: dict[str, tuple[ProgrammeState, Any]] = {
        f"{s.programme.id}:{row['row_id']}": (s, row) for s in seen for row in s.milestones.to_dict("records")
    }
    before: list[Wait] = []
    after: list[Wait] = []
    for s, row in rows.values():
        if row["status"] in FINISHED:
            continue
        for link in links_of(row["predecessors"]):
            key = link.before if ":" in link.before else f"{s.programme.id}:{link.before}"
            if key not in rows or rows[key][1]["status"] in FINISHED:
                continue
            other_s, other = rows[key]
            mine, theirs = unit_of(row["owner"]), unit_of(other["owner"])
            if mine == theirs:
                continue
            if mine == unit:
                before.append(_wait((s, row), (other_s, other), words))
            elif theirs == unit:
                after.append(_wait((other_s, other), (s, row), words))
    return _latest_first(before), _latest_first(after)


def _wait(own: tuple[ProgrammeState, Any], other: tuple[ProgrammeState, Any], words: Words) -> Wait:
    days = other[1]["variance_original_days"]
    return Wait(
        name=own[1]["name"],
        programme=sentences.name(own[0].programme, words, short=True),
        other_unit=unit_of(other[1]["owner"]),
        other_name=other[1]["name"],
        other_finish=sentences.finish(other[1], words),
        other_status=other[1]["status"],
        days_late=None if pd.isna(days) else int(days),
    )


def _latest_first(found: list[Wait]) -> tuple[Wait, ...]:
    return tuple(
        sorted(found, key=lambda w: (sentences.WORST_FIRST.index(w.other_status), -(w.days_late or 0), w.name))
    )
