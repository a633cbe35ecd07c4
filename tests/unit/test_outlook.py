"""Every unfinished row by every method, each with what it rests on or why it cannot tell: docs/methods/outlook.md."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis import Change, GateAim, Past, known_on, outlook, promise_cases, tried, what_if, windows
from schedule import CONTINUOUS, Gate, GateTie
from schedule.errors import TaskUnknown

from .builders import milestone, rows
from .test_precedents import KEPT, LATE, record

DAY = date(2024, 6, 1)
SESSION = Gate("na-1", "Quốc hội", "Kỳ họp thứ 1", "KH 1", ((date(2024, 6, 20), date(2024, 7, 11)),))
AFTER = Gate("na-2", "Quốc hội", "Kỳ họp thứ 2", "KH 2", ((date(2024, 10, 20), date(2024, 11, 30)),))


def made(*records, told=(*KEPT, *LATE), own=(), reports=(), **asked):
    """The outlook on 1 June 2024 of these rows, by a record of ten promises and the rows' own."""
    everything = record(*told, *((f"P:{row}", *rest) for row, *rest in own))
    past = Past(
        known_on(promise_cases(everything, dict.fromkeys(everything["row_id"], "works")), DAY),
        record(*own) if own else everything.iloc[0:0],
        [date.fromisoformat(day) for day in reports],
    )
    return outlook(
        rows(*records), past, status_date=DAY, calendar=CONTINUOUS, kind="works", prefix="P:", iterations=4000, **asked
    )


def view(found, row_id, method):
    """One row by one method."""
    return found.views.set_index(["row_id", "method"]).loc[(row_id, method)]


PROMISED = [("M", "2024-06-01", "2024-07-11", "")]


def test_the_ways_stand_side_by_side():
    """Promised for 11 July: the promise, the record's half chance and 80 %, and the network, which agrees with the promise."""
    found = made(milestone("M", forecast="2024-07-11"), own=PROMISED)

    assert view(found, "M", "promised")["p50"] == pd.Timestamp("2024-07-11")
    assert view(found, "M", "record")["p80"] == pd.Timestamp("2024-10-19")
    assert view(found, "M", "record")["chance"] == pytest.approx(0.5)
    assert view(found, "M", "network")["p50"] == pd.Timestamp("2024-07-11")
    assert view(found, "M", "trend")["why"] == "few-reports"
    assert (view(found, "M", "simulated")["why"], found.coverage) == ("coverage", (0, 1))


def test_the_network_says_what_the_promise_forgets():
    """A promise for July of what waits for something promised for August: the network says August."""
    found = made(
        milestone("A", forecast="2024-08-31"),
        milestone("M", forecast="2024-07-11", predecessors="A"),
        own=[*PROMISED, ("A", "2024-06-01", "2024-08-31", "")],
    )

    assert view(found, "M", "network")["p50"] == pd.Timestamp("2024-08-31")
    assert found.coverage == (2, 2)
    assert view(found, "M", "simulated")["p50"] >= pd.Timestamp("2024-08-31")
    assert view(found, "M", "simulated")["chance"] < view(found, "M", "record")["chance"]


def test_a_missed_session_costs_months_in_the_runs():
    """Half of the record makes the session; the other half is decided at the next one's opening."""
    aim = GateAim(GateTie("na"), SESSION, windows((SESSION, AFTER), "na"))
    found = made(
        milestone("A", forecast="2024-06-01"),
        milestone("M", forecast="2024-07-11", predecessors="A"),
        own=PROMISED,
        aims={"M": aim},
    )

    days = {found.timeline.finish_day(float(at)) for at in found.simulation.of("M")}
    assert found.chance_by("M", "simulated", date(2024, 7, 11)) == pytest.approx(0.5, abs=0.03)
    assert days == {date(2024, 7, 11), date(2024, 10, 20)}
    assert view(found, "M", "record")["due"] == pd.Timestamp("2024-07-11")


def test_nothing_promised_nothing_told():
    """No promise, no date, no link: each way says why."""
    found = made(milestone("M"))

    assert {m: view(found, "M", m)["why"] for m in ("promised", "trend", "record", "network", "simulated")} == {
        "promised": "no-promise", "trend": "no-promise", "record": "no-promise", "network": "no-date", "simulated": "coverage",
    }  # fmt: skip
    assert np.isnan(view(found, "M", "record")["chance"])


def test_what_waits_for_nothing_more_and_has_no_date_is_not_done_today():
    """Its earliest day is known, but runs that all end on it are no forecast."""
    found = made(milestone("A", actual="2024-05-01"), milestone("M", predecessors="A"))

    assert view(found, "M", "network")["p50"] <= pd.Timestamp("2024-06-02")
    assert view(found, "M", "simulated")["why"] == "no-duration"


def test_without_a_record_the_reference_class_stretches_works():
    """Work of 100 days that nobody's record speaks of takes 103 to 125."""
    work = milestone("W", kind="task", duration_days=100.0, duration_text="100", forecast_start="2024-06-01")
    found = made(work, milestone("M", predecessors="W"), told=KEPT)

    finishes = [
        found.timeline.finish_day(float(at)) for at in (found.simulation.of("M").min(), found.simulation.of("M").max())
    ]
    assert not found.is_own_record
    assert date(2024, 9, 11) <= finishes[0] <= date(2024, 9, 12)
    assert date(2024, 10, 2) <= finishes[1] <= date(2024, 10, 4)


def test_what_is_finished_has_no_outlook():
    """Only what is open is forecast."""
    assert made(milestone("M", actual="2024-05-01")).views.empty


def test_what_if_moves_a_date_adds_days_and_drops_a_link():
    """The given rows stay as they are; what nothing names is an error that says so."""
    table = rows(
        milestone("A", kind="task", duration_days=10.0),
        milestone("M", forecast="2024-07-11", predecessors="A;B SS+2d"),
    )
    changed = what_if(
        table,
        [Change("M", finish=date(2024, 9, 1), without="B"), Change("A", added_days=-4), Change("M", added_days=9)],
    )

    assert changed["duration_days"].iloc[0] == 6
    assert changed["forecast_finish_last"].iloc[1] == pd.Timestamp("2024-09-10")
    assert changed["predecessors"].iloc[1] == "A"
    assert table["predecessors"].iloc[1] == "A;B SS+2d"
    with pytest.raises(TaskUnknown):
        what_if(table, [Change("X", added_days=1)])
    with pytest.raises(TaskUnknown):
        what_if(table, [Change("M", without="Z")])


def test_days_added_to_what_has_neither_date_nor_duration_are_how_long_it_takes():
    """As it stands it counts as done at once; nobody takes days off that. A plan's date that no report repeats moves."""
    table = rows(
        milestone("A"), milestone("B"), milestone("C", baseline="2024-07-11"), milestone("M", predecessors="A;B")
    )
    changed = what_if(table, [Change("A", added_days=40), Change("B", added_days=-40), Change("C", added_days=40)])

    assert changed["duration_days"].iloc[0] == 40
    assert changed["duration_days"].iloc[1:3].isna().all()
    assert changed["forecast_finish_last"].iloc[2] == pd.Timestamp("2024-08-20")


CHAIN = [
    milestone("A", kind="task", duration_days=20.0, duration_text="20"),
    milestone("B", kind="task", duration_days=10.0, duration_text="10"),
    milestone("M", forecast="2024-07-11", predecessors="A;B"),
]


def trial(*changes, records=CHAIN, **asked):
    """What becomes of the chain, or of other rows, with these changes; and without."""
    found = made(*records, own=PROMISED, **asked)
    everything = record(*KEPT, *LATE, *((f"P:{row}", *rest) for row, *rest in PROMISED))
    known = known_on(promise_cases(everything, dict.fromkeys(everything["row_id"], "works")), DAY)
    given = {"status_date": DAY, "known": known, "kind": "works", "aims": asked.get("aims", {})}
    return tuple(tried(found, rows(*records), some, **given) for some in ((), changes))


def ends(trial, row_id):
    """Early finish and total float of a row."""
    row = trial.network.tasks.set_index("row_id").loc[row_id]
    return row["early_finish"].date(), row["total_float"]


def test_several_changes_are_tried_together():
    """From 11 July, the table's first day: A takes 40 days longer, and M no longer waits for B, which gains the room that A takes."""
    now, then = trial(Change("A", added_days=40), Change("M", without="B"))

    assert ends(now, "A")[0] == date(2024, 7, 30)
    assert ends(then, "A") == (date(2024, 9, 8), 0)
    assert ends(then, "M")[0] == date(2024, 9, 8)
    assert (ends(now, "B")[1], ends(then, "B")[1]) == (10, 50)
    assert then.day_of("M", "simulated", 0.8) > now.day_of("M", "simulated", 0.8)


def test_a_trial_of_nothing_changes_nothing():
    """The very same runs, whatever is tried beside it."""
    now, then = trial()

    assert (now.simulation.target == then.simulation.target).all()
    pd.testing.assert_frame_equal(now.network.tasks, then.network.tasks)


def test_a_moved_date_counts_as_a_promise_of_the_day():
    """Moved to 9 September, 100 days ahead: half a chance by then, 80 % by 260 days."""
    _, then = trial(Change("M", finish=date(2024, 9, 9)), records=[milestone("M", forecast="2024-07-11")])

    assert then.day_of("M", "record", 0.5) == date(2024, 9, 9)
    assert then.day_of("M", "record", 0.9) == date(2025, 2, 16)
    assert then.simulation is None
