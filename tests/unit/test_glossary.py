"""The glossary that the screen shows is docs/words.md itself."""

import pytest

from services.glossary import glossary


def test_every_word_of_the_screen_has_its_meaning_in_both_languages():
    """No row of the table is left without one, and no sign of its markup is shown."""
    terms = glossary()
    told = [text for term in terms for text in (term.shown_vi, term.shown_en, term.meaning_vi, term.meaning_en)]

    assert len(terms) > 35
    assert all(told)
    assert not [
        text
        for text in (*(t.shown_vi for t in terms), *(t.shown_en for t in terms), *(t.meaning_vi for t in terms))
        if "`" in text or "|" in text
    ]
    assert next(t for t in terms if t.in_code == "overdue_days").shown("vi") == "Quá hạn"


def test_an_english_reader_gets_english_words():
    """Only "5 rõ" has no English name: letters that English does not have stand in no other word or meaning."""
    vietnamese = set("ăâđêôơưáàảãạếềểễệốồổỗộ")
    told = [(t.shown("en"), t.meaning("en").replace("5 rõ", "")) for t in glossary() if t.in_code != "clarity"]

    assert not [both for both in told if vietnamese & set("".join(both).lower())]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_stands_twice(language):
    """Two meanings of one word would leave the reader to guess."""
    words = [term.shown(language) for term in glossary()]

    assert sorted(words) == sorted(set(words))
