"""Briefings on their page: made once for what was asked, drawn a slide at a time, written when they are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from briefing import paper
from briefing.pack import Pack
from schedule import Words
from services import briefing
from ui import frames
from ui.gate import current_actor
from ui.view import View, public_address

MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}
"""What a browser is told of each format; all others are zip files."""
_TITLES = "briefing.titles"
_THUMBNAIL = 480


def composed(
    view: View, audience: str, programmes: Sequence[str], compare: str, language: str, theme: str
) -> "Composed":
    """The briefing of the day that is looked at, with the titles as this visitor reworded them."""
    asked = briefing.Asked(
        as_of=view.as_of,
        programmes=tuple(programmes),
        compare=date.fromisoformat(compare) if compare else None,
        audience=audience,
        theme=theme,
        address=public_address() or briefing.LOCAL,
        titles=tuple(sorted(titles(language).items())),
    )
    version = frames.version()
    return Composed(_pack(version, asked, language), asked, f"{version} {language} {asked!r}")


@dataclass(frozen=True)
class Composed:
    """A briefing, and what it hangs on: packs of the same key are the same."""

    pack: Pack
    asked: briefing.Asked
    key: str


def titles(language: str) -> dict[str, str]:
    """Slide's key -> its title as this visitor reworded it, for packs of one language."""
    kept: dict[str, str] = st.session_state.setdefault(f"{_TITLES}.{language}", {})
    return kept


def reword(language: str, key: str, title: str) -> None:
    """Keep a slide's title as it was reworded; an empty one gives the computed title back."""
    if title.strip():
        titles(language)[key] = title.strip()
    else:
        titles(language).pop(key, None)


def picture(made: Composed, number: int) -> bytes:
    """One slide as it will be, sharp on any screen."""
    return _picture(made.key, number, made.pack)


def thumbnails(made: Composed) -> list[bytes]:
    """Every slide, small."""
    return _thumbnails(made.key, made.pack)


def remember(made: Composed) -> None:
    """Say in the audit that this was taken into a meeting, where the visitor may publish."""
    briefing.remember(frames.tracker(), made.asked, made.pack, actor=current_actor(), now=frames.moment())


def file_of(pack: Pack, kind: str) -> tuple[str, str]:
    """Name and MIME type of the pack's file in a format."""
    ending = kind if kind in MIME else "zip"
    return f"{briefing.name(pack)}.{ending}", MIME.get(kind, "application/zip")


@st.cache_resource(max_entries=40, show_spinner=False)
def _pack(version: str, asked: briefing.Asked, language: str) -> Pack:
    return briefing.pack(frames.tracker(), asked, Words(language))


@st.cache_data(max_entries=300, show_spinner=False)
def _picture(key: str, number: int, _pack: Pack) -> bytes:
    return paper.png(_pack, _pack.slides[number], 3200)


@st.cache_data(max_entries=40, show_spinner=False)
def _thumbnails(key: str, _pack: Pack) -> list[bytes]:
    return paper.pngs(_pack, _THUMBNAIL)
