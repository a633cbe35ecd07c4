"""Primavera P6's exchange file (XER): tables of text with its activities, the work breakdown over them, and their links."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from loaders.projects import ProjectSheet, ProjectTask, link, span_of_days
from schedule.errors import WorkbookUnreadable

PROGRAM = "Primavera P6"
_HOURS_A_DAY = 8.0
_DEEPEST = 100
_MILESTONES = ("TT_Mile", "TT_FinMile")
_CONSTRAINTS = {
    "": "As Soon As Possible", "CS_ALAP": "As Late As Possible", "CS_MSO": "Start On", "CS_MSOB": "Start On or Before", "CS_MSOA": "Start On or After",
    "CS_MEO": "Finish On", "CS_MEOB": "Finish On or Before", "CS_MEOA": "Finish On or After", "CS_MANDSTART": "Mandatory Start",
    "CS_MANDFIN": "Mandatory Finish",
}  # fmt: skip
_DATES = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
Record = Mapping[str, str]


def is_xer(received: bytes) -> bool:
    """Whether these bytes begin as an XER does."""
    return received.removeprefix(b"\xef\xbb\xbf").startswith(b"ERMHDR\t")


def read_xer(text: str) -> ProjectSheet:
    """The project of the most activities as a table; others that it refers to are only named in links.

    Raises:
        WorkbookUnreadable: It is damaged, or holds no activity.
    """
    tables = _tables(text)
    activities = tables.get("TASK", [])
    if not activities:
        raise WorkbookUnreadable(reason="no-rows", sheets=PROGRAM)
    try:
        counts: dict[str, int] = {}
        for record in activities:
            counts[record["proj_id"]] = counts.get(record["proj_id"], 0) + 1
        return _Project(tables, max(counts, key=lambda project: counts[project])).sheet()
    except (KeyError, ValueError, OverflowError) as error:
        raise WorkbookUnreadable(reason="damaged") from error


def _tables(text: str) -> dict[str, list[Record]]:
    """The records of each table; a value that holds a line break goes on in the next lines."""
    tables: dict[str, list[Record]] = {}
    rows: list[Record] = []
    fields: list[str] = []
    values: list[str] = []
    for line in [*text.split("\n"), "%E"]:
        line = line.rstrip("\r")
        if not line.startswith(("%T\t", "%F\t", "%R\t", "%E")):
            if values:
                first, *rest = line.split("\t")
                values[-1] += f"\n{first}"
                values += rest
            continue
        if values:
            rows.append(dict(zip(fields, values, strict=False)))
            values = []
        mark, *cells = line.split("\t")
        if mark == "%T":
            rows = tables.setdefault(cells[0].strip(), [])
        elif mark == "%F":
            fields = [cell.strip() for cell in cells]
        elif mark == "%R":
            values = cells
    return tables


class _Project:
    """The tables, and the project that is read."""

    def __init__(self, tables: Mapping[str, Sequence[Record]], project: str) -> None:
        self._tables = tables
        self._id = project
        self._tasks = [t for t in tables["TASK"] if t["proj_id"] == project]
        self._codes = {t["task_id"]: t.get("task_code") or t["task_id"] for t in tables["TASK"]}
        self._hours = {c["clndr_id"]: _number(c, "day_hr_cnt") or _HOURS_A_DAY for c in tables.get("CALENDAR", ())}
        self._projects = {p["proj_id"]: p for p in tables.get("PROJECT", ())}
        self._links = self._predecessors()
        self._resources = self._assigned()

    def sheet(self) -> ProjectSheet:
        """The work breakdown with its activities, depth first."""
        nodes = [w for w in self._tables.get("PROJWBS", ()) if w["proj_id"] == self._id]
        known = {w["wbs_id"] for w in nodes}
        under: dict[str, list[Record]] = {}
        for node in sorted(nodes, key=lambda w: _number(w, "seq_num") or 0.0):
            parent = node.get("parent_wbs_id", "")
            under.setdefault(parent if parent in known else "", []).append(node)
        activities: dict[str, list[Record]] = {}
        for task in self._tasks:
            wbs = task.get("wbs_id", "")
            activities.setdefault(wbs if wbs in known else "", []).append(task)
        tops = under.get("", [])
        root = tops[0] if len(tops) == 1 and not activities.get("") else None
        made: list[ProjectTask] = []
        self._lay_out(root["wbs_id"] if root else "", "", under, activities, made)
        if len(made) < len(self._tasks):
            raise ValueError("the work breakdown turns in a ring")
        project = self._projects.get(self._id, {})
        title = (root or {}).get("wbs_name") or project.get("proj_short_name", "")
        day = _day(project, "last_recalc_date")
        return ProjectSheet(PROGRAM, made, title=title, status_date=day, own_days=self._own_days())

    def _own_days(self) -> dict[str, int]:
        """Name of each calendar that an activity goes by -> how many exceptions it lists: "(0||0(d|44557)())"."""
        used = {task.get("clndr_id", "") for task in self._tasks}
        kept = [c for c in self._tables.get("CALENDAR", ()) if c["clndr_id"] in used]
        return {c.get("clndr_name", c["clndr_id"]): c.get("clndr_data", "").count("(d|") for c in kept}

    def _lay_out(
        self,
        parent: str,
        number: str,
        under: Mapping[str, Sequence[Record]],
        activities: Mapping[str, Sequence[Record]],
        made: list[ProjectTask],
    ) -> None:
        if number.count(".") > _DEEPEST:
            raise ValueError("the work breakdown is too deep")
        children = [*activities.get(parent, ()), *under.get(parent, ())]
        for n, child in enumerate(children, 1):
            own = f"{number}.{n}" if number else str(n)
            if "task_id" in child:
                made.append(self._activity(child, own))
            elif child["wbs_id"]:
                code = child.get("wbs_short_name", "")
                name = child.get("wbs_name", "") or code
                made.append(ProjectTask(f"WBS {child['wbs_id']}", own, name, is_group=True))
                self._lay_out(child["wbs_id"], own, under, activities, made)

    def _activity(self, task: Record, number: str) -> ProjectTask:
        actual_start, actual_finish = _day(task, "act_start_date"), _day(task, "act_end_date")
        kind = task.get("cstr_type", "")
        hours = None if task.get("task_type") in _MILESTONES else _number(task, "target_drtn_hr_cnt")
        is_point = task.get("task_type") in _MILESTONES
        early_start, early_finish = (
            _day(task, f"re{e}_date") or _day(task, f"early_{e}_date") for e in ("start", "end")
        )
        planned_start, planned_finish = (_day(task, f"target_{e}_date") for e in ("start", "end"))
        start, finish = actual_start or early_start or planned_start, actual_finish or early_finish or planned_finish
        return ProjectTask(
            id=self._codes[task["task_id"]],
            number=number,
            name=" ".join(task.get("task_name", "").split()),
            duration=span_of_days(0) if is_point else "" if hours is None else span_of_days(hours / self._day_of(task)),
            start=start,
            finish=finish,
            baseline_start=planned_start,
            baseline_finish=planned_finish,
            actual_start=actual_start,
            actual_finish=actual_finish,
            percent=_percent(task),
            predecessors=self._links.get(task["task_id"], []),
            resources=self._resources.get(task["task_id"], []),
            constraint=_CONSTRAINTS.get(kind, kind),
            constraint_date=_day(task, "cstr_date"),
        )

    def _day_of(self, task: Record) -> float:
        return self._hours.get(task.get("clndr_id", ""), _HOURS_A_DAY)

    def _predecessors(self) -> dict[str, list[str]]:
        own = {t["task_id"]: t for t in self._tasks}
        found: dict[str, list[str]] = {}
        for said in self._tables.get("TASKPRED", ()):
            task, before = said["task_id"], said["pred_task_id"]
            if task in own:
                code = self._codes.get(before, f"ID {before}")
                lag = (_number(said, "lag_hr_cnt") or 0.0) / self._day_of(own.get(before, own[task]))
                told = link(code, said.get("pred_type", "")[-2:] or "FS", lag, "d")
                found.setdefault(task, []).append(told)
        return found

    def _assigned(self) -> dict[str, list[str]]:
        names = {r["rsrc_id"]: r.get("rsrc_name", "") for r in self._tables.get("RSRC", ())}
        found: dict[str, list[str]] = {}
        for said in self._tables.get("TASKRSRC", ()):
            if name := names.get(said.get("rsrc_id", "")):
                found.setdefault(said["task_id"], []).append(name)
        return {task: list(dict.fromkeys(names)) for task, names in found.items()}


def _percent(task: Record) -> float | None:
    """As the activity's own rule says: of its duration, its units, or as somebody estimated it."""
    if task.get("status_code") == "TK_Complete":
        return 100.0
    if task.get("status_code") == "TK_NotStart":
        return 0.0
    rule = task.get("complete_pct_type", "")
    if rule == "CP_Phys":
        return _number(task, "phys_complete_pct")
    done, left = (
        sum(_number(task, f"{part}_{what}_qty") or 0.0 for what in ("work", "equip")) for part in ("act", "remain")
    )
    if rule == "CP_Units":
        return round(100 * done / (done + left), 2) if done + left else None
    target, remaining = _number(task, "target_drtn_hr_cnt"), _number(task, "remain_drtn_hr_cnt")
    if not target or remaining is None:
        return None
    return round(min(max(100 * (1 - remaining / target), 0.0), 100.0), 2)


def _number(record: Record, name: str) -> float | None:
    text = record.get(name, "").strip().replace(",", ".")
    return float(text) if text else None


def _day(record: Record, name: str) -> date | None:
    text = record.get(name, "").strip()
    for form in _DATES if text else ():
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    if text:
        raise ValueError(text)
    return None
