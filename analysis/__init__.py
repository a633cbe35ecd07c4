"""The measures: pure functions on frames. Each formula has its page in docs/methods/."""

from analysis.changes import CHANGES, KINDS, changes, worst_first
from analysis.drift import LEAST_PROMISES, drifts, promise_record
from analysis.driving import PathStep
from analysis.figures import Figure, NotComputable, Why
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
from analysis.health import Check, Failing, Verdict, health_checks
from analysis.judgement import Edges, assess
from analysis.links import first_day
from analysis.logic import Logic
from analysis.matching import MATCHES, MatchDecision, row_key, row_matches
from analysis.network import Network, network
from analysis.progress import (
    Earned,
    EarnedSchedule,
    Share,
    baseline_execution,
    critical_path_length_index,
    due_rows,
    earned,
    earned_schedule,
    float_consumption_index,
    hit_rate,
    is_late,
)
from analysis.promises import decisions, promise_trend, redatings
from analysis.summary import Completion, Coverage, completion, coverage, freshness_days, programme_status

__all__ = [
    "CHANGES",
    "KINDS",
    "LEAST_PROMISES",
    "MATCHES",
    "Check",
    "Completion",
    "Coverage",
    "Earned",
    "EarnedSchedule",
    "Edges",
    "Failing",
    "Figure",
    "GateAim",
    "Logic",
    "MatchDecision",
    "Network",
    "NotComputable",
    "PathStep",
    "Share",
    "Step",
    "Verdict",
    "Why",
    "Window",
    "aimed_at",
    "assess",
    "baseline_execution",
    "changes",
    "completion",
    "coverage",
    "critical_path_length_index",
    "decisions",
    "drifts",
    "due_rows",
    "earned",
    "earned_schedule",
    "first_day",
    "float_consumption_index",
    "freshness_days",
    "gate_aims",
    "gate_margin",
    "gate_miss_cost",
    "gate_ties",
    "health_checks",
    "hit_rate",
    "is_late",
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
