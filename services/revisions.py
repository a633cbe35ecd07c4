"""Revisions: submit a workbook, see what it changes, publish it, look back, go back. Every act asks who may."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import access
from schedule import HANOI, Code, Finding, Pick, Reading, Words
from schedule.errors import CodeUnknown, DraftClosed, PublishingBlocked, RevisionNotFound, StaleBase
from services import answers, changes
from services.changes import Difference, difference
from services.checks import ALL, checked, unresolved
from services.tracker import Tracker
from store import (
    Baseline,
    Draft,
    Fault,
    NewDraft,
    NewRevision,
    Reason,
    Revision,
    Signature,
    Store,
    Terms,
    url_of,
)

REASONS = ("land", "procedure", "funding", "design", "contractor", "coordination", "weather", "other")
"""Kinds of reasons to pick from when a promised date moves; their words are `reason_kind.<kind>`."""
PICKED = ("name", "owner", "finish", "start", "actual_finish", "percent_complete", "status")
"""Fields whose column a planner may pick; their words are `field.<field>`."""
Decisions = Iterable[tuple[str, str, bool]]


@dataclass(frozen=True)
class Submission:
    """A draft with everything that a planner has to see before publishing it."""

    draft: Draft | None
    """None where the same bytes stand published already, and no draft was made."""
    recognised: Revision | None
    """The published revision that these bytes are."""
    reading: Reading
    difference: Difference
    findings: tuple[Finding, ...]
    """Of the workbook, and of submitting it for this programme and day."""
    unresolved: tuple[Finding, ...]
    """Those that still stop publishing."""


def submit(
    tracker: Tracker,
    received: bytes,
    filename: str,
    *,
    programme: str,
    status_date: date,
    actor: access.Actor,
    now: datetime,
    note: str = "",
    reasons: Mapping[str, Reason] | None = None,
    accept: Sequence[str] = (),
    decisions: Decisions = (),
    picks: Sequence[Pick] = (),
) -> Submission:
    """Keep a workbook as a draft, compared with what is published; nothing becomes public.

    The bytes that stand published for that programme and day are recognised, and make no draft.

    Args:
        tracker: The opened product.
        received: The workbook.
        filename: Its name.
        programme: The programme's id.
        status_date: The day that the workbook speaks for.
        actor: Who submits.
        now: The moment.
        note: What the planner says of it.
        reasons: Row id -> why its promised date moves; "" speaks for all the others.
        accept: Codes of findings accepted; "all" for every doubtful one.
        decisions: Doubtful pairs decided: key before, key after, whether they are the same row.
        picks: Columns picked for fields, besides those that the programme's last revisions were read by.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        WorkbookUnreadable: The workbook cannot be read.
    """
    access.require(actor, access.PUBLISH)
    tracker.programme(programme)
    base = tracker.store.latest(programme, status_date)
    terms = Terms(
        base.id if base else None,
        reasons or {},
        tuple(accept),
        tuple(decisions),
        _with_picks(_kept_picks(tracker, programme), picks),
    )
    if base and base.status_date == status_date and base.sha256 == hashlib.sha256(received).hexdigest():
        return _recognised(tracker, base, terms)
    reading = tracker.read(received, status_date=status_date, picks=terms.picks)
    new = NewDraft(programme, status_date, received, filename, note, terms)
    return _submission(tracker, tracker.store.begin_draft(new, _signature(actor, now)), reading, now)


def review(tracker: Tracker, draft_id: str, now: datetime) -> Submission:
    """A draft as it was last compared.

    Raises:
        DraftNotFound: None has that id.
    """
    draft = tracker.store.draft(draft_id)
    reading = tracker.read(tracker.store.draft_bytes(draft_id), status_date=draft.status_date, picks=draft.terms.picks)
    return _submission(tracker, draft, reading, now)


def is_stale(tracker: Tracker, draft: Draft) -> bool:
    """Whether another revision was published since the draft was compared."""
    base = tracker.store.latest(draft.programme, draft.status_date)
    return (base.id if base else None) != draft.terms.base


def amend(
    tracker: Tracker,
    draft_id: str,
    *,
    actor: access.Actor,
    now: datetime,
    status_date: date | None = None,
    note: str | None = None,
    reasons: Mapping[str, Reason] | None = None,
    accept: Sequence[str] = (),
    decisions: Decisions = (),
    picks: Sequence[Pick] = (),
) -> Submission:
    """Compare a draft with what is published now, and take what the planner adds to it; what is not given stays.

    Reasons, acceptances and decisions are added to those given before; a new one on the same row, pair or field replaces it.

    Raises:
        AccessDenied: The actor may not publish.
        DraftNotFound: None has that id.
        DraftClosed: It was published or discarded already.
    """
    access.require(actor, access.PUBLISH)
    draft = tracker.store.draft(draft_id)
    day = status_date or draft.status_date
    base = tracker.store.latest(draft.programme, day)
    pairs = {(before, after): same for before, after, same in (*draft.terms.decisions, *decisions)}
    terms = Terms(
        base=base.id if base else None,
        reasons={**draft.terms.reasons, **(reasons or {})},
        accepted=tuple(dict.fromkeys((*draft.terms.accepted, *accept))),
        decisions=tuple((before, after, same) for (before, after), same in pairs.items()),
        picks=_with_picks(draft.terms.picks, picks),
    )
    told = draft.note if note is None else note
    tracker.store.amend_draft(draft_id, day, told, terms, _signature(actor, now))
    return review(tracker, draft_id, now)


def discard(tracker: Tracker, draft_id: str, *, actor: access.Actor, now: datetime) -> Draft:
    """Close a draft that shall not be published; it stays on record. The same failures as `amend`."""
    access.require(actor, access.PUBLISH)
    return tracker.store.discard_draft(draft_id, _signature(actor, now))


def publish(tracker: Tracker, draft_id: str, *, actor: access.Actor, now: datetime) -> Revision:
    """Make a draft the programme's newest revision of its day, whole or not at all.

    A draft published before answers its revision again.

    Raises:
        AccessDenied: The actor may not publish.
        DraftNotFound: None has that id.
        DraftClosed: It was discarded.
        StaleBase: Another revision was published since it was compared: see the new difference with `amend`.
        PublishingBlocked: Findings stop it.
    """
    access.require(actor, access.PUBLISH)
    store = tracker.store
    draft = store.draft(draft_id)
    if draft.revision_id:
        return store.revision(draft.revision_id)
    if draft.state != "open":
        raise DraftClosed(draft=draft_id, state=draft.state)
    newest = store.latest(draft.programme)
    base = store.latest(draft.programme, draft.status_date)
    if (base.id if base else None) != draft.terms.base:
        raise StaleBase(programme=draft.programme, base=draft.terms.base or "–", current=base.id if base else "–")
    submission = review(tracker, draft_id, now)
    if submission.unresolved:
        codes = ", ".join(dict.fromkeys(str(f.code) for f in submission.unresolved))
        raise PublishingBlocked(draft=draft_id, codes=codes)
    new = NewRevision(
        programme=draft.programme,
        status_date=draft.status_date,
        schedule=submission.reading.schedule,
        findings=submission.findings,
        received=store.draft_bytes(draft_id),
        filename=draft.filename,
        actor=actor.name,
        note=draft.note,
        published_at=now,
        is_claimed=actor.is_claimed,
        origin=actor.origin,
    )
    return store.publish(new, draft.terms, newest=newest.id if newest else None, draft_id=draft_id)


def roll_back(
    tracker: Tracker, programme: str, revision_id: str, *, actor: access.Actor, now: datetime, note: str = ""
) -> Revision:
    """Publish an earlier revision again, as the next version of the programme's newest status date.

    Nothing is taken away: what is rolled back stays readable under its own id.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: The programme has no such revision.
    """
    access.require(actor, access.PUBLISH)
    _of_programme(tracker, programme, revision_id)
    return tracker.store.roll_back(revision_id, note, _signature(actor, now))


def approve(
    tracker: Tracker,
    programme: str,
    revision_id: str,
    *,
    reason: str,
    approver: str,
    actor: access.Actor,
    now: datetime,
    approved_on: date | None = None,
) -> Baseline:
    """Approve a revision as the baseline; what was measured against the earlier ones stays measured.

    Args:
        tracker: The opened product.
        programme: The programme's id.
        revision_id: The revision approved.
        reason: Why.
        approver: Who approved it, in words.
        actor: Who writes it down.
        now: The moment.
        approved_on: The day from which it counts; the programme's newest status date where None.

    Raises:
        AccessDenied: The actor may not publish.
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: The programme has no such revision.
        PublishingBlocked: Reason or approver is missing.
    """
    access.require(actor, access.PUBLISH)
    revision = _of_programme(tracker, programme, revision_id)
    if not reason.strip() or not approver.strip():
        raise PublishingBlocked(draft=revision_id, codes=str(Code.REASON_MISSING))
    newest = tracker.store.latest(programme) or revision
    day = approved_on or newest.status_date
    signature = _signature(actor, now)
    return tracker.store.approve_baseline(programme, revision_id, day, approver, reason, now, signature=signature)


def history(tracker: Tracker, programme: str) -> list[dict[str, Any]]:
    """Every revision in the order in which they were published, as plain JSON values.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    tracker.programme(programme)
    published = tracker.store.publications(programme)
    kept = sorted(tracker.store.revisions(programme), key=lambda r: (r.published_at, r.status_date, r.version))
    return [
        {
            "revision": r.id,
            "status_date": r.status_date.isoformat(),
            "version": r.version,
            "published_at": r.published_at.isoformat(),
            "actor": r.actor,
            "note": r.note,
            "sha256": r.sha256,
            "filename": r.filename,
            "action": published[r.id].action,
            "is_claimed": published[r.id].is_claimed,
            "restores": published[r.id].restores or None,
            "accepted": list(published[r.id].terms.accepted),
            "reasons": {row_id: vars(reason) for row_id, reason in published[r.id].terms.reasons.items()},
        }
        for r in kept
    ]


def plain(submission: Submission, words: Words) -> dict[str, Any]:
    """A submission as plain JSON values, whose names other programs rely on."""
    draft, found = submission.draft, submission.difference
    return {
        "draft": draft.id if draft else None,
        "published": (submission.recognised.id if submission.recognised else draft.revision_id if draft else "")
        or None,
        "base": found.base.id if found.base else None,
        "changes": changes.plain(found.changes),
        "doubtful": [vars(d) for d in found.doubts],
        "findings": [answers.finding(f, words) for f in submission.findings],
        "unresolved": list(dict.fromkeys(str(f.code) for f in submission.unresolved)),
    }


def audit(tracker: Tracker, subject: str = "") -> list[dict[str, Any]]:
    """What was done, newest first, as plain JSON values; with `subject`, to what begins so: a programme, a draft."""
    return [{**vars(entry), "at": entry.at.isoformat()} for entry in tracker.store.audit(subject=subject)]


def verify(environ: Mapping[str, str]) -> list[Fault]:
    """Whether the store that the environment names is as it was left; nothing is loaded into it first.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    return Store(url_of(environ)).verify()


def codes(text: str) -> list[str]:
    """The findings' codes that a text lists, separated by commas.

    Raises:
        CodeUnknown: No finding has such a code.
    """
    listed = [code.strip() for code in text.split(",") if code.strip()]
    known = [ALL, *map(str, Code)]
    if unknown := [code for code in listed if code not in known]:
        raise CodeUnknown(unknown=", ".join(unknown), known=", ".join(known))
    return listed


def picks(tracker: Tracker, received: bytes, columns: Mapping[str, str]) -> list[Pick]:
    """Field -> column letter, as picks that hold for this workbook's headings. The failures of `Tracker.read`."""
    headings = tracker.read(received).headings if columns else {}
    return [(name, letter, headings.get(letter, "")) for name, letter in columns.items()]


def reasons(text: str) -> dict[str, Reason]:
    """One reason for every moved date: words, which one of `REASONS` and a colon may precede; none where the text is empty."""
    kind, _, told = text.partition(":")
    if kind.strip() in REASONS:
        return {"": Reason(kind.strip(), told.strip())}
    return {"": Reason("other", text.strip())} if text.strip() else {}


def lines(submission: Submission, words: Words) -> list[str]:
    """A submission for a person at the terminal: what it changes, what was found, what is still to be done."""
    answer = plain(submission, words)
    known = words("done.known", revision=answer["published"] or "")
    told = [words("done.draft", draft=answer["draft"]) if answer["draft"] else known]
    told += [f"  {line}" for line in changes.told(submission.difference.changes, words)]
    for f in answer["findings"]:
        told.append(f"  {f['severity']:<9} {f['code']} {f['cell']}: {f['message']} {f['remedy']}")
    return told


def _kept_picks(tracker: Tracker, programme: str) -> tuple[Pick, ...]:
    """The columns picked when the programme's newest revision that had any was published."""
    publications = tracker.store.publications(programme)
    newest_first = (
        publications[r.id].terms.picks for r in reversed(tracker.store.revisions(programme)) if r.id in publications
    )
    return next(filter(None, newest_first), ())


def _with_picks(kept: Sequence[Pick], new: Sequence[Pick]) -> tuple[Pick, ...]:
    """The picks kept, those on the same field replaced; one without a letter takes a pick back."""
    fields = {pick[0]: pick for pick in (*kept, *new)}
    return tuple(pick for pick in fields.values() if pick[1])


def _of_programme(tracker: Tracker, programme: str, revision_id: str) -> Revision:
    tracker.programme(programme)
    revision = tracker.store.revision(revision_id)
    if revision.programme != programme:
        raise RevisionNotFound(programme=programme, wanted=revision_id)
    return revision


def _recognised(tracker: Tracker, revision: Revision, terms: Terms) -> Submission:
    schedule = tracker.store.schedule(revision.id)
    same = difference(tracker.store, revision, schedule, revision.status_date)
    known = Finding(Code.SAME_BYTES, value=revision.filename, facts={"revision": revision.id})
    return Submission(None, revision, Reading(schedule, (known,)), same, (known,), ())


def _submission(tracker: Tracker, draft: Draft, reading: Reading, now: datetime) -> Submission:
    store, terms = tracker.store, draft.terms
    base = store.revision(terms.base) if terms.base else None
    found = difference(store, base, reading.schedule, draft.status_date, terms.decisions)
    today = now.astimezone(HANOI).date()
    noticed = checked(tracker, draft.programme, draft.status_date, reading, found, terms, today)
    findings = (*reading.findings, *noticed)
    return Submission(draft, None, reading, found, findings, tuple(unresolved(findings, terms)))


def _signature(actor: access.Actor, now: datetime) -> Signature:
    return Signature(actor.name, now, actor.is_claimed, actor.origin)
