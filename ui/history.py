"""A programme's revisions as they were published, and the way back to an earlier one."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

import access
from loaders.dates import typed_day
from schedule import HANOI
from schedule.errors import TrackerError
from services import public, revisions
from ui import frames, parts, versions
from ui.view import View

_SHOWN = 12
_REFUSED = "history.refused"


def history_table(programme: str, view: View) -> None:
    """The revisions, newest first: when, who, which note; each leads to its page, where its workbook is."""
    words, tracker = view.words, frames.tracker()
    kept = revisions.history(tracker, programme)[::-1]
    rows = [
        [
            f"<span class='num'>{versions.link(r['revision'], r['revision'], view)}</span>",
            parts.text(words.moment(datetime.fromisoformat(r["published_at"]).astimezone(HANOI))),
            parts.text(_signed(r["actor"], is_claimed=r["is_claimed"], view=view)),
            parts.text(words(f"history.{r['action']}") + (f" {r['restores']}" if r["restores"] else "")),
            parts.text(r["note"]),
            parts.text(r["sha256"][:12], "quiet"),
        ]
        for r in kept[:_SHOWN]
    ]
    names = ("revision", "published_at", "actor", "action", "note", "sha256")
    title = words("history.title", count=len(kept))
    parts.table([words(f"column.{n}") for n in names], rows, title=title)
    if older := [versions.link(r["revision"], r["revision"], view) for r in kept[_SHOWN:]]:
        fold = parts.details(words("history.older", count=len(older)), f"<p>{' · '.join(older)}</p>")
        st.html(f"<section class='panel pad'>{fold}</section>")


def _signed(actor: str, *, is_claimed: bool, view: View) -> str:
    name = actor or view.words("history.nobody")
    return f"{name} ({view.words('history.claimed')})" if is_claimed else name


def ledger_link(programme: str, view: View) -> None:
    """The way to the audit of this programme."""
    address = "so-ghi?" + urlencode(view.query(programme=programme))
    parts.note_link(view.words("history.ledger"), address)


def way_back(programme: str, actor: access.Actor, view: View) -> None:
    """Publish an earlier revision again, as a new one; nothing is taken away."""
    words, tracker = view.words, frames.tracker()
    kept = [r["revision"] for r in revisions.history(tracker, programme)][::-1]
    if len(kept) < 2:
        return
    with st.form("way_back", border=True):
        columns = st.columns([2, 2, 1], vertical_alignment="bottom")
        chosen = columns[0].selectbox(words("history.back"), kept[1:], index=0)
        note = columns[1].text_input(words("draft.note"), key="back.note")
        asked = columns[2].form_submit_button(words("history.back.do"), width="stretch")
    if asked and chosen:
        try:
            made = revisions.roll_back(tracker, programme, chosen, actor=actor, now=datetime.now(UTC), note=note)
            public.refresh(tracker, made, actor=actor, now=datetime.now(UTC))
        except TrackerError as error:
            parts.failure(error, words)
            return
        st.rerun()


def approval(programme: str, actor: access.Actor, view: View) -> None:
    """Approve a revision as the baseline, with who approved it and why; what was measured against earlier ones stays."""
    words, tracker = view.words, frames.tracker()
    kept = [r["revision"] for r in revisions.history(tracker, programme)][::-1]
    if not kept:
        return
    if refused := st.session_state.pop(_REFUSED, ""):
        parts.refused(refused)
    with st.form("approval", border=True):
        parts.heading(words("history.approve"), _approved(programme, view))
        columns = st.columns([3, 3, 3, 2, 2], vertical_alignment="bottom")
        chosen = columns[0].selectbox(words("column.revision"), kept, index=0)
        approver = columns[1].text_input(words("history.approver"))
        reason = columns[2].text_input(words("history.approve.reason"))
        since = columns[3].text_input(words("history.approved_on"), placeholder=words("history.approved_on.like"))
        asked = columns[4].form_submit_button(words("history.approve.do"), width="stretch")
    if asked and not (approver.strip() and reason.strip()):
        parts.refused(words("history.approve.incomplete"))
    elif asked and chosen:
        parts.attempt(
            _REFUSED,
            lambda: revisions.approve(
                tracker, programme, chosen, reason=reason, approver=approver, actor=actor, now=datetime.now(UTC),
                approved_on=typed_day(since) if since.strip() else None,
            ),
            view,
        )  # fmt: skip


def _approved(programme: str, view: View) -> str:
    """The baseline that counts now, who approved it and why."""
    found = frames.tracker().store.baselines(programme)
    if not found:
        return view.words("history.approved.none")
    last = found[-1]
    return view.words(
        "history.approved", revision=last.revision_id, day=last.approved_on, approver=last.actor, reason=last.reason
    )
