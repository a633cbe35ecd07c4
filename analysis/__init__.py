"""The measures: pure functions on frames. Each formula has its page in docs/methods/."""

from analysis.changes import CHANGES, KINDS, changes, worst_first
from analysis.clarity import CLARITY, QUESTIONS, ClarityRules, Weak, clarity, clarity_shares
from analysis.drift import LEAST_PROMISES, drifts, promise_record
from analysis.finding import Hit, Index, folded
from analysis.judgement import Edges, assess
from analysis.links import first_day
from analysis.matching import MATCHES, MatchDecision, row_key, row_matches
from analysis.network import Network, network
from analysis.promises import decisions, promise_trend, redatings
from analysis.summary import Completion, Coverage, completion, coverage, freshness_days, programme_status

__all__ = [
    "CHANGES",
    "CLARITY",
    "KINDS",
    "LEAST_PROMISES",
    "MATCHES",
    "QUESTIONS",
    "ClarityRules",
    "Completion",
    "Coverage",
    "Edges",
    "Hit",
    "Index",
    "MatchDecision",
    "Network",
    "Weak",
    "assess",
    "changes",
    "clarity",
    "clarity_shares",
    "completion",
    "coverage",
    "decisions",
    "drifts",
    "first_day",
    "folded",
    "freshness_days",
    "network",
    "programme_status",
    "promise_record",
    "promise_trend",
    "redatings",
    "row_key",
    "row_matches",
    "worst_first",
]
