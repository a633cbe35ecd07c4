"""Tìm: what the words in the top bar's box find, over every programme."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

from services.find import Entry, page  # noqa: E402
from services.sentences import name  # noqa: E402
from ui import frames, parts  # noqa: E402
from ui.search import QUERY  # noqa: E402
from ui.view import View  # noqa: E402


def address(entry: Entry) -> str:
    """The page that shows what was found."""
    asked = page(entry)
    return view.href(asked.pop("page"), **asked)


def cells(entry: Entry) -> list[str]:
    """One line of the results."""
    kind = words(f"find.kind.{entry.kind}")
    state = parts.status(entry.status, words(f"status.{entry.status}")) if entry.status else parts.text(kind, "quiet")
    link = f"<a href='{parts.text(address(entry))}' target='_self'>{parts.text(entry.name)}</a>"
    programme = name(frames.tracker().programme(entry.programme), words, short=True) if entry.programme else ""
    return [state, link, parts.text(programme), parts.text(entry.unit), parts.text(entry.document)]


view: View = st.session_state["view"]
words = view.words
query = st.query_params.get(QUERY, "").strip()
found = frames.find(query, view.as_of)
key = (
    "find.ask"
    if not query
    else "find.nothing"
    if not found.entries
    else "find.count"
    if found.is_whole
    else "find.near"
)
message = words(key, query=query, count=found.count)

st.set_page_config(page_title=message)
parts.headline(message, words("find.subtitle", day=view.as_of))
if found.entries:
    columns = [words(f"column.{n}") for n in ("status", "hit", "programme", "owner", "document")]
    shown = words("find.shown", count=len(found.entries)) if found.count > len(found.entries) else ""
    parts.table(columns, [cells(one) for one in found.entries], title=words("find.results"), caption=shown)
else:
    parts.note(words("find.help"))
parts.footer(view)
