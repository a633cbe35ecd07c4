"""The table of a programme's milestones: the three slippages, who answers, and where each figure came from."""

from collections.abc import Mapping, Sequence
from datetime import date

import charts
from services.programme import TableRow
from ui import parts
from ui.view import View

_COLUMNS = (
    "status", "milestone", "trend", "finish", "baseline", "original", "current", "last_report", "owner", "deliverable",
    "source",
)  # fmt: skip


def milestones_table(
    rows: Sequence[TableRow],
    view: View,
    briefed: Mapping[str, Sequence[date]] | None = None,
    *,
    title: str = "",
    name: str = "promises",
) -> None:
    """One row a milestone, in the order given; `briefed` says on which days each was taken into a meeting.

    Below it, folded, every promise that the small lines show, under `name`, which may stand once on a page.
    """
    words, told = view.words, briefed or {}
    columns = [words(f"column.{name}") for name in _COLUMNS]
    cells = [_cells(row, view, told.get(row.row_id, ()), name) for row in rows]
    parts.table(columns, cells, title=title or words("programme.table"))
    drawn = [(row.name, row.spark.figures) for row in rows if row.spark]
    if drawn:
        parts.figures(name, [("", charts.joined(words("column.milestone"), drawn))], title=words("picture.promises"))


def _cells(row: TableRow, view: View, briefed: Sequence[date], name: str) -> list[str]:
    """One milestone's cells: status, name, promises, finish, the three slippages, owner, deliverable, source."""
    source, words = row.source, view.words
    where = words("source.where", revision=source.revision, sheet=source.sheet, cell=source.cell)
    body = f"{parts.text(where)}<br>{parts.text(source.words)}"
    if source.url:
        body += f"<br>{parts.link(source.url, words('source.link'))}"
    if briefed:
        days = ", ".join(map(words.day, briefed))
        body += f"<br>{parts.text(words('milestone.briefed', days=days), 'quiet')}"
    why = "".join(
        f"<li>{parts.text(line.text)}" + (f" {parts.text(line.cell, 'quiet')}" if line.cell else "") + "</li>"
        for line in row.path
    )
    flags = [
        row.redatings,
        words("mismatch") if row.is_mismatch else "",
        words("source.unverified") if source.is_unverified else "",
    ]
    return [
        parts.status(row.status, row.status_word),
        parts.text(row.name) + "".join(f"<br>{parts.text(flag, 'quiet')}" for flag in flags if flag),
        parts.spark(row.spark, view, name),
        parts.text(row.finish) + (parts.details(words("path.show"), f"<ol>{why}</ol>") if why else ""),
        parts.text(row.baseline),
        f"<span class='num'>{parts.text(row.original)}</span><br>{parts.text(row.workdays, 'quiet')}",
        f"<span class='num'>{parts.text(row.current)}</span><br>{parts.text(row.approved, 'quiet')}",
        parts.text(row.last_report, "num"),
        parts.text(row.owner),
        parts.text(row.deliverable),
        parts.details(words("source.show"), body),
    ]
