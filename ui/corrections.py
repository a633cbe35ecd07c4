"""The correction sheet of a unit: taken away, filled in, handed in again."""

import hashlib
from collections.abc import Sequence

import streamlit as st

import access
from analysis import folded
from schedule.errors import TrackerError
from services import corrections
from services.sentences import failure
from ui import draft, frames, parts
from ui.gate import current_actor, publish_key
from ui.view import View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TAKEN = "corrections.taken"


def sheets(units: Sequence[str], view: View) -> None:
    """The correction sheet of one of the units, and the way back of one that was filled in."""
    words = view.words
    with st.container(key="panel_corrections"):
        st.html(f"<h2>{parts.text(words('corrections.heading'))}</h2>")
        with st.container(key="corrections_out", horizontal=True, vertical_alignment="bottom"):
            unit = st.selectbox(words("clarity.by.unit"), units, key="correction.unit", width=520)
            if unit:
                made = frames.correction_sheet_of(unit, view.as_of, view.language)
                st.download_button(
                    words("corrections.take_away"), made, f"5-ro-{'-'.join(folded(unit).split())}.xlsx", XLSX
                )
    _back(view)


def _back(view: View) -> None:
    """Take in what a unit has filled in, once, and lead to the drafts that come of it."""
    words = view.words
    publish_key(view)
    actor = current_actor()
    if access.PUBLISH not in actor.rights:
        return
    file = st.file_uploader(words("corrections.drop"), type=["xlsx"], key="corrections.file", max_upload_size=30)
    if not file:
        return
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    if st.session_state.get(_TAKEN, ("", None))[0] != digest:
        try:
            made = corrections.take(frames.tracker(), file.getvalue(), file.name, actor=actor, now=frames.moment())
            st.session_state[_TAKEN] = digest, made
        except TrackerError as error:
            parts.refused(failure(error, words))
            return
    taken: corrections.Taken = st.session_state[_TAKEN][1]
    parts.told_list(corrections.lines(taken, words), title=words("corrections.back"))
    for submission in taken.submissions:
        if submission.draft:
            href = view.href("tai-len", **{draft.DRAFT: submission.draft.id, "programme": submission.draft.programme})
            parts.note_link(words("corrections.review", draft=submission.draft.id), href)
