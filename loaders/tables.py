"""Where on a sheet the table stands: its heading rows, and which column holds which field."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from loaders.evidence import by_content, doubt, weighed, with_limits
from loaders.grid import Grid, letters, place_of
from loaders.headingrows import DATES, WEIGHTS, heading_rows, heading_score, is_listed, named_fields, path_over
from loaders.headings import are_ends, event_words, heading_match, is_period, is_step, plain_words
from loaders.profiles import SAMPLED, Profile, profile_of
from loaders.series import last_of_series, worded_numbers
from loaders.splitdates import put_together
from schedule import DATE_FIELDS, Code, Finding, Pick

_LOOKED_AT = 400
"""Rows from the top in which a heading is looked for."""
_HALF = 0.5
_ONE_OF_SEVERAL = 5.0
"""How much less surely than "Forecast" the last of "Rev.1", "Rev.2" is the forecast."""
_LEAST_NAME = 8
"""Letters that the names of a column have at least on the average."""
_PROMISED = ("forecast_finish", "baseline_finish")
_MARKED = frozenset(["x", "√", "✓", "✔", "v", "●", "•", "◐", "▲", "■", "*"])
KEPT = (
    "row_id", "wbs", "name", "owner", "coordinating", "responsible_person", "watcher", "percent_complete", "status", "deliverable",
    "document_no", "predecessors", "duration", "weight", "cost", "unit", "note", *DATE_FIELDS, "constraint_type", "constraint_date",
    "deadline", "outline_level", "is_active",
)  # fmt: skip
"""Fields that a table may have."""


@dataclass(frozen=True)
class Table:
    """One table of a sheet: its heading and its columns."""

    grid: Grid
    heading_rows: tuple[int, ...]
    columns: dict[str, int]
    """Field -> column."""
    headings: dict[int, str]
    """Column -> the heading's own words, band and heading one after the other."""
    name_columns: tuple[int, ...] = ()
    periods: tuple[int, ...] = ()
    """Columns headed by months, weeks or days, in which work is marked."""
    people: tuple[int, ...] = ()
    """Columns headed by people, in which their work is marked."""
    joined: dict[int, int] = field(default_factory=dict, hash=False)
    """First and last column of each date whose day, month and year stand apart; it is written out in the first."""
    score: float = 0.0
    clarity: float = 0.0
    """How much its clearest row looks like a heading."""
    findings: tuple[Finding, ...] = field(default=(), hash=False)

    @property
    def first_row(self) -> int:
        """The first row below the heading."""
        return self.heading_rows[-1] + 1

    def fields(self) -> dict[str, str]:
        """Field -> the heading's own words."""
        return {name: self.headings[column] for name, column in self.columns.items()}

    def letters(self) -> dict[str, str]:
        """Field -> column letter."""
        return {name: letters(column) for name, column in self.columns.items()}

    def across(self, column: int, cells: list[str]) -> list[str]:
        """Addresses of a column, as ranges over all cells that a date of it stands in: D3:F3."""
        last = self.joined.get(column)
        if last is None:
            return cells
        grid, along = self.grid, int(self.grid.is_turned)
        return [cell and f"{cell}:{grid.cell(place_of(cell)[along], last)}" for cell in cells]


def find_table(grid: Grid, from_row: int = 0, *, year: int | None = None, picks: Sequence[Pick] = ()) -> Table | None:
    """The first good table at or below `from_row`; None where no heading is found.

    Args:
        grid: The sheet.
        from_row: The row to begin at.
        year: The document's year, to recognise dates without one.
        picks: Columns that a planner picked; one whose heading is another here does not count.
    """
    best: Table | None = None
    for row in range(from_row, min(grid.height, from_row + _LOOKED_AT)):
        if heading_score(grid, row) < 4 and not is_listed(grid, row):
            continue
        table = _table(grid, heading_rows(grid, row), year, picks)
        if table and (best is None or table.score > best.score * 1.25):
            best = table
        if best and row > best.heading_rows[-1] + 30:
            break
    return best


def _table(grid: Grid, rows: tuple[int, ...], year: int | None, picks: Sequence[Pick]) -> Table | None:
    paths = {column: path for column in range(grid.width) if (path := path_over(grid, rows, column))}
    grid, paths, joined = put_together(grid, rows, paths)
    periods = _period_columns(grid, rows, paths)
    dated = {column: path for column, path in paths.items() if column not in periods}
    grid, newest, earlier = last_of_series(grid, rows, dated)
    grid = worded_numbers(grid, rows, dated)
    profiles = {column: profile_of(grid, rows[-1] + 1, column, year) for column in paths if column not in periods}
    most = max((p.filled for p in profiles.values() if p.numbers < 0.9), default=0)
    merged = {m.left for m in grid.merges if m.bottom > m.top and m.top > rows[-1]}
    sparse = {c for c, p in profiles.items() if p.filled < 0.3 * most and c not in merged}
    picked = _picked(paths, picks)
    ranked = sorted(
        (
            (match.field, match.score - _ONE_OF_SEVERAL * (column in newest), column)
            for column, path in paths.items()
            if column not in periods
            and column not in picked.values()
            and column not in earlier
            and (match := weighed(path, profiles[column], is_drawn=bool(periods)))
            and match.field not in picked
            and not (match.field == "name" and column in sparse)
        ),
        key=lambda found: (-found[1], found[2]),
    )
    steps = _steps(ranked, paths, profiles)
    ranked = [found for found in by_content(ranked, paths, profiles) if found[2] not in steps]
    ranked, guessed = with_limits(ranked, paths, profiles)
    ranked = [(name, 100.0, column) for name, column in picked.items()] + ranked
    columns, names, repeated = _assigned(grid, rows, ranked, _name_like(paths, periods, profiles, ranked))
    if len(columns) < 2:
        return None
    headings = {column: " / ".join(path) for column, path in paths.items()}
    score = sum(WEIGHTS.get(name.rpartition("_")[2] if name in DATES else name, 1.0) for name in columns)
    people = _people(grid, rows, {*columns.values(), *names, *periods}, headings)
    merged = earlier if newest.issubset(columns.values()) else set()
    people = () if "owner" in columns or "responsible_person" in columns else people
    repeated = [c for c in repeated if c not in people]
    findings = _findings(grid, rows, headings, columns, (*names, *people, *steps, *merged), periods, repeated, profiles)
    final = headings.get(next((columns[name] for name in _PROMISED if name in columns), -1), "")
    findings += tuple(
        Finding(Code.STEP_BEFORE, grid.sheet, grid.cell(rows[-1], column), headings[column], {"understood": final})
        for column in sorted(steps)
    )
    if people:
        findings = tuple(f for f in findings if f.facts.get("field") != "owner")
    findings += tuple(
        Finding(code, grid.sheet, grid.cell(rows[-1], column), headings[column], {"field": name})
        for name, column in columns.items()
        if column not in picked.values()
        and (code := Code.HEADING_GUESSED if column in guessed else doubt(name, paths[column]))
    )
    if "name" in columns and not any(name == "name" for name, _, _ in ranked):
        at = grid.cell(rows[-1], columns["name"])
        findings = (Finding(Code.NAME_GUESSED, grid.sheet, at, headings[columns["name"]]), *findings)
    clarity = max(sum(named_fields(grid, row)[0].values()) for row in rows)
    return Table(grid, rows, columns, headings, names, periods, people, joined, score, clarity, findings)


def _steps(
    ranked: Sequence[tuple[str, float, int]], paths: Mapping[int, tuple[str, ...]], profiles: Mapping[int, Profile]
) -> set[int]:
    """Columns of dates that are not the work's own, where another has its finish for as many rows.

    A step on the way ("Hạn trình") or another event ("Ngày mời thầu", "Thực tế bàn giao mặt bằng").
    """
    finishes = {column: name for name, _, column in ranked if name.endswith("finish")}
    starts = [column for name, _, column in ranked if name.endswith("start")]
    dates = {column: profiles[column].filled * profiles[column].dates for column in (*finishes, *starts)}
    steps = {column for column in finishes if is_step(paths[column])}
    events = {
        column: words
        for column in (*finishes, *starts)
        if column not in steps and dates[column] and (words := event_words(paths[column], is_start=column in starts))
    }

    own = [
        column
        for column, name in finishes.items()
        if name != "actual_finish" and column not in steps and column not in events
        if dates[column] >= 1 and profiles[column].dates >= _HALF
    ]
    most = max((dates[column] for column in own), default=0)
    said = {*plain_words(" ".join(" ".join(paths[column]) for column in own)).split()}
    others = {
        column
        for column, words in events.items()
        if own and not words <= said and (most >= _HALF * dates[column] or not are_ends(words))
    }
    enough = max([1.0, *(dates[column] for column in steps)])
    has_final = any(
        name != "actual_finish" and column not in steps and column not in others
        for column, name in finishes.items()
        if dates[column] >= enough and profiles[column].dates >= _HALF
    )
    return others | (steps if has_final else set())


def _picked(paths: dict[int, tuple[str, ...]], picks: Sequence[Pick]) -> dict[str, int]:
    """Field -> the column picked for it, where that column has the heading it was picked by."""
    headed = {letters(column): (column, " / ".join(path)) for column, path in paths.items()}
    return {name: headed[at][0] for name, at, heading in picks if at in headed and heading in ("", headed[at][1])}


def _people(grid: Grid, rows: tuple[int, ...], taken: set[int], headings: dict[int, str]) -> tuple[int, ...]:
    """Columns of marks and nothing else, under headings that name no field."""
    found = []
    for column in headings:
        seen = [t for r in range(rows[-1] + 1, min(grid.height, rows[-1] + SAMPLED)) if (t := grid.text(r, column))]
        if column not in taken and seen and all(is_mark(text) for text in seen):
            found.append(column)
    return tuple(found)


def is_mark(text: str) -> bool:
    """Whether a text only marks its cell."""
    return text.strip().lower() in _MARKED


def _period_columns(grid: Grid, rows: tuple[int, ...], paths: dict[int, tuple[str, ...]]) -> tuple[int, ...]:
    """Three or more columns that are headed by dates, months, weeks or days' numbers."""
    found = [
        column
        for column in paths
        if isinstance(grid.value(rows[-1], column), date | datetime | float) or is_period(paths[column][-1])
    ]
    return tuple(found) if len(found) >= 3 else ()


def _is_other(heading: str, profile: Profile, plain: Container[str]) -> bool:
    """Whether a column that came too late is no double of another: its field is one of those, or it has a date's heading and no date."""
    match = heading_match("", heading.split(" / ")[-1])
    if match is None or match.field in plain or (match.field == "wbs" and profile.numbers < _HALF):
        return True
    return match.field in DATES and profile.dates == 0


def _assigned(
    grid: Grid, rows: tuple[int, ...], ranked: Sequence[tuple[str, float, int]], name_like: int | None
) -> tuple[dict[str, int], tuple[int, ...], list[int]]:
    """One column a field, the surest first; columns of names under one heading; columns that came too late.

    Where no heading means the names, they are taken from the column that looks most like them.
    """
    columns: dict[str, int] = {}
    repeated: list[int] = []
    names: list[int] = []
    for name, _, column in ranked:
        if name == "name" and name in columns and _is_one_heading(grid, rows, columns["name"], column):
            names.append(column)
        elif name in columns:
            repeated.append(column)
        else:
            columns[name] = column
    for edge in ("start", "finish"):
        _place_general(columns, edge, repeated)
    if "row_id" in columns and "wbs" not in columns:
        columns["wbs"] = columns.pop("row_id")
    if "name" not in columns and name_like is not None:
        columns = {"name": name_like, **{name: column for name, column in columns.items() if column != name_like}}
    if "name" in columns:
        names.append(columns["name"])
    ordered = sorted(columns, key=lambda name: columns[name])
    return {name: columns[name] for name in ordered if name in KEPT}, tuple(sorted(names)), repeated


def _name_like(
    paths: dict[int, tuple[str, ...]],
    periods: Iterable[int],
    profiles: dict[int, Profile],
    ranked: Sequence[tuple[str, float, int]],
) -> int | None:
    """The column that holds the names where no heading says so: the results, unless most rows have none; else the first of words."""
    fields = {column: name for name, _, column in reversed(ranked)}
    most = max((profiles[c].filled for c in paths if c not in periods), default=0)
    words = [
        column
        for column in paths
        if column not in periods
        and fields.get(column, "document_no") in ("deliverable", "document_no", "note")
        and (p := profiles[column]).filled >= max(2, _HALF * most)
        and p.dates < _HALF
        and p.numbers < _HALF
        and p.length >= _LEAST_NAME
    ]
    results = [column for name, _, column in ranked if name == "deliverable"]
    return next((column for column in [*results, *sorted(words)] if column in words), next(iter(results), None))


def _place_general(columns: dict[str, int], edge: str, repeated: list[int]) -> None:
    """A date that says neither plan nor forecast is the date now promised; beside a forecast it is the plan."""
    if edge not in columns:
        return
    column = columns.pop(edge)
    free = [name for name in (f"forecast_{edge}", f"baseline_{edge}") if name not in columns]
    if free:
        columns[free[0]] = column
    else:
        repeated.append(column)


def _is_one_heading(grid: Grid, rows: tuple[int, ...], first: int, second: int) -> bool:
    """Whether two columns stand under one merged heading."""
    return any(
        (merge := grid.covered.get((row, first))) is not None and merge is grid.covered.get((row, second))
        for row in rows
    )


def _findings(
    grid: Grid,
    rows: tuple[int, ...],
    headings: dict[int, str],
    columns: dict[str, int],
    names: Iterable[int],
    periods: Iterable[int],
    repeated: list[int],
    profiles: dict[int, Profile],
) -> tuple[Finding, ...]:
    used = {*columns.values(), *names, *periods, *repeated}
    at = rows[-1]

    def found(code: Code, column: int, **facts: Any) -> Finding:
        return Finding(code, grid.sheet, grid.cell(at, column), headings[column], facts)

    unknown = [found(Code.HEADING_UNKNOWN, c) for c in headings if c not in used and profiles[c].filled]
    plain = {"note", "status", "document_no", "deliverable", "cost", "weight", "unit"}
    again = [
        found(Code.HEADING_UNKNOWN if _is_other(headings[c], profiles[c], plain) else Code.HEADING_REPEATED, c)
        for c in repeated
        if profiles[c].filled
    ]
    if len(again) >= 3 and min(repeated) > max(columns.values()):
        again = [Finding(Code.TABLE_SKIPPED, grid.sheet, grid.cell(at, min(repeated)), headings[min(repeated)])]
    wanted = {"owner": ("owner", "responsible_person"), "finish": tuple(n for n in DATE_FIELDS if n.endswith("finish"))}
    missing = [
        Finding(Code.FIELD_MISSING, grid.sheet, grid.cell(at, 0), "", {"field": name})
        for name, fields in {"name": ("name",), **wanted}.items()
        if not any(f in columns for f in fields) and not (name == "finish" and list(periods))
    ]
    empty = [
        found(Code.FIELD_EMPTY, column)
        for name, column in columns.items()
        if name in DATE_FIELDS
        and not profiles[column].filled
        and not any(profiles[c].filled for n, c in columns.items() if n in DATE_FIELDS)
        and not list(periods)
    ]
    return (*missing, *again, *unknown, *empty)
