"""The network of a received workbook: its dates by the links, as plain values and as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

import analysis
from loaders import reference
from loaders.headings import is_deadline
from loaders.values import duration_units
from schedule import Code, Finding, Reading, Schedule, Timeline, Words, WorkCalendar
from schedule.errors import TaskUnknown
from services import answers, bands, paths
from services.across import Across
from services.paths import Origin, PathLine, path_lines

CalendarName = Literal["vn", "vn-6", "vn-7", "weekdays", "continuous"]
_FINISHES = ("baseline_finish", "forecast_finish")
_DATES = ("early_start", "early_finish", "late_start", "late_finish")
_NUMBERS = ("es", "ef", "ls", "lf", "total_float", "free_float")
_MOST_NAMED = 20


@dataclass(frozen=True)
class Computed:
    """A network, from when and on which calendar it was reckoned, and everything found in the workbook and on the way."""

    network: analysis.Network
    start: date
    status_date: date | None
    calendar: CalendarName
    findings: tuple[Finding, ...]
    plan: Schedule
    aims: dict[str, analysis.GateAim]
    target: str = ""
    near: tuple[float, ...] = analysis.NEAR_CRITICAL

    def path(self, words: Words) -> tuple[PathLine, ...]:
        """Why the target's date, or the finish, is what it is; the first cause first."""
        by_id = {row["row_id"]: row for row in self.plan.rows.to_dict("records")}
        return path_lines(
            self.network,
            self.network.last,
            lambda row_id: Origin(self.plan.sheet, self.plan.columns, by_id[row_id]),
            words,
            self.aims,
        )

    @property
    def is_blocked(self) -> bool:
        """Whether something has to be mended before the dates can be trusted."""
        return any(f.severity == "blocking" for f in self.findings)


def computed(
    reading: Reading,
    *,
    today: date,
    start: date | None = None,
    status_date: date | None = None,
    calendar: CalendarName = "vn",
    target: str = "",
    is_override: bool = False,
    near: Sequence[float] = analysis.NEAR_CRITICAL,
) -> Computed:
    """The network of a workbook that was read.

    Args:
        reading: What `loaders.read` made of it.
        today: Where the network starts if neither `start` nor any date of the workbook or report says so.
        start: The network's first day; the earliest start in the workbook where None.
        status_date: The day that the workbook speaks for; what it says itself where None.
        calendar: `vn` with its holidays (`vn-6`: Saturdays worked, `vn-7`: Sundays too), `weekdays` without, `continuous` every day.
        target: Row id of the task whose driving path is asked for; "" for those that finish last.
        is_override: Progress override instead of retained logic.
        near: The most float of each near-critical band, in days of the calendar, rising.

    Raises:
        TaskUnknown: The workbook has no row of the id `target`.
        RegistryError: The calendar's file is missing or wrong.
    """
    plan = reading.schedule
    status_date = status_date or plan.stated_on
    start = start or analysis.first_day(plan.rows) or status_date or today
    days = reference.calendar(name=calendar)
    aims = analysis.gate_aims(plan.rows, reference.gates(), {}, reference.bodies())
    made = analysis.network(
        plan.rows,
        Timeline(days, start),
        status_date=status_date,
        units=duration_units(plan.rows["duration_text"].tolist(), plan.fields.get("duration", "")),
        deadlines=[name for name in _FINISHES if is_deadline(plan.fields.get(name, ""))],
        target=target,
        is_override=is_override,
        aims=aims,
    )
    found = _findings(made, plan, days)
    return Computed(made, start, status_date, calendar, (*reading.findings, *found), plan, aims, target, tuple(near))


def plain(made: Computed, words: Words) -> dict[str, Any]:
    """The network as plain JSON values; missing is null."""
    return {
        "start": made.start.isoformat(),
        "finish": made.network.finish and made.network.finish.isoformat(),
        "status_date": made.status_date and made.status_date.isoformat(),
        "calendar": made.calendar,
        "float_bands": list(made.near),
        "tasks": _tasks(made.network, made.near),
        "path": paths.plain(made.path(words)),
        "findings": [answers.finding(f, words) for f in made.findings],
    }


def lines(made: Computed, words: Words) -> list[str]:
    """The network's finish, its tasks' early dates and floats, "*" before the critical ones, "~" before near-critical ones; then what was found."""
    told = _table(made.network, made.near, words)
    if made.target:
        told += path_told(made.path(words), words)
    for finding in (answers.finding(f, words) for f in made.findings):
        told.append(f"{finding['severity']:<9} {finding['cell']}: {finding['message']} {finding['remedy']}")
    return told


def path_told(path: Sequence[PathLine], words: Words) -> list[str]:
    """The chain as lines: the question, then a sentence a task with its cell."""
    if not path:
        return [words("network.path.none")]
    day = path[-1].finish
    asked = words("network.path", task=path[-1].name, day=day) if day else path[-1].name
    return [asked, *(f"  {n}. {line.text}" + f" [{line.cell}]" * bool(line.cell) for n, line in enumerate(path, 1))]


def plain_across(made: Across, target: str, words: Words) -> dict[str, Any]:
    """The network over all programmes as plain JSON values.

    Raises:
        TaskUnknown: No programme has the row `target`, as "capital-law:L-PASS".
    """
    finish = made.network.finish
    return {
        "status_date": made.as_of.isoformat(),
        "finish": finish and finish.isoformat(),
        "float_bands": list(analysis.NEAR_CRITICAL),
        "tasks": _tasks(made.network, analysis.NEAR_CRITICAL),
        "path": paths.plain(_asked(made, target, words)),
        "outside": [{"id": row_id, "before": before} for row_id, before in made.network.outside],
    }


def lines_across(made: Across, target: str, words: Words) -> list[str]:
    """The network over all programmes as lines.

    Raises:
        TaskUnknown: No programme has the row `target`.
    """
    told = path_told(_asked(made, target, words), words) if target else []
    return [*_table(made.network, analysis.NEAR_CRITICAL, words), *told]


def _asked(made: Across, target: str, words: Words) -> tuple[PathLine, ...]:
    if target and target not in set(made.rows["row_id"]):
        raise TaskUnknown(task=target)
    return made.path(target or made.network.last, words)


def _table(network: analysis.Network, near: Sequence[float], words: Words) -> list[str]:
    finish, found = network.finish, analysis.float_bands(network.tasks, near)
    told = [words("network.finish", day=finish) if finish else words("missing")]
    for band, row in zip(found, network.tasks.to_dict("records"), strict=True):
        known = [words.day(row[name]) for name in _DATES[:2] if not pd.isna(row[name])]
        dates = " – ".join(known) if len(known) == 2 else words("missing")
        room = "" if pd.isna(row["total_float"]) else words("network.float", **bands.days(row["total_float"], words))
        mark = " " if pd.isna(band) else bands.MARKS[row["is_critical"]]
        told.append(f"{mark} {row['row_id']:<10} {dates:<24} {room:<16} {row['name']}")
    own = found[(network.tasks["kind"] != "summary") & network.tasks["total_float"].notna()]
    return [*told, said] if (said := bands.counts(own, near, words)) else told


def _tasks(network: analysis.Network, near: Sequence[float]) -> list[dict[str, Any]]:
    found = analysis.float_bands(network.tasks, near)
    return [_task(row, band) for row, band in zip(network.tasks.to_dict("records"), found, strict=True)]


def _task(row: dict[str, Any], band: float) -> dict[str, Any]:
    return {
        "id": row["row_id"],
        **{name: None if pd.isna(row[name]) else row[name].date().isoformat() for name in _DATES},
        **{name: None if pd.isna(row[name]) else row[name] for name in _NUMBERS},
        "is_critical": row["is_critical"],
        "float_band": None if pd.isna(band) else band,
        "driving": row["is_driving"],
    }


def _findings(made: analysis.Network, plan: Schedule, calendar: WorkCalendar) -> list[Finding]:
    """What the network could not reckon, at the cell where it is to be mended."""
    rows = plan.rows.set_index("row_id")

    def at(row_id: str, field: str) -> str:
        return f"{plan.columns[field]}{rows.at[row_id, 'row']}" if field in plan.columns else ""

    found = []
    for ring in made.loops:
        value, facts = rows.at[ring[0], "predecessors"], {"tasks": " → ".join((*ring, ring[0]))}
        found.append(Finding(Code.LINK_CYCLE, plan.sheet, at(ring[0], "predecessors"), value, facts))
    for row_id, before in made.outside:
        found.append(Finding(Code.LINK_OUTSIDE, plan.sheet, at(row_id, "predecessors"), before, {"task": row_id}))
    for row in plan.rows.to_dict("records"):
        if row["kind"] != "summary" and row["duration_text"].strip("-–— ") and not row["duration_days"] >= 0:
            place = at(row["row_id"], "duration")
            found.append(Finding(Code.DURATION_UNREAD, plan.sheet, place, row["duration_text"]))
    if bare := made.without_duration:
        facts = {"count": str(len(bare)), "tasks": ", ".join(bare[:_MOST_NAMED]) + ", …" * (len(bare) > _MOST_NAMED)}
        found.append(Finding(Code.DURATION_MISSING, plan.sheet, at(bare[0], "duration"), "", facts))
    for row_id in made.against_constraint:
        row = rows.loc[row_id]
        is_start = row["constraint_type"] in ("mso", "snet", "snlt")
        actual = row["actual_start_text"] if is_start and row["actual_start_text"] else row["actual_finish_text"]
        facts = {"day": f"{row['constraint_date']:%d/%m/%Y}", "actual": actual}
        found.append(Finding(Code.CONSTRAINT_BROKEN, plan.sheet, at(row_id, "constraint_type"), "", facts))
    days = pd.concat([made.tasks[name] for name in _DATES]).dropna()
    if not days.empty and not (calendar.covers(days.min().date()) and calendar.covers(days.max().date())):
        facts = {"first": f"{calendar.first:%d/%m/%Y}", "last": f"{calendar.last:%d/%m/%Y}"}
        found.append(Finding(Code.CALENDAR_UNSURE, plan.sheet, facts=facts))
    return found
