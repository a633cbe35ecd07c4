"""One box over everything: without diacritics, by abbreviations, by beginnings, with a slip of the pen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Index
from loaders import abbreviations, short_unit
from schedule.errors import RegistryError
from services.find import find, page
from tests.seeded import tracker_in

DAY = date(2026, 9, 1)
TEXTS = (
    "Thủ tướng phê duyệt Quy hoạch Thủ đô", "Hoàn thành toàn tuyến Nhổn - ga Hà Nội", "Ga ngầm S9",
    "Giải phóng mặt bằng Vành đai 4", "Quyết định 1569/QĐ-TTg",
)  # fmt: skip


def names(index, query):
    """The texts found, best first."""
    return [TEXTS[hit.number] for hit in index.find(query)[0]]


@pytest.fixture(scope="module")
def index():
    """The five texts above."""
    return Index([[(text, 1.0)] for text in TEXTS], abbreviations()[0])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nhon ga ha noi", TEXTS[1]),
        ("NHỔN", TEXTS[1]),
        ("qd 1569", TEXTS[4]),
        ("1569/QĐ-TTg", TEXTS[4]),
        ("gpmb vd4", TEXTS[3]),
        ("quy hoa", TEXTS[0]),  # the word is still being typed
    ],
)
def test_words_are_found_however_they_are_typed(index, query, first):
    """Diacritics, case and signs do not count; phrases and their abbreviations are one."""
    assert names(index, query)[0] == first


def test_one_slip_of_the_pen_is_forgiven_in_a_long_word(index):
    """A letter too many finds it all the same; a short word must be right."""
    assert names(index, "phe duyejt") == [TEXTS[0]]
    assert names(index, "gx") == []


def test_where_nothing_has_every_word_the_nearest_are_told_as_such(index):
    """Two of three words."""
    hits, count = index.find("phe duyet khongco")

    assert (count, [hit.is_whole for hit in hits]) == (1, [False])
    assert index.find("khongco gicca")[0] == []
    assert index.find("  ")[0] == []


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text):
    """Never a failure; what is found is really there."""
    index = Index([[(one, 1.0)] for one in TEXTS], abbreviations()[0])
    hits, count = index.find(text)

    assert len(hits) <= count <= len(TEXTS)


@given(st.sampled_from(TEXTS), st.data())
def test_every_entry_is_found_by_any_of_its_words(text, data):
    """Each word of an entry leads to it."""
    index = Index([[(one, 1.0)] for one in TEXTS], abbreviations()[0])
    word = data.draw(st.sampled_from(text.split()))

    assert index.words(word) == [] or text in names(index, word)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product with the real programmes loaded."""
    folder = tmp_path_factory.mktemp("find")
    return tracker_in(folder)


@pytest.mark.parametrize(
    ("query", "kind", "programme", "key"),
    [
        ("qd 1569", "row", "capital-plan", "P-APPROVE"),
        ("so tnmt", "unit", "", "Sở Tài nguyên và Môi trường Hà Nội"),
        ("so quy hoach", "unit", "", "Sở Quy hoạch - Kiến trúc Hà Nội"),
        ("nhon ga ha noi", "row", "key-projects", "nhon-full-complete"),
        ("vanh dai 4", "programme", "ring-road-4", ""),
        ("37-CT/TU", "row", "implementation", "directive-37-tu"),
    ],
)
def test_the_record_is_found_over_every_programme(tracker, query, kind, programme, key):
    """Milestones, units, document numbers, programmes: the best hit, and the page that shows it."""
    best = find(tracker, query, DAY).entries[0]

    assert (best.kind, best.programme, best.row_id or best.unit) == (kind, programme, key)
    assert page(best)["page"] == ("don-vi" if kind == "unit" else "chuong-trinh")


def test_a_broken_list_of_abbreviations_is_told(tmp_path):
    """The file and why."""
    (tmp_path / "abbreviations.toml").write_text("short = 3", encoding="utf-8")

    with pytest.raises(RegistryError, match=r"abbreviations\.toml"):
        abbreviations(tmp_path)


def test_a_long_office_is_written_short_where_there_is_little_room():
    """The longest part that is known goes first."""
    long = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố Hà Nội"

    assert short_unit(long) == "Ban QLDA ĐTXD CT giao thông TP Hà Nội"
    assert short_unit("Sở Tư pháp") == "Sở Tư pháp"
