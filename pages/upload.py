"""Tải lên: drop a workbook, see what was understood, every finding and what it changes; publish it, or go back."""

from ui.gate import require

require("upload")

from collections.abc import Sequence  # noqa: E402

import streamlit as st  # noqa: E402

import access  # noqa: E402
from schedule import Finding, Reading  # noqa: E402
from schedule.errors import LoadError, RevisionNotFound, TrackerError  # noqa: E402
from services import changes, revisions  # noqa: E402
from services.export import export, template  # noqa: E402
from services.sentences import name  # noqa: E402
from ui import choices, draft, findings, frames, history, parts, reading  # noqa: E402
from ui.gate import current_actor, publish_key  # noqa: E402
from ui.view import View  # noqa: E402

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(programme: str) -> None:
    """The programme's workbook as it now stands, and an empty one."""
    try:
        filename, received = export(frames.tracker(), programme)
        st.download_button(words("upload.take"), received, f"{programme}-{filename}", XLSX)
    except RevisionNotFound:
        parts.note(words("programme.nothing"))
    empty = template(frames.tracker(), programme, view.newest, words)
    st.download_button(words("upload.template"), empty, f"{programme}.xlsx", XLSX)


def review(draft_id: str) -> None:
    """One draft: what it changes, what must be confirmed, its findings and what was understood."""
    submission = revisions.review(frames.tracker(), draft_id, frames.moment())
    kept = submission.draft
    if kept is None or kept.state != "open":
        told = words("draft.closed." + (kept.state if kept else "open"), revision=kept.revision_id if kept else "")
        parts.note(told)
        if kept and kept.state == "published":
            parts.note_link(
                words("draft.see_changes"),
                view.href("thay-doi", **{"in": kept.programme, "as_of": kept.status_date.isoformat()}),
            )
        return
    if revisions.is_stale(frames.tracker(), kept):
        parts.note(words("draft.stale"))
    parts.headline(
        kept.filename,
        words(
            "draft.subtitle", programme=name(frames.tracker().programme(kept.programme), words, short=True),
            day=kept.status_date, findings=words("count.findings", count=len(submission.findings)),
        ),
    )  # fmt: skip
    draft.at_a_glance(submission, view)
    is_others = draft.other_programme(submission, actor, view)
    draft.change_list(submission.difference, view, shown=0 if is_others else changes.TOLD)
    if access.PUBLISH in actor.rights:
        draft.form(submission, actor, view)
    found(kept.filename, frames.tracker().store.draft_bytes(draft_id), submission.findings, submission.reading)


def found(filename: str, received: bytes, all_found: Sequence[Finding], read: Reading) -> None:
    """The findings with the marked copy, then what was understood."""
    marked = findings.maker(filename, received, all_found, read.schedule.sheet, view)
    findings.panel(all_found, read.excerpts, view, marked)
    reading.understood_table(read, view)


view: View = st.session_state["view"]
words = view.words

st.set_page_config(page_title=words("upload.title"))
parts.headline(words("upload.title"), words("upload.subtitle"))
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    programme = choices.programme(view)
    take_away(programme)
publish_key(view)
actor = current_actor()
file = st.file_uploader(words("upload.drop"), key=f"upload.file.{draft.put_aside()}", max_upload_size=30)
try:
    if file and access.PUBLISH in actor.rights:
        draft.keep(file.getvalue(), file.name, programme, actor)
    elif file:
        read = frames.tracker().read(file.getvalue())
        found(file.name, file.getvalue(), read.findings, read)
    if known := st.session_state.get(draft.KNOWN):
        parts.note(words("draft.known", revision=known))
    elif asked := st.query_params.get(draft.DRAFT):
        review(asked)
    elif not file:
        parts.note(words("upload.put_aside" if draft.put_aside() else "upload.empty"))
except LoadError as error:
    draft.refusal(error, view)
except TrackerError as error:
    parts.failure(error, words)
history.history_table(programme, view)
if access.PUBLISH in actor.rights:
    history.way_back(programme, actor, view)
    history.approval(programme, actor, view)
history.ledger_link(programme, view)
parts.footer(view)
