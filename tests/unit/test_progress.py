"""Progress by published examples and on a handful of rows: docs/methods/earned-schedule.md, baseline-execution.md."""

import csv
from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from analysis import (
    NotComputable,
    Why,
    assess,
    baseline_execution,
    completion,
    critical_path_length_index,
    earned,
    earned_schedule,
    float_consumption_index,
    hit_rate,
)
from schedule import CONTINUOUS, Timeline
from tests.unit.builders import milestone, rows, span, span_columns

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DAY = date(2024, 6, 30)
DONE = {"baseline": "2024-05-31", "actual": "2024-05-31"}
DONE_LATE = {"baseline": "2024-05-31", "actual": "2024-06-15"}
DONE_EARLY = {"baseline": "2024-12-31", "actual": "2024-06-01"}
OPEN_DUE = {"baseline": "2024-06-01"}
OPEN_LATER = {"baseline": "2024-12-31"}
UNPLANNED: dict = {}


def samples(name):
    """The records of a sample file."""
    return list(csv.DictReader((SAMPLES / name).open(encoding="utf-8")))


def task(row_id, kind="task", start=None, **changes):
    """A record of a task that was to start on `start`."""
    own = {"kind": kind, "percent_complete": None} | span_columns("baseline_start", span(start))
    return milestone(row_id, **(own | changes))


def table(*kinds, kind="task"):
    """Rows T1, T2, … of these kinds."""
    return rows(*(task(f"T{n}", kind, **k) for n, k in enumerate(kinds, 1)))


def judged(*kinds, kind="task"):
    """The same, judged at the status date."""
    return assess(table(*kinds, kind=kind), status_date=DAY)


def figures(*records, day="2024-01-05"):
    """The earned schedule of these records at a day, on a calendar of every day."""
    made, at = rows(*records), date.fromisoformat(day)
    return earned(made, assess(made, status_date=at), Timeline(CONTINUOUS, date(2024, 1, 1)), status_date=at)


def planned(text):
    """Cumulative planned value: "5;15;30", or "0.1*52" for as much in each of 52 periods."""
    step, _, times = text.partition("*")
    return list(accumulate([float(step)] * int(times))) if times else [float(v) for v in text.split(";")]


@pytest.mark.parametrize("case", samples("earned_schedule.csv"), ids=lambda c: c["source"][:20])
def test_earned_schedule_is_as_published(case):
    """ES, SV(t), SPI(t) and IEAC(t) of each published plan, to the place that is printed."""
    found = earned_schedule(planned(case["planned"]), float(case["earned"]), float(case["actual_time"]))

    assert found.es == pytest.approx(float(case["es"]), abs=0.005)
    assert found.sv == pytest.approx(float(case["sv"]), abs=0.005)
    assert found.spi == pytest.approx(float(case["spi"]), abs=0.0005)
    assert found.ieac == pytest.approx(float(case["ieac"]), abs=0.005)


def test_all_earned_is_the_planned_duration():
    """However long it took; the whole then took as long as it took."""
    found = earned_schedule([5, 15, 30], earned=30, actual_time=6)

    assert (found.es, found.planned_duration, found.ieac) == (3, 3, 6)


@pytest.mark.parametrize(("actual_time", "es"), [(1, 2), (4, 4), (5, 5), (9, 5)])
def test_a_pause_of_the_plan_is_neither_ahead_nor_behind(actual_time, es):
    """Planned 10 by period 2, and the rest in period 6: with 10 earned all of 2 to 5 is as planned, no more and no less."""
    assert earned_schedule([5, 10, 10, 10, 10, 20], earned=10, actual_time=actual_time).es == es


def test_without_a_plan_or_before_it_there_is_no_earned_schedule():
    """A reason, and never a number; with nothing earned only the pace is unknown."""
    assert earned_schedule([], 0, 3).why == Why.NO_BASELINE
    assert earned_schedule([0, 0], 0, 3).why == Why.NO_BASELINE
    assert earned_schedule([5, 10], 0, 0).why == Why.NOT_BEGUN
    nothing = earned_schedule([5, 10], 0, 1)
    assert (nothing.es, nothing.spi) == (0, 0)
    assert nothing.ieac.why == Why.NOTHING_EARNED


def test_earned_schedule_of_a_table_counts_days():
    """The page's example: A of 4 days from 1 January, then B of 6; on the evening of the 5th A is done and B at 0 %."""
    found = figures(
        task("A", start="2024-01-01", baseline="2024-01-04", actual="2024-01-05"),
        task("B", start="2024-01-05", baseline="2024-01-10", percent_complete=0.0),
    )

    assert (found.weights, found.rows, found.of, found.start) == ("duration", 2, 2, date(2024, 1, 1))
    assert (found.figures.planned_duration, found.figures.actual_time) == (10, 5)
    assert found.figures.es == pytest.approx(4)
    assert found.figures.sv == pytest.approx(-1)
    assert found.figures.spi == pytest.approx(0.8)
    assert found.figures.ieac == pytest.approx(12.5)
    assert found.finish == date(2024, 1, 13)


def test_percentages_earn_their_share():
    """B at half of its 6 days has earned the plan's seventh day."""
    found = figures(
        task("A", start="2024-01-01", baseline="2024-01-04", actual="2024-01-04"),
        task("B", start="2024-01-05", baseline="2024-01-10", percent_complete=50.0),
    )

    assert found.figures.es == pytest.approx(7)


def test_the_planners_weights_come_first_then_durations_then_all_alike():
    """Weights count where every row has one; durations where more than half of the rows take time; it is said which."""
    long = {"start": "2024-01-01", "baseline": "2024-01-04"}
    short = {"start": "2024-01-05", "baseline": "2024-01-05"}
    assert figures(task("A", **long, weight=1.0), task("B", **short, weight=9.0)).weights == "given"
    some = figures(task("A", **long, weight=1.0), task("B", **short))
    assert (some.weights, some.weighed, some.rows) == ("duration", 1, 2)
    points = [milestone(f"M{n}", baseline="2024-01-09") for n in (1, 2)]
    assert figures(task("A", **long), *points).weights == "equal"
    assert figures(task("A", **long), task("B", baseline="2024-01-09")).weights == "equal"


def test_a_task_with_a_duration_and_no_start_is_planned_over_its_last_days():
    """Four days up to the 8th: half of it should be earned by the evening of the 6th."""
    found = figures(
        task("A", baseline="2024-01-08", duration_days=4.0, percent_complete=50.0),
        task("B", start="2024-01-01", baseline="2024-01-01", actual="2024-01-01"),
    )

    assert found.start == date(2024, 1, 1)
    assert found.figures.es == pytest.approx(6)


def test_rows_without_a_baseline_and_rows_that_nothing_is_known_of_are_left_out_and_counted():
    """One of three rows counts; where none does, that is the reason."""
    silent = milestone("S", baseline="2024-01-02", status_text="Chưa có thông tin")
    found = figures(milestone("A", baseline="2024-01-03", actual="2024-01-03"), milestone("B"), silent)

    assert (found.rows, found.of) == (1, 3)
    assert figures(milestone("B"), silent).figures == NotComputable(Why.NO_BASELINE, 0, 2)


def test_of_finished_work_the_actual_time_stands_still():
    """Finished on the 12th of ten planned days, it took 12 days, whenever one looks."""
    done = task("A", start="2024-01-01", baseline="2024-01-10", actual="2024-01-12")
    found = figures(done, day="2024-03-31")

    assert (found.figures.actual_time, found.figures.sv, found.finish) == (12, -2, date(2024, 1, 12))


@pytest.mark.parametrize("case", samples("baseline_execution.csv"), ids=lambda c: f"{c['finished']}/{c['baselined']}")
def test_bei_is_as_published(case):
    """Tasks finished by tasks baselined to be; what is finished beyond those was baselined for later."""
    finished, due = int(case["finished"]), int(case["baselined"])
    kinds = [DONE] * min(finished, due) + [OPEN_DUE] * (due - finished) + [DONE_EARLY] * (finished - due)
    found = baseline_execution(judged(*kinds, OPEN_LATER), DAY)

    assert (found.count, found.of) == (finished, due)
    assert found.value == pytest.approx(float(case["bei"]), abs=0.005)


def test_the_completion_ratio_of_milestones_is_as_published():
    """1,516 of 1,955 milestones: 0.78."""
    found = completion(judged(*[DONE] * 1516, *[OPEN_DUE] * 439, kind="milestone"), DAY)

    assert found.ratio == pytest.approx(0.78, abs=0.005)


def test_bei_counts_tasks_without_a_baseline_and_no_milestones():
    """One finished of two due and one unplanned; a milestone changes nothing."""
    made = assess(
        rows(*(task(f"T{n}", **k) for n, k in enumerate((DONE, OPEN_DUE, UNPLANNED))), milestone("M", **DONE)),
        status_date=DAY,
    )
    found = baseline_execution(made, DAY)

    assert (found.count, found.of, found.value) == (1, 3, pytest.approx(1 / 3))


def test_bei_without_tasks_or_with_none_due_has_a_reason():
    """Never 0 and never 1."""
    assert baseline_execution(judged(DONE, DONE, kind="milestone"), DAY).value == NotComputable(Why.NO_TASKS, 0, 2)
    assert baseline_execution(judged(OPEN_LATER), DAY).value == NotComputable(Why.NONE_DUE, 0, 1)


def test_hit_rate_is_of_what_was_to_be_finished_in_the_period():
    """The page's example: of three due, one on its day, one late, one open; since 31 May only the open one was due."""
    made = judged(DONE, DONE_LATE, OPEN_DUE, DONE_EARLY, OPEN_LATER)

    assert (hit_rate(made, DAY).count, hit_rate(made, DAY).of) == (1, 3)
    assert (hit_rate(made, DAY, date(2024, 5, 31)).count, hit_rate(made, DAY, date(2024, 5, 31)).of) == (0, 1)
    assert hit_rate(made, date(2024, 5, 1)).value == NotComputable(Why.NONE_DUE, 0, 5)


def test_a_coarse_finish_misses_only_where_the_whole_of_it_is_late():
    """Finished "by 15 June": it may have been by the end of May."""
    assert hit_rate(judged({"baseline": "2024-05-31", "actual": (None, "2024-06-15")}), DAY).value == 1


def test_path_indices_are_as_published():
    """80 working days with −20 of float: 0.75 (NDIA, PASEG); 120 days gone with −30: 0.75."""
    assert critical_path_length_index(80, -20) == 0.75
    assert float_consumption_index(120, -30) == 0.75
    assert critical_path_length_index(0, -20).why == Why.NOTHING_LEFT
    assert float_consumption_index(0, -20).why == Why.NOT_BEGUN
