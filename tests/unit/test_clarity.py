"""The five questions: docs/methods/clarity.md, data/clarity.toml."""

from datetime import date

import pandas as pd
import pytest

import analysis
from analysis import QUESTIONS
from loaders import clarity_rules, leads_of
from loaders.reference import DATA
from schedule import ROWS, Words, frame
from schedule.errors import RegistryError, UnitUnknown
from services import clarity as five
from tests.seeded import tracker_in

RULES, OFFERS = clarity_rules()
DAY = date(2026, 9, 1)


def asked(**values):
    """The answer of one row: clear in all five unless told otherwise."""
    row = {
        "row": 5, "level": 1, "row_id": "A-1", "kind": "task", "name": "Trình Hội đồng nhân dân", "owner": "Sở Tư pháp",
        "responsible_person": "Nguyễn Văn An", "deliverable": "Tờ trình", "forecast_finish_first": date(2026, 6, 1),
        "forecast_finish_last": date(2026, 6, 30), **values,
    }  # fmt: skip
    found = analysis.clarity(frame(ROWS, [row]), [len(leads_of(row["owner"]))], RULES)
    return found.iloc[0]


def failed(**values):
    """The questions that one row does not answer, each with why."""
    return [tuple(said.split(":")[:2]) for said in asked(**values)["reasons"].split("|") if said]


def test_a_row_that_says_who_what_when_and_with_what_result_is_clear():
    """All five answered, nothing to correct."""
    assert (asked()["score"], asked()["reasons"]) == (5, "")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"responsible_person": ""}, [("person", "missing")]),
        ({"responsible_person": "-"}, [("person", "missing")]),
        ({"responsible_person": "Các đồng chí lãnh đạo"}, [("person", "missing")]),
        ({"responsible_person": "", "owner": "Chủ tịch UBND TP Hà Nội"}, []),
        ({"name": "Cầu Tứ Liên", "deliverable": ""}, [("task", "no-verb"), ("result", "missing")]),
        ({"name": "Cầu Tứ Liên"}, []),
        ({"owner": ""}, [("responsibility", "missing")]),
        ({"owner": "Sở Tư pháp; Sở Nội vụ"}, [("responsibility", "several")]),
        ({"owner": "Các sở, ngành"}, [("responsibility", "collective")]),
        ({"owner": "UBND các phường, xã"}, [("responsibility", "collective")]),
        ({"forecast_finish_first": None, "forecast_finish_last": None}, [("schedule", "missing")]),
        ({"forecast_finish_first": None, "forecast_finish_last": None, "forecast_finish_text": "trong thời gian tới"},
         [("schedule", "missing"), ("schedule", "no-end")]),
        ({"forecast_finish_first": None}, []),
        ({"deliverable": ""}, [("result", "missing")]),
        ({"deliverable": "", "document_no": "1569/QĐ-TTg"}, []),
        ({"deliverable": "", "name": "Ban hành Chỉ thị 45-CT/TW"}, []),
    ],
)  # fmt: skip
def test_each_question_has_its_own_ways_to_fail(values, why):
    """One row a rule; the rest of the row is clear."""
    assert failed(**values) == why


@pytest.mark.parametrize(
    ("name", "deliverable", "why"),
    [
        ("Tăng cường kiểm tra, giám sát", "", ["no-deliverable"]),
        ("Phối hợp với các sở giải quyết vướng mắc", "", ["no-deliverable"]),
        ("Đẩy mạnh tuyên truyền", "Kế hoạch tuyên truyền", []),
        ("Ban hành quy chế phối hợp", "", []),  # what is done comes first
        ("Thường xuyên kiểm tra công trường", "", ["no-measure"]),
        ("Thường xuyên kiểm tra, mỗi tháng 2 lần", "", []),
        ("Kiểm tra định kỳ", "Biên bản kiểm tra", []),
    ],
)
def test_a_weak_wording_is_caught_with_its_reason_and_let_pass_where_it_has_a_result(name, deliverable, why):
    """The rules of data/clarity.toml, each beside the wording that mends it."""
    weak = {one.id for one in RULES.weak}
    found = [kind for _, kind in failed(name=name, deliverable=deliverable) if kind in weak]

    assert found == why


def test_the_score_of_a_unit_is_the_share_of_its_questions_answered():
    """The worked example of docs/methods/clarity.md: 5, 3 and 1 of five are 60 %."""
    rows = pd.DataFrame(
        {question: [True, n < 3, n < 1] for n, question in enumerate(QUESTIONS)} | {"unit": ["A", "A", "A"]}
    )
    shares = analysis.clarity_shares(rows, "unit").loc["A"]

    assert (shares["rows"], round(shares["score"], 4)) == (3, 0.6)
    assert [round(shares[question], 4) for question in QUESTIONS] == [1, 0.6667, 0.6667, 0.3333, 0.3333]


def test_rules_that_name_no_question_are_refused(tmp_path):
    """A slip in the file is told, not read over."""
    text = (DATA / "clarity.toml").read_text(encoding="utf-8").replace('fails = "task"', 'fails = "taks"')
    (tmp_path / "clarity.toml").write_text(text, encoding="utf-8")

    with pytest.raises(RegistryError, match="no-deliverable"):
        clarity_rules(tmp_path)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product with the real programmes loaded."""
    folder = tmp_path_factory.mktemp("clarity")
    return tracker_in(folder)


def test_every_row_is_asked_and_every_reason_can_be_read(tracker):
    """Rows are the tasks and milestones of the newest revisions; in both languages each failed question says why."""
    found = five.clarity(tracker, DAY)
    work = sum(
        (tracker.store.schedule(tracker.store.latest(p.id, DAY).id).rows["kind"] != "summary").sum()
        for p in tracker.programmes
    )

    assert len(found.rows) == work
    for language in ("vi", "en"):
        for row in found.rows.to_dict("records"):
            told = five.reasons(row, Words(language))
            assert {question for question, _ in told} == {question for question in QUESTIONS if not row[question]}
            assert all(text for _, text in told)


def test_a_unit_is_found_by_any_of_its_names(tracker):
    """The short and the full name are one unit; a unit that leads nothing is a failure that names those that do."""
    short, full = (
        five.clarity(tracker, DAY, unit=unit).rows["row_id"].tolist()
        for unit in ("HĐND TP", "Hội đồng nhân dân thành phố Hà Nội")
    )

    assert short == full
    assert short
    with pytest.raises(UnitUnknown, match="Quốc hội"):
        five.clarity(tracker, DAY, unit="Sở Không Có")
