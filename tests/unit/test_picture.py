"""A page's picture taken alone: the page's own marks, and all that says what they are."""

import io
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from PIL import Image

import charts
from briefing.pack import WIDTH, texts
from schedule import Words
from services.overview import overview
from services.picture import Message, alone, png
from services.programme import programme_view
from tests.unit.briefings import tracker

DAY = date(2026, 9, 1)
LINK = "https://tien-do.example.vn/chuong-trinh?programme=ring-road-4&as_of=2026-09-01"
GANTTS = ("ring-road-4", "key-projects")


@lru_cache
def taken(programme, theme="light", link=LINK):
    """A programme's Gantt alone: the pack, and the scene in it."""
    words = Words("vi")
    view = programme_view(tracker(), programme, DAY, words)
    scene = charts.gantt_scene(view.gantt, tracker().gates, status_date=DAY, words=words, width=1552)
    message = Message(view.headline, view.subtitle, (programme,))
    return alone(tracker(), scene, message, DAY, link, theme, words), scene


def test_it_says_its_message_status_date_revision_rule_and_address():
    """Whoever finds it in a letter knows what it shows, of when, and where it comes from."""
    pack, _ = taken("ring-road-4")
    told = " ".join(texts(pack.slides[0].scene.marks))

    for said in (
        pack.title,
        "Ngày báo cáo 01/09/2026",
        "ring-road-4@2026-09-01.1",
        "chậm hơn 30 ngày",
        "tien-do.example.vn",
    ):
        assert said in told


@pytest.mark.parametrize("programme", GANTTS)
def test_it_holds_every_mark_of_the_page_in_its_size_and_nothing_collides(programme):
    """It is as high as the page's picture makes it; the stamp keeps clear of what stands above it."""
    pack, scene = taken(programme)
    slide = pack.slides[0]

    assert set(texts(scene.marks)) <= set(texts(slide.scene.marks))
    assert 150 < slide.height - scene.height < 300
    assert slide.scene.overlaps() == scene.overlaps() == []


def test_of_all_programmes_it_names_their_revisions():
    """The front page's picture speaks of each programme."""
    words = Words("en")
    content = overview(tracker(), DAY, words)
    scene = charts.birds_scene(content.lanes, tracker().gates, status_date=DAY, words=words, width=1552, height=390)
    pack = alone(tracker(), scene, Message(content.headline, content.subtitle), DAY, LINK, "light", words)

    assert any("capital-law, capital-plan" in text and "2 other" in text for text in texts(pack.slides[0].scene.marks))


@pytest.mark.parametrize(("height", "wide"), [(400, 3200), (3000, 1600)])
def test_it_is_sharp_unless_that_were_too_much_for_a_clipboard(height, wide):
    """Twice the page's pixels, of a very high picture the page's own; dark as the page is."""
    scene = replace(taken("ring-road-4")[1], height=height)
    pack = alone(tracker(), scene, Message("Vành đai 4", ""), DAY, LINK, "dark", Words("vi"))
    drawn = Image.open(io.BytesIO(png(pack)))

    assert drawn.width == wide
    assert drawn.height == pytest.approx(wide * pack.slides[0].height / WIDTH, abs=1)
    assert drawn.convert("L").getpixel((5, drawn.height // 2)) < 60


def test_a_long_address_is_cut_where_it_is_read_and_whole_in_the_code():
    """Many filters make a long address: it does not run over the sources beside it."""
    long = LINK + "&pick=ring-road-4:some-milestone" * 12
    scene = taken("ring-road-4", link=long)[0].slides[0].scene
    code = next(mark for mark in scene.marks if isinstance(mark, charts.Code))

    assert code.title == long
    assert any(text.startswith("tien-do.example.vn/") and text.endswith("…") for text in texts(scene.marks))
    assert scene.overlaps() == []
