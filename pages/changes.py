"""Thay đổi: what changed between two status dates, worst first."""

from ui.gate import require

require("read")

from datetime import date  # noqa: E402

import streamlit as st  # noqa: E402

import charts  # noqa: E402
from services.lookback import Change, lookback_workbook  # noqa: E402
from ui import choices, dependencies, frames, parts, versions  # noqa: E402
from ui.view import View, bound  # noqa: E402

THRESHOLDS = ("0", "1", "7", "30", "90")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def cells(change: Change) -> list[str]:
    """One change's cells: kind, programme, milestone, what it was, what it is, by how many days, who answers."""
    moved = "" if change.days is None else words.signed(change.days)
    kind = change.kind_word + (f" ({words('changes.late')})" if change.is_late else "")
    return [
        parts.text(kind), parts.text(change.programme), parts.text(change.milestone), parts.text(change.field),
        parts.text(change.before), parts.text(change.after), parts.text(moved, "num"), parts.text(change.owner),
    ]  # fmt: skip


def gantt(rows: tuple[charts.GanttRow, ...], day: date) -> None:
    """The later revision over the earlier one's finishes."""
    wide, narrow = (
        charts.gantt_scene(
            rows,
            frames.tracker().gates,
            status_date=day,
            words=words,
            width=width,
            narrow=width < 500,
            against="before",
        )
        for width in (1552, 358)
    )
    parts.picture("ghost", wide, narrow, view, title=words("changes.gantt"), notes=notes)


view: View = st.session_state["view"]
words = view.words
days = [day.isoformat() for day in frames.tracker().status_dates() if day < view.as_of]
before = bound("since", days, days[0] if days else "")
threshold = bound("days", THRESHOLDS, "0")
kinds = bound("kinds", frames.CHANGE_KINDS, [])

if not days:
    parts.headline(words("changes.headline.first"), words("changes.first"))
    parts.footer(view)
    st.stop()
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    st.selectbox(
        words("changes.since"), days, key="since", width=230, label_visibility="collapsed",
        format_func=lambda d: words("changes.since.day", day=date.fromisoformat(d)),
    )  # fmt: skip
    within = choices.programmes(view)
    st.segmented_control(
        words("changes.threshold"), THRESHOLDS, key="days", required=True, label_visibility="collapsed",
        format_func=lambda d: words("changes.threshold.days", count=int(d)) if d != "0" else words("changes.threshold.all"),
    )  # fmt: skip
    st.multiselect(
        words("changes.kinds"), frames.CHANGE_KINDS, key="kinds", width=260, label_visibility="collapsed",
        format_func=lambda k: words(f"kind_of_change.{k}"), placeholder=words("changes.kinds.all"),
    )  # fmt: skip
since = date.fromisoformat(str(before))
page = frames.lookback_of(within, since, view.as_of, view.language, int(str(threshold)), tuple(kinds))
st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
standing = dict.fromkeys((*frames.standing_of(since), *frames.standing_of(view.as_of)))
corrected = [c for c in standing if not within or c.revision.programme in within]
notes = versions.notes(corrected, view, named=len(within) != 1)
if page.changes:
    told = [change.sentence for change in page.changes if change.kind not in ("edited", "renumbered")]
    if told:
        parts.told_list(told, title=words("changes.told", count=len(told)))
dependencies.panel(frames.dependencies_of(since, view.as_of, view.language), view)
if page.gantt:
    gantt(page.gantt, view.as_of)
if page.changes:
    columns = ("kind", "programme", "milestone", "field", "before", "after", "days", "owner")
    parts.table(
        [words(f"column.{c}") for c in columns],
        [cells(c) for c in page.changes],
        title=words("changes.table"),
        name="changes",
    )
    st.download_button(words("changes.xlsx"), lookback_workbook(page, words), "thay-doi.xlsx", XLSX)
else:
    parts.note(words("changes.none"))
if notes and not page.gantt:
    parts.note(" ".join(notes))
versions.older(corrected, view)
parts.footer(view)
