"""The status date's selector: a list, a slider over all status dates, and a play-through of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from ui.view import AS_OF, View

_HERE = Path(__file__).parent
_KEY, _AHEAD = "scrubber", "scrubber.ahead"


def _text(*names: str) -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


_component = st.components.v2.component(
    _KEY, html=_text("scrubber.html"), css=_text("scrubber.css"), js=_text("glide.js", "scrubber.js")
)


def scrubber(view: View, status_dates: Sequence[date], *, plays: bool) -> None:
    """The selector of the status date; what it is set to is the next run's `View.as_of`.

    Args:
        view: The visitor's view.
        status_dates: Every status date, newest first.
        plays: Whether the page draws pictures that can be played through; else the list stands alone.
    """
    words = view.words
    data = {
        "days": [[day.isoformat(), words.day(day)] for day in reversed(status_dates)],
        "day": view.as_of.isoformat(),
        "plays": plays,
        "says": {
            "date": words("nav.as_of"), "way": words("scrubber.way"), "play": words("scrubber.play"),
            "pause": words("scrubber.pause"),
        },
    }  # fmt: skip
    _component(data=data, key=_KEY, width="content", on_asked_change=_asked)


def _asked() -> None:
    """What the browser asks for; it counts only where it is one of the status dates."""
    asked = st.session_state[_KEY]["asked"]
    if isinstance(asked, Mapping):
        st.session_state[AS_OF] = asked.get("day")
        st.session_state[_AHEAD] = asked.get("ahead")


def next_played(status_dates: Sequence[date]) -> date | None:
    """The day that a play-through will ask for after the one just drawn; told once."""
    ahead = st.session_state.pop(_AHEAD, None)
    return next((day for day in status_dates if day.isoformat() == ahead), None)
