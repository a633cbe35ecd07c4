"""docs/planners-workbooks.md promises what is read: each of its cells is read here."""

import re
from math import isnan
from pathlib import Path

import pytest

import loaders
from loaders.headings import heading_match
from schedule import Words
from tests.samples.kit import book

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "planners-workbooks.md").read_text(encoding="utf-8")
WORDS = Words("vi")


def rows(title):
    """The rows of the table under a title of the page."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| .*\|$", section, re.M)[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def bare(cell):
    """A cell's words without the marks of code."""
    return cell.strip("`")


def read(**column):
    """The third task of a small table that has one more column, its heading and its cell given."""
    (heading, text), *_ = column.values()
    made = book(
        [
            ["TT", "Mã", "Nhiệm vụ", "Hạn hoàn thành", heading],
            [1, "A-1", "Lập hồ sơ", "28/06/2024", None],
            [2, "A-2", "Trình thẩm định", "28/09/2024", None],
            [3, "A-3", "Phê duyệt", "28/12/2024", text],
        ]
    )
    return loaders.read(made).schedule.rows.iloc[2]


@pytest.mark.parametrize(
    ("field", "heading"), [(field, text) for field, said in rows("Tiêu đề cột") for text in re.findall(r"`([^`]+)`", said)]
)  # fmt: skip
def test_a_heading_of_the_page_is_known(field, heading):
    """It names the field that the page says."""
    match = heading_match("", heading)

    assert match is not None
    assert WORDS(f"field.{match.field}") == field


@pytest.mark.parametrize(("text", "owner", "others"), rows("Chủ trì, phối hợp"))
def test_an_owner_of_the_page_is_read_so(text, owner, others):
    """Lead and others under a heading that names both."""
    row = read(owner=("Đơn vị chủ trì, phối hợp", bare(text)))

    assert (row["owner"], row["coordinating"]) == (owner, others)


@pytest.mark.parametrize(("text", "percent"), rows("Tỷ lệ hoàn thành"))
def test_a_percentage_of_the_page_is_read_so(text, percent):
    """The number, or none."""
    found = read(percent=("Tỷ lệ hoàn thành", bare(text)))["percent_complete"]

    assert ("không có số" if isnan(found) else f"{found:g}") == percent


@pytest.mark.parametrize(("text", "links"), rows("Công việc trước"))
def test_a_predecessor_of_the_page_is_read_so(text, links):
    """By id, number or name, with kind and lag."""
    assert read(predecessors=("Công việc trước", bare(text)))["predecessors"] == links


def test_every_picture_of_the_page_is_there():
    """The pages for planners show no broken image."""
    assert [name for name in re.findall(r"\]\((screenshots/[^)]+)\)", PAGE) if not (DOCS / name).exists()] == []
