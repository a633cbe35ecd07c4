"""Laws of the measures that hold for any dates, in any order."""

from datetime import date, timedelta
from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import assess, redatings
from analysis.slippage import difference
from schedule import SLIPPAGES, STATUSES
from tests.unit.builders import milestone, promises, rows
from tests.unit.test_slippage import spans

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
MOVES = st.integers(-700, 700)
FIGURES = ["min", "max", "days"]
FEW = settings(max_examples=10)
"""Each example of these is a whole revision."""


@st.composite
def closed(draw) -> tuple[str, str]:
    """A day or a coarser span."""
    first = draw(DAYS)
    return first.isoformat(), (first + timedelta(days=draw(st.sampled_from([0, 0, 9, 30, 90, 364])))).isoformat()


def moved(days, by: int):
    """The span so many days later."""
    if days is None:
        return None
    return tuple(end and (date.fromisoformat(end) + timedelta(days=by)).isoformat() for end in days)


FINISHES = closed() | DAYS.map(lambda day: (None, day.isoformat())) | st.none()
PAIRS = st.lists(st.tuples(FINISHES, closed() | st.none()), min_size=1, max_size=12)
CLOSED = st.lists(st.tuples(closed(), closed(), closed()), min_size=1, max_size=12)


def figures(finishes, bases) -> pd.DataFrame:
    """The figures min, max and days of each pair."""
    return difference(spans(*finishes), spans(*bases))[FIGURES]


@settings(max_examples=40)
@given(pairs=PAIRS)
def test_the_figure_lies_within_its_interval(pairs):
    """The figure is never under `min` nor over `max` where they are known, and without a date none is."""
    found = figures(*zip(*pairs, strict=True)).assign(
        no_date=[finish is None or base is None for finish, base in pairs],
        open_below=[finish is None or base is None or finish[0] is None for finish, base in pairs],
    )

    assert found["days"].isna().eq(found["no_date"]).all()
    assert found["max"].isna().eq(found["no_date"]).all()
    assert found["min"].isna().eq(found["open_below"]).all()
    assert (found["min"].isna() | (found["min"] <= found["days"])).all()
    assert (found["days"].isna() | (found["days"] <= found["max"])).all()


@settings(max_examples=40)
@given(triples=CLOSED)
def test_swapping_flips_the_sign_and_slips_add_up(triples):
    """As much as one is late the other is early; from a to b and then to c is from a to c."""
    a, b, c = zip(*triples, strict=True)
    there, back = figures(b, a), figures(a, b)

    assert (there["min"] == -back["max"]).all()
    assert (there["days"] == -back["days"]).all()
    assert (there["days"] + figures(c, b)["days"] == figures(c, a)["days"]).all()


@settings(max_examples=40)
@given(pairs=PAIRS, by=MOVES)
def test_moving_both_dates_changes_nothing(pairs, by):
    """Only the distance counts."""
    finishes, bases = zip(*pairs, strict=True)
    later = figures([moved(each, by) for each in finishes], [moved(each, by) for each in bases])

    pd.testing.assert_frame_equal(figures(finishes, bases), later)


@settings(max_examples=40)
@given(triples=CLOSED, by=st.integers(1, 700))
def test_a_later_finish_is_never_less_late(triples, by):
    """Later by d is late by d more; where the words had not been moved the interval opens from 0."""
    finishes, bases, _ = zip(*triples, strict=True)
    before, later = figures(finishes, bases), figures([moved(each, by) for each in finishes], bases)
    same = pd.Series([finish == base for finish, base in zip(finishes, bases, strict=True)])

    assert (later["days"] == before["days"] + by).all()
    assert (later["max"] > before["max"]).all()
    assert (same | (later["min"] == before["min"] + by)).all()


def revision(random: Random, most: int = 12) -> list[dict]:
    """The milestones of one revision, with any of their dates missing, coarse or open below."""

    def some(*, opens: bool = False):
        first = date(2022, 1, 1) + timedelta(days=random.randrange(1800))
        last = first + timedelta(days=random.choice([0, 0, 9, 30, 90]))
        return random.choice([(first.isoformat(), last.isoformat()), None, (None, last.isoformat()) if opens else None])

    return [
        milestone(
            f"M{n}",
            baseline=some(),
            forecast=some(),
            actual=random.choice([None, None, some(opens=True)]),
            predecessors=random.choice(["", "M0", "M1;M2"]),
            status_text=random.choice(["", "Chưa có thông tin", "Đúng tiến độ", "Tạm dừng"]),
        )
        for n in range(random.randint(1, most))
    ]


RANDOM = st.randoms(use_true_random=False)


def figures_of(assessed: pd.DataFrame) -> pd.DataFrame:
    """What was judged of each milestone, by its id, without the days themselves."""
    names = [f"{figure}_{part}" for figure in SLIPPAGES for part in FIGURES]
    return assessed.set_index("row_id")[["status", "status_reason", "overdue_days", "is_mismatch", *names]].sort_index()


@FEW
@given(random=RANDOM, status_date=DAYS)
def test_the_order_of_the_rows_changes_nothing(random, status_date):
    """Neither the revision's own rows nor those it is compared with need to stand in an order."""
    now, then = revision(random), revision(random)
    mixed = [random.sample(part, len(part)) for part in (now, then)]
    found = [
        assess(rows(*a), status_date=status_date, approved=before, previous=before, previous_status_date=status_date)
        for a, before in ((now, rows(*then)), (mixed[0], rows(*mixed[1])))
    ]

    pd.testing.assert_frame_equal(figures_of(found[0]), figures_of(found[1]))


@FEW
@given(random=RANDOM, status_date=DAYS, by=MOVES)
def test_moving_everything_changes_nothing(random, status_date, by):
    """The same plan a year later, looked at a year later, is judged the same."""
    table = rows(*revision(random))
    later = table.copy()
    for name in table.select_dtypes("datetime"):
        later[name] = table[name] + pd.Timedelta(days=by)
    found = assess(table, status_date=status_date), assess(later, status_date=status_date + timedelta(days=by))

    pd.testing.assert_frame_equal(*map(figures_of, found))


@FEW
@given(baseline=closed(), forecasts=st.lists(DAYS, min_size=2, max_size=12), status_date=DAYS)
def test_a_later_forecast_never_looks_better(baseline, forecasts, status_date):
    """With one baseline and dates still ahead, the later one is at least as bad; a date behind is overdue, the worst."""
    ordered = sorted(forecasts)
    table = rows(*(milestone(f"M{n}", baseline=baseline, forecast=day) for n, day in enumerate(ordered)))
    statuses = assess(table, status_date=status_date)["status"].tolist()
    ahead = [STATUSES.index(status) for status in statuses if status != "overdue"]

    assert ahead == sorted(ahead, reverse=True)
    assert [status == "overdue" for status in statuses] == [day < status_date for day in ordered]


@FEW
@given(random=RANDOM, status_date=DAYS, days=st.integers(1, 60))
def test_what_is_overdue_is_as_many_days_more_overdue_later(random, status_date, days):
    """The same rows looked at d days later: an overdue milestone is overdue by d days more, and none turns green."""
    table, later_date = rows(*revision(random, 20)), status_date + timedelta(days=days)
    now, later = (assess(table, status_date=day).set_index("row_id") for day in (status_date, later_date))
    overdue = now.index[now["status"] == "overdue"]
    still = [row_id for row_id in overdue if later.loc[row_id, "status"] == "overdue"]

    assert (later.loc[still, "overdue_days"] == now.loc[still, "overdue_days"] + days).all()
    assert set(later.loc[overdue, "status"]) <= {"overdue", "done", "done_late", "no_record"}


TOLD = st.lists(st.tuples(st.sampled_from(["M1", "M2"]), DAYS, closed() | st.none()), max_size=12)


def counts(told) -> list[list[int]]:
    """Re-datings and late ones of M1 and M2."""
    said = promises(*((row, day.isoformat(), days) for row, day, days in told))
    return redatings(pd.Series(["M1", "M2"]), said).to_numpy().tolist()


@settings(max_examples=30)
@given(told=TOLD, random=RANDOM)
def test_redatings_do_not_depend_on_the_order_of_the_rows(told, random):
    """The days on which the promises were said order them, not their places in the sheet."""
    assert counts(told) == counts(random.sample(told, len(told)))


@settings(max_examples=30)
@given(told=TOLD, by=MOVES)
def test_redatings_count_moves_and_never_more_than_promises(told, by):
    """Late ones are among all, all are fewer than promises, saying the last again adds none, and only distances count."""
    found = counts(told)
    known = [[row for row, _, days in told if row == name and days] for name in ("M1", "M2")]
    stand = {row: days for _, _, row, days in sorted((day, days[1], row, days) for row, day, days in told if days)}
    later = [(row, day + timedelta(days=by), moved(days, by)) for row, day, days in told]

    assert all(
        0 <= late <= moves <= max(len(of_row) - 1, 0) for (moves, late), of_row in zip(found, known, strict=True)
    )
    assert counts(later) == found
    assert counts([*told, *((row, date(2027, 1, 1), days) for row, days in stand.items())]) == found
