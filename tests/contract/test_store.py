"""What every store keeps to, on each database at hand."""

import threading
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from schedule import Code, Finding, Span, span_columns
from schedule.errors import RevisionNotFound, ScenarioNotFound, StoreUnavailable
from store import Derived, NewDraft, NewRowEvent, NewScenario, Signature, Standing, Store, Terms
from store.tables import KEPT_FOR_EVER
from tests.contract.builders import APRIL, JANUARY, NOON, new, rows, schedule


def test_what_goes_in_comes_out(store):
    """Frames, outline, findings and bytes are the same after a round through the database."""
    given_schedule = schedule(rows(), rows(row=10, row_id="L-NEXT", percent_complete=40.0))
    found = Finding(Code.DATE_AMBIGUOUS, "Tiến độ", "I9", "05/06/24", {"understood": "05/06/2024"})
    kept = store.add(new(schedule=given_schedule, findings=(found,)))
    back = store.schedule(kept.id)

    pd.testing.assert_frame_equal(given_schedule.rows, back.rows)
    pd.testing.assert_frame_equal(given_schedule.promises, back.promises)
    pd.testing.assert_frame_equal(given_schedule.progress, back.progress)
    assert (back.sheet, back.heading_rows, back.columns) == ("Tiến độ", (7, 8), {"name": "C"})
    assert [found] == store.findings(kept.id)
    assert store.received(kept.id) == b"one"
    assert store.revision(kept.id).published_at == NOON


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
    assert len(store.revisions()) == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(store):
    """Other bytes for the same day take the next version; the newest counts."""
    first, second = store.add(new()), store.add(new(received=b"two"))

    assert (first.id, second.id) == ("capital-law@2024-01-09.1", "capital-law@2024-01-09.2")
    assert second == store.latest("capital-law", JANUARY)
    assert store.received(first.id) == b"one"


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
    moved = rows(
        **span_columns("forecast_finish", Span(date(2025, 1, 1), date(2025, 1, 1), "day", "on", "01/01/2025"), "I9")
    )
    store.add_all([new(), new(APRIL, b"two"), new(APRIL, b"three", schedule=schedule(moved))])
    history = store.row_history("capital-law", until=APRIL)

    assert [day.date() for day in history["status_date"]] == [JANUARY, APRIL]
    assert [str(day.date()) for day in history["forecast_finish_last"]] == ["2024-06-29", "2025-01-01"]


def test_all_or_none(store):
    """A failure in the middle of a publication leaves nothing of it."""
    broken = new(APRIL, b"two", findings=("no finding",))
    with pytest.raises(AttributeError):
        store.add_all([new(), broken])

    assert store.revisions() == []


@pytest.mark.parametrize("change", ["UPDATE {0} SET {1}={1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_the_database_itself_refuses_to_change_the_past(store, change):
    """No hand, not even ours, re-dates what is kept: not in any table."""
    if change.startswith("TRUNCATE") and store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    kept = store.add(new(findings=(Finding(Code.DATE_AMBIGUOUS, "Tiến độ", "I9", "05/06/24"),)))
    store.approve_baseline("capital-law", kept.id, JANUARY, "Lan", "hội nghị", NOON)
    store.begin_draft(NewDraft("capital-law", JANUARY, b"two", "b.xlsx", "", Terms(kept.id)), Signature("Lan", NOON))
    store.note_row(NewRowEvent("capital-law", "L1", "asked", {"text": "Vì sao chậm?"}), Signature("Lan", NOON))
    tried = store.save_scenario(
        NewScenario("capital-law", kept.id, "Lùi", ({"row": "L1", "days": 9},)), Signature("Lan", NOON)
    )
    store.withdraw_scenario(tried.number, Signature("Lan", NOON))
    for table in KEPT_FOR_EVER:
        column = next(iter(table.columns)).name
        with pytest.raises(DBAPIError, match="kept for ever"), store.engine.begin() as connection:
            connection.execute(text(change.format(table.name, column)))


def test_a_scenario_is_kept_and_taken_back_on_record(store):
    """It comes out as it went in; taken back, it is marked and not gone; the audit says both once; none of that number is said."""
    kept = store.add(new())
    lan, nam = Signature("Lan", NOON, True, "page"), Signature("Nam", NOON)
    changes = ({"row": "L1", "finish": "2024-10-21"}, {"row": "L2", "without": "L1"})
    first = store.save_scenario(NewScenario("capital-law", kept.id, "Lùi sang kỳ họp 8", changes), lan)
    second = store.save_scenario(NewScenario("capital-law", kept.id, "Thêm người", ({"row": "L1", "days": -9.0},)), lan)

    assert (first.name, first.changes, first.actor, first.is_claimed, first.at) == (
        "Lùi sang kỳ họp 8",
        changes,
        "Lan",
        True,
        NOON,
    )
    assert store.withdraw_scenario(first.number, nam).is_withdrawn
    assert store.withdraw_scenario(first.number, nam).is_withdrawn
    assert [(one.number, one.is_withdrawn) for one in store.scenarios("capital-law")] == [
        (second.number, False),
        (first.number, True),
    ]
    assert store.scenarios("ring-road-4") == []
    assert [e.action for e in store.audit(limit=3)] == ["scenario-withdrawn", "scenario-saved", "scenario-saved"]
    assert store.verify() == []
    with pytest.raises(ScenarioNotFound):
        store.withdraw_scenario(99, nam)


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


def test_many_who_publish_at_once_all_succeed(database):
    """Stores opened at once on a database that does not exist yet, each keeping its own workbook for the same day."""
    failures = []

    def publish(number):
        try:
            Store(database).add(new(received=b"%d" % number))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=publish, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert [r.version for r in Store(database).revisions()] == [1, 2, 3, 4]


def test_a_store_that_is_not_there_is_said_so(tmp_path):
    """A path that cannot be written, a database that does not answer: one failure, one reason."""
    with pytest.raises(StoreUnavailable):
        Store(f"sqlite:///{tmp_path}/no/such/folder/store.db")


def test_an_unknown_revision_is_said_so(store):
    """Asking for what was never kept names it."""
    with pytest.raises(RevisionNotFound, match=r"moon@2024-01-01\.1"):
        store.schedule("moon@2024-01-01.1")


def test_what_stands_on_a_day_is_told_for_all_programmes_at_once(store):
    """The newest version of the newest day, the baseline that counts by then, and how many revisions led there."""
    january, _, corrected = store.add_all([new(), new(APRIL, b"two"), new(APRIL, b"three")])
    road = store.add(new(APRIL, b"road", programme="ring-road-4"))
    store.approve_baseline("capital-law", january.id, APRIL, "Lan", "hội nghị", NOON)

    assert store.standing(APRIL) == {
        "capital-law": Standing(corrected, january.id, 3),
        "ring-road-4": Standing(road, "", 1),
    }
    assert store.standing(date(2024, 3, 31)) == {"capital-law": Standing(january, "", 1)}
    assert store.standing(None, ["ring-road-4"]).keys() == {"ring-road-4"}
    assert store.status_dates() == [APRIL, JANUARY]
    assert store.status_dates("ring-road-4") == [APRIL]


def test_what_is_worked_out_counts_only_on_its_own_basis(store):
    """Kept of a revision, a baseline and a kind; worked out on another basis it takes the first one's place."""
    kept = store.add(new())
    key = Derived(kept.id, "", "glance", "b1")
    against, other = replace(key, baseline_id=kept.id), replace(key, basis="b2")
    store.keep_derived([replace(key, content=b"one"), replace(against, content=b"two")])

    assert store.derived([key, against, other]) == {key: b"one", against: b"two"}
    store.keep_derived([replace(other, content=b"three")])
    assert store.derived([key]) == {}
    assert store.derived([other, against]) == {other: b"three", against: b"two"}


def test_whoever_listens_is_told_of_every_publication_and_approval(store):
    """After it is kept: whoever is told finds it in the store."""
    told = []
    store.listen(lambda programme: told.append((programme, store.version(programme))))
    first = store.add(new())
    second = store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)
    store.roll_back(first.id, "", Signature("Lan", NOON))
    store.approve_baseline("capital-law", second.id, APRIL, "Lan", "hội nghị", NOON)

    assert told == [("capital-law", version) for version in ("1-0-0", "2-0-0", "3-0-0", "3-1-0")]
