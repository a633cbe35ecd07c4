"""Each status and its edges, the finish, and the three slippages: docs/methods/status.md and slippage.md."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import Edges, Heard, assess
from loaders import reference
from schedule import ASSESSED, STATUSES
from tests.unit.builders import milestone, promises, rows

DAY = date(2024, 6, 30)
"""The status date."""


def after(days: int) -> str:
    """The day so many days after the status date."""
    return (DAY + timedelta(days=days)).isoformat()


def judged(record: dict, status_date: date = DAY, **context) -> pd.Series:
    """The judgement of one milestone."""
    return assess(rows(record), status_date=status_date, **context).iloc[0]


@pytest.mark.parametrize(
    ("late", "status"),
    [(-40, "on_track"), (0, "on_track"), (7, "on_track"), (8, "slipping"), (30, "slipping"), (31, "late"), (90, "late"),
     (91, "severely_late"), (400, "severely_late")],
)  # fmt: skip
def test_an_unfinished_milestone_is_judged_by_its_days_late(late, status):
    """One week, one month (a UK project office's rule), three months (New York State's audit), each edge in the milder."""
    found = judged(milestone(baseline=after(60), forecast=after(60 + late)))

    assert found["status"] == status
    assert found["variance_original_days"] == late


def test_a_programme_has_its_own_edges():
    """The edges come from the programme's settings."""
    assert judged(milestone(baseline=after(1), forecast=after(4)), edges=Edges(2, 3, 4))["status"] == "slipping"


@pytest.mark.parametrize(("actual", "status"), [(-1, "done"), (0, "done"), (1, "done_late")])
def test_a_finished_milestone_is_done_or_done_late(actual, status):
    """What happened on or before its baseline is done; a single day after it is done late."""
    baseline = date(2024, 5, 31)
    found = judged(milestone(baseline=baseline, forecast=after(99), actual=baseline + timedelta(days=actual)))

    assert found["status"] == status
    assert found["finish_last"].date() == baseline + timedelta(days=actual)
    assert np.isnan(found["overdue_days"])


def test_done_by_a_day_is_done_and_never_surely_late():
    """Known only as finished before a day, it is done, its variance open below."""
    found = judged(milestone(baseline="2024-05-31", actual=(None, "2024-06-20")))

    assert found["status"] == "done"
    assert np.isnan(found["variance_original_min"])
    assert found["variance_original_max"] == 20


def test_an_actual_finish_after_the_status_date_has_not_happened():
    """A workbook of 30 June cannot know of 15 July: the milestone is judged as unfinished."""
    found = judged(milestone(baseline="2024-05-31", forecast="2024-05-31", actual=after(15)))

    assert found["status"] == "overdue"
    assert pd.isna(found["actual_finish_last"])
    assert (
        judged(milestone(baseline="2024-06-30", actual=("2024-06-01", "2024-06-30")), date(2024, 6, 15))["status"]
        == "done"
    )


def test_the_day_promised_is_not_overdue_and_the_day_after_is():
    """Overdue begins the day after the last day promised."""
    record = milestone(baseline=DAY, forecast=DAY)

    assert judged(record)["status"] == "on_track"
    assert judged(record, DAY + timedelta(days=1))["status"] == "overdue"


@pytest.mark.parametrize("waited", [1, 2, 40, 400])
def test_what_is_overdue_grows_every_day(waited):
    """The stale-forecast rule: an unfinished milestone finishes no earlier than the status date, whatever its forecast."""
    found = judged(milestone(baseline=DAY, forecast=DAY), DAY + timedelta(days=waited))

    assert found["status"] == "overdue"
    assert found["overdue_days"] == found["variance_original_days"] == waited
    assert found["finish_last"].date() == DAY + timedelta(days=waited)


def test_a_forecast_that_is_overdue_counts_from_its_own_last_day():
    """Overdue are the days since the last promise, late the days since the baseline: here 10 and 40."""
    found = judged(milestone(baseline=after(-40), forecast=(after(-39), after(-10))))

    assert (found["overdue_days"], found["variance_original_days"]) == (10, 40)


def test_without_a_forecast_the_plan_is_what_is_expected():
    """A workbook that only plans expects its plan."""
    assert judged(milestone(baseline=after(5)))["status"] == "on_track"
    assert judged(milestone(baseline=after(-5)))["status"] == "overdue"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (milestone(forecast=after(10)), "no-baseline"),
        (milestone(), "no-date"),
        (milestone(forecast=(after(10), None)), "no-date"),
        (milestone(baseline=after(-400), forecast=after(-300), status_text="Tạm dừng (chờ mặt bằng)"), "paused"),
    ],
)
def test_what_cannot_be_judged_says_why(record, reason):
    """Grey, with its reason: no baseline, no date, or paused."""
    found = judged(record)

    assert (found["status"], found["status_reason"]) == ("not_assessable", reason)


def test_a_record_that_says_it_knows_nothing_is_a_gap_and_not_overdue():
    """Past the promised day, "Chưa có thông tin" is no record, and no figure is made of it; before it, it is judged."""
    told = {"status_text": "Chưa có thông tin", "baseline": after(-50)}
    found, ahead = judged(milestone(forecast=after(-50), **told)), judged(milestone(forecast=after(5), **told))

    assert (found["status"], found["status_reason"]) == ("no_record", "record-silent")
    assert found[["overdue_days", "variance_original_days", "variance_original_workdays"]].isna().all()
    assert ahead["status"] == "late"


@pytest.mark.parametrize("link", ["M1", "M0;M1", "M1 SS+5d"])
def test_a_milestone_whose_successor_is_done_is_a_gap_and_not_overdue(link):
    """Its end is not on record while what waited for it has happened: the record is incomplete."""
    before = milestone("M1", baseline=after(-50), forecast=after(-50))
    later = milestone("M2", baseline=after(-9), actual=after(-9), predecessors=link)
    found = assess(rows(before, later), status_date=DAY).iloc[0]

    assert (found["status"], found["status_reason"]) == ("no_record", "successor-done")
    assert np.isnan(found["overdue_days"])


def test_a_successor_that_is_not_done_proves_nothing():
    """Nor does a milestone of another programme by the same name."""
    before = milestone("M1", baseline=after(-50), forecast=after(-50))
    waiting = milestone("M2", baseline=after(9), predecessors="M1")
    foreign = milestone("M3", baseline=after(-9), actual=after(-9), predecessors="ring-road-4:M1")

    assert assess(rows(before, waiting, foreign), status_date=DAY)["status"].iloc[0] == "overdue"


@pytest.mark.parametrize(
    ("declared", "record", "is_mismatch"),
    [
        ("Đã hoàn thành", {"baseline": after(5)}, True),  # done without a day on which it was
        ("Đúng tiến độ", {"baseline": after(5), "forecast": after(50)}, True),
        ("Đúng tiến độ", {"baseline": after(-5)}, True),
        ("ĐÚNG HẠN", {"baseline": after(5), "forecast": after(50)}, True),
        ("Đúng tiến độ", {"baseline": after(5)}, False),
        ("Đã hoàn thành", {"baseline": after(-5), "actual": after(-5)}, False),
        ("Chậm", {"baseline": after(5), "forecast": after(50)}, False),
        ("Chậm", {"baseline": after(5)}, False),  # worse than computed is no boast
        ("", {"baseline": after(-5)}, False),
    ],
)
def test_a_status_declared_better_than_computed_is_shown(declared, record, is_mismatch):
    """The planner's own word stands beside the computed one; where it says better, it is marked."""
    found = judged(milestone(status_text=declared, **record))

    assert found["is_mismatch"] is np.bool_(is_mismatch)
    assert found["declared_status"] == declared


def test_the_original_and_the_approved_baseline_stand_side_by_side():
    """Late against the first promise and on time against the latest approved one: the worse of the two is the status."""
    now = milestone(baseline=after(-100), forecast=after(20))
    approved = rows(milestone(baseline=after(-100), forecast=after(20)))
    found = judged(now, approved=approved)

    assert (found["variance_original_days"], found["variance_current_days"]) == (120, 0)
    assert found["status"] == "severely_late"
    assert found["approved_finish_last"].date().isoformat() == after(20)


def test_the_approved_baseline_is_what_stood_in_the_approved_revision():
    """Its forecast, else its plan; a milestone that it did not have has no approved date, and 0 is not put in its place."""
    approved = rows(milestone("M1", baseline=after(1), forecast=after(5)), milestone("M2", baseline=after(3)))
    now = rows(*(milestone(name, baseline=after(1), forecast=after(9)) for name in ("M1", "M2", "M3")))
    found = assess(now, status_date=DAY, approved=approved)

    assert found["variance_current_days"].tolist()[:2] == [4, 6]
    assert np.isnan(found["variance_current_days"].iloc[2])


def test_a_milestone_with_an_approved_date_only_can_be_judged():
    """One of the two baselines is enough."""
    found = judged(milestone(forecast=after(20)), approved=rows(milestone(forecast=after(9))))

    assert (found["status"], found["variance_current_days"]) == ("slipping", 11)


def test_the_slip_since_the_last_report_compares_two_status_dates():
    """Each finish is judged at its own day: what was overdue then counted as finishing then."""
    previous = rows(milestone(baseline=after(-60), forecast=after(-50)))
    context = {"previous": previous, "previous_status_date": DAY - timedelta(days=30)}

    assert judged(milestone(baseline=after(-60), forecast=after(-50)), **context)["slip_last_report_days"] == 30
    assert judged(milestone(baseline=after(-60), forecast=after(10)), **context)["slip_last_report_days"] == 40
    assert judged(milestone(baseline=after(-60), actual=after(-40)), **context)["slip_last_report_days"] == -10


def test_a_milestone_new_in_this_report_has_no_slip_since_the_last():
    """Nor has one on which the report before was silent."""
    silent = milestone("M1", baseline=after(-60), forecast=after(-50), status_text="Chưa có thông tin")
    group = milestone("", kind="summary", level=0)
    context = {"previous": rows(silent), "previous_status_date": DAY - timedelta(days=30)}
    only_groups = {**context, "previous": rows(group)}

    assert np.isnan(judged(milestone("M1", baseline=after(5)), **only_groups)["slip_last_report_days"])
    assert np.isnan(judged(milestone("M2", baseline=after(5)), **context)["slip_last_report_days"])
    assert np.isnan(judged(milestone("M1", baseline=after(5)), **context)["slip_last_report_days"])


def test_a_coarse_date_is_late_only_where_the_whole_interval_is():
    """Quý III for a plan of 1 August may still be kept; for a plan of 20 June it cannot, and counts to its last day."""
    third_quarter = ("2024-07-01", "2024-09-30")

    assert judged(milestone(baseline="2024-08-01", forecast=third_quarter))["status"] == "on_track"
    late = judged(milestone(baseline="2024-06-20", forecast=third_quarter))
    assert (late["status"], late["variance_original_min"], late["variance_original_days"]) == ("severely_late", 11, 102)


@pytest.mark.parametrize(
    ("record", "is_coarse"),
    [
        ({"baseline": after(5), "forecast": after(9)}, False),
        ({"baseline": (after(1), after(30)), "forecast": after(9)}, True),
        ({"baseline": after(5), "forecast": (after(1), after(30))}, True),
        ({"baseline": after(-5), "forecast": (after(-30), after(-1)), "actual": after(-9)}, False),
        ({"baseline": after(-5), "forecast": after(-1), "actual": (after(-30), after(-9))}, True),
    ],
)
def test_a_figure_is_coarse_where_a_date_behind_it_is(record, is_coarse):
    """Of a finished milestone the actual stands behind the figures, and its forecast no more."""
    assert judged(milestone(**record))["is_coarse"] is np.bool_(is_coarse)


def test_working_days_stand_beside_calendar_days():
    """Friday 14 June to Monday 17 June 2024: 3 calendar days, 1 working day."""
    found = judged(milestone(baseline="2024-06-14", actual="2024-06-17"), calendar=reference.calendar())

    assert (found["variance_original_days"], found["variance_original_workdays"]) == (3, 1)


def test_groups_are_left_out_and_the_order_is_kept():
    """One row a task or milestone, in the workbook's order; a workbook of nothing but groups gives none."""
    group = milestone("", kind="summary", level=0)
    some = assess(rows(group, milestone("B", baseline=DAY), milestone("A", baseline=DAY, kind="task")), status_date=DAY)

    assert some["row_id"].tolist() == ["B", "A"]
    assert assess(rows(group), status_date=DAY).empty
    assert list(assess(rows(group), status_date=DAY)) == list(ASSESSED.columns)


def test_the_source_cell_is_that_of_the_date_the_finish_rests_on():
    """The actual's cell once done, else the forecast's, else the plan's."""
    cells = {"baseline_finish_cell": "G11", "forecast_finish_cell": "H11", "actual_finish_cell": "I11"}

    assert judged(milestone(baseline=DAY, forecast=DAY, actual=DAY, **cells))["cell"] == "I11"
    assert judged(milestone(baseline=DAY, forecast=DAY, **cells))["cell"] == "H11"
    assert judged(milestone(baseline=DAY, **{**cells, "forecast_finish_cell": ""}))["cell"] == "G11"


def test_redatings_come_from_the_list_of_promises():
    """What the sheet "Các lần hẹn" tells of a milestone is counted into its judgement."""
    told = promises(("M1", "2024-01-09", "2024-03-31"), ("M1", "2024-03-20", "2024-07-31"))
    found = judged(milestone(baseline="2024-03-31", forecast="2024-07-31"), promises=told)

    assert (found["redatings"], found["late_redatings"]) == (1, 1)


def test_every_status_can_be_reached():
    """The nine statuses of the catalogue are those that the rules above give, and no other."""
    shown = {
        "overdue",
        "severely_late",
        "late",
        "slipping",
        "on_track",
        "done_late",
        "done",
        "not_assessable",
        "no_record",
    }

    assert set(STATUSES) == shown


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        (None, "not_assessable", "unconfirmed"),
        (Heard(stands=True, on=DAY), "done", ""),
        (Heard(stands=False, on=DAY), "overdue", ""),
        (Heard(stands=False, on=date(2020, 1, 1)), "not_assessable", "unconfirmed"),
    ],
    ids=["nothing yet", "confirmed", "sent back", "sent back before it was done again"],
)
def test_a_watched_row_is_done_only_where_both_words_stand(said, status, reason):
    """The unit's own and the watcher's; what went back is not done, and its days run on."""
    row = milestone("W", baseline=after(-5), forecast=after(-5), actual=after(-6), watcher="HĐND TP")
    found = judged(row, heard={"W": said} if said else {})

    assert (found["status"], found["status_reason"]) == (status, reason)
    assert judged({**row, "watcher": ""})["status"] == "done"
