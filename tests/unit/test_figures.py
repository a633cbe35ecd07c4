"""Every picture's figures as a table: all of them, those too that found no room on the picture."""

from datetime import date

import pytest

import charts
from briefing.cards import cards_scene
from briefing.pack import Cell, Picture, Slide, Table
from charts import Bar, Curve, End, Fan, HeatRow, Lane, Month, Scene
from schedule import Words
from tests.unit.test_charts_birds import bird
from tests.unit.test_charts_gantt import group, row
from tests.unit.test_charts_trend import line

WORDS = Words("vi")
DAY = date(2025, 6, 15)
SIZES = {"wide": {"width": 1552, "narrow": False}, "phone": {"width": 358, "narrow": True}}
CURVES = [
    Curve("Hồ sơ", ((date(2025, 7, 1), 0.4), (date(2025, 9, 1), 1.0))),
    Curve("Mạng", ((date(2025, 8, 1), 0.5),)),
]
BIRDS = [bird(str(n), label=f"mốc {n}", finish_last=date(2025, 7, 1)) for n in range(20)]


def scenes(**size) -> dict[str, Scene]:
    """One of each kind that the product draws."""
    end = End("a:1", "Luật", "Thông qua", "on_track", "hẹn 01/07/2025")
    late = row("a", start=date(2025, 1, 1), percent=40)
    return {
        "birds_scene": charts.birds_scene(
            [Lane("Luật", "late", "", tuple(BIRDS)), Lane("Rỗng", "no_record", "Chưa có thông tin", ())],
            [],
            status_date=DAY,
            words=WORDS,
            **size,
        ),
        "gantt_scene": charts.gantt_scene(
            [group(), late, row("b", wbs="1.2", predecessors=("a",))],
            [],
            status_date=DAY,
            words=WORDS,
            links=True,
            **size,
        ),
        "trend_scene": charts.trend_scene(
            [line(), line("y", actual=date(2025, 3, 31))], status_date=DAY, words=WORDS, **size
        ),
        "multiples_scene": charts.multiples_scene([("Vành đai 4", [line()])], status_date=DAY, words=WORDS, **size),
        "s_curve_scene": charts.s_curve_scene(
            CURVES, [], due=date(2025, 7, 15), status_date=DAY, words=WORDS, **size
        ),
        "tornado_scene": charts.tornado_scene([Bar("Khởi công", -0.4, "5 %")], words=WORDS, **size),
        "months_scene": charts.months_scene([Month("09/2026", 0), Month("Sau đó", 40)], words=WORDS, alt="x", **size),
        "heat_scene": charts.heat_scene(
            [HeatRow("a", "Sở", "3 dòng", (0.04, 1))], ["ai", "việc"], heads=("Đơn vị", "Điểm"), words=WORDS, alt="x", **size
        ),
        "dependencies_scene": charts.dependencies_scene(
            [Fan(end, (end, end))], ("Được chờ", "Đang chờ"), words=WORDS, alt="x", **size
        ),
        "spark_scene": charts.spark_scene([(date(2024, 1, 1), DAY)], WORDS),
    }  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_picture_has_its_figures_as_a_table(size):
    """A new kind without a table fails here; every row has a cell under every heading, and no cell is left blank."""
    made = scenes(**SIZES[size])

    assert set(made) == {name for name in charts.__all__ if name.endswith("_scene")}
    for name, scene in made.items():
        assert scene.figures.rows, name
        assert {len(row) for row in scene.figures.rows} == {len(scene.figures.columns)}, name
        assert all(cell for row in (scene.figures.columns, *scene.figures.rows) for cell in row), name


def test_the_table_is_the_same_on_a_phone():
    """What is drawn otherwise is told alike."""
    wide, narrow = (scenes(**size) for size in SIZES.values())

    assert {name: scene.figures for name, scene in wide.items()} == {name: s.figures for name, s in narrow.items()}


def test_what_found_no_room_on_the_picture_stands_in_the_table():
    """Twenty milestones on one day cannot all be named on the wire; a programme without any has a line too."""
    scene = scenes()["birds_scene"]
    written = {mark.lead for mark in scene.of(charts.Text)}
    told = {milestone for _, milestone, *_ in scene.figures.rows}

    assert {b.label for b in BIRDS} - written
    assert told == {*(b.label for b in BIRDS), "–"}
    assert ("Rỗng", "–", "Chưa có thông tin", "–", "–", "–") in scene.figures.rows


def test_the_curves_tell_days_by_chance_and_the_chance_by_the_day_due():
    """The first curve has 40 % on 1 July and all on 1 September; the second never comes past half."""
    rows = dict((name, tuple(cells)) for name, *cells in scenes()["s_curve_scene"].figures.rows)

    assert rows[WORDS.percent(0.25)] == ("01/07/2025", "01/08/2025")
    assert rows[WORDS.percent(0.8)] == ("01/09/2025", "–")
    assert rows[WORDS("chart.due", day=date(2025, 7, 15))] == (WORDS.percent(0.4), WORDS.percent(0))


def test_a_gantt_tells_starts_shares_and_what_waits():
    """More than the milestones' table on the page has; groups stand in it too."""
    scene = scenes()["gantt_scene"]
    columns, (first, late, waits) = scene.figures.columns, scene.figures.rows
    at = {name: columns.index(WORDS(f"chart.column.{name}")) for name in ("start", "percent", "links", "name")}

    assert first[at["name"]] == group().name
    assert (late[at["start"]], late[at["percent"]]) == ("01/01/2025", WORDS.percent(0.4))
    assert waits[at["links"]] == late[0]


def test_a_slide_tells_its_pictures_and_its_tables():
    """Each under what it is; words alone are no figures."""
    table = Table(
        "t", "Việc", 0, 0, (9, 9), ("start", "end"), (9, 9),
        ((Cell(("Mốc",)), Cell(("Chậm",))), (Cell(("Khởi", "công")), Cell(("+5 ngày",)))), ("", "a"), 12,
    )  # fmt: skip
    note = Picture("note", Scene(9, 9, (), "Ghi chú"))
    months = Picture("months", scenes()["months_scene"])
    slide = Slide("k", "Tiêu đề", (), (note, months, table))

    assert [told for told, _ in slide.figures] == ["x", "Việc"]
    assert slide.figures[1][1] == charts.Figures(("Mốc", "Chậm"), (("Khởi công", "+5 ngày"),))
    assert cards_scene([], WORDS, across=3).figures.rows == ()
