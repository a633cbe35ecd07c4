"""The painter for PowerPoint: native shapes that can be edited, moved and recoloured, and no picture among them."""

import io
from datetime import UTC
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from briefing.archive import repacked
from briefing.layout import EDGE, ROOM
from briefing.pack import HEIGHT, WIDTH, Pack, Slide, Table
from briefing.shapes import EMU, FONT, Pen
from charts import Palette, palette

_TITLE_ONLY = 5
_TEMPLATE_WIDTH = 9_144_000


def pptx(pack: Pack) -> bytes:
    """The pack as a presentation, 16 to 9; the same bytes for the same pack."""
    made = Presentation()
    _widen(made)
    colours = palette(pack.theme)
    for slide in pack.slides:
        _slide(made, slide, colours)
    about = made.core_properties
    about.title, about.subject, about.author = pack.title, pack.subtitle, pack.labels["product"]
    about.last_modified_by, about.revision, about.language = pack.labels["product"], 1, pack.language
    about.created = about.modified = pack.published_at.astimezone(UTC).replace(tzinfo=None)
    written = io.BytesIO()
    made.save(written)
    return repacked(written.getvalue(), pack.published_at, _in_our_typeface)


def _widen(made: Any) -> None:
    """Bring the template, drawn 4 to 3, to 16 to 9: its slides, its master and its layouts."""
    made.slide_width, made.slide_height = Emu(round(WIDTH * EMU)), Emu(round(HEIGHT * EMU))
    stretch = made.slide_width / _TEMPLATE_WIDTH
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.xfrm is not None:  # what inherits its place has none of its own
                shape.left, shape.width = Emu(round(shape.left * stretch)), Emu(round(shape.width * stretch))


def _in_our_typeface(name: str, part: bytes) -> bytes:
    """The theme's typeface, which whatever is added by hand is written in."""
    return part.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode()) if "/theme/" in name else part


def _slide(made: Any, slide: Slide, colours: Palette) -> None:
    page = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = _rgb(colours, "surface")
    pen = Pen(colours)
    tree = page.shapes._spTree
    for part in slide.parts:
        tree.append(parse_xml(pen.table(part) if isinstance(part, Table) else pen.picture(part)))
    _title(page.shapes.title, slide, colours)


def _title(shape: Any, slide: Slide, colours: Palette) -> None:
    """The message in the slide's own title, so that outlines and screen readers find it."""
    first = slide.heading[0]
    step = 1.27 * first.size
    shape.left, shape.top = Emu(round(EDGE * EMU)), Emu(round((first.y - first.size) * EMU))
    shape.width, shape.height = Emu(round(ROOM * EMU)), Emu(round(step * len(slide.heading) * EMU))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = True, None
    frame._txBody.bodyPr.set("anchor", "t")
    paragraph = frame.paragraphs[0]
    paragraph.text = "\v".join(line.text for line in slide.heading)
    paragraph._p.get_or_add_pPr().set("algn", "l")
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold = FONT, Pt(0.6 * first.size), True
        run.font.color.rgb = _rgb(colours, "ink")


def _rgb(colours: Palette, role: str) -> RGBColor:
    return RGBColor.from_string(colours.colours[role].removeprefix("#").upper())
