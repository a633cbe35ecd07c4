"""Laws of progress and health, on random tables with every kind of link."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Logic, NotComputable, assess, baseline_execution, earned, earned_schedule, health_checks, hit_rate
from schedule import WEEKDAYS, Timeline
from tests.unit.builders import milestone, rows, span, span_columns

START = date(2024, 1, 1)
LAW = settings(max_examples=20)
DAYS = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
MAYBE = st.none() | DAYS
LINKS = st.tuples(st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(-3, 5))


@st.composite
def tables(draw):
    """Up to eight rows, each with whatever of its dates, duration, percentage, owner and links."""
    made = []
    for n in range(draw(st.integers(1, 8))):
        before = draw(st.lists(st.integers(0, n - 1), max_size=2, unique=True)) if n else []
        own = {
            "kind": draw(st.sampled_from(["task", "milestone", "summary"])),
            "predecessors": ";".join(f"T{m} {kind}{lag:+d}d" for m in before for kind, lag in [draw(LINKS)]),
            "duration_days": draw(st.none() | st.integers(0, 90).map(float)),
            "percent_complete": draw(st.none() | st.sampled_from([0.0, 40.0, 100.0])),
            "weight": draw(st.none() | st.integers(0, 5).map(float)),
            "owner": draw(st.sampled_from(["", "Sở A"])),
        } | span_columns("baseline_start", span(draw(MAYBE)))
        made.append(milestone(f"T{n}", baseline=draw(MAYBE), forecast=draw(MAYBE), actual=draw(MAYBE), **own))
    return made


def examined(records, day):
    """The frame, judged, and its network at a day."""
    made = rows(*records)
    judged = assess(made, status_date=day)
    return made, judged, Logic(made, judged, Timeline(WEEKDAYS, START), day)


@LAW
@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.floats(0, 1), st.floats(0, 1), st.integers(1, 40))
def test_earned_schedule_stays_within_the_plan_and_never_falls_with_more_earned(steps, less, more, actual_time):
    """0 <= ES <= PD, and who has earned more is no further behind."""
    planned = [float(sum(steps[: n + 1])) for n in range(len(steps))]
    shares = sorted((less, more))
    found = [earned_schedule(planned, share * planned[-1], actual_time) for share in shares]
    if isinstance(found[0], NotComputable):
        assert planned[-1] == 0
        return

    assert all(0 <= one.es <= one.planned_duration <= len(steps) for one in found)
    assert found[0].es <= found[1].es + 1e-6


@LAW
@given(tables(), DAYS, st.data())
def test_finishing_a_row_never_lowers_the_earned_schedule(records, day, data):
    """One more row finished on the status date, its links aside, since these tell what the record is silent on."""
    unlinked = [record | {"predecessors": ""} for record in records]
    n = data.draw(st.integers(0, len(records) - 1))
    finished = [*unlinked]
    finished[n] = finished[n] | span_columns("actual_finish", span(day))

    def es(table):
        made, judged, logic = examined(table, day)
        figures = earned(made, judged, logic.timeline, status_date=day).figures
        return None if isinstance(figures, NotComputable) else figures.es

    before, after = es(unlinked), es(finished)
    assert before is None or after is None or after >= before - 1e-6


@LAW
@given(tables(), DAYS)
def test_shares_are_shares_nothing_is_nan_and_failing_rows_are_named_once(records, day):
    """Every share within 0 and 1, BEI no less than 0, each verdict with its number or its reason and as many rows as it counts."""
    _, judged, logic = examined(records, day)

    for check in health_checks(logic):
        if isinstance(check.value, NotComputable):
            assert (check.verdict, check.count, check.failing) == ("unknown", None, ())
            continue
        assert check.value == check.value
        assert check.unit != "share" or 0 <= check.value <= 1
        assert (check.verdict == "flag") == bool(check.failing) or check.unit == "share"
        places = [failing.place for failing in check.failing]
        assert set(places) <= set(range(len(logic.work)))
        if check.number in (1, 5, 6, 7, 8, 9, 10, 11):
            assert len(set(places)) == len(places) == check.count
    for share in (baseline_execution(judged, day), hit_rate(judged, day)):
        assert isinstance(share.value, NotComputable) or share.value >= 0
    hits = hit_rate(judged, day).value
    assert isinstance(hits, NotComputable) or hits <= 1
