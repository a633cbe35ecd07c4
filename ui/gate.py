"""The gate in front of every page: no page runs unless the front door ran first and the visitor may see it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

import access
from schedule.errors import AccessDenied

_MARK, _SENT_BACK = "gate.front_door", "gate.sent_back"


@contextmanager
def front_door(actor: access.Actor) -> Iterator[None]:
    """Let pages run inside this block, as `actor`; the mark is for this run only."""
    st.session_state[_MARK] = actor
    st.session_state.pop(_SENT_BACK, None)
    try:
        yield
    finally:
        del st.session_state[_MARK]


def require(action: str) -> None:
    """A page's first statement: stop here unless the visitor may do `action`.

    A fresh server runs a page by its URL without the front door (a folder called pages/ switches Streamlit's old
    behaviour on); then the run is sent back through it, the URL kept.
    """
    if _MARK not in st.session_state:
        if _SENT_BACK in st.session_state:
            st.stop()
        st.session_state[_SENT_BACK] = True
        PagesManager.uses_pages_directory = False
        st.rerun()
    try:
        access.require(st.session_state[_MARK], action)
    except AccessDenied:
        st.stop()
