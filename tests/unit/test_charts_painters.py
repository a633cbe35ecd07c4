"""The painters: the same scene as a Plotly figure for the screen and as SVG, whatever stands in its words."""

import json
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from charts import CONFIG, Circle, Diamond, Line, Polygon, Rect, Scene, Text, figure, palette, svg, trend_scene
from schedule import Words
from tests.unit.test_charts_trend import line

EVIL = '<script>alert("Cầu & đường")</script>'
SCENE = Scene(
    200,
    100,
    (
        Text(10, 20, EVIL, "ink", lead="<b>Mốc</b>", lead_role="status_late", title=EVIL, key="t"),
        Text(10, 90, "Ngày báo cáo", "surface", "middle", 11, 600),
        Diamond(50, 50, 7, "actual", "ticked", "xong", "done"),
        Diamond(80, 50, 7, "baseline", "hollow"),
        Circle(90, 50, 4, "series_1", hollow=True),
        Line(((0, 50), (100, 50), (100, 10)), "status_late", 2, "dashdot", "đường", "way"),
        Rect(0, 0, 100, 60, "past", "quá khứ", "past"),
        Polygon(((0, 0), (10, 0), (5, 8)), "link"),
    ),
    "Một bức tranh & một lời",
)
BOTH = pytest.mark.parametrize("theme", ["light", "dark"])


def traces(scene: Scene, theme: str = "light") -> list[dict]:
    """The figure's traces as plain data."""
    return json.loads(figure(scene, palette=palette(theme)).to_json())["data"]


@BOTH
def test_svg_is_well_formed_and_says_every_word_of_the_scene_as_written(theme):
    """Markup in a workbook's words is shown, never obeyed."""
    drawn = svg(SCENE, palette(theme))
    root = ElementTree.fromstring(drawn)
    words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]

    assert "<script" not in drawn
    assert f"{EVIL}<b>Mốc</b> {EVIL}" in words
    assert root.get("aria-label") == SCENE.alt
    assert (root.get("width"), root.get("viewBox")) == ("200", "0 0 200 100")


def test_svg_paints_areas_below_lines_below_signs_below_texts():
    """Whatever the order in which the scene lists them."""
    drawn = svg(SCENE, palette("light"))
    first = [drawn.index(f"<{name}") for name in ("rect", "polyline", "circle", "text")]

    assert first == sorted(first)


def test_svg_is_the_same_text_for_the_same_scene():
    """A picture can be compared by its bytes."""
    assert svg(SCENE, palette("dark")) == svg(SCENE, palette("dark")) != svg(SCENE, palette("light"))


@BOTH
def test_a_figure_has_all_texts_of_the_scene_escaped(theme):
    """Plotly reads a few tags in texts; a workbook's are shown as they are written."""
    said = [text for trace in traces(SCENE, theme) if trace.get("mode") == "text" for text in trace["text"]]

    assert len(said) == 2
    assert not [text for text in said if "<script" in text or "<b>" in text]
    assert "&lt;script&gt;" in said[0]
    assert "&lt;b&gt;Mốc" in said[0]


def test_marks_with_a_title_tell_it_when_pointed_at_and_answer_with_their_key():
    """A bar, a line and a text do so all along, so that no pointer misses them."""
    long = Line(((0, 50), (190, 50)), "bar", 10, "", "thanh", "bar")
    wide = Text(0, 20, "một cái tên rất dài của một mốc", "ink", title="tên", key="name")
    (hover,) = [t for t in traces(Scene(200, 100, (*SCENE.marks, long, wide), "")) if "hovertemplate" in t]
    spots = {
        key: sorted(x for k, x in zip(hover["customdata"], hover["x"], strict=True) if k == key)
        for key in hover["customdata"]
    }

    assert {"t", "done", "way", "past", "bar", "name"} == set(spots)
    assert "xong" in hover["text"]
    assert not [text for text in hover["text"] if "<script" in text]
    assert all(b - a <= 25 for key in ("bar", "name") for a, b in pairwise(spots[key]))


def test_a_diamond_is_as_high_on_the_screen_as_the_scene_says():
    """Plotly draws a diamond 1.3 times as high as the size it is given; a circle as high as that."""
    (signs,) = [t for t in traces(SCENE) if t["mode"] == "markers" and "hovertemplate" not in t]
    sizes = dict(zip(signs["marker"]["symbol"], signs["marker"]["size"], strict=True))

    assert sizes["diamond"] * 1.3 == pytest.approx(14)
    assert sizes["circle"] == 8


@BOTH
def test_hollow_signs_are_filled_with_the_ground_and_an_actual_has_its_tick(theme):
    """The three signs of a milestone differ without colour."""
    colours = palette(theme).colours
    drawn = traces(SCENE, theme)
    (signs,) = [t for t in drawn if t["mode"] == "markers" and "hovertemplate" not in t]
    ticks = [t for t in drawn if t["mode"] == "lines" and t.get("line", {}).get("color") == colours["tick"]]

    assert colours["surface"] in signs["marker"]["color"]
    assert colours["baseline"] in signs["marker"]["line"]["color"]
    assert len(ticks) == 1


def test_both_painters_dash_alike():
    """What is dash-dot on the screen is dash-dot on paper, of the same lengths."""
    (line,) = [t for t in traces(SCENE) if t["mode"] == "lines" and t["line"].get("dash", "solid") != "solid"]
    (paper,) = re.findall(r'stroke-dasharray="([^"]+)"', svg(SCENE, palette("light")))

    assert line["line"]["dash"].replace("px", "").split(",") == paper.split()


def test_the_figure_stretches_across_its_panel_and_keeps_its_height():
    """Width is the panel's, height the scene's; nothing zooms, nothing is a tool bar."""
    layout = json.loads(figure(SCENE, palette=palette("light")).to_json())["layout"]

    assert layout["height"] == 100
    assert "width" not in layout
    assert layout["xaxis"]["range"] == [0, 200]
    assert layout["yaxis"]["range"] == [100, 0]
    assert CONFIG["displayModeBar"] is False


def test_an_empty_scene_paints_nothing_and_fails_nowhere():
    """A programme without rows is no reason to fall over."""
    empty = Scene(10, 10, (), "–")

    assert traces(empty) == []
    assert svg(empty, palette("light")).startswith("<svg")


def test_what_stands_in_two_pictures_has_one_name_in_both():
    """Names are told apart within a picture; a milestone's marks keep theirs where their place and colour change."""
    sides = (["a", "b"], date(2025, 6, 15)), (["b", "a"], date(2025, 9, 15))
    scenes = [trend_scene([line(key) for key in keys], status_date=day, words=Words("vi")) for keys, day in sides]
    names = [{t["name"]: t.get("ids", []) for t in traces(scene) if "name" in t} for scene in scenes]

    for scene, found in zip(scenes, names, strict=True):
        assert len(found) == sum("name" in t for t in traces(scene))
        assert all(len(set(ids)) == len(ids) for ids in found.values())
    assert {name for name in names[0].keys() & names[1].keys() if name.startswith(("line a", "line b"))}
    assert {"circle a 1", "circle b 2"} <= set(names[0]["signs"]) & set(names[1]["signs"])
