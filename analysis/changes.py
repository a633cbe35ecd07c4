"""What changed from one revision to another, worst first."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from analysis.judgement import overdue_days
from analysis.matching import own_id, row_matches
from analysis.promises import LATE_DAYS
from schedule import frame

KINDS = (
    "actual_altered", "reopened", "past_forecast_altered", "redated", "overdue", "removed", "finished", "added",
    "owner", "renamed", "moved", "renumbered", "started", "edited",
)  # fmt: skip
"""Every kind of change, worst first. A plan's own date re-dated ranks with the altered past, a late re-dating before
the others; what moves earlier, or is dated for the first time, after `added`."""
EDITED = (
    "kind", "coordinating", "responsible_person", "watcher", "percent_complete", "status_text", "deliverable",
    "document_no", "predecessors", "note",
)  # fmt: skip
"""Fields whose change is told as `edited`."""

Row = Mapping[Any, Any]


def _text(**kw: Any) -> pa.Column:
    return pa.Column(str, nullable=False, **kw)


CHANGES = pa.DataFrameSchema(
    {
        "kind": _text(checks=pa.Check.isin(KINDS)),
        **{name: _text() for name in ("row_id", "name", "row_kind", "owner", "field")},
        **{name: _text() for name in ("before", "after", "before_text", "after_text")},
        "days": pa.Column(float, nullable=True),
        "is_promise": pa.Column(bool, nullable=False),
        "is_late": pa.Column(bool, nullable=False),
        "is_coarse": pa.Column(bool, nullable=False),
        "cell": _text(),
    },
    coerce=True,
    strict=True,
    name="Changes",
)
"""One row a change, worst first.

`row_id`, `name`, `row_kind`, `owner`: of the row as it now is; of a removed one, as it was. `before`, `after`: plain
values, a date as its ISO day (a finish by its last day, a start by its first); `before_text`, `after_text`: as the
sources wrote them. `days`: calendar days, + is later; NaN where a side has no date. `is_promise`: the date that the row
is held to moved (its forecast; without one, its plan). `is_late`: that happened within 30 days before the date, or
after it. `is_coarse`: a date behind `days` is coarser than a day, so that they are shown with "≈". `cell`: A1 address in
the later workbook, "" where unknown.
"""


def changes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    status_date: date,
    since: date | None = None,
    matches: pd.DataFrame | None = None,
    promises: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    threshold_days: int = 0,
) -> pd.DataFrame:
    """What changed from `before` to `after`.

    Args:
        before: A `ROWS` frame, the earlier revision's.
        after: A `ROWS` frame, the later revision's.
        status_date: The day that `after` speaks for; late re-dating is judged at it.
        since: The day that `before` speaks for; None leaves out what became overdue and which promises were altered.
        matches: A `MATCHES` frame; worked out without decisions where None.
        promises: The two revisions' `PROMISES` frames; what was said by `since` must stand in both.
        threshold_days: Dates that moved by fewer days are left out.

    Returns:
        A `CHANGES` frame, worst first.

    Source:
        docs/methods/changes.md.
    """
    pairs = row_matches(before, after) if matches is None else matches
    sure = pairs[pairs["how"] != "doubtful"]
    became = {int(i): int(j) for i, j in zip(sure["before"], sure["after"], strict=True)}
    old, new = before.to_dict("records"), after.to_dict("records")
    found = [c for i, j in became.items() for c in _compared(old[i], new[j], pd.Timestamp(status_date))]
    found += _moved(old, new, became)
    found += [_change("removed", row, before=row["name"]) for i, row in enumerate(old) if i not in became]
    kept = set(became.values())
    found += [_change("added", row, after=row["name"]) for j, row in enumerate(new) if j not in kept]
    if since is not None:
        late = _overdue(after, status_date)
        was_late = _overdue(before, since) if late else {}
        found += [_fell_due(new[j], late[j]) for i, j in became.items() if j in late and i not in was_late]
        found += _said_otherwise(promises, new, pd.Timestamp(since)) if promises else []
    told = [c for c in found if c["kind"] != "redated" or c["days"] is None or abs(c["days"]) >= threshold_days]
    return frame(CHANGES, sorted(told, key=_badness))


def _change(kind: str, row: Row, field: str = "", **facts: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"before": "", "after": "", "days": None, "cell": ""}
    told |= {**dict.fromkeys(("is_promise", "is_late", "is_coarse"), False), **facts}
    texts = {f"{side}_text": told.get(f"{side}_text", told[side]) for side in ("before", "after")}
    named = {"row_id": row["row_id"], "name": row["name"], "row_kind": row["kind"], "owner": row["owner"]}
    return {"kind": kind, "field": field, **named, **told, **texts}


def worst_first(found: pd.DataFrame) -> pd.DataFrame:
    """A `CHANGES` frame, also one put together from several programmes, worst first."""
    order = sorted(range(len(found)), key=lambda i: _badness(found.iloc[i].to_dict()))
    return found.iloc[order].reset_index(drop=True)


def _badness(change: dict[str, Any]) -> tuple[float, float]:
    days = None if pd.isna(change["days"]) else change["days"]
    rank = float(KINDS.index(change["kind"]))
    if change["kind"] == "redated":
        if not change["before"] or (days is not None and days <= 0 and not change["is_late"]):
            rank = KINDS.index("added") + 0.5
        elif change["field"] == "baseline_finish":
            rank -= 0.5
        elif change["is_late"]:
            rank -= 0.25
    return rank, -abs(days or 0)


def _compared(a: Row, b: Row, status_date: pd.Timestamp) -> Iterable[dict[str, Any]]:
    """The changes within one row."""
    for kind, field in (("renamed", "name"), ("owner", "owner")):
        if _squeezed(a[field]) != _squeezed(b[field]):
            yield _change(kind, b, field, before=a[field], after=b[field])
    if own_id(a) != own_id(b):
        yield _change("renumbered", b, "row_id", before=own_id(a), after=own_id(b))
    for field in EDITED:
        if _squeezed(a[field]) != _squeezed(b[field]):
            yield _change("edited", b, field, before=_squeezed(a[field]), after=_squeezed(b[field]))
    yield from _actuals(a, b)
    for field in ("baseline_start", "forecast_start"):
        if not _same(a, b, field):
            yield _dated("redated", a, b, field)
    yield from _promises(a, b, status_date)


def _squeezed(value: Any) -> str:
    return "" if pd.isna(value) else " ".join(str(value).split())


def _actuals(a: Row, b: Row) -> Iterable[dict[str, Any]]:
    for field, came, went in (("actual_start", "started", "actual_altered"), ("actual_finish", "finished", "reopened")):
        was, now = _is_dated(a, field), _is_dated(b, field)
        if now and not was:
            yield _dated(came, a, b, field, moved_from=_held_to(a) if field == "actual_finish" else None)
        elif was and not now:
            yield _dated(went, a, b, field)
        elif was and not _same(a, b, field):
            yield _dated("actual_altered", a, b, field)


def _promises(a: Row, b: Row, status_date: pd.Timestamp) -> Iterable[dict[str, Any]]:
    """The forecast, or, where there is none, the plan: moved, withdrawn, or rewritten when all was over."""
    was, now, is_done = _is_dated(a, "forecast_finish"), _is_dated(b, "forecast_finish"), _is_dated(b, "actual_finish")

    def promise(field: str) -> dict[str, Any]:
        stood = a[f"{_held_to(a)}_last"]
        is_late = bool(pd.notna(stood) and status_date >= stood - pd.Timedelta(days=LATE_DAYS))
        change = _dated("redated", a, b, field, moved_from=_held_to(a) if now else field)
        return {**change, "is_promise": not is_done, "is_late": is_late and not is_done}

    if not _same(a, b, "baseline_finish"):
        yield _dated("redated", a, b, "baseline_finish") if was or now or is_done else promise("baseline_finish")
    plan_said_again = now and not was and _span(a, "baseline_finish") == _span(b, "forecast_finish")
    if _same(a, b, "forecast_finish") or plan_said_again:
        return
    if not is_done:
        yield promise("forecast_finish") if was or now else _dated("redated", a, b, "forecast_finish")
    elif _is_dated(a, "actual_finish") or _span(b, "forecast_finish") != _span(b, "actual_finish"):
        yield _dated("past_forecast_altered", a, b, "forecast_finish")


def _held_to(row: Row) -> str:
    return "forecast_finish" if _is_dated(row, "forecast_finish") else "baseline_finish"


def _is_dated(row: Row, field: str) -> bool:
    return bool(pd.notna(row[f"{field}_first"]) or pd.notna(row[f"{field}_last"]))


def _span(row: Row, field: str) -> tuple[Any, ...]:
    """What two equal dates share: their days; where there is none, their words."""
    if _is_dated(row, field):
        return tuple(None if pd.isna(row[f"{field}_{end}"]) else row[f"{field}_{end}"] for end in ("first", "last"))
    return (row[f"{field}_lag"] or _squeezed(row[f"{field}_text"]).casefold(),)


def _same(a: Row, b: Row, field: str) -> bool:
    return _span(a, field) == _span(b, field)


def _dated(kind: str, a: Row, b: Row, field: str, moved_from: str | None = None) -> dict[str, Any]:
    """A change of one date; `moved_from` names the date that stood before, where that is another field."""
    stood = moved_from or field
    one, other = _day(a, stood), _day(b, field)
    return _change(
        kind,
        b,
        field,
        before="" if one is None else one.date().isoformat(),
        after="" if other is None else other.date().isoformat(),
        before_text=_words(a, stood, one),
        after_text=_words(b, field, other),
        days=None if one is None or other is None else float((other.date() - one.date()).days),
        is_coarse=bool({a[f"{stood}_precision"], b[f"{field}_precision"]} - {"day", "none", ""}),
        cell=b[f"{field}_cell"],
    )


def _day(row: Row, field: str) -> pd.Timestamp | None:
    """A finish is its last day, a start its first."""
    ends = ("first", "last") if field.endswith("start") else ("last", "first")
    return next((row[f"{field}_{end}"] for end in ends if pd.notna(row[f"{field}_{end}"])), None)


def _words(row: Row, field: str, day: pd.Timestamp | None) -> str:
    text = str(row[f"{field}_text"])
    is_day = row[f"{field}_precision"] == "day" and row[f"{field}_side"] in ("on", "")
    return f"{day:%d/%m/%Y}" if day is not None and (is_day or not text) else text


def _moved(old: Sequence[Row], new: Sequence[Row], became: Mapping[int, int]) -> list[dict[str, Any]]:
    """Rows that now stand in another group, or at another place among the same rows of their group.

    A row whose number changed only because others came or went has not moved.
    """
    came_from = {j: i for i, j in became.items()}
    above = _groups(old), _groups(new)
    stayed: dict[Any, list[int]] = {}
    moved = []
    for j, i in sorted(came_from.items()):
        p, q = above[0][i], above[1][j]
        was = _prefix(old[i]) if p is None else became.get(p)
        now = _prefix(new[j]) if q is None else q if q in came_from else None
        if was == now:
            stayed.setdefault(now, []).append(j)
        else:
            moved.append(j)
    for group in stayed.values():
        kept = _longest_rise([came_from[j] for j in group])
        moved += [j for j in group if came_from[j] not in kept and old[came_from[j]]["wbs"] != new[j]["wbs"]]

    def place(rows: Sequence[Row], groups: Sequence[int | None], i: int) -> str:
        group = groups[i]
        return f"{rows[i]['wbs']} ({rows[group]['name']})".strip() if group is not None else rows[i]["wbs"]

    return [
        _change(
            "moved",
            new[j],
            "wbs",
            before=old[came_from[j]]["wbs"],
            after=new[j]["wbs"],
            before_text=place(old, above[0], came_from[j]),
            after_text=place(new, above[1], j),
        )
        for j in sorted(moved)
    ]


def _prefix(row: Row) -> str:
    return str(row["wbs"]).rpartition(".")[0]


def _groups(rows: Sequence[Row]) -> list[int | None]:
    """Position of each row's group: the last row before it on a lower level; None where there is none."""
    groups: list[int | None] = []
    above: list[int] = []
    for i, row in enumerate(rows):
        while above and rows[above[-1]]["level"] >= row["level"]:
            above.pop()
        groups.append(above[-1] if above else None)
        above.append(i)
    return groups


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The longest rising run among these; the others are the fewest that must have moved."""
    tails: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        lengths.append(at + 1)
    kept: set[int] = set()
    for place, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == len(tails) - len(kept):
            kept.add(place)
    return kept


def _overdue(rows: pd.DataFrame, status_date: date) -> dict[int, float]:
    """Days overdue at `status_date`, by position; only of rows that are overdue."""
    is_open, expected = (
        rows["actual_finish_last"].isna(),
        rows["forecast_finish_last"].fillna(rows["baseline_finish_last"]),
    )
    if not (is_open & expected.lt(pd.Timestamp(status_date))).any():
        return {}
    places = np.flatnonzero(rows["kind"] != "summary")
    pairs = zip(places, overdue_days(rows, status_date), strict=True)
    return {int(place): float(days) for place, days in pairs if not pd.isna(days)}


def _fell_due(row: Row, days: float) -> dict[str, Any]:
    return {**_dated("overdue", row, row, _held_to(row)), "days": days}


def _said_otherwise(
    promises: tuple[pd.DataFrame, pd.DataFrame], rows: Sequence[Row], since: pd.Timestamp
) -> list[dict[str, Any]]:
    """Promises said by `since` that are gone, new or for another day in the later revision, of rows still there."""
    told: list[dict[tuple[Any, ...], Any]] = []
    for side in promises:
        past = side[side["said_on"] <= since].sort_values(["row_id", "said_on", "promised_last"], kind="stable")
        number = past.groupby(["row_id", "said_on"]).cumcount()
        told.append({(p.row_id, p.said_on, n): p for n, p in zip(number, past.itertuples(), strict=True)})
    named = {row["row_id"]: row for row in rows}
    found = []
    for key in sorted(told[0].keys() | told[1].keys()):
        one, other = told[0].get(key), told[1].get(key)
        stood, stands = (None if p is None or pd.isna(p.promised_last) else p.promised_last for p in (one, other))
        row = named.get(key[0])
        if row is None or (stood == stands and one and other):
            continue
        found.append(
            _change(
                "past_forecast_altered",
                row,
                "promise",
                before=stood.date().isoformat() if stood else "",
                after=stands.date().isoformat() if stands else "",
                before_text=one.office_text if one else "",
                after_text=other.office_text if other else "",
                days=(stands.date() - stood.date()).days if stood and stands else None,
                cell=other.cell if other else "",
            )
        )
    return found
