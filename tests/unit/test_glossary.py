"""The glossary that the screen shows is docs/words.md itself."""

from services.glossary import glossary


def test_every_word_of_the_screen_has_its_meaning_in_both_languages():
    """No row of the table is left without one, and no sign of its markup is shown."""
    terms = glossary()
    told = [text for term in terms for text in (term.shown, term.meaning_vi, term.meaning_en)]

    assert len(terms) > 35
    assert all(told)
    assert not [
        text for text in (*(t.shown for t in terms), *(t.meaning_vi for t in terms)) if "`" in text or "|" in text
    ]
    assert next(t for t in terms if t.in_code == "overdue_days").shown == "Quá hạn"
