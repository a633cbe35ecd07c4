"""What a picture says below of what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from charts.lettering import ROOM, wrap
from charts.scene import Box, Circle, Diamond, Line, Mark, Polygon, Rect, Scene, Text, meet

_EDGE, _SIZE, _STEP, _LINES = 12.0, 11.0, 15.0, 8


def footnoted(scene: Scene, notes: Sequence[str]) -> Scene:
    """The scene with its notes: a single line in the free room at its foot, else below, wrapped to its width."""
    lines = [line for note in notes for line in wrap(note, (scene.width - 2 * _EDGE) / ROOM, _SIZE, lines=_LINES)]
    if not lines:
        return scene
    alt = " ".join([scene.alt, *notes])
    beside = Text(scene.width - _EDGE, scene.height - 12, lines[0], "quiet", "end", _SIZE)
    if len(lines) == 1 and _is_free(beside, scene):
        return replace(scene, marks=(*scene.marks, beside), alt=alt)
    below = [Text(_EDGE, scene.height + _STEP * i + _SIZE, line, "quiet", size=_SIZE) for i, line in enumerate(lines)]
    return replace(scene, height=scene.height + _STEP * len(lines) + 4, marks=(*scene.marks, *below), alt=alt)


def _is_free(text: Text, scene: Scene) -> bool:
    left, top, right, bottom = text.box(ROOM)
    return not any(meet((left - 12, top - 2, right, bottom), box) for mark in scene.marks for box in _boxes(mark))


def _boxes(mark: Mark) -> Iterator[Box]:
    match mark:
        case Text():
            yield mark.box(ROOM)
        case Rect():
            yield mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Circle() | Diamond():
            yield mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r
        case Line() | Polygon():
            across, down = zip(*mark.points, strict=True)
            yield min(across), min(down), max(across) + 0.1, max(down) + 0.1
