"""The comments of one worksheet: the sender's own kept, the product's added, replaced or taken away."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from loaders.elements import Edit, Element, ascii_xml, edited, elements, xml_text
from loaders.grid import Place, address, place_of
from schedule.errors import WorkbookUnreadable

NO_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
NO_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_KIND = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_AT = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>")
_ID = re.compile(rb"_x0000_s(\d{1,6})\b")
_WANTED = {"comments", "authors", "author", "commentList", "comment", "text", "t"}
_WIDTH, _LETTERS, _LINE = 300, 54, 14
"""Points that a comment is wide, letters that stand in its line, points from line to line."""
_MOST_LINES = 24


def commented(comments: bytes, shapes: bytes, told: Mapping[Place, str], names: Sequence[str]) -> tuple[bytes, bytes]:
    """Both parts, the comments and their shapes, with what is told at each place under the first of `names`.

    What any of `names` said before is taken off; a comment of another's is kept, and what is told is added to it.

    Raises:
        WorkbookUnreadable: A part is damaged.
    """
    found = elements(comments, lambda tag, _: tag in _WANTED)
    root, authors, listed = (
        next((e for e in found if e.tag == t), None) for t in ("comments", "authors", "commentList")
    )
    if not (root and authors and listed):
        raise WorkbookUnreadable(reason="damaged")
    known = [unescape(_inside(comments, e).decode("utf-8", "replace")).strip() for e in found if e.tag == "author"]
    own = {str(n) for n, name in enumerate(known) if name in names}
    edits: list[Edit] = []
    if names[0] not in known:
        known.append(names[0])
        edits.append(authors.appended(ascii_xml(f"<{root.prefix}author>{xml_text(names[0])}</{root.prefix}author>")))
    kept: set[Place] = set()
    gone: set[Place] = set()
    for comment in (e for e in found if e.tag == "comment"):
        place = place_of(comment.attributes.get("ref", ""))
        if comment.attributes.get("authorId") in own:
            gone.add(place)
            edits.append((comment.start, comment.after, b""))
        else:
            kept.add(place)
            edits += _extended(comments, found, comment, told.get(place, ""), names)
    new = {place: text for place, text in told.items() if place not in kept}
    p = root.prefix
    added = [
        f'<{p}comment ref="{address(*place)}" authorId="{known.index(names[0])}"><{p}text>{_run(p, text, names[0])}</{p}text></{p}comment>'
        for place, text in new.items()
    ]
    edits.append(listed.appended(ascii_xml("".join(added))))
    return edited(comments, edits), _shaped(shapes, gone, new)


def _inside(content: bytes, element: Element) -> bytes:
    return content[element.inside : element.end]


def _extended(comments: bytes, found: list[Element], comment: Element, text: str, names: Sequence[str]) -> list[Edit]:
    """Another's comment: what `names` added before is taken off, what is told now is added."""
    within = [e for e in found if comment.start < e.start < comment.after]
    said = [f"\n\n{xml_text(name)}:\n" for name in names]
    marks = [mark for text_ in said for mark in (text_.encode(), ascii_xml(text_))]
    edits: list[Edit] = []
    for e in within:
        places = [at for mark in marks if e.tag == "t" and (at := _inside(comments, e).find(mark)) >= 0]
        if places:
            edits.append((e.inside + min(places), e.end, b""))
    body = next((e for e in within if e.tag == "text"), None)
    if text and body:
        edits.append(body.appended(ascii_xml(_run(body.prefix, text, names[0], "\n\n"))))
    return edits


def _run(prefix: str, text: str, author: str, before: str = "") -> str:
    """A run of its own font, which Excel keeps apart from the others when it saves."""
    font = (
        f'<{prefix}rPr><{prefix}sz val="9"/><{prefix}color rgb="FF1B2430"/><{prefix}rFont val="Tahoma"/></{prefix}rPr>'
    )
    told = xml_text(f"{before}{author}:\n{text}")
    return f'<{prefix}r>{font}<{prefix}t xml:space="preserve">{told}</{prefix}t></{prefix}r>'


def _shaped(shapes: bytes, gone: set[Place], new: Mapping[Place, str]) -> bytes:
    """The drawing part without the boxes of comments gone, with one for each new comment."""

    def left(shape: re.Match[bytes]) -> bytes:
        at = {name: int(number) for name, number in _AT.findall(shape[0])}
        return b"" if (at.get(b"Row"), at.get(b"Column")) in gone else shape[0]

    drawn = _SHAPE.sub(left, shapes)
    end = drawn.rfind(b"</xml>")
    if end < 0:
        raise WorkbookUnreadable(reason="damaged")
    first = max([1024, *map(int, _ID.findall(drawn))]) + 1
    boxes = [_box(number, place, text) for number, (place, text) in enumerate(new.items(), first)]
    kind = b"" if b'"_x0000_t202"' in drawn else _KIND
    return drawn[:end] + kind + b"".join(boxes) + drawn[end:]


def _box(number: int, place: Place, text: str) -> bytes:
    lines = 1 + sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    height = 8 + _LINE * min(lines, _MOST_LINES)
    style = f"position:absolute;margin-left:60pt;margin-top:2pt;width:{_WIDTH}pt;height:{height}pt;z-index:1"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="{style};visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{place[0]}</x:Row><x:Column>{place[1]}</x:Column></x:ClientData></v:shape>"
    ).encode()
