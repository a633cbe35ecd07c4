"""Which field a heading names, by the words of the dictionary: whole words first, likeness last."""

import re
from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from rapidfuzz import fuzz, process

from loaders.dates.normalise import clean, fold
from loaders.dictionary import DIGIT, dictionary, holds, inside

_LONGEST = 160
"""A heading longer than this is a sentence."""
_SEPARATORS = re.compile(r"[^\w%#]+|_")
_LIKE = 86
_BAND_ALONE = 49.0
"""How surely a band's word alone heads dates: only what stands below it can make it so."""
_OWN_WORDS = 5
"""A phrase of so many words names its field whatever stands beside it."""
_COUNTED = {"lan", "rev", *("0" * size for size in (1, 2))}
_MEASURED = re.compile(r"\d* ?(?:c|d|k)?m ?[23]?")
_BESIDE = {"lan", "rev", "giao", "duoc", "du", "an", "thi", "chuc", "contract"}
"""Words that make no other date of one."""
_EDGE_OF = {"start": "start", "finish": "finish", "either": "finish"}


class Match(NamedTuple):
    """A field that a heading may name, and how surely (0 to 100)."""

    field: str
    score: float
    is_guess: bool = False
    """Whether its words are only like those of the field."""


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> str:
    """A heading in lower case without diacritics, its words divided by single spaces."""
    return " ".join(_SEPARATORS.sub(" ", fold(clean(text))).split())


@lru_cache(maxsize=20_000)
def heading_match(above: str, text: str) -> Match | None:
    """The field that a heading names, standing under the headings `above` it; None where it names none.

    Date fields are `start`, `finish`, or these with their basis: `baseline_finish`, `actual_start` …
    """
    return _match(DIGIT.sub("0", above), DIGIT.sub("0", text)) if text and len(text) <= _LONGEST else None


def undated_match(above: str, text: str) -> Match | None:
    """What a heading names if it does not name a date."""
    if not text or len(text) > _LONGEST:
        return None
    return _match(DIGIT.sub("0", above), DIGIT.sub("0", text), with_dates=False)


@lru_cache(maxsize=20_000)
def _match(above: str, text: str, *, with_dates: bool = True) -> Match | None:
    """Of headings that differ in their digits alone: no field is told by which digit it is, only by how many there are."""
    words, over = plain_words(text), plain_words(above)
    if not words or words in dictionary().foreign:
        return None
    whole = f"{over} {words}".strip()
    found = [_by_phrase(words, 1.0), _by_share(words)]
    found += [_by_date(_dated_words(text), _dated_words(above))] if with_dates else []
    if over:
        under = _by_phrase(over, 0.75)
        is_told = under and not _is_about_dates(over) and (under.field != "percent_complete" or _is_share(words))
        found += [_by_phrase(whole, 0.97), under if is_told else None]
    return max((m for m in found if m), key=lambda m: m.score, default=None)


def is_deadline(heading: str) -> bool:
    """Whether the heading of a finish says by when the work has to be done: "Hạn hoàn thành", not "Dự kiến hoàn thành"."""
    bare = _without_two_sided(plain_words(heading))
    return any(holds(bare, words) for words in dictionary().deadlines)


def is_limit_beside_a_finish(heading: str) -> bool:
    """Whether a heading, beside a finish of another name, is a limit and no second finish: "Deadline"."""
    return plain_words(heading) in dictionary().beside_a_finish


def is_step(path: Sequence[str]) -> bool:
    """Whether the headings over a finish, from the band down, name a step on the way to the result: "Thời hạn trình"."""
    own = plain_words(path[-1])
    words = own if _is_about_dates(own) else plain_words(" ".join(path))
    for phrase in dictionary().no_steps:
        words = f" {words} ".replace(f" {phrase} ", "  ")
    return any(holds(words, step) for step in dictionary().steps)


def event_words(path: Sequence[str], *, is_start: bool) -> frozenset[str]:
    """The words by which a date is that of something else than the work's own start or finish; none where it is its own."""
    known = dictionary()
    over = _dated_words(" ".join(path[:-1]))
    own = _written_out(_dated_words(path[-1]), over)
    if told := [phrase for phrase in known.events if holds(own, phrase)]:
        return frozenset(" ".join(told).split())
    edges = _edges(_without_two_sided(own))
    sharp = {e for e in (*edges, *_edges(over)) if known.edges[e] != "either"}
    if sharp - known.ends_of_events:
        return frozenset()
    plain = [e for e in edges if e not in known.ends_of_events or is_start]
    said = f" {own} ".partition(" theo ")[0].split()
    explained = set(" ".join([*plain, *inside(own, known.basis), *known.bands]).split()) | known.fillers | _BESIDE
    return frozenset(word for word in said if word not in explained and not word.isdigit())


def are_ends(words: frozenset[str]) -> bool:
    """Whether a date's words of another event are those of an end that may be the work's own: "phê duyệt"."""
    return words.issubset(" ".join(dictionary().ends_of_events).split())


def is_state(text: str) -> bool:
    """Whether a text begins as those do that say how far the work is: "Chưa hoàn thành"."""
    words, known = plain_words(text), dictionary()
    return words in known.states or words.endswith("%") or f"{words} ".startswith(known.states_begin)


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure: "m3", "cái"."""
    words = plain_words(text)
    return words in dictionary().units or bool(_MEASURED.fullmatch(words))


def is_of_measures(heading: str) -> bool:
    """Whether a heading may mean units of measure as well as units of people: "Đơn vị"."""
    return {"don", "vi", "dv", "dvi", "unit"}.issuperset(plain_words(heading).split())


def is_explained(field: str, heading: str) -> bool:
    """Whether all words of a heading are such as a field's headings have."""
    return _is_explained(field, plain_words(heading))


def is_progress(heading: str) -> bool:
    """Whether numbers under a heading may be the progress of the work: "Tiến độ", not "Tiến độ chậm", nor a plan's."""
    words = plain_words(heading)
    return _is_explained("percent_complete", words) and any(
        holds(words, phrase) for phrase in ("%", "ty le", "ti le", "tien do", "khoi luong", "hoan thanh", "thuc hien")
    )


def names_edge(heading: str) -> bool:
    """Whether a heading has a word of a date's."""
    return bool(_edges(_dated_words(heading)))


def names_sharp_edge(heading: str) -> bool:
    """Whether a heading says that it is a start or a finish."""
    return any(dictionary().edges[edge] != "either" for edge in _edges(_dated_words(heading)))


def constraint_type(text: str) -> str | None:
    """The type of a constraint as `schedule.CONSTRAINTS` names it; None where the words name none."""
    return dictionary().constraints.get(plain_words(text))


def list_columns(kind: str, headings: list[str]) -> dict[str, int] | None:
    """The columns of a list sheet ("promises" or "progress"), by field; None where the headings are not all there."""
    said = [plain_words(heading) if len(heading) <= 40 else "" for heading in headings]
    wanted = dictionary().lists[kind]
    found = {field: next((n for n, words in enumerate(said) if words in names), -1) for field, names in wanted.items()}
    return None if -1 in found.values() else found


def _by_phrase(words: str, share: float) -> Match | None:
    """By the whole heading, the longest phrase in it, or likeness to one, whichever is the surest."""
    known = dictionary()
    phrases = known.phrases
    if field := phrases.get(words):
        # of two columns that name one field in full, the one with the more usual heading has it
        return Match(field, (100 - known.ranks.get(words, 0)) * share)
    found = []
    held = [phrase for phrase in inside(words, phrases) if len(phrase) > 2 and _may_stand_in(phrase, words)]
    if held:
        longest = max(held, key=len)
        leads = 6 if words.startswith(longest) else 0
        found.append(Match(phrases[longest], (55 + leads + 38 * len(longest) / len(words)) * share))
    alike = [phrase for phrase in phrases if _begin_alike(words, phrase)] if len(words) >= 5 else []
    if like := process.extractOne(words, alike, scorer=fuzz.ratio, score_cutoff=_LIKE):
        found.append(Match(phrases[like[0]], 0.9 * like[1] * share, is_guess=True))
    return max(found, key=lambda match: match.score, default=None)


def _may_stand_in(phrase: str, words: str) -> bool:
    """Whether a phrase names its field inside a longer heading."""
    known = dictionary()
    is_told = len(phrase.split()) >= _OWN_WORDS or _is_explained(known.phrases[phrase], words)
    return is_told and phrase not in known.whole


def _is_explained(field: str, words: str) -> bool:
    known = dictionary()
    allowed, said = known.explained.get(field), words.split()
    if allowed is None or all(word in allowed or word.isdigit() for word in said):
        return True
    return field == "percent_complete" and holds(words, "hoan thanh") and known.against.isdisjoint(said)


def _is_share(words: str) -> bool:
    """Whether nothing in a heading speaks against the progress that its band names."""
    return _is_explained("percent_complete", words)


def _by_share(words: str) -> Match | None:
    """A percentage of what is done, in whatever order its words stand: "% khối lượng"."""
    is_marked = "%" in words or any(holds(words, phrase) for phrase in ("ty le", "ti le", "phan tram"))
    return Match("percent_complete", 98) if is_marked and _is_share(words) else None


def _begin_alike(words: str, phrase: str) -> bool:
    """Whether two texts have as many words, each with the same letter first: "khối lượng" is no slip of "thời lượng"."""
    return _initials(words) == _initials(phrase)


@lru_cache(maxsize=20_000)
def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split())


def _by_date(words: str, over: str) -> Match | None:
    """By the words that say start or finish, plan or fact; as sure as the share of words that are so explained."""
    known = dictionary()
    words = _written_out(words, over)
    whole = f"{over} {words}".strip()
    edges, edges_over, basis = _edges(_without_two_sided(words)), _edges(over), inside(whole, known.basis)
    sharp = [p for p in edges if known.edges[p] != "either"] or [p for p in edges_over if known.edges[p] != "either"]
    if not edges and not (edges_over and (basis or _is_period(words) or sharp)):
        return _period_heading(words) or _basis_heading(words)
    edge = known.edges[max(sharp, key=len)] if sharp else "either"
    explained = set(" ".join([*edges, *edges_over, *basis]).split()) | known.fillers
    said = words.split()
    share = sum(word in explained or word.isdigit() for word in said) / len(said)
    score = (60 + 36 * share) if sharp else (52 + 30 * share)
    # of several words the last one qualifies: "Gia hạn - Mốc cũ" is the old date
    role = known.basis[_last(basis, whole)] if basis else known.bands.get(over) or known.bands.get(words, "")
    name = _EDGE_OF[edge]
    return Match(f"{role}_{name}" if role else name, score + (2 if basis else 0))


def _edges(words: str) -> list[str]:
    """The words of start, finish and time in a heading; none of those that only sound so: "công trình" is no "trình"."""
    known = dictionary()
    apart = [phrase for phrase in known.no_steps if holds(words, phrase)]
    bare = reduce(lambda text, phrase: f" {text} ".replace(f" {phrase} ", "  "), apart, words)
    return inside(bare, known.edges) + [phrase for phrase in apart if phrase in known.edges]


@lru_cache(maxsize=20_000)
def _dated_words(text: str) -> str:
    """The plain words of a heading; those whose diacritics make them another word than a date's are marked: "mời", not "mới"."""
    words = plain_words(text)
    if text.isascii():
        return words
    said = _SEPARATORS.sub(" ", clean(text).lower()).split()
    plain = words.split()
    if len(said) != len(plain):
        return words
    return " ".join(f"~{p}" if s in dictionary().homographs else p for s, p in zip(said, plain, strict=True))


def _written_out(words: str, over: str) -> str:
    """A heading of abbreviations with each written out: "BĐ (KH)"; one that has another word is left as it is: "Phòng KT"."""
    known = dictionary()
    said = words.split()
    if known.abbreviations.keys().isdisjoint(said) or (len(said) == 1 and not over):
        return words
    usual = {*known.abbreviations, *known.fillers, *" ".join([*known.basis, *known.edges]).split()}
    return " ".join(known.abbreviations.get(word, word) for word in said) if usual.issuperset(said) else words


def _without_two_sided(words: str) -> str:
    return reduce(lambda text, phrase: f" {text} ".replace(f" {phrase} ", "  "), dictionary().two_sided, words)


def _last(phrases: list[str], words: str) -> str:
    """The phrase that ends last, the longer one of two that end together."""
    return max(phrases, key=lambda phrase: (words.rfind(phrase) + len(phrase), len(phrase)))


def _period_heading(words: str) -> Match | None:
    """A column headed by a month, a quarter or a year, as in a plan by months."""
    return Match("finish", 55) if _is_period(words) else None


def _basis_heading(words: str) -> Match | None:
    """A column headed by nothing but plan, forecast or fact: a finish, if dates stand in it."""
    known = dictionary()
    basis = inside(words, known.basis)
    if words in known.bands:
        return Match(f"{known.bands[words]}_finish", _BAND_ALONE)
    explained = set(" ".join(basis).split()) | known.fillers
    explained |= _COUNTED if "lan" in words.split() or "rev" in words.split() else set()
    if not basis or not set(words.split()) <= explained:
        return None
    return Match(f"{known.basis[_last(basis, words)]}_finish", 66)


def is_period(text: str) -> bool:
    """Whether a heading is a month, a quarter, a week or a day's number."""
    return _is_period(plain_words(text))


_PERIOD = re.compile(
    r"(?:thang|t|quy|q|tuan|w|nam|ky) ?(?:\d{1,2}|[ivx]+)(?: (?:nam )?\d{4})?|tuan \d{1,2}(?: tu)?(?: \d{1,2}){2,3}(?: den)?(?: \d{1,2})?|\d{1,2} \d{4}|\d{1,2} \d{1,2}(?: \d{4})?|\d{1,2}|cn|thu \d"
)


def _is_period(words: str) -> bool:
    return bool(_PERIOD.fullmatch(words))


def _is_about_dates(words: str) -> bool:
    return bool(inside(words, dictionary().edges))
