"""Which version of a status date was used: corrections told in words, and every version that was ever kept, to read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from schedule import HANOI, Reading, Words
from services import changes, sentences
from services.states import states
from services.tracker import Tracker
from store import Publication, Revision

TOLD = 6
"""Corrections told one by one; the older ones are counted."""


@dataclass(frozen=True)
class Correction:
    """A status date that stands in a version after its first."""

    revision: Revision
    """The version used: the newest of that day."""
    restores: str
    """The earlier revision that it publishes again; "" where it is new."""


@dataclass(frozen=True)
class Version:
    """One kept version of a status date, every text ready to be shown."""

    revision: Revision
    headline: str
    subtitle: str
    note: str
    replaced_by: Revision | None
    """The version used instead; None where this one is used."""
    told: tuple[str, ...]
    """What the version used changed, in sentences, worst first."""
    reading: Reading
    """Its rows and findings as they were kept."""
    versions: tuple[Revision, ...]
    """All versions of that day, oldest first."""


def corrections(tracker: Tracker, programmes: Collection[str], as_of: date) -> tuple[Correction, ...]:
    """Every correction that a history up to `as_of` rests on, newest day first.

    Args:
        tracker: The opened product.
        programmes: Ids; none means all.
        as_of: The day that is looked from.
    """
    kept = tracker.store.revisions(next(iter(programmes)) if len(programmes) == 1 else None, until=as_of)
    chosen = [r for r in kept if not programmes or r.programme in programmes]
    ordered = sorted(chosen, key=lambda r: (r.status_date, r.programme, r.version))
    used = [list(same)[-1] for _, same in groupby(ordered, key=lambda r: (r.status_date, r.programme))]
    return _corrections(tracker, reversed(used))


def standing_corrections(tracker: Tracker, as_of: date) -> tuple[Correction, ...]:
    """The corrections among the revisions that the programmes stand on as of a day."""
    return _corrections(tracker, (s.revision for s in states(tracker, as_of) if s.revision))


def _corrections(tracker: Tracker, used: Iterable[Revision]) -> tuple[Correction, ...]:
    later = [r for r in used if r.version > 1]
    published = {p: tracker.store.publications(p) for p in {r.programme for r in later}}
    return tuple(Correction(r, published[r.programme][r.id].restores) for r in later)


def footnotes(tracker: Tracker, found: Collection[Correction], words: Words, *, named: bool) -> tuple[str, ...]:
    """What a picture says below of the versions it rests on: "15/10/2024: bản 2, đính chính ngày 03/11/2024"; often nothing.

    Args:
        tracker: The opened product.
        found: The corrections.
        words: The reader's language.
        named: Whether each is told with its programme's name.
    """
    if not found:
        return ()
    told = [_told(tracker, one, words, named=named) for one in list(found)[:TOLD]]
    if len(found) > TOLD:
        told.append(words("version.more", count=len(found) - TOLD))
    return (words("version.used", versions="; ".join(told)),)


def _told(tracker: Tracker, one: Correction, words: Words, *, named: bool) -> str:
    revision = one.revision
    said = words(
        "version.restored" if one.restores else "version.corrected",
        day=revision.status_date,
        version=revision.version,
        at=revision.published_at.astimezone(HANOI).date(),
        restores=one.restores,
    )
    return f"{sentences.name(tracker.programme(revision.programme), words, short=True)} {said}" if named else said


def _by(revision: Revision, published: Publication, words: Words) -> str:
    """Who made the version public, and when."""
    return words(
        f"version.by.{published.action}",
        actor=revision.actor or words("version.by.nobody"),
        restores=published.restores,
        at=words.moment(revision.published_at.astimezone(HANOI)),
    )


def version(tracker: Tracker, revision_id: str, words: Words) -> Version:
    """One version as it was kept, whether it is used or was replaced, and what replaced it changed.

    Raises:
        RevisionNotFound: None has that id.
        ProgrammeUnknown: Its programme is registered no more.
    """
    store = tracker.store
    revision = store.revision(revision_id)
    same_day = [r for r in store.revisions(revision.programme) if r.status_date == revision.status_date]
    used = None if same_day[-1].id == revision.id else same_day[-1]
    told = changes.told(changes.between_revisions(tracker, revision, used).changes, words) if used else []
    programme = tracker.programme(revision.programme)
    facts = {"version": revision.version, "day": revision.status_date}
    return Version(
        revision=revision,
        headline=words("version.headline", programme=sentences.name(programme, words, short=True), **facts),
        subtitle=words(
            "version.subtitle.replaced" if used else "version.subtitle.used",
            by=_by(revision, store.publications(revision.programme)[revision_id], words),
            used=used.version if used else revision.version,
            used_at=(used or revision).published_at.astimezone(HANOI).date(),
            file=revision.filename,
            **facts,
        ),
        note=revision.note,
        replaced_by=used,
        told=tuple(told),
        reading=Reading(store.schedule(revision_id), tuple(store.findings(revision_id))),
        versions=tuple(same_day),
    )
