"""Triển vọng's what-if: several changes tried at once, kept in the URL; saved under a name for who may."""

import json
from functools import partial

import streamlit as st

import access
from analysis import Change
from loaders.dates import typed_day
from schedule.errors import DateUnreadable, TrackerError
from services import scenarios
from services.sentences import failure
from services.whatif import WhatIf, links_before, open_rows, what_if
from ui import frames, parts
from ui.gate import current_actor, publish_key
from ui.view import View

_TRIED = "try"
"""Name in the URL of the changes."""
_REFUSED = "whatif.refused"
_KINDS = ("days", "finish", "duration", "without")


@st.fragment
def what_if_panel(programme_id: str, target: str, view: View) -> None:
    """Put changes together and see what becomes of the milestone that is looked at, and of what else moves."""
    words, names = view.words, open_rows(frames.tracker(), programme_id, view.as_of)
    with st.container(key="panel_whatif"):
        parts.heading(words("outlook.whatif"), words("outlook.whatif.note"))
        if refused := st.session_state.pop(_REFUSED, ""):
            parts.refused(refused)
        try:
            changes = scenarios.changes_in(st.query_params.get(_TRIED, ""))
            _new_change(programme_id, changes, names, target, view)
            _listed(changes, names, view)
            made = what_if(frames.tracker(), programme_id, view.as_of, changes, target, words) if changes else None
        except TrackerError as error:
            parts.refused(failure(error, words))
            made, changes = None, []
            st.button(words("outlook.whatif.clear"), key="whatif.clear_refused", on_click=_write, args=([],))
    if made:
        _outcome(made, names.get(target, ""), view)
    _kept(programme_id, changes, view)


def _new_change(programme_id: str, changes: list[Change], names: dict[str, str], target: str, view: View) -> None:
    """Put one more change together."""
    words, ids = view.words, list(names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row_id = str(
            st.selectbox(
                words("outlook.whatif.row"), ids, format_func=lambda i: names.get(i, i), width=380, key="whatif.row",
                index=ids.index(target) if target in ids else 0,
            )
        )  # fmt: skip
        kind = st.selectbox(
            words("outlook.whatif.kind"), _KINDS, format_func=lambda k: words(f"outlook.whatif.kind.{k}"), width=220,
            key="whatif.kind",
        )  # fmt: skip
        change = _value(programme_id, row_id, str(kind), view)
        st.button(
            words("outlook.whatif.add"), key="whatif.add", disabled=change is None, on_click=_write,
            args=([*changes, *([change] if change else [])],),
        )  # fmt: skip


def _value(programme_id: str, row_id: str, kind: str, view: View) -> Change | None:
    words = view.words
    match kind:
        case "finish":
            text = st.text_input(
                words("outlook.whatif.finish"), width=190, placeholder=words("outlook.whatif.finish.like")
            )
            try:
                return Change(row_id, finish=typed_day(text)) if text.strip() else None
            except DateUnreadable as error:
                parts.refused(failure(error, words))
                return None
        case "duration":
            long = st.number_input(words("outlook.whatif.duration"), 0, 3650, None, step=10, width=190)
            return None if long is None else Change(row_id, duration_days=float(long))
        case "days":
            days = st.number_input(words("outlook.whatif.days"), -3650, 3650, 0, step=10, width=170)
            return Change(row_id, added_days=float(days)) if days else None
    before = links_before(frames.tracker(), programme_id, view.as_of, row_id)
    link = st.selectbox(words("outlook.whatif.link"), list(before), format_func=lambda i: before.get(i, i), width=300)
    return Change(row_id, without=str(link)) if link else None


def _listed(changes: list[Change], names: dict[str, str], view: View) -> None:
    """Each change with a way to drop it."""
    if not changes:
        return
    words = view.words
    with st.container(horizontal=True):
        for n, change in enumerate(changes):
            what = parts.markdown(words("outlook.whatif.drop", what=_said(change, names, view)))
            others = changes[:n] + changes[n + 1 :]
            st.button(what, key=f"whatif.drop.{n}", icon=":material/close:", on_click=_write, args=(others,))
        if len(changes) > 1:
            st.button(words("outlook.whatif.clear"), key="whatif.clear", on_click=_write, args=([],))


def _said(change: Change, names: dict[str, str], view: View) -> str:
    words = view.words
    (told,) = scenarios.plain([change])
    (kind,) = set(told) - {"row"}
    shown = {
        "finish": change.finish,
        "duration": change.duration_days,
        "days": words.days(change.added_days),
        "without": names.get(change.without, change.without),
    }[kind]
    return words(f"outlook.whatif.said.{kind}", name=names.get(change.row_id, change.row_id), value=shown)


def _outcome(made: WhatIf, milestone: str, view: View) -> None:
    words = view.words
    heads = [words("outlook.whatif.what", milestone=milestone), words("outlook.whatif.now"), words("outlook.whatif.then")]  # fmt: skip
    parts.table(
        heads,
        [[parts.text(what), parts.text(now), parts.text(then, "num")] for what, now, then in made.figures],
        title=words("outlook.whatif.result"),
        caption=words("outlook.whatif.runs", count=made.runs) if made.runs else words("outlook.whatif.no_runs"),
    )
    if not made.moved:
        parts.note(words("outlook.whatif.unmoved"))
        return
    parts.table(
        [words("column.milestone"), *(words(f"outlook.whatif.column.{name}") for name in ("finish", "days", "room"))],
        [
            [
                parts.text(row.name), parts.text(f"{row.finish_now} → {row.finish_then}"), parts.text(row.days, "num"),
                parts.text(f"{row.room_now} → {row.room_then}"),
            ]
            for row in made.moved
        ],
        title=words("outlook.whatif.moved"),
        caption=words("outlook.whatif.moved.left", count=made.left) if made.left else "",
    )  # fmt: skip


def _kept(programme_id: str, changes: list[Change], view: View) -> None:
    """The saved scenarios, to be opened or removed; and a name for the changes at hand."""
    words, actor = view.words, current_actor()
    found = scenarios.scenarios(frames.tracker(), programme_id)
    may_save = access.PUBLISH in actor.rights
    if not found and not changes:
        return
    with st.container(key="panel_scenarios"):
        parts.heading(words("scenario.title"))
        publish_key(view)
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                said = words(
                    "scenario.told", name=one.name, changes=words("scenario.changes", count=len(one.changes)),
                    actor=one.actor or words("scenario.somebody"), day=one.at.date(),
                )  # fmt: skip
                st.html(parts.text(said), width="content")
                tried = scenarios.changes_of(one.changes)
                st.button(words("scenario.open"), key=f"scenario.open.{one.number}", on_click=_write, args=(tried,))
                if may_save and st.button(words("scenario.withdraw"), key=f"scenario.withdraw.{one.number}"):
                    parts.attempt(
                        _REFUSED,
                        partial(scenarios.withdraw, frames.tracker(), one.number, actor=actor, now=frames.moment()),
                        view,
                    )
        if may_save and changes:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                name = st.text_input(
                    words("scenario.name"), max_chars=scenarios.LONGEST_NAME, width=380, key="scenario.name"
                )
                if st.button(words("scenario.save"), key="scenario.save"):
                    save = partial(scenarios.save, frames.tracker(), programme_id, view.as_of, name, changes)
                    parts.attempt(_REFUSED, partial(save, actor=actor, now=frames.moment()), view)


def _write(changes: list[Change]) -> None:
    """Put changes into the URL, from where the panel reads them."""
    if changes:
        st.query_params[_TRIED] = json.dumps(scenarios.plain(changes), ensure_ascii=False, separators=(",", ":"))
    elif _TRIED in st.query_params:
        del st.query_params[_TRIED]
