"""Where a text may stand: a board of what is taken, and the first candidate that is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from charts.lettering import ROOM
from charts.scene import Box, Line, Text, meet


@dataclass
class Board:
    """The taken places between two edges."""

    left: float
    right: float
    taken: list[Box] = field(default_factory=list)

    def take(self, *boxes: Box) -> None:
        """Mark places as taken."""
        self.taken.extend(boxes)

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands in `box` and it lies between the edges."""
        return box[0] >= self.left and box[2] <= self.right and not any(meet(box, other) for other in self.taken)

    def place(self, candidates: Iterable[Text]) -> Text | None:
        """The first candidate that is free, which takes its place; None where none is."""
        for text in candidates:
            if self.is_free(box := text.box(ROOM)):
                self.take(box)
                return text
        return None

    def place_led(self, candidates: Iterable[tuple[Text, Line | None]]) -> tuple[Text, Line | None] | None:
        """As `place`, each candidate with the leader line that it needs, which must be free too."""
        for text, leader in candidates:
            boxes = [text.box(ROOM)]
            if leader:
                (x, y0), (_, y1) = leader.points
                boxes.append((x - 2, min(y0, y1), x + 2, max(y0, y1)))
            if all(map(self.is_free, boxes)):
                self.take(*boxes)
                return text, leader
        return None


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops of blocks stacked without overlap, each as near to its wanted top as the others let it.

    Args:
        wanted: Wanted tops, in ascending order.
        heights: Heights of the blocks.
        top: No block begins above it.
        bottom: No block ends below it, as far as there is room for all.

    Source:
        Pool adjacent violators: blocks that collide move together, to the mean of what they want.
    """
    pools: list[tuple[float, float, int]] = []  # top, height, number of blocks
    for want, height in zip(wanted, heights, strict=True):
        start, tall, count = want, height, 1
        while pools and pools[-1][0] + pools[-1][1] > start:
            before, above, blocks = pools.pop()
            start = (before * blocks + (start - above) * count) / (blocks + count)
            tall, count = tall + above, blocks + count
        pools.append((start, tall, count))
    starts: list[float] = []
    index = 0
    for start, _, count in pools:
        at = start
        for height in heights[index : index + count]:
            starts.append(at)
            at += height
        index += count
    return _within(starts, heights, top, bottom)


def _within(starts: list[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Push up from the bottom edge, then down from the top edge, which wins."""
    floor = bottom
    for i in reversed(range(len(starts))):
        starts[i] = min(starts[i], floor - heights[i])
        floor = starts[i]
    ceiling = top
    for i, height in enumerate(heights):
        starts[i] = max(starts[i], ceiling)
        ceiling = starts[i] + height
    return starts
