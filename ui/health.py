"""The figures of a schedule's health: a line a figure, which opens to the rows behind it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from services.health_told import Line, RowLine
from ui.view import View

_STATUS = {"pass": "on_track", "flag": "late", "unknown": "not_assessable"}
_MOST = 300
"""Rows shown of one figure; the terminal tells them all."""


def figures(lines: Sequence[Line], view: View, *, title: str, caption: str, sheet: str) -> None:
    """A panel of figures.

    Args:
        lines: What is shown, in order.
        view: The visitor's view.
        title: The panel's heading.
        caption: The quiet line below it.
        sheet: Name of the sheet that the cells are on.
    """
    body = "".join(_line(line, view, sheet) for line in lines)
    st.html(
        f"<section class='panel figures'><h2>{escape(title)}</h2><p class='quiet pad'>{escape(caption)}</p>{body}</section>"
    )


def _line(line: Line, view: View, sheet: str) -> str:
    """One figure; a fold where there are rows behind it."""
    if not line.rows:
        return f"<div class='figure bare'>{_summary(line, '')}</div>"
    told = view.words("health.count", count=len(line.rows))
    return f"<details class='figure'><summary>{_summary(line, told)}</summary>{_rows(line.rows, view, sheet)}</details>"


def _summary(line: Line, told: str) -> str:
    """Number, title and rule, figure, limit, verdict; one that cannot be computed says why in place of the last three."""
    number = f"<span class='no'>{escape(line.number)}</span>" if line.number else ""
    name = f"{number}<span class='t'><b>{escape(line.title)}</b><i>{escape(line.note)}</i></span>"
    if line.verdict == "unknown":
        return f"{name}<span class='why'><span class='st not_assessable'>{escape(line.figure)}</span></span>"
    judged = f"<span class='st {_STATUS[line.verdict]}'>{escape(line.verdict_word)}</span>" if line.verdict else ""
    count = f"<i>{escape(told)}</i>" if told else ""
    return (
        f"{name}<span class='num'>{escape(line.figure)}</span><span class='l'>{escape(line.limit)}</span>"
        f"<span class='v'>{judged}{count}</span>"
    )


def _rows(rows: Sequence[RowLine], view: View, sheet: str) -> str:
    words = view.words
    columns = [words(f"column.{name}") for name in ("where", "id", "task", "found", "owner")]
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td data-label='{escape(label, quote=True)}'>{escape(value)}</td>"
            for label, value in zip(columns, (row.cell, row.row_id, row.name, row.said, row.owner), strict=True)
        )
        + "</tr>"
        for row in rows[:_MOST]
    )
    more = f"<p class='quiet pad'>{escape(words('findings.more', count=len(rows) - _MOST))}</p>" if rows[_MOST:] else ""
    where = escape(words("health.sheet", sheet=sheet))
    return f"<p class='quiet pad'>{where}</p><div class='scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
