"""How fast a promise moves, where it leads, and how units keep theirs: docs/methods/milestone-trend.md."""

from datetime import date

import pandas as pd
import pytest

from analysis import drifts, promise_record

AS_OF = date(2024, 7, 1)


def points(*told, kind="report"):
    """(row, said on, promised) as points of the trend."""
    made = pd.DataFrame(told, columns=["row_id", "said_on", "promised_last"]).assign(kind=kind)
    return made.astype({"said_on": "datetime64[ns]", "promised_last": "datetime64[ns]"})


def drift(*told, reports=(), as_of=AS_OF):
    """The drift of one milestone with these (said on, promised) pairs."""
    return drifts(points(*(("M1", *pair) for pair in told)), map(date.fromisoformat, reports), as_of).loc["M1"]


def test_half_a_day_lost_a_day_doubles_what_is_left():
    """From 1 June on, every 10 days cost 5: of 60 days ahead on 1 July, 120 remain."""
    found = drift(
        ("2024-06-01", "2024-08-15"),
        ("2024-06-11", "2024-08-20"),
        ("2024-06-21", "2024-08-25"),
        ("2024-07-01", "2024-08-30"),
    )

    assert found["rate"] == pytest.approx(0.5)
    assert found["trend_finish"].date() == date(2024, 10, 29)
    assert found["converges"]


def test_one_wild_report_does_not_move_the_rate():
    """The median of the slopes between every two reports, not their mean."""
    steady = [
        ("2024-06-01", "2024-09-30"),
        ("2024-06-11", "2024-09-30"),
        ("2024-06-21", "2024-12-31"),
        ("2024-07-01", "2024-09-30"),
    ]

    assert drift(*steady)["rate"] == 0


def test_a_day_lost_every_day_never_ends():
    """On the diagonal's slope the line does not converge: there is no trend finish."""
    found = drift(("2024-05-01", "2024-08-01"), ("2024-06-01", "2024-09-01"), ("2024-07-01", "2024-10-01"))

    assert found["rate"] == pytest.approx(1)
    assert pd.isna(found["trend_finish"])
    assert not found["converges"]


def test_what_ends_after_all_days_that_can_be_written_never_ends():
    """997 days lost in a thousand: an answer in the next millennium is none."""
    found = drift(("2021-01-01", "2024-12-31"), ("2021-09-28", "2025-09-26"), ("2024-06-24", "2028-06-20"))

    assert found["rate"] == pytest.approx(0.9976, abs=1e-4)
    assert pd.isna(found["trend_finish"])
    assert not found["converges"]


def test_a_promise_that_stands_or_comes_forward_is_taken_at_its_word():
    """No step up, no extrapolation; reports that repeat the promise count as reports."""
    kept = drift(("2024-01-09", "2024-09-30"), reports=["2024-04-01", "2024-07-01"])
    forward = drift(("2024-05-01", "2024-10-10"), ("2024-06-01", "2024-10-05"), ("2024-07-01", "2024-09-30"))

    assert (kept["reports"], kept["rate"], kept["trend_finish"].date()) == (3, 0, date(2024, 9, 30))
    assert forward["trend_finish"].date() == date(2024, 9, 30)


def test_two_reports_give_no_rate():
    """Below three reports nothing is computed."""
    found = drift(("2024-05-01", "2024-08-01"), ("2024-06-01", "2024-09-01"))

    assert pd.isna(found["rate"])
    assert pd.isna(found["trend_finish"])
    assert found["converges"]


def test_a_promise_that_has_passed_has_no_trend_finish():
    """The line lies under the diagonal: a new date must be promised first."""
    assert pd.isna(drift(("2024-01-01", "2024-05-31"), reports=["2024-03-01", "2024-06-01"])["trend_finish"])


def test_only_the_last_six_reports_count():
    """What moved long ago is no trend of today."""
    early = [("2023-01-01", "2023-06-01"), ("2023-02-01", "2023-12-01"), ("2023-03-01", "2024-12-31")]
    later = [f"2024-0{month}-01" for month in range(1, 8)]

    assert drift(*early, reports=later)["rate"] == 0


def test_finished_milestones_have_no_drift():
    """An actual finish ends the line."""
    told = [
        points(("M1", "2024-01-01", "2024-05-31"), ("M1", "2024-02-01", "2024-06-30")),
        points(("M1", "2024-06-20", "2024-06-20"), kind="actual"),
    ]

    assert drifts(pd.concat(told), [], AS_OF).empty


def test_a_units_record_counts_promises_come_due():
    """Six promises of a unit: two kept, four broken, one of them by a milestone unfinished still; a seventh is not due yet."""
    told = points(
        ("A", "2024-01-01", "2024-02-01"), ("A", "2024-02-01", "2024-03-01"), ("A", "2024-03-01", "2024-04-01"),
        ("B", "2024-01-01", "2024-05-01"), ("C", "2024-01-01", "2024-05-02"), ("C", "2024-01-01", "2024-06-21"),
        ("C", "2024-06-21", "2024-12-31"),
    )  # fmt: skip
    done = points(("A", "2024-03-31", "2024-03-31"), ("B", "2024-04-30", "2024-04-30"), kind="actual")
    units = pd.Series({"A": "Sở X", "B": "Sở X", "C": "Sở X"})

    record = promise_record(pd.concat([told, done]), units, AS_OF).loc["Sở X"]

    assert (record["promises"], record["is_kept"]) == (6, 2)
    assert record["share"] == pytest.approx(1 / 3)
    assert record["median_slip"] == 20  # of -1, -1, 10, 30, 59 and 60 days


def test_a_unit_with_four_promises_has_no_record():
    """Four are too few to judge anybody by."""
    told = points(*(("A", "2024-01-01", f"2024-0{month}-01") for month in (2, 3, 4, 5)))

    assert promise_record(told, pd.Series({"A": "Sở X"}), AS_OF).empty
    assert (
        len(
            promise_record(
                pd.concat([told, points(("A", "2024-01-01", "2024-06-01"))]), pd.Series({"A": "Sở X"}), AS_OF
            )
        )
        == 1
    )
