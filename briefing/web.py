"""The painter for browsers: the whole pack as one file that asks nothing of the network and prints a slide a page."""

from html import escape

from briefing.fonts import faces
from briefing.pack import Pack
from briefing.svg import FAMILY
from charts import palette, svg

_SHEET = """
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font-family:FAMILY,system-ui,sans-serif}
header{max-width:1600px;margin:0 auto;padding:18px 24px}header h1{font-size:22px;margin:0 0 4px}header p,nav a{font-size:14px}header a{color:var(--accent)}
header p{margin:0;color:var(--quiet)}nav ol{margin:10px 0 0;padding-left:22px;columns:2;column-gap:40px}nav a{color:var(--accent)}
section{max-width:1600px;margin:0 auto 22px;border:1px solid var(--line)}section svg{display:block;width:100%;height:auto}
section h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@page{size:338.67mm 190.5mm;margin:0}
@media print{body{background:none}header{display:none}section{margin:0;border:0;max-width:none;break-after:page;break-inside:avoid}
section:last-of-type{break-after:auto}section svg{width:338.67mm;height:190.49mm}*{print-color-adjust:exact}}
@media(max-width:760px){nav ol{columns:1}header{padding:12px}}
"""


def html(pack: Pack, live: str = "", other: tuple[str, str] = ("", "")) -> bytes:
    """The pack as one HTML file: a list of its messages, then every slide as a picture that can be searched.

    `live`, where given, is the address of the running product, to which the file then leads; `other` the name and the
    address of the same pack in another language.
    """
    look = palette(pack.theme)
    scenes = [slide.scene for slide in pack.slides]
    variables = ";".join(f"--{name}:{look.colours[name]}" for name in ("page", "ink", "quiet", "accent", "line"))
    fonts = faces((mark for scene in scenes for mark in scene.marks), FAMILY)
    contents = "".join(f"<li><a href='#{n}'>{escape(slide.title)}</a></li>" for n, slide in enumerate(pack.slides, 1))
    body = "".join(
        f"<section id='{n}'><h2>{escape(slide.title)}</h2>{svg(scene, look)}</section>"
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
