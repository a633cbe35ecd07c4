"""Xu hướng mốc: every promise made, as steps against the diagonal."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.picture import Message  # noqa: E402
from services.trend import LEAST_PROMISES, LINES_MOST  # noqa: E402
from ui import choices, frames, parts, versions  # noqa: E402
from ui.view import View, bound  # noqa: E402

view: View = st.session_state["view"]
words = view.words

with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    within = choices.programmes(view)
    milestones = frames.trend_of(view.as_of, view.language, within, ()).choices
    bound("pick", milestones, [])
    chosen = st.multiselect(
        words("trend.milestones"), list(milestones), format_func=lambda key: milestones.get(key, key), key="pick",
        max_selections=LINES_MOST, placeholder=words("trend.milestones.placeholder"),
        label_visibility="collapsed",
    )  # fmt: skip

content = frames.trend_of(view.as_of, view.language, within, tuple(chosen))
st.set_page_config(page_title=content.headline)
parts.headline(content.headline, content.subtitle)
if content.lines:
    wide, narrow = (
        charts.trend_scene(
            content.lines, frames.tracker().gates, status_date=view.as_of, words=words, width=width, narrow=width < 500
        )
        for width in (1552, 358)
    )
    corrected = frames.corrections_of(within, view.as_of)
    notes = versions.notes(corrected, view, named=len(within) != 1)
    picked = parts.picture(
        "trend",
        wide,
        narrow,
        view,
        title=words("nav.trend"),
        pick=True,
        notes=notes,
        message=Message(content.headline, content.subtitle, within),
        beside="promises",
    )
    wide, narrow = (
        charts.multiples_scene(content.groups, status_date=view.as_of, words=words, width=width, narrow=width < 500)
        for width in (1552, 358)
    )
    parts.picture("multiples", wide, narrow, view, title=words("trend.multiples"), notes=notes)
    versions.older(corrected, view)
    if content.records:
        parts.table(
            [words(f"column.{n}") for n in ("unit", "promises_due", "kept", "median_slip")],
            [
                [parts.text(r.unit), parts.text(r.promises, "num"), parts.text(r.kept, "num"), parts.text(r.median_slip, "num")]
                for r in content.records
            ],
            title=words("trend.records"), caption=words("trend.records.rule", least=LEAST_PROMISES),
        )  # fmt: skip
    keys = {promise.key for promise in content.promises}
    shown = [p for p in content.promises if picked not in keys or p.key == picked]
    parts.table(
        [words(f"column.{n}") for n in ("milestone", "said_on", "promised", "words", "said_by", "source")],
        [
            [
                parts.text(p.milestone), parts.text(p.said_on, "num"), parts.text(p.promised), parts.text(p.words),
                parts.text(p.said_by), parts.link(p.url, words("source.link")) if p.url else "",
            ]
            for p in shown
        ],
        title=words("trend.list"), name="promises",
    )  # fmt: skip
else:
    parts.note(words("trend.nothing"))
parts.footer(view)
