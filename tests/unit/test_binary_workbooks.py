"""What is particular to xls and xlsb: every error by its name, macros and links named, damage refused."""

import re

import pytest
import xlwt

import loaders
from loaders.workbook import Workbook
from schedule.errors import WorkbookUnreadable
from tests.samples.binary import HEAD, number, text, xls, xlsb

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def with_errors_xls():
    """Each error in a row of its own."""

    def change(sheet: xlwt.Worksheet) -> None:
        for r, code in enumerate(ERRORS):
            sheet.row(r).set_cell_error(1, code)

    return xls(*[[n] for n in range(len(ERRORS))], change=change)


@pytest.mark.parametrize(
    "content",
    [with_errors_xls(), xlsb([[number(n), (3, 0, code)] for n, code in enumerate(ERRORS)]), xlsb([[number(n), (11, 0, code)] for n, code in enumerate(ERRORS)])],
    ids=["xls", "xlsb", "xlsb, of formulas"],
)  # fmt: skip
def test_every_error_is_known_by_its_name(content):
    """As a person sees it in the cell."""
    grid = Workbook(content).grid("Tiến độ")

    assert grid.marks.errors == {(r, 1): name for r, name in enumerate(ERRORS.values())}
    assert [grid.value(r, 1) for r in range(len(ERRORS))] == [""] * len(ERRORS)


def test_a_formula_of_an_old_file_that_came_to_an_error_is_one():
    """xlwt keeps no results: the result of its formula is put in where Excel keeps it."""
    content = xls(HEAD, [1, "Một", "A", xlwt.Formula("1/0")])
    result = re.search(rb"\x06\0..\x01\0\x03\0", content, re.DOTALL).start() + 4 + 6
    damaged = content[:result] + b"\x02\x00\x07\x00\x00\x00\xff\xff" + content[result + 8 :]

    assert ("cell-error", "D2", "#DIV/0!") in [(f.code, f.cell, f.value) for f in loaders.read(damaged).findings]


@pytest.mark.parametrize("content", [with_errors_xls(), xlsb([[text("Việc")]])], ids=["xls", "xlsb"])
def test_a_binary_workbook_cut_anywhere_is_refused_or_read(content):
    """Whatever is missing, there is no failure but ours."""
    reasons = {_reason(content[:at]) for at in range(0, len(content), max(len(content) // 60, 1))}

    assert "damaged" in reasons
    assert reasons <= {"", "damaged", "empty", "no-workbook", "no-sheet"}


def _reason(content):
    """Why the file is refused; "" where it is read."""
    try:
        book = Workbook(content)
        for name in book.names:
            book.grid(name)
    except WorkbookUnreadable as error:
        return error.reason
    return ""
