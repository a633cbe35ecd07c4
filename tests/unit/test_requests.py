"""Questions, answers and confirmations, kept with the row."""

from datetime import UTC, date, datetime, timedelta

import pytest

import access
from schedule.errors import AccessDenied, AnswerIncomplete, EventNotFound, TaskUnknown
from services import requests as asking
from services.outlook import prospects
from services.states import state
from services.tracker import open_tracker

NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 9, 2)
ME = access.local_user("lãnh đạo")
ROW = ("ring-road-4", "rr4-parallel-hanoi")
REMEDY = ("remedies", "slow-projects-inspected")


@pytest.fixture
def tracker(tmp_path):
    """The product with one status date of each programme."""
    return _opened(tmp_path)


def _opened(tmp_path):
    import shutil

    from loaders.reference import DATA

    copy = tmp_path / "data"
    shutil.copytree(
        DATA, copy, ignore=lambda folder, names: [n for n in names if n.endswith(".xlsx") and n < "2026-09"]
    )
    return open_tracker(now=NOW, data=copy, environ={"DATA_DIR": str(tmp_path / "var")})


def asked(tracker, days=10, **more):
    """A question that must be answered within some days."""
    return asking.ask(tracker, *ROW, "Vì sao chậm?", TODAY + timedelta(days=days), actor=ME, now=NOW, **more).number


def test_an_open_question_ages_and_is_overdue_after_its_limit(tracker):
    """Asked on 2 September, to be answered by the 12th."""
    asked(tracker)
    (request,) = asking.requests(tracker)

    assert (request.question, request.asked_by, request.answer_by) == ("Vì sao chậm?", "lãnh đạo", date(2026, 9, 12))
    assert request.is_open
    assert [request.age_days(TODAY + timedelta(days=n)) for n in (0, 11)] == [0, 11]
    assert [request.overdue_days(TODAY + timedelta(days=n)) for n in (0, 10, 11)] == [0, 0, 1]


def test_an_answer_stands_with_its_reason_its_promise_and_its_evidence(tracker):
    """The file comes back byte for byte; an answer after the limit says by how much."""
    number = asked(tracker)
    made = asking.answer(
        tracker, number, reason="land", text="Vướng 3 hộ", promised="Quý IV/2026", document="12/BC-UBND",
        evidence=("bien-ban.pdf", b"%PDF-1"), actor=ME, now=NOW + timedelta(days=15),
    )  # fmt: skip
    (request,) = asking.requests(tracker, *ROW)

    assert not request.is_open
    assert (request.days_late, request.age_days(date(2027, 1, 1))) == (5, 15)
    assert dict(request.answers[0].facts) == {
        "reason": "land", "text": "Vướng 3 hộ", "promised": "Quý IV/2026", "document": "12/BC-UBND",
    }  # fmt: skip
    assert tracker.store.evidence(made.number) == b"%PDF-1"
    assert tracker.store.verify() == []
    assert [e.action for e in tracker.store.audit(limit=2)] == ["row-answered", "row-asked"]


def test_open_questions_come_first_and_the_longest_overdue_before_the_others(tracker):
    """A withdrawn and an answered one are last."""
    late, soon, answered, withdrawn = (asked(tracker, days) for days in (20, 1, 0, 5))
    asking.answer(tracker, answered, reason="other", text="Đã xong", actor=ME, now=NOW)
    asking.withdraw(tracker, withdrawn, actor=ME, now=NOW)

    assert [one.number for one in asking.requests(tracker)] == [soon, late, answered, withdrawn]


@pytest.mark.parametrize(
    ("row", "question", "days", "failure"),
    [
        (ROW, "  ", 3, AnswerIncomplete),
        (ROW, "Vì sao?", -1, AnswerIncomplete),
        (("ring-road-4", "khong-co"), "Vì sao?", 3, TaskUnknown),
    ],
)
def test_a_question_says_something_about_a_row_that_is_there(tracker, row, question, days, failure):
    """No empty question, no limit in the past, no row that is not there."""
    with pytest.raises(failure):
        asking.ask(tracker, *row, question, TODAY + timedelta(days=days), actor=ME, now=NOW)
    assert asking.requests(tracker) == []


def test_an_answer_has_a_reason_of_the_list_and_words(tracker):
    """To a question that is there."""
    number = asked(tracker)
    for wrong in ({"reason": "", "text": "x"}, {"reason": "land", "text": " "}):
        with pytest.raises(AnswerIncomplete):
            asking.answer(tracker, number, actor=ME, now=NOW, **wrong)
    with pytest.raises(EventNotFound):
        asking.answer(tracker, 99, reason="land", text="x", actor=ME, now=NOW)


def test_a_visitor_may_not_ask_answer_or_confirm(tracker):
    """Only who may publish."""
    visitor = access.visitor(listens_on="0.0.0.0", environ={})
    number = asked(tracker)
    for deed in (
        lambda: asking.ask(tracker, *ROW, "?", TODAY, actor=visitor, now=NOW),
        lambda: asking.answer(tracker, number, reason="land", text="x", actor=visitor, now=NOW),
        lambda: asking.withdraw(tracker, number, actor=visitor, now=NOW),
        lambda: asking.confirm(tracker, *REMEDY, actor=visitor, now=NOW),
    ):
        with pytest.raises(AccessDenied):
            deed()


def test_the_watchers_last_word_on_a_remedy_counts(tracker):
    """Sent back with a reason, then confirmed; a row that nobody watches cannot be confirmed."""
    asking.confirm(tracker, *REMEDY, stands=False, reason="Thiếu biên bản", actor=ME, now=NOW)
    before = asking.confirmations(tracker)[REMEDY]
    asking.confirm(tracker, *REMEDY, actor=ME, now=NOW + timedelta(days=1))
    after = asking.confirmations(tracker)[REMEDY]

    assert (before.is_confirmed, before.reason) == (False, "Thiếu biên bản")
    assert (after.is_confirmed, after.on) == (True, date(2026, 9, 3))
    with pytest.raises(AnswerIncomplete):
        asking.confirm(tracker, *REMEDY, stands=False, actor=ME, now=NOW)
    with pytest.raises(TaskUnknown):
        asking.confirm(tracker, *ROW, actor=ME, now=NOW)


def test_what_a_watcher_sent_back_is_open_in_the_outlook_too(tracker):
    """Its unit called it done; the outlook and the network count it among what is to come, until the watcher confirms it."""
    programme, row_id = done_remedy(tracker)

    def is_open():
        return row_id in {one.row["row_id"] for one in prospects(tracker, programme, TODAY).milestones}

    assert not is_open()
    asking.confirm(tracker, programme, row_id, stands=False, reason="Thiếu biên bản", actor=ME, now=NOW)
    assert is_open()
    asking.confirm(tracker, programme, row_id, actor=ME, now=NOW + timedelta(days=1))
    assert not is_open()


def done_remedy(tracker):
    """A watched row of the remedies that its unit calls done."""
    rows = state(tracker, REMEDY[0], TODAY).schedule.rows
    done = rows[rows["watcher"].ne("") & rows["actual_finish_last"].notna() & rows["kind"].ne("summary")]
    return REMEDY[0], done["row_id"].iloc[0]


def test_what_was_said_is_kept_for_ever(tracker):
    """The database itself refuses to change it."""
    from sqlalchemy import text

    asked(tracker)
    for statement in ("DELETE FROM row_events", "UPDATE row_events SET facts = '{}'"):
        with pytest.raises(Exception, match="kept for ever"), tracker.store.engine.begin() as connection:
            connection.execute(text(statement))
