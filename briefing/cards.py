"""A card a programme, as on the front page: its state, its figure, what comes next, who answers."""

from collections.abc import Sequence
from typing import Protocol

from briefing.layout import ROOM, plain
from charts import SLACK, Line, Mark, Rect, Scene, Text, moved, scaled, sign, width, wrap

_GAP, _PAD = 12.0, 14.0


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


def cards_scene(cards: Sequence[CardTexts], alt: str, *, across: int, wide: float = ROOM) -> Scene:
    """Cards in rows of `across`, all as high as the highest of them."""
    size = (wide - _GAP * (across - 1)) / across
    drawn = [_card(card, size) for card in cards]
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
    return Scene(wide, rows * (tall + _GAP) - _GAP if rows else 0, tuple(marks), alt)


def _card(card: CardTexts, size: float) -> tuple[list[Mark], float]:
    """The card's words and its sparkline, and how high they are."""
    left, right = _PAD + 4, size - _PAD
    room = (right - left) / SLACK
    role = f"status_{card.status}"
    key = card.programme_id
    marks: list[Mark] = []
    y = 27.0
    # the name and the status share a line where both have room, else the status stands above the figure
    word = width(card.status_word, 12.5, 600) + 16
    name = plain(card.name)
    size_of_name = next((n for n in (15.5, 14.5, 13.5) if width(name, n, 700) + word + 12 <= room), 0.0)
    shares, size_of_name = size_of_name > 0, size_of_name or 15.5
    for line in wrap(name, room, size_of_name, 700, lines=2):
        marks.append(Text(left, y, line, "ink", size=size_of_name, weight=700, key=key))
        y += 21
    at = right - width(card.status_word, 12.5, 600) * SLACK if shares else left + 16
    status_y = 27.0 if shares else y
    marks += sign(card.status, at - 10, status_y - 5, 5)
    marks.append(Text(at, status_y, card.status_word, role, size=12.5, weight=600, key=key))
    y += 14 if shares else 34
    if card.figure:
        figure = 27.0
        while width(card.figure, figure, 700) > room - (70 if card.spark else 0) and figure > 18:
            figure -= 1
        marks.append(Text(left, y, card.figure, role, size=figure, weight=700, key=key))
        after = left + width(card.figure, figure, 700) * SLACK + 14
        if card.spark and right - after >= 44:
            by = min(1.0, (right - after) / card.spark.width)
            x = right - card.spark.width * by
            marks += [moved(scaled(mark, by), x, y - 22) for mark in card.spark.marks]
        y += 22
    for text, kind, most in ((card.figure_note, "quiet", 2), (card.next_line, "ink", 2), (card.owner, "quiet", 1)):
        for line in wrap(plain(text), room, 13.5, lines=most) if text else []:
            marks.append(Text(left, y, line, kind, size=13.5, key=key))
            y += 18.5
        y += 3
    return marks, y - 3
