"""The measures: pure functions on frames. Each formula has its page in docs/methods/."""

from analysis.judgement import Edges, assess
from analysis.promises import decisions, promise_trend, redatings
from analysis.summary import Completion, Coverage, completion, coverage, freshness_days, programme_status

__all__ = [
    "Completion",
    "Coverage",
    "Edges",
    "assess",
    "completion",
    "coverage",
    "decisions",
    "freshness_days",
    "programme_status",
    "promise_trend",
    "redatings",
]
