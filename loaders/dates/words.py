"""What people say, in Vietnamese and English, for the few words that the grammar knows."""

import re

MONTHS = {
    name: number
    for number, long in enumerate(
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
    )
    for name in (long, long[:3])
} | {"sept": 9}

ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}

_SAYINGS = {
    "investment": "dau tu",
    "by": "cham nhat|muon nhat|tre nhat|khong (?:qua|muon hon|tre hon|cham hon|sau|tre qua)|"
    "han(?: chot| cuoi)?|thoi han|truoc khi (?:ket thuc|het)|(?:no|not) later than|deadline|due(?: date)?|by|<=|≤",
    "before": "truoc|before|prior to|<",
    "after": "sau(?: khi ket thuc)?|after|^ *>(?!=)",
    "khoang": "^ *~|≈|khoang|about|around|circa",
    "since": "khong (?:truoc|som hon)|som nhat|bat dau tu|ke tu|tinh tu|tu|from|since|starting|>=|≥",
    "den": "(?:cho |keo dai |tinh )?(?:den|toi)(?: het| cuoi(?= ngay))?|het|"
    "to(?= (?:\\d|q\\d|[a-z]{3,9} \\d))|until|till|through|thru|[-=]*>|~",
    "va": "va|and|hoac|or",
    "dau": "early|beginning of|start of|first part of",
    "giua": "mid|middle of",
    "cuoi": "late|end of|end",
    "nua dau": "first half(?: of)?|nua nam dau",
    "nua cuoi": "second half(?: of)?|nua nam cuoi",
    "quy 1": "(?:first|1st) quarter(?: of)?", "quy 2": "(?:second|2nd) quarter(?: of)?",
    "quy 3": "(?:third|3rd) quarter(?: of)?", "quy 4": "(?:fourth|4th) quarter(?: of)?",
    "quy": "quarter|qtr|qui|q",
    "week": "weeks?|wk|cw|w",
    "nam": "years?|fy|nam tai chinh|calendar year",
    "thang": r"months?|(?:thg|th)(?=[ .]*\d)",
    "cua": "of",
    "ngay 1 thang 1": "tet duong lich",
    "mung": "mong",
}  # fmt: skip
"""The grammar's word -> the ways of saying it, without diacritics."""
_SAID = re.compile("|".join(
    f"(?P<_{n}>{f'(?<![a-z])(?:{said})(?![a-z])'})" for n, said in enumerate(_SAYINGS.values())
))  # fmt: skip
_WORD = list(_SAYINGS)

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mot": 1, "bon": 4, "bay": 7, "tam": 8, "chin": 9, "nhat": 1,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "muoi": 10, "tram": 100, "nghin": 1000}
_NUMERAL = "|".join(sorted([*_DIGITS, *_TENS, "linh", "lẻ"], key=len, reverse=True))
_AFTER_A_UNIT = re.compile(
    rf"\b(ngày|tháng|quý|qúy|quí|năm|thứ|mùng|mồng|tuần|khoá|khóa|ngay|thang|quy|thu) ((?:(?:{_NUMERAL})\b ?)+)",
    re.IGNORECASE,
)
_BEFORE_A_UNIT = re.compile(
    rf"\b((?:(?:{_NUMERAL}) )+)(?=(?:ngày|tuần|tháng|quý|năm) (?:đầu|cuối|làm|sau|kể|trước))", re.IGNORECASE
)


def canonical(folded: str) -> str:
    """The folded text with every way of saying one of the grammar's words replaced by that word."""
    return _SAID.sub(lambda m: f" {_WORD[int((m.lastgroup or '_0')[1:])]} ", folded)


def in_digits(text: str) -> str:
    """The text with numbers spelt out beside a unit in digits: "ngày ba mươi tháng Sáu" -> "ngày 30 tháng 6"."""
    if _BEFORE_A_UNIT.search(text):
        text = _BEFORE_A_UNIT.sub(lambda m: f"{_spelt(m[1].lower().split(), 0)[0]} ", text)
    return _AFTER_A_UNIT.sub(_unit_with_digits, text)


def _unit_with_digits(match: re.Match[str]) -> str:
    said, words = [match[1]], match[2].lower().split()
    if words == ["năm"] and re.match(r" ?\d", match.string[match.end() :]):
        return match[0]
    at = 0
    while at < len(words):
        value, used = _spelt(words, at) if words[at] != "năm" or at == 0 else (0, 0)
        said.append(str(value) if used else words[at])
        at += used or 1
    return " ".join(said) + (" " if match[0].endswith(" ") else "")


def _spelt(words: list[str], at: int) -> tuple[int, int]:
    """The number that is spelt from `at` on, and how many words it takes."""
    total, digit, used = 0, None, 0
    for word in words[at:]:
        if word in _TENS:
            total += (1 if digit is None else digit) * _TENS[word]
            digit = None
        elif word in ("linh", "lẻ"):
            pass
        elif digit is not None or (word == "năm" and total % 100 and total % 10 == 0):
            break
        else:
            digit = _DIGITS[word]
        used += 1
    return total + (digit or 0), used
