"""What this browser saw last, kept in the browser itself: no account, nothing sent to anybody."""

import json
from typing import Any

import streamlit as st

from services import changes
from ui import frames, parts
from ui.view import View

_SCRIPT = """
export default function({data, setStateValue}) {
  const kept = "tien-do-thu-do.seen", now = JSON.stringify(data.now)
  let since = sessionStorage.getItem(kept)
  if (since === null) {
    since = localStorage.getItem(kept) || ""
    sessionStorage.setItem(kept, since)
  }
  localStorage.setItem(kept, now)
  if (data.since !== since) setStateValue("since", since)
}
"""
_memory = st.components.v2.component("memory", html="<span></span>", js=_SCRIPT)


def since_last_look(view: View) -> None:
    """What changed since this browser last looked, in at most ten sentences; nothing on a first visit."""
    tracker = frames.tracker()
    known = st.session_state.get("memory", {})
    data = {"now": changes.seen_now(tracker), "since": known.get("since", "")}
    answer: Any = _memory(data=data, key="memory", on_since_change=lambda: None)
    seen = _seen(getattr(answer, "since", "") or "")
    if not seen:
        return
    told = [
        f"{tracker.programme(programme).short_vi}: {sentence}"
        for programme, found in changes.since(tracker, seen).items()
        for sentence in changes.told(found.changes, view.words)
    ]
    if told:
        parts.told_list(told, title=view.words("since.title", count=len(told)), shown=3)


def _seen(text: str) -> dict[str, str]:
    """What the browser says it saw: text from outside, taken only where it has the right shape."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {str(k): str(v) for k, v in said.items() if isinstance(v, str) and len(v) < 200}
