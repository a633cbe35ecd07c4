"""Sentences, dates and numbers as people of each language write them."""

from datetime import date

import pytest

from schedule import Span, Words, words

VI, EN = Words("vi"), Words("en")


@pytest.fixture
def catalogue(monkeypatch):
    """A small catalogue in place of the shipped ones, so that the rules are seen and not the wording."""
    forms = {
        "plain": ("Ngày {day}: {number}, {flag}, {name}",),
        "counted": ("{count} day", "{count} days"),
    }
    monkeypatch.setattr(words, "_messages", lambda language: forms)
    return Words("en")


def test_a_day_is_written_as_offices_write_it():
    """Day, month, year with strokes, in both languages."""
    assert VI.day(date(2024, 6, 28)) == EN.day(date(2024, 6, 28)) == "28/06/2024"


@pytest.mark.parametrize(
    ("number", "decimals", "vi", "en"),
    [(1234.56, 1, "1.234,6", "1,234.6"), (0.5, 1, "0,5", "0.5"), (7, 1, "7", "7"), (-1500, 0, "-1.500", "-1,500")],
)
def test_numbers_have_the_separators_of_the_language(number, decimals, vi, en):
    """Vietnamese: a full stop between thousands and a decimal comma; English the other way round."""
    assert (VI.number(number, decimals), EN.number(number, decimals)) == (vi, en)


@pytest.mark.parametrize(
    ("number", "text"), [(62, "+62"), (-15, "−15"), (0, "0"), (0.4, "0"), (-0.4, "0"), (1200, "+1.200")]
)
def test_a_signed_number_says_late_with_plus(number, text):
    """+ is late, − (a true minus sign) early, and nothing before 0."""
    assert VI.signed(number) == text


def test_days_have_unit_and_sign():
    """A coarse figure is marked; English knows one day from many, Vietnamese does not."""
    assert (VI.days(62), VI.days(1), VI.days(-15, coarse=True)) == ("+62 ngày", "+1 ngày", "≈ −15 ngày")
    assert (EN.days(62), EN.days(1), EN.days(-1)) == ("+62 days", "+1 day", "−1 day")


@pytest.mark.parametrize(
    ("span", "vi"),
    [
        (Span(date(2024, 4, 1), date(2024, 6, 30), "quarter", text="Quý II/2024"), "Quý II/2024"),
        (Span(date(2024, 6, 28), date(2024, 6, 28), "day"), "28/06/2024"),
        (Span(date(2024, 4, 1), date(2024, 6, 30), "quarter"), "01/04/2024–30/06/2024"),
        (Span(None, date(2024, 6, 28), "day", "by"), "trước ngày 28/06/2024"),
        (Span(), ""),
    ],
)
def test_a_span_speaks_in_its_sources_own_words(span, vi):
    """The office's own words where there are any, else the days; nothing where there is no date."""
    assert VI.span(span) == vi


def test_facts_are_filled_in_as_the_language_writes_them(catalogue):
    """A date and a number are formatted; a flag is no number."""
    filled = catalogue("plain", day=date(2024, 6, 28), number=1234.5, flag=True, name="Vành đai 4")

    assert filled == "Ngày 28/06/2024: 1,234.5, True, Vành đai 4"


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1000, "1,000 days")])
def test_the_count_chooses_the_form(catalogue, count, text):
    """One is one form, everything else, none included, the other."""
    assert catalogue("counted", count=count) == text


def test_a_message_that_nobody_wrote_fails_loudly():
    """A key without a message is a programmer's mistake, never an empty text on a page."""
    with pytest.raises(KeyError):
        VI("no.such.key")

    assert not VI.has("no.such.key")
    assert VI.has("status.late")


def test_an_unknown_language_reads_as_vietnamese():
    """The product's first language stands in for one that it does not know."""
    assert Words("fr").language == "vi"
    assert Words("fr")("status.late") == VI("status.late") != EN("status.late")
