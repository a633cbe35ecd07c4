"""Sessions of elected bodies: "Kỳ họp thứ 7 (tháng 5/2024)" is the session's days, as the gates give them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from loaders.dates.grammar import sentence
from loaders.dates.tokens import Text, tokens
from schedule import Gate, Span

_SESSION = re.compile(
    r"\b(?P<noun>ky hop|phien hop|kh(?= thu))"
    r"(?: (?:thuong le|chuyen de|bat thuong))?(?: thu| so)? ?(?P<number>\d+|nhat\b|[ivxl]+\b)?"
)
_NICKNAME = re.compile(r"kh ?(?P<number>\d{1,2})(?: ?\(.*\))?")
_TERM = re.compile(r"\b(?:khoa|nhiem ky) (?P<term>[ivxl]+|\d+)\b(?! ?-)")
_SITTING = re.compile(r"\bdot (?P<sitting>\d+|i{1,3})\b")
_OTHER_BODIES = re.compile(
    r"\b(?:chinh phu|ban chi dao|ubnd|uy ban nhan dan|(?<!uy )ban thuong vu|thanh uy|giao ban|ban chap hanh)\b"
)
_ASSEMBLY = re.compile(r"\b(?:quoc hoi|qh)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def session(text: Text, gates: Sequence[Gate], year: int | None) -> Span | None:
    """The days of the session that the text names; None where it names none.

    Without a gate for it, the month named beside it, marked ambiguous; without that, no day.
    """
    folded = text.folded
    nickname = _NICKNAME.fullmatch(folded.strip(" .,;"))
    found = nickname or _SESSION.search(folded)
    if not found or (_OTHER_BODIES.search(folded) and "hoi dong nhan dan" not in folded and "hdnd" not in folded):
        return None
    head, bracket, _ = folded[: found.start()].rpartition("(")
    if (bracket and not found["number"] and re.search(r"\d", head)) or _is_dated_to_a_day(folded[: found.start()]):
        return None
    number, term = _ordinal(found["number"]), _TERM.search(folded)
    rest = _SITTING.sub(" ", _TERM.sub(" ", folded.replace(found.group(), " ", 1)))
    named = [
        days
        for clause in sentence(tokens(rest)).clauses
        if clause.period.kind != "day" and (days := clause.period.days(year))
    ]
    if not number and not named:
        return Span(ambiguous=True) if not re.search(r"\d", folded) else None
    body = _body(folded, "phien" if not nickname and found["noun"] == "phien hop" else "")
    meeting = [gate for gate in gates if _is_meant(gate, body, number, _ordinal(term["term"]) if term else 0, named)]
    if len(meeting) > 1 and not named:
        meeting = [gate for gate in meeting if gate.first and gate.first.year == year] or meeting
    if not meeting:
        return Span(*named[0], "session", ambiguous=True) if named else Span(precision="session", ambiguous=True)
    is_only_one = len(meeting) == 1 and not nickname and len(_SESSION.findall(folded)) == 1
    is_sure = is_only_one and bool(term or named) and bool(number or _ASSEMBLY.search(folded))
    return _placed(folded[: found.start()], meeting[-1], _SITTING.search(folded), is_sure=is_sure)


def _is_dated_to_a_day(before: str) -> bool:
    """Whether a day stands before the session's name: "thông qua ngày 28/6/2024 tại Kỳ họp thứ 7"."""
    if not re.search(r"\d{4}", before):
        return False
    named = [clause.period for clause in sentence(tokens(before)).clauses]
    return any(period.kind == "day" and period.year is not None for period in named)


def _body(folded: str, noun: str) -> str:
    if re.search(r"\b(?:hdnd|hoi dong nhan dan)\b", folded):
        return "hdnd"
    return "nasc" if noun == "phien" or re.search(r"\b(?:ubtvqh|thuong vu)\b", folded) else "na"


def _is_meant(gate: Gate, body: str, number: int, term: int, named: Sequence[tuple[date, date]]) -> bool:
    parts = gate.id.split("-")
    if not gate.first or not gate.last or parts[0] != body:
        return False
    if (number and parts[-1] != str(number)) or (term and str(term) not in parts[1:-1]):
        return False
    return not named or (gate.first <= named[0][1] and named[0][0] <= gate.last)


def _placed(before: str, gate: Gate, sitting: re.Match[str] | None, *, is_sure: bool) -> Span:
    """The session's days, or one part's; or the days before or after it, as the words in front of it say."""
    first, last = gate.windows[0][0], gate.windows[-1][1]
    if sitting and len(gate.windows) > 1 and 1 <= _ordinal(sitting["sitting"]) <= len(gate.windows):
        first, last = gate.windows[_ordinal(sitting["sitting"]) - 1]
    if re.search(r"\b(?:sau|sau khi ket thuc|be mac)\W*$", before):
        return Span(last + timedelta(days=1), None, "session", "after", ambiguous=True)
    if re.search(r"\b(?:truoc|truoc khi khai mac)\W*$", before):
        day = first - timedelta(days=1)
        return Span(day, day, "day", "by", ambiguous=True)
    return Span(
        first, last, "session", ambiguous=not is_sure or bool(re.search(r"\b(?:sau|truoc|khai mac|be mac)\b", before))
    )


def _ordinal(text: str | None) -> int:
    """7, "nhat" (first), "xv"; 0 where there is none."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    if text == "nhat":
        return 1
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[n:]) else value for n, value in enumerate(values))
