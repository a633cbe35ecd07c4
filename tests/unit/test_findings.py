"""Findings as a planner goes through them, with what stands around each cell."""

import pytest

import loaders
from loaders.excerpts import MOST_EXCERPTS
from schedule import Code, Finding, Words
from services.findings import grouped, severities
from tests.samples.kit import book

WORDS = Words("vi")
FOUND = [
    Finding(Code.OWNER_MISSING, "Tiến độ", "B2", "Việc"),
    Finding(Code.DATE_UNREAD, "Tiến độ", "D2", "?"),
    Finding(Code.DATE_UNREAD, "Quý II", "D3", "!"),
    Finding(Code.SHEET_HIDDEN, "Cũ"),
    Finding(Code.ID_REPEATED, "Tiến độ", "A3", "A-1"),
    Finding(Code.PERCENT_UNREAD, "Tiến độ", "E3", "nhiều"),
]


def told(**asked):
    """The kinds left, each with its places."""
    return {str(g.code): [t.place for t in g.told] for g in grouped(FOUND, [], WORDS, **asked)}


def test_the_worst_kind_comes_first_then_the_most_frequent():
    """Blocking, doubtful, notes; of the doubtful the kind that was found twice."""
    assert list(told()) == ["id-repeated", "date-unread", "percent-unread", "owner-missing", "sheet-hidden"]
    assert list(severities(FOUND).items()) == [("blocking", 1), ("doubtful", 3), ("note", 2)]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"severities": ["blocking"]}, {"id-repeated": ["Tiến độ!A3"]}),
        ({"codes": ["date-unread"]}, {"date-unread": ["Tiến độ!D2", "Quý II!D3"]}),
        ({"sheets": ["Quý II", "Cũ"]}, {"date-unread": ["Quý II!D3"], "sheet-hidden": ["Cũ"]}),
        ({"severities": ["note"], "codes": ["date-unread"]}, {}),
    ],
)
def test_filters_narrow_what_is_shown(asked, left):
    """Each filter by itself, and all together."""
    assert told(**asked) == left


def test_a_remedy_that_all_share_is_said_once():
    """Of the kind, not of each finding."""
    assert grouped(FOUND, [], WORDS)[1].remedy == "Ghi dạng 30/6/2024, tháng 6/2024 hoặc Quý II/2024."


def excerpts(rows):
    """What stands around the findings of a table."""
    return loaders.read(book(rows)).excerpts


def test_an_excerpt_shows_two_cells_on_each_side_and_never_leaves_the_sheet():
    """Five by five, moved inwards at an edge; smaller where the sheet is."""
    heading = ["TT", "Nhiệm vụ", "Chủ trì", "Hạn hoàn thành"]
    rows = [
        heading,
        *([n, f"Việc {n}", "Sở A", "Quý II/2024"] for n in range(1, 9)),
        [9, "Việc 9", "Sở A", "31/6/2024"],
    ]
    (around,) = excerpts(rows)

    assert (around.cell, around.columns, around.rows) == ("D10", ("A", "B", "C", "D"), (6, 7, 8, 9, 10))
    assert around.texts[-1] == ("9", "Việc 9", "Sở A", "31/6/2024")


def test_a_long_text_is_cut_in_an_excerpt():
    """A paragraph in a neighbouring cell does not drown the cell in question."""
    found = excerpts([["TT", "Nhiệm vụ", "Hạn hoàn thành"], [1, "Rà soát " * 40, "31/6/2024"]])
    around = next(e for e in found if e.cell == "C2")

    assert len(around.texts[1][1]) == 60
    assert around.texts[1][1].endswith("…")


def test_only_the_first_findings_have_excerpts():
    """Thousands of findings do not make the answer heavy."""
    rows = [["TT", "Nhiệm vụ", "Hạn hoàn thành"], *([n, f"Việc số {n}", "31/6/2024"] for n in range(200))]

    assert len(excerpts(rows)) == MOST_EXCERPTS
