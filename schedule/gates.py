"""Windows in which an approval can happen: a session of the National Assembly, of the People's Council."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Gate:
    """One session of one body, in one or two parts."""

    id: str
    body: str
    """The body's Vietnamese name."""
    session: str
    """The session's Vietnamese name: "Kỳ họp thứ 7"."""
    short: str
    """What stands over its column on a chart: "KH 7"."""
    windows: tuple[tuple[date, date], ...]
    """First and last day of each part; empty where the days are not known."""
    source_url: str = ""
    note: str = ""
    basis: str = "held"
    """What its days rest on: `held`, `announced` beforehand, or the `rule` that regular sessions open by."""

    @property
    def body_id(self) -> str:
        """The body's short name: `na`, `nasc`, `hdnd`, `gov`, `politburo`, `conf`."""
        return self.id.partition("-")[0]

    @property
    def first(self) -> date | None:
        """First day of the first part."""
        return self.windows[0][0] if self.windows else None

    @property
    def last(self) -> date | None:
        """Last day of the last part."""
        return self.windows[-1][1] if self.windows else None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that decides in sessions, and how far apart they can be."""

    id: str
    name_vi: str
    name_en: str
    longest_break: int
    """Calendar days between two sessions at the most: where the record shows more, sessions are missing from it. 0: no rule."""
    rule_vi: str
    legal_source: str
    source_url: str
    confidence: str


@dataclass(frozen=True, slots=True)
class GateTie:
    """What a milestone waits for: the body that has to decide, and what is put before it."""

    body_id: str
    subject: str = ""
    """`bill`, `bill-second`, `project`, `report`, `resolution`: by it the law sets what must be sent when."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """A period that the law sets: so many days before a gate opens, or after something has happened."""

    id: str
    body_id: str
    """The gate's body; "" where the period hangs on no gate."""
    subject: str
    """What has to be put before the body for the rule to hold; "" is anything."""
    step_vi: str
    step_en: str
    days: int
    is_working: bool
    """Whether the law counts working days, not every day."""
    side: str
    """`before` the gate opens, or `after` the anchor."""
    anchor_vi: str
    legal_source: str
    valid_from: date | None
    valid_to: date | None
    source_url: str
    confidence: str
    """high, medium, low; low is not verified."""
    note: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
