"""The outlook in words: kịp hay không, vì sao, cần gì; and its tables and pictures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

import analysis
import charts
from schedule import Gate, Words
from services import sentences
from services.outlook import SHOWN, Prospect, Prospects, prospects
from services.states import newest_status_date
from services.tracker import Tracker

_LIKELY = ((0.8, "likely"), (0.6, "rather"), (0.4, "open"), (0.2, "hardly"), (0.0, "unlikely"))


@dataclass(frozen=True)
class Answer:
    """What a programme's next decisive milestone comes to; every text ready to be shown."""

    programme_id: str
    key: str
    head: str
    verdict: str
    why: str
    needed: str


@dataclass(frozen=True)
class Line:
    """One milestone of the table."""

    key: str
    milestone: str
    promised: str
    verdict: str
    views: tuple[str, ...]
    """By each of the view's methods."""


@dataclass(frozen=True)
class OutlookView:
    """One programme's outlook, and the picture of one milestone."""

    headline: str
    subtitle: str
    lines: tuple[Line, ...]
    methods: tuple[str, ...]
    """The ways side by side, the one that did best first."""
    choices: dict[str, str]
    chosen: str
    answer: Answer | None
    curves: tuple[charts.Curve, ...]
    gates: tuple[Gate, ...]
    due: date | None
    bars: tuple[charts.Bar, ...]
    runs: str
    """What the simulation rests on, or why there is none."""
    has_schedule: bool = True
    """Whether the programme had a schedule by then."""


def answers(tracker: Tracker, programme: str | None, as_of: date | None, words: Words) -> list[Answer]:
    """Of every programme, or one, what its next decisive milestone comes to.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
    """
    day = as_of or newest_status_date(tracker)
    wanted = [programme] if programme else [p.id for p in tracker.programmes]
    seen = [found for one in wanted if (found := prospects(tracker, one, day))]
    return [_answer(p, decisive(p), words) for p in seen]


def decisive(p: Prospects) -> Prospect | None:
    """The programme's next decisive milestone: the first unfinished one that the registry names; else the next promised."""
    by_id = {one.row["row_id"]: one for one in p.milestones}
    named = [by_id[key] for key in p.state.programme.key_milestones if key in by_id]
    promised = sorted((one for one in p.milestones if one.promised), key=lambda one: one.promised or date.max)
    return next((one for one in [*named, *promised] if one.promised), named[0] if named else None)


def _answer(p: Prospects, one: Prospect | None, words: Words) -> Answer:
    name = sentences.name(p.state.programme, words, short=True)
    if one is None:
        said = words("outlook.nothing") if p.milestones else words("outlook.all_done", count=p.state.done)
        return Answer(p.state.programme.id, "", name, said, "", "")
    label = p.state.programme.label(one.row["row_id"]) or one.row["name"]
    return Answer(
        p.state.programme.id,
        one.row["row_id"],
        words("outlook.head", programme=name, milestone=label),
        verdict(one, p.state.as_of, words),
        _why(p, one, words),
        _needed(one, words),
    )


def verdict(one: Prospect, day: date, words: Words) -> str:
    """Whether it will be in time: "72 % kịp Kỳ họp thứ 7; nếu trượt, Kỳ họp thứ 8 (21/10–30/11/2024)"."""
    told = _method(one)
    if not told:
        return words("outlook.unknown", why=words(f"outlook.why.{one.views['record']['why']}"))
    view = one.views[told]
    if one.session:
        chance = one.session_chances[told]
        said = words("outlook.session", **_chance(chance, words), session=_session(one.session.gate))
        if one.after is None:
            return words("outlook.no_next", said=said)
        first, last = words.day(one.after.first), words.day(one.after.last)
        return words("outlook.next", said=said, session=_session(one.after.gate), first=first, last=last)
    days = {name: view[name].date() for name in ("p50", "p80")}
    if one.promised and one.promised >= day:
        return words("outlook.promised", **_chance(float(view["chance"]), words), due=one.promised, **days)
    if one.promised:
        return words("outlook.overdue", due=one.promised, **days)
    return words("outlook.undated", **days)


def _method(one: Prospect) -> str:
    """The method that tells chances: the record, else the runs; "" where neither does."""
    return next((method for method in ("record", "simulated") if not one.views[method]["why"]), "")


def _chance(chance: float, words: Words) -> dict[str, Any]:
    level = next(level for least, level in _LIKELY if chance >= least)
    return {"percent": words.percent(chance), "likely": words(f"outlook.{level}")}


def _session(gate: Gate) -> str:
    return gate.session.partition(" (")[0]


def _why(p: Prospects, one: Prospect, words: Words) -> str:
    """What the answer rests on, and what by the network holds the milestone longest."""
    kept, known = p.kept
    parts = []
    if _method(one) == "record":
        kind = words(f"outlook.kind.{p.state.programme.kind}")
        parts.append(words("outlook.because", kept=kept, known=known, kind=kind))
    elif _method(one):
        parts.append(words("outlook.because.runs"))
    early = one.views["network"]["p50"]
    if one.promised and not pd.isna(early) and early.date() > max(one.promised, p.state.as_of):
        is_past_half = _method(one) == "record" and early > one.views["record"]["p50"]
        parts.append(words("outlook.network_later" + ".half" * is_past_half, day=early.date()))
    if one.margin_days is not None:
        key = "outlook.margin" if one.margin_days >= 0 else "outlook.margin.short"
        parts.append(words(key, count=abs(one.margin_days)))
    return "; ".join(parts)


def _needed(one: Prospect, words: Words) -> str:
    """What has to be done: the law's next step before the session, what it waits for, or a new date."""
    parts = []
    if one.step:
        step = getattr(one.step.rule, f"step_{words.language}")
        parts.append(words("outlook.step", step=step, due=one.step.due, source=one.step.rule.legal_source))
    if one.waits_for:
        parts.append(words("outlook.waits_for", names="; ".join(one.waits_for[:3])))
    if not parts and one.row["status"] in ("overdue", "no_record"):
        parts.append(words("outlook.new_date"))
    return words("outlook.needed", what="; ".join(parts)) if parts else ""


def outlook_view(tracker: Tracker, programme_id: str, as_of: date, words: Words, *, chosen: str = "") -> OutlookView:
    """One programme's outlook as of a day; `chosen` is the row id of the milestone to draw, "" the decisive one."""
    p = prospects(tracker, programme_id, as_of)
    name = sentences.name(tracker.programme(programme_id), words, short=True)
    if p is None or not p.milestones:
        nothing = (
            words("outlook.headline.nothing", programme=name) if p else words("headline.programme.nothing", name=name)
        )
        return OutlookView(
            nothing,
            words("outlook.subtitle.nothing", day=as_of),
            (),
            SHOWN,
            {},
            "",
            None,
            (),
            (),
            None,
            (),
            "",
            p is not None,
        )
    shown = [one for one in p.milestones if any(not one.views[method]["why"] for method in ("promised", "record"))]
    shown = shown or list(p.milestones)
    main = decisive(p)
    one = next((one for one in p.milestones if one.row["row_id"] == chosen), main or shown[0])
    main_answer = _answer(p, main, words)
    return OutlookView(
        headline=words("outlook.headline", head=main_answer.head, verdict=main_answer.verdict),
        subtitle=_subtitle(p, len(p.milestones) - len(shown), words),
        lines=tuple(_line(one, p, words) for one in sorted(shown, key=_badness)),
        methods=_ordered(p),
        choices={each.row["row_id"]: each.row["name"] for each in shown},
        chosen=one.row["row_id"],
        answer=_answer(p, one, words),
        curves=tuple(_curves(one, p, words)),
        gates=tuple(window.gate for window in (one.session, one.after) if window),
        due=one.session.last if one.session else one.promised,
        bars=tuple(_bars(p, words)),
        runs=_runs(p, words),
    )


def _badness(one: Prospect) -> tuple[float, date]:
    method = _method(one)
    chance = one.session_chances.get(method, one.chance(method)) if method else 2.0
    return (2.0 if np.isnan(chance) else chance), one.promised or date.max


def _subtitle(p: Prospects, undated: int, words: Words) -> str:
    """What it speaks of; `undated` of the milestones have no date to go on, and no line."""
    method = words(f"outlook.method.{p.first}")
    return words(
        "outlook.subtitle.none" if p.first == "promised" else "outlook.subtitle",
        day=p.state.status_date or p.state.as_of,
        method=method,
        count=len(p.milestones),
        undated=words("outlook.subtitle.undated", count=undated) if undated else "",
    )


def _ordered(p: Prospects) -> tuple[str, ...]:
    """The ways side by side, the one that did best first."""
    return tuple(sorted(SHOWN, key=lambda method: method != p.first))


def _line(one: Prospect, p: Prospects, words: Words) -> Line:
    promised = words.day(one.promised) if one.promised else words("outlook.not_promised")
    views = tuple(_cell(one, method, p, words) for method in _ordered(p))
    return Line(one.row["row_id"], one.row["name"], promised, verdict(one, p.state.as_of, words), views)


def _cell(one: Prospect, method: str, p: Prospects, words: Words) -> str:
    view = one.views[method]
    if view["why"]:
        linked, unfinished = p.outlook.coverage
        return words(f"outlook.why.{view['why']}", linked=linked, unfinished=unfinished)
    days = {name: view[name].date() for name in analysis.CHANCES}
    return words("outlook.day", day=days["p50"]) if days["p10"] == days["p90"] else words("outlook.range", **days)


def _curves(one: Prospect, p: Prospects, words: Words) -> list[charts.Curve]:
    made, row_id = p.outlook, one.row["row_id"]
    found = []
    if row_id in made.spreads and not one.views["record"]["why"]:
        spread = made.spreads[row_id]
        steps = zip(spread.days.tolist(), spread.chances.tolist(), strict=True)
        found.append(charts.Curve(words("outlook.method.record"), tuple(steps)))
    if made.simulation and not one.views["simulated"]["why"]:
        found.append(charts.Curve(words("outlook.method.simulated"), tuple(_run_steps(made, row_id, p.state.as_of))))
    return found


def _run_steps(made: analysis.Outlook, row_id: str, day: date) -> list[tuple[date, float]]:
    """The runs' finishes as at most 200 steps."""
    assert made.simulation is not None  # asked for only where there is one
    levels = np.linspace(0.005, 1, 200)
    days = [made.timeline.finish_day(float(at)) for at in np.quantile(made.simulation.of(row_id), levels)]
    steps: dict[date, float] = {}
    for reached, level in zip(days, levels.tolist(), strict=True):
        if reached:
            steps[max(reached, day)] = level
    return list(steps.items())


def _bars(p: Prospects, words: Words) -> list[charts.Bar]:
    runs = p.outlook.simulation
    if runs is None:
        return []
    names = p.state.milestones.set_index("row_id")["name"].to_dict()
    return [
        charts.Bar(
            names.get(row_id, str(row_id)),
            value,
            words("outlook.critical", percent=words.percent(float(runs.criticality[row_id]))),
        )
        for row_id, value in runs.sensitivity.items()
        if abs(value) >= 0.02
    ][:10]


def _runs(p: Prospects, words: Words) -> str:
    runs = p.outlook.simulation
    linked, unfinished = p.outlook.coverage
    if runs is None:
        return words("outlook.runs.none", linked=linked, unfinished=unfinished)
    rests = words("outlook.rests.record" if p.outlook.is_own_record else "outlook.rests.reference")
    half = float(runs.convergence["half_width"].iloc[-1]) * 7 / p.outlook.timeline.calendar.week
    exact = words("outlook.runs.day") if half < 0.5 else words("outlook.runs.days", half=round(half, 1))
    return words("outlook.runs", count=runs.iterations, seed=str(runs.seed), exact=exact, rests=rests)
