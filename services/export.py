"""Workbooks to take away: a programme's as it stands, or an empty one to fill in."""

from datetime import date

from briefing import Group, Line, OfficeSheet, office_workbook
from schedule import Words
from schedule.errors import RevisionNotFound
from services.tracker import Tracker

_EMPTY_LINES = 12
_NOTED = {
    "Mã": "id", "Nhiệm vụ/Mốc": "name", "Cơ quan chủ trì": "owner", "Cơ quan phối hợp": "coordinating", "Bắt đầu": "date",
    "Hoàn thành": "baseline", "Dự báo hoàn thành": "forecast", "Thực tế hoàn thành": "actual", "Tỷ lệ %": "percent",
    "Trạng thái": "status", "Công việc trước": "predecessors", "Ghi chú, nguồn": "note",
}  # fmt: skip
"""Heading -> `template.note.<name>`."""
_STATUSES = ("not_begun", "going_on", "done", "paused")


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


def template(tracker: Tracker, programme_id: str, status_date: date, words: Words) -> bytes:
    """An empty workbook in the form that the product reads best: notes say what to write, lists offer units and statuses.

    The units are those of the programme's newest revision, the most frequent first.

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
            remark=words("template.remark"),
            notes={heading: words(f"template.note.{name}") for heading, name in _NOTED.items()},
            choices={
                "Cơ quan chủ trì": _units(tracker, programme_id),
                "Trạng thái": [words(f"template.status.{name}") for name in _STATUSES],
            },
        )
    )


def _units(tracker: Tracker, programme_id: str) -> list[str]:
    """Who answers for the programme's work, the most frequent first."""
    revision = tracker.store.latest(programme_id)
    if revision is None:
        return []
    owners = tracker.store.schedule(revision.id).rows["owner"]
    return [str(owner) for owner in owners[owners != ""].value_counts().index]
