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

    @property
    def first(self) -> date | None:
        """First day of the first part."""
        return self.windows[0][0] if self.windows else None

    @property
    def last(self) -> date | None:
        """Last day of the last part."""
        return self.windows[-1][1] if self.windows else None
