"""Sentences computed from figures: headlines, slips, failures. The words themselves stand in the catalogues."""

from typing import Any

import pandas as pd

from schedule import SLIPPAGES, Span, Words
from schedule.errors import TrackerError
from services.glance import BAD
from services.states import ProgrammeState

ONE_LINE = 112
"""Letters that a headline has room for on one line of a wide screen."""
WORST_FIRST = (
    "overdue",
    "severely_late",
    "late",
    "slipping",
    "no_record",
    "not_assessable",
    "on_track",
    "done_late",
    "done",
)
"""How tables sort: what is wrong, then what is unknown, then what is well."""


def failure(error: TrackerError, words: Words) -> str:
    """What went wrong, where, and what to do, in one line."""
    facts = dict(error.facts)
    if reason := facts.get("reason"):
        facts["reason"] = words(f"reason.{reason}", **facts) if words.has(f"reason.{reason}") else reason
    key = f"error.{error.code}"
    return words(key, **facts) if words.has(key) else str(error)


def name(programme: Any, words: Words, *, short: bool = False) -> str:
    """The programme's name in the reader's language."""
    return str(getattr(programme, f"{'short' if short else 'name'}_{words.language}"))


def milestones(count: int, illustrative: int, words: Words) -> str:
    """So many milestones; where some are there to illustrate only, the total says how many."""
    told = words("count.milestones", count=count)
    return f"{told} {words('count.illustrative', count=illustrative)}" if illustrative else told


def status(row: Any, words: Words) -> str:
    """A row's status in a word; of what its unit calls done, that its watcher is waited for, or sent it back."""
    reason = row["status_reason"]
    return words(f"status.{reason if reason in ('unconfirmed', 'returned') else row['status']}")


def finish(row: Any, words: Words) -> str:
    """What is said of a milestone's finish: "xong 28/06/2024", "hẹn tháng 12/2023, quá hạn 289 ngày", "hẹn Quý II/2026"."""
    actual, forecast = (
        said(row, "actual_finish", words),
        said(row, "forecast_finish", words) or said(row, "baseline_finish", words),
    )
    if actual and row["status_reason"] == "unconfirmed":
        return words("finish.reported", when=actual)
    if actual:
        return words("finish.done_by" if pd.isna(row["actual_finish_first"]) else "finish.done", when=actual)
    if not forecast:
        return words("finish.none")
    if row["status"] == "overdue":
        return words("finish.overdue", when=forecast, days=int(row["overdue_days"]))
    if row["status"] == "no_record":
        return words(f"finish.no_record.{row['status_reason']}", when=forecast)
    return words("finish.promised", when=forecast)


def said(row: Any, field: str, words: Words, *, is_short: bool = False) -> str:
    """A date field as its source wrote it; true date cells, and where it must be short any day, as dd/mm/yyyy."""
    first, last = row[f"{field}_first"], row[f"{field}_last"]
    if pd.isna(last) and pd.isna(first):
        return ""
    if field == "actual_finish" and pd.isna(first):
        return words.day(last.date())
    if row[f"{field}_precision"] == "day" and first == last and (is_short or row[f"{field}_side"] == "on"):
        return words.day(last.date())
    return words.span(Span(None if pd.isna(first) else first.date(), last.date(), text=row[f"{field}_text"]))


def slip(row: Any, figure: str, words: Words) -> str:
    """One slippage with its sign and unit, "≈" where dates are coarse, "≤" where the finish is known only as done by a day."""
    days = row[f"{figure}_days"]
    if pd.isna(days):
        return words("missing")
    least = row[f"{figure}_min"]
    if pd.isna(least):
        return words("slip.at_most", days=words.days(days))
    return words.days(days, coarse=bool(row["is_coarse"]) and least != row[f"{figure}_max"])


def lead(s: ProgrammeState) -> Any:
    """The milestone that speaks for the programme: the worst unfinished one; where none is in trouble, the next to come;
    where all is done, the decisive one. None where there is no milestone at all.
    """
    return s.glance.lead


def upcoming(s: ProgrammeState) -> Any:
    """The next milestone to come: unfinished, promised for the status date or later, soonest first; None where none is."""
    return s.glance.upcoming


def headline(all_states: list[ProgrammeState], words: Words) -> str:
    """The state of the whole list in one sentence: how many programmes hold, how many ended late, and the worst of the others."""
    judged = [s for s in all_states if s.revision is not None]
    if not judged:
        return words("headline.nothing")
    well = sum(s.status in ("on_track", "done") for s in judged)
    late = sum(s.status == "done_late" for s in judged)
    bad = sorted((s for s in judged if s.status in BAD), key=_badness)
    if well == len(judged):
        return words("headline.all_well", count=len(judged))
    parts = [words("headline.well", well=well, count=len(judged))]
    if late:
        parts[0] += ", " + words("headline.done_late", count=late)
    if not bad:
        return parts[0]
    worst = [f"{name(s.programme, words, short=True)} {figure(lead(s), words)}" for s in bad[:2]]
    told = "; ".join([*parts, words("headline.trouble", trouble=", ".join(worst))])
    return told if len(told) <= ONE_LINE else "; ".join([*parts, words("headline.trouble", trouble=worst[0])])


def programme_headline(s: ProgrammeState, words: Words) -> str:
    """The state of one programme in one sentence."""
    short = name(s.programme, words, short=True)
    if s.revision is None:
        return words("headline.programme.nothing", name=short)
    for status in BAD:
        count = s.count(status)
        if count:
            row = lead(s)
            return words(
                f"headline.programme.{status}", name=short, count=count, milestone=row["name"], slip=figure(row, words)
            )
    if s.done == s.total:
        return words("headline.programme.done", name=short, count=s.done)
    row = upcoming(s)
    if row is None and s.count("no_record"):
        return words("headline.programme.unknown", name=short, count=s.count("no_record"))
    if row is None:
        undated = len(s.milestones) - s.done
        return words("headline.programme.undated", name=short, done=s.done, total=len(s.milestones), count=undated)
    return words("headline.programme.well", name=short, milestone=row["name"], when=said(row, "forecast_finish", words))


def _badness(s: ProgrammeState) -> tuple[int, float]:
    row = lead(s)
    days = row["variance_original_days"]
    return BAD.index(s.status), -(0 if pd.isna(days) else days)


def figure(row: Any, words: Words) -> str:
    """The figure that leads a card and a headline: slippage against the original baseline, else how long overdue."""
    if pd.isna(row["variance_original_days"]) and not pd.isna(row["overdue_days"]):
        return words.days(row["overdue_days"])
    return slip(row, "variance_original", words)


def tooltip(row: Any, words: Words) -> str:
    """What a mark on a picture tells when pointed at: the name, its finish, the three slippages, who answers."""
    lines = [row["name"], finish(row, words)]
    if baseline := said(row, "baseline_finish", words):
        lines.append(words("tooltip.baseline", when=baseline))
    lines += [words(f"tooltip.{f}", slip=slip(row, f, words)) for f in SLIPPAGES if not pd.isna(row[f"{f}_days"])]
    if row["owner"]:
        lines.append(words("tooltip.owner", owner=row["owner"]))
    return "\n".join(lines)


def slip_short(row: Any, words: Words) -> str:
    """The slippage against the original baseline as a bare signed number for a chart's column; "–" where there is none."""
    days = row["variance_original_days"]
    if pd.isna(days):
        return "–"
    return f"≤ {words.signed(days)}" if pd.isna(row["variance_original_min"]) else words.signed(days)


def workdays(row: Any, words: Words) -> str:
    """The slippage against the original baseline in working days; "" where the calendar does not cover it."""
    days = row["variance_original_workdays"]
    return "" if pd.isna(days) else words("unit.workdays.signed", count=abs(round(days)), number=words.signed(days))
