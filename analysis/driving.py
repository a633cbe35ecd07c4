"""Why a date is what it is: the tasks whose links set when the next one begins, from a target back to the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.links import FINE, Task, Tie
from schedule import Link, Timeline

Why = Literal["link", "actual", "status", "own", "start"]
"""What sets a task's start: a link; what has happened; the status date; the row's own dates; the network's start."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One task of the chain that sets a target's date."""

    row_id: str
    why: Why
    link: Link | None = None
    """By which it follows the step before it."""


def driving(targets: Sequence[int], tasks: Mapping[int, Task], links: Sequence[Tie], timeline: Timeline) -> set[int]:
    """The targets, and what binds them: tasks whose links set where the task after begins, back to the first."""
    into = _into(links)
    found: set[int] = set()
    waiting = list(targets)
    while waiting:
        n = waiting.pop()
        if n not in found:
            found.add(n)
            waiting += [tie.before for tie in _binding(tasks[n], into.get(n, ()), tasks, timeline)]
    return found


def path(
    target: int, tasks: Mapping[int, Task], links: Sequence[Tie], timeline: Timeline, now: float | None
) -> tuple[PathStep, ...]:
    """One chain that sets the target's date, the first task first; of several links that bind alike, the first written.

    Args:
        target: Place of the task in question.
        tasks: All tasks by their places, with their early positions.
        links: The links between them.
        timeline: The working calendar.
        now: Position of the status date; None where there is none.
    """
    into = _into(links)
    steps: list[PathStep] = []
    n: int | None = target
    while n is not None:
        task = tasks[n]
        tie = next(iter(_binding(task, into.get(n, ()), tasks, timeline)), None)
        steps.append(PathStep(task.row_id, "link", tie.link) if tie else PathStep(task.row_id, _own_reason(task, now)))
        n = tie.before if tie else None
    return tuple(reversed(steps))


def _own_reason(task: Task, now: float | None) -> Why:
    if task.is_free:
        return "actual"
    if now is not None and abs(task.ready - now) < FINE:
        return "status"
    return "start" if task.ready < FINE else "own"


def _binding(task: Task, into: Sequence[Tie], tasks: Mapping[int, Task], timeline: Timeline) -> list[Tie]:
    """The links that keep the task from beginning earlier; none where it is no longer held by any."""
    if task.is_free:
        return []
    return [tie for tie in into if tie.begin(tasks[tie.before], task, timeline) > task.ready - FINE]


def _into(links: Sequence[Tie]) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = {}
    for tie in links:
        found.setdefault(tie.after, []).append(tie)
    return found
