"""What every store keeps to, on each database at hand."""

import threading
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from schedule import PROGRESS, PROMISES, ROWS, Code, Finding, Schedule, Span, frame, span_columns
from schedule.errors import RevisionNotFound, StoreUnavailable
from store import NewRevision, Store

NOON = datetime(2024, 1, 9, 5, 0, tzinfo=UTC)
JANUARY, APRIL = date(2024, 1, 9), date(2024, 4, 1)


def rows(**changes):
    """A good row, changed by keywords."""
    finish = span_columns("forecast_finish", Span(date(2024, 5, 20), date(2024, 6, 29), "session", "on", "Kỳ họp thứ 7"), "I9")
    return {"row": 9, "level": 1, "row_id": "L-PASS", "kind": "milestone", "name": "Thông qua Luật", **finish, **changes}


def schedule(*records):
    """A schedule of these rows, with a promise and a measured value."""
    promise = {"row_id": "L-PASS", "said_on": date(2024, 1, 9), "promised_last": date(2024, 6, 29), "office_text": "Kỳ họp thứ 7"}
    return Schedule(
        rows=frame(ROWS, list(records) or [rows()]),
        promises=frame(PROMISES, [promise]),
        progress=frame(PROGRESS, [{"measure": "Mặt bằng", "as_of": JANUARY, "value": 98.5, "unit": "%"}]),
        sheet="Tiến độ",
        heading_rows=(7, 8),
        fields={"name": "Nhiệm vụ/Mốc"},
        columns={"name": "C"},
    )


def new(day=JANUARY, received=b"one", programme="capital-law", **changes):
    """A revision to be kept, changed by keywords."""
    values = {"schedule": schedule(), "findings": (), "filename": "a.xlsx", "actor": "Lan", "note": "", "published_at": NOON}
    return NewRevision(programme=programme, status_date=day, received=received, **{**values, **changes})


@pytest.fixture
def store(tmp_path):
    """A fresh store on SQLite."""
    return Store(f"sqlite:///{tmp_path}/store.db")


def test_what_goes_in_comes_out(store):
    """Frames, outline, findings and bytes are the same after a round through the database."""
    given_schedule = schedule(rows(), rows(row=10, row_id="L-NEXT", percent_complete=40.0))
    found = Finding(Code.DATE_AMBIGUOUS, "Tiến độ", "I9", "05/06/24", {"understood": "05/06/2024"})
    kept = store.add(new(schedule=given_schedule, findings=(found,)))
    back = store.schedule(kept.id)

    pd.testing.assert_frame_equal(given_schedule.rows, back.rows)
    pd.testing.assert_frame_equal(given_schedule.promises, back.promises)
    pd.testing.assert_frame_equal(given_schedule.progress, back.progress)
    assert ("Tiến độ", (7, 8), {"name": "C"}) == (back.sheet, back.heading_rows, back.columns)
    assert [found] == store.findings(kept.id)
    assert b"one" == store.received(kept.id)
    assert NOON == store.revision(kept.id).published_at


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), min_size=1, max_size=8))
def test_any_names_come_back_in_their_order(store, names):
    """Whatever a planner writes is kept as written."""
    made = schedule(*(rows(row=i, row_id=f"r{i}", name=name) for i, name in enumerate(names)))
    kept = store.add(new(received=repr(names).encode(), schedule=made))

    assert names == store.schedule(kept.id).rows["name"].tolist()


def test_the_same_bytes_are_recognised(store):
    """A workbook sent twice for one day is one revision."""
    first, second = store.add(new()), store.add(new(note="again"))

    assert first == second
    assert 1 == len(store.revisions())


def test_a_correction_is_a_new_version_and_the_old_one_stays(store):
    """Other bytes for the same day take the next version; the newest counts."""
    first, second = store.add(new()), store.add(new(received=b"two"))

    assert ("capital-law@2024-01-09.1", "capital-law@2024-01-09.2") == (first.id, second.id)
    assert second == store.latest("capital-law", JANUARY)
    assert b"one" == store.received(first.id)


def test_the_newest_up_to_a_day_counts(store):
    """What was published later for a later day is not seen from an earlier one."""
    january, april = store.add_all([new(), new(APRIL, b"two")])

    assert january == store.latest("capital-law", date(2024, 3, 31))
    assert april == store.latest("capital-law")
    assert january == store.previous(april)
    assert None is store.previous(january)
    assert None is store.latest("capital-law", date(2023, 12, 31))


def test_the_history_is_of_the_newest_versions(store):
    """Each status date speaks once, in its newest version, oldest first."""
    moved = rows(**span_columns("forecast_finish", Span(date(2025, 1, 1), date(2025, 1, 1), "day", "on", "01/01/2025"), "I9"))
    store.add_all([new(), new(APRIL, b"two"), new(APRIL, b"three", schedule=schedule(moved))])
    history = store.row_history("capital-law", until=APRIL)

    assert [JANUARY, APRIL] == [day.date() for day in history["status_date"]]
    assert ["2024-06-29", "2025-01-01"] == [str(day.date()) for day in history["forecast_finish_last"]]


def test_all_or_none(store):
    """A failure in the middle of a publication leaves nothing of it."""
    broken = new(APRIL, b"two", findings=("no finding",))
    with pytest.raises(AttributeError):
        store.add_all([new(), broken])

    assert [] == store.revisions()


@pytest.mark.parametrize("table", ["revisions", "schedule_rows", "received_files", "promises", "baselines"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1}={1}", "DELETE FROM {0}"])
def test_the_database_itself_refuses_to_change_the_past(store, table, change):
    """No hand, not even ours, re-dates what is kept."""
    kept = store.add(new())
    store.approve_baseline("capital-law", kept.id, JANUARY, "Lan", "hội nghị", NOON)
    column = {"received_files": "size", "baselines": "reason", "revisions": "note"}.get(table, "row_id")

    with pytest.raises(DBAPIError, match="kept for ever"), store.engine.begin() as connection:
        connection.execute(text(change.format(table, column)))


def test_the_latest_approval_up_to_a_day_is_the_baseline(store):
    """A later approval never changes what was measured against before."""
    january, april = store.add_all([new(), new(APRIL, b"two")])
    store.approve_baseline("capital-law", january.id, JANUARY, "Lan", "hội nghị", NOON)
    store.approve_baseline("capital-law", april.id, APRIL, "Lan", "điều chỉnh", NOON)

    assert january.id == store.approved_baseline("capital-law", date(2024, 3, 31)).revision_id
    assert april.id == store.approved_baseline("capital-law", APRIL).revision_id
    assert None is store.approved_baseline("capital-law", date(2023, 12, 31))


def test_the_version_moves_with_every_publication(store):
    """Open pages notice by a cheap marker."""
    before = store.version()
    store.add(new())

    assert before != store.version()


def test_many_who_publish_at_once_all_succeed(tmp_path):
    """Stores opened at once on a database that does not exist yet, each publishing its own workbook for the same day."""
    failures = []

    def publish(number):
        try:
            Store(f"sqlite:///{tmp_path}/store.db").add(new(received=b"%d" % number))
        except Exception as error:  # noqa: BLE001 — any failure of a thread fails the test
            failures.append(error)

    threads = [threading.Thread(target=publish, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failures
    assert [1, 2, 3, 4] == [r.version for r in Store(f"sqlite:///{tmp_path}/store.db").revisions()]


def test_a_store_that_is_not_there_is_said_so(tmp_path):
    """A path that cannot be written, a database that does not answer: one failure, one reason."""
    with pytest.raises(StoreUnavailable):
        Store(f"sqlite:///{tmp_path}/no/such/folder/store.db")


def test_an_unknown_revision_is_said_so(store):
    """Asking for what was never kept names it."""
    with pytest.raises(RevisionNotFound, match="moon@2024-01-01.1"):
        store.schedule("moon@2024-01-01.1")
