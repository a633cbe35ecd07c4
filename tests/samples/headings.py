"""Samples of titles and headings: where the table begins, and what its columns are."""

from datetime import date

from tests.samples.kit import SAID, book, row, sample

NATIONAL = [
    ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HUYỆN MINH HỌA", None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["-------", None, None, "---------------"],
    ["Số: 15/KH-UBND", None, None, "Minh Họa, ngày 25 tháng 01 năm 2024"],
    [],
    ["KẾ HOẠCH TRIỂN KHAI NHIỆM VỤ TRỌNG TÂM"],
    [SAID],
]
HEAD = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian hoàn thành"]


@sample("year-only-in-the-place-and-date-line.xlsx", "date-ambiguous@D9", "date-ambiguous@D10", "date-ambiguous@D11")
def _():
    """The year stands in the line of place and date alone."""
    body = [
        HEAD,
        [1, "Rà soát quy hoạch", "Phòng QLĐT", "30/6"],
        [2, "Lấy ý kiến nhân dân", "Phòng Nội vụ", "Quý III"],
        [3, "Trình phê duyệt", "Văn phòng", "tháng 11"],
        [4, "Công bố", "Văn phòng", "15/01/2025"],
    ]
    return book([*NATIONAL, *body], ["A1:C1", "D1:F1", "A2:C2", "D2:F2", "A4:C4", "D4:F4", "A6:F6", "A7:F7"]), [
        row("Rà soát quy hoạch", "Phòng QLĐT", "2024-06-30"),
        row("Lấy ý kiến nhân dân", "Phòng Nội vụ", "2024-07-01..2024-09-30"),
        row("Trình phê duyệt", "Văn phòng", "2024-11-01..2024-11-30"),
        row("Công bố", "Văn phòng", "2025-01-15"),
    ]


@sample("two-row-merged-heading.xlsx")
def _():
    """Plan and fact as bands over start and finish."""
    rows = [
        ["BẢNG TIẾN ĐỘ (số liệu minh họa)"],
        ["TT", "Công việc", "Đơn vị chủ trì", "Kế hoạch", None, "Thực tế", None, "Ghi chú"],
        [None, None, None, "Bắt đầu", "Kết thúc", "Bắt đầu", "Kết thúc", None],
        [
            1,
            "Lập dự án",
            "Sở A",
            date(2024, 1, 2),
            date(2024, 3, 29),
            date(2024, 1, 5),
            date(2024, 4, 12),
            "chậm 2 tuần",
        ],
        [2, "Giải phóng mặt bằng", "Huyện B", date(2024, 4, 1), date(2024, 12, 31), date(2024, 4, 15), None, ""],
    ]
    return book(rows, ["A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3"]), [
        row("Lập dự án", "Sở A", "", bs="2024-01-02", bf="2024-03-29", as_="2024-01-05", af="2024-04-12"),
        row("Giải phóng mặt bằng", "Huyện B", "", bs="2024-04-01", bf="2024-12-31", as_="2024-04-15"),
    ]


@sample("three-row-merged-heading.xlsx", "owner-missing@B6")
def _():
    """A band over bands over headings."""
    rows = [
        ["Biểu minh họa"],
        ["STT", "Tên nhiệm vụ", "Tổ chức thực hiện", None, "Thời gian thực hiện", None, None, None],
        [None, None, "Chủ trì", "Phối hợp", "Theo kế hoạch", None, "Thực tế", None],
        [None, None, None, None, "Từ ngày", "Đến ngày", "Từ ngày", "Đến ngày"],
        [1, "Xây dựng đề cương", "Sở Tư pháp", "Các sở", "01/02/2024", "29/02/2024", "05/02/2024", "08/03/2024"],
        [2, "Soạn thảo", None, "Sở Nội vụ", "01/03/2024", "30/6/2024", None, None],
    ]
    merges = ["A2:A4", "B2:B4", "C2:D2", "E2:H2", "C3:C4", "D3:D4", "E3:F3", "G3:H3"]
    return book(rows, merges), [
        row("Xây dựng đề cương", "Sở Tư pháp", bs="2024-02-01", bf="2024-02-29", as_="2024-02-05", af="2024-03-08",
            coordinating="Các sở"),
        row("Soạn thảo", "", bs="2024-03-01", bf="2024-06-30", coordinating="Sở Nội vụ"),
    ]  # fmt: skip


@sample("bands-that-are-not-merged.xlsx")
def _():
    """Bands that stand in the first of their columns only."""
    rows = [
        ["STT", "Hạng mục", "Đơn vị thực hiện", "Kế hoạch", None, "Thực hiện", None],
        [None, None, None, "Khởi công", "Hoàn thành", "Khởi công", "Hoàn thành"],
        [1, "Cầu qua sông", "Ban QLDA", "10/01/2024", "10/10/2024", "20/01/2024", None],
        [2, "Đường dẫn", "Ban QLDA", "15/02/2024", "30/11/2024", None, None],
    ]
    return book(rows), [
        row("Cầu qua sông", "Ban QLDA", bs="2024-01-10", bf="2024-10-10", as_="2024-01-20"),
        row("Đường dẫn", "Ban QLDA", bs="2024-02-15", bf="2024-11-30"),
    ]


@sample("column-numbers-under-the-heading.xlsx")
def _():
    """A row of column numbers, one of them a sum."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn hoàn thành", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)+(5)"],
        [1, "Ban hành kế hoạch", "UBND quận M", "Phòng Tài chính", "28/02/2024", ""],
        [2, "Tổng kết", "Phòng Nội vụ", "", "Quý IV/2024", ""],
    ]
    return book(rows), [
        row("Ban hành kế hoạch", "UBND quận M", "2024-02-28", coordinating="Phòng Tài chính"),
        row("Tổng kết", "Phòng Nội vụ", "2024-10-01..2024-12-31"),
    ]


@sample("column-numbers-as-plain-numbers.xlsx")
def _():
    """1 2 3 4 5 under the heading, as numbers that could be a task."""
    rows = [
        ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian thực hiện", "Sản phẩm"],
        [1, 2, 3, 4, 5],
        [1, "Khảo sát", "Sở Xây dựng", "tháng 3/2024", "Báo cáo"],
        [2, "Thẩm định", "Sở Tài chính", "tháng 5/2024", "Văn bản"],
    ]
    return book(rows), [
        row("Khảo sát", "Sở Xây dựng", "2024-03-01..2024-03-31", deliverable="Báo cáo"),
        row("Thẩm định", "Sở Tài chính", "2024-05-01..2024-05-31"),
    ]


@sample("units-under-the-heading.xlsx", "heading-unknown@D1")
def _():
    """A row of units under the heading."""
    rows = [
        ["STT", "Tên công việc", "Đơn vị thực hiện", "Khối lượng", "Thời lượng", "Tỷ lệ hoàn thành", "Ngày kết thúc"],
        [None, None, None, "(m3)", "(ngày)", "(%)", None],
        [1, "Đào đất", "Đội 1", 1200, 15, 40, "20/05/2024"],
        [2, "Đổ bê tông", "Đội 2", 300, 30, 0, "30/6/2024"],
    ]
    return book(rows), [
        row("Đào đất", "Đội 1", "2024-05-20", percent_complete=40, duration_days=15),
        row("Đổ bê tông", "Đội 2", "2024-06-30", percent_complete=0, duration_days=30),
    ]


@sample("heading-repeated-on-each-page.xlsx")
def _():
    """The heading comes again in the middle, with its column numbers."""
    head = [["TT", "Nội dung", "Chủ trì", "Hạn"], ["1", "2", "3", "4"]]
    rows = [
        *head,
        [1, "Việc thứ nhất", "Phòng A", "05/03/2024"],
        [2, "Việc thứ hai", "Phòng B", "15/03/2024"],
        *head,
        [3, "Việc thứ ba", "Phòng A", "25/03/2024"],
    ]
    return book(rows), [
        row("Việc thứ nhất", "Phòng A", "2024-03-05"),
        row("Việc thứ hai", "Phòng B", "2024-03-15"),
        row("Việc thứ ba", "Phòng A", "2024-03-25"),
    ]


@sample("line-breaks-and-capitals-in-headings.xlsx")
def _():
    """Headings over several lines, in capitals, with non-breaking blanks."""
    rows = [
        [
            "SỐ\nTT",
            "TÊN\nCÔNG VIỆC",
            "CƠ QUAN\u00a0CHỦ\nTRÌ",
            "CƠ QUAN PHỐI\u00a0HỢP",
            "THỜI GIAN\nHOÀN\nTHÀNH",
            "GHI\nCHÚ",
        ],
        [1, "Thành lập Ban Chỉ đạo", "Sở Nội vụ", "Văn phòng", "31/01/2024", None],
        [2, "Họp phiên thứ nhất", "Ban Chỉ đạo", None, "28/02/2024", None],
    ]
    return book(rows), [
        row("Thành lập Ban Chỉ đạo", "Sở Nội vụ", "2024-01-31", coordinating="Văn phòng"),
        row("Họp phiên thứ nhất", "Ban Chỉ đạo", "2024-02-28"),
    ]


@sample("headings-without-diacritics-and-with-slips.xlsx")
def _():
    """Headings typed without accents and with a typing error."""
    rows = [
        ["Stt", "Noi dung cong viec", "Don vi chu tri", "Ngay bat dau", "Ngay hoan thanhh", "Ghi chu"],
        [1, "Dieu tra xa hoi hoc", "Trung tam A", "01/04/2024", "31/05/2024", ""],
        [2, "Tong hop so lieu", "Trung tam B", "01/06/2024", "15/06/2024", ""],
    ]
    return book(rows), [
        row("Dieu tra xa hoi hoc", "Trung tam A", "2024-05-31", fs="2024-04-01"),
        row("Tong hop so lieu", "Trung tam B", "2024-06-15", fs="2024-06-01"),
    ]


@sample("due-date-real-date-and-earlier-plan.xlsx", "heading-unknown@E1")
def _():
    """The words "Ngày hoàn thành" is the plan beside "Ngày hoàn thành thực tế"; "Mốc cũ" is the earlier plan."""
    rows = [
        [
            "STT",
            "Tên nhiệm vụ",
            "Đơn vị chủ trì",
            "Ngày hoàn thành",
            "Gia hạn - Số lần",
            "Gia hạn - Mốc cũ",
            "Ngày hoàn thành thực tế",
        ],
        [1, "Báo cáo quý", "Phòng Tổng hợp", "15/04/2024", 1, "31/03/2024", "12/04/2024"],
        [2, "Đề án nhân sự", "Phòng Tổ chức", "30/09/2024", None, None, None],
    ]
    return book(rows), [
        row("Báo cáo quý", "Phòng Tổng hợp", "2024-04-15", bf="2024-03-31", af="2024-04-12"),
        row("Đề án nhân sự", "Phòng Tổ chức", "2024-09-30"),
    ]


@sample("submission-beside-promulgation.xlsx", "step-before@D1", "step-before@E1")
def _():
    """The work ends with its result; the limits of the steps before are told and not taken for its own."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn thẩm định", "Thời hạn trình", "Thời hạn ban hành"],
        [1, "Nghị quyết một", "Sở A", "31/5/2024", "15/6/2024", "30/9/2024"],
        [2, "Nghị quyết hai", "Sở B", "30/6/2024", "15/7/2024", "31/10/2024"],
    ]
    return book(rows), [
        row("Nghị quyết một", "Sở A", "2024-09-30", forecast_finish_cell="F2"),
        row("Nghị quyết hai", "Sở B", "2024-10-31"),
    ]


@sample("submission-beside-a-planned-finish.xlsx", "step-before@D2")
def _():
    """Under one band, and beside a plan: a submission is no forecast of the finish."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn", None, "Thực tế hoàn thành"],
        [None, None, None, "Trình", "Ban hành theo kế hoạch"],
        [1, "Nghị quyết một", "Sở A", "15/6/2024", "30/9/2024", "30/9/2024"],
        [2, "Nghị quyết hai", "Sở B", "15/7/2024", "31/10/2024"],
    ]
    return book(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]), [
        row("Nghị quyết một", "Sở A", bf="2024-09-30", af="2024-09-30"),
        row("Nghị quyết hai", "Sở B", bf="2024-10-31"),
    ]


@sample("submission-beside-marks-of-promulgation.xlsx", "heading-unknown@E1")
def _():
    """A column of marks has no limits: that of the submission stays the date."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn trình", "Ban hành"],
        [1, "Nghị quyết một", "Sở A", "15/6/2024", "x"],
        [2, "Nghị quyết hai", "Sở B", "15/7/2024", "x"],
    ]
    return book(rows), [row("Nghị quyết một", "Sở A", "2024-06-15"), row("Nghị quyết hai", "Sở B", "2024-07-15")]


@sample("promulgation-left-blank.xlsx", "heading-repeated@E1")
def _():
    """Where hardly a row has the final limit, that of the submission stays the date, and the other is doubtful."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn trình", "Thời hạn ban hành"],
        [1, "Nghị quyết một", "Sở A", "15/6/2024"],
        [2, "Nghị quyết hai", "Sở B", "15/7/2024"],
        [3, "Nghị quyết ba", "Sở C", "15/8/2024", "31/12/2024"],
    ]
    return book(rows), [
        row("Nghị quyết một", "Sở A", "2024-06-15"),
        row("Nghị quyết hai", "Sở B", "2024-07-15"),
        row("Nghị quyết ba", "Sở C", "2024-08-15"),
    ]


@sample("two-columns-for-one-field.xlsx", "heading-repeated@E1")
def _():
    """Two columns both say who leads."""
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Đơn vị chủ trì"],
        [1, "Rà soát", "Sở A", "10/05/2024", "Phòng X"],
        [2, "Báo cáo", "Sở B", "20/05/2024", "Phòng Y"],
    ]
    return book(rows), [row("Rà soát", "Sở A", "2024-05-10"), row("Báo cáo", "Sở B", "2024-05-20")]


@sample("no-column-of-owners.xlsx", "field-missing@A1")
def _():
    """Nobody is named."""
    rows = [
        ["STT", "Công việc", "Bắt đầu", "Kết thúc"],
        [1, "Mua sắm", "01/03/2024", "30/04/2024"],
        [2, "Lắp đặt", "01/05/2024", "15/06/2024"],
    ]
    return book(rows), [
        row("Mua sắm", "", "2024-04-30", fs="2024-03-01"),
        row("Lắp đặt", "", "2024-06-15", fs="2024-05-01"),
    ]


@sample("the-column-of-dates-is-empty.xlsx", "field-empty@D1")
def _():
    """A column of deadlines in which nothing stands."""
    rows = [
        ["STT", "Công việc", "Người phụ trách", "Thời gian"],
        [1, "Thiết kế giao diện", "Lan", None],
        [2, "Viết tài liệu", "Minh", None],
    ]
    return book(rows), [row("Thiết kế giao diện", "Lan"), row("Viết tài liệu", "Minh")]


@sample("prose-without-a-table.xlsx", reason="no-heading")
def _():
    """A letter typed into a sheet."""
    return book(
        [
            ["Kính gửi: Các phòng ban (văn bản minh họa)"],
            ["Đề nghị các đơn vị báo cáo tiến độ trước ngày 30/6/2024."],
            ["Trân trọng cảm ơn."],
        ]
    ), []


@sample("a-list-of-staff-is-no-schedule.xlsx", reason="no-heading")
def _():
    """Names and birthdays: many dates, no work."""
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào làm", "Chức vụ", "Lương"],
        [1, "Người Minh Họa A", date(1990, 5, 4), date(2015, 1, 1), "Chuyên viên", 10],
        [2, "Người Minh Họa B", date(1988, 7, 9), date(2012, 3, 1), "Trưởng phòng", 20],
    ]
    return book(rows), []


@sample("headings-mistyped.xlsx", "heading-guessed@C1", "heading-guessed@D1", "heading-unknown@E1")
def _():
    """A slip in a heading is seen through, and said; "Khối lượng" is no slip of "Thời lượng"."""
    rows = [
        ["TT", "Nội dung công việc", "Cơ quan chủ trìi", "Cơ quan phối hơpp", "Khối lượng", "Thời hạn hoàn thành"],
        [1, "Lập dự án", "Sở A", "Sở B", 120, "30/6/2024"],
        [2, "Khởi công", "Sở C", "Sở D", 40, "15/7/2024"],
    ]
    return book(rows), [
        row("Lập dự án", "Sở A", "2024-06-30", coordinating="Sở B"),
        row("Khởi công", "Sở C", "2024-07-15", coordinating="Sở D"),
    ]


@sample("a-date-headed-column-of-numbers.xlsx", "column-of-numbers@D1")
def _():
    """Months or a number of months: nobody can tell, so that it is said."""
    rows = [
        ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Kế hoạch hoàn thành", "Thực tế hoàn thành"],
        [1, "Lập dự án", "Sở A", 5, "30/6/2024"],
        [2, "Khởi công", "Sở C", 6, "15/7/2024"],
        [3, "Hoàn thành", "Sở C", 7, "15/8/2024"],
    ]
    return book(rows), [
        row("Lập dự án", "Sở A", "", af="2024-06-30"),
        row("Khởi công", "Sở C", "", af="2024-07-15"),
        row("Hoàn thành", "Sở C", "", af="2024-08-15"),
    ]


@sample("a-tender-beside-the-limit.xlsx", "step-before@D1", "step-before@E1")
def _():
    """Dates of other events, whatever plan or fact they tell of, do not take the place of the work's own finish."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Ngày mời thầu", "Thực tế bàn giao MB", "Hạn hoàn thành"],
        [1, "Gói thầu một", "Sở A", "15/3/2024", "20/4/2024", "30/6/2024"],
        [2, "Gói thầu hai", "Sở B", "20/4/2024", "25/5/2024", "31/7/2024"],
    ]
    return book(rows), [row("Gói thầu một", "Sở A", "2024-06-30"), row("Gói thầu hai", "Sở B", "2024-07-31")]


@sample("a-document-dated-before-the-limit.xlsx", "heading-guessed@H2", "step-before@C2")
def _():
    """The day of the document that gives the work is no date of it; extensions hold row by row, the newest first."""
    rows = [
        ["TT", "Văn bản giao", None, "Nội dung", "Chủ trì", "Thời hạn giao", "Gia hạn lần 1", "Ngày hoàn thành", "Gia hạn lần 2"],
        [None, "Số", "Ngày ban hành"],
        [1, "12/UBND", "02/6/2024", "Việc một", "Sở A", "30/6/2024", "31/7/2024", "28/8/2024", "31/8/2024"],
        [2, "15/UBND", "20/6/2024", "Việc hai", "Sở B", "15/7/2024", "15/8/2024", None, None],
        [3, "19/UBND", "01/7/2024", "Việc ba", "Sở B", "20/9/2024", None, None, None],
    ]  # fmt: skip
    merges = ["A1:A2", "B1:C1", *(f"{column}1:{column}2" for column in "DEFGHI")]
    return book(rows, merges), [
        row("Việc một", "Sở A", "2024-08-31", bf="2024-06-30", af="2024-08-28", forecast_finish_cell="I3"),
        row("Việc hai", "Sở B", "2024-08-15", bf="2024-07-15", forecast_finish_cell="G4"),
        row("Việc ba", "Sở B", bf="2024-09-20"),
    ]


@sample("deadline-beside-a-finish-left-blank.xlsx", "heading-guessed@E1")
def _():
    """What unfinished work has no day in is the actual finish; the deadline is the one promised."""
    rows = [
        ["TT", "Công việc", "Phụ trách", "Deadline", "Ngày hoàn thành"],
        [1, "Thiết kế", "An", "15/6/2024", "17/6/2024"],
        [2, "In ấn", "Bình", "20/7/2024", None],
    ]
    return book(rows), [row("Thiết kế", "An", "2024-06-15", af="2024-06-17"), row("In ấn", "Bình", "2024-07-20")]


@sample("finish-filled-beside-the-limit.xlsx", "heading-repeated@D1")
def _():
    """A second finish that says as much as the limit says nothing sure: the limit stays the date."""
    rows = [
        ["TT", "Công việc", "Chủ trì", "Ngày hoàn thành", "Hạn hoàn thành"],
        [1, "Thiết kế", "Sở A", "12/6/2024", "10/6/2024"],
        [2, "In ấn", "Sở B", "10/7/2024", "20/7/2024"],
    ]
    return book(rows), [row("Thiết kế", "Sở A", "2024-06-10"), row("In ấn", "Sở B", "2024-07-20")]


@sample("plan-beside-what-was-done.xlsx")
def _():
    """The words "Kế hoạch" and "Thực hiện" alone, over dates."""
    rows = [
        ["TT", "Bước công việc", "Đơn vị thực hiện", "Kế hoạch", "Thực hiện"],
        [1, "Lập dự án", "Sở A", "15/01/2024", "20/01/2024"],
        [2, "Thẩm tra", "Sở B", "31/3/2024", None],
    ]
    return book(rows), [
        row("Lập dự án", "Sở A", bf="2024-01-15", af="2024-01-20"),
        row("Thẩm tra", "Sở B", bf="2024-03-31"),
    ]


@sample("headings-in-abbreviations.xlsx")
def _():
    """The words "BĐ (KH)", "KT (TT)", "ĐVTH"."""
    rows = [
        ["TT", "Hạng mục", "ĐVTH", "BĐ (KH)", "KT (KH)", "BĐ (TT)", "KT (TT)"],
        [1, "Nền", "Công ty X", "01/02/2024", "28/02/2024", "05/02/2024", "10/3/2024"],
        [2, "Mặt", "Công ty X", "01/3/2024", "31/3/2024", "15/3/2024", None],
    ]
    return book(rows), [
        row("Nền", "Công ty X", bs="2024-02-01", bf="2024-02-28", as_="2024-02-05", af="2024-03-10"),
        row("Mặt", "Công ty X", bs="2024-03-01", bf="2024-03-31", as_="2024-03-15"),
    ]


@sample(
    "months-as-mere-numbers.xlsx", "date-ambiguous@D3", "date-ambiguous@D4", "date-ambiguous@E3", "date-ambiguous@E4"
)
def _():
    """Numbers under "Tháng hoàn thành" are months of the table's year."""
    rows = [
        ["KẾ HOẠCH NĂM 2024"],
        ["TT", "Nhiệm vụ", "Chủ trì", "Tháng bắt đầu", "Tháng hoàn thành"],
        [1, "Lập dự toán", "Sở A", 6, 8],
        [2, "Quyết toán", "Sở B", 1, 3],
    ]
    return book(rows), [
        row("Lập dự toán", "Sở A", "2024-08-01..2024-08-31", fs="2024-06-01..2024-06-30"),
        row("Quyết toán", "Sở B", "2024-03-01..2024-03-31", fs="2024-01-01..2024-01-31"),
    ]


@sample("shares-that-are-no-progress.xlsx", "heading-unknown@D1", "heading-unknown@E1", "heading-unknown@G1")
def _():
    """Money spent, the plan's share and days late are no progress and no duration."""
    rows = [
        ["TT", "Dự án", "Chủ đầu tư", "Tỷ lệ giải ngân (%)", "% Kế hoạch", "Khối lượng thi công (%)", "Số ngày chậm", "Hạn"],
        [1, "Cầu một", "Ban A", "45%", "100%", "80%", 92, "30/6/2024"],
        [2, "Cầu hai", "Ban B", "12%", "60%", "5%", 30, "31/7/2024"],
    ]  # fmt: skip
    return book(rows), [
        row("Cầu một", "Ban A", "2024-06-30", percent_complete=80, duration_text=""),
        row("Cầu hai", "Ban B", "2024-07-31", percent_complete=5, duration_text=""),
    ]


@sample("results-that-are-states.xlsx")
def _():
    """The column "Kết quả" says how far the work is, and brings no product."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Kết quả"],
        [1, "Việc một", "Sở A", "30/6/2024", "Hoàn thành"],
        [2, "Việc hai", "Sở B", "31/7/2024", "Chưa hoàn thành"],
    ]
    return book(rows), [
        row("Việc một", "Sở A", "2024-06-30", status_text="Hoàn thành", deliverable=""),
        row("Việc hai", "Sở B", "2024-07-31", status_text="Chưa hoàn thành", deliverable=""),
    ]


@sample("units-of-measure-under-don-vi.xlsx")
def _():
    """The column "Đơn vị" of m3 and cái beside that of who builds."""
    rows = [
        ["TT", "Tên công trình", "Đơn vị", "Nhà thầu", "Hạn"],
        [1, "Đào nền", "m3", "Công ty X", "30/6/2024"],
        [2, "Lắp cửa", "cái", "Công ty Y", "31/7/2024"],
    ]
    return book(rows), [row("Đào nền", "Công ty X", "2024-06-30"), row("Lắp cửa", "Công ty Y", "2024-07-31")]


@sample("the-more-usual-heading-of-two.xlsx", "heading-unknown@B1", "heading-unknown@E1")
def _():
    """The number of the work before its field, "Ghi chú" before the place, wherever they stand."""
    rows = [
        ["TT", "Lĩnh vực", "Nội dung", "Chủ trì", "Địa điểm", "Ghi chú", "Hạn"],
        [1, "Kinh tế", "Thu ngân sách", "Sở A", "Tầng 2", "gấp", "30/6/2024"],
        [2, "Xã hội", "Giảm nghèo", "Sở B", "Tầng 3", "", "31/7/2024"],
    ]
    return book(rows), [row("Thu ngân sách", "Sở A", "2024-06-30", note="gấp"), row("Giảm nghèo", "Sở B", "2024-07-31")]


@sample(
    "the-way-of-choosing-contractors-is-nobody.xlsx", "field-missing@A1", "heading-unknown@C1", "heading-unknown@D1"
)
def _():
    """The column "Hình thức lựa chọn nhà thầu" heads no owner, and sources of money are no amount."""
    rows = [
        ["TT", "Tên gói thầu", "Nguồn vốn", "Hình thức lựa chọn nhà thầu", "Thời gian hoàn thành"],
        [1, "Tư vấn thiết kế", "Ngân sách xã", "Chỉ định thầu rút gọn", "30/6/2026"],
        [2, "Thi công", "Ngân sách TP", "Đấu thầu rộng rãi qua mạng", "31/12/2026"],
    ]
    return book(rows), [row("Tư vấn thiết kế", "", "2026-06-30"), row("Thi công", "", "2026-12-31")]
