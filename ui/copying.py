"""A button that copies a page's picture, as the product's own painter draws it, to the clipboard; else it is downloaded."""

import base64
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st

import charts
from services import picture
from services.picture import Message
from ui import frames
from ui.view import View, public_address


def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "copying", html=_text("copying.html"), css=_text("copying.css"), js=_text("copying.js")
)
_WORDS = ("copy", "painting", "copied", "downloaded", "failed")


@st.fragment
def copy_button(name: str, scene: charts.Scene, message: Message, view: View) -> None:
    """The button of one picture; only a click paints it, and runs nothing else of the page anew.

    Args:
        name: The picture's name on its page.
        scene: The picture as the page shows it.
        message: What it says when it stands alone.
        view: The visitor's view.
    """
    key = f"copying_{name}"
    asked = st.session_state.get(key, {}).get("asked")
    data = {
        "asked": asked,
        "picture": base64.b64encode(_painted(scene, message, view)).decode() if asked else "",
        "name": "-".join(["hinh", *(message.programmes if len(message.programmes) == 1 else ()), f"{view.as_of}.png"]),
        "says": {word: view.words(f"copying.{word}") for word in _WORDS},
    }
    with st.container(key=f"copy_{name}"):
        _component(data=data, key=key, on_asked_change=lambda: None)


def _painted(scene: charts.Scene, message: Message, view: View) -> bytes:
    made = picture.alone(frames.tracker(), scene, message, view.as_of, _link(view), view.theme, view.words)
    return picture.png(made)


def _link(view: View) -> str:
    """The address of this very view, its status date named, for whoever gets the picture."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    page = urlsplit(st.context.url or "").path.rpartition("/")[2]
    return f"{public_address()}/{page}?{urlencode(asked | view.query(as_of=view.as_of.isoformat()), doseq=True)}"
