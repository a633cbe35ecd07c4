"""Briefings: the slides that staff take into meetings, in every format, from the revisions of a day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import access
from briefing import archive, book, calendar, layout, paper, slides, svg, web
from briefing.pack import Pack, Slide
from schedule import HANOI, LANGUAGES, Words
from schedule.errors import ComparisonBackwards, RevisionNotFound
from services import briefing_charts as pictures
from services import briefing_lists as lists
from services.briefing_desk import Desk, Page
from services.briefing_figures import events, figures
from services.briefing_outlook import outlook
from services.briefing_stamp import stamp, stamp_texts
from services.states import ProgrammeState, state
from services.tracker import Progress, Tracker
from store import Signature

AUDIENCES = ("monthly", "weekly", "one", "programme")
"""Who a pack is for: a monthly meeting, a weekly one, a leader with one slide, those of single programmes."""


FORMATS = ("pptx", "pdf", "png", "svg", "html", "xlsx", "ics", "zip")
LOCAL = "http://127.0.0.1:8501"
"""Where `make run` serves."""
BRIEFED = "briefed"
"""The audit's word for what was taken into a meeting."""
PIXELS = {"1x": 1600, "2x": 3200, "4k": 3840}
"""How wide pictures are."""
Maker = Callable[[], Iterator[Page]]


@dataclass(frozen=True)
class Asked:
    """What a briefing is to be made of."""

    as_of: date
    programmes: tuple[str, ...] = ()
    """Ids; none means all."""
    compare: date | None = None
    """The day compared with; None is the status date before."""
    audience: str = AUDIENCES[0]
    theme: str = "light"
    address: str = LOCAL
    """Where the product is served: links and codes lead there."""
    titles: tuple[tuple[str, str], ...] = ()
    """Slides' keys, each with its title as a person reworded it."""


def pack(tracker: Tracker, asked: Asked, words: Words, progress: Progress | None = None) -> Pack:
    """The briefing that was asked for: the same, whenever it is made from the same revisions.

    `progress` is told of each part of it.

    Raises:
        ProgrammeUnknown: No programme of one of the ids is registered.
        RevisionNotFound: No programme of the briefing has a revision on that day.
        ComparisonBackwards: The day compared with is not before the status date.
    """
    for programme_id in asked.programmes:
        tracker.programme(programme_id)
    wanted = [p for p in tracker.programmes if not asked.programmes or p.id in asked.programmes]
    days = sorted({day for p in wanted for day in tracker.status_dates(p.id)})
    day = max((d for d in days if d <= asked.as_of), default=None)
    if day is None:
        raise RevisionNotFound(programme=", ".join(p.id for p in wanted), wanted=asked.as_of.isoformat())
    if asked.compare and asked.compare >= day:
        raise ComparisonBackwards(compare=asked.compare.isoformat(), day=day.isoformat())
    before = max((d for d in days if d <= asked.compare), default=None) if asked.compare else _previous(days, day)
    states = tuple(state(tracker, p.id, day) for p in wanted)
    desk = Desk(tracker, words, states, day, before, asked.address, dict(asked.titles))
    made = _numbered(desk, _made(desk, asked.audience, progress))
    view = desk.lookback(*desk.ids)
    return Pack(
        title=made[0].title,
        subtitle=words(f"brief.audience.{asked.audience}"),
        language=words.language,
        theme=asked.theme,
        status_date=day,
        published_at=max(s.revision.published_at for s in states if s.revision),
        slides=made,
        before=before,
        figures=figures(states, words),
        changes=tuple(
            (c.kind_word, c.programme, c.milestone, c.field, c.before, c.after, c.days, c.owner, c.cell)
            for c in (view.changes if view else ())
        ),
        events=events(tracker, states, day, words),
        stamp=stamp_texts(stamp(states, words)),
        labels={key: words(key) for key in _LABELS},
    )


def written(pack: Pack, kind: str, progress: Progress | None = None, *, size: str = "") -> list[bytes]:
    """The pack in one of the `FORMATS`: one file, or of pictures one a slide.

    `size` is one of `PIXELS` for PNG, of `paper.PAGES` for PDF; the first of them where it is none.
    """
    match kind:
        case "pptx":
            return [slides.pptx(pack)]
        case "pdf":
            return [paper.pdf(pack, size if size in paper.PAGES else "16:9")]
        case "png":
            return paper.pngs(pack, PIXELS.get(size, 1600))
        case "svg":
            return svg.svgs(pack)
        case "html":
            return [web.html(pack)]
        case "xlsx":
            return [book.xlsx(pack)]
        case "ics":
            product = pack.labels["product"]
            return [calendar.ics(calendar.Calendar(product, product, pack.stamp[0], pack.language, pack.events))]
        case _:
            return [_zipped(pack, progress)]


def _zipped(pack: Pack, progress: Progress | None) -> bytes:
    """Everything in one file."""
    kinds = FORMATS[:-1]
    files: dict[str, bytes] = {}
    for done, kind in enumerate(kinds):
        if progress:
            progress(done, len(kinds), kind)
        made = written(pack, kind)
        files |= {
            (f"{name(pack)}-{n}.{kind}" if len(made) > 1 else f"{name(pack)}.{kind}"): b for n, b in enumerate(made, 1)
        }
    return archive.packed(files, pack.published_at)


def remember(tracker: Tracker, asked: Asked, made: Pack, *, actor: access.Actor, now: datetime) -> None:
    """Enter in the audit what was briefed, of which revision, with which figures; the same briefing once.

    Only who may publish leaves a mark: what a passer-by downloads was not briefed.
    """
    if access.PUBLISH not in actor.rights:
        return
    signature = Signature(actor.name, now, actor.is_claimed, actor.origin)
    for revision in dict.fromkeys(f.revision for f in made.figures):
        facts = {
            "audience": asked.audience,
            "compared": made.before.isoformat() if made.before else "",
            "figures": [[f.row_id, f.variance_original] for f in made.figures if f.revision == revision],
        }
        tracker.store.remember(BRIEFED, revision, facts, signature)


def briefed_on(tracker: Tracker, programme_id: str) -> dict[str, list[date]]:
    """Row id -> the days on which the milestone was briefed, oldest first."""
    found: dict[str, list[date]] = {}
    for entry in reversed(tracker.store.audit(subject=f"{programme_id}@")):
        day = entry.at.astimezone(HANOI).date()
        for row_id, _ in entry.after["figures"] if entry.action == BRIEFED else ():
            if day not in found.setdefault(row_id, []):
                found[row_id].append(day)
    return found


def one_file(pack: Pack, kind: str) -> bytes:
    """The pack in one of the `FORMATS` as a single file: several pictures are packed together."""
    made = written(pack, kind)
    if len(made) == 1 and kind not in ("png", "svg"):
        return made[0]
    return archive.packed({f"{name(pack)}-{n}.{kind}": content for n, content in enumerate(made, 1)}, pack.published_at)


def name(pack: Pack) -> str:
    """What the pack's files are called, without their ending."""
    return f"bao-cao-{pack.status_date.isoformat()}" + ("" if pack.language == LANGUAGES[0] else f"-{pack.language}")


def _previous(days: Sequence[date], day: date) -> date | None:
    return max((d for d in days if d < day), default=None)


def _made(desk: Desk, audience: str, progress: Progress | None) -> list[Page]:
    """The pages in their order."""
    makers = _makers(desk, audience)
    found: list[Page] = []
    for done, (name, make) in enumerate(makers):
        if progress:
            progress(done, len(makers), name)
        found += make()
    return found


def _makers(desk: Desk, audience: str) -> list[tuple[str, Maker]]:
    """What makes the pages, by name: who a pack is for decides what stands in it."""

    def of(s: ProgrammeState, make: Callable[[Desk, ProgrammeState], Iterator[Page]]) -> tuple[str, Maker]:
        return s.programme.id, lambda: make(desk, s)

    def whole(make: Callable[[Desk], Iterator[Page]]) -> tuple[str, Maker]:
        return make.__name__, lambda: make(desk)

    if audience == "one":
        return [whole(pictures.one)]
    if audience == "weekly":
        return [whole(make) for make in (pictures.headline, lists.changes, lists.wanted, lists.ahead)]
    programmes = [of(s, pictures.programme) for s in desk.states]
    if audience == "programme":
        further = (outlook, lists.changes, pictures.trend, lists.late)
        return [
            one
            for s, first in zip(desk.states, programmes, strict=True)
            for one in (first, *(of(s, make) for make in further if s.revision))
        ]
    start, end = (pictures.headline, lists.changes), (pictures.trend, lists.ahead, lists.wanted, lists.late)
    return [*map(whole, start), *programmes, *map(whole, end)]


def _numbered(desk: Desk, made: Sequence[Page]) -> tuple[Slide, ...]:
    words = desk.words
    stamps = {s.programme.id if s else "": stamp([s] if s else desk.states, words) for _, _, s in made}
    return tuple(
        layout.slide(sheet, parts, stamps[s.programme.id if s else ""], f"{n}/{len(made)}")
        for n, (sheet, parts, s) in enumerate(made, 1)
    )


_LABELS = (
    "product", "brief.sheet.summary", "brief.sheet.milestones", "brief.sheet.gantt", "brief.sheet.changes", "brief.sheet.gates",
    "column.programme", "column.milestone", "column.status", "column.owner", "column.baseline", "column.approved",
    "column.finish", "column.original", "column.current", "column.last_report", "column.source", "column.kind", "column.field",
    "column.before", "column.after", "column.days", "column.cell", "column.wbs", "column.revision", "brief.column.finish_day",
    "brief.column.overdue", "brief.column.redatings", "brief.column.needed", "brief.column.link", "brief.column.start", "brief.column.until", "brief.column.session", "brief.edited",
    "brief.column.status_code", "brief.slide", "brief.xlsx.gantt", "unit.days", "brief.contents", "brief.live", "picture.figures",
)  # fmt: skip
