"""Times that have a name instead of a date: the lunar new year, the school year, the seasons."""

import re
from datetime import date, timedelta

from loaders.dates.grammar import Sentence
from schedule import Span

_TET = {
    2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
    2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26),
    2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
"""First day of the lunar year by Vietnam's calendar."""
_STEMS, _BRANCHES = (
    ["canh", "tan", "nham", "quy", "giap", "at", "binh", "dinh", "mau", "ky"],
    ["than", "dau", "tuat", "hoi", "ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui"],
)
_LUNAR_YEARS = {f"{_STEMS[year % 10]} {_BRANCHES[year % 12]}": year for year in _TET}
_TET_NAMED = re.compile(
    r"(?:\b(truoc|sau|before|after)(?: (?:dip|ngay|ky nghi))? ?)?\btet\b(?! (?:duong lich|trung thu|thieu nhi|doc lap))"
)
_NAMED = re.compile(r"tet|nam hoc|mua |hoc ky|hk")
"""What every feast, school year or season has; one glance spares the other texts the rest."""
_SEASON = re.compile(r"\bmua (kho|mua|xuan|he|thu|dong)\b|\bhoc ky\b|\bhk ?\d")


def feast(folded: str, said: Sentence, year: int | None) -> Span | None:
    """The days of a text that names a feast, a school year or a season; None where it names none. Always ambiguous."""
    if not _NAMED.search(folded):
        return None
    years = [clause.period for clause in said.clauses if clause.period.year is not None]
    if (tet := _TET_NAMED.search(folded)) and all(clause.period.kind == "year" for clause in said.clauses):
        named = next((lunar for name, lunar in _LUNAR_YEARS.items() if name in folded), None)
        return _around_tet(tet[1] or "", named or (years[0].year if years else year))
    if "nam hoc" in folded and years and years[0].kind in ("year", "years") and years[0].year is not None:
        first = years[0].year
        return Span(date(first, 9, 5), date(first + 1, 5, 31), "year", ambiguous=True)
    if (season := _SEASON.search(folded)) and all(period.kind in ("year", "years") for period in years):
        if season[1] == "kho" and years and years[0].year is not None:
            first = years[0].year
            return Span(
                date(first, 11, 1), date(first + (years[0].years or 1), 4, 30), "half", "between", ambiguous=True
            )
        return Span(ambiguous=True)
    return None


def _around_tet(side: str, year: int | None) -> Span:
    if year not in _TET:
        return Span(ambiguous=True)
    day = date(year, *_TET[year])
    if side in ("sau", "after"):
        return Span(day, None, "day", "after", ambiguous=True)
    before = day - timedelta(days=1)
    return Span(before if side else day, before if side else day, "day", "by" if side else "on", ambiguous=True)
