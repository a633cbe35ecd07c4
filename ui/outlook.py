"""How right each method of Triển vọng was."""

import streamlit as st

from services.backtest import TABLES, Row
from ui import frames, parts
from ui.view import View

_COLUMNS = ("kind", "method", "n", "mae", "gain", "pinball", "coverage", "brier", "open")


def tested(kind: str, view: View) -> None:
    """How right each method was on the past, good or bad: over all programmes, and over those of one kind."""
    words = view.words
    with st.spinner(words("outlook.tested.wait")):
        tables = frames.tested_of(view.language)
    for name in TABLES:
        parts.table(
            [words(f"column.{column}") for column in _COLUMNS],
            [_cells(row) for row in tables[name] if row.of in ("", kind)],
            title=words("outlook.tested", name=words(f"outlook.tested.{name}")),
            caption=words("outlook.tested.rule"),
        )


def _cells(row: Row) -> list[str]:
    return [parts.text(getattr(row, column)) for column in _COLUMNS]
