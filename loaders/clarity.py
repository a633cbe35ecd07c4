"""The rules of the "5 rõ", as `data/clarity.toml` has them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis import QUESTIONS, ClarityRules, Weak
from loaders.reference import DATA
from schedule.errors import RegistryError


@dataclass(frozen=True)
class Offers:
    """Texts that a correction workbook offers to choose from."""

    posts: tuple[str, ...]
    deliverables: tuple[str, ...]


@lru_cache
def clarity_rules(data: Path = DATA) -> tuple[ClarityRules, Offers]:
    """What is asked of each row, and what is offered to mend it.

    Raises:
        RegistryError: The file is missing, is no TOML, lacks a list, or names a question that there is not.
    """
    path = data / "clarity.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        weak = tuple(Weak(**{**entry, "words": tuple(entry["words"])}) for entry in told["weak"])
        if unknown := [
            one.id for one in weak if one.fails not in QUESTIONS or one.unless not in ("", "result", "measure")
        ]:
            raise ValueError(", ".join(unknown))
        rules = ClarityRules(
            posts=tuple(told["person"]["posts"]),
            verbs=tuple(told["task"]["verbs"]),
            collective=tuple(told["responsibility"]["collective"]),
            weak=weak,
        )
        return rules, Offers(tuple(told["offer"]["posts"]), tuple(told["offer"]["deliverables"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegistryError(path=path.name, reason=f"{type(error).__name__}: {error}") from error
