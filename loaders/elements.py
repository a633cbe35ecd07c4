"""Elements of an XML part by their places in its bytes, so that a part is changed without being written anew."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from schedule.errors import WorkbookUnreadable

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Edit = tuple[int, int, bytes]
"""From a place up to a place: what stands there instead."""


@dataclass(slots=True)
class Element:
    """One element: its names, its attributes, and where its tags stand."""

    tag: str
    """Its name without prefix."""
    prefix: str
    """ "x:" where its name is "x:row"."""
    parent: str
    """Its parent's name without prefix; "" for the root."""
    attributes: Mapping[str, str]
    start: int
    inside: int
    """Just after its start tag."""
    end: int
    """Where its end tag begins; the same as `inside` where it is empty."""
    after: int
    """Just after all of it."""

    def opened(self, **changes: str) -> bytes:
        """Its start tag with some attributes changed; of an empty element, all of it."""
        attributes = {**self.attributes, **changes}
        told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        return ascii_xml(f"<{self.prefix}{self.tag}{told}{'/' if self.after == self.inside else ''}>")

    def appended(self, content: bytes) -> Edit:
        """The change that puts more at its end, whether or not it is empty."""
        if self.after > self.inside:
            return self.end, self.end, content
        opened = self.opened()[:-2] + b">"
        return self.start, self.after, opened + content + ascii_xml(f"</{self.prefix}{self.tag}>")


def elements(content: bytes, is_wanted: Callable[[str, Mapping[str, str]], bool]) -> list[Element]:
    """The wanted elements in their order; `is_wanted` is asked for each one, by its name without prefix.

    Raises:
        WorkbookUnreadable: The part is damaged, is not written in ASCII's company, or declares a document type.
    """
    if b"\0" in content[:4]:
        raise WorkbookUnreadable(reason="damaged")
    found: list[Element] = []
    stack: list[tuple[str, Element | None]] = [("", None)]
    parser = expat.ParserCreate()

    def started(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        element = None
        if is_wanted(tag, attributes):
            at = parser.CurrentByteIndex
            match = _START_TAG.match(content, at)
            inside = match.end() if match else at
            element = Element(tag, name[: -len(tag)], stack[-1][0], attributes, at, inside, inside, inside)
            found.append(element)
        stack.append((tag, element))

    def ended(name: str) -> None:
        _, element = stack.pop()
        if element and content[element.inside - 2 : element.inside] != b"/>":
            element.end = parser.CurrentByteIndex
            element.after = content.index(b">", element.end) + 1

    def refuse(*_: object) -> None:
        raise WorkbookUnreadable(reason="entities")

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise WorkbookUnreadable(reason="damaged") from error
    return found


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with the changes made; at one place what is put in comes first, in the order given."""
    parts, at = [], 0
    for start, upto, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [content[at:start], new]
        at = upto
    return b"".join([*parts, content[at:]])


def ascii_xml(text: str) -> bytes:
    """Markup in bytes that mean the same in every encoding akin to ASCII."""
    return text.encode("ascii", "xmlcharrefreplace")


def xml_text(text: str) -> str:
    """Any text, safe to stand between tags; what XML cannot hold is left out."""
    return escape(_NO_XML.sub("", text))
