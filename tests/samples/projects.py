"""Samples of scheduling programs' own files: MS Project's XML and Primavera P6's XER, as short as those programs would write them."""

from collections.abc import Sequence

from pandas import Timestamp

from tests.samples.kit import row, sample

SPACE = "http://schemas.microsoft.com/project"


def task(uid: int, number: str, name: str, more: str = "", **said: object) -> str:
    """One task of MS Project's XML; `number` is its place in the outline."""
    own = {
        "UID": uid + 100,
        "ID": uid,
        "Name": name,
        "OutlineNumber": number,
        "OutlineLevel": number.count(".") + 1,
        **said,
    }
    return f"<Task>{''.join(f'<{tag}>{value}</{tag}>' for tag, value in own.items())}{more}</Task>"


def days(start: str, finish: str, prefix: str = "") -> dict[str, str]:
    """A start at eight and a finish at five."""
    return {f"{prefix}Start": f"{start}T08:00:00", f"{prefix}Finish": f"{finish}T17:00:00"}


def link(uid: int, kind: int = 1, lag: int = 0, form: int = 7) -> str:
    """A link to a task: 0 FF, 1 FS, 2 SF, 3 SS; the lag in tenths of a minute, or in percent."""
    return f"<PredecessorLink><PredecessorUID>{uid + 100}</PredecessorUID><Type>{kind}</Type><CrossProject>0</CrossProject><LinkLag>{lag}</LinkLag><LagFormat>{form}</LagFormat></PredecessorLink>"


def baseline(start: str, finish: str) -> str:
    """The first baseline, behind a later one."""
    other = "".join(f"<{tag}>{value}</{tag}>" for tag, value in days("2020-01-01", "2020-01-02").items())
    own = "".join(f"<{tag}>{value}</{tag}>" for tag, value in days(start, finish).items())
    return f"<Baseline><Number>1</Number>{other}</Baseline><Baseline><Number>0</Number>{own}</Baseline>"


def mspdi(*tasks: str, head: str = "", tail: str = "") -> bytes:
    """MS Project's XML of these tasks, below the project's own summary."""
    whole = task(0, "0", "Dự án", OutlineLevel=0, Summary=1)
    made = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Project xmlns="{SPACE}">{head}<Tasks>{whole}{"".join(tasks)}</Tasks>{tail}</Project>'
    return made.encode()


HEAD = (
    "<Name>vd4.xml</Name><Title>Vành đai 4 – kế hoạch chi tiết</Title><StatusDate>2024-01-16T17:00:00</StatusDate><MinutesPerDay>480</MinutesPerDay>"
    "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Cơ quan chủ trì</Alias>"
    "</ExtendedAttribute></ExtendedAttributes>"
)
TAIL = (
    "<Resources><Resource><UID>7</UID><Name>Trần Văn A</Name></Resource></Resources>"
    "<Assignments><Assignment><TaskUID>103</TaskUID><ResourceUID>7</ResourceUID></Assignment></Assignments>"
)


def led_by(name: str) -> str:
    """The text field that the project calls "Cơ quan chủ trì"."""
    return f"<ExtendedAttribute><FieldID>188743731</FieldID><Value>{name}</Value></ExtendedAttribute>"


@sample("ms-project.xml", "rows-inactive@")
def _():
    """Outline, dates, durations, links with lags, constraint, deadline, baseline, a text field, an inactive and a blank task."""
    done = days("2024-01-02", "2024-01-08", "Actual") | days("2024-01-02", "2024-01-08")
    going = {
        "ActualStart": "2024-01-09T08:00:00",
        "ConstraintType": 7,
        "ConstraintDate": "2024-01-12T17:00:00",
        "Deadline": "2024-01-19T17:00:00",
    }
    lot, works = led_by("Ủy ban nhân dân huyện Đan Phượng"), led_by("Sở Xây dựng")
    return mspdi(
        task(1, "1", "Giải phóng mặt bằng", lot, Summary=1, Duration="PT80H0M0S", **days("2024-01-02", "2024-01-15")),
        task(2, "1.1", "Kiểm đếm", baseline("2024-01-02", "2024-01-05") + lot, Duration="PT40H0M0S", PercentComplete=100, **done),
        task(3, "1.2", "Chi trả", link(2) + link(7, 3, 9600) + lot, Duration="PT36H0M0S", PercentComplete=40, Notes="Chờ\nvốn",
             **going, **days("2024-01-09", "2024-01-15")),
        "<Task><UID>90</UID><ID>4</ID><IsNull>1</IsNull></Task>",
        task(5, "2", "Bàn giao", link(3, 1, 14400, 8) + link(2, 0, 50, 19) + works, Duration="PT0H0M0S", Milestone=1,
             **days("2024-01-17", "2024-01-17")),
        task(6, "3", "Bỏ", Active=0, Duration="PT8H0M0S", **days("2024-01-17", "2024-01-17")),
        task(7, "4", "Bảo dưỡng", works, Duration="PT72H0M0S", DurationFormat=8, **days("2024-01-17", "2024-01-20")),
        head=HEAD,
        tail=TAIL,
    ), [
        row("Giải phóng mặt bằng", "Ủy ban nhân dân huyện Đan Phượng", "2024-01-15", fs="2024-01-02", row_id="1", wbs="1", level=0, kind="summary",
            duration_days=10),
        row("Kiểm đếm", "Ủy ban nhân dân huyện Đan Phượng", "2024-01-08", fs="2024-01-02", bs="2024-01-02", bf="2024-01-05", as_="2024-01-02",
            af="2024-01-08", row_id="2", wbs="1.1", level=1, kind="task", duration_days=5, percent_complete=100),
        row("Chi trả", "Ủy ban nhân dân huyện Đan Phượng", "2024-01-15", fs="2024-01-09", as_="2024-01-09", row_id="3", wbs="1.2", level=1,
            duration_days=4.5, percent_complete=40, predecessors="2;7 SS+2d", constraint_type="fnlt", constraint_date=Timestamp("2024-01-12"),
            deadline=Timestamp("2024-01-19"), note="Chờ\nvốn", responsible_person="Trần Văn A"),
        row("Bàn giao", "Sở Xây dựng", "2024-01-17", fs="2024-01-17", row_id="5", wbs="2", level=0, kind="milestone", duration_days=0,
            predecessors="3 FS+1ed;2 FF+50%", constraint_type="asap"),
        row("Bảo dưỡng", "Sở Xây dựng", "2024-01-20", fs="2024-01-17", row_id="7", wbs="4", kind="task", duration_text="", predecessors=""),
    ]  # fmt: skip


P6 = {
    "PROJECT": ("proj_id proj_short_name last_recalc_date", ["100", "VD4", "2024-01-16 00:00"], ["200", "KHAC", ""]),
    "CALENDAR": ("clndr_id clndr_name day_hr_cnt", ["1", "Standard", "8"], ["2", "Ba ca", "24"]),
    "PROJWBS": (
        "wbs_id proj_id seq_num wbs_short_name wbs_name parent_wbs_id",
        ["10", "100", "1", "VD4", "Vành đai 4", "5"], ["12", "100", "20", "XL", "Xây lắp", "10"], ["11", "100", "10", "GPMB", "Giải phóng mặt bằng", "10"],
    ),
    "RSRC": ("rsrc_id rsrc_name", ["9", "Huyện A"]),
    "TASK": (
        "task_id proj_id wbs_id clndr_id complete_pct_type task_type status_code task_code task_name phys_complete_pct remain_drtn_hr_cnt "
        "target_drtn_hr_cnt act_start_date act_end_date restart_date reend_date target_start_date target_end_date cstr_type cstr_date "
        "act_work_qty remain_work_qty",
        ["1", "100", "11", "1", "CP_Drtn", "TT_Task", "TK_Complete", "A10", "Kiểm đếm", "0", "0", "40", "2024-01-02 08:00", "2024-01-08 17:00", "", "",
         "2024-01-02 08:00", "2024-01-05 17:00", "", "", "0", "0"],
        ["2", "100", "11", "1", "CP_Drtn", "TT_Task", "TK_Active", "A20", "Chi trả", "0", "30", "40", "2024-01-09 08:00", "", "2024-01-16 08:00",
         "2024-01-19 17:00", "2024-01-08 08:00", "2024-01-12 17:00", "CS_MEOB", "2024-01-18 17:00", "0", "0"],
        ["3", "100", "12", "2", "CP_Phys", "TT_Task", "TK_Active", "B10", "Đắp nền", "35", "240", "240", "2024-01-15 08:00", "", "2024-01-16 08:00",
         "2024-01-25 17:00", "2024-01-15 08:00", "2024-01-24 17:00", "", "", "0", "0"],
        ["4", "100", "12", "1", "CP_Units", "TT_Task", "TK_Active", "B20", "Thảm", "0", "80", "80", "2024-01-15 08:00", "", "2024-01-16 08:00",
         "2024-01-30 17:00", "2024-01-15 08:00", "2024-01-26 17:00", "", "", "25", "75"],
        ["5", "100", "12", "1", "CP_Drtn", "TT_FinMile", "TK_NotStart", "B99", "Bàn giao", "0", "0", "0", "", "", "2024-01-31 17:00",
         "2024-01-31 17:00", "2024-01-29 17:00", "2024-01-29 17:00", "CS_MANDFIN", "2024-01-31 17:00", "0", "0"],
        ["6", "200", "99", "1", "CP_Drtn", "TT_Task", "TK_NotStart", "K10", "Việc dự án khác", "0", "8", "8", "", "", "", "", "", "", "", "", "0", "0"],
    ),
    "TASKRSRC": ("taskrsrc_id task_id rsrc_id proj_id", *([n, n, "9", "100"] for n in "12345")),
    "TASKPRED": (
        "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt",
        ["1", "2", "1", "100", "100", "PR_FS", "0"], ["2", "3", "2", "100", "100", "PR_SS", "16"], ["3", "4", "3", "100", "100", "PR_FF", "-48"],
        ["4", "5", "4", "100", "100", "PR_FS", "0"], ["5", "5", "6", "100", "200", "PR_FS", "0"],
    ),
}  # fmt: skip
"""Tables of an XER: the names of the fields, then the records."""


def xer(tables: dict[str, Sequence[object]] = P6, encoding: str = "utf-8") -> bytes:
    """The tables as P6 writes them."""
    lines = ["ERMHDR\t15.2\t2024-01-16\tProject\tadmin\tadmin\tdb\tProject Management\tUSD"]
    for name, (fields, *records) in tables.items():
        lines += [f"%T\t{name}", "\t".join(["%F", *str(fields).split()])]
        lines += ["\t".join(["%R", *map(str, record)]) for record in records]
    return "\r\n".join([*lines, "%E", ""]).encode(encoding)


@sample("primavera-p6.xer", "predecessor-unknown@H9")
def _():
    """The breakdown over its activities, percentages by each rule, hours of two calendars, links, constraints; another project's."""
    lot = {"owner": "Huyện A"}
    return xer(), [
        row("Giải phóng mặt bằng", kind="summary", level=0, wbs="1"),
        row("Kiểm đếm", **lot, ff="2024-01-08", fs="2024-01-02", bs="2024-01-02", bf="2024-01-05", as_="2024-01-02", af="2024-01-08", row_id="A10",
            wbs="1.1", level=1, duration_days=5, percent_complete=100),
        row("Chi trả", **lot, ff="2024-01-19", fs="2024-01-09", bs="2024-01-08", bf="2024-01-12", as_="2024-01-09", row_id="A20",
            duration_days=5, percent_complete=25, predecessors="A10", constraint_type="fnlt", constraint_date=Timestamp("2024-01-18")),
        row("Xây lắp", kind="summary", level=0, wbs="2"),
        row("Đắp nền", **lot, ff="2024-01-25", fs="2024-01-15", bs="2024-01-15", bf="2024-01-24", as_="2024-01-15", duration_days=10,
            percent_complete=35, predecessors="A20 SS+2d"),
        row("Thảm", **lot, ff="2024-01-30", fs="2024-01-15", bs="2024-01-15", bf="2024-01-26", as_="2024-01-15", percent_complete=25,
            predecessors="B10 FF-2d"),
        row("Bàn giao", **lot, ff="2024-01-31", fs="2024-01-31", bs="2024-01-29", bf="2024-01-29", kind="milestone", percent_complete=0,
            predecessors="B20", constraint_type="mfo", constraint_date=Timestamp("2024-01-31")),
    ]  # fmt: skip
