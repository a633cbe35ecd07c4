"""How right forecasts were: each way of forecasting, at past days and knowing nothing later, scored by what happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.drift import led_to, standing
from analysis.outlook import CHANCES, spread_days
from analysis.precedents import Known, average_slip, known_on, precedents, share_kept

FEW_MILESTONES = 10
"""A score over fewer milestones says little."""
_RESAMPLES, _SEED = 1000, 20240109
_CHANCES = np.array(list(CHANCES.values()))
_ASKED = ["row_id", "kind", "said_on", "promised_last", "ended_on", "is_by", "last_open"]


def at_promises(cases: pd.DataFrame, points: pd.DataFrame, reports: Iterable[date]) -> pd.DataFrame:
    """Every promise forecast anew on the day it was made, as promised, with the usual slip, by its trend and by the record.

    Args:
        cases: As `promise_cases` gives them, with all that is known now.
        points: The promises behind them, as `promise_trend` gives them.
        reports: Status dates.

    Returns:
        One row a promise and method: `row_id`, `kind`, `day`, `method`, `p10` to `p90`, `due` and `chance` to be done by then, and
        what happened: `ended_on`, `is_by`, `last_open` (datetime64; the last day on which it is known to have been open).
    """
    days = [pd.Timestamp(report) for report in sorted(set(reports))]
    by_row = {
        row_id: list(zip(own["said_on"], own["promised_last"], strict=True))
        for row_id, own in points[points["kind"] != "actual"].groupby("row_id")
    }
    told: list[dict[str, object]] = []
    for day, asked in with_outcome(cases).groupby("said_on"):
        told += _on(day.date(), asked, known_on(cases, day.date()), by_row, days)
    return forecast_frame(told)


def with_outcome(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with `last_open`: when each milestone was last known to be open."""
    return cases.assign(last_open=cases.groupby("row_id")["said_on"].transform("max"))


def forecast_frame(told: list[dict[str, object]]) -> pd.DataFrame:
    """Forecasts with their outcomes as a typed frame."""
    names = ["method", *_ASKED, "day", *CHANCES, "due", "chance"]
    days = ("said_on", "promised_last", "ended_on", "last_open", "day", *CHANCES, "due")
    return pd.DataFrame(told, columns=names).astype(dict.fromkeys(days, "datetime64[ns]") | {"chance": float})


def _on(
    day: date, asked: pd.DataFrame, known: Known, points: Mapping[Any, list[Any]], reports: Sequence[pd.Timestamp]
) -> Iterator[dict[str, object]]:
    now = pd.Timestamp(day)
    for case in asked[_ASKED].to_dict("records"):
        promised, kind = case["promised_last"], str(case["kind"])
        told: dict[str, object] = {**case, "day": day, "due": promised}
        slip = average_slip(known, kind)
        usual = pd.NaT if slip is None else max(promised + slip, now)
        own = {said: last for said, last in points[case["row_id"]] if said <= now}
        _, trend, _ = led_to(standing(own, [report for report in reports if report <= now]), now)
        yield told | {"method": "promised", "chance": 1.0} | dict.fromkeys(CHANCES, promised)
        yield told | {"method": "average", "chance": share_kept(known, kind)} | dict.fromkeys(CHANCES, usual)
        yield told | {"method": "trend"} | dict.fromkeys(CHANCES, trend)
        spread = precedents(known, kind=kind, said_on=day, promised_last=promised.date(), day=day)
        yield (
            told
            | {"method": "record"}
            | (spread_days(spread) | {"chance": spread.chance_by(promised.date())} if spread else {})
        )


def scores(forecasts: pd.DataFrame, gated: Iterable[str] = ()) -> pd.DataFrame:
    """Each method scored over all that it could forecast, beside "as promised" on the very same cases.

    Args:
        forecasts: As `at_promises` gives them.
        gated: Row ids of what only a session can decide.

    Returns:
        One row a method and kind ("" is all): `n` (forecasts whose day of finish is known) and `milestones` they are of; `mae` and
        `mae_promised` (days); `gain_low` and `gain_high` (95 % interval of the days gained on "as promised", milestones drawn
        anew); `pinball` and `pinball_promised` (mean of P10, P50, P80, P90, days); `coverage` (share between P10 and P90);
        `brier` (of being done as promised); `n_gate` and `brier_gate` (the same of what waits for a session);
        `n_open`, `least_mae` and `least_mae_promised` (those without a known day: what the error is at least, days).
    """
    base = forecasts[forecasts["method"] == "promised"].set_index(["row_id", "day", "promised_last"])["p50"]
    keys = pd.MultiIndex.from_frame(forecasts[["row_id", "day", "promised_last"]])
    told = forecasts.assign(promised=base[~base.index.duplicated()].reindex(keys).to_numpy())
    told = told[told["p50"].notna()].assign(is_gate=told["row_id"].isin(set(gated)))
    kinds = [("", told), *((kind, own) for kind, own in told.groupby("kind"))]
    made = [
        {"method": method, "kind": kind} | _score(group)
        for kind, own in kinds
        for method, group in own.groupby("method", sort=False)
    ]
    return pd.DataFrame(made)


def _score(told: pd.DataFrame) -> dict[str, float]:
    is_known = told["ended_on"].notna() & ~told["is_by"].astype(bool)
    known, others = told[is_known], told[~is_known]
    days = np.column_stack([_days(known["ended_on"], known[name]) for name in CHANCES])
    promised = _days(known["ended_on"], known["promised"])
    error, plain = np.abs(days[:, list(CHANCES).index("p50")]), np.abs(promised)
    is_kept = (known["ended_on"] <= known["due"]).to_numpy()
    is_point = (known["p10"] == known["p90"]).all()
    brier = (known["chance"].to_numpy() - is_kept) ** 2
    at_gate = brier[known["is_gate"].to_numpy(bool)]
    low, high = _gain(known["row_id"], plain - error)
    return {
        "n": len(known),
        "milestones": known["row_id"].nunique(),
        "mae": _mean(error),
        "mae_promised": _mean(plain),
        "gain_low": low,
        "gain_high": high,
        "pinball": _mean(_pinball(days).mean(axis=1)),
        "pinball_promised": _mean(_pinball(np.column_stack([promised] * len(_CHANCES))).mean(axis=1)),
        "coverage": np.nan if is_point or not len(known) else float(((days[:, 0] >= 0) & (days[:, -1] <= 0)).mean()),
        "brier": _mean(brier),
        "n_gate": len(at_gate),
        "brier_gate": _mean(at_gate),
        "n_open": len(others),
        "least_mae": _mean(_least(others, "p50")),
        "least_mae_promised": _mean(_least(others, "promised")),
    }


def _pinball(days: np.ndarray) -> np.ndarray:
    """Pinball loss of each quantile: days that what happened lies after it, weighed by its chance; before it, by the rest."""
    return np.maximum(_CHANCES * days, (_CHANCES - 1) * days)


def _least(told: pd.DataFrame, name: str) -> np.ndarray:
    """What the error is at least, where the day is not known: too early for what was open later, too late for what was done before."""
    early = _days(told["last_open"], told[name])
    late = -_days(told["ended_on"], told[name])
    return np.nanmax(np.column_stack([early, late, np.zeros(len(told))]), axis=1) if len(told) else np.array([])


def _gain(row_ids: pd.Series, gains: np.ndarray) -> tuple[float, float]:
    """A 95 % interval of the mean gain, whole milestones drawn anew: the promises of one are not independent of each other."""
    if not len(gains):
        return np.nan, np.nan
    groups = pd.DataFrame({"row_id": row_ids.to_numpy(), "gain": gains}).groupby("row_id")["gain"].agg(["sum", "size"])
    drawn = np.random.default_rng(_SEED).integers(0, len(groups), (_RESAMPLES, len(groups)))
    sums, sizes = (groups[name].to_numpy()[drawn].sum(axis=1) for name in ("sum", "size"))
    low, high = np.quantile(sums / sizes, (0.025, 0.975))
    return float(low), float(high)


def best(scored: pd.DataFrame, kind: str, among: Iterable[str]) -> str:
    """The method with the least pinball loss relative to "as promised" on the same cases; those over too few milestones do not count.

    Where none is better than the promise, the promise: "promised".
    """
    own = scored[
        (scored["kind"] == kind) & scored["method"].isin(set(among)) & (scored["milestones"] >= FEW_MILESTONES)
    ]
    ratio = own.set_index("method").eval("pinball / pinball_promised").dropna()
    return str(ratio.idxmin()) if len(ratio) and ratio.min() < 1 else "promised"


def _days(later: pd.Series, earlier: pd.Series) -> np.ndarray:
    return (later - earlier).dt.days.to_numpy(float)


def _mean(values: np.ndarray) -> float:
    return float(np.nanmean(values)) if len(values) and not np.isnan(values).all() else np.nan
