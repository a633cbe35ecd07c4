"""A programme's revisions as they were published, and the way back to an earlier one."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

import access
from schedule import HANOI
from schedule.errors import TrackerError
from services import public, revisions
from ui import frames, parts, versions
from ui.view import View

_SHOWN = 12


def history_table(programme: str, view: View) -> None:
    """The revisions, newest first: when, who, which note; each leads to its page, where its workbook is."""
    words, tracker = view.words, frames.tracker()
    kept = revisions.history(tracker, programme)[::-1]
    rows = [
        [
            f"<span class='num'>{versions.link(r['revision'], r['revision'], view)}</span>",
            parts.text(words.moment(datetime.fromisoformat(r["published_at"]).astimezone(HANOI))),
            parts.text(r["actor"] + (f" ({words('history.claimed')})" if r["is_claimed"] and r["actor"] else "")),
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
