"""The one box in the top bar that finds everything."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.view import View

QUERY = "q"
"""The words in the URL."""
_BOX, _ASKED = "find.box", "find.asked"


def box(view: View, is_current: bool) -> None:
    """The box; on the page of results it holds the words that the URL asks for."""
    asked = st.query_params.get(QUERY, "") if is_current else ""
    if asked and asked != st.session_state.get("find.in_url"):
        st.session_state[_BOX] = st.session_state["find.in_url"] = asked
    st.text_input(
        view.words("find.label"),
        key=_BOX,
        placeholder=view.words("find.label"),
        label_visibility="collapsed",
        width=236,
        max_chars=200,
        on_change=_note,
    )


def follow(page: Any, view: View) -> None:
    """Go to the results, if words were typed in this run."""
    if st.session_state.pop(_ASKED, False) and (words := str(st.session_state.get(_BOX, "")).strip()):
        query: Mapping[str, str] = view.query(**{QUERY: words})
        st.switch_page(page, query_params=dict(query))


def _note() -> None:
    st.session_state[_ASKED] = True
