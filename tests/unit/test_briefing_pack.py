"""What stands in a briefing: the right pages for whom it is for, nothing left out in silence."""

import io
import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import access
from bench.reading import office_table
from briefing import layout
from briefing.layout import Column, Row, Sheet
from briefing.pack import Table, texts
from schedule import Words
from schedule.errors import ComparisonBackwards, ProgrammeUnknown, RevisionNotFound
from services.briefing import AUDIENCES, Asked, briefed_on, pack, remember, written
from services.ledger import entries as ledger_entries
from services.tracker import open_tracker

from .briefings import ADDRESS, DAYS, NOW, made, tracker

ROOT = Path(__file__).resolve().parents[2]
WORDS = Words("vi")


def test_each_audience_gets_its_pages():
    """A month in full, a week in four slides, a leader in one, a programme's people only what is theirs."""
    keys = {audience: [s.key.split(":")[0] for s in made(DAYS[1], "vi", audience).slides] for audience in AUDIENCES}

    assert list(dict.fromkeys(keys["monthly"])) == [
        "headline", "changes", "programme", "trend", "ahead", "decisions", "late",
    ]  # fmt: skip
    assert keys["weekly"] == ["headline", "changes", "decisions", "ahead"]
    assert keys["one"] == ["one"]
    assert set(keys["programme"]) == {"programme", "outlook", "changes", "trend", "late"}


def test_every_slide_says_its_day_its_revision_and_when_that_was_published():
    """And never the clock: the moment is the revision's own, in Hanoi's time."""
    for slide in made(DAYS[1], "vi").slides:
        foot = " ".join(texts(slide.scene.marks))
        assert "Ngày báo cáo 30/09/2024" in foot
        assert "@2024-09-30.1" in foot
        assert "02/09/2026 08:30" in foot


def test_a_reworded_title_is_marked_and_the_computed_one_comes_back():
    """The figures stay; whoever reads the slide knows that a person wrote its title."""
    titles = (("headline", "Giải phóng mặt bằng là việc quyết định"),)
    edited = pack(tracker(), Asked(DAYS[1], audience="weekly", address=ADDRESS, titles=titles), WORDS)
    plain = made(DAYS[1], "vi", "weekly")

    assert edited.slides[0].title == titles[0][1]
    assert "Tiêu đề do người lập báo cáo sửa lại" in texts(edited.slides[0].scene.marks)
    assert "Tiêu đề do người lập báo cáo sửa lại" not in texts(plain.slides[0].scene.marks)
    assert edited.slides[1:] == plain.slides[1:]


def test_a_day_between_two_reports_stands_on_the_one_before():
    """As the pages do."""
    assert pack(tracker(), Asked(date(2024, 10, 15), address=ADDRESS), WORDS) == made(DAYS[1], "vi")


def test_what_cannot_be_made_is_said():
    """An unknown programme, a day before all reports, a comparison with a later day."""
    with pytest.raises(ProgrammeUnknown):
        pack(tracker(), Asked(DAYS[1], ("moon-base",)), WORDS)
    with pytest.raises(RevisionNotFound):
        pack(tracker(), Asked(date(1990, 1, 1)), WORDS)
    with pytest.raises(ComparisonBackwards):
        pack(tracker(), Asked(DAYS[1], compare=DAYS[2]), WORDS)


def test_a_programme_without_a_report_yet_has_a_slide_that_says_so():
    """An empty programme is no broken file."""
    early = pack(tracker(), Asked(date(2009, 12, 31), address=ADDRESS), WORDS)
    silent = [s for s in early.slides if "Chưa có bảng tiến độ của chương trình này" in " ".join(texts(s.scene.marks))]

    assert silent
    assert written(early, "pptx")[0]


def test_what_was_briefed_is_on_record_once_and_no_passer_by_leaves_a_mark():
    """The audit keeps which figures were taken into a meeting; the milestone knows on which days."""
    asked, briefing = Asked(DAYS[1], audience="one", address=ADDRESS), made(DAYS[1], "vi", "one")
    told = {"asked": asked, "made": briefing, "now": NOW}
    remember(tracker(), **told, actor=access.Actor("ai đó"))
    assert briefed_on(tracker(), "ring-road-4") == {}
    for _ in range(2):
        remember(tracker(), **told, actor=access.local_user("thư ký"))

    entries = [e for e in tracker().store.audit(subject="ring-road-4@2024-09-30.1") if e.action == "briefed"]
    assert len(entries) == 1
    assert ["rr4-land-all", 275] in entries[0].after["figures"]
    assert briefed_on(tracker(), "ring-road-4")["rr4-land-all"] == [date(2026, 9, 2)]
    assert tracker().store.verify() == []
    assert any("rr4-land-all" in entry.after for entry in ledger_entries(tracker(), WORDS))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A programme of 2,000 rows; illustrative, made by `bench.reading`."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "calendars", data / "calendars")
    for name in ("gates.csv", "bodies.csv", "lead_times.csv", "agencies.csv"):
        shutil.copy(ROOT / "data" / name, data / name)
    entry = (
        '[defaults]\nedges = [7, 30, 90]\ncalendar = "vn"\napproved_baseline = 2024-06-30\nbaseline_source = "x"\n[[programme]]\n'
        'id = "large"\nkind = "works"\nname_vi = "Lớn"\nname_en = "Large"\nshort_vi = "Lớn"\nshort_en = "Large"\nowner_vi = "UBND"\nkey_milestones = []\n'
    )
    (data / "programmes.toml").write_text(entry, encoding="utf-8")
    (data / "programmes" / "large").mkdir(parents=True)
    (data / "programmes" / "large" / "2025-06-30.xlsx").write_bytes(office_table(2000))
    return open_tracker(now=NOW, data=data, environ={"DATA_DIR": str(data)})


def test_of_2000_rows_one_slide_shows_the_worst_and_counts_the_others(large):
    """Nothing is left out in silence, and nothing leaves the slide."""
    (slide,) = pack(large, Asked(date(2025, 6, 30), audience="one", address=ADDRESS), WORDS).slides
    (table,) = [part for part in slide.parts if isinstance(part, Table)]
    shown = len(table.rows) - 1
    (rest,) = [re.fullmatch(r"và ([\d.]+) việc khác", t) for t in texts(slide.scene.marks) if t.startswith("và ")]
    wanted = sum(f.needed != "" for f in pack(large, Asked(date(2025, 6, 30)), WORDS).figures)

    assert shown >= 8
    assert shown + int(rest.group(1).replace(".", "")) == wanted
    assert slide.scene.overlaps() == []


def test_of_2000_rows_the_appendix_is_bounded_and_the_workbook_is_whole(large):
    """The slides say how many more there are; the workbook holds them all."""
    made_of = pack(large, Asked(date(2025, 6, 30), address=ADDRESS), WORDS)
    late = [s for s in made_of.slides if s.key.startswith("late")]
    book = openpyxl.load_workbook(io.BytesIO(written(made_of, "xlsx")[0]), read_only=True)

    assert len(late) == 8
    assert any(re.fullmatch(r"và [\d.]+ dòng khác", text) for text in texts(late[-1].scene.marks))
    assert sum(1 for _ in book.worksheets[1].iter_rows(min_row=5)) == 2000
    assert len(made_of.slides) < 20


@given(st.lists(st.text(max_size=300), min_size=1, max_size=40), st.sampled_from([13, 15, 17]))
def test_a_table_of_any_words_stays_in_its_columns(words, size):
    """Whatever stands in a workbook: long words, control characters, marks of other scripts."""
    rows = [Row(str(n), (layout.said(text), layout.said(text, status="late"))) for n, text in enumerate(words)]
    columns = [Column("Việc", 2), Column("Chủ trì", 1)]
    made_of, shown = layout.table("t", "t", columns, rows, top=100, bottom=700, sizes=(size,))
    sheet = Sheet("k", "T", "s", ADDRESS)

    assert 100 + sum(made_of.heights) <= 700 or shown == 0
    for row in made_of.rows:
        for cell, wide in zip(row, made_of.widths, strict=True):
            assert all(layout.width(line, size, cell.weight) <= wide for line in cell.lines)
    assert sheet.lines == ["T"]
