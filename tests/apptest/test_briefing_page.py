"""Báo cáo: composing a briefing on its page."""

from .conftest import html


def test_a_briefing_is_composed_for_its_audience(visit):
    """The page says how many slides, of which day, against which; each slide can be looked at."""
    shown = visit("briefing", as_of="2024-09-30", audience="weekly")

    assert "Báo cáo tuần · 4 trang · số liệu ngày 30/09/2024 so với 30/06/2024" in html(shown)
    assert len(shown.selectbox(key="page").options) == 4
    assert len(shown.get("image")) == 5


def test_a_title_is_reworded_and_comes_back_when_emptied(visit):
    """What a person wrote stands on the slide; emptied, the computed message is there again."""
    page = visit("briefing", as_of="2024-09-30", audience="weekly")
    computed = page.text_area[0].value
    page.text_area[0].set_value("Tập trung giải phóng mặt bằng").run()

    assert page.selectbox(key="page").options[0] == "1/4 · Tập trung giải phóng mặt bằng"
    page.text_area[0].set_value("").run()
    assert page.selectbox(key="page").options[0] == f"1/4 · {computed}"


def test_the_pack_speaks_the_language_that_was_chosen_for_it(visit):
    """A Vietnamese page may compose an English pack."""
    page = visit("briefing", as_of="2024-09-30", audience="one", pack_lang="en")

    assert "of 8 programmes on time" in page.text_area[0].value
    assert "Một trang cho lãnh đạo" in html(page)


def test_junk_in_the_address_is_answered_with_the_whole(visit):
    """An unknown audience, programme or day breaks nothing."""
    shown = html(visit("briefing", as_of="2024-09-30", audience="<script>", since="31/02/2024"))

    assert "<script>" not in shown
    assert "Báo cáo tháng" in shown
