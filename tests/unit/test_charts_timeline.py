"""Time from left to right: axis, heading, ticks, gates, the past and the status date."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import Line, Rect, Scene, Text
from charts.lettering import NARROWEST
from charts.timeline import TimeAxis, gate_columns, heading, past, quarter_end, quarter_start, status_line, ticks
from schedule import Gate, Words

VI, EN = Words("vi"), Words("en")
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


def axis(first: date, last: date, pixels: float = 800) -> TimeAxis:
    """An axis of so many pixels from 100."""
    return TimeAxis(first, last, 100, 100 + pixels)


def texts(marks: list) -> list[str]:
    """What is written."""
    return [mark.text for mark in marks if isinstance(mark, Text)]


def test_a_day_stands_in_proportion_between_the_edges():
    """The first at the left, the last at the right, one outside beyond; clamped, at the edge."""
    year = axis(date(2024, 1, 1), date(2024, 12, 31), 365)

    assert [year.x(d) for d in (date(2024, 1, 1), date(2024, 1, 11), date(2024, 12, 31))] == [100, 110, 465]
    assert year.x(date(2023, 12, 31)) == 99
    assert year.clamped(date(2020, 1, 1)) == 100
    assert not year.holds(date(2025, 1, 1))


def test_quarters_begin_and_end_where_people_say():
    """Quý II runs from 1 April up to 1 July."""
    assert quarter_start(date(2024, 5, 20)) == quarter_start(date(2024, 4, 1)) == date(2024, 4, 1)
    assert quarter_end(date(2024, 5, 20)) == date(2024, 7, 1)
    assert quarter_end(date(2024, 12, 31)) == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("years", "shown"),
    [(1, {"2024", "T1", "T12"}), (5, {"2024", "2028", "QI", "QIV"}), (14, {"2024", "2037"}), (60, {"2030", "2080"})],
)
def test_the_heading_is_as_fine_as_there_is_room(years, shown):
    """Months in a year, quarters in five, years in fourteen, decades in sixty."""
    said = texts(heading(axis(date(2024, 1, 1), date(2023 + years, 12, 31)), 0, 100, VI))

    assert shown <= set(said)
    assert ("QI" in said) == (years == 5)
    assert ("T1" in said) == (years == 1)


def test_the_heading_speaks_the_readers_language():
    """The same axis in English."""
    assert "Jan" in texts(heading(axis(date(2024, 1, 1), date(2024, 12, 31)), 0, 100, EN))


@given(DAYS, st.integers(30, 20_000), st.sampled_from((340, 800, 1240)))
def test_the_headings_words_never_collide(first, days, pixels):
    """From a month to half a century, on a phone and on a screen."""
    made = axis(first, first + timedelta(days=days), pixels)
    scene = Scene(1400, 100, tuple(heading(made, 0, 90, VI)), "")

    assert scene.overlaps() == scene.overlaps(NARROWEST) == []


@given(DAYS, st.integers(1, 20_000), st.floats(120, 1200), st.booleans())
def test_ticks_lie_on_the_axis_in_order_and_far_enough_apart_to_be_read(first, days, pixels, upright):
    """Whatever the span, from a day to half a century."""
    last = first + timedelta(days=days)
    found = ticks(first, last, pixels, VI, upright=upright)

    assert all(first <= day <= last for day, _ in found)
    assert all((b - a).days * pixels / days >= 26 for (a, _), (b, _) in pairwise(found))


@pytest.mark.parametrize(
    ("days", "said"), [(3650, ["2020", "2022"]), (500, ["01/2020", "04/2020"]), (30, ["01/01/2020"])]
)
def test_ticks_are_written_as_years_months_or_days(days, said):
    """As people would say them at that distance."""
    found = ticks(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days), 420, VI)

    assert [text for _, text in found][: len(said)] == said


def test_the_past_ends_at_the_status_date_and_is_nothing_before_the_axis():
    """A status date after the axis shades it all."""
    year = axis(date(2024, 1, 1), date(2024, 12, 31))
    (shade,) = past(year, date(2024, 7, 1), 10, 90)
    (whole,) = past(year, date(2030, 1, 1), 10, 90)

    assert shade.x + shade.width == pytest.approx(year.x(date(2024, 7, 1)))
    assert whole.width == 800
    assert past(year, date(2020, 1, 1), 10, 90) == []


def test_a_gate_has_a_column_for_each_part_and_its_name_once():
    """The hover text says body, session and days; a gate without days is not drawn."""
    year = axis(date(2024, 1, 1), date(2024, 12, 31))
    two = ((date(2024, 5, 20), date(2024, 6, 8)), (date(2024, 6, 17), date(2024, 6, 28)))
    gates = [
        Gate("na-15-7", "Quốc hội", "Kỳ họp thứ 7", "KH 7", two),
        Gate("na-15-8", "Quốc hội", "Kỳ họp thứ 8", "KH 8", ()),
        Gate("na-14-1", "Quốc hội", "Kỳ họp thứ 1", "KH 1", ((date(2016, 7, 20), date(2016, 7, 29)),)),
    ]
    marks = gate_columns(year, gates, 20, 90, VI)

    assert len([mark for mark in marks if isinstance(mark, Rect)]) == 2
    assert texts(marks) == ["KH 7"]
    assert marks[0].title == "Quốc hội, Kỳ họp thứ 7: 20/05/2024–08/06/2024; 17/06/2024–28/06/2024"


def test_the_status_dates_line_stops_where_words_cross_it():
    """Its label stands below, whole on the page even at the edge."""
    year = axis(date(2024, 1, 1), date(2024, 12, 31))
    marks = status_line(year, date(2024, 1, 1), 10, 90, VI, [(40, 50), (20, 30)])
    pieces = [(m.points[0][1], m.points[1][1]) for m in marks if isinstance(m, Line)]

    assert pieces == [(10, 20), (30, 40), (50, 90)]
    assert texts(marks) == ["Ngày báo cáo 01/01/2024"]
    assert Scene(900, 120, tuple(marks), "").overlaps(NARROWEST) == []
    assert status_line(year, date(2025, 6, 1), 10, 90, VI) == []
