"""Who waits for whom between programmes, and whom a broken promise moves downstream."""

from datetime import date

import pytest

from charts import End, Fan, Text, dependencies_scene
from schedule import PROGRESS, PROMISES, Schedule, Words, frame
from services.dependencies import dependencies
from store import Store
from tests.contract.judging import APRIL, JUNE, LAW, ROAD, new, tracker
from tests.unit.builders import milestone, rows

WORDS = Words("vi")


def plan(*records):
    """A schedule of some milestones."""
    return Schedule(rows(*records), frame(PROMISES, []), frame(PROGRESS, []), sheet="Tiến độ")


def law(forecast):
    """The Law is to be passed on a day."""
    return plan(milestone("PASS", name="Thông qua", baseline="2024-07-01", forecast=forecast))


def waits(row_id, forecast, **more):
    """A row that cannot finish before the Law is passed."""
    return milestone(row_id, baseline=forecast, forecast=forecast, predecessors=f"{LAW}:PASS", **more)


@pytest.fixture
def store(tmp_path):
    """The law moves from July to September between April and June; three rows of the road wait for it."""
    made = Store(f"sqlite:///{tmp_path}/store.db")
    road = plan(
        waits("PUSHED", "2024-07-10", name="Công bố"),
        waits("ROOMY", "2025-03-01", name="Tổng kết", row=12),
        waits("DONE", "2024-05-01", name="Tập huấn", actual="2024-05-02", row=13),
    )
    made.add_all(
        [
            new(APRIL, b"a", law("2024-07-01")),
            new(JUNE, b"b", law("2024-09-03")),
            new(APRIL, b"c", road, ROAD),
        ]
    )
    return made


def test_a_law_that_moves_says_whom_it_moves(store):
    """Only what is unfinished and has no room is moved, by as many days as the network says, on the day looked at."""
    found = dependencies(tracker(store), APRIL, JUNE, WORDS)

    assert found.moved == (
        f"{LAW}: Thông qua lùi 64 ngày → kéo 1 việc của chương trình khác lùi tới 55 ngày: Công bố ({ROAD}).",
    )
    assert [(fan.before.name, [end.name for end in fan.after]) for fan in found.fans] == [
        ("Thông qua", ["Công bố", "Tổng kết", "Tập huấn"])
    ]


def test_what_did_not_move_moves_nobody(store):
    """The same day twice."""
    assert dependencies(tracker(store), JUNE, JUNE, WORDS).moved == ()


def test_before_the_first_report_nothing_waits(store):
    """An empty state, not a failure."""
    found = dependencies(tracker(store), date(2024, 1, 1), date(2024, 1, 1), WORDS)

    assert (found.fans, found.moved) == ((), ())


@pytest.mark.parametrize(("width", "narrow"), [(1552, False), (358, True), (328, True)])
def test_the_picture_is_readable_and_names_every_end(width, narrow):
    """Long names are cut, nothing overlaps."""
    name = "Ban hành kế hoạch thực hiện Quy hoạch Thủ đô sau khi được Thủ tướng phê duyệt " * 2
    ends = [End(str(n), "Quy hoạch Thủ đô", name, "overdue", "hẹn Quý II/2026, quá hạn 200 ngày") for n in range(5)]
    fans = [Fan(ends[0], tuple(ends[1:4])), Fan(ends[4], (ends[0],))]
    scene = dependencies_scene(
        fans, ("Việc được chờ", "Việc đang chờ nó"), words=WORDS, alt="x", width=width, narrow=narrow
    )

    assert scene.overlaps() == []
    assert len({text.key for text in scene.of(Text) if text.key}) == 5
