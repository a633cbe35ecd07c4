"""The milestone trend: steps, promises, the diagonal, and labels that can be told apart."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import Circle, Diamond, Line, Polygon, Rect, Scene, Text, TrendLine, TrendPoint, trend_scene
from charts.lettering import NARROWEST
from schedule import Gate, Words

VI, EN = Words("vi"), Words("en")
TODAY = date(2025, 12, 31)
PAPER = {"status_date": TODAY, "words": VI}
PHONE = {"width": 358, "narrow": True}


def point(said_on: date, promised: date) -> TrendPoint:
    """One promise."""
    return TrendPoint(said_on, promised, f"Nói ngày {said_on:%d/%m/%Y}: hẹn {promised:%d/%m/%Y}")


def line(key: str = "rr4:land", **changes: object) -> TrendLine:
    """A milestone promised for the end of 2023, then of 2024, then of 2026, and not finished."""
    points = (
        point(date(2022, 6, 16), date(2023, 12, 31)),
        point(date(2023, 12, 1), date(2024, 12, 31)),
        point(date(2025, 1, 15), date(2026, 12, 31)),
    )
    return replace(
        TrendLine(key, f"Mặt bằng {key}", "hẹn năm 2026, 3 lần hẹn, +1.096 ngày", points, None, "severely_late"),
        **changes,
    )


def apart(n: int) -> list[TrendLine]:
    """Lines whose promises never coincide."""
    moved = [timedelta(days=40 * i) for i in range(n)]
    return [
        line(str(i), points=tuple(point(p.said_on, p.promised + by) for p in line().points))
        for i, by in enumerate(moved)
    ]


def steps(scene: Scene, role: str = "series_1") -> Line:
    """The stepped line of one colour."""
    (found,) = [mark for mark in scene.of(Line) if mark.role == role and mark.width == 2 and len(mark.points) > 2]
    return found


def label(scene: Scene, text: str) -> Text:
    """The one text that begins so."""
    (found,) = [mark for mark in scene.of(Text) if mark.text.startswith(text)]
    return found


def test_a_line_is_flat_while_a_promise_holds_and_upright_where_it_moves():
    """Three promises are two steps, and the last goes on to the status date."""
    scene = trend_scene([line()], **PAPER)
    points = steps(scene).points
    said = [circle.x for circle in scene.of(Circle) if circle.key]

    assert [said[0], said[1], said[1], said[2], said[2]] == pytest.approx([x for x, _ in points[:-1]])
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    assert points[-1][1] == points[-2][1] < points[2][1] < points[0][1]


def test_each_promise_is_a_hollow_circle_that_tells_itself_and_answers_with_its_lines_key():
    """Picking any circle of a line picks the milestone."""
    scene = trend_scene([line()], **PAPER)
    circles = [circle for circle in scene.of(Circle) if circle.key]

    assert [circle.hollow for circle in circles] == [True] * 3
    assert {"rr4:land"} == {circle.key for circle in circles}
    assert "Nói ngày 16/06/2022: hẹn 31/12/2023" in circles[0].title


def test_a_flat_line_stands_at_the_height_of_its_promised_day():
    """A year more is as high everywhere."""
    a, b, c = (circle.y for circle in trend_scene([line()], **PAPER).of(Circle) if circle.key)

    assert (a - b) / 366 == pytest.approx((b - c) / 730)
    assert a > b > c


def test_an_actual_finish_is_a_ticked_diamond_on_the_diagonal():
    """The line comes down to it; what follows is only a thin dotted lead to its label."""
    done = line(actual=date(2025, 6, 30), status="done_late")
    scene = trend_scene([done], **PAPER)
    (diamond,) = [mark for mark in scene.of(Diamond) if mark.key]
    (x0, y0), (x1, y1) = next(m.points for m in scene.of(Line) if m.role == "ink" and len(set(m.points)) == 2)

    assert diamond.style == "ticked"
    assert (diamond.y - y0) / (y1 - y0) == pytest.approx((diamond.x - x0) / (x1 - x0), abs=0.01)
    assert (diamond.x, diamond.y) == steps(scene).points[-1]
    assert [m.dash for m in scene.of(Line) if m.points[0] == (diamond.x, diamond.y)] == ["dot"]


def test_promises_after_the_finish_do_not_lead_the_line_back():
    """They keep their circles; no line runs from the right to the left."""
    scene = trend_scene([line(actual=date(2024, 6, 30), status="done_late")], **PAPER)

    assert len([circle for circle in scene.of(Circle) if circle.key]) == 3
    assert all(a[0] <= b[0] for a, b in pairwise(steps(scene).points))


def test_the_field_below_the_diagonal_is_shaded_and_the_diagonal_named():
    """Whoever does not know the picture reads what the diagonal means."""
    scene = trend_scene([line()], **PAPER)
    (shade,) = scene.of(Polygon)

    assert shade.role == "shade"
    assert VI("chart.diagonal") in {mark.text for mark in scene.of(Text)}


def test_labels_stand_right_of_the_plot_in_their_lines_colours_with_leaders():
    """Name in bold, note below it, in the order of the lines' ends."""
    scene = trend_scene(apart(8), **PAPER)
    names = [label(scene, f"Mặt bằng {i}") for i in range(8)]
    ends = [steps(scene, f"series_{i + 1}").points[-1] for i in range(8)]

    assert [f"series_{i}" for i in range(1, 9)] == [name.role for name in names]
    assert all(name.weight == 600 and name.x > end[0] for name, end in zip(names, ends, strict=True))
    assert sorted(range(8), key=lambda i: names[i].y) == sorted(range(8), key=lambda i: ends[i][1])
    assert all(any(m.points[0] == pytest.approx((end[0] + 4, end[1])) for m in scene.of(Line)) for end in ends)


def test_lines_beyond_the_eighth_share_a_colour_and_differ_by_their_dashes():
    """The label's leader is dashed as its line is."""
    scene = trend_scene(apart(11), **PAPER)
    others = [m for m in scene.of(Line) if m.role == "series_other"]

    assert {"", "dash", "dot"} == {m.dash for m in others if m.width == 2}
    assert {"", "dash", "dot"} == {m.dash for m in others if m.width == 1}


def test_no_line_has_a_colour_of_a_status():
    """Status colours stay reserved: they appear on the label's sign alone."""
    scene = trend_scene([line(str(i)) for i in range(15)], **PAPER)
    coloured = {mark.role for mark in scene.of(Line, Polygon)} | {mark.role for mark in scene.of(Circle, Diamond)}

    assert not {role for role in coloured if role.startswith("status_")}
    assert {"status_severely_late"} == {mark.role for mark in scene.of(Rect)} - {"ink"}


def test_lines_that_would_lie_on_one_another_are_laid_side_by_side():
    """Equal promises keep their circles in one place, while each line can be followed."""
    scene = trend_scene([line("a"), line("b"), line("c")], **PAPER)
    ends = sorted(steps(scene, f"series_{i}").points[-1][1] for i in (1, 2, 3))

    assert all(b - a > 2 for a, b in pairwise(ends))
    assert ends[-1] - ends[0] < 8
    assert len({(circle.x, circle.y) for circle in scene.of(Circle) if circle.key}) == 3


@pytest.mark.parametrize(("days", "least"), [(31, 3), (200, 3), (800, 3), (3650, 5), (9130, 5)])
def test_both_axes_have_ticks_at_sensible_steps_from_a_month_to_25_years(days, least):
    """Some ticks, never so many that they touch."""
    start = TODAY - timedelta(days=days)
    scene = trend_scene([line(points=(point(start, TODAY), point(TODAY, TODAY + timedelta(days=days))))], **PAPER)
    plot_bottom = max(y for polygon in scene.of(Polygon) for _, y in polygon.points)
    ticks = [t for t in scene.of(Text) if t.size == 11 and t.role == "quiet"]
    across = [t for t in ticks if t.y == plot_bottom + 16]
    upward = [t for t in ticks if t.anchor == "end" and t.x < across[0].x]

    assert least <= len(across) <= 30
    assert least <= len(upward) <= 30
    assert scene.overlaps(NARROWEST) == []


def test_on_a_phone_the_labels_are_a_numbered_list_below_the_picture():
    """Each number stands at the end of its line and again before its label."""
    scene = trend_scene(apart(9), **PAPER, **PHONE)
    plot_bottom = max(y for polygon in scene.of(Polygon) for _, y in polygon.points)

    assert all(label(scene, f"Mặt bằng {i}").y > plot_bottom for i in range(9))
    assert all(len([t for t in scene.of(Text) if t.text == str(i)]) == 2 for i in range(1, 10))
    assert VI("chart.diagonal.short") in {t.text for t in scene.of(Text)}


def test_the_picture_is_told_in_words_too():
    """The alternative text says how many lines, and up to which day."""
    alt = trend_scene(apart(3), **PAPER).alt

    assert "3 mốc" in alt
    assert "31/12/2025" in alt


WORDS = st.text("aăâđeêioôơuưybcghklmnpqrstvx ÁẾỐỰNHTC0123456789(),-", min_size=1, max_size=110).filter(str.strip)
STATUSES = ("overdue", "late", "slipping", "on_track", "done", "done_late", "not_assessable", "no_record")


@st.composite
def any_lines(draw: st.DrawFn) -> tuple[date, list[TrendLine]]:
    """Up to fifteen histories said up to some day, of a month or of 25 years."""
    today = draw(st.dates(date(2012, 1, 1), date(2030, 12, 31)))
    back = draw(st.sampled_from((20, 400, 9000)))
    said = st.integers(0, back).map(lambda n: today - timedelta(days=n))
    promised = st.integers(-back, back).map(lambda n: today + timedelta(days=n))
    points = st.lists(st.builds(point, said, promised), max_size=8).map(tuple)
    lines = st.builds(TrendLine, st.uuids().map(str), WORDS, WORDS, points, st.none() | said, st.sampled_from(STATUSES))
    return today, draw(st.lists(lines, max_size=15))


@settings(max_examples=60, deadline=None)
@given(any_lines(), st.sampled_from((VI, EN)))
def test_words_never_run_into_one_another_whatever_was_promised(drawn, words):
    """On a screen, on a phone, and on either shown as narrow as it may be."""
    today, lines = drawn
    for form in ({}, PHONE):
        scene = trend_scene(lines, status_date=today, words=words, **form)

        assert [] == scene.overlaps() == scene.overlaps(NARROWEST)


def test_sessions_are_bands_where_they_are_wide_enough_to_be_seen():
    """The seventh session lies across a picture of two years, named; over thirty years it would be a line, and is left out."""
    parts = ((date(2024, 5, 20), date(2024, 6, 8)), (date(2024, 6, 17), date(2024, 6, 29)))
    sessions = [
        Gate("na-15-7", "Quốc hội", "Kỳ họp thứ 7", "KH 7", parts),
        Gate("nasc-15-31", "UBTVQH", "31", "U 31", parts),
    ]
    scene = trend_scene([line()], sessions, **PAPER)
    bands = [mark for mark in scene.of(Rect) if mark.role == "gate"]
    far = TrendPoint(date(2024, 6, 1), date(2054, 1, 1), "far")

    assert [band.key for band in bands] == ["na-15-7", "na-15-7"]
    assert all(band.height > 0 for band in bands)
    assert "KH 7" in [mark.text for mark in scene.of(Text)]
    assert not [
        m for m in trend_scene([line(points=(*line().points, far))], sessions, **PAPER).of(Rect) if m.role == "gate"
    ]
