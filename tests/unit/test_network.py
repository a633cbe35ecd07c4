"""Networks: published worked examples, and each rule on a handful of tasks whose dates can be reckoned on the fingers."""

import csv
import json
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from analysis import first_day, float_bands, network
from loaders import reference
from schedule import CONTINUOUS, WEEKDAYS, Timeline
from schedule.errors import TaskUnknown
from tests.unit.builders import milestone, rows, span, span_columns

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MONDAY = date(2024, 1, 1)
VN, SIX = reference.calendar(), reference.calendar(name="vn-6")


def samples(name):
    """The records of a sample file."""
    return list(csv.DictReader((SAMPLES / name).open(encoding="utf-8")))


WORKED = [(name, list(group)) for name, group in groupby(samples("networks.csv"), lambda r: r["network"])]


def task(row_id, duration=None, predecessors="", **changes):
    """A record of a task; `start`, `actual_start` and `finish` are its dates."""
    dates = {name: changes.pop(name, None) for name in ("forecast_start", "actual_start")}
    spans = {part: value for name, day in dates.items() for part, value in span_columns(name, span(day)).items()}
    own = {"kind": "task", "duration_days": duration, "predecessors": predecessors, "percent_complete": None}
    return milestone(row_id, **{**own, **spans, **changes})


def reckoned(*records, calendar=CONTINUOUS, start=MONDAY, **asked):
    """The network of these records."""
    return network(rows(*records), Timeline(calendar, start), **asked)


def figures(made, *names):
    """Row id -> the figures of these names, None where missing."""
    return {
        row["row_id"]: tuple(None if row[n] != row[n] else row[n] for n in names)
        for row in made.tasks.to_dict("records")
    }


def days(made, name):
    """Row id -> the date of that name as day and month."""
    return {i: at and f"{at.day}/{at.month}" for i, (at,) in figures(made, name).items()}


@pytest.mark.parametrize(("name", "published"), WORKED, ids=[name for name, _ in WORKED])
def test_a_published_network_has_its_published_dates_and_floats(name, published):
    """Early and late dates and total float of every task, to the hundredth that the source prints."""
    made = reckoned(*(task(r["task"], float(r["duration"]), r["predecessors"]) for r in published))
    wanted = ("es", "ef", "ls", "lf", "total_float")

    assert len(published) >= 7
    assert figures(made, *wanted) == {
        r["task"]: pytest.approx([float(r[w]) for w in wanted], abs=0.011) for r in published
    }


@pytest.mark.parametrize("case", samples("links.csv"), ids=lambda c: f"{c['kind']}{c['lag']}-{c['a']}-{c['b']}")
def test_a_published_network_of_each_kind_of_link(case):
    """The source lets a task begin before the network does, and finish after it; there it is held, as schedulers hold it."""
    lag = f"+{case['lag']}d"
    made = reckoned(
        task("begin", 1),
        task("task_a", float(case["a"]), "begin"),
        task("task_b", float(case["b"]), f"task_a {case['kind']}{lag}"),
        task("end", 1, "task_b"),
    )
    early, late = (
        {
            name: tuple(map(float, case[name].split(" / ")[n].rsplit("-", 1)))
            for name in ("begin", "task_a", "task_b", "end")
        }
        for n in (0, 1)
    )
    if early["task_b"][0] >= 0:
        assert figures(made, "es", "ef") == early
        if max(finish for _, finish in late.values()) <= max(finish for _, finish in early.values()):
            assert figures(made, "ls", "lf") == late
    else:
        assert figures(made, "es", "ef")["task_b"] == (0, float(case["b"]))


def test_total_and_free_float_of_the_navy_builders_task():
    """US Navy Builder 3&2, fig. 2-13: task 1020 starts on 3 or 5, finishes on 10; 1050 starts on 11: floats 2 and 1."""
    made = reckoned(
        task("1010", 3),
        task("1020", 7, "1010"),
        task("1040", 8, "1010"),
        task("1050", 4, "1020;1040"),
        task("1060", 5, "1040"),
        task("1070", 2, "1050;1060"),
    )
    critical = made.tasks.loc[made.tasks["is_critical"], "row_id"].tolist()

    assert figures(made, "es", "ls", "ef", "total_float", "free_float")["1020"] == (3, 5, 10, 2, 1)
    assert critical == ["1010", "1040", "1060", "1070"]


def test_a_finish_is_the_last_day_worked_and_the_next_task_starts_the_day_after():
    """Four days from Monday 1 January end on Thursday; a milestone behind them stands on that day."""
    made = reckoned(
        task("A", 4), task("B", 2, "A"), milestone("M", duration_days=0, predecessors="A", percent_complete=None)
    )

    assert days(made, "early_start") == {"A": "1/1", "B": "5/1", "M": "4/1"}
    assert days(made, "early_finish") == {"A": "4/1", "B": "6/1", "M": "4/1"}
    assert made.finish == date(2024, 1, 6)


def test_fractions_of_a_day_are_kept():
    """Half a day more starts the next task at noon of the same day."""
    made = reckoned(task("A", 1.5), task("B", 0.5, "A"), task("C", 1, "B"))

    assert figures(made, "es", "ef") == {"A": (0, 1.5), "B": (1.5, 2), "C": (2, 3)}
    assert days(made, "early_start") == {"A": "1/1", "B": "2/1", "C": "3/1"}
    assert days(made, "early_finish") == {"A": "2/1", "B": "2/1", "C": "3/1"}


def test_holidays_are_not_worked_and_swapped_saturdays_are():
    """Tết 2024 is off from 8 to 14 February; Saturday 4 May 2024 was worked for Monday 29 April."""
    tet = reckoned(task("A", 3), task("B", 1, "A"), calendar=VN, start=date(2024, 2, 6))
    swapped = reckoned(task("A", 4), task("B", 1, "A"), calendar=VN, start=date(2024, 4, 26))

    assert days(tet, "early_finish") == {"A": "15/2", "B": "16/2"}
    assert days(swapped, "early_finish") == {"A": "4/5", "B": "6/5"}


@pytest.mark.parametrize(
    ("link", "starts"),
    [
        ("A", "8/1"),  # A ends on Friday 5 January
        ("A FS+2d", "10/1"),  # two working days: Monday, Tuesday
        ("A FS+2ed", "8/1"),  # two elapsed days: Saturday, Sunday
        ("A FS+3ed", "9/1"),
        ("A FS+1ew", "15/1"),  # a week later it is Friday evening again
        ("A FS-2d", "4/1"),  # a lead
        ("A FS+20%", "9/1"),  # a fifth of five days
        ("A FS+1w", "15/1"),
        ("A FS+8h", "9/1"),  # eight hours are a day
        ("A SS+1d", "2/1"),
    ],
)
def test_lags_count_working_or_elapsed_days(link, starts):
    """Monday to Friday: "d" counts days worked, "ed" every day, "%" of the duration before."""
    made = reckoned(task("A", 5), task("B", 1, link), calendar=WEEKDAYS)

    assert days(made, "early_start")["B"] == starts


@pytest.mark.parametrize(
    ("link", "stands"),
    [
        ("A", "5/1"),  # the Friday evening on which A ends
        ("A FS+1d", "8/1"),
        ("A FS+2ed", "8/1"),  # Sunday evening: no earlier than Monday
        ("A FS+3ed", "8/1"),  # Monday evening
        ("A FS+4ed", "9/1"),
        ("A FS-1ed", "4/1"),
    ],
)
def test_a_milestone_stands_on_a_worked_day_no_earlier_than_its_elapsed_days_are_over(link, stands):
    """What falls due on a day off is due on the next worked day."""
    made = reckoned(task("A", 5), task("M", 0, link, kind="milestone"), calendar=WEEKDAYS)

    assert days(made, "early_finish")["M"] == stands


def test_a_milestone_of_an_office_waits_for_a_weekend_of_a_building_site():
    """The site works every day and ends on Sunday 7 January; the office can say so on Monday, and that costs no float."""
    site, office = Timeline(CONTINUOUS, MONDAY), Timeline(WEEKDAYS, MONDAY)
    plan = rows(task("SITE", 7), task("M", 0, "SITE", kind="milestone"), task("NEXT", 2, "M"), task("PAPER", 1))
    made = network(plan, office, timelines=[site, office, office, office])

    assert days(made, "early_finish") == {"SITE": "7/1", "M": "8/1", "NEXT": "9/1", "PAPER": "1/1"}
    assert figures(made, "total_float") == {"SITE": (0,), "M": (0,), "NEXT": (0,), "PAPER": (6,)}
    assert days(made, "late_finish")["SITE"] == "7/1"
    assert made.last == "NEXT"


@pytest.mark.parametrize("last", ["SITE", "OFFICE"])
def test_of_two_calendars_the_later_day_is_the_finish(last):
    """Seven days of a site end on Sunday, five of an office on Friday, six on Monday: days count, not their number."""
    site, office = Timeline(CONTINUOUS, MONDAY), Timeline(WEEKDAYS, MONDAY)
    plan = rows(task("SITE", 7), task("OFFICE", 5 if last == "SITE" else 6))
    made = network(plan, office, timelines=[site, office])

    assert made.last == last
    assert figures(made, "is_driving") == {"SITE": (last == "SITE",), "OFFICE": (last == "OFFICE",)}
    assert made.finish == date(2024, 1, 7 if last == "SITE" else 8)


def test_room_up_to_an_edge_lies_in_its_band():
    """Behind or without room 0, then the least edge that is not exceeded; beyond the last, and finished, none."""
    made = reckoned(
        task("END", 30), *(task(f"T{room}", 30 - room) for room in (5, 6, 10, 20, 21)),
        task("LATE", 3, forecast=(None, "2024-01-01")), task("DONE", 2, actual="2024-01-02"),
        deadlines=["forecast_finish"], status_date=MONDAY,
    )  # fmt: skip
    found = dict(zip(made.tasks["row_id"], float_bands(made.tasks), strict=True))

    assert {i: None if band != band else band for i, band in found.items()} == {
        "END": 0, "T5": 5, "T6": 10, "T10": 10, "T20": 20, "T21": None, "LATE": 0, "DONE": None,
    }  # fmt: skip
    assert float_bands(made.tasks, [6]).dropna().tolist() == [0, 6, 6, 0]


@pytest.mark.parametrize("link", ["B FS+3ed", "B SS+3ed", "B FF+4ed", "B SF+6ed", "B FS-2ed"])
def test_late_dates_keep_elapsed_lags(link):
    """Starting the task before at its latest leaves the one after where it was."""
    plan = [task("A", 9), task("B", 2), task("C", 1, link), task("D", 1, "A;C")]
    made = reckoned(*plan, calendar=WEEKDAYS)
    latest = made.tasks.set_index("row_id").at["B", "late_start"].date()
    plan[1] = task("B", 2, forecast_start=latest)

    assert reckoned(*plan, calendar=WEEKDAYS).finish == made.finish


@pytest.mark.parametrize(
    ("unit", "calendar", "ef"),
    [("w", CONTINUOUS, 14), ("w", WEEKDAYS, 10), ("mo", WEEKDAYS, 40), ("mo", SIX, 48), ("h", WEEKDAYS, 0.25)],
)
def test_durations_in_other_units_are_days_of_the_calendar(unit, calendar, ef):
    """A week is seven days of every day, five of Monday to Friday; an eight-hour day; a month of four weeks."""
    assert figures(reckoned(task("A", 2), calendar=calendar, units=[unit]), "ef") == {"A": (ef,)}


def test_a_start_holds_a_task_and_is_not_moved_earlier():
    """Start no earlier than: the later of it and what the links allow; what holds is the date, so the chain ends there."""
    made = reckoned(
        task("A", 2), task("B", 1, "A", forecast_start="2024-01-10"), task("C", 1, "B", forecast_start="2024-01-05")
    )

    assert figures(made, "es", "total_float") == {"A": (0, 7), "B": (9, 0), "C": (10, 0)}
    assert figures(made, "is_driving") == {"A": (False,), "B": (True,), "C": (True,)}


def test_a_deadline_that_cannot_be_kept_is_negative_float_along_its_chain():
    """Due on 3 January, done on 5: two days behind, and so is what it waits for; the other task has its room."""
    plan = [task("A", 2), task("B", 3, "A", forecast=(None, "2024-01-03")), task("C", 1)]
    made = reckoned(*plan, deadlines=["forecast_finish"])

    assert figures(made, "total_float", "is_critical") == {"A": (-2, True), "B": (-2, True), "C": (4, False)}
    assert made.finish == date(2024, 1, 5)


def test_a_date_written_as_a_limit_is_one_under_any_heading():
    """What is written "Trước ngày 3/1" limits; "3/1" in a column of forecasts does not."""
    plan = task("A", 5, forecast="2024-01-03")

    assert figures(reckoned(plan), "total_float") == {"A": (0,)}
    assert figures(reckoned({**plan, "forecast_finish_side": "by"}), "total_float") == {"A": (-2,)}


def test_unfinished_work_is_not_in_the_past():
    """On the status date what has not started starts at the earliest, and what was due is due now."""
    made = reckoned(
        task("A", 2), milestone("M", forecast="2024-01-03", percent_complete=None), status_date=date(2024, 1, 10)
    )

    assert days(made, "early_start") == {"A": "10/1", "M": "10/1"}
    assert days(made, "early_finish") == {"A": "11/1", "M": "10/1"}


def test_actual_dates_stay_and_the_finished_has_no_float():
    """A finished on Sunday 7 January in Monday-to-Friday weeks: that is what is shown; B follows on Monday."""
    done = task("A", 3, actual_start="2024-01-02", actual="2024-01-07")
    made = reckoned(done, task("B", 2, "A"), calendar=WEEKDAYS, status_date=date(2024, 1, 7))

    assert days(made, "early_start") == days(made, "late_start") == {"A": "2/1", "B": "8/1"}
    assert days(made, "early_finish") == {"A": "7/1", "B": "9/1"}
    assert figures(made, "total_float", "free_float", "is_critical") == {"A": (None, None, False), "B": (0, 0, True)}


def test_what_is_dated_after_the_status_date_has_not_happened():
    """An "actual" of next week does not count."""
    made = reckoned(task("A", 3, actual_start="2024-01-08", actual="2024-01-12"), status_date=date(2024, 1, 4))

    assert days(made, "early_start") == {"A": "4/1"}


def test_done_without_a_date_is_done_by_the_status_date():
    """100 % and no actual finish: by its forecast if that has passed, else by the status date."""
    plan = [
        task("A", 3, percent_complete=100),
        task("B", 3, percent_complete=100, forecast="2024-01-05"),
        task("C", 1, "A;B"),
    ]
    made = reckoned(*plan, status_date=date(2024, 1, 8))

    assert days(made, "early_finish") == {"A": "8/1", "B": "5/1", "C": "9/1"}


@pytest.mark.parametrize(("is_override", "finish", "room"), [(False, "16/1", 0), (True, "13/1", 2)])
def test_work_out_of_sequence_waits_by_retained_logic_and_goes_on_by_override(is_override, finish, room):
    """B began before A was done; of its 8 days half are left on 10 January, A has 3 left until 12."""
    made = reckoned(
        task("A", 6, actual_start="2024-01-06", percent_complete=50),
        task("B", 8, "A", actual_start="2024-01-03", percent_complete=50),
        task("C", 5),
        status_date=date(2024, 1, 10),
        is_override=is_override,
    )

    assert days(made, "early_start") == {"A": "6/1", "B": "3/1", "C": "10/1"}
    assert days(made, "early_finish") == {"A": "12/1", "B": finish, "C": "14/1"}
    assert figures(made, "total_float")["A"] == (room,)
    assert [(s.row_id, s.why) for s in made.path_to("B")] == (
        [("B", "status")] if is_override else [("A", "status"), ("B", "link")]
    )


def test_without_a_percentage_the_days_gone_are_done():
    """Begun on 1 January, eight days, on the fifth: four are gone, four are left."""
    made = reckoned(task("A", 8, actual_start="2024-01-01"), status_date=date(2024, 1, 5))

    assert days(made, "early_finish") == {"A": "8/1"}


def test_a_summary_is_rolled_up_and_its_links_are_those_of_its_tasks():
    """S runs from its first task to its last; C waits for all of it; all of T waits for C."""
    group = {"kind": "summary", "level": 0}
    made = reckoned(
        task("S", 99, **group),
        task("A", 2),
        task("B", 5),
        task("C", 1, "S", level=0),
        task("T", None, "C", **group),
        task("D", 1),
        task("E", 3, "D"),
        task("F", 1, "T SS+1d", level=0),
    )

    assert figures(made, "es", "ef", "total_float") == {
        "S": (0, 5, 0), "A": (0, 2, 3), "B": (0, 5, 0), "C": (5, 6, 0), "T": (6, 10, 0), "D": (6, 7, 0), "E": (7, 10, 0),
        "F": (7, 8, 2),
    }  # fmt: skip


def test_tasks_in_a_ring_are_named_in_order_and_the_rest_is_reckoned():
    """B waits for D, D for C, C for B; E waits for itself; what hangs on a ring is reckoned without it."""
    made = reckoned(
        task("A", 2), task("B", 1, "A;D"), task("C", 1, "B"), task("D", 1, "C"), task("E", 1, "E"), task("F", 3, "A;D"),
    )  # fmt: skip

    assert made.loops == (("B", "C", "D"), ("E",))
    assert figures(made, "es", "ef") == {"A": (0, 2), **dict.fromkeys("BCDE", (None, None)), "F": (2, 5)}


def test_two_rings_through_one_task_name_every_task():
    """Whoever mends the first ring has been told of the second."""
    made = reckoned(task("A", 1, "B;C"), task("B", 1, "A"), task("C", 1, "A"), task("D", 1))

    assert made.loops == (("A", "B"), ("C", "A"))


def test_several_critical_paths_are_all_critical():
    """Two chains of the same length, and a shorter one."""
    made = reckoned(task("A", 3), task("B", 2, "A"), task("C", 5), task("D", 4), task("Z", 1, "B;C;D"))

    assert figures(made, "is_critical") == {i: (i != "D",) for i in "ABCDZ"}


def test_the_driving_path_leads_to_the_target_asked_for():
    """D is set by A and B through the longer chain; C is longer still, but D does not wait for it."""
    plan = [task("A", 3), task("B", 2, "A"), task("X", 1, "A"), task("D", 1, "B;X"), task("C", 9)]

    assert figures(reckoned(*plan, target="D"), "is_driving") == {i: (i in "ABD",) for i in "ABXDC"}
    assert figures(reckoned(*plan), "is_driving") == {i: (i == "C",) for i in "ABXDC"}
    with pytest.raises(TaskUnknown) as unknown:
        reckoned(*plan, target="Q")
    assert unknown.value.task == "Q"


def test_a_duration_that_nothing_tells_is_nought_and_is_named():
    """From both dates it is known, each counted; a milestone has none; a link to another table is named too."""
    made = reckoned(
        task("A", None, forecast_start="2024-01-02", forecast="2024-01-04"),
        task("B", None, "A"),
        milestone("M", predecessors="A;ring-road-4:L1", percent_complete=None),
    )

    assert figures(made, "ef") == {"A": (4,), "B": (4,), "M": (4,)}
    assert made.without_duration == ("B",)
    assert made.outside == (("M", "ring-road-4:L1"),)


def test_the_network_starts_with_its_earliest_date():
    """Actual before forecast before baseline; a finish only where a row has no start; no date, no day."""
    table = rows(
        task("A", 1, forecast_start="2024-02-01", baseline="2024-01-01"), task("B", 1, actual_start="2024-01-20")
    )

    assert first_day(table) == date(2024, 1, 20)
    assert first_day(rows(task("A", 1), task("B", 1))) is None


def test_an_empty_table_and_one_all_in_a_ring_have_no_finish():
    """Nothing is reckoned, nothing fails."""
    assert reckoned().finish is None
    assert reckoned(task("A", 1, "B"), task("B", 1, "A")).finish is None


@pytest.mark.parametrize("calendar", [CONTINUOUS, WEEKDAYS])
def test_a_date_centuries_away_is_missing_and_not_wrong(calendar):
    """A slip of the pen in one duration: its figures stand, its date and the network's finish do not."""
    group = task("S", kind="summary", level=0)
    made = reckoned(group, task("A", 999_999_999), task("B", 1), task("C", 1, "A"), calendar=calendar)

    assert days(made, "early_finish") == {"S": None, "A": None, "B": "1/1", "C": None}
    assert figures(made, "ef")["A"] == (999_999_999,)
    assert made.finish is None


def asked(tmp_path, text, *options):
    """The exit status and the answer of `cli.py network` on a CSV of this text."""
    file = tmp_path / "plan.csv"
    file.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(cli.app, ["network", str(file), "--json", *options])
    return run.exit_code, json.loads(run.stdout) if run.stdout.startswith("{") else run.output


def test_what_limits_a_group_limits_each_of_its_tasks():
    """The group has to be done by 5 January, its two tasks in a row end on the 6th: a day short, both."""
    group = task("G", None, kind="summary", level=0, forecast=(None, "2024-01-05"))
    made = reckoned(group, task("A", 4, level=1), task("B", 2, "A", level=1), deadlines=["forecast_finish"])

    assert figures(made, "total_float") == {"G": (-1,), "A": (-1,), "B": (-1,)}


@pytest.mark.parametrize("near", ["-1", "0"])
def test_a_band_of_no_room_is_refused(tmp_path, near):
    """What has no room is critical, not near it."""
    assert asked(tmp_path, "ID,Task,Duration\n1,A,2\n", "--near", near)[0] == 2


def test_what_is_said_to_have_begun_after_the_report_is_told(tmp_path):
    """The row is planned from the status date, and the cell is named."""
    text = "ID,Task,Duration,Actual Start\n1,A,2,2024-07-01\n"
    code, answer = asked(tmp_path, text, "--status-date", "2024-06-19")

    assert code == 0
    assert [f["cell"] for f in answer["findings"] if f["code"] == "actual-in-future"] == ["D2"]


def test_the_terminal_reckons_a_csv_with_its_columns(tmp_path):
    """ID, Task, Duration, Predecessors, Start, Deadline: starts hold, deadlines limit, units and links are read."""
    text = 'ID,Task,Duration,Predecessors,Start,Deadline\n1,Khảo sát,1 tuần,,,\n2,Thẩm định,2,1FS+2 days,,2024-01-09\n3,Phê duyệt,0,"1FF,2",,\n4,Thi công,1,,2024-01-04,\n'
    code, answer = asked(tmp_path, text, "--calendar", "weekdays", "--start", "2024-01-01")
    tasks = {t["id"]: t for t in answer["tasks"]}

    assert (code, answer["finish"]) == (0, "2024-01-11")
    assert {i: (t["es"], t["ef"], t["total_float"], t["driving"]) for i, t in tasks.items()} == {
        "1": (0, 5, -2, True), "2": (7, 9, -2, True), "3": (9, 9, 0, True), "4": (3, 4, 5, False),
    }  # fmt: skip
    assert tasks["2"] == {
        "id": "2", "early_start": "2024-01-10", "early_finish": "2024-01-11", "late_start": "2024-01-08",
        "late_finish": "2024-01-09", "es": 7, "ef": 9, "ls": 5, "lf": 7, "total_float": -2, "free_float": 0,
        "is_critical": True, "float_band": 0, "driving": True,
    }  # fmt: skip


def test_the_terminal_says_at_which_cell_a_ring_is_to_be_mended(tmp_path):
    """A blocking finding at the first task's predecessors; the tasks' ids in order; exit status 1; the rest is there."""
    code, answer = asked(
        tmp_path, "ID,Task,Duration,Predecessors\n1,Một,2,\n2,Hai,1,3;1\n3,Ba,1,2\n", "--start", "2024-01-02"
    )
    ring = next(f for f in answer["findings"] if f["code"] == "link-cycle")

    assert (code, ring["cell"], ring["severity"]) == (1, "D3", "blocking")
    assert "2 → 3 → 2" in ring["message"]
    assert [t["ef"] for t in answer["tasks"]] == [2, None, None]


@pytest.mark.parametrize("heading", ["ID,Task", "Mã,Công việc"])
def test_the_terminal_knows_a_textbooks_letters_for_ids(tmp_path, heading):
    """A to N as published: I, L and M are tasks beside H and K, no groups or parts of them, whatever the letters' order."""
    made = {name: published for name, published in WORKED if {"A", "H", "I", "N"} <= {r["task"] for r in published}}
    (published,) = made.values()
    lines = [f'{r["task"]},Việc {r["task"]},{r["duration"]},"{r["predecessors"]}"' for r in published]
    wanted = {r["task"]: float(r["total_float"]) for r in published}

    for told in (lines, lines[::-1]):
        text = "\n".join((f"{heading},Duration,Predecessors", *told))
        _, answer = asked(tmp_path, text, "--calendar", "continuous", "--start", "2024-01-01")
        assert {t["id"]: t["total_float"] for t in answer["tasks"]} == wanted


def test_the_terminal_knows_a_network_that_begins_with_start_and_ends_with_finish(tmp_path):
    """Two ids that are words of headings do not lay the table on its side, nor does Finish stand under H."""
    text = "ID,Task,Duration,Predecessors\nStart,Khởi đầu,0,\nH,Khảo sát,3,Start\nI,Thiết kế,4,H\nV,Thi công,2,I\nFinish,Kết thúc,0,V\n"
    code, answer = asked(tmp_path, text, "--calendar", "continuous", "--start", "2024-01-01")

    assert (code, answer["finish"]) == (0, "2024-01-09")
    assert [(t["id"], t["ef"]) for t in answer["tasks"]] == [("Start", 0), ("H", 3), ("I", 7), ("V", 9), ("Finish", 9)]


def test_letters_over_numbers_are_groups_in_a_network_too(tmp_path):
    """A, then 1 and 2, then B: an outline; A1 under A likewise."""
    for numbers in (("A", "1", "2", "B", "3"), ("A", "A1", "A2", "B", "B1")):
        rows_ = [f"{number},Việc {number},{'' if number in 'AB' else 2}," for number in numbers]
        _, answer = asked(tmp_path, "\n".join(("ID,Task,Duration,Predecessors", *rows_)) + f"{numbers[1]}\n")
        ends = {t["id"].split(".")[-1]: t["ef"] for t in answer["tasks"]}

        assert (ends["A"], ends["B"]) == (2, 4)


def test_the_terminal_tells_a_duration_that_is_none_by_its_cell(tmp_path):
    """Below nought, or no number: the cell counts as empty; a dash and an empty cell say nothing."""
    text = "ID,Task,Duration,Predecessors\n1,Một,-4,\n2,Hai,mau,1\n3,Ba,-,2\n4,Bốn,,3\n5,Năm,2,4\n"
    _, answer = asked(tmp_path, text, "--start", "2024-01-02")
    unread = [(f["cell"], f["value"]) for f in answer["findings"] if f["code"] == "duration-unread"]

    assert unread == [("C2", "-4"), ("C3", "mau")]
    assert [t["total_float"] for t in answer["tasks"]] == [0] * 5


def test_the_terminal_does_not_call_an_inferred_date_an_actual_one(tmp_path):
    """Only the percentage says that the work is done: its cell, and that no day is written; with a day, the day's cell."""
    text = "ID,Task,Duration,Predecessors,Start,% Complete,Actual Finish\n1,Một,5,,2024-01-02,100%,{}\n2,Hai,3,1,,,\n"
    ways = [("", "csv!F2", "tỷ lệ hoàn thành"), ("2024-01-08", "csv!G2", "theo ngày thực tế")]

    for day, cell, said in ways:
        _, answer = asked(tmp_path, text.format(day), "--status-date", "2024-01-10", "--target", "1")
        assert (answer["path"][0]["cell"], said in answer["path"][0]["text"]) == (cell, True)


def test_the_terminal_says_where_an_id_stands_twice(tmp_path):
    """What waits for it could wait for either; the numbers of two groups may be the same."""
    twice = "ID,Task,Duration,Predecessors\nA,Một,2,\nB,Hai,1,A\nA,Ba,1,\n"
    groups = "ID,Task,Duration,Predecessors\nI,Nhóm,,\n1,Một,2,\nII,Nhóm,,\n1,Hai,2,I\n"
    told = [asked(tmp_path, text, "--start", "2024-01-02") for text in (twice, groups)]

    assert [code for code, _ in told] == [1, 0]
    assert [[f["cell"] for f in answer["findings"] if f["code"] == "id-repeated"] for _, answer in told] == [["A4"], []]


def test_the_terminal_tells_where_the_holidays_are_not_known(tmp_path):
    """Beyond the calendar's last year weekends only are left out, and that is said."""
    text = "ID,Task,Duration,Predecessors\n1,Một,20,\n2,Hai,1,1\n"
    codes = {
        start: [f["code"] for f in asked(tmp_path, text, "--start", start)[1]["findings"]]
        for start in ("2026-06-01", "2026-12-28")
    }

    assert "calendar-unsure" not in codes["2026-06-01"]
    assert "calendar-unsure" in codes["2026-12-28"]


def test_the_terminal_tells_dates_floats_and_what_is_critical_in_lines(tmp_path):
    """Without --json: the finish, a line a task, "*" before the critical, "~" before near-critical ones."""
    (tmp_path / "plan.csv").write_text(
        "ID,Task,Duration,Predecessors\n1,Một,2,\n2,Hai,1,\n3,Ba,1,3\n", encoding="utf-8"
    )
    told = (
        CliRunner()
        .invoke(cli.app, ["network", str(tmp_path / "plan.csv"), "--start", "2024-06-03"])
        .output.splitlines()
    )

    assert "04/06/2024" in told[0]
    assert told[1].startswith("* 1 ")
    assert "03/06/2024 – 04/06/2024" in told[1]
    assert told[2].startswith("~ 2 ")
    assert "chưa đủ dữ liệu" in told[3]


@pytest.mark.parametrize("options", [("--target", "9"), ("--start", "hôm nay"), ("--start", "9999-12-31")])
def test_the_terminal_refuses_what_it_cannot_answer_in_one_line(tmp_path, options):
    """An unknown task, a start that is no date: a sentence and exit status 2."""
    code, told = asked(tmp_path, "ID,Task,Duration,Predecessors\n1,Một,2,\n2,Hai,1,1\n", *options)

    assert code == 2
    assert len(told.strip().splitlines()) == 1


def held(kind="", on=None, by=None):
    """The columns of a constraint and of a deadline."""
    return {"constraint_type": kind, "constraint_date": on, "deadline": by}


def test_the_worked_example_of_constraints():
    """docs/methods/network.md: A must start on 3 January, B not before 5, C is due on 4 and waits for A."""
    made = reckoned(
        task("A", 2, **held("mso", "2024-01-03")),
        task("B", 1, **held("snet", "2024-01-05")),
        task("C", 1, "A", **held(by="2024-01-04")),
    )

    assert figures(made, "es", "ef", "ls", "lf", "total_float") == {
        "A": (2, 4, 1, 3, -1), "B": (4, 5, 4, 5, 0), "C": (4, 5, 3, 4, -1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "es", "room"),
    [
        ("snet", 9, 6),  # 10 January at the earliest
        ("fnet", 8, 7),  # two days that end on 10 January
        ("mso", 9, 0),
        ("mfo", 8, 0),
        ("snlt", 0, 9),  # from 1 January; by 10 January it has to start
        ("fnlt", 0, 8),
        ("asap", 0, 15),
        ("alap", 0, 15),
    ],
)
def test_each_constraint_holds_the_date_it_names(kind, es, room):
    """A task of two days held on 10 January, beside one that takes until 17 January."""
    made = reckoned(task("A", 2, **held(kind, "2024-01-10")), task("Z", 17))

    assert figures(made, "es", "total_float")["A"] == (es, room)


@pytest.mark.parametrize(
    ("kind", "room"), [("mso", -3), ("snlt", -3), ("mfo", -4), ("fnlt", -4), ("snet", 0), ("fnet", 0)]
)
def test_a_constraint_yields_to_links_and_says_by_how_much(kind, room):
    """B waits for A until 5 January: by its constraint on 3 January it is behind, and so is A; nothing is worked before A."""
    made = reckoned(task("A", 5), task("B", 2, "A", **held(kind, "2024-01-03")))

    assert figures(made, "es", "total_float") == {"A": (0, room), "B": (5, room)}


def test_a_point_that_has_to_come_on_a_day_has_all_of_that_day():
    """A milestone behind work that ends on 3 January keeps its 3 January, by its start, its finish or its deadline."""
    for limit in (held("mso", "2024-01-03"), held("mfo", "2024-01-03"), held(by="2024-01-03")):
        point = milestone("M", duration_days=0, predecessors="A", percent_complete=None, **limit)
        made = reckoned(task("A", 3), point)

        assert figures(made, "total_float", "is_critical")["M"] == (0, True)
        assert days(made, "early_finish")["M"] == "3/1"


def test_the_tighter_of_a_deadline_a_constraint_and_a_written_limit_counts():
    """Due on 5, finish no later than 4, "trước ngày 3/1": two days behind the last."""
    both = held("fnlt", "2024-01-04", "2024-01-05")
    made = reckoned({**task("A", 5, forecast="2024-01-03", **both), "forecast_finish_side": "by"})

    assert figures(made, "total_float") == {"A": (-2,)}


def test_a_constraint_against_an_actual_is_named_and_the_actual_stands():
    """A began before it might, B ended after it had to, C began when it had to; D is dated after the status date."""
    made = reckoned(
        task("A", 3, actual_start="2024-01-02", **held("snet", "2024-01-04")),
        task("B", 3, actual_start="2024-01-01", actual="2024-01-05", **held("mfo", "2024-01-04")),
        task("C", 3, actual_start="2024-01-04", **held("mso", "2024-01-04")),
        task("D", 3, actual_start="2024-01-09", **held("snlt", "2024-01-05")),
        status_date=date(2024, 1, 6),
    )

    assert made.against_constraint == ("A", "B")
    assert days(made, "early_start") == {"A": "2/1", "B": "1/1", "C": "4/1", "D": "6/1"}


def test_what_goes_on_is_limited_by_its_finish_and_no_longer_by_its_start():
    """Five of its ten days are left on 6 January: by its deadline on 8 it is two days behind."""
    going = {"actual_start": "2024-01-01", "percent_complete": 50}
    made = reckoned(
        task("A", 10, **going, **held("mso", "2024-01-01", by="2024-01-08")),
        task("B", 10, **going, **held("snlt", "2024-01-01")),
        status_date=date(2024, 1, 6),
    )

    assert figures(made, "total_float") == {"A": (-2,), "B": (0,)}


def test_what_holds_a_group_holds_its_tasks():
    """Start no earlier than 3 January, deadline 5 January: the longer task is a day behind."""
    group = task("S", kind="summary", level=0, **held("snet", "2024-01-03", "2024-01-05"))
    made = reckoned(group, task("A", 4), task("B", 1))

    assert figures(made, "es", "total_float") == {"S": (2, -1), "A": (2, -1), "B": (2, 2)}


MS_PROJECT = """ID,Task Name,Duration,Start,Finish,Predecessors,Constraint Type,Constraint Date,Deadline,Actual Start
1,Khảo sát,5 days,Mon 1/1/24,Fri 1/5/24,,As Soon As Possible,NA,NA,NA
2,Thẩm định,2 days,Mon 1/8/24,Tue 1/9/24,1,Finish No Later Than,Mon 1/8/24,NA,NA
3,Phê duyệt,1 day,Wed 1/10/24,Wed 1/10/24,2,As Soon As Possible,NA,Tue 1/16/24,NA
4,Bàn giao,1 day,Wed 1/3/24,Wed 1/3/24,,Start No Earlier Than,Thu 1/4/24,NA,Wed 1/3/24
"""
P6 = """Activity ID,Activity Name,Original Duration,Start,Finish,Predecessors,Primary Constraint,Primary Constraint Date
A10,Khảo sát,5,01-Jan-24,05-Jan-24,,,
A20,Thẩm định,2,08-Jan-24,09-Jan-24,A10,Finish On or Before,08-Jan-24
A30,Phê duyệt,1,10-Jan-24,10-Jan-24,A20,Start On or After,12-Jan-24
A40,Bàn giao,1,10-Jan-24,10-Jan-24,A20,Mandatory Finish,
A50,Thanh lý,1,10-Jan-24,10-Jan-24,A20,Khi nào xong,12-Jan-24
"""


def test_the_terminal_honours_the_constraints_that_ms_project_exports(tmp_path):
    """Its words and dates, "NA" for none; Finish is the forecast, Deadline the limit; the actual that breaks one is told."""
    code, answer = asked(tmp_path, MS_PROJECT, "--calendar", "weekdays", "--start", "2024-01-01")
    tasks = {t["id"]: (t["early_finish"], t["total_float"]) for t in answer["tasks"]}

    assert code == 0
    assert tasks["1"] == ("2024-01-05", -1)
    assert tasks["2"] == ("2024-01-09", -1)
    assert tasks["3"] == ("2024-01-10", 0)
    assert tasks["4"] == ("2024-01-03", 5)
    assert ("constraint-broken", "G5") in {(f["code"], f["cell"]) for f in answer["findings"]}


def test_the_terminal_honours_the_constraints_that_p6_exports(tmp_path):
    """Its own words; a constraint that needs a date and has none, and one that nobody knows, are told and hold nothing."""
    _, answer = asked(tmp_path, P6, "--calendar", "weekdays", "--start", "2024-01-01")
    tasks = {t["id"]: (t["early_start"], t["total_float"]) for t in answer["tasks"]}
    told = {(f["code"], f["cell"]) for f in answer["findings"]}

    assert tasks == {
        "A10": ("2024-01-01", -1), "A20": ("2024-01-08", -1), "A30": ("2024-01-12", 0), "A40": ("2024-01-10", 2),
        "A50": ("2024-01-10", 2),
    }  # fmt: skip
    assert {("constraint-undated", "G5"), ("constraint-unread", "G6")} <= told
    assert not {code for code, _ in told} & {"heading-unknown", "heading-repeated"}
