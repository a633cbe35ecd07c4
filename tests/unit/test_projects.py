"""Files of scheduling programs: MS Project's XML and MPP, Primavera P6's XER; what is hostile or cannot be read is refused by name."""

import shutil
import unicodedata
from datetime import date

import pytest

import loaders
from analysis import network
from loaders import Sandbox, mpxj
from loaders.mpxj import mspdi_of
from schedule import CONTINUOUS, Timeline, links_of
from schedule.errors import WorkbookUnreadable
from tests.samples.binary import xls
from tests.samples.projects import HEAD, P6, days, link, mspdi, task, xer

needs_java = pytest.mark.skipif(
    not shutil.which("java") or not mpxj._jars(), reason="Java or the package mpxj is not here"
)
ONE = task(1, "1", "Việc", Duration="PT8H0M0S", **days("2024-01-02", "2024-01-02"))
MPP = xls(["x"]).replace("Workbook".encode("utf-16-le"), "Props14x".encode("utf-16-le"))
"""A container with a part of Microsoft Project's, and nothing in it that it would write."""


def rows(received):
    """The rows that are read of a file."""
    return loaders.read(received).schedule.rows


def reason(received, read=loaders.read):
    """Why a file is refused."""
    with pytest.raises(WorkbookUnreadable) as refused:
        read(received)
    return refused.value.reason


def test_a_project_says_its_title_and_its_day():
    """The status date is the day that the schedule speaks for; the project's own summary is no row."""
    schedule = loaders.read(mspdi(ONE, head=HEAD)).schedule

    assert (schedule.stated_on, schedule.sheet) == (date(2024, 1, 16), "MS Project")
    assert "Vành đai 4 – kế hoạch chi tiết" in schedule.title
    assert schedule.rows["name"].tolist() == ["Việc"]


def test_the_dates_of_a_project_are_those_that_its_links_give():
    """MS Project's Start holds no task that waits: 1 ends on 3 January, 2 waits two days, 3 starts with 2."""
    plan = [
        task(1, "1", "Một", Duration="PT24H0M0S", **days("2024-01-01", "2024-01-03")),
        task(2, "2", "Hai", link(1, 1, 9600), Duration="PT8H0M0S", **days("2024-01-06", "2024-01-06")),
        task(3, "3", "Ba", link(2, 3), Duration="PT16H0M0S", **days("2024-01-06", "2024-01-07")),
    ]
    made = network(rows(mspdi(*plan)), Timeline(CONTINUOUS, date(2024, 1, 1))).tasks

    assert made["ef"].tolist() == [3, 6, 7]
    assert made["is_driving"].all()


HOLIDAYS = "<Exceptions><Exception/><Exception/></Exceptions>"
OLD = "<WeekDays><WeekDay><DayType>1</DayType></WeekDay><WeekDay><DayType>0</DayType></WeekDay></WeekDays>"
WINTER = "(0||CalendarData()((0||Exceptions()((0||0(d|44557)())(0||1(d|44558)())))))"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (mspdi(ONE, head=f"<Calendars><Calendar><Name>Công trường</Name>{HOLIDAYS}</Calendar></Calendars>"), ["2"]),
        (mspdi(ONE, head=f"<Calendars><Calendar><Name>Công trường</Name>{OLD}</Calendar></Calendars>"), ["1"]),
        (mspdi(ONE, head="<Calendars><Calendar><Name>Chuẩn</Name></Calendar></Calendars>"), []),
        (xer({**P6, "CALENDAR": ("clndr_id clndr_name day_hr_cnt clndr_data", ["1", "Chuẩn", "8", WINTER])}), ["2"]),
        (xer({**P6, "CALENDAR": ("clndr_id clndr_name day_hr_cnt clndr_data", ["9", "Khác", "8", WINTER])}), []),
    ],
)
def test_days_off_of_the_files_own_calendar_are_told_not_read(received, expected):
    """How many the calendar of its tasks lists; one that no task goes by is of no matter."""
    found = [f for f in loaders.read(received).findings if f.code == "calendar-ignored"]

    assert [f.facts["count"] for f in found] == expected


def test_a_link_to_another_project_or_to_nothing_is_told():
    """By the other project's words, or by the number that no task has: never taken for a row of this one."""
    away = link(1).replace("<CrossProject>0", "<CrossProjectName>C:\\\\kh.mpp\\3</CrossProjectName><CrossProject>1")
    reading = loaders.read(mspdi(ONE, task(2, "2", "Hai", away + link(55), **days("2024-01-03", "2024-01-03"))))

    assert reading.schedule.rows["predecessors"].tolist() == ["", ""]
    assert [f.value for f in reading.findings if f.code == "predecessor-unknown"] == ["C:\\\\kh.mpp\\3", "UID 155"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258"])
def test_an_xer_is_read_in_the_encoding_that_it_has(encoding):
    """P6 writes the code page of its machine, in which a tone is a sign of its own, or UTF-8."""
    read = rows(xer({**plain(), "RSRC": ("rsrc_id rsrc_name", ["9", "Đô\u0323i 1"])}, encoding))

    assert read["responsible_person"].tolist()[1] == "Đội 1"


def plain():
    """The tables in Latin letters only, without the activity of another project."""
    tables = {
        name: (fields, *([_latin(str(value)) for value in record] for record in records))
        for name, (fields, *records) in P6.items()
    }
    return {**tables, "TASK": tables["TASK"][:-1], "TASKPRED": tables["TASKPRED"][:-1]}


def _latin(text):
    return unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()


RING = {**P6, "PROJWBS": (P6["PROJWBS"][0], ["10", "100", "1", "a", "Một", "11"], ["11", "100", "2", "b", "Hai", "10"])}
DEEP = {
    **P6,
    "PROJWBS": (P6["PROJWBS"][0], ["0", "100", "0", "w", "w", ""], *([str(n), "100", "1", "w", "w", str(n - 1)] for n in range(1, 5_000))),
}  # fmt: skip
HOSTILE = {
    "a document type": (mspdi(ONE).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "ha">]>', 1), "entities"),
    "a project cut off": (mspdi(ONE)[:-40], "damaged"),
    "a day that is none": (mspdi(ONE.replace("2024-01-02T08", "2024-02-30T08")), "damaged"),
    "a constraint that is none": (mspdi(ONE.replace("</Task>", "<ConstraintType>77</ConstraintType></Task>")), "damaged"),
    "a project without tasks": (mspdi(), "no-rows"),
    "elements in elements": (mspdi("<a>" * 100_000 + "</a>" * 100_000), "no-rows"),
    "an xer without activities": (xer({"PROJECT": P6["PROJECT"]}), "no-rows"),
    "an xer cut off": (xer()[:1_500], "damaged"),
    "a breakdown in a ring": (xer(RING), "damaged"),
    "a breakdown without end": (xer(DEEP), "damaged"),
    "a number that is none": (xer({**P6, "CALENDAR": ("clndr_id day_hr_cnt", ["1", "tám"])}), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("received", "why"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_or_damaged_project_is_refused_by_its_reason(received, why):
    """And nothing of it is shown."""
    assert reason(received) == why


def test_an_mpp_without_java_or_mpxj_is_refused_with_what_to_do(monkeypatch):
    """Not "damaged", and not read by halves."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    without_java = reason(MPP)
    monkeypatch.undo()
    monkeypatch.setattr(mpxj, "_jars", lambda: None)

    assert (without_java, reason(MPP)) == ("project-needs-java", "project-needs-java")


@needs_java
def test_an_mpp_that_mpxj_cannot_read_is_damaged_and_the_reader_lives_on():
    """In the reader's own process, within its memory; the next file is read as before."""
    reader = Sandbox()

    assert reason(MPP, reader.read) == "damaged"
    assert len(reader.read(mspdi(ONE)).schedule.rows) == 1


@needs_java
def test_an_xer_reads_as_mpxj_reads_it():
    """Another reader of the same file, which knows P6 well: the same names, owners, links, dates and constraints."""
    columns = [
        "name", "owner", "links", "constraint_type", "constraint_date", "forecast_start_last", "forecast_finish_last", "actual_start_last",
        "actual_finish_last", "baseline_start_last", "baseline_finish_last",
    ]  # fmt: skip
    received = xer(plain())
    own, other = (
        read.assign(links=_named_links(read))[read["kind"] != "summary"]
        .sort_values("name")[columns]
        .reset_index(drop=True)
        for read in (rows(received), rows(mspdi_of(received, ".xer")))
    )

    assert own["links"].tolist() == ["Tham", "Kiem dem", "Chi tra SS", "", "Dap nen FF"]
    assert own.equals(other)


def _named_links(read):
    """What each row waits for, by names, with the kind of the link."""
    names = dict(zip(read["row_id"], read["name"], strict=True))
    return [
        ";".join(f"{names[link.before]}{'' if link.kind == 'FS' else ' ' + link.kind}" for link in links_of(text))
        for text in read["predecessors"]
    ]
