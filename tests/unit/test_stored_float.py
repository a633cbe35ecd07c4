"""Networks as Microsoft Project and Primavera P6 themselves reckoned them: the dates and floats stored in their files are ours.

`stored_projects.csv` names the files and the programs that wrote them; `stored_float.csv` has what they say of each task, spans and
floats in days of eight hours. What is not compared is named beside its reason.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

import loaders
from analysis import network
from schedule import Timeline, WorkCalendar, links_of
from services.network import computed
from tests.samples.projects import days, link, mspdi, xer
from tests.samples.projects import task as element
from tests.unit.builders import milestone, rows

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DATES = ("early_start", "early_finish", "late_start", "late_finish")
FLOATS = ("total_float", "free_float")
FLAGS = {"critical": "is_critical", "driving": "is_driving"}
"""Microsoft Project stores what is critical, P6 what lies on its longest path."""
KINDS = ("FF", "FS", "SF", "SS")
UNITS = {"d": (1, 7), "w": (5, 9)}
"""Days in a unit of a lag, and Microsoft Project's number for that unit."""


def samples(name):
    """The records of a sample file."""
    return list(csv.DictReader((SAMPLES / name).open(encoding="utf-8")))


PROJECTS = {said["project"]: said for said in samples("stored_projects.csv")}
TASKS = {name: [said for said in samples("stored_float.csv") if said["project"] == name] for name in PROJECTS}
each_project = pytest.mark.parametrize("project", PROJECTS)


def calendar(project):
    """Monday to Friday without the days off of the project's own calendar."""
    off = frozenset(map(date.fromisoformat, filter(None, PROJECTS[project]["days_off"].split(";"))))
    return WorkCalendar(off, frozenset(), date.min, date.max)


def stored(project):
    """Task -> what the program stored of it and is compared."""
    found = {}
    for said in TASKS[project]:
        kept = {name: said[name] for name in (*DATES, *FLOATS, *FLAGS) if said[name]}
        kept |= {name: float(kept[name]) for name in FLOATS if name in kept}
        kept |= {name: kept[name] == "yes" for name in FLAGS if name in kept}
        found[said["task"]] = {name: value for name, value in kept.items() if name not in said["left_out"].split()}
    return found


def compared(project, tasks):
    """What we reckon of the same tasks, of the same fields; `tasks` is a `NETWORK` frame."""
    reckoned = {}
    for row in tasks.to_dict("records"):
        dates = {name: row[name].date().isoformat() for name in DATES}
        reckoned[row["row_id"]] = row | dates | {name: row[ours] for name, ours in FLAGS.items()}
    return {task: {name: reckoned[task][name] for name in fields} for task, fields in stored(project).items()}


def record(said):
    """A row that says only what the planner had typed: its duration, links and constraint."""
    return milestone(
        said["task"],
        kind="task" if float(said["days"]) else "milestone",
        duration_days=float(said["days"]),
        predecessors=said["predecessors"],
        constraint_type=said["constraint"],
        constraint_date=said["constraint_date"] or None,
        percent_complete=None,
    )


def as_xml(project):
    """The project as Microsoft Project writes it: numbers for names, hours for days, lags in tenths of a minute."""

    def linked(said):
        span, form = UNITS[said.unit]
        return link(int(said.before), KINDS.index(said.kind), int(said.lag * span * 4800), form)

    def written(said):
        day = said["constraint_date"]
        held = {"ConstraintType": 4, "ConstraintDate": f"{day}T08:00:00"} if day else {}
        span = {"Duration": f"PT{int(said['days']) * 8}H0M0S", "Milestone": int(said["days"] == "0")}
        waits = "".join(map(linked, links_of(said["predecessors"])))
        dates = days(said["early_start"], said["early_finish"])
        return element(int(said["task"]), said["task"], "Việc", waits, **span, **held, **dates)

    return mspdi(*map(written, TASKS[project]))


def as_xer(project):
    """The project as P6 writes it: tables of records that name one another, spans in hours."""
    told, start = TASKS[project], PROJECTS[project]["start"]
    waits = [(said["task"], before) for said in told for before in links_of(said["predecessors"])]
    return xer(
        {
            "PROJECT": ("proj_id proj_short_name last_recalc_date", ["1", project, f"{start} 00:00"]),
            "CALENDAR": ("clndr_id day_hr_cnt", ["1", "8"]),
            "TASK": (
                "task_id proj_id clndr_id task_type status_code task_code task_name target_drtn_hr_cnt early_start_date early_end_date",
                *(
                    [said["task"], "1", "1", "TT_Task", "TK_NotStart", said["task"], "Việc", int(said["days"]) * 8,
                     f"{said['early_start']} 08:00", f"{said['early_finish']} 17:00"]
                    for said in told
                ),
            ),
            "TASKPRED": (
                "task_id pred_task_id pred_type lag_hr_cnt",
                *([task, before.before, f"PR_{before.kind}", int(before.lag * 8)] for task, before in waits),
            ),
        }
    )  # fmt: skip


@each_project
def test_links_and_constraints_alone_give_the_dates_and_floats_that_the_program_stored(project):
    """No date of the file goes in but the project's start and the constraints."""
    start = date.fromisoformat(PROJECTS[project]["start"])
    made = network(rows(*map(record, TASKS[project])), Timeline(calendar(project), start))

    assert compared(project, made.tasks) == stored(project)


@each_project
def test_a_file_of_the_program_is_read_and_reckoned_to_the_dates_and_floats_that_it_stored(project, monkeypatch):
    """From the bytes to the network, as `cli.py network` does it, on the days that the project works."""
    received = as_xer(project) if "P6" in PROJECTS[project]["program"] else as_xml(project)
    monkeypatch.setattr(loaders.reference, "calendar", lambda **_: calendar(project))
    made = computed(loaders.read(received), today=date(2026, 1, 1))

    assert compared(project, made.network.tasks) == stored(project)


def test_what_is_compared_is_much_and_what_is_not_says_why():
    """Four files, 73 tasks, 63 links of each kind, leads and lags; four tasks are compared in part."""
    told = [said for tasks in TASKS.values() for said in tasks]
    links = [one for said in told for one in links_of(said["predecessors"])]
    left_out = {(said["project"], said["task"]) for said in told if said["left_out"]}

    assert (len(PROJECTS), len(told), len(links)) == (4, 73, 63)
    assert {one.kind for one in links} == set(KINDS)
    assert {(one.lag, one.unit) for one in links} == {(0, "d"), (1, "d"), (2, "d"), (-1, "d"), (1, "w"), (2, "w")}
    assert left_out == {("sample-98", task) for task in ("2", "8", "9", "19")}
    assert left_out == {(said["project"], said["task"]) for said in told if said["reason"]}
