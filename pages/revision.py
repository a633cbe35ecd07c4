"""Phiên bản: one version of a status date as it was kept, whether it is used, and what its correction changed."""

from ui.gate import require

require("read")

import streamlit as st  # noqa: E402

from services.versions import Version  # noqa: E402
from ui import frames, parts, versions  # noqa: E402
from ui.reading import understood_table  # noqa: E402
from ui.view import View, bound  # noqa: E402

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def others(shown: Version) -> None:
    """The other versions of that day, and the workbook of this one."""
    links = [
        versions.link(r.id, words("version.see", version=r.version), view)
        for r in shown.versions
        if r.id != shown.revision.id
    ]
    with st.container(key="controls", horizontal=True, vertical_alignment="center"):
        received = frames.tracker().store.received(shown.revision.id)
        st.download_button(words("version.take"), received, shown.revision.filename, XLSX)
        if links:
            st.html(f"<p class='quiet'>{' · '.join(links)}</p>", width="content")


def changed(shown: Version) -> None:
    """What the version used instead changed."""
    if shown.replaced_by is None:
        return
    later = shown.replaced_by.version
    if shown.told:
        parts.told_list(shown.told, title=words("version.told", version=later, count=len(shown.told)))
    else:
        parts.note(words("version.told.none", version=later))


view: View = st.session_state["view"]
words = view.words
asked = str(bound("revision", {r.id for r in frames.tracker().store.revisions()} | {""}, ""))
if not asked:
    parts.headline(words("nav.revision"), words("version.choose"))
    parts.footer(view)
    st.stop()
page = frames.version_of(asked, view.language)
st.set_page_config(page_title=page.headline)
parts.headline(page.headline, page.subtitle)
if page.note:
    parts.note(words("version.note", note=page.note))
others(page)
changed(page)
understood_table(page.reading, view, title=words("version.rows"))
parts.footer(view)
