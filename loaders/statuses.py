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
    r"(?:đã )?(?:hoàn thành|hoàn tất|xong|ban hành|được phê duyệt|phê duyệt)(?: vào| từ)?(?: ngày)?:? (?P<day>\d[\d/.\-]+)\.?",
    re.IGNORECASE,
)


def finishes_told(
    table: Table,
    lines: Sequence[Line],
    statuses: Sequence[str],
    known: tuple[Sequence[Span], Sequence[str]],
    around: Surroundings,
) -> Dated:
    """The actual finishes, with those that only the status tells; each of these is a doubtful finding.

    Args:
        table: The table.
        lines: Its lines.
        statuses: Each line's status.
        known: Each line's actual finish as its own column has it, and the cell.
        around: What is known around the dates.
    """
    made = Dated(list(known[0]), list(known[1]), [])
    context = DateContext(around.year, around.day_first, around.gates)
    telling = {status: told for status in set(statuses) if (told := _DONE_ON.fullmatch(status))}
    for n, (line, status) in enumerate(zip(lines, statuses, strict=True)) if telling else ():
        told = telling.get(status) if not made.spans[n].is_dated else None
        day = read_date(told["day"], context) if told else None
        if day and day.precision == "day" and day.first == day.last and not day.ambiguous:
            cell = table.grid.cell(line.row, table.columns["status"])
            made.spans[n], made.cells[n] = replace(day, text=status), cell
            facts = {"understood": days(day.first, day.last)}
            made.findings.append(Finding(Code.ACTUAL_IN_STATUS, table.grid.sheet, cell, status, facts))
    return made
