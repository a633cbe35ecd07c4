"""The next gates: a row a milestone that waits for a session, with what it rests on behind a fold."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from services.gates import GateView, StepLine
from ui import parts
from ui.view import View

_STATUS = {"made": "on_track", "missed": "overdue", "closed": "overdue", "unknown": "not_assessable"}


def gates_panel(found: Sequence[GateView], view: View, *, title: str, gateless: Sequence[str] = ()) -> None:
    """Session, verdict and the next thing to be done; the programme's name goes first where there are several."""
    words = view.words
    several = bool(gateless) or len({one.programme_id for one in found}) > 1
    rows = "".join(_row(one, view, is_named=several) for one in found)
    others = f" <i>{escape(words('gates.gateless', names=', '.join(gateless)))}</i>" if gateless else ""
    st.html(f"<section class='panel gates'><h2>{escape(title)}{others}</h2>{rows}</section>")


def _row(one: GateView, view: View, *, is_named: bool) -> str:
    words = view.words
    waiting = [step for step in one.steps if not step.is_past]
    nothing = parts.text(words("gates.steps.none"), "quiet") if one.steps else ""
    following = _step(waiting[0], view) if waiting else nothing
    name = f"<a href='{escape(view.href('chuong-trinh', programme=one.programme_id), quote=True)}' target='_self'>{escape(one.programme)}</a> "
    said = [one.closed, one.why, one.miss]
    body = "".join(f"<p>{escape(line)}</p>" for line in said if line)
    items = [f"<li>{_step(step, view)} {parts.text(step.law, 'quiet')}</li>" for step in one.steps]
    body += f"<ul>{''.join(items)}</ul>" if items else ""
    return (
        f"<details class='gt'><summary><span class='t'>{name if is_named else ''}<em>{escape(one.milestone)}</em></span>"
        f"<span class='s'>{escape(one.session)}</span>"
        f"<span class='v'>{parts.status(_STATUS[one.verdict], one.verdict_word)} {escape(one.figure)}</span>"
        f"<span class='d'>{following}</span></summary>{body}</details>"
    )


def _step(step: StepLine, view: View) -> str:
    """When, and what; a day gone by is said to be so, and a rule that nobody has verified too."""
    words = view.words
    flags = [words("gates.step.past")] * step.is_past + [words("source.unverified")] * step.is_unverified
    flag = f" {parts.text('(' + ', '.join(flags) + ')', 'quiet')}" if flags else ""
    late = f" <b>({escape(step.late)})</b>" if step.late else ""
    return f"<b>{escape(step.day)}</b>: {escape(step.what)}{flag}{late}"
