"""The correction workbook of a unit goes out, is filled in by hand, and comes back as a draft with exactly those cells."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

import access
import loaders
from loaders import NewColumn, filled
from schedule import Words
from schedule.errors import AccessDenied, WorkbookUnmarkable, WorkbookUnreadable
from services import corrections
from tests.seeded import tracker_in

NOW = datetime(2026, 9, 2, tzinfo=UTC)
DAY = date(2026, 9, 1)
UNIT = "Ban QLĐSĐT Hà Nội (MRB)"
ME = access.local_user("planner")


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product with the real programmes loaded."""
    folder = tmp_path_factory.mktemp("corrections")
    return tracker_in(folder)


@pytest.fixture
def book(tracker):
    """The correction workbook of one unit, opened as in Excel."""
    return openpyxl.load_workbook(io.BytesIO(corrections.workbook(tracker, UNIT, DAY, Words("vi"))))


def saved(book):
    """The workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def columns(book):
    """Heading -> column letter."""
    return {cell.value: cell.column_letter for cell in book.active[6]}


def cells(content, sheet):
    """Every filled cell of a workbook's sheet."""
    made = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return {cell.coordinate: cell.value for row in made.iter_rows() for cell in row if cell.value is not None}


def test_it_holds_the_units_own_unfinished_rows_with_the_cells_to_fill_marked(book):
    """Yellow and open where a question is not answered, closed elsewhere; lists to choose from."""
    sheet, at = book.active, columns(book)
    lines = [row for row in range(7, sheet.max_row + 1) if sheet[f"{at['Mã nhiệm vụ']}{row}"].value]
    people = [sheet[f"{at['Người phụ trách']}{row}"] for row in lines]

    assert lines
    assert {sheet[f"{at['Mã chương trình']}{row}"].value for row in lines} == {"key-projects"}
    assert all("đường sắt" in sheet["A1"].value.lower() for _ in lines)
    assert all(cell.fill.fgColor.rgb.endswith("FFF2B3") and not cell.protection.locked for cell in people)
    assert all(sheet[f"{at['Còn thiếu gì']}{row}"].value.startswith("Rõ") for row in lines)
    assert len(sheet.data_validations.dataValidation) == 3
    assert sheet.protection.sheet
    assert "Sở Tư pháp Hà Nội" in [cell.value for cell in book["Danh mục"]["B"]]


def test_what_is_filled_in_comes_back_as_a_draft_and_nothing_else_changes(tracker, book):
    """Two answers in two columns, one of them a column that the programme's workbook has not; all other cells stay."""
    sheet, at = book.active, columns(book)
    row_id = sheet[f"{at['Mã nhiệm vụ']}7"].value
    sheet[f"{at['Người phụ trách']}7"] = "Phó Giám đốc Nguyễn Văn An"
    sheet[f"{at['Sản phẩm, văn bản']}7"] = "Biên bản nghiệm thu"
    base = tracker.store.latest("key-projects")
    taken = corrections.take(tracker, saved(book), "phieu.xlsx", actor=ME, now=NOW)
    draft = taken.submissions[0].draft
    before, after = (
        cells(content, "Tiến độ") for content in (tracker.store.received(base.id), tracker.store.draft_bytes(draft.id))
    )
    reading = loaders.read(tracker.store.draft_bytes(draft.id), status_date=DAY)
    read = reading.schedule.rows.set_index("row_id")

    assert (taken.filled, taken.refused, len(taken.submissions)) == (2, (), 1)
    assert {value for cell, value in after.items() if before.get(cell) != value} == {
        "Phó Giám đốc Nguyễn Văn An", "Biên bản nghiệm thu", "Người phụ trách",
    }  # fmt: skip
    assert before.keys() <= after.keys()
    assert read.loc[row_id, "responsible_person"] == "Phó Giám đốc Nguyễn Văn An"
    assert read.loc[row_id, "deliverable"] == "Biên bản nghiệm thu"
    assert {c.field for c in taken.submissions[0].difference.changes.itertuples()} == {
        "responsible_person", "deliverable",
    }  # fmt: skip


def test_what_was_not_asked_for_is_told_and_not_taken(tracker, book):
    """A clear cell that was changed all the same, a row that is not there."""
    sheet, at = book.active, columns(book)
    sheet[f"{at['Cơ quan chủ trì']}7"] = "Sở Xây dựng"
    sheet[f"{at['Mã nhiệm vụ']}8"] = "khong-co"
    taken = corrections.take(tracker, saved(book), "phieu.xlsx", actor=ME, now=NOW)

    assert taken.submissions == ()
    assert [one.why for one in taken.refused] == ["not-asked", "row-unknown"]
    assert all(corrections.lines(taken, Words(language)) for language in ("vi", "en"))


def test_an_unchanged_sheet_makes_no_draft(tracker, book):
    """Nothing was filled in."""
    taken = corrections.take(tracker, saved(book), "phieu.xlsx", actor=ME, now=NOW)

    assert (taken.filled, taken.submissions, taken.refused) == (0, (), ())


def test_only_who_may_publish_hands_it_in_and_only_a_correction_sheet(tracker, book):
    """A visitor is refused; a schedule is no correction sheet."""
    with pytest.raises(AccessDenied):
        corrections.take(
            tracker, saved(book), "a.xlsx", actor=access.visitor(listens_on="0.0.0.0", environ={}), now=NOW
        )
    received = tracker.store.received(tracker.store.latest("capital-law").id)
    with pytest.raises(WorkbookUnreadable, match="no-corrections"):
        corrections.take(tracker, received, "b.xlsx", actor=ME, now=NOW)


@pytest.mark.parametrize("text", ["=1+1", "a < b & c", "Quý II/2027", "dòng một\ndòng hai"])
def test_a_cell_takes_any_text_as_text(tracker, text):
    """No formula comes of it, and signs of XML stay signs."""
    received = tracker.store.received(tracker.store.latest("capital-law").id)
    made = cells(
        filled(received, "Tiến độ", {"N12": text, "P3": "bên phải"}, (NewColumn("Cột mới", 9, {12: text}),)), "Tiến độ"
    )

    assert (made["N12"], made["P3"], made["O9"], made["O12"]) == (text, "bên phải", "Cột mới", text)


def test_other_kinds_of_files_are_refused():
    """A text file has no cells to fill in."""
    with pytest.raises(WorkbookUnmarkable):
        filled(b"a,b\n1,2\n", "csv", {"A1": "x"})
