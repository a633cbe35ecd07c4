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


@sample("done-says-the-status.xlsx", "actual-in-status@E2")
def _():
    """A day of completion in the status; where the work goes on, the status is a status."""
    rows = [
        [*HEAD, "Tiến độ đến nay", "Sau việc"],
        [1, "Việc một", "Sở A", "30/6/2024", "Hoàn thành 15/6/2024"],
        [2, "Việc hai", "Sở A", "30/9/2024", "Đạt 40%", "1"],
    ]
    return book(rows), [
        row("Việc một", "Sở A", "2024-06-30", af="2024-06-15", status_text="Hoàn thành 15/6/2024"),
        row("Việc hai", "Sở A", "2024-09-30", status_text="Đạt 40%", predecessors="1"),
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
