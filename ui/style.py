"""The product's look: colours of both themes and the style sheet of everything that is not a chart."""

import base64
from functools import lru_cache
from pathlib import Path

import streamlit as st

import charts
from schedule import STATUSES
from ui.view import View

_HERE = Path(__file__).parent
_SHEET = (_HERE / "style.css").read_text(encoding="utf-8")
_PRINT = (_HERE / "print.css").read_text(encoding="utf-8")
_DARK_PICTURES = "[class*=st-key-wide_],[class*=st-key-narrow_],.spark{filter:invert(1) hue-rotate(180deg)}"
"""A picture that was painted for a dark screen, as light as the paper."""


def apply(view: View) -> None:
    """Put the style sheet on the page, in the view's theme; on paper every theme is light."""
    choose = f":root{{--choose-file:'{view.words('upload.choose')}'}}"
    on_paper = _colours("light") + _PRINT + (_DARK_PICTURES if view.theme == "dark" else "")
    st.html(f"<style>{choose}{_colours(view.theme)}{_SHEET}{_signs()}@media print{{{on_paper}}}</style>")


def unknown_page(view: View) -> None:
    """Let Streamlit's dialog about an address that no page has speak the reader's language."""
    said = {"h2": view.words("page.unknown"), "h2+div>div": view.words("page.unknown.told")}
    rules = "".join(
        f"[data-testid=stDialog] {place}{{font-size:0!important}}[data-testid=stDialog] {place}::after{{content:'{text}';font-size:16px}}"
        for place, text in said.items()
    )
    st.html(f"<style>{rules}</style>")


def _colours(theme: str) -> str:
    variables = "".join(f"--{name.replace('_', '-')}:{c};" for name, c in charts.palette(theme).colours.items())
    return f":root{{{variables}color-scheme:{theme}}}.stApp{{color-scheme:{theme}!important}}"


@lru_cache
def _signs() -> str:
    """Each status's shape as a mask in front of its word, in the word's own colour."""
    return "".join(
        f".st.{status}::before{{mask-image:url(data:image/svg+xml;base64,{_encoded(charts.status_svg(status))})}}"
        for status in STATUSES
    )


def _encoded(drawn: str) -> str:
    return base64.b64encode(drawn.encode()).decode()
