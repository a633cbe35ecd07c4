"""What milestones add up to: docs/methods/completion.md and freshness-coverage.md."""

from datetime import date

import pytest

from analysis import assess, completion, coverage, freshness_days, illustrative, programme_status
from schedule import ASSESSED, frame
from tests.unit.builders import milestone, rows

DAY = date(2024, 6, 30)
DONE = {"baseline": "2024-05-31", "actual": "2024-05-31"}
DONE_LATE = {"baseline": "2024-05-31", "actual": "2024-06-15"}
OVERDUE = {"baseline": "2024-06-01"}
LATE = {"baseline": "2024-07-01", "forecast": "2024-08-15"}
ON_TRACK = {"baseline": "2024-12-31"}
SILENT = {"baseline": "2024-06-01", "status_text": "Chưa có thông tin"}
UNDATED = {}


def judged(*kinds: dict):
    """Milestones M1, M2, … of these kinds, judged at the status date."""
    return assess(rows(*(milestone(f"M{n}", **kind) for n, kind in enumerate(kinds, 1))), status_date=DAY)


def test_completion_is_finished_by_due():
    """Four finished of five baselined to finish by the status date: 0.8; what is due later is not in it."""
    found = completion(judged(DONE, DONE, DONE, DONE_LATE, OVERDUE, ON_TRACK), DAY)

    assert (found.finished, found.due, found.ratio) == (4, 5, 0.8)


def test_done_early_counts_so_that_more_may_be_finished_than_due():
    """A milestone of December that is done in June is finished and not yet due."""
    found = completion(judged(DONE, {"baseline": "2024-12-31", "actual": "2024-06-01"}), DAY)

    assert (found.finished, found.due, found.ratio) == (2, 1, 2.0)


@pytest.mark.parametrize("kinds", [(), (ON_TRACK,), (UNDATED,)])
def test_where_nothing_was_due_there_is_no_ratio(kinds):
    """Not computable is an answer: None, neither 0 nor 1."""
    assert completion(judged(*kinds) if kinds else frame(ASSESSED, []), DAY).ratio is None


def test_what_is_due_on_the_status_date_is_due():
    """The day itself belongs to the period."""
    assert completion(judged({"baseline": DAY}), DAY).due == 1


def test_freshness_is_the_age_of_the_report():
    """From the day it speaks for to the day that is looked from."""
    assert freshness_days(date(2024, 6, 30), date(2024, 8, 15)) == 46
    assert freshness_days(DAY, DAY) == 0


def test_coverage_is_the_share_of_rows_that_say_when_who_and_what():
    """Four rows: three with a date, two with an owner, one with a deliverable; a group is no row of work."""
    table = rows(
        milestone("G", kind="summary", owner="", deliverable="Nghị quyết"),
        milestone("M1", baseline=DAY, deliverable="Tờ trình"),
        milestone("M2", forecast=(None, "2024-06-30")),
        milestone("M3", actual=DAY, owner=""),
        milestone("M4", owner="", kind="task"),
    )
    found = coverage(table)

    assert (found.rows, found.dates, found.owner, found.deliverable) == (4, 0.75, 0.5, 0.25)


def test_coverage_of_no_rows_is_nothing():
    """A workbook of groups has no row of work."""
    assert coverage(rows(milestone("G", kind="summary"))).rows == 0


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ((DONE, ON_TRACK, LATE, OVERDUE), "overdue"),
        ((DONE, ON_TRACK, LATE), "late"),
        ((DONE_LATE, ON_TRACK), "on_track"),  # what is over is over
        ((OVERDUE, SILENT, UNDATED), "overdue"),
        ((ON_TRACK, SILENT, UNDATED), "on_track"),  # grey never hides what can be judged
        ((DONE, SILENT), "done"),
        ((SILENT, UNDATED), "no_record"),
        ((UNDATED,), "not_assessable"),
    ],
)
def test_a_programme_is_as_its_worst_open_milestone(kinds, status):
    """The worst of what is unfinished and can be judged; only where nothing is, of what is done; grey last."""
    assert programme_status(judged(*kinds)) == status


@pytest.mark.parametrize(("decisive", "status"), [("M1", "done"), ("M2", "done_late"), ("M9", "done")])
def test_a_finished_programme_was_late_if_its_decisive_milestone_was(decisive, status):
    """The first key milestone decides; the others do not."""
    assert programme_status(judged(DONE, DONE_LATE), [decisive, "M2"]) == status


def test_a_programme_is_not_done_while_nobody_knows_of_its_decisive_milestone():
    """Grey, where all else is done; what can be judged as late still comes first."""
    assert programme_status(judged(SILENT, DONE), ["M1"]) == "no_record"
    assert programme_status(judged(SILENT, DONE), ["M2"]) == "done"
    assert programme_status(judged(SILENT, OVERDUE), ["M1"]) == "overdue"


def test_a_programme_without_milestones_cannot_be_judged():
    """No row, no status."""
    assert programme_status(frame(ASSESSED, [])) == "not_assessable"


def test_rows_that_only_illustrate_are_told_apart_by_their_names():
    """In either language; a row that merely speaks of an illustration is real."""
    names = ["Luân chuyển cán bộ (minh họa)", "Rotate (Illustrative)", "Vẽ minh họa quy hoạch"]

    assert illustrative(judged(*({"name": name} for name in names))) == 2
