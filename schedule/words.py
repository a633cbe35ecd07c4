"""What the product says, in Vietnamese or English: sentences from the catalogues, dates and numbers as people write them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from schedule.spans import Span

LANGUAGES = ("vi", "en")
_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
_MINUS = "−"


class Words:
    """The catalogues of one language: `words("status.late")`, `words("headline.overdue", days=62)`.

    The catalogues are `locale/<language>/LC_MESSAGES/*.po`; a message id is a key ("status.late"), never a sentence.
    """

    def __init__(self, language: str) -> None:
        """Open the catalogues of `language`, "vi" or "en"; any other reads as Vietnamese."""
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._messages = _messages(self.language)

    def __call__(self, key: str, /, **facts: object) -> str:
        """The message of `key`, filled with `facts`; where it has plural forms, `count` chooses.

        Raises:
            KeyError: No catalogue of this language has the key.
        """
        forms = self._messages[key]
        form = forms[0] if len(forms) == 1 or facts.get("count") in (1, "1") else forms[1]
        return form.format_map({k: self._fact(v) for k, v in facts.items()})

    def has(self, key: str) -> bool:
        """Whether a catalogue has the key."""
        return key in self._messages

    def day(self, day: date) -> str:
        """A day as people write it: 28/06/2024."""
        return f"{day:%d/%m/%Y}"

    def moment(self, moment: datetime) -> str:
        """A moment as people write it: 28/06/2024 09:15."""
        return f"{moment:%d/%m/%Y %H:%M}"

    def number(self, number: float, decimals: int = 1) -> str:
        """A number with the language's separators: 1.234,5 or 1,234.5."""
        return _number(round(number, decimals) or 0, self.language)  # 0 is also what −0.0 is written as

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share as people write it in per cent: 36 % in Vietnamese, 36% in English."""
        return self("percent", number=self.number(100 * share, decimals))

    def signed(self, number: float) -> str:
        """A whole number with its sign: +62, −15, 0."""
        whole = round(number)
        sign = "+" if whole > 0 else _MINUS if whole < 0 else ""
        return sign + self.number(abs(whole), 0)

    def days(self, number: float, *, coarse: bool = False) -> str:
        """Calendar days with unit and sign: "+62 ngày"; "≈ +62 ngày" where the dates behind it are coarse."""
        text = self("unit.days.signed", count=abs(round(number)), number=self.signed(number))
        return f"≈ {text}" if coarse else text

    def span(self, span: Span) -> str:
        """A span in the source's own words, or its days where it has none; "" where there is no date."""
        if span.text:
            return span.text
        if span.first and span.last:
            return self.day(span.last) if span.first == span.last else f"{self.day(span.first)}–{self.day(span.last)}"
        return self("span.by", day=self.day(span.last)) if span.last else self.day(span.first) if span.first else ""

    def _fact(self, fact: object) -> object:
        if isinstance(fact, date):
            return self.day(fact)
        return self.number(fact) if isinstance(fact, int | float) and not isinstance(fact, bool) else fact


@lru_cache(maxsize=4096)
def _number(number: float, language: str) -> str:
    return format_decimal(number, locale=language)


@lru_cache
def _messages(language: str) -> Mapping[str, tuple[str, ...]]:
    messages: dict[str, tuple[str, ...]] = {}
    for path in sorted((_CATALOGUES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages.update(_forms(read_po(file, locale=language)))
    return messages


def _forms(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        text = message.string
        found[key] = tuple(text) if isinstance(text, tuple | list) else (text or "",)
    return found
