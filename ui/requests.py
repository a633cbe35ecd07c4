"""The questions about a row and what came of them; and, for who may, the ways to ask, answer, confirm and send back."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

import access
from loaders.dates import typed_day
from services import requests as asking
from services.requests import Request
from services.revisions import REASONS
from store import RowEvent
from ui import frames, parts
from ui.gate import current_actor, publish_key
from ui.view import View

LIMIT_DAYS = 7
"""Days to answer in, unless another day is written."""
_REFUSED = "request.refused"
_TYPES = ["pdf", "png", "jpg", "jpeg", "docx", "xlsx"]


def thread(found: Sequence[Request], view: View, *, title: str) -> None:
    """Each question with its age and its answers, open ones first."""
    words, today = view.words, asking.day_of(frames.moment())
    if not found:
        parts.note(words("request.none"))
        return
    body = "".join(_told(request, view, today) for request in found)
    st.html(f"<section class='panel requests'><h2>{parts.text(title)}</h2>{body}</section>")
    for answer in (answer for request in found for answer in request.answers if answer.evidence):
        st.download_button(
            words("request.evidence.take", name=answer.evidence_name),
            partial(frames.tracker().store.evidence, answer.number),
            answer.evidence_name,
            "application/octet-stream",
            key=f"evidence.{answer.number}",
        )


def row_forms(programme: str, row_id: str, watcher: str, found: Sequence[Request], view: View) -> None:
    """Ask about this row; answer what is open; where somebody watches it, confirm it or send it back."""
    words = view.words
    publish_key(view)
    actor = current_actor()
    with st.container():  # there with or without something to say, so that the folds below stay as open as they were
        if refused := st.session_state.pop(_REFUSED, ""):
            parts.refused(refused)
        _watcher_said(programme, row_id, view)
    if access.PUBLISH not in actor.rights:
        return
    with st.container(key="panel_request_forms"):
        st.html(f"<h2>{parts.text(words('request.heading'))}</h2>")
        _ask(programme, row_id, len(found), actor, view)
        for request in found:
            if request.is_open:
                _answer(request, actor, view)
                if st.button(
                    words("request.withdraw", number=request.number), key=f"request.withdraw.{request.number}"
                ):
                    _withdraw(request.number, actor, view)
        if watcher:
            _confirm(programme, row_id, watcher, actor, view)


def _told(request: Request, view: View, today: date) -> str:
    words, overdue = view.words, request.overdue_days(today)
    if request.is_withdrawn:
        state = parts.status("not_assessable", words("request.withdrawn"))
    elif request.is_open:
        state = parts.status("overdue" if overdue else "on_track", words("request.overdue" if overdue else "request.open", count=overdue or request.age_days(today)))  # fmt: skip
    else:
        late = request.days_late or 0
        state = parts.status("done_late" if late > 0 else "done", words("request.answered_late" if late > 0 else "request.answered", count=late))  # fmt: skip
    asked = words(
        "request.asked",
        actor=request.asked_by or words("request.somebody"),
        day=request.asked_on,
        limit=request.answer_by,
    )
    answers = "".join(f"<li>{_answer_told(answer, view)}</li>" for answer in request.answers)
    return (
        f"<div class='request'>{state} <b>{parts.text(request.question)}</b><br><span class='quiet'>{parts.text(asked)}</span>"
        + (f"<ul>{answers}</ul>" if answers else "")
        + "</div>"
    )


def _answer_told(answer: RowEvent, view: View) -> str:
    words, facts = view.words, answer.facts
    told = [parts.text(f"{words('reason_kind.' + facts['reason'])}: {facts['text']}")]
    if facts.get("promised"):
        told.append(parts.text(words("request.promised", promised=facts["promised"])))
    if facts.get("document"):
        told.append(parts.text(words("request.document", document=facts["document"])))
    if answer.evidence:
        told.append(parts.text(words("request.evidence", name=answer.evidence_name)))
    by = words("request.by", actor=answer.actor or words("request.somebody"), day=asking.day_of(answer.at))
    return "<br>".join([*told, parts.text(by, "quiet")])


def _ask(programme: str, row_id: str, asked: int, actor: access.Actor, view: View) -> None:
    """What was typed stays until it was taken: only a further question finds the form empty."""
    words = view.words
    limit = asking.day_of(frames.moment()) + timedelta(days=LIMIT_DAYS)
    with st.expander(words("request.ask")), st.form(f"request.ask.{asked}"):
        question = st.text_area(words("request.question"), max_chars=2000)
        until = st.text_input(words("request.limit"), words.day(limit))
        if st.form_submit_button(words("request.send")):
            parts.attempt(
                _REFUSED,
                lambda: asking.ask(
                    frames.tracker(),
                    programme,
                    row_id,
                    question,
                    typed_day(until),
                    actor=actor,
                    now=frames.moment(),
                ),
                view,
            )


def _withdraw(number: int, actor: access.Actor, view: View) -> None:
    parts.attempt(_REFUSED, lambda: asking.withdraw(frames.tracker(), number, actor=actor, now=frames.moment()), view)


def _answer(request: Request, actor: access.Actor, view: View) -> None:
    words = view.words
    title = words("request.answer", question=request.question[:80])
    with st.expander(parts.markdown(title)), st.form(f"request.answer.{request.number}"):
        reason = st.selectbox(words("request.reason"), REASONS, format_func=lambda kind: words(f"reason_kind.{kind}"))
        text = st.text_area(words("request.text"), max_chars=4000)
        columns = st.columns(2)
        promised = columns[0].text_input(words("request.new_date"))
        document = columns[1].text_input(words("request.document_no"))
        file = st.file_uploader(words("request.file"), type=_TYPES, max_upload_size=20)
        if st.form_submit_button(words("request.send_answer")):
            evidence = (file.name, file.getvalue()) if file else None
            parts.attempt(
                _REFUSED,
                lambda: asking.answer(
                    frames.tracker(), request.number, reason=reason, text=text, promised=promised, document=document,
                    evidence=evidence, actor=actor, now=frames.moment(),
                ),
                view,
            )  # fmt: skip


def _confirm(programme: str, row_id: str, watcher: str, actor: access.Actor, view: View) -> None:
    words = view.words
    with (
        st.expander(parts.markdown(words("confirm.heading", watcher=watcher))),
        st.form("confirm", clear_on_submit=True),
    ):
        reason = st.text_area(words("confirm.reason"), max_chars=2000)
        columns = st.columns(2)
        stands = columns[0].form_submit_button(words("confirm.confirm"))
        back = columns[1].form_submit_button(words("confirm.return"))
        if stands or back:
            parts.attempt(
                _REFUSED,
                lambda: asking.confirm(
                    frames.tracker(),
                    programme,
                    row_id,
                    reason=reason,
                    stands=bool(stands),
                    actor=actor,
                    now=frames.moment(),
                ),
                view,
            )


def _watcher_said(programme: str, row_id: str, view: View) -> None:
    """What the watcher said last of the row, for whoever reads it."""
    said = asking.confirmations(frames.tracker(), programme, row_id).get((programme, row_id))
    if said:
        key = "confirm.stands" if said.is_confirmed else "confirm.returned"
        told = view.words(key, actor=said.by or view.words("request.somebody"), day=said.on, reason=said.reason)
        parts.note(told)
