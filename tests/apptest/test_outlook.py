"""Triển vọng on the real record: in time or not, why, what is needed; and what if."""

import json
from datetime import date

from typer.testing import CliRunner

from analysis import Change
from cli import app
from schedule import Words
from services.outlook_view import what_if
from ui import frames

from .conftest import html


def test_the_law_as_it_stood_at_the_conference(visit):
    """On 9 January 2024: a chance for the 7th session, the session after it, and what the law asks for before."""
    shown = html(visit("outlook", as_of="2024-01-09", programme="capital-law"))

    assert "kịp Kỳ họp thứ 7" in shown
    assert "nếu trượt, Kỳ họp thứ 8 (21/10/2024–30/11/2024)" in shown
    assert "Cần: " in shown
    assert "Mọi chương trình" in shown


def test_every_programme_is_answered_on_a_later_date(visit):
    """At the end of 2025 the three programmes of laws and plans have nothing promised; the works have their chances."""
    shown = html(visit("outlook", as_of="2025-12-31", programme="ring-road-4"))

    assert "không còn mốc nào có hẹn" in shown
    assert "xếp đầu: Hồ sơ lời hẹn" in shown
    assert "Thử lại trên số liệu đã qua" in shown


def test_added_days_move_the_finish_and_nothing_is_stored(visit):
    """A year on the date of Ring Road 4's completion: its early finish moves, the page's own figures do not."""
    at = visit("outlook", as_of="2024-01-09", programme="ring-road-4")
    before = html(at)
    at.number_input[0].set_value(365).run()
    assert not at.exception
    after = html(at)

    assert "31/12/2027" in after.replace(before, "")
    assert "Nếu đổi" in after
    assert before.count("class='headline'") == after.count("class='headline'")


def test_a_law_put_off_past_its_session_waits_for_the_next(visit):
    """Sixty days on the Law's passage, promised for 29 June 2024: the network says 21 October, and the chance for June is gone."""
    visit("outlook", as_of="2024-01-09")
    change = Change("L-PASS", added_days=60)
    made = what_if(frames.tracker(), "capital-law", date(2024, 1, 9), [change], "L-PASS", Words("vi"))
    (_, *early), *_, (_, *chance) = made.rows

    assert early == ["20/05/2024", "21/10/2024"]
    assert int(chance[1].split()[0]) < 5 < int(chance[0].split()[0])


def test_the_terminal_says_the_same(fresh_store):
    """`outlook --json`: every way with its days or why not, the chance for the session, its margin and the next one."""
    made = CliRunner().invoke(app, ["outlook", "--programme", "capital-law", "--as-of", "2024-01-09", "--json"])
    told = {one["id"]: one for one in json.loads(made.stdout)["milestones"]}["L-PASS"]

    assert told["promised"] == "2024-06-29"
    assert told["gate"]["id"] == "na-15-7"
    assert told["gate"]["next"] == {"id": "na-15-8", "first": "2024-10-21", "last": "2024-11-30"}
    assert 0 < told["gate"]["chance"] == told["record"]["chance"] < 1
    assert told["record"]["p10"] <= told["record"]["p50"] <= told["record"]["p80"] <= told["record"]["p90"]
    assert told["simulated"]["rests_on"] == {"record": True}
