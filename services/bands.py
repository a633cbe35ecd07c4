"""How near to critical a programme's unfinished work is: what has no room left, and what has little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

import analysis
from loaders.reference import Programme
from schedule import Words, WorkCalendar
from services.across import Across, is_undated

MARKS = {True: "*", False: "~"}
"""Before critical, and before near-critical work."""


@dataclass(frozen=True)
class BandLine:
    """One critical or near-critical row; texts are ready to be shown."""

    row_id: str
    name: str
    owner: str
    is_critical: bool
    band: str
    finish: str
    latest: str
    """The last day on which it may finish: what its float counts to."""
    room: str
    cell: str


@dataclass(frozen=True)
class BandsView:
    """A programme's critical and near-critical work."""

    counts: str
    """How many rows lie in each band, and how many have more room."""
    rests_on: str
    """The calendar that the days are counted by, and how many rows wait for others."""
    rows: tuple[BandLine, ...]
    """The least room first."""


def bands_view(made: Across, programme: Programme, calendar: WorkCalendar, words: Words) -> BandsView:
    """The bands of one programme's unfinished rows, summaries left out, in the network `made`.

    Args:
        made: The network over the programme and all that it waits for.
        programme: Whose rows, by whose bands.
        calendar: Its working calendar.
        words: The reader's language.
    """
    if made.rows.empty:
        return BandsView("", "", ())
    given = made.rows.set_index("row_id")
    tasks, groundless = _tasks(made, programme, given)
    near = tasks[tasks["band"].notna()].sort_values(["total_float", "early_finish"], kind="stable")
    said = [counts(tasks["band"], programme.float_bands, words)]
    if groundless:
        said.append(words("network.bands.groundless", count=groundless))
    linked = int((given.loc[tasks["row_id"], "predecessors"] != "").sum())
    rests = words("network.bands.rest", calendar=calendar_name(calendar, words), linked=linked, count=len(tasks))
    return BandsView(
        " ".join(filter(None, said)),
        rests if len(tasks) else "",
        tuple(_line(made, row, given.at[row["row_id"], "owner"], words) for row in near.to_dict("records")),
    )


def _tasks(made: Across, programme: Programme, given: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The programme's unfinished tasks with their bands, and how many more there are whose dates rest on nothing."""
    frame = made.network.tasks
    own = frame["row_id"].str.startswith(f"{programme.id}:") & (frame["kind"] != "summary")
    open_, undated = frame[own & frame["total_float"].notna()], is_undated(given)
    has_ground = [
        not undated[i] or not undated[[step.row_id for step in made.network.path_to(i)]].all() for i in open_["row_id"]
    ]
    tasks = _from_readiness(made, open_[np.array(has_ground, bool)])
    return tasks.assign(band=analysis.float_bands(tasks, programme.float_bands)), len(open_) - len(tasks)


def _from_readiness(made: Across, tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks, the room of those that wait for a session counted from when they are ready for it, as the gates' margin is."""
    timelines = dict(zip(made.rows["row_id"], made.timelines, strict=True))
    tasks = tasks.copy()
    for n, row_id, late in zip(tasks.index, tasks["row_id"], tasks["late_finish"], strict=True):
        if (ready := made.network.ready.get(row_id)) and not pd.isna(late):
            own = timelines[row_id]
            tasks.at[n, "total_float"] = own.evening(late.date()) - own.evening(ready)
    return tasks


def _line(made: Across, row: Mapping[Any, Any], owner: str, words: Words) -> BandLine:
    return BandLine(
        row_id=row["row_id"].partition(":")[2],
        name=row["name"],
        owner=owner,
        is_critical=row["band"] == 0,
        band=band_name(row["band"], words),
        finish=_finish(row["early_finish"], made.network.ready.get(row["row_id"]), words),
        latest=_day(row["late_finish"], words),
        room=_room(row["total_float"], words),
        cell=made.origin(row["row_id"]).cell("predecessors", "name"),
    )


def counts(bands: "pd.Series[float]", edges: Sequence[float], words: Words) -> str:
    """How many tasks lie in each band: "Găng: 2. Gần găng: 1 (còn đến 5 ngày), …"; "" where none has a float."""
    if bands.empty:
        return ""
    found = bands.value_counts()
    near = [words("network.bands.near", rows=int(found.get(n, 0)), **days(n, words)) for n in edges]
    told = {"critical": int(found.get(0.0, 0)), "near": ", ".join(near), "more": int(bands.isna().sum())}
    return words("network.bands.counts", **told)


def band_name(edge: float, words: Words) -> str:
    """The name of a band by the most float in it."""
    return words("network.band.near", **days(edge, words)) if edge else words("network.band.critical")


def days(number: float, words: Words) -> dict[str, Any]:
    """A number of days for a sentence: `days` as it is written, `count` for its plural."""
    return {"days": words.number(number, 1), "count": 1 if number == 1 else 2}


def _finish(day: pd.Timestamp, ready: date | None, words: Words) -> str:
    """The earliest finish and, of what waits for a session, the day from which its room counts."""
    told = _day(day, words)
    return words("network.ready", day=told, ready=ready) if ready else told


def _day(day: pd.Timestamp, words: Words) -> str:
    return words("missing") if pd.isna(day) else words.day(day)


def _room(room: float, words: Words) -> str:
    return words("network.room.behind" if room < 0 else "network.room", **days(abs(room), words))


def calendar_name(calendar: WorkCalendar, words: Words) -> str:
    """Which days are worked, in words."""
    return words(f"calendar.{'holidays' if calendar.holidays else 'plain'}.{calendar.week}")
