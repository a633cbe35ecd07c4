"""The tasks of a scheduling program's own file, laid out as the table that the program would export: one row a task."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.grid import Grid, Marks
from schedule import Code, Finding


@dataclass
class ProjectTask:
    """One task, milestone or group; what it does not say is "" or None."""

    id: str
    number: str
    """Its place in the outline: "1.2.3"."""
    name: str
    is_group: bool = False
    duration: str = ""
    start: date | None = None
    finish: date | None = None
    baseline_start: date | None = None
    baseline_finish: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    percent: float | None = None
    predecessors: list[str] = field(default_factory=list)
    """As a planner writes them: "3FS+2d"."""
    resources: list[str] = field(default_factory=list)
    constraint: str = ""
    constraint_date: date | None = None
    deadline: date | None = None
    note: str = ""
    more: dict[str, str] = field(default_factory=dict)
    """Columns of the planner's own: heading -> text."""


_COLUMNS: dict[str, Callable[[ProjectTask], Any]] = {
    "ID": lambda t: float(t.id) if t.id.isdecimal() and len(t.id) < 10 else t.id,
    "WBS": lambda t: t.number,
    "Task Name": lambda t: t.name,
    "Duration": lambda t: t.duration,
    "Start": lambda t: t.start,
    "Finish": lambda t: t.finish,
    "% Complete": lambda t: None if t.percent is None else f"{t.percent:g}%",
    "Predecessors": lambda t: ";".join(t.predecessors),
    "Resource Names": lambda t: "; ".join(t.resources),
    "Baseline Start": lambda t: t.baseline_start,
    "Baseline Finish": lambda t: t.baseline_finish,
    "Actual Start": lambda t: t.actual_start,
    "Actual Finish": lambda t: t.actual_finish,
    "Constraint Type": lambda t: t.constraint,
    "Constraint Date": lambda t: t.constraint_date,
    "Deadline": lambda t: t.deadline,
    "Notes": lambda t: t.note,
}
_ALWAYS = ("ID", "WBS", "Task Name", "Start", "Finish")
_NAME = list(_COLUMNS).index("Task Name")


class ProjectSheet:
    """One project as the one sheet of a workbook."""

    def __init__(
        self,
        program: str,
        tasks: Sequence[ProjectTask],
        *,
        title: str = "",
        status_date: date | None = None,
        left_out: Sequence[str] = (),
        own_days: Mapping[str, int] | None = None,
    ) -> None:
        """Lay the tasks out.

        Args:
            program: The program that wrote the file: the sheet's name.
            tasks: In their order.
            title: The project's title.
            status_date: The day that the project says it speaks for.
            left_out: Names of tasks that the program itself does not count.
            own_days: Calendar's name -> how many days off, or worked, it has of its own.
        """
        self.names = [program]
        self.hidden: list[str] = []
        self.findings: list[Finding] = []
        if left_out:
            facts = {"count": str(len(left_out))}
            self.findings.append(
                Finding(Code.ROWS_INACTIVE, program, value=", ".join(left_out[:20])[:300], facts=facts)
            )
        self.findings += [
            Finding(Code.CALENDAR_IGNORED, program, value=name, facts={"count": str(count)})
            for name, count in (own_days or {}).items()
            if count
        ]
        own = list(dict.fromkeys(heading for task in tasks for heading in task.more))
        columns = _COLUMNS | {heading: _own(heading) for heading in own}
        said = {heading: [_cell(read(task)) for task in tasks] for heading, read in columns.items()}
        kept = {h: cells for h, cells in said.items() if h in _ALWAYS or any(cell != "" for cell in cells)}
        stated = f"Status date: {status_date:%d/%m/%Y}" if status_date else ""
        top = [[" – ".join(part for part in (title, stated) if part)], list(kept)]
        first = len(top)
        self._values = top + [list(cells) for cells in zip(*kept.values(), strict=True)]
        groups = frozenset((first + n, _NAME) for n, task in enumerate(tasks) if task.is_group)
        self._marks = Marks(bold=groups)

    def grid(self, name: str) -> Grid:
        """The table's cells."""
        return Grid(name, self._values, marks=self._marks)


def _own(heading: str) -> Callable[[ProjectTask], Any]:
    return lambda task: task.more.get(heading, "")


def _cell(value: Any) -> Any:
    return "" if value is None else value


def span_of_days(days: float) -> str:
    """A duration as a planner writes it: "2.5 days"."""
    return f"{round(days, 4):g} {'day' if days == 1 else 'days'}"


def link(before: str, kind: str, lag: float, unit: str) -> str:
    """A link as a planner writes it: "3", "3SS", "3FS+2d"; `unit` as in `schedule.Link`."""
    told = f"{lag:+.6g}{unit}" if round(lag, 4) else ""
    return before if kind == "FS" and not told else f"{before} {kind}{told}"
