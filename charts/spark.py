"""A small line of promised dates, to stand in a card or a table cell."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from charts.scene import Circle, Figures, Line, Mark, Scene
from schedule import Words

_EDGE = 4


def spark_scene(points: Sequence[tuple[date, date]], words: Words, *, width: float = 110, height: float = 30) -> Scene:
    """How a promised date moved: each step up is a later promise, a flat line a kept one.

    Args:
        points: Day said and day promised, the last one standing for what is promised now.
        words: The reader's language.
        width: Pixels.
        height: Pixels.
    """
    history = sorted(points)
    marks: list[Mark] = []
    if history:
        days, promised = [d for d, _ in history], [p for _, p in history]
        across = max(1, (days[-1] - days[0]).days)
        up = max(1, (max(promised) - min(promised)).days)
        flat = max(promised) == min(promised)

        def at(day: date, promise: date) -> tuple[float, float]:
            y = height / 2 if flat else height - _EDGE - (promise - min(promised)).days * (height - 2 * _EDGE) / up
            return _EDGE + (day - days[0]).days * (width - 2 * _EDGE) / across, y

        steps = [at(*history[0])]
        for before, now in pairwise(history):
            steps += [at(now[0], before[1]), at(*now)]
        marks.append(Line(tuple(steps), "quiet", 1.5))
        marks += [Circle(*at(*point), 2, "quiet") for point in history[:-1]]
        marks.append(Circle(*at(*history[-1]), 3, "accent"))
        alt = " → ".join(dict.fromkeys(f"{p:%d/%m/%Y}" for p in promised))
        rows = tuple((words.day(day), words.day(promise)) for day, promise in history)
        figures = Figures((words("column.said_on"), words("column.promised")), rows)
        return Scene(width, height, tuple(marks), alt, figures)
    return Scene(width, height, (), "–")
