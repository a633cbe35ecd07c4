"""Triển vọng on the real record: in time or not, why, what is needed; and what if."""

import json
from datetime import date

import pandas as pd
from typer.testing import CliRunner

from analysis import Change
from cli import app
from schedule import Words
from services.across import across
from services.gates import next_gates
from services.outlook import prospects
from services.scenarios import scenarios
from services.whatif import what_if
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
    """At the end of 2025 what is done is said to be done; the works have their chances."""
    shown = html(visit("outlook", as_of="2025-12-31", programme="ring-road-4"))

    assert "đã xong cả" in shown
    assert "xếp đầu: Hồ sơ lời hẹn" in shown
    assert "Thử lại trên số liệu đã qua" in shown


def test_two_changes_are_seen_at_once_and_kept_only_under_a_name(visit):
    """A year on Ring Road 4's completion, then days on another row: tables, the URL; saved, opened on a fresh page, removed."""
    at = visit("outlook", as_of="2024-01-09", programme="ring-road-4")
    before = html(at)
    at.number_input[0].set_value(365).run()
    at.button(key="whatif.add").click().run()
    assert "31/12/2027" in html(at).replace(before, "")
    at.number_input[0].set_value(-10).run()
    at.button(key="whatif.add").click().run()
    tried = at.query_params["try"]
    assert [change["days"] for change in json.loads(tried)] == [365, -10]
    assert scenarios(frames.tracker(), "ring-road-4") == []

    at.text_input(key="scenario.name").set_value("Lùi một năm").run()
    at.button(key="scenario.save").click().run()
    (kept,) = scenarios(frames.tracker(), "ring-road-4")
    fresh = visit("outlook", as_of="2024-01-09", programme="ring-road-4")
    fresh.button(key=f"scenario.open.{kept.number}").click().run()
    assert fresh.query_params["try"] == tried
    fresh.button(key=f"scenario.withdraw.{kept.number}").click().run()
    assert not fresh.exception
    assert scenarios(frames.tracker(), "ring-road-4") == []


def test_a_law_put_off_past_its_session_waits_for_the_next(visit):
    """Sixty days on the Law's passage, promised for 29 June 2024: the network says 21 October, and the chance for June is gone."""
    visit("outlook", as_of="2024-01-09")
    change = Change("L-PASS", added_days=60)
    made = what_if(frames.tracker(), "capital-law", date(2024, 1, 9), [change], "L-PASS", Words("vi"))
    (_, *early), *_, (_, *chance), _ = made.figures

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


def test_the_network_is_one_on_every_page(visit):
    """On 31 March 2024 the Capital Plan comes before the 8th session: its earliest days and margins are the other pages' too."""
    visit("outlook", as_of="2024-03-31", programme="capital-plan")
    tracker, day = frames.tracker(), date(2024, 3, 31)
    early = across(tracker, day).network.tasks.set_index("row_id")["early_finish"]
    cleared = {(one.programme_id, one.row_id): one.margin for one in next_gates(tracker, day, Words("vi"))}
    made = {p.id: prospects(tracker, p.id, day) for p in tracker.programmes}
    seen = [(name, one) for name, found in made.items() if found for one in found.milestones]
    told = {(i, one.row["row_id"]): one for i, one in seen}

    assert told["capital-plan", "P-APPROVE"].views["network"]["p50"] == pd.Timestamp(2024, 10, 21)
    for (programme, row_id), one in told.items():
        if not one.views["network"]["why"]:
            assert one.views["network"]["p50"] == early[f"{programme}:{row_id}"]
        if one.margin_days is not None:
            assert one.margin_days == cleared[programme, row_id]
    assert cleared["capital-law", "L-PASS"] == told["capital-law", "L-PASS"].margin_days == 40
