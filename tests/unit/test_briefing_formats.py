"""One pack in every format: each file is opened and says what the slides say, figure for figure, in both languages."""

import hashlib
import io
import re
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from functools import lru_cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest
from icalendar import Calendar
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from briefing import paper
from briefing.layout import BOTTOM
from briefing.pack import Table, texts
from schedule import Words
from services import answers
from services.briefing import FORMATS, Asked, pack, written

from .briefings import ADDRESS, DAYS, LANGUAGES, made, squeezed, tracker

BOTH = pytest.mark.parametrize("language", LANGUAGES)
THREE = pytest.mark.parametrize("day", DAYS, ids=str)


def shapes(shapes_of):
    """Every shape of a slide, those in groups too."""
    for shape in shapes_of:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes(shape.shapes)


def said(slide) -> str:
    """Everything that a PowerPoint slide says, squeezed."""
    found = []
    for shape in shapes(slide.shapes):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return squeezed(" ".join(found))


def missing(scene, told: str) -> list[str]:
    """What a slide's scene writes and `told` does not."""
    return [text for text in texts(scene.marks) if squeezed(text) not in told]


@THREE
@BOTH
@pytest.mark.parametrize("audience", ["monthly", "one", "programme"])
def test_nothing_on_a_slide_collides_or_leaves_it(day, language, audience):
    """Names wrap, labels keep clear of each other and of the signs, and of the stamp below them."""
    slides = made(day, language, audience).slides
    tables = [part for slide in slides for part in slide.parts if isinstance(part, Table)]

    assert {slide.key: slide.scene.overlaps() for slide in slides if slide.scene.overlaps()} == {}
    assert all(table.y + table.height <= BOTTOM for table in tables)


@THREE
@BOTH
def test_the_presentation_says_every_word_of_every_slide(day, language):
    """Texts are texts, tables are tables."""
    briefing = made(day, language)
    deck = Presentation(io.BytesIO(written(briefing, "pptx")[0]))

    assert len(deck.slides) == len(briefing.slides)
    assert [missing(s.scene, said(d)) for s, d in zip(briefing.slides, deck.slides, strict=True)] == [[]] * len(
        deck.slides
    )


@THREE
@BOTH
def test_the_pdf_and_the_web_page_say_every_word_of_every_slide(day, language):
    """They can be searched and copied, letters with their accents."""
    briefing = made(day, language)
    pages = PdfReader(io.BytesIO(written(briefing, "pdf")[0])).pages
    told = [squeezed(unicodedata.normalize("NFC", page.extract_text())) for page in pages]
    web = Words_()
    web.feed(written(briefing, "html")[0].decode())

    assert [missing(s.scene, page) for s, page in zip(briefing.slides, told, strict=True)] == [[]] * len(pages)
    assert [text for s in briefing.slides for text in missing(s.scene, squeezed("".join(web.said)))] == []


class Words_(HTMLParser):  # noqa: N801
    """What a page shows."""

    def __init__(self):
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data):
        """Every text, wherever it stands."""
        self.said.append(data)


@BOTH
def test_pictures_say_every_word_and_bring_their_letters_along(language):
    """An SVG asks nothing of the network: its typeface is inside, and no address is fetched."""
    briefing = made(DAYS[1], language)
    for slide, drawn in zip(briefing.slides, written(briefing, "svg"), strict=True):
        root = ElementTree.fromstring(drawn)
        words = squeezed(" ".join("".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")))
        assert missing(slide.scene, words) == []
        assert b"url(data:font/ttf;base64," in drawn
        assert not re.search(rb"(?:src|href)=|url\((?!data:)|@import", drawn)


@THREE
@BOTH
def test_the_figures_are_those_that_the_pages_and_the_terminal_show(day, language):
    """Slippages of every milestone in the pack, and as numbers in its workbook, are those of `assess`."""
    briefing = made(day, language)
    assessed = answers.assessment(tracker(), None, day)["milestones"]
    spans = {(m["programme"], m["id"]): _spans(m) for m in assessed}
    figures = {(f.programme_id, f.row_id): f for f in briefing.figures}
    book = openpyxl.load_workbook(io.BytesIO(written(briefing, "xlsx")[0]))
    rows = list(book.worksheets[1].iter_rows(min_row=5, values_only=True))

    assert figures.keys() == spans.keys()
    for key, f in figures.items():
        for days, (least, most) in zip(
            (f.variance_original, f.variance_current, f.slip_last_report), spans[key], strict=True
        ):
            assert (days is None) == (most is None)
            assert days is None or (least if least is not None else days) <= days <= most
    assert [(r[2], r[9], r[10]) for r in rows] == [
        (f.name, f.variance_original, f.variance_current) for f in briefing.figures
    ]
    assert all(isinstance(r[5], datetime | None) and isinstance(r[7], datetime | None) for r in rows)


def _spans(milestone):
    """Least and most of the three slippages, as the terminal answers them."""
    names = ("variance_original", "variance_current", "slip_last_report")
    return [milestone[f"{name}_days"] or [None, milestone[f"{name}_at_most_days"]] for name in names]


@THREE
def test_the_worst_figures_stand_on_the_slides(day):
    """Whoever asks for the worst finds it in the appendix, with its cell."""
    briefing = made(day, "vi")
    told = squeezed(" ".join(text for slide in briefing.slides for text in texts(slide.scene.marks))).replace(".", "")
    worst = sorted(f.variance_original or 0 for f in briefing.figures if f.status in ("overdue", "severely_late"))[-8:]

    assert worst
    assert [days for days in worst if f"+{days}ngày" not in told] == []


@lru_cache
def made_again():
    """The pack made a second time."""
    return pack(tracker(), Asked(DAYS[1], address=ADDRESS), Words("vi"))


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "zip"])
def test_made_twice_it_is_the_same_bytes(kind):
    """From the same revisions comes the same file, whenever it is made."""
    first, again = made(DAYS[1], "vi"), made_again()

    assert first is not again
    assert [hashlib.sha256(b).digest() for b in written(first, kind)] == [
        hashlib.sha256(b).digest() for b in written(again, kind)
    ]


def test_everything_in_one_zip_is_dated_by_the_revision():
    """The only moment in the pack is that of the newest revision's publication."""
    briefing = made(DAYS[1], "vi", "one")
    with zipfile.ZipFile(io.BytesIO(written(briefing, "zip")[0])) as archive:
        names = archive.namelist()
        dates = {info.date_time for info in archive.infolist()}

    assert sorted(n.rsplit(".", 1)[1] for n in names) == sorted(kind for kind in FORMATS if kind != "zip")
    assert dates == {(2026, 9, 2, 1, 30, 0)}


def test_shapes_are_native_named_and_described():
    """No picture; a bar can be found by its row's id; what is drawn is told in words."""
    briefing = made(DAYS[1], "vi")
    deck = Presentation(io.BytesIO(written(briefing, "pptx")[0]))
    every = [shape for slide in deck.slides for shape in shapes(slide.shapes)]
    groups = [s for s in every if s.shape_type == MSO_SHAPE_TYPE.GROUP]
    tables = [s for s in every if getattr(s, "has_table", False) and s.has_table]

    assert not [s for s in every if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert "rr4-land-all" in {g.name for g in groups}
    assert all(
        g._element.nvGrpSpPr.cNvPr.get("descr") for g in groups if g.name in ("gantt", "birds", "trend", "stamp")
    )
    assert len(tables) == sum(isinstance(part, Table) for slide in briefing.slides for part in slide.parts)
    assert [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in deck.slides] == [
        slide.title for slide in briefing.slides
    ]
    for slide in deck.slides:
        ids = [shape.shape_id for shape in shapes(slide.shapes)]
        assert len(ids) == len(set(ids))


def test_pictures_are_as_large_as_asked_for():
    """1600 x 900, twice that for sharp screens, 4K; PDF for slides and for paper."""
    briefing = made(DAYS[1], "en", "one")
    sizes = [Image.open(io.BytesIO(written(briefing, "png", size=size)[0])).size for size in ("", "2x", "4k")]
    pages = {
        size: PdfReader(io.BytesIO(written(briefing, "pdf", size=size)[0])).pages[0].mediabox for size in paper.PAGES
    }

    assert sizes == [(1600, 900), (3200, 1800), (3840, 2160)]
    assert {size: (round(box.width), round(box.height)) for size, box in pages.items()} == {
        "16:9": (960, 540), "a4": (842, 595), "a3": (1191, 842),
    }  # fmt: skip


def test_a_calendar_moves_an_event_instead_of_doubling_it():
    """Between two status dates the uid stays, the sequence rises, the day is the new promise."""
    events = [
        {str(e["UID"]): e for e in Calendar.from_ical(written(made(day, "vi"), "ics")[0]).walk("VEVENT")}
        for day in DAYS[1:]
    ]
    uid = "ring-road-4.rr4-land-all@tien-do-thu-do"
    figure = next(f for f in made(DAYS[1], "vi").figures if f.row_id == "rr4-land-all")

    assert events[0][uid]["DTSTART"].dt == figure.promised
    assert events[0][uid]["DTEND"].dt == figure.promised + timedelta(days=1)
    assert events[0][uid]["SEQUENCE"] < events[1][uid]["SEQUENCE"]
    assert len(events[0]) == len(made(DAYS[1], "vi").events)
    session = events[0]["gate.na-15-8.1@tien-do-thu-do"]
    assert (session["DTSTART"].dt, session["DTEND"].dt) == (date(2024, 10, 21), date(2024, 11, 14))


def test_a_calendars_lines_are_folded_at_75_octets():
    """RFC 5545, section 3.1; no letter is broken."""
    content = written(made(DAYS[1], "vi"), "ics")[0]

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.decode()


def test_a_workbook_neutralises_formulas_and_draws_by_rules():
    """No cell computes; months are coloured by rules on the dates beside them; headings stay in sight."""
    book = openpyxl.load_workbook(io.BytesIO(written(made(DAYS[1], "vi"), "xlsx")[0]))

    assert not [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert all(sheet.freeze_panes for sheet in book)
    assert len(book.worksheets[2].conditional_formatting) >= 1
    assert all(c.is_date for c in book.worksheets[2][4][7:])


def test_the_code_on_a_slide_leads_to_the_very_view():
    """Programme and day stand in the address."""
    (slide, *_) = [s for s in made(DAYS[1], "en").slides if s.key == "programme:ring-road-4:1"]
    codes = [mark for mark in slide.scene.marks if hasattr(mark, "rows")]

    assert [code.title for code in codes] == [f"{ADDRESS}/chuong-trinh?as_of=2024-09-30&lang=en&programme=ring-road-4"]
