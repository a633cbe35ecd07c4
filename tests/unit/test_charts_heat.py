"""The heat map: every share readable without its colour, nothing over anything."""

import pytest

from charts import HeatRow, Rect, Text, heat_scene
from schedule import Words

WORDS = Words("vi")
COLUMNS = [WORDS(f"clarity.{question}") for question in ("person", "task", "responsibility", "schedule", "result")]
HEADS = ("Đơn vị", "Điểm")
LONG = "Ban Quản lý dự án đầu tư xây dựng công trình hạ tầng kỹ thuật và nông nghiệp thành phố Hà Nội"
ROWS = [
    HeatRow("a", LONG, "60% · 14 dòng", (0, 0.19, 0.2, 0.999, 1)),
    HeatRow("b", "Quốc hội", "100% · 1 dòng", (1, 1, 1, 1, 1)),
]


@pytest.mark.parametrize(("width", "narrow"), [(1552, False), (1200, False), (358, True), (330, True)])
def test_nothing_overlaps_or_leaves_the_page(width, narrow):
    """Wide and on a phone, with a name too long for its place."""
    scene = heat_scene(ROWS, COLUMNS, heads=HEADS, words=WORDS, alt="x", width=width, narrow=narrow)

    assert scene.overlaps() == []


def test_each_cell_has_its_figure_and_its_tint():
    """The deeper the more, in five steps; the whole name is told when the cell is pointed at."""
    scene = heat_scene(ROWS[:1], COLUMNS, heads=HEADS, words=WORDS, alt="x")
    cells = list(scene.of(Rect))

    assert [cell.role for cell in cells] == ["heat_0", "heat_0", "heat_1", "heat_4", "heat_4"]
    assert [t.text for t in scene.of(Text) if t.text.endswith("%")] == [
        WORDS.percent(n) for n in (0, 0.19, 0.2, 0.999, 1)
    ]
    assert all(cell.title.startswith(LONG) for cell in cells)


def test_no_rows_make_an_empty_grid():
    """Only the headings."""
    assert len(list(heat_scene([], COLUMNS, heads=HEADS, words=WORDS, alt="x").of(Rect))) == 0
