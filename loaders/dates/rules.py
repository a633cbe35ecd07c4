"""Texts that name no day but a rule: recurring ("hằng tháng"), or so long after an event ("60 ngày kể từ ngày ký")."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from loaders.dates.grammar import Sentence
from loaders.dates.tokens import Text
from schedule import Span

_UNITS = {
    "ngay lam viec": "working days", "ngay": "calendar days", "tuan": "weeks", "thang": "months", "quy": "quarters",
    "nam": "years", "working days": "working days", "business days": "working days", "calendar days": "calendar days",
    "days": "calendar days", "day": "calendar days", "weeks": "weeks", "week": "weeks", "months": "months",
    "month": "months", "years": "years",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_EVERY_UNIT = {"ngay": "daily", "tuan": "weekly", "thang": "monthly", "quy": "quarterly", "nam": "yearly"}
_EVERY_UNIT |= {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}
_EVERY_UNIT |= dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "weekly")
_EVERY_WORD = "|".join(_EVERY_UNIT)

_EVERY = re.compile(
    rf"\b(?:hang|moi|tung|every|each)(?: dau| cuoi)? (?:\d+ )?(?P<unit>{_EVERY_WORD})\b"
    rf"|\b(?P<rate>{_EVERY_WORD}) ?/ ?lan\b|\blan ?(?:/|mot|moi|per) ?(?P<per>{_EVERY_WORD})\b"
    rf"|\b(?:cac|nhung) (?P<all>thang|quy|nam)\b(?! (?:tiep|sau|toi|ke|dau|giua|cuoi|\d|[ivx]+\b))"
    rf"|\b\d+ (?P<turn>{_EVERY_WORD}) (?:\d+|mot|hai|ba) lan\b"
    r"|\b(?P<english>daily|weekly|monthly|quarterly|yearly|annually)\b"
)
_HABIT = re.compile(
    r"\b(?:thuong (?:xuyen|nien)|(?<!hop )thuong ky|dinh ky|lien tuc|quanh nam"
    r"|continuous(?:ly)?|ongoing|recurring|periodic(?:ally)?)\b"
)
_AND_A_DAY = re.compile(r"[,;(].*\d|\bden\b.*\d")
"""A day of its own beside the rule: "thường xuyên, tổng kết tháng 12/2025"."""
_LUNAR = re.compile(r"\bam lich\b|\bthang (?:gieng|chap)\b")
_UNNUMBERED = re.compile(
    r"\b(?:thang|quy|nam|tuan) (?:sau(?! khi| ngay| su| dai)|tiep|lien|ke (?:tiep|sau|truoc)|truoc(?! ngay)"
    r"|bao cao|ke hoach|tai chinh(?! \d)|duong lich)\b|\bky bao cao\b"
    r"|\b(?:dau|cuoi|giua|cua) (?:thang|quy)(?: nay)?(?=$|[ ;,.)]+(?!\d|[ivx]+\b|mot|hai|ba|tu|dau))"
    r"|\bthang dau nam va \d+ thang cuoi nam$"
)
"""A month, quarter or year that is named by its place in a round, not by its number."""

_BEFORE = ("truoc", "before", "prior to")
_RELATION = r"ke tu|tinh tu|sau|truoc|tu|after|from|before|of|following|prior to"
_LAG = re.compile(
    rf"(?<!thang )(?<!quy )(?<!ngay )(?<![/.\-\d])(?:(\d+) ?- ?)?(\d+)(?: ?\([a-z ]+\))? ?({_UNIT})"
    rf"(?: lien tuc| lam viec)?(?: ?\(.*?\))? ?,? ?(?:tiep theo )?(?:tinh )?(?:ngay )?({_RELATION})\b"
)
_LAG_BEHIND = re.compile(
    rf"\b(?P<relation>sau|ke tu|truoc)(?: khi| luc| ngay)?\b(?P<event>.{{2,}}?)[ ,(]+"
    rf"(?<!thang )(?<!quy )(?<!ngay )(?<!tuan )(?P<number>\d+) ?(?P<unit>{_UNIT})\W*$"
)
"""The amount behind the event: "sau khi Luật được thông qua 30 ngày"."""
_COUNTED_BACK = re.compile(rf"\btruoc (?:\D*?)(\d+) ?({_UNIT}) so voi\b|\btruoc khi\b.*?\b(\d+) ?({_UNIT})\b")
_PERIOD_OF_GRACE = re.compile(rf"\b(?:trong vong|trong thoi han|within|in)\b.{{0,12}}?(\d+) ?({_UNIT})\b")
_EVENT = re.compile(
    r"\b(?:sau|truoc|ke tu|tu|ngay|after|before|upon|once)(?: ngay)? (?:khi|luc)\b"
    r"(?! (?:ket thuc|het) (?:quy|thang|nam|ngay|tuan) )|\bso voi (?:ngay|thoi|moc|han)\b|\bsu kien\b"
    r"|\b(?:ke tu|tinh tu|tu|sau|truoc) (?:ngay|thoi diem) (?!\d|mung|dau|cuoi|dem|\.)[a-z]"
    r"|\bngay lam viec\b|\bngay thu \d+ (?:ke tu|sau)\b"
    r"|\b(?:sau|truoc) (?:dai hoi|hoi nghi|phien|bau cu|le |mua )"
    r"|\b(?:after|upon|before|following) (?!\d|q\d|the end of|end|mid|early|late)"
    r"(?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]"
)
_AFTER_T = re.compile(rf"^\W*([tdn])0? ?\+ ?(\d+)(?: ({_UNIT}))?\b")
_SATURDAY = 5


def event_at(folded: str) -> int | None:
    """Where the words begin that count from an event; None where there are none."""
    event = _EVENT.search(folded)
    return event.start() if event else None


def recurring(text: Text, said: Sentence) -> Span | None:
    """The rule of a text that comes round: "hằng quý", "trước ngày 20 hằng tháng"; None where it is none."""
    folded = text.folded
    every = _EVERY.search(folded)
    if _LUNAR.search(folded):
        return Span(
            precision="recurring",
            side=_side(folded, otherwise="on"),
            lag=f"by the lunar calendar: {text.own}",
            ambiguous=True,
        )
    is_dated = any(clause.period.year is not None for clause in said.clauses)
    if every or _HABIT.search(folded):
        unit = next((unit for unit in every.groupdict().values() if unit), "") if every else ""
        how_often = _EVERY_UNIT.get(unit, unit) or "continuously"
        return Span(
            precision="recurring",
            side=_side(folded, otherwise="on"),
            lag=f"{how_often}: {text.own}",
            ambiguous=is_dated and bool(_AND_A_DAY.search(folded)),
        )
    if not is_dated and _UNNUMBERED.search(folded) and not re.search(r"\bnam (sau|toi)$", folded):
        return Span(
            precision="recurring", side=_side(folded, otherwise="on"), lag=f"in its turn: {text.own}", ambiguous=True
        )
    return None


def relative(text: Text, said: Sentence, year: int | None) -> Span | None:
    """The rule of a text that counts from an event; the day itself where it counts from a day; else None."""
    folded = text.folded
    if lag := _LAG.search(folded):
        anchors = said.clauses if said.clauses and _is_named_after(folded, lag.end()) else []
        if len(anchors) == 1 and (days := anchors[0].period.days(year)):
            named = _Amount(int(lag[2]), _UNITS[lag[3]], lag[4] in _BEFORE)
            return _counted(folded, named, days[1], is_sure=anchors[0].period.year is not None)
        if anchors and len(anchors) > 1:
            return None
        how_long = f"{lag[1]} to {lag[2]}" if lag[1] else lag[2]
        where = "before" if lag[4] in _BEFORE else "after"
        return Span(precision="relative", side=_side(folded), lag=f"{how_long} {_UNITS[lag[3]]} {where}: {text.own}")
    if back := _COUNTED_BACK.search(folded):
        number, unit = (back[1], back[2]) if back[1] else (back[3], back[4])
        return Span(precision="relative", side=_side(folded), lag=f"{number} {_UNITS[unit]} before: {text.own}")
    if not said.clauses and (behind := _behind(folded)):
        where = "before" if behind["relation"] in _BEFORE else "after"
        rule = f"{int(behind['number'])} {_UNITS[behind['unit']]} {where}: {text.own}"
        return Span(precision="relative", side=_side(folded), lag=rule)
    if day := _AFTER_T.search(folded):
        return Span(
            precision="relative",
            side="by",
            lag=f"{day[2]} {_UNITS[day[3] or 'ngay']} after {day[1].upper()}: {text.own}",
        )
    if _EVENT.search(folded):
        where = "before" if re.search(r"\b(?:truoc|before)\b", folded) else "after"
        return Span(precision="relative", side=_side(folded), lag=f"0 days {where}: {text.own}")
    if (grace := _PERIOD_OF_GRACE.search(folded)) and not said.clauses:
        return Span(precision="relative", side="by", lag=f"within {int(grace[1])} {_UNITS[grace[2]]}: {text.own}")
    return None


def _is_named_after(folded: str, at: int) -> bool:
    return bool(
        re.match(r"(?: (?:ngay|thang|nam|quy|tu|dau|cuoi))* ?\d", folded[at:])
        or re.match(r" (?:thang|quy) ", folded[at:])
    )


class _Amount(NamedTuple):
    """How long before or after."""

    number: int
    unit: str
    is_before: bool


_WHOLE = ("day", "week", "ten_days", "month", "quarter", "session")


def counted_from(text: Text, read: Callable[[str], Span]) -> Span | None:
    """The day so long after, or before, an event whose own day the text tells; None where it tells none. Always ambiguous.

    As in "30 ngày sau Kỳ họp thứ 7", "sau khi Quốc hội thông qua (dự kiến 28/6/2024) 30 ngày", "sau ngày 01/3/2025 30 ngày".
    What follows an amount at once ("30 ngày kể từ ngày 01/3/2025") is left to `relative`. `read` reads the event's words.
    """
    folded = text.folded
    if lag := _LAG.search(folded):
        if lag[1] or _is_named_after(folded, lag.end()):
            return None
        amount, event = _Amount(int(lag[2]), _UNITS[lag[3]], lag[4] in _BEFORE), folded[lag.end() :]
    elif behind := _behind(folded):
        amount = _Amount(int(behind["number"]), _UNITS[behind["unit"]], behind["relation"] in _BEFORE)
        event = behind["event"]
    else:
        return None
    told = read(event.strip())
    if told.precision not in _WHOLE or not told.is_dated:
        return None
    anchor = (told.first or told.last) if amount.is_before else (told.last or _day_before(told.first))
    return _counted(folded, amount, anchor, is_sure=False) if anchor else None


def _behind(folded: str) -> re.Match[str] | None:
    found = _LAG_BEHIND.search(folded)
    return found if found and re.search(r"[a-z]|\d{4}", found["event"]) else None


def _day_before(day: date | None) -> date | None:
    return day and day - timedelta(days=1)


def _counted(folded: str, amount: _Amount, anchor: date, *, is_sure: bool) -> Span:
    """The day that lies so long after, or before, a day that is named."""
    number, unit, is_before = amount
    day = _moved(anchor, -number if is_before else number, unit)
    rule = f"{number} {unit} {'before' if is_before else 'after'} {anchor.isoformat()}"
    if day is None:
        return Span(precision="relative", side=_side(folded), lag=rule, ambiguous=True)
    if re.match(r"\W*sau\b", folded):
        return Span(day, None, "day", "after", lag=rule, ambiguous=True)
    return Span(day, day, "day", "by", lag=rule, ambiguous=not is_sure or unit == "working days")


def _moved(day: date, number: int, unit: str) -> date | None:
    """The day so many units on; of working days only the weekends are left out, as no calendar is at hand."""
    if unit in ("calendar days", "weeks"):
        return day + timedelta(days=number * (7 if unit == "weeks" else 1))
    if unit == "working days":
        step = timedelta(days=1 if number > 0 else -1)
        for _ in range(abs(number)):
            day += step
            while day.weekday() >= _SATURDAY:
                day += step
        return day
    months = day.year * 12 + day.month - 1 + number * {"months": 1, "quarters": 3, "years": 12}[unit]
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_BY = re.compile(r"\b(?:truoc|cham nhat|muon nhat|tre nhat|khong qua|han|trong|within|before|by)\b")


def _side(folded: str, *, otherwise: str = "after") -> str:
    """By the event or the day, where the words or a leading amount say so."""
    return "by" if _BY.search(folded) or (otherwise == "after" and re.match(r"\W*\d", folded)) else otherwise
