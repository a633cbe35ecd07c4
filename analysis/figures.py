"""Figures that may have no answer: a number, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What a figure lacks; each has its sentence `why.<value>` in the catalogues."""

    NO_ROWS = "no-rows"
    ALL_FINISHED = "all-finished"
    NO_LINKS = "no-links"
    NO_DURATIONS = "no-durations"
    LOOP = "loop"
    NO_CONSTRAINTS = "no-constraints"
    NO_TASKS = "no-tasks"
    NO_RECORD = "no-record"
    NO_BASELINE = "no-baseline"
    NONE_DUE = "none-due"
    NO_LIMIT = "no-limit"
    NOT_BEGUN = "not-begun"
    NOTHING_EARNED = "nothing-earned"
    NOTHING_LEFT = "nothing-left"


@dataclass(frozen=True)
class NotComputable:
    """Why a figure cannot be computed: what is lacking, and how many of the rows have it."""

    why: Why
    count: int
    """Rows that have what is needed."""
    of: int
    """Rows that would have to have it."""


Figure = float | NotComputable
"""A figure of docs/methods/: never NaN, and never 0 for what is not known."""
