"""Who waits for whom between programmes, as pages show it."""

import streamlit as st

import charts
from services.dependencies import Dependencies
from ui import parts
from ui.view import View


def panel(found: Dependencies, view: View) -> None:
    """Whom upstream moves downstream, in sentences; then all waits between programmes as a picture and a table."""
    words = view.words
    if found.moved:
        parts.told_list(found.moved, title=words("depend.told"))
    if not found.fans:
        return
    heads = (words("depend.before"), words("depend.after"))
    alt = words("depend.alt", count=sum(len(fan.after) for fan in found.fans))
    wide, narrow = (
        charts.dependencies_scene(found.fans, heads, words=words, alt=alt, width=width, narrow=width < 500)
        for width in (1552, 358)
    )
    with st.expander(words("depend.title")):
        parts.picture("dependencies", wide, narrow, view, title=alt, beside="waits")
        parts.table(
            [heads[0], words("column.finish"), heads[1], words("column.finish")],
            [
                [
                    parts.text(f"{fan.before.programme}: {fan.before.name}"),
                    parts.status(fan.before.status, fan.before.finish),
                    parts.text(f"{end.programme}: {end.name}"),
                    parts.status(end.status, end.finish),
                ]
                for fan in found.fans
                for end in fan.after
            ],
            title=words("depend.table"),
            name="waits",
        )
