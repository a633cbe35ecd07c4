"""The outlook's pictures: S-curve and tornado."""

from datetime import date

import pytest

from charts import Bar, Circle, Curve, Line, Rect, Text, s_curve_scene, tornado_scene
from schedule import Gate, Words

WORDS = Words("vi")
WIDE, PHONE = {"width": 1552}, {"width": 358, "narrow": True}
RECORD = Curve("Hồ sơ lời hẹn", ((date(2024, 6, 1), 0.2), (date(2024, 6, 28), 0.55), (date(2025, 1, 10), 0.9)))
RUNS = Curve("Mô phỏng mạng", ((date(2024, 6, 20), 0.4), (date(2024, 10, 21), 0.85), (date(2031, 5, 20), 1.0)))
SESSION = Gate("na-15-7", "Quốc hội", "Kỳ họp thứ 7", "KH 7", ((date(2024, 5, 20), date(2024, 6, 29)),))


def drawn(*curves, due=date(2024, 6, 29), **size):
    """The S-curves as of 9 January 2024."""
    return s_curve_scene(curves, [SESSION], due=due, status_date=date(2024, 1, 9), words=WORDS, **size)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_curve_climbs_and_shows_where_half_and_80_percent_lie(size):
    """Upwards never downwards; P50 of the record on 28 June, the session as a column, the due day as a line."""
    scene = drawn(RECORD, RUNS, **size)
    curves = [mark for mark in scene.of(Line) if mark.title]

    assert all(
        a[0] <= b[0] and a[1] >= b[1] for mark in curves for a, b in zip(mark.points, mark.points[1:], strict=False)
    )
    assert {"50\u00a0%: 28/06/2024" in mark.title.replace(" %", "\u00a0%") for mark in scene.of(Circle)} == {
        True,
        False,
    }
    assert any(mark.role == "gate" and mark.key == "na-15-7" for mark in scene.of(Rect))
    assert any("29/06/2024" in mark.text for mark in scene.of(Text))


def test_a_long_tail_is_cut_not_drawn_as_a_jump():
    """The runs' last step lies in 2031, the picture ends with the record's P90: the curve stays at 85 % until the edge."""
    scene = drawn(RECORD, RUNS, **WIDE)
    runs = next(mark for mark in scene.of(Line) if mark.title == RUNS.name)

    assert runs.points[-1][1] == runs.points[-2][1]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_picture_of_one_method_without_a_due_day(size):
    """One curve and nothing else still makes a picture, its marks on the page."""
    scene = s_curve_scene([RECORD], [], due=None, status_date=date(2024, 1, 9), words=WORDS, **size)

    assert all(-1 <= x <= scene.width + 1 for mark in scene.of(Line) for x, _ in mark.points)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_tornado_shows_what_moves_the_finish_most(size):
    """Bars as long as their correlations, a negative one to the left; no text on another."""
    bars = [
        Bar("Hoàn thành giải phóng mặt bằng toàn tuyến qua bảy quận, huyện", 0.8, "90 %"),
        Bar("Khởi công", -0.4, "5 %"),
    ]
    scene = tornado_scene(bars, words=WORDS, **size)
    first, second = scene.of(Rect)

    assert first.width == pytest.approx(2 * second.width, rel=0.01)
    assert second.x < first.x
    assert not scene.overlaps()
