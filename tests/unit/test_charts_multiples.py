"""Small multiples: every milestone in a picture of its own, on one scale a programme."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from charts import Diamond, Line, Text, multiples_scene
from charts.lettering import NARROWEST
from tests.unit.test_charts_trend import PAPER, apart, line

WIDE, PHONE = {"width": 1552}, {"width": 358, "narrow": True}


def steps(scene):
    """The stepped lines, one a milestone."""
    return [mark for mark in scene.of(Line) if mark.role == "accent"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_milestone_has_its_picture_within_the_scene(size):
    """Seven milestones of one programme and three of another, each with its name, its steps and its diagonal."""
    scene = multiples_scene([("Vành đai 4", apart(7)), ("Luật Thủ đô", apart(3))], **PAPER, **size)

    assert len(steps(scene)) == 10
    assert all(0 <= x <= scene.width and 0 <= y <= scene.height for mark in scene.of(Line) for x, y in mark.points)
    assert {"Vành đai 4", "Luật Thủ đô"} < {text.text for text in scene.of(Text)}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_text_touches_another(size):
    """Also of names far too long for their picture, on a screen as narrow as the scene may be shown."""
    long = [
        replace(each, name=f"Hoàn thành giải phóng mặt bằng toàn tuyến qua bảy quận, huyện {each.name}")
        for each in apart(9)
    ]
    boxes = [text.box(1 / NARROWEST) for text in multiples_scene([("Vành đai 4", long)], **PAPER, **size).of(Text)]

    assert not [
        (a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]
    ]


def test_pictures_of_one_programme_share_their_scales():
    """The same promise stands at the same height in each; another programme has its own scale."""
    scene = multiples_scene([("A", [line("1"), line("2")]), ("B", [line("3", points=line().points[:2])])], **PAPER)
    first, second, other = ([y for _, y in mark.points] for mark in steps(scene))

    assert first == second
    assert max(first) - min(first) == pytest.approx(
        max(other) - min(other), abs=8
    )  # three promises and two fill their scales


def test_an_actual_finish_ends_the_line_on_the_diagonal():
    """As in the large picture; an empty programme takes no room."""
    done = date(2025, 3, 1)
    scene = multiples_scene([("A", [line(actual=done)]), ("B", [])], **PAPER)
    (mark,) = scene.of(Diamond)

    assert steps(scene)[0].points[-1][0] == pytest.approx(mark.x)
    assert "B" not in {text.text for text in scene.of(Text)}
    assert scene.height < 200
