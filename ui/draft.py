"""A draft before it is published: what it changes, what must be confirmed, and the way to publish it."""

from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

import streamlit as st

import access
from loaders.dates import DateContext, read_date
from schedule import HANOI, Pick
from schedule.errors import DateUnreadable, PublishingBlocked, TrackerError
from services import changes, public, revisions
from services.changes import Difference
from services.revisions import PICKED, REASONS, Submission
from services.sentences import failure
from store import Reason
from ui import frames, parts
from ui.view import View

DRAFT = "draft"
"""The draft's id in the URL: a closed browser comes back to it."""
_REFUSED = "draft.refused"


def begin(file: Any, programme: str, actor: access.Actor) -> Submission:
    """Keep a dropped workbook as a draft for the day that it says it speaks for, else today.

    Raises:
        WorkbookUnreadable: It cannot be read.
    """
    now = datetime.now(UTC)
    received = file.getvalue()
    stated = frames.tracker().read(received).schedule.stated_on
    day = stated or now.astimezone(HANOI).date()
    return revisions.submit(
        frames.tracker(), received, file.name, programme=programme, status_date=day, actor=actor, now=now
    )


def change_list(found: Difference, view: View) -> None:
    """What differs from the published revision, in sentences, worst first; those after the first few behind a fold."""
    words = view.words
    told = changes.told(found.changes, words)
    base = words("draft.against", revision=found.base.id) if found.base else words("draft.first")
    parts.told_list(told, title=words("draft.changes", count=len(told)), caption=base, shown=changes.TOLD)


def form(submission: Submission, actor: access.Actor, view: View) -> None:
    """Status date, note, reasons, confirmations and decisions; then compare again, publish or put aside."""
    words, draft = view.words, submission.draft
    assert draft is not None
    codes = {str(f.code): f for f in submission.unresolved}
    if refused := st.session_state.pop(_REFUSED, ""):
        parts.refused(refused)
    with st.form("draft"):
        columns = st.columns(3)
        day = columns[0].text_input(words("draft.status_date"), words.day(draft.status_date), key=f"day.{draft.id}")
        note = columns[1].text_input(words("draft.note"), draft.note, key=f"note.{draft.id}")
        name = columns[2].text_input(words("draft.actor"), actor.name, key="typed.name")
        reasons = _reasons(draft.terms.reasons, view) if {"reason-missing", "rows-lost"} & set(codes) else {}
        accepted = [code for code in codes if _is_confirmable(code) and _confirmed(code, submission, view)]
        decisions = [d for doubt in submission.difference.doubts if (d := _decided(doubt, view))]
        picks = _picks(submission, view)
        buttons = st.columns(3)
        compare = buttons[0].form_submit_button(words("draft.compare"), width="stretch")
        publish = buttons[1].form_submit_button(words("draft.publish"), type="primary", width="stretch")
        discard = buttons[2].form_submit_button(words("draft.discard"), width="stretch")
    if not (compare or publish or discard):
        return
    st.session_state["actor.name"] = name
    given = {"reasons": reasons, "accept": accepted, "decisions": decisions, "note": note, "picks": picks}
    try:
        _act(submission, _day(day), given, name=name, actor=actor, publish=publish, discard=discard)
    except PublishingBlocked as error:
        left = ", ".join(words(f"code.{code}") for code in error.facts["codes"].split(", "))
        st.session_state[_REFUSED] = words("draft.blocked", codes=left)
    except TrackerError as error:
        st.session_state[_REFUSED] = failure(error, words)
    st.rerun()


def _act(
    submission: Submission,
    day: date,
    given: dict[str, Any],
    *,
    name: str,
    actor: access.Actor,
    publish: bool,
    discard: bool,
) -> None:
    tracker, now, draft = frames.tracker(), datetime.now(UTC), submission.draft
    assert draft is not None
    signed = access.Actor(name, actor.rights, actor.is_claimed, actor.origin)
    if discard:
        revisions.discard(tracker, draft.id, actor=signed, now=now)
        st.query_params.pop(DRAFT, None)
        return
    revisions.amend(tracker, draft.id, actor=signed, now=now, status_date=day, **given)
    if publish:
        made = revisions.publish(tracker, draft.id, actor=signed, now=now)
        public.refresh(tracker, made, actor=signed, now=now)


def _day(text: str) -> date:
    """The day that was typed.

    Raises:
        DateUnreadable: It is no day.
    """
    span = read_date(text, DateContext(day_first=True))
    if span.precision != "day" or span.last is None:
        raise DateUnreadable(text=text)
    return span.last


def _reasons(known: Any, view: View) -> dict[str, Reason]:
    words = view.words
    columns = st.columns([1, 2])
    kind = columns[0].selectbox(
        words("draft.reason"),
        ["", *REASONS],
        format_func=lambda k: words(f"reason_kind.{k}") if k else words("draft.reason.none"),
    )
    text = columns[1].text_input(words("draft.reason.text"), known[""].text if "" in known else "")
    return {"": Reason(kind or "other", text)} if kind or text.strip() else {}


def _picks(submission: Submission, view: View) -> list[Pick]:
    """The columns of the important fields, as recognised or as the planner picks them; kept for the next workbooks."""
    words, headings = view.words, submission.reading.headings
    assert submission.draft is not None
    kept = {name: letter for name, letter, _ in submission.draft.terms.picks}
    letters = {c: f"{c} · {heading}"[:60] for c, heading in headings.items()}
    picked = {}
    with st.expander(words("draft.columns"), expanded=_lacks_field(submission)):
        for name, place in zip(PICKED, cycle(st.columns(3)), strict=False):
            now = kept.get(name, "")
            shown = {"": _recognised(name, submission, view), **letters}
            picked[name] = place.selectbox(
                words("field." + name).capitalize(), list(shown), format_func=shown.__getitem__,
                index=list(shown).index(now) if now in shown else 0, key=f"column.{submission.draft.id}.{name}",
            )  # fmt: skip
    changed = {name: letter for name, letter in picked.items() if letter != kept.get(name, "")}
    return [(name, letter, headings.get(letter, "")) for name, letter in changed.items()]


def _recognised(field: str, submission: Submission, view: View) -> str:
    """Which column was taken for a field: a bare start or finish is that of the forecast, else of the plan."""
    columns = submission.reading.schedule.columns
    column = next((c for name in (field, f"forecast_{field}", f"baseline_{field}") if (c := columns.get(name))), "")
    if not column:
        return view.words("draft.column.none")
    heading = submission.reading.headings.get(column, "")
    return view.words("draft.column.recognised", column=column, heading=heading)[:60]


def _lacks_field(submission: Submission) -> bool:
    return any(f.code in ("field-missing", "heading-repeated") for f in submission.findings)


def _is_confirmable(code: str) -> bool:
    """Whether a tick settles it; a missing reason, a doubtful match and a blocking fault of the workbook need more."""
    return code not in ("reason-missing", "match-doubtful", "id-repeated")


def _confirmed(code: str, submission: Submission, view: View) -> bool:
    found = [f for f in submission.unresolved if f.code == code]
    told = view.words("draft.confirm", code=view.words(f"code.{code}"), count=len(found))
    return st.checkbox(told, key=f"accept.{submission.draft.id if submission.draft else ''}.{code}")


def _decided(doubt: changes.Doubt, view: View) -> tuple[str, str, bool] | None:
    words = view.words
    asked = words("draft.doubt", before=doubt.before_name, after=doubt.after_name, score=doubt.score)
    answer = st.radio(
        parts.markdown(asked),
        ["same", "other"],
        index=None,
        horizontal=True,
        format_func=lambda a: words(f"draft.doubt.{a}"),
        key=f"doubt.{doubt.before}.{doubt.after}",
    )
    return None if answer is None else (doubt.before, doubt.after, answer == "same")


def refusal(error: TrackerError, view: View) -> None:
    """A workbook that cannot be read: why, and that nothing was changed."""
    parts.headline(view.words("upload.unread"), f"{failure(error, view.words)}. {view.words('upload.unchanged')}")
