"""Days of completion that only a status tells: "Hoàn thành 15/11/2024"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.dated import Dated, Surroundings, days
from loaders.dates import DateContext, read_date
from loaders.outline import Line
from loaders.tables import Table
from schedule import Code, Finding, Span

_DONE_ON = re.compile(
    r"(?:đã )?(?:hoàn thành|hoàn tất|xong|ban hành|được phê duyệt|phê duyệt)(?: vào| từ| trong)?(?P<said> ngày)?:?"
    r" (?P<day>tháng \d[\d/.\-]+\d|\d[\d/.\-]+\d)\.?(?:[;,.] ?(?P<more>\D.*))?",
    re.IGNORECASE | re.DOTALL,
)
_UNFINISHED = re.compile(r"\b(?:chưa|còn|đang|dự kiến|sẽ|tiếp tục|bước|phần|giai đoạn|đợt)\b", re.IGNORECASE)
"""Words behind the day that leave the work unfinished, or the day a part's."""
_DAY = re.compile(r"\d{1,2}([/.\-])\d{1,2}\1\d{2,4}|\d{1,2}/\d{1,2}")
_OF_NO_YEAR = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})")


def finishes_told(
    table: Table,
    lines: Sequence[Line],
    statuses: Sequence[str],
    known: tuple[Sequence[Span], Sequence[str]],
    around: Surroundings,
) -> Dated:
    """The actual finishes, with those that only the status tells; each of these, and each that cannot be, is a doubtful finding.

    Args:
        table: The table.
        lines: Its lines.
        statuses: Each line's status.
        known: Each line's actual finish as its own column has it, and the cell.
        around: What is known around the dates.
    """
    made = Dated(list(known[0]), list(known[1]), [])
    context = DateContext(around.year, around.day_first, around.gates)
    telling = {status: told for status in set(statuses) if (told := _DONE_ON.fullmatch(status)) and _is_day(told)}
    for n, (line, status) in enumerate(zip(lines, statuses, strict=True)) if telling else ():
        told = telling.get(status) if not made.spans[n].is_dated else None
        day = read_date(told["day"], context) if told else None
        if not told or not day:
            continue
        cell = table.grid.cell(line.row, table.columns["status"])
        if day.is_dated and (not day.ambiguous or _OF_NO_YEAR.fullmatch(told["day"])):
            made.spans[n], made.cells[n] = replace(day, text=status), cell
            facts = {"understood": days(day.first, day.last)}
            made.findings.append(Finding(Code.ACTUAL_IN_STATUS, table.grid.sheet, cell, status, facts))
        elif _DAY.fullmatch(told["day"]):
            made.findings.append(Finding(Code.DATE_UNREAD, table.grid.sheet, cell, status))
    return made


def _is_day(told: re.Match[str]) -> bool:
    """Whether what stands behind "done" is when: "20/6" is, "2/3" may be a share of it; a day that a part has is not the work's."""
    bare = _OF_NO_YEAR.fullmatch(told["day"])
    is_share = bare and not told["said"] and ("/" not in told["day"] or int(bare["day"]) <= int(bare["month"]))
    return not is_share and not _UNFINISHED.search(told["more"] or "")
