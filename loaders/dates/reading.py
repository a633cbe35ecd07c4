"""From the periods in a text to what the text says: on, by, after, between, a rule, or no date at all."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from loaders.dates.feasts import feast
from loaders.dates.grammar import Clause, Sentence, sentence
from loaders.dates.machine import machine_date
from loaders.dates.period import Period
from loaders.dates.rules import counted_from, event_at, recurring, relative
from loaders.dates.sessions import session
from loaders.dates.tokens import Text, is_bare, plain, tokens
from schedule import Gate, Span


@dataclass(frozen=True)
class DateContext:
    """What is known around a date text."""

    year: int | None = None
    """The document's year, for texts that name none; a date read with it is marked ambiguous."""
    day_first: bool | None = None
    """Whether the column writes d/m or m/d; None reads d/m and marks bare numbers that could be m/d."""
    gates: tuple[Gate, ...] = ()
    """Sessions of the elected bodies, to resolve "Kỳ họp thứ 7" with."""

    @cached_property
    def _hash(self) -> int:
        return hash((self.year, self.day_first, self.gates))

    def __hash__(self) -> int:
        """Worked out once: a context is asked for with every cell."""
        return self._hash


_NO_CONTEXT = DateContext()
LONGEST = 500
"""Letters read of one text; what is longer is prose, and only its beginning is looked at."""
_SAYS_SOMETHING = re.compile(
    r"\d|\b(?:[ivx]+|nam|quy|thang|tuan|tet|sau|truoc|tu|khi|ky hop|phien hop|after|before|upon|session|year|month)\b"
)
_MOVED = re.compile(r"\b(?:lui|gia han|dieu chinh|chuyen|doi|hoan(?! thanh| tat| thien))\b")
_VISION = re.compile(r"[,;( ]*\b(?:dinh huong|tam nhin|huong toi nam)\b.*")
_DONE_BEFORE = re.compile(r"^\W*(?:xong truoc|da (?:\w+ ){0,4}truoc)\b")
_STAYED_UNTIL = re.compile(r"\btro (?:ve|lai) truoc\b|\btruoc tro (?:ve|lai)\b")
_STAYS_OPEN = re.compile(
    r"\b(?:tro di|ve sau|tro ve sau|(?:cac|nhung) nam (?:tiep|sau)|onwards?)\b|(?:den|-) ?(?:nay|now|present)\b"
)
_VIETNAMESE = re.compile(
    r"\b(?!mon|tue|wed|fri|sat|sun|from|to|due|by|end|of|before|after|until|am|pm|eta|target|start|finish|done|completed|deadline)[a-z]{2,}\b"
)
"""A word that is no English word of dates: the planner writes Vietnamese, so d/m."""
_STARTS = re.compile(r"\b(?:khoi cong|khanh thanh|thong xe|khai truong|dong tho)\b")
_VAGUE = {"khoang", "document"}
"""Before a day: not quite that day, or the day of a document that the text refers to."""
_REPLACED = re.compile(
    r"[(,;–-]?\s*\b(?:(?:thời hạn|hạn|mốc|ngày|kế hoạch)\s+)?cũ\b\s*(?:là\s*)?:?\s*[^();,]*\)?", re.IGNORECASE
)
"""What a text says was the date before: "lùi đến 30/4/2026 (cũ: 31/12/2025)"."""
_BARE_ROMAN = re.compile(r"\W*(?P<number>i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s*[/.\-]\s*(?P<year>(?:19|20)\d\d)\W*")
_PLAIN_DAY = re.compile(r"(?P<before>trước ngày )?(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)")
_QUARTERS = ("i", "ii", "iii", "iv")
_RANK = ("day", "week", "ten_days", "month", "quarter", "half", "year", "years")


def read_date(text: str, context: DateContext = _NO_CONTEXT) -> Span:
    """Read a date text.

    Conventions (docs/planners-dates.md): the finish is the last day; "trước ngày X" is by X; "trước tháng/quý/năm X" is
    by the last day before it, marked ambiguous; đầu/giữa/cuối of a year, quarter or month is its first, middle or last
    part.

    Args:
        text: The cell's text.
        context: What is known around it.

    Returns:
        The span; `ambiguous` wherever a careful reader could read it in another way, or the year came from the context.
        A text that is no date has precision "none"; one whose date cannot exist is undated and ambiguous.
    """
    return _read(text, context).saying(text)


@lru_cache(maxsize=20_000)
def _read(text: str, context: DateContext) -> Span:
    if day := _plain_day(text, context):
        return day
    made = plain(text[:LONGEST])
    if (kept := _REPLACED.sub(" ", made.own)) != made.own and re.search(r"\d", kept):
        return replace(_read(kept, context), ambiguous=True)
    if bare := _BARE_ROMAN.fullmatch(made.folded):
        noun = "quý" if bare["number"] in _QUARTERS else "tháng"
        return replace(_read(f"{noun} {bare['number']}/{bare['year']}", context), ambiguous=True)
    if not _SAYS_SOMETHING.search(made.folded) or made.folded.startswith("="):
        return recurring(made, Sentence([], ())) or Span()
    folded = _VISION.sub("", made.folded)
    said = sentence(tokens(folded))
    if not said.clauses and folded != made.folded:
        folded, said = made.folded, sentence(tokens(made.folded))
    span = (
        machine_date(made.folded, day_first=context.day_first)
        or (None if is_bare(folded) else _ruled(made, folded, said, context))
        or _dated(folded, said, context)
    )
    is_unsure = made.is_mended or len(text) > LONGEST
    return replace(span, ambiguous=True) if is_unsure and span.is_dated else span


def _plain_day(text: str, context: DateContext) -> Span | None:
    """The commonest texts of all, "30/6/2024" and "trước ngày 30/6/2024", in a column of d/m, as the grammar reads them."""
    found = _PLAIN_DAY.fullmatch(text) if context.day_first else None
    if found:
        with suppress(ValueError):
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            return Span(day, day, "day", "by" if found["before"] else "on")
    return None


def _ruled(made: Text, folded: str, said: Sentence, context: DateContext) -> Span | None:
    """What a text says by words beside its numbers: a rule, a session, a feast, an event."""
    return (
        recurring(made, said)
        or counted_from(made, lambda event: _read(event, context))
        or session(made, context.gates, context.year)
        or feast(made.folded, said, context.year)
        or _beside_a_date(folded, said, context)
        or relative(made, said, context.year)
    )


def _beside_a_date(folded: str, said: Sentence, context: DateContext) -> Span | None:
    """A date with an event behind it is the date, and so is the one that is expected: "Tháng 7/2025 (sau khi Luật có
    hiệu lực)", "Sau khi Luật được thông qua, dự kiến tháng 7/2025".
    """
    if not said.clauses or (at := event_at(folded)) is None:
        return None
    head = folded[:at].partition("(")[0].rstrip(" -,;")
    first = sentence(tokens(head))
    if not _has_own_year(head, first):
        head = folded[at:].rpartition("du kien")[2] if "du kien" in folded[at:] else ""
        first = sentence(tokens(head))
    return replace(_dated(head, first, context), ambiguous=True) if _has_own_year(head, first) else None


def _has_own_year(part: str, said: Sentence) -> bool:
    """Whether a part of the text names a day by itself."""
    return (
        bool(said.clauses)
        and said.clauses[0].period.year is not None
        and not relative(Text(part, part, is_mended=False), said, None)
    )


def _dated(folded: str, said: Sentence, context: DateContext) -> Span:
    """A text that names days: one period, a range, or several."""
    if not said.clauses:
        return Span(ambiguous=bool(re.search(r"\d", folded)))
    said = _with_order(_on_its_own(said), folded, context)
    if all(clause.period.is_broken for clause in said.clauses):
        return Span(ambiguous=True)
    said = _with_weekday(said, _with_years(said, context.year))
    spans = [(clause, days) for clause in said.clauses if (days := clause.period.days(context.year))]
    if not spans or any(days[1] < days[0] for _, days in spans):
        side = "by" if _side(said.clauses[0])[0] in ("by", "before", "den") else "on"
        return Span(precision=said.clauses[0].period.kind, side=side, ambiguous=True)
    if len(said.clauses) == 1:
        return _one(folded, said, *spans[0])
    if len(spans) < len(said.clauses):
        return Span(precision=said.clauses[0].period.kind, ambiguous=True)
    span = _several(folded, spans)
    return replace(span, ambiguous=span.ambiguous or said.has_rest)


def _on_its_own(said: Sentence) -> Sentence:
    """Without the days of documents that the text refers to, and without a year whose part is named behind it."""
    own = [clause for clause in said.clauses if "document" not in clause.before[-3:]]
    if own and len(own) < len(said.clauses):
        return said._replace(clauses=own, has_rest=True)
    head, *parts = said.clauses
    is_year = head.period.kind == "year" and head.period.year is not None and not head.period.is_next_year
    if len(parts) == 1 and is_year and parts[0].period.year is None and not _side(parts[0])[0]:
        words = set(parts[0].before)
        if words and words <= {",", "(", "-", ":", ";", "/", "trong"} and parts[0].period.kind != "day":
            part = parts[0].period._replace(year=head.period.year)
            return said._replace(clauses=[Clause(part, head.before)])
    return said


def _with_order(said: Sentence, folded: str, context: DateContext) -> Sentence:
    """Settle d/m against m/d by the column, the weekday, another date, or Vietnamese words; else ambiguous."""
    if not any(clause.period.has_two_orders for clause in said.clauses):
        return said
    periods = [clause.period for clause in said.clauses]
    is_day_first = context.day_first
    if is_day_first is None and said.weekday is not None and len(periods) == 1:
        fits = [_is_on(period, said.weekday, context.year) for period in (periods[0], periods[0].swapped())]
        is_day_first = None if fits[0] == fits[1] else fits[0]
        periods = [periods[0]._replace(ambiguous=False)] if is_day_first is not None and periods[0].year else periods
    if is_day_first is None:
        is_day_first = (
            False
            if any(period.is_month_first for period in periods)
            else True
            if _is_vietnamese(folded, periods)
            else None
        )
    settled = [_ordered(period, is_day_first) for period in periods]
    return said._replace(
        clauses=[clause._replace(period=made) for clause, made in zip(said.clauses, settled, strict=True)]
    )


def _ordered(period: Period, is_day_first: bool | None) -> Period:
    if not period.has_two_orders:
        return period
    if is_day_first is False:
        return period.swapped()
    return period._replace(ambiguous=period.ambiguous or is_day_first is None)


def _is_on(period: Period, weekday: int, year: int | None) -> bool:
    days = period.days(year)
    return days is not None and days[0].weekday() == weekday


def _is_vietnamese(folded: str, periods: list[Period]) -> bool:
    is_proven = any(period.kind == "day" and period.start[1] > 12 for period in periods)
    return is_proven or bool(_VIETNAMESE.search(folded))


def _with_years(said: Sentence, year: int | None) -> Sentence:
    """Give periods without a year their neighbour's: the next one's, else the last one's, else that of the context."""
    periods = [clause.period for clause in said.clauses]
    if all(period.year is not None for period in periods):
        return said
    for n in range(len(periods) - 2, -1, -1):
        following = periods[n + 1]
        if periods[n].year is None and following.year is not None:
            is_over_new_year = periods[n].start > following.start and _is_range(said.clauses[n + 1])
            periods[n] = periods[n]._replace(year=following.year - is_over_new_year)
    known = year
    for n, period in enumerate(periods):
        if period.year is None and known is not None:
            is_over_new_year = n > 0 and _is_range(said.clauses[n]) and period.end < periods[n - 1].start
            periods[n] = period._replace(year=known + (period.is_next_year or is_over_new_year), ambiguous=True)
        known = periods[n].year if periods[n].year is not None else known
    return said._replace(clauses=[c._replace(period=p) for c, p in zip(said.clauses, periods, strict=True)])


def _with_weekday(said: Sentence, dated: Sentence) -> Sentence:
    """A weekday beside one day proves it, its short year included, or contradicts it."""
    if dated.weekday is None or len(dated.clauses) != 1 or dated.clauses[0].period.kind != "day":
        return dated
    clause, days = dated.clauses[0], dated.clauses[0].period.days()
    if days is None or days[0] != days[1]:
        return dated
    is_proven = days[0].weekday() == dated.weekday
    is_doubtful = clause.period.ambiguous if is_proven and said.clauses[0].period.year is None else not is_proven
    return dated._replace(clauses=[clause._replace(period=clause.period._replace(ambiguous=is_doubtful))])


_PASSED_OVER = frozenset(
    ["ngay", "la", "vao", "trong", "sang", "chieu", "trua", "dem", "het", "khoang", "thoi", "diem", "tuan", "dip",
     "cuoi", "dau", "thang", "nam", ",", ".", ":", "(", ")", ";", "-", "'", "cua", "mot", "cung", "giai", "doan"]
)  # fmt: skip
_SIDES = ("by", "before", "after", "since", "den")


def _side(clause: Clause) -> tuple[str, bool]:
    """The word that governs a period, and whether other words stand between the two."""
    is_far = False
    for word in reversed(clause.before):
        if word in _SIDES and is_far and word in ("by", "den"):
            return "by" if word == "by" else "", False
        if word in _SIDES:
            return word, is_far
        is_far = is_far or word not in _PASSED_OVER
    return "", False


def _is_range(clause: Clause) -> bool:
    """Whether a connective joins the period to the one before it."""
    words = [word for word in clause.before if word not in _PASSED_OVER or word == "-"]
    return bool(words) and set(words) <= {"den", "-"}


def _one(folded: str, said: Sentence, clause: Clause, days: tuple[date, date]) -> Span:
    period, (first, last), (side, is_far) = clause.period, days, _side(clause)
    unsure = (
        period.ambiguous or said.has_rest or is_far or _is_stray_year(clause) or bool(_VAGUE & set(clause.before[-2:]))
    )
    kind = "day" if period.kind == "day" else period.kind
    if _STAYED_UNTIL.search(folded):
        return Span(None, last, kind, "by", ambiguous=unsure)
    if _STAYS_OPEN.search(folded):
        return Span(first, None, kind, "after", ambiguous=unsure or "nay" in said.after)
    if is_far or not side:
        return Span(first, last, kind, "between" if _is_stretch(period) else "on", ambiguous=unsure)
    if side == "before" and _DONE_BEFORE.search(folded):
        return Span(None, last, kind, "by", ambiguous=unsure)
    if side == "before" and kind != "day" and not re.search(r"\btruoc cuoi\b", folded):
        day = first - timedelta(days=1)
        return Span(day, day, "day", "by", ambiguous=True)
    if side in ("before", "by", "den"):
        return Span(first, last, kind, "by", ambiguous=unsure)
    if side == "after":
        return Span(last + timedelta(days=1), None, kind, "after", ambiguous=unsure or kind == "day")
    if period.is_list or kind == "years":
        return Span(first, last, kind, "between", ambiguous=unsure)
    if _STARTS.search(folded):
        return Span(first, last, kind, "on", ambiguous=True)
    return Span(first, None, kind, "after", ambiguous=unsure or kind != "day")


def _is_stray_year(clause: Clause) -> bool:
    """A bare number behind other words, which may be part of a name: "theo Luật Thủ đô 2024"."""
    return (
        clause.period.is_bare
        and clause.period.kind == "year"
        and bool(clause.before)
        and clause.before[-1] not in _PASSED_OVER | set(_SIDES)
    )


def _is_stretch(period: Period) -> bool:
    is_half = period.kind == "half" and period.is_list
    return (period.is_list and (is_half or period.kind != "half")) or period.kind == "years"


def _several(folded: str, spans: list[tuple[Clause, tuple[date, date]]]) -> Span:
    """A range where a connective joins two; the last of what is moved; the finer of two nested; else all of them."""
    (head, (first, last)), (tail, (second_first, second_last)) = spans[0], spans[1]
    unsure = any(clause.period.ambiguous or _side(clause)[1] for clause, _ in spans)
    kind = tail.period.kind
    if _MOVED.search(folded):
        clause, days = spans[0] if _side(spans[-1][0])[0] == "since" else spans[-1]
        return Span(*days, clause.period.kind, "by" if "gia han" in folded else "on", ambiguous=True)
    if len(spans) == 2 and _is_range(tail):
        if second_last < first:
            return Span(precision=kind, ambiguous=True)
        return Span(first, second_last, max(head.period.kind, kind, key=_RANK.index), "between", ambiguous=unsure)
    if len(spans) == 2 and _is_in_brackets(tail):
        is_finer_first = (
            second_first <= first and last <= second_last and _RANK.index(head.period.kind) < _RANK.index(kind)
        )
        clause, days = spans[0] if is_finer_first else spans[1]
        side = (
            "by"
            if {_side(head)[0], _side(tail)[0]} & {"by", "before"}
            else "between"
            if _is_stretch(clause.period)
            else "on"
        )
        return Span(*days, clause.period.kind, side, ambiguous=unsure or not is_finer_first)
    firsts, lasts = [days[0] for _, days in spans], [days[1] for _, days in spans]
    is_by = any(_side(clause)[0] in ("by", "before") for clause, _ in spans) or ":" in folded
    is_row = all(_is_next(before, after) for before, after in pairwise(spans)) and not is_by
    return Span(min(firsts), max(lasts), head.period.kind, "by" if is_by else "between", ambiguous=unsure or not is_row)


def _is_in_brackets(clause: Clause) -> bool:
    """Whether a bracket opened before the period and is not closed again: "7/2024 (lùi sang 9/2024)"."""
    return "(" in clause.before and ")" not in clause.before[clause.before.index("(") :]


def _is_next(before: tuple[Clause, tuple[date, date]], after: tuple[Clause, tuple[date, date]]) -> bool:
    """Whether one period follows the other without a gap: "tháng 5 và tháng 6/2024"."""
    is_next = after[1][0] == before[1][1] + timedelta(days=1)
    return is_next and before[0].period.kind == after[0].period.kind and set(after[0].before) <= {",", "va", "ngay"}
