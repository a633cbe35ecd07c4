"""What one row of a table waits for: links between tasks, in the words of the `predecessors` column."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_LINK = re.compile(r"(?P<before>.+?)(?: (?P<kind>FS|SS|FF|SF)(?:(?P<lag>[+-]\d+(?:\.\d+)?)(?P<unit>[a-z%]+))?)?")


@dataclass(frozen=True, slots=True)
class Link:
    """A task waits for another one: "L-PASS SS+5d" is a start five working days after the start of L-PASS."""

    before: str
    """Row id of the task waited for; of another programme as `programme:id`."""
    kind: str = "FS"
    """From start or finish of the task before, to start or finish of the task after: FS, SS, FF or SF."""
    lag: float = 0.0
    """How long after; negative is a lead."""
    unit: str = "d"
    """`h`, `d`, `w`, `mo` of the calendar's working time; `ed`, `ew` … elapsed, on every day; `%` of the duration before."""

    @property
    def is_from_finish(self) -> bool:
        """Whether it leaves from the finish of the task before."""
        return self.kind[0] == "F"

    @property
    def is_to_start(self) -> bool:
        """Whether it holds the start of the task after."""
        return self.kind[1] == "S"

    @property
    def is_elapsed(self) -> bool:
        """Whether its lag runs on every day, worked or not."""
        return self.unit.startswith("e")


def links_of(predecessors: str) -> list[Link]:
    """The links that a `predecessors` text of a `ROWS` frame names.

    Example:
        >>> links_of("A;B SS-2ed")
        [Link(before='A', kind='FS', lag=0.0, unit='d'), Link(before='B', kind='SS', lag=-2.0, unit='ed')]
    """
    return [link for said in predecessors.split(";") if (link := _link(said))]


def _link(said: str) -> Link | None:
    if " " not in said:
        return Link(said) if said else None
    m = _LINK.fullmatch(said)
    return Link(m["before"], m["kind"] or "FS", float(m["lag"] or 0), m["unit"] or "d") if m else None


def renamed(predecessors: str, name: Callable[[str], str]) -> str:
    """A `predecessors` text with other row ids, its kinds and lags as they were.

    Example:
        >>> renamed("A;B SS-2ed", lambda row_id: f"law:{row_id}")
        'law:A;law:B SS-2ed'
    """
    links = [(said, link.before) for said in predecessors.split(";") if (link := _link(said))]
    return ";".join(name(before) + said.removeprefix(before) for said, before in links)


def predecessor_ids(predecessors: str) -> list[str]:
    """The row ids that a `predecessors` text names, without the links' kinds and lags."""
    return [link.before for link in links_of(predecessors)]
