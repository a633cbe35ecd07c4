"""Which version of each status date a page rests on, and the way to the others."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from services.versions import Correction, footnotes
from ui import frames
from ui.view import View

PAGE = "phien-ban"
"""Address of the page of one version."""


def notes(found: Sequence[Correction], view: View, *, named: bool) -> tuple[str, ...]:
    """What the pictures say below of the versions that they rest on."""
    return footnotes(frames.tracker(), found, view.words, named=named)


def link(revision_id: str, said: str, view: View) -> str:
    """The way to one version's page, as ready HTML."""
    href = escape(view.href(PAGE, revision=revision_id), quote=True)
    return f"<a href='{href}' target='_self'>{escape(said)}</a>"


def older(found: Iterable[Correction], view: View) -> None:
    """Links to the versions that corrections replaced; nothing where there are none."""
    words = view.words
    links = [
        link(
            f"{r.programme}@{r.status_date.isoformat()}.{number}",
            words("version.older.one", day=r.status_date, version=number),
            view,
        )
        for r in (one.revision for one in found)
        for number in range(1, r.version)
    ]
    if links:
        said = f"{escape(words('version.older'))} {' · '.join(links)}"
        st.html(f"<section class='panel'><p class='quiet pad'>{said}</p></section>")
