"""The "5 rõ" of every programme's rows: by row, by programme, by unit, with the reason for each question not answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

import analysis
from analysis import QUESTIONS
from loaders import clarity_rules, leads_of, unit_of
from schedule import Words
from schedule.errors import UnitUnknown
from services import sentences
from services.tracker import Tracker


@dataclass(frozen=True)
class Clarity:
    """What was asked of, and what the rows answer, as of one day."""

    as_of: date
    rows: pd.DataFrame
    """A `CLARITY` frame with `programme`, `unit` and `is_done`, programme by programme in the workbook's order."""
    programmes: pd.DataFrame
    """By programme, the least clear first; see `analysis.clarity_shares`."""
    units: pd.DataFrame
    """By unit, the same."""

    @property
    def score(self) -> float | None:
        """Share of all questions that are answered; None where there is no row."""
        return float(self.rows["score"].mean() / len(QUESTIONS)) if len(self.rows) else None


def clarity(tracker: Tracker, as_of: date, *, programme: str = "", unit: str = "") -> Clarity:
    """The rows that stand on `as_of`, asked the five questions.

    Args:
        tracker: The opened product.
        as_of: The day to look from.
        programme: Only this programme's rows.
        unit: Only the rows that this unit leads, however its name is written.

    Raises:
        ProgrammeUnknown: No programme of that id is registered.
        UnitUnknown: No row is led by that unit.
    """
    asked = (tracker.programme(programme),) if programme else tracker.programmes
    parts = []
    for one in asked:
        if revision := tracker.store.latest(one.id, as_of):
            parts.append(_asked(tracker, revision.id, one.id))
    rows = pd.concat(parts, ignore_index=True) if parts else _nothing()
    if unit:
        rows = of_unit(rows, unit)
    return Clarity(as_of, rows, analysis.clarity_shares(rows, "programme"), analysis.clarity_shares(rows, "unit"))


def of_unit(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows that a unit leads, however its name is written.

    Raises:
        UnitUnknown: There is none; the failure names those that there are.
    """
    kept = rows[rows["unit"] == unit_of(unit)]
    if kept.empty:
        raise UnitUnknown(unit=unit, known="; ".join(sorted(set(rows["unit"]) - {""})))
    return kept.reset_index(drop=True)


def reasons(row: Any, words: Words) -> list[tuple[str, str]]:
    """(question, why it is not answered) of one row of the frame, in the reader's language."""
    weak = {one.id: getattr(one, f"reason_{words.language}") for one in clarity_rules()[0].weak}
    told = []
    for said in filter(None, row["reasons"].split("|")):
        question, why, what = said.split(":", 2)
        text = weak[why].replace("{words}", what) if why in weak else words(f"clarity.{question}.{why}", words=what)
        told.append((question, text))
    return told


def plain(found: Clarity, tracker: Tracker, words: Words) -> dict[str, Any]:
    """What was found as plain JSON values; shares from 0 to 1."""
    return {
        "as_of": found.as_of.isoformat(),
        "score": _share(found.score),
        "programmes": [_shares("programme", row) for row in found.programmes.reset_index().to_dict("records")],
        "units": [_shares("unit", row) for row in found.units.reset_index().to_dict("records")],
        "rows": [
            {
                "programme": row["programme"],
                "id": row["row_id"],
                "name": row["name"],
                "unit": row["unit"],
                **{question: row[question] for question in QUESTIONS},
                "score": row["score"],
                "reasons": [{"question": question, "text": text} for question, text in reasons(row, words)],
            }
            for row in found.rows.to_dict("records")
        ],
    }


def lines(found: Clarity, tracker: Tracker, words: Words) -> list[str]:
    """What was found, for a person at the terminal: programmes, units, then what is missing row by row."""
    told = [headline(found, words)]
    for title, shares in (("programme", found.programmes), ("unit", found.units)):
        told.append(words(f"clarity.by_{title}"))
        for name, row in shares.iterrows():
            named = sentences.name(tracker.programme(str(name)), words, short=True) if title == "programme" else name
            told.append(f"  {words.percent(row['score']):>6}  {int(row['rows']):>4}  {named}")
    for row in found.rows.to_dict("records"):
        if row["score"] < len(QUESTIONS):
            told.append(f"{row['programme']}:{row['row_id']}  {row['score']}/{len(QUESTIONS)}  {row['name']}")
            told += [f"    {words(f'clarity.{question}')}: {text}" for question, text in reasons(row, words)]
    return told


def headline(found: Clarity, words: Words) -> str:
    """How clear the rows are, and which question is answered least."""
    if found.score is None:
        return words("clarity.nothing")
    least = min(QUESTIONS, key=lambda question: found.rows[question].mean())
    share = words.percent(found.rows[least].mean())
    full = int((found.rows["score"] == len(QUESTIONS)).sum())
    shown = analysis.illustrative(found.rows)
    told = words(
        "clarity.headline", full=full, count=len(found.rows), least=words(f"clarity.{least}").lower(), share=share
    )
    return f"{told} {words('count.illustrative', count=shown)}" if shown else told


@lru_cache(maxsize=256)
def _asked(tracker: Tracker, revision_id: str, programme: str) -> pd.DataFrame:
    """One revision's rows; a revision never changes."""
    rows = tracker.store.schedule(revision_id).rows
    found = analysis.clarity(rows, [len(leads_of(owner)) for owner in rows["owner"]], clarity_rules()[0])
    done = set(rows.loc[rows["actual_finish_last"].notna(), "row_id"])
    return found.assign(
        programme=programme, unit=found["owner"].map(unit_of).astype("str"), is_done=found["row_id"].isin(done)
    )


def _nothing() -> pd.DataFrame:
    columns: Sequence[str] = (*analysis.CLARITY.columns, "programme", "unit", "is_done")
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


def _shares(by: str, row: dict[Any, Any]) -> dict[str, Any]:
    return {by: row[by], "rows": int(row["rows"]), **{name: _share(row[name]) for name in (*QUESTIONS, "score")}}


def _share(number: float | None) -> float | None:
    return None if number is None else round(float(number), 4)
