"""Finding by words: an index in memory that answers without diacritics, by abbreviations, by beginnings and slips of the pen."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"[a-z]+|\d+")
_LEAST_FUZZY = 5
"""Letters of a word from which on one slip of the pen is forgiven."""
_MOST_ENDINGS = 400
"""Words that begin as a typed one does, at most."""
_EXACT, _PREFIX, _SLIP = 1.0, 0.6, 0.3
_LOOKED_AT = 200
"""Best hits that are looked at as phrases."""
_PHRASE = 4.0


class _Plain(dict[int, str]):
    """Letter -> the same in lower case without diacritics, worked out when it is first met."""

    def __missing__(self, letter: int) -> str:
        spread = unicodedata.normalize("NFD", chr(letter).lower().replace("đ", "d"))
        self[letter] = "".join(c for c in spread if not unicodedata.combining(c))
        return self[letter]


_PLAIN = _Plain()


@dataclass(frozen=True)
class Hit:
    """One entry found."""

    number: int
    score: float
    is_whole: bool
    """Whether every word was found; else it is only the nearest."""


def folded(text: str) -> str:
    """Lower case without diacritics, đ as d.

    Example:
        >>> folded("Quyết định 1569/QĐ-TTg")
        'quyet dinh 1569/qd-ttg'
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)


class Index:
    """Texts to be found by their words; built once, asked often.

    Args:
        entries: Of each entry its (text, weight) pairs: a hit in a heavier text counts more.
        short: Abbreviation -> the phrases that it stands for, folded.
    """

    def __init__(self, entries: Iterable[Sequence[tuple[str, float]]], short: Mapping[str, Sequence[str]]) -> None:
        """Take every text apart once."""
        phrases = sorted(((p, a) for a, found in short.items() for p in found), key=lambda pair: -len(pair[0]))
        self._short = {phrase: abbreviation for phrase, abbreviation in phrases}
        self._phrase = re.compile(rf"\b(?:{'|'.join(re.escape(p) for p, _ in phrases)})\b" if phrases else r"(?!)")
        self._texts: list[str] = []
        gathered: dict[str, dict[int, float]] = {}
        for number, texts in enumerate(entries):
            told = [(" ".join(self.words(text)), _WORD.findall(folded(text)), weight) for text, weight in texts if text]
            self._texts.append(" | ".join(text for text, _, _ in told))
            for text, spelt, weight in told:
                for word in {*text.split(), *spelt}:
                    at = gathered.setdefault(word, {})
                    at[number] = max(at.get(number, 0.0), weight)
        self._postings = {
            word: (
                np.fromiter(at, dtype=np.int64, count=len(at)),
                np.fromiter(at.values(), dtype=np.float64, count=len(at)),
            )
            for word, at in gathered.items()
        }

    def __len__(self) -> int:
        return len(self._texts)

    def words(self, text: str) -> list[str]:
        """The words of a text as they are compared: folded, phrases shortened, letters and digits apart."""
        plain = " ".join(_WORD.findall(folded(text)))
        return self._phrase.sub(lambda match: self._short[match[0]], plain).split()

    def find(self, query: str, most: int = 50) -> tuple[list[Hit], int]:
        """What the words find, best first, and how much is found in all.

        Every word must be found: as it is, as a beginning, or, where neither is, with one slip. Where nothing has them
        all, those that have most of them are answered, if that is more than half.
        """
        words = list(dict.fromkeys(self.words(query)))
        if not words or not self._texts:
            return [], 0
        total = np.zeros(len(self._texts))
        count = np.zeros(len(self._texts), dtype=np.int64)
        for word in words:
            score = self._scores(word)
            total += score
            count += score > 0
        need = int(count.max())
        if need == 0 or (need < len(words) and need * 2 <= len(words)):
            return [], 0
        found = np.flatnonzero(count == need)
        best = found[np.argsort(-total[found], kind="stable")][: max(most, _LOOKED_AT)]
        phrase = " ".join(self.words(query))
        hits = [Hit(int(n), float(total[n]) + self._as_phrase(int(n), phrase), need == len(words)) for n in best]
        hits.sort(key=lambda hit: (-hit.score, len(self._texts[hit.number]), hit.number))
        return hits[:most], len(found)

    def _as_phrase(self, number: int, phrase: str) -> float:
        text = f" {self._texts[number]} "
        return _PHRASE if f" {phrase} " in text else _PHRASE / 2 if f" {phrase}" in text else 0.0

    def _scores(self, word: str) -> npt.NDArray[np.float64]:
        """How well each entry holds a word, 0 where it does not."""
        score = np.zeros(len(self._texts))
        for like, share in self._likes(word):
            numbers, weights = self._postings[like]
            score[numbers] = np.maximum(score[numbers], weights * share)
        return score

    def _likes(self, word: str) -> list[tuple[str, float]]:
        """The words that a typed one stands for."""
        found = [(word, _EXACT)] if word in self._postings else []
        if len(word) > 1 and not word.isdigit():
            at = bisect_left(self._vocabulary, word)
            for like in self._vocabulary[at : at + _MOST_ENDINGS]:
                if not like.startswith(word):
                    break
                if like != word:
                    found.append((like, _PREFIX))
        if not found and len(word) >= _LEAST_FUZZY:
            alike = process.extract(
                word, self._by_first.get(word[0], []), scorer=Levenshtein.distance, score_cutoff=1, limit=5
            )
            found = [(like, _SLIP) for like, _, _ in alike]
        return found

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings)

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        return {first: list(words) for first, words in groupby(self._vocabulary, key=lambda word: word[0])}
