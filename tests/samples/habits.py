"""Samples of offices' habits: "nt" for the row above, leads and supporters in one cell, a day of completion in the status."""

from tests.samples.kit import book, row, sample

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


@sample("names-under-a-heading-of-documents.xlsx", "name-guessed@B1")
def _():
    """The documents to be issued are the work; the results are filled in for few of them."""
    rows = [
        ["TT", "Văn bản", "Cơ quan soạn thảo", "Thời hạn ban hành", "Kết quả"],
        [1, "Nghị quyết về thu nhập tăng thêm", "Sở A", "30/9/2024"],
        [2, "Nghị quyết về phố đi bộ", "Sở B", "31/10/2024", "đã trình"],
        [3, "Quyết định về điểm đỗ xe", "Sở C", "31/12/2024"],
        ["* Ghi chú: NQ: nghị quyết; QĐ: quyết định"],
    ]
    return book(rows), [
        row("Nghị quyết về thu nhập tăng thêm", "Sở A", "2024-09-30", deliverable=""),
        row("Nghị quyết về phố đi bộ", "Sở B", "2024-10-31", deliverable="đã trình"),
        row("Quyết định về điểm đỗ xe", "Sở C", "2024-12-31"),
    ]


@sample("a-numbered-row-without-a-name.xlsx", "name-missing@B4")
def _():
    """After a blank row, a number with an owner and a date, the name forgotten: it stays a row."""
    rows = [HEAD, [1, "Việc một", "Sở A", "30/9/2024"], [], [2, None, "Sở B", "31/10/2024"]]
    return book(rows), [row("Việc một", "Sở A", "2024-09-30"), row("", "Sở B", "2024-10-31")]


@sample("a-table-of-costs-below.xlsx", "table-skipped@A6")
def _():
    """Another table begins with a heading of its own: its rows are no work."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "30/9/2024"],
        [2, "Việc hai", "Sở B", "31/10/2024"],
        [],
        ["II. KINH PHÍ"],
        ["TT", "Khoản mục", "Số tiền (triệu đồng)"],
        [1, "Thuê tư vấn", 1200],
        [2, "Hội nghị", 150],
    ]
    return book(rows), [row("Việc một", "Sở A", "2024-09-30"), row("Việc hai", "Sở B", "2024-10-31")]


@sample("as-above.xlsx", "cell-ditto@C3", "cell-ditto@C4", "cell-ditto@D3", "cell-ditto@D4")
def _():
    """Owner and date of the row above, said by "nt", "-nt-", a ditto mark and "Như trên"."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "30/9/2024"],
        [2, "Việc hai", "nt", "Như trên"],
        [3, "Việc ba", "-nt-", '"'],
        [4, "Việc bốn", "Sở B", "31/10/2024"],
    ]
    return book(rows), [
        *(row(name, "Sở A", "2024-09-30") for name in ("Việc một", "Việc hai", "Việc ba")),
        row("Việc bốn", "Sở B", "2024-10-31"),
    ]


@sample(
    "as-the-row-of-a-number.xlsx",
    "cell-ditto@C4",
    "cell-ditto@C5",
    "cell-ditto@D5",
    "owner-missing@B6",
    "owner-missing@B7",
)
def _():
    """The words "Như mục 1" mean the row of that number, "-//-" means the one above; dashes and dots name nobody."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "30/9/2024"],
        [2, "Việc hai", "Sở B", "31/10/2024"],
        [3, "Việc ba", "Như mục 1", "30/11/2024"],
        [4, "Việc bốn", "-//-", "//"],
        [5, "Việc năm", "…", "31/12/2024"],
        [6, "Việc sáu", "-", "31/12/2024"],
    ]
    return book(rows), [
        row("Việc một", "Sở A", "2024-09-30"),
        row("Việc hai", "Sở B", "2024-10-31"),
        *(row(name, "Sở A", "2024-11-30") for name in ("Việc ba", "Việc bốn")),
        *(row(name, "", "2024-12-31") for name in ("Việc năm", "Việc sáu")),
    ]


@sample(
    "units-marked-in-columns.xlsx",
    *(f"owner-split@C{n}" for n in (3, 4, 5)),
)
def _():
    """A column a unit, marked "CT" or "PH" in each row."""
    rows = [
        ["TT", "Nhiệm vụ", "Đơn vị thực hiện", None, None, "Thời hạn"],
        [None, None, "Phòng Nội vụ", "Phòng TCKH", "Công an", None],
        [1, "Tuyển dụng", "CT", "PH", None, "30/6/2025"],
        [2, "Dự toán", "PH", "CT", None, "31/7/2025"],
        [3, "Phòng cháy", None, "PH", "CT", "15/8/2025"],
    ]
    return book(rows, ["A1:A2", "B1:B2", "C1:E1", "F1:F2"]), [
        row("Tuyển dụng", "Phòng Nội vụ", "2025-06-30", coordinating="Phòng TCKH"),
        row("Dự toán", "Phòng TCKH", "2025-07-31", coordinating="Phòng Nội vụ"),
        row("Phòng cháy", "Công an", "2025-08-15", coordinating="Phòng TCKH"),
    ]


@sample("who-supports-said-otherwise.xlsx", *(f"owner-split@C{n}" for n in range(2, 8)))
def _():
    """Short marks, brackets, "phối hợp" with nothing behind it; the verb before a name is none of it."""
    said = [
        "VP UBND TP phối hợp Sở Nội vụ", "Phòng Nội vụ (phối hợp Phòng Tài chính)", "Sở Y tế (CT)\nSở Tài chính (PH)",
        "Sở Y tế; PH: Sở Tài chính", "CT: Sở Y tế; PH: Sở Tài chính", "Giao Sở Y tế chủ trì, phối hợp Sở Tài chính",
    ]  # fmt: skip
    rows = [HEAD, *([n, f"Việc {n}", text, f"{n + 14}/6/2024"] for n, text in enumerate(said, 1))]
    both = [("VP UBND TP", "Sở Nội vụ"), ("Phòng Nội vụ", "Phòng Tài chính"), *[("Sở Y tế", "Sở Tài chính")] * 4]
    return book(rows), [
        row(f"Việc {n}", owner, f"2024-06-{n + 14}", coordinating=others) for n, (owner, others) in enumerate(both, 1)
    ]


@sample("several-lead-in-one-cell.xlsx", *(f"owner-several@C{n}" for n in range(2, 9)))
def _():
    """Lines, signs, numbers and words between offices; one office of two bodies is one."""
    said = [
        "Phòng TNMT\nTrung tâm PTQĐ", "Phòng Nội vụ + Công an phường", "(1) Ban QLDA; (2) Nhà thầu", "Sở Y tế cùng Sở Tài chính",
        "Sở Y tế & Sở Tài chính", "Sở Y tế - Sở Tài chính", "Sở Tư pháp; các sở, ngành", "Văn phòng HĐND và UBND",
    ]  # fmt: skip
    rows = [HEAD, *([n, f"Việc {n}", text, f"{n + 14}/6/2024"] for n, text in enumerate(said, 1))]
    return book(rows), [row(f"Việc {n}", text, f"2024-06-{n + 14}") for n, text in enumerate(said, 1)]


@sample("who-leads-and-who-supports.xlsx", "owner-split@C2", "owner-split@C3", "owner-split@C4")
def _():
    """Marked in the cell's own words, whatever the heading."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở Nội vụ (chủ trì), các sở, ngành phối hợp", "30/9/2024"],
        [2, "Việc hai", "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng và Sở Tư pháp", "31/10/2024"],
        [3, "Việc ba", "Sở Y tế\n(Sở Tài chính phối hợp)", "30/11/2024"],
    ]
    return book(rows), [
        row("Việc một", "Sở Nội vụ", "2024-09-30", coordinating="các sở, ngành"),
        row("Việc hai", "Sở Tài chính", "2024-10-31", coordinating="Sở Xây dựng; Sở Tư pháp"),
        row("Việc ba", "Sở Y tế", "2024-11-30", coordinating="Sở Tài chính"),
    ]


@sample("done-says-the-status.xlsx", *(f"actual-in-status@E{n}" for n in (3, 5, 6, 7)), "date-unread@E10")
def _():
    """A day of completion in the status; where the work goes on, or a part of it, the status is a status."""
    rows = [
        ["KẾ HOẠCH NĂM 2024"],
        [*HEAD, "Tiến độ đến nay", "Sau việc"],
        [1, "Việc một", "Sở A", "30/6/2024", "Hoàn thành 15/6/2024"],
        [2, "Việc hai", "Sở A", "30/9/2024", "Đạt 40%", "1"],
        [3, "Việc ba", "Sở A", "30/6/2024", "Đã hoàn thành 20/6"],
        [4, "Việc bốn", "Sở A", "30/6/2024", "Hoàn thành ngày 5/7/2024, chậm 5 ngày"],
        [5, "Việc năm", "Sở A", "30/6/2024", "Hoàn thành tháng 5/2024"],
        [6, "Việc sáu", "Sở A", "30/6/2024", "Hoàn thành 2/3"],
        [7, "Việc bảy", "Sở A", "30/6/2024", "Hoàn thành 5/6/2024; phần còn lại đang làm"],
        [8, "Việc tám", "Sở A", "30/6/2024", "Hoàn thành 31/6/2024"],
    ]
    return book(rows), [
        row("Việc một", "Sở A", "2024-06-30", af="2024-06-15", status_text="Hoàn thành 15/6/2024"),
        row("Việc hai", "Sở A", "2024-09-30", status_text="Đạt 40%", predecessors="1"),
        row("Việc ba", "Sở A", "2024-06-30", af="2024-06-20"),
        row("Việc bốn", "Sở A", "2024-06-30", af="2024-07-05"),
        row("Việc năm", "Sở A", "2024-06-30", af="2024-05-01..2024-05-31"),
        row("Việc sáu", "Sở A", "2024-06-30"),
        row("Việc bảy", "Sở A", "2024-06-30"),
        row("Việc tám", "Sở A", "2024-06-30"),
    ]


@sample("ms-project-outline-levels.xlsx", "owner-missing@B2", "rows-inactive@F5")
def _():
    """The level gives the outline, a task switched off is left out, shares of resources are no names."""
    rows = [
        ["ID", "Name", "Outline Level", "Start", "Finish", "Active", "Resource Names"],
        [1, "Metro Line", 1, "04/03/2024", "30/09/2024", "Yes"],
        [2, "Design", 2, "04/03/2024", "30/05/2024", "Yes", "Consultant"],
        [3, "Drawings", 3, "04/03/2024", "30/04/2024", "Yes", "Contractor[50%],PMU"],
        [4, "Old option", 2, "13/03/2024", "30/04/2024", "No", "PMU"],
        [5, "Build", 2, "13/05/2024", "30/09/2024", "Yes", "Contractor"],
    ]
    return book(rows), [
        row("Metro Line", "", "2024-09-30", fs="2024-03-04", wbs="1", level=0, kind="summary"),
        row("Design", "Consultant", "2024-05-30", fs="2024-03-04", wbs="1.1", level=1, kind="summary"),
        row("Drawings", "Contractor; PMU", "2024-04-30", fs="2024-03-04", wbs="1.1.1", level=2),
        row("Build", "Contractor", "2024-09-30", fs="2024-05-13", wbs="1.2", level=1),
    ]


@sample("the-date-before-in-brackets.xlsx", "date-ambiguous@D2", "date-ambiguous@D3")
def _():
    """What is called old is not the date any more."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "lùi đến 30/4/2026 (cũ: 31/12/2025)"],
        [2, "Việc hai", "Sở A", "gia hạn đến 30/4/2026, hạn cũ 31/12/2025"],
    ]
    return book(rows), [row("Việc một", "Sở A", "2026-04-30"), row("Việc hai", "Sở A", "2026-04-30")]


@sample("lead-and-support-in-sentences.xlsx", "owner-split@C2", "owner-split@C3", "owner-split@C4", "owner-split@C5")
def _():
    """A full stop or a slash between the two, the lead marked in brackets."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì / Phối hợp", "Thời hạn"],
        [1, "Một", "Chủ trì: Sở Tư pháp. Phối hợp: UBND các xã, phường", "30/6/2025"],
        [2, "Hai", "Sở Tư pháp chủ trì. Sở Nội vụ phối hợp", "31/7/2025"],
        [3, "Ba", "Sở Y tế / Sở Tài chính", "31/8/2025"],
        [4, "Bốn", "Sở Tài chính (đầu mối), Sở Nội vụ", "30/9/2025"],
    ]
    return book(rows), [
        row("Một", "Sở Tư pháp", "2025-06-30", coordinating="UBND các xã, phường"),
        row("Hai", "Sở Tư pháp", "2025-07-31", coordinating="Sở Nội vụ"),
        row("Ba", "Sở Y tế", "2025-08-31", coordinating="Sở Tài chính"),
        row("Bốn", "Sở Tài chính", "2025-09-30", coordinating="Sở Nội vụ"),
    ]


@sample("a-signature-right-below-and-a-total-in-words.xlsx")
def _():
    """Neither is work, and neither goes on the last task."""
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Mốc theo QĐ phê duyệt", "Mốc dự kiến", "Status (%)"],
        [1, "Một", "Sở Tư pháp", "30/6/2025", "31/7/2025", 80],
        [2, "Hai", "Văn phòng Đảng ủy", "31/8/2025", "30/9/2025", 100],
        ["Tổng: 2 nhiệm vụ"],
        [None, None, "T/M ĐẢNG ỦY"],
        [None, None, "BÍ THƯ"],
        [None, None, "Nguyễn Văn Minh"],
    ]
    return book(rows), [
        row("Một", "Sở Tư pháp", "2025-07-31", bf="2025-06-30", percent_complete=80),
        row("Hai", "Văn phòng Đảng ủy", "2025-09-30", bf="2025-08-31", percent_complete=100),
    ]


@sample("units-side-by-side-marked.xlsx", *(f"owner-split@C{n}" for n in (2, 3, 4)))
def _():
    """No heading stands over them: that their cells hold the marks and nothing else tells what they are."""
    rows = [
        ["TT", "Nhiệm vụ", "Sở Xây dựng", "Công an TP", "UBND xã, phường", "Hoàn thành"],
        [1, "Duy tu", "CT", "PH", None, "30/4/2026"],
        [2, "Phân luồng", "PH", "CT", "PH", "31/5/2026"],
        [3, "Lấn chiếm hồ", None, "PH", "CT", "31/10/2026"],
    ]
    return book(rows), [
        row("Duy tu", "Sở Xây dựng", "2026-04-30", coordinating="Công an TP"),
        row("Phân luồng", "Công an TP", "2026-05-31", coordinating="Sở Xây dựng; UBND xã, phường"),
        row("Lấn chiếm hồ", "UBND xã, phường", "2026-10-31", coordinating="Công an TP"),
    ]
