"""The network's passes beside networkx's plain longest path and TaskJuggler, in one run, as ratios.

Times are of the processor, so that others on the machine do not count.

`PYTHONPATH=. python -m bench.network [SIZE …] [--tj3 SIZE]`; sizes default to 1000, 10000 and 100000, twice as many links.
"""

import argparse
import gc
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

import analysis
from analysis.links import members, scheduled, ties
from analysis.passes import Passes
from loaders import reference
from schedule import ROWS, Timeline, frame

START = date(2024, 1, 2)
_SEED, _REACH = 20240102, 50
"""Links reach back about so many tasks: work is planned in stretches."""


def plan(count: int) -> tuple[list[int], list[list[int]]]:
    """Durations of 1 to 10 days, and for each task those it waits for: twice as many links as tasks, no rings."""
    chance = random.Random(_SEED)
    before: list[list[int]] = [[] for _ in range(count)]
    seen: set[tuple[int, int]] = set()
    while len(seen) < 2 * count:
        a = chance.randrange(count - 1)
        b = min(count - 1, a + 1 + int(chance.expovariate(1 / _REACH)))
        if (a, b) not in seen:
            seen.add((a, b))
            before[b].append(a)
    return [chance.randint(1, 10) for _ in range(count)], before


def rows_of(days: list[int], before: list[list[int]]) -> pd.DataFrame:
    """The plan as a `ROWS` frame."""
    return frame(
        ROWS,
        [
            {
                "row_id": f"T{n}",
                "row": n + 2,
                "level": 1,
                "kind": "task",
                "name": f"Việc {n}",
                "duration_days": float(days[n]),
                "predecessors": ";".join(f"T{m}" for m in before[n]),
            }
            for n in range(len(days))
        ],
    )


def graph_of(days: list[int], before: list[list[int]]) -> Any:
    """The plan as networkx wants it: an arc as long as the task it leaves."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(days)))
    graph.add_weighted_edges_from((m, n, days[m]) for n in range(len(days)) for m in before[n])
    return graph


def best(ask: Callable[[], Any], times: int) -> tuple[float, Any]:
    """The shortest of several runs, in seconds, and its answer."""
    shortest, answer = float("inf"), None
    for _ in range(times):
        gc.collect()
        began = time.process_time()
        answer = ask()
        shortest = min(shortest, time.process_time() - began)
    return shortest, answer


def passes(rows: pd.DataFrame, timeline: Timeline) -> Passes:
    """The plan laid out for the passes."""
    below = members(rows)
    tasks, _ = scheduled(
        rows, below, timeline, status_date=None, units=(), deadlines=(), is_override=False, aims={}
    )  # fmt: skip
    links, _ = ties(rows, below, tasks)
    return Passes(tasks, links)


def walked(laid: Passes) -> float:
    """Both passes; the network's length in working days."""
    laid.forward()
    laid.backward()
    return max(task.ef for task in laid.tasks)


def taskjuggler(days: list[int], before: list[list[int]]) -> float | None:
    """Seconds that tj3 takes to schedule the plan, its start included; None where it is not installed or fails."""
    if not shutil.which("tj3"):
        return None
    body = "\n".join(
        f'task T{n} "T{n}" {{ duration {days[n]}d'
        + (f" depends {', '.join(f'!T{m}' for m in before[n])}" if before[n] else f" start {START}")
        + " }"
        for n in range(len(days))
    )
    length = f"{sum(days) + 30}d"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.tjp"
        path.write_text(f'project p "p" {START} +{length} {{ }}\n{body}\n', encoding="utf-8")
        began = _children()
        done = subprocess.run(
            ["tj3", "--silent", "--no-reports", str(path)], cwd=folder, capture_output=True, check=False
        )
        took = _children() - began
    return took if done.returncode == 0 else None


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a line a size."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    asked.add_argument("--tj3", type=int, default=1_000, help="the size that TaskJuggler is given")
    given = asked.parse_args()
    print(
        "  tasks    links | our passes   networkx   ratio | laying out  its graph | whole network, from rows to frame"
    )
    for count in given.sizes:
        days, before = plan(count)
        rows, timeline = rows_of(days, before), Timeline(reference.calendar(), START)
        times = 3 if count > 20_000 else 7
        layout, laid = best(lambda rows=rows, timeline=timeline: passes(rows, timeline), 1)  # type: ignore[misc]
        ours, length = best(lambda laid=laid: walked(laid), times)  # type: ignore[misc]
        build, graph = best(lambda days=days, before=before: graph_of(days, before), 1)  # type: ignore[misc]
        theirs, longest = best(lambda graph=graph: nx.dag_longest_path_length(graph), times)  # type: ignore[misc]
        whole, made = best(lambda rows=rows, timeline=timeline: analysis.network(rows, timeline), 1)  # type: ignore[misc]
        assert made.tasks["ef"].max() == length >= longest
        print(
            f"{count:>7} {2 * count:>8} | {ours:>9.4f}s {theirs:>9.4f}s {theirs / ours:>6.1f}x |"
            f" {layout:>9.3f}s {build:>9.3f}s | {whole:.3f}s"
        )
        if count == given.tj3:
            took = taskjuggler(days, before)
            said = "not installed, or it failed" if took is None else f"{took:.2f}s, {took / whole:.0f}x our whole, {took / ours:.0f}x our passes"  # fmt: skip
            print(f"        tj3 on the same {count} tasks: {said}")


if __name__ == "__main__":
    main()
