"""The choice of programmes, the same on every page that has one, kept in the URL."""

import streamlit as st

from services.sentences import name
from ui import frames, parts
from ui.view import View, bound

_ONE, _SEVERAL = "programme", "in"
"""Keys of the widgets, and names in the URL."""


def names(view: View) -> dict[str, str]:
    """Every programme's id and short name, in the registry's order."""
    return {p.id: name(p, view.words, short=True) for p in frames.tracker().programmes}


def programme(view: View, *, every: str = "") -> str:
    """Draw the choice of one programme, and answer its id.

    Args:
        view: The visitor's view.
        every: What the choice of all of them is called, which stands first and answers ""; without it one must be chosen.
    """
    options = ({"": every} if every else {}) | names(view)
    asked = st.query_params.get(_ONE, "")
    chosen = bound(_ONE, options, next(iter(options)))
    if asked and asked not in options:
        st.toast(
            view.words("programme.unknown", asked=parts.markdown(asked[:60]), shown=options[str(chosen)]),
            icon=":material/info:",
        )
    st.segmented_control(
        view.words("programme.choose"), list(options), format_func=lambda i: options.get(i, i), key=_ONE, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen)


def programmes(view: View) -> tuple[str, ...]:
    """Draw the choice of several programmes, and answer their ids; none means all."""
    options = names(view)
    chosen = bound(_SEVERAL, options, [])
    st.multiselect(
        view.words("trend.programmes"), list(options), format_func=lambda i: options.get(i, i), key=_SEVERAL, width=380,
        placeholder=view.words("trend.programmes.placeholder"), label_visibility="collapsed",
    )  # fmt: skip
    return tuple(chosen)
