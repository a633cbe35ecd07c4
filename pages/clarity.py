"""5 rõ: who, what, who answers, when, with what result; where it is not said, and the sheet that asks for it."""

from ui.gate import require

require("read")

import hashlib  # noqa: E402

import streamlit as st  # noqa: E402

import access  # noqa: E402
import charts  # noqa: E402
from analysis import folded  # noqa: E402
from schedule.errors import TrackerError  # noqa: E402
from services import corrections  # noqa: E402
from services.clarity_view import HEAT_MOST, ClarityView  # noqa: E402
from services.sentences import failure, name  # noqa: E402
from ui import draft, frames, parts  # noqa: E402
from ui.gate import current_actor, publish_key  # noqa: E402
from ui.view import View, bound  # noqa: E402

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TAKEN = "corrections.taken"


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
    """The heat map of the least clear, and a table of them all."""
    if not page.heat:
        parts.note(words("clarity.nothing"))
        return
    alt = words("chart.heat.alt", count=len(page.heat))
    wide, narrow = (
        charts.heat_scene(page.heat[:HEAT_MOST], page.questions, words=words, alt=alt, width=width, narrow=width < 500)
        for width in (1552, 358)
    )
    parts.picture("heat", wide, narrow, view, title=words("clarity.heat"))
    if len(page.heat) > HEAT_MOST:
        cells = [
            [parts.text(row.name), *(f"{round(100 * share)}%" for share in row.shares), parts.text(row.note, "quiet")]
            for row in page.heat[HEAT_MOST:]
        ]
        heading = [words("clarity.by.unit"), *page.questions, words("clarity.score")]
        parts.folded_table(heading, cells, title=words("clarity.more", count=len(cells)))


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


def sheets(page: ClarityView) -> None:
    """The correction sheet of a unit, and the way back of one that was filled in."""
    with st.container(key="panel_corrections"):
        st.html(f"<h2>{parts.text(words('corrections.heading'))}</h2>")
        with st.container(key="corrections_out", horizontal=True, vertical_alignment="bottom"):
            unit = st.selectbox(words("clarity.by.unit"), page.units, key="correction.unit", width=520)
            if unit:
                made = frames.correction_sheet_of(unit, view.as_of, view.language)
                st.download_button(
                    words("corrections.take_away"), made, f"5-ro-{'-'.join(folded(unit).split())}.xlsx", XLSX
                )
    publish_key(view)
    actor = current_actor()
    if access.PUBLISH not in actor.rights:
        return
    file = st.file_uploader(words("corrections.drop"), type=["xlsx"], key="corrections.file", max_upload_size=30)
    if not file:
        return
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    if st.session_state.get(_TAKEN, ("", None))[0] != digest:
        try:
            made = corrections.take(frames.tracker(), file.getvalue(), file.name, actor=actor, now=frames.moment())
            st.session_state[_TAKEN] = digest, made
        except TrackerError as error:
            parts.refused(failure(error, words))
            return
    taken: corrections.Taken = st.session_state[_TAKEN][1]
    parts.told_list(corrections.lines(taken, words), title=words("corrections.back"))
    for submission in taken.submissions:
        if submission.draft:
            href = view.href("tai-len", **{draft.DRAFT: submission.draft.id, "programme": submission.draft.programme})
            parts.note_link(words("corrections.review", draft=submission.draft.id), href)


view: View = st.session_state["view"]
words = view.words
programme_id, gathered_by = choose()
content = frames.clarity_of(view.as_of, view.language, programme_id, gathered_by)

st.set_page_config(page_title=content.headline)
parts.headline(content.headline, content.subtitle)
heat(content)
rows(content)
sheets(content)
parts.folded_table(
    [words("clarity.rule"), words("clarity.rule.words")], [[parts.text(a), parts.text(b)] for a, b in content.rules],
    title=words("clarity.rules"),
)  # fmt: skip
parts.footer(view)
