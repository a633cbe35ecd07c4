"""Named scenarios: changes that somebody tried and wants to find again, beside the forecast and never part of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import access
from analysis import Change
from schedule.errors import ScenarioIncomplete
from services.states import state
from services.tracker import Tracker
from store import NewScenario, Scenario, Signature

MOST_CHANGES, LONGEST_NAME = 20, 120


def plain(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as plain values, one thing each: {"row": "L-PASS", "finish": "2024-10-21"}."""
    told = []
    for change in changes:
        values = {
            "finish": change.finish and change.finish.isoformat(),
            "duration": change.duration_days,
            "days": change.added_days or None,
            "without": change.without or None,
        }
        told += [{"row": change.row_id, kind: value} for kind, value in values.items() if value is not None]
    return told


def changes_of(told: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The changes that plain values tell; what `plain` made comes back as it was.

    Raises:
        ScenarioIncomplete: They are no changes, or more than `MOST_CHANGES`.
    """
    if len(told) > MOST_CHANGES:
        raise ScenarioIncomplete(reason="too-many-changes")
    try:
        return [_change(one) for one in told]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ScenarioIncomplete(reason="unreadable-changes") from error


def changes_in(text: str) -> list[Change]:
    """The changes in an address, as `json.dumps(plain(…))` wrote them; "" holds none. The failure of `changes_of`."""
    try:
        told = json.loads(text) if text else []
    except ValueError as error:
        raise ScenarioIncomplete(reason="unreadable-changes") from error
    if not isinstance(told, list):
        raise ScenarioIncomplete(reason="unreadable-changes")
    return changes_of(told)


def _change(told: Mapping[str, Any]) -> Change:
    row_id, (kind,) = str(told["row"]), set(told) - {"row"}
    match kind:
        case "finish":
            return Change(row_id, finish=date.fromisoformat(told[kind]))
        case "duration" if 0 <= (days := float(told[kind])) <= 36500:
            return Change(row_id, duration_days=days)
        case "days" if abs(days := float(told[kind])) <= 3650:
            return Change(row_id, added_days=days)
        case "without":
            return Change(row_id, without=str(told[kind]))
    raise ValueError(kind)


def scenarios(tracker: Tracker, programme_id: str) -> list[Scenario]:
    """A programme's scenarios, newest first, without those taken back."""
    return [one for one in tracker.store.scenarios(programme_id) if not one.is_withdrawn]


def save(
    tracker: Tracker,
    programme_id: str,
    as_of: date,
    name: str,
    changes: Sequence[Change],
    *,
    actor: access.Actor,
    now: datetime,
) -> Scenario:
    """Keep changes under a name.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        ScenarioIncomplete: There is no name, no change, or nothing to change yet.
    """
    access.require(actor, access.PUBLISH)
    revision = state(tracker, programme_id, as_of).revision
    if not name.strip():
        raise ScenarioIncomplete(reason="no-scenario-name")
    if not changes or revision is None:
        raise ScenarioIncomplete(reason="no-change")
    told = tuple(plain(changes))
    changes_of(told)
    new = NewScenario(programme_id, revision.id, name.strip()[:LONGEST_NAME], told)
    return tracker.store.save_scenario(new, _signed(actor, now))


def withdraw(tracker: Tracker, number: int, *, actor: access.Actor, now: datetime) -> Scenario:
    """Take a scenario back; it stays on record.

    Raises:
        AccessDenied: The actor may not publish.
        ScenarioNotFound: None has that number.
    """
    access.require(actor, access.PUBLISH)
    return tracker.store.withdraw_scenario(number, _signed(actor, now))


def _signed(actor: access.Actor, now: datetime) -> Signature:
    return Signature(actor.name, now, actor.is_claimed, actor.origin)
