"""Samples of dates in parts: day, month and year each in a column of its own."""

from tests.samples.kit import book, row, sample

WHO = ["TT", "Nội dung", "Chủ trì"]
NONE = [None, None, None]
DOWN = ["A1:A2", "B1:B2", "C1:C2"]


@sample("day-month-and-year-in-columns.xlsx", "cell-ditto@D11", "date-unread@D6", "date-ambiguous@D7")
def _():
    """One date under one heading; without a day it is a month, a day that is not there stays none."""
    rows = [
        [*WHO, "Thời hạn"],
        [*NONE, "Ngày", "Tháng", "Năm"],
        [1, "Việc một", "Sở A", 5, 9, 2024],
        [2, "Việc hai", "Sở B", None, 10, 2024],
        [3, "Việc ba", "Sở C", "-", None, 2025],
        [4, "Việc bốn", "Sở D", 31, 6, 2024],
        [5, "Việc năm", "Sở E", "Cuối", "6", 2024],
        [6, "Việc sáu", "Sở F", "Thường xuyên"],
        [7, "Việc bảy", "Sở G", "Quý II/2024"],
        [8, "Việc tám", "Sở H", "Ngày 2", "Tháng 9", "Năm 2024"],
        [9, "Việc chín", "Sở I", "nt", "nt", "nt"],
    ]
    return book(rows, [*DOWN, "D1:F1", "D9:F9"]), [
        row("Việc một", "Sở A", "2024-09-05", forecast_finish_cell="D3:F3", forecast_finish_precision="day"),
        row(
            "Việc hai",
            "Sở B",
            "2024-10-01..2024-10-31",
            forecast_finish_cell="D4:F4",
            forecast_finish_precision="month",
        ),
        row("Việc ba", "Sở C", "2025-01-01..2025-12-31"),
        row("Việc bốn", "Sở D"),
        row("Việc năm", "Sở E", "2024-06-21..2024-06-30"),
        row("Việc sáu", "Sở F"),
        row("Việc bảy", "Sở G", "2024-04-01..2024-06-30"),
        row("Việc tám", "Sở H", "2024-09-02"),
        row("Việc chín", "Sở I", "2024-09-02"),
    ]


@sample("start-and-finish-in-parts.xlsx", "start-after-finish@G4")
def _():
    """Two groups of three columns, the year merged over its rows."""
    rows = [
        [*WHO, "Bắt đầu", None, None, "Kết thúc"],
        [*NONE, "Ngày", "Tháng", "Năm", "Ngày", "Tháng", "Năm"],
        [1, "Việc một", "Sở A", 1, 6, 2024, 30, 6, 2024],
        [2, "Việc hai", "Sở B", 2, 9, None, 15, 8, None],
    ]
    return book(rows, [*DOWN, "D1:F1", "G1:I1", "F3:F4", "I3:I4"]), [
        row("Việc một", "Sở A", "2024-06-30", fs="2024-06-01"),
        row("Việc hai", "Sở B", "2024-08-15", fs="2024-09-02", forecast_start_cell="D4:F4"),
    ]


@sample("day-and-month-without-a-year.xlsx", "date-ambiguous@D5", "date-ambiguous@D6")
def _():
    """The year of the title, and doubtful as ever."""
    rows = [
        ["KẾ HOẠCH TRIỂN KHAI NĂM 2024"],
        [*WHO, "Thời hạn"],
        [*NONE, "Ngày", "Tháng"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Việc một", "Sở A", 30, 6],
        [2, "Việc hai", "Sở B", None, 9],
    ]
    return book(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:E2"]), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở B", "2024-09-01..2024-09-30"),
    ]


@sample("the-year-stands-over-day-and-month.xlsx")
def _():
    """The heading names the year, whatever the title says; the columns' numbers and the heading again are no dates."""
    rows = [
        ["KẾ HOẠCH TRIỂN KHAI NĂM 2024"],
        [*WHO, "Thời hạn năm 2025"],
        [*NONE, "Ngày", "Tháng"],
        [1, 2, 3, 4, 5],
        [1, "Việc một", "Sở A", 30, 6],
        [*WHO, "Thời hạn năm 2025"],
        [*NONE, "Ngày", "Tháng"],
        [2, "Việc hai", "Sở B", 15, 9],
    ]
    return book(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:E2"]), [
        row("Việc một", "Sở A", "2025-06-30"),
        row("Việc hai", "Sở B", "2025-09-15"),
    ]


@sample("amounts-by-month-and-year.xlsx", "column-of-numbers@E2", "heading-unknown@F2")
def _():
    """What is to be done in a month and in a year is no date."""
    rows = [
        [*WHO, "Thời hạn", "Kế hoạch"],
        [*NONE, None, "Tháng", "Năm"],
        [1, "Việc một", "Sở A", "30/6/2024", 40, 480],
        [2, "Việc hai", "Sở B", "30/9/2024", 25, 3_000],
    ]
    return book(rows, [*DOWN, "D1:D2", "E1:F1"]), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở B", "2024-09-30"),
    ]


@sample("quarter-and-year-in-columns.xlsx", "table-skipped@A6")
def _():
    """Quarters by their Roman numbers, with no heading over both; the table of costs below keeps its numbers."""
    rows = [
        [*WHO, "Quý", "Năm"],
        [1, "Việc một", "Sở A", "II", 2024],
        [2, "Việc hai", "Sở B", 3, 2025],
        [],
        ["II. KINH PHÍ"],
        ["TT", "Khoản mục", "Số tiền", "Quý", "Năm"],
        [1, "Thuê tư vấn", 1200, 2, 2024],
    ]
    return book(rows), [
        row("Việc một", "Sở A", "2024-04-01..2024-06-30"),
        row("Việc hai", "Sở B", "2025-07-01..2025-09-30"),
    ]
