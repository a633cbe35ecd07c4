"""The front door: page settings, who it is, which view, navigation; then the page."""

from datetime import date

import streamlit as st

from schedule import Words
from schedule.errors import TrackerError
from ui import frames, parts, search, style, wall
from ui.gate import current_actor, front_door, require
from ui.scrubber import next_played
from ui.view import View, current_view

ADDRESSES = {
    "overview": "tong-quan",
    "programme": "chuong-trinh",
    "trend": "xu-huong",
    "outlook": "trien-vong",
    "unit": "don-vi",
    "clarity": "5-ro",
    "changes": "thay-doi",
    "health": "suc-khoe",
    "briefing": "bao-cao",
    "upload": "tai-len",
    "audit": "so-ghi",
    "revision": "phien-ban",
    "find": "tim",
    "glossary": "giai-thich",
}


# pages reached from others, not from the top bar
UNLISTED = ("audit", "revision", "find", "glossary")
# pages whose pictures can be played through the status dates
PLAYED = ("overview", "programme", "trend")


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
    _open(view, status_dates)


def _open(view: View, status_dates: list[date]) -> None:
    """The page that the address names, under the top bar; then what a play-through will ask for next is made ready."""
    pages = {
        name: st.Page(f"pages/{name}.py", title=view.words(f"nav.{name}"), url_path=path, default=name == "overview")
        for name, path in ADDRESSES.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    if wall.is_asked():
        with front_door(current_actor()):
            require("read")
            wall.show(view)
        return
    if str(st.context.url or "").rpartition("/")[2] not in ("", *ADDRESSES.values()):
        style.unknown_page(view)
    listed = {name: one for name, one in pages.items() if name not in UNLISTED}
    plays = page in [pages[name] for name in PLAYED]
    parts.top_bar(listed, page, pages["find"], view, status_dates, plays=plays)
    search.follow(pages["find"], view)
    parts.newer_revision(frames.version(), frames.version, view)
    with front_door(current_actor()):
        st.session_state["view"] = view
        try:
            page.run()
        except TrackerError as error:
            parts.failure(error, view.words)
    if ahead := next_played(status_dates):
        frames.warm(ahead)


main()
