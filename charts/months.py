"""Work by month: a bar a month with its count, what is overdue before the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.scene import Figures, Line, Mark, Rect, Scene, Text
from schedule import Words

_HEIGHT, _FOOT, _HEAD = 168.0, 26.0, 22.0


@dataclass(frozen=True)
class Month:
    """One bar."""

    label: str
    count: int
    is_late: bool = False


def months_scene(
    months: Sequence[Month], *, words: Words, alt: str, width: float = 1552, narrow: bool = False
) -> Scene:
    """How many rows are due month by month; a count stands over each bar.

    Args:
        months: From the left.
        words: The reader's language.
        alt: What the picture shows, in words.
        width: Pixels; for a phone about 358, with `narrow`.
        narrow: Bars lie below one another, from the top.
    """
    columns = (words("chart.column.month"), words("chart.column.count"))
    figures = Figures(columns, tuple((month.label, words.number(month.count, 0)) for month in months))
    most = max([1, *(month.count for month in months)])
    marks: list[Mark] = []
    if narrow:
        row, left = 26.0, 84.0
        for n, month in enumerate(months):
            y = 6 + n * row
            long = (width - left - 50) * month.count / most
            marks.append(Text(left - 8, y + 17, month.label, "quiet", "end", 12))
            marks += [Rect(left, y + 4, long, row - 8, _role(month))] if month.count else []
            marks.append(Text(left + long + 6, y + 17, words.number(month.count, 0), "ink", "start", 12, 600))
        return Scene(width, 12 + row * len(months), tuple(marks), alt, figures)
    size = (width - 28) / max(1, len(months))
    bottom = _HEIGHT - _FOOT
    marks.append(Line(((14, bottom), (width - 14, bottom)), "line"))
    for n, month in enumerate(months):
        x = 14 + size * (n + 0.5)
        tall = (bottom - _HEAD) * month.count / most
        marks += [Rect(x - size * 0.3, bottom - tall, size * 0.6, tall, _role(month))] if month.count else []
        marks.append(Text(x, bottom - tall - 6, words.number(month.count, 0), "ink", "middle", 13, 600))
        marks.append(Text(x, _HEIGHT - 8, month.label, "quiet", "middle", 12))
    return Scene(width, _HEIGHT, tuple(marks), alt, figures)


def _role(month: Month) -> str:
    return "status_overdue" if month.is_late else "bar"
