"""Owners as offices write them: whom they name, which names are one unit, and what is told about them."""

import csv
import io
from datetime import date

import openpyxl
import pytest

import loaders
from loaders import reference
from loaders.agencies import agency_of, split_owner, unit_of
from schedule.errors import RegistryError

QHKT = "Sở Quy hoạch - Kiến trúc Hà Nội"
UBND = "Ủy ban nhân dân thành phố Hà Nội"
HEADING = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn hoàn thành")


def read(*rows, heading=HEADING):
    """The reading of a table of these owners and finishes."""
    book = openpyxl.Workbook()
    book.active.append(heading)
    for number, (owner, finish) in enumerate(rows, 1):
        book.active.append((number, f"Việc số {number}", owner, finish))
    file = io.BytesIO()
    book.save(file)
    return loaders.read(file.getvalue())


def told(reading, *codes):
    """Code, cell, value and facts of the findings about agencies."""
    wanted = codes or ("owner-several", "unit-replaced", "unit-like")
    return [(str(f.code), f.cell, f.value, f.facts) for f in reading.findings if f.code in wanted]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở QHKT", QHKT),
        ("Sở QH-KT", QHKT),
        ("Sở QH&KT", QHKT),
        ("sở quy hoạch – kiến trúc", QHKT),
        ("SO QUY HOACH KIEN TRUC", QHKT),
        ("Sở Quy hoạch và Kiến trúc TP. Hà Nội", QHKT),
        ("Sở TNMT", "Sở Tài nguyên và Môi trường Hà Nội"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Phát triển nông thôn Hà Nội"),
        ("Sở Xây dựng\nHà Nội", "Sở Xây dựng Hà Nội"),
        ("TU", "Thành ủy Hà Nội"),
        ("UBND TP", UBND),
        ("UBND Thành phố Hà Nội", UBND),
        ("Uỷ ban nhân dân TP", UBND),
        ("UBND Q. Ba Đình", "Ủy ban nhân dân quận Ba Đình"),
        (
            "BQL dự án đầu tư xây dựng công trình giao thông TP",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố Hà Nội",
        ),
        ("Sở CT", "Sở Công Thương Hà Nội"),  # "CT" marks a lead in brackets or before a colon only
        ("Ban QLĐSĐT Hà Nội (MRB)", "Ban Quản lý Đường sắt đô thị Hà Nội"),
    ],
)
def test_an_agency_is_known_however_it_is_shortened(text, name):
    """Case, diacritics, signs and the city's name count for nothing."""
    assert agency_of(text).name == unit_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "BCT",  # Bộ Công Thương or Bộ Chính trị
        "BTC",  # Bộ Tài chính or a Ban Tổ chức
        "UBKT",  # Ủy ban Kinh tế or an Ủy ban Kiểm tra
        "UBND",  # of which place?
        "VP UBND",
        "VP HĐND và UBND",
        "Phòng KT, HT và ĐT",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "UBND các phường: Hoàn Kiếm, Cửa Nam",
        "Đ/c Nguyễn Văn A - PCT UBND phường",
        "Trung tâm Phối hợp tìm kiếm, cứu nạn",
        "Sở Xây dựng Hà Nam",
        "Sở Xây dựng (Bắc Ninh)",
        "Sở Kế hạch và Đầu tư",
        "Nguyễn Văn A",
        "Tú",  # a person; "TU" is Thành ủy
        "",
    ],
)
def test_what_the_register_does_not_surely_know_stays_as_it_is_written(text):
    """Two meanings, another place, a slip of the pen, a person: none is merged with an agency."""
    assert agency_of(text) is None
    assert unit_of(text) == text


def test_a_replaced_agency_is_not_merged_with_the_one_that_replaced_it():
    """What Sở GTVT promised stays its own."""
    assert unit_of("Sở GTVT") == "Sở Giao thông vận tải Hà Nội"
    assert unit_of("Sở Xây dựng") == "Sở Xây dựng Hà Nội"


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("Sở QHKT, Sở TNMT", "Sở QHKT", "Sở TNMT"),
        ("Sở Giao thông vận tải", "Sở Giao thông vận tải", ""),
        ("Sở Văn hóa và Thể thao và Sở Du lịch", "Sở Văn hóa và Thể thao", "Sở Du lịch"),
        ("Sở Văn hóa và Thể thao tỉnh Hưng Yên", "Sở Văn hóa và Thể thao tỉnh Hưng Yên", ""),
        ("Bộ Văn hóa, Thể thao và Du lịch, Bộ Xây dựng", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Xây dựng"),
        ("Sở Du lịch (phối hợp); Sở Văn hóa và Thể thao (chủ trì)", "Sở Văn hóa và Thể thao", "Sở Du lịch"),
        ("Ban QLDA ĐTXD CT dân dụng", "Ban QLDA ĐTXD CT dân dụng", ""),
        ("UBND các phường, xã", "UBND các phường, xã", ""),
        ("Ban QLDA (Bộ A, Bộ B)", "Ban QLDA (Bộ A, Bộ B)", ""),
    ],
)
def test_a_name_with_a_comma_or_an_and_within_stays_whole(text, lead, others):
    """A cell is divided between names and never within one."""
    assert split_owner(text) == (lead, others)


def test_the_row_keeps_the_owner_as_it_stands():
    """The register says who is meant; it rewrites nothing."""
    rows = read(("sở qh-kt", "30/6/2024"), ("Sở Quy hoạch - Kiến trúc", "30/6/2024")).schedule.rows

    assert rows["owner"].tolist() == ["sở qh-kt", "Sở Quy hoạch - Kiến trúc"]
    assert set(rows["owner"].map(unit_of)) == {QHKT}


def test_a_replaced_agency_is_told_once_where_work_is_due_after_its_end():
    """By which and from when, at the first such cell, with the number of its rows; work due before is in order."""
    reading = read(
        ("Sở TNMT", "28/2/2025"), ("Sở TNMT", "30/6/2025"), ("Sở TNMT", "Quý IV/2025"), ("Sở Xây dựng", "30/6/2025")
    )

    facts = {"successor": "Sở Nông nghiệp và Môi trường Hà Nội", "day": "01/03/2025", "rows": "2"}
    assert told(reading) == [("unit-replaced", "C3", "Sở TNMT", facts)]
    assert [str(f.severity) for f in reading.findings if f.code == "unit-replaced"] == ["note"]


def test_work_that_was_done_in_time_is_not_told_for_a_later_plan():
    """The actual finish counts before the planned one."""
    heading = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Hoàn thành kế hoạch", "Hoàn thành thực tế")
    book = openpyxl.Workbook()
    book.active.append(heading)
    book.active.append((1, "Việc", "Sở GTVT", date(2025, 6, 30), date(2025, 1, 15)))
    file = io.BytesIO()
    book.save(file)

    assert told(loaders.read(file.getvalue())) == []


def test_several_leads_in_one_cell_are_doubtful_and_told_once():
    """Responsibility is clear where one agency leads."""
    reading = read(*[("Sở QHKT, Sở Xây dựng", "30/6/2024")] * 3, ("Sở Lạ; Sở Khác", "30/6/2024"))

    assert told(reading) == [
        ("owner-several", "C2", "Sở QHKT, Sở Xây dựng", {"count": "2", "rows": "3"}),
        ("owner-several", "C5", "Sở Lạ; Sở Khác", {"count": "2", "rows": "1"}),
    ]


@pytest.mark.parametrize(
    "owner",
    [
        "Sở QHKT (chủ trì), Sở Xây dựng",
        "Sở QHKT; Sở Xây dựng (phối hợp)",
        "Sở QHKT; ông Nguyễn Văn A",
        "Thanh, Công",
        "Sở Nông nghiệp và Phát triển nông thôn",
    ],
)
def test_one_lead_with_others_or_persons_beside_it_is_clear(owner):
    """A mark, a person or a long name makes no second lead."""
    assert told(read((owner, "30/6/2024")), "owner-several") == []


def test_a_name_that_only_resembles_an_agency_is_doubtful_and_not_merged():
    """The planner says whether it is a slip."""
    reading = read(("Sở Kế hạch và Đầu tư", "30/6/2024"), ("Sở Xây dựng Hà Nam", "30/6/2024"))

    facts = {"understood": "Sở Kế hoạch và Đầu tư Hà Nội", "rows": "1"}
    assert told(reading) == [("unit-like", "C2", "Sở Kế hạch và Đầu tư", facts)]
    assert unit_of("Sở Kế hạch và Đầu tư") == "Sở Kế hạch và Đầu tư"


def test_a_body_replaced_within_a_month_is_judged_from_the_next():
    """Where the record knows the month alone, it does not know the day."""
    body = agency_of("Ban Dân vận Thành ủy")

    assert body.replaced_day == "02/2025"
    assert not body.is_replaced_on(date(2025, 2, 28))
    assert body.is_replaced_on(date(2025, 3, 1))


def test_the_register_is_sound():
    """Names are unique; what replaced a body stands in the register itself, or is many (the communes); a sure row has its source."""
    register = reference.agencies()
    names = [agency.name for agency in register]
    current = {agency.name for agency in register if not agency.replaced_by}

    assert len(set(names)) == len(names)
    assert {
        a.name for a in register if a.replaced_by and a.level != "district" and a.replaced_by not in current
    } == set()
    assert all(bool(a.replaced_by) == bool(a.replaced_from) for a in register)
    assert {a.name for a in register if not a.source_url and a.confidence != "low"} == set()


def test_every_name_of_the_register_finds_its_own_agency():
    """A full name is never lost to another's short one."""
    assert {a.name for a in reference.agencies() if agency_of(a.name) is not a} == set()


def test_a_missing_register_is_said(tmp_path):
    """Not an empty list of agencies."""
    with pytest.raises(RegistryError):
        reference.agencies(tmp_path)


def test_the_register_has_the_columns_that_are_read():
    """The header of data/agencies.csv."""
    with (reference.DATA / "agencies.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == [
            "name_vi", "short_names", "level", "replaced_by", "replaced_from", "source_url", "confidence",
        ]  # fmt: skip
