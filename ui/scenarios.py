"""A saved scenario beside the forecast on a programme's Gantt."""

import streamlit as st

import charts
from schedule.errors import TrackerError
from services.programme import ProgrammeView, with_ghosts
from services.scenarios import changes_of, scenarios
from services.sentences import failure
from services.whatif import what_if
from ui import frames, parts
from ui.view import View, bound

_KEY = "scenario"


def scenario_choice(programme_id: str, view: View) -> str:
    """Draw the choice of a saved scenario, where there is any, and answer its number; "" is none."""
    found = {str(one.number): one.name for one in scenarios(frames.tracker(), programme_id)}
    if not found:
        return ""
    options = {"": view.words("scenario.none")} | found
    chosen = bound(_KEY, options, "")
    st.selectbox(
        view.words("scenario.choose"), list(options), format_func=lambda i: options.get(i, i), key=_KEY, width=240,
        label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen)


def beside(content: ProgrammeView, programme_id: str, number: str, view: View) -> tuple[charts.GanttRow, ...]:
    """The Gantt's rows, with the scenario's finishes where one is chosen; what it names and is gone is told."""
    one = next((one for one in scenarios(frames.tracker(), programme_id) if str(one.number) == number), None)
    if one is None:
        return content.gantt
    changes = changes_of(one.changes)
    try:
        made = what_if(frames.tracker(), programme_id, view.as_of, changes, changes[0].row_id, view.words)
    except TrackerError as error:
        parts.refused(failure(error, view.words))
        return content.gantt
    return with_ghosts(content.gantt, made.ghosts, one.name, view.words)
