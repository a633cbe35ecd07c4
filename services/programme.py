"""One programme's content: headline, Gantt rows, the table of milestones and where each figure came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

import charts
from schedule import FINISHED, Words, predecessor_ids, span_of
from services import sentences
from services.across import Across, across
from services.bands import BandsView, bands_view
from services.gates import GateView, next_gates
from services.overview import trend_points
from services.paths import PathLine
from services.states import ProgrammeState, state
from services.tracker import Tracker


@dataclass(frozen=True)
class Source:
    """Where a milestone's figures came from."""

    revision: str
    sheet: str
    cell: str
    words: str
    """The note's own words: who promised, when, in which words."""
    url: str
    is_unverified: bool
    """Whether the record marks the fact as of low confidence."""


@dataclass(frozen=True)
class TableRow:
    """One milestone in the table; every text ready to be shown."""

    row_id: str
    wbs: str
    name: str
    status: str
    status_word: str
    baseline: str
    approved: str
    finish: str
    original: str
    current: str
    last_report: str
    workdays: str
    redatings: str
    owner: str
    watcher: str
    """Who confirms what its unit calls done; "" where nobody does."""
    deliverable: str
    is_mismatch: bool
    spark: charts.Scene | None
    source: Source
    path: tuple[PathLine, ...]
    """Why an unfinished milestone's earliest date is what it is, by the network; empty where that cannot be told."""


@dataclass(frozen=True)
class ProgrammeView:
    """One programme as of one day."""

    state: ProgrammeState
    headline: str
    subtitle: str
    gantt: tuple[charts.GanttRow, ...]
    table: tuple[TableRow, ...]
    """Worst first."""
    progress: pd.DataFrame
    """A `PROGRESS` frame: the measured series known by then."""
    gaps: tuple[str, ...]
    """Names of the milestones that the record says nothing of."""
    assumed_starts: int
    """How many bars begin at the finish of their latest predecessor, because no start is given."""
    gates: tuple[GateView, ...]
    """Its milestones that wait for a session, the session that closes first first."""
    bands: BandsView
    """Its critical and near-critical work."""


def programme_view(tracker: Tracker, programme_id: str, as_of: date, words: Words, *, level: int = 9) -> ProgrammeView:
    """The programme as it stood on `as_of`, its groups opened down to `level`.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    s = state(tracker, programme_id, as_of)
    gantt = gantt_rows(tracker, s, words, level)
    network = across(tracker, as_of, [programme_id])
    return ProgrammeView(
        state=s,
        headline=sentences.programme_headline(s, words),
        subtitle=_subtitle(s, words),
        gantt=gantt,
        table=tuple(_table_row(s, row, network, words) for _, row in worst_first(s.milestones).iterrows()),
        progress=s.schedule.progress if s.schedule else pd.DataFrame(),
        gaps=tuple(s.milestones.loc[s.milestones["status"] == "no_record", "name"]),
        assumed_starts=sum(row.start_is_assumed for row in gantt),
        gates=tuple(gate for gate in next_gates(tracker, as_of, words) if gate.programme_id == programme_id),
        bands=bands_view(network, s.programme, tracker.calendar_of(s.programme), words),
    )


def worst_first(milestones: pd.DataFrame) -> pd.DataFrame:
    """The rows of an `ASSESSED` frame, worst status first and longest slippage first within it."""
    rank = milestones["status"].map({status: i for i, status in enumerate(sentences.WORST_FIRST)})
    keys = pd.DataFrame({"rank": rank, "days": -milestones["variance_original_days"].fillna(-1e9)})
    return milestones.loc[keys.sort_values(["rank", "days"], kind="stable").index]


def _subtitle(s: ProgrammeState, words: Words) -> str:
    if s.status_date is None or s.revision is None:
        return words("card.nothing")
    ratio = s.completion.ratio
    return words(
        "programme.subtitle",
        day=s.status_date,
        done=s.done,
        total=sentences.milestones(len(s.milestones), s.glance.illustrative, words),
        due=words("completion.none")
        if ratio is None
        else words("completion", finished=s.completion.finished, due=s.completion.due),
        overdue=s.count("overdue"),
        gaps=s.count("no_record"),
        owner=s.programme.owner_vi,
        revision=s.revision.id,
    )


def gantt_rows(tracker: Tracker, s: ProgrammeState, words: Words, level: int = 9) -> tuple[charts.GanttRow, ...]:
    """The programme's rows as the Gantt draws them, groups opened down to `level`."""
    if s.schedule is None:
        return ()
    judged = {row["row_id"]: row for _, row in s.milestones.iterrows()}
    finishes = _finishes(tracker, s)
    shown = s.schedule.rows[s.schedule.rows["level"] <= level]
    return tuple(
        _group(row, s, words) if row["kind"] == "summary" else _bar(row, judged[row["row_id"]], finishes, words)
        for row in shown.to_dict("records")
    )


def with_ghosts(
    rows: Sequence[charts.GanttRow], ghosts: Mapping[str, tuple[date, date]], name: str, words: Words
) -> tuple[charts.GanttRow, ...]:
    """The rows with a scenario's finishes beside the forecast, where these are other ones (see `services.whatif`)."""

    def told(ghost: tuple[date, date]) -> str:
        before, after = ghost
        days = words.days((after - before).days)
        return words("scenario.ghost", name=name, before=before, after=after, days=days)

    return tuple(
        replace(row, ghost=ghost, ghost_title=told(ghost))
        if not row.is_group and (ghost := ghosts.get(row.key))
        else row
        for row in rows
    )


def _finishes(tracker: Tracker, s: ProgrammeState) -> dict[str, date]:
    """Every known finish, by row id and, for other programmes, by `programme:id`."""
    found = {}
    for programme in tracker.programmes:
        rows = s.milestones if programme.id == s.programme.id else state(tracker, programme.id, s.as_of).milestones
        prefix = "" if programme.id == s.programme.id else f"{programme.id}:"
        dated = rows[rows["finish_last"].notna()]
        found.update(
            {prefix + row_id: day.date() for row_id, day in zip(dated["row_id"], dated["finish_last"], strict=True)}
        )
    return found


def _group(row: dict[str, Any], s: ProgrammeState, words: Words) -> charts.GanttRow:
    """A group's row spans its milestones, from the earliest finish to the latest."""
    assert s.schedule is not None
    inside = s.milestones[s.milestones["wbs"].str.startswith(row["wbs"] + ".")]
    days = pd.concat([inside["finish_last"], inside["baseline_finish_last"]]).dropna()
    worst = worst_first(inside)["status"].iloc[0] if len(inside) else "not_assessable"
    done = inside["status"].isin(FINISHED).sum()
    return charts.GanttRow(
        key=row["row_id"],
        wbs=row["wbs"],
        name=row["name"],
        owner="",
        level=row["level"],
        kind="summary",
        start=days.min().date() if len(days) else None,
        start_is_assumed=False,
        baseline_last=None,
        finish_first=None,
        finish_last=days.max().date() if len(days) else None,
        is_actual=False,
        is_overdue=False,
        percent=None,
        status=worst,
        finish_text=words("group.done", done=int(done), count=len(inside)),
        slip_text="",
        title=row["name"],
        predecessors=(),
    )


def _bar(row: dict[str, Any], judged: Any, finishes: dict[str, date], words: Words) -> charts.GanttRow:
    predecessors = tuple(predecessor_ids(row["predecessors"]))
    start, assumed = _start(row, predecessors, finishes)
    finish_first, finish_last = judged["finish_first"], judged["finish_last"]
    if start and not pd.isna(finish_last) and start > finish_last.date():
        start, assumed = None, False
    baseline = judged["baseline_finish_last"]
    title = sentences.tooltip(judged, words)
    return charts.GanttRow(
        key=row["row_id"],
        wbs=row["wbs"],
        name=row["name"],
        owner=row["owner"],
        level=row["level"],
        kind=row["kind"],
        start=start,
        start_is_assumed=assumed,
        baseline_last=None if pd.isna(baseline) else baseline.date(),
        finish_first=None if pd.isna(finish_first) else finish_first.date(),
        finish_last=None if pd.isna(finish_last) else finish_last.date(),
        is_actual=judged["status"] in FINISHED,
        is_overdue=judged["status"] == "overdue",
        percent=None if pd.isna(row["percent_complete"]) else row["percent_complete"],
        status=judged["status"],
        finish_text=sentences.finish(judged, words),
        slip_text=sentences.slip_short(judged, words),
        title=f"{title}\n{words('tooltip.assumed_start')}" if assumed else title,
        predecessors=predecessors,
    )


def _start(row: dict[str, Any], predecessors: tuple[str, ...], finishes: dict[str, date]) -> tuple[date | None, bool]:
    """The row's start, and whether it is only assumed: the finish of its latest predecessor."""
    for field in ("actual_start", "forecast_start", "baseline_start"):
        if first := span_of(row, field).first:
            return first, False
    before = [finishes[p] for p in predecessors if p in finishes]
    return (max(before), True) if before else (None, False)


def _table_row(s: ProgrammeState, row: Any, network: Across, words: Words) -> TableRow:
    is_open = row["status"] not in FINISHED
    return TableRow(
        row_id=row["row_id"],
        wbs=row["wbs"],
        name=row["name"],
        status=row["status"],
        status_word=sentences.status(row, words),
        baseline=sentences.said(row, "baseline_finish", words),
        approved=sentences.said(row, "approved_finish", words),
        finish=sentences.finish(row, words),
        original=sentences.slip(row, "variance_original", words),
        current=sentences.slip(row, "variance_current", words),
        last_report=sentences.slip(row, "slip_last_report", words),
        workdays=sentences.workdays(row, words),
        redatings=words("redatings", count=int(row["redatings"]), late=int(row["late_redatings"]))
        if row["redatings"]
        else "",
        owner=row["owner"],
        watcher=row["watcher"],
        deliverable=row["deliverable"],
        is_mismatch=bool(row["is_mismatch"]),
        spark=_spark(s, row["row_id"], words),
        source=_source(s, row),
        path=network.path(f"{s.programme.id}:{row['row_id']}", words) if is_open else (),
    )


def _spark(s: ProgrammeState, row_id: str, words: Words) -> charts.Scene | None:
    points = trend_points(s, [row_id])
    pairs = [(p.said_on.date(), p.promised_last.date()) for p in points.itertuples() if p.kind != "actual"]
    return charts.spark_scene([*pairs, (s.status_date, pairs[-1][1])], words) if pairs and s.status_date else None


def _source(s: ProgrammeState, row: Any) -> Source:
    assert s.revision is not None  # milestones exist only with a revision
    assert s.schedule is not None
    promises = s.schedule.promises
    latest = promises[promises["row_id"] == row["row_id"]].sort_values(["said_on", "promised_last"]).tail(1)
    url = next(iter(latest["source_url"]), "") or next((w for w in row["note"].split() if w.startswith("http")), "")
    return Source(
        revision=s.revision.id,
        sheet=s.schedule.sheet,
        cell=row["cell"],
        words=row["note"],
        url=url if urlsplit(url).scheme in ("http", "https") else "",
        is_unverified="chưa kiểm chứng" in row["note"].lower(),
    )
