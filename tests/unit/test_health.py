"""The fourteen checks, each on a few rows, and what is lacking where one has no answer: docs/methods/schedule-health.md."""

from datetime import date

import pandas as pd
import pytest

from analysis import Logic, NotComputable, Why, assess, health_checks
from schedule import CONSTRAINTS, CONTINUOUS, WEEKDAYS, Timeline
from tests.unit.builders import milestone, rows, span, span_columns

DAY = date(2024, 7, 1)
"""A Monday."""
DATES = ("baseline_start", "forecast_start", "actual_start")


def task(row_id, duration=5.0, before="", **changes):
    """A record of an unfinished task that waits for `before`."""
    dates = {name: changes.pop(name, None) for name in DATES}
    spans = {part: value for name, day in dates.items() for part, value in span_columns(name, span(day)).items()}
    own = {"kind": "task", "duration_days": duration, "predecessors": before, "percent_complete": None}
    return milestone(row_id, **{**own, **spans, **changes})


def logic(*records, calendar=WEEKDAYS, **asked):
    """The records as a network on Monday 1 July 2024."""
    made = rows(*records)
    judged = assess(made, status_date=DAY)
    return Logic(made, judged, Timeline(calendar, asked.pop("start", DAY)), DAY, **asked)


def checks(*records, **asked):
    """Number -> check."""
    return {check.number: check for check in health_checks(logic(*records, **asked))}


def ids(check, *records):
    """Ids of the rows that fail."""
    work = [r for r in records if r["kind"] != "summary"]
    return [work[failing.place]["row_id"] for failing in check.failing]


CHAIN = [
    task("A", baseline="2024-07-05"),
    task("B", before="A", baseline="2024-07-12"),
    task("C", before="B", baseline="2024-07-19"),
]


def test_a_sound_chain_keeps_to_every_limit_that_can_be_told():
    """Three tasks in a row: the beginning waits for nothing and nothing waits for the end, and that is as it should be."""
    found = checks(*CHAIN)

    assert [n for n, check in found.items() if check.verdict == "flag"] == []
    assert [n for n, check in found.items() if check.verdict == "unknown"] == [11, 14]
    assert found[11].value == NotComputable(Why.NONE_DUE, 0, 3)
    assert list(found) == list(range(1, 15))


def test_without_links_nothing_is_said_of_links_floats_and_paths():
    """Each of them says that no row of three has a predecessor; constraints, owners and missed rows need no links."""
    found = checks(*(task(i, baseline="2024-06-28") for i in "ABC"))
    lacking = NotComputable(Why.NO_LINKS, 0, 3)

    assert {n for n, check in found.items() if check.value == lacking} == {1, 2, 3, 4, 6, 7, 9, 12, 13}
    assert found[5].verdict == "pass"
    assert (found[10].verdict, found[11].verdict) == ("pass", "flag")


def test_without_durations_nothing_is_said_of_floats_and_paths():
    """A table of finishes alone does not tell how long the work takes; its links can still be looked at."""
    found = checks(
        *(milestone(i, forecast="2024-09-30", predecessors=p) for i, p in zip("ABC", ("", "A", "B"), strict=True))
    )

    assert {n for n, check in found.items() if check.value == NotComputable(Why.NO_DURATIONS, 0, 3)} == {
        6,
        7,
        8,
        12,
        13,
    }
    assert found[1].verdict == "pass"


def test_a_network_that_links_half_of_the_rows_is_not_believed():
    """Two of four rows wait for something, the third begins, the fourth is tied to nothing: no floats of that."""
    found = checks(*CHAIN, task("D"))

    assert found[6].value == found[13].value == NotComputable(Why.NO_LINKS, 2, 4)
    assert found[1].share == 0.25


def test_a_ring_of_rows_leaves_no_network():
    """B and C wait for each other."""
    found = checks(task("A"), task("B", before="A;C"), task("C", before="B"))

    assert found[12].value == NotComputable(Why.LOOP, 2, 3)


def test_what_is_finished_is_not_examined():
    """A table that is done has nothing to look at but what was missed."""
    found = checks(milestone("A", baseline="2024-05-31", actual="2024-06-15"))

    assert {found[n].value.why for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13)} == {Why.ALL_FINISHED}
    assert (found[11].count, found[11].of) == (1, 1)
    assert checks(milestone("G", kind="summary"))[1].value.why == Why.NO_ROWS


def test_1_missing_logic():
    """D waits for nothing, E is waited for by nothing, F is alone; A begins and C, which ends last, ends the work."""
    records = [*CHAIN, task("D", 1), task("E", 1, "A;D"), task("F", 1)]
    check = checks(*records)[1]

    assert ids(check, *records) == ["D", "E", "F"]
    assert [failing.what for failing in check.failing] == ["no-predecessor", "no-successor", "neither"]
    assert (check.count, check.of, check.verdict) == (3, 6, "flag")


def test_1_links_of_a_group_are_its_rows_and_other_programmes_count():
    """B stands in a group that waits for A; C waits for another programme's row, and one of another waits for C."""
    group = milestone("G", kind="summary", predecessors="A", level=0)
    records = [task("A", level=0), group, task("B", level=1), task("C", before="capital-law:L-PASS", level=0)]

    assert ids(checks(*records, followed={"C"})[1], *records) == []
    assert ids(checks(*records)[1], *records) == ["C"]


def test_2_3_4_leads_lags_and_kinds_of_links():
    """Of four links one leads, one lags, and one is not finish to start."""
    records = [task("A"), task("B", before="A FS-3d"), task("C", before="B SS+2d"), task("D", before="C;A")]
    found = checks(*records)

    assert [(found[n].count, found[n].of, found[n].verdict) for n in (2, 3, 4)] == [
        (1, 4, "flag"),
        (1, 4, "flag"),
        (3, 4, "flag"),
    ]
    assert [found[n].failing[0].value for n in (2, 3, 4)] == ["A FS-3d", "B SS+2d", "B SS+2d"]
    assert found[4].value == 0.75


def test_5_hard_constraints():
    """What must be on a day or no later is held against its links; no earlier, as late as possible and a deadline are not."""
    kinds = [*CONSTRAINTS, ""]
    day = pd.Timestamp("2024-07-05")
    table = [task(f"T{n}", constraint_type=kind, constraint_date=day, deadline=day) for n, kind in enumerate(kinds)]
    check = checks(*table)[5]

    assert [(kinds[failing.place], failing.what) for failing in check.failing] == [
        (kind, kind) for kind in ("mso", "mfo", "snlt", "fnlt")
    ]
    assert (check.count, check.of, check.verdict, check.failing[0].value) == (4, 9, "flag", day)


def test_5_counts_without_links_and_knows_no_constraint_from_no_column():
    """A column that names none is none of two rows; a table without the column says that nothing is known."""
    bare = [task("A"), task("B")]

    assert (checks(*bare)[5].value, checks(*bare)[5].of) == (0, 2)
    assert checks(*bare, has_constraints=False)[5].value == NotComputable(Why.NO_CONSTRAINTS, 0, 2)


def test_6_and_7_float_by_the_day():
    """44 working days of room are kept, 45 not; one day behind a deadline is flagged."""
    for room, verdict in ((44, "pass"), (45, "flag")):
        found = checks(task("A"), task("B", 60.0, "A"), task("C", 60.0 - room, "A"), task("D", 1.0, "B;C"))
        assert found[6].verdict == verdict
    records = [task("A"), task("B", before="A", baseline="2024-07-11"), task("C", 1.0, "B")]
    found = checks(*records, deadlines=["baseline_finish"])
    assert ids(found[7], *records) == ["A", "B"]
    assert {failing.value for failing in found[7].failing} == {-1}


def test_8_durations_by_the_day():
    """44 working days are kept, 45 not; a milestone has none."""
    for days, verdict in ((44.0, "pass"), (45.0, "flag")):
        assert checks(task("A", days), task("B", before="A"), milestone("M", predecessors="B"))[8].verdict == verdict


def test_9_invalid_dates():
    """An actual of tomorrow, a forecast of yesterday, a start of yesterday that has not been made; not what nothing is known of."""
    records = [
        task("A", actual_start="2024-06-01"),
        task("B", before="A", actual="2024-07-02"),
        task("C", before="B", forecast="2024-06-30"),
        task("D", before="C", forecast_start="2024-06-28"),
        task("E", before="D", forecast="2024-07-01"),
        task("F", before="E", forecast="2024-06-01", status_text="Chưa có thông tin"),
    ]
    check = checks(*records)[9]

    assert ids(check, *records) == ["B", "C", "D"]
    assert [failing.field for failing in check.failing] == ["actual_finish", "forecast_finish", "forecast_start"]
    assert (check.count, check.of) == (3, 5)


def test_10_an_owner_of_every_unfinished_row():
    """One unfinished row of two has none; of the finished nobody asks."""
    done = task("A", owner="", baseline="2024-06-01", actual="2024-06-01")
    records = [done, task("B", before="A", owner=""), task("C", before="B")]
    check = checks(*records)[10]

    assert (ids(check, *records), check.of, check.verdict) == (["B"], 2, "flag")


def test_11_missed_rows():
    """Of four due: done on its day, done late, still open, and one of which nothing is known and nothing is said."""
    due = {"baseline": "2024-06-28"}
    records = [
        milestone("A", **due, actual="2024-06-28"),
        milestone("B", **due, actual="2024-06-30"),
        milestone("C", **due),
        milestone("D", **due, status_text="Chưa có thông tin"),
        milestone("E", baseline="2024-08-01", forecast="2024-12-01"),
    ]
    check = checks(*records)[11]

    assert (ids(check, *records), check.count, check.of) == (["B", "C"], 2, 3)
    assert [failing.value for failing in check.failing] == [2, 3]


def test_12_a_sound_network_passes_the_critical_path_test():
    """600 days more of A move the finish by 600, work in progress and long lags included."""
    begun = task("A", 10.0, actual_start="2024-06-24", percent_complete=50.0)
    for records in (CHAIN, [begun, task("B", before="A SS+3d"), task("C", before="B FF+10d;A")]):
        check = checks(*records, start=date(2024, 6, 24))[12]
        assert (check.value, check.verdict) == (600, "pass")


def test_12_a_critical_task_that_moves_nothing_is_found():
    """A is behind its deadline and has the least room, but what follows it is finished already: the finish does not hang on it."""
    records = [
        task("A", baseline="2024-07-03"),
        task("B", before="A", actual="2024-06-28"),
        task("C", 700.0, before="B"),
    ]
    check = checks(*records, deadlines=["baseline_finish"])[12]

    assert (check.verdict, check.value, ids(check, *records)) == ("flag", 0, ["A"])


def test_13_the_path_to_the_finish_against_its_baseline():
    """80 working days are left and the finish is 20 behind its baseline: 0.75; TFCI after 40 days gone: 0.5."""
    baseline = Timeline(WEEKDAYS, DAY).finish_day(60)
    records = [task("A", 50.0), task("B", 30.0, "A", baseline=baseline)]
    found = logic(*records, start=Timeline(WEEKDAYS, DAY).start_day(-40))

    assert (found.length, found.total_float, found.cpli, found.tfci) == (80, -20, 0.75, 0.5)
    assert ids(health_checks(found)[12], *records) == ["B"]


def test_13_a_deadline_comes_before_a_baseline_and_without_either_there_is_none():
    """Finish due in 20 working days, 10 are needed: 2.0; nothing to be finished by: no figure."""
    deadline = Timeline(WEEKDAYS, DAY).finish_day(20)
    records = [task("A"), task("B", before="A", baseline="2024-07-01", forecast=deadline)]

    assert logic(*records, deadlines=["forecast_finish"]).cpli == 2
    assert logic(task("A"), task("B", before="A")).cpli == NotComputable(Why.NO_LIMIT, 0, 1)


def test_14_execution_names_the_tasks_that_wait():
    """BEI 1/3: one done, one open, one without a baseline."""
    records = [
        task("A", baseline="2024-06-28", actual="2024-06-28"),
        task("B", before="A", baseline="2024-06-28"),
        task("C", before="B"),
    ]
    check = checks(*records)[14]

    assert (check.count, check.of, check.value) == (1, 3, pytest.approx(1 / 3))
    assert [(i, f.what) for i, f in zip(ids(check, *records), check.failing, strict=True)] == [
        ("B", "unfinished"),
        ("C", "unplanned"),
    ]


def test_work_at_a_hundred_per_cent_is_no_longer_examined():
    """Nobody wrote when B was finished; its links and its owner are asked for no more."""
    records = [task("A"), task("B", before="A", percent_complete=100.0, owner=""), task("C", before="B")]
    found = checks(*records, calendar=CONTINUOUS)

    assert (found[10].count, found[10].of) == (0, 2)
