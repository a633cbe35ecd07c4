"""What is said of a schedule's health: the lines of the page, and plain values and lines for the terminal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis import Check, Failing, Figure, NotComputable
from schedule import Words
from services.health import Health, Measure, cell
from services.sentences import ONE_LINE, name

_PERCENT = ("hit_rate", "hit_rate_period", "coverage_dates", "coverage_owner", "coverage_deliverable")
_DIGITS = 6
Measured = Measure | Check


@dataclass(frozen=True)
class RowLine:
    """A row behind a figure, and the cell where it is to be looked at."""

    row_id: str
    name: str
    owner: str
    cell: str
    said: str


@dataclass(frozen=True)
class Line:
    """One figure as it is shown."""

    number: str
    title: str
    figure: str
    note: str
    """How it is worked out."""
    limit: str
    verdict: str
    """`pass`, `flag`, `unknown`, or "" where there is nothing to keep to."""
    verdict_word: str
    rows: tuple[RowLine, ...]


@dataclass(frozen=True)
class HealthView:
    """The page's content."""

    headline: str
    subtitle: str
    rests_on: str
    """What the earned schedule counts, and by which weights."""
    sheet: str
    measures: tuple[Line, ...]
    checks: tuple[Line, ...]


def health_view(found: Health, words: Words) -> HealthView:
    """The page of one programme."""
    s = found.state
    if s.revision is None or s.schedule is None:
        title = words("headline.programme.nothing", name=name(s.programme, words, short=True))
        return HealthView(title, f"{words('nav.as_of')} {words.day(s.as_of)}", "", "", (), ())
    open_rows = found.work[found.work["is_open"]]
    subtitle = words(
        "health.subtitle", day=s.status_date, revision=s.revision.id, count=len(found.work), left=len(open_rows),
        waiting=int(open_rows["has_before"].sum()),
    )  # fmt: skip
    return HealthView(
        headline(found, words),
        subtitle,
        _rests_on(found, words),
        s.schedule.sheet,
        tuple(_measure(found, one, words) for one in found.measures),
        tuple(_check(found, one, words) for one in found.checks),
    )


def headline(found: Health, words: Words) -> str:
    """Which checks ask for a look, as many as fit on one line; never how many of how many, which would be a score."""
    short = name(found.state.programme, words, short=True)
    flagged = [words(f"health.{check.name}") for check in found.checks if check.verdict == "flag"]
    if not flagged:
        unknown = sum(check.verdict == "unknown" for check in found.checks)
        return words("health.headline.unknown" if unknown else "health.headline.well", name=short, count=unknown)
    for shown in range(len(flagged), 0, -1):
        rest = len(flagged) - shown
        told = words("health.headline.flags", name=short, flags=", ".join(flagged[:shown]))
        told += words("health.headline.more", count=rest) if rest else ""
        if len(told) <= ONE_LINE:
            break
    return told


def plain(found: Health, words: Words) -> dict[str, Any]:
    """One programme's health as plain JSON values; what cannot be computed is null, with its reason."""
    s = found.state
    return {
        "id": s.programme.id,
        "name": s.programme.name_vi,
        "revision": s.revision.id if s.revision else None,
        "status_date": s.status_date.isoformat() if s.status_date else None,
        "sheet": s.schedule.sheet if s.schedule else None,
        "earned_schedule": _plain_earned(found),
        "measures": [_plain(found, one, words) for one in found.measures],
        "checks": [_plain(found, one, words) for one in found.checks],
    }


def lines(found: Health, words: Words) -> list[str]:
    """The same as lines for the terminal; rows of what asks for a look only."""
    view = health_view(found, words)
    told = [view.headline, f"  {view.subtitle}", *([f"  {view.rests_on}"] if view.rests_on else [])]
    for line in (*view.measures, *view.checks):
        sign = {"flag": "!", "pass": "✓"}.get(line.verdict, " ")
        told.append(f"{sign} {line.number:>2} {line.title:<44} {line.figure:<28} {line.limit}".rstrip())
        if line.verdict == "flag":
            told += [f"       {row.cell:<6} {row.row_id:<12} {row.said} — {row.name}" for row in line.rows]
    return told


def _rests_on(found: Health, words: Words) -> str:
    earned = found.earned
    if earned is None or earned.start is None:
        return ""
    weights = words(f"health.weights.{earned.weights}", weighed=earned.weighed, count=earned.rows)
    return words("health.rests_on", weights=weights, count=earned.rows, of=earned.of, day=earned.start)


def _measure(found: Health, one: Measure, words: Words) -> Line:
    verdict = one.verdict or ""
    note = words(f"health.{one.name}.rule")
    if words.has(key := f"health.{one.name}.facts") and one.facts:
        facts = {k: _minus(v, words) if isinstance(v, float) else v for k, v in one.facts.items()}
        note = note if None in facts.values() else f"{words(key, **facts)} · {note}"
    limit = "" if one.goal is None else f"≥ {words.number(one.goal, 2)}"
    word = words(f"health.verdict.{verdict}") if verdict else ""
    return Line("", _title(one, words), _figure(one, words), note, limit, verdict, word, _rows(found, one, words))


def _title(one: Measured, words: Words) -> str:
    since = one.facts.get("since") if isinstance(one, Measure) else None
    title = words(f"health.{one.name}", since=since or "")
    return title[0].upper() + title[1:]


def _check(found: Health, one: Check, words: Words) -> Line:
    sign = "≥" if one.is_floor else "≤"
    limit = {
        "share": f"{sign} {words.percent(one.limit, 1)}",
        "count": "= 0",
        "days": words("health.days", count=round(one.limit)),
        "index": f"≥ {words.number(one.limit, 2)}",
    }[one.unit]
    return Line(
        str(one.number), _title(one, words), _figure(one, words), words(f"health.{one.name}.rule"), limit, one.verdict,
        words(f"health.verdict.{one.verdict}"), _rows(found, one, words),
    )  # fmt: skip


def _figure(one: Measured, words: Words) -> str:
    """The figure with its unit and the numbers behind it, or why there is none."""
    value = one.value
    if isinstance(value, NotComputable):
        return words("health.unknown", reason=_reason(value, words))
    behind = "" if one.count is None else f"{words.number(one.count, 0)}/{words.number(one.of or 0, 0)}"
    percent = words.percent(value, 1)
    if isinstance(one, Check):
        return {
            "share": f"{percent} ({behind})",
            "count": behind,
            "days": words("health.workdays", days=words.number(value)),
            "index": words.number(value, 2) + (f" ({behind})" if behind else ""),
        }[one.unit]
    if one.name in _PERCENT:
        return f"{percent} ({behind})"
    if one.name == "sv_t":
        return words.days(value)
    if one.name in ("ieac_t", "freshness"):
        return words("health.days", count=round(value))
    return words.number(value, 2) + (f" ({behind})" if behind else "")


def _reason(lacking: NotComputable, words: Words) -> str:
    return words(f"why.{lacking.why}", count=lacking.count, of=lacking.of)


def _rows(found: Health, one: Measured, words: Words) -> tuple[RowLine, ...]:
    rows = found.work
    return tuple(
        RowLine(
            row_id=str(rows["row_id"].iloc[failing.place]),
            name=str(rows["name"].iloc[failing.place]),
            owner=str(rows["owner"].iloc[failing.place]),
            cell=cell(found, failing),
            said=_said(failing, words),
        )
        for failing in one.failing
    )


def _said(failing: Failing, words: Words) -> str:
    value: Any = failing.value
    if isinstance(value, pd.Timestamp):
        value = value.date()
    elif isinstance(value, float):
        value = words.days(value) if failing.what == "late" else _minus(value, words)
    return words(f"failing.{failing.what}", value="" if value is None else value)


def _minus(number: float, words: Words) -> str:
    """A number with a true minus sign, and no plus."""
    return words.number(number).replace("-", "−")


def _plain(found: Health, one: Measured, words: Words) -> dict[str, Any]:
    lacking = one.value if isinstance(one.value, NotComputable) else None
    made: dict[str, Any] = {"number": one.number} if isinstance(one, Check) else {}
    limit = one.limit if isinstance(one, Check) else one.goal
    is_floor = one.is_floor if isinstance(one, Check) else True
    return made | {
        "name": one.name,
        "title": _title(one, words),
        "unit": one.unit if isinstance(one, Check) else _unit(one),
        "value": _number(one.value),
        "count": one.count,
        "of": one.of,
        "share": one.count / one.of if one.count is not None and one.of else None,
        "threshold": None if limit is None else {"at_least" if is_floor else "at_most": limit},
        "verdict": one.verdict,
        "reason": lacking
        and {"code": lacking.why, "count": lacking.count, "of": lacking.of, "message": _reason(lacking, words)},
        "rows": [
            {"id": row.row_id, "name": row.name, "owner": row.owner, "cell": row.cell, "message": row.said}
            for row in _rows(found, one, words)
        ],
    }


def _unit(one: Measure) -> str:
    if one.name in _PERCENT:
        return "share"
    return "days" if one.name in ("sv_t", "ieac_t", "freshness") else "index"


def _plain_earned(found: Health) -> dict[str, Any] | None:
    earned = found.earned
    if earned is None:
        return None
    figures = earned.figures
    times = {} if isinstance(figures, NotComputable) else {
        "planned_duration_days": _number(figures.planned_duration),
        "actual_time_days": _number(figures.actual_time),
        "es_days": _number(figures.es),
    }  # fmt: skip
    return {
        **times,
        "start": _day(earned.start),
        "finish": _day(earned.finish),
        "weights": earned.weights,
        "rows_weighed": earned.weighed,
        "rows_counted": earned.rows,
        "rows": earned.of,
    }


def _number(value: Figure) -> float | None:
    return None if isinstance(value, NotComputable) else round(float(value), _DIGITS)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
