"""From whatever encoding, accents and signs a cell has, to plain lower-case letters."""

import re
import unicodedata
from contextlib import suppress

_TCVN3 = {
    "a": "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË", "d": "®", "e": "ÌÐÎÏÑªÒÕÓÔÖ", "i": "×ÝØÜÞ", "o": "ßãáâä«åèæçé¬êíëìî",
    "u": "ïóñòô\xadõøö÷ù", "y": "úýûüþ", "D": "§", "A": "¡¢", "E": "£", "O": "¤¥", "U": "¦",
}  # fmt: skip
"""Plain letter -> the Latin-1 letters that a TCVN3 (ABC) font shows as its accented forms."""
_FROM_TCVN3 = str.maketrans({letter: base for base, letters in _TCVN3.items() for letter in letters})
_ONLY_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©®ª«¬\xad÷þ×ßÞ"
_IS_TCVN3 = re.compile(f"[A-Za-z][{_ONLY_TCVN3}]|[{_ONLY_TCVN3}][A-Za-z]|[a-z][ÇÈÊËÌÎÏÐÑÒÓÔÕÖØÜÝ]")

_IS_VNI = re.compile("[A-Za-z][øûïöüåäëñæîÿ]|[øûïöüåäëñæîÿ][A-Za-z]|[aey][ùøûõï]|[ae][áàâêãå]|o[âåäãû]", re.IGNORECASE)
_VNI_LETTERS = str.maketrans("öñæîôÖÑÆÎÔ", "udiioUDIIO")
_VNI_MARKS = re.compile("(?<=[aeiouy])[ùøûõïáàåãäâêéèúüë]+", re.IGNORECASE)

_MISREAD_UTF8 = re.compile("[ÃÄÆ][\x80-¿]|á[º»]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ALIKE = (
    dict.fromkeys("–—−‒―‐‑÷", "-") | dict.fromkeys("→⇒➔➜►", ">") | dict.fromkeys("‘’´`", "'")
    | dict.fromkeys("⁄∕", "/") | {"đ": "d", "Đ": "d"}
)  # fmt: skip
"""Signs that look alike made one, and the letters that do not come apart."""
_ZERO = re.compile(r"(?<=\d)[oO](?=[\d/.\-]|\b)|(?<![^\W\d_])[oO](?=\d+[/.\-])|(?<=[/.\-])[oO](?=\d)")
_ONE = re.compile(r"(?<=\d)[lI](?=[/.\-])|(?<![^\W_])[lI](?=\d[/.\-])")
_STROKE = re.compile(r"(?<=\d)(?://+|\\+)(?=\d)")
_SLIP = re.compile(r"[oOlI][\d/.\-]|[\d/.\-][oOlI]|//|\\")
"""What all three need; one glance spares most texts the rest."""


class _Plain(dict[int, str]):
    """Letter -> the same in lower case without diacritics, worked out when it is first met."""

    def __missing__(self, letter: int) -> str:
        spread = unicodedata.normalize("NFD", _ALIKE.get(chr(letter), chr(letter)))
        self[letter] = "".join(c for c in spread if not unicodedata.combining(c)).lower()
        return self[letter]


_PLAIN = _Plain()


def clean(text: str) -> str:
    """The text in composed Unicode with single spaces, whether it came in Unicode, TCVN3, VNI or as misread UTF-8."""
    if not text.isascii():
        if _MISREAD_UTF8.search(text):
            with suppress(UnicodeError):
                text = text.encode("cp1252").decode("utf-8")
        if _IS_TCVN3.search(text):
            text = text.translate(_FROM_TCVN3)
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
        if _IS_VNI.search(text):
            text = _VNI_MARKS.sub("", text.translate(_VNI_LETTERS))
    return " ".join(text.split())


def mend(text: str) -> str:
    """The text with letters O, l and I between digits read as 0 and 1, and strokes typed twice or backwards as one."""
    if not _SLIP.search(text):
        return text
    return _STROKE.sub("/", _ONE.sub("1", _ZERO.sub("0", text)))


def fold(text: str) -> str:
    """Lower-case letters without diacritics, signs that look alike made one."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)
