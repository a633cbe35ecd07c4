"""When a kept judgement no longer counts, and what happens where none can be kept."""

from dataclasses import replace
from datetime import date

import pytest

from schedule.errors import StoreUnavailable
from services import judged, keeping
from services.states import state
from store import Store
from tests.contract.judging import APRIL, CALENDAR, JUNE, LAW, contents, new, nothing_but_kept, programme, tracker


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The law, reported twice and judged."""
    made = Store(f"sqlite:///{tmp_path_factory.mktemp('judged')}/store.db")
    made.add_all([new(APRIL, b"april"), new(JUNE, b"june", contents(40))])
    judged.watch(tracker(made))
    return made


def test_what_is_kept_is_not_judged_again(store, monkeypatch):
    """A server that has just begun reads it."""
    nothing_but_kept(monkeypatch)
    found = state(tracker(store), LAW, JUNE)

    assert list(found.milestones["status"]) == [
        "done_late", "overdue", "no_record", "slipping", "late", "not_assessable",
    ]  # fmt: skip
    assert found.glance.lead["row_id"] == "M2"
    assert [row["row_id"] for row in found.glance.keys] == ["M2", "M1"]


@pytest.mark.parametrize(
    "other",
    [
        tracker(None, calendars={"vn": replace(CALENDAR, holidays=frozenset({date(2024, 9, 3)}))}),
        tracker(None, replace(programme(LAW), edges=(1, 2, 3))),
        tracker(None, programme(LAW, keys=("M5",))),
    ],
    ids=["calendar", "edges", "key milestones"],
)
def test_what_rests_on_other_facts_is_judged_anew(store, other, monkeypatch):
    """A calendar, an edge or a key milestone may change in data/: nothing of before is shown then."""
    nothing_but_kept(monkeypatch)

    with pytest.raises(AssertionError, match="judged anew"):
        assert state(replace(other, store=store), LAW, JUNE).status


def test_other_code_judges_anew(store, monkeypatch):
    """After an upgrade nothing that older code worked out is shown."""
    monkeypatch.setattr(keeping, "code_digest", lambda *_: "other")
    nothing_but_kept(monkeypatch)

    with pytest.raises(AssertionError, match="judged anew"):
        assert state(tracker(store), LAW, JUNE).status


def test_a_store_that_cannot_keep_it_still_answers(store, monkeypatch):
    """A full disk takes away the memory of a judgement, not the judgement."""

    def full(self, made):
        raise StoreUnavailable(reason="disk full")

    monkeypatch.setattr(Store, "keep_derived", full)

    assert state(tracker(store), LAW, APRIL).status == "overdue"


def test_of_too_many_parts_the_one_unused_for_longest_is_forgotten(store):
    """What a process holds ready does not grow without end."""
    memory, most = judged.Memory(), judged.REMEMBERED["points"]
    keys = [replace(judged.Derived("r", "", "points", ""), revision_id=str(n)) for n in range(most + 1)]
    for key in keys[:most]:
        memory.put(key, key)
    memory.get(keys[0])
    memory.put(keys[most], keys[most])

    assert [memory.get(key) is None for key in (keys[0], keys[1], keys[most])] == [False, True, False]
