"""Chương trình: one programme's Gantt, milestones, slippages, and where each figure came from."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services import requests as asking  # noqa: E402
from services.briefing import briefed_on  # noqa: E402
from services.picture import Message  # noqa: E402
from services.programme import ProgrammeView, TableRow  # noqa: E402
from ui import choices, frames, parts, requests, versions  # noqa: E402
from ui.bands import bands_panel  # noqa: E402
from ui.follow import follow  # noqa: E402
from ui.gates import gates_panel  # noqa: E402
from ui.milestones import milestones_table  # noqa: E402
from ui.scenarios import beside, scenario_choice  # noqa: E402
from ui.view import View, bound  # noqa: E402

WINDOW_YEARS = {"all": None, "near": 2}


def choose() -> tuple[str, bool, int, str, str]:
    """The programme, whether arrows are drawn, how deep groups are opened, the time window, a scenario; all kept in the URL."""
    level, window = bound("level", ("groups", "all"), "all"), bound("window", WINDOW_YEARS, "all")
    links = bound("links", ("on",), [])
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        programme = choices.programme(view)
        for key, options, label in (
            ("level", ["groups", "all"], lambda o: words(f"programme.level.{o}")),
            ("window", list(WINDOW_YEARS), lambda o: words(f"programme.window.{o}")),
        ):
            st.segmented_control(
                words(f"programme.{key}"), options, format_func=label, key=key, required=True,
                label_visibility="collapsed",
            )  # fmt: skip
        st.pills(
            words("programme.links"), ["on"], format_func=lambda _: words("programme.links"), key="links",
            selection_mode="multi", label_visibility="collapsed",
        )  # fmt: skip
        scenario = scenario_choice(programme, view)
    return programme, bool(links), 0 if level == "groups" else 9, str(window), scenario


def gantt(content: ProgrammeView, links: bool, window: str, scenario: str) -> None:
    """The Gantt chart, or what to do where there is nothing to draw."""
    if not content.gantt:
        parts.note(words("programme.nothing"))
        return
    rows = beside(content, programme_id, scenario, view)
    years = WINDOW_YEARS[window]
    day = content.state.status_date
    span = (day.replace(year=day.year - years, day=1), day.replace(year=day.year + years, day=1)) if years else None
    wide, narrow = (
        charts.gantt_scene(
            rows,
            frames.tracker().gates,
            status_date=day,
            words=words,
            width=width,
            links=links,
            window=span,
            narrow=width < 500,
        )
        for width in (1552, 358)
    )
    corrected = frames.corrections_of((programme_id,), view.as_of)
    notes = versions.notes(corrected, view, named=False)
    message = Message(content.headline, content.subtitle, (programme_id,))
    parts.picture("gantt", wide, narrow, view, title=words("programme.gantt"), notes=notes, message=message)
    versions.older(corrected, view)
    if content.assumed_starts:
        parts.note(words("programme.assumed", count=content.assumed_starts))


def row_panel(row: TableRow) -> None:
    """The row that the address names: its figures, what was asked about it, what its watcher said."""
    milestones_table((row,), view, title=words("row.title"), name="row_promises")
    found = asking.requests(frames.tracker(), programme_id, row.row_id)
    requests.thread(found, view, title=words("request.title", count=len(found)))
    requests.row_forms(programme_id, row.row_id, row.watcher, found, view)


view: View = st.session_state["view"]
words = view.words
programme_id, with_links, depth, chosen_window, chosen_scenario = choose()
page = frames.programme_of(programme_id, view.as_of, view.language, depth)

st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
if asked := [row for row in page.table if row.row_id == st.query_params.get("row", "")]:
    row_panel(asked[0])
gantt(page, with_links, chosen_window, chosen_scenario)
if page.gaps:
    parts.note(words("programme.gaps", count=len(page.gaps)) + ": " + "; ".join(page.gaps))
if page.gates:
    gates_panel(page.gates, view, title=words("gates.title.programme"))
if page.bands.counts:
    bands_panel(page.bands, view)
if page.table:
    milestones_table(page.table, view, briefed_on(frames.tracker(), programme_id))
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
parts.note_link(words("programme.health"), view.href("suc-khoe", programme=programme_id))
follow(programme_id, view)
parts.footer(view, frames.tracker().programme(programme_id).edges)
