"""The milestone trend's content: the promise history of chosen milestones, as lines and as a list of promises."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

import analysis
import charts
from loaders import unit_of
from schedule import FINISHED, Words
from services import sentences
from services.overview import trend_points
from services.states import ProgrammeState, states_of
from services.tracker import Tracker

LINES_SHOWN = 10
"""Lines chosen where the viewer has chosen none; more than 15 cannot be told apart."""
LINES_MOST = 15
SMALL_MOST = 60
"""Small pictures of one programme at most."""
LEAST_PROMISES = analysis.LEAST_PROMISES


@dataclass(frozen=True)
class Promise:
    """One promised date, with who said it, in which words, and where."""

    key: str
    milestone: str
    said_on: str
    promised: str
    words: str
    said_by: str
    url: str
    kind: str


@dataclass(frozen=True)
class UnitRecord:
    """How one unit's promises were kept; texts are ready to be shown."""

    unit: str
    promises: str
    kept: str
    median_slip: str


@dataclass(frozen=True)
class TrendView:
    """The trend as of one day."""

    headline: str
    subtitle: str
    lines: tuple[charts.TrendLine, ...]
    promises: tuple[Promise, ...]
    choices: dict[str, str]
    """Key -> name of every milestone with a history, most re-dated first."""
    chosen: tuple[str, ...]
    groups: tuple[tuple[str, tuple[charts.TrendLine, ...]], ...]
    """Programme's name -> its milestones with a history, in the workbook's order; of very many, those re-dated most often."""
    records: tuple[UnitRecord, ...]
    """Units with enough promises come due, the least kept first."""


def trend_view(
    tracker: Tracker, as_of: date, words: Words, *, programmes: tuple[str, ...] = (), chosen: tuple[str, ...] = ()
) -> TrendView:
    """The promise history up to `as_of`.

    Args:
        tracker: The opened product.
        as_of: The day to look from.
        words: The reader's language.
        programmes: Ids of the programmes to draw from; none means all.
        chosen: Keys (`programme:id`) of the milestones to draw; none means those re-dated most often.
    """
    wanted = programmes or tuple(p.id for p in tracker.programmes)
    seen = [s for s in states_of(tracker, wanted, as_of) if s.revision]
    moves = {s.programme.id: _moves(s) for s in seen}
    promised = {s.programme.id: _promised(s, moves[s.programme.id]) for s in seen}
    told = [milestone for s in seen for milestone in _milestones(s, promised[s.programme.id], words)]
    told.sort(key=lambda m: (-m.redatings, -(m.variance or 0)))
    picked = [m for m in told if m.key in chosen][:LINES_MOST] or told[:LINES_SHOWN]
    histories = _histories(seen, picked)
    return TrendView(
        headline=_headline(picked, histories, words),
        subtitle=words("trend.subtitle", day=as_of, lines=len(picked), count=len(told)),
        lines=tuple(_line(m.key, histories[m.key], words) for m in picked),
        promises=tuple(p for m in picked for p in _promises(m.key, histories[m.key], words)),
        choices={m.key: m.choice for m in told},
        chosen=tuple(m.key for m in picked),
        groups=tuple(
            (sentences.name(s.programme, words), _small(s, promised[s.programme.id], moves[s.programme.id], words))
            for s in seen
        ),
        records=_records(seen, moves, as_of, words),
    )


@dataclass(frozen=True)
class _Milestone:
    """A milestone that was promised at least once: as much of it as choosing needs."""

    key: str
    place: int
    """Its position in its programme's milestones."""
    s: ProgrammeState
    redatings: int
    variance: float
    choice: str


@dataclass(frozen=True)
class _History:
    """A milestone that is drawn."""

    row: Mapping[Hashable, Any]
    s: ProgrammeState
    promises: list[Any]
    """Its points, except the actual finish."""
    drift: Any
    """Its row of `analysis.drifts`; None where there is none."""


def _moves(s: ProgrammeState) -> pd.DataFrame:
    """The promises that say something new of their milestone: its first one, and each that moved the date."""
    told = s.points.loc[s.points["kind"] != "actual", ["row_id", "said_on", "promised_last", "kind"]]
    repeats = told["row_id"].eq(told["row_id"].shift()) & told["promised_last"].eq(told["promised_last"].shift())
    return told[~repeats]


def _promised(s: ProgrammeState, moves: pd.DataFrame) -> np.ndarray:
    """Positions of the milestones that were promised at least once, in the workbook's order."""
    return np.flatnonzero(s.milestones["row_id"].isin(moves["row_id"].unique()))


def _milestones(s: ProgrammeState, places: np.ndarray, words: Words) -> Iterator[_Milestone]:
    within = sentences.name(s.programme, words, short=True)
    columns = ("row_id", "name", "redatings", "variance_original_days")
    values = zip(places.tolist(), *(s.milestones[name].iloc[places].tolist() for name in columns), strict=True)
    for place, row_id, name, redatings, variance in values:
        yield _Milestone(f"{s.programme.id}:{row_id}", place, s, redatings, variance, f"{name} ({within})")


def _histories(seen: list[ProgrammeState], picked: list[_Milestone]) -> dict[str, _History]:
    """Key -> the milestone with its promises; what belongs to one programme is looked up together."""
    found = {}
    for s in seen:
        own = [m for m in picked if m.s is s]
        rows = s.milestones.iloc[[m.place for m in own]].to_dict("records")
        points = trend_points(s, [row["row_id"] for row in rows])
        drifts = analysis.drifts(points, s.reports, s.status_date or s.as_of).to_dict("index")
        promises: dict[str, list[Any]] = {row["row_id"]: [] for row in rows}
        for point in points[points["kind"] != "actual"].itertuples():
            promises[point.row_id].append(point)
        for m, row in zip(own, rows, strict=True):
            found[m.key] = _History(row, s, promises[row["row_id"]], drifts.get(row["row_id"]))
    return found


def _headline(picked: list[_Milestone], histories: Mapping[str, _History], words: Words) -> str:
    if not picked:
        return words("trend.headline.nothing")
    row = histories[picked[0].key].row
    label = picked[0].s.programme.label(row["row_id"]) or row["name"]
    if not row["redatings"]:
        return words("trend.headline.kept", count=len(picked))
    if row["status"] in FINISHED:
        return words("trend.headline.done", milestone=label, count=int(row["redatings"]))
    return words("trend.headline.open", milestone=label, count=int(row["redatings"]))


def _small(s: ProgrammeState, places: np.ndarray, moves: pd.DataFrame, words: Words) -> tuple[charts.TrendLine, ...]:
    """The lines of the small pictures: only the promises that moved, which are the steps."""
    if len(places) > SMALL_MOST:
        most = np.argsort(-s.milestones["redatings"].to_numpy()[places], kind="stable")[:SMALL_MOST]
        places = places[np.sort(most)]
    rows = s.milestones.iloc[places].to_dict("records")
    moved = moves[moves["row_id"].isin([row["row_id"] for row in rows])]
    steps: dict[str, list[charts.TrendPoint]] = {row["row_id"]: [] for row in rows}
    days = (moved[name].dt.date for name in ("said_on", "promised_last"))
    for row_id, said, promised in zip(moved["row_id"], *days, strict=True):
        steps[row_id].append(charts.TrendPoint(said, promised, ""))
    return tuple(
        charts.TrendLine(
            key=f"{s.programme.id}:{row['row_id']}",
            name=str(row["name"]),
            note=sentences.finish(row, words),
            points=tuple(steps[row["row_id"]]),
            actual=None if pd.isna(row["actual_finish_last"]) else row["actual_finish_last"].date(),
            status=row["status"],
        )
        for row in rows
    )


def _records(
    seen: list[ProgrammeState], moves: Mapping[str, pd.DataFrame], as_of: date, words: Words
) -> tuple[UnitRecord, ...]:
    """How the units kept their promises; of a promise said again and again the first time counts, as `promise_record` has it."""
    if not seen:
        return ()
    told = [(s, part) for s in seen for part in (moves[s.programme.id], s.points.loc[s.points["kind"] == "actual"])]
    columns = ["row_id", "said_on", "promised_last", "kind"]
    points = pd.concat([part[columns].assign(row_id=f"{s.programme.id}:" + part["row_id"]) for s, part in told])
    owners = pd.concat([s.milestones.set_index(f"{s.programme.id}:" + s.milestones["row_id"])["owner"] for s in seen])
    units = owners.map({owner: unit_of(owner) for owner in owners.unique()})
    return tuple(
        UnitRecord(
            unit=str(unit),
            promises=words.number(record.promises),
            kept=words("trend.record.kept", kept=int(record.is_kept), percent=words.percent(record.share)),
            median_slip=words.days(record.median_slip),
        )
        for unit, record in analysis.promise_record(points, units, as_of).iterrows()
    )


def _line(key: str, history: _History, words: Words) -> charts.TrendLine:
    row, promises = history.row, history.promises
    actual = row["actual_finish_last"]
    return charts.TrendLine(
        key=key,
        name=row["name"],
        note=words(
            "trend.note",
            finish=sentences.finish(row, words),
            promises=words("count.promises", count=len(promises)),
            slip=sentences.slip(row, "variance_original", words),
        )
        + _drift(history.drift, words),
        points=tuple(charts.TrendPoint(p.said_on.date(), p.promised_last.date(), _told(p, words)) for p in promises),
        actual=None if pd.isna(actual) else actual.date(),
        status=row["status"],
    )


def _drift(drift: Mapping[str, Any] | None, words: Words) -> str:
    """Where the last reports lead, of a milestone whose promise keeps moving later; nothing of one that stands."""
    if drift is None or not drift["rate"] > 0:
        return ""
    rate = words("trend.drift.rate", days=words.days(round(30 * drift["rate"])))
    if not drift["converges"]:
        return words("trend.drift.never", rate=rate)
    if pd.isna(drift["trend_finish"]):
        return ""
    return words("trend.drift.finish", day=drift["trend_finish"].date(), rate=rate)


def _told(point: Any, words: Words) -> str:
    """What a point tells: the day, the promise as written, its own words, who said it."""
    head = words("trend.point", day=point.said_on.date(), promised=point.text or words.day(point.promised_last.date()))
    return "\n".join(part for part in (head, point.promised_text, point.said_by) if part)


def _promises(key: str, history: _History, words: Words) -> list[Promise]:
    return [
        Promise(
            key=key,
            milestone=history.row["name"],
            said_on=words.day(p.said_on.date()),
            promised=p.text or words.day(p.promised_last.date()),
            words=p.promised_text,
            said_by=p.said_by,
            url=p.source_url if p.source_url.startswith(("http://", "https://")) else "",
            kind=p.kind,
        )
        for p in history.promises
    ]
