"""Sức khỏe tiến độ: how far one programme has come, and how sound its schedule is, each figure with its rows."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

from ui import choices, frames, health, parts  # noqa: E402
from ui.view import View  # noqa: E402

view: View = st.session_state["view"]
words = view.words
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    programme = choices.programme(view)
page = frames.health_of(programme, view.as_of, view.language)

st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
if page.checks:
    progress, checks = st.columns([1, 1.12], gap="small")
    with progress:
        health.figures(page.measures, view, title=words("health.measures"), caption=page.rests_on, sheet=page.sheet)
    with checks:
        caption = words("health.checks.caption")
        health.figures(page.checks, view, title=words("health.checks"), caption=caption, sheet=page.sheet)
else:
    parts.note(words("health.nothing"))
parts.footer(view, frames.tracker().programme(programme).edges)
