"""Texts as a person sees them: composed Unicode, and what was typed for the fonts of TCVN3 (ABC) or VNI, or misread as Latin."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from loaders.grid import Grid
from schedule import Code, Finding

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
)
_ONLY_TCVN3 = re.compile("[A-Za-z][µ¶·¸¹»¼½¾©®ª«¬\xad÷þ]|[µ¶·¸¹»¼½¾©®ª«¬\xad÷þ][A-Za-z]|§[a-zµ-þ]")

_VNI_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_VOWELS = {
    "aâ": "â", "aà": "ầ", "aá": "ấ", "aå": "ẩ", "aã": "ẫ", "aä": "ậ", "aê": "ă", "aè": "ằ", "aé": "ắ", "aú": "ẳ", "aü": "ẵ", "aë": "ặ",
    "eâ": "ê", "eà": "ề", "eá": "ế", "eå": "ể", "eã": "ễ", "eä": "ệ", "oâ": "ô", "oà": "ồ", "oá": "ố", "oå": "ổ", "oã": "ỗ", "oä": "ộ",
    "ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI = _VNI_VOWELS | {
    base + mark: unicodedata.normalize("NFC", seen + sign)
    for base, seen in _VNI_BASES.items()
    for mark, sign in _VNI_MARKS.items()
}
_VNI_LETTERS = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
_ONLY_VNI = re.compile("[aeoy][ûåäëïøõ]|[aeo]â|[aeouyôö]ù|[ôö][øùûõï]|aê|aü|ñ[oôöieaêuâ]", re.IGNORECASE)

_MISREAD = re.compile("[ÃÄÆ][\x80-¿\u0152-\u2122]|á[º»]")
_UNICODE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
"""Letters that only a Vietnamese text in Unicode has."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


def mended(grid: Grid) -> tuple[Grid, list[Finding]]:
    """The sheet with every text in composed Unicode; a finding where an old encoding was turned into it.

    An encoding is judged by the whole sheet: "Néi dung" alone could be French, beside "C«ng viÖc" it is TCVN3.
    """
    told = {v for row in grid.values for v in row if type(v) is str and not v.isascii()}
    decode, encoding = _decoder(told)
    if not encoding and _is_composed("\n".join(told)):
        return grid, []
    read = {text: made for text in told if (made := _composed(decode(text))) != text}
    if not read:
        return grid, []
    values = [[read.get(v, v) if type(v) is str else v for v in row] for row in grid.values]
    findings = []
    places = (
        (r, c) for r, cells in enumerate(grid.values) for c, v in enumerate(cells) if v in read and decode(v) != v
    )
    if encoding and (at := next(places, None)):
        was = grid.values[at[0]][at[1]]
        facts = {"encoding": encoding, "understood": read[was]}
        findings.append(Finding(Code.TEXT_LEGACY, grid.sheet, grid.cell(*at), was, facts))
    return Grid(grid.sheet, values, grid.merges, grid.marks), findings


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).replace("\u00a0", " "))


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not ("\u00a0" in text or _INVISIBLE.search(text))


def _decoder(told: Iterable[str]) -> tuple[Callable[[str], str], str]:
    """What turns this sheet's texts into Unicode, and its name; the texts as they are where they need nothing."""
    latin = [text for text in told if not _UNICODE.search(text)]
    for encoding, sign, decode in (
        ("UTF-8", _MISREAD, _reread),
        ("TCVN3", _ONLY_TCVN3, _tcvn3),
        ("VNI", _ONLY_VNI, _vni),
    ):
        signed = sum(bool(sign.search(text)) for text in latin)
        if signed >= 2 and signed >= 0.3 * len(latin):
            return decode, encoding
    return str, ""


def _reread(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read rightly."""
    try:
        return text if _UNICODE.search(text) else text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _tcvn3(text: str) -> str:
    if _UNICODE.search(text):
        return text
    return " ".join(_capitals(word, word.translate(_TCVN3)) for word in text.split(" "))


def _capitals(was: str, word: str) -> str:
    """A word of capitals, its accented letters too: they had a font of their own; of one capital, only the first is."""
    plain = [letter for letter in was if letter.isascii() and letter.isalpha()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word


def _vni(text: str) -> str:
    if _UNICODE.search(text):
        return text

    def letter(found: re.Match[str]) -> str:
        made = _VNI[found[0].lower()]
        return made.upper() if found[0][0].isupper() else made

    return _VNI_LETTERS.sub(letter, text)
