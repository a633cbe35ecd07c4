"""The words of the screen and what each means, as docs/words.md has them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORDS = Path(__file__).resolve().parent.parent / "docs" / "words.md"


@dataclass(frozen=True)
class Term:
    """One word of the screen."""

    shown_vi: str
    shown_en: str
    meaning_vi: str
    meaning_en: str
    in_code: str

    def shown(self, language: str) -> str:
        """The word, in the reader's language."""
        return self.shown_vi if language == "vi" else self.shown_en

    def meaning(self, language: str) -> str:
        """What it means, in the reader's language."""
        return self.meaning_vi if language == "vi" else self.meaning_en


@lru_cache
def glossary() -> tuple[Term, ...]:
    """Every word that is shown on the screen, in the order of the page; words of the code alone are left out."""
    lines = [line for line in _WORDS.read_text(encoding="utf-8").splitlines() if line.startswith("|")][2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return tuple(
        Term(shown, shown_en, meaning_vi, meaning_en.replace("`", ""), code.replace("`", ""))
        for code, meaning_en, _, shown, meaning_vi, shown_en in rows
        if shown
    )
