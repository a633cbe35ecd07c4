"""docs/findings.md says of every kind of finding what the product says."""

import re
from pathlib import Path

import pytest

import loaders
from schedule import Code, Severity, words
from tests.samples.kit import book

PAGE = (Path(__file__).resolve().parents[2] / "docs/findings.md").read_text(encoding="utf-8")
SECTIONS = {
    severity: body.partition("\n## ")[0] for severity, body in re.findall(r"## [^(]+\(`(\w+)`\)(.*?)(?=\n## |\n---|\Z)", PAGE, re.DOTALL)
}  # fmt: skip
ROWS = {
    row[0].strip("`"): (severity, *row[1:])
    for severity, body in SECTIONS.items()
    for row in ([cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| `.*\|$", body, re.M))
}
"""Code -> severity, message, remedy, example, what to write instead."""
HEADING = ["TT", "Mã", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn hoàn thành", "Tỷ lệ hoàn thành", "Công việc trước"]
GOOD = ["1", "A-1", "Lập hồ sơ", "Sở A", "28/06/2024", "100%", ""]
COLUMNS = {
    "date-unread": "E", "date-words": "E", "date-ambiguous": "E", "date-impossible": "E", "date-relative": "E",
    "cell-error": "E", "percent-unread": "F", "predecessor-unknown": "G", "owner-missing": "D",
}  # fmt: skip
"""Kinds whose example is the content of one cell -> its column in a plain table."""


def said(key):
    """A sentence of the catalogue with … for what the product fills in."""
    return re.sub(r"\{\w+\}", "…", words._messages("vi")[key][0])


def test_every_kind_of_finding_stands_on_the_page_and_no_other():
    """Once each, under the heading of its severity."""
    assert sorted(ROWS) == sorted(Code)
    assert {code: row[0] for code, row in ROWS.items()} == {code: code.severity for code in Code}
    assert len(re.findall(r"^\| `", PAGE, re.M)) == len(Code)
    assert list(SECTIONS) == list(Severity)


@pytest.mark.parametrize("code", Code)
def test_the_page_says_what_the_product_says(code):
    """Message and remedy word for word; an example, and what to write instead."""
    _, message, remedy, example, mended = ROWS[code]

    assert (message, remedy) == (said(f"finding.{code}"), said(f"remedy.{code}"))
    assert example
    assert mended


@pytest.mark.parametrize("code", COLUMNS)
def test_an_example_is_found_and_what_to_write_instead_is_not(code):
    """The page's cell gives the finding it stands for; the mended one gives it no more."""
    _, _, _, example, mended = ROWS[code]

    assert code in codes(_cell(example), COLUMNS[code])
    assert code not in codes(_cell(mended), COLUMNS[code])


def codes(text, column):
    """The findings at one cell of a plain table with that content."""
    row = [
        text if letter == column else value
        for letter, value in zip("ABCDEFG", ["2", "A-2", "Trình", *GOOD[3:]], strict=True)
    ]
    return {str(f.code) for f in loaders.read(book([HEADING, GOOD, row])).findings if f.cell[0] in (column, "C")}


def _cell(said):
    found = re.search(r"`([^`]+)`", said)
    return found[1] if found else None
