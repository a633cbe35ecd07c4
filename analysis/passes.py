"""Forward and backward pass: tasks laid out in ranks, each after those it waits for, and walked a rank at a time by arrays."""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from analysis.gates import GateAim, whole
from analysis.tasks import FINE, Task, Tie

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


class Passes:
    """The tasks and links of a network, ready to be walked; results go to the tasks.

    Tasks are numbered by rank: those of one rank wait for tasks of lower ranks only. Of n tasks, place i is the start of
    number i and place n + i its finish.
    """

    def __init__(self, tasks: Mapping[int, Task], links: Sequence[Tie]) -> None:
        """Lay out the links of `tasks`, which are given by their places in the table."""
        numbers = {place: n for n, place in enumerate(tasks)}
        before = np.array([numbers[tie.before] for tie in links], np.intp)
        after = np.array([numbers[tie.after] for tie in links], np.intp)
        ranks = _ranks(len(tasks), before.tolist(), after.tolist())
        self.is_whole = min(ranks, default=0) >= 0
        """Whether every task has a rank: those of a ring, and those behind one, have none, and nothing can be walked."""
        if not self.is_whole:
            return
        by_rank = np.argsort(ranks, kind="stable")
        given = list(tasks.values())
        self.tasks = [given[n] for n in by_rank.tolist()]
        self._ends = np.cumsum(np.bincount(np.array(ranks, np.intp))) if ranks else np.zeros(0, np.intp)
        """Of each rank: the number after its last task."""
        self._work = np.array([task.work for task in self.tasks])
        self._timelines = {one: n for n, one in enumerate(dict.fromkeys(task.timeline for task in self.tasks))}
        number = np.empty(len(tasks), np.intp)
        number[by_rank] = np.arange(len(tasks))
        self._lay(links, number[before], number[after])
        self._set_apart()

    def _lay(self, links: Sequence[Tie], before: Places, after: Places) -> None:
        """The links as arrays; those by elapsed days, those between two calendars, and those that hold nothing, apart."""
        is_free = np.array([task.is_free for task in self.tasks], bool)
        is_going = np.array([task.is_going for task in self.tasks], bool)
        from_finish = np.array([tie.link.kind[0] == "F" for tie in links], bool)
        to_start = np.array([tie.link.kind[1] == "S" for tie in links], bool)
        runs_on = np.array([task.elapsed > 0 for task in self.tasks], bool)
        apart = np.array([tie.link.unit[0] == "e" for tie in links], bool)
        apart |= runs_on[after] | runs_on[before] if len(links) else apart
        if len(self._timelines) > 1 and len(links):
            calendar = np.array([self._timelines[task.timeline] for task in self.tasks])
            apart |= calendar[after] != calendar[before]
        wait = np.array([tie.lag for tie in links], float) - np.where(to_start, 0.0, self._work[after])
        holds = ~is_free[after] if len(links) else np.zeros(0, bool)
        plain = holds & ~apart
        self._forward = _Side(after[plain], (before + len(self.tasks) * from_finish)[plain], wait[plain], self._ends)
        days = wait + self._work[after] - np.where(from_finish, 0.0, self._work[before])
        binds = plain & (from_finish | ~is_going[before])
        self._backward = _Side(before[binds], after[binds], days[binds], self._ends)
        self._apart_into: dict[int, list[tuple[Tie, int]]] = {}
        self._apart_out_of: dict[int, list[tuple[Tie, int]]] = {}
        for n in np.flatnonzero(holds & apart).tolist():
            self._apart_into.setdefault(int(after[n]), []).append((links[n], int(before[n])))
            self._apart_out_of.setdefault(int(before[n]), []).append((links[n], int(after[n])))

    def _set_apart(self) -> None:
        """The tasks of each rank that arrays alone do not get right."""
        apart = {n for n, t in enumerate(self.tasks) if t.is_going or t.aim or t.elapsed or t.work < FINE}
        self._apart_early = self._by_rank(apart | self._apart_into.keys())
        gated = {n for n, task in enumerate(self.tasks) if task.aim}
        self._apart_late = self._by_rank(gated | self._apart_out_of.keys())

    def _by_rank(self, numbers: set[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n in sorted(numbers):
            found.setdefault(int(np.searchsorted(self._ends, n, "right")), []).append(n)
        return found

    def forward(self) -> None:
        """Set early positions: as early as the links, the task's own floor and the sessions of its gate allow."""
        count, work, apart = len(self.tasks), self._work, self._apart_early
        begin = np.array([task.floor for task in self.tasks])
        at = np.concatenate([begin, begin + work])
        first = 0
        for rank, end in enumerate(self._ends.tolist()):
            step = self._forward.steps[rank]
            if step is not None:
                held, ahead, days, starts = step
                begin[held] = np.maximum(begin[held], np.maximum.reduceat(at[ahead] + days, starts))
                at[first:end] = begin[first:end]
                np.add(begin[first:end], work[first:end], out=at[count + first : count + end])
            for n in apart.get(rank, ()):
                self._walk_apart(n, begin, at)
            first = end
        for task, es, ef, start in zip(
            self.tasks, at[:count].tolist(), at[count:].tolist(), begin.tolist(), strict=True
        ):
            task.es, task.ef, task.begin = es, ef, start
            if not task.aim:
                task.ready = start

    def _walk_apart(self, n: int, begin: Floats, at: Floats) -> None:
        """Start and finish of a task that has begun, has no work, waits elapsed days, or waits for a session."""
        task, at_begin = self.tasks[n], float(begin[n])
        held_by: list[tuple[int, Tie | None, float]] = []
        held_by += [(source, None, float(at[source]) + wait) for source, wait in self._forward.of(n)]
        for tie, number in self._apart_into.get(n, ()):
            source = number + len(self.tasks) * tie.link.is_from_finish
            held_by.append((source, tie, tie.begin(self._walked(number, at), task)))
        at_begin = max([at_begin, *(earliest for _, _, earliest in held_by)])
        binding = next((one for one in held_by if one[-1] > at_begin - FINE), None)
        if binding is not None and at_begin > task.floor + FINE and task.work < FINE:
            is_finish, number = divmod(binding[0], len(self.tasks))
            before, apart = self._walked(number, at), binding[1]
            task.is_evening = (
                apart.is_at_evening(before, task) if apart else before.is_at_evening(is_finish=bool(is_finish))
            )
        if task.elapsed:
            at_begin = self._run_on(task, at_begin)
            self._work[n] = task.work
        if task.aim and not task.is_free:
            at_begin = self._decided(task, task.aim, at_begin)
        begin[n] = at_begin
        at[n] = task.es if task.is_going else at_begin
        at[n + len(self.tasks)] = at_begin + task.work

    def _walked(self, n: int, at: Floats) -> Task:
        task = self.tasks[n]
        task.es, task.ef = float(at[n]), float(at[n + len(self.tasks)])
        return task

    def _run_on(self, task: Task, begin: float) -> float:
        """Where work of elapsed days begins, its working time set: it may finish on a day that is not worked, which counts to the next."""
        finish = task.timeline.position(task.timeline.instant(begin, is_finish=False) + task.elapsed)
        task.work = finish - begin
        return begin

    def _decided(self, task: Task, aim: GateAim, begin: float) -> float:
        """Where a task of a gate begins: so that it finishes on the next day on which the body sits; as it is where none is known."""
        task.ready, task.is_ready_at_evening = begin, task.work >= FINE or task.is_evening
        ready = begin + task.work
        day = (task.timeline.finish_day if task.is_ready_at_evening else task.timeline.start_day)(ready)
        window = aim.window(day) if day else None
        if day is None or window is None:
            return begin
        task.decided = max(day, window.first)
        if task.decided > day:
            ready, task.is_evening = max(ready, task.timeline.evening(task.decided)), True
        if task.close == inf:
            session = whole(window.gate) or window
            task.close = task.timeline.evening(session.last)
        return ready - task.work

    def backward(self) -> None:
        """Set late finishes and free floats: no later than the network's end, the task's limits, and what follows allow."""
        apart = self._apart_late
        ef = np.array([task.ef for task in self.tasks])
        end = self._last_ends(ef)
        late = np.minimum(end, [task.limit for task in self.tasks])
        for rank in range(len(self._ends) - 1, -1, -1):
            step = self._backward.steps[rank]
            if step is not None:
                bound, ahead, days, starts = step
                late[bound] = np.minimum(late[bound], np.minimum.reduceat(late[ahead] - days, starts))
            for n in apart.get(rank, ()):
                late[n] = self._late_apart(n, late)
        room = end - ef
        side = self._backward
        if len(side.starts):
            least = np.minimum.reduceat(ef[side.ahead] - side.days - ef[side.numbers], side.starts)
            room[side.held] = np.minimum(room[side.held], least)
        for n, followed in self._apart_out_of.items():
            room[n] = min(room[n], *(self._room(self.tasks[n], tie, self.tasks[number]) for tie, number in followed))
        for task, lf, days in zip(self.tasks, late.tolist(), np.maximum(room, 0.0).tolist(), strict=True):
            task.lf, task.free_float = lf, days

    def _last_ends(self, ef: Floats) -> Floats:
        """How late each task may end: with the network; or, where it or what follows it waits for a session, with that."""
        close = np.array([task.close for task in self.tasks])
        end = np.where(close < inf, close, self._network_ends(ef))
        if (close < inf).any():
            for rank in range(len(self._ends) - 1, -1, -1):
                step = self._backward.steps[rank]
                if step is not None:
                    bound, ahead, _, starts = step
                    later = np.maximum(end[bound], np.maximum.reduceat(end[ahead], starts))
                    end[bound] = np.where(close[bound] < inf, end[bound], later)
                for n in self._apart_late.get(rank, ()):
                    for _, number in self._apart_out_of.get(n, ()) if close[n] == inf else ():
                        end[n] = max(end[n], _moved(end[number], self.tasks[number], self.tasks[n]))
        return end

    def _network_ends(self, ef: Floats) -> Floats | float:
        """The end of all work, on each task's own timeline."""
        if len(self._timelines) < 2:
            return float(ef.max(initial=-inf))
        last = max(task.moment for task in self.tasks)
        ends = {one: one.position(last) for one in self._timelines}
        return np.array([ends[task.timeline] for task in self.tasks])

    def _late_apart(self, n: int, late: Floats) -> float:
        """The late finish of a task that elapsed days follow, or that a session decides."""
        task, at = self.tasks[n], float(late[n])
        for tie, number in self._apart_out_of.get(n, ()):
            is_from_finish = tie.link.is_from_finish
            if task.is_going and not is_from_finish:
                continue
            after, finish = self.tasks[number], float(late[number])
            latest = tie.latest(task, after, after.start_for(finish) if tie.link.is_to_start else finish)
            at = min(at, latest if is_from_finish else latest + task.work)
        return self._in_session(task, task.aim, at) if task.aim else at

    def _in_session(self, task: Task, aim: GateAim, late: float) -> float:
        """The latest end of a day, no later than `late`, on which the body sits; `late` itself where it sits on none."""
        found = late
        for window in aim.windows:
            end = task.timeline.evening(window.last)
            if end <= late + FINE:
                found, task.latest = end, window.last
            elif task.timeline.position(window.first) < late - FINE:
                found, task.latest = late, None
        return found

    def _room(self, task: Task, tie: Tie, after: Task) -> float:
        """Days that a task may move before one that follows it by elapsed days does."""
        is_from_finish = tie.link.is_from_finish
        if task.is_going and not is_from_finish:
            return inf
        early = tie.latest(task, after, after.begin if tie.link.is_to_start else after.ef)
        return early - (task.ef if is_from_finish else task.begin)


def _moved(at: float, one: Task, other: Task) -> float:
    """The end of a day's work on one task's timeline, on another's."""
    if one.timeline is other.timeline:
        return at
    return other.timeline.position(one.timeline.instant(at, is_finish=True))


class _Side:
    """Links sorted by the tasks at one end, so that those of a task, and of a rank, lie together."""

    def __init__(self, numbers: Places, ahead: Places, days: Floats, ends: Places) -> None:
        """Sort the links by `numbers`; `ahead` is the place at their other end, `ends` where each rank ends."""
        sort = np.argsort(numbers, kind="stable")
        self.numbers, self.ahead, self.days = numbers[sort], ahead[sort], days[sort]
        self.starts = np.flatnonzero(np.diff(self.numbers, prepend=-1))
        """Where the links of each task begin that has any."""
        self.held = self.numbers[self.starts]
        """Those tasks."""
        cuts = np.searchsorted(self.numbers, np.concatenate([[0], ends])).tolist()
        groups = np.searchsorted(self.held, np.concatenate([[0], ends])).tolist()
        self.steps = [
            (self.held[g:h], self.ahead[a:b], self.days[a:b], self.starts[g:h] - a) if h > g else None
            for a, b, g, h in zip(cuts, cuts[1:], groups, groups[1:], strict=False)
        ]
        """Of each rank: its tasks that have links, the links' other ends and days, and where each task's links begin."""

    def of(self, n: int) -> list[tuple[int, float]]:
        """The other ends and days of one task's links, in the order in which they were given."""
        first, end = np.searchsorted(self.numbers, [n, n + 1]).tolist()
        return list(zip(self.ahead[first:end].tolist(), self.days[first:end].tolist(), strict=True))


def _ranks(count: int, before: Sequence[int], after: Sequence[int]) -> list[int]:
    """One more than the highest rank that each waits for; -1 of those on a ring, and behind one."""
    follows: list[list[int]] = [[] for _ in range(count)]
    waiting, rank = [0] * count, [0] * count
    for a, b in zip(before, after, strict=True):
        follows[a].append(b)
        waiting[b] += 1
    ready = [n for n in range(count) if not waiting[n]]
    for n in ready:  # grows on the way
        above = rank[n] + 1
        for m in follows[n]:
            rank[m] = max(rank[m], above)
            waiting[m] -= 1
            if not waiting[m]:
                ready.append(m)
    return [-1 if waiting[n] else rank[n] for n in range(count)]
