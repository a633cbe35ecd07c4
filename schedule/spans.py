"""Dates as people write them: a span of days with a precision, never a silent guess."""

from dataclasses import dataclass
from datetime import date
from typing import Any

PRECISIONS = (
    "day", "week", "ten_days", "month", "quarter", "half", "year", "years", "session",
    "relative", "recurring", "none",
)  # fmt: skip
SIDES = ("on", "by", "after", "between")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that one date text names.

    `Quý II/2024` is `first=2024-04-01, last=2024-06-30, precision="quarter"`. "Xong trước ngày D" known only as done by D
    has `first=None`; "sau ngày D" has `last=None`; a relative or recurring text has neither and keeps its rule in `lag`.
    """

    first: date | None = None
    """First day that the words allow; None where the span is open below or the text is no date."""
    last: date | None = None
    """Last day that the words allow (the finish, by convention); None where open above or no date."""
    precision: str = "none"
    """How finely the source wrote it: one of `PRECISIONS`."""
    side: str = "on"
    """`on` the span, `by` its last day, `after` its first day, or all the days `between`."""
    text: str = ""
    """The source's own words."""
    lag: str | None = None
    """The rule of a relative or recurring text, in words ("60 calendar days after …"); else None."""
    ambiguous: bool = False
    """True where a careful reader could read it in another way."""

    @property
    def is_dated(self) -> bool:
        """Whether the text names at least one day."""
        return self.first is not None or self.last is not None

    def saying(self, text: str) -> "Span":
        """The same days in other words."""
        return Span(self.first, self.last, self.precision, self.side, text, self.lag, self.ambiguous)

    def as_dict(self) -> dict[str, Any]:
        """The span as plain JSON values, dates in ISO form."""
        return {
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "precision": self.precision,
            "side": self.side,
            "text": self.text,
            "lag": self.lag,
            "ambiguous": self.ambiguous,
        }
