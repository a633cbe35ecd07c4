"""Laws of forecasts: quantiles in order, the same seed the same runs, nothing known of the future."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import at_promises, even, known_on, precedents, promise_cases, simulated
from schedule import CONTINUOUS, Timeline
from tests.unit.builders import milestone, rows

START = date(2020, 1, 1)
TIMELINE = Timeline(CONTINUOUS, START)
days = st.integers(0, 1500)


@st.composite
def networks(draw):
    """Up to eight tasks, each waiting for some of those before it, with even draws."""
    count = draw(st.integers(1, 8))
    made, draws = [], {}
    for n in range(count):
        before = draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set()
        low = draw(st.integers(1, 30))
        made.append(
            milestone(
                f"T{n}", kind="task", duration_days=float(low), duration_text=str(low),
                predecessors=";".join(f"T{m}" for m in sorted(before)), owner=draw(st.sampled_from(["", "X", "Y"])),
            )
        )  # fmt: skip
        draws[f"T{n}"] = even(low, low + draw(st.integers(0, 20)))
    return rows(*made), draws


@settings(max_examples=15, deadline=None)
@given(networks(), st.integers(0, 2**32))
def test_runs_are_ordered_repeatable_and_no_shorter_than_the_shortest(network, seed):
    """P10 <= P50 <= P90; one seed, one result; each run lies between the network of least and of most days."""
    table, draws = network
    first, again = (simulated(table, TIMELINE, draws, iterations=200, seed=seed) for _ in range(2))
    assert first is not None
    assert again is not None
    least, most = (
        simulated(
            table, TIMELINE, {k: even(d.values[end], d.values[end]) for k, d in draws.items()}, iterations=1
        ).target[0]
        for end in (0, -1)
    )

    assert np.array_equal(first.target, again.target)
    assert (np.diff(np.quantile(first.target, (0.1, 0.5, 0.9))) >= 0).all()
    assert (first.target >= least - 1e-3).all()
    assert (first.target <= most + 1e-3).all()
    assert first.criticality.between(0, 1).all()
    assert first.criticality.max() == 1 or len(table) > 1


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 20), min_size=1, max_size=10), st.integers(0, 2**32))
def test_every_task_of_a_single_chain_is_always_critical(durations, seed):
    """With one path there is nothing else to set the finish."""
    made = [
        milestone(
            f"T{n}", kind="task", duration_days=float(d), duration_text=str(d), predecessors=f"T{n - 1}" if n else ""
        )
        for n, d in enumerate(durations)
    ]
    found = simulated(
        rows(*made), TIMELINE, {f"T{n}": even(d, 2 * d) for n, d in enumerate(durations)}, iterations=50, seed=seed
    )

    assert found is not None
    assert (found.criticality == 1).all()


@st.composite
def records(draw):
    """Points of up to 20 milestones: a promise or two each, and an end, known or not."""
    told = []
    for n in range(draw(st.integers(1, 20))):
        said = draw(days)
        for _ in range(draw(st.integers(1, 3))):
            told.append((f"M{n}", said, said + draw(st.integers(0, 400)), "promise"))
            said += draw(st.integers(1, 200))
        if draw(st.booleans()):
            told.append((f"M{n}", said, said, "actual"))
    return told


def points(told):
    """These (row, day said, day promised, kind) as points of the trend."""
    made = pd.DataFrame(told, columns=["row_id", "said_on", "promised_last", "kind"])
    for name in ("said_on", "promised_last"):
        made[name] = pd.Timestamp(START) + pd.to_timedelta(made[name], unit="D")
    return made.assign(promised_first=made["promised_last"])


@settings(max_examples=8, deadline=None)
@given(records(), records(), days)
def test_what_comes_later_does_not_change_a_forecast(told, other, cut):
    """Whatever is said or done after a day, what was forecast by then stays as it was."""
    until = [one for one in told if one[1] <= cut]
    later = [(f"later-{row}", said + cut + 1, promised + cut + 1, kind) for row, said, promised, kind in other]
    later += [(row, cut + 1 + n, cut + 50, "actual") for n, row in enumerate({one[0] for one in until if not any(o[0] == one[0] and o[3] == "actual" for o in until)})]  # fmt: skip

    def forecasts(seen):
        made = points(seen)
        found = at_promises(promise_cases(made, {row: "works" for row in made["row_id"]}), made, [START])
        found = found[found["day"] <= pd.Timestamp(START) + pd.Timedelta(cut, "D")]
        keys = ["row_id", "day", "promised_last", "method", "p10", "p50", "p80", "p90", "chance"]
        return found[keys].sort_values(keys[:4]).reset_index(drop=True)

    pd.testing.assert_frame_equal(
        forecasts(until), forecasts(until + later), check_dtype=False
    )  # of none the texts have no type


@settings(max_examples=20, deadline=None)
@given(records(), st.integers(0, 400), st.integers(0, 300))
def test_the_record_says_days_in_order_and_none_that_has_passed(told, ahead, gone):
    """P10 <= P50 <= P90, after the day that is looked from, whatever the record."""
    day = START + timedelta(days=2500)
    made = points(told)
    known = known_on(promise_cases(made, {}), day)
    found = precedents(
        known, kind="", said_on=day - timedelta(days=gone), promised_last=day + timedelta(days=ahead - gone), day=day
    )

    if found is not None:
        told_days = [found.day(chance) for chance in (0.1, 0.5, 0.9)]
        reached = [one for one in told_days if one]
        assert reached == sorted(reached)
        assert (found.days >= np.datetime64(day)).all()
        assert (np.diff(found.chances) >= -1e-9).all()
        assert 0 < found.chances[-1] <= 1 + 1e-9
