"""The painter for calendars: milestones and sessions as iCalendar (RFC 5545), which updates instead of doubling.

An event keeps its uid for ever; its sequence rises with every revision, so that a calendar that imports or subscribes again
moves it. Days are whole days: DTEND is the day after the last (RFC 5545, 3.6.1).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from briefing.pack import Event

_LINE = 75
"""Octets in a line before it is folded (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Calendar:
    """Milestones and sessions, and what the calendar that holds them is called."""

    product: str
    name: str
    remark: str
    language: str
    events: Iterable[Event]
    hours: int = 0
    """How often a subscriber should ask again, in hours; 0 where there is nobody to ask."""


def ics(calendar: Calendar) -> bytes:
    """The calendar as one file."""
    again = (f"REFRESH-INTERVAL;VALUE=DURATION:PT{calendar.hours}H", f"X-PUBLISHED-TTL:PT{calendar.hours}H")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(calendar.product)}//briefing//{calendar.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(calendar.name)}",
        f"X-WR-CALDESC:{_text(calendar.remark)}",
        *(again if calendar.hours else ()),
        *(line for event in calendar.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    stamp = _moment(event.stamped_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"CATEGORIES:{event.kind.upper()}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends escaped (RFC 5545, 3.3.11), other control characters left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    text = "\\n".join(text.splitlines())
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, broken between letters; all but the first begin with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
