"""Sức khỏe tiến độ on the real programmes."""

import json
import re

from typer.testing import CliRunner

import cli

from .conftest import html


def text(at):
    """What the page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html(at)).split())


def test_each_figure_opens_to_its_rows_by_cell(visit):
    """One click: a fold a figure, and in it cell, id, name and what is wrong."""
    shown = html(visit("health", programme="ring-road-4", as_of="2025-06-30"))
    fold = next(f for f in re.findall(r"<details class='figure'>.*?</details>", shown) if "Thiếu liên kết" in f)

    assert "27,3\N{NO-BREAK SPACE}% (3/11)" in fold
    assert "3 dòng" in fold.split("</summary>")[0]
    assert ">M23</td>" in fold
    assert ">không việc nào chờ</td>" in fold


def test_what_cannot_be_computed_says_how_many_rows_have_what_it_needs(visit):
    """Milestones without durations: no float and no critical path, and no 0 in their place."""
    said = text(visit("health", programme="ring-road-4", as_of="2025-06-30"))

    assert said.count("chưa tính được: 0/11 dòng có thời lượng") == 7
    assert "phiên bản ring-road-4@2025-06-30.1" in said


def test_a_day_before_the_first_report_says_what_to_do(visit):
    """No revision, no figure."""
    said = text(visit("health", programme="ring-road-4", as_of="2008-12-31"))

    assert "Hãy chọn ngày báo cáo muộn hơn" in said


def test_the_programme_page_leads_to_its_health(visit):
    """The same programme, on the same day."""
    shown = html(visit("programme", programme="ring-road-4", as_of="2025-06-30"))

    assert "suc-khoe?as_of=2025-06-30&amp;programme=ring-road-4" in shown


def test_the_terminal_says_the_same_as_the_page(visit):
    """`cli.py health` over the same store."""
    run = CliRunner().invoke(cli.app, ["health", "--programme", "ring-road-4", "--as-of", "2025-06-30", "--json"])
    checks = json.loads(run.stdout)["programmes"][0]["checks"]
    said = text(visit("health", programme="ring-road-4", as_of="2025-06-30", lang="vi"))

    assert run.exit_code == 0
    assert [row["cell"] for row in checks[0]["rows"]] == ["M23", "M24", "M28"]
    assert all(check["title"] in said for check in checks)
    assert checks[12]["reason"] == {
        "code": "no-durations", "count": 0, "of": 11, "message": "0/11 dòng có thời lượng",
    }  # fmt: skip


def test_an_unknown_programme_at_the_terminal_is_one_line(visit):
    """What is wrong, and which there are."""
    run = CliRunner().invoke(cli.app, ["health", "--programme", "moon-base"])

    assert run.exit_code == 2
    assert "ring-road-4" in run.output
