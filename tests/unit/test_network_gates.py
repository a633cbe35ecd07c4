"""Networks with sessions, elapsed durations, and why a date is what it is; the sessions are those of `data/gates.csv`."""

from datetime import date

import pytest

from analysis import gate_aims, network
from loaders import reference
from loaders.values import duration_units
from schedule import CONTINUOUS, GateTie, Timeline
from tests.unit.builders import milestone, rows
from tests.unit.test_network import task

GATES, BODIES, VN = reference.gates(), reference.bodies(), reference.calendar()
SEVENTH = ("2024-05-20", "2024-06-29")
"""Kỳ họp thứ 7: 20 May to 8 June and 17 to 29 June 2024."""


def reckoned(*records, start=date(2024, 1, 2), ties=None, calendar=CONTINUOUS, **asked):
    """The network of these records, rows tied to sessions by the words of their finish or by `ties`."""
    table = rows(*records)
    aims = gate_aims(table, GATES, {row_id: GateTie(body) for row_id, body in (ties or {}).items()}, BODIES)
    return network(table, Timeline(calendar, start), aims=aims, **asked)


def passage(row_id="PASS", predecessors="", **changes):
    """A milestone promised for the seventh session."""
    return milestone(
        row_id, forecast=SEVENTH, forecast_finish_precision="session", predecessors=predecessors, **changes
    )


def days(made, row_id):
    """Early and late finish of a row."""
    row = made.tasks.set_index("row_id").loc[row_id]
    return row["early_finish"].date(), row["late_finish"].date()


@pytest.mark.parametrize(
    ("duration", "ready", "decided"),
    [
        (30, date(2024, 1, 31), date(2024, 5, 20)),  # long before: the opening
        (148, date(2024, 5, 28), date(2024, 5, 28)),  # while it sits: the same day
        (160, date(2024, 6, 9), date(2024, 6, 17)),  # in the break: the second part
        (180, date(2024, 6, 29), date(2024, 6, 29)),  # the last day
        (181, date(2024, 6, 30), date(2024, 10, 21)),  # one day late: the eighth session
    ],
)
def test_an_early_finish_snaps_to_the_day_on_which_the_assembly_can_decide(duration, ready, decided):
    """Work from 2 January on, every day; the Assembly decides on the last day of that work or later."""
    made = reckoned(task("A", duration), passage(predecessors="A"))

    assert made.ready == {"PASS": ready}
    assert days(made, "PASS")[0] == decided


def test_late_dates_are_reckoned_from_the_close_of_the_session_aimed_at():
    """The work has to be done by 29 June 2024: 150 days more than it takes; the milestone may wait as long as the session lasts."""
    made = reckoned(task("A", 30), passage(predecessors="A"))

    assert days(made, "PASS")[1] == date(2024, 6, 29)
    assert days(made, "A")[1] == date(2024, 6, 29)
    assert made.tasks["total_float"].tolist() == [150, 40]


def test_where_no_session_is_promised_late_dates_are_reckoned_from_the_close_of_the_one_it_comes_to():
    """Ready before the first part of the seventh session: it may wait for the last day of the second, as what is promised may."""
    made = reckoned(task("A", 30), milestone("DEBATE", predecessors="A"), ties={"DEBATE": "na"})

    assert days(made, "DEBATE") == (date(2024, 5, 20), date(2024, 6, 29))
    assert made.tasks["total_float"].tolist() == [150, 40]


def test_too_late_for_the_session_is_negative_float():
    """Ready on 2 July: three days of work too many for it."""
    made = reckoned(task("A", 183), passage(predecessors="A"))

    assert made.tasks.set_index("row_id").at["A", "total_float"] == -3


def test_what_follows_begins_after_the_decision():
    """Promulgation fifteen elapsed days after the passage of 20 May 2024."""
    made = reckoned(task("A", 30), passage(predecessors="A"), milestone("PUB", predecessors="PASS FS+15ed"))

    assert days(made, "PUB")[0] == date(2024, 6, 4)


def test_a_late_date_lies_in_a_session_too():
    """What follows must begin by 12 June, in the break: the decision has to fall by 8 June, the first part's last day."""
    due = milestone("NEXT", forecast="2024-06-12", predecessors="PASS", forecast_finish_side="by")
    made = reckoned(task("A", 30), passage(predecessors="A"), due, task("Z", 400))

    assert days(made, "PASS")[1] == date(2024, 6, 8)


def test_a_session_on_days_off_is_shown_on_its_own_day():
    """The council's 29th session was on Saturday 13 and Sunday 14 December 2025; on the working calendar it still is."""
    made = reckoned(
        task("A", 5), milestone("V", predecessors="A"), start=date(2025, 12, 1), ties={"V": "hdnd"}, calendar=VN
    )  # fmt: skip

    assert days(made, "V") == (date(2025, 12, 13), date(2025, 12, 14))


def test_a_month_means_the_session_that_opens_in_it():
    """The Standing Committee in April 2024: its 32nd meeting of 15 April, although the work is done in January."""
    made = reckoned(
        task("A", 5), milestone("OP", forecast=("2024-04-01", "2024-04-30"), predecessors="A"), ties={"OP": "nasc"}
    )

    assert days(made, "OP") == (date(2024, 4, 15), date(2024, 4, 15))


@pytest.mark.parametrize(
    ("body", "why"), [("politburo", "it announces no meetings"), ("nasc", "its record has a hole")]
)
def test_where_nobody_can_know_the_next_session_nothing_is_snapped(body, why):
    """Ready on 11 June 2024: a monthly body cannot wait until the next meeting on record, of September 2025."""
    made = reckoned(task("A", 10), milestone("OP", predecessors="A"), start=date(2024, 6, 2), ties={"OP": body})

    assert days(made, "OP")[0] == date(2024, 6, 11), why
    assert made.ready == {"OP": date(2024, 6, 11)}


def test_what_is_decided_waits_for_no_session():
    """An actual finish stands, in a session or not."""
    made = reckoned(milestone("PASS", actual="2024-06-28"), status_date=date(2024, 7, 1), ties={"PASS": "na"})

    assert days(made, "PASS")[0] == date(2024, 6, 28)
    assert made.ready == {}


def test_elapsed_work_runs_over_days_off():
    """Five elapsed days from Thursday 4 January 2024 end on Monday 8; three from Thursday 11 on Saturday 13: Friday is the last day worked.

    One day later they would end on Sunday, still before the Monday on which the next task begins: a day of float.
    """
    table = rows(task("A", 5), task("B", 3, "A FS+2ed"), task("C", 3, "B"))
    made = network(table, Timeline(VN, date(2024, 1, 4)), units=["ed", "ed", "d"]).tasks

    assert [day.date() for day in made["early_finish"]] == [date(2024, 1, 8), date(2024, 1, 12), date(2024, 1, 17)]
    assert made["total_float"].tolist() == [1, 1, 0]


def test_elapsed_work_has_to_begin_before_the_days_off_that_it_needs():
    """To be done by Tuesday 16 January, three elapsed days begin on Friday 12 at the latest: from Monday they would end on Wednesday."""
    limit = milestone("L", forecast="2024-01-16", forecast_finish_side="by", predecessors="A")
    made = network(
        rows(task("A", 3), limit, task("Z", 15)), Timeline(VN, date(2024, 1, 4)), units=["ed", "d", "d"]
    ).tasks

    assert made["late_start"].iloc[0].date() == date(2024, 1, 12)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5ed", "ed"),
        ("3 ngày lịch", "ed"),
        ("2 ew", "ew"),
        ("48eh", "eh"),
        ("10 elapsed days", "ed"),
        ("5 ngày", "d"),
        ("2 tuần", "w"),
    ],
)
def test_elapsed_units_are_read_from_the_words(text, unit):
    """As Microsoft Project writes them, and as people say them."""
    assert duration_units([text], "") == [unit]


def test_the_chain_to_a_target_says_what_sets_each_date():
    """C waits for B by a lag; B began by its own date, later than the end of A; so A is not on the chain."""
    made = reckoned(
        task("A", 2), task("B", 3, "A", forecast_start="2024-01-10"), task("C", 1, "B FS+2d"), task("D", 1), target="C"
    )

    assert [(s.row_id, s.why, s.link and s.link.lag) for s in made.path_to("C")] == [
        ("B", "own", None),
        ("C", "link", 2),
    ]
    assert made.last == "C"


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([task("A", 2), task("B", 1, "A")], ["start", "link"]),
        ([milestone("A", actual="2024-01-03"), task("B", 1, "A")], ["actual", "status"]),
        ([task("A", 2), task("B", 1, "A SS+1d")], ["status", "link"]),
    ],
)
def test_the_first_cause_is_named(records, why):
    """The network's start, what has happened, the status date of 9 January."""
    status = None if why[0] == "start" else date(2024, 1, 9)
    made = reckoned(*records, status_date=status)
    found = [step.why for step in made.path_to("B")]

    assert found == why[-len(found) :]


def test_a_gate_does_not_hide_what_came_before_it():
    """The Assembly decides on 20 May; on the chain stands the work that made it ready, not the session alone."""
    made = reckoned(task("A", 30), task("B", 3), passage(predecessors="A;B"))

    assert [step.row_id for step in made.path_to("PASS")] == ["A", "PASS"]
    assert made.path_to("nothing") == ()
