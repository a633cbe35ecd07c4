"""A card a programme, as on the front page: its state, its figure, what comes next, who answers."""

from collections.abc import Sequence
from typing import Protocol

from briefing.layout import ROOM, plain
from charts import SLACK, Figures, Line, Mark, Rect, Scene, Text, moved, scaled, sign, width, wrap
from schedule import Words

_GAP, _PAD = 12.0, 14.0
_NARROW = 230.0
"""A card narrower than this has its words in a column."""


class CardTexts(Protocol):
    """What a card says; every text ready to be shown."""

    @property
    def programme_id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def status_word(self) -> str: ...  # noqa: D102
    @property
    def figure(self) -> str: ...  # noqa: D102
    @property
    def figure_note(self) -> str: ...  # noqa: D102
    @property
    def next_line(self) -> str: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102
    @property
    def spark(self) -> Scene | None: ...  # noqa: D102


def cards_scene(
    cards: Sequence[CardTexts], words: Words, *, across: int, wide: float = ROOM, is_short: bool = False
) -> Scene:
    """Cards in rows of `across`, all as high as the highest of them.

    Narrow ones have their words in a column; where also `is_short`, without what comes next.
    """
    size = (wide - _GAP * (across - 1)) / across
    most = (2, 0, 1) if is_short else (3, 3, 2)
    drawn = [_narrow_card(card, size, most) if size < _NARROW else _card(card, size) for card in cards]
    tall = max((height for _, height in drawn), default=0.0)
    marks: list[Mark] = []
    for i, (card, (inside, _)) in enumerate(zip(cards, drawn, strict=True)):
        x, y = (i % across) * (size + _GAP), (i // across) * (tall + _GAP)
        frame: list[Mark] = [
            Rect(0, 0, 5, tall, f"status_{card.status}"),
            Line(((0, 0.5), (size - 0.5, 0.5), (size - 0.5, tall - 0.5), (0, tall - 0.5)), "line"),
        ]
        marks += [moved(mark, x, y) for mark in (*frame, *inside)]
    rows = -(-len(cards) // across)
    alt = words("brief.cards.alt", count=len(cards))
    return Scene(wide, rows * (tall + _GAP) - _GAP if rows else 0, tuple(marks), alt, _figures(cards, words))


def _figures(cards: Sequence[CardTexts], words: Words) -> Figures:
    """Each card in full, whatever of it has room."""
    names = ("programme", "status", "original", "note", "owner")
    rows = tuple(
        (
            card.name,
            card.status_word,
            card.figure or "–",
            "; ".join(filter(None, (card.figure_note, card.next_line))),
            card.owner,
        )
        for card in cards
    )
    return Figures(tuple(words(f"column.{name}") for name in names), rows)


def _card(card: CardTexts, size: float) -> tuple[list[Mark], float]:
    """The card's words and its sparkline, and how high they are."""
    left, right = _PAD + 4, size - _PAD
    room = (right - left) / SLACK
    marks: list[Mark] = []
    # the name and the status share a line where both have room, else the status stands above the figure
    word = width(card.status_word, 12.5, 600) + 16
    name = plain(card.name)
    size_of_name = next((n for n in (15.5, 14.5, 13.5) if width(name, n, 700) + word + 12 <= room), 0.0)
    shares, size_of_name = size_of_name > 0, size_of_name or 15.5
    y = 27.0
    for line in wrap(name, room, size_of_name, 700, lines=2):
        marks.append(Text(left, y, line, "ink", size=size_of_name, weight=700, key=card.programme_id))
        y += 21
    at = right - width(card.status_word, 12.5, 600) * SLACK if shares else left + 16
    marks += _status(card, at, 27.0 if shares else y)
    y = _figure(card, marks, (left, right), y + (14 if shares else 34), 27)
    return marks, _lines(card, marks, (left, right), y, 13.5, (2, 2, 1))


def _narrow_card(card: CardTexts, size: float, most: tuple[int, int, int]) -> tuple[list[Mark], float]:
    """The same in a column: status, name, figure, and what is said of it, each at the same height on every card."""
    left, right = 16.0, size - 8
    marks: list[Mark] = [*_status(card, left + 15, 25)]
    name = plain(card.name)
    letters = next((n for n in (17, 16, 15, 14, 13) if width(name, n, 700) * SLACK <= right - left), 13)
    for line in wrap(name, (right - left) / SLACK, letters, 700, lines=1):
        marks.append(Text(left, 49, line, "ink", size=letters, weight=700, key=card.programme_id))
    y = _figure(card, marks, (left, right), 80, 25)
    return marks, _lines(card, marks, (left, right), y, 13, most)


def _status(card: CardTexts, at: float, y: float) -> list[Mark]:
    word = Text(at, y, card.status_word, f"status_{card.status}", size=12.5, weight=600, key=card.programme_id)
    return [*sign(card.status, at - 10, y - 5, 5), word]


def _figure(card: CardTexts, marks: list[Mark], sides: tuple[float, float], y: float, largest: float) -> float:
    """Add the figure, as large as it fits, and the sparkline where it has room; answers where the next line stands."""
    left, right = sides
    if not card.figure:
        return y
    spark = card.spark if right - left > _NARROW - 2 * _PAD else None
    room = (right - left) / SLACK - (70 if spark else 0)
    figure = largest
    while width(card.figure, figure, 700) > room and figure > 16:
        figure -= 1
    role = f"status_{card.status}"
    marks.append(Text(left, y, card.figure, role, size=figure, weight=700, key=card.programme_id))
    after = left + width(card.figure, figure, 700) * SLACK + 14
    if spark and right - after >= 44:
        by = min(1.0, (right - after) / spark.width)
        x = right - spark.width * by
        marks += [moved(scaled(mark, by), x, y - 22) for mark in spark.marks]
    return y + 22


def _lines(
    card: CardTexts, marks: list[Mark], sides: tuple[float, float], y: float, size: float, most: tuple[int, int, int]
) -> float:
    """Add what is said below the figure; answers how high the card is."""
    left, right = sides
    said = ((card.figure_note, "quiet"), (card.next_line, "ink"), (card.owner, "quiet"))
    for (text, role), lines in zip(said, most, strict=True):
        for line in wrap(plain(text), (right - left) / SLACK, size, lines=lines) if text and lines else []:
            marks.append(Text(left, y, line, role, size=size, key=card.programme_id))
            y += 1.37 * size
        y += 3
    return y - 3
