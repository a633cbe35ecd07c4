"""What holds the dates of a row beside its links: constraints and deadlines. Rules: docs/methods/network.md."""

from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any

from schedule import Timeline

DAYS = ("constraint_date", "deadline")
COLUMNS = ("constraint_type", *DAYS)
_FLOORS_START, _FLOORS_FINISH = ("snet", "mso"), ("fnet", "mfo")
_LIMITS_START, _LIMITS_FINISH = ("snlt", "mso"), ("fnlt", "mfo")


def floor(row: Mapping[str, Any], duration: float, timeline: Timeline) -> tuple[float, bool]:
    """Before which position the row may not start, by its constraint; and whether it stands there at the end of a day."""
    day = row["constraint_date"]
    if day and row["constraint_type"] in _FLOORS_START:
        return timeline.position(day), False
    if day and row["constraint_type"] in _FLOORS_FINISH:
        return timeline.evening(day) - duration, not duration
    return -inf, False


def limit(row: Mapping[str, Any], duration: float, timeline: Timeline, *, is_started: bool) -> float:
    """By which position the row has to be finished, by its constraint and its deadline.

    A point that has to start on a day has all of that day.
    """
    limits = [inf]
    if day := row["deadline"]:
        limits.append(timeline.evening(day))
    if day := row["constraint_date"]:
        if row["constraint_type"] in _LIMITS_FINISH:
            limits.append(timeline.evening(day))
        elif row["constraint_type"] in _LIMITS_START and not is_started:
            limits.append(timeline.position(day) + duration if duration else timeline.evening(day))
    return min(limits)


def of_group(row: Mapping[str, Any], timeline: Timeline) -> tuple[float, float]:
    """Before which position no task of a group may start, and by which all have to be finished, by what holds the group."""
    held, _ = floor(row, 0.0, timeline) if row["constraint_type"] in _FLOORS_START else (-inf, False)
    return held, limit(row, 0.0, timeline, is_started=True)


def is_broken(row: Mapping[str, Any], started: date | None, finished: date | None) -> bool:
    """Whether what happened is not what the constraint allows."""
    day, kind = row["constraint_date"], row["constraint_type"]
    if day is None:
        return False
    actual, floors, limits = (
        (started, _FLOORS_START, _LIMITS_START)
        if kind in (*_FLOORS_START, *_LIMITS_START)
        else (finished, _FLOORS_FINISH, _LIMITS_FINISH)
    )
    return actual is not None and ((kind in floors and actual < day) or (kind in limits and actual > day))
