"""The real server hands out feeds beside its pages, to whoever holds a link, as HTTP asks."""

import urllib.error
import urllib.request
from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from access import links
from access.links import Link
from tests.browser.server import serving
from tests.seeded import copied

NEVER, LONG_AGO = date(9999, 12, 31), date(2020, 1, 1)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The product as a person starts it: its address, and the key that it signs links with."""
    folder = copied(tmp_path_factory.mktemp("feeds"))
    with serving(folder) as address:
        yield address, links.key({"DATA_DIR": str(folder)})


@pytest.fixture
def fetch(server):
    """Ask for a feed by what its link opens: status, headers, body."""
    address, key = server

    def fetched(folder, link, kind, method="GET", **headers):
        token = link if isinstance(link, str) else links.token(link, key)
        asked = urllib.request.Request(f"{address}/{folder}/{token}.{kind}", headers=headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    return fetched


FEEDS = pytest.mark.parametrize(
    ("folder", "kind", "mime", "parse"),
    [
        ("lich", "ics", "text/calendar", lambda body: Calendar.from_ical(body).walk("VEVENT")),
        ("tin", "atom", "application/atom+xml", ElementTree.fromstring),
    ],
    ids=["ics", "atom"],
)


@FEEDS
def test_a_link_opens_its_feed(fetch, folder, kind, mime, parse):
    """With its type, and kept by the reader's own cache alone."""
    status, headers, body = fetch(folder, Link("capital-law", "vi", NEVER), kind)

    assert status == 200
    assert headers["Content-Type"] == f"{mime}; charset=utf-8"
    assert headers["Cache-Control"].startswith("private")
    assert len(parse(body)) > 3


@FEEDS
def test_what_is_known_already_is_not_sent_again(fetch, folder, kind, mime, parse):
    """304 while nothing was published since; another feed's tag is no answer."""
    tag = fetch(folder, Link("capital-law", "vi", NEVER), kind)[1]["ETag"]
    again = fetch(folder, Link("capital-law", "vi", NEVER), kind, **{"If-None-Match": tag})
    other = fetch(folder, Link("capital-law", "en", NEVER), kind, **{"If-None-Match": tag})

    assert (again[0], again[1]["ETag"], again[2]) == (304, tag, b"")
    assert other[0] == 200


@FEEDS
def test_a_feed_is_only_read(fetch, folder, kind, mime, parse):
    """HEAD tells as much without the body; nothing else is taken."""
    link = Link("capital-law", "vi", NEVER)
    status, headers, body = fetch(folder, link, kind, "HEAD")

    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(fetch(folder, link, kind)[2])
    assert [fetch(folder, link, kind, method)[0] for method in ("POST", "PUT", "DELETE")] == [405, 405, 405]


@FEEDS
@pytest.mark.parametrize(
    ("link", "status", "said"),
    [
        (Link("capital-law", "vi", LONG_AGO), 410, "đã hết hạn"),
        (Link("moon-base", "vi", NEVER), 404, "không đúng"),
        ("WyJjYXBpdGFsLWxhdyIsInZpIiwiOTk5OS0xMi0zMSJd.AAAA", 404, "không đúng"),
        ("%C4%91", 404, "không đúng"),
    ],
    ids=["expired", "no-such-programme", "forged", "junk"],
)
def test_a_link_that_opens_nothing_is_told_so_in_a_line(fetch, folder, kind, mime, parse, link, status, said):
    """In Vietnamese, as plain text, kept by nobody."""
    answered, headers, body = fetch(folder, link, kind)

    assert answered == status
    assert said in body.decode()
    assert len(body.decode().splitlines()) == 1
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
