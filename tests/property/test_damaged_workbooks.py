"""Laws of reading damaged workbooks; `make fuzz` holds many more to them."""

from tests.fuzz.runs import fuzz


def test_a_damaged_workbook_is_refused_or_read_and_nothing_changes_silently():
    """No crash, no hang, no change that no finding tells."""
    tally = fuzz(runs=150, seed=2024)

    assert tally.failures == []
    assert sum(tally.counts.values()) == 150
    assert min(tally.counts[kind] for kind in ("refused", "findings", "clean")) > 0
