"""The page 5 rõ's content: the heat map, what is not clear row by row, the rules it was told by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import charts
from analysis import QUESTIONS
from loaders import clarity_rules, short_unit
from schedule import Words
from services import clarity as five
from services import sentences
from services.tracker import Tracker

HEAT_MOST = 20
"""Rows of the heat map; the others stand in its table."""
ROWS_MOST = 200


@dataclass(frozen=True)
class UnclearRow:
    """One row that leaves a question open; texts are ready to be shown."""

    programme_id: str
    programme: str
    row_id: str
    name: str
    unit: str
    score: str
    answers: tuple[bool, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ClarityView:
    """The 5 rõ as of one day."""

    headline: str
    subtitle: str
    questions: tuple[str, ...]
    heat: tuple[charts.HeatRow, ...]
    """By unit or programme, the least clear first."""
    rows: tuple[UnclearRow, ...]
    """Unfinished rows that leave a question open, the least clear first."""
    left: int
    """How many more there are."""
    units: tuple[str, ...]
    """Units that have something to correct, the most first."""
    rules: tuple[tuple[str, str], ...]
    """What is asked for, and the words that it is told by."""


def clarity_view(tracker: Tracker, as_of: date, words: Words, *, programme: str = "", by: str = "unit") -> ClarityView:
    """The page's content.

    Args:
        tracker: The opened product.
        as_of: The day to look from.
        words: The reader's language.
        programme: Only this programme's rows; all where "".
        by: `unit` or `programme`: what the heat map's rows are.
    """
    found = five.clarity(tracker, as_of, programme=programme)
    shares = found.units if by == "unit" else found.programmes
    names = {one.id: sentences.name(one, words, short=True) for one in tracker.programmes}
    due = found.rows[~found.rows["is_done"].astype(bool) & (found.rows["score"] < len(QUESTIONS))]
    due = due.sort_values("score", kind="stable")
    waiting = due.loc[due["unit"] != "", "unit"].value_counts()
    return ClarityView(
        headline=five.headline(found, words),
        subtitle=words("clarity.subtitle", day=as_of, count=len(found.rows), due=len(due), units=len(found.units)),
        questions=tuple(words(f"clarity.{question}") for question in QUESTIONS),
        heat=tuple(
            _heat(str(key), names.get(str(key)) or short_unit(str(key)), row, words) for key, row in shares.iterrows()
        ),
        rows=tuple(_row(row, names, words) for row in due.head(ROWS_MOST).to_dict("records")),
        left=max(0, len(due) - ROWS_MOST),
        units=tuple(map(str, waiting.index)),
        rules=_rules(words),
    )


def _heat(key: str, name: str, row: Any, words: Words) -> charts.HeatRow:
    note = words("clarity.note", score=words.percent(row["score"]), rows=words("count.rows", count=int(row["rows"])))
    return charts.HeatRow(key, name, note, tuple(float(row[question]) for question in QUESTIONS))


def _row(row: dict[Any, Any], names: dict[str, str], words: Words) -> UnclearRow:
    return UnclearRow(
        programme_id=row["programme"],
        programme=names[row["programme"]],
        row_id=row["row_id"],
        name=row["name"],
        unit=row["unit"],
        score=f"{row['score']}/{len(QUESTIONS)}",
        answers=tuple(bool(row[question]) for question in QUESTIONS),
        reasons=tuple(f"{words(f'clarity.{question}')}: {text}" for question, text in five.reasons(row, words)),
    )


def _rules(words: Words) -> tuple[tuple[str, str], ...]:
    rules = clarity_rules()[0]
    lists = (("posts", rules.posts), ("verbs", rules.verbs), ("collective", rules.collective))
    told = [(words(f"clarity.rule.{name}"), ", ".join(listed)) for name, listed in lists]
    weak = [
        (getattr(one, f"reason_{words.language}").replace("{words}", "…"), ", ".join(one.words)) for one in rules.weak
    ]
    return (*told, *weak)
