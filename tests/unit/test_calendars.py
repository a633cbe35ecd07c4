"""Working days, counted by hand on the official notices of holidays and swapped days (sources in data/calendars/vn.csv)."""

from datetime import date, timedelta

import pytest

from loaders import reference
from schedule import WorkCalendar
from schedule.errors import CalendarGap

VN = reference.calendar()


@pytest.mark.parametrize(
    ("start", "finish", "workdays"),
    [
        (date(2024, 2, 7), date(2024, 2, 15), 1),  # Tết 2024: 8 to 14 February off, only Thursday 15 counts
        (date(2025, 1, 24), date(2025, 2, 3), 1),  # Tết 2025: Saturday 25 January to Sunday 2 February off
        (date(2024, 4, 26), date(2024, 5, 6), 4),  # 29/4 off for Saturday 4/5; 30/4 and 1/5 off: 2, 3, 4 and 6 May
        (date(2025, 4, 25), date(2025, 5, 5), 4),  # Saturday 26/4 worked for 2/5: 26, 28, 29 April and 5 May
        (date(2026, 4, 24), date(2026, 4, 28), 1),  # Hùng Kings' day on a Sunday, Monday 27 April off instead
        (date(2024, 8, 30), date(2024, 9, 4), 1),  # National Day, 2 and 3 September 2024
        (date(2023, 12, 31), date(2024, 12, 31), 251),  # 2024: 262 weekdays, 12 of them off, 1 Saturday worked
        (date(2024, 5, 4), date(2024, 5, 6), 1),  # from a Saturday that was worked: it is not counted
        (date(2024, 6, 14), date(2024, 6, 17), 1),  # Friday to Monday
        (date(2024, 6, 15), date(2024, 6, 16), 0),  # within a weekend
        (date(2024, 6, 12), date(2024, 6, 12), 0),
    ],
)
def test_working_days_leave_out_holidays_and_count_swapped_days(start, finish, workdays):
    """The first day is not counted, the last is; backwards the same number is negative."""
    assert VN.workdays_between(start, finish) == workdays
    assert VN.workdays_between(finish, start) == -workdays


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2024, 2, 14), False),  # fifth day of the lunar year
        (date(2024, 2, 15), True),
        (date(2024, 4, 29), False),  # swapped off
        (date(2024, 5, 4), True),  # a Saturday worked for it
        (date(2024, 5, 11), False),  # any other Saturday
        (date(2025, 9, 1), False),  # the day beside National Day
    ],
)
def test_a_day_is_worked_by_the_official_notice(day, is_workday):
    """Monday to Friday without the holidays, and the weekend days that make up for a bridge."""
    assert VN.is_workday(day) is is_workday


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_calendar_is_no_guess(day):
    """Outside the years that the table speaks of, nothing is counted: the failure names the day and the years."""
    with pytest.raises(CalendarGap) as outside:
        VN.is_workday(day)

    assert (outside.value.day, outside.value.first, outside.value.last) == (day, date(2022, 1, 1), date(2026, 12, 31))
    with pytest.raises(CalendarGap):
        VN.workdays_between(date(2024, 6, 3), day)
    with pytest.raises(CalendarGap):
        VN.workdays_between(day, date(2024, 6, 3))


def test_the_longest_holidays_of_the_table_are_those_announced():
    """Tết has five days off on weekdays in 2024 and 2026, and each swapped-off day has its worked weekend day."""
    new_year = {year: sum(date(year, 1, 2) < d < date(year, 3, 1) and d.weekday() < 5 for d in VN.holidays)
                for year in (2024, 2026)}  # fmt: skip
    bridges = [
        d for d in (date(2024, 4, 29), date(2025, 5, 2), date(2026, 1, 2), date(2026, 8, 31)) if d in VN.holidays
    ]

    assert new_year == {2024: 5, 2026: 5}
    assert len(bridges) == len([d for d in VN.workdays if d.year >= 2024]) == 4


def test_a_weekend_swapped_in_counts_once_and_a_weekday_never_twice():
    """A worked day on record that is a weekday anyway adds nothing."""
    plain = WorkCalendar(
        frozenset(), frozenset({date(2024, 6, 15), date(2024, 6, 13)}), date(2024, 1, 1), date(2024, 12, 31)
    )

    assert plain.workdays_between(date(2024, 6, 9), date(2024, 6, 16)) == 6
    assert sum(plain.is_workday(date(2024, 6, 10) + timedelta(days=n)) for n in range(7)) == 6
