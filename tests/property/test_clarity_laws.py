"""What holds of the five questions whatever a row says."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import QUESTIONS
from loaders import clarity_rules, leads_of
from schedule import ROWS, frame

RULES = clarity_rules()[0]
WORDS = st.sampled_from(
    [*RULES.verbs[:12], *RULES.weak[0].words[:6], *RULES.weak[1].words[:4], "cầu", "Tứ Liên", "1569/QĐ-TTg", "2026"]
)
NAMES = st.lists(WORDS, max_size=5).map(" ".join)
OWNERS = st.sampled_from(["", "Sở Tư pháp", "Sở Tư pháp; Sở Nội vụ", "Các sở, ngành", "Giám đốc Sở Nội vụ", "|:"])
ROW = st.fixed_dictionaries(
    {
        "row": st.just(3), "level": st.just(1), "row_id": st.just("A"), "kind": st.sampled_from(["task", "milestone"]),
        "name": NAMES | st.text(max_size=12), "owner": OWNERS, "responsible_person": st.sampled_from(["", "-", "Lan"]),
        "deliverable": st.sampled_from(["", "Báo cáo"]), "forecast_finish_last": st.sampled_from([None, date(2026, 1, 1)]),
        "forecast_finish_text": st.sampled_from(["", "kịp thời"]),
    }
)  # fmt: skip


def answered(row):
    """The row's answers."""
    return analysis.clarity(frame(ROWS, [row]), [len(leads_of(row["owner"]))], RULES).iloc[0]


@given(ROW)
def test_the_score_counts_the_answers_and_each_failure_has_a_reason(row):
    """0 to 5; the questions named in the reasons are those not answered, and no other."""
    found = answered(row)
    named = {said.split(":")[0] for said in found["reasons"].split("|") if said}

    assert found["score"] == sum(bool(found[question]) for question in QUESTIONS)
    assert named == {question for question in QUESTIONS if not found[question]}
    assert all(said.count(":") == 2 for said in found["reasons"].split("|") if said)


@given(ROW)
def test_more_is_never_less_clear(row):
    """Naming a person, a deliverable and a date can only answer more."""
    more = {**row, "responsible_person": "Lan", "deliverable": "Báo cáo", "forecast_finish_last": date(2026, 1, 1)}

    before, after = answered(row), answered(more)
    assert all(after[question] or not before[question] for question in QUESTIONS)
