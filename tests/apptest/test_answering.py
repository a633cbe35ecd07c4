"""A leader asks about a row, the unit answers, the watcher confirms: on the pages."""

import pytest
from streamlit import config

from .conftest import html

ROW = {"programme": "ring-road-4", "row": "rr4-parallel-hanoi"}
REMEDY = {"programme": "remedies", "row": "slow-projects-inspected"}


@pytest.fixture
def abroad():
    """The server listens to a network, so that a visitor needs the key."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


def press(at, label):
    """Press the button that says so."""
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception
    return at


def write(at, label, text):
    """Write into the field that says so."""
    next(field for field in (*at.text_area, *at.text_input) if field.label == label).set_value(text)


def test_a_question_and_its_answer_stand_with_the_row_and_on_the_units_page(visit):
    """Asked, seen to wait, answered with a reason and a new date; nothing of it is markup."""
    at = visit("programme", **ROW)
    write(at, "Hỏi điều gì", "Vì sao chậm <b>154</b> ngày?")
    asked = html(press(at, "Gửi yêu cầu"))
    write(at, "Giải trình", "Vướng 3 hộ dân")
    write(at, "Ngày hẹn mới, nếu có", "Quý IV/2026")
    answered = html(press(at, "Gửi trả lời"))
    unit = html(visit("unit", unit="Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố Hà Nội"))

    assert "Đang chờ" in asked
    assert "Vì sao chậm &lt;b&gt;154&lt;/b&gt; ngày?" in asked
    assert "Hẹn mới: Quý IV/2026" in answered
    assert "Đã trả lời" in unit


def test_a_question_is_taken_back_and_stays_on_record(visit):
    """One press; the row shows it as withdrawn, and asks for no answer any more."""
    at = visit("programme", programme="ring-road-4", row="rr4-demarcation")
    write(at, "Hỏi điều gì", "Hỏi nhầm")
    press(at, "Gửi yêu cầu")
    shown = html(press(at, next(b.label for b in at.button if b.label.startswith("Rút lại"))))

    assert "Đã rút" in shown
    assert "Hỏi nhầm" in shown
    assert not [b for b in at.button if b.label.startswith("Rút lại")]


def test_what_was_typed_stays_until_it_was_taken(visit):
    """A limit that cannot be read loses nobody's words; once the question is kept, the form is empty for the next one."""
    typed = lambda at: next(field.value for field in at.text_area if field.label == "Hỏi điều gì")  # noqa: E731
    at = visit("programme", programme="ring-road-4", row="rr4-ppp-groundbreaking")
    write(at, "Hỏi điều gì", "Bao giờ khởi công?")
    write(at, "Hạn trả lời", "hôm kia")
    refused = typed(press(at, "Gửi yêu cầu"))
    write(at, "Hạn trả lời", "31/12/2030")

    assert refused == "Bao giờ khởi công?"
    assert typed(press(at, "Gửi yêu cầu")) == ""


def test_an_empty_question_is_refused_with_what_to_do(visit):
    """Said at the forms, nothing is kept."""
    at = press(visit("programme", **ROW), "Gửi yêu cầu")

    assert "chưa ghi câu hỏi" in html(at)


def test_a_watcher_sends_back_and_confirms(visit):
    """Without a reason it cannot go back; confirmed, the row reads done."""
    at = visit("programme", **REMEDY)
    before = html(at)
    refused = html(press(at, "Trả lại"))
    confirmed = html(press(at, "Xác nhận đã khắc phục"))

    assert "Đơn vị báo xong, chờ xác nhận" in before
    assert "chưa ghi nội dung" in refused
    assert "xác nhận ngày" in confirmed


def test_a_visitor_reads_and_finds_no_forms(visit, abroad):
    """From elsewhere, without the key: the questions are shown, nothing can be done."""
    at = visit("programme", **ROW)

    assert [b.label for b in at.button if b.label == "Gửi yêu cầu"] == []


def test_a_unit_is_known_by_its_short_name_too(visit):
    """What the Council watches and leads opens by the letters that the workbooks write."""
    shown = html(visit("unit", unit="HĐND TP Hà Nội"))

    assert "Hội đồng nhân dân thành phố Hà Nội:" in shown
    assert "chưa chủ trì hay theo dõi việc nào" not in shown


@pytest.mark.parametrize("unit", ["", "Sở Không Có", "<script>alert(1)</script>"])
def test_a_unit_that_is_not_there_is_answered_with_the_first(visit, unit):
    """Whatever stands in the address."""
    shown = html(visit("unit", unit=unit))
    assert ("chưa chủ trì hay theo dõi việc nào" in shown) == bool(unit)

    assert "<script>alert" not in shown
    assert "class='headline'" in shown
