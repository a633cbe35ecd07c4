"""The milestone trend's content: the promise history of chosen milestones, as lines and as a list of promises."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

import analysis
import charts
from loaders import unit_of
from schedule import Words
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
    told = [(f"{s.programme.id}:{row['row_id']}", s, row) for s in seen for row in _promised(s)]
    told.sort(key=lambda item: (-int(item[2]["redatings"]), -(item[2]["variance_original_days"] or 0)))
    picked = [item for item in told if item[0] in chosen][:LINES_MOST] or told[:LINES_SHOWN]
    histories = {key: trend_points(s, [row["row_id"]]) for key, s, row in picked}
    return TrendView(
        headline=_headline(picked, words),
        subtitle=words("trend.subtitle", day=as_of, lines=len(picked), count=len(told)),
        lines=tuple(_line(key, s, row, histories[key], words) for key, s, row in picked),
        promises=tuple(p for key, _, row in picked for p in _promises(key, row, histories[key], words)),
        choices={key: f"{row['name']} ({sentences.name(s.programme, words, short=True)})" for key, s, row in told},
        chosen=tuple(key for key, _, _ in picked),
        groups=tuple((sentences.name(s.programme, words), _small(s, words)) for s in seen),
        records=_records(seen, as_of, words),
    )


def _headline(picked: list[tuple[str, ProgrammeState, Any]], words: Words) -> str:
    if not picked:
        return words("trend.headline.nothing")
    _, s, row = picked[0]
    label = s.programme.label(row["row_id"]) or row["name"]
    if not row["redatings"]:
        return words("trend.headline.kept", count=len(picked))
    if row["status"] in ("done", "done_late"):
        return words("trend.headline.done", milestone=label, count=int(row["redatings"]))
    return words("trend.headline.open", milestone=label, count=int(row["redatings"]))


def _promised(s: ProgrammeState) -> list[dict[Hashable, Any]]:
    """The milestones that were promised at least once, in the workbook's order."""
    named = s.points.loc[s.points["kind"] != "actual", "row_id"].unique()
    return s.milestones[s.milestones["row_id"].isin(named)].to_dict("records")


def _small(s: ProgrammeState, words: Words) -> tuple[charts.TrendLine, ...]:
    """The lines of the small pictures: only the promises that moved, which are the steps."""
    rows = _promised(s)
    if len(rows) > SMALL_MOST:
        most = sorted(rows, key=lambda row: -int(row["redatings"]))[:SMALL_MOST]
        kept = {row["row_id"] for row in most}
        rows = [row for row in rows if row["row_id"] in kept]
    moved = s.points[(s.points["kind"] != "actual") & s.points["row_id"].isin([row["row_id"] for row in rows])]
    moved = moved[moved["promised_last"] != moved.groupby("row_id")["promised_last"].shift()]
    steps = {row_id: own for row_id, own in moved.groupby("row_id")}
    return tuple(
        charts.TrendLine(
            key=f"{s.programme.id}:{row['row_id']}",
            name=str(row["name"]),
            note=sentences.finish(row, words),
            points=tuple(
                charts.TrendPoint(said.date(), promised.date(), "")
                for said, promised in zip(own["said_on"], own["promised_last"], strict=True)
            ),
            actual=None if pd.isna(row["actual_finish_last"]) else row["actual_finish_last"].date(),
            status=row["status"],
        )
        for row in rows
        for own in [steps[row["row_id"]]]
    )


def _records(seen: list[ProgrammeState], as_of: date, words: Words) -> tuple[UnitRecord, ...]:
    if not seen:
        return ()
    points = pd.concat([s.points.assign(row_id=f"{s.programme.id}:" + s.points["row_id"]) for s in seen])
    units = pd.concat(
        [s.milestones.set_index(f"{s.programme.id}:" + s.milestones["row_id"])["owner"].map(unit_of) for s in seen]
    )
    return tuple(
        UnitRecord(
            unit=str(unit),
            promises=words.number(record.promises),
            kept=words("trend.record.kept", kept=int(record.is_kept), percent=words.number(round(100 * record.share))),
            median_slip=words.days(record.median_slip),
        )
        for unit, record in analysis.promise_record(points, units, as_of).iterrows()
    )


def _line(key: str, s: ProgrammeState, row: Any, points: pd.DataFrame, words: Words) -> charts.TrendLine:
    promises = points[points["kind"] != "actual"]
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
        + _drift(s, points, words),
        points=tuple(
            charts.TrendPoint(p.said_on.date(), p.promised_last.date(), _told(p, words)) for p in promises.itertuples()
        ),
        actual=None if pd.isna(actual) else actual.date(),
        status=row["status"],
    )


def _drift(s: ProgrammeState, points: pd.DataFrame, words: Words) -> str:
    """Where the last reports lead, of a milestone whose promise keeps moving later; nothing of one that stands."""
    drifts = analysis.drifts(points, s.reports, s.status_date or s.as_of)
    if drifts.empty or not drifts["rate"].iloc[0] > 0:
        return ""
    drift = drifts.iloc[0]
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


def _promises(key: str, row: Any, points: pd.DataFrame, words: Words) -> list[Promise]:
    return [
        Promise(
            key=key,
            milestone=row["name"],
            said_on=words.day(p.said_on.date()),
            promised=p.text or words.day(p.promised_last.date()),
            words=p.promised_text,
            said_by=p.said_by,
            url=p.source_url if p.source_url.startswith(("http://", "https://")) else "",
            kind=p.kind,
        )
        for p in points.itertuples()
        if p.kind != "actual"
    ]
