"""The gate in front of every page: no page runs unless the front door ran first and the visitor may see it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

import access
from schedule.errors import AccessDenied
from ui.view import View

_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded")
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


def current_actor() -> access.Actor:
    """Who acts in this run: worked out anew each time, from where the server listens and the key that was given."""
    return access.visitor(
        str(st.session_state.get("actor.name", "")),
        listens_on=str(config.get_option("server.address") or ""),
        environ=os.environ,
        key=str(st.session_state.get("publish.key", "")),
        is_forwarded=any(name in st.context.headers for name in _FORWARDED),
        origin="page",
    )


def publish_key(view: View) -> None:
    """Ask for the key where only its bearer may publish; it stays in this session and goes nowhere else."""
    if access.PUBLISH in access.visitor(listens_on=str(config.get_option("server.address") or ""), environ={}).rights:
        return
    st.text_input(view.words("gate.key"), type="password", key="publish.key", placeholder=view.words("gate.key.hint"))
