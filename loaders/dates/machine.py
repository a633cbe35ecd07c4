"""Dates as machines write them: ISO with a time, Excel's serial numbers, eight digits in a row."""

import re
from datetime import date, timedelta

from schedule import Span

_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 14_611, 73_051
"""1940 to 2100; what lies outside counts something else."""
_EPOCH = date(1899, 12, 30)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?P<time>[t ](?P<hour>\d{1,2}):\d{2}(?::\d{2}(?:\.\d+)?)?(?P<utc>z)?(?:[+-]\d{2}:?\d{2})?)?"
)
_IN_A_ROW = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})|(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})"
)
_MIDNIGHT_HERE = 17
"""The hour of UTC at which the next day begins in Vietnam."""


def machine_date(folded: str, *, day_first: bool | None) -> Span | None:
    """The day of a text that is nothing but a machine's date; None for any other text."""
    whole = folded.strip(" .;,()'")
    if (serial := _SERIAL.fullmatch(whole)) and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(serial[1]))
        return Span(day, day, "day", ambiguous=True)
    if iso := _ISO.fullmatch(whole):
        return _iso(iso, day_first=day_first)
    if row := _IN_A_ROW.fullmatch(whole):
        parts = [row[name] for name in (("year", "month", "day") if row["year"] else ("y", "m", "d"))]
        day_or_none = _day(*parts)
        return Span(day_or_none, day_or_none, "day" if day_or_none else "none", ambiguous=True)
    return None


def _iso(iso: re.Match[str], *, day_first: bool | None) -> Span:
    """A day with a time may be a true date that was swapped when typed; one in UTC may be the next day here."""
    day = _day(iso[1], iso[2], iso[3])
    if day is None:
        return Span(ambiguous=True)
    is_late = bool(iso["utc"]) and int(iso["hour"]) >= _MIDNIGHT_HERE
    may_be_swapped = bool(iso["time"]) and day_first is None and day.day <= 12 and day.day != day.month
    return Span(day, day + timedelta(days=is_late), "day", ambiguous=is_late or may_be_swapped)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
