"""What became of promises like this one: docs/methods/outlook.md."""

from datetime import date

import pandas as pd
import pytest

from analysis import known_on, precedents, promise_cases
from analysis.precedents import average_slip, share_kept

DAY = date(2024, 6, 1)


def record(*told):
    """(row, said on, promised, ended or "") as points of the trend."""
    made = []
    for row_id, said, promised, ended in told:
        made.append((row_id, said, promised, promised, "promise"))
        if ended:
            made.append((row_id, ended, ended, ended, "actual"))
    frame = pd.DataFrame(made, columns=["row_id", "said_on", "promised_first", "promised_last", "kind"])
    return frame.astype(dict.fromkeys(("said_on", "promised_first", "promised_last"), "datetime64[ns]"))


def known(*told, kinds=None, day=DAY):
    """The record as known on a day, all of one kind unless said otherwise."""
    made = record(*told)
    return known_on(promise_cases(made, kinds or dict.fromkeys(made["row_id"], "works")), day)


def like(told, *, said="2024-06-01", promised="2024-07-11", day=DAY, kind="works"):
    """The forecast of a milestone promised on one day for another."""
    return precedents(
        told, kind=kind, said_on=date.fromisoformat(said), promised_last=date.fromisoformat(promised), day=day
    )


KEPT = [(f"K{n}", "2024-01-01", "2024-02-10", "2024-02-10") for n in range(5)]
LATE = [(f"L{n}", "2024-01-01", "2024-02-10", "2024-05-20") for n in range(5)]


def test_half_were_kept_and_half_took_twice_as_long():
    """Promised 40 days; stretches 1 and (140 + 60) / (40 + 60) = 2; of a new promise of 40 days half is done by its day."""
    found = like(known(*KEPT, *LATE))

    assert found.chance_by(date(2024, 7, 11)) == pytest.approx(0.5)
    assert (found.day(0.5), found.day(0.8)) == (date(2024, 7, 11), date(2024, 10, 19))
    assert (found.outcomes, found.milestones) == (10, 10)


def test_a_longer_promise_is_stretched_by_as_much():
    """100 days promised, the same stretches: done after 100 days or after 2 x 160 - 60 = 260."""
    found = like(known(*KEPT, *LATE), promised="2024-09-09")

    assert (found.day(0.5), found.day(0.9)) == (date(2024, 9, 9), date(2025, 2, 16))


def test_what_is_open_still_says_at_least_so_much():
    """Five more, known to be open 70 days after their promise of 40: stretch over 1.3, so fewer than half were kept."""
    waiting = [(f"O{n}", said, "2024-02-10", "") for n in range(5) for said in ("2024-01-01", "2024-03-11")]
    found = like(known(*KEPT, *LATE, *waiting))

    assert found.chance_by(date(2024, 7, 11)) < 0.4


def test_nobody_told_is_not_open_for_ever():
    """A promise made once, of which nothing was told since, is known to have been open that day only: it changes nothing."""
    silent = [(f"S{n}", "2024-01-01", "2024-02-10", "") for n in range(20)]

    assert like(known(*KEPT, *LATE, *silent)).chances.tolist() == pytest.approx(
        like(known(*KEPT, *LATE)).chances.tolist()
    )


def test_what_has_taken_longer_than_was_promised_looks_only_ahead():
    """60 days after a promise of 40 days its day has passed: what is left is the part of the record that took as long."""
    found = like(known(*KEPT, *LATE), said="2024-04-02", promised="2024-05-12")

    assert found.day(0.1) == date(2024, 8, 20)
    assert found.chance_by(DAY) == 0


def test_the_many_promises_of_one_milestone_count_together_as_one():
    """Ten broken promises of one milestone weigh no more than one."""
    broken = [("L0", f"2024-01-{n:02}", "2024-02-20", "2024-05-20") for n in range(1, 11)]

    assert like(known(*KEPT, *broken)).chance_by(date(2024, 7, 11)) == pytest.approx(5 / 6, abs=0.03)


def test_promises_of_the_other_kind_count_half():
    """Five kept acts beside five broken works: for works half as many kept, 1/3; for acts 2/3."""
    kinds = {row[0]: "acts" for row in KEPT} | {row[0]: "works" for row in LATE}
    told = known(*KEPT, *LATE, kinds=kinds)

    assert like(told).chance_by(date(2024, 7, 11)) == pytest.approx(1 / 3)
    assert like(told, kind="acts").chance_by(date(2024, 7, 11)) == pytest.approx(2 / 3)


def test_nine_outcomes_are_no_record():
    """Below ten known outcomes there is no forecast, not a bad one."""
    assert like(known(*KEPT, *LATE[:4])) is None


def test_a_day_known_only_as_done_by_is_marked():
    """Done by 20 May: the promise counts as ended then, and is told apart for scores."""
    made = record(("A", "2024-01-01", "2024-02-10", "2024-05-20"))
    made.loc[made["kind"] == "actual", "promised_first"] = pd.NaT

    assert promise_cases(made, {})["is_by"].tolist() == [True]


def test_the_plain_rules_beside_it():
    """Median slip and share kept, of one kind."""
    told = known(*KEPT, *LATE[:3])

    assert average_slip(told, "works").days == 0
    assert share_kept(told, "works") == pytest.approx(5 / 8)
    assert average_slip(told, "acts") is None
