"""Networks on several working calendars: against a reckoning that counts days one by one, and the laws that it must keep."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import network
from loaders import reference
from schedule import CONTINUOUS, WEEKDAYS, Timeline
from tests.property.test_network_laws import record
from tests.unit.builders import rows

TET = date(2024, 2, 1)
"""A Thursday; the working days of Vietnam stop for a week on the 8th."""
CALENDARS = {
    "vn": reference.calendar(),
    "vn-6": reference.calendar(name="vn-6"),
    "weekdays": WEEKDAYS,
    "all": CONTINUOUS,
}
ONE = timedelta(days=1)


@st.composite
def plans(draw):
    """Tasks as (id, days, predecessors as (id, lag), calendar), each waiting for some before it."""
    made = []
    for n in range(draw(st.integers(1, 7))):
        before = draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True)) if n else []
        links = [(f"T{m}", draw(st.integers(0, 3))) for m in before]
        made.append((f"T{n}", draw(st.integers(1, 6)), links, draw(st.sampled_from(list(CALENDARS)))))
    return made


def works(day, name):
    """Whether a day is worked."""
    return CALENDARS[name].is_workday(day)


def on(day, name, count=1, step=ONE):
    """The `count`-th working day from `day` on, itself counted; backwards with a negative step."""
    while True:
        count -= works(day, name)
        if not count:
            return day
        day += step


def counted(plan):
    """Id -> early start, early finish, late start, late finish, by counting days one by one."""
    days = {}
    for i, length, links, name in plan:
        start = on(TET, name)
        for before, lag in links:
            start = max(start, on(days[before][1] + ONE, name, lag + 1))
        days[i] = [start, on(start, name, length)]
    end = max(finish for _, finish in days.values())
    for i, length, _, name in reversed(plan):
        last = on(end, name, step=-ONE)
        for after, _, links, other in plan:
            for before, lag in links:
                if before == i:
                    last = min(last, on(on(days[after][2], other, lag + 1, -ONE) - ONE, name, step=-ONE))
        days[i] += [on(last, name, length, -ONE), last]
    return days


def reckoned(plan):
    """The frame of a plan's network, by row id."""
    lines = {name: Timeline(calendar, TET) for name, calendar in CALENDARS.items()}
    table = rows(*(record(i, d, ";".join(f"{b} FS+{lag}d" for b, lag in links)) for i, d, links, _ in plan))
    made = network(table, lines["vn"], timelines=[lines[name] for *_, name in plan])
    return made.tasks.set_index("row_id")


@settings(max_examples=150)
@given(plans())
def test_every_task_keeps_its_own_calendar(plan):
    """Early and late dates as counting day by day finds them; float in the task's own working days."""
    made = reckoned(plan)

    for i, _, _, name in plan:
        expected = counted(plan)[i]
        found = [made.at[i, day].date() for day in ("early_start", "early_finish", "late_start", "late_finish")]
        assert found == expected
        room = (expected[1] + ONE * n for n in range(1, (expected[3] - expected[1]).days + 1))
        assert made.at[i, "total_float"] == sum(works(day, name) for day in room)


@settings(max_examples=60)
@given(plans())
def test_what_has_no_room_would_move_the_end(plan):
    """A critical task that takes a day longer ends later than all did, a task with a day of room does not."""
    made = reckoned(plan)
    end = made["early_finish"].max()

    for n, (i, days, links, name) in enumerate(plan):
        longer = reckoned([*plan[:n], (i, days + 1, links, name), *plan[n + 1 :]])
        assert (longer["early_finish"].max() > end) == made.at[i, "is_critical"]
