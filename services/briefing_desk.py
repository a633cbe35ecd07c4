"""What every page of a briefing is made from, and how its parts follow one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

import charts
from briefing import layout
from briefing.layout import Sheet
from briefing.pack import Picture, Table
from schedule import LANGUAGES, Words
from services.lookback import Lookback, lookback
from services.states import ProgrammeState
from services.tracker import Tracker

ADDRESSES = {
    "overview": "",
    "programme": "chuong-trinh",
    "trend": "xu-huong",
    "changes": "thay-doi",
    "outlook": "trien-vong",
}
"""The product's page that shows what a slide shows."""
Parts = list[Picture | Table]
Page = tuple[Sheet, Parts, ProgrammeState | None]
"""A slide before it is numbered and stamped; the programme that it is about, None where it is about all."""


@dataclass(frozen=True)
class Desk:
    """What every page is made from."""

    tracker: Tracker
    words: Words
    states: tuple[ProgrammeState, ...]
    day: date
    before: date | None
    """The status date compared with; None where there is none."""
    address: str
    """Where the product is served."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Slide's key -> its title as a person reworded it."""
    looked: dict[tuple[str, ...], Lookback] = field(default_factory=dict)

    def lookback(self, *ids: str) -> Lookback | None:
        """What changed in some programmes since the day compared with, worked out once."""
        if self.before is None:
            return None
        if ids not in self.looked:
            self.looked[ids] = lookback(self.tracker, ids, self.before, self.day, self.words)
        return self.looked[ids]

    @property
    def ids(self) -> tuple[str, ...]:
        """The programmes of the briefing."""
        return tuple(s.programme.id for s in self.states)

    def sheet(self, key: str, title: str, subtitle: str, page: str, **query: str) -> Sheet:
        """An empty slide with its message, and the link to the live view that shows the same."""
        asked = {"as_of": self.day.isoformat(), "lang": self.words.language, **query}
        if self.words.language == LANGUAGES[0]:
            del asked["lang"]
        link = f"{self.address.rstrip('/')}/{ADDRESSES[page]}?{urlencode(asked)}"
        reworded = layout.plain(self.titles.get(key, ""))
        is_edited = bool(reworded) and reworded != layout.plain(title)
        return Sheet(key, reworded if is_edited else title, subtitle, link, is_edited)

    def rest(self, count: int, kind: str, top: float, left: float = layout.EDGE) -> Parts:
        """How many more there are; nothing where all are shown."""
        told = self.words(f"brief.rest.{kind}", count=count)
        return [layout.note(told, top, left=left, role="accent")] if count > 0 else []


def below(parts: Parts, top: float) -> float:
    """The lower edge of what stands last."""
    edges = [top]
    for part in parts:
        if isinstance(part, Table):
            edges.append(part.y + part.height)
        elif part.name != "note":
            edges.append(part.y + part.scene.height * part.scale)
        else:
            edges.append(max(mark.y for mark in part.scene.marks if isinstance(mark, charts.Text)) + 6)
    return max(edges)
