"""The next gates of the real programmes, the network over all of them, and the workbook of sessions and lead times."""

import io
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

import cli
from loaders import reference
from loaders.gatebook import TABLES, read_gatebook
from schedule import Code, Words
from schedule.errors import SheetNotFound, TaskUnknown
from services import gatebook
from services.across import across
from services.gates import first_of_each, gate_lines, next_gates, plain
from services.network import lines_across, plain_across
from services.tracker import open_tracker

VI, EN = Words("vi"), Words("en")
BODIES = list(reference.bodies())
CONFERENCE, SPRING = date(2024, 1, 9), date(2024, 3, 31)


DAYS = ("2024-01-09", "2024-03-31", "2024-06-30", "2025-12-31", "2026-03-31")
"""Status dates that these tests look at."""


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product on a fresh store, with the workbooks of a few status dates."""
    data = tmp_path_factory.mktemp("data")

    def others(folder, names):
        return [name for name in names if name.endswith(".xlsx") and Path(name).stem not in DAYS]

    shutil.copytree(reference.DATA, data, dirs_exist_ok=True, ignore=others)
    folder = str(tmp_path_factory.mktemp("store"))
    return open_tracker(now=datetime(2026, 9, 1, tzinfo=UTC), data=data, environ={"DATA_DIR": folder})


def gate_of(tracker, row_id, as_of):
    """One milestone before its gate."""
    return next(view for view in next_gates(tracker, as_of, VI) if view.row_id == row_id)


def test_on_9_january_2024_the_law_makes_the_seventh_session(tracker):
    """Debated at its opening on 20 May, to be passed by its close on 29 June: 40 days; else the eighth session, 114 days on."""
    found = gate_of(tracker, "L-PASS", CONFERENCE)

    assert (found.gate_id, found.verdict, found.margin) == ("na-15-7", "made", 40)
    assert found.miss == "Nếu lỡ: chờ Kỳ họp thứ 8 (21/10/2024–30/11/2024), chậm thêm 114 ngày"
    assert [step.due for step in found.steps] == [date(2024, 4, 5), date(2024, 4, 30), date(2024, 4, 30)]
    assert not any(step.is_past for step in found.steps)


def test_a_session_that_is_met_may_still_be_late_for_its_papers(tracker):
    """On 31 March the General Plan is ready on 14 May, before the session, but its papers are due on the 10th; the Law passes in it."""
    plan, law = (gate_of(tracker, row_id, SPRING) for row_id in ("G-NA-OPINION", "L-PASS"))
    late = {step.due: step.late for step in plan.steps if step.late}

    assert (plan.verdict, list(late)) == ("made", [date(2024, 5, 10)])
    assert "14/05/2024" in late[date(2024, 5, 10)]
    assert not any(step.late for step in law.steps)
    assert any("muộn hơn hạn này" in line for line in gate_lines((plan,), VI))


def test_what_the_record_of_march_2024_says_of_the_capital_plan(tracker):
    """Its council had not voted by 31 March, the next regular session opens on 1 July: two days too late for the Assembly."""
    council, opinion = (gate_of(tracker, row_id, SPRING) for row_id in ("P-HDND", "P-NA-OPINION"))

    assert council.closed == "Đã lỡ Kỳ họp thứ 15 (25/03/2024–29/03/2024)"
    assert (council.gate_id, council.verdict) == ("hdnd-hn-16-17", "made")
    assert (opinion.gate_id, opinion.verdict, opinion.margin) == ("na-15-7", "missed", -2)
    assert opinion.miss == "Cửa sau: Kỳ họp thứ 8 (21/10/2024–30/11/2024)"


def test_a_session_that_is_only_expected_says_what_its_days_rest_on(tracker):
    """Missing the first session of 2026 means waiting for one that only the rules of procedure foresee."""
    found = gate_of(tracker, "L-2026-PASS", date(2026, 3, 31))

    assert "theo dự kiến đã công bố" in found.session
    assert "Kỳ họp thứ 2 (20/10/2026–26/11/2026), lịch dự kiến theo Nội quy" in found.miss
    assert [step.is_past for step in found.steps] == [True, True]


def test_where_no_meeting_can_be_foreseen_nothing_is_promised(tracker):
    """The Politburo announces no meetings: when the plan is ready is said, and no verdict."""
    found = gate_of(tracker, "P-POLITBURO", CONFERENCE)

    assert (found.verdict, found.margin, found.gate_id) == ("unknown", None, "")
    assert found.ready is not None


def test_the_front_page_has_one_gate_a_programme(tracker):
    """One whose days nobody knows only where there is no other."""
    views = next_gates(tracker, CONFERENCE, VI)
    first = first_of_each(views)

    assert len({view.programme_id for view in first}) == len(first) == 3
    assert all(view.margin is not None for view in first)


def test_when_all_is_decided_no_gate_is_left(tracker):
    """After June 2024 nothing on record waits for a session."""
    assert next_gates(tracker, date(2024, 6, 30), VI) == ()


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_gates_are_told_as_values_and_as_lines(tracker, words):
    """Every milestone once in each; plain values are JSON."""
    views = next_gates(tracker, CONFERENCE, words)

    assert [one["row_id"] for one in json.loads(json.dumps(plain(views)))] == [view.row_id for view in views]
    assert sum(not line.startswith("  ") for line in gate_lines(views, words)) == len(views)


def test_the_terminal_says_a_verdict_with_its_figure_or_that_nothing_waits(tracker):
    """From 9 January to 15 April 2024 are 97 days; on 30 June 2025 all that waited for a session is decided."""
    assert gate_lines(next_gates(tracker, CONFERENCE, VI), VI)[0].endswith(": Kịp, dư 97 ngày")
    assert gate_lines(next_gates(tracker, date(2025, 6, 30), VI), VI) == ["Không mốc nào đang chờ một kỳ họp."]


def test_links_to_other_programmes_are_followed(tracker):
    """The overall plan waits for both plans before it: the chain to its proposal crosses programmes."""
    made = across(tracker, date(2025, 12, 31))
    before = made.rows.set_index("row_id")["predecessors"]

    assert made.network.loops == ()
    assert before["capital-plan:P-SUPERSEDE-NA"] == "capital-plan:P-APPROVE;general-plan:G-APPROVE"
    assert not any(before == "general-plan:G-APPROVE" for _, before in made.network.outside)


def test_why_a_date_is_what_it_is_stands_with_its_cells(tracker):
    """Five sentences to the passage of the Law; those that rest on a link name the cell of the link."""
    path = across(tracker, CONFERENCE).path("capital-law:L-PASS", VI)

    assert [line.row_id.partition(":")[2] for line in path] == [
        "L-NASC-31", "L-FULLTIME", "L-NASC-REPORT", "L-NA7-DEBATE", "L-PASS",
    ]  # fmt: skip
    assert path[-2].text.endswith("phải chờ Kỳ họp thứ 7 (20/05/2024–29/06/2024).")
    assert path[-1].cell == "capital-law/Tiến độ!M26"
    assert path[0].why == "status"


def test_the_network_of_all_programmes_is_asked_by_long_ids(tracker):
    """As JSON and as lines; an id that is nowhere is refused."""
    made = across(tracker, CONFERENCE)
    answer = json.loads(json.dumps(plain_across(made, "capital-law:L-PASS", VI)))

    assert answer["path"][-1]["finish"] == "2024-05-20"
    assert {"capital-law:L-PASS", "ring-road-4:rr4-complete"} <= {task["id"] for task in answer["tasks"]}
    assert lines_across(made, "capital-law:L-PASS", EN)[-6].startswith("Why “")
    with pytest.raises(TaskUnknown):
        plain_across(made, "L-PASS", VI)


def edited(changes):
    """The workbook of sessions with some cells changed, as (sheet, cell) -> value."""
    book = openpyxl.load_workbook(io.BytesIO(gatebook.workbook()))
    for (sheet, cell), value in changes.items():
        book[sheet][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_workbook_comes_back_as_the_tables_that_it_was_made_of(tmp_path):
    """Saved, it gives the same sessions and lead times."""
    made = read_gatebook(gatebook.workbook(), BODIES)
    gatebook.save(made, tmp_path)

    assert not made.is_blocked
    assert reference.gates(tmp_path) == reference.gates()
    assert reference.lead_times(tmp_path) == reference.lead_times()


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (("Kỳ họp", "D3"), "hôm nào", Code.GATE_VALUE_UNREAD),
        (("Kỳ họp", "A4"), "xx-1", Code.GATE_VALUE_UNREAD),
        (("Kỳ họp", "H5"), "hình như", Code.GATE_VALUE_UNREAD),
        (("Kỳ họp", "E3"), "01/01/2001", Code.START_AFTER_FINISH),
        (("Kỳ họp", "A7"), "na-15-7", Code.ID_REPEATED),
        (("Kỳ họp", "D1"), "Ngày", Code.GATE_COLUMN_MISSING),
        (("Thời hạn", "F3"), "hai mươi", Code.GATE_VALUE_UNREAD),
        (("Thời hạn", "G3"), "ngày đẹp", Code.GATE_VALUE_UNREAD),
    ],
)
def test_what_is_wrong_is_told_by_cell_and_blocks(cell, value, code):
    """A session's day, body, basis, order, id, a missing column, a number of days, how they are counted."""
    made = read_gatebook(edited({cell: value}), BODIES)

    assert made.is_blocked
    assert [f.code for f in made.findings if f.sheet == cell[0]].count(code) >= 1
    if code not in (Code.ID_REPEATED, Code.GATE_COLUMN_MISSING):
        assert [f.cell for f in made.findings if f.code == code] == [cell[1]]


def test_a_session_without_a_source_is_doubtful_but_usable():
    """Somebody has to say where it was announced."""
    made = read_gatebook(edited({("Kỳ họp", "I3"): None}), BODIES)

    assert [(f.code, f.cell) for f in made.findings] == [(Code.GATE_SOURCE_MISSING, "I3")]
    assert not made.is_blocked


def test_a_day_may_be_typed_as_people_write_it(tmp_path):
    """A text "15/12/2026" is that day; a new row is a new session."""
    cells = dict(zip("ABCDEHI", ["hdnd-hn-17-9", "HĐND TP Hà Nội khóa XVII", "Kỳ họp thứ 9", "15/12/2026", "2026-12-17", "đã công bố", "https://example.org"], strict=True))  # fmt: skip
    last = len(reference.gates()) + 2
    made = read_gatebook(edited({("Kỳ họp", f"{column}{last}"): value for column, value in cells.items()}), BODIES)
    gatebook.save(made, tmp_path)
    added = reference.gates(tmp_path)[-1]

    assert (added.id, added.windows, added.basis) == (
        "hdnd-hn-17-9",
        ((date(2026, 12, 15), date(2026, 12, 17)),),
        "announced",
    )


def test_a_workbook_of_something_else_is_refused():
    """Both sheets have to be there."""
    book = openpyxl.Workbook()
    made = io.BytesIO()
    book.save(made)

    with pytest.raises(SheetNotFound):
        read_gatebook(made.getvalue(), BODIES)


def test_the_terminal_gives_the_workbook_away_and_checks_it(tmp_path):
    """Status 0 for what can be used, 1 for what cannot; nothing is saved unless asked for."""
    run, file = CliRunner(), tmp_path / "ky-hop.xlsx"
    before = {name: (reference.DATA / name).read_bytes() for name in TABLES.values()}

    assert run.invoke(cli.app, ["gates", "-o", str(file)]).exit_code == 0
    assert run.invoke(cli.app, ["gates", str(file)]).exit_code == 0
    file.write_bytes(edited({("Kỳ họp", "D3"): "hôm nào"}))
    refused = run.invoke(cli.app, ["gates", str(file), "--save", "--json"])

    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["findings"][0]["cell"] == "D3"
    assert {name: (reference.DATA / name).read_bytes() for name in TABLES.values()} == before
