"""Re-datings, the points of the milestone trend and what must be decided: docs/methods/redating.md and milestone-trend.md."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import assess, decisions, promise_trend, redatings
from tests.unit.builders import Day, milestone, promises, rows

DAY = date(2024, 6, 30)


def counted(*told: tuple[str, Day]) -> tuple[int, int]:
    """Re-datings and late re-datings of one milestone with these (said on, promised) pairs."""
    moves = redatings(pd.Series(["M1"]), promises(*(("M1", *each) for each in told)))
    return int(moves["redatings"].iloc[0]), int(moves["late_redatings"].iloc[0])


def report(day: str, forecast: Day, row_id: str = "M1") -> tuple[date, pd.DataFrame]:
    """What one revision forecast of a milestone."""
    made = rows(milestone(row_id, forecast=forecast, forecast_finish_text="Quý II/2024"))
    columns = ["row_id", *(f"forecast_finish_{part}" for part in ("first", "last", "text"))]
    return date.fromisoformat(day), made[columns]


def test_the_first_promise_is_no_redating():
    """A promise is re-dated when another one takes its place."""
    assert counted(("2024-01-09", "2024-06-30")) == (0, 0)


def test_a_promise_repeated_is_no_redating():
    """Saying the same day again moves nothing, also in coarser words with the same last day."""
    quarter = ("2024-04-01", "2024-06-30")

    assert counted(("2024-01-09", "2024-06-30"), ("2024-03-01", "2024-06-30"), ("2024-04-01", quarter)) == (0, 0)


def test_every_move_counts_also_one_forward():
    """Twice later, once earlier again: three times re-dated, none of them late."""
    told = (
        ("2024-01-09", "2024-06-30"),
        ("2024-02-01", "2024-09-30"),
        ("2024-03-01", "2024-12-31"),
        ("2024-04-01", "2024-09-30"),
    )

    assert counted(*told) == (3, 0)


@pytest.mark.parametrize(
    ("said_on", "late"),
    [("2024-05-30", 0), ("2024-05-31", 1), ("2024-06-30", 1), ("2024-08-15", 1)],
)
def test_a_redating_is_late_within_thirty_days_before_the_date_or_after_it(said_on, late):
    """FAST-41 locks a milestone 30 days before its date: 30 June may be moved until 30 May and not from 31 May on."""
    assert counted(("2024-01-09", "2024-06-30"), (said_on, "2024-12-31")) == (1, late)


def test_late_is_measured_against_the_promise_that_stood():
    """Not against the first one: moved to December in time, then to March in time too."""
    told = (("2024-01-09", "2024-06-30"), ("2024-05-01", "2024-12-31"), ("2024-07-15", "2025-03-31"))

    assert counted(*told) == (2, 0)


def test_the_worked_example_of_the_page():
    """The table of docs/methods/redating.md: re-dated three times, twice late."""
    told = (
        ("2024-01-09", "2024-06-30"), ("2024-03-01", "2024-06-30"), ("2024-05-20", "2024-12-31"),
        ("2024-12-05", "2025-03-31"), ("2025-04-10", "2025-09-30"),
    )  # fmt: skip

    assert counted(*told) == (3, 2)


def test_of_two_promises_of_one_day_the_later_date_counts():
    """Two speakers on one day are one promise; whatever order they stand in."""
    two = (("2024-03-01", "2024-09-30"), ("2024-03-01", "2024-12-31"))

    assert counted(("2024-01-09", "2024-12-31"), *two) == counted(("2024-01-09", "2024-12-31"), *two[::-1]) == (0, 0)
    assert counted(("2024-01-09", "2024-06-30"), *two) == (1, 0)


def test_a_promise_without_a_day_moves_nothing():
    """A vague "sớm nhất có thể" between two promises of one date is no move."""
    assert counted(("2024-01-09", "2024-06-30"), ("2024-02-01", None), ("2024-03-01", "2024-06-30")) == (0, 0)


def test_without_promises_the_reports_speak():
    """A milestone is counted from report to report; one that the list of promises names, where a report says something new."""
    history = [
        report("2024-03-31", "2024-06-30"),
        report("2024-06-30", "2024-09-30"),
        report("2024-09-30", "2024-09-30"),
    ]
    told = promises(("M2", "2024-01-09", "2024-06-30"), ("M2", "2024-02-01", "2024-12-31"))
    moves = redatings(pd.Series(["M1", "M2", "M3"]), told, [*history, report("2024-06-30", "2025-06-30", "M2")])

    assert moves["redatings"].tolist() == [1, 2, 0]
    assert moves["late_redatings"].tolist() == [1, 0, 0]


def test_a_report_that_moves_a_promised_date_is_a_redating_whatever_its_list_says():
    """Promised for June, quietly moved to September in the report of June: late, and once; the report that repeats adds none."""
    told = promises(("M1", "2024-01-09", "2024-06-30"))
    history = [
        report("2024-03-31", "2024-06-30"),
        report("2024-06-30", "2024-09-30"),
        report("2024-09-30", "2024-09-30"),
    ]
    moves = redatings(pd.Series(["M1"]), told, history)
    trend = promise_trend(told, dict(history), assess(rows(milestone("M1")), status_date=DAY))

    assert moves.loc[0].tolist() == [1, 1]
    assert list(zip(trend["kind"], trend["promised_last"].dt.date, strict=True)) == [
        ("promise", date(2024, 6, 30)), ("report", date(2024, 9, 30)),
    ]  # fmt: skip


def test_nothing_told_is_never_redated():
    """Without promises and without reports the counts are 0 on the index asked for."""
    moves = redatings(pd.Series(["M1"], index=[7]), None)

    assert moves.to_dict("index") == {7: {"redatings": 0, "late_redatings": 0}}


def test_every_promise_is_a_point_of_the_trend_and_the_actual_its_last():
    """A point a promise, by the day it was said, in the office's and the speaker's own words; then what happened."""
    told = promises(
        ("M1", "2024-03-01", "2024-09-30"), ("M1", "2024-01-09", "2024-06-30"), ("M9", "2024-01-09", "2024-06-30")
    )
    assessed = assess(rows(milestone("M1", baseline="2024-06-30", actual="2024-06-20")), status_date=DAY)
    trend = promise_trend(told, {}, assessed)

    assert trend["kind"].tolist() == ["promise", "promise", "actual"]
    assert trend["said_on"].dt.date.tolist() == [date(2024, 1, 9), date(2024, 3, 1), date(2024, 6, 20)]
    assert trend["promised_last"].dt.date.tolist() == [date(2024, 6, 30), date(2024, 9, 30), date(2024, 6, 20)]
    assert trend["said_by"].tolist() == ["Chủ tịch", "Chủ tịch", ""]
    assert trend["promised_text"].iloc[0] == "“2024-06-30”"


def test_without_promises_the_trend_has_a_point_a_report():
    """The forecast of each report, by its status date; a report without a date leaves a gap and no point."""
    history = dict([report("2024-03-31", "2024-06-30"), report("2024-06-30", None), report("2024-09-30", "2024-12-31")])
    assessed = assess(rows(milestone("M1", forecast="2024-12-31")), status_date=date(2024, 9, 30))
    trend = promise_trend(promises(("M2", "2024-01-09", "2024-06-30")), history, assessed)

    assert trend["kind"].tolist() == ["report", "report"]
    assert trend["said_on"].dt.date.tolist() == [date(2024, 3, 31), date(2024, 9, 30)]
    assert set(trend["text"]) == {"Quý II/2024"}


def test_a_trend_of_nothing_is_empty_with_its_columns():
    """A milestone never promised nor done has no point."""
    trend = promise_trend(None, {}, assess(rows(milestone()), status_date=DAY))

    assert trend.empty
    assert {"row_id", "said_on", "promised_last", "kind", "source_url"} <= set(trend)


def test_decisions_are_named_worst_first():
    """Overdue needs a new date, late after three re-datings an explanation, late before its date a recovery; others nothing."""
    moved = [("M3", f"2023-0{month}-01", f"2024-0{month}-28") for month in range(1, 5)]
    table = rows(
        milestone("M1", baseline="2024-05-01", forecast="2024-07-15"),  # late
        milestone("M2", baseline="2024-06-25", forecast="2024-06-25"),  # overdue by 5 days
        milestone("M3", baseline="2024-01-28", forecast="2024-09-30"),  # severely late, re-dated three times
        milestone("M4", baseline="2024-07-30", forecast="2024-07-30"),  # on track
        milestone("M5", baseline="2024-01-01", actual="2024-05-01"),  # done late
        milestone("M6", baseline="2024-04-01", forecast="2024-04-01"),  # overdue by 90 days
    )
    needed = decisions(assess(table, status_date=DAY, promises=promises(*moved)))

    assert list(needed.itertuples(index=False, name=None)) == [
        ("M6", "new-date"), ("M2", "new-date"), ("M3", "explain"), ("M1", "recover"),
    ]  # fmt: skip


def test_nothing_late_needs_no_decision():
    """An empty list, with its columns."""
    needed = decisions(assess(rows(milestone(baseline=DAY + timedelta(days=9))), status_date=DAY))

    assert needed.empty
    assert list(needed) == ["row_id", "needed"]
