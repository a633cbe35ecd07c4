"""The product's look: colours of both themes and the style sheet of everything that is not a chart."""

import base64
from functools import lru_cache
from pathlib import Path

import streamlit as st

import charts
from schedule import STATUSES
from ui.view import View

_SHEET = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def apply(view: View) -> None:
    """Put the style sheet on the page, in the view's theme."""
    colours = charts.palette(view.theme).colours
    variables = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in colours.items())
    variables += f"--choose-file:'{view.words('upload.choose')}';"
    st.html(
        f"<style>:root{{{variables}color-scheme:{view.theme}}}.stApp{{color-scheme:{view.theme}!important}}{_SHEET}{_signs()}</style>"
    )


@lru_cache
def _signs() -> str:
    """Each status's shape as a mask in front of its word, in the word's own colour."""
    return "".join(
        f".st.{status}::before{{mask-image:url(data:image/svg+xml;base64,{_encoded(charts.status_svg(status))})}}"
        for status in STATUSES
    )


def _encoded(drawn: str) -> str:
    return base64.b64encode(drawn.encode()).decode()
