"""Gates: sessions on record, the days that the law wants before them, and readiness against them.

The days of the sessions and of the lead times name their sources in `data/gates.csv` and `data/lead_times.csv`.
"""

from datetime import date

import pytest

from analysis import aimed_at, gate_margin, gate_miss_cost, gate_ties, next_window, snapped, steps, whole, windows
from loaders import reference
from schedule import Gate, GateTie, LeadTime
from tests.unit.builders import milestone, rows

GATES, CALENDAR, RULES = reference.gates(), reference.calendar(), reference.lead_times()
ASSEMBLY = windows(GATES, "na")
SEVENTH = next(gate for gate in GATES if gate.id == "na-15-7")


def rule(days: int, *, is_working: bool = False, subject: str = "", body: str = "na", **changes) -> LeadTime:
    """A made-up rule: so many days before the opening."""
    facts = {"valid_from": None, "valid_to": None, **changes}
    return LeadTime(
        "r", body, subject, "Gửi hồ sơ", "Send", days, is_working, "before", "khai mạc", "Luật", source_url="", confidence="high", **facts
    )  # fmt: skip


def test_a_session_in_two_parts_is_two_windows():
    """Kỳ họp thứ 7 sat from 20 May to 8 June and from 17 to 29 June 2024."""
    assert [(w.first, w.last) for w in ASSEMBLY if w.gate is SEVENTH] == [
        (date(2024, 5, 20), date(2024, 6, 8)), (date(2024, 6, 17), date(2024, 6, 29)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ready", "decided"),
    [
        (date(2024, 3, 31), date(2024, 5, 20)),  # before the session: its first day
        (date(2024, 5, 28), date(2024, 5, 28)),  # while it sits: the same day
        (date(2024, 6, 8), date(2024, 6, 8)),  # the last day of the first part counts
        (date(2024, 6, 9), date(2024, 6, 17)),  # in the break: the second part
        (date(2024, 6, 29), date(2024, 6, 29)),
        (date(2024, 6, 30), date(2024, 10, 21)),  # one day late: the eighth session
    ],
)
def test_readiness_snaps_to_the_next_day_on_which_the_body_sits(ready, decided):
    """Missing the seventh session by a day costs 113 days more."""
    assert snapped(ready, ASSEMBLY) == decided


def test_after_the_last_session_on_record_nothing_is_known():
    """No window is invented."""
    after = date(2099, 1, 1)

    assert next_window(after, ASSEMBLY) is None
    assert snapped(after, ASSEMBLY) is None
    assert gate_miss_cost(ASSEMBLY[-1], ASSEMBLY) is None


def test_the_margin_runs_to_the_close_and_missing_costs_the_way_to_the_next_session():
    """The Capital Law at the seventh session: ready on 13 May 2024 left 47 days; missing it, 114 days to 21 October."""
    session = whole(SEVENTH)

    assert gate_margin(date(2024, 5, 13), session) == 47
    assert gate_margin(date(2024, 6, 29), session) == 0
    assert gate_margin(date(2024, 7, 9), session) == -10
    assert gate_miss_cost(session, ASSEMBLY) == 114


@pytest.mark.parametrize(
    ("promised", "gate"),
    [
        (date(2024, 6, 29), "na-15-7"),  # "Kỳ họp thứ 7"
        (date(2024, 12, 31), "na-15-8"),  # "năm 2024": the last session of the year
        (date(2023, 10, 31), "na-15-6"),  # "tháng 10/2023": the session that opens then
        (date(2020, 1, 1), None),
    ],
)
def test_a_promise_means_the_last_session_that_has_opened_by_then(promised, gate):
    """As offices write it."""
    aimed = aimed_at(promised, ASSEMBLY)

    assert (aimed and aimed.id) == gate


def test_what_the_capital_law_had_to_do_before_the_seventh_session():
    """Second reading: the revised draft 45 days before the opening of 20 May 2024, opinions and the draft 20 days before.

    30 April is a holiday, and so are the days before it back to Saturday 27 April: the last working day is Friday 26 April.
    """
    found = steps(SEVENTH, "bill-second", RULES, CALENDAR)

    assert [(s.rule.id, s.due, s.last_workday) for s in found] == [
        ("law-2nd-draft-45-2015", date(2024, 4, 5), date(2024, 4, 5)),
        ("law-2nd-opinion-20-2015", date(2024, 4, 30), date(2024, 4, 26)),
        ("na-bills-20-bill-second", date(2024, 4, 30), date(2024, 4, 26)),
    ]
    assert all(s.rule.legal_source for s in found)


def test_the_law_in_force_when_the_session_opens_is_the_one_that_counts():
    """A new bill: 30 days before the seventh session by the law of 2015, 45 before the tenth by that of 2025."""
    tenth = next(gate for gate in GATES if gate.id == "na-15-10")

    assert {s.rule.days for s in steps(SEVENTH, "bill", RULES, CALENDAR)} == {30, 20}
    assert {s.rule.days for s in steps(tenth, "bill", RULES, CALENDAR)} == {45, 20}


def test_working_days_are_counted_on_the_calendar():
    """Five working days before Monday 20 May 2024 is Monday 13 May; ten before Monday 13 May skip 1 May and the swapped 29 and 30 April."""
    short = Gate("na-x", "Quốc hội", "Kỳ họp", "KH", ((date(2024, 5, 13), date(2024, 5, 13)),))

    assert steps(SEVENTH, "", [rule(5, is_working=True)], CALENDAR)[0].due == date(2024, 5, 13)
    assert steps(short, "", [rule(10, is_working=True)], CALENDAR)[0].due == date(2024, 4, 25)


def test_rules_of_other_bodies_and_subjects_are_left_out():
    """A rule without a subject holds for all of its body."""
    rules = [rule(1), rule(2, subject="bill"), rule(3, subject="report"), rule(4, body="hdnd")]

    assert [s.rule.days for s in steps(SEVENTH, "report", rules, CALENDAR)] == [3, 1]


def test_a_session_without_days_wants_nothing():
    """Nothing can be counted back from it."""
    unknown = Gate("na-x", "Quốc hội", "Kỳ họp", "KH", ())

    assert steps(unknown, "", [rule(20)], CALENDAR) == ()
    assert whole(unknown) is None


def test_a_row_is_tied_by_the_registry_or_by_a_finish_written_as_a_session():
    """“Kỳ họp thứ 7” ties to the Assembly, a month does not; the registry goes first."""
    session = {"forecast": ("2024-05-20", "2024-06-29")}
    table = rows(
        milestone("A", **session, forecast_finish_precision="session"),
        milestone("B", **session, forecast_finish_precision="session"),
        milestone("C", forecast=("2024-05-01", "2024-05-31")),
        milestone("D", forecast=None),
    )

    assert gate_ties(table, GATES, {"B": GateTie("na", "bill"), "D": GateTie("politburo"), "Z": GateTie("na")}) == {
        "A": GateTie("na"), "B": GateTie("na", "bill"), "D": GateTie("politburo"),
    }  # fmt: skip


def test_every_registered_tie_names_a_body_with_sessions_and_a_subject_of_the_law():
    """A misspelt tie would be no gate at all."""
    bodies = {gate.body_id for gate in GATES} & reference.bodies().keys()
    subjects = {(r.body_id, r.subject) for r in RULES}
    ties = [(tie, row_id) for programme in reference.programmes() for row_id, tie in programme.gates.items()]

    assert ties
    for tie, row_id in ties:
        assert tie.body_id in bodies, row_id
        assert not tie.subject or (tie.body_id, tie.subject) in subjects, row_id


def test_every_gate_and_every_rule_names_where_it_can_be_read():
    """A rule without an address is marked as not verified."""
    assert all(gate.source_url.startswith("http") for gate in GATES)
    assert all(r.legal_source and (r.source_url or r.confidence == "low") for r in RULES)
    assert {gate.basis for gate in GATES} == {"held", "announced", "rule"}
