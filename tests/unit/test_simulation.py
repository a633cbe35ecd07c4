"""The network run many times: published PERT examples, sums and maxima that can be worked out, gates, owners."""

from datetime import date
from math import erf, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from analysis import Draw, GateAim, convergence, even, simulated, stepwise, windows
from schedule import CONTINUOUS, Gate, GateTie, Timeline

from .builders import milestone, rows

START = date(2024, 1, 1)
TIMELINE = Timeline(CONTINUOUS, START)


def task(row_id, days, before="", owner="", **changes):
    """A task of so many days that waits for others."""
    return milestone(
        row_id,
        kind="task",
        duration_days=float(days),
        duration_text=str(days),
        predecessors=before,
        owner=owner,
        **changes,
    )


def pert(low, likely, high):
    """The beta distribution that PERT means: mean (a + 4m + b) / 6, shape 4."""
    chances = np.linspace(0, 1, 2001)
    if low == high:
        return Draw(chances, np.full(len(chances), float(low)))
    a, b = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    grid = np.linspace(0, 1, 20001)
    density = grid ** (a - 1) * (1 - grid) ** (b - 1)
    total = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return Draw(chances, low + (high - low) * np.interp(chances, total / total[-1], grid))


def run(made, draws, **asked):
    """The simulation of these tasks, on every day of the calendar."""
    return simulated(rows(*made), TIMELINE, draws, **({"iterations": 40_000} | asked))


def normal(low, likely, high):
    """The normal distribution of PERT's own mean and variance, ((b - a) / 6) squared."""
    bell = NormalDist((low + 4 * likely + high) / 6, (high - low) / 6)
    chances = np.linspace(0.0005, 0.9995, 2001)
    return Draw(chances, np.array([bell.inv_cdf(float(chance)) for chance in chances]))


FOUNDRY = {
    "A": (1, 2, 3, ""), "B": (2, 3, 4, ""), "C": (1, 2, 3, "A"), "D": (2, 4, 6, "A;B"), "E": (1, 4, 7, "C"),
    "F": (1, 2, 9, "C"), "G": (3, 4, 11, "D;E"), "H": (1, 2, 3, "F;G"),
}  # fmt: skip
"""Render, Stair, Hanna, Quantitative Analysis for Management, General Foundry: optimistic, likely, pessimistic weeks."""


def test_the_foundry_takes_fifteen_weeks_and_more_often_longer():
    """Published: 15 weeks, variance 3.11 along A-C-E-G-H; the runs are no shorter, as other paths are sometimes the longest."""
    made = [task(name, m, before) for name, (_, m, _, before) in FOUNDRY.items()]
    found = run(made, {name: pert(low, m, high) for name, (low, m, high, _) in FOUNDRY.items()})

    assert found.target.mean() == pytest.approx(15.2, abs=0.25)
    assert found.target.mean() > 15
    assert found.criticality["E"] > found.criticality["D"] > 0
    assert found.criticality["H"] == 1
    assert found.criticality["A"] == pytest.approx(found.criticality["C"], abs=0.15)


def test_a_chain_has_the_published_mean_and_spread():
    """Taylor, Introduction to Management Science: critical path 1-3-5-7, expected 24, P(x <= 28) = .9633."""
    times = {"1": (5, 8, 17), "3": (3, 5, 7), "5": (4, 6, 8), "7": (3, 4, 5)}
    expected = sum((a + 4 * m + b) / 6 for a, m, b in times.values())
    made = [task(name, m, before) for (name, (_, m, _)), before in zip(times.items(), ["", "1", "3", "5"], strict=True)]
    found = run(made, {name: normal(*three) for name, three in times.items()})

    assert expected == 24
    assert found.target.mean() == pytest.approx(24, abs=0.05)
    assert found.target.var() == pytest.approx(5.0, abs=0.15)
    assert (found.target <= 28).mean() == pytest.approx(0.9633, abs=0.006)


def test_three_parallel_paths_are_done_when_the_last_is():
    """Stevenson, Operations Management: P(A-C-E, D-F-G and B-H-I all <= 24) = .9678, by the normal rule."""
    times = {
        "A": (5, 6, 7, ""), "B": (8, 8, 11, ""), "C": (6, 8, 11, "A"), "D": (9, 12, 15, ""), "E": (5, 6, 9, "C"),
        "F": (5, 6, 7, "D"), "G": (2, 3, 7, "F"), "H": (4, 4, 5, "B"), "I": (5, 7, 8, "H"),
    }  # fmt: skip
    made = [task(name, m, before) for name, (_, m, _, before) in times.items()]
    found = run(made, {name: pert(*three) for name, (*three, _) in times.items()})

    assert (found.target <= 24).mean() == pytest.approx(0.9678, abs=0.02)


def test_two_even_tasks_side_by_side():
    """The later of two even numbers from 0 to 10 is 20/3 on average, each the later in half of the runs."""
    found = run([task("A", 5), task("B", 5)], {"A": even(0, 10), "B": even(0, 10)})

    assert found.target.mean() == pytest.approx(20 / 3, abs=0.05)
    assert found.criticality.to_dict() == pytest.approx({"A": 0.5, "B": 0.5}, abs=0.04)
    assert found.sensitivity["A"] == pytest.approx(found.sensitivity["B"], abs=0.06)


def test_many_links_of_a_chain_add_up_to_a_normal_distribution():
    """Thirty even tasks: mean 30 x 10, variance 30 x 100/12, quantiles of the normal distribution."""
    made = [task(f"T{n}", 10, f"T{n - 1}" if n else "") for n in range(30)]
    found = run(made, {f"T{n}": even(5, 15) for n in range(30)})
    spread = sqrt(30 * 100 / 12)

    assert found.target.std() == pytest.approx(spread, rel=0.02)
    assert (found.target <= 300 + spread).mean() == pytest.approx((1 + erf(1 / sqrt(2))) / 2, abs=0.01)
    assert set(found.criticality) == {1.0}


def test_tasks_of_one_owner_go_well_or_badly_together():
    """Half of the runs share one number: rank correlation 1/4 between any two, so the sum spreads wider."""
    draws = {"A": even(0, 10), "B": even(0, 10)}
    together = run([task("A", 5, owner="Sở X"), task("B", 5, owner="Sở X")], draws)
    apart = run([task("A", 5, owner="Sở X"), task("B", 5, owner="Sở Y")], draws)

    assert np.corrcoef(together.of("A"), together.of("B"))[0, 1] == pytest.approx(0.25, abs=0.02)
    assert np.corrcoef(apart.of("A"), apart.of("B"))[0, 1] == pytest.approx(0, abs=0.02)


SESSIONS = (
    Gate("na-1", "Quốc hội", "Kỳ họp thứ 1", "KH 1", ((date(2024, 1, 20), date(2024, 1, 31)),)),
    Gate("na-2", "Quốc hội", "Kỳ họp thứ 2", "KH 2", ((date(2024, 6, 1), date(2024, 6, 30)),)),
)


def test_what_misses_a_session_waits_for_the_next():
    """Ready after 21 to 41 days, evenly: half makes the session that closes on 31 January, half is decided on 1 June."""
    aim = GateAim(GateTie("na"), SESSIONS[0], windows(SESSIONS, "na"))
    found = run([task("A", 30), milestone("M", predecessors="A")], {"A": even(21, 41)}, target="M", aims={"M": aim})

    days = {TIMELINE.finish_day(float(at)) for at in found.target}
    assert (found.target <= TIMELINE.evening(date(2024, 1, 31))).mean() == pytest.approx(0.5, abs=0.02)
    assert all(date(2024, 1, 20) <= day <= date(2024, 1, 31) or day == date(2024, 6, 1) for day in days)


def test_a_date_of_its_own_is_drawn_from_the_record():
    """A milestone without work stands where the draw says, each value with its own chance; what waits for it is moved."""
    draw = stepwise(np.array([0.25, 1.0]), np.array([10.0, 40.0]))
    found = run([milestone("M", forecast="2024-01-10"), task("B", 5, "M")], {"M": draw}, target="B")

    assert (found.target == 15).mean() == pytest.approx(0.25, abs=0.01)
    assert sorted(set(found.target)) == [15, 45]


def test_what_is_finished_stays_where_it_was():
    """An actual is kept in every run, and nothing finished is critical."""
    made = [milestone("A", kind="task", actual="2024-01-04", duration_days=4.0, duration_text="4"), task("B", 5, "A")]
    found = run(made, {"A": even(4, 400), "B": even(5, 6)}, status_date=date(2024, 1, 10))

    assert set(found.of("A")) == {4.0}
    assert "A" not in found.criticality


def test_half_width_of_p80_shrinks_with_the_root_of_the_runs():
    """Of even numbers from 0 to 1: 1.96 x sqrt(0.8 x 0.2 / n)."""
    told = convergence(np.random.default_rng(1).random(20_000))

    assert told["runs"].iloc[-1] == 20_000
    assert told["p80"].iloc[-1] == pytest.approx(0.8, abs=0.01)
    assert told["half_width"].iloc[-1] == pytest.approx(1.96 * sqrt(0.16 / 20_000), rel=0.2)
    assert told["half_width"].iloc[0] > 2 * told["half_width"].iloc[-1]


def test_nothing_to_run():
    """No tasks, or a target that waits in a ring: no simulation, not a wrong one."""
    assert run([], {}) is None
    assert run([task("A", 1, "B"), task("B", 1, "A")], {}, target="A") is None
