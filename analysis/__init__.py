"""The measures: pure functions on frames. Each formula has its page in docs/methods/."""

from analysis.backtest import FEW_MILESTONES, at_promises, best, forecast_frame, scores, with_outcome
from analysis.changes import CHANGES, KINDS, changes, worst_first
from analysis.drift import LEAST_PROMISES, drifts, promise_record
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
from analysis.outlook import CHANCES, LEAST_COVERAGE, METHODS, REFERENCE_CLASS, Outlook, Past, outlook
from analysis.precedents import Known, Spread, count_kept, known_on, precedents, promise_cases
from analysis.promises import decisions, promise_trend, redatings
from analysis.simulation import ITERATIONS, SEED, Draw, Simulation, convergence, even, simulated, stepwise
from analysis.summary import Completion, Coverage, completion, coverage, freshness_days, programme_status
from analysis.whatif import Change, what_if

__all__ = [
    "CHANCES",
    "CHANGES",
    "FEW_MILESTONES",
    "ITERATIONS",
    "KINDS",
    "LEAST_COVERAGE",
    "LEAST_PROMISES",
    "MATCHES",
    "METHODS",
    "REFERENCE_CLASS",
    "SEED",
    "Change",
    "Completion",
    "Coverage",
    "Draw",
    "Edges",
    "GateAim",
    "Known",
    "MatchDecision",
    "Network",
    "Outlook",
    "Past",
    "Simulation",
    "Spread",
    "Step",
    "Window",
    "aimed_at",
    "assess",
    "at_promises",
    "best",
    "changes",
    "completion",
    "convergence",
    "count_kept",
    "coverage",
    "decisions",
    "drifts",
    "even",
    "first_day",
    "forecast_frame",
    "freshness_days",
    "gate_aims",
    "gate_margin",
    "gate_miss_cost",
    "gate_ties",
    "known_on",
    "network",
    "next_window",
    "outlook",
    "precedents",
    "programme_status",
    "promise_cases",
    "promise_record",
    "promise_trend",
    "redatings",
    "row_key",
    "row_matches",
    "scores",
    "simulated",
    "snapped",
    "steps",
    "stepwise",
    "what_if",
    "whole",
    "windows",
    "with_outcome",
    "worst_first",
]
