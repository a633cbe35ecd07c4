"""The small line of promised dates that stands in a card or a cell."""

from datetime import date

import pytest

from charts import Circle, Line, spark_scene
from schedule import Words

WORDS = Words("vi")
HISTORY = [
    (date(2022, 1, 1), date(2023, 12, 31)),
    (date(2023, 1, 1), date(2024, 12, 31)),
    (date(2024, 1, 1), date(2024, 12, 31)),
]


def test_a_later_promise_is_a_step_up_and_a_kept_one_a_flat_line():
    """The last point, what is promised now, is the one that catches the eye."""
    scene = spark_scene(HISTORY, WORDS)
    (steps,) = scene.of(Line)
    heights = [y for _, y in steps.points]

    assert heights[0] == heights[1] > heights[2] == heights[3]
    assert [circle.role for circle in scene.of(Circle)] == ["quiet", "quiet", "accent"]


def test_the_order_in_which_promises_are_handed_over_does_not_matter():
    """They are drawn by the day of the promise."""
    assert spark_scene(HISTORY[::-1], WORDS) == spark_scene(HISTORY, WORDS)


def test_it_tells_the_promised_dates_in_words():
    """Each once, in order."""
    assert spark_scene(HISTORY, WORDS).alt == "31/12/2023 → 31/12/2024"


def test_a_promise_that_never_moved_is_a_line_through_the_middle():
    """So is a single one."""
    assert {y for _, y in next(spark_scene(HISTORY[1:], WORDS).of(Line)).points} == {15}
    assert [circle.y for circle in spark_scene(HISTORY[:1], WORDS).of(Circle)] == [15]


@pytest.mark.parametrize("history", [HISTORY, HISTORY[:1], []])
def test_every_mark_lies_within_the_picture(history):
    """An empty history is an empty picture."""
    scene = spark_scene(history, WORDS, width=80, height=20)

    assert all(0 <= x <= 80 and 0 <= y <= 20 for line in scene.of(Line) for x, y in line.points)
    assert all(c.r <= c.x <= 80 - c.r and c.r <= c.y <= 20 - c.r for c in scene.of(Circle))
    assert (scene.marks == ()) == (history == [])
