"""Forward and backward pass: tasks and links laid out as flat lists, walked once in each direction.

Lists of numbers, not arrays: a network is as deep as its longest chain, and an array operation a level costs more than
the few links that a level has.
"""

from collections.abc import Mapping, Sequence
from math import inf

from analysis.gates import next_window
from analysis.links import FINE, Task, Tie, order
from schedule import Timeline


class Passes:
    """A network without rings, ready to be walked; results go to the tasks."""

    def __init__(self, tasks: Mapping[int, Task], links: Sequence[Tie], timeline: Timeline) -> None:
        """Lay out the links of `tasks`, which are given by their places; links to and from other places are not."""
        numbers = {place: n for n, place in enumerate(tasks)}
        self.tasks = list(tasks.values())
        self.timeline = timeline
        self.order = [numbers[place] for place in order(tasks, links)]
        """Numbers of the tasks, each after those it waits for; those of a ring, and those behind one, are left out."""
        self._waits: list[list[tuple[int, float]]] = [[] for _ in self.tasks]
        """Of each task: (twice the number of the one before, one more for its finish; days from there to its start)."""
        self._binds: list[list[tuple[int, float]]] = [[] for _ in self.tasks]
        """Of each task: (number of the one after; days from this finish to that finish)."""
        self._elapsed_into: dict[int, list[tuple[Tie, int]]] = {}
        self._elapsed_out_of: dict[int, list[tuple[Tie, int]]] = {}
        for tie in links:
            self._lay(tie, numbers[tie.before], numbers[tie.after])

    def _lay(self, tie: Tie, before: int, after: int) -> None:
        earlier, later = self.tasks[before], self.tasks[after]
        if later.is_free:
            return
        link = tie.link
        is_from_finish = link.kind[0] == "F"
        if link.unit[0] == "e":
            self._elapsed_into.setdefault(after, []).append((tie, before))
            self._elapsed_out_of.setdefault(before, []).append((tie, after))
            return
        wait = tie.lag if link.kind[1] == "S" else tie.lag - later.work
        self._waits[after].append((2 * before + is_from_finish, wait))
        if is_from_finish:
            self._binds[before].append((after, wait + later.work))
        elif not earlier.is_going:
            self._binds[before].append((after, wait + later.work - earlier.work))

    def forward(self) -> None:
        """Set early positions: as early as the links, the task's own floor and the sessions of its gate allow."""
        tasks, waits, elapsed = self.tasks, self._waits, self._elapsed_into
        at = [0.0] * (2 * len(tasks))
        for n in self.order:
            task = tasks[n]
            begin, binding = task.floor, -1
            for source, wait in waits[n]:
                earliest = at[source] + wait
                if earliest > begin + FINE:
                    begin, binding = earliest, source
            if elapsed and n in elapsed:
                begin, binding = self._after_elapsed(n, begin, binding)
            if binding >= 0 and task.work < FINE:
                task.is_evening = tasks[binding // 2].is_at_evening(is_finish=binding % 2 == 1)
            task.ready = begin
            task.ef = begin + task.work
            if task.windows and not task.is_free:
                begin = self._decided(task)
            task.begin = begin
            if not task.is_going:
                task.es = begin
            at[2 * n], at[2 * n + 1] = task.es, task.ef

    def _after_elapsed(self, n: int, begin: float, binding: int) -> tuple[float, int]:
        task = self.tasks[n]
        for tie, before in self._elapsed_into[n]:
            earliest = tie.earliest(self.tasks[before], self.timeline) - (0.0 if tie.link.is_to_start else task.work)
            if earliest > begin + FINE:
                begin, binding = earliest, 2 * before + tie.link.is_from_finish
        return begin, binding

    def _decided(self, task: Task) -> float:
        """Where a task of a gate begins: so that it finishes on the next day on which the body sits; as it is where none is known."""
        is_evening = task.is_at_evening(is_finish=True) or task.work >= FINE
        day = (self.timeline.finish_day if is_evening else self.timeline.start_day)(task.ef)
        window = next_window(day, task.windows) if day else None
        task.is_ready_at_evening = task.is_evening
        if day is None or window is None:
            return task.ready
        task.decided = max(day, window.first)
        if task.decided > day:
            task.ef = max(task.ef, self.timeline.evening(task.decided))
            task.is_evening = True
        if task.close == inf:
            task.close = self.timeline.evening(window.last)
        return task.ef - task.work

    def backward(self) -> None:
        """Set late finishes and free floats: no later than the network's end, the task's limits, and what follows allow."""
        tasks, binds, elapsed = self.tasks, self._binds, self._elapsed_out_of
        last = max((task.ef for task in tasks), default=0.0)
        for n in reversed(self.order):
            task = tasks[n]
            ef = task.ef
            end = last if task.close == inf else task.close
            late, room = min(end, task.limit), end - ef
            for after, days in binds[n]:
                follows = tasks[after]
                if follows.lf - days < late:
                    late = follows.lf - days
                if follows.ef - days - ef < room:
                    room = follows.ef - days - ef
            if elapsed and n in elapsed:
                late, room = self._before_elapsed(n, late, room)
            task.lf = late if task.close == inf else self._in_session(task, late)
            task.free_float = room if room > 0 else 0.0

    def _before_elapsed(self, n: int, late: float, room: float) -> tuple[float, float]:
        task = self.tasks[n]
        for tie, number in self._elapsed_out_of[n]:
            after, is_from_finish = self.tasks[number], tie.link.is_from_finish
            if task.is_going and not is_from_finish:
                continue
            work = after.work if tie.link.is_to_start else 0.0
            latest, early = (tie.latest(finish - work, self.timeline) for finish in (after.lf, after.ef))
            late = min(late, latest if is_from_finish else latest + task.work)
            room = min(room, max(early - (task.ef if is_from_finish else task.begin), 0.0))
        return late, room

    def _in_session(self, task: Task, late: float) -> float:
        """The latest end of a day, no later than `late`, on which the body sits."""
        ends = [(self.timeline.position(w.first), self.timeline.evening(w.last)) for w in task.windows]
        before = [min(late, end) for first, end in ends if first < late - FINE or end <= late + FINE]
        return max(before, default=late)
