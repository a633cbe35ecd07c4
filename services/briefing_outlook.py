"""The page of a briefing that looks ahead: in time or not, the chance by each day, and what moves the finish most."""

from collections.abc import Iterator

import charts
from briefing import layout
from briefing.layout import BOTTOM, EDGE, ROOM, Column, Row, said
from briefing.pack import Picture
from services.briefing_desk import Desk, Page, Parts, below
from services.outlook_view import OutlookView, outlook_view
from services.states import ProgrammeState

_UNDER = 226
"""Height that the table and the bars keep below the curve."""
_BARS, _BARS_WIDE = 4, 460.0
"""So many tasks that move the finish most, at the right of the table."""


def outlook(desk: Desk, s: ProgrammeState) -> Iterator[Page]:
    """The decisive milestone's chance to be done by each day; every milestone's verdict; what moves the finish most.

    Nothing where no method tells a chance.
    """
    words = desk.words
    view = outlook_view(desk.tracker, s.programme.id, desk.day, words)
    if not view.curves:
        return
    sheet = desk.sheet(f"outlook:{s.programme.id}", view.headline, view.subtitle, "outlook", programme=s.programme.id)
    caption = _caption(words("outlook.curve", milestone=view.choices[view.chosen]), sheet.top)
    curve = layout.fitted(
        "s_curve",
        lambda wide: charts.s_curve_scene(
            view.curves, view.gates, due=view.due, status_date=desk.day, words=words, width=wide
        ),
        sheet.top + 22,
        BOTTOM - _UNDER,
        (1240, 1340, 1440, ROOM, 1700),
    )
    under = below([curve], sheet.top) + 8
    bars = _bars(desk, view, under)
    wide = ROOM - (_BARS_WIDE + 28 if bars else 0)
    yield sheet, [caption, curve, *_verdicts(desk, view, under, wide), *bars], s


def _verdicts(desk: Desk, view: OutlookView, top: float, wide: float) -> Parts:
    """Each milestone that is still to come, that of the curve first, then the least likely, as far as there is room."""
    words = desk.words
    columns = [Column(words(f"column.{name}"), w) for name, w in (("milestone", 34), ("promised", 13), ("verdict", 53))]
    lines = sorted(view.lines, key=lambda line: line.key != view.chosen)
    rows = [
        Row(line.key, (said(line.milestone, weight=600), said(line.promised), said(line.verdict))) for line in lines
    ]
    table, shown = layout.table(
        "outlook", words("outlook.table"), columns, rows, top=top, bottom=BOTTOM - 24, wide=wide, sizes=(15, 14, 13)
    )
    return [table, *desk.rest(len(lines) - shown, "milestones", table.y + table.height + 2)]


def _bars(desk: Desk, view: OutlookView, top: float) -> Parts:
    """What moves the finish most; one task alone says nothing."""
    if len(view.bars) < 2:
        return []
    left = EDGE + ROOM - _BARS_WIDE
    scene = charts.tornado_scene(view.bars[:_BARS], words=desk.words, width=_BARS_WIDE, narrow=True)
    scale = min(1.0, (BOTTOM - top - 24) / scene.height)
    picture = Picture("tornado", scene, left, top + 24, scale)
    return [_caption(desk.words("outlook.tornado"), top, left=left + 14), picture]


def _caption(text: str, top: float, left: float = EDGE) -> Picture:
    return layout.note(text, top, left=left, role="ink")
