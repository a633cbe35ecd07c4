"""The painter for feeds: what was published, newest first, as Atom (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that no XML document may hold, and that a workbook's cell can."""


@dataclass(frozen=True)
class Entry:
    """One publication."""

    id: str
    """An IRI that names it for ever."""
    title: str
    updated: datetime
    page: str
    """Address of the page that shows it."""
    told: Sequence[str]
    """What it says, sentence by sentence."""


@dataclass(frozen=True)
class Feed:
    """A programme's publications."""

    id: str
    title: str
    subtitle: str
    author: str
    language: str
    updated: datetime
    page: str
    entries: Sequence[Entry]
    address: str = ""
    """Where the feed itself is served; "" where that is not known."""


def atom(feed: Feed) -> bytes:
    """The feed as one XML document. Every text is escaped; an entry's sentences are a list of HTML."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _said(root, "id", feed.id)
    _said(root, "title", feed.title)
    _said(root, "subtitle", feed.subtitle)
    _said(root, "updated", _moment(feed.updated))
    _said(SubElement(root, "author"), "name", feed.author)
    if feed.address:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(at: Element, entry: Entry) -> None:
    _said(at, "id", entry.id)
    _said(at, "title", entry.title)
    _said(at, "updated", _moment(entry.updated))
    SubElement(at, "link", {"rel": "alternate", "type": "text/html", "href": entry.page})
    _said(at, "content", f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in entry.told)}</ul>", type="html")


def _said(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NOT_XML.sub("", text)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
