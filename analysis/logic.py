"""What the links of a table cover, and what its network says of the work that is left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.figures import Figure, NotComputable, Why
from analysis.links import durations, members
from analysis.network import Network, network
from analysis.progress import critical_path_length_index, float_consumption_index
from schedule import FINISHED, Link, Timeline, links_of

COVERED = 0.95
"""Share of unfinished rows that links, and of unfinished tasks that durations, have to cover before a network is believed."""
_ENDS = ("baseline", "forecast")


@dataclass(frozen=True)
class Tied:
    """One link and the row that waits by it."""

    row: int
    """Place of the waiting row in `Logic.work`."""
    link: Link


@dataclass(frozen=True, eq=False)
class Logic:
    """The tasks and milestones of one table with their links, and the network that they make at the status date."""

    rows: pd.DataFrame
    assessed: pd.DataFrame
    timeline: Timeline
    status_date: date
    units: Sequence[str] = ()
    """Unit of `duration_days`, one a row of `rows`."""
    deadlines: Collection[str] = ()
    """The finish fields of `rows` that are limits."""
    has_constraints: bool = True
    """Whether the table has a column that says what holds its dates; without one nothing is known of constraints."""
    followed: Collection[str] = ()
    """Row ids that rows of other programmes wait for."""

    @cached_property
    def network(self) -> Network:
        """The dates by the links."""
        return self._reckoned()

    @cached_property
    def work(self) -> pd.DataFrame:
        """The tasks and milestones in the order of `assessed`, with their durations, links both ways and floats.

        What is at 100 % is no longer open, though nobody has written when it finished.
        """
        before, after = self._linked()
        dates = self.network.tasks[["es", "ef", "total_float"]]
        days = durations(self.rows, self.timeline, self.units)
        made = self.rows.reset_index(drop=True).assign(days=days, has_before=before, has_after=after, **dates)
        made = made[made["kind"] != "summary"].reset_index(drop=True)
        is_done = self.assessed["status"].isin(FINISHED) | made["percent_complete"].eq(100)
        return made.assign(is_open=~is_done)

    @property
    def open(self) -> pd.DataFrame:
        """What of `work` is unfinished."""
        return self.work[self.work["is_open"]]

    @cached_property
    def links(self) -> list[Tied]:
        """The links by which unfinished rows wait."""
        return [Tied(n, link) for n, text in self.open["predecessors"].items() for link in links_of(text)]

    @cached_property
    def no_links(self) -> NotComputable | None:
        """Why nothing can be said of the links; None where something can."""
        work = self.open
        if work.empty:
            return NotComputable(Why.ALL_FINISHED if len(self.work) else Why.NO_ROWS, len(self.work), len(self.work))
        waiting = int(work["has_before"].sum())
        return None if waiting else NotComputable(Why.NO_LINKS, 0, len(work))

    @cached_property
    def no_network(self) -> NotComputable | None:
        """Why floats and the critical path would mean nothing; None where they can be believed.

        Links have to tie 95 % of the unfinished rows, durations be known (`no_durations`), and no row be in a ring of rows that
        wait for one another.
        """
        if self.no_links:
            return self.no_links
        work = self.open
        tied = work["has_before"] | work["has_after"]
        if tied.mean() < COVERED:
            return NotComputable(Why.NO_LINKS, int(work["has_before"].sum()), len(work))
        if unknown := self.no_durations:
            return unknown
        turning = int(work["ef"].isna().sum())
        return NotComputable(Why.LOOP, turning, len(work)) if turning else None

    @property
    def no_durations(self) -> NotComputable | None:
        """Why nothing can be said of durations; None where something can.

        They have to be known of 95 % of the unfinished tasks, and more than half of the unfinished rows have to take time: in a
        table of finishes alone, how long the work takes is unknown, and not nothing.
        """
        work = self.open
        known, tasks = work["days"].gt(0), work["kind"].eq("task")
        if known.mean() > 0.5 and work.loc[tasks, "days"].notna().sum() >= COVERED * tasks.sum():
            return None
        return NotComputable(Why.NO_DURATIONS, int(known.sum()), len(work))

    @cached_property
    def last(self) -> Any:
        """The unfinished row that finishes last by the network."""
        return self.open.loc[self.open["ef"].idxmax()]

    @cached_property
    def total_float(self) -> Figure:
        """Working days from the network's finish to the day that the last row has to be finished by; − is behind.

        That day is the row's deadline where it has one, else its baseline finish: against the network's own finish nothing
        would ever be behind.
        """
        if self.no_network:
            return self.no_network
        last = self.last
        limits = [b for b in _ENDS if f"{b}_finish" in self.deadlines or last[f"{b}_finish_side"] == "by"]
        days = [day for basis in (*limits, "baseline") if pd.notna(day := last[f"{basis}_finish_last"])]
        if not days:
            return NotComputable(Why.NO_LIMIT, 0, 1)
        return float(round(self.timeline.evening(days[0].date()) - last["ef"], 6))

    @cached_property
    def length(self) -> float:
        """Working days from the status date to the network's finish."""
        return float(round(self.last["ef"] - self.timeline.position(self.status_date), 6))

    @property
    def cpli(self) -> Figure:
        """Critical path length index."""
        room = self.total_float
        return room if isinstance(room, NotComputable) else critical_path_length_index(self.length, room)

    @property
    def tfci(self) -> Figure:
        """Total float consumption index."""
        room = self.total_float
        gone = self.timeline.position(self.status_date)
        return room if isinstance(room, NotComputable) else float_consumption_index(gone, room)

    @cached_property
    def critical(self) -> Any:
        """The unfinished row to lengthen in a critical path test: of those with the least room the one that starts first."""
        work = self.open.sort_values(["total_float", "es"], kind="stable")
        return work.iloc[0]

    def moved(self, days: float) -> float:
        """By how much the network's finish moves if the critical row takes `days` working days longer."""
        longer = self._reckoned({self.critical["row_id"]: days})
        return float(round(longer.tasks["ef"].max() - self.network.tasks["ef"].max(), 6))

    def _reckoned(self, longer: dict[str, float] | None = None) -> Network:
        return network(
            self.rows,
            self.timeline,
            status_date=self.status_date,
            units=self.units,
            deadlines=self.deadlines,
            longer=longer,
        )

    def _linked(self) -> tuple[np.ndarray, np.ndarray]:
        """Which rows wait for something, and which are waited for; what a summary has, its rows have."""
        ids = self.rows["row_id"].tolist()
        named = {link.before for text in self.rows["predecessors"] for link in links_of(text)} | set(self.followed)
        before, after = np.zeros(len(ids), dtype=bool), np.zeros(len(ids), dtype=bool)
        for n, below in enumerate(members(self.rows)):
            group = sorted({n, *below})
            before[group] |= bool(links_of(self.rows["predecessors"].iloc[n]))
            after[group] |= ids[n] in named
        return before, after
