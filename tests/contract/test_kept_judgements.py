"""What is judged once and kept is what judging anew gives, whatever is published, approved, rolled back or corrected."""

from datetime import date

import pandas as pd
import pytest
from sqlalchemy import event, text

from schedule import Words
from services import glance, judged
from services.overview import overview
from services.states import state
from store import Signature, Terms
from tests.contract.builders import NOON
from tests.contract.judging import (
    APRIL,
    JULY,
    JUNE,
    KEYS,
    LAW,
    MAY,
    ROAD,
    answers,
    contents,
    new,
    nothing_but_kept,
    plainly,
    programme,
    tracker,
)  # fmt: skip
from tests.unit.builders import milestone

LAN = Signature("Lan", NOON)


@pytest.fixture
def served(store):
    """A store with two programmes, the law reported twice, judged as they come in."""
    judged.watch(tracker(store))
    for number, day in enumerate((APRIL, JUNE)):
        store.add(new(day, b"law %d" % number, contents(80 * number)))
    store.add(new(APRIL, b"road", contents(M2=milestone("M2", baseline="2024-12-01", forecast="2024-11-01")), ROAD))
    return store


def publish(store):
    """The next report."""
    newest = store.latest(LAW)
    store.publish(new(JULY, b"july", contents(90)), Terms(newest.id), newest=newest.id)


def approve(store):
    """A baseline that counts from May."""
    store.approve_baseline(LAW, f"{LAW}@2024-04-01.1", MAY, "Lan", "hội nghị", NOON)


def approve_again(store):
    """Another baseline, that counts from June; what was measured in May stays measured."""
    store.approve_baseline(LAW, f"{LAW}@2024-06-01.1", JUNE, "Lan", "điều chỉnh", NOON)


def go_back(store):
    """The first report, published again for the newest day."""
    store.roll_back(f"{LAW}@2024-04-01.1", "trở lại", LAN)


def correct_the_past(store):
    """Another workbook for June, after July was published and judged."""
    store.add(new(JUNE, b"corrected", contents(-20, M2=milestone("M2", baseline="2024-03-01", forecast="2024-06-10"))))


def fill_a_gap(store):
    """A workbook for a day before all that was known, which becomes what April is compared with."""
    store.add(new(date(2024, 2, 1), b"february", contents(-60)))


def test_kept_is_what_judging_anew_gives(served, monkeypatch):
    """After each act, of every day: each kept part is what the plain measures give; and the newest day was judged by the act."""
    for act in (publish, approve, approve_again, go_back, correct_the_past, fill_a_gap):
        act(served)
        with monkeypatch.context() as patched:
            nothing_but_kept(patched)
            assert overview(tracker(served), served.status_dates()[0], Words("vi")).cards[0].figure, act
        for day in served.status_dates()[:3]:
            assert_plain(served, LAW, day)

    first = answers(served, JUNE, JULY)
    with served.engine.begin() as connection:
        connection.execute(text("DELETE FROM derived"))
    assert answers(served, JUNE, JULY) == first
    nothing_but_kept(monkeypatch)
    assert answers(served, JUNE, JULY) == first
    assert served.verify() == []


def assert_plain(store, programme_id, day):
    """The programme stands on that day as the measures say."""
    milestones, points, reports = plainly(store, programme_id, day)
    found = state(tracker(store), programme_id, day)

    pd.testing.assert_frame_equal(found.milestones, milestones)
    pd.testing.assert_frame_equal(found.points, points)
    links = found.schedule.rows["predecessors"]
    short = glance.written(milestones, points, reports, found.status_date, keys=KEYS, tied=(), predecessors=links)
    assert found.glance == glance.read(short)


def test_what_is_damaged_is_told_and_worked_out_anew(served):
    """A kept result that was altered is never shown; verifying names it; the next view mends it."""
    before = answers(served, APRIL, JUNE)
    with served.engine.begin() as connection:
        connection.execute(text("UPDATE derived SET content = :other WHERE kind <> 'points'"), {"other": b"x"})
    told = {(fault.kind, fault.detail) for fault in served.verify()}

    assert told == {("derived-damaged", "glance"), ("derived-damaged", "milestones")}
    assert answers(served, APRIL, JUNE) == before
    assert served.verify() == []


def test_text_in_the_place_of_a_kept_result_is_told_as_damage(served):
    """SQLite keeps any type in any column: also what is no bytes at all is named, and worked out anew."""
    if served.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL refuses text in a column of bytes")
    before = answers(served, APRIL, JUNE)
    with served.engine.begin() as connection:
        connection.execute(text("UPDATE derived SET content = CAST(x'ff41' AS TEXT) WHERE kind = 'glance'"))

    assert {(fault.kind, fault.detail) for fault in served.verify()} == {("derived-damaged", "glance")}
    assert answers(served, APRIL, JUNE) == before


def test_a_day_is_asked_in_as_many_queries_for_many_programmes_as_for_one(served):
    """The front page of a server that has just begun does not ask programme by programme."""
    many = tuple(programme(f"p{n}") for n in range(3))
    for one in many:
        served.add(new(JUNE, b"many", programme_id=one.id))
    judged.watch(tracker(served, *many))

    assert queries(served, many) == queries(served, many[:1])


def queries(store, programmes):
    """How many statements the front page sends."""
    begun, sent = tracker(store, *programmes), []

    def count(*told):
        sent.append(told[2])

    event.listen(store.engine, "before_cursor_execute", count)
    overview(begun, JUNE, Words("vi"))
    event.remove(store.engine, "before_cursor_execute", count)
    return len(sent)
