"""Whoever is killed while submitting or publishing leaves the old state or the new one, never something between."""

import contextlib
import itertools
import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import text

import access
from schedule import Reading
from schedule.errors import TrackerError
from services import revisions
from store import Store
from tests.contract.builders import NOON, new, on, rows, schedule

KILLS = {"sqlite": 30, "postgresql": 20}
LAW = "capital-law"
SEED = 20240109
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.contract.test_crash"])


@dataclass(frozen=True)
class Tracker:
    """The product as the services need it, with a reader that reads anything at once."""

    store: Store
    programmes: tuple = ()

    def programme(self, programme_id):
        """A programme by its id."""
        return SimpleNamespace(id=programme_id, name_vi=programme_id, key_milestones=())

    def read(self, received, *, status_date=None, picks=()):
        """A schedule of eight rows, each promised as many days ahead as the bytes say."""
        day = date(2024, 6, 1) + timedelta(days=int(received) % 9000)
        return Reading(schedule(*(rows(row=9 + n, row_id=f"L-{n}", **on("forecast_finish", day)) for n in range(8))))


def work(database, ready, seed):
    """Submit and publish, one after the other, until killed."""
    tracker = Tracker(Store(database))
    actor = access.local_user("Lan")
    ready.send("ready")
    for number in itertools.count(seed * 1000):
        day = date(2024, 1, 9) + timedelta(days=number % 200)
        with contextlib.suppress(TrackerError):
            sent = {"programme": LAW, "status_date": day, "actor": actor, "now": NOON}
            terms = {"accept": ["all"], "reasons": revisions.reasons("land: vướng")}
            made = revisions.submit(tracker, str(number).encode(), "a.xlsx", **sent, **terms)
            if made.draft:
                revisions.publish(tracker, made.draft.id, actor=actor, now=NOON)
        ready.send("published")


def test_killed_at_any_moment_the_store_is_sound(database):
    """Many times: kill -9 somewhere in submitting and publishing; then all that is there is whole, and work goes on."""
    store, chance = Store(database), random.Random(SEED)
    store.add(new(schedule=Tracker(store).read(b"0").schedule))
    seen, grew, cycle = 1, 0, time_of_one(database)
    for number in range(KILLS[store.engine.dialect.name]):
        child, _ = started(database, number)
        time.sleep(chance.uniform(0, 1.6 * cycle))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        wait_for_the_server(store)
        kept = store.revisions()
        grew += len(kept) > seen
        assert len(kept) >= seen
        seen = len(kept)
        assert_whole(store)

    assert store.verify() == []
    assert grew >= 3


def started(database, number):
    """A process at work, which has opened the store, and what it says."""
    here, there = _PROCESSES.Pipe()
    child = _PROCESSES.Process(target=work, args=(database, there, number))
    child.start()
    assert here.recv() == "ready"
    return child, here


def wait_for_the_server(store):
    """Until PostgreSQL is done with what the killed process had asked of it: a commit on its way may still come through."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    while store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            if not connection.scalar(text(others)):
                return
        time.sleep(0.01)


def time_of_one(database):
    """How long a new process takes to submit and publish on this machine, in seconds."""
    child, said = started(database, 100)
    begun = time.monotonic()
    said.recv()
    child.kill()
    child.join()
    return time.monotonic() - begun


def assert_whole(store):
    """Each revision has all its rows and its entry in the audit; each published draft its revision, and the other way."""
    published = store.publications(LAW)
    told = {e.subject for e in store.audit() if e.action in ("seeded", "published")}
    newest = store.latest(LAW)

    assert {r.id for r in store.revisions(LAW)} == published.keys() == told
    assert len(store.schedule(newest.id).rows) == published[newest.id].counts["rows"]
    assert {p.draft_id for p in published.values()}.isdisjoint(d.id for d in store.drafts())
    if published[newest.id].draft_id:
        assert store.draft(published[newest.id].draft_id).revision_id == newest.id
