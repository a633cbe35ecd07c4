"""Any table, in any shape that an office gives it, reads back as it was meant."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

import loaders

WORDS = ["Lập", "Thẩm định", "Trình", "Phê duyệt", "Khảo sát", "Rà soát", "Đồ án", "hồ sơ", "quy hoạch", "Vành đai 4", "báo cáo",
         "Quý Mão", "Hạ Long", "=SUM(A1)", "<b>", "5 rõ", "Tổng hợp"]  # fmt: skip
UNITS = ["Sở Xây dựng", "Sở Tài chính", "Ban Quản lý dự án", "Văn phòng", "UBND quận Hà Đông", "Viện Quy hoạch"]
TITLES = [
    [],
    ["KẾ HOẠCH TRIỂN KHAI NHIỆM VỤ"],
    [
        "UBND THÀNH PHỐ HÀ NỘI",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "BIỂU TIẾN ĐỘ",
    ],
]
HEADINGS = {
    "tt": ["TT", "STT", "Số TT"],
    "name": ["Nội dung công việc", "Nhiệm vụ", "Tên công việc", "NỘI DUNG"],
    "owner": ["Cơ quan chủ trì", "Đơn vị chủ trì", "Đơn vị thực hiện"],
    "finish": ["Thời hạn hoàn thành", "Hạn hoàn thành", "Thời gian hoàn thành"],
    "percent": ["Tỷ lệ %", "% hoàn thành"],
}


@dataclass(frozen=True)
class Meant:
    """One task as its planner means it."""

    name: str
    owner: str
    first: date
    last: date
    shown: object
    """What stands in the cell of its finish."""
    percent: int


@st.composite
def finishes(draw) -> tuple[date, date, object]:
    """A finish that can be read in one way only, as true date or in words, with its days."""
    day = draw(st.dates(date(2022, 1, 13), date(2030, 12, 28)).filter(lambda d: d.day > 12))
    month = (day.replace(day=1), (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    quarter = (day.month - 1) // 3
    ends = [(3, 31), (6, 30), (9, 30), (12, 31)][quarter]
    roman = ["I", "II", "III", "IV"][quarter]
    return draw(
        st.sampled_from(
            [
                (day, day, datetime(day.year, day.month, day.day)),
                (day, day, f"{day:%d/%m/%Y}"),
                (day, day, f"ngày {day.day} tháng {day.month} năm {day.year}"),
                (day, day, f"Trước ngày {day.day}/{day.month}/{day.year}"),
                (*month, f"Tháng {day.month}/{day.year}"),
                (*month, f"tháng {day.month:02} năm {day.year}"),
                (date(day.year, 3 * quarter + 1, 1), date(day.year, *ends), f"Quý {roman}/{day.year}"),
                (date(day.year, 1, 1), date(day.year, 6, 30), f"6 tháng đầu năm {day.year}"),
            ]
        )
    )


@st.composite
def tasks(draw) -> Meant:
    """One task: no two of a table share a name."""
    name = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8)))
    return Meant(name, draw(st.sampled_from(UNITS)), *draw(finishes()), draw(st.integers(0, 100)))


@dataclass(frozen=True)
class Shape:
    """How an office lays a table out."""

    order: list[str]
    headings: dict[str, str]
    title: list[str]
    blank_rows: int
    first_column: int
    has_two_rows: bool
    has_column_numbers: bool
    groups: int
    is_repeated: bool
    has_signature: bool
    has_second_sheet: bool


SHAPES = st.builds(
    Shape,
    st.permutations(["owner", "finish", "percent"]).map(lambda rest: ["tt", "name", *rest]),
    st.fixed_dictionaries({field: st.sampled_from(said) for field, said in HEADINGS.items()}),
    st.sampled_from(TITLES),
    *[st.integers(0, 2)] * 2,
    *[st.booleans()] * 2,
    st.integers(0, 3),
    *[st.booleans()] * 3,
)


def drawn(meant: list[Meant], shape: Shape) -> bytes:
    """The workbook of these tasks in this shape."""
    book = openpyxl.Workbook()
    sheet = book.active
    left = shape.first_column + 1
    for line in shape.title:
        sheet.cell(sheet.max_row + 1, left).value = line
    top = sheet.max_row + 1 + shape.blank_rows
    row = _heading(sheet, shape, top, left)
    if shape.has_column_numbers:
        for column in range(len(shape.order)):
            sheet.cell(row, left + column).value = f"({column + 1})"
        row += 1
    size = -(-len(meant) // shape.groups) if shape.groups else len(meant)
    for n, task in enumerate(meant):
        if shape.groups and n % size == 0:
            group = n // size
            for column, text in enumerate([["I", "II", "III"][group], f"NHÓM VIỆC {group + 1}"]):
                sheet.cell(row, left + column).value = text
                sheet.cell(row, left + column).font = Font(bold=True)
            row += 1
        if shape.is_repeated and n == 3:
            row = _heading(sheet, shape, row, left)
        cells = {
            "tt": n % size + 1,
            "name": task.name,
            "owner": task.owner,
            "finish": task.shown,
            "percent": f"{task.percent}%",
        }
        for column, field in enumerate(shape.order):
            cell = sheet.cell(row, left + column)
            cell.value = cells[field]
            if field == "name":
                cell.data_type = "s"
        row += 1
    if shape.has_signature:
        sheet.cell(row + 2, left + 3).value = "KT. CHỦ TỊCH"
        sheet.cell(row + 3, left + 3).value = "PHÓ CHỦ TỊCH"
    if shape.has_second_sheet:
        book.create_sheet("Ghi chú").append(["Tài liệu nội bộ"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _heading(sheet, shape: Shape, row: int, left: int) -> int:
    """The heading at a row, of one line or two; the row after it."""
    for column, field in enumerate(shape.order, left):
        sheet.cell(row, column).value = shape.headings[field]
        if shape.has_two_rows:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    return row + 1 + shape.has_two_rows


@settings(max_examples=120)
@given(st.lists(tasks(), min_size=2, max_size=12, unique_by=lambda task: task.name), SHAPES)
def test_a_table_in_any_office_shape_reads_back_as_it_was_meant(meant, shape):
    """The same names, owners, days and shares in the same order, and nothing doubtful that was not."""
    reading = loaders.read(drawn(meant, shape))

    rows = reading.schedule.rows
    work = rows[rows["kind"] != "summary"]
    days = [[day.date() for day in work[f"forecast_finish_{end}"]] for end in ("first", "last")]
    assert work["name"].tolist() == [" ".join(task.name.split()) for task in meant]
    assert work["owner"].tolist() == [task.owner for task in meant]
    assert days == [[task.first for task in meant], [task.last for task in meant]]
    assert work["percent_complete"].tolist() == [task.percent for task in meant]
    assert not [f for f in reading.findings if f.severity != "note"]
