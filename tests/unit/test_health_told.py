"""A programme's health from its workbook to what is said of it, cell by cell."""

import json
import shutil
from datetime import UTC, date, datetime

import pytest

from loaders.reference import DATA
from schedule import LANGUAGES, Words
from services.health import all_health, health
from services.health_told import health_view, lines, plain
from services.tracker import open_tracker
from tests.samples.kit import book

VI = Words("vi")
DAY = date(2026, 10, 1)
TABLE = [
    ["BẢNG TIẾN ĐỘ (số liệu minh họa)"],
    [
        "Mã", "Nội dung công việc", "Cơ quan chủ trì", "Thời lượng (ngày)", "Bắt đầu theo kế hoạch", "Hoàn thành theo kế hoạch",
        "Dự báo hoàn thành", "Thực tế hoàn thành", "Tỷ lệ %", "Công việc trước", "Trọng số", "Sản phẩm",
    ],
    ["V1", "Lập hồ sơ", "Sở Xây dựng", 20, "02/03/2026", "27/03/2026", None, "30/03/2026", 100, None, 5, "Tờ trình"],
    ["V2", "Thẩm định", "Sở Tài chính", 15, "30/03/2026", "17/04/2026", None, "24/04/2026", 100, "V1", 5, "Báo cáo"],
    ["V3", "Giải phóng mặt bằng", "UBND huyện Hoài Đức", 60, "20/04/2026", "15/07/2026", "01/12/2026", None, 60, "V2", 20],
    ["V4", "Di dời hạ tầng", None, 30, "16/07/2026", "28/08/2026", "30/12/2026", None, 0, "V3 SS+20d", 10],
    ["V5", "Thi công nền", "Ban QLDA", 80, "31/08/2026", "22/12/2026", None, None, 0, "V3; V4 FS-5d", 30],
    ["V6", "Nghiệm thu", "Sở Xây dựng", 10, "23/12/2026", "08/01/2027", None, None, 0, "V5", 30, "Biên bản"],
]  # fmt: skip


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """The programmes of which Ring Road 4 has a workbook with links, and the others none but their newest."""
    folder = tmp_path_factory.mktemp("health")
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=lambda _, names: [n for n in names if n.endswith(".xlsx") and n < "2026-09"])
    road = data / "programmes/ring-road-4"
    (road / "2026-09-01.xlsx").unlink()
    (road / "2026-10-01.xlsx").write_bytes(book(TABLE, ["A1:L1"]))
    return open_tracker(now=datetime(2026, 10, 2, tzinfo=UTC), data=data, environ={"DATA_DIR": str(folder / "var")})


@pytest.fixture(scope="module")
def road(tracker):
    """Ring Road 4 on the day of that workbook."""
    return health(tracker, "ring-road-4", DAY)


def check(road, number):
    """What the page says of a check: figure, limit, verdict, and each failing row's cell and words."""
    line = health_view(road, VI).checks[number - 1]
    return line.figure, line.limit, line.verdict, [(row.cell, row.said) for row in line.rows]


def test_every_failing_row_stands_with_its_cell(road):
    """The cell of the link, of the duration, of the date, of the owner: where it is to be mended."""
    assert check(road, 2) == ("1/5", "= 0", "flag", [("J7", "V4 FS-5d")])
    assert check(road, 4) == ("80\N{NO-BREAK SPACE}% (4/5)", "≥ 90\N{NO-BREAK SPACE}%", "flag", [("J6", "V3 SS+20d")])
    assert check(road, 8) == (
        "50\N{NO-BREAK SPACE}% (2/4)", "≤ 5\N{NO-BREAK SPACE}%", "flag", [("D5", "60 ngày làm việc"), ("D7", "80 ngày làm việc")],
    )  # fmt: skip
    assert check(road, 10) == ("1/4", "= 0", "flag", [("C6", "chưa ghi cơ quan chủ trì")])
    assert check(road, 11)[3][:2] == [("H3", "+3 ngày so với kế hoạch gốc"), ("H4", "+7 ngày so với kế hoạch gốc")]
    assert check(road, 12) == ("600 ngày làm việc", "600 ngày", "pass", [])


def test_what_cannot_be_told_says_why_and_never_a_number(tracker, road):
    """A table without constraints, and a programme whose rows have hardly a duration."""
    assert check(road, 5) == (
        "chưa tính được: 0/4 dòng ghi ràng buộc: bảng không có cột “Ràng buộc”",
        "≤ 5\N{NO-BREAK SPACE}%",
        "unknown",
        [],
    )
    projects = plain(health(tracker, "key-projects", DAY), VI)["checks"]
    assert projects[5]["value"] is projects[5]["count"] is None
    assert projects[5]["reason"]["message"].endswith("dòng có công việc trước")


def test_the_earned_schedule_says_what_it_rests_on(road):
    """The planner's weights, the rows that count, the day it begins; the numbers behind SPI(t) beside it."""
    view = health_view(road, VI)
    spi = view.measures[0]
    found = road.earned.figures

    assert view.rests_on == "Trọng số theo cột của bảng; tính 6/6 dòng có kế hoạch gốc và có ghi nhận, từ 02/03/2026."
    assert (found.planned_duration, found.actual_time) == (313, 214)
    assert spi.figure == VI.number(found.es / 214, 2)
    assert spi.note.startswith(f"ES {VI.number(found.es)} / AT 214 ngày")
    assert [row.cell for row in spi.rows] == ["G5", "G6"]


def test_the_headline_names_what_asks_for_a_look_and_makes_no_score(road, tracker):
    """As many names as fit on a line; where nothing does, how much cannot be told."""
    headline = health_view(road, VI).headline

    assert headline.startswith("Vành đai 4: cần xem liên kết chồng lấn, liên kết có khoảng chờ")
    assert len(headline) <= 112
    assert "/14" not in headline
    assert health_view(health(tracker, "capital-law", DAY), VI).headline == (
        "Luật Thủ đô: không mục nào vượt ngưỡng, 13 mục chưa tính được"
    )


def test_the_figures_carry_status_date_and_revision(road):
    """On the page and at the terminal."""
    assert "01/10/2026" in health_view(road, VI).subtitle
    assert "ring-road-4@2026-10-01.1" in health_view(road, VI).subtitle
    answer = plain(road, VI)
    assert (answer["revision"], answer["status_date"], answer["sheet"]) == (
        "ring-road-4@2026-10-01.1", "2026-10-01", "Tiến độ",
    )  # fmt: skip


def test_the_terminal_answers_every_programme_in_plain_values(tracker):
    """Fourteen checks each, every one with a value or a reason, in both languages."""
    for language in LANGUAGES:
        for one in all_health(tracker, None, DAY):
            answer = plain(one, Words(language))
            assert json.loads(json.dumps(answer, allow_nan=False)) == answer
            assert [c["number"] for c in answer["checks"]] == list(range(1, 15))
            assert all((c["value"] is None) == (c["reason"] is not None) for c in answer["checks"] + answer["measures"])
            assert lines(one, Words(language))


def test_of_a_programme_without_a_revision_nothing_is_said(tracker):
    """On a day before its first workbook."""
    found = health(tracker, "ring-road-4", date(2026, 9, 1))

    assert (found.measures, found.checks) == ((), ())
    assert health_view(found, VI).headline == "Vành đai 4: chưa có bảng tiến độ đến ngày này"
    assert plain(found, VI)["revision"] is None
