"""The "5 rõ": which of five questions each row answers: who, what, who answers, when, with what result."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pandera.pandas as pa

from schedule import DATE_FIELDS, frame

QUESTIONS = ("person", "task", "responsibility", "schedule", "result")
_DOCUMENT = re.compile(r"\b\d+[-/][\w/]*[A-ZĐ]{2}[\w/-]*|\bsố \d+", re.UNICODE)
_NUMBER = re.compile(r"\d")
_DATES = tuple(f"{name}_{edge}" for name in DATE_FIELDS for edge in ("first", "last"))

CLARITY = pa.DataFrameSchema(
    {
        "row_id": pa.Column(str),
        "row": pa.Column(int),
        "name": pa.Column(str),
        "owner": pa.Column(str),
        **{question: pa.Column(bool) for question in QUESTIONS},
        "score": pa.Column(int, pa.Check.in_range(0, len(QUESTIONS))),
        "reasons": pa.Column(str),
    },
    coerce=True,
    strict=True,
    name="Clarity",
)
"""One row a task or milestone. `score`: questions answered, 0 to 5. `reasons`: `question:why:words`, joined by "|"; `why` is the
id of a weak wording, or `missing`, `no-verb`, `several`, `collective`."""


@dataclass(frozen=True)
class Weak:
    """A wording that looks like an answer and is none."""

    id: str
    fails: str
    """The question that a row with it does not answer."""
    words: tuple[str, ...]
    unless: str = ""
    """`result`, `measure` or "": what makes it good."""
    leading: bool = False
    """Whether it counts only before any verb that says what is done."""
    reason_vi: str = ""
    reason_en: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of its words, whole."""
        return _any_of(self.words)


@dataclass(frozen=True)
class ClarityRules:
    """What is asked of each row (`data/clarity.toml`)."""

    posts: tuple[str, ...]
    verbs: tuple[str, ...]
    collective: tuple[str, ...]
    weak: tuple[Weak, ...]

    @cached_property
    def post(self) -> re.Pattern[str]:
        """A post at the beginning of a text."""
        return re.compile(rf"\s*{_any_of(self.posts).pattern}", re.IGNORECASE)

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """Any verb that says what is done."""
        return _any_of(self.verbs)

    @cached_property
    def crowd(self) -> re.Pattern[str]:
        """The beginning of a text that names a crowd."""
        return re.compile(rf"\s*{_any_of(self.collective).pattern}", re.IGNORECASE)


def clarity(rows: pd.DataFrame, leads: Sequence[int], rules: ClarityRules) -> pd.DataFrame:
    """Which of the five questions each task and milestone answers, and why not.

    Args:
        rows: A `ROWS` frame.
        leads: How many agencies lead each row, one a row of `rows`.
        rules: Verbs, posts, weak wordings.

    Returns:
        A `CLARITY` frame: groups are left out.

    Source:
        docs/methods/clarity.md.
    """
    found = [
        _answered(row, count, rules)
        for row, count in zip(rows.to_dict("records"), leads, strict=True)
        if row["kind"] != "summary"
    ]
    return frame(CLARITY, found)


def clarity_shares(answered: pd.DataFrame, by: str) -> pd.DataFrame:
    """The score of each programme or unit: the share of its questions that are answered, 0 to 1.

    Args:
        answered: A `CLARITY` frame with a further column `by`.
        by: What to gather by; rows of "" are left out.

    Returns:
        By `by`, the least clear first: `rows` (int), a share a question, and `score`.
    """
    kept = answered[answered[by] != ""]
    made = kept.groupby(by)[list(QUESTIONS)].mean()
    made.insert(0, "rows", kept.groupby(by).size())
    made["score"] = made[list(QUESTIONS)].mean(axis=1)
    return made.sort_values(["score", "rows"], ascending=[True, False], kind="stable")


def _answered(row: dict[Any, Any], leads: int, rules: ClarityRules) -> dict[str, Any]:
    reasons: list[tuple[str, str, str]] = []
    is_named = bool(row["deliverable"] or row["document_no"] or _DOCUMENT.search(row["name"]))
    if not _is_person(row["responsible_person"], rules) and not rules.post.match(row["owner"]):
        reasons.append(("person", "missing", ""))
    if not row["name"] or not (is_named or rules.verb.search(row["name"])):
        reasons.append(("task", "no-verb" if row["name"] else "missing", ""))
    if not row["owner"]:
        reasons.append(("responsibility", "missing", ""))
    elif rules.crowd.match(row["owner"]):
        reasons.append(("responsibility", "collective", row["owner"]))
    elif leads > 1:
        reasons.append(("responsibility", "several", row["owner"]))
    if all(pd.isna(row[name]) for name in _DATES):
        reasons.append(("schedule", "missing", ""))
    if not is_named:
        reasons.append(("result", "missing", ""))
    reasons += _weak(row, is_named, rules)
    failed = {question for question, _, _ in reasons}
    return {
        **{name: row[name] for name in ("row_id", "row", "name", "owner")},
        **{question: question not in failed for question in QUESTIONS},
        "score": len(QUESTIONS) - len(failed),
        "reasons": "|".join(":".join((question, why, _plain(words))) for question, why, words in reasons),
    }


def _is_person(text: str, rules: ClarityRules) -> bool:
    """Whether a text names somebody: anything but a sign, and no crowd."""
    return bool(re.search(r"[^\W\d_]", text)) and not rules.crowd.match(text)


def _weak(row: dict[Any, Any], is_named: bool, rules: ClarityRules) -> Iterable[tuple[str, str, str]]:
    """Weak wordings of the row's name, and of its date texts where they stand for a date."""
    texts = {"schedule": " ".join(row[f"{name}_text"] for name in DATE_FIELDS)}
    dated = not all(pd.isna(row[name]) for name in _DATES)
    for weak in rules.weak:
        text = texts.get(weak.fails, row["name"])
        match = weak.pattern.search(text)
        if not match:
            continue
        verb = rules.verb.search(text)
        is_mended = (
            (weak.leading and verb is not None and verb.start() < match.start())
            or (weak.unless in ("result", "measure") and is_named)
            or (weak.unless == "measure" and bool(_NUMBER.search(row["name"])))
            or (weak.fails == "schedule" and dated)
        )
        if not is_mended:
            yield weak.fails, weak.id, match[0]


def _plain(words: str) -> str:
    return re.sub(r"[|:]", " ", words)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    told = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)" if told else r"(?!)", re.IGNORECASE)
