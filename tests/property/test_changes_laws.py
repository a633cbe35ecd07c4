"""Laws of comparing revisions, whatever planners write."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis import changes, row_key, row_matches
from schedule import ROWS, Span, frame, span_columns

DAY = date(2024, 7, 1)
NAMES = st.sampled_from(
    ["Khởi công", "Khánh thành", "Khảo sát", "Khảo sát lại", "Phê duyệt", "Phê duyệt lại", "Gói 1", ""]
)
DAYS = st.none() | st.integers(-400, 400).map(lambda n: DAY + timedelta(days=n))
MIRROR = {"added": "removed", "removed": "added"}


@st.composite
def tables(draw):
    """A schedule of up to eight rows: with ids, with some, with the same id twice, in groups, or all alike."""
    records = []
    for number in range(draw(st.integers(0, 8))):
        record = {
            "row": number + 9,
            "level": draw(st.integers(0, 2)),
            "kind": draw(st.sampled_from(["milestone", "task", "summary"])),
            "row_id": draw(st.sampled_from(["", "A", "B", "C", "D", f"{number}"])),
            "wbs": draw(st.sampled_from(["", "1", "1.1", "1.2", "2.1", f"{number}"])),
            "name": draw(NAMES),
            "owner": draw(st.sampled_from(["", "Sở", "UBND"])),
        }
        for field in ("baseline_finish", "forecast_finish", "actual_finish"):
            day = draw(DAYS)
            record |= span_columns(field, Span(day, day, "day", "on", f"{day:%d/%m/%Y}") if day else Span(), "A1")
        records.append(record)
    return frame(ROWS, records)


def compared(before, after):
    """The changes, without what fell due."""
    return changes(before, after, status_date=DAY)


@given(tables())
def test_equal_schedules_differ_in_nothing(table):
    """The difference of a schedule from itself is empty, however many of its rows read alike."""
    assert changes(table, table, status_date=DAY, since=DAY).empty


@given(tables(), tables())
def test_the_mirror_swaps_what_came_and_what_went(one, other):
    """Compared the other way round, what was added was removed; days change their sign."""
    there, back = compared(one, other), compared(other, one)

    for kind, mirrored in MIRROR.items():
        assert sorted(there.loc[there["kind"] == kind, "name"]) == sorted(back.loc[back["kind"] == mirrored, "name"])
    altered = [f.loc[f["kind"] == "actual_altered", "days"].dropna().sort_values().tolist() for f in (there, back)]
    assert altered[0] == sorted(-days for days in altered[1])


@given(tables(), tables())
def test_a_row_is_in_one_pair_at_most_and_ids_win(one, other):
    """No row is matched twice; a planner's id that stands once on both sides is matched with itself."""
    pairs = row_matches(one, other)

    assert pairs["before"].is_unique
    assert pairs["after"].is_unique
    given_ids = [
        [row_key(r) for r in side.to_dict("records") if r["row_id"] in "ABCD" and r["row_id"]] for side in (one, other)
    ]
    for row_id in {i for i in given_ids[0] if given_ids[0].count(i) == given_ids[1].count(i) == 1}:
        before, after = (list(side["row_id"]).index(row_id) for side in (one, other))
        found = pairs[pairs["before"] == before]
        assert list(found["after"]) == [after]
        assert list(found["how"]) == ["id"]


@given(tables(), tables())
def test_every_row_is_accounted_for(one, other):
    """Each row of the later schedule is matched or added, each of the earlier matched or removed."""
    pairs, found = row_matches(one, other), compared(one, other)
    sure = int((pairs["how"] != "doubtful").sum())

    assert int((found["kind"] == "added").sum()) == len(other) - sure
    assert int((found["kind"] == "removed").sum()) == len(one) - sure


@given(tables(), tables(), st.integers(0, 500))
def test_a_higher_threshold_only_leaves_out(one, other, days):
    """What is told above a threshold is told without it; what is left out moved by fewer days."""
    every, some = compared(one, other), changes(one, other, status_date=DAY, threshold_days=days)
    left_out = len(every) - len(some)

    small = every["kind"].eq("redated") & every["days"].abs().lt(days)
    assert left_out == int(small.sum())
    assert some.equals(every[~small].reset_index(drop=True))


@given(tables(), tables())
def test_days_are_the_difference_of_the_days_told(one, other):
    """`days` is `after` less `before`, calendar days; missing where one of them is, never 0."""
    found = compared(one, other)
    dated = found[found["kind"].isin(("redated", "finished", "actual_altered", "past_forecast_altered"))]
    for change in dated.to_dict("records"):
        if change["before"] and change["after"]:
            assert change["days"] == (date.fromisoformat(change["after"]) - date.fromisoformat(change["before"])).days
        else:
            assert pd.isna(change["days"])
