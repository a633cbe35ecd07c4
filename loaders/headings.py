"""Which field a heading names: the dictionary of data/headings.toml, whole words first, likeness last."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import NamedTuple

from rapidfuzz import fuzz, process

from loaders.dates.normalise import clean, fold
from loaders.reference import DATA
from schedule.errors import RegistryError

_LONGEST = 160
"""A heading longer than this is a sentence."""
_SEPARATORS = re.compile(r"[^\w%#]+|_")
_DIGIT = re.compile(r"\d")
_LIKE = 86
_LONGEST_PHRASE = 8
"""Words that a phrase of the dictionary has at most."""
_EDGE_OF = {"start": "start", "finish": "finish", "either": "finish"}


class Match(NamedTuple):
    """A field that a heading may name, and how surely (0 to 100)."""

    field: str
    score: float
    is_guess: bool = False
    """Whether its words are only like those of the field."""


@dataclass(frozen=True)
class _Dictionary:
    phrases: dict[str, str]
    """Phrase -> field."""
    edges: dict[str, str]
    basis: dict[str, str]
    two_sided: tuple[str, ...]
    """Words of a basis that hold the word of an edge: "gia hạn"."""
    bands: dict[str, str]
    """Band over start and finish -> basis, where the band alone would not say so."""
    deadlines: tuple[str, ...]
    beside_a_finish: frozenset[str]
    steps: tuple[str, ...]
    no_steps: tuple[str, ...]
    """Words that hold that of a step and mean something else: "lộ trình"."""
    constraints: dict[str, str]
    """Words -> type."""
    foreign: frozenset[str]
    """Headings of other tables: of staff, of addresses."""
    fillers: frozenset[str]
    lists: dict[str, dict[str, tuple[str, ...]]]


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> str:
    """A heading in lower case without diacritics, its words divided by single spaces."""
    return " ".join(_SEPARATORS.sub(" ", fold(clean(text))).split())


@lru_cache(maxsize=20_000)
def heading_match(above: str, text: str) -> Match | None:
    """The field that a heading names, standing under the headings `above` it; None where it names none.

    Date fields are `start`, `finish`, or these with their basis: `baseline_finish`, `actual_start` …
    """
    return _match(_DIGIT.sub("0", above), _DIGIT.sub("0", text)) if text and len(text) <= _LONGEST else None


@lru_cache(maxsize=20_000)
def _match(above: str, text: str) -> Match | None:
    """Of headings that differ in their digits alone: no field is told by which digit it is, only by how many there are."""
    words, over = plain_words(text), plain_words(above)
    if not words or words in _dictionary().foreign:
        return None
    whole = f"{over} {words}".strip()
    found = [_by_phrase(words, 1.0), _by_date(words, over)]
    if over:
        under = _by_phrase(over, 0.75)
        found += [_by_phrase(whole, 0.97), under if under and not _is_about_dates(over) else None]
    return max((m for m in found if m), key=lambda m: m.score, default=None)


def is_deadline(heading: str) -> bool:
    """Whether the heading of a finish says by when the work has to be done: "Hạn hoàn thành", not "Dự kiến hoàn thành"."""
    bare = _without_two_sided(plain_words(heading))
    return any(_holds(bare, words) for words in _dictionary().deadlines)


def is_limit_beside_a_finish(heading: str) -> bool:
    """Whether a heading, beside a finish of another name, is a limit and no second finish: "Deadline"."""
    return plain_words(heading) in _dictionary().beside_a_finish


def is_step(path: Sequence[str]) -> bool:
    """Whether the headings over a finish, from the band down, name a step on the way to the result: "Thời hạn trình"."""
    own = plain_words(path[-1])
    words = own if _is_about_dates(own) else plain_words(" ".join(path))
    for phrase in _dictionary().no_steps:
        words = f" {words} ".replace(f" {phrase} ", "  ")
    return any(_holds(words, step) for step in _dictionary().steps)


def constraint_type(text: str) -> str | None:
    """The type of a constraint as `schedule.CONSTRAINTS` names it; None where the words name none."""
    return _dictionary().constraints.get(plain_words(text))


def list_columns(kind: str, headings: list[str]) -> dict[str, int] | None:
    """The columns of a list sheet ("promises" or "progress"), by field; None where the headings are not all there."""
    said = [plain_words(heading) if len(heading) <= 40 else "" for heading in headings]
    wanted = _dictionary().lists[kind]
    found = {field: next((n for n, words in enumerate(said) if words in names), -1) for field, names in wanted.items()}
    return None if -1 in found.values() else found


def _by_phrase(words: str, share: float) -> Match | None:
    """By the whole heading, the longest phrase in it, or likeness to one, whichever is the surest."""
    phrases = _dictionary().phrases
    if field := phrases.get(words):
        return Match(field, 100 * share)
    found = []
    inside = [phrase for phrase in _inside(words, phrases) if len(phrase) > 2]
    if inside:
        longest = max(inside, key=len)
        leads = 6 if words.startswith(longest) else 0
        found.append(Match(phrases[longest], (55 + leads + 38 * len(longest) / len(words)) * share))
    alike = [phrase for phrase in phrases if _begin_alike(words, phrase)] if len(words) >= 5 else []
    if like := process.extractOne(words, alike, scorer=fuzz.ratio, score_cutoff=_LIKE):
        found.append(Match(phrases[like[0]], 0.9 * like[1] * share, is_guess=True))
    return max(found, key=lambda match: match.score, default=None)


def _begin_alike(words: str, phrase: str) -> bool:
    """Whether two texts have as many words, each with the same letter first: "khối lượng" is no slip of "thời lượng"."""
    return _initials(words) == _initials(phrase)


@lru_cache(maxsize=20_000)
def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split())


def _holds(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} " or (not phrase.isascii() and phrase in words)


def _inside(words: str, phrases: Mapping[str, str]) -> list[str]:
    """The phrases that a text holds, in the dictionary's order."""
    if not words.isascii():
        return [phrase for phrase in phrases if _holds(words, phrase)]
    found = [run for run in _runs(words) if run in phrases]
    return found if len(found) < 2 else [phrase for phrase in phrases if phrase in found]


@lru_cache(maxsize=20_000)
def _runs(words: str) -> frozenset[str]:
    """All runs of a text's words, as long as a phrase may be; none goes over a gap of two blanks."""
    parts = [part.split() for part in words.split("  ")]
    return frozenset(
        " ".join(said[at : at + size])
        for said in parts
        for at in range(len(said))
        for size in range(1, min(_LONGEST_PHRASE, len(said) - at) + 1)
    )


def _by_date(words: str, over: str) -> Match | None:
    """By the words that say start or finish, plan or fact; as sure as the share of words that are so explained."""
    known = _dictionary()
    whole = f"{over} {words}".strip()
    bare = _without_two_sided(words)
    edges, edges_over, basis = _inside(bare, known.edges), _inside(over, known.edges), _inside(whole, known.basis)
    sharp = [p for p in edges if known.edges[p] != "either"] or [p for p in edges_over if known.edges[p] != "either"]
    if not edges and not (edges_over and (basis or _is_period(words) or sharp)):
        return _period_heading(words) or _basis_heading(words)
    edge = known.edges[max(sharp, key=len)] if sharp else "either"
    explained = set(" ".join([*edges, *edges_over, *basis]).split()) | known.fillers
    said = words.split()
    share = sum(word in explained or word.isdigit() for word in said) / len(said)
    score = (60 + 36 * share) if sharp else (52 + 30 * share)
    # of several words the last one qualifies: "Gia hạn - Mốc cũ" is the old date
    role = known.basis[_last(basis, whole)] if basis else known.bands.get(over, "")
    name = _EDGE_OF[edge]
    return Match(f"{role}_{name}" if role else name, score + (2 if basis else 0))


def _without_two_sided(words: str) -> str:
    return reduce(lambda text, phrase: f" {text} ".replace(f" {phrase} ", "  "), _dictionary().two_sided, words)


def _last(phrases: list[str], words: str) -> str:
    """The phrase that ends last, the longer one of two that end together."""
    return max(phrases, key=lambda phrase: (words.rfind(phrase) + len(phrase), len(phrase)))


def _period_heading(words: str) -> Match | None:
    """A column headed by a month, a quarter or a year, as in a plan by months."""
    return Match("finish", 55) if _is_period(words) else None


def _basis_heading(words: str) -> Match | None:
    """A column headed by nothing but plan, forecast or fact: a finish, if dates stand in it."""
    known = _dictionary()
    basis = _inside(words, known.basis)
    explained = set(" ".join(basis).split()) | known.fillers
    if not basis or not set(words.split()) <= explained:
        return None
    return Match(f"{known.basis[_last(basis, words)]}_finish", 66)


def is_period(text: str) -> bool:
    """Whether a heading is a month, a quarter, a week or a day's number."""
    return _is_period(plain_words(text))


_PERIOD = re.compile(
    r"(?:thang|t|quy|q|tuan|w|nam|ky) ?(?:\d{1,2}|[ivx]+)(?: (?:nam )?\d{4})?|\d{1,2} \d{4}|\d{1,2} \d{1,2}(?: \d{4})?|\d{1,2}|cn|thu \d"
)


def _is_period(words: str) -> bool:
    return bool(_PERIOD.fullmatch(words))


def _is_about_dates(words: str) -> bool:
    return bool(_inside(words, _dictionary().edges))


@lru_cache
def _dictionary() -> _Dictionary:
    path = DATA / "headings.toml"
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {
            kind: {field: tuple(names) for field, names in fields.items()} for kind, fields in known["lists"].items()
        }
        return _Dictionary(
            phrases={
                _DIGIT.sub("0", phrase): field for field, phrases in known["fields"].items() for phrase in phrases
            },
            edges={phrase: edge for edge, phrases in known["edges"].items() for phrase in phrases},
            basis={phrase: basis for basis, phrases in known["basis"].items() for phrase in phrases},
            two_sided=tuple(
                b
                for bs in known["basis"].values()
                for b in bs
                if any(_holds(b, e) and b != e for es in known["edges"].values() for e in es)
            ),
            bands={band: basis for basis, bands in known["bands"].items() for band in bands},
            deadlines=tuple(known["deadlines"]["words"]),
            beside_a_finish=frozenset(known["deadlines"]["beside_a_finish"]),
            steps=tuple(known["steps"]["words"]),
            no_steps=tuple(known["steps"]["not"]),
            constraints={words: kind for kind, said in known["constraints"].items() for words in said},
            foreign=frozenset(known["foreign"]["headings"]),
            fillers=frozenset(known["fillers"]["words"]),
            lists=lists,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegistryError(path=path.name, reason=str(error)) from error
