"""The words of headings: the dictionary of data/headings.toml, and which of its phrases a text holds."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.reference import DATA
from schedule.errors import RegistryError

DIGIT = re.compile(r"\d")
"""No field is told by which digit stands in a heading, only by how many: each is written 0."""
_LONGEST_PHRASE = 8
"""Words that a phrase of the dictionary has at most."""


@dataclass(frozen=True)
class Dictionary:
    """Phrases in lower case without diacritics, as `plain_words` makes them."""

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


def holds(words: str, phrase: str) -> bool:
    """Whether a text holds a phrase as whole words."""
    return f" {phrase} " in f" {words} " or (not phrase.isascii() and phrase in words)


def inside(words: str, phrases: Mapping[str, str]) -> list[str]:
    """The phrases that a text holds, in the dictionary's order."""
    if not words.isascii():
        return [phrase for phrase in phrases if holds(words, phrase)]
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


@lru_cache
def dictionary() -> Dictionary:
    """The dictionary, read once.

    Raises:
        RegistryError: The file is damaged.
    """
    path = DATA / "headings.toml"
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {
            kind: {field: tuple(names) for field, names in fields.items()} for kind, fields in known["lists"].items()
        }
        return Dictionary(
            phrases={DIGIT.sub("0", phrase): field for field, phrases in known["fields"].items() for phrase in phrases},
            ranks={
                DIGIT.sub("0", phrase): 0.02 * place
                for field in known["whole"]["ranked"]
                for place, phrase in enumerate(known["fields"][field])
            },
            edges={phrase: edge for edge, phrases in known["edges"].items() for phrase in phrases},
            basis={phrase: basis for basis, phrases in known["basis"].items() for phrase in phrases},
            two_sided=tuple(
                b
                for bs in known["basis"].values()
                for b in bs
                if any(holds(b, e) and b != e for es in known["edges"].values() for e in es)
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
