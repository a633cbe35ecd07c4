"""Samples of rows: groups, totals, notes, merges, hidden parts, several tables."""

from datetime import date

import openpyxl
from openpyxl.styles import Border, Side

from tests.samples.kit import book, dress, fill, indent, row, sample, saved

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


@sample("groups-in-roman-letters-numbers-and-dashes.xlsx", "owner-missing@B7")
def _():
    """I, A, 1, 1.1, a and – stand over each other."""
    rows = [
        HEAD,
        ["I", "LĨNH VỰC ĐÔ THỊ"],
        ["A", "Quy hoạch"],
        [1, "Quy hoạch chung", "Sở A", "30/6/2024"],
        ["1.1", "Thuyết minh", "Sở A", "31/3/2024"],
        ["1.2", "Bản vẽ", "Sở A", "30/4/2024"],
        ["a", "Bản vẽ hiện trạng", None, "15/4/2024"],
        ["–", "Bổ sung số liệu", "Viện B", "10/4/2024"],
        ["B", "Hạ tầng"],
        [2, "Cấp nước", "Sở C", "Quý III/2024"],
        ["II", "LĨNH VỰC XÃ HỘI"],
        [1, "Trường học", "Sở D", "Quý IV/2024"],
    ]
    return book(rows, bold=["A2", "B2", "B3", "B9", "B11"]), [
        row("LĨNH VỰC ĐÔ THỊ", wbs="I", level=0, kind="summary"),
        row("Quy hoạch", wbs="I.A", level=1, kind="summary"),
        row("Quy hoạch chung", "Sở A", "2024-06-30", wbs="I.A.1", level=2),
        row("Thuyết minh", "Sở A", "2024-03-31", wbs="I.A.1.1", level=3),
        row("Bản vẽ", "Sở A", "2024-04-30", wbs="I.A.1.2", level=3),
        row("Bản vẽ hiện trạng", "", "2024-04-15", wbs="I.A.1.2.a", level=4),
        row("Bổ sung số liệu", "Viện B", "2024-04-10", wbs="I.A.1.2.a.1", level=5),
        row("Hạ tầng", wbs="I.B", level=1, kind="summary"),
        row("Cấp nước", "Sở C", "2024-07-01..2024-09-30", wbs="I.B.2", level=2),
        row("LĨNH VỰC XÃ HỘI", wbs="II", level=0, kind="summary"),
        row("Trường học", "Sở D", "2024-10-01..2024-12-31", wbs="II.1", level=1),
    ]


@sample("groups-merged-over-the-table.xlsx")
def _():
    """Group rows without numbers, merged over all columns."""
    rows = [
        HEAD,
        ["NHÓM NHIỆM VỤ THỨ NHẤT: THỂ CHẾ"],
        [1, "Nghị quyết", "Sở Tư pháp", "31/07/2024"],
        [2, "Quyết định", "Sở Tư pháp", "31/08/2024"],
        ["NHÓM NHIỆM VỤ THỨ HAI: TỔ CHỨC"],
        [3, "Thành lập trung tâm", "Sở Nội vụ", "30/09/2024"],
    ]
    return book(rows, ["A2:D2", "A5:D5"], bold=["A2", "A5"]), [
        row("NHÓM NHIỆM VỤ THỨ NHẤT: THỂ CHẾ", kind="summary", level=0),
        row("Nghị quyết", "Sở Tư pháp", "2024-07-31", level=1),
        row("Quyết định", "Sở Tư pháp", "2024-08-31", level=1),
        row("NHÓM NHIỆM VỤ THỨ HAI: TỔ CHỨC", kind="summary", level=0),
        row("Thành lập trung tâm", "Sở Nội vụ", "2024-09-30", level=1),
    ]


@sample("number-and-group-in-one-cell.xlsx")
def _():
    """The words "I/ ..." and "II. ..." in the number's column, merged over the table."""
    rows = [
        HEAD,
        ["I/ Chuẩn bị"],
        [1, "Lập tổ", "A", "15/01/2024"],
        ["II. Thực hiện"],
        [1, "Thi công", "B", "15/06/2024"],
    ]
    return book(rows, ["A2:D2", "A4:D4"], bold=["A2", "A4"]), [
        row("Chuẩn bị", kind="summary", wbs="I"),
        row("Lập tổ", "A", "2024-01-15", wbs="I.1"),
        row("Thực hiện", kind="summary", wbs="II"),
        row("Thi công", "B", "2024-06-15", wbs="II.1"),
    ]


@sample("levels-by-indent.xlsx")
def _():
    """No numbers: the outline is in the cells' indents, summary rows have no dates."""
    rows = [
        ["Task Name", "Resource Names", "Start", "Finish"],
        ["Giai đoạn 1"],
        ["Khảo sát", "Tổ 1", date(2024, 1, 2), date(2024, 1, 31)],
        ["Báo cáo", "Tổ 2", date(2024, 2, 1), date(2024, 2, 29)],
        ["Giai đoạn 2"],
        ["Thi công", "Tổ 3", date(2024, 3, 1), date(2024, 9, 30)],
    ]
    return book(rows, change=lambda ws: indent(ws, {"A3": 1, "A4": 1, "A6": 1})), [
        row("Giai đoạn 1", kind="summary", wbs="1", level=0),
        row("Khảo sát", "Tổ 1", "2024-01-31", fs="2024-01-02", wbs="1.1", level=1),
        row("Báo cáo", "Tổ 2", "2024-02-29", fs="2024-02-01", wbs="1.2", level=1),
        row("Giai đoạn 2", kind="summary", wbs="2", level=0),
        row("Thi công", "Tổ 3", "2024-09-30", fs="2024-03-01", wbs="2.1", level=1),
    ]


@sample("totals-notes-and-signatures.xlsx")
def _():
    """Sums, a note, who receives it and who signs are no work."""
    rows = [
        ["STT", "Hạng mục", "Đơn vị", "Hoàn thành", "Kinh phí"],
        [1, "San nền", "Công ty A", "20/04/2024", 100],
        [None, "Cộng phần nền", None, None, 100],
        [2, "Móng", "Công ty B", "20/07/2024", 250],
        [None, "Tổng cộng", None, None, 350],
        [None, "Bằng chữ: Ba trăm năm mươi triệu đồng"],
        ["Ghi chú: Tiến độ có thể điều chỉnh theo thời tiết."],
        [],
        ["Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"],
        ["- Như trên;", None, None, "CHỦ TỊCH"],
        ["- Lưu: VT.", None, None, "Người Ký Minh Họa"],
    ]
    return book(rows), [row("San nền", "Công ty A", "2024-04-20"), row("Móng", "Công ty B", "2024-07-20")]


@sample("signature-block-without-recipients.xlsx", "field-missing@A1")
def _():
    """The company, the signer and a place-and-date line under the table."""
    rows = [
        ["STT", "Nội dung công việc", "Nhân công", "Bắt đầu", "Kết thúc"],
        [1, "Xây tường", 5, "01/03/2024", "15/03/2024"],
        [2, "Trát", 4, "16/03/2024", "30/03/2024"],
        [],
        [None, None, None, "Hà Nội, ngày 01 tháng 02 năm 2024"],
        [None, "NGƯỜI LẬP", None, "CÔNG TY TNHH MINH HỌA"],
        [None, None, None, "Giám đốc"],
        [None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"],
    ]
    return book(rows), [
        row("Xây tường", "", "2024-03-15", fs="2024-03-01"),
        row("Trát", "", "2024-03-30", fs="2024-03-16"),
    ]


@sample("hidden-rows-and-columns.xlsx", "rows-hidden@A3", "columns-hidden@C1")
def _():
    """Two rows and the owners' column are hidden; they are read and said."""

    def hide(sheet):
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = [
        HEAD,
        [1, "Hiện", "A", "15/01/2024"],
        [2, "Ẩn một", "B", "16/01/2024"],
        [3, "Ẩn hai", "C", "17/01/2024"],
        [4, "Hiện lại", "D", "18/01/2024"],
    ]
    return book(rows, change=hide), [
        row("Hiện", "A", "2024-01-15"), row("Ẩn một", "B", "2024-01-16"), row("Ẩn hai", "C", "2024-01-17"), row("Hiện lại", "D", "2024-01-18"),
    ]  # fmt: skip


@sample("hidden-sheets-are-named-not-read.xlsx", "sheet-hidden@", "sheet-hidden@", sheet="Kế hoạch")
def _():
    """An old version on a hidden sheet, lists on a very hidden one."""
    made = openpyxl.Workbook()
    made.active.title = "Bản cũ"
    fill(made.active, [HEAD, [1, "Bản cũ", "X", "15/01/2023"], [2, "Bản cũ", "X", "15/01/2023"]])
    made.active.sheet_state = "hidden"
    fill(made.create_sheet("Kế hoạch"), [HEAD, [1, "Việc mới", "Y", "15/02/2024"], [2, "Việc khác", "Z", "15/03/2024"]])
    lists = made.create_sheet("_lists")
    fill(lists, [["Đang làm"], ["Xong"]])
    lists.sheet_state = "veryHidden"
    made.active = 1
    return saved(made), [row("Việc mới", "Y", "2024-02-15"), row("Việc khác", "Z", "2024-03-15")]


@sample("blank-rows-between-tasks.xlsx")
def _():
    """Blank rows and rows of blanks between the tasks."""
    rows = [
        HEAD,
        [],
        [1, "Một", "A", "15/01/2024"],
        [],
        [" ", "\u00a0", None, "  "],
        [2, "Hai", "B", "16/01/2024"],
        [],
        [],
        [3, "Ba", "C", "17/01/2024"],
    ]
    return book(rows), [row("Một", "A", "2024-01-15"), row("Hai", "B", "2024-01-16"), row("Ba", "C", "2024-01-17")]


@sample("a-thousand-formatted-empty-rows.xlsx")
def _():
    """Borders go on for a thousand rows; two tasks are there."""

    def frame(sheet):
        line = Side("thin")
        for cells in sheet["A1:D1001"]:
            for cell in cells:
                cell.border = Border(line, line, line, line)

    return book([HEAD, [1, "Một", "A", "15/01/2024"], [2, "Hai", "B", "16/01/2024"]], change=frame), [
        row("Một", "A", "2024-01-15"),
        row("Hai", "B", "2024-01-16"),
    ]


@sample("numbers-run-on-below-the-tasks.xlsx")
def _():
    """The form has numbers and a drop-down's default for rows nobody filled."""
    rows = [
        ["STT", "Nhiệm vụ", "Chủ trì", "Hạn", "Trạng thái"],
        [1, "Một", "A", "15/01/2024", "Đang làm"],
        [2, "Hai", "B", "16/01/2024", "Đang làm"],
        *([n] for n in range(3, 30)),
    ]
    return book(rows), [row("Một", "A", "2024-01-15"), row("Hai", "B", "2024-01-16")]


@sample("one-task-over-several-rows.xlsx", "rows-joined@A3", "owner-several@C2", "date-several@D4")
def _():
    """A name merged over three rows, with an owner and a date on each."""
    rows = [
        HEAD,
        [1, "Lập quy hoạch phân khu", "Sở A", "31/03/2024"],
        [None, None, "Sở B", "30/04/2024"],
        [None, None, "Viện C", "31/05/2024"],
        [2, "Công bố", "Sở A", "30/6/2024"],
    ]
    return book(rows, ["A2:A4", "B2:B4"]), [
        row("Lập quy hoạch phân khu", "Sở A; Sở B; Viện C", "2024-05-31"),
        row("Công bố", "Sở A", "2024-06-30"),
    ]


@sample("owner-and-date-merged-over-several-tasks.xlsx", "date-merged@D3", "date-merged@D4")
def _():
    """One owner and one deadline for three tasks."""
    rows = [
        HEAD,
        [1, "Phân khu A", "Sở A", "Quý II/2024"],
        [2, "Phân khu B"],
        [3, "Phân khu C"],
        [4, "Công bố", "Sở B", "30/9/2024"],
    ]
    return book(rows, ["C2:C4", "D2:D4"]), [
        row("Phân khu A", "Sở A", "2024-04-01..2024-06-30"), row("Phân khu B", "Sở A", "2024-04-01..2024-06-30"),
        row("Phân khu C", "Sở A", "2024-04-01..2024-06-30"), row("Công bố", "Sở B", "2024-09-30"),
    ]  # fmt: skip


@sample("merged-name-with-lines-of-detail.xlsx", "owner-missing@B4")
def _():
    """The heading spans two columns: the task merged at the left, its parts and their dates at the right."""
    rows = [
        ["STT", "Công việc", None, "Người thực hiện", "Ngày bắt đầu", "Ngày kết thúc"],
        [1, "Vẽ giao diện", "- Vẽ các đĩa.", "Lan", "16/9/2024", "18/9/2024"],
        [None, None, "- Vẽ các cột.", "Minh", "19/9/2024", "20/9/2024"],
        [2, "Viết mã", "- Thuật toán.", None, "21/9/2024", "30/9/2024"],
    ]
    return book(rows, ["B1:C1", "A2:A3", "B2:B3"]), [
        row("Vẽ giao diện – - Vẽ các đĩa.", "Lan", "2024-09-18", fs="2024-09-16"),
        row("Vẽ giao diện – - Vẽ các cột.", "Minh", "2024-09-20", fs="2024-09-19"),
        row("Viết mã – - Thuật toán.", "", "2024-09-30", fs="2024-09-21"),
    ]


@sample("two-tables-one-below-the-other.xlsx", "table-skipped@A7")
def _():
    """The schedule, then a table of money with other columns."""
    rows = [
        HEAD, [1, "Một", "A", "15/01/2024"], [2, "Hai", "B", "16/01/2024"], [3, "Ba", "C", "17/01/2024"], [],
        ["BẢNG KINH PHÍ"], ["TT", "Nội dung", "Dự toán", "Ghi chú"], [1, "Văn phòng phẩm", 10, ""], [2, "Hội nghị", 20, ""],
    ]  # fmt: skip
    return book(rows), [row("Một", "A", "2024-01-15"), row("Hai", "B", "2024-01-16"), row("Ba", "C", "2024-01-17")]


@sample("the-same-table-in-two-blocks.xlsx")
def _():
    """Two programmes on one sheet, each with its heading: one schedule."""
    rows = [
        ["PHẦN 1: ĐƯỜNG"], HEAD, [1, "Đường một", "A", "15/01/2024"], [2, "Đường hai", "B", "16/01/2024"], [],
        ["PHẦN 2: CẦU"], HEAD, [1, "Cầu một", "C", "17/01/2024"], [2, "Cầu hai", "D", "18/01/2024"],
    ]  # fmt: skip
    return book(rows), [
        row("Đường một", "A", "2024-01-15"), row("Đường hai", "B", "2024-01-16"), row("Cầu một", "C", "2024-01-17"), row("Cầu hai", "D", "2024-01-18"),
    ]  # fmt: skip


@sample("two-tables-side-by-side.xlsx", "table-skipped@F1")
def _():
    """The same headings twice in one row."""
    rows = [
        [*HEAD, None, *HEAD],
        [1, "Trái một", "A", "15/01/2024", None, 1, "Phải một", "C", "05/02/2024"],
        [2, "Trái hai", "B", "16/01/2024", None, 2, "Phải hai", "D", "06/02/2024"],
    ]
    return book(rows), [row("Trái một", "A", "2024-01-15"), row("Trái hai", "B", "2024-01-16")]


@sample("a-list-of-statuses-beside-the-table.xlsx", "heading-unknown@G1", "field-missing@A1")
def _():
    """A look-up list with the same heading as a column."""
    rows = [
        ["WBS NO.", "TASK NAME", "STATUS", "START DATE", "END DATE", None, "STATUS"],
        ["1", "Phân tích", "In Progress", date(2024, 1, 2), date(2024, 1, 31), None, "Not Started"],
        ["1.1", "Phỏng vấn", "Complete", date(2024, 1, 2), date(2024, 1, 15), None, "In Progress"],
        ["1.2", "Mô tả", "In Progress", date(2024, 1, 16), date(2024, 1, 31), None, "Complete"],
        [None, None, None, None, None, None, "On Hold"],
    ]
    return book(rows), [
        row("Phân tích", "", "2024-01-31", fs="2024-01-02", status_text="In Progress"),
        row("Phỏng vấn", "", "2024-01-15", fs="2024-01-02", status_text="Complete"),
        row("Mô tả", "", "2024-01-31", fs="2024-01-16", status_text="In Progress"),
    ]


@sample("several-sheets-one-is-the-schedule.xlsx", "sheet-skipped@", "sheet-skipped@", sheet="Tiến độ 2024")
def _():
    """A cover, the schedule, a directory of telephones."""
    made = openpyxl.Workbook()
    made.active.title = "Bìa"
    fill(made.active, [["BÁO CÁO TIẾN ĐỘ (số liệu minh họa)"], ["Năm 2024"]])
    plan = made.create_sheet("Tiến độ 2024")
    fill(plan, [HEAD, [1, "Một", "A", "15/01/2024"], [2, "Hai", "B", "Quý II/2024"], [3, "Ba", "B", "Quý III/2024"]])
    dress(plan, bold=["A1", "B1", "C1", "D1"])
    fill(
        made.create_sheet("Danh bạ"),
        [
            ["STT", "Họ tên", "Đơn vị", "Điện thoại"],
            [1, "Người A", "Phòng A", "0240000001"],
            [2, "Người B", "Phòng B", "0240000002"],
        ],
    )
    return saved(made), [
        row("Một", "A", "2024-01-15"),
        row("Hai", "B", "2024-04-01..2024-06-30"),
        row("Ba", "B", "2024-07-01..2024-09-30"),
    ]


@sample("a-table-on-its-side.xlsx", "table-turned@")
def _():
    """Tasks run to the right, fields downwards."""
    rows = [
        ["Nhiệm vụ", "Lập đề cương", "Soạn thảo", "Trình ký"],
        ["Cơ quan chủ trì", "Phòng A", "Phòng B", "Phòng A"],
        ["Bắt đầu", "02/01/2024", "01/02/2024", "01/03/2024"],
        ["Hoàn thành", "31/01/2024", "29/02/2024", "15/03/2024"],
        ["Ghi chú", None, "cần thêm người", None],
    ]
    return book(rows), [
        row("Lập đề cương", "Phòng A", "2024-01-31", fs="2024-01-02"), row("Soạn thảo", "Phòng B", "2024-02-29", fs="2024-02-01"),
        row("Trình ký", "Phòng A", "2024-03-15", fs="2024-03-01"),
    ]  # fmt: skip


@sample("groups-that-begin-like-totals.xlsx")
def _():
    """Groups "Công tác …", "Công nghệ …", "Tổng điều tra …"; "TONG CONG", "Cộng (A+B)" and "Tổng vốn" beside a sum are totals."""
    rows = [
        [*HEAD, "Vốn"],
        [None, "CÔNG TÁC XÂY DỰNG"],
        [1, "San nền", "Công ty A", "20/04/2024", 100],
        [None, "Công nghệ thông tin"],
        [2, "Mua máy", "Công ty B", "20/07/2024", 250],
        [None, "Tổng điều tra kinh tế"],
        [3, "Lập danh sách", "Sở C", "20/08/2024", 50],
        [None, "Tổng vốn", None, None, 400],
        [None, "TONG CONG"],
        [None, "Cộng (A+B)"],
    ]
    return book(rows, bold=["B2", "B4", "B6"]), [
        row("CÔNG TÁC XÂY DỰNG", kind="summary", level=0),
        row("San nền", "Công ty A", "2024-04-20", level=1),
        row("Công nghệ thông tin", kind="summary", level=0),
        row("Mua máy", "Công ty B", "2024-07-20", level=1),
        row("Tổng điều tra kinh tế", kind="summary", level=0),
        row("Lập danh sách", "Sở C", "2024-08-20", level=1),
    ]


@sample("further-owners-that-begin-like-totals.xlsx", "rows-joined@A3", "rows-joined@A5", "owner-several@C2")
def _():
    """Below one owner "Công ty B", below another "Giám đốc …": neither a total nor a signature."""
    rows = [
        [*HEAD, "Phối hợp"],
        [1, "Gói một", "Công ty A", "30/6/2024", None],
        [None, None, "Công ty B", None, None],
        [2, "Gói hai", "Công ty C", "30/7/2024", None],
        [None, None, None, None, "Giám đốc Sở Tài chính"],
        [3, "Gói ba", "Công ty C", "30/8/2024", None],
    ]
    return book(rows), [
        row("Gói một", "Công ty A; Công ty B", "2024-06-30"),
        row("Gói hai", "Công ty C", "2024-07-30", coordinating="Giám đốc Sở Tài chính"),
        row("Gói ba", "Công ty C", "2024-08-30"),
    ]


@sample("words-between-and-below-the-tasks.xlsx", "rows-remarks@B3", "rows-remarks@B5", "rows-remarks@A8")
def _():
    """A wrapped name, a remark behind a dash, a page's number and the closing sentences are no work, and parent of none."""
    rows = [
        HEAD,
        [1, "Điều chỉnh quy hoạch", "Phòng A", "30/6/2024"],
        [None, "khu đô thị phía tây"],
        [2, "Thi công", "Phòng B", "30/7/2024"],
        [None, "- Vướng mắc: chưa có mặt bằng"],
        ["Trang 2"],
        [3, "Nghiệm thu", "Phòng B", "30/8/2024"],
        ["Danh sách gồm 03 nhiệm vụ./."],
        [None, "Các mốc được cập nhật hằng tháng."],
    ]
    return book(rows), [
        row("Điều chỉnh quy hoạch", "Phòng A", "2024-06-30", level=0, kind="milestone"),
        row("Thi công", "Phòng B", "2024-07-30", level=0, kind="milestone"),
        row("Nghiệm thu", "Phòng B", "2024-08-30", level=0, kind="milestone"),
    ]


@sample("groups-that-nothing-marks.xlsx", "group-guessed@A2")
def _():
    """Words alone over numbered tasks, in the column of names or of numbers, neither bold nor merged."""
    rows = [
        HEAD,
        ["PHẦN I: CHUẨN BỊ"],
        [1, "Thành lập ban", "Sở A", "28/2/2024"],
        [2, "Ban hành kế hoạch", "Sở A", "31/3/2024"],
        [None, "Lĩnh vực xây dựng"],
        [3, "Cấp phép", "Sở B", "30/6/2024"],
    ]
    return book(rows), [
        row("PHẦN I: CHUẨN BỊ", kind="summary", level=0),
        row("Thành lập ban", "Sở A", "2024-02-28", level=1),
        row("Ban hành kế hoạch", "Sở A", "2024-03-31", level=1, kind="milestone"),
        row("Lĩnh vực xây dựng", kind="summary", level=0),
        row("Cấp phép", "Sở B", "2024-06-30", level=1),
    ]


@sample("groups-merged-from-the-first-column.xlsx")
def _():
    """The first column is the time's: a group's row merged over all columns has a name, and no date for the row above."""
    rows = [
        ["Thời gian", "Nội dung", "Người thực hiện"],
        ["Ngày 14/8/2024: PHIÊN TRÙ BỊ"],
        ["14/8/2024", "Đón tiếp đại biểu", "Ban Tổ chức"],
        ["Ngày 15/8/2024: PHIÊN CHÍNH THỨC"],
        ["15/8/2024", "Diễn văn khai mạc", "Chủ tịch"],
    ]
    return book(rows, ["A2:C2", "A4:C4"]), [
        row("Ngày 14/8/2024: PHIÊN TRÙ BỊ", kind="summary"),
        row("Đón tiếp đại biểu", "Ban Tổ chức", "2024-08-14", level=1),
        row("Ngày 15/8/2024: PHIÊN CHÍNH THỨC", kind="summary"),
        row("Diễn văn khai mạc", "Chủ tịch", "2024-08-15", level=1),
    ]


@sample("number-merged-over-several-tasks.xlsx")
def _():
    """Two measures of one finding under one number stand beside each other."""
    rows = [
        HEAD,
        [1, "Hoàn thiện hồ sơ", "Ban A", "30/9/2024"],
        [None, "Kiểm điểm trách nhiệm", "Ban A", "31/8/2024"],
        [2, "Thu hồi đất", "Phường B", "31/12/2024"],
    ]
    return book(rows, ["A2:A3"]), [
        row("Hoàn thiện hồ sơ", "Ban A", "2024-09-30", level=0, wbs="1", kind="milestone"),
        row("Kiểm điểm trách nhiệm", "Ban A", "2024-08-31", level=0, wbs="1.2", kind="milestone"),
        row("Thu hồi đất", "Phường B", "2024-12-31", level=0, wbs="2"),
    ]


@sample("tasks-below-the-signatures.xlsx")
def _():
    """An annex under the signatures repeats the heading; a further piece goes on without one."""
    rows = [
        HEAD, [1, "Một", "A", "15/01/2024"], [2, "Hai", "B", "16/01/2024"],
        ["Nơi nhận:", None, "TM. ỦY BAN NHÂN DÂN"], ["- Lưu VT", None, "CHỦ TỊCH"], [],
        ["PHỤ LỤC 2: VIỆC PHÁT SINH"], HEAD, [1, "Ba", "C", "17/01/2024"],
        [None, None, "TRƯỞNG PHÒNG"], [None, None, "Nguyễn Văn Minh Họa"], [], ["NHIỆM VỤ BỔ SUNG"], [1, "Bốn", "D", "18/01/2024"],
    ]  # fmt: skip
    return book(rows), [
        row("Một", "A", "2024-01-15"), row("Hai", "B", "2024-01-16"), row("Ba", "C", "2024-01-17"), row("Bốn", "D", "2024-01-18"),
    ]  # fmt: skip


@sample("a-longer-table-above-a-wider-one.xlsx", "table-skipped@A7")
def _():
    """Two projects: the second table has more columns, the first more tasks."""
    rows = [
        ["I. ĐƯỜNG MỘT"], HEAD, [1, "Một", "A", "15/01/2024"], [2, "Hai", "B", "16/01/2024"], [3, "Ba", "C", "17/01/2024"],
        ["II. ĐƯỜNG HAI"], ["TT", "Nội dung", "Chủ trì", "Bắt đầu", "Hoàn thành", "Tỷ lệ"],
        [1, "Bốn", "D", "01/02/2024", "18/02/2024", "50%"], [2, "Năm", "E", "01/03/2024", "19/03/2024", "0%"],
    ]  # fmt: skip
    return book(rows), [row("Một", "A", "2024-01-15"), row("Hai", "B", "2024-01-16"), row("Ba", "C", "2024-01-17")]
