"""Giải thích: how to read the dashboard in three steps, and what each word on the screen means."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

from services.glossary import glossary  # noqa: E402
from ui import parts  # noqa: E402
from ui.first_visit import three_steps  # noqa: E402
from ui.view import View  # noqa: E402

view: View = st.session_state["view"]
words = view.words
terms = glossary()

st.set_page_config(page_title=words("nav.glossary"))
parts.headline(words("nav.glossary"), words("glossary.subtitle", count=len(terms)))
three_steps(view)
parts.table(
    [words("column.word"), words("column.meaning")],
    [[parts.text(term.shown(view.language)), parts.text(term.meaning(view.language))] for term in terms],
    title=words("glossary.words"),
)
parts.footer(view)
