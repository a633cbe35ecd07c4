"""What one unit answers for: its rows over all programmes, its promises, its work by month, who waits for whom."""

from datetime import UTC, date, datetime

import pytest

import access
from charts import Month, Rect, Text, months_scene
from loaders import unit_of
from schedule import FINISHED, Words, links_of
from schedule.errors import UnitUnknown
from services import answers, sentences
from services import clarity as five
from services import requests as asking
from services.overview import overview
from services.programme import programme_view
from services.states import states
from services.units import MONTHS, unit_view, units
from tests.seeded import tracker_in

NOW = datetime(2026, 9, 2, tzinfo=UTC)
DAY = date(2026, 9, 1)
WORDS = Words("vi")
ME = access.local_user("văn phòng")


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product with the real programmes loaded."""
    folder = tmp_path_factory.mktemp("units")
    return tracker_in(folder)


@pytest.fixture(scope="module")
def rows(tracker):
    """(programme, row id) -> the judged row, of all programmes."""
    return {
        (s.programme.id, row["row_id"]): row for s in states(tracker, DAY) for row in s.milestones.to_dict("records")
    }


def test_every_unit_has_its_own_rows_over_all_programmes_and_none_is_lost(tracker, rows):
    """The units' rows together are the rows that somebody leads."""
    told = [
        (row.programme_id, row.row_id)
        for unit in units(tracker, DAY)
        for row in unit_view(tracker, unit, DAY, WORDS).rows
    ]

    assert sorted(told) == sorted(key for key, row in rows.items() if unit_of(row["owner"]))


def test_what_is_late_comes_first(tracker):
    """By status, then by the days late."""
    view = unit_view(tracker, "Ban QLDA công trình giao thông Hà Nội", DAY, WORDS)
    ranks = [sentences.WORST_FIRST.index(row.status) for row in view.rows]

    assert ranks == sorted(ranks)
    assert view.rows[0].status == "overdue"
    assert {row.programme_id for row in view.rows} == {"ring-road-4", "key-projects"}


def test_the_months_hold_every_unfinished_row_once(tracker, rows):
    """Overdue, twelve months from this one on, later, and what has no day: together what is unfinished."""
    unit = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố Hà Nội"
    view = unit_view(tracker, unit, DAY, WORDS)
    due = [
        row for row in rows.values()
        if unit_of(row["owner"]) == unit and row["status"] not in FINISHED
    ]  # fmt: skip

    assert len(view.months) == MONTHS + 3
    assert sum(month.count for month in view.months) == len(due)
    assert view.months[0].count == sum(row["status"] == "overdue" for row in due)
    assert view.months[1].label == "09/2026"
    assert view.months[-1].count == sum(row["status"] == "no_record" for row in due)


def test_who_waits_for_whom_is_the_same_from_both_sides(tracker, rows):
    """Each wait of one unit for another is told on both pages, and only between unfinished rows of different units."""
    expected = set()
    for (programme, _), row in rows.items():
        for link in links_of(row["predecessors"]):
            key = tuple(link.before.split(":", 1)) if ":" in link.before else (programme, link.before)
            other = rows.get(key)
            is_open = other and row["status"] not in FINISHED and other["status"] not in FINISHED
            if is_open and unit_of(row["owner"]) != unit_of(other["owner"]):
                expected.add((row["name"], other["name"]))
    views = [unit_view(tracker, unit, DAY, WORDS) for unit in units(tracker, DAY)]

    assert {(w.name, w.other_name) for view in views for w in view.waits_for} == expected
    assert {(w.other_name, w.name) for view in views for w in view.waited_for} == expected
    assert expected


def test_a_unit_that_leads_nothing_is_a_failure_that_names_those_that_do(tracker):
    """Not an empty page."""
    with pytest.raises(UnitUnknown, match="Quốc hội"):
        unit_view(tracker, "Sở Không Có", DAY, WORDS)


def test_a_remedy_reads_done_everywhere_once_its_watcher_confirms_it(tracker):
    """Its row, its unit, the programme's count and the terminal; sent back, it says so."""
    remedy = "slow-projects-inspected"

    def reads():
        page = programme_view(tracker, "remedies", DAY, WORDS)
        table = {row.row_id: (row.status, row.status_word) for row in page.table}
        own = {
            row.row_id: (row.status, row.status_word) for row in unit_view(tracker, "UBND TP Hà Nội", DAY, WORDS).rows
        }
        told = answers.assessment(tracker, "remedies", DAY)
        at_terminal = {m["id"]: m["status"] for m in told["milestones"]}[remedy]
        assert table[remedy] == own[remedy]
        assert at_terminal == table[remedy][0]
        assert told["programmes"][0]["milestones_done"] == page.state.done
        return *table[remedy], page.state.done

    def said(**word):
        asking.confirm(tracker, "remedies", remedy, actor=ME, now=NOW, **word)
        return reads()

    status, word, done = reads()
    assert (status, word) == ("not_assessable", "Đơn vị báo xong, chờ xác nhận")
    assert said() == ("done", "Đã xong", done + 1)
    assert said(stands=False, reason="Thiếu 7 dự án") == ("not_assessable", "Cơ quan theo dõi trả lại", done)


def test_an_open_question_is_counted_with_its_row(tracker):
    """On the unit's page, beside the row and in the line below the headline."""
    asking.ask(tracker, "ring-road-4", "rr4-parallel-hanoi", "Vì sao?", date(2026, 9, 9), actor=ME, now=NOW)
    view = unit_view(tracker, "Ban QLDA công trình giao thông Hà Nội", DAY, WORDS)

    assert [row.asked for row in view.rows if row.row_id == "rr4-parallel-hanoi"] == [1]
    assert len(view.requests) == 1
    assert "1 yêu cầu giải trình chưa trả lời" in view.subtitle


@pytest.mark.parametrize(("width", "narrow"), [(1552, False), (1200, False), (358, True)])
def test_the_months_are_readable(width, narrow):
    """A count at each bar, none where nothing is due; nothing overlaps."""
    months = [
        Month("Quá hạn", 12, is_late=True),
        *(Month(f"{n:02}/2026", n % 3) for n in range(1, 13)),
        Month("Sau đó", 40),
    ]
    scene = months_scene(months, words=WORDS, alt="x", width=width, narrow=narrow)
    bars = [mark for mark in scene.of(Rect)]

    assert scene.overlaps() == []
    assert len(bars) == sum(month.count > 0 for month in months)
    assert [bar.role for bar in bars].count("status_overdue") == 1
    assert sum(text.text == "40" for text in scene.of(Text)) == 1


def test_rows_that_only_illustrate_never_count_in_silence(tracker):
    """The thirteen remedies without a public text: every total that holds them says how many they are."""
    told = answers.assessment(tracker, "remedies", DAY)["programmes"][0]
    subtitles = [
        overview(tracker, DAY, WORDS).subtitle,
        programme_view(tracker, "remedies", DAY, WORDS).subtitle,
        five.headline(five.clarity(tracker, DAY), WORDS),
    ]

    assert told["milestones_illustrative"] == 13
    assert all("gồm 13 dòng minh họa" in subtitle for subtitle in subtitles)
    assert "gồm 2 dòng minh họa" in unit_view(tracker, "Sở Nội vụ", DAY, WORDS).subtitle
    assert "minh họa" not in programme_view(tracker, "capital-law", DAY, WORDS).subtitle


def test_a_unit_sees_what_it_watches_and_none_is_lost(tracker, rows):
    """Beside what it leads: others' rows that it is to confirm, with their state and who does them, worst first."""
    views = [unit_view(tracker, unit, DAY, WORDS) for unit in units(tracker, DAY)]
    told = [(view.unit, row.programme_id, row.row_id) for view in views for row in view.watched]
    council = next(view for view in views if view.unit == "Hội đồng nhân dân thành phố Hà Nội")
    ranks = [sentences.WORST_FIRST.index(row.status) for row in council.watched]

    assert sorted(told) == sorted((unit_of(row["watcher"]), *key) for key, row in rows.items() if row["watcher"])
    assert len(council.watched) == 4
    assert ranks == sorted(ranks)
    assert all(row.owner and unit_of(row.owner) != council.unit for row in council.watched)


def test_a_unit_that_only_watches_has_its_page_too(tracker):
    """It leads nothing: no record and no months are told of it, and no figure of nothing."""
    view = unit_view(tracker, "Ban Nội chính Thành ủy Hà Nội", DAY, WORDS)

    assert (view.rows, view.record, view.clarity, view.months) == ((), "", "", ())
    assert view.headline.endswith("theo dõi 2 việc")
    assert len(view.watched) == 2
