"""What was understood of a workbook, beside its own words."""

from typing import Any

from schedule import Reading
from services import answers
from ui import parts
from ui.view import View

_DATES = ("baseline_finish", "forecast_finish", "actual_finish")


def understood_table(reading: Reading, view: View, *, title: str = "") -> None:
    """Every row as it was understood."""
    words = view.words
    read = answers.reading(reading, words)
    known = "; ".join(f"{words('field.' + field)} ← {heading}" for field, heading in read["fields"].items())
    parts.table(
        [words(f"column.{n}") for n in ("row", "wbs", "kind", "milestone", "owner", *_DATES, "percent")],
        [_row(row, view) for row in read["rows"]],
        title=title or words("upload.understood"),
        caption=f"{words('upload.fields')}: {known}",
        name="understood",
    )


def _row(row: dict[str, Any], view: View) -> list[str]:
    words = view.words
    percent = row["percent_complete"]
    return [
        str(row["row"]),
        parts.text(row["wbs"]),
        words("kind." + row["kind"]),
        parts.text(row["name"]),
        parts.text(row["owner"]),
        *(_dated(row[name], view) for name in _DATES),
        "" if percent is None else words.percent(percent / 100, 1),
    ]


def _dated(span: dict[str, Any] | None, view: View) -> str:
    """A date beside its original text: "Quý II/2024 → 01/04/2024–30/06/2024 (quý)"."""
    if not span:
        return ""
    precision = view.words("precision." + span["precision"])
    days = " – ".join(f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in dict.fromkeys((span["first"], span["last"])) if d)
    told = f"{days} ({precision})" if days else precision
    return f"{parts.text(span['text'])}<br>{parts.text(f'→ {told}, ' + span['cell'], 'quiet')}"
