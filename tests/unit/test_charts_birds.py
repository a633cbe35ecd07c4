"""Birds on a wire: the milestones of every programme on one time axis, labels that never collide."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import Bird, Diamond, Lane, Line, Rect, Scene, Text, birds_scene
from charts.lettering import NARROWEST, ROOM
from schedule import Gate, Words

VI, EN = Words("vi"), Words("en")
TODAY = date(2024, 10, 15)
PAPER = {"status_date": TODAY, "words": VI}
PHONE = {"width": 358, "narrow": True}
SESSION = Gate("na-15-8", "Quốc hội", "Kỳ họp thứ 8", "KH 8", ((date(2024, 10, 21), date(2024, 11, 30)),))


def bird(key: str = "a", **changes: object) -> Bird:
    """A milestone promised half a year after its baseline."""
    good = Bird(
        key=key,
        label=f"Mốc {key}",
        status="late",
        baseline_last=date(2025, 1, 31),
        finish_last=date(2025, 7, 31),
        is_actual=False,
        finish_text="hẹn 31/07/2025",
        slip_days=181,
        is_overdue=False,
        title=f"Tất cả về {key}",
    )
    return replace(good, **changes)


def lane(*milestones: Bird, **changes: object) -> Lane:
    """A programme that is late."""
    return replace(Lane("Vành đai 4", "late", "Chậm +181 ngày", milestones), **changes)


def texts(scene: Scene) -> list[str]:
    """Everything written."""
    return [text.wording for text in scene.of(Text)]


def test_a_lane_names_its_programme_and_its_slippage_in_the_colour_of_its_status():
    """A leader sees who is late, and by how much, at the left edge."""
    scene = birds_scene([lane(bird())], [], **PAPER)
    said = {text.text: text for text in scene.of(Text)}

    assert said["Vành đai 4"].role == "ink"
    assert said["Chậm +181 ngày"].role == "status_late"


def test_a_baseline_is_hollow_a_forecast_solid_an_actual_ticked():
    """One language of signs in every picture."""
    done = bird("b", is_actual=True, status="done", finish_last=date(2024, 3, 1), baseline_last=None)
    scene = birds_scene([lane(bird(), done)], [], **PAPER)
    styles = {(mark.key, mark.style): mark.role for mark in scene.of(Diamond) if mark.y < scene.height - 30}

    assert styles == {("", "hollow"): "baseline", ("a", "solid"): "status_late", ("b", "ticked"): "actual"}


def test_the_way_from_baseline_to_finish_says_how_many_days():
    """The dash-dot line is as long as the slippage it names."""
    scene = birds_scene([lane(bird())], [], **PAPER)
    (way,) = [line for line in scene.of(Line) if line.dash == "dashdot"]
    (slip,) = [text for text in scene.of(Text) if text.text == "+181 ngày"]

    assert way.points[0][0] < slip.x < way.points[1][0]


def test_a_label_without_room_is_counted_under_the_programmes_name():
    """Twenty milestones in one month cannot all be named; none is lost in silence."""
    crowd = [bird(f"số {i}", finish_last=date(2025, 7, i + 1), baseline_last=None) for i in range(20)]
    scene = birds_scene([lane(*crowd)], [], **PAPER)
    named = {text.key for text in scene.of(Text) if text.key.startswith("số")}

    assert 0 < len(named) < 20
    assert VI("chart.hidden", count=20 - len(named)) in " ".join(texts(scene))
    assert {f"Tất cả về số {i}" for i in range(20)} == {m.title for m in scene.of(Diamond) if m.title}


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_that_count_keeps_to_the_column_of_the_names_in_either_language(words):
    """The longer English sentence is wrapped."""
    crowd = [bird(f"số {i}", finish_last=date(2025, 7, i + 1), baseline_last=None) for i in range(20)]
    scene = birds_scene([lane(*crowd)], [], status_date=TODAY, words=words)

    assert scene.overlaps(NARROWEST) == []
    assert all(text.box(ROOM)[2] < 292 for text in scene.of(Text) if text.x == 32)


def test_milestones_far_from_the_status_date_are_counted_at_the_edge():
    """What is said of them can still be pointed at."""
    far = [
        bird("x", finish_last=date(2040, 1, 1), baseline_last=None),
        bird("y", finish_last=date(2010, 1, 1), is_actual=True),
    ]
    scene = birds_scene([lane(bird(), *far)], [], **PAPER)
    ends = {text.text: text.title for text in scene.of(Text)}

    assert "Tất cả về x" in ends[VI("chart.later", count=1)]
    assert "Tất cả về y" in ends[VI("chart.earlier", count=1)]


def test_lanes_grow_to_fill_a_given_height():
    """The picture takes the room that the page has."""
    low = birds_scene([lane(bird())], [], **PAPER)
    high = birds_scene([lane(bird())], [], height=500, **PAPER)

    assert low.height < 500 == high.height


def test_gates_and_the_past_lie_behind_the_wires():
    """A session is a named column, the past a shade up to the status date."""
    scene = birds_scene([lane(bird())], [SESSION], **PAPER)

    assert {"gate", "past"} <= {mark.role for mark in scene.of(Rect)}
    assert "KH 8" in texts(scene)


WORDS = st.text("aăâđeêiôơuư bcghklmntx ÁẾỐHTC0123456789", min_size=1, max_size=40).filter(str.strip)
DAYS = st.dates(date(2012, 1, 1), date(2036, 12, 31))
STATUSES = ("overdue", "severely_late", "late", "slipping", "on_track", "done", "done_late", "not_assessable")


@st.composite
def any_lanes(draw: st.DrawFn) -> list[Lane]:
    """Up to five programmes of up to seven milestones with any dates and words."""
    drawn = st.builds(
        bird, st.uuids().map(str), label=WORDS, status=st.sampled_from(STATUSES), baseline_last=st.none() | DAYS,
        finish_last=DAYS, is_actual=st.booleans(), finish_text=WORDS, slip_days=st.none() | st.integers(-900, 5000),
    )  # fmt: skip
    lanes = st.builds(Lane, WORDS, st.sampled_from(STATUSES), WORDS, st.lists(drawn, max_size=7).map(tuple))
    return draw(st.lists(lanes, max_size=5))


@pytest.mark.parametrize("form", [{}, {"height": 420}, PHONE], ids=["wide", "given height", "phone"])
@settings(max_examples=40, deadline=None)
@given(lanes=any_lanes(), day=DAYS, words=st.sampled_from((VI, EN)))
def test_words_never_run_into_one_another_whatever_the_programmes_bring(form, lanes, day, words):
    """On a screen, on a phone, and on either shown as narrow as it may be."""
    scene = birds_scene(lanes, [SESSION], status_date=day, words=words, **form)

    assert [] == scene.overlaps() == scene.overlaps(NARROWEST)
