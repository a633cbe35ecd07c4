"""Tổng quan: the whole list at a glance."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.picture import Message  # noqa: E402
from ui import frames, memory, parts, versions  # noqa: E402
from ui.first_visit import first_visit  # noqa: E402
from ui.gates import gates_panel  # noqa: E402
from ui.view import View  # noqa: E402

view: View = st.session_state["view"]
words = view.words
content = frames.overview_of(view.as_of, view.language)
gates = frames.tracker().gates

st.set_page_config(page_title=content.headline)
parts.headline(content.headline, content.subtitle)
first_visit(view)
memory.since_last_look(view)
parts.cards(content.cards, view)
if content.lanes:
    notes = versions.notes(frames.standing_of(view.as_of), view, named=True)
    wide, narrow = (
        charts.birds_scene(
            content.lanes, gates, status_date=content.as_of, words=words, width=width, height=height, narrow=width < 500
        )
        for width, height in ((1552, 350 if len(content.lanes) < parts.MANY else 390), (358, None))
    )
    drawn = [(card.name, card.spark.figures) for card in content.cards if card.spark]
    promises = charts.joined(words("column.programme"), drawn)
    parts.picture(
        "birds",
        wide,
        narrow,
        view,
        title=words("overview.birds"),
        notes=notes,
        message=Message(content.headline, content.subtitle),
        further=[(words("picture.promises"), promises)] if promises.rows else [],
    )
shown = 3 if len(content.cards) < parts.MANY else 2
if content.gates:
    with st.container(key="pair"):
        left, right = st.columns([1.35, 1], gap="small")
        with left:
            parts.decisions(content.decisions, view, shown=shown, left=content.decisions_more)
        with right:
            gates_panel(content.gates, view, title=words("gates.title"), gateless=content.gateless)
else:
    parts.decisions(content.decisions, view, shown=shown, left=content.decisions_more)
parts.footer(view)
