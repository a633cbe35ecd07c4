"""Where words may stand: how wide they are, where they break, which places are taken, and what collides."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import Circle, Diamond, Line, Scene, Text
from charts.labels import Board, spread
from charts.lettering import NARROWEST, ROOM, SLACK, width, wrap
from charts.scene import moved

NAME = "Hoàn thành giải phóng mặt bằng (Hà Nội)"
SENTENCES = st.text("aăâđêôơư bcghnt,", max_size=120)


def test_width_grows_with_size_and_weight_and_figures_are_equally_wide():
    """Dates in a column keep their width whatever their day."""
    assert width(NAME, 24) == pytest.approx(2 * width(NAME, 12))
    assert width(NAME, 12, 700) > width(NAME, 12)
    assert width("11/11/2111", 12) == width("28/06/2024", 12)
    assert width("", 12) == 0


def test_a_text_that_fits_stays_on_one_line():
    """Nothing is broken without need."""
    assert wrap(NAME, 400, 12.5) == [NAME]


def test_a_text_is_broken_into_lines_about_as_long_as_one_another():
    """No single word is left alone on the last line."""
    first, second = wrap(NAME, width(NAME, 12.5) - 5, 12.5)

    assert f"{first} {second}" == NAME
    assert len(second.split()) > 1


def test_it_breaks_after_a_comma_where_that_takes_no_more_lines():
    """A number stays with its unit."""
    note = "hẹn năm 2027, 10 lần hẹn, +4.017 ngày"

    assert wrap(note, 190, 11.5) == ["hẹn năm 2027, 10 lần hẹn,", "+4.017 ngày"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    """Too many words, or one word that is too long."""
    assert wrap("một hai ba bốn năm sáu", width("một hai", 12) + 1, 12)[-1].endswith("…")
    assert wrap("Nghiêng" * 9, 60, 12) == ["Nghiêng…"]


@given(SENTENCES, st.floats(20, 300), st.integers(1, 4))
def test_lines_keep_to_their_room_and_their_number(text, room, lines):
    """Whatever the text; and what is kept stands in its order."""
    broken = wrap(text, room, 12, lines=lines)

    assert len(broken) <= lines
    assert all(width(line, 12) <= room or line == "…" for line in broken)
    assert "…" in "".join(broken) or " ".join(broken) == " ".join(text.split())


def test_the_room_that_a_text_is_given_covers_every_width_that_it_is_shown_at():
    """What keeps clear with this room keeps clear on the narrowest page, in the browser that sets widest."""
    assert pytest.approx(SLACK / NARROWEST) == ROOM


def test_a_board_gives_the_first_candidate_that_is_free_and_keeps_its_place():
    """The second text of the same place has to stand elsewhere."""
    board = Board(0, 200)
    here, there = Text(10, 20, "Mốc", "ink"), Text(10, 40, "Mốc", "ink")

    assert board.place([here, there]) == here
    assert board.place([here, there]) == there
    assert board.place([here, there]) is None


def test_nothing_is_placed_beyond_the_edges_of_a_board():
    """Not even partly."""
    assert Board(0, 200).place([Text(190, 20, "Mốc", "ink"), Text(-2, 20, "Mốc", "ink")]) is None


def test_a_leader_must_be_free_as_well_as_its_text():
    """A text whose leader would cross a sign moves on to its next place."""
    board = Board(0, 200)
    board.take((95, 40, 105, 60))
    text = Text(100, 20, "Mốc", "ink", "middle")
    crossing, clear = Line(((100, 70), (100, 22)), "quiet"), Line(((100, 39), (100, 22)), "quiet")

    assert board.place_led([(text, crossing), (text, clear)]) == (text, clear)
    assert board.place_led([(text, None)]) is None


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), max_size=15))
def test_spread_blocks_never_overlap_and_stay_within_their_edges_if_they_can(blocks):
    """Labels at the ends of lines keep their order."""
    wanted, heights = sorted(want for want, _ in blocks), [height for _, height in blocks]
    bottom = max(500.0, sum(heights))
    tops = spread(wanted, heights, 0, bottom)

    assert all(b - (a + h) > -1e-6 for (a, b), h in zip(pairwise(tops), heights, strict=False))
    assert all(top >= -1e-6 and top + h <= bottom + 1e-6 for top, h in zip(tops, heights, strict=True))


def test_blocks_that_have_room_stand_where_they_want_and_colliding_ones_share_the_shift():
    """Two that want the same place move apart by as much each."""
    assert spread([10, 100], [20, 20], 0, 200) == [10, 100]
    assert spread([50, 50], [20, 20], 0, 200) == [40, 60]


def test_a_scene_names_the_texts_that_collide_with_texts_signs_or_the_page():
    """The check behind every promise that nothing overlaps."""
    clear = Scene(200, 100, (Text(10, 20, "Một", "ink"), Text(10, 40, "Hai", "ink"), Diamond(80, 60, 7, "actual")), "")
    bad = Scene(
        200,
        100,
        (
            Text(10, 20, "Một", "ink"),
            Text(14, 22, "Hai", "ink"),
            Text(78, 64, "Ba", "ink"),
            Circle(80, 60, 4, "actual", key="c"),
            Text(190, 90, "Bốn", "ink"),
        ),
        "",
    )

    assert clear.overlaps() == []
    assert bad.overlaps() == ["Một | Hai", "Ba | sign c", "Bốn | page"]


def test_texts_that_are_clear_on_a_wide_page_can_collide_on_a_narrow_one():
    """Letters keep their size while places move together."""
    gap = width("Vành đai", 12) * SLACK + 3
    scene = Scene(300, 50, (Text(10, 20, "Vành đai", "ink"), Text(10 + gap, 20, "bốn", "ink")), "")

    assert scene.overlaps() == []
    assert scene.overlaps(NARROWEST) == ["Vành đai | bốn"]


def test_a_scene_is_told_one_mark_a_line_without_its_defaults():
    """So that a change of a picture reads in a diff."""
    scene = Scene(100, 50, (Diamond(10, 20, 7, "actual", "ticked"), Line(((0, 0), (1.25, 2)), "grid")), "Alt")

    assert scene.as_text() == (
        "Scene 100x50 Alt\nDiamond x=10 y=20 r=7 role=actual style=ticked\nLine points=0.0,0.0 1.2,2.0 role=grid\n"
    )


def test_a_moved_mark_differs_in_its_place_alone():
    """Lines move with all their points."""
    assert moved(Text(1, 2, "a", "ink"), 10, 20) == Text(11, 22, "a", "ink")
    assert moved(Line(((0, 0), (5, 5)), "grid"), 1, 2) == Line(((1, 2), (6, 7)), "grid")
