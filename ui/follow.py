"""Where a programme can be followed from elsewhere: the addresses of its calendar and of its feed, to be copied."""

import streamlit as st

from schedule.errors import LinksUnavailable
from services import feeds, sentences
from ui import frames, parts
from ui.gate import current_actor
from ui.view import View, public_address


def follow(programme_id: str, view: View) -> None:
    """The two addresses behind a fold, and until when they are good."""
    words = view.words
    with st.container(key="follow"), st.expander(words("feed.follow")):
        try:
            given = feeds.give(
                frames.tracker(), programme_id, view.language, actor=current_actor(), now=frames.moment()
            )
        except LinksUnavailable as error:
            parts.refused(sentences.failure(error, words))
            return
        for kind in feeds.FOLDERS:
            st.html(f"<p class='quiet'>{parts.text(words(f'feed.address.{kind}'))}</p>")
            st.code(public_address() + given.path(kind), language=None, wrap_lines=True)
        st.html(f"<p class='quiet'>{parts.text(words('feed.follow.note', day=given.link.until))}</p>")
