"""Submitting, publishing, going back: what stops it, what it needs, and who may."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

import access
from schedule import PROGRESS, PROMISES, Code, Finding, Reading, Schedule, Words, frame
from schedule.errors import (
    AccessDenied,
    CodeUnknown,
    DraftClosed,
    DraftNotFound,
    PublishingBlocked,
    RevisionNotFound,
    StaleBase,
)
from services import answers, changes, revisions
from store import NewRevision, Reason, Store
from tests.unit.builders import milestone, rows

LAW, PLAN, KEY = "capital-law", "capital-plan", "L-PASS"
NOW = datetime(2024, 7, 2, 3, 0, tzinfo=UTC)
APRIL, MAY, JULY = date(2024, 4, 1), date(2024, 5, 1), date(2024, 7, 1)
LAN = access.Actor("Lan", frozenset({access.PUBLISH}), True, "trang Tải lên")
STRANGER = access.Actor("Ai đó")
NAMES = ("Lập đề nghị", "Trình Chính phủ", "Cho ý kiến", "Tiếp thu, chỉnh lý", "Thông qua", "Công bố luật")


def law(**changed):
    """Six milestones of the law, promised for the end of the year; `m3=` changes the third."""
    made = (milestone(f"L{n}", name=name, forecast="2024-12-31", row=10 + n) for n, name in enumerate(NAMES, 1))
    return [
        {**row, **changed.get(f"m{n}", {})} for n, row in enumerate(made, 1) if changed.get(f"m{n}", {}) is not None
    ]


def moved(day, **more):
    """The columns that promise a milestone for a day."""
    return milestone(forecast=day, **more) | {"row_id": "L3", "name": "Cho ý kiến", "row": 13}


PLANNED = [milestone(f"P{n}", name=f"Quy hoạch, bước {n}", forecast="2025-03-31", row=10 + n) for n in range(1, 7)]


@dataclass
class Product:
    """The opened product over a store, with a reader that knows each workbook by its bytes."""

    store: Store
    books: dict

    @property
    def programmes(self):
        """Two programmes."""
        return tuple(
            SimpleNamespace(id=i, name_vi=i, owner_vi="UBND TP · Sở", key_milestones=(KEY,)) for i in (LAW, PLAN)
        )

    def programme(self, programme_id):
        """One of them."""
        return next(p for p in self.programmes if p.id == programme_id)

    def read(self, received, *, sheet=None, status_date=None, picks=()):
        """What the workbook of these bytes says."""
        self.picks = tuple(picks)
        return self.books[received]


@pytest.fixture
def product(tmp_path):
    """The law as published in April, and the plan."""
    made = Product(Store(f"sqlite:///{tmp_path}/store.db"), {})
    for programme, received, records in ((LAW, b"law", law()), (PLAN, b"plan", PLANNED)):
        reading = book(made, received, records)
        kept = {"programme": programme, "status_date": APRIL, "schedule": reading.schedule, "findings": ()}
        made.store.add(
            NewRevision(**kept, received=received, filename="a.xlsx", actor="data/", note="", published_at=NOW)
        )
    return made


def book(product, received, records, *findings, promises=()):
    """A workbook that the reader knows."""
    schedule = Schedule(rows(*records), frame(PROMISES, list(promises)), frame(PROGRESS, []), sheet="Tiến độ")
    product.books[received] = Reading(schedule, tuple(findings))
    return product.books[received]


def submit(product, received=b"new", *, day=MAY, programme=LAW, actor=LAN, now=NOW, **terms):
    """A submission by Lan."""
    asked = {"programme": programme, "status_date": day, "actor": actor, "now": now}
    return revisions.submit(product, received, "b.xlsx", **asked, **terms)


def publish(product, submission, now=NOW, actor=LAN):
    """Its publication by Lan."""
    return revisions.publish(product, submission.draft.id, actor=actor, now=now)


def codes(submission):
    """The codes of what still stops a submission."""
    return sorted({str(f.code) for f in submission.unresolved})


def test_a_submission_shows_what_changes_and_publishes_nothing(product):
    """The draft tells the one change; visitors see what they saw; publishing it shows it, with its note and its terms."""
    book(product, b"new", law(m3=moved("2025-01-31")))
    made = submit(product, note="tháng năm", reasons={"": Reason("land", "chậm")})

    assert [(c["kind"], c["id"], c["days"]) for c in changes.plain(made.difference.changes)] == [("redated", "L3", 31)]
    assert product.store.latest(LAW).status_date == APRIL
    assert made.unresolved == ()
    kept = publish(product, made)
    assert kept == product.store.latest(LAW)
    assert (kept.id, kept.note, kept.actor) == ("capital-law@2024-05-01.1", "tháng năm", "Lan")
    told = revisions.history(product, LAW)[-1]
    assert told["reasons"] == {"": {"kind": "land", "text": "chậm"}}
    assert told["is_claimed"]
    assert product.store.verify() == []


def test_publishing_a_draft_again_answers_its_revision(product):
    """Whoever was cut off and tries again learns that it is done."""
    book(product, b"new", law(m1={"owner": "Bộ Tư pháp"}))
    made = submit(product)

    assert publish(product, made) == publish(product, made)
    assert len(product.store.revisions(LAW)) == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda p: submit(p, b"law", actor=STRANGER),
        lambda p: revisions.publish(p, "d1", actor=STRANGER, now=NOW),
        lambda p: revisions.amend(p, "d1", actor=STRANGER, now=NOW),
        lambda p: revisions.discard(p, "d1", actor=STRANGER, now=NOW),
        lambda p: revisions.roll_back(p, LAW, "capital-law@2024-04-01.1", actor=STRANGER, now=NOW),
        lambda p: revisions.approve(
            p, LAW, "capital-law@2024-04-01.1", reason="r", approver="a", actor=STRANGER, now=NOW
        ),
    ],
)
def test_whoever_may_not_publish_writes_nothing(product, act):
    """Each act that writes asks first."""
    before = len(product.store.audit())
    with pytest.raises(AccessDenied):
        act(product)

    assert len(product.store.audit()) == before


def test_a_later_promise_needs_a_reason(product):
    """No reason, no publishing, whatever is accepted; one for all or one for that milestone will do."""
    book(product, b"new", law(m3=moved("2025-01-31")))
    made = submit(product, accept=["all"])

    assert codes(made) == ["reason-missing"]
    with pytest.raises(PublishingBlocked, match="reason-missing"):
        publish(product, made)
    given = revisions.amend(product, made.draft.id, actor=LAN, now=NOW, reasons={"L3": Reason("funding", "")})
    assert codes(given) == ["reason-missing"], "a kind alone says nothing"
    given = revisions.amend(product, made.draft.id, actor=LAN, now=NOW, reasons={"L3": Reason("funding", "chờ vốn")})
    assert codes(given) == []
    assert publish(product, given).status_date == MAY


@pytest.mark.parametrize(
    ("m3", "expected"),
    [
        (moved("2024-11-30"), []),
        (moved(None), ["reason-missing"]),
        (moved("2025-01-31", kind="task"), []),
        (moved("2024-12-31", actual="2024-04-20"), []),
    ],
)
def test_only_a_milestone_that_moves_later_needs_one(product, m3, expected):
    """Earlier, a task, a milestone done: no reason; a promise taken back: a reason."""
    kind = {"kind": m3["kind"]}
    book(product, b"old", law(m3=moved("2024-12-31") | kind))
    publish(product, submit(product, b"old", day=date(2024, 4, 2)))
    book(product, b"new", law(m3=m3))

    assert codes(submit(product)) == expected


def test_a_milestone_given_a_start_is_held_to_its_promise(product):
    """As a task of the new table it still moves later, and still needs a reason."""
    book(product, b"new", law(m3=moved("2025-01-31", kind="task")))

    assert codes(submit(product)) == ["reason-missing"]


def test_a_key_milestone_promised_as_a_span_needs_a_reason(product):
    """The registry says that it is one, whatever the table's dates make of it."""
    span = {"kind": "task", "row_id": KEY}
    book(product, b"old", law(m3=moved("2024-12-31") | span))
    publish(product, submit(product, b"old", day=date(2024, 4, 2)))
    book(product, b"new", law(m3=moved("2025-01-31") | span))

    assert codes(submit(product)) == ["reason-missing"]


def test_blocking_findings_stop_and_doubtful_ones_need_a_tick(product):
    """A tick resolves the doubtful ones, by code or all at once; nothing resolves a blocking one of the workbook."""
    doubtful, blocking = Finding(Code.DATE_AMBIGUOUS, cell="I9"), Finding(Code.ID_REPEATED, cell="A9")
    book(product, b"doubt", law(m1={"note": "mới"}), doubtful, Finding(Code.OWNER_MISSING))
    book(product, b"block", law(m1={"note": "mới"}), blocking)

    assert codes(submit(product, b"doubt")) == ["date-ambiguous"]
    assert codes(submit(product, b"doubt", accept=["all"])) == []
    ticked = submit(product, b"doubt", accept=["date-ambiguous"])
    assert codes(ticked) == []
    assert codes(submit(product, b"block", accept=["all", "id-repeated"])) == ["id-repeated"]
    kept = publish(product, ticked)
    assert product.store.publications(LAW)[kept.id].terms.accepted == ("date-ambiguous",)
    assert doubtful in product.store.findings(kept.id)


def test_half_the_rows_gone_needs_a_name_and_a_reason(product):
    """Accepting all does not confirm it, nor does its name without a reason."""
    book(product, b"new", law(m1=None, m2=None, m3=None))
    made = submit(product, accept=["all"])
    lost = next(f for f in made.findings if f.code == Code.ROWS_LOST)

    assert lost.facts == {"share": "50", "lost": "3", "before": "6"}
    assert Words("vi")("finding.rows-lost", **lost.facts) == "Mất 50 % số dòng (3/6), xác nhận?"
    assert codes(made) == codes(submit(product, accept=["rows-lost"])) == ["rows-lost"]
    assert codes(submit(product, accept=["rows-lost"], reasons=revisions.reasons("gộp mốc"))) == []


def test_a_promise_gone_needs_a_reason_and_what_was_done_is_past(product):
    """One of six may go: with a reason where it was promised, with a tick where it was done, without a word where it was neither."""
    book(product, b"new", law(m1=None))
    assert codes(submit(product)) == ["reason-missing"]
    assert codes(submit(product, reasons=revisions.reasons("gộp vào mốc sau"))) == []

    done = {"m1": {"actual_finish_last": pd.Timestamp("2024-03-31")}, "m3": moved(None)}
    book(product, b"done", law(**done))
    publish(product, submit(product, b"done", accept=["all"], reasons=revisions.reasons("chưa hẹn lại")))
    book(product, b"gone", law(**{**done, "m1": None}))
    assert codes(submit(product, b"gone")) == ["past-altered"]
    book(product, b"bare", law(**{**done, "m3": None}))
    assert codes(submit(product, b"bare")) == []


def test_another_programmes_file_is_asked_about(product):
    """Said at once, with the programme that it looks like; published only under its own name."""
    book(product, b"new", PLANNED)
    made = submit(product, accept=["all"], reasons=revisions.reasons("làm lại"))
    finding = next(f for f in made.findings if f.code == Code.WRONG_PROGRAMME)

    assert finding.facts["other"] == PLAN
    assert "giống nhất với “" in answers.finding(finding, Words("vi"))["message"]
    assert "wrong-programme" in codes(made)
    named = {"accept": ["wrong-programme", "rows-lost"], "reasons": revisions.reasons("làm lại từ đầu")}
    assert codes(submit(product, **named)) == []


def test_the_first_file_of_a_programme_is_compared_with_the_others(product, tmp_path):
    """Nothing published yet: a file like another programme's is asked about, one like none is not."""
    fresh = Product(Store(f"sqlite:///{tmp_path}/fresh.db"), product.books)
    plan = {"programme": PLAN, "status_date": APRIL, "schedule": product.books[b"plan"].schedule, "findings": ()}
    fresh.store.add(NewRevision(**plan, received=b"plan", filename="a.xlsx", actor="", note="", published_at=NOW))

    assert codes(submit(fresh, b"plan")) == ["wrong-programme"]
    assert codes(submit(fresh, b"law")) == []


@pytest.mark.parametrize(
    ("day", "now", "expected"),
    [
        (date(2024, 7, 3), NOW, ["status-date-future"]),
        (date(2024, 7, 2), NOW, []),
        (date(2024, 7, 3), datetime(2024, 7, 2, 17, 30, tzinfo=UTC), []),
        (date(2024, 3, 31), NOW, ["status-date-before-last"]),
    ],
)
def test_a_strange_status_date_is_asked_about(product, day, now, expected):
    """After today in Hanoi, or before the last one published; a tick is enough."""
    book(product, b"new", law(m1={"note": "mới"}))

    assert codes(submit(product, day=day, now=now)) == expected
    assert codes(submit(product, day=day, now=now, accept=["all"])) == []


def test_a_correction_of_a_past_day_leaves_the_newest_alone(product):
    """It is the next version of that day, compared with that day's own; the old version stays readable."""
    book(product, b"may", law(m3=moved("2025-06-30")))
    publish(product, submit(product, b"may", reasons=revisions.reasons("land: vướng")))
    book(product, b"fix", law(m1={"owner": "Bộ Tư pháp"}))
    made = submit(product, b"fix", day=APRIL, accept=["all"])

    assert [c["kind"] for c in changes.plain(made.difference.changes)] == ["owner"]
    assert publish(product, made).id == "capital-law@2024-04-01.2"
    assert product.store.latest(LAW).status_date == MAY
    assert product.store.received("capital-law@2024-04-01.1") == b"law"


def test_the_altered_past_is_asked_about(product):
    """An actual rewritten, the plan's own date moved, the list of promises gone: each needs a tick."""
    promise = {"row_id": "L1", "said_on": date(2024, 1, 1), "promised_last": date(2024, 12, 31), "office_text": "2024"}
    done = {"m1": milestone("L1", name=NAMES[0], actual="2024-03-01", baseline="2024-03-31", row=11)}
    book(product, b"one", law(**done), promises=[promise])
    publish(product, submit(product, b"one", accept=["all"]))
    actual = {"m1": milestone("L1", name=NAMES[0], actual="2024-02-01", baseline="2024-03-31", row=11)}
    plan = {"m1": milestone("L1", name=NAMES[0], actual="2024-03-01", baseline="2024-04-30", row=11)}
    for received, changed, promises in ((b"a", actual, [promise]), (b"b", plan, [promise]), (b"c", done, [])):
        book(product, received, law(**changed), promises=promises)
        assert codes(submit(product, received, day=JULY)) == ["past-altered"]


def test_the_second_of_two_planners_is_told_and_loses_nothing(product):
    """The base moved: said so; the draft is there, shows the difference from what is published now, and can follow."""
    book(product, b"one", law(m1={"owner": "Bộ Tư pháp"}))
    book(product, b"two", law(m2={"owner": "Quốc hội"}))
    first, second = submit(product, b"one"), submit(product, b"two")
    publish(product, first)

    assert revisions.is_stale(product, second.draft)
    with pytest.raises(StaleBase):
        publish(product, second)
    seen = revisions.amend(product, second.draft.id, actor=LAN, now=NOW)
    assert [(c["kind"], c["id"]) for c in changes.plain(seen.difference.changes)] == [("owner", "L1"), ("owner", "L2")]
    assert publish(product, seen).version == 2


def test_the_same_bytes_are_recognised(product):
    """What stands published for that day makes no draft; for another day it is a new report."""
    same = submit(product, b"law", day=APRIL)

    assert (same.draft, same.recognised.id) == (None, "capital-law@2024-04-01.1")
    assert [str(f.code) for f in same.findings] == ["same-bytes"]
    assert product.store.drafts() == []
    assert submit(product, b"law", day=MAY).draft is not None


def test_a_decision_on_a_doubtful_row_is_kept(product):
    """Asked, decided, published; later comparisons across that revision know it."""
    renamed = {"row_id": "", "wbs": "", "name": "Cho ý kiến thêm"}
    book(product, b"new", law(m3={**renamed, "row": 13}))
    made = submit(product)
    doubt = made.difference.doubts[0]

    assert codes(made) == ["match-doubtful"]
    assert (doubt.before_name, doubt.after_name) == ("Cho ý kiến", "Cho ý kiến thêm")
    decided = revisions.amend(product, made.draft.id, actor=LAN, now=NOW, decisions=[(doubt.before, doubt.after, True)])
    assert codes(decided) == []
    publish(product, decided)
    _, found = changes.between(product, LAW, APRIL, MAY)
    assert [c["kind"] for c in changes.plain(found.changes)] == ["renamed", "renumbered"]


def test_undecided_rows_count_as_gone_and_come_once_that_is_accepted(product):
    """A tick without a decision is no guess: one removed, one added."""
    book(product, b"new", law(m3={"row_id": "", "wbs": "", "name": "Cho ý kiến thêm"}))
    made = submit(product, accept=["match-doubtful"])

    assert codes(made) == []
    assert sorted(c["kind"] for c in changes.plain(made.difference.changes)) == ["added", "removed"]


def test_going_back_shows_what_stood_before(product):
    """A new revision of the newest day with the earlier content; another programme's revision is none of this one's."""
    book(product, b"new", law(m3=moved("2025-06-30")))
    kept = publish(product, submit(product, reasons=revisions.reasons("land: vướng")))
    back = revisions.roll_back(product, LAW, "capital-law@2024-04-01.1", actor=LAN, now=NOW, note="trở lại")

    assert back.id == "capital-law@2024-05-01.2"
    _, undone = changes.between(product, LAW, APRIL, MAY)
    assert undone.changes.empty
    assert product.store.schedule(kept.id).rows["forecast_finish_last"].max().date() == date(2025, 6, 30)
    with pytest.raises(RevisionNotFound):
        revisions.roll_back(product, LAW, "capital-plan@2024-04-01.1", actor=LAN, now=NOW)
    assert [h["restores"] for h in revisions.history(product, LAW)][-1] == "capital-law@2024-04-01.1"


def test_approving_a_baseline_keeps_the_first(product):
    """Reason and approver are needed; the original approval stays the first."""
    may = {"actor": LAN, "now": NOW}
    first = revisions.approve(product, LAW, "capital-law@2024-04-01.1", reason="QĐ 1", approver="UBND", **may)
    book(product, b"new", law(m1={"owner": "Bộ Tư pháp"}))
    kept = publish(product, submit(product))
    second = revisions.approve(product, LAW, kept.id, reason="QĐ 2", approver="UBND", **may)

    assert (first.approved_on, second.approved_on) == (APRIL, MAY)
    assert product.store.baselines(LAW) == [first, second]
    assert product.store.approved_baseline(LAW, APRIL) == first
    with pytest.raises(PublishingBlocked):
        revisions.approve(product, LAW, kept.id, reason=" ", approver="UBND", **may)


def test_a_discarded_draft_is_closed(product):
    """It stays on record, and cannot be published."""
    made = submit(product, b"law")
    revisions.discard(product, made.draft.id, actor=LAN, now=NOW)

    with pytest.raises(DraftClosed):
        publish(product, made)
    with pytest.raises(DraftNotFound):
        revisions.publish(product, "d9", actor=LAN, now=NOW)


def test_a_draft_is_found_again(product):
    """A closed browser loses nothing: note, ticks, reasons and decisions are there, and so is the difference."""
    book(product, b"new", law(m3=moved("2025-01-31")))
    made = submit(product, note="dở dang", accept=["all"], reasons={"L3": Reason("land", "vướng")})
    again = revisions.review(product, made.draft.id, NOW)

    assert again.draft == made.draft == product.store.drafts(LAW)[0]
    assert changes.plain(again.difference.changes) == changes.plain(made.difference.changes)


def test_since_you_last_looked(product):
    """From the revision that a viewer saw to the newest, each changed programme once; what is unknown is left out."""
    seen = changes.seen_now(product)
    assert changes.since(product, seen) == {}
    book(product, b"new", law(m3=moved("2025-01-31")))
    publish(product, submit(product, reasons=revisions.reasons("land: vướng")))
    found = changes.since(product, seen)

    assert list(found) == [LAW]
    assert changes.told(found[LAW].changes, Words("vi")) == [
        "Cho ý kiến: ngày hẹn dời từ 31/12/2024 sang 31/01/2025 (+31 ngày)"
    ]
    assert changes.since(product, {LAW: "capital-law@1999-01-01.1"}) == {}
    assert changes.since(product, seen, threshold_days=60) == {}


def test_a_row_reopened_says_once_that_it_was_done():
    """The source's own "xong trước ngày …" stands after the sentence's "đã ghi xong"."""
    day = {"before_text": "xong trước ngày 01/03/2024", "after_text": "", "field": "actual_finish", "days": None}
    change = {"kind": "reopened", "name": "Lập đề nghị", "before": "2024-03-01", "after": "", "is_coarse": True, **day}

    assert changes.sentence(change, Words("vi")) == "Lập đề nghị: đã ghi xong trước ngày 01/03/2024, nay mở lại"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_change_has_a_sentence(language):
    """Each kind, and each field that can change, is said in both languages."""
    from analysis.changes import EDITED, KINDS

    words = Words(language)
    variants = ("redated.late", "dated", "withdrawn", "finished.days")
    fields = (*EDITED, "name", "owner", "wbs", "row_id", "promise")
    dates = (f"{basis}_{edge}" for basis in ("baseline", "forecast", "actual") for edge in ("start", "finish"))

    assert [k for k in (*KINDS, *variants) if not words.has(f"change.{k}")] == []
    assert [f for f in (*fields, *dates) if not words.has(f"change.field.{f}")] == []
    assert [k for k in revisions.REASONS if not words.has(f"reason_kind.{k}")] == []


def test_codes_and_reasons_are_read_from_the_terminal():
    """Codes by commas, a slip of the pen said; a kind of reason by its name, anything else in words."""
    assert revisions.codes(" date-ambiguous, all ") == ["date-ambiguous", "all"]
    assert revisions.codes("") == []
    with pytest.raises(CodeUnknown, match="date-ambigous"):
        revisions.codes("date-ambigous")
    assert revisions.reasons("land: vướng 3 hộ") == {"": Reason("land", "vướng 3 hộ")}
    assert not revisions.reasons("land")[""], "a kind alone says nothing"
    assert revisions.reasons("họp: chưa xong") == {"": Reason("other", "họp: chưa xong")}
    assert revisions.reasons("chậm mặt bằng") == {"": Reason("other", "chậm mặt bằng")}
    assert revisions.reasons("  ") == {}


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({"listens_on": "127.0.0.1"}, True),
        ({"listens_on": "::1"}, True),
        ({"listens_on": "localhost"}, True),
        ({"listens_on": ""}, False),
        ({"listens_on": "0.0.0.0"}, False),
        ({"listens_on": "127.0.0.1", "is_forwarded": True}, False),
        ({"listens_on": "0.0.0.0", "key": "bí mật", "environ": {"PUBLISH_KEY": "bí mật"}}, True),
        ({"listens_on": "0.0.0.0", "key": "bí", "environ": {"PUBLISH_KEY": "bí mật"}}, False),
        ({"listens_on": "0.0.0.0", "key": "", "environ": {"PUBLISH_KEY": ""}}, False),
        ({"listens_on": "0.0.0.0", "key": "x"}, False),
    ],
)
def test_writing_is_for_this_machine_or_the_key(asked, may):
    """Denied unless the server listens to this machine alone, or the key is right; an empty key is no key."""
    actor = access.visitor("Lan", **{"environ": {}, **asked})

    assert (access.PUBLISH in actor.rights, actor.is_claimed) == (may, True)
    assert "bí mật" not in repr(actor)


def test_a_picked_column_is_kept_for_the_programmes_next_workbooks(product):
    """What the planner picked stays until another column is picked, or none; other programmes do not share it."""
    book(product, b"first", law(m3=moved("2024-12-31", owner="Sở A")))
    draft = submit(product, b"first").draft
    amended = revisions.amend(
        product, draft.id, actor=LAN, now=NOW, picks=[("owner", "D", "Người làm")], accept=["all"]
    )
    assert product.picks == (("owner", "D", "Người làm"),)
    revisions.publish(product, amended.draft.id, actor=LAN, now=NOW)

    book(product, b"second", law(m3=moved("2024-12-31", owner="Sở B")))
    again = submit(product, b"second", day=JULY).draft
    assert again.terms.picks == product.picks == (("owner", "D", "Người làm"),)
    revisions.amend(product, again.id, actor=LAN, now=NOW, picks=[("owner", "", "")])
    assert product.picks == ()
    submit(product, b"second", programme=PLAN)
    assert product.picks == ()
