"""Samples of plans drawn in cells: months, quarters, weeks and days as columns."""

from datetime import date, timedelta

from openpyxl.utils import get_column_letter

from tests.samples.kit import book, row, sample


@sample("months-marked-with-x.xlsx", "grid-read@D4", "grid-read@D5", "grid-read@E6")
def _():
    """Twelve months under a year, marked with x."""
    rows = [
        ["KẾ HOẠCH NĂM 2024 (minh họa)"],
        ["TT", "Nội dung", "Chủ trì", "Năm 2024"],
        [None, None, None, *(f"T{n}" for n in range(1, 13))],
        [1, "Khảo sát", "Sở A", "x", "x", "x"],
        [2, "Lập dự án", "Sở B", "x", "x", "x", "x"],
        [3, "Phê duyệt", "Sở C", None, "X"],
    ]
    content = book(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:O2"])
    return content, [
        row("Khảo sát", "Sở A", "2024-03-01..2024-03-31", fs="2024-01-01..2024-01-31"),
        row("Lập dự án", "Sở B", "2024-04-01..2024-04-30", fs="2024-01-01..2024-01-31"),
        row("Phê duyệt", "Sở C", "2024-02-01..2024-02-29", fs="2024-02-01..2024-02-29"),
    ]


@sample("quarters-filled-with-colour.xlsx", "grid-read@D4", "grid-read@G5")
def _():
    """Eight quarters of two years, coloured; no letter stands in them."""
    rows = [
        ["TT", "Hạng mục", "Đơn vị", "Năm 2024", None, None, None, "Năm 2025"],
        [None, None, None, *("Quý I", "Quý II", "Quý III", "Quý IV") * 2],
        ["I", "PHẦN MỘT"],
        [1, "Thiết kế", "Công ty A"],
        [2, "Thi công", "Công ty B"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:K1"]
    return book(rows, merges, bold=["B3"], filled=["D4", "E4", "G5", "H5", "I5"]), [
        row("PHẦN MỘT", kind="summary"),
        row("Thiết kế", "Công ty A", "2024-04-01..2024-06-30", fs="2024-01-01..2024-03-31"),
        row("Thi công", "Công ty B", "2025-04-01..2025-06-30", fs="2024-10-01..2024-12-31"),
    ]


@sample("days-under-months-filled.xlsx", "field-missing@A3", "grid-read@E4", "grid-read@I5")
def _():
    """A Gantt of days under merged months, the year in the title only."""
    rows = [
        ["TIẾN ĐỘ DỰ ÁN NĂM 2024 (minh họa)"],
        ["STT", "Tên công việc", "Bắt đầu", "Kết thúc", "Tháng 6", None, None, None, "Tháng 7"],
        [None, None, None, None, 27, 28, 29, 30, 1, 2, 3],
        [1, "Đào móng"],
        [2, "Đổ móng"],
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:K2"]
    return book(rows, merges, filled=["E4", "F4", "G4", "H4", "I5", "J5"]), [
        row("Đào móng", "", "2024-06-30", fs="2024-06-27"),
        row("Đổ móng", "", "2024-07-02", fs="2024-07-01"),
    ]


@sample("weeks-as-true-dates-filled.xlsx", "grid-read@D2", "grid-read@F3")
def _():
    """Columns headed by the Mondays of weeks, as true dates."""
    monday = date(2024, 3, 4)
    rows = [
        ["TT", "Công việc", "Người thực hiện", *(monday + timedelta(weeks=n) for n in range(6))],
        [1, "Phân tích", "Lan"],
        [2, "Lập trình", "Minh"],
    ]
    return book(rows, filled=["D2", "E2", "F3", "G3", "H3"]), [
        row("Phân tích", "Lan", "2024-03-11..2024-03-17", fs="2024-03-04..2024-03-10"),
        row("Lập trình", "Minh", "2024-04-01..2024-04-07", fs="2024-03-18..2024-03-24"),
    ]


@sample(
    "months-with-symbols-and-a-legend.xlsx", "grid-read@C6", "grid-read@E7", "field-missing@A5", "heading-unknown@J5"
)
def _():
    """● work, ◐ part, ▲ milestone, – not planned; month headings that Excel made true dates; a legend above."""
    months = [date(2026, n, 1) for n in range(6, 13)]
    rows = [
        ["Bảng tiến độ triển khai 06–12/2026 (minh họa)"],
        ["●", "Thực hiện"],
        ["▲", "Mốc bàn giao"],
        [],
        ["STT", "Hạng mục", *months, "Mốc bàn giao chính"],
        [1, "Nền tảng dữ liệu", "●", "●", "◐", "–", "–", "–", "–", "Bản thử"],
        [2, "Cổng thông tin", "–", "–", "●", "●", "▲", "–", "–", "Bản chính thức"],
    ]

    def months_only(sheet):
        for cell in sheet[5][2:9]:
            cell.number_format = "mm/yyyy"

    return book(rows, change=months_only), [
        row("Nền tảng dữ liệu", "", "2026-08-01..2026-08-31", fs="2026-06-01..2026-06-30"),
        row("Cổng thông tin", "", "2026-10-01..2026-10-31", fs="2026-08-01..2026-08-31"),
    ]


@sample("day-numbers-from-an-unknown-day.xlsx", "grid-unread@D4", "field-missing@A4")
def _():
    """Day 1 to 21 of a building site: which day is day 1 is nowhere said."""
    rows = [
        ["BẢNG TIẾN ĐỘ THI CÔNG (minh họa)"],
        ["Công trình: Nhà văn hóa"],
        ["STT", "Nội dung công việc", "Nhân công", "Tiến độ thi công (ngày)"],
        [None, None, None, *range(1, 22)],
        ["HẠNG MỤC 1"],
        [1, "Tháo dỡ", 5, *["x"] * 5],
        [2, "Xây mới", 8, *[None] * 5, *["x"] * 16],
    ]
    last = get_column_letter(24)
    return book(rows, ["A3:A4", "B3:B4", "C3:C4", f"D3:{last}3", f"A5:{last}5"], bold=["A5"]), [
        row("HẠNG MỤC 1", kind="summary"),
        row("Tháo dỡ", ""),
        row("Xây mới", ""),
    ]


@sample("dates-and-a-drawn-plan-together.xlsx")
def _():
    """True start and finish beside a drawn plan: the dates count."""
    rows = [
        ["TT", "Công việc", "Đơn vị", "Bắt đầu", "Kết thúc", "T1/2024", "T2/2024", "T3/2024", "T4/2024"],
        [1, "Một", "A", date(2024, 1, 8), date(2024, 2, 20), "x", "x"],
        [2, "Hai", "B", date(2024, 2, 21), date(2024, 4, 10), None, "x", "x", "x"],
    ]
    return book(rows), [row("Một", "A", "2024-02-20", fs="2024-01-08"), row("Hai", "B", "2024-04-10", fs="2024-02-21")]


@sample("people-as-columns-marked-with-x.xlsx")
def _():
    """One column a person; who is marked does the work."""
    rows = [
        ["PHÂN CÔNG CÔNG VIỆC (minh họa)"],
        [
            "STT",
            "Công việc",
            "Lan",
            "Minh",
            "Tuấn",
            "Bắt đầu (dự kiến)",
            "Kết thúc (dự kiến)",
            "Bắt đầu (thực tế)",
            "Kết thúc (thực tế)",
        ],
        [1, "Phân tích", "x", None, "x", "01/03/2024", "10/03/2024", "02/03/2024", "12/03/2024"],
        [2, "Thiết kế", None, "√", None, "11/03/2024", "20/03/2024", "13/03/2024", None],
    ]
    return book(rows), [
        row("Phân tích", "Lan; Tuấn", "2024-03-10", fs="2024-03-01", as_="2024-03-02", af="2024-03-12"),
        row("Thiết kế", "Minh", "2024-03-20", fs="2024-03-11", as_="2024-03-13"),
    ]


@sample("amounts-a-month-are-no-plan.xlsx", "grid-unread@D1")
def _():
    """Numbers that differ are amounts; a cell that has one is not marked."""
    rows = [
        ["TT", "Dự án", "Chủ đầu tư", "T1", "T2", "T3"],
        [1, "Đường A", "Ban 1", 0, 5, 10],
        [2, "Trường B", "Ban 2", 50, 100, None],
    ]
    return book(rows), [row("Đường A", "Ban 1"), row("Trường B", "Ban 2")]
