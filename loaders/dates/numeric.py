"""Dates in numbers: 30/6/2024, 2024-06-30, 30.6, 6/2024, and with an English month's name."""

from loaders.dates.cursor import Cursor
from loaders.dates.period import FIRST_YEAR, LAST_YEAR, Period
from loaders.dates.tokens import Token

_JOINTS = ("/", "-", ".")
_BEFORE_A_DAY = frozenset(
    [
        "ngay",
        "mung",
        "hom",
        "by",
        "before",
        "after",
        "since",
        "den",
        "va",
        "vao",
        "la",
        "sang",
        "trua",
        "chieu",
        "dem",
        "dip",
        "khoang",
        "trong",
        "le",
        "cn",
    ]
)


def joined_numbers(c: Cursor) -> Period | None:
    """Two or three numbers with signs between them, as a day, a month, or none of both."""
    is_named, is_loose = bool(c.word("ngay", "mung", "hom")), _is_loose(c)
    while c.word("ngay", "sang", "."):
        pass
    if not is_named and c.word("/"):
        return _day_left_blank(c)
    a, joint = c.number(0, 99999), c.word(*_JOINTS)
    b = c.number(0, 99999) if a and joint else None
    if a is None or b is None:
        return _spaced(c, a) if a and not joint else None
    if a.size == 4 and FIRST_YEAR <= a.value <= LAST_YEAR:
        return _year_month_day(c, a, b)
    here = c.at
    second = c.word(*_JOINTS)
    third = c.number(0, 99999) if second else None
    if third and _is_year(c, third, joint, second):
        if joint != second and a.value <= 12 and b.value <= 12 and a.value < b.value and not is_named and joint == "-":
            return Period("month", (a.value, 1), (b.value, 0), third.value, is_list=True, ambiguous=True)
        return _day_month_year(a, b, third, is_named=is_named)
    c.at = here
    if joint == "." and is_loose and b.size <= 2:
        return None
    found = _two(a, b, joint, is_named=is_named)
    is_year_next = "nam" in (c.token.text, c.look(1).text if c.token.text in (",", "(") else "")
    return c.with_year(found) if found and found.kind == "day" and is_year_next else found


def _is_loose(c: Cursor) -> bool:
    """Whether the word before is none that a date follows: "dự án thành phần 2.1" names a project."""
    before = c.tokens[c.at - 1] if c.at else None
    return before is not None and before.kind == "word" and before.text not in _BEFORE_A_DAY


def _is_year(c: Cursor, third: Token, joint: str, second: str) -> bool:
    """Whether the third number ends the date, rather than beginning the next one of a range."""
    begins_next = c.token.text in _JOINTS and c.look(1).kind == "number" and joint != second
    return not begins_next and (joint == second or third.size == 4)


def _day_left_blank(c: Cursor) -> Period | None:
    """As in "…/6/2024"."""
    month, joint, year = c.number(1, 12, sizes=(1, 2)), c.word("/"), c.number(FIRST_YEAR, LAST_YEAR, sizes=(4,))
    return (
        Period("month", (month.value, 1), (month.value, 0), year.value, ambiguous=True)
        if month and joint and year
        else None
    )


def _spaced(c: Cursor, day: Token) -> Period | None:
    """As in "30 06 2024"."""
    month, year = c.number(1, 12, sizes=(2,)), c.number(FIRST_YEAR, LAST_YEAR, sizes=(4,))
    if not (month and year and day.size <= 2):
        return None
    return Period("day", (month.value, day.value), (month.value, day.value), year.value, ambiguous=True).checked()


def _year_month_day(c: Cursor, year: Token, month: Token) -> Period | None:
    here = c.at
    day = c.number(1, 31, sizes=(1, 2)) if c.word(*_JOINTS) else None
    if day and month.size <= 2:
        return Period("day", (month.value, day.value), (month.value, day.value), year.value).checked()
    c.at = here
    if 1 <= month.value <= 12 and month.size <= 2:
        return Period("month", (month.value, 1), (month.value, 0), year.value)
    return None


def _day_month_year(a: Token, b: Token, year: Token, *, is_named: bool) -> Period | None:
    if max(a.size, b.size) > 2 or year.size == 1:
        return None
    full = year.value if year.size == 4 else 2000 + year.value
    if year.size not in (2, 4) or not FIRST_YEAR <= full <= LAST_YEAR:
        return Period("day", is_broken=True, ambiguous=True)
    if a.value == 0 or b.value == 0:
        return Period("day", is_broken=True, ambiguous=True)
    return _day_month(a.value, b.value, Period("day", year=full, ambiguous=year.size == 2), is_named=is_named)


def _two(a: Token, b: Token, joint: str, *, is_named: bool) -> Period | None:
    """6/2024, 30/6, 6/30 and the like of 05/24, where the 24 can only be a year or a day."""
    if b.size == 4 and a.size <= 2:
        is_month = 1 <= a.value <= 12 and FIRST_YEAR <= b.value <= LAST_YEAR
        month = Period("month", (a.value, 1), (a.value, 0), b.value)
        return month if is_month and not is_named else Period("month", is_broken=True, ambiguous=True)
    if max(a.size, b.size) > 2 or a.value > 31 or a.value == 0 or b.value == 0:
        return None
    if a.value <= 12 < b.value:
        return (
            Period("month", (a.value, 1), (a.value, 0), 2000 + b.value, ambiguous=True)
            if b.value < 61 and joint == "/"
            else None
        )
    if b.value > 12:
        return None
    return _day_month(a.value, b.value, Period("day", ambiguous=joint != "/" and not is_named), is_named=is_named)


def _day_month(day: int, month: int, made: Period, *, is_named: bool) -> Period:
    """d/m, the rule in Vietnam; m/d where only that is possible."""
    has_two_orders = day <= 12 and month <= 12 and day != month and not is_named
    is_month_first = month > 12 >= day
    if is_month_first:
        day, month = month, day
    where = (month, day)
    return made._replace(start=where, end=where, has_two_orders=has_two_orders, is_month_first=is_month_first).checked()


def english_date(c: Cursor) -> Period | None:
    """As in "June 30, 2024", "Jun-24", "June 2024", "Jun - Aug 2024"."""
    month = c.pop().value
    whole = Period("month", (month, 1), (month, 0))
    here = c.at
    c.word(".", "-", " ")
    last = c.pop().value if c.at > here and c.token.kind == "month" else 0
    if last > month:
        return c.with_year(whole._replace(end=(last, 0), is_list=True))
    c.at = here
    is_dashed = c.word(".", "-") == "-"
    day = c.number(1, 31, sizes=(1, 2))
    if is_dashed and not (day and c.token.text == "-" and c.look(1).size == 4):
        c.at, day = here, None
    until = c.number(day.value + 1, 31, sizes=(1, 2)) if day and c.word("-", "den") else None
    if day and until:
        return c.with_year(Period("day", (month, day.value), (month, until.value), is_list=True)).checked()
    if day and (dated := c.with_year(Period("day", (month, day.value), (month, day.value)))).year:
        return dated.checked()
    if day and day.value <= 31 and not (day.size == 2 and day.value >= 20):
        return Period("day", (month, day.value), (month, day.value), ambiguous=True).checked()
    c.at = here
    return c.with_year(whole, named_month=True)
