"""The network against networkx's longest path, and its laws where sessions decide."""

from datetime import date, timedelta

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import gate_aims, network, snapped, windows
from loaders import reference
from schedule import CONTINUOUS, GateTie, Timeline
from tests.unit.builders import milestone, rows

LAW = settings(max_examples=60, deadline=None)
START = date(2024, 1, 1)
ASSEMBLY = windows(reference.gates(), "na")


@st.composite
def plans(draw):
    """Up to forty tasks as (duration, those it waits for)."""
    count = draw(st.integers(1, 40))
    return [
        (draw(st.integers(0, 9)), draw(st.lists(st.integers(0, n - 1), max_size=4, unique=True)) if n else [])
        for n in range(count)
    ]


def record(row_id, duration, before):
    """A record of a task that waits for others to finish."""
    links = ";".join(before)
    return milestone(row_id, kind="task", duration_days=duration, predecessors=links, percent_complete=None)


@LAW
@given(plans())
def test_the_length_is_networkx_s_longest_path(plan):
    """And no task's early start is anything but the longest way to it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(plan)))
    graph.add_weighted_edges_from((b, n, plan[b][0]) for n, (_, before) in enumerate(plan) for b in before)
    made = network(
        rows(*(record(f"T{n}", days, [f"T{b}" for b in before]) for n, (days, before) in enumerate(plan))),
        Timeline(CONTINUOUS, START),
    ).tasks

    for n in range(len(plan)):
        upstream = graph.subgraph(nx.ancestors(graph, n) | {n})
        assert made["es"].iloc[n] == nx.dag_longest_path_length(upstream)


@LAW
@given(st.integers(1, 900), st.integers(0, 60))
def test_a_session_never_makes_anything_earlier_and_keeps_the_order(duration, longer):
    """The decision falls where the day of readiness snaps to; more work is never decided earlier."""
    found = []
    for days in (duration, duration + longer):
        table = rows(record("A", days, []), milestone("PASS", predecessors="A"))
        aims = gate_aims(table, reference.gates(), {"PASS": GateTie("na")}, reference.bodies())
        made = network(table, Timeline(CONTINUOUS, START), aims=aims)
        decided = made.tasks["early_finish"].iloc[1].date()
        ready = START + timedelta(days=days - 1)

        assert made.ready["PASS"] == ready
        assert decided == (snapped(ready, ASSEMBLY, 200) or ready)
        found.append(decided)
    assert found[0] <= found[1] or found[1] > ASSEMBLY[-1].last
