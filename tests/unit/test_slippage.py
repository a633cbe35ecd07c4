"""The difference between two finishes: docs/methods/slippage.md, with its worked examples."""

import numpy as np
import pandas as pd
import pytest

from analysis.slippage import difference
from loaders import reference
from tests.unit.builders import Day, span

VN = reference.calendar()


def spans(*days: Day) -> pd.DataFrame:
    """First and last day of each, one row each."""
    made = [span(each) for each in days]
    ends = {"first": [each.first for each in made], "last": [each.last for each in made]}
    return pd.DataFrame({end: pd.to_datetime(pd.Series(found)).astype("datetime64[ns]") for end, found in ends.items()})


def figures(finish: Day, base: Day, calendar=None) -> tuple[float, ...]:
    """min, max, days and workdays of one pair."""
    return tuple(difference(spans(finish), spans(base), calendar).loc[0, ["min", "max", "days", "workdays"]])


@pytest.mark.parametrize(
    ("finish", "base", "least", "most", "days"),
    [
        ("2024-06-28", "2024-04-30", 59, 59, 59),  # two days: one figure, + is late
        ("2024-04-15", "2024-04-30", -15, -15, -15),  # early is negative
        ("2024-04-30", "2024-04-30", 0, 0, 0),
        (("2024-04-01", "2024-06-30"), ("2024-01-01", "2024-03-31"), 1, 181, 91),  # Quý II after Quý I
        (("2024-06-01", "2024-06-30"), "2024-05-20", 12, 41, 41),  # a month after a day
        ("2024-05-20", ("2024-04-01", "2024-06-30"), -41, 49, -41),  # a day within the quarter promised
        (("2024-04-01", "2024-06-30"), ("2024-06-01", "2024-06-30"), -90, 29, 0),  # same last day, not the same words
    ],
)
def test_coarse_dates_make_an_interval(finish, base, least, most, days):
    """`days` is last day less last day; `min` and `max` are what the coarse words allow at least and at most."""
    assert figures(finish, base)[:3] == (least, most, days)


def test_a_coarse_date_that_was_not_moved_did_not_slip():
    """Quý II stays Quý II: the difference is 0, not an interval of ± 90 days."""
    quarter = ("2024-04-01", "2024-06-30")

    assert figures(quarter, quarter)[:3] == (0, 0, 0)
    assert figures((None, "2024-06-30"), (None, "2024-06-30"))[:3] == (0, 0, 0)


def test_a_finish_known_only_as_done_by_a_day_is_open_below():
    """Of "xong trước ngày 30/6" it is known how late at most, and not how early."""
    least, most, days, _ = figures((None, "2024-06-30"), "2024-06-20")

    assert np.isnan(least)
    assert (most, days) == (10, 10)


@pytest.mark.parametrize(
    ("finish", "base"), [(None, "2024-06-30"), ("2024-06-30", None), (None, None), (("2024-06-30", None), "2024-06-30")]
)
def test_a_missing_date_is_missing_and_never_zero(finish, base):
    """Where an end is not known nothing is computed: MPXJ's 0 for an unknown variance is the mistake avoided."""
    assert np.isnan(figures(finish, base, VN)).all()


def test_working_days_run_from_base_to_finish_on_the_calendar():
    """30 April to 28 June 2024 are 59 calendar days and 43 working days: 42 weekdays without 1 May, and Saturday 4 May."""
    assert figures("2024-06-28", "2024-04-30", VN) == (59, 59, 59, 43)
    assert figures("2024-04-30", "2024-06-28", VN)[3] == -43


def test_working_days_are_missing_without_a_calendar_and_outside_it():
    """Calendar days are known all the same."""
    assert figures("2024-06-28", "2024-04-30")[2] == 59
    assert np.isnan(figures("2024-06-28", "2024-04-30")[3])
    assert figures("2031-06-30", "2031-06-20", VN)[2] == 10
    assert np.isnan(figures("2031-06-30", "2031-06-20", VN)[3])


def test_each_row_is_its_own():
    """A missing row leaves its neighbours alone."""
    found = difference(spans("2024-06-30", None, "2024-06-10"), spans("2024-06-20", "2024-06-20", "2024-06-20"))

    assert found["days"].tolist()[::2] == [10, -10]
    assert found.loc[1].isna().all()
