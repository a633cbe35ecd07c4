"""What people say, in Vietnamese and English, for the few words that the grammar knows."""

import re

MONTHS = {
    name: number
    for number, long in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
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
    "by": "cham nhat|muon nhat|tre nhat|han|han chot|han cuoi|thoi han|truoc khi ket thuc|truoc khi het|<=|≤|by|nlt|"
    "due|due date|deadline|no later than|not later than|khong qua|khong sau|khong muon hon|khong tre hon|"
    "khong cham hon|khong muon qua|khong tre qua|khong cham qua|khong de qua|toi da den|toi da la",
    "before": "truoc|trc|before|prior to|<",
    "after": "sau|sau khi ket thuc|after",
    "term": "trung han|dai han|ngan han|han muc",
    "khoang": "≈|khoang|about|around|circa|tren duoi|xung quanh|quanh ngay",
    "since": "khong truoc|khong som hon|som nhat|bat dau tu|ke tu|tinh tu|tu|from|since|starting|>=|≥",
    "den": "den|toi|cho den|cho toi|keo dai den|keo dai toi|tinh den|tinh toi|den het|toi het|cho den het|cho toi het|"
    "keo dai den het|keo dai toi het|tinh den het|tinh toi het|den cuoi ngay|toi cuoi ngay|het|until|till|through|thru|"
    "->|=>|-->|==>",
    "va": "va|and|hoac|or",
    "dau": "early|beginning of|start of|first part of",
    "giua": "mid|middle of",
    "cuoi": "late|end of|end",
    "nua dau": "first half|first half of|1 half|1 half of|nua nam dau|nua truoc",
    "nua cuoi": "second half|second half of|2 half|2 half of|nua nam cuoi|nua sau|nua con lai",
    "quy 1": "first quarter|first quarter of|1 quarter|1 quarter of",
    "quy 2": "second quarter|second quarter of|2 quarter|2 quarter of",
    "quy 3": "third quarter|third quarter of|3 quarter|3 quarter of",
    "quy 4": "fourth quarter|fourth quarter of|4 quarter|4 quarter of",
    "quy": "quarter|qtr|qui|q",
    "week": "week|weeks|wk|cw|w",
    "nam": "year|years|fy|nam tai chinh|calendar year",
    "thang": "month|months",
    "cua": "of",
    "ngay 1 thang 1": "tet duong lich",
    "mung": "mong",
}
"""The grammar's words -> the ways of saying them, without diacritics."""
_WORD = re.compile(r"\d+|[a-z]+|[^\sa-z\d]")
_SAID: dict[str, list[tuple[list[str], list[str]]]] = {}
"""First word of a saying -> (saying, the grammar's words), the longest saying first."""
for _words, _ways in _SAYINGS.items():
    for _way in _ways.split("|"):
        _saying = _WORD.findall(_way)
        _SAID.setdefault(_saying[0], []).append((_saying, _words.split()))
for _sayings in _SAID.values():
    _sayings.sort(key=lambda said: -len(said[0]))

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mot": 1, "bon": 4, "bay": 7, "tam": 8,
    "chin": 9, "nhat": 1,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "muoi": 10, "tram": 100, "nghin": 1000}
_NUMERAL = "|".join(sorted([*_DIGITS, *_TENS, "linh", "lẻ"], key=len, reverse=True))
_AFTER_A_UNIT = re.compile(
    rf"\b(ngày|tháng|quý|qúy|quí|năm|thứ|mùng|mồng|tuần|khoá|khóa|ngay|thang|quy|thu) ((?:(?:{_NUMERAL})\b ?)+)",
)
_BEFORE_A_UNIT = re.compile(rf"\b((?:(?:{_NUMERAL}) )+)(?=(?:ngày|tuần|tháng|quý|năm) (?:đầu|cuối|làm|sau|kể|trước))")


def canonical(folded: str) -> list[str]:
    """The words, numbers and signs of a folded text, each way of saying a word of the grammar replaced by that word."""
    spoken, at, made = _WORD.findall(folded), 0, []
    while at < len(spoken):
        word = spoken[at]
        for saying, words in _SAID.get(word, ()):
            if len(saying) == 1 or spoken[at : at + len(saying)] == saying:
                made += words
                at += len(saying)
                break
        else:
            made += _BY_PLACE[word](spoken, at) if word in _BY_PLACE else [word]
            at += 1
    return made


def _is_number(spoken: list[str], at: int) -> bool:
    return at < len(spoken) and spoken[at].isdecimal()


def _to(spoken: list[str], at: int) -> list[str]:
    """As in "1 June to 30 June": a connective where a date follows."""
    after = spoken[at + 1 : at + 2]
    is_date = _is_number(spoken, at + 1) or _is_number(spoken, at + 2) or bool(set(after) & MONTHS.keys())
    return ["den"] if is_date else ["to"]


def _month_short(spoken: list[str], at: int) -> list[str]:
    """As in "Thg 6", "Th.6"."""
    return ["thang"] if _is_number(spoken, at + 1) or spoken[at + 1 : at + 2] == ["."] else [spoken[at]]


_BY_PLACE = {
    "to": _to,
    "th": _month_short,
    "thg": _month_short,
    "~": lambda _, at: ["den" if at else "khoang"],
    ">": lambda _, at: ["den" if at else "after"],
}
"""What a word or sign means by where it stands."""


def in_digits(text: str) -> str:
    """A lower-case text with spelt numbers beside a unit in digits: "ngày ba mươi tháng sáu" -> "ngày 30 tháng 6"."""
    if _BEFORE_A_UNIT.search(text):
        text = _BEFORE_A_UNIT.sub(lambda m: f"{_spelt(m[1].split(), 0)[0]} ", text)
    return _AFTER_A_UNIT.sub(_unit_with_digits, text)


def _unit_with_digits(match: re.Match[str]) -> str:
    said, words = [match[1]], match[2].split()
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
