"""Which days are worked: weekends, holidays and swapped working days."""

from dataclasses import dataclass
from datetime import date, timedelta, timezone

import numpy as np

from schedule.errors import CalendarGap

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Where a moment is turned into a day."""


@dataclass(frozen=True)
class WorkCalendar:
    """A calendar of weekdays with holidays and extra working days, sure of itself only from `first` to `last`."""

    holidays: frozenset[date]
    workdays: frozenset[date]
    """Days worked although they fall on a weekend (swapped)."""
    first: date
    last: date
    week: int = 5
    """How many days of the week are worked, from Monday on: 7 is every day."""

    def covers(self, day: date) -> bool:
        """Whether the calendar is sure of that day."""
        return self.first <= day <= self.last

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked.

        Raises:
            CalendarGap: The day lies outside the years the calendar covers.
        """
        self._cover(day)
        return day in self.workdays or (day.weekday() < self.week and day not in self.holidays)

    def workdays_between(self, start: date, finish: date) -> int:
        """Working days from `start` (not counted) to `finish` (counted); negative where finish is earlier.

        Raises:
            CalendarGap: One of the days lies outside the years the calendar covers.
        """
        self._cover(start)
        self._cover(finish)
        if finish < start:
            return -self.workdays_between(finish, start)
        one = timedelta(days=1)
        swapped = sum(start < day <= finish for day in self.workdays if day.weekday() >= self.week)
        week = "1" * self.week + "0" * (7 - self.week)
        return int(np.busday_count(start + one, finish + one, week, sorted(self.holidays))) + swapped

    def _cover(self, day: date) -> None:
        if not self.covers(day):
            raise CalendarGap(day=day, first=self.first, last=self.last)


WEEKDAYS = WorkCalendar(frozenset(), frozenset(), date.min, date.max)
"""Monday to Friday, without holidays."""
CONTINUOUS = WorkCalendar(frozenset(), frozenset(), date.min, date.max, week=7)
"""Every day."""
