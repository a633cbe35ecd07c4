"""A period of the calendar, whose year may still be open."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
Day = tuple[int, int]
"""(month, day); day 0 is the month's last, −1 the last but one."""


class Period(NamedTuple):
    """A stretch of days within one year, or over the years' ends."""

    kind: str
    """day, week, ten_days, month, quarter, half, year or years."""
    start: Day = (1, 1)
    end: Day = (12, 31)
    year: int | None = None
    """The year of the first day; None where the text leaves it open."""
    years: int = 0
    """How many years later the last day falls."""
    week: int = 0
    """The ISO week's number, in place of `start` and `end`."""
    is_next_year: bool = False
    """Written "năm sau": the year after the one that the text speaks of."""
    is_list: bool = False
    """Several units written together: "quý I-II", "ngày 26 và 27"."""
    is_bare: bool = False
    """Nothing but a number, which may count something else than years."""
    has_two_orders: bool = False
    """d/m that could as well be m/d."""
    is_month_first: bool = False
    """Numbers that can only be m/d."""
    ambiguous: bool = False
    is_broken: bool = False
    """Written as a date, but no such day exists."""

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last day, in the period's own year or else in `year`; None without a year or such a day."""
        first_year = self.year if self.year is not None else year
        if first_year is None or self.is_broken or not FIRST_YEAR <= first_year <= LAST_YEAR:
            return None
        try:
            if self.week:
                monday = date.fromisocalendar(first_year, self.week, 1)
                return monday, monday + timedelta(days=6)
            return _day(first_year, *self.start), _day(first_year + self.years, *self.end)
        except ValueError:
            return None

    @property
    def months(self) -> int:
        """How many months it touches."""
        return (self.years * 12 + self.end[0]) - self.start[0] + 1

    def swapped(self) -> "Period":
        """The same numbers read as m/d."""
        turned = (self.start[1], self.start[0])
        return self._replace(start=turned, end=turned, has_two_orders=False)

    def checked(self) -> "Period":
        """The period, marked broken where its days exist in no year, or not in its own."""
        return self if self.days(2024) else self._replace(is_broken=True, ambiguous=True)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, day if day > 0 else calendar.monthrange(year, month)[1] + day)


def part_of(base: Period, part: str) -> Period | None:
    """The first ("dau"), middle ("giua") or last ("cuoi") part of a period, by the planners' conventions.

    Of a year: its first quarter, May to August, its last quarter; of a quarter: its first, second, third month; of a
    month: days 1 to 10, 11 to 20, 21 to the end; of anything shorter the whole.
    """
    if base.kind == "month" and base.months == 1:
        first, last = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 0)}[part]
        return base._replace(kind="ten_days", start=(base.start[0], first), end=(base.start[0], last), ambiguous=True)
    if base.kind == "quarter" and base.months == 3:
        month = base.start[0] + {"dau": 0, "giua": 1, "cuoi": 2}[part]
        return base._replace(kind="month", start=(month, 1), end=(month, 0), ambiguous=True)
    if base.kind == "year":
        first, last = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}[part]
        return base._replace(
            kind="quarter" if part != "giua" else "year", start=(first, 1), end=(last, 0), ambiguous=True
        )
    return base._replace(ambiguous=base.kind != "day" or base.ambiguous)


def half_of(base: Period, part: str) -> Period | None:
    """The first or last half of a month, a quarter or a year."""
    is_first = part == "dau"
    if base.kind == "month" and base.months == 1:
        start, end = (
            ((base.start[0], 1), (base.start[0], 15)) if is_first else ((base.start[0], 16), (base.start[0], 0))
        )
        return base._replace(kind="ten_days", start=start, end=end)
    if base.kind == "quarter" and base.months == 3:
        middle = base.start[0] + 1
        start, end = (base.start, (middle, 15)) if is_first else ((middle, 16), base.end)
        return base._replace(kind="month", start=start, end=end, ambiguous=True)
    if base.kind == "year":
        return base._replace(kind="half", start=(1 if is_first else 7, 1), end=(6 if is_first else 12, 0))
    return None


_MONTHS_OF = {"thang": 1, "quy": 3}
_DAYS_OF = {"ngay": 1, "tuan": 7}
_KINDS = {"ngay": "day", "tuan": "week", "thang": "month", "quy": "quarter"}


def slice_of(base: Period, count: int, unit: str, part: str) -> Period | None:
    """The first or last `count` days, weeks, months or quarters of something longer: "6 tháng đầu năm"."""
    if base.kind not in ("month", "quarter", "year") or part == "giua" or count < 1:
        return None
    if unit in _DAYS_OF:
        days = count * _DAYS_OF[unit]
        if days > 28:
            return None
        start, end = (
            (base.start, (base.start[0], days)) if part == "dau" else ((base.end[0], 1 - days), (base.end[0], 0))
        )
        return base._replace(
            kind=_KINDS[unit], start=start, end=end, is_list=count > 1, ambiguous=unit == "tuan" or base.ambiguous
        )
    months = count * _MONTHS_OF[unit]
    if months >= base.months:
        return None
    first = base.start[0] if part == "dau" else base.end[0] - months + 1
    kind = "half" if months == 6 else _KINDS[unit]
    return base._replace(kind=kind, start=(first, 1), end=(first + months - 1, 0), is_list=count > 1 and months != 6)
