"""Why a date is what it is: the chain of tasks that sets it, in sentences, each with the cell that it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

import analysis
from schedule import Gate, Link, Words

_NOT_A_DATE = "–"


@dataclass(frozen=True)
class PathLine:
    """One task of the chain; texts are ready to be shown."""

    row_id: str
    name: str
    text: str
    cell: str
    """Where in the workbook the reason stands, as sheet!cell; "" where it is no cell."""
    why: str
    link: Link | None
    start: date | None
    finish: date | None


@dataclass(frozen=True)
class Origin:
    """Where a row came from: a sheet, and the cell of one of its fields."""

    sheet: str
    columns: Mapping[str, str]
    row: Mapping[str, Any]

    def cell(self, *fields: str) -> str:
        """Address of the first of these fields that the row has: sheet!cell."""
        for field in fields:
            own = self.row.get(f"{field}_cell", "")
            if own or field in self.columns:
                return f"{self.sheet}!{own or self.columns[field] + str(self.row['row'])}"
        return ""


def path_lines(
    network: analysis.Network,
    row_id: str,
    origin: Callable[[str], Origin],
    words: Words,
    aims: Mapping[str, analysis.GateAim],
) -> tuple[PathLine, ...]:
    """The chain that sets a row's date, the first task first.

    Args:
        network: The network that was reckoned.
        row_id: The row in question.
        origin: Tells where a row came from.
        words: The reader's language.
        aims: Row id -> the gate that decides it.
    """
    steps = network.path_to(row_id)
    tasks = network.tasks.set_index("row_id")
    before = [None, *steps]
    return tuple(
        _line(step, earlier.row_id if earlier else "", tasks, origin(step.row_id), words, network.ready, aims)
        for earlier, step in zip(before, steps, strict=False)
    )


def _line(
    step: analysis.PathStep,
    before: str,
    tasks: pd.DataFrame,
    origin: Origin,
    words: Words,
    ready: Mapping[str, date],
    aims: Mapping[str, analysis.GateAim],
) -> PathLine:
    row = tasks.loc[step.row_id]
    start, finish = (None if pd.isna(row[name]) else row[name].date() for name in ("early_start", "early_finish"))
    facts = {"task": row["name"], "dates": _dates(start, finish, words)}
    if step.link:
        facts |= {"before": tasks.at[before, "name"], "lag": _lag(step.link, words)}
    why = "progress" if step.why == "actual" and not _is_dated(origin) else step.why
    key = f"path.link.{step.link.kind}" if step.link else f"path.{why}"
    text = words(key, **facts)
    day, aim = ready.get(step.row_id), aims.get(step.row_id)
    if day and aim and finish and finish > day and (window := aim.window(day)):
        text += " " + words("path.gate", ready=day, session=session(window.gate, words))
    return PathLine(step.row_id, row["name"], text, _cell(step, origin), step.why, step.link, start, finish)


def _dates(start: date | None, finish: date | None, words: Words) -> str:
    days = [words.day(day) for day in dict.fromkeys((start, finish)) if day]
    return "–".join(days) or _NOT_A_DATE


def _is_dated(origin: Origin) -> bool:
    """Whether the row tells when the work began or ended, not only how much of it is done."""
    return any(origin.row.get(f"actual_{edge}_text") for edge in ("start", "finish"))


def _cell(step: analysis.PathStep, origin: Origin) -> str:
    if step.link:
        return origin.cell("predecessors")
    if step.why == "actual" and not _is_dated(origin):
        return origin.cell("percent_complete")
    if step.why == "actual":
        return origin.cell("actual_finish", "actual_start")
    if step.why == "own":
        said = [f"{basis}_{edge}" for edge in ("start", "finish") for basis in ("forecast", "baseline")]
        return origin.cell(*(name for name in said if origin.row.get(f"{name}_text")))
    return ""


def _lag(link: Link, words: Words) -> str:
    """The lag or lead in words; "" where there is none."""
    if not link.lag:
        return ""
    unit = words(f"path.unit.{'percent' if link.unit == '%' else link.unit}")
    return words(f"path.lag.{'after' if link.lag > 0 else 'before'}", number=words.number(abs(link.lag), 2), unit=unit)


def session(gate: Gate, words: Words) -> str:
    """A session by name and days: "Kỳ họp thứ 7 (20/05/2024–29/06/2024)"."""
    name = gate.session.partition(" (")[0]
    days = "–".join(words.day(day) for day in dict.fromkeys((gate.first, gate.last)) if day)
    return f"{name} ({days})" if days else name


def plain(lines: Sequence[PathLine]) -> list[dict[str, Any]]:
    """The chain as plain JSON values."""
    return [
        {
            "id": line.row_id,
            "name": line.name,
            "why": line.why,
            "after": before.row_id if before and line.link else None,
            "link": line.link and {"kind": line.link.kind, "lag": line.link.lag, "unit": line.link.unit},
            "cell": line.cell,
            "start": line.start and line.start.isoformat(),
            "finish": line.finish and line.finish.isoformat(),
            "text": line.text,
        }
        for before, line in pairwise([None, *lines])
        if line
    ]
