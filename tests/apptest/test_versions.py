"""A correction of a past day: pictures say which version they rest on, and the one before stays readable."""

import io
import os
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

import access
from services import revisions
from services.tracker import open_tracker

from .conftest import html

DAY = "2023-12-31"
BOOK = Path(__file__).resolve().parents[2] / "data" / "programmes" / "general-plan" / f"{DAY}.xlsx"
OLD, NEW = f"general-plan@{DAY}.1", f"general-plan@{DAY}.2"
SAID = "31/12/2023: bản 2, đính chính ngày"


@pytest.fixture(scope="module", autouse=True)
def corrected(fresh_store):
    """Lan corrects who answers for a milestone of the general plan at the end of 2023."""
    book = openpyxl.load_workbook(BOOK)
    sheet = book["Tiến độ"]
    row = next(r for r in range(11, sheet.max_row) if sheet.cell(r, 4).value)
    sheet.cell(row, 4).value = "Sở Tài chính"
    received = io.BytesIO()
    book.save(received)
    tracker, now = open_tracker(now=datetime.now(UTC), environ=dict(os.environ)), datetime.now(UTC)
    lan = access.Actor("Lan", frozenset({access.PUBLISH}), True, "page")
    draft = revisions.submit(
        tracker, received.getvalue(), "sua.xlsx", programme="general-plan", status_date=date.fromisoformat(DAY),
        actor=lan, now=now, note="ghi nhầm cơ quan", accept=["all"], reasons=revisions.reasons("ghi nhầm"),
    ).draft  # fmt: skip
    assert revisions.publish(tracker, draft.id, actor=lan, now=now).id == NEW


def pictures(at):
    """The figures of a page, as text."""
    return [chart.proto.spec.encode().decode("unicode_escape") for chart in at.get("plotly_chart")]


@pytest.mark.parametrize("page", ["overview", "programme", "trend"])
def test_every_picture_says_which_version_it_rests_on(visit, page):
    """Birds, Gantt, trend and small multiples, wide and narrow."""
    asked = {"programme": "general-plan"} if page == "programme" else {}
    drawn = pictures(visit(page, as_of=DAY, **asked))

    assert drawn
    assert all("bản 2" in text for text in drawn)


def test_the_history_of_a_later_day_rests_on_it_too(visit):
    """The trend of 2026 says which version of 2023 it drew; a programme that was not corrected says nothing."""
    trend = visit("trend", **{"in": "general-plan"})

    assert "bản 2" in pictures(trend)[0]
    assert OLD.replace("@", "%40") in html(trend)
    assert "bản 2" not in pictures(visit("trend", **{"in": "capital-law"}))[0]


def test_the_page_of_a_comparison_says_it(visit):
    """Whichever of the two days was corrected."""
    assert SAID in html(visit("changes", as_of="2024-01-09", since=DAY))


def test_the_replaced_version_is_readable(visit):
    """It says that it is used no more, what the correction changed, and leads to it; the new one says that it is used."""
    old, new = html(visit("revision", revision=OLD)), html(visit("revision", revision=NEW))

    assert "Không còn được dùng" in old
    assert "Sở Tài chính" in old.split("Các dòng của bản này")[0]
    assert "Sở Tài chính" not in old.split("Các dòng của bản này")[1]
    assert NEW.replace("@", "%40") in old
    assert "Đang được dùng" in new
    assert "ghi nhầm cơ quan" in new
    assert "Sở Tài chính" in new.split("Các dòng của bản này")[1]


@pytest.mark.parametrize("junk", ["", "moon-base@2023-12-31.1", "<script>alert(1)</script>"])
def test_an_address_of_no_version_says_where_to_choose_one(visit, junk):
    """Whatever stands in the address, the page answers and repeats none of it."""
    shown = html(visit("revision", revision=junk))

    assert "Chưa chọn bản nào" in shown
    assert "<script>alert" not in shown


def test_the_list_of_revisions_leads_to_each(visit):
    """A planner reads any of them from the upload page."""
    assert f"phien-ban?revision={OLD.replace('@', '%40')}" in html(visit("upload", programme="general-plan"))
