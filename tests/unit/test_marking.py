"""The marked copy: the sender's own workbook with the findings on its cells, and nothing else changed."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from typer.testing import CliRunner

import loaders
from cli import app
from loaders import Remark, Sandbox, is_markable, reference
from schedule import Severity, Words
from schedule.errors import WorkbookUnmarkable
from services.marking import marked_copy, marked_name
from tests.samples.every import SAMPLES
from tests.samples.kit import book, ods

AUTHOR = "Tiến độ Thủ đô"
READER = Sandbox()
COLOURS = {"blocking": "FFF6B8C0", "doubtful": "FFFFE3A3", "note": "FFD4E4F7"}
TABLE = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Hạn hoàn thành", "Tổng"],
    [1, "Lập hồ sơ", "Sở A", "31/6/2024", "=1+1"],
    [2, "Khởi công", "Sở B", "Quý II/2024", "=SUM(E2)"],
    [3, "Bàn giao", "Sở C", "khi đủ điều kiện", None],
]


def read(content):
    """A reading with the sessions that resolve "Kỳ họp thứ 7"."""
    return loaders.read(content, gates=reference.gates())


def marked(content, language="vi"):
    """The marked copy of a workbook with its own findings."""
    reading = read(content)
    return marked_copy(READER, content, reading.findings, reading.schedule.sheet, Words(language))


def opened(content):
    """The first sheet as a person sees it."""
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def remark(cell="D2", text="Xem lại ô này", severity=Severity.DOUBTFUL, sheet="Tiến độ"):
    """One remark."""
    return Remark(sheet, cell, text, severity)


def changed(content, change):
    """The workbook as somebody saves it after a change to its first sheet."""
    made = openpyxl.load_workbook(io.BytesIO(content))
    change(made.worksheets[0])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(content):
    """A package's parts by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_findings_cell_is_coloured_and_says_message_and_remedy():
    """The colour is the severity's; the comment is the product's, in the planner's language."""
    sheet = opened(marked(book(TABLE)))

    assert sheet["D2"].fill.fgColor.rgb == COLOURS["doubtful"]
    assert sheet["D4"].fill.fgColor.rgb == COLOURS["note"]
    assert sheet["D2"].comment.author == AUTHOR
    assert "Nghi ngờ: Ngày “31/6/2024” không có thật" in sheet["D2"].comment.text
    assert "→ Sửa lại ngày trong ô." in sheet["D2"].comment.text
    assert sheet["B2"].comment is None
    assert "Doubtful: " in opened(marked(book(TABLE), "en"))["D2"].comment.text


@pytest.mark.parametrize("name", sorted(SAMPLES.makers))
def test_an_unmended_copy_reads_as_its_original(name):
    """The same rows and the same findings, also where a plan is drawn in colours."""
    sample = SAMPLES.makers[name]()
    if sample.reason or not is_markable(sample.content):
        pytest.skip("no workbook that can be marked")
    before, after = read(sample.content), read(marked(sample.content))

    assert after.findings == before.findings
    assert after.schedule.rows.equals(before.schedule.rows)


def test_a_mended_copy_reads_back_clean():
    """What the planner mended in the copy is found no more."""

    def mend(sheet):
        sheet["D2"], sheet["D4"], sheet["E1"] = "30/6/2024", "tháng 9/2024", "Ghi chú"
        sheet["E2"] = sheet["E3"] = None

    assert read(changed(marked(book(TABLE)), mend)).findings == ()


def test_a_copy_marked_again_keeps_no_mark_of_what_was_mended():
    """Neither colour nor comment, and the unmended cell has its remark once."""
    mended = changed(marked(book(TABLE, filled=["D2"])), lambda sheet: sheet.__setitem__("D2", "30/6/2024"))
    again = opened(marked(mended, "en"))

    assert again["D2"].fill.fgColor.rgb == "FF9BC2E6"
    assert again["D2"].comment is None
    assert again["D4"].comment.text.count("→") == 1


def test_nothing_but_the_marked_cells_look_and_comments_changes():
    """Values, formulas with their stored values, and every other part stand byte for byte."""
    content = book(TABLE, change=lambda sheet: sheet.row_dimensions.__getitem__(2).__setattr__("height", 40))
    stored = _with(content, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    stored = _with(stored, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    before, after = parts(stored), parts(loaders.marked(stored, [remark()], [AUTHOR]))
    known = {"xl/styles.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"}

    assert {name for name in before if before[name] != after[name]} == known
    assert b"<f>1+1</f><v>2</v>" in after["xl/worksheets/sheet1.xml"]
    assert [name for name in after if name not in before] == [
        "xl/commentsMarked1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/drawings/vmlDrawingMarked1.vml",
    ]


def test_the_rest_of_a_cells_format_is_kept():
    """Font, number format, border and alignment stay; only the ground changes."""

    def dress(sheet):
        sheet["D2"] = datetime(2024, 6, 30)
        sheet["D2"].number_format = "mm/yyyy"
        sheet["D2"].font = Font(bold=True, color="FFFF0000")

    cell = opened(loaders.marked(book(TABLE, change=dress), [remark()], [AUTHOR]))["D2"]

    assert (cell.number_format, cell.font.b, cell.font.color.rgb) == ("mm/yyyy", True, "FFFF0000")
    assert cell.fill.fgColor.rgb == COLOURS["doubtful"]


def test_a_pattern_that_a_colour_would_wipe_out_stays():
    """Hatching means something to its sender: the cell has its comment only."""
    content = book(TABLE, change=lambda s: s["D2"].__setattr__("fill", PatternFill("lightUp", fgColor="FF00FF00")))
    cell = opened(loaders.marked(content, [remark()], [AUTHOR]))["D2"]

    assert cell.fill.fill_type == "lightUp"
    assert "Xem lại" in cell.comment.text


def test_comments_of_others_are_kept_and_extended():
    """The sender's words and name stay in front; elsewhere their comments are untouched."""

    def note(sheet):
        sheet["D2"].comment = Comment("Chờ Sở A xác nhận", "Lan")
        sheet["B3"].comment = Comment("Đã họp", "Minh")

    once = loaders.marked(book(TABLE, change=note), [remark()], [AUTHOR])
    twice = opened(loaders.marked(once, [remark(text="Vẫn phải xem")], [AUTHOR]))
    saved = opened(loaders.marked(changed(once, lambda _: None), [], [AUTHOR]))

    assert opened(once)["D2"].comment.text == f"Chờ Sở A xác nhận\n\n{AUTHOR}:\nXem lại ô này"
    assert twice["D2"].comment.text == f"Chờ Sở A xác nhận\n\n{AUTHOR}:\nVẫn phải xem"
    assert (saved["D2"].comment.text, saved["D2"].comment.author) == ("Chờ Sở A xác nhận", "Lan")
    assert (twice["B3"].comment.text, twice["B3"].comment.author) == ("Đã họp", "Minh")


def test_each_comment_has_its_box_and_no_box_is_left_over():
    """A box without a comment would make Excel repair the file."""
    once = loaders.marked(book(TABLE), [remark(), remark("D4")], [AUTHOR])
    again = loaders.marked(once, [remark("D3")], [AUTHOR])
    shapes = next(part for name, part in parts(again).items() if name.endswith(".vml"))

    assert shapes.count(b"<v:shape ") == 1
    assert b"<x:Row>2</x:Row><x:Column>3</x:Column>" in shapes


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "</t></comment><x>&", "\x00\x0b\ud800 hỏng", "+1", "@SUM(A1)"])
def test_no_text_becomes_a_formula_or_markup(text):
    """Whatever a cell said, in a comment it is a text; the cells' contents are not touched."""
    content = book(TABLE)
    sheet = opened(loaders.marked(content, [remark(text=text)], [AUTHOR]))

    assert sheet["D2"].comment.text.startswith(f"{AUTHOR}:\n")
    assert [c.value for row in sheet for c in row] == [c.value for row in opened(content) for c in row]
    if "<" in text:
        assert text in sheet["D2"].comment.text


def test_macros_are_kept_and_never_run():
    """A workbook with macros is the same with its marks on."""
    macro = {**parts(book(TABLE)), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, part in macro.items():
            made.writestr(name, part)

    after = parts(loaders.marked(stream.getvalue(), [remark()], [AUTHOR]))

    assert after["xl/vbaProject.bin"] == macro["xl/vbaProject.bin"]


def test_an_empty_cell_and_a_merged_one_are_marked_where_a_person_sees_it():
    """A cell that the file does not hold is added in its place; one inside a merged range is its first cell."""
    sheet = opened(loaders.marked(book(TABLE, merges=["C2:C4"]), [remark("E4"), remark("C3"), remark("G2")], [AUTHOR]))

    assert [sheet[cell].fill.fgColor.rgb for cell in ("E4", "C2", "G2")] == [COLOURS["doubtful"]] * 3
    assert sheet["C2"].comment.text.endswith("Xem lại ô này")
    assert sheet["F2"].comment is None


def test_an_added_cell_beside_a_coloured_one_keeps_the_order():
    """A row's cells stand in the order of their columns, each once."""
    content = book([["TT", "Nhiệm vụ", "Chủ trì"], [1, None, "Sở A"]])
    after = parts(loaders.marked(content, [remark("C2"), remark("B2"), remark("D2")], [AUTHOR]))

    assert re.findall(rb'<c r="(\w+)"', after["xl/worksheets/sheet1.xml"])[3:] == [b"A2", b"B2", b"C2", b"D2"]


def test_what_is_said_of_the_whole_workbook_stands_on_its_first_cell():
    """Without a colour: nothing is wrong with the title."""
    content = book(TABLE, change=lambda s: s.parent.create_sheet("Cũ").__setattr__("sheet_state", "hidden"))
    cell = opened(marked(content))["A1"]

    assert "Cũ" in cell.comment.text
    assert cell.fill.fill_type is None


def test_the_worst_severity_colours_a_cell_and_all_is_said():
    """Two findings of one cell share a comment."""
    told = [remark(text="Nhẹ", severity=Severity.NOTE), remark(text="Nặng", severity=Severity.BLOCKING)]
    cell = opened(loaders.marked(book(TABLE), told, [AUTHOR]))["D2"]

    assert cell.fill.fgColor.rgb == COLOURS["blocking"]
    assert re.search("Nặng.*Nhẹ", cell.comment.text, re.DOTALL)


@pytest.mark.parametrize("content", [ods([["TT"]]), b"TT,Nhiem vu\n1,A\n", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"])
def test_other_formats_are_said_to_be_unmarkable(content):
    """Only xlsx and xlsm can be marked; nothing else is tried."""
    assert not is_markable(content)
    with pytest.raises(WorkbookUnmarkable):
        loaders.marked(content, [], [AUTHOR])


def test_the_terminal_writes_the_marked_copy(tmp_path):
    """`read FILE --marked OUT` writes it; a file that cannot be marked is said so."""
    source, target = tmp_path / "bang.xlsx", tmp_path / "bang-danh-dau.xlsx"
    source.write_bytes(book(TABLE))
    (tmp_path / "bang.csv").write_text("TT,Nhiệm vụ,Hạn\n1,Lập hồ sơ,31/6/2024\n", encoding="utf-8")

    done = CliRunner().invoke(app, ["read", str(source), "--marked", str(target)])
    refused = CliRunner().invoke(app, ["read", str(tmp_path / "bang.csv"), "--marked", str(target)])

    assert done.exit_code == 0
    assert opened(target.read_bytes())["D2"].comment.author == AUTHOR
    assert marked_name(source.name, Words("vi")) == target.name
    assert refused.exit_code == 2
    assert "xlsx" in refused.stderr


def _with(content, name, old, new):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for part, body in parts(content).items():
            made.writestr(part, body.replace(old, new) if part == name else body)
    return stream.getvalue()
