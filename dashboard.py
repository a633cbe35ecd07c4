"""The front door: page settings, who it is, which view, navigation; then the page."""

import streamlit as st

from schedule import Words
from schedule.errors import TrackerError
from ui import frames, parts, search, style
from ui.gate import current_actor, front_door
from ui.view import View, current_view

ADDRESSES = {
    "overview": "tong-quan",
    "programme": "chuong-trinh",
    "trend": "xu-huong",
    "unit": "don-vi",
    "clarity": "5-ro",
    "changes": "thay-doi",
    "upload": "tai-len",
    "audit": "so-ghi",
    "find": "tim",
}


# pages reached from others, not from the top bar
UNLISTED = ("audit", "find")


def main() -> None:
    """One run for one visitor."""
    st.set_page_config(page_title=Words("vi")("product"), page_icon="static/icon.svg", layout="wide")
    try:
        status_dates = frames.tracker().status_dates()
    except TrackerError as error:
        parts.failure(error, Words("vi"))
        return
    view = current_view(status_dates)
    style.apply(view)
    _open(view)


def _open(view: View) -> None:
    """The page that the address names, under the top bar."""
    pages = {
        name: st.Page(f"pages/{name}.py", title=view.words(f"nav.{name}"), url_path=path, default=name == "overview")
        for name, path in ADDRESSES.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    listed = {name: one for name, one in pages.items() if name not in UNLISTED}
    parts.top_bar(listed, page, pages["find"], view, frames.tracker().status_dates())
    search.follow(pages["find"], view)
    parts.newer_revision(frames.version(), frames.version, view)
    with front_door(current_actor()):
        st.session_state["view"] = view
        try:
            page.run()
        except TrackerError as error:
            parts.failure(error, view.words)


main()
