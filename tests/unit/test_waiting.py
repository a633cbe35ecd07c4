"""What waits for a session is reckoned once, with all that it waits for in other programmes and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

import analysis
from schedule import Gate, GateTie
from services import waiting
from services.across import upstream
from services.states import states
from services.waiting import Waiting
from store import Store
from tests.contract.judging import APRIL, JUNE, LAW, ROAD, contents, new, programme, tracker
from tests.unit.builders import milestone

PLAN = "capital-plan"
SESSION = Gate("na-15-7", "Quốc hội", "Kỳ họp thứ 7", "KH 7", ((date(2024, 5, 20), date(2024, 6, 29)),))
WAITS = replace(programme(ROAD), gates={"M4": GateTie("na", "bill")})


def road(*, after):
    """A road whose milestone for the session waits for a row of another programme."""
    return contents(M4=milestone("M4", baseline="2024-06-20", forecast="2024-06-20", predecessors=after, row=14))


@pytest.fixture
def store(tmp_path):
    """A road that waits for a row of the law, and a plan that nobody waits for."""
    made = Store(f"sqlite:///{tmp_path}/store.db")
    made.add(new(APRIL, b"law", contents(M4=milestone("M4", name="Mốc luật", forecast="2024-06-10", row=14))))
    made.add(new(APRIL, b"road", road(after=f"{LAW}:M4"), ROAD))
    made.add(new(APRIL, b"plan", contents(), PLAN))
    return made


def begun(store, *changed, gates=(SESSION,)):
    """A server that has just begun."""
    others = [programme(LAW), WAITS, programme(PLAN)]
    return tracker(store, *(changed or others), gates=gates)


def refuse(*_, **__):
    """In the place of the network."""
    raise AssertionError("reckoned anew")


def test_a_milestone_waits_with_what_it_waits_for_elsewhere(store):
    """The law's row says 10 June: from then on the road's can be decided, in the session that its own promise means."""
    assert waiting.waiting(begun(store), APRIL) == {
        ROAD: (
            Waiting("M4", "Mốc M4", GateTie("na", "bill"), "na-15-7", "", date(2024, 6, 10), "Mốc luật", 0),
        )
    }  # fmt: skip
    assert [s.programme.id for s in upstream(states(begun(store), APRIL), [ROAD])] == [LAW, ROAD]
    assert [s.programme.id for s in upstream(states(begun(store), APRIL), [PLAN])] == [PLAN]


def test_what_is_kept_is_not_reckoned_again(store, monkeypatch):
    """A server that has just begun reads it, even where nothing was found to wait."""
    first = waiting.waiting(begun(store), APRIL)
    empty = waiting.waiting(begun(store, gates=()), APRIL)
    monkeypatch.setattr(analysis, "network", refuse)

    assert waiting.waiting(begun(store, gates=()), APRIL) == empty
    with pytest.raises(AssertionError, match="reckoned anew"):  # the other sessions' answer has taken its place
        waiting.waiting(begun(store), APRIL)
    assert first[ROAD][0].gate_id == "na-15-7"


def test_a_report_upstream_moves_it_and_one_elsewhere_does_not(store, monkeypatch):
    """The law's row moves past the session; then a plan reports that nobody waits for."""
    server = begun(store)
    waiting.watch(server)
    store.add(new(JUNE, b"law later", contents(M4=milestone("M4", name="Mốc luật", forecast="2024-07-10", row=14))))
    found = waiting.waiting(server, JUNE)[ROAD][0]

    assert (found.ready, found.after) == (date(2024, 7, 10), "Mốc luật")
    monkeypatch.setattr(analysis, "network", refuse)
    store.add(new(JUNE, b"plan again", contents(5), PLAN))
    assert waiting.waiting(begun(store), JUNE)[ROAD][0] == found
