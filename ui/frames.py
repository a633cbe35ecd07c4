"""What pages read, opened once a process; caching happens here only."""

from datetime import UTC, date, datetime

import streamlit as st

from analysis import KINDS
from schedule import Words
from services import backtest
from services.clarity_view import ClarityView, clarity_view
from services.corrections import workbook
from services.dependencies import Dependencies, dependencies
from services.find import Found
from services.find import find as found_by
from services.health import health
from services.health_told import HealthView, health_view
from services.lookback import Lookback, lookback
from services.outlook_view import OutlookView, answers, outlook_view
from services.overview import Overview, overview
from services.programme import ProgrammeView, programme_view
from services.states import states
from services.tracker import Tracker, make_ready, open_tracker
from services.trend import TrendView, trend_view
from services.units import UnitView, unit_view, units
from services.versions import Correction, Version, corrections, standing_corrections
from services.versions import version as one_version


@st.cache_resource(show_spinner=False)
def tracker() -> Tracker:
    """The opened product; the first call seeds the store, telling how far it is."""
    bar = st.empty()

    def shown(done: int, total: int, name: str) -> None:
        with bar:
            st.progress(done / total, text=Words("vi")("seed.progress", done=done, total=total, name=name))

    opened = open_tracker(now=datetime.now(UTC), progress=shown)
    bar.empty()
    make_ready()
    return opened


def version() -> str:
    """The store's version: it changes with every publication."""
    return str(tracker().store.version())


def moment() -> datetime:
    """Now: the doors alone read the clock."""
    return datetime.now(UTC)


# Revisions never change: a view hangs on the store's version, the day and the language alone.


def overview_of(as_of: date, language: str) -> Overview:
    """The front page's content."""
    return _overview(version(), as_of, language)


def programme_of(programme_id: str, as_of: date, language: str, level: int) -> ProgrammeView:
    """One programme's content."""
    return _programme(version(), programme_id, as_of, language, level)


def trend_of(as_of: date, language: str, programmes: tuple[str, ...], chosen: tuple[str, ...]) -> TrendView:
    """The milestone trend's content."""
    return _trend(version(), as_of, language, programmes, chosen)


def health_of(programme_id: str, as_of: date, language: str) -> HealthView:
    """How sound one programme's schedule is."""
    return _health(version(), programme_id, as_of, language)


def outlook_of(programme_id: str, as_of: date, language: str, milestone: str) -> OutlookView:
    """One programme's outlook, one milestone of it drawn."""
    return _outlook(version(), programme_id, as_of, language, milestone)


def answers_of(as_of: date, language: str) -> tuple[str, ...]:
    """What every programme's next decisive milestone comes to."""
    return _answers(version(), as_of, language)


def tested_of(language: str) -> dict[str, tuple[backtest.Row, ...]]:
    """How right each way of forecasting was."""
    return _tested(version(), language)


def corrections_of(programmes: tuple[str, ...], as_of: date) -> tuple[Correction, ...]:
    """The corrected status dates that a history up to a day rests on."""
    return _corrections(version(), programmes, as_of)


def standing_of(as_of: date) -> tuple[Correction, ...]:
    """The corrections that the programmes stand on as of a day."""
    return _standing(version(), as_of)


def version_of(revision_id: str, language: str) -> Version:
    """One kept version of a status date."""
    return _version(version(), revision_id, language)


def warm(as_of: date) -> None:
    """Judge every programme as of a day that will be asked for next."""
    states(tracker(), as_of)


def clarity_of(as_of: date, language: str, programme: str, by: str) -> ClarityView:
    """The content of 5 rõ."""
    return _clarity(version(), as_of, language, programme, by)


def correction_sheet_of(unit: str, as_of: date, language: str) -> bytes:
    """The correction workbook of a unit."""
    return _correction_sheet(version(), unit, as_of, language)


def find(query: str, as_of: date) -> Found:
    """What words find; the index is kept by the service, once a version of the store."""
    return found_by(tracker(), query, as_of)


def units_of(as_of: date) -> list[str]:
    """Every unit that leads a row, those with most to do first."""
    return _units(version(), as_of)


def unit_of_page(unit: str, as_of: date, language: str) -> UnitView:
    """One unit's content; what is said about its rows changes without a publication, so it is not kept."""
    return unit_view(tracker(), unit, as_of, Words(language))


CHANGE_KINDS = tuple(str(kind) for kind in KINDS)
"""Kinds of changes that the page Thay đổi may be narrowed to."""


def lookback_of(
    programmes: tuple[str, ...], earlier: date, later: date, language: str, threshold: int, kinds: tuple[str, ...]
) -> Lookback:
    """What changed between two days."""
    return _lookback(version(), programmes, earlier, later, language, threshold, kinds)


def dependencies_of(earlier: date, later: date, language: str) -> Dependencies:
    """Who waits for whom between programmes, and whom what moved since an earlier day moves."""
    return _dependencies(version(), earlier, later, language)


@st.cache_resource(max_entries=60, show_spinner=False)
def _dependencies(version: str, earlier: date, later: date, language: str) -> Dependencies:
    return dependencies(tracker(), earlier, later, Words(language))


@st.cache_resource(max_entries=200, show_spinner=False)
def _lookback(
    version: str,
    programmes: tuple[str, ...],
    earlier: date,
    later: date,
    language: str,
    threshold: int,
    kinds: tuple[str, ...],
) -> Lookback:
    words = Words(language)
    return lookback(tracker(), programmes, earlier, later, words, threshold_days=threshold, kinds=kinds)


@st.cache_resource(max_entries=500, show_spinner=False)
def _corrections(version: str, programmes: tuple[str, ...], as_of: date) -> tuple[Correction, ...]:
    return corrections(tracker(), programmes, as_of)


@st.cache_resource(max_entries=200, show_spinner=False)
def _standing(version: str, as_of: date) -> tuple[Correction, ...]:
    return standing_corrections(tracker(), as_of)


@st.cache_resource(max_entries=50, show_spinner=False)
def _version(version: str, revision_id: str, language: str) -> Version:
    return one_version(tracker(), revision_id, Words(language))


@st.cache_resource(max_entries=200, show_spinner=False)
def _overview(version: str, as_of: date, language: str) -> Overview:
    return overview(tracker(), as_of, Words(language))


@st.cache_resource(max_entries=500, show_spinner=False)
def _programme(version: str, programme_id: str, as_of: date, language: str, level: int) -> ProgrammeView:
    return programme_view(tracker(), programme_id, as_of, Words(language), level=level)


@st.cache_resource(max_entries=200, show_spinner=False)
def _health(version: str, programme_id: str, as_of: date, language: str) -> HealthView:
    return health_view(health(tracker(), programme_id, as_of), Words(language))


@st.cache_resource(max_entries=200, show_spinner=False)
def _trend(version: str, as_of: date, language: str, programmes: tuple[str, ...], chosen: tuple[str, ...]) -> TrendView:
    return trend_view(tracker(), as_of, Words(language), programmes=programmes, chosen=chosen)


@st.cache_resource(max_entries=500, show_spinner=False)
def _outlook(version: str, programme_id: str, as_of: date, language: str, milestone: str) -> OutlookView:
    return outlook_view(tracker(), programme_id, as_of, Words(language), chosen=milestone)


@st.cache_resource(max_entries=100, show_spinner=False)
def _answers(version: str, as_of: date, language: str) -> tuple[str, ...]:
    return tuple(f"{one.head}: {one.verdict}" for one in answers(tracker(), None, as_of, Words(language)))


@st.cache_resource(max_entries=4, show_spinner=False)
def _tested(version: str, language: str) -> dict[str, tuple[backtest.Row, ...]]:
    made = backtest.backtest(tracker())
    return {name: backtest.rows(getattr(made, name), Words(language)) for name in backtest.TABLES}


@st.cache_resource(max_entries=100, show_spinner=False)
def _clarity(version: str, as_of: date, language: str, programme: str, by: str) -> ClarityView:
    return clarity_view(tracker(), as_of, Words(language), programme=programme, by=by)


@st.cache_data(max_entries=50, show_spinner=False)
def _correction_sheet(version: str, unit: str, as_of: date, language: str) -> bytes:
    return workbook(tracker(), unit, as_of, Words(language))


@st.cache_resource(max_entries=50, show_spinner=False)
def _units(version: str, as_of: date) -> list[str]:
    return units(tracker(), as_of)
