"""From a text to the tokens that the grammar reads."""

import re
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

_TIME = re.compile(r"\b\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?\b|\b\d{1,2} ?(h|g|gio)( ?\d{2}( ?phut)?)?(?![a-z\d])")
_MONTH_NAMES = "|".join(MONTHS)
_DOCUMENT = re.compile(
    rf"\b(?:so |nq |qd |nghi quyet |quyet dinh |ke hoach |cong van |luat )?\d+[a-z]?/(?:\d{{4}}/)?(?!(?:{_MONTH_NAMES}|nam|thang|quy|lan|[ivx]+|[tq]\d+)\b)"
    rf"[a-z]{{2,}}\d*(?:-[a-z]+\d*)*|\b\d+-[a-z]{{2,}}/[a-z]+\b|\b(?:so|nghi quyet|quyet dinh|cong van) \d+/\d{{4}}\b(?!/)"
    rf"|\bt\d+\.\d{{1,2}}\b(?![./\d])"
)
_MEASURE = re.compile(r"\d+(?:[.,]\d+)? ?(?:%|km|m2|m3|ha|ty|trieu|dong|ho dan|du an|goi thau|ho so)(?![a-z])")
_SPELT_AGAIN = re.compile(r"(\d) ?\((?:[a-z]+ ?)+\)(?= ?(?:ngay|thang|nam|tuan|quy|cua|lam|$))")
_ENUMERATOR = re.compile(r"^(?:[-+*•] ?|\(?(?:\d{1,2}|[a-z])[.)/] +(?=\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[a-z]))")
_GLUED = re.compile(r"(?<![a-z])(q|quy|thang|t)(?=[ivx]+(?![a-z]))")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?![a-z])")
_TOKEN = re.compile(r"\d+|[a-z]+|[^\sa-z\d]")


def plain(text: str) -> Text:
    """The text in its own words, and folded."""
    own = clean(text)
    mended = mend(own)
    return Text(own, fold(in_digits(mended)), mended != own)


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, without times of day, document numbers, measures and numbers said again in words."""
    for noise, left in ((_ENUMERATOR, " "), (_TIME, " "), (_DOCUMENT, " document "), (_MEASURE, " ")):
        folded = noise.sub(left, folded)
    folded = _SPELT_AGAIN.sub(r"\1", folded)
    folded = re.sub(r"(?<=\d)_(?=\d)", "/", _ORDINAL.sub("", folded))
    said = canonical(_GLUED.sub(r"\1 ", folded))
    return [_token(said, match) for match in _TOKEN.finditer(said)]


def _token(said: str, match: re.Match[str]) -> Token:
    text = match.group()
    if text.isdigit():
        return Token("number", text, int(text), len(text))
    if text in MONTHS and (text != "may" or _is_beside_number(said, match)):
        return Token("month", text, MONTHS[text])
    return Token("word", text, ROMAN.get(text, -1)) if text.isalpha() else Token("sign", text)


def _is_beside_number(said: str, match: re.Match[str]) -> bool:
    return bool(re.search(r"\d[ \-/,.]*$", said[: match.start()]) or re.match(r"[ \-/,.]*\d", said[match.end() :]))
