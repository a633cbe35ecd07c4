"""One store: revisions go in whole or not at all, and come out as they went in."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select, true

from schedule import Finding, Schedule
from store import audit, contents, derived, drafts, events, revisions, scenarios, telling
from store import tables as t
from store.engine import opened, reading, writing
from store.history import row_history
from store.records import (
    AuditEntry,
    Baseline,
    Derived,
    Draft,
    Fault,
    NewDraft,
    NewRevision,
    NewRowEvent,
    NewScenario,
    Publication,
    Revision,
    RowEvent,
    Scenario,
    Signature,
    Standing,
    Terms,
)
from store.soundness import faults


class Store:
    """The revisions of all programmes. Safe to share between threads and between processes."""

    def __init__(self, url: str) -> None:
        """Open the database at `url`, and bring its tables up to date.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        self._engine = opened(url)
        self._listeners: list[Callable[[str], None]] = []

    @property
    def engine(self) -> Engine:
        """The database's engine, for the store's own tests."""
        return self._engine

    # What is kept ------------------------------------------------------------------------------------------------

    def add(self, new: NewRevision) -> Revision:
        """Keep one revision: see `add_all`."""
        return self.add_all([new])[0]

    def add_all(self, new: Sequence[NewRevision]) -> list[Revision]:
        """Keep revisions, all or none, without asking what they were compared with: this is how data/ is loaded.

        The same bytes for the same programme and status date are recognised: the revision already kept is answered.
        Other bytes for the same status date become its next version.
        """
        with writing(self._engine) as connection:
            kept = [self._added(connection, one) for one in new]
        self._tell(*(one.programme for one in new))
        return kept

    def _added(self, connection: Connection, new: NewRevision) -> Revision:
        sha256 = drafts.keep_received(connection, new.received)
        for row in revisions.same_day(connection, new):
            if row.sha256 == sha256:
                return revisions.revision_of(row)
        return revisions.keep(connection, new, revisions.SEEDED, Terms())

    def publish(self, new: NewRevision, terms: Terms, *, newest: str | None, draft_id: str = "") -> Revision:
        """Keep one revision, if its programme still stands as it stood when the revision was compared with it.

        The same bytes as the newest version of that day are recognised: that version is answered. The draft is closed
        in the same transaction.

        Args:
            new: The revision.
            terms: On what it is published; its base must still be the newest revision up to the status date.
            newest: The programme's newest revision, whatever its day, when the terms were checked.
            draft_id: The draft that it comes from.

        Raises:
            StaleBase: Another revision was published since.
            DraftNotFound: No draft has that id.
            DraftClosed: The draft was published or discarded already.
        """
        with writing(self._engine) as connection:
            if draft_id:
                drafts.still_open(connection, draft_id)
            sha256 = drafts.keep_received(connection, new.received)
            same_day = revisions.same_day(connection, new)
            if same_day and same_day[-1].sha256 == sha256:
                revision = revisions.revision_of(same_day[-1])
            else:
                for expected, until in ((terms.base, new.status_date), (newest, date.max)):
                    revisions.require(connection, new.programme, expected, until)
                revision = revisions.keep(connection, new, revisions.PUBLISHED, terms, draft_id=draft_id)
            if draft_id:
                drafts.close(connection, draft_id, drafts.PUBLISHED, revision.id, new.signature)
        self._tell(new.programme)
        return revision

    def roll_back(self, revision_id: str, note: str, signature: Signature) -> Revision:
        """Publish an earlier revision's content again, as the next version of its programme's newest status date.

        Where that content is already the newest version, that version is answered.

        Raises:
            RevisionNotFound: None has that id.
        """
        with writing(self._engine) as connection:
            earlier = revisions.one(connection, revision_id)
            newest = revisions.newest(connection, earlier.programme, date.max)
            if newest is None or newest.sha256 == earlier.sha256:
                return revisions.revision_of(newest or earlier)
            again = NewRevision(
                programme=earlier.programme,
                status_date=newest.status_date,
                schedule=contents.kept_schedule(connection, revision_id, earlier.outline),
                findings=tuple(contents.kept_findings(connection, revision_id)),
                received=revisions.received(connection, revision_id),
                filename=earlier.filename,
                actor=signature.actor,
                note=note,
                published_at=signature.at,
                is_claimed=signature.is_claimed,
                origin=signature.origin,
            )
            back = revisions.keep(connection, again, revisions.ROLLED_BACK, Terms(base=newest.id), restores=revision_id)
        self._tell(back.programme)
        return back

    # Drafts ------------------------------------------------------------------------------------------------------

    def begin_draft(self, new: NewDraft, signature: Signature) -> Draft:
        """Keep a received workbook that waits to be published."""
        with writing(self._engine) as connection:
            draft = drafts.begin(connection, new, signature)
            head = {name: getattr(draft, name) for name in telling.DRAFT_HEAD}
            after = head | _draft_facts(draft)
            audit.record(connection, signature, "draft", draft.id, after=after)
            return draft

    def amend_draft(self, draft_id: str, status_date: date, note: str, terms: Terms, signature: Signature) -> Draft:
        """Bring an open draft to a further state: another note, other decisions, a newer base.

        Raises:
            DraftNotFound: None has that id.
            DraftClosed: It was published or discarded already.
        """
        with writing(self._engine) as connection:
            before = drafts.draft(connection, draft_id)
            draft = drafts.amend(connection, draft_id, status_date, note, terms, signature)
            if (draft.status_date, draft.note, draft.terms) != (before.status_date, before.note, before.terms):
                facts = {"before": _draft_facts(before), "after": _draft_facts(draft)}
                audit.record(connection, signature, "draft-amended", draft_id, **facts)
            return draft

    def discard_draft(self, draft_id: str, signature: Signature) -> Draft:
        """Close a draft that shall not be published; it stays on record. The same failures as `amend_draft`."""
        with writing(self._engine) as connection:
            draft = drafts.close(connection, draft_id, drafts.DISCARDED, "", signature)
            audit.record(connection, signature, "draft-discarded", draft_id)
            return draft

    def draft(self, draft_id: str) -> Draft:
        """One draft in its newest state.

        Raises:
            DraftNotFound: None has that id.
        """
        with reading(self._engine) as connection:
            return drafts.draft(connection, draft_id)

    def drafts(self, programme: str | None = None) -> list[Draft]:
        """Open drafts, newest first."""
        with reading(self._engine) as connection:
            return drafts.drafts(connection, programme)

    def draft_bytes(self, draft_id: str) -> bytes:
        """The workbook of a draft, byte for byte; the same failure as `draft`."""
        with reading(self._engine) as connection:
            sha256 = drafts.draft(connection, draft_id).sha256
            content = connection.scalar(select(t.received_files.c.content).where(t.received_files.c.sha256 == sha256))
        return bytes(content or b"")

    # Rows --------------------------------------------------------------------------------------------------------

    def note_row(self, new: NewRowEvent, signature: Signature) -> RowEvent:
        """Keep something said about a row: a question, an answer with its evidence, a confirmation.

        Raises:
            EventNotFound: The question that it answers is not there, or is about another row.
        """
        with writing(self._engine) as connection:
            return events.note(connection, new, signature)

    def row_events(self, programme: str = "", row_id: str = "", kinds: Collection[str] = ()) -> list[RowEvent]:
        """What was said about rows, in its order: of all, of a programme's, or of one; of all kinds or some."""
        with reading(self._engine) as connection:
            return events.events(connection, programme, row_id, kinds)

    def row_event(self, number: int) -> RowEvent:
        """One of them.

        Raises:
            EventNotFound: None has that number.
        """
        with reading(self._engine) as connection:
            return events.one(connection, number)

    def evidence(self, number: int) -> bytes:
        """The file that came with an event, byte for byte; b"" where none did. The failure of `row_event`."""
        with reading(self._engine) as connection:
            sha256 = events.one(connection, number).evidence
            content = connection.scalar(select(t.received_files.c.content).where(t.received_files.c.sha256 == sha256))
        return bytes(content or b"")

    # Scenarios ---------------------------------------------------------------------------------------------------

    def save_scenario(self, new: NewScenario, signature: Signature) -> Scenario:
        """Keep changes that were tried, under a name."""
        with writing(self._engine) as connection:
            return scenarios.save(connection, new, signature)

    def withdraw_scenario(self, number: int, signature: Signature) -> Scenario:
        """Mark a scenario as taken back; it stays on record.

        Raises:
            ScenarioNotFound: None has that number.
        """
        with writing(self._engine) as connection:
            return scenarios.withdraw(connection, number, signature)

    def scenarios(self, programme: str) -> list[Scenario]:
        """A programme's scenarios, newest first, those taken back too."""
        with reading(self._engine) as connection:
            return scenarios.scenarios(connection, programme)

    # Looking -----------------------------------------------------------------------------------------------------

    def revisions(self, programme: str | None = None, *, until: date | None = None) -> list[Revision]:
        """Kept revisions, oldest status date first, versions of one day in their order."""
        query = select(t.revisions).order_by(t.revisions.c.status_date, t.revisions.c.version)
        if programme:
            query = query.where(t.revisions.c.programme == programme)
        if until:
            query = query.where(t.revisions.c.status_date <= until)
        with reading(self._engine) as connection:
            return [revisions.revision_of(row) for row in connection.execute(query)]

    def revision(self, revision_id: str) -> Revision:
        """One revision.

        Raises:
            RevisionNotFound: None has that id.
        """
        with reading(self._engine) as connection:
            return revisions.revision_of(revisions.one(connection, revision_id))

    def latest(self, programme: str, as_of: date | None = None) -> Revision | None:
        """The newest version of the newest status date up to `as_of`; None where there is none."""
        with reading(self._engine) as connection:
            row = revisions.newest(connection, programme, as_of or date.max)
        return revisions.revision_of(row) if row else None

    def standing(self, as_of: date | None = None, programmes: Sequence[str] | None = None) -> dict[str, Standing]:
        """What each programme, or each of some, stood on as of a day; those without a revision are left out."""
        with reading(self._engine) as connection:
            return revisions.standing(connection, as_of or date.max, programmes)

    def status_dates(self, programme: str | None = None) -> list[date]:
        """Every status date with a revision, newest first."""
        c = t.revisions.c
        query = select(c.status_date).where(c.programme == programme if programme else true()).distinct()
        with reading(self._engine) as connection:
            return list(connection.scalars(query.order_by(c.status_date.desc())))

    def previous(self, revision: Revision) -> Revision | None:
        """The newest version of the status date before this revision's; None where it is the first."""
        before = t.revisions.c.status_date < revision.status_date
        with reading(self._engine) as connection:
            row = connection.execute(revisions.newest_first(revision.programme).where(before).limit(1)).one_or_none()
        return revisions.revision_of(row) if row else None

    def publications(self, programme: str) -> dict[str, Publication]:
        """How each revision of a programme was published, by revision."""
        query = select(t.publications).join(t.revisions).where(t.revisions.c.programme == programme)
        with reading(self._engine) as connection:
            return {row.revision_id: revisions.publication_of(row) for row in connection.execute(query)}

    def schedule(self, revision_id: str) -> Schedule:
        """The schedule exactly as it was kept.

        Raises:
            RevisionNotFound: None has that id.
        """
        with reading(self._engine) as connection:
            return contents.kept_schedule(connection, revision_id, revisions.one(connection, revision_id).outline)

    def findings(self, revision_id: str) -> list[Finding]:
        """What was found in the revision's workbook, in the order it was found."""
        with reading(self._engine) as connection:
            return contents.kept_findings(connection, revision_id)

    def received(self, revision_id: str) -> bytes:
        """The workbook that the revision came from, byte for byte.

        Raises:
            RevisionNotFound: None has that id.
        """
        with reading(self._engine) as connection:
            return revisions.received(connection, revision_id)

    def row_history(self, programme: str, *, until: date) -> pd.DataFrame:
        """What each status date up to `until` forecast and knew done, in its newest version.

        Returns:
            `status_date`, `row_id`, `kind`, `forecast_finish_first/_last/_text`, `actual_finish_first/_last`; dates are
            datetime64, NaT where absent; oldest status date first, rows in the table's order.
        """
        with reading(self._engine) as connection:
            return row_history(connection, programme, until)

    # What is worked out -------------------------------------------------------------------------------------------

    def derived(self, wanted: Sequence[Derived]) -> dict[Derived, bytes]:
        """The content kept of those wanted; what is missing, damaged or of another basis is left out."""
        with reading(self._engine) as connection:
            return derived.kept(connection, wanted)

    def keep_derived(self, made: Sequence[Derived]) -> None:
        """Keep what was worked out, instead of what was kept of the same revision, baseline and kind."""
        with writing(self._engine) as connection:
            derived.keep(connection, made)

    def listen(self, told: Callable[[str], None]) -> None:
        """Call `told` with the programme after each publication and each approval made through this store."""
        self._listeners.append(told)

    def _tell(self, *programmes: str) -> None:
        for programme in dict.fromkeys(programmes):
            for told in self._listeners:
                told(programme)

    # Baselines, audit, soundness ---------------------------------------------------------------------------------

    def approve_baseline(
        self,
        programme: str,
        revision_id: str,
        approved_on: date,
        actor: str,
        reason: str,
        recorded_at: datetime,
        *,
        signature: Signature | None = None,
    ) -> Baseline:
        """Record that a revision was approved as the baseline; earlier approvals stay on record.

        Args:
            programme: The programme's id.
            revision_id: The revision approved.
            approved_on: The day from which it counts.
            actor: Who approved it.
            reason: Why.
            recorded_at: When that was written down.
            signature: Who wrote it down, where that is somebody else.

        Raises:
            RevisionNotFound: None has that id.
        """
        facts = {"revision_id": revision_id, "approved_on": approved_on, "actor": actor, "reason": reason}
        with writing(self._engine) as connection:
            revisions.one(connection, revision_id)
            before = _approved(connection, programme, date.max)
            values = {"programme": programme, **facts, "recorded_at": recorded_at.astimezone(UTC)}
            connection.execute(insert(t.baselines), values)
            audit.record(
                connection,
                signature or Signature(actor, recorded_at),
                "baseline-approved",
                programme,
                before={"revision_id": before[0].revision_id} if before else {},
                after={**facts, "approved_on": approved_on.isoformat()},
            )
        self._tell(programme)
        return Baseline(programme, revision_id, approved_on, actor, reason)

    def approved_baseline(self, programme: str, as_of: date) -> Baseline | None:
        """The baseline approved last, up to `as_of`; None where none was."""
        with reading(self._engine) as connection:
            found = _approved(connection, programme, as_of)
        return found[0] if found else None

    def baselines(self, programme: str) -> list[Baseline]:
        """Every approval, the original one first."""
        with reading(self._engine) as connection:
            return _approved(connection, programme, date.max)[::-1]

    def audit(self, *, subject: str = "", limit: int | None = None) -> list[AuditEntry]:
        """What was done, newest first; with `subject`, to what begins so (a programme, a revision, a draft)."""
        with reading(self._engine) as connection:
            return audit.entries(connection, subject=subject, limit=limit)

    def remember(self, action: str, subject: str, facts: Mapping[str, Any], signature: Signature) -> bool:
        """Enter in the audit what was done with something kept, unless the same stands there already; whether it is new."""
        with writing(self._engine) as connection:
            known = audit.entries(connection, subject=subject)
            if any(e.subject == subject and e.action == action and e.after == facts for e in known):
                return False
            audit.record(connection, signature, action, subject, after=facts)
            return True

    def verify(self) -> list[Fault]:
        """Whether all is as it was put here; nothing found is a sound store."""
        with reading(self._engine) as connection:
            return [*audit.chain_faults(connection), *faults(connection), *derived.faults(connection)]

    def version(self, programme: str | None = None) -> str:
        """A marker that changes with every publication, approval and watcher's word, of all programmes or one, in whatever process."""
        counts = [
            select(func.count())
            .where(table.c.programme == programme if programme else true(), only)
            .select_from(table)
            .scalar_subquery()
            for table, only in (
                (t.revisions, true()),
                (t.baselines, true()),
                (t.row_events, t.row_events.c.kind.in_((events.CONFIRMED, events.RETURNED))),
            )
        ]
        with reading(self._engine) as connection:
            return "-".join(str(count) for count in connection.execute(select(*counts)).one())


def _approved(connection: Connection, programme: str, as_of: date) -> list[Baseline]:
    """Approvals up to a day, the last one first."""
    c = t.baselines.c
    query = select(c.programme, c.revision_id, c.approved_on, c.actor, c.reason)
    query = query.where((c.programme == programme) & (c.approved_on <= as_of))
    return [Baseline(*row) for row in connection.execute(query.order_by(c.approved_on.desc(), c.id.desc()))]


def _draft_facts(draft: Draft) -> dict[str, Any]:
    terms = json.loads(drafts.terms_text(draft.terms))
    return {"status_date": draft.status_date.isoformat(), "note": draft.note, "terms": terms}
