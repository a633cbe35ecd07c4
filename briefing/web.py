"""The painter for browsers: the whole pack as one file that asks nothing of the network and prints a slide a page."""

from html import escape

from briefing.fonts import faces
from briefing.pack import Pack, Slide
from briefing.svg import FAMILY
from charts import Figures, Text, palette, svg

_SHEET = """
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font-family:FAMILY,system-ui,sans-serif}
header{max-width:1600px;margin:0 auto;padding:18px 24px}header h1{font-size:22px;margin:0 0 4px}header p,nav a{font-size:14px}header a{color:var(--accent)}
header p{margin:0;color:var(--quiet)}nav ol{margin:10px 0 0;padding-left:22px;columns:2;column-gap:40px}nav a{color:var(--accent);display:inline-block;min-height:24px}
section{max-width:1600px;margin:0 auto 22px;border:1px solid var(--line)}section svg{display:block;width:100%;height:auto}
section h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
details{padding:6px 24px 10px;background:var(--surface);font-size:13px;overflow-x:auto}summary{cursor:pointer;color:var(--accent);min-height:44px;align-content:center}
h3{font-size:14px;margin:12px 0 2px}table{border-collapse:collapse;width:100%}th{color:var(--quiet)}th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid var(--line)}
@page{size:338.67mm 190.5mm;margin:0}
@media print{body{background:none}header,details{display:none}section{margin:0;border:0;max-width:none;break-after:page;break-inside:avoid}
section:last-of-type{break-after:auto}section svg{width:338.67mm;height:190.49mm}*{print-color-adjust:exact}}
@media(max-width:760px){nav ol{columns:1}header{padding:12px}}
"""


def html(pack: Pack, live: str = "", other: tuple[str, str] = ("", "")) -> bytes:
    """The pack as one HTML file: a list of its messages, then every slide as a picture that can be searched, its figures folded.

    `live`, where given, is the address of the running product, to which the file then leads; `other` the name and the
    address of the same pack in another language.
    """
    look = palette(pack.theme)
    scenes = [slide.scene for slide in pack.slides]
    variables = ";".join(
        f"--{name}:{look.colours[name]}" for name in ("page", "surface", "ink", "quiet", "accent", "line")
    )
    cells = (cell for slide in pack.slides for _, one in slide.figures for row in one.rows for cell in row)
    written = (*(mark for scene in scenes for mark in scene.marks), *(Text(0, 0, cell, "ink") for cell in cells))
    fonts = faces(written, FAMILY)
    contents = "".join(f"<li><a href='#{n}'>{escape(slide.title)}</a></li>" for n, slide in enumerate(pack.slides, 1))
    body = "".join(
        f"<section id='{n}'><h2>{escape(slide.title)}</h2>{svg(scene, look)}{_as_tables(slide, pack.labels['picture.figures'])}</section>"
        for n, (slide, scene) in enumerate(zip(pack.slides, scenes, strict=True), 1)
    )
    ways = "".join(
        f" · <a href='{escape(address, quote=True)}'>{escape(label)}</a>"
        for label, address in ((pack.labels["brief.live"], live), other)
        if address
    )
    return (
        f"<!doctype html><html lang='{pack.language}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<title>{escape(pack.title)}</title><style>:root{{{variables}}}{fonts}{_SHEET.replace('FAMILY', FAMILY)}</style></head>"
        f"<body><header><h1>{escape(pack.title)}</h1><p>{escape(pack.subtitle)} · {escape(pack.stamp[0])}{ways}</p>"
        f"<nav aria-label='{escape(pack.labels['brief.contents'], quote=True)}'><ol>{contents}</ol></nav></header>"
        f"<main>{body}</main></body></html>"
    ).encode()


def _as_tables(slide: Slide, label: str) -> str:
    """What the slide's pictures and tables say, for who cannot see them or wants to take a figure along."""
    told = "".join(f"<h3>{escape(said)}</h3>{_table(one)}" for said, one in slide.figures)
    return f"<details><summary>{escape(label)}</summary>{told}</details>" if told else ""


def _table(figures: Figures) -> str:
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in figures.columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in figures.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
