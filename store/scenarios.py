"""Named scenarios: kept for ever; one that is taken back is marked, not deleted."""

import json
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from schedule.errors import ScenarioNotFound
from store import audit
from store import tables as t
from store.records import NewScenario, Scenario, Signature


def save(connection: Connection, new: NewScenario, signature: Signature) -> Scenario:
    """Keep one, and say so in the audit."""
    number = (connection.scalar(select(func.max(t.scenarios.c.number))) or 0) + 1
    facts = {"revision_id": new.revision_id, "name": new.name, "changes": [dict(change) for change in new.changes]}
    values = {**facts, "changes": json.dumps(facts["changes"], ensure_ascii=False, sort_keys=True)}
    connection.execute(insert(t.scenarios), {"number": number, "programme": new.programme, **values, **_by(signature)})
    audit.record(connection, signature, "scenario-saved", f"{new.programme}:{number}", after=facts)
    return one(connection, number)


def withdraw(connection: Connection, number: int, signature: Signature) -> Scenario:
    """Mark one as taken back; one that is already stays as it is.

    Raises:
        ScenarioNotFound: None has that number.
    """
    before = one(connection, number)
    if not before.is_withdrawn:
        connection.execute(insert(t.scenario_withdrawals), {"scenario": number, **_by(signature)})
        audit.record(connection, signature, "scenario-withdrawn", f"{before.programme}:{number}")
    return one(connection, number)


def one(connection: Connection, number: int) -> Scenario:
    """One scenario, taken back or not.

    Raises:
        ScenarioNotFound: None has that number.
    """
    row = connection.execute(_all().where(t.scenarios.c.number == number)).one_or_none()
    if row is None:
        raise ScenarioNotFound(scenario=number)
    return _scenario(row)


def scenarios(connection: Connection, programme: str) -> list[Scenario]:
    """A programme's, newest first, those taken back too."""
    query = _all().where(t.scenarios.c.programme == programme).order_by(t.scenarios.c.number.desc())
    return [_scenario(row) for row in connection.execute(query)]


def _all() -> Select[Any]:
    ends = t.scenario_withdrawals
    joined = t.scenarios.outerjoin(ends, ends.c.scenario == t.scenarios.c.number)
    return select(t.scenarios, ends.c.scenario.is_not(None).label("is_withdrawn")).select_from(joined)


def _by(signature: Signature) -> dict[str, Any]:
    return {"actor": signature.actor, "is_claimed": signature.is_claimed, "at": signature.at.astimezone(UTC)}


def _scenario(row: Row[Any]) -> Scenario:
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    changes = tuple(json.loads(row.changes))
    return Scenario(**{**row._mapping, "at": at, "changes": changes, "is_withdrawn": bool(row.is_withdrawn)})
