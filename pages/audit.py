"""Sổ ghi: who did what, when and from where, newest first; every entry bound to the one before."""

from ui.gate import require

require("read")

import re  # noqa: E402

import streamlit as st  # noqa: E402

from services.ledger import entries, ledger_workbook  # noqa: E402
from ui import choices, frames, parts  # noqa: E402
from ui.view import View  # noqa: E402

SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shortened(told: str) -> str:
    """With hashes as long as they are told elsewhere on the pages; the workbook has them whole."""
    return re.sub(r"\b([0-9a-f]{12})[0-9a-f]{52}\b", r"\1…", told)


view: View = st.session_state["view"]
words = view.words
tracker = frames.tracker()

st.set_page_config(page_title=words("audit.title"))
parts.headline(words("audit.title"), words("audit.subtitle"))
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    subject = choices.programme(view, every=words("audit.all"))
    st.download_button(words("audit.xlsx"), ledger_workbook(tracker, words, subject=subject), "so-ghi.xlsx", XLSX)
told = entries(tracker, words, subject=subject, limit=SHOWN)
if told:
    parts.table(
        [words(f"column.{n}") for n in ("number", "at", "actor", "action", "subject", "origin", "before", "after", "hash")],
        [
            [
                parts.text(e.number, "num"), parts.text(e.at), parts.text(e.actor), parts.text(e.action), parts.text(e.subject),
                parts.text(e.origin), parts.text(shortened(e.before)), parts.text(shortened(e.after)), parts.text(e.hash[:12], "quiet"),
            ]
            for e in told
        ],
        title=words("audit.newest", count=len(told)),
    )  # fmt: skip
else:
    parts.note(words("audit.nothing"))
parts.footer(view)
