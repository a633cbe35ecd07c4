"""Why a date is what it is: the tasks whose links set when the next one begins, from a target back to the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.tasks import FINE, Task, Tie
from schedule import Link

Why = Literal["link", "actual", "status", "own", "start"]
"""What sets a task's start: a link; what has happened; the status date; the row's own dates; the network's start."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One task of the chain that sets a target's date."""

    row_id: str
    why: Why
    link: Link | None = None
    """By which it follows the step before it."""


class Bound:
    """Tasks with their early positions, and which of their links keep them from beginning earlier."""

    def __init__(self, tasks: Mapping[int, Task], links: Sequence[Tie], status_date: date | None = None) -> None:
        """Know the tasks by their places."""
        self._tasks, self._status_date = tasks, status_date
        self._places = {task.row_id: n for n, task in tasks.items()}
        self._into: dict[int, list[Tie]] = {}
        for tie in links:
            self._into.setdefault(tie.after, []).append(tie)

    def driving(self, targets: Sequence[int]) -> set[int]:
        """The targets, and what binds them: tasks whose links set where the task after begins, back to the first."""
        found: set[int] = set()
        waiting = list(targets)
        while waiting:
            n = waiting.pop()
            if n not in found:
                found.add(n)
                waiting += [tie.before for tie in self._binding(n)]
        return found

    def path(self, row_id: str) -> tuple[PathStep, ...]:
        """One chain that sets a task's date, the first task first; of several links that bind alike, the first written.

        Empty where no such task was reckoned: it is a summary, or stands on a ring.
        """
        steps: list[PathStep] = []
        n = self._places.get(row_id)
        while n is not None:
            tie = next(iter(self._binding(n)), None)
            name = self._tasks[n].row_id
            steps.append(PathStep(name, "link", tie.link) if tie else PathStep(name, self._own_reason(n)))
            n = tie.before if tie else None
        return tuple(reversed(steps))

    def _binding(self, n: int) -> list[Tie]:
        """The links that hold a task; none where it is no longer held by any."""
        task, tasks = self._tasks[n], self._tasks
        if task.is_free:
            return []
        into = self._into.get(n, ())
        return [tie for tie in into if tie.begin(tasks[tie.before], task) > task.ready - FINE]

    def _own_reason(self, n: int) -> Why:
        task, today = self._tasks[n], self._status_date
        if task.is_free:
            return "actual" if task.finished or today is None else "status"
        if today is not None and abs(task.ready - task.timeline.position(today)) < FINE:
            return "status"
        return "start" if task.ready < FINE else "own"
