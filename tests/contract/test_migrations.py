"""A store of the first days is brought up to date with everything that it holds."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import store as room
from store import Derived, Store, Terms
from tests.contract.builders import APRIL, JANUARY, new

SHA256 = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"  # of b"one"
OUTLINE = '{"sheet": "Tiến độ", "title": "", "heading_rows": [7, 8], "fields": {}, "columns": {}}'
AT = datetime(2024, 1, 9, 5, 0, tzinfo=UTC)


@pytest.fixture
def old(database):
    """A database at the first migration, with one revision in it, as its code of then wrote it."""
    engine = create_engine(database)
    config = Config()
    config.set_main_option("script_location", str(Path(room.__file__).parent / "migrations"))
    revision = {
        "id": "capital-law@2024-01-09.1",
        "programme": "capital-law",
        "day": JANUARY,
        "sha256": SHA256,
        "at": AT,
    }
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO received_files (sha256, content, size) VALUES (:sha256, :content, 3)",
            "INSERT INTO revisions (id, programme, status_date, version, sha256, filename, actor, note, published_at, outline)"
            " VALUES (:id, :programme, :day, 1, :sha256, 'a.xlsx', 'data/', '', :at, :outline)",
            "INSERT INTO schedule_rows (revision_id, position, row, level, row_id, wbs, kind, name)"
            " VALUES (:id, 0, 9, 1, 'L-PASS', '1', 'milestone', 'Thông qua Luật')",
            "INSERT INTO findings (revision_id, position, code, sheet, cell, value, facts)"
            " VALUES (:id, 0, 'date-ambiguous', 'Tiến độ', 'I9', '05/06/24', '{}')",
            "INSERT INTO baselines (programme, revision_id, approved_on, actor, reason, recorded_at)"
            " VALUES (:programme, :id, :day, 'data/', 'hội nghị', :at)",
        ):
            connection.execute(text(statement), {**revision, "content": b"one", "outline": OUTLINE})
    engine.dispose()
    return database


def test_what_was_kept_before_is_kept(old):
    """Rows, findings, bytes and the approved baseline are what they were; what was not known then is absent."""
    store = Store(old)
    kept = store.latest("capital-law")
    rows = store.schedule(kept.id).rows

    assert (kept.id, kept.published_at) == ("capital-law@2024-01-09.1", AT)
    assert list(zip(rows["row_id"], rows["name"], rows["duration_text"], strict=True)) == [
        ("L-PASS", "Thông qua Luật", "")
    ]
    assert [f.code for f in store.findings(kept.id)] == ["date-ambiguous"]
    assert store.received(kept.id) == b"one"
    assert kept.id == store.approved_baseline("capital-law", JANUARY).revision_id


def test_the_store_is_sound_afterwards_and_goes_on(old):
    """The chain begins with what was there; rows are counted; the next publication joins on; both are watched over."""
    store = Store(old)
    first = store.latest("capital-law")

    assert store.verify() == []
    assert store.publications("capital-law")[first.id].counts == {
        "rows": 1,
        "promises": 0,
        "progress": 0,
        "findings": 1,
    }
    assert first == store.add(new())
    store.publish(new(APRIL, b"two"), Terms(first.id), newest=first.id)
    assert [e.action for e in store.audit()] == ["published", "migrated"]
    assert store.verify() == []
    with pytest.raises(Exception, match="kept for ever"), store.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit"))


def test_what_is_worked_out_of_it_has_a_place(old):
    """An older store holds nothing worked out; from now on it keeps it, and loses nothing when it is taken away."""
    store = Store(old)
    key = Derived(store.latest("capital-law").id, "", "glance", "b1")
    assert store.derived([key]) == {}

    store.keep_derived([replace(key, content=b"said")])
    assert store.derived([key]) == {key: b"said"}
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM derived"))
    assert store.derived([key]) == {}
    assert store.verify() == []


def test_opening_again_changes_nothing(old):
    """A store brought up to date is left alone."""
    one = Store(old).audit()

    assert one == Store(old).audit()
