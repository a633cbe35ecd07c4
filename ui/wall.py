"""Briefing mode, `?mode=brief`: the state of the whole and of each programme in letters for a wall, nothing to press.

Arrow keys or a swipe turn the sheets, `&every=20` turns them by itself; a publication and a restarted server reload it.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from services.overview import Card, Decision
from ui import frames, parts
from ui.view import View

MODE = "brief"
"""What `?mode=` is to be for this."""
_HERE = Path(__file__).parent
_WANTED = 3
"""So many decisions wanted are named on a programme's sheet."""
_turner = st.components.v2.component(
    "wall", html="<span></span>", js=(_HERE / "wall.js").read_text(encoding="utf-8"), isolate_styles=False
)


def is_asked() -> bool:
    """Whether the address asks for it."""
    return st.query_params.get("mode") == MODE


def show(view: View) -> None:
    """All sheets, one of them in sight."""
    content = frames.overview_of(view.as_of, view.language)
    sheets = [_whole(content.headline, content.cards)]
    sheets += [
        _programme(card, [d for d in content.decisions if d.programme_id == card.programme_id], view)
        for card in content.cards
    ]
    shown = "".join(
        f"html[data-wall='{n}'] .wall>section:nth-of-type({n + 1}){{display:flex}}"
        f"html[data-wall='{n}'] .wall .dots i:nth-of-type({n + 1}){{opacity:1}}"
        for n in range(len(sheets))
    )
    dots = f"<span class='dots'>{'<i></i>' * len(sheets)}</span>"
    style = (_HERE / "wall.css").read_text(encoding="utf-8") + shown
    st.html(
        f"<style>{style}</style><div class='wall'>{''.join(sheets)}"
        f"<footer><span>{escape(content.subtitle)}</span>{dots}</footer></div>"
    )
    _follow(len(sheets))


@st.fragment(run_every=5)
def _follow(count: int) -> None:
    """Turn the sheets, and tell the browser the store's version, of which it loads the page anew when it changes."""
    _turner(data={"count": count, "version": frames.version()}, key="wall")


def _whole(headline: str, cards: Sequence[Card]) -> str:
    tiles = "".join(
        f"<div class='tile {escape(card.status)}'><b>{escape(card.name)}</b>{parts.status(card.status, card.status_word)}"
        f"<strong class='{escape(card.status)}'>{escape(card.figure)}</strong></div>"
        for card in cards
    )
    return f"<section><h1>{escape(headline)}</h1><div class='tiles'>{tiles}</div></section>"


def _programme(card: Card, wanted: Sequence[Decision], view: View) -> str:
    words = view.words
    rows = "".join(
        f"<li>{parts.status(one.status, one.figure)} <b>{escape(one.milestone)}</b><em>{escape(one.needed)}</em></li>"
        for one in wanted[:_WANTED]
    )
    nothing = f"<p class='quiet'>{escape(words('overview.decisions.none'))}</p>"
    return (
        f"<section class='{escape(card.status)}'><header><h1>{escape(card.name)}</h1>"
        f"{parts.status(card.status, card.status_word)}</header>"
        f"<p class='figure {escape(card.status)}'>{escape(card.figure)}</p><p class='said'>{escape(card.figure_note)}</p>"
        f"<p class='said'><b>{escape(card.next_line)}</b></p><p class='quiet'>{escape(card.owner)}</p>"
        f"<h2>{escape(words('overview.decisions'))}</h2>{f'<ul>{rows}</ul>' if rows else nothing}</section>"
    )
