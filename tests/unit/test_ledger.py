"""The audit as people read it."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import openpyxl
import pytest

from schedule import Words
from services.ledger import entries, ledger_workbook
from store import NewDraft, Reason, Signature, Store, Terms

VI = Words("vi")
TERMS = Terms(accepted=("date-ambiguous", "all"), reasons={"m3": Reason("land", "vướng mặt bằng")})
AT = datetime(2024, 7, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def tracker(tmp_path):
    """A store in which Lan, as she says, kept a draft and put it aside."""
    store = Store(f"sqlite:///{tmp_path}/store.db")
    lan = Signature("=Lan", AT, True, "page")
    draft = store.begin_draft(NewDraft("capital-law", date(2024, 7, 1), b"bytes", "b.xlsx", "", TERMS), lan)
    store.discard_draft(draft.id, lan)
    return SimpleNamespace(store=store)


def test_each_entry_says_who_what_when_and_from_where(tracker):
    """Newest first; a name that was only claimed is marked so; the time is Hanoi's."""
    newest, first = entries(tracker, VI)

    assert (newest.action, first.action) == ("Bỏ bản nháp", "Nộp bản nháp")
    assert newest.actor.startswith("=Lan (")
    assert "10:00" in newest.at
    assert newest.origin == "trang web"
    assert newest.previous == first.hash


def test_what_was_done_is_told_in_words(tracker):
    """No column's name, no JSON: the terms are facts like the others, and what says nothing is left out."""
    first = entries(tracker, VI)[-1].after

    assert "Tệp: b.xlsx" in first
    assert "Ngày báo cáo: 01/07/2024" in first
    assert f"Đã chấp nhận: {VI('code.date-ambiguous')}; tất cả điều nghi ngờ" in first
    assert f"Lý do: m3, {VI('reason_kind.land')}, vướng mặt bằng" in first
    assert "{" not in first
    assert "Ghi chú" not in first


def test_a_fact_without_a_word_is_told_by_its_name(tracker):
    """An entry of a later version, or of a tool, does not close the audit."""
    tracker.store.remember("reviewed", "d1", {"unheard-of": "so"}, Signature("Lan", AT, True, "page"))

    assert "unheard-of: so" in entries(tracker, VI)[0].after


def test_the_workbook_holds_every_entry_and_no_formula(tracker):
    """What a person typed stays a text."""
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_workbook(tracker, VI))).active
    rows = [row for row in sheet.iter_rows(min_row=5) if row[0].value]

    assert [row[0].value for row in rows] == [2, 1]
    assert rows[0][2].data_type == "s"
    assert entries(tracker, VI, subject="d1")
    assert not entries(tracker, VI, subject="capital-plan")
