"""A programme for those who follow it from elsewhere: its days as a calendar to subscribe to, its publications as a feed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

import access
from access import links
from access.links import Link
from briefing import atom, calendar
from schedule import HANOI, LANGUAGES, Words
from schedule.errors import LinkUnknown, ProgrammeUnknown, RevisionNotFound
from services import changes, sentences
from services.briefing_figures import DOMAIN, events
from services.confirming import day_of
from services.states import state
from services.tracker import Tracker
from store import Revision

FOLDERS = {"ics": "lich", "atom": "tin"}
"""Kinds of feeds, each with the folder of the server that it stands in."""
DAYS, MOST_DAYS = 180, 730
"""How long a link opens, where nobody says; and at the most."""
MOST_ENTRIES = 30
_HOURS = 6
"""How often a calendar's subscriber should ask again."""


@dataclass(frozen=True)
class Given:
    """A link that was given out."""

    link: Link
    token: str

    def path(self, kind: str) -> str:
        """Where the server has the feed of one of the kinds."""
        return f"/{FOLDERS[kind]}/{self.token}.{kind}"


def give(
    tracker: Tracker,
    programme_id: str,
    language: str,
    *,
    actor: access.Actor,
    now: datetime,
    days: int = DAYS,
    environ: Mapping[str, str] = os.environ,
) -> Given:
    """A link to a programme's feeds for `days` days, for whoever may see the programme's page.

    Raises:
        AccessDenied: The actor may not see it.
        ProgrammeUnknown: No programme of that id is registered.
        LinksUnavailable: The key that signs links cannot be used.
    """
    access.require(actor, access.READ)
    link = Link(tracker.programme(programme_id).id, Words(language).language, day_of(now) + timedelta(days=days))
    return Given(link, links.token(link, links.key(environ)))


def asked(
    tracker: Tracker,
    kind: str,
    token: str,
    base: str,
    *,
    now: datetime,
    environ: Mapping[str, str] = os.environ,
) -> bytes:
    """The feed that a link opens.

    Args:
        tracker: The opened product.
        kind: One of `FOLDERS`.
        token: The link's letters.
        base: Where viewers reach the product, without a slash at its end.
        now: By it the link is still good or not.
        environ: The environment's variables, with the key's.

    Raises:
        LinkUnknown: The link was never given, or its programme is registered no more.
        LinkExpired: Its last day is over.
        RevisionNotFound: Nothing of the programme is published.
        LinksUnavailable: The key that signs links cannot be used.
    """
    link = links.opened(token, links.key(environ), day_of(now))
    try:
        return content(tracker, kind, link.programme, link.language, base, base + Given(link, token).path(kind))
    except ProgrammeUnknown:
        raise LinkUnknown from None


def content(tracker: Tracker, kind: str, programme_id: str, language: str, base: str, address: str = "") -> bytes:
    """A programme's feed of one of the kinds: the same bytes from the same revisions, whenever it is made.

    `base` is where viewers reach the product, `address` where the feed itself is served, "" where that is not known.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: Nothing of it is published.
    """
    tracker.programme(programme_id)
    return _content(tracker, tracker.store.version(programme_id), kind, programme_id, language, base, address)


def plain(given: Given, kind: str, base: str) -> dict[str, Any]:
    """A link as plain JSON values."""
    return {
        "programme": given.link.programme,
        "kind": kind,
        "language": given.link.language,
        "token": given.token,
        "path": given.path(kind),
        "address": base + given.path(kind),
        "until": given.link.until.isoformat(),
    }


@lru_cache(maxsize=64)
def _content(
    tracker: Tracker, version: str, kind: str, programme_id: str, language: str, base: str, address: str
) -> bytes:
    kept = tracker.store.revisions(programme_id)
    if not kept:
        raise RevisionNotFound(programme=programme_id, wanted="*")
    words = Words(language)
    if kind == "ics":
        return calendar.ics(_calendar(tracker, kept[-1], words))
    return atom.atom(_feed(tracker, kept, words, base, address))


def _calendar(tracker: Tracker, newest: Revision, words: Words) -> calendar.Calendar:
    """The programme's milestones as its newest revision has them, and the coming sessions of the bodies that it waits for."""
    stood = state(tracker, newest.programme, newest.status_date)
    bodies = {tie.body_id for tie in stood.programme.gates.values()}
    return calendar.Calendar(
        product=words("product"),
        name=f"{words('product')}: {sentences.name(stood.programme, words, short=True)}",
        remark=words("feed.calendar.remark", day=newest.status_date, revision=newest.id),
        language=words.language,
        events=events(tracker, [stood], newest.status_date, words, bodies),
        hours=_HOURS,
    )


def _feed(tracker: Tracker, kept: list[Revision], words: Words, base: str, address: str) -> atom.Feed:
    """The newest publications; what each changed is told against what stood when it was published."""
    programme = tracker.programme(kept[0].programme)
    newest_first = sorted(kept, key=lambda r: (r.published_at, r.status_date, r.version), reverse=True)
    return atom.Feed(
        id=_id(programme.id, words),
        title=words("feed.title", programme=sentences.name(programme, words, short=True)),
        subtitle=words("feed.subtitle", product=words("product")),
        author=words("product"),
        language=words.language,
        updated=newest_first[0].published_at,
        page=_page(base, "chuong-trinh", words, programme=programme.id),
        entries=[_entry(tracker, _base(one, kept), one, words, base) for one in newest_first[:MOST_ENTRIES]],
        address=address,
    )


def _base(revision: Revision, kept: list[Revision]) -> Revision | None:
    """The revision that stood on its status date when it was published; what was corrected later does not count."""
    earlier = [r for r in kept[: kept.index(revision)] if r.published_at <= revision.published_at]
    return earlier[-1] if earlier else None


def _entry(tracker: Tracker, before: Revision | None, revision: Revision, words: Words, base: str) -> atom.Entry:
    day = revision.status_date
    title, told = _told(tracker, before, revision, words.language)
    if before is None or before.status_date == day:
        page = _page(base, "phien-ban", words, revision=revision.id)
    else:
        span = {"as_of": day.isoformat(), "since": before.status_date.isoformat()}
        page = _page(base, "thay-doi", words, **span, **{"in": revision.programme})
    return atom.Entry(_id(revision.id, words), title, revision.published_at, page, told)


@lru_cache(maxsize=1000)
def _told(tracker: Tracker, before: Revision | None, revision: Revision, language: str) -> tuple[str, tuple[str, ...]]:
    """An entry's title and sentences. Revisions never change, so neither do these."""
    words = Words(language)
    facts = {"day": revision.status_date, "version": revision.version}
    where = words("feed.version" if revision.version > 1 else "feed.day", **facts)
    by = words("feed.published", revision=revision.id, at=words.moment(revision.published_at.astimezone(HANOI)))
    if before is None:
        return words("feed.first", where=where), (by,)
    found = changes.between_revisions(tracker, before, revision).changes
    told = changes.told(found, words)
    counts = {"more": len(told) - changes.TOLD, "small": len(found) - len(told)}
    rest = [words(f"feed.{kind}", count=count) for kind, count in counts.items() if count > 0]
    heading = "changes" if told else "edited" if rest else "unchanged"
    title = words(f"feed.{heading}", where=where, count=len(told) or len(found))
    return title, (*told[: changes.TOLD], *rest, by)


def _id(subject: str, words: Words) -> str:
    """A name that stays the same for ever; each language tells a feed of its own."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{DOMAIN}/{words.language}/{subject}')}"


def _page(base: str, page: str, words: Words, **query: str) -> str:
    asked = query if words.language == LANGUAGES[0] else {**query, "lang": words.language}
    return f"{base}/{page}?{urlencode(asked)}"
