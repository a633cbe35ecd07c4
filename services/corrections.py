"""What a unit is asked to make clear: the workbook that goes out, and what comes back into a new draft of each programme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import access
from briefing import CorrectionLine, CorrectionSheet, correction_workbook
from loaders import NewColumn, Returned, clarity_rules, unit_of
from loaders.reference import agencies
from schedule import LANGUAGES, Schedule, Words, span_of
from schedule.errors import WorkbookUnreadable
from services import clarity as five
from services import revisions
from services.tracker import Tracker

FIELDS = {
    "person": ("responsible_person",), "task": ("name",), "responsibility": ("owner",),
    "schedule": ("forecast_finish", "baseline_finish"), "result": ("deliverable", "document_no"),
}  # fmt: skip
"""Question -> the fields that answer it, the first that the workbook has is filled in."""
_KEYS = ("programme", "row_id")
_NEW = {"person": "Người phụ trách", "responsibility": "Cơ quan chủ trì", "schedule": "Dự báo hoàn thành",
        "result": "Sản phẩm/Văn bản", "task": "Nhiệm vụ"}  # fmt: skip
"""Question -> how the column is headed that a workbook has not yet: in the words of workbooks, whatever the reader's language."""


@dataclass(frozen=True)
class Refused:
    """A cell that came back and is not taken, and why."""

    programme: str
    row_id: str
    cell: str
    text: str
    why: str
    """`not-asked`, `row-unknown` or `programme-unknown`."""


@dataclass(frozen=True)
class Taken:
    """What came back: a draft a programme, and what was not taken."""

    submissions: tuple[revisions.Submission, ...]
    filled: int
    """Cells filled in."""
    refused: tuple[Refused, ...] = ()


@dataclass
class _Edit:
    """What is to be put into one programme's workbook."""

    texts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[int, str]] = field(default_factory=dict)


def workbook(tracker: Tracker, unit: str, as_of: date, words: Words) -> bytes:
    """The correction workbook of one unit: its unfinished rows that leave a question open, over all programmes.

    Raises:
        UnitUnknown: No row is led by that unit.
    """
    rows = five.clarity(tracker, as_of, unit=unit).rows
    open_rows = rows[~rows["is_done"].astype(bool) & (rows["score"] < len(FIELDS))]
    headings = {name: words(f"corrections.{name}") for name in (*_KEYS, *FIELDS, "reason", "revision")}
    told = CorrectionSheet(
        sheet=words("corrections.sheet"),
        lists=words("corrections.lists"),
        title=words("corrections.title", unit=unit_of(unit)),
        stamp=words("corrections.stamp", day=as_of, count=len(open_rows)),
        help=words("corrections.help"),
        headings=headings,
        lines=[_line(tracker, row, as_of, words) for row in open_rows.to_dict("records")],
        choices={
            "person": clarity_rules()[1].posts,
            "responsibility": [a.name for a in agencies() if a.level not in ("ward", "district") and not a.replaced_by],
            "result": clarity_rules()[1].deliverables,
        },
    )
    return correction_workbook(told)


def take(tracker: Tracker, received: bytes, filename: str, *, actor: access.Actor, now: datetime) -> Taken:
    """Fill what a unit wrote into the newest workbook of each programme, as a draft; only cells that were asked for.

    A cell is taken where its text differs from what stands in the workbook, and the row leaves that question open.

    Raises:
        AccessDenied: The actor may not publish.
        WorkbookUnreadable: What came back is no correction workbook.
        WorkbookUnmarkable: A programme's own workbook is neither xlsx nor xlsm.
    """
    access.require(actor, access.PUBLISH)
    headings = {name: [Words(language)(f"corrections.{name}") for language in LANGUAGES] for name in (*_KEYS, *FIELDS)}
    lines = tracker.reader.corrections(received, headings)
    if not lines:
        raise WorkbookUnreadable(reason="no-corrections")
    known = {programme.id for programme in tracker.programmes}
    refused = [_refused(line, "programme-unknown") for line in lines if line.programme not in known]
    submissions, filled = [], 0
    for programme in dict.fromkeys(line.programme for line in lines if line.programme in known):
        own = [line for line in lines if line.programme == programme]
        made, count, not_taken = _fill(tracker, programme, own, filename, actor, now)
        refused += not_taken
        filled += count
        submissions += [made] if made else []
    return Taken(tuple(submissions), filled, tuple(refused))


def plain(taken: Taken, words: Words) -> dict[str, Any]:
    """What came back as plain JSON values."""
    return {
        "filled": taken.filled,
        "drafts": [revisions.plain(submission, words) for submission in taken.submissions],
        "refused": [vars(one) for one in taken.refused],
    }


def lines(taken: Taken, words: Words) -> list[str]:
    """What came back, for a person."""
    told = [words("corrections.taken", count=taken.filled)]
    for submission in taken.submissions:
        told += revisions.lines(submission, words)
    told += [
        words(f"corrections.refused.{one.why}", cell=one.cell, row=one.row_id, text=one.text) for one in taken.refused
    ]
    return told


def _line(tracker: Tracker, row: Mapping[Any, Any], as_of: date, words: Words) -> CorrectionLine:
    revision = tracker.store.latest(row["programme"], as_of)
    assert revision is not None  # the row comes from it
    rows = tracker.store.schedule(revision.id).rows
    told = five.reasons(row, words)
    return CorrectionLine(
        programme=row["programme"],
        row_id=row["row_id"],
        values=_standing(rows[rows["row_id"] == row["row_id"]].iloc[0]),
        asked=frozenset(question for question in FIELDS if not row[question]),
        reason="\n".join(f"{words(f'clarity.{question}')}: {text}" for question, text in told),
        revision=revision.id,
    )


def _standing(row: Any) -> dict[str, str]:
    """Question -> what stands in the row, as it was written."""
    words = Words(LANGUAGES[0])
    return {
        question: next(
            (text for name in fields if (text := words.span(span_of(row, name)) if "finish" in name else row[name])), ""
        )
        for question, fields in FIELDS.items()
    }


def _fill(
    tracker: Tracker, programme: str, returned: list[Returned], filename: str, actor: access.Actor, now: datetime
) -> tuple[revisions.Submission | None, int, list[Refused]]:
    """The draft of one programme, how many of its cells are filled in, and what is not taken."""
    revision = tracker.store.latest(programme)
    if revision is None:
        return None, 0, [_refused(line, "row-unknown") for line in returned]
    schedule = tracker.store.schedule(revision.id)
    rows = {row["row_id"]: row for row in schedule.rows.to_dict("records")}
    asked = five.clarity(tracker, revision.status_date, programme=programme).rows.set_index("row_id")
    edit, refused, count = _Edit(), [], 0
    for line in returned:
        if line.row_id not in rows:
            refused.append(_refused(line, "row-unknown"))
            continue
        standing = _standing(rows[line.row_id])
        for question, text in line.values.items():
            if not text or text == standing[question]:
                continue
            if asked.at[line.row_id, question]:
                refused.append(Refused(programme, line.row_id, line.cells[question], text, "not-asked"))
            else:
                _put(edit, schedule, question, int(rows[line.row_id]["row"]), text)
                count += 1
    if not count:
        return None, 0, refused
    columns = tuple(NewColumn(_NEW[name], schedule.heading_rows[0], texts) for name, texts in edit.columns.items())
    received = tracker.reader.filled(tracker.store.received(revision.id), schedule.sheet, edit.texts, columns)
    submission = revisions.submit(
        tracker, received, revision.filename, programme=programme, status_date=revision.status_date, actor=actor, now=now,
        note=Words(LANGUAGES[0])("corrections.note", filename=filename),
    )  # fmt: skip
    return submission, count, refused


def _put(edit: _Edit, schedule: Schedule, question: str, row: int, text: str) -> None:
    """Where an answer goes: the workbook's own column of the first field that it has, else a new one."""
    letter = next((schedule.columns[name] for name in FIELDS[question] if name in schedule.columns), "")
    if letter:
        edit.texts[f"{letter}{row}"] = text
    else:
        edit.columns.setdefault(question, {})[row] = text


def _refused(line: Returned, why: str) -> Refused:
    return Refused(line.programme, line.row_id, next(iter(line.cells.values()), ""), "", why)
