"""What the record knew on a day, worked out from data/record/*.csv alone: nothing of the product is asked."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
APPROVED = date(2024, 1, 9)
"""The conference whose standing dates are the approved baseline."""
Days = tuple[date | None, date | None] | None


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of one table of the record."""
    with (DATA / "record" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """An ISO day, None where the field is empty."""
    return date.fromisoformat(text) if text else None


@cache
def status_dates(programme: str) -> tuple[date, ...]:
    """The days for which data/ holds a workbook of the programme."""
    return tuple(sorted(date.fromisoformat(path.stem) for path in (DATA / "programmes" / programme).glob("*.xlsx")))


@cache
def programmes() -> tuple[str, ...]:
    """The programmes that have workbooks."""
    return tuple(sorted(folder.name for folder in (DATA / "programmes").iterdir()))


@cache
def promises(programme: str, milestone: str) -> tuple[dict[str, str], ...]:
    """Every promise of one milestone as it was said; of one day, the one with the later date last."""
    said = [p for p in table("promises") if (p["programme"], p["id"]) == (programme, milestone)]
    return tuple(sorted(said, key=lambda p: (p["said_on"], p["promised_last"])))


@cache
def milestones() -> list[dict[str, str]]:
    """The milestones on record, and the rows that only show a form: texts alone, standing from the conference on."""
    blank = dict.fromkeys(table("milestones")[0], "")
    shown = [{**blank, **row, "shown_from": APPROVED.isoformat()} for row in table("illustrative")]
    return [*table("milestones"), *shown]


@cache
def waits_for(programme: str, milestone: str) -> list[str]:
    """What a milestone waits for, with the lag where a rule sets one."""
    row = next(r for r in milestones() if (r["programme"], r["id"]) == (programme, milestone))
    lags = {r["before"]: r["link"] for r in table("lags") if (r["programme"], r["id"]) == (programme, milestone)}
    return [f"{before} {lags.get(before, '')}".strip() for before in row["predecessors"].split(";") if before]


@dataclass(frozen=True)
class Known:
    """One milestone as the record knew it on one day."""

    row: dict[str, str]
    baseline: Days
    forecast: Days
    promise: dict[str, str] | None
    actual: Days
    declared: str
    redatings: int
    late_redatings: int

    @property
    def expected(self) -> Days:
        """The forecast, else the plan."""
        return self.forecast or self.baseline


@cache
def known(programme: str, on: date) -> dict[str, Known]:
    """Milestones of the programme that the record spoke of by that day, and the way that leads to them."""
    rows = {row["id"]: row for row in milestones() if row["programme"] == programme}
    found: set[str] = set()
    waiting = [row_id for row_id, row in rows.items() if _is_spoken_of(programme, row, on)]
    while waiting:
        row_id = waiting.pop()
        if row_id in rows and row_id not in found:
            found.add(row_id)
            waiting += rows[row_id]["predecessors"].split(";")
    return {row_id: _known(programme, row, on) for row_id, row in rows.items() if row_id in found}


def _is_spoken_of(programme: str, row: dict[str, str], on: date) -> bool:
    days = [day(row[name]) for name in ("baseline_said_on", "actual_on", "done_by")]
    days.append(day(row.get("shown_from", "")))
    days += [day(p["said_on"]) for p in promises(programme, row["id"])]
    return any(each and each <= on for each in days)


def _known(programme: str, row: dict[str, str], on: date) -> Known:
    told = promises(programme, row["id"])
    said = [p for p in told if date.fromisoformat(p["said_on"]) <= on]
    promise = said[-1] if said else None
    baseline_on, actual_on, done_by = (day(row[name]) for name in ("baseline_said_on", "actual_on", "done_by"))
    happened = (actual_on, actual_on) if actual_on and actual_on <= on else None
    moves, late = _moves(said)
    return Known(
        row=row,
        baseline=(day(row["baseline_first"]), day(row["baseline_last"])) if baseline_on and baseline_on <= on else None,
        forecast=(day(promise["promised_first"]), day(promise["promised_last"])) if promise else None,
        promise=promise,
        actual=(None, done_by) if done_by and done_by <= on else happened,
        declared=_declared(row, told, promise, is_done=bool(done_by and done_by <= on) or bool(happened), on=on),
        redatings=moves,
        late_redatings=late,
    )


def _declared(
    row: dict[str, str], told: tuple[dict[str, str], ...], promise: dict[str, str] | None, *, is_done: bool, on: date
) -> str:
    """Nothing is known where the promised day is past and the record never tells how it went."""
    if is_done:
        return "Đã hoàn thành"
    if not promise or promise["promised_last"] >= on.isoformat():
        return ""
    ever_told = row["actual_on"] or row["done_by"] or row["open_on"] > promise["promised_last"]
    return "Đang thực hiện" if ever_told or told[-1]["said_on"] > on.isoformat() else "Chưa có thông tin"


def _moves(said: list[dict[str, str]]) -> tuple[int, int]:
    """Moves of the promised last day, and those said within 30 days before the day that stood, or after it."""
    last_word = {p["said_on"]: p["promised_last"] for p in said}
    moves = late = 0
    standing = None
    for said_on, promised in sorted(last_word.items()):
        if standing and promised != standing:
            moves += 1
            late += (date.fromisoformat(standing) - date.fromisoformat(said_on)).days <= 30
        standing = promised
    return moves, late
