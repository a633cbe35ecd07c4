"""From a text to the tokens that the grammar reads."""

import re
from functools import lru_cache
from typing import NamedTuple

from loaders.dates.normalise import clean, fold, mend
from loaders.dates.words import MONTHS, ROMAN, canonical, in_digits


class Token(NamedTuple):
    """One number, word or sign of a text."""

    kind: str
    """number, month (an English month name), word, sign or end."""
    text: str
    value: int = -1
    size: int = 0
    """How many digits a number was written with."""


class Text(NamedTuple):
    """A text made plain."""

    own: str
    """Its own words in composed Unicode."""
    folded: str
    """The same without diacritics, in lower case, numbers in digits."""
    is_mended: bool
    """Whether letters had to be read as digits."""


END = Token("end", "")
_EVENING = re.compile(r"\btối\b(?! (?:đa|thiểu|ưu)\b)")
"""Without its accents it would read as "tới" (until)."""

_TIME = re.compile(
    r"\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?\b"
    r"|\b\d{1,2} ?(?:h|g|gio)(?:(?:\d{2}| \d{2}(?![/.\-]\d))(?: ?phut)?)?(?![a-z\d]| 20\d\d\b)"
)
_MONTH_NAMES = "|".join(MONTHS)
_DOCUMENT = re.compile(
    rf"\b(?:so |nq |qd |nghi quyet |quyet dinh |ke hoach |cong van |luat )?\d+[a-z]?/(?:\d{{4}}/)?"
    rf"(?!(?:{_MONTH_NAMES}|nam|thang|quy|lan|[ivx]+|[tq]\d+)\b)"
    rf"[a-z]{{2,}}\d*(?:-[a-z]+\d*)*|\b\d+-[a-z]{{2,}}/[a-z]+\b"
    rf"|\b(?:so|nghi quyet|quyet dinh|cong van) \d+/\d{{4}}\b(?!/)"
    rf"|\b(?:cv|nq|qd|kh|tb|bc|to trinh|thong bao|bao cao|ke hoach|nghi quyet|quyet dinh|cong van|van ban|nghi dinh|thong tu|giay moi)"
    rf"(?: so)? \d+(?= ngay \d)"
    rf"|\bt\d+\.\d{{1,2}}\b(?![./\d])|\b(?:ty le|ti le|ban do)(?: [a-z]+)? 1/[\d.]+"
)
_COUNTED = (
    "ho|ho dan|can|can ho|nguoi|mo|thua|ho so|du an|goi|goi thau|hang muc|nhiem vu|chi tieu|tieu chi|muc tieu|noi dung|"
    "cong trinh|tuyen|cau|cot|tru|nhip|dam|xa|phuong|quan|huyen|tinh|dia phuong|don vi|co quan|truong|"
    "van ban|hop dong|diem|dien tich|khoi luong|tong so|buoc|cong viec|thanh vien|dai bieu|phieu|thang|ngay"
)
_MEASURE = re.compile(
    r"(?=\d)(?<![/.\-\d])(?:"
    r"(?:\d+(?:[.,]\d+)?/)?\d+(?:[.,]\d+)* ?(?:%|km|m|m2|m3|ha|ty|trieu|dong)(?![a-z\d])"
    r"|(?<!thang )(?<!quy )(?<!ngay )(?<!nam )(?<!va )(?<!, )\d{1,3}(?:[.,]\d{3})*"
    r" (?:ho dan|du an|goi thau|ho so)(?![a-z])"
    rf"|(?<!ngay )(?<!truoc )(?<!den )(?<!tu )(?<!sau )(?<!han )\d{{1,3}}/\d{{1,3}} (?:{_COUNTED})(?![a-z])(?! \d))"
)
"""An amount: 12,5 km, 30 %, 3 gói thầu, 7/9 xã."""
_SPELT_AGAIN = re.compile(
    r"(\d) ?\((?:(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|linh|le|tram|nghin|ngan) ?)+\)"
)
_ENUMERATOR = re.compile(r"^(?:[-+*•] ?|\(?(?:\d{1,2}|[a-z])[.)/] +(?=\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[a-z]))")
_QUARTER_BEHIND = re.compile(r"(?=[1-4])(?<![a-z\d/.\-])([1-4]) ?q ?[/.\-']?(?=\d{2}(?:\d{2})?(?!\d))")
_LAST_OR_FIRST = re.compile(r"\b(?:nhung|cac|may) (?:ngay|tuan|thang|quy) (?=(?:dau|giua|cuoi)\b)")
_GLUED = re.compile(r"(?<![a-z])(q|quy|thang|t)(?=[ivx]+(?![a-z]))")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?![a-z\d])")
_DIGITS = "0123456789"
_BARE = f"{_DIGITS}/.- "
_NOISE = (
    (_TIME, " "), (_DOCUMENT, " document "), (_MEASURE, " "), (_SPELT_AGAIN, r"\1"), (_ORDINAL, ""),
    (re.compile(r"(?<=\d)_(?=\d)"), "/"), (_QUARTER_BEHIND, r"q\1/"),
)  # fmt: skip
"""What only texts with digits have, and what is left of it."""


def plain(text: str) -> Text:
    """The text in its own words, and folded."""
    own = clean(text)
    mended = mend(own)
    return Text(own, fold(in_digits(_EVENING.sub("đêm", mended.lower()))), mended != own)


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, without times of day, document numbers, measures and numbers said again in words."""
    folded = _ENUMERATOR.sub(" ", folded)
    if not is_bare(folded) and any(letter in folded for letter in _DIGITS):
        for noise, left in _NOISE:
            folded = noise.sub(left, folded)
    spoken = canonical(_LAST_OR_FIRST.sub("", _GLUED.sub(r"\1 ", folded)))
    return [_token(word) if word != "may" else _may(spoken, at) for at, word in enumerate(spoken)]


def is_bare(folded: str) -> bool:
    """Whether a text is nothing but numbers and the strokes between them, as most dates are: it has no noise, and names no rule."""
    return not folded.strip(_BARE)


@lru_cache(maxsize=4_000)
def _token(word: str) -> Token:
    if word.isdecimal():
        return Token("number", word, int(word), len(word))
    if word in MONTHS:
        return Token("month", word, MONTHS[word])
    return Token("word", word, ROMAN.get(word, -1)) if word.isalpha() else Token("sign", word)


def _may(spoken: list[str], at: int) -> Token:
    """The month where a number stands beside it; else a word ("máy", "mấy")."""
    is_month = any(_is_number_from(spoken, at, step) for step in (-1, 1))
    return Token("month", "may", MONTHS["may"]) if is_month else Token("word", "may")


def _is_number_from(spoken: list[str], at: int, step: int) -> bool:
    at += step
    while 0 <= at < len(spoken) and spoken[at] in "-/,.":
        at += step
    return 0 <= at < len(spoken) and spoken[at].isdecimal()
