"""The front page's content: the headline, a card a programme, the birds on a wire, what needs a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

import charts
from schedule import FINISHED, SLIPPAGES, Words
from services import sentences
from services.gates import GateView, first_of_each, next_gates
from services.glance import DECISIONS_MOST
from services.states import ProgrammeState, states
from services.tracker import Tracker


@dataclass(frozen=True)
class Card:
    """One programme at a glance; every text ready to be shown."""

    programme_id: str
    name: str
    status: str
    status_word: str
    figure: str
    """Slippage of the leading milestone against its original baseline, or a word where there is none."""
    figure_note: str
    slips: str
    """The other two slippages: against the approved baseline, against the last report."""
    next_line: str
    owner: str
    freshness: str
    spark: charts.Scene | None
    problem: str = ""


@dataclass(frozen=True)
class Decision:
    """One thing that needs somebody's decision now."""

    programme_id: str
    programme: str
    row_id: str
    status: str
    figure: str
    milestone: str
    why: str
    owner: str
    needed: str


@dataclass(frozen=True)
class Overview:
    """The front page as of one day."""

    as_of: date
    headline: str
    subtitle: str
    cards: tuple[Card, ...]
    lanes: tuple[charts.Lane, ...]
    decisions: tuple[Decision, ...]
    """Worst first, as many as anybody reads."""
    decisions_more: int
    """How many more need one: they stand on their programmes' pages."""
    gaps: int
    """How many milestones the record says nothing of."""
    gates: tuple[GateView, ...]
    """The next session that each programme waits for."""
    gateless: tuple[str, ...]
    """Names of the programmes of which nothing waits for a session."""


def overview(tracker: Tracker, as_of: date, words: Words, programmes: Collection[str] = ()) -> Overview:
    """The front page as it stood on `as_of`; of some `programmes` only where their ids are given."""
    all_states = [s for s in states(tracker, as_of) if not programmes or s.programme.id in programmes]
    found, more = decisions(all_states, words)
    shown = {s.programme.id for s in all_states}
    gates = tuple(g for g in first_of_each(next_gates(tracker, as_of, words)) if g.programme_id in shown)
    waiting = {gate.programme_id for gate in gates}
    return Overview(
        as_of=as_of,
        headline=sentences.headline(all_states, words),
        subtitle=_subtitle(all_states, as_of, words),
        cards=tuple(_card(s, words) for s in all_states),
        lanes=tuple(_lane(s, words) for s in all_states if s.revision),
        decisions=tuple(found),
        decisions_more=more,
        gaps=sum(s.count("no_record") for s in all_states),
        gates=gates,
        gateless=tuple(
            sentences.name(s.programme, words, short=True) for s in all_states if s.programme.id not in waiting
        ),
    )


def _subtitle(all_states: list[ProgrammeState], as_of: date, words: Words) -> str:
    return words(
        "overview.subtitle",
        day=as_of,
        programmes=words("count.programmes", count=len(all_states)),
        milestones=sentences.milestones(
            sum(s.total for s in all_states), sum(s.glance.illustrative for s in all_states), words
        ),
        done=sum(s.done for s in all_states),
        overdue=sum(s.count("overdue") for s in all_states),
        gaps=sum(s.count("no_record") for s in all_states),
    )


def _card(s: ProgrammeState, words: Words) -> Card:
    row = sentences.lead(s)
    problem = sentences.failure(s.problem.error, words) if s.problem else ""
    if row is None or s.problem:
        return Card(
            programme_id=s.programme.id,
            name=sentences.name(s.programme, words),
            status="not_assessable",
            status_word=words("status.unreadable" if problem else "status.nothing"),
            figure="",
            figure_note=problem or words("card.nothing"),
            slips="",
            next_line="",
            owner=s.programme.owner_vi,
            freshness=_freshness(s, words),
            spark=None,
            problem=problem,
        )
    return Card(
        programme_id=s.programme.id,
        name=sentences.name(s.programme, words, short=True),
        status=s.status,
        status_word=words(f"status.{s.status}"),
        figure=sentences.figure(row, words),
        figure_note=_figure_note(s, row, words),
        slips=" · ".join(
            words(f"card.slips.{figure}", slip=sentences.slip(row, figure, words))
            for figure in SLIPPAGES[1:]
            if not pd.isna(row[f"{figure}_days"])
        ),
        next_line=_next_line(s, words),
        owner=row["owner"] or s.programme.owner_vi,
        freshness=_freshness(s, words),
        spark=_spark(s, words),
    )


def _figure_note(s: ProgrammeState, row: Any, words: Words) -> str:
    label = s.programme.label(row["row_id"]) or row["name"]
    against = sentences.said(row, "baseline_finish", words, is_short=True)
    if not against:
        return words("card.no_baseline", milestone=label)
    return words("card.against", milestone=label, baseline=against)


def _next_line(s: ProgrammeState, words: Words) -> str:
    row = sentences.upcoming(s)
    if row is None:
        return words("card.no_next")
    dated = "baseline" if pd.isna(row["forecast_finish_last"]) else "forecast"
    due = row[f"{dated}_finish_last"].date()
    return words("card.next", milestone=s.programme.label(row["row_id"]) or row["name"], day=due)


def _freshness(s: ProgrammeState, words: Words) -> str:
    if s.status_date is None or s.freshness_days is None:
        return ""
    if s.freshness_days == 0:
        return words("card.fresh", day=s.status_date)
    return words("card.freshness", day=s.status_date, age=words("age.days", count=s.freshness_days))


def _spark(s: ProgrammeState, words: Words) -> charts.Scene | None:
    """How the leading milestone's promised date moved."""
    moves = s.glance.moves
    return charts.spark_scene([*moves, (s.status_date, moves[-1][1])], words) if moves and s.status_date else None


def trend_points(s: ProgrammeState, row_ids: list[str]) -> pd.DataFrame:
    """The promise history of some milestones, a row a point (see `analysis.promise_trend`)."""
    return s.points[s.points["row_id"].isin(row_ids)]


def _lane(s: ProgrammeState, words: Words) -> charts.Lane:
    row = sentences.lead(s)
    rows = {key["row_id"]: key for key in s.glance.keys}
    if row is not None:
        rows.setdefault(row["row_id"], row)
    figure = sentences.figure(row, words)
    return charts.Lane(
        name=sentences.name(s.programme, words, short=True),
        status=s.status,
        slip_text=f"{words('status.' + s.status)} {'' if figure == words('missing') else figure}".strip(),
        milestones=tuple(_bird(s, key, own, words) for key, own in rows.items() if not pd.isna(own["finish_last"])),
    )


def _bird(s: ProgrammeState, key: str, row: Any, words: Words) -> charts.Bird:
    baseline = row["baseline_finish_last"]
    days = row["variance_original_days"]
    return charts.Bird(
        key=key,
        label=s.programme.label(key) or row["name"],
        status=row["status"],
        baseline_last=None if pd.isna(baseline) else baseline.date(),
        finish_last=row["finish_last"].date(),
        is_actual=row["status"] in FINISHED,
        finish_text=sentences.finish(row, words),
        slip_days=None if pd.isna(days) else int(days),
        is_overdue=row["status"] == "overdue",
        title=sentences.tooltip(row, words),
        baseline_text=sentences.said(row, "baseline_finish", words),
        slip_text=sentences.slip(row, "variance_original", words),
    )


def decisions(all_states: list[ProgrammeState], words: Words) -> tuple[list[Decision], int]:
    """The worst that need a decision, worst first, and how many more there are."""
    found = [(rank, days, s, place) for s in all_states for rank, days, place in s.glance.decisions]
    found.sort(key=lambda one: one[:2])
    worst = [(s, *s.glance.decision(place)) for _, _, s, place in found[:DECISIONS_MOST]]
    more = sum(s.glance.decisions_all for s in all_states) - len(worst)
    return [_decision(s, row, needed, words) for s, row, needed in worst], more


def _decision(s: ProgrammeState, row: Any, needed: str, words: Words) -> Decision:
    return Decision(
        programme_id=s.programme.id,
        programme=sentences.name(s.programme, words, short=True),
        row_id=row["row_id"],
        status=row["status"],
        figure=sentences.figure(row, words),
        milestone=row["name"],
        why=sentences.finish(row, words),
        owner=row["owner"],
        needed=words(f"needed.{needed}"),
    )
