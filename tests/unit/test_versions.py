"""Which version of a status date was used, and every version to read."""

from types import SimpleNamespace

import pytest

from schedule import Words
from schedule.errors import RevisionNotFound
from services import changes, revisions
from services.versions import TOLD, Correction, corrections, footnotes, version
from store import Store
from tests.unit.test_revisions import APRIL, JULY, LAN, LAW, MAY, NOW, PLAN, Product, book, law, moved, publish, submit

VI = Words("vi")
FIRST, SECOND = "capital-law@2024-04-01.1", "capital-law@2024-04-01.2"


class Named(Product):
    """The product of the revisions' tests, its programmes with short names."""

    @property
    def programmes(self):
        """The law and the plan."""
        return tuple(
            SimpleNamespace(id=i, short_vi=s, short_en=s, key_milestones=())
            for i, s in ((LAW, "Luật"), (PLAN, "Quy hoạch"))
        )


@pytest.fixture
def product(tmp_path):
    """The law as published in April by Lan."""
    made = Named(Store(f"sqlite:///{tmp_path}/store.db"), {})
    book(made, b"law", law())
    publish(made, submit(made, b"law", day=APRIL, accept=["all"]))
    return made


def correct(product, received=b"fix"):
    """A milestone's date of April was written down wrongly; the correction is published."""
    book(product, received, law(m3=moved("2025-01-31")))
    return publish(
        product, submit(product, received, day=APRIL, accept=["all"], reasons=revisions.reasons("land: vướng"))
    )


def test_without_a_correction_nothing_is_said(product):
    """Every day stands in its first version."""
    assert corrections(product, (), MAY) == ()
    assert footnotes(product, (), VI, named=False) == ()


def test_a_correction_is_the_version_used_and_says_since_when(product):
    """The day, the version, the day of the correction in Hanoi; a later day's history rests on it too."""
    correct(product)
    book(product, b"may", law(m3=moved("2025-01-31")))
    publish(product, submit(product, b"may", day=MAY, accept=["all"]))

    found = corrections(product, (LAW,), JULY)
    assert [(one.revision.id, one.restores) for one in found] == [(SECOND, "")]
    assert footnotes(product, found, VI, named=False) == (
        "Bản được dùng: 01/04/2024: bản 2, đính chính ngày 02/07/2024.",
    )
    assert footnotes(product, found, VI, named=True)[0].startswith("Bản được dùng: Luật 01/04/2024")


def test_a_history_that_ends_before_the_day_does_not_rest_on_it(product):
    """Nor does another programme's."""
    correct(product)

    assert corrections(product, (LAW,), APRIL.replace(month=3)) == ()
    assert corrections(product, (PLAN,), JULY) == ()


def test_going_back_is_told_with_what_was_restored(product):
    """The third version publishes the first again."""
    correct(product)
    revisions.roll_back(product, LAW, FIRST, actor=LAN, now=NOW)

    said = footnotes(product, corrections(product, (), JULY), Words("en"), named=False)
    assert said == (f"Versions used: 01/04/2024: version 3, {FIRST} restored on 02/07/2024.",)


def test_of_many_the_newest_are_told_and_the_rest_counted(product):
    """The line under a picture stays a line."""
    one = Correction(correct(product), "")
    said = footnotes(product, [one] * (TOLD + 2), VI, named=False)[0]

    assert said.count("bản 2") == TOLD
    assert said.endswith("và 2 ngày báo cáo khác.")


def test_a_replaced_version_stays_readable_and_says_what_replaced_it(product):
    """Its rows are the ones it was published with; the sentences tell what the correction changed."""
    correct(product)
    old, new = version(product, FIRST, VI), version(product, SECOND, VI)

    assert (old.replaced_by.id, new.replaced_by) == (SECOND, None)
    assert old.headline == "Luật, ngày báo cáo 01/04/2024: bản 1"
    assert "bản 2 thay từ ngày 02/07/2024" in old.subtitle
    assert "Lan công bố" in new.subtitle
    assert "31/01/2025" in "".join(old.told)
    assert new.told == ()
    assert [v.id for v in old.versions] == [FIRST, SECOND]
    assert len(changes.difference(product.store, old.revision, old.reading.schedule, APRIL).changes) == 0


def test_a_version_that_never_was_is_said_so(product):
    """Its id names nothing."""
    with pytest.raises(RevisionNotFound):
        version(product, "capital-law@2024-04-01.9", VI)
