"""The network run many times over with uncertain durations and dates, as vectors over the runs (Monte Carlo)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from analysis.gates import GateAim
from analysis.links import loops, members, order, scheduled, ties
from analysis.tasks import FINE, Task, Tie
from schedule import Timeline

ITERATIONS, SEED = 10_000, 20240109
SAME_OWNER = 0.5
"""Share of the runs in which a task goes as its owner's other tasks go: a rank correlation of its square, 0.25, between any two."""
_CRITICAL = 0.05
_MOST_BARS = 20
_CHECKS = 20
_Z = 1.96
_READ_RUNS = 2500
"""Criticality and sensitivity are read from so many runs: good to 2 %, and a quarter of the work."""


@dataclass(frozen=True)
class Draw:
    """What is uncertain of a task, as a quantile function of straight pieces.

    Of a task with work left: days of the timeline that it takes. Of a point without work: the position at which it stands if
    nothing holds it longer.
    """

    chances: np.ndarray
    values: np.ndarray

    def of(self, uniform: np.ndarray) -> np.ndarray:
        """Values for numbers spread evenly from 0 to 1, which may be overwritten."""
        if len(self.values) == 2:
            uniform *= np.float32(self.values[1] - self.values[0])
            uniform += np.float32(self.values[0])
            return uniform
        return np.interp(uniform, self.chances, self.values).astype(np.float32)


def even(low: float, high: float) -> Draw:
    """Any value between two, each as likely."""
    return Draw(np.array([0.0, 1.0]), np.array([low, high]))


def stepwise(chances: np.ndarray, values: np.ndarray) -> Draw:
    """The values themselves, each with the chance that the cumulative `chances` give it; what is missing to 1 is the last one's."""
    upper = np.append(chances[:-1], 1.0)
    lower = np.append(0.0, upper[:-1])
    return Draw(np.column_stack([lower, np.maximum(upper - 1e-9, lower)]).ravel(), np.repeat(values, 2))


@dataclass(frozen=True)
class Simulation:
    """What came of the runs."""

    row_ids: tuple[str, ...]
    finishes: np.ndarray
    """Position of each task's finish in each run (tasks x runs)."""
    target: np.ndarray
    """Position of the target's finish in each run."""
    criticality: pd.Series
    """By row id of what is unfinished: share of the runs in which it is on the chain that sets the target."""
    sensitivity: pd.Series
    """By row id, greatest first: rank correlation of its own days with the target's finish; of at most 20 that are critical often enough."""
    convergence: pd.DataFrame
    """`runs`, `p80` (position), `half_width` (days; of the 95 % interval of P80)."""
    seed: int

    @property
    def iterations(self) -> int:
        """How many runs."""
        return len(self.target)

    def of(self, row_id: str) -> np.ndarray:
        """Positions of one task's finish."""
        return self.finishes[self.row_ids.index(row_id)]


def simulated(
    rows: pd.DataFrame,
    timeline: Timeline,
    draws: Mapping[str, Draw],
    *,
    target: str = "",
    aims: Mapping[str, GateAim] | None = None,
    iterations: int = ITERATIONS,
    seed: int = SEED,
    **asked: object,
) -> Simulation | None:
    """Run the network of a table many times, each time with its own durations and dates.

    Each task's number is drawn from its `Draw`; in half of the runs it is the same number for all tasks of one owner, so that
    what one owner is responsible for goes well or badly together. A task of a gate finishes while the body sits.

    Args:
        rows: A `ROWS` frame.
        timeline: The working calendar, counted from the network's start.
        draws: Row id -> what is uncertain of it; other tasks take what the table says.
        target: Row id of the task asked for; "" for what finishes last.
        aims: Row id -> the gate that decides it (see `analysis.gate_aims`).
        iterations: How many runs.
        seed: The same seed gives the same runs.
        **asked: `status_date`, `units`, `deadlines`, `is_override`, as `analysis.network` takes them.

    Returns:
        None where nothing can be reckoned: no tasks, or `target` waits in a ring or does not exist.

    Source:
        docs/methods/simulation.md (AACE International RP 57R-09).
    """
    plain: dict[str, object] = {"status_date": None, "units": (), "deadlines": (), "is_override": False}
    below = members(rows)
    tasks, _ = scheduled(rows, below, timeline, aims=aims or {}, **(plain | asked))  # type: ignore[arg-type]
    links, _ = ties(rows, below, tasks)
    turning = {n for ring in loops(tasks, links) for n in ring}
    tasks = {n: task for n, task in tasks.items() if n not in turning}
    links = [tie for tie in links if not {tie.before, tie.after} & turning]
    wanted = [n for n, task in tasks.items() if task.row_id == target] if target else list(tasks)
    if not wanted:
        return None
    sessions = {row_id: _sessions(aim, timeline) for row_id, aim in (aims or {}).items()}
    owners = rows["owner"].tolist()
    runs = _Runs(tasks, links, timeline, sessions, {n: owners[n] for n in tasks}, draws, iterations, seed)
    return runs.outcome(wanted, seed)


def _sessions(aim: GateAim, timeline: Timeline) -> tuple[np.ndarray, np.ndarray]:
    """The earliest finish in each window, at the end of its first day, and its close."""
    opens = np.array([timeline.evening(window.first) for window in aim.windows])
    return opens, np.array([timeline.evening(window.last) for window in aim.windows])


class _Runs:
    """All runs at once: a row a task, a column a run."""

    def __init__(
        self,
        tasks: Mapping[int, Task],
        links: Sequence[Tie],
        timeline: Timeline,
        sessions: Mapping[str, tuple[np.ndarray, np.ndarray]],
        owners: Mapping[int, str],
        draws: Mapping[str, Draw],
        iterations: int,
        seed: int,
    ) -> None:
        self.timeline = timeline
        self.sessions = sessions
        self.order = order(tasks, links)
        self.place = {n: place for place, n in enumerate(self.order)}
        self.tasks = [tasks[n] for n in self.order]
        week = timeline.calendar.week / 7
        self.work = [task.elapsed * week if task.elapsed else task.work for task in self.tasks]
        self.into: list[list[Tie]] = [[] for _ in self.order]
        for tie in links:
            self.into[self.place[tie.after]].append(tie)
        self.begin = np.empty((len(self.order), iterations), np.float32)
        self.finish = np.empty_like(self.begin)
        self.ready: dict[int, np.ndarray] = {}
        self.drawn: dict[int, np.ndarray] = {}
        self._draw(draws, [owners[n] for n in self.order], iterations, seed)
        for place in range(len(self.order)):
            self._run(place)

    def _draw(self, draws: Mapping[str, Draw], owners: Sequence[str], iterations: int, seed: int) -> None:
        uncertain = [place for place, task in enumerate(self.tasks) if task.row_id in draws and task.finished is None]
        chance = np.random.default_rng(seed)
        together = {owners[place] for place in uncertain} - {""}
        common = {owner: chance.random(iterations, np.float32) for owner in sorted(together)}
        drawn = chance.random((len(uncertain), iterations), np.float32)
        for own, place in zip(drawn, uncertain, strict=True):
            if owners[place]:
                # the first half of the numbers says "as the others", the second half, stretched, is the task's own
                is_common = own < SAME_OWNER
                own -= np.float32(SAME_OWNER)
                own *= np.float32(1 / (1 - SAME_OWNER))
                np.copyto(own, common[owners[place]], where=is_common)
            self.drawn[place] = draws[self.tasks[place].row_id].of(own)

    def _run(self, place: int) -> None:
        """The task's beginning and finish in every run; those before it are known."""
        task, drawn = self.tasks[place], self.drawn.get(place)
        is_point = self.work[place] < FINE
        work = drawn if drawn is not None and not is_point else np.float32(self.work[place])
        begin, finish = self.begin[place], self.finish[place]
        begin[:] = drawn if drawn is not None and is_point else task.floor
        for tie in [] if task.is_free else self.into[place]:
            np.maximum(begin, self._earliest(tie, work), out=begin)
        np.add(begin, work, out=finish)
        if task.row_id in self.sessions and not task.is_free:
            self.ready[place] = finish.copy()
            self._wait(finish, *self.sessions[task.row_id])

    def _earliest(self, tie: Tie, work: np.ndarray | np.float32, some: slice = slice(None)) -> np.ndarray:
        """Where a link lets the task after it begin, in some of the runs."""
        before = self.place[tie.before]
        task = self.tasks[before]
        at: np.ndarray | float = self.finish[before, some]
        if not tie.link.is_from_finish:
            at = task.es if task.is_going else self.begin[before, some]
        lag = tie.lag * self.timeline.calendar.week / 7 if tie.link.is_elapsed else tie.lag
        earliest = at if lag == 0 else at + np.float32(lag)
        return np.asarray(earliest if tie.link.is_to_start else earliest - work)

    def _wait(self, finish: np.ndarray, opens: np.ndarray, closes: np.ndarray) -> None:
        """Move finishes to the next window; those after the last known one stay."""
        places = np.searchsorted(closes, finish - FINE * 100)
        is_known = places < len(closes)
        finish[is_known] = np.maximum(finish[is_known], opens[places[is_known]])

    def outcome(self, wanted: Sequence[int], seed: int) -> Simulation:
        """Everything asked of the runs."""
        places = [self.place[n] for n in wanted if n in self.place]
        target = self.finish[places].max(axis=0)
        criticality = self._criticality(places, target)
        return Simulation(
            tuple(task.row_id for task in self.tasks),
            self.finish,
            target,
            criticality,
            self._sensitivity(criticality, target),
            convergence(target),
            seed,
        )

    def _criticality(self, places: Sequence[int], target: np.ndarray) -> pd.Series:
        """How often each unfinished task is on the chain that sets the target, followed back from it link by link."""
        near = np.float32(1e-3)
        some = slice(_READ_RUNS)
        on: dict[int, np.ndarray] = {}
        for place in places:
            is_last = self.finish[place, some] >= target[some] - near
            if is_last.any():
                on[place] = is_last
        share = np.zeros(len(self.tasks))
        for place in reversed(range(len(self.tasks))):
            if place not in on:
                continue
            task, is_on = self.tasks[place], on.pop(place)
            share[place] = is_on.mean()
            if task.is_free:
                continue
            is_drawn = place in self.drawn and self.work[place] >= FINE
            work = self.drawn[place][some] if is_drawn else np.float32(self.work[place])
            begin = self.begin[place, some] - near
            for tie in self.into[place]:
                binds = self._earliest(tie, work, some) >= begin
                binds &= is_on
                if binds.any():
                    before = self.place[tie.before]
                    on[before] = on[before] | binds if before in on else binds
        is_open = [task.finished is None for task in self.tasks]
        return pd.Series(share, [task.row_id for task in self.tasks])[is_open]

    def _sensitivity(self, criticality: pd.Series, target: np.ndarray) -> pd.Series:
        """Spearman's rank correlation of what was drawn with the target's finish, of the most critical tasks."""
        by_id = {task.row_id: place for place, task in enumerate(self.tasks)}
        often = criticality[criticality >= _CRITICAL].sort_values(ascending=False, kind="stable").index
        drawn = {row_id: self.drawn[by_id[row_id]][:_READ_RUNS] for row_id in often if by_id[row_id] in self.drawn}
        target = target[:_READ_RUNS]
        finish = pd.Series(target).rank()
        told = {
            row_id: float(np.corrcoef(pd.Series(values).rank(), finish)[0, 1])
            for row_id, values in list(drawn.items())[:_MOST_BARS]
            if np.ptp(values) > 0 and np.ptp(target) > 0
        }
        return pd.Series(told, dtype=float).sort_values(ascending=False, key=abs, kind="stable")


def convergence(finishes: np.ndarray, chance: float = 0.8) -> pd.DataFrame:
    """The quantile after ever more runs, and half of its 95 % interval by the order of the runs (binomial).

    Returns:
        `runs`, `p80` and `half_width`, in the unit of `finishes`.
    """
    told = []
    for runs in np.unique(np.linspace(max(len(finishes) // _CHECKS, 1), len(finishes), _CHECKS).astype(int)):
        some = np.sort(finishes[:runs])
        spread = _Z * sqrt(runs * chance * (1 - chance))
        low, high = (int(np.clip(round(runs * chance + side * spread), 0, runs - 1)) for side in (-1, 1))
        told.append((int(runs), float(np.quantile(some, chance)), float(some[high] - some[low]) / 2))
    return pd.DataFrame(told, columns=["runs", "p80", "half_width"])
