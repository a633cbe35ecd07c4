"""What the watchers of rows said, as far as it was known while a revision stood."""

from collections.abc import Mapping
from datetime import date, datetime

from analysis import Heard
from schedule import HANOI
from store import CONFIRMED, RETURNED, RowEvent, Store


def watchers_said(store: Store) -> Mapping[str, tuple[RowEvent, ...]]:
    """Programme -> what the watchers of its rows said, in its order; programmes of which nobody spoke are left out."""
    said: dict[str, tuple[RowEvent, ...]] = {}
    for one in store.row_events(kinds=(CONFIRMED, RETURNED)):
        said[one.programme] = (*said.get(one.programme, ()), one)
    return said


def heard(store: Store, said: tuple[RowEvent, ...], status_date: date) -> dict[str, Heard]:
    """Row id -> what its watcher said last while a revision stood: until the programme's next status date.

    Args:
        store: Where the programme's status dates are.
        said: What the watchers of one programme's rows said, in its order.
        status_date: The day that the revision speaks for.
    """
    if not said:
        return {}
    until = min((day for day in store.status_dates(said[0].programme) if day > status_date), default=date.max)
    known = ((one, day_of(one.at)) for one in said)
    return {one.row_id: Heard(one.kind == CONFIRMED, day) for one, day in known if day < until}


def day_of(moment: datetime) -> date:
    """The day of a moment in Hà Nội."""
    return moment.astimezone(HANOI).date()
