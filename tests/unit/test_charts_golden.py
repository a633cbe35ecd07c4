"""One picture of each kind, mark by mark: a change reads in a diff. `UPDATE_GOLDEN=1 pytest` writes them anew."""

import os
from datetime import date
from pathlib import Path

import pytest

from charts import Scene, birds_scene, gantt_scene, spark_scene, trend_scene
from schedule import Gate, Words
from tests.unit.test_charts_birds import bird, lane
from tests.unit.test_charts_gantt import group, row
from tests.unit.test_charts_trend import line

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "charts"
PAPER = {"status_date": date(2025, 6, 15), "words": Words("vi")}
SESSION = Gate("na-15-10", "Quốc hội", "Kỳ họp thứ 10", "KH 10", ((date(2025, 10, 20), date(2025, 12, 11)),))


def scenes() -> dict[str, Scene]:
    """A small picture of each kind, with everything that its kind can show."""
    late = row("a", start=date(2025, 1, 1), percent=40)
    done = row(
        "b", wbs="1.2", is_actual=True, status="done", finish_last=date(2025, 5, 2), finish_text="xong 02/05/2025"
    )
    waits = row("c", start=date(2025, 5, 2), start_is_assumed=True, predecessors=("b",), status="on_track")
    finished = line("x", actual=date(2025, 3, 31), status="done_late")
    return {
        "birds": birds_scene([lane(bird(), bird("b", is_actual=True, status="done"))], [SESSION], **PAPER),
        "gantt": gantt_scene([group(), late, done, waits], [SESSION], links=True, **PAPER),
        "trend": trend_scene([line(points=line().points[:2]), finished], **PAPER),
        "spark": spark_scene([(p.said_on, p.promised) for p in line().points], PAPER["words"]),
    }


@pytest.mark.parametrize("name", ["birds", "gantt", "trend", "spark"])
def test_a_scene_is_the_one_that_was_last_looked_at(name):
    """Whoever changes a picture looks at it and accepts it with UPDATE_GOLDEN=1."""
    told, path = scenes()[name].as_text(), GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8"), (
        "accept with: UPDATE_GOLDEN=1 pytest tests/unit/test_charts_golden.py"
    )
