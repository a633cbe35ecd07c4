"""Which rows of a sheet are a heading, and which headings stand over a column."""

from datetime import date, datetime

from loaders.grid import Grid
from loaders.headings import heading_match
from schedule import DATE_FIELDS

SURE = 62.0
"""How surely a cell must name a field to count as a heading."""
WEIGHTS = {"name": 4.0, "finish": 3.0, "start": 2.0, "owner": 2.0, "wbs": 1.5, "row_id": 1.5}
"""How much more than another field one says that a row is a heading."""
DATES = ("start", "finish", *DATE_FIELDS)
"""What the heading of a date may name."""


def heading_score(grid: Grid, row: int) -> float:
    """How much a row looks like a heading: the weights of the distinct fields that its cells name."""
    found, texts = named_fields(grid, row)
    if len(found) < 2 or len(found) < texts / 3:
        return 0.0
    others = sum(isinstance(v, float | date | datetime) for v in grid.values[row])
    return sum(found.values()) - 0.5 * others


def named_fields(grid: Grid, row: int) -> tuple[dict[str, float], int]:
    """The fields that a row's cells name, each with its weight, and how many different texts the row holds."""
    found: dict[str, float] = {}
    texts = dict.fromkeys(v for v in grid.values[row] if isinstance(v, str) and v.strip())
    for value in texts:
        match = heading_match("", value)
        if match and match.score >= SURE:
            kind = match.field.rpartition("_")[2] if match.field in DATES else match.field
            found[kind] = max(found.get(kind, 0), WEIGHTS.get(kind, 1.0) * match.score / 100)
    return found, len(texts)


def is_listed(grid: Grid, row: int) -> bool:
    """Whether a row has a name's heading and another field's, as short tables do."""
    exact = {m.field for v in grid.values[row] if isinstance(v, str) and (m := heading_match("", v)) and m.score >= 95}
    return "name" in exact and len(exact) >= 2


def heading_rows(grid: Grid, row: int) -> tuple[int, ...]:
    """The rows of the heading that `row` belongs to: bands above it and sub-headings below it."""
    rows = [row]
    while rows[0] > 0 and _is_band(grid, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    while len(rows) < 4 and rows[-1] + 1 < grid.height and _goes_on(grid, rows[-1], rows[-1] + 1):
        rows.append(rows[-1] + 1)
    return tuple(rows)


def _is_band(grid: Grid, above: int, row: int) -> bool:
    """Whether `above` holds bands over the headings of `row`: merged over columns, or down into it."""
    down = any(m.top <= above and m.bottom >= row and grid.text(m.top, m.left) for m in grid.merges)
    across = [m for m in grid.merges if m.top == above and m.right > m.left and m.bottom < row]
    whole = [m for m in across if m.right - m.left + 1 >= 0.8 * grid.width]
    named = [m for m in across if len(grid.text(m.top, m.left)) <= 60 and grid.text(m.top, m.left)]
    return bool((down and not whole) or (len(named) >= 1 and not whole and heading_score(grid, above) > 0))


def _goes_on(grid: Grid, row: int, below: int) -> bool:
    """Whether the heading goes on in the row below: cells merged down into it, or sub-headings under bands."""
    cells = [(c, v) for c, v in enumerate(grid.values[below]) if v != ""]
    down = [
        m for m in grid.merges if m.top <= row and m.bottom >= below and m.left == m.right and grid.text(m.top, m.left)
    ]
    if any(isinstance(v, date | datetime) for _, v in cells) and not down:
        return False
    if down:
        return True
    texts = [(c, v) for c, v in cells if isinstance(v, str)]
    if len(texts) < 2 or len(texts) < len(cells):
        return False
    empty_above = [c for c, _ in texts if not grid.filled_text(row, c)]
    own = sum(bool((m := heading_match(grid.filled_text(row, c), str(v))) and m.score >= SURE) for c, v in texts)
    return bool(empty_above) and own >= len(texts) / 2 and all(len(str(v)) <= 40 for _, v in texts)


def path_over(grid: Grid, rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    """The headings over a column, from the band down, each once; `rows` are those of the heading."""
    said: list[str] = []
    for row in rows:
        text = grid.filled_text(row, column)
        if not text and row != rows[-1]:
            text = _band_at_left(grid, rows, row, column)
        if text and text not in said:
            said.append(text)
    return tuple(said)


def _band_at_left(grid: Grid, rows: tuple[int, ...], row: int, column: int) -> str:
    """The band that begins left of the column and goes on over it without being merged."""
    if not any(grid.text(below, column) for below in rows if below > row):
        return ""
    for left in range(column - 1, -1, -1):
        if text := grid.text(row, left):
            has_own = any(grid.text(below, left) for below in rows if below > row)
            return text if has_own and (row, left) not in grid.covered else ""
    return ""
