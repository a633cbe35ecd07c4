"""Samples of cells that are no dates: percentages, numbers, owners, links, old encodings."""

from datetime import date, datetime

from tests.samples.kit import book, row, sample, tcvn3, vni

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


@sample("percentages-in-every-form.xlsx", "percent-unread@E9", "percent-scale@E3")
def _():
    """75%, 0.75 shown as %, 75, ¾, words, nonsense."""
    said = ["75%", 0.5, "¾", "đã hoàn thành", "chưa thực hiện", "đang triển khai", "40 %", "khá tốt", "33,3%"]
    rows = [
        [*HEAD, "Tỷ lệ hoàn thành"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", text] for n, text in enumerate(said, 1)),
    ]
    percents = [75, 50, 75, 100, 0, None, 40, None, 33.3]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", **({} if p is None else {"percent_complete": p})) for n, p in enumerate(percents, 1)
    ]  # fmt: skip


@sample("percentages-as-numbers-to-a-hundred.xlsx")
def _():
    """0, 40, 100 are percent as they stand; 1 among them is one percent."""
    rows = [
        [*HEAD, "% hoàn thành"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", v] for n, v in enumerate([0, 40, 100, 1], 1)),
    ]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", percent_complete=v) for n, v in enumerate([0, 40, 100, 1], 1)
    ]


@sample("percentages-of-something-else.xlsx", *(f"percent-unread@E{n}" for n in range(2, 8)))
def _():
    """What is left, a bound, a part: no share done; "not finished" is no 0."""
    said = [
        "Còn 20%",
        "Dưới 50%",
        ">90%",
        "Tăng 5%",
        "100% móng",
        "Chưa đạt 50%",
        "Chưa hoàn thành",
        "Đã đạt khoảng 60%",
    ]
    rows = [
        [*HEAD, "Tỷ lệ hoàn thành"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", text] for n, text in enumerate(said, 1)),
    ]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", percent_text=text, **({"percent_complete": 60} if n == 8 else {}))
        for n, text in enumerate(said, 1)
    ]


@sample("shares-as-texts.xlsx", "percent-scale@E2", "percent-scale@E3")
def _():
    """A column of texts from 0 to 1 is one of shares, as one of such numbers is."""
    said = [("0,5", 50), ("1", 100), ("0", 0)]
    rows = [
        [*HEAD, "Tỷ lệ hoàn thành"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", text] for n, (text, _) in enumerate(said, 1)),
    ]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", percent_complete=v) for n, (_, v) in enumerate(said, 1)
    ]


@sample("a-share-among-percentages.xlsx", "percent-scale@E3", "percent-scale@E4")
def _():
    """Beside 45, the texts "0,8" and "1" may be shares or percent."""
    said = [("45", 45), ("0,8", 80), ("1", 1)]
    rows = [
        [*HEAD, "Tỷ lệ hoàn thành"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", text] for n, (text, _) in enumerate(said, 1)),
    ]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", percent_complete=v) for n, (_, v) in enumerate(said, 1)
    ]


@sample("progress-that-contradicts.xlsx", "percent-contradicts@F2", "percent-contradicts@F3")
def _():
    """Done at 60 %, and under way at 100 %; what is good enough ("Đạt") need not be done."""
    rows = [
        [*HEAD, "Trạng thái", "Tỷ lệ"],
        [1, "Một", "A", "30/6/2024", "Đã hoàn thành", "60%"],
        [2, "Hai", "B", "30/9/2024", "Đang thực hiện", "100%"],
        [3, "Ba", "C", "20/12/2024", "Đang thực hiện", "20%"],
        [4, "Bốn", "C", "21/12/2024", "Đạt", "40%"],
    ]
    return book(rows), [
        row("Một", "A", "2024-06-30"),
        row("Hai", "B", "2024-09-30"),
        row("Ba", "C", "2024-12-20"),
        row("Bốn", "C", "2024-12-21"),
    ]


@sample("numbers-that-excel-made-dates.xlsx", "wbs-date@A4", "wbs-date@A5")
def _():
    """3.1 and 3.2 became 3 January and 3 February."""
    rows = [
        HEAD,
        ["3", "Nhóm ba", "A", "30/6/2024"],
        ["3", None, None, None],
        [datetime(2024, 1, 3), "Ba một", "B", "30/4/2024"],
        [datetime(2024, 2, 3), "Ba hai", "C", "31/5/2024"],
    ]
    del rows[2]
    rows.insert(1, ["2", "Nhóm hai", "A", "31/3/2024"])
    return book(rows), [
        row("Nhóm hai", "A", "2024-03-31", wbs="2"), row("Nhóm ba", "A", "2024-06-30", wbs="3"),
        row("Ba một", "B", "2024-04-30", wbs="3.1"), row("Ba hai", "C", "2024-05-31", wbs="3.2"),
    ]  # fmt: skip


@sample("ten-that-lost-its-nought.xlsx", "wbs-number@A12")
def _():
    """1.10 typed as a number is 1.1: it stays what it is, and 1.10 is proposed."""
    days = [f"{n + 12}/06/2024" for n in range(1, 11)]
    rows = [
        HEAD,
        [1, "Nhóm", "A", "30/6/2024"],
        *([float(f"1.{n}"), f"Việc {n}", "A", days[n - 1]] for n in range(1, 11)),
    ]
    return book(rows), [
        row("Nhóm", "A", "2024-06-30", wbs="1"),
        *(row(f"Việc {n}", "A", f"2024-06-{n + 12}", wbs=str(float(f"1.{n}"))) for n in range(1, 11)),
    ]


@sample("numbers-as-text.xlsx")
def _():
    """Numbers and shares typed as texts, with blanks and commas."""
    rows = [
        ["STT", "Việc", "Đơn vị", "Hạn", "Thời lượng (ngày)", "% HT"],
        ["1 ", "Một", "A", "30/6/2024", "15", "50"],
        [" 2", "Hai", "B", "31/7/2024", "7,5", "12,5"],
    ]
    return book(rows), [
        row("Một", "A", "2024-06-30", wbs="1", duration_days=15, percent_complete=50),
        row("Hai", "B", "2024-07-31", wbs="2", duration_days=7.5, percent_complete=12.5),
    ]


@sample("lead-and-others-in-one-cell.xlsx", "owner-split@C2", "owner-split@C3", "owner-split@C4")
def _():
    """The heading says lead and others; the cell says which is which, or nothing does."""
    rows = [
        ["TT", "Nội dung", "Cơ quan chủ trì, phối hợp", "Thời hạn"],
        [1, "Một", "Sở QHKT chủ trì; Sở TNMT, Sở Xây dựng phối hợp", "30/6/2024"],
        [2, "Hai", "Chủ trì: Sở Tư pháp\nPhối hợp: Sở Nội vụ, Văn phòng UBND Thành phố", "31/7/2024"],
        [3, "Ba", "Sở Tài chính; các sở, ngành liên quan", "31/8/2024"],
        [4, "Bốn", "Sở Y tế", "30/9/2024"],
    ]
    return book(rows), [
        row("Một", "Sở QHKT", "2024-06-30", coordinating="Sở TNMT; Sở Xây dựng"),
        row("Hai", "Sở Tư pháp", "2024-07-31", coordinating="Sở Nội vụ; Văn phòng UBND Thành phố"),
        row("Ba", "Sở Tài chính", "2024-08-31", coordinating="các sở, ngành liên quan"),
        row("Bốn", "Sở Y tế", "2024-09-30", coordinating=""),
    ]


@sample("predecessors-in-every-form.xlsx", "predecessor-unknown@E8")
def _():
    """By number, by several, with kinds and lags, by words, by name, unknown."""
    said = ["", "1", "1;2", "3FS+5d", "sau mục 2", "5SS-2 ngày", "mục 99", "Việc 1"]
    rows = [
        [*HEAD, "Công việc trước"],
        *([n, f"Việc {n}", "A", f"{n + 14}/06/2024", text] for n, text in enumerate(said, 1)),
    ]
    links = ["", "1", "1;2", "3 FS+5d", "2", "5 SS-2d", "", "1"]
    return book(rows), [
        row(f"Việc {n}", "A", f"2024-06-{n + 14}", predecessors=link) for n, link in enumerate(links, 1)
    ]


@sample("predecessors-that-several-rows-answer-to.xlsx", "predecessor-ambiguous@E4", "predecessor-guessed@E5")
def _():
    """The name of two rows links to neither; a name with a letter wrong is taken for the one it is like, and told."""
    rows = [
        [*HEAD, "Công việc trước"],
        [1, "Trình thẩm định", "A", "15/06/2024"],
        [2, "Trình thẩm định", "A", "16/06/2024"],
        [3, "Phê duyệt dự toán", "A", "17/06/2024", "Trình thẩm định"],
        [4, "Lựa chọn nhà thầu", "A", "18/06/2024", "Phê duyệt dự tona"],
    ]
    return book(rows), [
        row("Trình thẩm định", "A", "2024-06-15"),
        row("Trình thẩm định", "A", "2024-06-16"),
        row("Phê duyệt dự toán", "A", "2024-06-17"),
        row("Lựa chọn nhà thầu", "A", "2024-06-18", predecessors="3"),
    ]


@sample(
    "predecessors-whose-numbers-start-anew.xlsx",
    "predecessor-ambiguous@E8",
    "predecessor-in-group@E4",
    "predecessor-in-group@E7",
)
def _():
    """Numbers that start anew in each group mean the rows of the group, and are told; a number that the group has not links to none."""
    rows = [
        [*HEAD, "Công việc trước"],
        ["I", "CHUẨN BỊ"],
        [1, "Lập nhiệm vụ", "A", "15/06/2024"],
        [2, "Lập đồ án", "A", "16/06/2024", "1"],
        ["II", "THỰC HIỆN"],
        [1, "Giải phóng mặt bằng", "A", "17/06/2024", "I.2"],
        [3, "Thi công", "A", "18/06/2024", "1FS+5 ngày"],
        [4, "Hoàn công", "A", "19/06/2024", "2"],
        ["III", "BÀN GIAO"],
        [2, "Nghiệm thu", "A", "20/06/2024", "II.4"],
    ]
    return book(rows), [
        row("CHUẨN BỊ", "", ""),
        row("Lập nhiệm vụ", "A", "2024-06-15"),
        row("Lập đồ án", "A", "2024-06-16", predecessors="I.1"),
        row("THỰC HIỆN", "", ""),
        row("Giải phóng mặt bằng", "A", "2024-06-17", predecessors="I.2"),
        row("Thi công", "A", "2024-06-18", predecessors="II.1 FS+5d"),
        row("Hoàn công", "A", "2024-06-19"),
        row("BÀN GIAO", "", ""),
        row("Nghiệm thu", "A", "2024-06-20", predecessors="II.4"),
    ]


@sample("ids-used-twice.xlsx", "id-repeated@A4")
def _():
    """Two rows with one code."""
    rows = [
        ["Mã", "Nhiệm vụ", "Chủ trì", "Hạn"],
        ["NV-01", "Một", "A", "30/6/2024"],
        ["NV-02", "Hai", "B", "31/7/2024"],
        ["NV-01", "Ba", "C", "31/8/2024"],
    ]
    return book(rows), [row("Một", "A", "2024-06-30"), row("Hai", "B", "2024-07-31"), row("Ba", "C", "2024-08-31")]


@sample("texts-in-tcvn3.xlsx", "text-legacy@B1")
def _():
    """Typed for a .VnTime font: seen in any other font as signs; the accents come back."""
    rows = [[tcvn3(text) for text in ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành")]]
    rows += [
        [1, tcvn3("Lập hồ sơ quy hoạch"), tcvn3("Sở Xây dựng"), tcvn3("tháng 6 năm 2024")],
        [2, tcvn3("Trình phê duyệt"), tcvn3("Văn phòng"), "30/9/2024"],
    ]
    return book(rows), [
        row("Lập hồ sơ quy hoạch", "Sở Xây dựng", "2024-06-01..2024-06-30"),
        row("Trình phê duyệt", "Văn phòng", "2024-09-30"),
    ]


@sample("texts-in-vni.xlsx", "text-legacy@B1")
def _():
    """Typed for a VNI font."""
    rows = [[vni(text) for text in ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành")]]
    rows += [
        [1, vni("Lập hồ sơ quy hoạch"), vni("Sở Xây dựng"), vni("tháng 6 năm 2024")],
        [2, vni("Trình phê duyệt"), vni("Văn phòng"), "30/9/2024"],
    ]
    return book(rows), [
        row("Lập hồ sơ quy hoạch", "Sở Xây dựng", "2024-06-01..2024-06-30"),
        row("Trình phê duyệt", "Văn phòng", "2024-09-30"),
    ]


@sample("decomposed-letters-and-blanks.xlsx")
def _():
    """Accents as letters of their own, zero-width and no-break blanks."""
    import unicodedata

    apart = lambda text: unicodedata.normalize("NFD", text)  # noqa: E731
    rows = [
        [apart(text) for text in HEAD],
        [1, apart("Thẩm định") + "\u200b", "\u00a0" + apart("Sở Tài chính") + " ", apart("tháng 6/2024")],
    ]
    rows.append([2, "Phê duyệt", "Sở  Tư pháp", date(2024, 9, 30)])
    return book(rows), [
        row("Thẩm định", "Sở Tài chính", "2024-06-01..2024-06-30"),
        row("Phê duyệt", "Sở Tư pháp", "2024-09-30"),
    ]


@sample("formulas-as-text-stay-text.xlsx")
def _():
    """A name that begins with = or + is a text, not a formula."""
    rows = [HEAD, [1, "=cmd|' /C calc'!A0", "Phòng A", "30/6/2024"], [2, "+84 hotline", "Phòng B", "31/7/2024"]]

    def texts(sheet):
        sheet["B2"].data_type = "s"

    return book(rows, change=texts), [
        row("=cmd|' /C calc'!A0", "Phòng A", "2024-06-30"),
        row("+84 hotline", "Phòng B", "2024-07-31"),
    ]
