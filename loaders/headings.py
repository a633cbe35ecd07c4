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


@dataclass(frozen=True)
class _Dictionary:
    phrases: dict[str, str]
    """Phrase -> field."""
    ranks: dict[str, float]
    """Phrase of a field that has one usual heading and others -> how far it is from that, in hundredths."""
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
    events: tuple[str, ...]
    """Words of what happens beside the work: a contract is signed, a tender invited."""
    ends_of_events: frozenset[str]
    """Edges that are the work's own only where nothing says its finish more plainly: "phê duyệt"."""
    homographs: frozenset[str]
    """Words that only without diacritics look like one of a date: "mời" is not "mới"."""
    abbreviations: dict[str, str]
    explained: dict[str, frozenset[str]]
    """Field -> the words that may stand beside a phrase of it; with others it is no such field: "tỷ lệ đồng thuận"."""
    against: frozenset[str]
    """Words that no share of finished work has beside it: "kế hoạch"."""
    whole: frozenset[str]
    """Phrases that name their field only as whole headings."""
    units: frozenset[str]
    states: frozenset[str]
    states_begin: tuple[str, ...]
    """Texts of a state, and how others of it begin."""
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


def undated_match(above: str, text: str) -> Match | None:
    """What a heading names if it does not name a date."""
    if not text or len(text) > _LONGEST:
        return None
    return _match(_DIGIT.sub("0", above), _DIGIT.sub("0", text), with_dates=False)


@lru_cache(maxsize=20_000)
def _match(above: str, text: str, *, with_dates: bool = True) -> Match | None:
    """Of headings that differ in their digits alone: no field is told by which digit it is, only by how many there are."""
    words, over = plain_words(text), plain_words(above)
    if not words or words in _dictionary().foreign:
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


def event_words(path: Sequence[str], *, is_start: bool) -> frozenset[str]:
    """The words by which a date is that of something else than the work's own start or finish; none where it is its own."""
    known = _dictionary()
    over = _dated_words(" ".join(path[:-1]))
    own = _written_out(_dated_words(path[-1]), over)
    if told := [phrase for phrase in known.events if _holds(own, phrase)]:
        return frozenset(" ".join(told).split())
    edges = _edges(_without_two_sided(own))
    sharp = {e for e in (*edges, *_edges(over)) if known.edges[e] != "either"}
    if sharp - known.ends_of_events:
        return frozenset()
    plain = [e for e in edges if e not in known.ends_of_events or is_start]
    said = f" {own} ".partition(" theo ")[0].split()
    explained = set(" ".join([*plain, *_inside(own, known.basis), *known.bands]).split()) | known.fillers | _BESIDE
    return frozenset(word for word in said if word not in explained and not word.isdigit())


def are_ends(words: frozenset[str]) -> bool:
    """Whether a date's words of another event are those of an end that may be the work's own: "phê duyệt"."""
    return words.issubset(" ".join(_dictionary().ends_of_events).split())


def is_state(text: str) -> bool:
    """Whether a text begins as those do that say how far the work is: "Chưa hoàn thành"."""
    words, known = plain_words(text), _dictionary()
    return words in known.states or words.endswith("%") or f"{words} ".startswith(known.states_begin)


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure: "m3", "cái"."""
    words = plain_words(text)
    return words in _dictionary().units or bool(_MEASURED.fullmatch(words))


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
        _holds(words, phrase) for phrase in ("%", "ty le", "ti le", "tien do", "khoi luong", "hoan thanh", "thuc hien")
    )


def names_edge(heading: str) -> bool:
    """Whether a heading has a word of a date's."""
    return bool(_edges(_dated_words(heading)))


def names_sharp_edge(heading: str) -> bool:
    """Whether a heading says that it is a start or a finish."""
    return any(_dictionary().edges[edge] != "either" for edge in _edges(_dated_words(heading)))


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
    known = _dictionary()
    phrases = known.phrases
    if field := phrases.get(words):
        # of two columns that name one field in full, the one with the more usual heading has it
        return Match(field, (100 - known.ranks.get(words, 0)) * share)
    found = []
    inside = [phrase for phrase in _inside(words, phrases) if len(phrase) > 2 and _may_stand_in(phrase, words)]
    if inside:
        longest = max(inside, key=len)
        leads = 6 if words.startswith(longest) else 0
        found.append(Match(phrases[longest], (55 + leads + 38 * len(longest) / len(words)) * share))
    alike = [phrase for phrase in phrases if _begin_alike(words, phrase)] if len(words) >= 5 else []
    if like := process.extractOne(words, alike, scorer=fuzz.ratio, score_cutoff=_LIKE):
        found.append(Match(phrases[like[0]], 0.9 * like[1] * share, is_guess=True))
    return max(found, key=lambda match: match.score, default=None)


def _may_stand_in(phrase: str, words: str) -> bool:
    """Whether a phrase names its field inside a longer heading."""
    known = _dictionary()
    is_told = len(phrase.split()) >= _OWN_WORDS or _is_explained(known.phrases[phrase], words)
    return is_told and phrase not in known.whole


def _is_explained(field: str, words: str) -> bool:
    known = _dictionary()
    allowed, said = known.explained.get(field), words.split()
    if allowed is None or all(word in allowed or word.isdigit() for word in said):
        return True
    return field == "percent_complete" and _holds(words, "hoan thanh") and known.against.isdisjoint(said)


def _is_share(words: str) -> bool:
    """Whether nothing in a heading speaks against the progress that its band names."""
    return _is_explained("percent_complete", words)


def _by_share(words: str) -> Match | None:
    """A percentage of what is done, in whatever order its words stand: "% khối lượng"."""
    is_marked = "%" in words or any(_holds(words, phrase) for phrase in ("ty le", "ti le", "phan tram"))
    return Match("percent_complete", 98) if is_marked and _is_share(words) else None


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
    words = _written_out(words, over)
    whole = f"{over} {words}".strip()
    edges, edges_over, basis = _edges(_without_two_sided(words)), _edges(over), _inside(whole, known.basis)
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
    known = _dictionary()
    apart = [phrase for phrase in known.no_steps if _holds(words, phrase)]
    bare = reduce(lambda text, phrase: f" {text} ".replace(f" {phrase} ", "  "), apart, words)
    return _inside(bare, known.edges) + [phrase for phrase in apart if phrase in known.edges]


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
    return " ".join(f"~{p}" if s in _dictionary().homographs else p for s, p in zip(said, plain, strict=True))


def _written_out(words: str, over: str) -> str:
    """A heading of abbreviations with each written out: "BĐ (KH)"; one that has another word is left as it is: "Phòng KT"."""
    known = _dictionary()
    said = words.split()
    if known.abbreviations.keys().isdisjoint(said) or (len(said) == 1 and not over):
        return words
    usual = {*known.abbreviations, *known.fillers, *" ".join([*known.basis, *known.edges]).split()}
    return " ".join(known.abbreviations.get(word, word) for word in said) if usual.issuperset(said) else words


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
            ranks={
                _DIGIT.sub("0", phrase): 0.02 * place
                for field in known["whole"]["ranked"]
                for place, phrase in enumerate(known["fields"][field])
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
            events=tuple(known["events"]["words"]),
            ends_of_events=frozenset(known["events"]["ends"]),
            homographs=frozenset(known["homographs"]["words"]),
            abbreviations=known["abbreviations"],
            explained={field: frozenset(" ".join(said).split()) for field, said in known["explained"].items()},
            against=frozenset(" ".join(known["against"]["percent_complete"]).split()),
            whole=frozenset(known["whole"]["phrases"]),
            units=frozenset(known["measures"]["units"]),
            states=frozenset(known["states"]["whole"]),
            states_begin=tuple(f"{words} " for words in known["states"]["begin"]),
            constraints={words: kind for kind, said in known["constraints"].items() for words in said},
            foreign=frozenset(known["foreign"]["headings"]),
            fillers=frozenset(known["fillers"]["words"]),
            lists=lists,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegistryError(path=path.name, reason=str(error)) from error
