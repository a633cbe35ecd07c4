"""Samples of what is struck through: whole rows, single cells, words within a cell."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.samples.kit import book, opendocument, repacked, row, sample

HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]
STRUCK = InlineFont(strike=True)


def _strike(*cells):
    """Strikes cells of a sheet through."""

    def change(sheet):
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return change


def _with_shared(content, texts, cells):
    """A workbook whose cells show shared texts instead of their own: the number that stands in each."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"

    def change(name, part):
        text = part.decode() if name.endswith((".xml", ".rels")) else ""
        if name.endswith("sheet1.xml"):
            for cell in cells:
                text = re.sub(
                    rf'<c r="{cell}"[^>]*><is><t>(\d+)</t></is></c>', rf'<c r="{cell}" t="s"><v>\1</v></c>', text
                )
        elif name.endswith("workbook.xml.rels"):
            more = f'<Relationship Id="rIdT" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
            text = text.replace("</Relationships>", more)
        elif name == "[Content_Types].xml":
            text = text.replace(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            )
        return text.encode() or part

    stream = io.BytesIO(repacked(content, change))
    with zipfile.ZipFile(stream, "a") as made:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        made.writestr(zipfile.ZipInfo("xl/sharedStrings.xml"), f'<sst xmlns="{space}" count="1">{texts}</sst>')
    return stream.getvalue()


@sample("a-deadline-struck-through.xlsx", "cell-struck@D3", "cell-struck@C4", "cell-struck@D4")
def _():
    """It stays the date, and doubtful; of a cell that is empty there is nothing to tell."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "30/6/2024"],
        [2, "Việc hai", "Sở B", datetime(2024, 9, 30)],
        [3, "Việc ba", "Sở C", "31/10/2024"],
        [4, "Việc bốn", "Sở D"],
    ]
    return book(rows, change=_strike("D3", "C4", "D4", "D5")), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở B", "2024-09-30"),
        row("Việc ba", "Sở C", "2024-10-31"),
        row("Việc bốn", "Sở D"),
    ]


@sample("a-row-struck-through.xlsx", "row-struck@B3")
def _():
    """Once for the whole row, which may be dropped or done: it is read all the same."""
    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "30/6/2024"],
        [2, "Việc hai", "Sở B", "30/9/2024"],
        [3, "Việc ba", "Sở C", "31/10/2024"],
    ]
    return book(rows, change=_strike("B3", "C3", "D3", "A4")), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở B", "2024-09-30"),
        row("Việc ba", "Sở C", "2024-10-31"),
    ]


@sample("an-old-date-struck-beside-the-new-one.xlsx", "cell-struck@B3", "cell-struck@D2", "cell-struck@D4")
def _():
    """What is not struck through is the reading: of a deadline, of a name; struck from end to end, it stays."""

    def rich(sheet):
        sheet["D2"] = CellRichText(TextBlock(STRUCK, "30/6/2024"), " ", TextBlock(InlineFont(), "30/9/2024"))
        sheet["B3"] = CellRichText("Việc ", TextBlock(STRUCK, "cũ "), "hai")
        sheet["D4"] = CellRichText(TextBlock(STRUCK, "31/10/"), TextBlock(STRUCK, "2024"))
        sheet["D5"] = CellRichText(TextBlock(InlineFont(b=True), "30/11/"), TextBlock(InlineFont(strike=False), "2024"))

    rows = [
        HEAD,
        [1, "Việc một", "Sở A", "-"],
        [2, "-", "Sở B", "15/10/2024"],
        [3, "Việc ba", "Sở C", "-"],
        [4, "Việc bốn", "Sở D", "-"],
    ]
    return book(rows, change=rich), [
        row("Việc một", "Sở A", "2024-09-30"),
        row("Việc hai", "Sở B", "2024-10-15"),
        row("Việc ba", "Sở C", "2024-10-31"),
        row("Việc bốn", "Sở D", "2024-11-30"),
    ]


@sample("struck-words-in-a-part-with-prefixes.xlsx", "cell-struck@D2")
def _():
    """Written as few programs do, with a prefix before every name."""

    def rich(sheet):
        sheet["D2"] = CellRichText(TextBlock(STRUCK, "30/6/2024"), " ", TextBlock(InlineFont(), "30/9/2024"))

    def prefixed(name, part):
        if not name.endswith("sheet1.xml"):
            return part
        return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")

    rows = [HEAD, [1, "Việc một", "Sở A", "-"], [2, "Việc hai", "Sở B", "15/10/2024"]]
    return repacked(book(rows, change=rich), prefixed), [
        row("Việc một", "Sở A", "2024-09-30"),
        row("Việc hai", "Sở B", "2024-10-15"),
    ]


@sample("a-merged-owner-struck-through.xlsx", "cell-struck@C2")
def _():
    """Merged over two rows, and told once."""
    rows = [HEAD, [1, "Việc một", "Sở A", "30/6/2024"], [2, "Việc hai", None, "30/9/2024"]]
    return book(rows, ["C2:C3"], change=_strike("C2")), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở A", "2024-09-30"),
    ]


@sample("struck-words-in-shared-texts.xlsx", "cell-struck@D2", "cell-struck@D3")
def _():
    """As Excel itself keeps them: a text once for all the cells that show it."""
    rows = [HEAD, [1, "Việc một", "Sở A", "0"], [2, "Việc hai", "Sở B", "0"], [3, "Việc ba", "Sở C", "31/10/2024"]]
    content = _with_shared(
        book(rows),
        "<si><r><rPr><strike/></rPr><t>30/6/2024</t></r><r><rPr><b/></rPr><t> 30/9/2024</t></r>"
        '<rPh sb="0" eb="1"><t>x</t></rPh></si>',
        ["D2", "D3"],
    )
    return content, [
        row("Việc một", "Sở A", "2024-09-30"),
        row("Việc hai", "Sở B", "2024-09-30"),
        row("Việc ba", "Sở C", "2024-10-31"),
    ]


@sample("a-part-of-a-date-struck-through.xlsx", "cell-struck@D3")
def _():
    """Of day, month and year in columns of their own."""
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
        [None, None, None, "Ngày", "Tháng", "Năm"],
        [1, "Việc một", "Sở A", 30, 6, 2024],
        [2, "Việc hai", "Sở B", 15, 9, 2024],
    ]
    return book(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:F1"], change=_strike("E3")), [
        row("Việc một", "Sở A", "2024-06-30"),
        row("Việc hai", "Sở B", "2024-09-15"),
    ]


@sample("struck-through.ods", "cell-struck@D2", "cell-struck@D3", "cell-struck@D4")
def _():
    """The same marks in an OpenDocument spreadsheet: words of a cell, a cell by its format, a cell by its words."""
    formats = (
        '<style:style style:name="s" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="s1" style:family="text">'
        '<style:text-properties style:text-line-through-type="single"/></style:style>'
        '<style:style style:name="s2" style:family="text">'
        '<style:text-properties style:text-line-through-type="none"/></style:style>'
    )

    def span(name, text):
        return f'<text:span text:style-name="{name}">{text}</text:span>'

    def cell(text, style=""):
        return f'<table:table-cell office:value-type="string"{style}><text:p>{text}</text:p></table:table-cell>'

    days = [
        (f"{span('s1', '30/6/2024')} {span('s2', '30/9/2024')}", ""),
        ("31/10/2024", ' table:style-name="s"'),
        (span("s1", "30/11/2024"), ""),
        (span("s2", "15/12/2024"), ""),
    ]
    lines = "".join(
        f"<table:table-row>{cell(n)}{cell(f'Việc {n}')}{cell('Sở A')}{cell(day, style)}</table:table-row>"
        for n, (day, style) in enumerate(days, 1)
    )
    heading = f"<table:table-row>{''.join(map(cell, HEAD))}</table:table-row>"
    return opendocument(f'<table:table table:name="Tiến độ">{heading}{lines}</table:table>', formats), [
        row("Việc 1", "Sở A", "2024-09-30"),
        row("Việc 2", "Sở A", "2024-10-31"),
        row("Việc 3", "Sở A", "2024-11-30"),
        row("Việc 4", "Sở A", "2024-12-15"),
    ]
