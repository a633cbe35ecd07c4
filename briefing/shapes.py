"""Marks and tables as the XML of native PowerPoint shapes: text stays text, bars stay shapes, tables stay tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from briefing.pack import PAD, Cell, Picture, Table
from charts import DASHES, TICK, Circle, Code, Diamond, Line, Mark, Palette, Polygon, Rect, Text
from charts.theme import shape

FONT = "Be Vietnam Pro"
EMU = 7620
"""A slide of 1600 pixels is 13 1/3 inches wide; an inch has 914,400 of these units."""
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_GLYPHS = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle": "▲", "tick": "✓", "ring": "○", "dotted": "◌",
}  # fmt: skip
"""What stands before a status in a table's cell, where no shape can."""
_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
Box = tuple[float, float, float, float]


class Pen:
    """Writes the shapes of one slide; ids count up from 10, so that the same slide gives the same XML."""

    def __init__(self, palette: Palette) -> None:
        """Write in the colours of `palette`."""
        self._colours = palette.colours
        self._ids = count(10)

    def picture(self, picture: Picture) -> str:
        """A scene as a group: its ground, then a group for each row or milestone, then what is written over them.

        A group whose marks share a key is named for it, so that it can be found and moved as one thing.
        """
        marks = list(picture.marks())
        keyed: dict[str, list[Mark]] = {}
        for mark in marks:
            if mark.key:
                keyed.setdefault(mark.key, []).append(mark)
        ground = [m for m in marks if not m.key and not isinstance(m, Text)]
        over = [m for m in marks if not m.key and isinstance(m, Text)]
        inside = [
            *self._shapes(ground),
            *(self._group(key, _title(own), own, self._shapes(own)) for key, own in keyed.items()),
            *self._shapes(over),
        ]
        return self._group(picture.name, picture.scene.alt, marks, inside, is_root=True)

    def _group(self, name: str, alt: str, marks: Iterable[Mark], inside: Iterable[str], is_root: bool = False) -> str:
        left, top, right, bottom = _around(map(_box, marks))
        place = f'x="{_emu(left)}" y="{_emu(top)}"/>'
        size = f'cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"/>'
        spaces = f" {_NAMESPACES}" if is_root else ""
        return (
            f"<p:grpSp{spaces}><p:nvGrpSpPr>{self._named(name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f"<a:off {place}<a:ext {size}<a:chOff {place}<a:chExt {size}</a:xfrm></p:grpSpPr>{''.join(inside)}</p:grpSp>"
        )

    def _named(self, name: str, alt: str = "") -> str:
        said = f" descr={quoteattr(alt)}" if alt else ""
        return f'<p:cNvPr id="{next(self._ids)}" name={quoteattr(name)}{said}/>'

    def _shapes(self, marks: Sequence[Mark]) -> Iterator[str]:
        """Areas below lines, lines below signs, signs below texts."""
        for kinds in ((Rect, Polygon), (Code,), (Line,), (Circle, Diamond), (Text,)):
            for mark in marks:
                if isinstance(mark, kinds):
                    yield self._shape(mark)

    def _shape(self, mark: Mark) -> str:
        colour = self._colours[mark.role]
        match mark:
            case Rect():
                return self._sp("rect", _box(mark), _solid(colour), _NO_LINE, mark.title)
            case Polygon():
                return self._freeform([mark.points], _solid(colour), _NO_LINE, closed=True, alt=mark.title)
            case Code():
                cells = [((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in mark.dark()]
                return self._freeform(cells, _solid(colour), _NO_LINE, closed=True, name="QR", alt=mark.title)
            case Line():
                return self._line(mark, colour)
            case Circle():
                return self._sp("ellipse", _box(mark), *self._sign(colour, mark.hollow), mark.title)
            case Diamond():
                drawn = self._sp("diamond", _box(mark), *self._sign(colour, mark.style == "hollow"), mark.title)
                if mark.style == "ticked":
                    points = tuple((mark.x + dx * 0.72 * mark.r, mark.y + dy * 0.72 * mark.r) for dx, dy in TICK)
                    drawn += self._freeform([points], "<a:noFill/>", _stroke(self._colours["tick"], 1.6), closed=False)
                return drawn
            case Text():
                return self._text(mark, colour)
            case _:
                assert_never(mark)

    def _sign(self, colour: str, is_hollow: bool) -> tuple[str, str]:
        return (_solid(self._colours["surface"]), _stroke(colour, 1.5)) if is_hollow else (_solid(colour), _NO_LINE)

    def _sp(self, kind: str, box: Box, fill: str, line: str, alt: str = "") -> str:
        return (
            f"<p:sp><p:nvSpPr>{self._named(kind, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{_xfrm(box)}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr></p:sp>'
        )

    def _freeform(
        self,
        paths: Sequence[Sequence[tuple[float, float]]],
        fill: str,
        line: str,
        *,
        closed: bool,
        name: str = "freeform",
        alt: str = "",
    ) -> str:
        left, top, right, bottom = box = _around((x, y, x, y) for path in paths for x, y in path)
        drawn = "".join(
            "".join(
                f'<a:{"lnTo" if i else "moveTo"}><a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/></a:{"lnTo" if i else "moveTo"}>'
                for i, (x, y) in enumerate(path)
            )
            + ("<a:close/>" if closed else "")
            for path in paths
        )
        open_ = "" if closed else ' fill="none"'
        return (
            f"<p:sp><p:nvSpPr>{self._named(name, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_xfrm(box)}<a:custGeom><a:avLst/>"
            f'<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{max(1, _emu(right - left))}" '
            f'h="{max(1, _emu(bottom - top))}"{open_}>{drawn}</a:path></a:pathLst></a:custGeom>{fill}{line}</p:spPr></p:sp>'
        )

    def _line(self, mark: Line, colour: str) -> str:
        stroke = _stroke(colour, mark.width, mark.dash)
        if len(mark.points) != 2:
            return self._freeform([mark.points], "<a:noFill/>", stroke, closed=False, alt=mark.title)
        (x0, y0), (x1, y1) = mark.points
        flips = ' flipV="1"' if (x1 - x0) * (y1 - y0) < 0 else ""
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self._named('line', mark.title)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
            f'{_xfrm(_around([(x0, y0, x1, y1), (x1, y1, x0, y0)]), flips)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{stroke}</p:spPr></p:cxnSp>"
        )

    def _text(self, mark: Text, colour: str) -> str:
        """A text box as wide as its words, its first line on the mark's baseline."""
        runs = _run(mark.lead + " ", mark.size, 700, self._colours[mark.lead_role]) if mark.lead else ""
        runs += _run(mark.text, mark.size, mark.weight, colour) if mark.text else ""
        left, _, right, _ = mark.box(1.02)
        box = (left, mark.y - mark.size, right, mark.y + 0.265 * mark.size)
        return (
            f'<p:sp><p:nvSpPr>{self._named("text")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{_xfrm(box)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" '
            f'tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="{_ALIGN[mark.anchor]}"/>'
            f"{runs}</a:p></p:txBody></p:sp>"
        )

    def table(self, table: Table) -> str:
        """A native table: its first row a heading, a thin line below each row."""
        columns = "".join(f'<a:gridCol w="{_emu(wide)}"/>' for wide in table.widths)
        rows = "".join(
            f'<a:tr h="{_emu(height)}">'
            + "".join(
                self._cell(cell, anchor, table.size, is_heading=number == 0)
                for cell, anchor in zip(row, table.anchors, strict=True)
            )
            + "</a:tr>"
            for number, (row, height) in enumerate(zip(table.rows, table.heights, strict=True))
        )
        box = (table.x, table.y, table.x + table.width, table.y + table.height)
        place = _xfrm(box).replace("a:xfrm", "p:xfrm")
        return (
            f"<p:graphicFrame {_NAMESPACES}><p:nvGraphicFramePr>{self._named(table.name, table.alt)}<p:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place}<a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/>'
            f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _cell(self, cell: Cell, anchor: str, size: float, *, is_heading: bool) -> str:
        colour = self._colours[cell.role]
        runs = ""
        if cell.status:
            glyph = _GLYPHS[shape(cell.status)]
            runs += _run(f"{glyph} ", 0.8 * size, 400, self._colours[f"status_{cell.status}"], "Segoe UI Symbol")
        # broken where the other painters break it, so that rows stay as high in whatever typeface
        runs += "<a:br/>".join(_run(line, size, cell.weight, colour) for line in cell.lines if line)
        ends = f'<a:endParaRPr lang="vi-VN" sz="{_points(size)}"/>'
        ground = _solid(self._colours["group"]) if is_heading else "<a:noFill/>"
        edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
        below = _solid(self._colours["line"])
        return (
            f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{_ALIGN[anchor]}"/>{runs}{ends}</a:p></a:txBody>'
            f'<a:tcPr marL="{_emu(PAD)}" marR="{_emu(PAD)}" marT="{_emu(1)}" marB="{_emu(1)}" anchor="ctr">{edges}'
            f'<a:lnB w="{_emu(1)}">{below}</a:lnB>{ground}</a:tcPr></a:tc>'
        )


def _run(text: str, size: float, weight: int, colour: str, font: str = FONT) -> str:
    bold = ' b="1"' if weight >= 600 else ""
    faces = "".join(f'<a:{kind} typeface="{font}"/>' for kind in ("latin", "ea", "cs"))
    return (
        f'<a:r><a:rPr lang="vi-VN" sz="{_points(size)}"{bold} dirty="0">{_solid(colour)}{faces}</a:rPr>'
        f"<a:t>{escape(text)}</a:t></a:r>"
    )


def _points(size: float) -> int:
    """Pixels as hundredths of a point: 1600 pixels are 960 points."""
    return round(60 * size)


def _emu(pixels: float) -> int:
    return round(pixels * EMU)


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'


def _stroke(colour: str, wide: float, dash: str = "") -> str:
    pieces = DASHES[dash]
    stops = "".join(
        f'<a:ds d="{round(100000 * on / wide)}" sp="{round(100000 * off / wide)}"/>'
        for on, off in zip(pieces[::2], pieces[1::2], strict=True)
    )
    dashes = f"<a:custDash>{stops}</a:custDash>" if stops else ""
    return f'<a:ln w="{_emu(wide)}">{_solid(colour)}{dashes}<a:miter lim="800000"/></a:ln>'


def _xfrm(box: Box, flips: str = "") -> str:
    left, top, right, bottom = box
    return (
        f'<a:xfrm{flips}><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"/></a:xfrm>'
    )


def _box(mark: Mark) -> Box:
    """What a mark covers."""
    match mark:
        case Rect():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Line() | Polygon():
            return _around((x, y, x, y) for x, y in mark.points)
        case Circle() | Diamond():
            return mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r
        case Code():
            return mark.x, mark.y, mark.x + mark.size, mark.y + mark.size
        case Text():
            return mark.box()


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _title(marks: Iterable[Mark]) -> str:
    """What is told of a group: the first title among its marks."""
    return next((mark.title for mark in marks if mark.title), "")
