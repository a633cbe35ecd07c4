"""The grammar: from tokens to the periods that they name, with the words between them.

period  := slice | half | part | tenth | week | quarters | months | days | year
slice   := [number] (ngày | tuần | tháng | quý) (đầu | cuối) [của] period      6 tháng đầu năm 2024, tuần cuối tháng 6
half    := nửa (đầu | cuối) period                                            nửa đầu tháng 5
part    := (đầu | giữa | cuối) period                                         cuối quý II/2024
tenth   := (thượng | trung | hạ) tuần month                                   trung tuần tháng 5
week    := tuần [thứ] number ([của] month | year)                             tuần 2 tháng 5/2024, W23-2024
quarters:= quý number {and number} [year]                                     quý I-II/2025
months  := tháng number {and number} [year]                                   tháng 5, 6/2024, T5/2024
days    := [ngày] number {and number} month [year] | numbers joined by / - .  26 và 27/6/2024, 30-6-2024
year    := [năm] number {and number}                                          2021-2025
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from loaders.dates.cursor import Cursor
from loaders.dates.numeric import english_date, joined_numbers
from loaders.dates.period import FIRST_YEAR, LAST_YEAR, Period, half_of, part_of, slice_of
from loaders.dates.tokens import Token

_PARTS = ("dau", "giua", "cuoi")
_TENTHS = {"thuong": "dau", "trung": "giua", "ha": "cuoi"}
_UNITS = ("ngay", "tuan", "thang", "quy", "t")
_COUNTED = frozenset(["ngay", "thang", "nam", "tuan", "quy", "gio", "lan", "phut", "buoi", "khoa", "nguoi", "t"])
_NUMBERED = frozenset(
    [
        "dot",
        "doan",
        "lan",
        "khoa",
        "goi",
        "buoc",
        "vong",
        "so",
        "dieu",
        "khoan",
        "muc",
        "phan",
        "tuyen",
        "tang",
        "lo",
        "dai",
        "phien",
        "lop",
        "ban",
        "nhom",
        "pha",
        "phase",
        "stage",
        "nq",
        "qd",
        "mau",
        "bieu",
    ]
)
"""Words whose number is a name and no day: "đợt 1", "giai đoạn 2", "khóa XV"."""
_ORDINALS = _NUMBERED | {"hop", "ky"}
"""Words behind which "thứ 7" counts and is no Saturday: "kỳ họp thứ 7"."""


class Clause(NamedTuple):
    """One period as it stands in the text."""

    period: Period
    before: tuple[str, ...]
    """The words and signs since the period before it."""


class Sentence(NamedTuple):
    """All periods of a text, the words after the last of them, and the weekday named beside them."""

    clauses: list[Clause]
    after: tuple[str, ...]
    weekday: int | None = None
    has_rest: bool = False
    """Whether a number or a unit was left over that the grammar could make nothing of."""


def sentence(tokens: Sequence[Token]) -> Sentence:
    """Every period that the tokens name, from left to right, none inside another."""
    c, clauses, weekday, has_rest = Cursor(tokens), [], None, False
    words: list[str] = []
    while not c.is_done:
        start, token = c.at, c.token
        if token.kind == "word" and token.text not in _BEGINNINGS:
            words.append(token.text)
            c.at += 1
        elif token.kind == "word" and (day := _weekday(c, words)) is not None:
            weekday = day
        elif token.kind == "word" and _named_by_number(c):
            words.append(c.tokens[start].text)
            has_rest = has_rest or c.token.text == "/"
        elif found := period(c):
            clauses.append(Clause(found, tuple(words)))
            words = []
        else:
            passed = c.pop()
            words.append(passed.text)
            is_amount = passed.kind == "number" and words[-2:-1] != ["ngay"] and bool(c.word(*_COUNTED))
            is_duration = is_amount and c.tokens[c.at - 1].text in ("ngay", "tuan", "thang", "t")
            has_rest = has_rest or passed.text in ("thang", "quy", "week", "?") or is_duration
            has_rest = has_rest or (passed.kind == "number" and not is_amount)
    return Sentence(clauses, tuple(words), weekday, has_rest)


def period(c: Cursor) -> Period | None:
    """The period that begins at the cursor, which then stands behind it; else None, and the cursor stays."""
    start, token = c.at, c.token
    for rule in _RULES.get(token.text if token.kind == "word" else "year" if token.size == 4 else token.kind, ()):
        if found := rule(c):
            return found
        c.at = start
    return None


_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_WEEKDAYS |= {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}


def _weekday(c: Cursor, before: list[str]) -> int | None:
    start, is_ordinal = c.at, before[-1:] != [] and before[-1] in _ORDINALS
    if (c.word("chu") and c.word("nhat")) or c.word("cn"):
        return 6
    c.at = start
    if c.word("thu", "t") and not is_ordinal and (number := c.number(2, 7)):
        c.word(",", ".", "-", "(", ";")
        c.word("ngay")
        is_date = (
            c.look(0).kind == "number" and c.look(1).text in ("/", "-", ".", "thang") and c.look(2).kind == "number"
        )
        if c.tokens[start].text == "thu" or (is_date and c.tokens[start + 2].text not in ("/", "-", ".", "thang")):
            c.at = start + 2
            return number.value - 2
    c.at = start
    if (
        c.token.text in _WEEKDAYS
        and c.look(1).text != "tuan"
        and (c.token.text != "thu" or c.look(1).text in (",", ".") or (c.look(1).kind != "word" and not is_ordinal))
    ):
        c.at += 1
        return _WEEKDAYS[c.tokens[start].text]
    return None


def _named_by_number(c: Cursor) -> bool:
    """Pass over a noun and the number that names it; "giai đoạn 2021-2025" and "đợt 30/4" are dates all the same."""
    start = c.at
    if c.word(*_NUMBERED):
        c.word("thu", ":")
        is_day = c.look(1).text == "/" and c.look(2).kind == "number" and c.look(2).size <= 2
        if not is_day and c.number(0, FIRST_YEAR - 1):
            if c.token.text == "-" and c.look(2).text not in ("/", "thang"):
                c.at += 1
            return True
    c.at = start
    return False


def _year(c: Cursor) -> Period | None:
    """A year, or several: "năm 2024", "2021-2025", "năm 2024, 2025", "2024-25"."""
    is_named = bool(c.word("nam"))
    if is_named and (c.word("nay") or (c.is_done and c.at > 1 and c.tokens[c.at - 2].text in ("trong", "den", "ca"))):
        return Period("year", ambiguous=True)
    if is_named and c.at == 1 and c.token.text == "after" and c.look(1).kind == "end":
        c.pop()
        return Period("year", is_next_year=True, ambiguous=True)
    first = c.number(0, 9999, sizes=(4,))
    if first is None:
        short = c.number(16, 60, sizes=(2,)) if is_named else None
        return Period("year", year=2000 + short.value, ambiguous=True) if short and c.token.kind != "word" else None
    if not is_named and c.token.text in _COUNTED and c.token.text != "nam":
        return None
    last, start, has_gap = first, c.at, False
    while joint := c.word("-", ",", "va", "/"):
        c.word("nam")
        further = c.number(first.value + 1, LAST_YEAR, sizes=(4,)) or c.number(first.value % 100 + 1, 99, sizes=(2,))
        if not further or (c.token.text in ("/", "-", ".") and c.look(1).kind == "number"):
            break
        has_gap = has_gap or (joint in (",", "va") and further.size == 4 and further.value > last.value + 1)
        last, start = further, c.at
    c.at = start
    until = last.value if last.size == 4 else 2000 + last.value
    if not FIRST_YEAR <= first.value <= LAST_YEAR:
        return Period("year", is_broken=True, ambiguous=True)
    kind = "year" if last is first else "years"
    made = Period(kind, year=first.value, years=until - first.value, is_list=last is not first, is_bare=not is_named)
    return made._replace(ambiguous=last.size == 2 or has_gap)


def _number_list(c: Cursor, take: Callable[[], Token | None], noun: str) -> tuple[int, int, bool] | None:
    """One number or several: (first, last, whether any is left out between them)."""
    first = take()
    if first is None:
        return None
    last, has_gap, here = first.value, False, c.at
    while joint := c.word("-", "den", ",", "va", "&", "+"):
        c.word(*([noun, "t"] if noun == "thang" else [noun]) if joint in ("-", "den") else ())
        further = take()
        if (
            not further
            or further.value <= last
            or (c.token.text == "/" and c.look(1).value <= 12 and c.look(1).kind == "number" and c.look(1).size <= 2)
        ):
            break
        has_gap = has_gap or (joint not in ("-", "den") and further.value > last + 1)
        last, here = further.value, c.at
    c.at = here
    return first.value, last, has_gap


def _quarter_number(c: Cursor) -> Token | None:
    if number := c.number(1, 4, sizes=(1, 2)):
        return number
    if c.token.text in ("11", "111", "l", "ll", "lll", "lv"):
        mistaken = c.pop()
        return Token("number", mistaken.text, {"11": 2, "111": 3, "l": 1, "ll": 2, "lll": 3, "lv": 4}[mistaken.text])
    return _roman(c, 4)


def _quarters(c: Cursor) -> Period | None:
    c.pop()
    while c.word(".", ":", "(", "-", "thu"):
        pass
    start = c.token
    numbers = _number_list(c, lambda: _quarter_number(c), "quy")
    if numbers is None:
        return Period("quarter", is_broken=True, ambiguous=True) if start.value >= 0 and start.size < 3 else None
    first, last, has_gap = numbers
    is_mistaken = start.value != first
    kind = "half" if (first, last) in ((1, 2), (3, 4)) else "quarter"
    made = Period(kind, (first * 3 - 2, 1), (last * 3, 0), is_list=last > first, ambiguous=has_gap or is_mistaken)
    return c.with_year(made)


def _month_number(c: Cursor) -> Token | None:
    if number := c.number(1, 12, sizes=(1, 2)):
        return number
    return _roman(c, 12)


def _roman(c: Cursor, last: int) -> Token | None:
    return c.pop() if c.token.kind == "word" and 1 <= c.token.value <= last else None


def _months(c: Cursor) -> Period | None:
    noun = c.pop().text
    while c.word("(", ":", ".", "-"):
        pass
    if c.word("thu"):
        return _nth_month(c)
    if noun == "thang" and c.token.text == "nam" and c.look(1).size == 4:
        return c.with_year(Period("month", (5, 1), (5, 0), ambiguous=True))
    if (
        c.token.size in (5, 6)
        and FIRST_YEAR <= c.token.value % 10000 <= LAST_YEAR
        and 1 <= c.token.value // 10000 <= 12
    ):
        value = c.pop().value
        return Period("month", (value // 10000, 1), (value // 10000, 0), value % 10000, ambiguous=True)
    numbers = _number_list(c, lambda: _month_number(c), "thang")
    if numbers is None or (noun == "t" and c.token.text in _PARTS):
        return None
    first, last, has_gap = numbers
    return c.with_year(Period("month", (first, 1), (last, 0), is_list=last > first, ambiguous=has_gap))


def _nth_month(c: Cursor) -> Period | None:
    """As in "tháng thứ 2 của quý II/2025"."""
    number = c.number(1, 3)
    c.word("cua")
    base = period(c) if number and c.token.text == "quy" else None
    if number is None or base is None or base.kind != "quarter" or base.months != 3:
        return None
    month = base.start[0] + number.value - 1
    return base._replace(kind="month", start=(month, 1), end=(month, 0))


def _days_of_month(c: Cursor) -> Period | None:
    """As in "ngày 30 tháng 6 năm 2024", "26 và 27/6/2024", "từ 25 đến 29-10", "30 June 2024"."""
    while c.word("ngay", "mung", "hom", "dem"):
        pass
    start, is_named = c.at, c.at > 0 and c.tokens[c.at - 1].text == "ngay"
    first = c.number(1, 31, sizes=(1, 2))
    if first is None:
        return None
    ends = [(first.value, c.at, False)]
    joints: tuple[str, ...] = ()
    while joint := c.word(*(joints or ("-", "den", ",", "va", "&", "+"))):
        joints = joints or (("den",) if joint == "den" else ("-",) if joint == "-" else (",", "va", "&", "+"))
        while c.word("ngay", "sang", "chieu", "den"):
            pass
        further = c.number(ends[-1][0] + 1, 31, sizes=(1, 2))
        if not further:
            break
        ends.append(
            (further.value, c.at, (joint not in ("-", "den") and further.value > ends[-1][0] + 1) or ends[-1][2])
        )
    for last, c.at, has_gap in reversed(ends):
        is_list = last > first.value
        is_dashed = c.token.text == "-" and c.look(1).kind != "month" and last <= 12
        if month := _month_after(c, is_list=is_list, last=last, is_named=is_named):
            made = Period(
                "day", (month.value, first.value), (month.value, last), is_list=is_list, ambiguous=has_gap or is_dashed
            )
            return c.with_year(made, named_month=month.kind == "month").checked()
    c.at = start
    return None


def _month_after(c: Cursor, *, is_list: bool, last: int, is_named: bool) -> Token | None:
    if c.look(1).text == "thang" or c.look(1).kind == "month":
        c.word("cua", "-", *([","] if is_named else []))
    if c.word("thang"):
        month = _month_number(c)
        return month if month and c.token.text not in _PARTS else None
    here = c.at
    joint = c.word("/", "-", ".", ",")
    if c.token.kind == "month" or (joint in ("/", "-", ".") and c.token.kind == "word" and 1 <= c.token.value <= 12):
        return c.pop()
    if is_list and (joint in ("/", ".") or (joint == "-" and last > 12)):
        return c.number(1, 12, sizes=(1, 2))
    c.at = here
    return None


def _slice(c: Cursor) -> Period | None:
    count = c.number(1, 31, sizes=(1, 2))
    unit = c.word(*_UNITS)
    part = c.word("dau", "cuoi") if unit else ""
    if (
        count
        and unit in ("thang", "t")
        and not part
        and (c.token.size == 4 or (c.token.text == "nam" and c.look(1).size == 4))
    ):
        base = _year(c)
        return base and _marked(slice_of(base, count.value, "thang", "dau"))
    if not part:
        return None
    c.word("tien", "cung")
    c.word("cua")
    base = _base(c)
    return base and slice_of(base, count.value if count else 1, "thang" if unit == "t" else unit, part)


def _marked(found: Period | None) -> Period | None:
    return found and found._replace(ambiguous=True)


def _base(c: Cursor) -> Period | None:
    """The period that a part is of; "năm" and nothing more is the year spoken of."""
    if found := period(c):
        return found
    if c.word("nam") and c.token.kind != "number":
        c.word("nay")
        if c.token.text == "after" and c.look(1).kind == "end":
            return Period("year")._replace(is_next_year=bool(c.pop()))
        return Period("year")
    return None


def _part(c: Cursor) -> Period | None:
    is_half = bool(c.word("nua"))
    part = c.word(*_PARTS)
    c.word("-")
    c.word("cua")
    base = _base(c) if part else None
    if base is None or (is_half and part == "giua"):
        return None
    return half_of(base, part) if is_half else part_of(base, part)


def _tenth(c: Cursor) -> Period | None:
    part = _TENTHS[c.pop().text]
    if not c.word("tuan"):
        return None
    c.word("cua", "thang") if c.look(1).text == "thang" or c.token.text == "cua" else None
    base = period(c)
    if base is None or base.kind != "month" or base.months != 1:
        return None
    found = part_of(base, part)
    return found and found._replace(ambiguous=base.ambiguous)


def _week_of_month(c: Cursor, week: int) -> Period | None:
    """As in "tuần 2/7/2025": the second week of July. Without a year it is left alone."""
    c.pop()
    month = c.number(1, 12, sizes=(1, 2))
    if not month or week > 5 or c.token.text != "/" or c.look(1).size != 4:
        return None
    last = week * 7 if week < 5 else 0
    return c.with_year(Period("week", (month.value, week * 7 - 6), (month.value, last), ambiguous=True))


def _week(c: Cursor) -> Period | None:
    noun = c.pop().text
    c.word("le", "thu")
    numbers = _number_list(c, lambda: c.number(1, 53, sizes=(1, 2)) or _roman(c, 5), noun)
    if numbers is None:
        return None
    first, last, _ = numbers
    if c.token.text == "/" and c.look(1).size <= 2 and c.look(1).kind == "number":
        return _week_of_month(c, first)
    here = c.at
    while c.word("cua", ",", "-", "trong", "/", "("):
        pass
    month = period(c) if c.token.text in ("thang", "t") or c.token.kind == "month" else None
    if month and month.kind == "month" and month.months == 1 and last <= 5:
        where = month.start[0]
        made = month._replace(kind="week", start=(where, first * 7 - 6), end=(where, last * 7 if last < 5 else 0))
        return made._replace(is_list=last > first, ambiguous=True)
    c.at = here
    made = c.with_year(Period("week", week=first, ambiguous=noun == "tuan" or last > first))
    return made.checked() if (made.year or c.is_done) and not month else None


def _half_year(c: Cursor) -> Period | None:
    """As in "H1 2024", "1H2024"."""
    number = c.number(1, 2, sizes=(1,))
    if c.token.text != "h" or not c.word("h"):
        return None
    number = number or c.number(1, 2, sizes=(1,))
    made = c.with_year(Period("year"))
    return half_of(made, "dau" if number.value == 1 else "cuoi") if number and (made.year or c.is_done) else None


def _year_first(c: Cursor) -> Period | None:
    """As in "2024-Q3", "2024 Q3", "2024-W23", "2024H1"."""
    year = c.number(FIRST_YEAR, LAST_YEAR, sizes=(4,))
    if not year:
        return None
    joint = c.word("-", "/", ".")
    if joint and c.token.kind == "month":
        return _year_month_name(c, year.value)
    if c.token.text == "h":
        c.pop()
        number = c.number(1, 2, sizes=(1,))
        return number and half_of(Period("year", year=year.value), "dau" if number.value == 1 else "cuoi")
    if c.token.text in ("tuan", "week") and c.look(1).kind == "number":
        c.pop()
        return Period("week", week=c.pop().value, year=year.value).checked()
    found = _quarters(c) if c.token.text == "quy" else None
    return found._replace(year=year.value) if found and found.year is None else None


def _year_month_name(c: Cursor, year: int) -> Period:
    """As in "2024-Jun-28", "2024-Jun"."""
    month, here = c.pop().value, c.at
    day = c.number(1, 31, sizes=(1, 2)) if c.word("-", "/", ".") else None
    if day is None:
        c.at = here
        return Period("month", (month, 1), (month, 0), year)
    return Period("day", (month, day.value), (month, day.value), year).checked()


_Rule = Callable[[Cursor], Period | None]
# By the first word, or by the kind of what is no word.
_RULES: dict[str, tuple[_Rule, ...]] = {
    "tuan": (_slice, _week),
    "week": (_week,),
    "quy": (_slice, _quarters),
    "thang": (_slice, _months),
    "t": (_months,),
    "ngay": (_slice, _days_of_month, joined_numbers),
    "mung": (_days_of_month, joined_numbers),
    "hom": (_days_of_month, joined_numbers),
    "nam": (_year,),
    "h": (_half_year,),
    **dict.fromkeys(("nua", *_PARTS), (_part,)),
    **dict.fromkeys(_TENTHS, (_tenth,)),
    "number": (_half_year, _slice, _days_of_month, joined_numbers),
    "year": (_year_first, joined_numbers, _year),
    "month": (english_date,),
    "sign": (joined_numbers,),
}
_BEGINNINGS = frozenset([*_RULES, *_WEEKDAYS, *_NUMBERED, "thu", "chu", "cn"])
"""Words that a rule, a weekday or a numbered name begins with; all others are passed over."""
