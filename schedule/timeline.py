"""Days of a calendar counted from an origin: what a network reckons in, and back to dates."""

from bisect import bisect_left
from datetime import date
from math import ceil, floor

import numpy as np

from schedule.calendars import WorkCalendar
from schedule.errors import DateUnreadable

_FIRST, _LAST = date(1678, 1, 1).toordinal(), date(2262, 1, 1).toordinal()
"""The days that a frame can hold."""
_EPOCH = date(1970, 1, 1).toordinal()
_STEP = 400
_FINE = 1e-6
"""Sums of fractions of a day are equal within this."""
_HOURS, _MONTH = {7: 24}, {6: 24, 7: 30}
"""By days worked a week; else 8 hours a day (Labour Code 2019, article 105) and 4 weeks a month (as Microsoft Project)."""


def elapsed_days(number: float, unit: str) -> float:
    """Days, worked or not, in `number` elapsed hours, days, weeks or months (`eh`, `ed`, `ew`, `emo`)."""
    return number * {"eh": 1 / 24, "ew": 7, "emo": 30}.get(unit, 1)


class Timeline:
    """Working days laid end to end: position 0 is the morning of the first one on or after the origin, 1.5 noon of the next.

    Outside the days that the calendar covers, the week's working days count and nothing is off.
    """

    def __init__(self, calendar: WorkCalendar, origin: date) -> None:
        """Count from `origin`.

        Raises:
            DateUnreadable: The origin lies outside the years that a frame can hold.
        """
        if not _FIRST <= origin.toordinal() <= _LAST:
            raise DateUnreadable(text=origin.isoformat())
        self.calendar = calendar
        self._days: list[int] = []
        self._zero = 0
        self._first = self._end = origin.toordinal()
        self._covered = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)

    def position(self, instant: date | float) -> float:
        """Working time from the origin to an instant: the morning of a date, or a day's ordinal and the fraction gone of it."""
        at = float(instant.toordinal()) if isinstance(instant, date) else instant
        day = min(max(floor(at + _FINE), _FIRST), _LAST)
        self._learn(day, day + 1)
        n = bisect_left(self._days, day)
        is_worked = n < len(self._days) and self._days[n] == day
        return n - self._zero + (max(at - day, 0.0) if is_worked else 0.0)

    def evening(self, day: date) -> float:
        """The position at the end of a day."""
        return self.position(day.toordinal() + 1.0)

    def start_day(self, position: float) -> date | None:
        """The day on which work that starts at `position` begins; None where no frame can hold it."""
        return self._day(floor(position + _FINE))

    def finish_day(self, position: float) -> date | None:
        """The last day of work that finishes at `position`; None where no frame can hold it."""
        return self._day(ceil(position - _FINE) - 1)

    def instant(self, position: float, *, is_finish: bool) -> float:
        """The ordinal of the day and the fraction gone of it; of a finish the evening before, not the morning after."""
        whole = ceil(position - _FINE) - 1 if is_finish else floor(position + _FINE)
        return self._ordinal(whole) + position - whole

    def days(self, number: float, unit: str) -> float:
        """Days of the calendar in `number` hours, days, weeks or months (`h`, `d`, `w`, `mo`); of elapsed ones (`ed` …) about so many."""
        week = self.calendar.week
        if unit[0] == "e":
            return elapsed_days(number, unit) * week / 7
        return number * {"h": 1 / _HOURS.get(week, 8), "w": week, "mo": _MONTH.get(week, 20)}.get(unit, 1)

    def days_at(self, positions: np.ndarray, is_evening: np.ndarray) -> np.ndarray:
        """Days of many positions at once, NaT where no frame can hold them: `finish_day` where `is_evening`, else `start_day`."""
        whole = np.where(is_evening, np.ceil(positions - _FINE) - 1, np.floor(positions + _FINE))
        known = np.isfinite(whole)
        for index in (whole[known].min(), whole[known].max()) if known.any() else ():
            self._ordinal(int(index))
        days = np.array(self._days, dtype="int64") - _EPOCH
        found = np.full(len(positions), np.datetime64("NaT"), "datetime64[D]")
        places = np.where(known, whole, -1.0).astype("int64") + self._zero
        known &= (places >= 0) & (places < len(days))
        found[known] = days[places[known]].astype("datetime64[D]")
        return found

    def _day(self, index: int) -> date | None:
        ordinal = self._ordinal(index)
        return date.fromordinal(ordinal) if 0 <= self._zero + index < len(self._days) else None

    def _ordinal(self, index: int) -> int:
        while self._zero + index < 0 and self._first > _FIRST:
            self._learn(self._first - max(_STEP, self._end - self._first), self._end)
        while self._zero + index >= len(self._days) and self._end <= _LAST:
            self._learn(self._first, self._end + max(_STEP, self._end - self._first))
        return self._days[min(max(self._zero + index, 0), len(self._days) - 1)]

    def _learn(self, first: int, end: int) -> None:
        first, end = max(first, _FIRST), min(end, _LAST + 1)
        if first < self._first:
            earlier = [day for day in range(first, self._first) if self._is_worked(day)]
            self._days[:0] = earlier
            self._zero += len(earlier)
            self._first = first
        if end > self._end:
            self._days += [day for day in range(self._end, end) if self._is_worked(day)]
            self._end = end

    def _is_worked(self, ordinal: int) -> bool:
        if ordinal in self._covered:
            return self.calendar.is_workday(date.fromordinal(ordinal))
        return (ordinal - 1) % 7 < self.calendar.week
