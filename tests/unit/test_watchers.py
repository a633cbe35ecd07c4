"""Who watches a remedy, and links that leave the table: columns that the workbooks of the whole list bring."""

import pytest

import loaders
from tests.samples.kit import book


def column(reading, name):
    """A field of every row."""
    return reading.schedule.rows[name].tolist()


def test_a_watcher_is_read_and_missed_where_an_open_row_has_none():
    """Remedies as an office lists them: the measure, who does it, who watches; what is done needs no watcher any more."""
    heading = [
        "TT",
        "Biện pháp khắc phục",
        "Đơn vị thực hiện",
        "Cơ quan theo dõi",
        "Hạn hoàn thành",
        "Ngày hoàn thành thực tế",
    ]
    rows = [
        heading,
        [1, "Rà soát thủ tục", "Sở Nội vụ", "Ủy ban Kiểm tra Thành ủy", "30/6/2024", ""],
        [2, "Lập danh sách vi phạm", "Sở Xây dựng", "", "30/6/2024", ""],
        [3, "Công khai kết quả", "Sở Tài chính", "", "30/6/2024", "15/5/2024"],
    ]
    reading = loaders.read(book(rows))

    assert column(reading, "watcher") == ["Ủy ban Kiểm tra Thành ủy", "", ""]
    assert [f.cell for f in reading.findings if f.code == "watcher-missing"] == ["B3"]


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("capital-plan:P-APPROVE", "capital-plan:P-APPROVE"),
        ("capital-plan:P-APPROVE FS+15ed", "capital-plan:P-APPROVE FS+15ed"),
        ("capital-plan:P-APPROVE + 15 ngày lịch", "capital-plan:P-APPROVE FS+15ed"),
        ("capital-law:L-PASS SS", "capital-law:L-PASS SS"),
        ("capital-law:L-PASS khi nào xong", ""),
    ],
)
def test_a_link_to_another_programme_may_have_a_lag(said, link):
    """As links within a table may; words that are no lag are told, not read over."""
    heading = ["Mã", "Nhiệm vụ", "Hạn hoàn thành", "Công việc trước"]
    reading = loaders.read(book([heading, ["A-1", "Công bố", "30/6/2024", said]]))

    assert column(reading, "predecessors") == [link]
    assert bool([f for f in reading.findings if f.code == "predecessor-unknown"]) == (not link)
