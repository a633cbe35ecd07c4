"""Schedule health: the fourteen checks of the DCMA, each by itself and with the rows that fail it; no score is made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from analysis.figures import Figure, NotComputable, Why
from analysis.logic import Logic, Tied
from analysis.progress import baseline_execution, due_rows, is_late
from schedule import FINISHED, Link

Unit = Literal["share", "count", "days", "index"]
Verdict = Literal["pass", "flag", "unknown"]
LONG = 44
"""Working days, about two months: a float or a duration beyond that is asked about."""
DELAY = 600
"""Working days by which the critical row is lengthened in a critical path test."""
_ELAPSED = 5.0
"""Working days that lags in elapsed days may gain or lose by where weekends and holidays fall 600 working days later."""
HARD = ("mso", "mfo", "snlt", "fnlt")
"""Of `schedule.CONSTRAINTS` those that hold a date against its links: must start or finish on, start or finish no later than."""


@dataclass(frozen=True)
class Failing:
    """A row that fails a check, the field whose cell is to be looked at, and what is wrong there."""

    place: int
    """Place of the row among the tasks and milestones (`Logic.work`)."""
    field: str
    what: str
    """`failing.<what>` in the catalogues."""
    value: str | float | pd.Timestamp | None = None


@dataclass(frozen=True)
class Check:
    """One check with what was found."""

    number: int
    name: str
    unit: Unit
    value: Figure
    """What is held against the limit: a share of the rows, a count of them, days, or an index."""
    limit: float
    is_floor: bool = False
    """Whether the value may not be under the limit, rather than over it."""
    leeway: float = 0.0
    """By how much it may be under."""
    count: int | None = None
    """Rows or links found; None where nothing is counted."""
    of: int | None = None
    """Rows or links looked at."""
    failing: tuple[Failing, ...] = ()

    @property
    def share(self) -> float | None:
        """`count / of`, 0 to 1; None where nothing is counted."""
        return self.count / self.of if self.count is not None and self.of else None

    @property
    def verdict(self) -> Verdict:
        """Whether the value keeps to the limit."""
        if isinstance(self.value, NotComputable):
            return "unknown"
        kept = self.value >= self.limit - self.leeway if self.is_floor else self.value <= self.limit
        return "pass" if kept else "flag"


def health_checks(logic: Logic) -> tuple[Check, ...]:
    """The fourteen checks in their order.

    Links are those by which unfinished rows wait; rows are unfinished tasks and milestones, except where the check says so.

    Source:
        docs/methods/schedule-health.md.
    """
    return (
        _missing_logic(logic),
        *_kinds_of_links(logic),
        _hard_constraints(logic),
        *_floats(logic),
        _long_durations(logic),
        _invalid_dates(logic),
        _without_owner(logic),
        _missed(logic),
        _critical_path_test(logic),
        _path_length(logic),
        _execution(logic),
    )


def _counted(
    number: int,
    name: str,
    limit: float,
    of: int,
    failing: Iterable[Failing],
    lacking: NotComputable | None,
    unit: Unit = "share",
) -> Check:
    """A check that counts what fails, unless something is lacking."""
    if lacking:
        return Check(number, name, unit, lacking, limit)
    found = tuple(failing)
    value = len(found) / of if unit == "share" else float(len(found))
    return Check(number, name, unit, value, limit, count=len(found), of=of, failing=found)


def _missing_logic(logic: Logic) -> Check:
    """Rows that wait for nothing or that nothing waits for, but for one row where the work begins and one where it ends."""
    work = logic.work
    first = work.loc[~work["has_before"], "es"].dropna().nsmallest(1).index
    last = work.loc[~work["has_after"], "ef"].dropna().nlargest(1).index
    bare, dead = ~work["has_before"] & ~work.index.isin(first), ~work["has_after"] & ~work.index.isin(last)
    failing = [
        Failing(
            int(n),
            "predecessors",
            "neither" if bare[n] and dead[n] else "no-predecessor" if bare[n] else "no-successor",
        )
        for n in work.index[work["is_open"] & (bare | dead)]
    ]
    return _counted(1, "missing-logic", 0.05, len(logic.open), failing, logic.no_links)


def _kinds_of_links(logic: Logic) -> tuple[Check, Check, Check]:
    """Leads, lags, and links that are not finish to start."""
    links, lacking = logic.links, logic.no_links
    if not links and not lacking:  # only links of the groups that the rows stand in
        lacking = NotComputable(Why.NO_LINKS, 0, len(logic.open))
    leads = [_failing(tied) for tied in links if tied.link.lag < 0]
    lags = [_failing(tied) for tied in links if tied.link.lag > 0]
    others = [_failing(tied) for tied in links if tied.link.kind != "FS"]
    plain = _counted(4, "finish-to-start", 0.9, len(links), others, lacking)
    if plain.count is not None:
        kept = len(links) - plain.count
        plain = replace(plain, value=kept / len(links), count=kept)
    return (
        _counted(2, "leads", 0, len(links), leads, lacking, "count"),
        _counted(3, "lags", 0.05, len(links), lags, lacking),
        replace(plain, is_floor=True),
    )


def _failing(tied: Tied) -> Failing:
    return Failing(tied.row, "predecessors", "link", _said(tied.link))


def _said(link: Link) -> str:
    """A link as tables write it: "A FS-3d"."""
    return f"{link.before} {link.kind}{f'{link.lag:+g}{link.unit}' if link.lag else ''}"


def _hard_constraints(logic: Logic) -> Check:
    """Rows whose date is held against their links; it takes no links to see them, but a column that could name them."""
    work = logic.open
    if work.empty:
        lacking = logic.no_links
    else:
        lacking = None if logic.has_constraints else NotComputable(Why.NO_CONSTRAINTS, 0, len(work))
    failing = [
        Failing(int(n), "constraint_type", kind, day)
        for n, kind, day in zip(work.index, work["constraint_type"], work["constraint_date"], strict=True)
        if kind in HARD
    ]
    return _counted(5, "hard-constraints", 0.05, len(work), failing, lacking)


def _floats(logic: Logic) -> tuple[Check, Check]:
    """Rows with more than two months of room, and rows behind."""
    lacking = logic.no_network
    room = logic.open["total_float"].dropna()

    def failing(found: pd.Series) -> list[Failing]:
        return [Failing(int(n), "predecessors", "float", float(days)) for n, days in found.items()]

    return (
        _counted(6, "high-float", 0.05, len(room), failing(room[room > LONG]), lacking),
        _counted(7, "negative-float", 0, len(room), failing(room[room < 0]), lacking, "count"),
    )


def _long_durations(logic: Logic) -> Check:
    """Unfinished tasks of more than two months, of those whose duration is known."""
    work = logic.open
    days = work.loc[work["kind"].eq("task"), "days"].dropna()
    lacking = logic.no_durations if len(work) else logic.no_links
    if not lacking and days.empty:
        lacking = NotComputable(Why.NO_TASKS, 0, len(work))
    failing = [Failing(int(n), "duration", "duration", float(long)) for n, long in days[days > LONG].items()]
    return _counted(8, "high-duration", 0.05, len(days), failing, lacking)


def _invalid_dates(logic: Logic) -> Check:
    """Actual dates after the status date; of what is unfinished, forecasts before it, unless the record is silent on the row."""
    work, day = logic.work, pd.Timestamp(logic.status_date)
    silent = logic.assessed["status"].eq("no_record")
    begun = (
        work["actual_start_last"].notna() | work["percent_complete"].gt(0) | ~work["actual_start_last"].notna().any()
    )
    asked = (
        ("actual_start", "actual-after", work["actual_start_first"].fillna(work["actual_start_last"]).gt(day)),
        ("actual_finish", "actual-after", work["actual_finish_first"].fillna(work["actual_finish_last"]).gt(day)),
        ("forecast_start", "forecast-before", work["is_open"] & ~begun & work["forecast_start_last"].lt(day)),
        ("forecast_finish", "forecast-before", work["is_open"] & work["forecast_finish_last"].lt(day)),
    )
    failing: dict[int, Failing] = {}
    for field, what, wrong in asked:
        for n in work.index[wrong & ~silent]:
            failing.setdefault(int(n), Failing(int(n), field, what, work.at[n, f"{field}_last"]))
    lacking = logic.no_links or (NotComputable(Why.NO_RECORD, 0, len(work)) if silent.all() else None)
    found = [failing[n] for n in sorted(failing)]
    return _counted(9, "invalid-dates", 0, int((~silent).sum()), found, lacking, "count")


def _without_owner(logic: Logic) -> Check:
    """Rows that nobody answers for."""
    work = logic.open
    failing = [Failing(int(n), "owner", "no-owner") for n in work.index[work["owner"].eq("")]]
    return _counted(10, "owner", 0, len(work), failing, logic.no_links if work.empty else None, "count")


def _missed(logic: Logic) -> Check:
    """Of the rows that were to be finished by the status date, finished or not, those that finished or will finish late."""
    rows = logic.assessed
    due = due_rows(rows, logic.status_date)
    late = rows.index[due & is_late(rows)]
    lacking = None if due.any() else NotComputable(Why.NONE_DUE if len(rows) else Why.NO_ROWS, 0, len(rows))
    failing = [Failing(int(n), "finish", "late", float(rows.at[n, "variance_original_days"])) for n in late]
    return _counted(11, "missed", 0.05, int(due.sum()), failing, lacking)


def _critical_path_test(logic: Logic) -> Check:
    """Whether the network's finish moves by as much as a critical row is lengthened by."""
    made = Check(12, "critical-path-test", "days", 0.0, DELAY, is_floor=True, leeway=_ELAPSED)
    if logic.no_network:
        return replace(made, value=logic.no_network)
    moved = logic.moved(DELAY)
    made = replace(made, value=moved)
    failing = Failing(int(logic.critical.name), "predecessors", "unmoved", moved)
    return replace(made, failing=(failing,) if made.verdict == "flag" else ())


def _path_length(logic: Logic) -> Check:
    """CPLI, and the row that finishes last."""
    made = Check(13, "cpli", "index", logic.cpli, 0.95, is_floor=True)
    if made.verdict != "flag":
        return made
    return replace(made, failing=(Failing(int(logic.last.name), "finish", "behind", logic.total_float),))


def _execution(logic: Logic) -> Check:
    """BEI, and the tasks that were to be finished and are not."""
    rows = logic.assessed
    found = baseline_execution(rows, logic.status_date)
    made = Check(14, "bei", "index", found.value, 0.95, is_floor=True)
    if isinstance(found.value, NotComputable):
        return made
    bare = rows["baseline_finish_last"].isna()
    due = bare | rows["baseline_finish_last"].le(pd.Timestamp(logic.status_date))
    waiting = rows["kind"].eq("task") & due & ~rows["status"].isin(FINISHED)
    failing = tuple(Failing(int(n), "finish", "unplanned" if bare[n] else "unfinished") for n in rows.index[waiting])
    return replace(made, count=found.count, of=found.of, failing=failing if made.verdict == "flag" else ())
