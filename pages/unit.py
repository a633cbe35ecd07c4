"""Đơn vị: what one unit answers for over all programmes, late first; its promises, what it watches, whom it waits for."""

from ui.gate import require

require("read")

from collections.abc import Sequence  # noqa: E402

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from loaders import unit_of  # noqa: E402
from services.units import UnitRow, UnitView, Wait  # noqa: E402
from ui import frames, parts, requests  # noqa: E402
from ui.view import View, bound  # noqa: E402


def rows(found: Sequence[UnitRow]) -> None:
    """The unit's rows, each leading to its own panel."""
    cells = [
        [
            parts.status(row.status, row.status_word), _linked(row, words("unit.watched", watcher=row.watcher) if row.watcher else ""),
            parts.text(row.programme), parts.text(row.finish), parts.text(row.slip, "num"), parts.text(row.clarity),
        ]
        for row in found
    ]  # fmt: skip
    columns = [
        words(f"column.{name}") for name in ("status", "milestone", "programme", "finish", "original", "clarity")
    ]
    parts.table(columns, cells, title=words("unit.rows"))


def watched(found: Sequence[UnitRow]) -> None:
    """What other units do and this one is to confirm."""
    cells = [
        [
            parts.status(row.status, row.status_word), _linked(row, ""), parts.text(row.programme), parts.text(row.owner),
            parts.text(row.finish),
        ]
        for row in found
    ]  # fmt: skip
    columns = [words(f"column.{name}") for name in ("status", "milestone", "programme", "owner", "finish")]
    parts.table(columns, cells, title=words("unit.watches"), caption=words("unit.watches.rule"), name="watched")


def _linked(row: UnitRow, note: str) -> str:
    """A row's name, which leads to its panel; below it how many questions are open, and a note."""
    href = parts.text(view.href("chuong-trinh", programme=row.programme_id, row=row.row_id))
    notes = [words("unit.asked", count=row.asked) if row.asked else "", note]
    told = "".join(f"<br>{parts.text(said, 'quiet')}" for said in notes if said)
    return f"<a href='{href}' target='_self'>{parts.text(row.name)}</a>{told}"


def workload(page: UnitView) -> None:
    """How many unfinished rows are due month by month."""
    alt = words("chart.months.alt", unit=page.unit)
    wide, narrow = (
        charts.months_scene(page.months, words=words, alt=alt, width=width, narrow=width < 500) for width in (1552, 358)
    )
    parts.picture("months", wide, narrow, view, title=words("unit.months"))


def waits(found: Sequence[Wait], key: str) -> None:
    """What waits for what, the latest first."""
    if not found:
        parts.note(words(f"unit.{key}.none"))
        return
    first, second = ("name", "other_name") if key == "waits_for" else ("other_name", "name")
    cells = [
        [
            parts.text(getattr(one, first)), parts.text(getattr(one, second)), parts.text(one.other_unit),
            parts.status(one.other_status, one.other_finish),
        ]
        for one in found
    ]  # fmt: skip
    columns = [words(f"column.{name}") for name in ("waits", "waits_for", "other_unit", "finish")]
    parts.table(columns, cells, title=words(f"unit.{key}"))


view: View = st.session_state["view"]
words = view.words
names = frames.units_of(view.as_of)
asked = unit_of(st.query_params.get("unit", ""))
if asked in names:
    st.query_params["unit"] = asked
bound("unit", names, names[0] if names else "")

st.set_page_config(page_title=words("nav.unit"))
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    unit = st.selectbox(words("unit.choose"), names, key="unit", width=620, label_visibility="collapsed")
if asked and asked not in names:
    parts.note(words("unit.none", unit=asked))
if unit:
    content = frames.unit_of_page(unit, view.as_of, view.language)
    parts.headline(content.headline, content.subtitle)
    if content.rows:
        parts.told_list([content.record, content.clarity, *content.mutual], title=words("unit.character"))
        rows(content.rows)
        workload(content)
    if content.watched:
        watched(content.watched)
    if content.rows:
        waits(content.waits_for, "waits_for")
        waits(content.waited_for, "waited_for")
    requests.thread(content.requests, view, title=words("request.title", count=len(content.requests)))
else:
    parts.headline(words("nav.unit"), words("unit.nothing"))
parts.footer(view)
