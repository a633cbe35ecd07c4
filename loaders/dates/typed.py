"""A day that a person types into a field or on the command line."""

from datetime import date

from loaders.dates.reading import DateContext, read_date
from schedule.errors import DateUnreadable


def typed_day(text: str) -> date:
    """The last day of a date as people write it: "30/6/2027", "Quý II/2027", "2027-06-30".

    Raises:
        DateUnreadable: It is none.
    """
    last = read_date(text, DateContext(day_first=True)).last
    if last is None:
        raise DateUnreadable(text=text)
    return last
