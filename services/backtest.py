"""The back-test on the tracker's own record: at every promise and every status date, each method against what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis
from schedule import Words
from services.forecasts import Record, record
from services.hindsight import past_views
from services.states import newest_status_date
from services.tracker import Tracker


@dataclass(frozen=True)
class Backtest:
    """How right each method was; see `analysis.scores` for the columns."""

    at_promises: pd.DataFrame
    """At each promise, on the day it was made."""
    at_reports: pd.DataFrame
    """At each status date, every milestone open then that had been promised."""


def backtest(tracker: Tracker) -> Backtest:
    """Score every method on all that the store holds; worked out once a version of the store."""
    return _backtest(tracker, str(tracker.store.version()))


@lru_cache(maxsize=4)
def _backtest(tracker: Tracker, version: str) -> Backtest:
    told = record(tracker, newest_status_date(tracker))
    at_promises = analysis.at_promises(told.cases, told.points, tracker.status_dates())
    return Backtest(analysis.scores(at_promises, told.gated), analysis.scores(_at_reports(tracker, told), told.gated))


def _at_reports(tracker: Tracker, told: Record) -> pd.DataFrame:
    """What each revision would have forecast on its status date, with what happened."""
    cases = analysis.with_outcome(told.cases)
    found: list[dict[str, Any]] = []
    newest = {(revision.programme, revision.status_date): revision for revision in tracker.store.revisions()}
    views = past_views(tracker, told, list(newest.values()))
    for revision in newest.values():
        prefix = f"{revision.programme}:"
        day = pd.Timestamp(revision.status_date)
        standing = cases[cases["row_id"].str.startswith(prefix) & (cases["said_on"] <= day)]
        standing = standing[standing["ended_on"].isna() | (standing["ended_on"] > day)]
        latest: Mapping[Any, Any] = standing.drop_duplicates("row_id", keep="last").set_index("row_id").to_dict("index")
        found += _outcomes(views[revision.id], latest, prefix, day)
    return analysis.forecast_frame(found)


def _outcomes(
    views: pd.DataFrame, latest: Mapping[Any, Any], prefix: str, day: pd.Timestamp
) -> Sequence[dict[str, Any]]:
    records = views.to_dict("records")
    return [
        {**view, **latest[key], "row_id": key, "day": day}
        for view in records
        if (key := prefix + view["row_id"]) in latest
    ]


_FIGURES = ("n", "milestones", "mae", "mae_promised", "gain_low", "gain_high", "pinball", "pinball_promised", "coverage", "brier",
            "n_gate", "brier_gate", "n_open", "least_mae", "least_mae_promised")  # fmt: skip
_COUNTS = ("n", "milestones", "n_gate", "n_open")
TABLES = ("at_promises", "at_reports")


def plain(made: Backtest) -> dict[str, Any]:
    """The scores as plain JSON values; missing is null."""
    return {name: [_plain(row) for row in getattr(made, name).to_dict("records")] for name in TABLES}


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    figures = {name: None if pd.isna(row[name]) else round(float(row[name]), 4) for name in _FIGURES}
    counts = {name: int(row[name]) for name in _COUNTS}
    return {"method": row["method"], "kind": row["kind"] or "all", **figures, **counts, "is_few": is_few(row)}


def is_few(row: Mapping[Any, Any]) -> bool:
    """Whether a score is over too few milestones to say much."""
    return int(row["milestones"]) < analysis.FEW_MILESTONES


@dataclass(frozen=True)
class Row:
    """One method's scores; texts are ready to be shown."""

    of: str
    """The kind's name in the data; "" is all."""
    kind: str
    method: str
    n: str
    mae: str
    gain: str
    pinball: str
    coverage: str
    brier: str
    open: str


def rows(scored: pd.DataFrame, words: Words) -> tuple[Row, ...]:
    """The scores in the reader's language, of each kind the best first."""
    ratio = (scored["pinball"] / scored["pinball_promised"]).fillna(np.inf)
    best_first = scored.assign(ratio=ratio).sort_values(["kind", "ratio"], kind="stable")
    return tuple(_row(row, words) for row in best_first.to_dict("records"))


def _row(row: Mapping[Any, Any], words: Words) -> Row:
    def number(name: str, decimals: int = 0, scale: float = 1) -> str:
        return "–" if pd.isna(row[name]) else words.number(float(row[name]) * scale, decimals)

    gain = "–" if pd.isna(row["gain_low"]) else f"{words.signed(row['gain_low'])} … {words.signed(row['gain_high'])}"
    coverage = "–" if pd.isna(row["coverage"]) else words.percent(row["coverage"])
    is_plain = row["method"] == "promised"
    return Row(
        row["kind"],
        words(f"outlook.kind.short.{row['kind']}") if row["kind"] else words("outlook.kind.all"),
        words(f"outlook.method.{row['method']}") + (" *" if is_few(row) else ""),
        f"{words.number(row['n'], 0)} ({words.number(row['milestones'], 0)})",
        number("mae") if is_plain else f"{number('mae')} ({number('mae_promised')})",
        "–" if is_plain else gain,
        number("pinball") if is_plain else f"{number('pinball')} ({number('pinball_promised')})",
        coverage,
        f"{number('brier', 2)}; {number('brier_gate', 2)} ({row['n_gate']})",
        f"{row['n_open']}; {number('least_mae')} ({number('least_mae_promised')})",
    )


def lines(made: Backtest) -> str:
    """The scores as lines for the terminal."""
    return "\n".join(
        f"{name:<11} {row['kind'] or '*':<6} {row['method']:<10} n {row['n']:>4}  MAE {row['mae']:>6.1f} ({row['mae_promised']:.1f})"
        f"  pinball {row['pinball']:>6.1f} ({row['pinball_promised']:.1f}){'  *' if is_few(row) else ''}"
        for name in TABLES
        for row in getattr(made, name).to_dict("records")
    )


def markdown(made: Backtest) -> str:
    """The page docs/methods/backtest.md: its own text, the tables computed anew."""
    text = (Path(__file__).resolve().parent.parent / "docs" / "methods" / "backtest.md").read_text(encoding="utf-8")
    for name in TABLES:
        head, _, rest = text.partition(f"<!-- {name} -->\n")
        _, _, tail = rest.partition(f"<!-- /{name} -->")
        text = f"{head}<!-- {name} -->\n{_table(getattr(made, name))}<!-- /{name} -->{tail}"
    return text


def _table(scored: pd.DataFrame) -> str:
    head = (
        "| Kind | Method | n | milestones | MAE | as promised | gain, 95 % | pinball | as promised | P10–P90 | Brier | gate Brier (n) "
        "| open: n, at least | as promised |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(f"| {' | '.join(_cells(row))} |\n" for row in scored.to_dict("records"))


def _cells(row: Mapping[Any, Any]) -> list[str]:
    def number(name: str, form: str = ".0f") -> str:
        return "–" if pd.isna(row[name]) else format(row[name], form)

    return [
        row["kind"] or "all",
        row["method"] + (" *" if is_few(row) else ""),
        str(row["n"]),
        str(row["milestones"]),
        number("mae"),
        number("mae_promised"),
        f"{number('gain_low', '+.0f')} to {number('gain_high', '+.0f')}",
        number("pinball"),
        number("pinball_promised"),
        number("coverage", ".0%"),
        number("brier", ".2f"),
        f"{number('brier_gate', '.2f')} ({row['n_gate']})",
        f"{row['n_open']}, {number('least_mae')}",
        number("least_mae_promised"),
    ]
