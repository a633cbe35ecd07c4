"""What pages read, opened once a process; caching happens here only."""

import gc
from datetime import UTC, date, datetime

import streamlit as st

from schedule import Words
from services.overview import Overview, overview
from services.programme import ProgrammeView, programme_view
from services.tracker import Tracker, open_tracker
from services.trend import TrendView, trend_view


@st.cache_resource(show_spinner=False)
def tracker() -> Tracker:
    """The opened product; the first call seeds the store, telling how far it is."""
    bar = st.empty()

    def shown(done: int, total: int, name: str) -> None:
        with bar:
            st.progress(done / total, text=Words("vi")("seed.progress", done=done, total=total, name=name))

    opened = open_tracker(now=datetime.now(UTC), progress=shown)
    bar.empty()
    # What lives as long as the server need not be looked at by every later collection.
    gc.collect()
    gc.freeze()
    return opened


# Revisions never change: a view hangs on the store's version, the day and the language alone.


def overview_of(as_of: date, language: str) -> Overview:
    """The front page's content."""
    return _overview(str(tracker().store.version()), as_of, language)


def programme_of(programme_id: str, as_of: date, language: str, level: int) -> ProgrammeView:
    """One programme's content."""
    return _programme(str(tracker().store.version()), programme_id, as_of, language, level)


def trend_of(as_of: date, language: str, programmes: tuple[str, ...], chosen: tuple[str, ...]) -> TrendView:
    """The milestone trend's content."""
    return _trend(str(tracker().store.version()), as_of, language, programmes, chosen)


@st.cache_resource(max_entries=200, show_spinner=False)
def _overview(version: str, as_of: date, language: str) -> Overview:
    return overview(tracker(), as_of, Words(language))


@st.cache_resource(max_entries=500, show_spinner=False)
def _programme(version: str, programme_id: str, as_of: date, language: str, level: int) -> ProgrammeView:
    return programme_view(tracker(), programme_id, as_of, Words(language), level=level)


@st.cache_resource(max_entries=200, show_spinner=False)
def _trend(version: str, as_of: date, language: str, programmes: tuple[str, ...], chosen: tuple[str, ...]) -> TrendView:
    return trend_view(tracker(), as_of, Words(language), programmes=programmes, chosen=chosen)
