"""What a scenario keeps, who may keep one, and what an address may say."""

from dataclasses import replace
from datetime import date

import pytest

import access
from analysis import Change
from schedule import Words
from schedule.errors import AccessDenied, ScenarioIncomplete
from services import scenarios
from services.ledger import entries
from store import Store
from tests.contract.builders import NOON
from tests.contract.judging import JUNE, LAW, new, tracker

LAN = access.local_user("Lan")
CHANGES = [
    Change("M2", finish=date(2024, 10, 21)),
    Change("M4", duration_days=40.0),
    Change("M4", added_days=-9.0),
    Change("M5", without="M4"),
]


@pytest.fixture
def opened(tmp_path):
    """The law, reported once."""
    made = tracker(Store(f"sqlite:///{tmp_path}/store.db"))
    made.store.add(new(JUNE, b"june"))
    return made


def test_what_is_saved_opens_as_it_was_and_is_gone_from_the_list_once_withdrawn(opened):
    """The changes in their order, the revision they were tried on; withdrawn, the store still has it."""
    kept = scenarios.save(opened, LAW, JUNE, "  Lùi ", CHANGES, actor=LAN, now=NOON)

    assert (kept.name, kept.revision_id, kept.actor) == ("Lùi", "capital-law@2024-06-01.1", "Lan")
    assert scenarios.changes_of(scenarios.scenarios(opened, LAW)[0].changes) == CHANGES
    scenarios.withdraw(opened, kept.number, actor=LAN, now=NOON)
    assert scenarios.scenarios(opened, LAW) == []
    assert [one.number for one in opened.store.scenarios(LAW)] == [kept.number]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_audit_tells_what_was_saved(opened, language):
    """Name and changes in words, and no dictionary."""
    scenarios.save(opened, LAW, JUNE, "Lùi", CHANGES, actor=LAN, now=NOON)
    told = entries(opened, Words(language))[0].after

    assert "Lùi" in told
    assert f"M2, {Words(language)('outlook.whatif.kind.finish')} 2024-10-21; M4, " in told
    assert "{" not in told
    assert "audit.fact" not in told


def test_saving_and_removing_ask_for_the_right_to_publish(opened):
    """A reader may try, and keeps nothing."""
    reader = replace(LAN, rights=frozenset({access.READ}))
    kept = scenarios.save(opened, LAW, JUNE, "Lùi", CHANGES, actor=LAN, now=NOON)

    with pytest.raises(AccessDenied):
        scenarios.save(opened, LAW, JUNE, "Lùi", CHANGES, actor=reader, now=NOON)
    with pytest.raises(AccessDenied):
        scenarios.withdraw(opened, kept.number, actor=reader, now=NOON)
    assert len(scenarios.scenarios(opened, LAW)) == 1


@pytest.mark.parametrize(
    ("name", "changes", "reason"),
    [(" ", CHANGES, "no-scenario-name"), ("Lùi", [], "no-change"), ("Lùi", CHANGES * 6, "too-many-changes")],
)
def test_a_scenario_says_what_it_lacks(opened, name, changes, reason):
    """A name, a change, no more changes than a person can oversee."""
    with pytest.raises(ScenarioIncomplete) as lacking:
        scenarios.save(opened, LAW, JUNE, name, changes, actor=LAN, now=NOON)

    assert lacking.value.reason == reason


@pytest.mark.parametrize(
    "text",
    ["{", "3", "[3]", '[{"row":"M2"}]', '[{"row":"M2","days":"x"}]', '[{"row":"M2","days":99999}]', '[{"row":"M2","duration":NaN}]',
     '[{"row":"M2","finish":"soon"}]', '[{"row":"M2","price":3}]', '[{"row":"M2","days":1,"duration":2}]'],
)  # fmt: skip
def test_an_address_that_somebody_spoilt_is_refused(text):
    """Whatever stands there, it is either changes or a reason."""
    with pytest.raises(ScenarioIncomplete):
        scenarios.changes_in(text)
    assert scenarios.changes_in("") == []
