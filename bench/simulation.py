"""The network run many times, beside NumPy drawing the same numbers and doing nothing with them: `python -m bench.simulation`.

A network of 1,000 tasks (illustrative, as `--tasks` says), each waiting for one to three of the thirty before it, of forty
owners. Drawn are as many even numbers as the runs draw, the way NumPy is used for it: `Generator.uniform` by task (float64);
beside it the same in float32, the least work there is. Runs are told without and with everything that is read from them; last, what a what-if of the page takes (at most 0.3 s).
"""

import argparse
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import numpy as np
import pandas as pd

from analysis import TRIAL_RUNS, Change, Past, even, known_on, outlook, promise_cases, promise_trend, simulated, tried
from analysis.links import members, scheduled, ties
from analysis.simulation import _Runs
from schedule import ASSESSED, CONTINUOUS, Timeline, frame
from tests.unit.builders import milestone, rows


def main() -> None:
    """Print seconds, the median of several turns, and their ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tasks", type=int, default=1000)
    asked.add_argument("--iterations", type=int, default=10_000)
    asked.add_argument("--turns", type=int, default=5)
    options = asked.parse_args()
    table, draws = _network(options.tasks)
    timeline, runs, count = Timeline(CONTINUOUS, date(2024, 1, 1)), options.iterations, options.tasks
    plain: dict = {"status_date": None, "units": (), "deadlines": (), "is_override": False, "aims": {}}
    below = members(table)
    tasks, _ = scheduled(table, below, timeline, **plain)
    links, _ = ties(table, below, tasks)
    owners = dict(enumerate(table["owner"]))

    def bare() -> object:
        chance = np.random.default_rng(1)
        return np.stack([chance.uniform(3, 20, runs) for _ in range(count)])

    measured = {
        "numpy, uniform float64": bare,
        "numpy, random float32": lambda: np.random.default_rng(1).random((count, runs), np.float32),
        "runs: every finish": lambda: _Runs(tasks, links, timeline, {}, owners, draws, runs, 1),
        "runs: with criticality, tornado, convergence": lambda: _Runs(
            tasks, links, timeline, {}, owners, draws, runs, 1
        ).outcome(list(tasks), 1),
        "the same from the table": lambda: simulated(table, timeline, draws, iterations=runs),
        f"what if: two changes, {TRIAL_RUNS} runs": _trial(table),
    }
    took = _measured(measured, options.turns)
    base = took["numpy, uniform float64"]
    print(f"{count} tasks, {len(links)} links, {runs} runs; median of {options.turns} turns")
    for name, seconds in took.items():
        print(f"  {name:<46} {seconds:7.3f} s  {seconds / base:5.2f} x")


def _trial(table: pd.DataFrame) -> Callable[[], object]:
    """A date and a duration changed at once: passes, runs, chances, as the page asks them."""
    day = date(2024, 1, 1)
    points = promise_trend(None, {}, frame(ASSESSED, []))
    known = known_on(promise_cases(points, {}), day)
    base = outlook(table, Past(known, points, []), status_date=day, calendar=CONTINUOUS, kind="works")
    changes = [Change("T20", duration_days=50), Change("T500", added_days=30)]
    return lambda: tried(base, table, changes, status_date=day, known=known, kind="works", aims={})


def _measured(measured: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Processor seconds of each, side by side: turn by turn, so that a busy machine is busy for all."""
    took: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(turns):
        for name, work in measured.items():
            begun = time.process_time()
            work()
            took[name].append(time.process_time() - begun)
    return {name: median(seconds) for name, seconds in took.items()}


def _network(count: int) -> tuple:
    chance = np.random.default_rng(1)
    records = []
    for n in range(count):
        before = sorted({int(m) for m in chance.integers(max(0, n - 30), n, 3)}) if n else []
        records.append(
            milestone(
                f"T{n}", kind="task", duration_days=10.0, duration_text="10", owner=f"Đơn vị {n % 40}",
                predecessors=";".join(f"T{m}" for m in before),
            )
        )  # fmt: skip
    return rows(*records), {f"T{n}": even(3.0, 20.0) for n in range(count)}


if __name__ == "__main__":
    main()
