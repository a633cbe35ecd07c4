"""What the visitor looks at, kept in the URL: language, theme, status date, programme, filters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

import streamlit as st

from schedule import LANGUAGES, Words
from services import public

THEMES = ("light", "dark")
AS_OF = "as_of"
"""Key of the status date's selector, and its name in the URL."""


@dataclass(frozen=True)
class View:
    """One visitor's view of one run."""

    language: str
    theme: str
    as_of: date
    newest: date
    has_own_theme: bool
    """Whether the theme was chosen by hand, rather than by the browser."""

    @property
    def words(self) -> Words:
        """The catalogues of the view's language."""
        return Words(self.language)

    def query(self, **changes: str) -> dict[str, str]:
        """The URL's parameters for this view with some of them changed; defaults are left out."""
        asked = {
            AS_OF: "" if self.as_of == self.newest else self.as_of.isoformat(),
            "lang": "" if self.language == LANGUAGES[0] else self.language,
            "theme": self.theme if self.has_own_theme else "",
            **changes,
        }
        return {
            name: value for name, value in asked.items() if value and not (name == "lang" and value == LANGUAGES[0])
        }

    def href(self, page: str, **changes: str) -> str:
        """Address of a page of this server that shows this view."""
        query = urlencode(self.query(**changes))
        return f"{page}?{query}" if query else page


def current_view(status_dates: Sequence[date]) -> View:
    """The view that the URL asks for; what it does not say stays as the visitor last had it.

    Args:
        status_dates: Every status date that can be looked at, newest first; at least one.
    """
    language = _kept("lang", LANGUAGES, LANGUAGES[0])
    theme = _kept("theme", THEMES, "")
    asked = st.query_params.get(AS_OF, "")
    if asked and asked not in {day.isoformat() for day in status_dates}:
        st.query_params[AS_OF] = _day(asked, status_dates).isoformat()
    chosen = bound(AS_OF, [day.isoformat() for day in status_dates], status_dates[0].isoformat())
    return View(
        language=language,
        theme=theme or st.context.theme.type or THEMES[0],
        as_of=date.fromisoformat(str(chosen)),
        newest=status_dates[0],
        has_own_theme=bool(theme),
    )


def public_address() -> str:
    """Where viewers reach the product, no slash at its end: as the environment says, else as this visitor does; "" where neither is known."""
    at = urlsplit(st.context.url or "")
    return public.address(seen=f"{at.scheme}://{at.netloc}" if at.netloc else "")


def bound(key: str, options: Collection[str], default: str | list[str]) -> str | list[str]:
    """The value of the widget with this key, before it is drawn: from the URL where that changed, else as it was.

    The widget must be drawn with `key` and without a value of its own. Streamlit's own binding would write the options'
    labels into the URL, which change with the language; this one writes the options.

    Args:
        key: The widget's key, and the parameter's name.
        options: What may be chosen.
        default: What is chosen where nothing was; a list where several may be.
    """
    in_url, seen, kept = st.query_params.get_all(key), f"{key}.in_url", f"{key}.kept"
    if in_url and in_url != st.session_state.get(seen):
        asked = [value for value in in_url if value in options]
        value = asked if isinstance(default, list) else asked[0] if asked else default
    else:
        value = st.session_state.get(key, st.session_state.get(kept, default))
        if isinstance(value, list):
            value = [one for one in value if one in options]
        elif value not in options:
            value = default
    st.session_state[key] = st.session_state[kept] = value
    written = [] if value == default else value if isinstance(value, list) else [value]
    if written and written != in_url:
        st.query_params[key] = written
    elif in_url and not written:
        del st.query_params[key]
    st.session_state[seen] = written
    return value


def _kept(name: str, allowed: Sequence[str], default: str) -> str:
    """A parameter of the URL, else what it was before; written back, so that the address can be copied."""
    value = st.query_params.get(name) or st.session_state.get(f"view.{name}", default)
    value = value if value in allowed else default
    st.session_state[f"view.{name}"] = value
    if value != default and st.query_params.get(name) != value:
        st.query_params[name] = value
    return value


def _day(asked: str, status_dates: Sequence[date]) -> date:
    """The asked day, or the status date last before it; the newest where the text is no day."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return status_dates[0]
    return next((d for d in status_dates if d <= day), status_dates[-1])
