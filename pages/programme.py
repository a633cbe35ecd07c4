"""Chương trình: one programme's Gantt, milestones, slippages, and where each figure came from."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.programme import ProgrammeView, TableRow  # noqa: E402
from services.sentences import name  # noqa: E402
from ui import frames, parts  # noqa: E402
from ui.view import View  # noqa: E402

WINDOW_YEARS = {"all": None, "near": 2}


def choose() -> tuple[str, bool, int, str]:
    """The programme, whether arrows are drawn, how deep groups are opened, the time window; all kept in the URL."""
    programmes = {p.id: name(p, words, short=True) for p in frames.tracker().programmes}
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        programme = st.segmented_control(
            words("programme.choose"), list(programmes), format_func=programmes.get, key="programme",
            default=next(iter(programmes)), required=True, bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        level = st.segmented_control(
            words("programme.level"), ["groups", "all"], format_func=lambda o: words(f"programme.level.{o}"),
            key="level", default="all", required=True, bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        window = st.segmented_control(
            words("programme.window"), list(WINDOW_YEARS), format_func=lambda o: words(f"programme.window.{o}"),
            key="window", default="all", required=True, bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        links = st.toggle(words("programme.links"), key="links", bind="query-params")
    return programme, links, 0 if level == "groups" else 9, window


def gantt(content: ProgrammeView, links: bool, window: str) -> None:
    """The Gantt chart, or what to do where there is nothing to draw."""
    if not content.gantt:
        parts.note(words("programme.nothing"))
        return
    years = WINDOW_YEARS[window]
    day = content.state.status_date
    span = (day.replace(year=day.year - years, day=1), day.replace(year=day.year + years, day=1)) if years else None
    wide, narrow = (
        charts.gantt_scene(
            content.gantt, frames.tracker().gates, status_date=day, words=words, width=width, links=links, window=span,
            narrow=width < 500,
        )  # fmt: skip
        for width in (1552, 358)
    )
    parts.picture("gantt", wide, narrow, view, title=words("programme.gantt"))
    if content.assumed_starts:
        parts.note(words("programme.assumed", count=content.assumed_starts))


def cells(row: TableRow) -> list[str]:
    """One milestone's cells: status, name, promises, finish, the three slippages, owner, deliverable, source."""
    source = row.source
    where = words("source.where", revision=source.revision, sheet=source.sheet, cell=source.cell)
    body = f"{parts.text(where)}<br>{parts.text(source.words)}"
    if source.url:
        body += f"<br>{parts.link(source.url, words('source.link'))}"
    flags = [row.redatings, words("mismatch") if row.is_mismatch else "", words("source.unverified") if source.is_unverified else ""]
    return [
        parts.status(row.status, row.status_word),
        parts.text(row.name) + "".join(f"<br>{parts.text(flag, 'quiet')}" for flag in flags if flag),
        parts.spark(row.spark, view),
        parts.text(row.finish),
        parts.text(row.baseline),
        f"<span class='num'>{parts.text(row.original)}</span><br>{parts.text(row.workdays, 'quiet')}",
        f"<span class='num'>{parts.text(row.current)}</span><br>{parts.text(row.approved, 'quiet')}",
        parts.text(row.last_report, "num"),
        parts.text(row.owner),
        parts.text(row.deliverable),
        parts.details(words("source.show"), body),
    ]


view: View = st.session_state["view"]
words = view.words
programme_id, with_links, depth, chosen_window = choose()
page = frames.programme_of(programme_id, view.as_of, view.language, depth)

st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
gantt(page, with_links, chosen_window)
if page.gaps:
    parts.note(words("programme.gaps", count=len(page.gaps)) + ": " + "; ".join(page.gaps))
if page.table:
    names = ("status", "milestone", "trend", "finish", "baseline", "original", "current", "last_report", "owner",
             "deliverable", "source")  # fmt: skip
    parts.table([words(f"column.{n}") for n in names], [cells(r) for r in page.table], title=words("programme.table"))
if len(page.progress):
    parts.table(
        [words(f"column.{n}") for n in ("measure", "day", "value", "unit", "source")],
        [
            [
                parts.text(p.measure), words.day(p.as_of), words.number(p.value, 2), parts.text(p.unit),
                parts.link(p.source_url, words("source.link")) if p.source_url.startswith("http") else "",
            ]
            for p in page.progress.itertuples()
        ],
        title=words("programme.progress"),
    )  # fmt: skip
parts.footer(view, frames.tracker().programme(programme_id).edges)
