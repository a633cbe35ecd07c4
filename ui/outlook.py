"""The parts of Triển vọng: the form that tries a change, and how right each method was."""

from datetime import date

import streamlit as st

from analysis import Change
from services.backtest import TABLES, Row
from services.outlook_view import OutlookView, links_before, what_if
from ui import frames, parts
from ui.view import View

_COLUMNS = ("kind", "method", "n", "mae", "gain", "pinball", "coverage", "brier", "open")


@st.fragment
def what_if_form(programme_id: str, page: OutlookView, view: View) -> None:
    """Move a milestone's date, add days or drop a link, and see what becomes of the one that is looked at."""
    words = view.words
    with st.container(key="panel_whatif"):
        parts.heading(words("outlook.whatif"), words("outlook.whatif.note"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            row_id = st.selectbox(
                words("outlook.whatif.row"), list(page.choices), format_func=lambda i: page.choices.get(i, i),
                index=list(page.choices).index(page.chosen) if page.chosen in page.choices else 0, width=380,
            )  # fmt: skip
            before = links_before(frames.tracker(), programme_id, view.as_of, str(row_id))
            finish = st.date_input(
                words("outlook.whatif.finish"), value=None, min_value=view.as_of, max_value=date(2100, 1, 1),
                format="DD/MM/YYYY", width=150,
            )  # fmt: skip
            days = st.number_input(words("outlook.whatif.days"), -3650, 3650, 0, step=10, width=150)
            link = st.selectbox(
                words("outlook.whatif.link"), ["", *before], width=300,
                format_func=lambda i: before.get(i, i) or words("outlook.whatif.keep"),
            )  # fmt: skip
        if not (finish or days or link):
            return
        change = Change(str(row_id), finish=finish, added_days=float(days), without=str(link))
        made = what_if(frames.tracker(), programme_id, view.as_of, [change], page.chosen, words)
    heads = [words("outlook.whatif.what", milestone=page.choices.get(page.chosen, "")), words("outlook.whatif.now"), words("outlook.whatif.then")]  # fmt: skip
    rows = [[parts.text(what), parts.text(now), parts.text(then, "num")] for what, now, then in made.rows]
    parts.table(heads, rows, title=words("outlook.whatif"))


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
