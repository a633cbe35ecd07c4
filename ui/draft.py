"""A draft before it is published: what it changes, what must be confirmed, and the way to publish it."""

import hashlib
from datetime import UTC, date, datetime
from html import escape
from itertools import cycle
from typing import Any

import streamlit as st

import access
from loaders.dates import typed_day
from schedule import HANOI, Code, Finding, Pick, Severity
from schedule.errors import PublishingBlocked, StaleBase, TrackerError
from services import answers, changes, public, revisions
from services.changes import Difference
from services.checks import CONFIRMED_BY_NAME
from services.findings import severities
from services.revisions import PICKED, REASONS, Submission
from services.sentences import failure
from store import Reason
from ui import findings, frames, parts
from ui.view import View

DRAFT = "draft"
"""The draft's id in the URL: a closed browser comes back to it."""
KNOWN = "draft.known"
"""In the session: the revision that the dropped workbook is, byte by byte."""
_KEPT, _REFUSED, _PUT_ASIDE = "draft.kept", "draft.refused", "draft.put_aside"


def keep(received: bytes, filename: str, programme: str, actor: access.Actor) -> None:
    """Keep a workbook as a draft, once, for the day that it says it speaks for, else today; the URL names the draft then.

    Raises:
        WorkbookUnreadable: It cannot be read.
    """
    digest = hashlib.sha256(received).hexdigest() + programme
    if st.session_state.get(_KEPT) == digest:
        return
    st.session_state[_KEPT] = digest
    st.session_state.pop(KNOWN, None)
    st.query_params.pop(DRAFT, None)
    tracker, now = frames.tracker(), datetime.now(UTC)
    day = tracker.read(received).schedule.stated_on or now.astimezone(HANOI).date()
    made = revisions.submit(tracker, received, filename, programme=programme, status_date=day, actor=actor, now=now)
    if made.draft:
        st.query_params[DRAFT] = made.draft.id
    elif made.recognised:
        st.session_state[KNOWN] = made.recognised.id


def put_aside() -> int:
    """How many drafts this session put aside; the field for files is a new, empty one after each."""
    return int(st.session_state.get(_PUT_ASIDE, 0))


def at_a_glance(submission: Submission, view: View) -> None:
    """One line that leads to all below it: what stops publishing and what is doubtful, by kind; changes; rows understood."""
    words = view.words
    jumps = []
    for severity, count in severities(submission.findings).items():
        kinds = dict.fromkeys(words(f"code.{f.code}") for f in submission.findings if f.severity == severity)
        told = f"{words(f'severity.{severity}')} {count}: {', '.join(kinds)}"
        jumps.append(("findings", parts.status(findings.SHOWN_AS[severity], told)))
    changed = len(changes.told(submission.difference.changes, words))
    jumps.append(("changes", parts.text(words("draft.changes", count=changed))))
    jumps.append(
        ("table_understood", parts.text(words("draft.understood", count=len(submission.reading.schedule.rows))))
    )
    links = "".join(f"<a href='#{place}' target='_self'>{said}</a>" for place, said in jumps)
    st.html(f"<nav class='panel jumps' aria-label='{escape(words('draft.glance'), quote=True)}'>{links}</nav>")


def other_programme(submission: Submission, actor: access.Actor, view: View) -> bool:
    """Whether the workbook seems to be another programme's; then that is said, with a way to submit it for that one."""
    asked = next((f for f in submission.unresolved if f.code == Code.WRONG_PROGRAMME), None)
    if asked is None:
        return False
    words, other = view.words, asked.facts["other"]
    parts.refused(answers.finding(asked, words)["message"])
    if other and access.PUBLISH in actor.rights:
        st.button(
            words("draft.switch", programme=asked.facts["looks_like"]),
            type="primary",
            on_click=lambda: _switch(submission, other, actor),
        )
    return True


def _switch(submission: Submission, programme: str, actor: access.Actor) -> None:
    """Put the draft aside and submit its workbook for another programme."""
    draft = submission.draft
    assert draft is not None
    received = frames.tracker().store.draft_bytes(draft.id)
    revisions.discard(frames.tracker(), draft.id, actor=actor, now=datetime.now(UTC))
    st.session_state["programme"] = programme
    keep(received, draft.filename, programme, actor)


def change_list(found: Difference, view: View, *, shown: int = changes.TOLD) -> None:
    """What differs from the published revision, in sentences, worst first; those after the first few behind a fold."""
    words = view.words
    told = changes.told(found.changes, words)
    base = words("draft.against", revision=found.base.id) if found.base else words("draft.first")
    title = words("draft.changes", count=len(told))
    parts.told_list(told, title=title, caption=base, shown=shown, name="changes")


def form(submission: Submission, actor: access.Actor, view: View) -> None:
    """Status date, note, reasons, confirmations and decisions; then compare again, publish or put aside."""
    words, draft = view.words, submission.draft
    assert draft is not None
    codes = {str(f.code): f for f in submission.unresolved}
    if refused := st.session_state.pop(_REFUSED, ""):
        parts.refused(refused)
    with st.form("draft"):
        parts.heading(words("draft.form"))
        columns = st.columns(3)
        day = columns[0].text_input(words("draft.status_date"), words.day(draft.status_date), key=f"day.{draft.id}")
        note = columns[1].text_input(words("draft.note"), draft.note, key=f"note.{draft.id}")
        name = columns[2].text_input(words("draft.actor"), actor.name, key="typed.name")
        reasons = _reasons(draft.terms.reasons, view) if {"reason-missing", "rows-lost"} & set(codes) else {}
        accepted = [code for code, f in codes.items() if _is_confirmable(f) and _confirmed(code, submission, view)]
        decisions = [d for doubt in submission.difference.doubts if (d := _decided(doubt, view))]
        picks = _picks(submission, view)
        faults = [words(f"code.{code}") for code, f in codes.items() if _is_fault(f)]
        if faults:
            parts.refused(words("draft.faults", codes=", ".join(faults)))
        buttons = st.columns(3)
        compare = buttons[0].form_submit_button(words("draft.compare"), width="stretch")
        publish = buttons[1].form_submit_button(
            words("draft.publish"), type="primary", width="stretch", disabled=bool(faults)
        )
        discard = buttons[2].form_submit_button(words("draft.discard"), width="stretch")
    if not (compare or publish or discard):
        return
    st.session_state["actor.name"] = name
    given = {"reasons": reasons, "accept": accepted, "decisions": decisions, "note": note, "picks": picks}
    try:
        _act(submission, typed_day(day), given, name=name, actor=actor, publish=publish, discard=discard)
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
        st.session_state.pop(_KEPT, None)
        st.session_state[_PUT_ASIDE] = put_aside() + 1
        return
    amended = revisions.amend(tracker, draft.id, actor=signed, now=now, status_date=day, **given)
    if publish:
        _require_seen(draft.programme, submission.difference, amended.difference)
        made = revisions.publish(tracker, draft.id, actor=signed, now=now)
        public.refresh(tracker, made, actor=signed, now=now)


def _require_seen(programme: str, shown: Difference, found: Difference) -> None:
    """Let only what the planner saw be published; what was typed is kept, and the new difference stands below.

    Raises:
        StaleBase: It is compared with another revision now: one was published meanwhile, or the status date was changed.
    """
    base, current = (side.base.id if side.base else "–" for side in (shown, found))
    if base != current:
        raise StaleBase(programme=programme, base=base, current=current)


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


def _is_confirmable(found: Finding) -> bool:
    """Whether a tick settles it; a missing reason, a doubtful match and a fault of the workbook need more."""
    if found.severity == Severity.BLOCKING:
        return found.code in CONFIRMED_BY_NAME
    return found.code != Code.MATCH_DOUBTFUL


def _is_fault(found: Finding) -> bool:
    """Whether nothing that the form can ask settles it: the workbook must be mended."""
    return found.severity == Severity.BLOCKING and found.code not in (*CONFIRMED_BY_NAME, Code.REASON_MISSING)


def _confirmed(code: str, submission: Submission, view: View) -> bool:
    """A tick that says what it accepts: the kind, how often it was found, and the first of them."""
    words, found = view.words, [f for f in submission.unresolved if f.code == code]
    first = answers.finding(found[0], words)
    told = words(
        "draft.confirm", code=words(f"code.{code}"), count=len(found), cell=first["cell"], first=first["message"]
    )
    return st.checkbox(parts.markdown(told), key=f"accept.{submission.draft.id if submission.draft else ''}.{code}")


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
