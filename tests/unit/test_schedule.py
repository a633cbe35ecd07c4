"""The language that all rooms speak: spans, gates, failures."""

import inspect
import pickle
import re
from datetime import date

import pytest

from loaders import reference
from schedule import LANGUAGES, Gate, Span, Words, errors

FAILURES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.TrackerError)]
BRANCHES = (errors.TrackerError, errors.LoadError, errors.ScheduleError, errors.StoreError)


def test_a_span_is_dated_by_either_end():
    """Open below or above it still names a day; a rule without days does not."""
    assert Span(date(2024, 4, 1), date(2024, 6, 30), "quarter").is_dated
    assert Span(None, date(2024, 6, 30), "day", "by").is_dated
    assert Span(date(2024, 6, 30), None, "day", "after").is_dated
    assert not Span(precision="relative", lag="60 calendar days after").is_dated


def test_a_span_becomes_plain_json_values():
    """Dates in ISO form, open ends null."""
    span = Span(None, date(2024, 6, 30), "day", "by", "xong trước ngày 30/06/2024")

    assert span.as_dict() == {
        "first": None, "last": "2024-06-30", "precision": "day", "side": "by", "text": "xong trước ngày 30/06/2024",
        "lag": None, "ambiguous": False,
    }  # fmt: skip


def test_a_gate_begins_with_its_first_part_and_ends_with_its_last():
    """A session in two parts is one gate; one without days has neither end."""
    parts = ((date(2024, 5, 20), date(2024, 6, 8)), (date(2024, 6, 17), date(2024, 6, 29)))
    session = Gate("na-15-7", "Quốc hội khóa XV", "Kỳ họp thứ 7", "KH 7", parts)
    unknown = Gate("hdnd-hn-16-19", "HĐND", "Kỳ họp thứ 19", "HĐND 19", ())

    assert (session.first, session.last) == (date(2024, 5, 20), date(2024, 6, 29))
    assert (unknown.first, unknown.last) == (None, None)


def test_the_gates_on_record_are_in_order():
    """Every part of every session runs forward, and the parts of one session follow one another."""
    for gate in reference.gates():
        days = [day for window in gate.windows for day in window]

        assert days == sorted(days), gate.id


def test_the_seventh_session_stands_as_the_assembly_held_it():
    """Kỳ họp thứ 7, Quốc hội khóa XV: 20 May to 8 June and 17 to 29 June 2024 (gates.csv names the source)."""
    session = next(gate for gate in reference.gates() if gate.id == "na-15-7")

    assert session.short == "KH 7"
    assert session.windows == ((date(2024, 5, 20), date(2024, 6, 8)), (date(2024, 6, 17), date(2024, 6, 29)))
    assert session.source_url.startswith("https://")


@pytest.mark.parametrize("kind", FAILURES, ids=lambda kind: kind.__name__)
def test_a_failure_stands_on_the_tree_and_keeps_its_facts(kind):
    """Each failure is named in the module's tree, has a code of its own, and carries its facts as attributes."""
    failure = kind(programme="x", wanted=3)

    assert re.search(rf"\b{kind.__name__}\b", errors.__doc__)
    assert (failure.programme, failure.wanted) == ("x", 3)
    assert failure.facts == {"programme": "x", "wanted": "3"}
    assert str(failure) == f"{kind.code}: programme=x, wanted=3"
    assert [other for other in FAILURES if other.code == kind.code] == [kind]
    assert pickle.loads(pickle.dumps(failure)).facts == failure.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_that_is_raised_has_its_sentence(language):
    """The leaves of the tree are said in both languages; the branches are never raised themselves."""
    silent = [kind.code for kind in FAILURES if kind not in BRANCHES and not Words(language).has(f"error.{kind.code}")]

    assert silent == []
