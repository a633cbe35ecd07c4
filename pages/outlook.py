"""Triển vọng: in time or not, why, what is needed; each milestone by several ways, and how right they were so far."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.picture import Message  # noqa: E402
from ui import choices, frames, parts  # noqa: E402
from ui.outlook import tested  # noqa: E402
from ui.view import View, bound  # noqa: E402
from ui.whatif import what_if_panel  # noqa: E402

view: View = st.session_state["view"]
words = view.words
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    chosen = choices.programme(view)
    first = frames.outlook_of(chosen, view.as_of, view.language, "")
    if first.choices:
        milestone = str(bound("milestone", first.choices, first.chosen))
        st.selectbox(
            words("outlook.milestone"), list(first.choices), format_func=lambda i: first.choices.get(i, i), key="milestone",
            label_visibility="collapsed", width=460,
        )  # fmt: skip
    else:
        milestone = ""

page = frames.outlook_of(chosen, view.as_of, view.language, milestone)
st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
if page.answer:
    told = [
        part for part in (page.answer.head + ": " + page.answer.verdict, page.answer.why, page.answer.needed) if part
    ]
    parts.told_list(told, title=words("outlook.answers"))
if page.curves:
    wide, narrow = (
        charts.s_curve_scene(
            page.curves, page.gates, due=page.due, status_date=view.as_of, words=words, width=width, narrow=width < 500
        )
        for width in (1552, 358)
    )
    title = words("outlook.curve", milestone=first.choices[page.chosen])
    parts.picture("s_curve", wide, narrow, view, title=title, message=Message(page.headline, title, (chosen,)))
if page.lines:
    parts.table(
        [words(f"column.{n}") for n in ("milestone", "promised", "verdict")] + [words(f"outlook.method.{m}") for m in page.methods],
        [
            [parts.text(each.milestone), parts.text(each.promised), parts.text(each.verdict), *map(parts.text, each.views)]
            for each in page.lines
        ],
        title=words("outlook.table"), caption=words("outlook.table.rule"),
    )  # fmt: skip
    if page.bars:
        wide, narrow = (charts.tornado_scene(page.bars, words=words, width=w, narrow=w < 500) for w in (1552, 358))
        parts.picture("tornado", wide, narrow, view, title=words("outlook.tornado"))
    parts.note(page.runs)
    what_if_panel(chosen, page.chosen, view)
else:
    parts.note(words("outlook.nothing_left") if page.has_schedule else words("programme.nothing"))
parts.told_list(frames.answers_of(view.as_of, view.language), title=words("outlook.everyone"))
tested(frames.tracker().programme(chosen).kind, view)
parts.footer(view)
