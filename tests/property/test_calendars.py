"""Laws of counting working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loaders import reference

VN = reference.calendar()
DAYS = st.dates(VN.first, VN.last)


@given(a=DAYS, b=DAYS, c=DAYS)
def test_working_days_add_up(a, b, c):
    """From a to b and then to c is from a to c, in any order of the three."""
    assert VN.workdays_between(a, b) + VN.workdays_between(b, c) == VN.workdays_between(a, c)


@given(a=DAYS, length=st.integers(0, 400))
def test_working_days_are_the_days_that_are_worked(a, length):
    """The count is the number of worked days after the first up to the last."""
    b = min(a + timedelta(days=length), VN.last)
    worked = sum(VN.is_workday(date.fromordinal(n)) for n in range(a.toordinal() + 1, b.toordinal() + 1))

    assert VN.workdays_between(a, b) == worked
