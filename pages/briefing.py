"""Báo cáo: what is taken into a meeting, seen slide by slide before it is taken away."""

from ui.gate import require

require("read")

from datetime import date  # noqa: E402

import streamlit as st  # noqa: E402

from services.briefing import AUDIENCES, FORMATS, one_file  # noqa: E402
from services.sentences import name  # noqa: E402
from ui import briefing, frames, parts  # noqa: E402
from ui.view import THEMES, View, bound  # noqa: E402

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def choose() -> tuple[str, list[str], str, str, str]:
    """For whom, of which programmes, against which day, in which language, on which ground; all kept in the URL."""
    programmes = {p.id: name(p, words, short=True) for p in frames.tracker().programmes}
    days = [""] + [day.isoformat() for day in frames.tracker().status_dates() if day < view.as_of]
    chosen = (
        bound("audience", AUDIENCES, AUDIENCES[0]), bound("in", programmes, []), bound("since", days, ""),
        bound("pack_lang", LANGUAGES, view.language), bound("pack_theme", THEMES, THEMES[0]),
    )  # fmt: skip
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        for key, title, options, label in (
            ("audience", "audience", AUDIENCES, lambda a: words(f"brief.audience.{a}")),
            ("pack_lang", "language", list(LANGUAGES), LANGUAGES.get),
            ("pack_theme", "theme", THEMES, lambda t: words(f"nav.{t}")),
        ):
            st.segmented_control(
                words(f"briefing.{title}"), options, format_func=label, key=key, required=True,
                label_visibility="collapsed",
            )  # fmt: skip
        st.multiselect(
            words("briefing.programmes"), list(programmes), format_func=lambda i: programmes.get(i, i), key="in", width=300,
            placeholder=words("trend.programmes.placeholder"), label_visibility="collapsed",
        )  # fmt: skip
        st.selectbox(
            words("briefing.compare"), days, key="since", width=220, label_visibility="collapsed",
            format_func=lambda d: words("briefing.compare.day", day=date.fromisoformat(d)) if d else words("briefing.compare.before"),
        )  # fmt: skip
    audience, within, since, language, theme = chosen
    return str(audience), list(within), str(since), str(language), str(theme)


def compose(made: briefing.Composed, language: str) -> None:
    """One slide large; beside it its title to be reworded, and the file to be taken away."""
    pack = made.pack
    numbers = range(len(pack.slides))
    number = int(str(bound("page", [str(n + 1) for n in numbers], "1"))) - 1
    slide = pack.slides[number]
    seen, done = st.columns([3, 1], gap="medium")
    with done:
        st.selectbox(
            words("briefing.page"), [str(n + 1) for n in numbers], key="page",
            format_func=lambda n: f"{n}/{len(numbers)} · {pack.slides[int(n) - 1].title}",
        )  # fmt: skip
        key = f"title.{language}.{slide.key}"
        st.text_area(
            words("briefing.title"), slide.title, key=key, height=118, help=words("briefing.title.hint"), max_chars=220,
            on_change=lambda: briefing.reword(language, slide.key, st.session_state[key]),
        )  # fmt: skip
        st.html(f"<p class='quiet'>{parts.text(words('briefing.title.note'))}</p>")
        kind = st.selectbox(
            words("briefing.format"), FORMATS, key="format", format_func=lambda k: words(f"briefing.kind.{k}")
        )
        st.download_button(
            words("briefing.download"), lambda: one_file(pack, kind), *briefing.file_of(pack, kind), key="download",
            on_click=briefing.remember, args=(made,), type="primary", width="stretch",
        )  # fmt: skip
    with seen, st.container(key="slide"):
        st.image(briefing.picture(made, number), width="stretch", alt=slide.scene.alt)
        parts.figures("slide", slide.figures, title=words("picture.figures"))


view: View = st.session_state["view"]
words = view.words
audience, within, since, pack_language, theme = choose()
made = briefing.composed(view, audience, within, since, pack_language, theme)
pack = made.pack
st.set_page_config(page_title=f"{words('nav.briefing')}: {pack.title}")
before = words.day(pack.before) if pack.before else words("briefing.no_comparison")
told = words(
    "briefing.subtitle", audience=words(f"brief.audience.{audience}"), count=len(pack.slides), day=pack.status_date,
    before=before,
)  # fmt: skip
parts.headline(pack.title, told)
compose(made, pack_language)
if len(pack.slides) > 1:
    with st.container(key="every_slide"):
        st.html(f"<h2>{parts.text(words('briefing.all'))}</h2>")
        with st.container(key="slides", horizontal=True, gap="small"):
            for n, (slide, small) in enumerate(zip(pack.slides, briefing.thumbnails(made), strict=True), 1):
                st.image(small, caption=f"{n}. {parts.markdown(slide.title)}", width=368, alt=slide.title)
        every = [(f"{n}. {told}", one) for n, slide in enumerate(pack.slides, 1) for told, one in slide.figures]
        parts.figures("slides", every, title=words("briefing.figures"))
parts.footer(view)
