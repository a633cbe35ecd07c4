"""The colours of marked cells: formats added to a workbook's styles, and taken off again.

What stood in a cell before is kept as the fill's second colour, which a solid fill does not show. So the reader knows a
marked cell from one that the sender coloured, and the mark can be taken off without a trace.
"""

from collections.abc import Mapping

from loaders.elements import Edit, Element, ascii_xml, edited, elements
from schedule import Severity

SHADES = {Severity.BLOCKING: "FFF6B8C0", Severity.DOUBTFUL: "FFFFE3A3", Severity.NOTE: "FFD4E4F7"}
"""Severity -> the colour of its cells, as ARGB."""
NO_COLOUR = {"indexed": "64"}
"""A solid fill's second colour where nothing stood before."""
_WANTED = {"fills", "fill", "patternFill", "fgColor", "bgColor", "cellXfs", "xf"}


def is_shade(colour: Mapping[str, str]) -> bool:
    """Whether a colour's attributes are those of a mark."""
    return colour.get("rgb", "").upper() in SHADES.values()


class Shading:
    """The cell formats of a workbook, by their numbers, with those that marks need."""

    def __init__(self, styles: bytes) -> None:
        """Read the styles part; b"" where the workbook has none, and nothing can be coloured.

        Raises:
            WorkbookUnreadable: The part is damaged.
        """
        found = elements(styles, lambda tag, _: tag in _WANTED) if styles else []
        self._styles = styles
        self._fills = [e for e in found if e.tag == "fill" and e.parent == "fills"]
        self._formats = [e for e in found if e.tag == "xf" and e.parent == "cellXfs"]
        self._lists = [e for e in found if e.tag in ("fills", "cellXfs")]
        self._grounds = [_ground(fill, found) for fill in self._fills]
        self._new_fills: dict[bytes, int] = {}
        self._new_formats: dict[tuple[int, int], int] = {}
        self.marked = {n for n, e in enumerate(self._formats) if is_shade((self._of(e) or ({}, {}))[0])}
        """Formats that a mark gave a cell."""

    def coloured(self, number: int, severity: Severity) -> int:
        """The format `number` in the severity's colour; itself where its pattern would be lost."""
        before = self._before(number)
        return number if before is None else self._variant(number, {"rgb": SHADES[severity]}, before)

    def plain(self, number: int) -> int:
        """The format as it was before it was marked; itself where it was not."""
        before = self._before(number)
        if number not in self.marked or before is None:
            return number
        return self._variant(number, before, NO_COLOUR) if before != NO_COLOUR else self._with_fill(number, 0)

    def written(self) -> bytes:
        """The styles part with the formats added."""
        new = {"fills": list(self._new_fills), "cellXfs": [self._format(*key) for key in self._new_formats]}
        old = {"fills": len(self._fills), "cellXfs": len(self._formats)}
        edits: list[Edit] = []
        for e in self._lists:
            edits += [
                (e.start, e.inside, e.opened(count=str(old[e.tag] + len(new[e.tag])))),
                e.appended(b"".join(new[e.tag])),
            ]
        return edited(self._styles, edits)

    def _of(self, form: Element) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
        fill = int(form.attributes.get("fillId", "0"))
        return self._grounds[fill] if fill < len(self._grounds) else None

    def _before(self, number: int) -> Mapping[str, str] | None:
        """The colour that stands, or stood before the mark, in a format; None where it cannot be kept."""
        ground = self._of(self._formats[number]) if number < len(self._formats) else None
        if ground is None:
            return None
        return ground[1] if is_shade(ground[0]) else ground[0]

    def _variant(self, number: int, colour: Mapping[str, str], kept: Mapping[str, str]) -> int:
        prefix = self._fills[0].prefix
        fill = (
            f'<{prefix}fill><{prefix}patternFill patternType="solid">{_colour(prefix + "fgColor", colour)}'
            f"{_colour(prefix + 'bgColor', kept)}</{prefix}patternFill></{prefix}fill>"
        )
        return self._with_fill(
            number, self._new_fills.setdefault(ascii_xml(fill), len(self._fills) + len(self._new_fills))
        )

    def _with_fill(self, number: int, fill: int) -> int:
        return self._new_formats.setdefault((number, fill), len(self._formats) + len(self._new_formats))

    def _format(self, number: int, fill: int) -> bytes:
        e = self._formats[number]
        return e.opened(fillId=str(fill), applyFill="1") + self._styles[e.inside : e.after]


def _ground(fill: Element, found: list[Element]) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """A fill's two colours; None where it is a pattern or a gradient."""
    inside = {e.tag: e.attributes for e in found if fill.start < e.start < fill.after}
    kind = inside.get("patternFill", {"patternType": "gradient"}).get("patternType", "none")
    if kind == "none":
        return NO_COLOUR, NO_COLOUR
    return (inside.get("fgColor", NO_COLOUR), inside.get("bgColor", NO_COLOUR)) if kind == "solid" else None


def _colour(name: str, attributes: Mapping[str, str]) -> str:
    told = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f"<{name} {told}/>"
