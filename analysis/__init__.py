"""The measures: pure functions on frames. Each formula has its page in docs/methods/."""

from analysis.changes import CHANGES, KINDS, changes, worst_first
from analysis.drift import LEAST_PROMISES, drifts, promise_record
from analysis.driving import PathStep
from analysis.gates import (
    GateAim,
    Step,
    Window,
    aimed_at,
    gate_aims,
    gate_margin,
    gate_miss_cost,
    gate_ties,
    next_window,
    snapped,
    steps,
    whole,
    windows,
)
from analysis.judgement import Edges, assess
from analysis.links import first_day
from analysis.matching import MATCHES, MatchDecision, row_key, row_matches
from analysis.network import Network, network
from analysis.promises import decisions, promise_trend, redatings
from analysis.summary import Completion, Coverage, completion, coverage, freshness_days, programme_status

__all__ = [
    "CHANGES",
    "KINDS",
    "LEAST_PROMISES",
    "MATCHES",
    "Completion",
    "Coverage",
    "Edges",
    "GateAim",
    "MatchDecision",
    "Network",
    "PathStep",
    "Step",
    "Window",
    "aimed_at",
    "assess",
    "changes",
    "completion",
    "coverage",
    "decisions",
    "drifts",
    "first_day",
    "freshness_days",
    "gate_aims",
    "gate_margin",
    "gate_miss_cost",
    "gate_ties",
    "network",
    "next_window",
    "programme_status",
    "promise_record",
    "promise_trend",
    "redatings",
    "row_key",
    "row_matches",
    "snapped",
    "steps",
    "whole",
    "windows",
    "worst_first",
]
