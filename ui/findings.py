"""The findings on the page: filters, then a fold a kind, each finding with the cells around its own."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from schedule import Excerpt, Finding, Severity
from services import findings as going_through
from services.findings import Group, Told
from services.marking import is_markable, marked_copy, marked_name
from ui import frames, parts
from ui.view import View, bound

SHOWN_AS = {"blocking": "overdue", "doubtful": "slipping", "note": "not_assessable"}
_OPEN = (Severity.BLOCKING, Severity.DOUBTFUL)
_SHOWN, _MOST = 3, 100
"""Of each kind: how many are seen at once, and how many behind the fold besides."""
Marked = tuple[str, Callable[[], bytes]]
"""Name and maker of a marked copy."""


def maker(filename: str, received: bytes, findings: Sequence[Finding], sheet: str, view: View) -> Marked | None:
    """Name and maker of the marked copy, which is made when it is asked for; None where the file cannot be marked."""
    if not is_markable(received):
        return None
    reader, words = frames.tracker().reader, view.words
    return marked_name(filename, words), lambda: marked_copy(reader, received, findings, sheet, words)


@st.fragment
def panel(
    findings: Sequence[Finding],
    excerpts: Sequence[Excerpt],
    view: View,
    marked: Marked | None,
) -> None:
    """Every finding by severity and kind, narrowed by severity, kind and sheet; the workbook is not read again for it.

    Args:
        findings: What was found.
        excerpts: What stands around the first of them.
        view: The visitor's view.
        marked: Name and maker of the marked copy; None where none can be made.
    """
    words = view.words
    if not findings:
        parts.note(words("upload.findings.none"))
        return
    with st.container(key="panel_findings"):
        st.html(f"<h2 id='findings'>{escape(words('upload.findings'))}</h2>")
        with st.container(key="findings_controls", horizontal=True, vertical_alignment="bottom"):
            asked = _filters(findings, view)
            if marked:
                st.download_button(words("upload.marked"), marked[1], marked[0], on_click="ignore")
        groups = going_through.grouped(findings, excerpts, words, **asked)
        st.html("".join(_group(group, view) for group in groups) or _nothing(view))


def _filters(findings: Sequence[Finding], view: View) -> dict[str, list[str]]:
    """What the visitor narrows the findings to, kept in the URL."""
    words = view.words
    counts = going_through.severities(findings)
    options = {
        "severities": [str(severity) for severity in counts],
        "codes": sorted({str(f.code) for f in findings}, key=lambda code: words(f"code.{code}")),
        "sheets": sorted({f.sheet for f in findings if f.sheet}),
    }
    asked = {name: list(bound(name, found, [])) for name, found in options.items()}
    st.segmented_control(
        words("column.severity"), options["severities"], key="severities", selection_mode="multi",
        format_func=lambda s: f"{words(f'severity.{s}')} · {counts[Severity(s)]}", label_visibility="collapsed",
    )  # fmt: skip
    says: dict[str, Callable[[str], str]] = {"codes": lambda code: words(f"code.{code}"), "sheets": str}
    for name, say in says.items():
        if len(options[name]) > 1:
            st.multiselect(
                words(f"findings.{name}"), options[name], key=name, format_func=say, width=250,
                placeholder=words(f"findings.{name}"), label_visibility="collapsed",
            )  # fmt: skip
    return asked


def _group(group: Group, view: View) -> str:
    words = view.words
    count = len(group.told)
    kind = (
        f"{parts.status(SHOWN_AS[group.severity], words(f'severity.{group.severity}'))}"
        f"<b>{escape(words(f'code.{group.code}'))}</b><i>{escape(words('count.findings', count=count))}</i>"
    )
    shared = (
        f"<p class='remedy'>{escape(words('finding.told_remedy', remedy=group.remedy))}</p>" if group.remedy else ""
    )
    items = [_item(told, group, view) for told in group.told[: _SHOWN + _MOST]]
    more = parts.details(words("findings.more", count=count - _SHOWN), "".join(items[_SHOWN:]))
    rest = count - len(items)
    beyond = f"<p class='remedy'>{escape(words('findings.beyond', count=rest))}</p>" if rest else ""
    body = shared + "".join(items[:_SHOWN]) + (more if count > _SHOWN else "") + beyond
    is_open = " open" if group.severity in _OPEN else ""
    return f"<details class='kind'{is_open}><summary>{kind}</summary>{body}</details>"


def _item(told: Told, group: Group, view: View) -> str:
    remedy = "" if group.remedy else parts.text(view.words("finding.told_remedy", remedy=told.remedy), "remedy")
    place = parts.text(told.place, "num") if told.place else ""
    return (
        f"<div class='found'><div>{place}{parts.text(told.message)}{remedy}</div>"
        f"{_excerpt(told.excerpt) if told.excerpt else ''}</div>"
    )


def _excerpt(excerpt: Excerpt) -> str:
    """The cells around as a small table, the finding's own among them set off; a phone leaves out the far columns."""
    at = excerpt.columns.index(excerpt.cell.rstrip("0123456789"))
    styles = ["far" if abs(n - at) > 1 else "" for n in range(len(excerpt.columns))]
    head = "".join(f"<th scope='col' class='{css}'>{c}</th>" for css, c in zip(styles, excerpt.columns, strict=True))
    rows = "".join(
        f"<tr><th scope='row'>{number}</th>{_cells(excerpt, number, texts, styles)}</tr>"
        for number, texts in zip(excerpt.rows, excerpt.texts, strict=True)
    )
    return f"<table class='excerpt'><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(excerpt: Excerpt, number: int, texts: Sequence[str], styles: Sequence[str]) -> str:
    return "".join(
        f"<td class='{'here' if f'{column}{number}' == excerpt.cell else css}'>{escape(text)}</td>"
        for column, text, css in zip(excerpt.columns, texts, styles, strict=True)
    )


def _nothing(view: View) -> str:
    return f"<p class='quiet pad'>{escape(view.words('findings.none_of_these'))}</p>"
