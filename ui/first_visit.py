"""The help of a browser's first visit: three short steps, which lie over the foot of the screen until they are put away."""

from html import escape
from pathlib import Path

import streamlit as st

from ui import parts
from ui.view import View

_SIGNS = ("on_track", "slipping", "late", "overdue")
_component = st.components.v2.component(
    "first_visit", html="<span></span>", js=(Path(__file__).parent / "first_visit.js").read_text(encoding="utf-8")
)


def first_visit(view: View) -> None:
    """Send the help along, hidden; the browser shows it where it was never here before."""
    words = view.words
    again, href = words("help.again"), view.href("giai-thich")
    st.html(
        f"<section class='help' aria-label='{escape(words('help.title'), quote=True)}'>"
        f"<b>{escape(words('help.title'))}</b>{_steps(view)}"
        f"<a href='{escape(href, quote=True)}' target='_self'>{escape(again)}</a>"
        f"<button type='button'>{escape(words('help.close'))}</button></section>"
    )
    _component(key="first_visit")


def three_steps(view: View) -> None:
    """The same three steps as a panel, for whoever looks for them later."""
    title = escape(view.words("help.title"))
    st.html(f"<section class='panel sentences'><h2>{title}</h2>{_steps(view)}</section>")


def _steps(view: View) -> str:
    words = view.words
    signs = " ".join(parts.status(code, words(f"status.{code}")) for code in _SIGNS)
    told = [escape(words(f"help.step.{n}")) for n in (1, 2, 3)]
    return f"<ol><li>{signs} {told[0]}</li><li>{told[1]}</li><li>{told[2]}</li></ol>"
