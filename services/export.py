"""Workbooks to take away: a programme's as it stands, or an empty one to fill in."""

from datetime import date

from briefing import Group, Line, OfficeSheet, office_workbook
from schedule.errors import RevisionNotFound
from services.tracker import Tracker

_EMPTY_LINES = 12


def export(tracker: Tracker, programme_id: str, as_of: date | None = None) -> tuple[str, bytes]:
    """The workbook of the revision that stands on a day: its name, and its bytes as they were received.

    So it reads back to the same schedule, cell for cell, with everything in it that the product does not understand.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        RevisionNotFound: No revision stands on that day.
    """
    tracker.programme(programme_id)
    revision = tracker.store.latest(programme_id, as_of)
    if revision is None:
        raise RevisionNotFound(programme=programme_id, wanted=as_of.isoformat() if as_of else "*")
    return revision.filename, tracker.store.received(revision.id)


def template(tracker: Tracker, programme_id: str, status_date: date) -> bytes:
    """An empty workbook in the form that the product reads best.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    programme = tracker.programme(programme_id)
    lines = tuple(Line(id="", name="") for _ in range(_EMPTY_LINES))
    return office_workbook(
        OfficeSheet(
            unit=programme.owner_vi.split("·")[0].strip(),
            title=f"Bảng tiến độ thực hiện: {programme.name_vi}",
            status_date=status_date,
            groups=(Group("Nhóm công việc", lines),),
            remark="Mỗi công việc một mã, giữ nguyên qua các kỳ; ngày viết 28/06/2024, tháng 6/2024 hoặc Quý II/2024",
        )
    )
