"""What is read rightly, and what is wrong without a word, beside peers on the same files.

The workbooks are tests/samples, whose rows, owners and dates are known; the date texts those of tests/samples/dates.csv
and, where they stand beside the project, of its larger set. A value is silently wrong where it differs from what is meant
and no finding (for a text: no doubt) says so; a peer has no findings, so each of its wrong values is silent.
"""

import csv
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import loaders
from bench.peers import Day, dateparser_day, guessed_columns, pandas_day, plain_pandas
from loaders import reference
from loaders.dates import DateContext, read_date
from tests.samples.every import SAMPLES
from tests.samples.kit import Sample

_HERE = Path(__file__).parents[1]
_TEXTS = (_HERE / "tests" / "samples" / "dates.csv", _HERE.parent / "shared" / "expressions" / "date_expressions.csv")


@dataclass
class Score:
    """Values asked for, right ones, and wrong ones that nothing pointed at."""

    asked: int = 0
    right: int = 0
    silent: int = 0

    def add(self, is_right: bool, is_told: bool = False) -> None:
        """One value."""
        self.asked += 1
        self.right += is_right
        self.silent += not is_right and not is_told

    def __str__(self) -> str:
        return f"{self.right:4}/{self.asked} ({self.right / self.asked:6.1%})" if self.asked else "–"


def _ours(sample: Sample) -> tuple[dict[str, tuple[str, Day]], set[int], dict[str, int]]:
    """Our rows, the sheet's rows that a finding points at, and each name's row."""
    reading = loaders.read(sample.content, gates=reference.gates())
    rows = reading.schedule.rows
    days = [None if d != d else d.date() for d in rows["forecast_finish_last"]]
    told = {int("".join(c for c in f.cell if c.isdigit())) for f in reading.findings if f.cell}
    named = zip(rows["name"], rows["owner"], days, strict=True)
    return {n: (o, d) for n, o, d in named}, told, dict(zip(rows["name"], rows["row"], strict=True))


def _peer(read: Callable[[bytes], Any], sample: Sample) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read(sample.content)
    except Exception:  # a peer that fails on a file reads nothing of it
        return {}


def workbooks() -> dict[str, dict[str, Score]]:
    """Reader -> rows, owners and dates of the samples."""
    readers = ("this reader", "pandas", "columns guessed, dateparser")
    scores = {reader: {part: Score() for part in ("rows", "owners", "dates")} for reader in readers}
    for maker in SAMPLES.makers.values():
        sample = maker()
        if sample.reason:
            continue
        rows, told, at = _ours(sample)
        reads = (rows, _peer(plain_pandas, sample), _peer(guessed_columns, sample))
        for reader, read in zip(readers, reads, strict=True):
            for row in sample.rows:
                is_told = reader == readers[0] and at.get(row["name"]) in told
                owner, finish = read.get(row["name"], (None, None))
                scores[reader]["rows"].add(row["name"] in read, is_told)
                scores[reader]["owners"].add(owner == row["owner"], is_told)
                scores[reader]["dates"].add(finish == _meant(row["dates"].get("forecast_finish", "")), is_told)
    return scores


def _meant(days: str) -> Day:
    return date.fromisoformat(days.rpartition("..")[2]) if days else None


def texts(path: Path) -> dict[str, Score]:
    """Reader -> date texts read to the right last day, or to none where none is meant."""
    scores = {reader: Score() for reader in ("this reader", "pandas", "dateparser")}
    with path.open(encoding="utf-8") as file:
        table = [row for row in csv.DictReader(file) if row.get("text")]
    for row in table:
        meant = date.fromisoformat(row["last"]) if row["last"] else None
        year = (row.get("context_year") or row.get("year") or "")[:4]
        span = read_date(row["text"], DateContext(int(year) if year.isdigit() else None, gates=reference.gates()))
        is_none = span.precision in ("none", "relative", "recurring")
        scores["this reader"].add(span.last == meant, span.ambiguous or is_none)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scores["pandas"].add(pandas_day(row["text"]) == meant)
            scores["dateparser"].add(dateparser_day(row["text"]) == meant)
    return scores


def report() -> None:
    """Print the scores."""
    for reader, parts in workbooks().items():
        said = "  ".join(f"{part} {score}, {score.silent} silently wrong" for part, score in parts.items())
        print(f"{reader:28} {said}")
    for path in filter(Path.exists, _TEXTS):
        print(f"date texts of {path.name}:")
        for reader, score in texts(path).items():
            print(f"  {reader:26} {score}, {score.silent} silently wrong")
