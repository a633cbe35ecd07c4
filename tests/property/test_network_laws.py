"""Laws of networks, on random ones with every kind of link, and a second way to reckon them: longest paths by relaxation."""

from datetime import date, timedelta
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import network
from schedule import CONTINUOUS, Timeline, links_of
from tests.unit.builders import milestone, rows, span, span_columns

START = date(2024, 1, 1)
KINDS, LAGS = st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(-3, 5)
LAW = settings(max_examples=40)
POSITIONS = ["es", "ef", "ls", "lf", "total_float"]


@st.composite
def plans(draw):
    """Tasks as (id, duration, predecessors), each waiting for some before it."""
    made = []
    for n in range(draw(st.integers(1, 9))):
        before = draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True)) if n else []
        links = [f"T{m} {draw(KINDS)}{draw(LAGS):+d}d" for m in before]
        made.append((f"T{n}", draw(st.integers(0, 9)), ";".join(links)))
    return made


def record(row_id, duration, predecessors, start=None):
    """A record of a task, that starts no earlier than `start`."""
    held = span_columns("forecast_start", span(start))
    own = {"kind": "task", "duration_days": duration, "predecessors": predecessors, "percent_complete": None}
    return milestone(row_id, **own, **held)


def reckoned(plan, start=START, held=()):
    """The frame of a plan's network, by row id; `held` is (row id, position) of a task that may start no earlier."""
    at = {row_id: start + timedelta(days=position) for row_id, position in held}
    made = network(rows(*(record(*task, at.get(task[0])) for task in plan)), Timeline(CONTINUOUS, start))
    return made.tasks.set_index("row_id")


def longest_paths(plan):
    """(es, ef, ls, lf) by task: the longest ways from the network's start and to its end, by relaxing until nothing moves."""
    ways = [("start", f"{i}.S", 0) for i, _, _ in plan]
    ways += [way for i, d, _ in plan for way in ((f"{i}.S", f"{i}.F", d), (f"{i}.F", f"{i}.S", -d))]
    ways += [
        (f"{link.before}.{link.kind[0]}", f"{i}.{link.kind[1]}", link.lag)
        for i, _, links in plan
        for link in links_of(links)
    ]
    ways += [(f"{i}.F", "end", 0) for i, _, _ in plan]
    early = relaxed("start", ways)
    behind = relaxed("end", [(b, a, length) for a, b, length in ways])
    last = early["end"]
    return {i: (early[f"{i}.S"], early[f"{i}.F"], last - behind[f"{i}.S"], last - behind[f"{i}.F"]) for i, _, _ in plan}


def relaxed(origin, ways):
    """Place -> the longest way to it from `origin`."""
    far = {place: -inf for way in ways for place in way[:2]} | {origin: 0}
    while longer := {b: far[a] + length for a, b, length in ways if far[a] + length > far[b]}:
        far |= longer
    return far


@LAW
@given(plans())
def test_dates_are_longest_paths(plan):
    """Early dates the longest way from the start, late dates the end less the longest way to it."""
    made = reckoned(plan)

    assert {i: tuple(row) for i, row in zip(made.index, made[POSITIONS[:4]].to_numpy(), strict=True)} == longest_paths(
        plan
    )


@LAW
@given(plans())
def test_without_constraints_no_float_is_negative_and_something_is_critical(plan):
    """Free float is within total float, and at least one task has none."""
    made = reckoned(plan)

    assert (made["free_float"] >= 0).all()
    assert (made["free_float"] <= made["total_float"]).all()
    assert made["is_critical"].any()


@LAW
@given(plans(), st.integers(1, 20), st.data())
def test_delaying_a_critical_task_moves_the_finish_by_as_much(plan, delay, data):
    """Its start held so many days later, the network ends so many days later; within its float, nothing moves."""
    made = reckoned(plan)
    row_id = data.draw(st.sampled_from(made.index.tolist()))
    task = made.loc[row_id]
    later = reckoned(plan, held=[(row_id, int(task["es"]) + delay)])

    assert later["ef"].max() - made["ef"].max() == max(0, delay - task["total_float"])


@LAW
@given(plans(), st.data())
def test_delaying_a_task_within_its_free_float_moves_no_other(plan, data):
    """That is what free float says."""
    made = reckoned(plan)
    row_id = data.draw(st.sampled_from(made.index.tolist()))
    task = made.loc[row_id]
    later = reckoned(plan, held=[(row_id, int(task["es"] + task["free_float"]))])

    assert later.drop(row_id)["es"].equals(made.drop(row_id)["es"])


@LAW
@given(plans(), st.data())
def test_a_link_that_does_not_drive_changes_no_date(plan, data):
    """A task made to wait for one that is finished anyway, early and late, before it starts."""
    made = reckoned(plan)
    pairs = [
        (after, before)
        for after in range(len(plan))
        for before in made.index[:after]
        if (made.loc[before, ["ef", "lf"]].to_numpy() <= made.iloc[after][["es", "ls"]]).all()
    ]
    if not pairs:
        return
    after, before = data.draw(st.sampled_from(pairs))
    row_id, duration, links = plan[after]
    more = [*plan]
    more[after] = (row_id, duration, ";".join(filter(None, (links, before))))

    assert reckoned(more)[POSITIONS].equals(made[POSITIONS])


@LAW
@given(plans(), st.integers(-400, 400))
def test_moving_the_start_moves_every_date_and_no_float(plan, shift):
    """On a calendar without days off."""
    made, moved = reckoned(plan), reckoned(plan, START + timedelta(days=shift))
    dates = ["early_start", "early_finish", "late_start", "late_finish"]

    assert moved[POSITIONS].equals(made[POSITIONS])
    assert (moved[dates] - made[dates] == timedelta(days=shift)).all(axis=None)


@LAW
@given(plans(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(plan, random):
    """A task may stand above what it waits for."""
    shuffled = random.sample(plan, len(plan))
    columns = [*POSITIONS, "free_float", "is_critical", "is_driving"]

    assert reckoned(shuffled)[columns].sort_index().equals(reckoned(plan)[columns].sort_index())


@LAW
@given(plans())
def test_the_driving_path_reaches_back_to_the_start_and_is_critical(plan):
    """Without constraints, what sets the end has no float, and some of it stands at the network's start."""
    made = reckoned(plan)
    driving = made[made["is_driving"]]

    assert driving["is_critical"].all()
    assert driving["es"].min() == 0


@LAW
@given(plans(), st.data())
def test_any_link_back_makes_a_ring_that_is_named(plan, data):
    """The first task made to wait for one that waits for it: both in one ring, in an order that the links have."""
    chain = [(row_id, duration, f"T{n - 1}" if n else "") for n, (row_id, duration, _) in enumerate(plan)]
    last = data.draw(st.integers(0, len(chain) - 1))
    chain[0] = (*chain[0][:2], f"T{last}")
    made = network(rows(*(record(*task) for task in chain)), Timeline(CONTINUOUS, START))

    assert made.loops == (tuple(f"T{n}" for n in range(last + 1)),)
    assert made.tasks["es"].notna().sum() == len(chain) - last - 1
