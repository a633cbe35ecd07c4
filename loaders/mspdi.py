"""Microsoft Project's XML (MSPDI): its tasks with dates, links, constraints, baseline, resources and text fields.

Elements and codes: Microsoft, Project XML Data Interchange Schema.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from loaders.projects import ProjectSheet, ProjectTask, link, span_of_days
from schedule.errors import WorkbookUnreadable

PROGRAM = "MS Project"
_SPACE = "schemas.microsoft.com/project"
_CONSTRAINTS = (
    "As Soon As Possible", "As Late As Possible", "Must Start On", "Must Finish On", "Start No Earlier Than", "Start No Later Than",
    "Finish No Earlier Than", "Finish No Later Than",
)  # fmt: skip
_LINKS = ("FF", "FS", "SF", "SS")
_ELAPSED = {4, 6, 8, 10, 12, 36, 38, 40, 42, 44}
"""Formats of durations that run on every day, worked or not."""
_PERCENT, _ELAPSED_PERCENT = {19, 51}, {20, 52}
_DURATION = re.compile(r"P(?:(\d{1,6})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?")
_MINUTES_A_DAY = 480
_LIMITED = 20_000
"""Letters of a note that are kept."""


def is_mspdi(received: bytes) -> bool:
    """Whether these bytes begin as Microsoft Project's XML does."""
    head = received[:4_000].replace(b"\0", b"")
    return b"<" in head[:4] and _SPACE.encode() in head


def read_mspdi(received: bytes) -> ProjectSheet:
    """The project as a table.

    Raises:
        WorkbookUnreadable: It is damaged, or declares a document type.
    """
    try:
        project = _Node(fromstring(received, forbid_dtd=True))
        return _sheet(project)
    except DefusedXmlException as error:
        raise WorkbookUnreadable(reason="entities") from error
    except (ParseError, ValueError, LookupError, OverflowError) as error:
        raise WorkbookUnreadable(reason="damaged") from error


class _Node:
    """An element whose children are asked for by their names without namespace."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._texts: dict[str, str] = {}
        for child in element:
            self._texts.setdefault(_bare(child), (child.text or "").strip())

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        return int(float(self.text(name) or default))

    def day(self, name: str) -> date | None:
        told = self.text(name)
        return datetime.fromisoformat(told).date() if told and told != "NA" else None

    def all(self, *path: str) -> list["_Node"]:
        """The children of that name, or of a child of that name."""
        name, *rest = path
        found = [child for child in self._element if _bare(child) == name]
        return [node for child in found for node in _Node(child).all(*rest)] if rest else [_Node(c) for c in found]


def _bare(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _sheet(project: _Node) -> ProjectSheet:
    tasks = [t for t in project.all("Tasks", "Task") if t.text("IsNull") != "1" and t.text("OutlineLevel") != "0"]
    is_counted = {True: [], False: list[_Node]()}
    for task in tasks:
        is_counted[task.text("Active") != "0"].append(task)
    ids = {t.text("UID"): t.text("ID") for t in tasks}
    day = project.number("MinutesPerDay", _MINUTES_A_DAY) or _MINUTES_A_DAY
    fields = {f.text("FieldID"): f.text("Alias") or f.text("FieldName") for f in project.all("ExtendedAttributes", "ExtendedAttribute")
              if f.text("FieldName").startswith("Text")}  # fmt: skip
    resources = _resources(project)
    made = [_task(task, ids, fields, resources, day) for task in is_counted[True]]
    return ProjectSheet(
        PROGRAM,
        made,
        title=project.text("Title") or project.text("Name"),
        status_date=project.day("StatusDate"),
        left_out=[task.text("Name") for task in is_counted[False]],
        own_days=_own_days(project),
    )


def _own_days(project: _Node) -> dict[str, int]:
    """Calendar's name -> how many exceptions it lists; Project 2003 lists them among the days of the week, as type 0."""
    return {
        calendar.text("Name"): len(calendar.all("Exceptions", "Exception"))
        or sum(day.text("DayType") == "0" for day in calendar.all("WeekDays", "WeekDay"))
        for calendar in project.all("Calendars", "Calendar")
    }


def _resources(project: _Node) -> dict[str, list[str]]:
    """The names of the resources of each task, by its UID."""
    names = {r.text("UID"): r.text("Name") for r in project.all("Resources", "Resource")}
    found: dict[str, list[str]] = {}
    for assignment in project.all("Assignments", "Assignment"):
        if name := names.get(assignment.text("ResourceUID")):
            found.setdefault(assignment.text("TaskUID"), []).append(name)
    return found


def _task(
    task: _Node, ids: Mapping[str, str], fields: Mapping[str, str], resources: Mapping[str, list[str]], day: int
) -> ProjectTask:
    baseline = next((b for b in task.all("Baseline") if b.text("Number") in ("", "0")), _Node(Element("none")))
    own: dict[str, Any] = {}
    for attribute in task.all("ExtendedAttribute"):
        if (heading := fields.get(attribute.text("FieldID"))) and attribute.text("Value"):
            own[heading] = attribute.text("Value")
    return ProjectTask(
        id=task.text("ID") or task.text("UID"),
        number=task.text("OutlineNumber") or task.text("WBS"),
        name=" ".join(task.text("Name").split()),
        is_group=task.text("Summary") == "1",
        duration=_duration(task, day),
        start=task.day("Start"),
        finish=task.day("Finish"),
        baseline_start=baseline.day("Start"),
        baseline_finish=baseline.day("Finish"),
        actual_start=task.day("ActualStart"),
        actual_finish=task.day("ActualFinish"),
        percent=float(task.text("PercentComplete")) if task.text("PercentComplete") else None,
        predecessors=[_link(said, ids, day) for said in task.all("PredecessorLink")],
        resources=resources.get(task.text("UID"), []),
        constraint=_CONSTRAINTS[task.number("ConstraintType")],
        constraint_date=task.day("ConstraintDate") if task.number("ConstraintType") > 1 else None,
        deadline=task.day("Deadline"),
        note=task.text("Notes")[:_LIMITED],
        more=own,
    )


def _duration(task: _Node, day: int) -> str:
    """In working days; an elapsed one is not said, for its start and finish say it."""
    found = _DURATION.fullmatch(task.text("Duration"))
    if not found or not found[0] or task.number("DurationFormat", 7) in _ELAPSED:
        return ""
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return span_of_days((days * 1440 + hours * 60 + minutes + seconds / 60) / day)


def _link(said: _Node, ids: Mapping[str, str], day: int) -> str:
    """One link; of another project by the other's own words, so that nobody takes it for a row of this one."""
    uid = said.text("PredecessorUID")
    before = said.text("CrossProjectName") if said.text("CrossProject") == "1" else ids.get(uid, f"UID {uid}")
    form, lag = said.number("LagFormat", 7), said.number("LinkLag")
    kind = _LINKS[said.number("Type", 1)]
    if form in _PERCENT | _ELAPSED_PERCENT:
        return link(before, kind, lag, "%")
    minutes = lag / 10
    return link(before, kind, minutes / 1440, "ed") if form in _ELAPSED else link(before, kind, minutes / day, "d")
