"""The look as data: colours that everybody can tell apart and read, signs that differ without colour, the typeface."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from charts import Circle, Diamond, Line, Polygon, Rect, Scene, Text, palette, status_svg
from charts.signs import legend, sign
from charts.theme import shape

ROOT = Path(__file__).resolve().parents[2]
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
FOUR = ("overdue", "late", "slipping", "on_track")
"""One status for each of the four colours that carry a meaning."""
STATUSES = (
    "overdue",
    "severely_late",
    "late",
    "slipping",
    "on_track",
    "done",
    "done_late",
    "not_assessable",
    "no_record",
)
# sRGB to XYZ under D65; Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
SIMULATIONS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST = {"protanopia": 9, "deuteranopia": 9, "tritanopia": 6}
"""CIE 1976 colour differences; 2.3 is just noticeable. Shape and word tell the statuses apart as well."""


def linear(colour: str) -> np.ndarray:
    """Linear RGB, 0-1, of "#rrggbb"."""
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB under D65 of linear RGB."""
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    ratio = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(a: str, b: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    """Black on white is 21 : 1, and #767676 the lightest grey that reads on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@THEMES
@pytest.mark.parametrize("eye", SIMULATIONS)
def test_the_four_colours_with_a_meaning_differ_for_colour_blind_eyes(theme, eye):
    """Each pair stays apart as a protanope, a deuteranope and a tritanope see it."""
    colours = palette(theme).colours
    seen = {s: lab(np.array(SIMULATIONS[eye]) @ linear(colours[f"status_{s}"])) for s in FOUR}

    assert min(float(np.linalg.norm(seen[a] - seen[b])) for a, b in combinations(FOUR, 2)) >= LEAST[eye]


@THEMES
def test_there_are_four_colours_with_a_meaning_and_the_other_statuses_are_grey(theme):
    """A grey is much nearer to the grey of its own lightness than any colour is."""
    colours = palette(theme).colours
    chroma = {s: float(np.linalg.norm(lab(linear(colours[f"status_{s}"]))[1:])) for s in STATUSES}
    coloured = {s for s in STATUSES if chroma[s] > 25}

    assert coloured == {*FOUR, "severely_late", "done"}
    assert len({colours[f"status_{s}"] for s in coloured}) == 4
    assert all(chroma[s] < 12 for s in STATUSES if s not in coloured)


@THEMES
@pytest.mark.parametrize("ground", ["surface", "page", "past", "group", "shade"])
def test_every_colour_that_is_written_in_reads_on_every_ground(theme, ground):
    """WCAG AA, 4.5 : 1, for the words of every chart where they may stand."""
    colours = palette(theme).colours
    inks = [role for role in colours if role.startswith("status_")] + ["ink", "quiet", "gate_ink"]

    assert {role: r for role in inks if (r := contrast(colours[role], colours[ground])) < 4.5} == {}


@THEMES
def test_the_names_of_trend_lines_and_of_the_status_date_read_too(theme):
    """Lines' colours on the panel; the status date's label, the other way round."""
    colours = palette(theme).colours
    pairs = [(role, "surface") for role in colours if role.startswith("series_")] + [("surface", "ink")]
    pairs += [("tick", "actual"), ("gate_ink", "past")]

    assert {pair: r for pair in pairs if (r := contrast(colours[pair[0]], colours[pair[1]])) < 4.5} == {}


@THEMES
def test_no_trend_line_looks_like_a_status(theme):
    """Status colours stay reserved."""
    colours = palette(theme).colours
    near = [
        (series, status)
        for series in colours
        if series.startswith("series_") and series != "series_other"
        for status in FOUR
        if np.linalg.norm(lab(linear(colours[series])) - lab(linear(colours[f"status_{status}"]))) < 10
    ]

    assert near == []


def test_both_themes_have_every_colour_and_any_other_theme_reads_as_light():
    """A role that one theme lacks would fail only there."""
    light, dark = palette("light").colours, palette("dark").colours

    assert set(light) == set(dark)
    assert palette("").theme == palette("light").theme == "light"
    assert palette("dark").theme == "dark"


def test_each_colour_of_a_status_has_a_shape_of_its_own():
    """Statuses that share a shape share a colour, so neither is needed to read the other."""
    colours = palette("light").colours
    by_shape = {shape(s): colours[f"status_{s}"] for s in FOUR}

    assert len(by_shape) == 4
    assert shape("unheard of") == "ring"
    assert len({status_svg(s) for s in STATUSES}) == len({shape(s) for s in STATUSES}) == 7


@pytest.mark.parametrize("status", STATUSES)
def test_a_sign_stands_about_its_place_in_its_statuss_colour(status):
    """Drawn as marks it reaches no further than a line of text is high."""
    marks = sign(status, 50, 50, 5)
    spots = [p for m in marks if isinstance(m, Line | Polygon) for p in m.points]
    spots += [(m.x + d * m.r, m.y + d * m.r) for m in marks if isinstance(m, Circle | Diamond) for d in (-1, 1)]
    spots += [p for m in marks if isinstance(m, Rect) for p in ((m.x, m.y), (m.x + m.width, m.y + m.height))]

    assert {mark.role for mark in marks} == {f"status_{status}"}
    assert all(43 <= x <= 57 and 43 <= y <= 57 for x, y in spots)


def test_a_legend_explains_each_sign_and_goes_on_in_a_new_line_where_it_must():
    """Signs never run into words, and no word passes the right edge."""
    items = [(what, f"nghĩa của {what}") for what in ("baseline", "forecast", "actual", "promise", "bar", "bar_done")]
    marks = legend(10, 20, items, 358)
    words = [mark for mark in marks if isinstance(mark, Text)]

    assert [word.text for word in words] == [word for _, word in items]
    assert len({word.y for word in words}) > 1
    assert Scene(358, 120, tuple(marks), "").overlaps() == []
    assert {mark.style for mark in marks if isinstance(mark, Diamond)} == {"hollow", "solid", "ticked"}


LETTERS = set("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwz")
# "≈" and "≤" are not in the typeface: browsers take them from the system's
SIGNS = set("0123456789+−–-‹›…·/()“”,.:;%&")


@pytest.mark.parametrize("font", sorted((ROOT / "static").glob("BeVietnamPro-*.ttf")), ids=lambda p: p.stem)
def test_the_typeface_has_every_vietnamese_letter_and_every_sign_that_charts_write(font):
    """All 134 letters with their tones, small and large, and figures of one width."""
    drawn = TTFont(font).getBestCmap()
    wanted = LETTERS | {letter.upper() for letter in LETTERS} | SIGNS

    assert {letter for letter in wanted if ord(letter) not in drawn} == set()


def test_each_weight_that_is_written_is_shipped():
    """Regular, medium, semibold, bold."""
    assert [p.stem[-3:] for p in sorted((ROOT / "static").glob("BeVietnamPro-*.ttf"))] == ["400", "500", "600", "700"]
