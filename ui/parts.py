"""The parts that pages are put together from. Every text that comes from a workbook is escaped here."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st

import charts
from schedule import Words
from schedule.errors import TrackerError
from services import sentences
from services.overview import Card, Decision
from services.picture import Message
from ui import search
from ui.copying import copy_button
from ui.scrubber import scrubber
from ui.view import AS_OF, View


def top_bar(
    pages: Mapping[str, Any], current: Any, find: Any, view: View, status_dates: Sequence[date], *, plays: bool = False
) -> None:
    """The product's name, the pages, the box that finds, the status date (with its play-through where `plays`), language and theme."""
    words = view.words
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f"<div class='brand'>{escape(words('product'))}</div>", width="content")
        with st.container(key="nav", horizontal=True, gap="medium", width="content"):
            for name, page in pages.items():
                label = words(f"nav.{name}")
                st.page_link(page, label=f"**{label}**" if page is current else label, query_params=view.query())
        with st.container(key="find", width="content"):
            search.box(view, is_current=current is find)
        with st.container(key="choices", horizontal=True, vertical_alignment="center", width="content"):
            scrubber(view, status_dates, plays=plays)
            for language in ("vi", "en"):
                label = language.upper()
                chosen = language == view.language
                st.page_link(
                    current, label=f"**{label}**" if chosen else label, query_params=view.query(lang=language) | _stay()
                )
            other = "light" if view.theme == "dark" else "dark"
            st.page_link(current, label=words(f"nav.{other}"), query_params=view.query(theme=other) | _stay())


def _stay() -> dict[str, Any]:
    """The current page's own filters, so that a change of language or theme keeps them."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in (AS_OF, "lang", "theme")}


@st.fragment(run_every=5)
def newer_revision(version: str, read_version: Callable[[], str], view: View) -> None:
    """Say, within five seconds and without a reload, that a revision was published since this page was drawn.

    Every open page asks the store's version row: one indexed query, the same on SQLite and PostgreSQL and over several
    server processes, where a listener would need a connection and a thread of its own for each of them.
    """
    if read_version() != version:
        href = escape(view.href("thay-doi"))
        st.html(f"<a class='newer' href='{href}' target='_self'>{escape(view.words('new.revision'))}</a>")


def headline(title: str, subtitle: str) -> None:
    """The page's message and the quiet line below it."""
    st.html(f"<h1 class='headline'>{escape(title)}</h1><p class='quiet'>{escape(subtitle)}</p>")


MANY = 6
"""So many programmes, and more, take small cards, all in one row of a wide screen."""


def cards(found: Sequence[Card], view: View) -> None:
    """A card a programme, each a link to its page."""
    many = f" many' style='--cards:{min(len(found), 8)}" if len(found) >= MANY else ""
    st.html(f"<div class='cards{many}'>{''.join(_card(card, view) for card in found)}</div>")


def _card(card: Card, view: View) -> str:
    href = view.href("chuong-trinh", programme=card.programme_id)
    lines = (("why", card.figure_note), ("nxt", card.next_line), ("slips", card.slips))
    body = "".join(
        f"<div class='{css}' title='{escape(said, quote=True)}'>{escape(said)}</div>" for css, said in lines if said
    )
    return (
        f"<a class='card {escape(card.status)}' href='{escape(href)}' target='_self'>"
        f"<div class='top'><span class='nm'>{escape(card.name)}</span>{status(card.status, card.status_word)}</div>"
        f"<div class='mid'><span class='big'>{escape(card.figure)}</span>{spark(card.spark, view, 'birds')}</div>{body}"
        f"<div class='own'><span>{escape(card.owner)}</span><i>{escape(card.freshness)}</i></div></a>"
    )


def status(code: str, word: str) -> str:
    """A status as shape, word and colour; the shape is drawn by the style sheet."""
    return f"<span class='st {escape(code)}'>{escape(word)}</span>"


def decisions(found: Sequence[Decision], view: View, shown: int = 3, left: int = 0) -> None:
    """What needs a decision now, worst first; those after the first few behind a fold."""
    words = view.words
    rows = [_decision(one, view) for one in found]
    if left:
        rows.append(f"<p class='quiet pad'>{escape(words('overview.decisions.left', count=left))}</p>")
    more = details(words("overview.decisions.more", count=len(found) - shown + left), "".join(rows[shown:]))
    nothing = f"<p class='quiet pad'>{escape(words('overview.decisions.none'))}</p>"
    body = "".join(rows[:shown]) + (more if len(rows) > shown else "") if rows else nothing
    st.html(f"<section class='panel decisions'><h2>{escape(words('overview.decisions'))}</h2>{body}</section>")


def _decision(one: Decision, view: View) -> str:
    return (
        f"<a class='dr' href='{escape(view.href('chuong-trinh', programme=one.programme_id))}' target='_self'>"
        f"{status(one.status, one.figure)}"
        f"<span class='t' title='{escape(one.milestone, quote=True)}'>{escape(one.milestone)} <em>{escape(one.programme)}</em></span>"
        f"<span class='m' title='{escape(one.why, quote=True)}'>{escape(one.why)}</span>"
        f"<span class='o' title='{escape(one.owner, quote=True)}'>{escape(one.owner)}</span>"
        f"<span class='a'>{escape(one.needed)}</span></a>"
    )


def picture(
    name: str,
    wide: charts.Scene,
    narrow: charts.Scene,
    view: View,
    *,
    title: str,
    pick: bool = False,
    notes: Sequence[str] = (),
    message: Message | None = None,
    beside: str = "",
    further: Sequence[tuple[str, charts.Figures]] = (),
) -> Any:
    """A scene as a chart: the wide one, and on a phone the narrow one; `notes` stand below what it shows.

    With a `message`, which it says wherever it is taken, the wide one may be copied. Its figures stand in its heading as a
    folded table, with the `further` ones that belong to it; where a table on the page says them anyway, `beside` names
    that one (see `table`), and a link leads there.

    Answers the key of a picked mark, if any.
    """
    palette = charts.palette(view.theme)
    picked = None
    scenes = {"wide": charts.footnoted(wide, notes), "narrow": charts.footnoted(narrow, notes)}
    with st.container(key=f"panel_{name}"):
        st.html(f"<h2>{escape(title)}</h2>")
        if message:
            copy_button(name, scenes["wide"], message, view)
        if beside:
            anchor = escape(f"#table_{beside}", quote=True)
            st.html(f"<p class='as-table'><a href='{anchor}'>{escape(view.words('picture.figures'))}</a></p>")
        else:
            st.html(_as_tables(name, [("", wide.figures), *further], view.words("picture.figures"), title))
        for size, scene in scenes.items():
            with st.container(key=f"{size}_{name}"):
                event: Any = st.plotly_chart(
                    charts.figure(scene, palette=palette),
                    key=f"{name}_{size}",
                    theme=None,
                    config=charts.CONFIG,
                    alt=scene.alt,
                    on_select="rerun" if pick else "ignore",
                    selection_mode="points",
                )
                if pick and event and event["selection"]["points"]:
                    picked = event["selection"]["points"][0].get("customdata")
    return picked


def figures(name: str, told: Sequence[tuple[str, charts.Figures]], *, title: str) -> None:
    """What pictures outside a panel of their own show, as tables behind a fold, each under what it is."""
    if told:
        st.html(f"<section class='panel folded'>{_as_tables(name, told, title)}</section>")


def _as_tables(name: str, told: Sequence[tuple[str, charts.Figures]], title: str, of: str = "") -> str:
    """Tables behind a fold, which pictures name as that of their details; `of` is said to who does not see whose it is."""
    body = "".join(
        (f"<h3>{escape(heading)}</h3>" if heading else "")
        + rows_under(one.columns, [map(text, row) for row in one.rows])
        for heading, one in told
    )
    label = f" aria-label='{escape(f'{title}: {of}', quote=True)}'" if of else ""
    return f"<details class='as-table'{_anchor(f'figures_{name}')}><summary{label}>{escape(title)}</summary>{body}</details>"


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, caption: str = "", name: str = ""
) -> None:
    """A table of ready HTML cells under a heading; the caller escapes each text with `text` or builds it from parts.

    The style sheet sets the widths of the columns of `table_<name>`, and a link to `#table_<name>` leads here.
    """
    note = f"<p class='quiet pad'>{escape(caption)}</p>" if caption else ""
    st.html(
        f"<section class='panel table_{name}'{_anchor(name and f'table_{name}')}><h2>{escape(title)}</h2>{note}"
        f"{rows_under(columns, rows)}</section>"
    )


def _anchor(name: str) -> str:
    """Where a link on the page leads to; nothing where no link does, for a name may stand only once."""
    return f" id='{escape(name, quote=True)}'" if name else ""


def folded_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str) -> None:
    """A table behind a fold, of ready HTML cells."""
    st.html(f"<section class='panel folded'>{details(title, rows_under(columns, rows))}</section>")


def rows_under(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """The rows under their headings, each cell labelled with its own, as a phone shows it."""
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    labels = [escape(column, quote=True) for column in columns]
    body = "".join(
        "<tr>"
        + "".join(f"<td data-label='{label}'>{cell}</td>" for label, cell in zip(labels, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<div class='scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def told_list(told: Sequence[str], *, title: str, caption: str = "", shown: int = 10, name: str = "") -> None:
    """Sentences as a list, those after the first few behind a fold; a link to `#<name>` leads here."""
    items = [f"<li>{escape(sentence)}</li>" for sentence in told]
    rest = details(f"+{len(items) - shown}", f"<ul>{''.join(items[shown:])}</ul>") if len(items) > shown else ""
    note = f"<p class='quiet pad'>{escape(caption)}</p>" if caption else ""
    first = f"<ul>{''.join(items[:shown])}</ul>" if items[:shown] else ""
    st.html(f"<section class='panel sentences'{_anchor(name)}><h2>{escape(title)}</h2>{note}{first}{rest}</section>")


def heading(title: str, caption: str = "") -> None:
    """A heading inside a panel, and a quiet line below it."""
    note_ = f"<p class='quiet pad'>{escape(caption)}</p>" if caption else ""
    st.html(f"<h2>{escape(title)}</h2>{note_}")


def markdown(said: str) -> str:
    """Any text, safe to stand in a widget's label, which Streamlit reads as Markdown."""
    return re.sub(r"([\\`*_{}\[\]#+\-.!:|$<>~])", r"\\\1", said)


def text(value: object, css: str = "") -> str:
    """Any text, safe to stand in a cell; where there is none, the cell stays empty."""
    safe = escape(str(value)).replace("\n", "<br>")
    return f"<span class='{css}'>{safe}</span>" if css and safe else safe


def spark(scene: charts.Scene | None, view: View, name: str) -> str:
    """A sparkline to stand in a cell or a card: an image, as Streamlit takes SVG elements out of its pages.

    Its figures stand in the tables of `name` (see `picture` and `figures`).
    """
    if scene is None:
        return ""
    drawn = base64.b64encode(charts.svg(scene, charts.palette(view.theme)).encode()).decode()
    return f"<img class='spark' alt='{escape(scene.alt, quote=True)}' aria-details='figures_{name}' src='data:image/svg+xml;base64,{drawn}'>"


def details(summary: str, body: str) -> str:
    """A fold to stand in a cell: `body` is ready HTML."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def link(url: str, label: str) -> str:
    """An outward link; nothing is fetched from there until a person follows it."""
    return f"<a href='{escape(url, quote=True)}' target='_blank' rel='noopener noreferrer'>{escape(label)}</a>"


def note_link(label: str, address: str) -> None:
    """A quiet link to another page of the product."""
    href = escape(address, quote=True)
    st.html(f"<section class='panel'><p class='pad'><a href='{href}' target='_self'>{escape(label)}</a></p></section>")


def note(message: str) -> None:
    """An empty state or a remark: what to do next, quietly."""
    st.html(f"<section class='panel'><p class='quiet pad'>{escape(message)}</p></section>")


def failure(error: TrackerError, words: Words) -> None:
    """A failure raised on purpose, in the reader's language."""
    st.html(
        f"<section class='panel bad'><h2>{escape(words('page.failed'))}</h2>"
        f"<p class='pad'>{escape(sentences.failure(error, words))}</p></section>"
    )


def attempt(refusal: str, deed: Callable[[], object], view: View) -> None:
    """Do something and draw the page anew; why it was refused waits in the session's state under `refusal`, to be shown then."""
    try:
        deed()
    except TrackerError as error:
        st.session_state[refusal] = sentences.failure(error, view.words)
    st.rerun()


def refused(message: str) -> None:
    """What was asked for and not done, and why."""
    st.html(f"<section class='panel bad'><p class='pad' role='alert'>{escape(message)}</p></section>")


def footer(view: View, edges: tuple[int, int, int] = (7, 30, 90)) -> None:
    """The rule of the colours, the marks, the sources: at the end of every page and inside every screenshot."""
    words = view.words
    rules = " · ".join(
        status(code, words(f"footer.{key}", days=days))
        for code, key, days in (
            ("on_track", "on_track", edges[0]),
            ("slipping", "slipping", edges[1]),
            ("late", "late", edges[1]),
            ("overdue", "overdue", edges[2]),
            ("no_record", "grey", 0),
        )
    )
    st.html(
        f"<footer><span><b>{escape(words('footer.rule'))}:</b> {rules}</span>"
        f"<span>{escape(words('footer.marks'))}</span><span>{escape(words('footer.sources'))}</span>"
        f"<span><a href='{escape(view.href('giai-thich'))}' target='_self'>{escape(words('nav.glossary'))}</a></span></footer>"
    )
