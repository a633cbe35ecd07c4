"""How rows read once their watchers are heard: done only where the unit's own word and the watcher's both stand."""

from dataclasses import replace

from schedule import Words
from services.programme import ProgrammeView, TableRow
from services.requests import confirmations
from services.tracker import Tracker
from services.units import standing


def confirmed(tracker: Tracker, page: ProgrammeView, words: Words, row_id: str = "") -> tuple[TableRow, ...]:
    """The rows of a programme's table as they read now, or one of them."""
    schedule, programme = page.state.schedule, page.state.programme.id
    rows = tuple(row for row in page.table if row_id in ("", row.row_id))
    if schedule is None or not schedule.rows["watcher"].any():
        return rows
    watchers = dict(zip(schedule.rows["row_id"], schedule.rows["watcher"], strict=True))
    stand = {key[1] for key, said in confirmations(tracker, programme).items() if said.is_confirmed}
    told = []
    for row in rows:
        status, word = standing(row.status, watchers.get(row.row_id, ""), row.row_id in stand, words)
        told.append(replace(row, status=status, status_word=word) if status != row.status else row)
    return tuple(told)
