"""A page's picture as a file of its own: the very scene that is shown, under its message, over the stamp of a briefing."""

from dataclasses import dataclass
from datetime import date

import charts
from briefing import layout, paper
from briefing.pack import WIDTH, Pack, Picture
from schedule import Words
from services.briefing_stamp import stamp
from services.states import states, states_of
from services.tracker import Tracker

_SHARP, _MOST = 3200, 16_000_000
"""Pixels across on sharp screens; pixels in all that a clipboard takes at ease, of what is higher half as many across."""


@dataclass(frozen=True)
class Message:
    """What a picture says when it stands alone, and whom it speaks of."""

    title: str
    subtitle: str
    programmes: tuple[str, ...] = ()
    """Ids; none means all."""


def alone(
    tracker: Tracker, scene: charts.Scene, message: Message, as_of: date, link: str, theme: str, words: Words
) -> Pack:
    """The picture as a briefing of one slide, as high as it needs.

    Args:
        tracker: The opened product.
        scene: What the page shows, in its own size.
        message: What it says.
        as_of: The day that it shows.
        link: Address of the live view that shows the same.
        theme: Of the page's colours.
        words: The reader's language.

    Raises:
        ProgrammeUnknown: No programme of one of the ids is registered.
    """
    found = states_of(tracker, message.programmes, as_of) if message.programmes else states(tracker, as_of)
    sheet = layout.Sheet("picture", message.title, message.subtitle, link)
    shown = Picture("picture", scene, (WIDTH - scene.width) / 2, sheet.top)
    return Pack(
        title=message.title,
        subtitle=message.subtitle,
        language=words.language,
        theme=theme,
        status_date=as_of,
        published_at=max(s.revision.published_at for s in found if s.revision),
        slides=(layout.slide(sheet, [shown], stamp(found, words), bottom=sheet.top + scene.height),),
        labels={"product": words("product")},
    )


def png(pack: Pack) -> bytes:
    """The only slide of a pack as PNG."""
    slide = pack.slides[0]
    is_high = _SHARP * _SHARP * slide.height / WIDTH > _MOST
    return paper.png(pack, slide, int(WIDTH) if is_high else _SHARP)
