"""Samples of dates: orders of day and month, typing errors, what Excel makes of them."""

from datetime import date, datetime

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.samples.kit import book, fill, row, sample, saved

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


def _table(*days, **options):
    """A table with these deadlines."""
    return book([HEAD, *([n, f"Việc {n}", f"Phòng {n}", day] for n, day in enumerate(days, 1))], **options)


def _read(*days):
    """Its rows as a careful person reads them."""
    return [row(f"Việc {n}", f"Phòng {n}", day) for n, day in enumerate(days, 1)]


@sample("every-wording-of-a-deadline.xlsx", "date-relative@D8", "date-words@D10", "date-ambiguous@D11")
def _():
    """Days, months, quarters, halves, "before", ranges, rules, words."""
    days = [
        "30/6/2024", "tháng 9/2024", "Quý III/2024", "6 tháng đầu năm 2024", "trước ngày 15/12/2024", "từ 01/3 đến 31/5/2024",
        "60 ngày kể từ ngày Luật được thông qua", "Thường xuyên", "theo chỉ đạo", "cuối năm 2025", "-",
    ]  # fmt: skip
    return _table(*days), [
        *_read("2024-06-30", "2024-09-01..2024-09-30", "2024-07-01..2024-09-30", "2024-01-01..2024-06-30", "2024-12-15"),
        row("Việc 6", "Phòng 6", "2024-03-01..2024-05-31", fs="2024-03-01"),
        *(row(f"Việc {n}", f"Phòng {n}", day) for n, day in zip(range(7, 12), ["", "", "", "2025-10-01..2025-12-31", ""], strict=True)),
    ]  # fmt: skip


@sample("day-first-in-one-column-month-first-in-another.xlsx", "field-missing@A1")
def _():
    """Each column settles its own order by one date that can be read in one way only."""
    rows = [
        ["ID", "Task Name", "Start Date", "Due Date"],
        [1, "Design", "03/04/2024", "05/06/2024"],
        [2, "Build", "25/04/2024", "06/25/2024"],
        [3, "Test", "01/05/2024", "07/08/2024"],
    ]
    return book(rows), [
        row("Design", "", "2024-05-06", fs="2024-04-03"),
        row("Build", "", "2024-06-25", fs="2024-04-25"),
        row("Test", "", "2024-07-08", fs="2024-05-01"),
    ]


@sample("both-orders-in-one-column.xlsx", "date-ambiguous@D3")
def _():
    """The text 5/26/2026 beside 25/4/2026: what could be both is doubtful."""
    return _table("25/4/2026", "7/8/2026", "5/26/2026"), _read("2026-04-25", "2026-08-07", "2026-05-26")


@sample("nothing-settles-day-and-month.xlsx", "date-ambiguous@D2", "date-ambiguous@D3")
def _():
    """Every date could be read in both ways."""
    return _table("03/04/2024", "05/06/2024"), _read("2024-04-03", "2024-06-05")


@sample("true-dates-that-excel-swapped.xlsx", "date-swapped@D2", "date-swapped@D4")
def _():
    """Typed as d/m/y in an American Excel: what it could, it took for m/d; the rest stayed text."""
    days = [datetime(2018, 11, 9), "16/9/2018", datetime(2018, 1, 10), "25/10/2018", "30/10/2018"]
    return _table(*days), _read("2018-11-09", "2018-09-16", "2018-01-10", "2018-10-25", "2018-10-30")


@sample("true-dates-beside-worded-days.xlsx")
def _():
    """Words around a day are a text in every Excel: they do not show that this one expects m/d."""
    days = [datetime(2018, 11, 9), "trước ngày 16/9/2018", "xong trước ngày 25/10/2018", datetime(2018, 1, 10)]
    return _table(*days), [
        *_read("2018-11-09", "2018-09-16"),
        row("Việc 3", "Phòng 3", "..2018-10-25"),
        row("Việc 4", "Phòng 4", "2018-01-10"),
    ]


@sample("swapped-date-puts-finish-before-start.xlsx", "date-swapped@D3")
def _():
    """A start of 9/12 meant as 12 September stands after its finish."""
    rows = [
        ["TT", "Công việc", "Người làm", "Bắt đầu", "Kết thúc"],
        [1, "Phân tích", "Lan", datetime(2016, 8, 20), datetime(2016, 8, 28)],
        [2, "Thiết kế", "Minh", datetime(2016, 12, 9), datetime(2016, 9, 25)],
    ]
    return book(rows), [
        row("Phân tích", "Lan", "2016-08-28", fs="2016-08-20"),
        row("Thiết kế", "Minh", "2016-09-25", fs="2016-12-09"),
    ]


@sample("start-after-finish.xlsx", "start-after-finish@E2")
def _():
    """Two texts in the wrong order; no exchange of day and month mends it."""
    rows = [
        ["TT", "Công việc", "Người làm", "Bắt đầu", "Kết thúc"],
        [1, "Phân tích", "Lan", "28/08/2024", "20/08/2024"],
        [2, "Thiết kế", "Minh", "01/09/2024", "25/09/2024"],
    ]
    return book(rows), [
        row("Phân tích", "Lan", "2024-08-20", fs="2024-08-28"),
        row("Thiết kế", "Minh", "2024-09-25", fs="2024-09-01"),
    ]


@sample("two-digit-years.xlsx", "date-ambiguous@D2", "date-ambiguous@D3", "date-ambiguous@D4")
def _():
    """30/6/24, 15-10-25, 20.12.26: a century is a guess, and said to be one."""
    return _table("30/6/24", "15-10-25", "20.12.26"), _read("2024-06-30", "2025-10-15", "2026-12-20")


@sample("years-typed-wrong.xlsx", "date-impossible@D2", "date-impossible@D3", "date-impossible@D4")
def _():
    """2204 and 0224 for 2024, as text and as a true date: no date is taken, the likely one is named."""
    return _table("30/6/2204", "15/9/0224", datetime(2204, 3, 31), "20/12/2024"), _read("", "", "", "2024-12-20")


@sample("days-that-do-not-exist.xlsx", "date-impossible@D2", "date-impossible@D3", "date-impossible@D4")
def _():
    """30/02, 31/6 and a thirteenth month."""
    return _table("30/02/2024", "31/6/2024", "15/13/2024", "28/6/2024"), _read("", "", "", "2024-06-28")


@sample("numbers-that-are-dates.xlsx", "date-ambiguous@D3", "date-ambiguous@D4")
def _():
    """Cells formatted as numbers: 45474 is 01/07/2024, "45657" a text of the same kind."""
    return _table("30/06/2024", 45474, "45657"), _read("2024-06-30", "2024-07-01", "2024-12-31")


@sample("a-number-that-is-no-date.xlsx", "date-unread@D3", "date-unread@D4")
def _():
    """A price and a day's number among the deadlines."""
    return _table("30/06/2024", 1250000000, 15), _read("2024-06-30", "", "")


@sample("dates-of-the-1904-calendar.xlsx")
def _():
    """An old Macintosh workbook, whose days count from 1904."""
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.title = "Tiến độ"
    fill(
        made.active,
        [HEAD, [1, "Việc 1", "Phòng 1", datetime(2024, 6, 30)], [2, "Việc 2", "Phòng 2", datetime(2025, 1, 15)]],
    )
    return saved(made), _read("2024-06-30", "2025-01-15")


@sample("month-formats-and-year-formats.xlsx")
def _():
    """True dates of which the format shows only month or year."""

    def formats(sheet):
        sheet["D2"].number_format, sheet["D3"].number_format, sheet["D4"].number_format = (
            "mm/yyyy",
            "yyyy",
            '"ngày" dd/mm',
        )

    days = [datetime(2024, 9, 1), datetime(2025, 1, 1), datetime(2024, 5, 20)]
    return _table(*days, change=formats), _read("2024-09-01..2024-09-30", "2025-01-01..2025-12-31", "2024-05-20")


@sample("times-of-day-in-deadlines.xlsx")
def _():
    """17:00, 17h00 and a true date with a time: the day counts."""
    days = ["30/09/2026 17:00", "17h00 ngày 15/10/2026", datetime(2026, 11, 20, 16, 30), "trước 10h00 ngày 25/12/2026"]
    return _table(*days), _read("2026-09-30", "2026-10-15", "2026-11-20", "2026-12-25")


@sample("apostrophes-around-dates.xlsx")
def _():
    """Texts with an apostrophe before or behind, and with Excel's hidden one."""

    def quote(sheet):
        sheet["D4"].quotePrefix = True

    return _table("'30/06/2024", "16/9/2024'", "25/10/2024", change=quote), _read(
        "2024-06-30", "2024-09-16", "2024-10-25"
    )


@sample("weekdays-and-breaks-in-dates.xlsx")
def _():
    """Weekdays in brackets, line breaks, no-break blanks, full-width slashes."""
    days = ["07/02/2021 (chủ Nhật)", "Thứ Hai,\n15/03/2021", "30\u00a0/\u00a06\u00a0/\u00a02021", "Thứ 2\n\n20/12/2021"]
    return _table(*days), _read("2021-02-07", "2021-03-15", "2021-06-30", "2021-12-20")


@sample("start-and-finish-in-one-cell.xlsx")
def _():
    """A range in the one column of time."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời gian thực hiện"],
        [1, "Đợt một", "Phòng A", "Từ 15/01/2024 đến 31/03/2024"],
        [2, "Đợt hai", "Phòng B", "01/04/2024 - 30/06/2024"],
        [3, "Đợt ba", "Phòng C", "Tháng 7 - tháng 9/2024"],
    ]
    return book(rows), [
        row("Đợt một", "Phòng A", "2024-01-15..2024-03-31", fs="2024-01-15"),
        row("Đợt hai", "Phòng B", "2024-04-01..2024-06-30", fs="2024-04-01"),
        row("Đợt ba", "Phòng C", "2024-07-01..2024-09-30", fs="2024-07-01"),
    ]


@sample("year-in-a-column-beside-the-month.xlsx")
def _():
    """The heading's band names the year."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Năm 2025"],
        [None, None, None, "Hoàn thành"],
        [1, "Một", "A", date(2025, 3, 31)],
        [2, "Hai", "B", "Quý III/2025"],
    ]
    return book(rows, ["A1:A2", "B1:B2", "C1:C2"]), [
        row("Một", "A", "2025-03-31"),
        row("Hai", "B", "2025-07-01..2025-09-30"),
    ]


@sample("sessions-of-the-national-assembly.xlsx")
def _():
    """A deadline that is a session is read by the gates on record."""
    return _table("Kỳ họp thứ 7, Quốc hội khóa XV", "30/6/2024"), _read("2024-05-20..2024-06-29", "2024-06-30")


@sample(
    "formulas-without-results-and-errors.xlsx", "formula-not-computed@D3", "cell-error@D4", "formula-not-computed@E2"
)
def _():
    """A computed date without a stored value, #REF!, a computed share."""
    rows = [
        [*HEAD, "Tỷ lệ hoàn thành"],
        [1, "Một", "A", date(2024, 6, 30), "=1/2"],
        [2, "Hai", "B", "=D2+30", 0.5],
        [3, "Ba", "C", "#REF!", 0.25],
    ]

    def percent(sheet):
        for cell in ("E2", "E3", "E4"):
            sheet[cell].number_format = "0%"

    return book(rows, change=percent), [
        row("Một", "A", "2024-06-30"),
        row("Hai", "B", percent_complete=50),
        row("Ba", "C", percent_complete=25),
    ]


@sample("a-day-merged-over-start-and-finish.xlsx", "date-merged@E3", "date-merged@E5")
def _():
    """It is the day of both, and told; where the two stand apart they are read apart."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Bắt đầu", "Kết thúc"],
        [1, "Một", "A", "01/3/2024", "15/3/2024"],
        [2, "Hai", "A", "Quý II/2024", None],
        [3, "Ba", "A", None, "30/9/2024"],
        [4, "Bốn", "A", "20/10/2024", None],
    ]
    return book(rows, ["D3:E3", "D5:E5"]), [
        row("Một", "A", "2024-03-15", fs="2024-03-01"),
        row("Hai", "A", "2024-04-01..2024-06-30", fs="2024-04-01..2024-06-30"),
        row("Ba", "A", "2024-09-30"),
        row("Bốn", "A", "2024-10-20", fs="2024-10-20"),
    ]


@sample("the-year-stands-in-the-group.xlsx", "date-ambiguous@D3", "date-ambiguous@D5", "date-ambiguous@D6")
def _():
    """A day without a year is one of the year that its group's title names, and doubtful."""
    rows = [
        HEAD,
        ["I", "NĂM 2025"],
        [1, "Khảo sát", "A", "Tháng 3"],
        ["II", "NĂM 2026"],
        [1, "Thí điểm", "A", "Quý I"],
        [2, "Đánh giá", "A", "15/12"],
        [3, "Tổng kết", "A", "31/01/2027"],
    ]
    return book(rows), [
        row("NĂM 2025"),
        row("Khảo sát", "A", "2025-03-01..2025-03-31"),
        row("NĂM 2026"),
        row("Thí điểm", "A", "2026-01-01..2026-03-31"),
        row("Đánh giá", "A", "2026-12-15"),
        row("Tổng kết", "A", "2027-01-31"),
    ]


@sample("a-plan-over-the-turn-of-the-year.xlsx", "date-ambiguous@D4", "date-ambiguous@D5", "date-ambiguous@D6")
def _():
    """A day without a year lies in the days that the plan is for."""
    rows = [
        ["KẾ HOẠCH THI ĐUA CAO ĐIỂM"],
        ["(Từ 01/11/2025 đến 28/02/2026)"],
        HEAD,
        [1, "Phát động", "A", "05/11"],
        [2, "Sơ kết", "A", "31/12"],
        [3, "Tổng kết", "A", "28/02"],
    ]
    return book(rows), [
        row("Phát động", "A", "2025-11-05"),
        row("Sơ kết", "A", "2025-12-31"),
        row("Tổng kết", "A", "2026-02-28"),
    ]


@sample("a-plan-signed-in-the-year-before.xlsx", "date-ambiguous@D5")
def _():
    """The year that the title names goes before that of the signing, and before a document in brackets."""
    rows = [
        ["Hà Nội, ngày 25 tháng 12 năm 2024"],
        ["KẾ HOẠCH CÔNG TÁC NĂM 2025"],
        ["(Kèm theo Quyết định số 45/QĐ-UBND năm 2023)"],
        HEAD,
        [1, "Sơ kết", "A", "Tháng 7"],
    ]
    return book(rows), [row("Sơ kết", "A", "2025-07-01..2025-07-31")]


@sample(
    "days-of-something-else-than-the-end.xlsx",
    "date-ambiguous@D2", "date-ambiguous@D3", "date-ambiguous@D4", "date-ambiguous@D5", "date-ambiguous@D6",
)  # fmt: skip
def _():
    """What begins, what is done already, what will not be: kept as it stands, and doubtful in a column of deadlines."""
    texts = "Khởi công 01/3/2025", "Đã xong 30/6/2025", "Không thực hiện trong năm 2025", "Chưa bố trí vốn năm 2025"
    read = "2025-03-01", "2025-06-30", "2025-01-01..2025-12-31", "2025-01-01..2025-12-31"
    return _table(*texts, "Tuần 2/7/2025", "Không quá 30/6/2025"), _read(*read, "2025-07-08..2025-07-14", "2025-06-30")


@sample("rules-with-a-day-of-their-own.xlsx", "date-unread@D2", "date-unread@D3", "date-unread@D4")
def _():
    """A rule is read as one; a day beside it, and a day of the lunar calendar, are told as unread."""
    texts = "Thường xuyên, tổng kết tháng 12/2025", "Hàng năm, đến 2030", "15/8 âm lịch", "Thường xuyên năm 2025"
    return _table(*texts), _read("", "", "", "")


@sample("days-of-one-month-do-not-say-month-first.xlsx")
def _():
    """The likes of "10-15/10/2025" are two days of a month, no tenth month: the column stays d/m."""
    return _table("30/9/2025", "05/9/2025", "Từ 10-15/10/2025"), [
        *_read("2025-09-30", "2025-09-05"),
        row("Việc 3", "Phòng 3", "2025-10-10..2025-10-15", fs="2025-10-10"),
    ]


@sample("days-of-documents-are-no-deadlines.xlsx", "date-ambiguous@D2")
def _():
    """The day of a document in brackets does not take the deadline's place."""
    return _table("15/7/2025 (theo CV 123 ngày 01/6/2025)", "30/9/2025"), _read("2025-07-15", "2025-09-30")
