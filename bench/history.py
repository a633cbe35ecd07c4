"""A long history held and asked: `python -m bench.history [--programmes 50 --revisions 100 --rows 500] [--folder DIR]`.

Fills a store with that many revisions, on SQLite and on PostgreSQL where it is installed, and measures what the server
does for the front page and for the trend of a programme: in a process that has just started, and in one that has answered before;
as of a past day that nobody asked for yet; and for a publication. Medians of 5 new processes and of 15 repetitions, on the clock and
of the process's own processor time, which tells more on a busy machine (PostgreSQL's own is not in it). Beside it the plain way: `pandas.read_sql` of the newest rows of every programme, nothing judged.

The rows are illustrative, made by `bench.reading`. Five contents are published as a planner would; the others are copies of
them made in the database, without entries in the audit, and so were not judged when they came in: the newest of each programme is
judged when it is first opened, as after an upgrade. Every fifth programme waits for a session of the National Assembly. With `--folder` the stores stay, and are filled only once.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pandas as pd
from sqlalchemy import Connection, insert, select

import loaders
from bench.reading import office_table
from loaders import reference
from schedule import GateTie, Schedule, Words
from services import changes, judged, waiting
from services.overview import overview
from services.tracker import Tracker, make_ready
from services.trend import trend_view
from store import NewRevision, Store
from store import tables as t
from tests.contract import postgres

VARIANTS = 5
WAITS, ONE_IN = "m499", 5
"""The row that waits for a session of the National Assembly, in every fifth programme."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = Words("vi")


def contents(rows: int) -> list[Schedule]:
    """The same tasks, a third of them promised 15 days later each time."""
    base = loaders.read(office_table(rows), gates=reference.gates()).schedule
    made = []
    for n in range(VARIANTS):
        moved = base.rows.copy()
        for name in ("forecast_finish_first", "forecast_finish_last"):
            moved[name] += pd.to_timedelta([15 * n if i % 3 == 0 else 0 for i in range(len(moved))], unit="D")
        made.append(replace(base, rows=moved))
    return made


def fill(store: Store, programmes: list[str], revisions: int, rows: int) -> None:
    """The first programme's first contents published, all others copied from them."""
    days = [date(2016, 1, 1) + timedelta(days=30 * n) for n in range(revisions)]
    models = [
        store.add(NewRevision(programmes[0], days[n], made, (), str(n).encode(), "b.xlsx", "bench", "", NOW)).id
        for n, made in enumerate(contents(rows)[:revisions])
    ]
    with store.engine.begin() as connection:
        for programme in programmes:
            _copies(connection, programme, days, models)


def _copies(connection: Connection, programme: str, days: list[date], models: list[str]) -> None:
    for n, model in enumerate(models):
        head = connection.execute(select(t.revisions).where(t.revisions.c.id == model)).one()._mapping
        copies = [
            {**head, "id": f"{programme}@{day}.1", "programme": programme, "status_date": day}
            for i, day in enumerate(days)
            if i % len(models) == n and not (programme == head["programme"] and i < len(models))
        ]
        connection.execute(insert(t.revisions), copies)
        names = [c.name for c in t.schedule_rows.c if c.name != "revision_id"]
        every = t.revisions.join(t.schedule_rows, t.schedule_rows.c.revision_id == model)
        rows = select(t.revisions.c.id, *(t.schedule_rows.c[name] for name in names)).select_from(every)
        rows = rows.where(t.revisions.c.id.in_([copy["id"] for copy in copies]))
        connection.execute(insert(t.schedule_rows).from_select(["revision_id", *names], rows))


@dataclass(frozen=True)
class Taken:
    """How long something took, in milliseconds: on the clock, at its fastest, and of this process's processor time."""

    clock: float
    fastest: float
    own: float

    def __str__(self) -> str:
        return f"{self.clock:8.0f} ms (fastest {self.fastest:.0f}, processor {self.own:.0f})"


def middle(taken: list[Taken]) -> Taken:
    """The medians, and the fastest of all."""
    return Taken(median(t.clock for t in taken), min(t.fastest for t in taken), median(t.own for t in taken))


def timed(work: Callable[[], object], times: int = 1) -> Taken:
    """Medians of several runs."""
    taken = []
    for _ in range(times):
        clock, own = time.perf_counter(), time.process_time()
        work()
        seconds = time.perf_counter() - clock
        taken.append(Taken(1000 * seconds, 1000 * seconds, 1000 * (time.process_time() - own)))
    return middle(taken)


def opened(store: Store, programmes: list[str]) -> Tracker:
    """The product over the store; what it has worked out so far it knows from the store alone."""
    model = reference.programmes()[0]
    ties = {WAITS: GateTie("na", "bill")}
    registered = tuple(
        replace(model, id=name, key_milestones=(), labels={}, gates=ties if n % ONE_IN == 0 else {})
        for n, name in enumerate(programmes)
    )
    return Tracker(registered, reference.gates(), {"vn": reference.calendar()}, store)


def watched(tracker: Tracker) -> None:
    """Judge what stands, and whatever is published from now on, as the product does when it is opened."""
    judged.watch(tracker)
    waiting.watch(tracker)


def front(tracker: Tracker) -> None:
    """What the front page asks of the server: the days to choose from, what stands, the page's content."""
    changes.seen_now(tracker)
    overview(tracker, tracker.status_dates()[0], WORDS)


def trend(tracker: Tracker, programme: str, day: date | None = None) -> None:
    """What the trend page asks of the server for one programme."""
    trend_view(tracker, day or tracker.status_dates()[0], WORDS, programmes=(programme,))


def begun(url: str, programmes: list[str], page: str) -> Taken:
    """The first page in a process that has just started: nothing is at hand but what the store keeps.

    Before it listens a server has worked out its front page (`ui.serve`), so the trend comes after that.
    """
    tracker = opened(Store(url), programmes)
    make_ready()
    if page == "front":
        return timed(lambda: front(tracker))
    front(tracker)
    return timed(lambda: trend(tracker, programmes[len(programmes) // 2]))


def measure(store: Store, url: str, programmes: list[str], rows: int) -> None:
    """Print what the pages take."""
    tracker, asked = opened(store, programmes), programmes[len(programmes) // 2]
    days = tracker.status_dates()

    def told(what: str, taken: Taken) -> None:
        print(f"  {what:58}{taken}", flush=True)

    told("newest revisions judged (once; nothing if kept already)", timed(lambda: watched(tracker)))
    for page, name in (("front", "front page"), ("trend", "trend of a programme")):
        told(f"{name}, the server just begun", middle([_elsewhere(url, programmes, page) for _ in range(5)]))
        tracker = opened(store, programmes)
        work = partial(front, tracker) if page == "front" else partial(trend, tracker, asked)
        work()
        again = timed(work, 15)
        told(f"{name}, asked again", again)
        if page == "front":
            plain = timed(lambda: _plain(store, programmes))
            told(f"pandas.read_sql of the newest rows: ratio {plain.clock / again.clock:.1f}", plain)
    past = days[len(days) // 2]
    told("trend as of a past day, judged for the first time", timed(lambda: trend(tracker, asked, past)))
    told("trend as of that day, asked again", timed(lambda: trend(tracker, asked, past), 5))
    watched(tracker)
    day = days[0] + timedelta(days=30)
    newer = NewRevision(programmes[0], day, contents(rows)[-1], (), b"newer", "b.xlsx", "bench", "", NOW)
    told("a revision published and judged", timed(lambda: store.add(newer)))
    told("front page, right after it", timed(lambda: front(tracker)))


def _elsewhere(url: str, programmes: list[str], page: str) -> Taken:
    with get_context("spawn").Pool(1) as process:
        return process.apply(begun, (url, programmes, page))


def _plain(store: Store, programmes: list[str]) -> None:
    with store.engine.connect() as connection:
        for programme in programmes:
            newest = store.latest(programme)
            assert newest
            pd.read_sql(select(t.schedule_rows).where(t.schedule_rows.c.revision_id == newest.id), connection)


@contextmanager
def stores(folder: Path | None) -> Iterator[list[tuple[str, str]]]:
    """Addresses of a store on SQLite, and of one on PostgreSQL where it is installed; empty, or as an earlier run left them."""
    tools = postgres.binaries()
    with tempfile.TemporaryDirectory() as passing:
        place = folder or Path(passing)
        place.mkdir(parents=True, exist_ok=True)
        server = postgres.Server(tools, folder=folder and folder / "postgresql") if tools else None
        try:
            made = [("SQLite", f"sqlite:///{place.resolve() / 'store.db'}")]
            yield made + ([("PostgreSQL", server.url("postgres"))] if server else [])
        finally:
            if server:
                server.stop()


def main() -> None:
    """Fill and measure each store."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("programmes", 50), ("revisions", 100), ("rows", 500)):
        asked.add_argument(f"--{name}", type=int, default=number)
    asked.add_argument(
        "--folder", type=Path, help="where the stores stay, to be measured again without being filled again"
    )
    options = asked.parse_args()
    programmes = [f"bench-{n:02}" for n in range(options.programmes)]
    with stores(options.folder) as addresses:
        for name, url in addresses:
            store, start = Store(url), time.perf_counter()
            if store.latest(programmes[-1]) is None:
                fill(store, programmes, options.revisions, options.rows)
            kept = len(store.revisions(programmes[-1]))
            size = f"{options.programmes} programmes x {kept} revisions x {options.rows} rows"
            print(
                f"{name}: {size}, filled in {time.perf_counter() - start:.0f} s; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            measure(store, url, programmes, options.rows)
            print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
