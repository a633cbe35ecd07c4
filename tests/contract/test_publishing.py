"""Publishing, going back, drafts, the audit: what every store keeps to."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from schedule.errors import DraftClosed, DraftNotFound, RevisionNotFound, StaleBase
from store import NewDraft, NewRowEvent, Reason, Signature, Store, Terms
from store.tables import metadata
from tests.contract.builders import APRIL, JANUARY, JULY, NOON, new, on, rows, schedule

LAN = Signature("Lan", NOON, True, "trang Tải lên")
LAW = "capital-law"


def draft(day=APRIL, received=b"two", **changes):
    """A workbook that waits."""
    return replace(NewDraft(LAW, day, received, "b.xlsx", "tháng tư", Terms("capital-law@2024-01-09.1")), **changes)


def test_a_publication_stands_with_its_terms(store):
    """What it was compared with, why dates moved, what was accepted and decided, and who said so, stay with it."""
    first = store.add(new())
    decided = (("L-PASS", "L-PASS-2", True), ("II¦khảo sát", "II¦khảo sát lại", False))
    terms = Terms(first.id, {"": Reason("land", "chậm"), "L-PASS": Reason("other", "")}, ("date-ambiguous",), decided)
    second = store.publish(new(APRIL, b"two", actor="Lan", is_claimed=True, origin="tay"), terms, newest=first.id)
    published = store.publications(LAW)[second.id]

    assert terms == published.terms
    assert (
        published.action, published.draft_id, published.restores, published.is_claimed, published.origin,
    ) == ("published", "", "", True, "tay")  # fmt: skip
    assert published.counts == {"rows": 1, "promises": 1, "progress": 1, "findings": 0}
    assert store.verify() == []


def test_a_base_that_moved_is_said_so_and_nothing_is_kept(store):
    """Who compared with what is published no more is told what is; neither the revision nor its bytes stay."""
    first = store.add(new())
    store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)
    before = store.version()

    with pytest.raises(StaleBase) as stale:
        store.publish(new(APRIL, b"three"), Terms(first.id), newest=first.id)

    assert (first.id, "capital-law@2024-04-01.1") == (stale.value.base, stale.value.current)
    assert before == store.version()
    assert store.verify() == []


def test_a_newer_day_published_meanwhile_is_a_moved_base_too(store):
    """What is checked against the programme's newest day must still be its newest day when it is kept."""
    first = store.add(new())
    store.publish(new(JULY, b"july"), Terms(first.id), newest=first.id)

    with pytest.raises(StaleBase):
        store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)


def test_the_same_bytes_published_twice_are_one_revision(store):
    """The newest version of that day answers; there is no second revision, whatever base is named."""
    first = store.add(new())
    second = store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)

    assert second == store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)
    assert len(store.revisions(LAW)) == 2


def test_bytes_that_were_corrected_since_can_be_published_again(store):
    """Only the newest version of a day is recognised: the older one, sent again, is a further version."""
    first = store.add(new())
    second = store.publish(new(JANUARY, b"two"), Terms(first.id), newest=first.id)
    third = store.publish(new(JANUARY, b"one"), Terms(second.id), newest=second.id)

    assert [r.version for r in (first, second, third)] == [1, 2, 3]
    assert third == store.latest(LAW)


def test_going_back_publishes_the_earlier_content_again(store):
    """The earlier rows stand as the next version of the newest day; what was rolled back stays readable."""
    first = store.add(new())
    moved = schedule(rows(**on("forecast_finish", JULY)))
    second = store.publish(new(APRIL, b"two", schedule=moved), Terms(first.id), newest=first.id)
    back = store.roll_back(first.id, "trở lại", Signature("Minh", NOON + timedelta(hours=1)))

    assert ("capital-law@2024-04-01.2", first.sha256, "Minh", "trở lại") == (
        back.id,
        back.sha256,
        back.actor,
        back.note,
    )
    assert store.schedule(back.id).rows.equals(store.schedule(first.id).rows)
    assert store.schedule(second.id).rows.equals(moved.rows)
    assert store.received(back.id) == b"one"
    assert first.id == store.publications(LAW)[back.id].restores
    assert back == store.roll_back(back.id, "", LAN)
    assert store.verify() == []


def test_going_back_to_nothing_is_said_so(store):
    """A revision that never was cannot come back."""
    with pytest.raises(RevisionNotFound):
        store.roll_back("capital-law@2024-01-09.1", "", LAN)


def test_a_draft_waits_and_remembers_all_its_states(store):
    """A draft survives; what is added to it is a further state; once closed it takes nothing more."""
    store.add(new())
    made = store.begin_draft(draft(), LAN)
    told = Terms(made.terms.base, {"": Reason("land", "chậm")}, ("all",), (("a", "b", True),))
    amended = store.amend_draft(made.id, JULY, "tháng bảy", told, replace(LAN, actor="Minh"))

    assert amended == store.draft(made.id)
    assert (JULY, "tháng bảy", told, "open", "Minh") == (
        amended.status_date, amended.note, amended.terms, amended.state, amended.actor,
    )  # fmt: skip
    assert store.draft_bytes(made.id) == b"two"
    assert [amended] == store.drafts() == store.drafts(LAW)
    assert store.drafts("ring-road-4") == []
    assert store.discard_draft(made.id, LAN).state == "discarded"
    assert store.drafts() == []
    with pytest.raises(DraftClosed):
        store.amend_draft(made.id, JULY, "", told, LAN)
    with pytest.raises(DraftNotFound):
        store.draft("d99")


def test_a_draft_and_its_revision_are_published_together(store):
    """The draft closes in the transaction that keeps its revision; a stale one stays open."""
    first = store.add(new())
    one, other = store.begin_draft(draft(), LAN), store.begin_draft(draft(received=b"three"), LAN)
    kept = store.publish(new(APRIL, b"two"), one.terms, newest=first.id, draft_id=one.id)

    assert ("published", kept.id) == (store.draft(one.id).state, store.draft(one.id).revision_id)
    with pytest.raises(StaleBase):
        store.publish(new(APRIL, b"three"), other.terms, newest=first.id, draft_id=other.id)
    assert store.draft(other.id).state == "open"
    with pytest.raises(DraftClosed):
        store.publish(new(APRIL, b"two"), Terms(kept.id), newest=kept.id, draft_id=one.id)


def test_the_audit_tells_who_did_what_and_from_where(store):
    """Each act is a link, newest first, that names who (and whether that is proved), from where, before and after."""
    first = store.add(new(actor="data/"))
    made = store.begin_draft(draft(), LAN)
    store.publish(new(APRIL, b"two", actor="Lan"), made.terms, newest=first.id, draft_id=made.id)
    store.approve_baseline(LAW, first.id, JANUARY, "UBND", "QĐ 1", NOON, signature=LAN)
    store.approve_baseline(LAW, "capital-law@2024-04-01.1", APRIL, "UBND", "QĐ 2", NOON, signature=LAN)
    told = store.audit()

    assert [e.action for e in told] == ["baseline-approved", "baseline-approved", "published", "draft", "seeded"]
    assert (told[0].actor, told[0].is_claimed, told[0].origin, told[0].at) == ("Lan", True, "trang Tải lên", NOON)
    assert {"revision_id": first.id} == told[0].before
    assert {"revision": first.id} == told[2].before
    assert [first.id] == [e.subject for e in store.audit(subject="capital-law@2024-01")]
    assert told[:2] == store.audit(limit=2)
    assert [first.id, "capital-law@2024-04-01.1"] == [b.revision_id for b in store.baselines(LAW)]


def test_two_who_publish_at_once(store):
    """Of several on the same base, at the same moment, one publishes; the others are told that the base moved."""
    first = store.add(new())
    start, outcomes = threading.Barrier(4), []

    def publish(number):
        start.wait()
        try:
            store.publish(new(APRIL, b"%d" % number), Terms(first.id), newest=first.id)
            outcomes.append("published")
        except StaleBase:
            outcomes.append("stale")

    threads = [threading.Thread(target=publish, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["published", "stale", "stale", "stale"]
    assert store.verify() == []


def test_other_processes_see_the_marker_move(database):
    """A second server, with connections of its own, notices a publication by the version it asks for."""
    one, other = Store(database), Store(database)
    before = other.version()
    one.add(new())

    assert before != other.version()


FORGED_APPROVAL = (
    "INSERT INTO baselines (programme, revision_id, approved_on, actor, reason, recorded_at) "
    "SELECT programme, revision_id, '2024-03-01', actor, 'x', recorded_at FROM baselines"
)


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE received_files SET content = 'x'", "received-altered"),
        ("UPDATE schedule_rows SET name = 'x'", "content-altered"),
        ("UPDATE schedule_rows SET forecast_finish_last = '2030-01-01'", "content-altered"),
        ("DELETE FROM schedule_rows", "rows-differ"),
        ("DELETE FROM promises", "rows-differ"),
        ("UPDATE publications SET digest = 'x'", "digest-differs"),
        ("UPDATE audit SET actor = 'x' WHERE number = 1", "audit-altered"),
        ("DELETE FROM audit WHERE number = 1", "audit-gap"),
        ("DELETE FROM audit WHERE action = 'published'", "not-in-audit"),
        ("DELETE FROM baselines", "approval-missing"),
        ("DELETE FROM publications WHERE revision_id LIKE '%04-01.1'", "publication-missing"),
        ("UPDATE revisions SET version = 3 WHERE id LIKE '%04-01.1'", "version-missing"),
        ("UPDATE revisions SET programme = 'moon' WHERE id LIKE '%04-01.1'", "name-differs"),
        ("DELETE FROM revisions WHERE id LIKE '%04-01.1'", "revision-missing"),
        ("DELETE FROM received_files", "dangling"),
        ("UPDATE publications SET terms = '{}' WHERE action = 'published'", "publication-altered"),
        ("UPDATE publications SET origin = 'x'", "publication-altered"),
        ("UPDATE revisions SET note = 'x'", "publication-altered"),
        ("UPDATE revisions SET actor = 'x'", "publication-altered"),
        ("UPDATE revisions SET filename = 'x'", "publication-altered"),
        ("UPDATE revisions SET outline = '{}'", "publication-altered"),
        ("UPDATE revisions SET published_at = '2020-01-01 00:00:00'", "publication-altered"),
        ("UPDATE baselines SET reason = 'x'", "approval-altered"),
        (FORGED_APPROVAL, "approval-altered"),
        ("UPDATE draft_states SET note = 'x' WHERE position = 1", "draft-altered"),
        ("DELETE FROM draft_states WHERE position = 2", "draft-altered"),
        ("DELETE FROM draft_states WHERE position = 0", "draft-altered"),
        ("UPDATE drafts SET filename = 'x'", "draft-altered"),
        ("UPDATE drafts SET programme = 'moon'", "draft-altered"),
        ("UPDATE row_events SET facts = '{}'", "event-altered"),
        ("UPDATE row_events SET actor = 'x'", "event-altered"),
        ("DELETE FROM row_events", "event-altered"),
    ],
)
def test_whatever_is_altered_behind_our_back_is_found(store, damage, kind):
    """Who takes the triggers away and changes a table is found out."""
    first = store.add(new())
    waiting = store.begin_draft(draft(), LAN)
    store.amend_draft(waiting.id, APRIL, "sửa", Terms(first.id), LAN)
    store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id, draft_id=waiting.id)
    store.approve_baseline(LAW, first.id, JANUARY, "UBND", "QĐ 1", NOON)
    store.note_row(NewRowEvent(LAW, "L1", "asked", {"text": "Vì sao chậm?"}), LAN)
    assert store.verify() == []
    damaged(store, damage)

    assert kind in {fault.kind for fault in store.verify()}


def test_a_guard_that_was_taken_away_is_told(store):
    """The audit tells what was changed; that it can be changed at all is told before that."""
    is_sqlite = store.engine.dialect.name == "sqlite"
    with store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update" if is_sqlite else "DROP TRIGGER audit_kept ON audit"))

    assert [(f.kind, f.subject) for f in store.verify()] == [("guard-missing", "audit")]


def test_a_guard_that_looks_on_is_none(store):
    """One of the same name that lets changes pass counts as missing."""
    is_sqlite = store.engine.dialect.name == "sqlite"
    harmless = (
        ["DROP TRIGGER audit_no_update", "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END"]
        if is_sqlite
        else [
            "DROP TRIGGER audit_kept ON audit",
            "CREATE FUNCTION looks_on() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION looks_on()",
        ]
    )
    with store.engine.begin() as connection:
        for statement in harmless:
            connection.exec_driver_sql(statement)

    assert [(f.kind, f.subject) for f in store.verify()] == [("guard-missing", "audit")]


def damaged(store, statement):
    """Change the database as somebody would who owns it: no trigger, no reference in the way."""
    is_sqlite = store.engine.dialect.name == "sqlite"
    with store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT" if is_sqlite else "SET session_replication_role = replica")
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.execute(text(statement))
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")
        connection.commit()


def test_moments_keep_their_zone(store):
    """A moment comes back as the same moment, to the microsecond, from either database."""
    hanoi = datetime(2024, 1, 9, 12, 30, 15, 123456, tzinfo=UTC).astimezone()
    made = store.begin_draft(draft(terms=Terms()), Signature("Lan", hanoi))

    assert hanoi == made.created_at
    assert hanoi == store.audit()[0].at


def test_the_tables_are_what_the_migrations_make(store):
    """Every column that the code knows is there."""
    for name, columns in tables(store).items():
        with store.engine.connect() as connection:
            made = connection.execute(text(f"SELECT * FROM {name} WHERE 1 = 0")).keys()
        assert set(made) == columns


def tables(store):
    """Table -> names of its columns, as the code knows them."""
    return {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables}
