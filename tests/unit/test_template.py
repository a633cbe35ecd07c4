"""The empty workbook that a planner takes away: notes on its headings, lists in its cells, and what comes of it filled in."""

import io
from datetime import date

import openpyxl
import pytest

import loaders
from schedule import Words
from services.export import template
from tests.seeded import tracker_in

DAY = date(2024, 9, 30)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The product with the real programmes loaded."""
    return tracker_in(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module")
def made(tracker):
    """The law's template as an openpyxl book."""
    return openpyxl.load_workbook(io.BytesIO(template(tracker, "capital-law", DAY, Words("vi"))))


def test_headings_say_what_to_write_below_them(made):
    """A note on each heading where something can go wrong."""
    notes = {cell.value: cell.comment.text for row in made.active["A9:N10"] for cell in row if cell.comment}

    assert {"Mã", "Nhiệm vụ/Mốc", "Hoàn thành", "Dự báo hoàn thành", "Công việc trước"} <= set(notes)
    assert "Không sửa khi chậm" in notes["Hoàn thành"]


def test_it_prints_on_a3_each_sheet_as_wide_as_one_page(made):
    """Fourteen columns can still be read there; the two lists do not run over several pages."""
    for sheet in made.worksheets:
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (int(sheet.PAPERSIZE_A3), "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (int(sheet.page_setup.fitToWidth), int(sheet.page_setup.fitToHeight)) == (1, 0)


def test_units_and_statuses_are_offered_and_others_may_be_typed(made):
    """The programme's own units, as many as Excel's list holds."""
    lists = {str(v.sqref): v for v in made.active.data_validations.dataValidation}

    assert "Quốc hội" in lists["D11:D23"].formula1
    assert lists["K11:K23"].formula1 == '"Chưa thực hiện,Đang thực hiện,Đã hoàn thành,Tạm dừng"'
    assert all(len(v.formula1) <= 257 and not v.showErrorMessage for v in lists.values())


def test_filled_in_it_reads_without_a_doubt(made):
    """Three rows typed in: every field where the template has its column, nothing doubtful."""
    sheet = made.active
    for row, name in enumerate(("Lập đề nghị", "Thẩm định", "Trình"), 12):
        for column, value in {
            "A": f"V-{row}",
            "C": name,
            "D": "Sở Tư pháp",
            "G": "Quý II/2024",
            "H": "30/9/2024",
            "J": 0.5,
            "K": "Đang thực hiện",
        }.items():
            sheet[f"{column}{row}"] = value
    file = io.BytesIO()
    made.save(file)

    reading = loaders.read(file.getvalue(), status_date=DAY)

    work = reading.schedule.rows.query("kind != 'summary'")
    assert work["name"].tolist()[:3] == ["Lập đề nghị", "Thẩm định", "Trình"]
    assert work["percent_complete"].tolist()[:3] == [50, 50, 50]
    assert [f"{f.code}@{f.cell}" for f in reading.findings if f.severity == "blocking"] == []


def test_the_same_day_gives_the_same_bytes(tracker):
    """Nothing in it says when it was written."""
    assert template(tracker, "capital-law", DAY, Words("vi")) == template(tracker, "capital-law", DAY, Words("vi"))
