"""What changed from one revision to another: which rows are the same, what is said of them, the worst first."""

from datetime import date

import pandas as pd
import pytest

from analysis import MatchDecision, changes, row_key, row_matches
from schedule import PROMISES, ROWS, Span, frame, span_columns

SINCE, DAY = date(2024, 4, 1), date(2024, 7, 1)
MARCH, JUNE, DECEMBER = date(2024, 3, 31), date(2024, 6, 30), date(2024, 12, 31)


def row(number=1, **changes):
    """A milestone promised for December, planned for June."""
    dates = {"baseline_finish": JUNE, "forecast_finish": DECEMBER}
    dates |= {name: changes.pop(name) for name in list(changes) if name.endswith(("_start", "_finish"))}
    columns = {"row": 10 + number, "level": 1, "row_id": f"R{number}", "wbs": f"1.{number}", "kind": "milestone"}
    columns |= {"name": f"Mốc số {number}", "owner": "UBND TP"}
    for name, day in dates.items():
        columns |= span_columns(name, span(day), f"{name[0].upper()}{10 + number}")
    return {**columns, **changes}


def span(day):
    """A day, or a span as it is, or nothing."""
    if isinstance(day, date):
        return Span(day, day, "day", "on", f"{day.day}/{day.month}/{day.year}")
    return day or Span()


def rows(*records):
    """A frame of rows."""
    return frame(ROWS, list(records))


def told(before, after, **asked):
    """The changes as (kind, row id, days), without what was merely edited."""
    found = changes(before, after, **{"status_date": DAY, "since": SINCE, **asked})
    found = found[found["kind"] != "edited"]
    days = [None if pd.isna(d) else int(d) for d in found["days"]]
    return list(zip(found["kind"], found["row_id"], days, strict=True))


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ({"forecast_finish": DECEMBER}, {"forecast_finish": date(2025, 1, 31)}, ("redated", 31)),
        ({"forecast_finish": DECEMBER}, {"forecast_finish": date(2024, 12, 1)}, ("redated", -30)),
        ({"baseline_finish": None}, {"baseline_finish": None, "forecast_finish": None}, ("redated", None)),
        ({"forecast_finish": None}, {"forecast_finish": DECEMBER}, ("redated", 184)),
        ({"baseline_start": MARCH}, {"baseline_start": SINCE}, ("redated", 1)),
        ({"owner": "UBND TP"}, {"owner": "Sở Xây dựng"}, ("owner", None)),
        ({"name": "Mốc số 1"}, {"name": "Mốc thứ nhất"}, ("renamed", None)),
        ({}, {"actual_finish": JUNE}, ("finished", -184)),
        ({}, {"actual_start": MARCH}, ("started", None)),
        ({"actual_finish": JUNE}, {}, ("reopened", None)),
        ({"actual_finish": JUNE}, {"actual_finish": MARCH}, ("actual_altered", -91)),
        ({"actual_finish": JUNE}, {"actual_finish": JUNE, "forecast_finish": JUNE}, ("past_forecast_altered", -184)),
    ],
)
def test_one_change_is_told_as_one(was, now, expected):
    """Each kind of change of one row is one line: its kind, and by how many days, + is later."""
    assert told(rows(row(**was)), rows(row(**now)), since=None) == [(expected[0], "R1", expected[1])]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"name": "Mốc  số 1"}, {"name": "Mốc số 1"}),
        ({"forecast_finish": DECEMBER}, {"forecast_finish": Span(DECEMBER, DECEMBER, "day", "on", "31-12-2024")}),
        ({"baseline_finish": DECEMBER, "forecast_finish": None}, {"baseline_finish": DECEMBER}),
        ({}, {"actual_finish": JUNE, "forecast_finish": JUNE}),
    ],
)
def test_what_says_the_same_is_no_re_dating(was, now):
    """Other spaces, another spelling of the day, the plan said again as the forecast, a forecast that follows the actual."""
    assert [c for c in told(rows(row(**was)), rows(row(**now)), since=None) if c[0] != "finished"] == []


@pytest.mark.parametrize(
    ("stood", "is_late"), [(DECEMBER, False), (date(2024, 8, 1), False), (date(2024, 7, 31), True), (MARCH, True)]
)
def test_a_date_moved_in_its_last_thirty_days_or_after_it_is_re_dated_late(stood, is_late):
    """As of the later status date: 31 days ahead is in time, 30 is not, and what has passed is not."""
    found = changes(rows(row(forecast_finish=stood)), rows(row(forecast_finish=date(2025, 3, 1))), status_date=DAY)

    assert list(found["is_late"]) == [is_late]
    assert list(found["is_promise"]) == [True]


def test_a_coarse_date_says_so():
    """Days counted from a quarter are no days; both words are kept as they stood."""
    quarter = Span(date(2024, 10, 1), DECEMBER, "quarter", "on", "Quý IV/2024")
    found = changes(rows(row(forecast_finish=quarter)), rows(row(forecast_finish=date(2025, 1, 31))), status_date=DAY)

    assert list(found["is_coarse"]) == [True]
    assert list(found["before_text"]) == ["Quý IV/2024"]
    assert (list(found["before"]), list(found["after"])) == (["2024-12-31"], ["2025-01-31"])


def test_the_worst_comes_first():
    """The altered past, then late re-dating, then later dates by days, then what went, then what is good news."""
    before = rows(
        row(1), row(2, forecast_finish=JUNE), row(3), row(4), row(5, actual_finish=JUNE), row(6), row(7, name="Bỏ đi")
    )
    after = rows(
        row(1, forecast_finish=date(2025, 1, 31)), row(2, forecast_finish=date(2024, 8, 1)),
        row(3, forecast_finish=date(2025, 12, 31)), row(4, owner="Sở"), row(5, actual_finish=MARCH),
        row(6, actual_finish=JUNE), row(8, name="Việc mới"),
    )  # fmt: skip

    assert [(kind, row_id) for kind, row_id, _ in told(before, after)] == [
        ("actual_altered", "R5"), ("redated", "R2"), ("redated", "R3"), ("redated", "R1"), ("removed", "R7"),
        ("finished", "R6"), ("added", "R8"), ("owner", "R4"),
    ]  # fmt: skip


def test_what_fell_due_and_was_not_done_is_told():
    """Not overdue on the earlier day, overdue on the later: told with its days; overdue on both: not news."""
    before = rows(row(1, forecast_finish=JUNE), row(2, forecast_finish=MARCH), row(3))

    assert told(before, before) == [("overdue", "R1", 1)]


def test_small_moves_are_left_out_on_demand():
    """The threshold is in days; what has no days, like a promise taken back, is never small."""
    before = rows(row(1), row(2), row(3))
    after = rows(
        row(1, forecast_finish=date(2025, 1, 2)),
        row(2, forecast_finish=date(2025, 1, 31)),
        row(3, forecast_finish=None),
    )

    assert {row_id for _, row_id, _ in told(before, after, threshold_days=7)} == {"R2", "R3"}


def test_the_plan_cannot_be_moved_unseen():
    """A baseline date that moves is told among the alterations of the past."""
    found = told(rows(row(1), row(2)), rows(row(1, forecast_finish=date(2025, 6, 1)), row(2, baseline_finish=DECEMBER)))

    assert found == [("redated", "R2", 184), ("redated", "R1", 152)]


def test_a_promise_of_the_past_cannot_be_rewritten_unseen():
    """Said by the earlier day, and now gone, new, or for another day: told; said since then: not."""

    def promised(*said):
        records = [{"row_id": "R1", "said_on": on, "promised_last": day, "office_text": str(day)} for on, day in said]
        return frame(PROMISES, records)

    same = rows(row())
    before = promised((date(2023, 1, 1), MARCH), (date(2023, 6, 1), JUNE), (date(2023, 9, 1), DECEMBER))
    after = promised((date(2023, 1, 1), MARCH), (date(2023, 6, 1), MARCH), (date(2024, 6, 1), JUNE))

    assert told(same, same, promises=(before, after)) == [
        ("past_forecast_altered", "R1", -91), ("past_forecast_altered", "R1", None),
    ]  # fmt: skip


def test_ids_win_over_names():
    """Two rows that swapped their names are two renamed rows, where planners gave them ids."""
    before = rows(row(1, name="Khởi công"), row(2, name="Khánh thành"))
    after = rows(row(1, name="Khánh thành"), row(2, name="Khởi công"))

    assert told(before, after) == [("renamed", "R1", None), ("renamed", "R2", None)]


def test_an_id_made_from_a_number_is_no_proof():
    """Without an id column a row put in shifts every number; the rows are found again by name."""
    names = ("Lập dự án", "Thẩm định", "Phê duyệt")
    before = rows(*(row(n, row_id=f"1.{n}", name=name) for n, name in enumerate(names, 1)))
    after = rows(*(row(n, row_id=f"1.{n}", name=name) for n, name in enumerate(("Khảo sát", *names), 1)))

    assert told(before, after) == [("added", "1.1", None)]


def test_alike_names_are_asked_about_and_never_guessed():
    """Doubtful: one removed and one added, until a person decides; either decision holds."""
    before = rows(row(row_id="", name="Phê duyệt quy hoạch phân khu đô thị"))
    after = rows(row(row_id="", name="Phê duyệt các quy hoạch phân khu đô thị"))
    asked = row_matches(before, after)
    keys = row_key(before.iloc[0]), row_key(after.iloc[0])

    assert [(m.how, 90 < m.score < 100) for m in asked.itertuples()] == [("doubtful", True)]
    assert [c[0] for c in told(before, after)] == ["removed", "added"]
    same = row_matches(before, after, [MatchDecision(*keys, True)])
    assert [c[0] for c in told(before, after, matches=same)] == ["renamed"]
    assert row_matches(before, after, [MatchDecision(*keys, False)]).empty


def test_a_number_in_a_name_is_part_of_what_it_is():
    """The words "Gói thầu số 1" is not "Gói thầu số 2", however alike they read."""
    before, after = (
        rows(row(row_id="a", wbs="", name="Gói thầu số 1")),
        rows(row(row_id="b", wbs="", name="Gói thầu số 2")),
    )

    assert row_matches(before, after).empty


def test_a_new_id_on_the_same_row_is_told():
    """The same place and name under another id: one row, renumbered."""
    assert told(rows(row(row_id="A-1")), rows(row(row_id="B-1"))) == [("renumbered", "B-1", None)]


def group(name, wbs, number):
    """A group of rows."""
    return row(
        number, kind="summary", level=0, row_id="", wbs=wbs, name=name, baseline_finish=None, forecast_finish=None
    )


def test_moving_to_another_group_is_told_and_shifting_numbers_are_not():
    """A row put in before the others moves none of them; a row under another heading moved."""
    before = rows(
        group("Chuẩn bị", "I", 20),
        row(1, wbs="I.1"),
        row(2, wbs="I.2"),
        group("Thi công", "II", 21),
        row(3, wbs="II.1"),
    )
    after = rows(
        group("Chuẩn bị", "I", 20), row(4, wbs="I.1", name="Việc mới"), row(1, wbs="I.2"), group("Thi công", "II", 21),
        row(2, wbs="II.1"), row(3, wbs="II.2"),
    )  # fmt: skip
    found = changes(before, after, status_date=DAY)
    moved = found[found["kind"] == "moved"]

    assert list(moved["row_id"]) == ["R2"]
    assert (list(moved["before_text"]), list(moved["after_text"])) == (["I.2 (Chuẩn bị)"], ["II.1 (Thi công)"])


def test_another_order_within_the_group_is_the_fewest_moves():
    """The last of three put first is one move, not three."""
    before = rows(row(1, wbs="1"), row(2, wbs="2"), row(3, wbs="3"))
    after = rows(row(3, wbs="1"), row(1, wbs="2"), row(2, wbs="3"))

    assert told(before, after) == [("moved", "R3", None)]


def test_lesser_fields_are_told_as_edited():
    """What carries no date, owner, name or place is told last."""
    found = changes(rows(row(note="cũ")), rows(row(note="mới", percent_complete=40.0)), status_date=DAY)

    assert list(zip(found["kind"], found["field"], found["before"], found["after"], strict=True)) == [
        ("edited", "percent_complete", "", "40.0"),
        ("edited", "note", "cũ", "mới"),
    ]
