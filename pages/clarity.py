"""5 rõ: who, what, who answers, when, with what result; where it is not said, and the sheet that asks for it."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.clarity_view import HEAT_MOST, ClarityView  # noqa: E402
from services.sentences import name  # noqa: E402
from ui import corrections, frames, parts  # noqa: E402
from ui.view import View, bound  # noqa: E402


def choose() -> tuple[str, str]:
    """The programme and what the heat map gathers by, kept in the URL."""
    programmes = {"": words("clarity.all"), **{p.id: name(p, words, short=True) for p in frames.tracker().programmes}}
    chosen = bound("programme", programmes, ""), bound("by", ("unit", "programme"), "unit")
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            words("programme.choose"), list(programmes), format_func=programmes.get, key="programme", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        st.segmented_control(
            words("clarity.by"), ["unit", "programme"], format_func=lambda by: words(f"clarity.by.{by}"), key="by",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
    return str(chosen[0]), str(chosen[1])


def heat(page: ClarityView) -> None:
    """The heat map of the least clear, and a table of the others."""
    if not page.heat:
        parts.note(words("clarity.nothing"))
        return
    heads = (words(f"clarity.by.{gathered_by}"), words("clarity.score"))
    alt = words("chart.heat.alt", count=len(page.heat))
    wide, narrow = (
        charts.heat_scene(
            page.heat[:HEAT_MOST], page.questions, heads=heads, words=words, alt=alt, width=width, narrow=width < 500
        )
        for width in (1552, 358)
    )
    parts.picture("heat", wide, narrow, view, title=words("clarity.heat"))
    if len(page.heat) > HEAT_MOST:
        cells = [
            [parts.text(row.name), *map(words.percent, row.shares), parts.text(row.note, "quiet")]
            for row in page.heat[HEAT_MOST:]
        ]
        parts.folded_table([heads[0], *page.questions, heads[1]], cells, title=words("clarity.more", count=len(cells)))


def rows(page: ClarityView) -> None:
    """Row by row what is missing and why."""
    if not page.rows:
        parts.note(words("clarity.none_due"))
        return
    cells = [
        [
            parts.text(row.score, "num"),
            f"<a href='{parts.text(view.href('chuong-trinh', programme=row.programme_id))}' target='_self'>"
            f"{parts.text(row.name)}</a><br>{parts.text(row.programme, 'quiet')}",
            parts.text(row.unit), "<br>".join(map(parts.text, row.reasons)),
        ]
        for row in page.rows
    ]  # fmt: skip
    columns = [words(f"column.{name}") for name in ("score", "milestone", "owner", "missing")]
    more = words("clarity.left", count=page.left) if page.left else ""
    parts.table(columns, cells, title=words("clarity.rows", count=len(page.rows) + page.left), caption=more)


view: View = st.session_state["view"]
words = view.words
programme_id, gathered_by = choose()
content = frames.clarity_of(view.as_of, view.language, programme_id, gathered_by)

st.set_page_config(page_title=content.headline)
parts.headline(content.headline, content.subtitle)
heat(content)
rows(content)
corrections.sheets(content.units, view)
parts.folded_table(
    [words("clarity.rule"), words("clarity.rule.words")], [[parts.text(a), parts.text(b)] for a, b in content.rules],
    title=words("clarity.rules"),
)  # fmt: skip
parts.footer(view)
