"""A long history held and asked: `python -m bench.history [--programmes 50 --revisions 100 --rows 500]`.

Fills a store with that many revisions, on SQLite and on PostgreSQL where it is installed, and measures what the server
does for the front page and for the trend of a programme: as it starts, right after a publication, and in between. Beside
it the plain way: `pandas.read_sql` of the newest rows of every programme, nothing judged.

The rows are illustrative, made by `bench.reading`. Five contents are published as a planner would; the others are copies of
them made in the database, without entries in the audit.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
from sqlalchemy import Connection, insert, select

import loaders
from bench.reading import office_table
from loaders import reference
from schedule import Schedule, Words
from services.overview import overview
from services.tracker import Tracker
from services.trend import trend_view
from store import NewRevision, Store
from store import tables as t
from tests.contract import postgres

VARIANTS = 5
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


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Median of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken)


def measure(store: Store, programmes: list[str], rows: int) -> None:
    """Print what the pages take."""
    model = reference.programmes()[0]
    registered = tuple(replace(model, id=name, key_milestones=(), labels={}) for name in programmes)
    # what was worked out hangs on the tracker: a new one is a server that has just begun
    tracker, begun = (Tracker(registered, reference.gates(), reference.calendar(), store) for _ in range(2))
    today, asked = tracker.status_dates()[0], programmes[len(programmes) // 2]

    def front() -> object:
        return overview(begun, today, WORDS)

    def trend(programme: str) -> object:
        return trend_view(tracker, today, WORDS, programmes=(programme,))

    print(f"  trend of a programme, first asked {timed(lambda: trend(asked)):8.0f} ms")
    print(f"  trend of a programme, asked again {timed(lambda: trend(asked), 5):8.0f} ms")
    print(f"  front page, the server just begun {timed(front):8.0f} ms")
    again = timed(front, 5)
    print(f"  front page, asked again           {again:8.0f} ms")
    newer = contents(rows)[-1]
    day = today + timedelta(days=30)
    store.add(NewRevision(programmes[0], day, newer, (), b"newer", "b.xlsx", "bench", "", NOW))
    today = day
    print(f"  front page, right after a revision{timed(front):8.0f} ms")
    plain = timed(lambda: _plain(store, programmes))
    print(f"  pandas.read_sql of the newest rows{plain:8.0f} ms: ratio {plain / again:.1f}")


def _plain(store: Store, programmes: list[str]) -> None:
    with store.engine.connect() as connection:
        for programme in programmes:
            newest = store.latest(programme)
            assert newest
            pd.read_sql(select(t.schedule_rows).where(t.schedule_rows.c.revision_id == newest.id), connection)


@contextmanager
def stores() -> Iterator[list[tuple[str, Store]]]:
    """An empty store on SQLite, and one on PostgreSQL where it is installed."""
    tools = postgres.binaries()
    server = postgres.Server(tools) if tools else None
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = [("SQLite", Store(f"sqlite:///{Path(folder) / 'store.db'}"))]
            yield made + ([("PostgreSQL", Store(server.url("postgres")))] if server else [])
        finally:
            if server:
                server.stop()


def main() -> None:
    """Fill and measure each store."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, number in (("programmes", 50), ("revisions", 100), ("rows", 500)):
        asked.add_argument(f"--{name}", type=int, default=number)
    options = asked.parse_args()
    programmes = [f"bench-{n:02}" for n in range(options.programmes)]
    with stores() as opened:
        for name, store in opened:
            start = time.perf_counter()
            fill(store, programmes, options.revisions, options.rows)
            size = f"{options.programmes} programmes x {options.revisions} revisions x {options.rows} rows"
            print(f"{name}: {size}, filled in {time.perf_counter() - start:.0f} s", flush=True)
            measure(store, programmes, options.rows)


if __name__ == "__main__":
    main()
