"""What a picture says below: beside what stands there, or below it, never over it."""

import pytest

from charts import Line, Scene, Text, footnoted

NOTE = "Bản được dùng: 15/10/2024: bản 2, đính chính ngày 03/11/2024."
FOOT = Text(14, 88, "kế hoạch gốc", "quiet", size=11)


def scene(*marks, width=1552):
    """A picture 100 pixels high."""
    return Scene(width, 100, marks or (FOOT,), "Các mốc")


def test_without_notes_it_is_the_scene_itself():
    """Nothing is said where nothing was corrected."""
    assert footnoted(plain := scene(), ()) is plain


def test_a_short_note_stands_in_the_free_room_at_the_foot():
    """The picture is no higher for it, and what it says can be heard too."""
    noted = footnoted(scene(), [NOTE])

    assert noted.height == 100
    assert noted.marks[-1].text == NOTE
    assert noted.alt.endswith(NOTE)
    assert noted.overlaps() == []


@pytest.mark.parametrize(
    "there", [Text(1200, 88, "Ngày báo cáo", "ink"), Line(((1500, 0), (1500, 100)), "grid")], ids=["text", "line"]
)
def test_where_something_stands_there_it_goes_below(there):
    """Neither a text nor a line is written over."""
    noted = footnoted(scene(FOOT, there), [NOTE])

    assert noted.height > 100
    assert noted.marks[-1].y > 100
    assert noted.overlaps() == []


@pytest.mark.parametrize("count", [1, 5])
def test_on_a_phone_it_is_wrapped_and_whole(count):
    """All of its words stand within the narrow picture."""
    noted = footnoted(scene(width=358), [NOTE] * count)
    added = [mark.text for mark in noted.marks[1:]]

    assert " ".join(added) == " ".join([NOTE] * count)
    assert noted.overlaps() == []
