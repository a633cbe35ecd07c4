"""Forecasts of the past: worked out once, kept in the store, and worked out anew only where what they rest on changed."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from services import hindsight
from services.forecasts import forecast, record
from store import Store
from tests.contract.judging import APRIL, CALENDAR, JULY, JUNE, contents, new, tracker


@pytest.fixture
def asked(monkeypatch):
    """The revisions whose outlook was worked out, in order."""
    seen = []

    def counted(tracker, revision, told, **given):
        seen.append(revision.status_date)
        return forecast(tracker, revision, told, **given)

    monkeypatch.setattr(hindsight, "forecast", counted)
    return seen


@pytest.fixture
def store(tmp_path):
    """The law, reported twice."""
    made = Store(f"sqlite:///{tmp_path}/store.db")
    made.add_all([new(APRIL, b"april"), new(JUNE, b"june", contents(40))])
    return made


def views(store, **changes):
    """What a server that has just begun answers."""
    begun = tracker(store, **changes)
    return hindsight.past_views(begun, record(begun, JULY), store.revisions())


def test_a_server_that_has_just_begun_reads_what_another_worked_out(store, asked):
    """The same frames, to the value."""
    first, again = views(store), views(store)

    assert asked == [APRIL, JUNE]
    for revision_id, made in first.items():
        pd.testing.assert_frame_equal(made, again[revision_id])


def test_a_later_report_costs_one_forecast(store, asked):
    """What was known in April and June is not changed by what July says."""
    views(store)
    store.add(new(JULY, b"july", contents(70)))
    views(store)

    assert asked == [APRIL, JUNE, JULY]


def test_another_calendar_costs_them_all(store, asked):
    """A holiday more in data/: no forecast of before is shown."""
    views(store)
    views(store, calendars={"vn": replace(CALENDAR, holidays=frozenset({date(2024, 9, 3)}))})

    assert asked == [APRIL, JUNE] * 2


def test_a_promise_told_of_the_past_costs_what_could_have_known_it(store, asked):
    """July tells of a promise made in May: June's forecast rests on it, April's does not."""
    views(store)
    told = pd.DataFrame({"row_id": ["M2"], "said_on": pd.to_datetime(["2024-05-15"])})
    july = contents(70)
    extra = july.promises.iloc[[0]].assign(**{name: told[name].to_numpy() for name in told})
    store.add(new(JULY, b"july", replace(july, promises=pd.concat([july.promises, extra], ignore_index=True))))
    views(store)

    assert asked == [APRIL, JUNE, JUNE, JULY]
