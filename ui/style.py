"""The product's look: colours of both themes and the style sheet of everything that is not a chart."""

from pathlib import Path

import streamlit as st

import charts
from ui.view import View

_SHEET = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def apply(view: View) -> None:
    """Put the style sheet on the page, in the view's theme."""
    colours = charts.palette(view.theme).colours
    variables = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in colours.items())
    st.html(f"<style>:root{{{variables}color-scheme:{view.theme}}}{_SHEET}</style>")
