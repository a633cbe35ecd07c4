"""Which days are worked: weekends, holidays and swapped working days."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from schedule.errors import CalendarGap


@dataclass(frozen=True)
class WorkCalendar:
    """A Monday-to-Friday calendar with holidays and extra working days, sure of itself only from `first` to `last`."""

    holidays: frozenset[date]
    workdays: frozenset[date]
    """Days worked although they fall on a weekend (swapped)."""
    first: date
    last: date

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked.

        Raises:
            CalendarGap: The day lies outside the years the calendar covers.
        """
        self._cover(day)
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

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
        swapped = sum(start < day <= finish for day in self.workdays if day.weekday() >= 5)
        return int(np.busday_count(start + one, finish + one, holidays=sorted(self.holidays))) + swapped

    def _cover(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise CalendarGap(day=day, first=self.first, last=self.last)
