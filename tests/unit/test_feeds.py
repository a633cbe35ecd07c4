"""A programme followed from elsewhere: links that cannot be guessed or altered, a calendar, a feed."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

import access
import cli
from access import links
from access.links import Link
from briefing.atom import Entry, Feed, atom
from schedule.errors import AccessDenied, LinkExpired, LinksUnavailable, LinkUnknown, ProgrammeUnknown
from services import feeds
from tests.seeded import copied
from tests.unit.briefings import ADDRESS, NOW, tracker

KEY = "k" * 64
LINK = Link("ring-road-4", "vi", date(2027, 3, 1))
VISITOR = access.Actor()
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def environ(tmp_path):
    """A folder of its own for the key."""
    return {"DATA_DIR": str(tmp_path)}


def given(environ, programme="ring-road-4", language="vi", **options):
    """A link as a visitor gets it."""
    return feeds.give(tracker(), programme, language, actor=VISITOR, now=NOW, environ=environ, **options)


def asked(environ, kind, token, now=NOW):
    """What the server answers to whoever holds a link."""
    return feeds.asked(tracker(), kind, token, ADDRESS, now=now, environ=environ)


# Links ---------------------------------------------------------------------------------------------------------------


def test_a_link_opens_what_it_was_signed_for_until_its_last_day():
    """The last day counts whole."""
    token = links.token(LINK, KEY)

    assert links.opened(token, KEY, date(2026, 1, 1)) == links.opened(token, KEY, LINK.until) == LINK
    with pytest.raises(LinkExpired):
        links.opened(token, KEY, LINK.until + timedelta(days=1))


@pytest.mark.parametrize("place", range(0, 80, 7))
def test_an_altered_link_opens_nothing(place):
    """Whichever letter is another one."""
    token = links.token(LINK, KEY)
    altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]

    with pytest.raises(LinkUnknown):
        links.opened(altered, KEY, date(2026, 1, 1))


def test_the_signature_of_one_programme_opens_no_other():
    """Nor does another key's."""
    payload = links.token(Link("capital-law", "vi", LINK.until), KEY).partition(".")[0]
    signature = links.token(LINK, KEY).partition(".")[2]

    for token, key in ((f"{payload}.{signature}", KEY), (links.token(LINK, KEY), "q" * 64)):
        with pytest.raises(LinkUnknown):
            links.opened(token, key, date(2026, 1, 1))


@pytest.mark.parametrize("junk", ["", ".", "..", "a.b", "ring-road-4", "đ.ê", "W10.x" * 500, "\x00"])
def test_junk_opens_nothing(junk):
    """Whatever stands in the address is answered the same way."""
    with pytest.raises(LinkUnknown):
        links.opened(junk, KEY, date(2026, 1, 1))


def test_the_key_is_made_once_at_random_and_for_its_owner_alone(tmp_path):
    """Another folder has another key; the environment's goes before both."""
    here, there = {"DATA_DIR": str(tmp_path)}, {"DATA_DIR": str(tmp_path / "other")}
    (tmp_path / "other").mkdir()

    assert links.key(here) == links.key(here) != links.key(there)
    assert len(links.key(here)) == 64
    assert (tmp_path / "feeds.key").stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["feeds.key", "other"]
    assert links.key({**here, "FEED_KEY": KEY}) == KEY


@pytest.mark.parametrize("environ", [{"FEED_KEY": "short"}, {"DATA_DIR": "/nowhere"}])
def test_without_a_good_key_no_link_is_given(environ):
    """A short key could be tried out; an empty one would sign for everybody."""
    with pytest.raises(LinksUnavailable):
        given(environ)


def test_who_may_not_see_the_programme_gets_no_link(environ):
    """The rule is that of the page."""
    with pytest.raises(AccessDenied):
        feeds.give(tracker(), "ring-road-4", "vi", actor=access.Actor(rights=frozenset()), now=NOW, environ=environ)
    with pytest.raises(ProgrammeUnknown):
        given(environ, "moon-base")


def test_a_link_counts_its_days_in_hanoi(environ):
    """At 18:30 UTC it is the next day already."""
    late = datetime.fromisoformat("2026-09-02T18:30:00+00:00")
    made = feeds.give(tracker(), "ring-road-4", "vi", actor=VISITOR, now=late, days=1, environ=environ)

    assert made.link.until == date(2026, 9, 4)
    assert asked(environ, "ics", made.token, datetime.fromisoformat("2026-09-04T16:59:00+00:00"))
    with pytest.raises(LinkExpired):
        asked(environ, "ics", made.token, datetime.fromisoformat("2026-09-04T17:00:00+00:00"))


def test_a_programme_that_is_registered_no_more_is_an_unknown_link(environ):
    """Its name is not told again."""
    token = links.token(Link("moon-base", "vi", LINK.until), links.key(environ))

    with pytest.raises(LinkUnknown):
        asked(environ, "ics", token)


# The calendar --------------------------------------------------------------------------------------------------------


def test_the_calendar_holds_the_programmes_milestones_and_the_sessions_it_waits_for(environ):
    """With the uids that a briefing's calendar has, so that neither doubles the other; no other programme's."""
    calendar = Calendar.from_ical(asked(environ, "ics", given(environ).token))
    uids = {str(event["UID"]) for event in calendar.walk("VEVENT")}

    assert str(calendar["X-WR-CALNAME"]) == "Tiến độ Thủ đô: Vành đai 4"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert "ring-road-4.rr4-na-resolution@tien-do-thu-do" in uids
    assert {uid.split(".")[0] for uid in uids} == {"ring-road-4", "gate"}
    assert {uid.split(".")[1].split("-")[0] for uid in uids if uid.startswith("gate.")} == {"na"}


def test_a_programme_that_waits_for_no_body_has_no_sessions_in_its_calendar(environ):
    """Its milestones alone."""
    calendar = Calendar.from_ical(asked(environ, "ics", given(environ, "key-projects").token))

    assert {str(event["UID"]).split(".")[0] for event in calendar.walk("VEVENT")} == {"key-projects"}


# The feed ------------------------------------------------------------------------------------------------------------


def read(content):
    """A feed as an XML parser reads it."""
    return ElementTree.fromstring(content)


def test_the_feed_has_what_rfc_4287_asks_for(environ):
    """Feed and entries have id, title and updated; there is an author, and a link of each feed to itself."""
    made = given(environ)
    feed = read(asked(environ, "atom", made.token))
    entries = feed.findall("a:entry", ATOM)

    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findtext("a:author/a:name", "", ATOM) == "Tiến độ Thủ đô"
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == ADDRESS + made.path("atom")
    for one in (feed, *entries):
        assert one.findtext("a:id", "", ATOM).startswith("urn:uuid:")
        assert one.findtext("a:title", "", ATOM)
        assert datetime.fromisoformat(one.findtext("a:updated", "", ATOM)) == NOW
        assert one.find("a:link[@rel='alternate']", ATOM).get("href").startswith(f"{ADDRESS}/")
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(set(ids)) == len(ids) == len(tracker().store.revisions("ring-road-4"))


def test_an_entry_tells_what_its_revision_changed_and_leads_there(environ):
    """Newest first, worst change first; the first revision of all changed nothing."""
    entries = read(asked(environ, "atom", given(environ).token)).findall("a:entry", ATOM)
    (spring,) = [e for e in entries if "31/03/2026" in e.findtext("a:title", "", ATOM)]

    assert entries[0].findtext("a:title", "", ATOM).startswith("Số liệu ngày 01/09/2026")
    assert entries[-1].findtext("a:title", "", ATOM).endswith("bản đầu tiên")
    assert spring.findtext("a:title", "", ATOM) == "Số liệu ngày 31/03/2026: 7 thay đổi"
    assert "ngày hẹn dời từ Quý I/2025 sang Quý I/2026 (≈ +365 ngày)" in spring.findtext("a:content", "", ATOM)
    assert spring.find("a:link", ATOM).get("href") == (
        f"{ADDRESS}/thay-doi?as_of=2026-03-31&since=2025-12-31&in=ring-road-4"
    )


def test_an_entry_calls_an_edit_not_nothing():
    """Ring Road 4's report of 1 September 2026 edits one row's status and moves no date, as the page Changes shows; that of 31 March does both."""
    feed = read(feeds.content(tracker(), "atom", "ring-road-4", "vi", ADDRESS))
    autumn, spring = (
        next(e for e in feed.iterfind("a:entry", ATOM) if day in e.findtext("a:title", "", ATOM))
        for day in ("01/09/2026", "31/03/2026")
    )

    assert autumn.findtext("a:title", "", ATOM).endswith(": không ngày nào đổi, 1 chỗ sửa nội dung")
    assert "<li>1 chỗ sửa nội dung, không đổi ngày" in autumn.findtext("a:content", "", ATOM)
    assert "<li>12 chỗ sửa nội dung, không đổi ngày" in spring.findtext("a:content", "", ATOM)


def test_each_language_is_a_feed_of_its_own(environ):
    """The same revisions in other words have other ids, and lead to pages in that language."""
    vi, en = (read(asked(environ, "atom", given(environ, language=language).token)) for language in ("vi", "en"))

    assert en.findtext("a:title", "", ATOM) == "Ring Road 4: changes"
    assert {e.text for e in vi.iterfind(".//a:id", ATOM)}.isdisjoint(e.text for e in en.iterfind(".//a:id", ATOM))
    assert "lang=en" in en.find("a:entry/a:link", ATOM).get("href")


def test_what_a_workbook_says_is_data():
    """Markup stands as it is written, and letters that XML forbids are left out."""
    told = Entry("urn:x:1", "A & B <c>", NOW, "https://x.vn/?a=1&b=2", ["<script>alert(1)</script>\x0b & so"])
    feed = read(atom(Feed("urn:x", "T\x00", "", "a", "vi", NOW, "https://x.vn", [told])))

    assert feed.findtext("a:title", "", ATOM) == "T"
    assert feed.findtext("a:entry/a:title", "", ATOM) == "A & B <c>"
    assert feed.findtext("a:entry/a:content", "", ATOM) == (
        "<ul><li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; so</li></ul>"
    )
    assert feed.find("a:link[@rel='self']", ATOM) is None


@pytest.mark.parametrize("kind", feeds.FOLDERS)
def test_the_same_revisions_give_the_same_bytes(kind):
    """Made again from nothing."""
    made = [feeds.content(tracker(), kind, "capital-law", "vi", ADDRESS)]
    feeds._content.cache_clear()
    feeds._told.cache_clear()

    assert made == [feeds.content(tracker(), kind, "capital-law", "vi", ADDRESS)]


def test_what_is_corrected_later_does_not_change_what_an_entry_told():
    """A report is told against what stood when it was published, a correction against the version before it."""
    first, second = tracker().store.revisions("capital-law")[:2]
    late = replace(first, id="late", version=2, published_at=second.published_at + timedelta(days=1))
    kept = [first, late, second]

    assert feeds._base(second, kept) == feeds._base(late, kept) == first
    assert feeds._base(first, kept) is None


# The terminal --------------------------------------------------------------------------------------------------------


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    """`cli.py feed` over a store of its own."""
    monkeypatch.setenv("DATA_DIR", str(copied(tmp_path)))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PUBLIC_URL", f"{ADDRESS}/")
    return lambda *options: CliRunner().invoke(cli.app, ["feed", *options])


def test_the_terminal_gives_a_link_that_the_server_opens(terminal, tmp_path):
    """It carries programme, language and last day."""
    said = json.loads(
        terminal("--programme", "capital-law", "--kind", "atom", "--days", "30", "--lang", "en", "--json").stdout
    )
    opened = links.opened(said["token"], links.key({"DATA_DIR": str(tmp_path)}), date(2026, 1, 1))

    assert opened == Link("capital-law", "en", date.fromisoformat(said["until"]))
    assert said["address"] == f"{ADDRESS}{said['path']}" == f"{ADDRESS}/tin/{said['token']}.atom"


def test_the_terminal_writes_the_feed_itself_for_who_serves_files(terminal, tmp_path):
    """The file says nothing of a link, and none is given."""
    assert terminal("--programme", "capital-law", "-o", str(tmp_path / "luat.ics")).stdout == ""
    assert Calendar.from_ical((tmp_path / "luat.ics").read_bytes()).walk("VEVENT")
    assert not (tmp_path / "feeds.key").exists()


def test_the_terminal_refuses_a_programme_that_is_not_there(terminal):
    """In one line, with exit status 2."""
    run = terminal("--programme", "moon-base")

    assert run.exit_code == 2
    assert "moon-base" in run.stderr
