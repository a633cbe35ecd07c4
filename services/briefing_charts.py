"""The pages of a briefing that are pictures: the headline, one slide for all, a programme's chart, the trend."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

import charts
from briefing import layout
from briefing.cards import cards_scene
from briefing.layout import BOTTOM, EDGE, ROOM
from briefing.pack import Picture
from schedule import Words
from services import sentences
from services.briefing_desk import Desk, Page, Parts, below
from services.briefing_lists import decision_table
from services.overview import decisions, overview
from services.programme import gantt_rows, worst_first
from services.states import ProgrammeState
from services.trend import trend_view

_ACROSS, _CARDS = 5, 8
"""Cards in a row; more than fit it are written smaller, all in one row, at most so many."""
_LINES = 8
"""Milestones on the trend's page."""
_PAGES = 3
"""A programme's chart takes at most so many slides; of a longer one the worst rows are drawn."""
_WORST, _ROWS = 14, 24
"""So many rows of a longer one are drawn at most; more rows than that have never room on one slide."""
_TOGETHER, _NOTE = 13, 26
"""Rows of one group that stay on one page; height of a line that says how many are left out."""
_WAYS = 3
"""So many ways of breaking a chart into pages are tried."""
_SMALLEST = 0.93
"""A chart that came out smaller is broken into pages instead."""


def headline(desk: Desk) -> Iterator[Page]:
    """The state of the whole list: a card a programme, and all key milestones on one picture."""
    content = overview(desk.tracker, desk.day, desk.words, desk.ids)
    sheet = desk.sheet("headline", _headline(desk, content.headline), content.subtitle, "overview")
    parts = _cards(desk, content.cards, sheet.top)
    top = below(parts, sheet.top)
    yield sheet, [*parts, *_birds(desk, content.lanes, top, BOTTOM)], None


def one(desk: Desk) -> Iterator[Page]:
    """Everything on one slide: cards, key milestones, and the worst that needs a decision."""
    content = overview(desk.tracker, desk.day, desk.words, desk.ids)
    sheet = desk.sheet("one", _headline(desk, content.headline), content.subtitle, "overview")
    parts = _cards(desk, content.cards, sheet.top, is_short=True) if len(content.cards) > 1 else []
    top = below(parts, sheet.top)
    birds = _birds(desk, content.lanes, top, BOTTOM - 170)
    count = len(content.decisions) + content.decisions_more
    yield sheet, [*parts, *birds, *decision_table(desk, content.decisions, count, below(birds, top))], None


def programme(desk: Desk, s: ProgrammeState) -> Iterator[Page]:
    """One programme: its chart, on as many slides as it needs, and below it what needs a decision."""
    words, key = desk.words, f"programme:{s.programme.id}"
    query = {"programme": s.programme.id}
    if s.revision is None or s.status_date is None:
        sheet = desk.sheet(
            f"{key}:1", sentences.programme_headline(s, words), s.programme.owner_vi, "programme", **query
        )
        yield sheet, [layout.statement(words("programme.nothing"), sheet.top)], s
        return
    rows = gantt_rows(desk.tracker, s, words)
    found, count = decisions([s], words)
    title, told = sentences.programme_headline(s, words), _state_of(s, words)
    top = max(desk.sheet(f"{key}:{n}", title, told, "programme").top for n in range(1, _PAGES + 1))
    bottom = BOTTOM - (122 if found else 34)
    pages = _paged(desk, s, rows, top, bottom)
    for n, (page, left) in enumerate(pages, 1):
        part = words("brief.part", number=n, count=len(pages)) if len(pages) > 1 else ""
        sheet = desk.sheet(f"{key}:{n}", title, told + part, "programme", **query)
        chart = _gantt(desk, s, page, sheet.top, bottom - _NOTE * bool(left))
        under = chart.y + chart.scene.height * chart.scale + 4
        shown = [d for d in found if any(row.key == d.row_id for row in page)] if n > 1 else found
        hidden = count if n == 1 else 0
        strip = decision_table(desk, shown, len(shown) + hidden, under + 24 * bool(left), rows=3, is_of_one=True)
        yield sheet, [chart, *desk.rest(left, "rows", under), *strip], s


def _state_of(s: ProgrammeState, words: Words) -> str:
    return words(
        "brief.programme.subtitle",
        day=s.status_date,
        done=s.done,
        total=sentences.milestones(len(s.milestones), s.glance.illustrative, words),
        overdue=s.count("overdue"),
        gaps=s.count("no_record"),
        owner=s.programme.owner_vi,
    )


def _gantt(desk: Desk, s: ProgrammeState, rows: Sequence[charts.GanttRow], top: float, bottom: float) -> Picture:
    day = s.status_date or desk.day
    gates = desk.tracker.gates
    return layout.fitted(
        "gantt",
        lambda wide: charts.gantt_scene(rows, gates, status_date=day, words=desk.words, width=wide),
        top,
        bottom,
        (1340, 1440, ROOM, 1640),
    )


def _paged(
    desk: Desk, s: ProgrammeState, rows: Sequence[charts.GanttRow], top: float, bottom: float
) -> list[tuple[list[charts.GanttRow], int]]:
    """The rows of each page, and how many are left out; pages break between groups, a long group's name is repeated."""

    def has_room(page: Sequence[charts.GanttRow], kept: float = 0) -> bool:
        return _gantt(desk, s, page, top, bottom - kept).scale >= _SMALLEST

    blocks = list(_blocks(rows)) if len(rows) <= _PAGES * _ROWS else []
    for count in range(1, _PAGES + 1):
        for pages in _divided(blocks, count):
            if all(map(has_room, pages)):
                return [(page, 0) for page in pages]
    order = list(worst_first(s.milestones)["row_id"])
    for most in range(_WORST, 4, -1):
        page = _with_groups(rows, set(order[:most]))
        if has_room(page, _NOTE):
            break
    return [(page, len(order) - most)]


def _divided(blocks: Sequence[list[charts.GanttRow]], count: int) -> list[list[list[charts.GanttRow]]]:
    """The blocks on so many pages, in the ways that fill them most evenly."""
    ways = []
    for cuts in combinations(range(1, len(blocks)), count - 1):
        ends = [0, *cuts, len(blocks)]
        ways.append([[row for block in blocks[a:b] for row in block] for a, b in pairwise(ends)])
    return sorted(ways, key=lambda pages: max(map(len, pages)))[:_WAYS]


def _with_groups(rows: Sequence[charts.GanttRow], keys: set[str]) -> list[charts.GanttRow]:
    """Some rows under the groups that they stand in."""
    kept = [row for row in rows if row.key in keys]
    return [
        row for row in rows if row.key in keys or (row.is_group and any(k.wbs.startswith(f"{row.wbs}.") for k in kept))
    ]


def _blocks(rows: Sequence[charts.GanttRow]) -> Iterator[list[charts.GanttRow]]:
    """What stays together on a page: an outermost group with its rows; a long one in pieces that repeat its name."""
    block: list[charts.GanttRow] = []
    for row in rows:
        if block and ((row.is_group and row.level == 0) or len(block) >= _TOGETHER):
            yield block
            block = block[:1] if block[0].is_group and not (row.is_group and row.level == 0) else []
        block.append(row)
    if block:
        yield block


def trend(desk: Desk, of: ProgrammeState | None = None) -> Iterator[Page]:
    """Every promise of the milestones that were re-dated most often."""
    words = desk.words
    view = trend_view(desk.tracker, desk.day, words, programmes=(of.programme.id,) if of else desk.ids)
    if not view.lines:
        return
    key = f"trend:{of.programme.id}" if of else "trend"
    lines = view.lines[:_LINES]
    subtitle = words("brief.trend.subtitle", day=desk.day, count=len(lines))
    sheet = desk.sheet(key, view.headline, subtitle, "trend", **({"in": of.programme.id} if of else {}))
    picture = layout.fitted(
        "trend",
        lambda wide: charts.trend_scene(lines, status_date=desk.day, words=words, width=wide),
        sheet.top,
        BOTTOM + 4,
        (1240, 1320, 1420, ROOM),
    )
    yield sheet, [picture], of


def _headline(desk: Desk, all_of_them: str) -> str:
    return sentences.programme_headline(desk.states[0], desk.words) if len(desk.states) == 1 else all_of_them


def _cards(desk: Desk, found: Sequence[Any], top: float, *, is_short: bool = False) -> Parts:
    shown = list(found)
    rank = {status: i for i, status in enumerate(sentences.WORST_FIRST)}
    if len(found) > _CARDS:
        shown = sorted(found, key=lambda card: rank[card.status])[:_CARDS]
    across = len(shown) if len(shown) > _ACROSS else max(3, len(shown))
    scene = cards_scene(shown, desk.words, across=across, is_short=is_short)
    cards: Parts = [Picture("cards", scene, EDGE, top)]
    return [*cards, *desk.rest(len(found) - len(shown), "programmes", top + scene.height + 4)]


def _birds(desk: Desk, lanes: Sequence[charts.Lane], top: float, bottom: float) -> Parts:
    if not lanes:
        return []
    words, gates = desk.words, desk.tracker.gates
    top += 10

    def make(wide: float, height: float | None = None) -> charts.Scene:
        return charts.birds_scene(lanes, gates, status_date=desk.day, words=words, width=wide, height=height)

    found = layout.fitted("birds", make, top, bottom, (1200, 1280, 1360, 1450, ROOM))
    if found.scale < _SMALLEST:  # with fewer labels it may stay as large
        found = layout.fitted(
            "birds", lambda wide: make(wide, (bottom - top) * wide / ROOM), top, bottom, (ROOM, 1640, 1780)
        )
    wide, tall = found.scene.width, min((bottom - top) / found.scale, found.scene.height * 1.35)
    if tall > found.scene.height:
        found = Picture("birds", make(wide, tall), found.x, found.y, found.scale)
    return [found]
