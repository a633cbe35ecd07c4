"""Which row of one revision is which row of another: by decision, id, WBS and name, name; the rest is asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from rapidfuzz import fuzz, process

from schedule import frame

DOUBTFUL_SCORE = 75
"""Names at least so alike (0 to 100, 100 is the same words) may be one row; a person decides."""
HOW = ("decision", "id", "wbs-name", "name", "doubtful")
Named = dict[str, Any]

MATCHES = pa.DataFrameSchema(
    {
        "before": pa.Column(int, nullable=False),
        "after": pa.Column(int, nullable=False),
        "how": pa.Column(str, pa.Check.isin(HOW), nullable=False),
        "score": pa.Column(float, nullable=False),
    },
    coerce=True,
    strict=True,
    name="Matches",
)
"""One row a pair: positions in the two `ROWS` frames, how it was found, likeness of the names (0 to 100).

`how` = "doubtful" is a question and no match: until a person decides, one row was removed and another added.
"""


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """What a person decided on a doubtful pair; the rows are named by their keys (see `row_key`)."""

    before: str
    after: str
    is_same: bool


def own_id(row: Mapping[Any, Any]) -> str:
    """The id that the planner gave a row; "" where the loader made one from its number or its place.

    A made id is no proof that two rows are the same: it moves on when a row is put in before it.
    """
    made = {"", row["wbs"], f"r{row['row']}"}
    return "" if row["row_id"].removesuffix(f"#{row['row']}") in made else str(row["row_id"])


def row_key(row: Mapping[Any, Any]) -> str:
    """What names a row in a decision: its own id, else its WBS and name."""
    return own_id(row) or f"{row['wbs']}¦{_folded(row['name'])}"


def row_matches(before: pd.DataFrame, after: pd.DataFrame, decisions: Iterable[MatchDecision] = ()) -> pd.DataFrame:
    """Which row of one revision is which row of the other.

    What a person decided comes first; then the same id; the same WBS and name; the same name, where as many rows bear
    it on both sides; and last, names that are alike, which are doubtful. A row is in one pair at most.

    Args:
        before: A `ROWS` frame.
        after: A `ROWS` frame.
        decisions: What was decided on doubtful pairs.

    Returns:
        A `MATCHES` frame in the order of `after`.

    Source:
        docs/methods/changes.md.
    """
    old, new = _named(before), _named(after)
    decided = list(decisions)
    apart = {(d.before, d.after) for d in decided if not d.is_same}
    found: list[Named] = []

    def take(pairs: Iterable[tuple[int, int]], how: str) -> None:
        for i, j in pairs:
            is_apart = how not in ("decision", "id") and (old[i]["key"], new[j]["key"]) in apart
            if old[i]["taken"] or new[j]["taken"] or is_apart:
                continue
            old[i]["taken"] = new[j]["taken"] = True
            score = float(fuzz.token_sort_ratio(old[i]["name"], new[j]["name"]))
            found.append({"before": i, "after": j, "how": how, "score": score})

    take(_decided(old, new, decided), "decision")
    take(_equal(old, new, "id"), "id")
    take(_equal(old, new, "wbs_name"), "wbs-name")
    take(_equal(old, new, "label", as_many=True), "name")
    take(_alike(old, new), "doubtful")
    return frame(MATCHES, sorted(found, key=lambda pair: pair["after"]))


def _named(rows: pd.DataFrame) -> list[Named]:
    """What each row is known by, in the rows' order."""
    return [
        {
            "key": row_key(row),
            "id": own_id(row),
            "name": (name := _folded(row["name"])),
            "label": name or "¦nameless",
            "wbs_name": f"{row['wbs']}¦{name}" if row["wbs"] and name else "",
            "numbers": sorted(re.findall(r"\d+", name)),
            "is_group": row["kind"] == "summary",
            "taken": False,
        }
        for row in rows[["row", "row_id", "wbs", "name", "kind"]].to_dict("records")
    ]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _decided(old: list[Named], new: list[Named], decisions: Sequence[MatchDecision]) -> list[tuple[int, int]]:
    places = [{row["key"]: i for i, row in reversed(list(enumerate(side)))} for side in (old, new)]
    return [
        (places[0][d.before], places[1][d.after])
        for d in decisions
        if d.is_same and d.before in places[0] and d.after in places[1]
    ]


def _equal(old: list[Named], new: list[Named], name: str, *, as_many: bool = False) -> list[tuple[int, int]]:
    """Pairs with the same value, several in their order; with `as_many`, only where equally many rows share it."""
    sides: list[dict[str, list[int]]] = [{}, {}]
    for side, rows in zip(sides, (old, new), strict=True):
        for i, row in enumerate(rows):
            if row[name] and not row["taken"]:
                side.setdefault(row[name], []).append(i)
    shared = [(sides[0][value], places) for value, places in sides[1].items() if value in sides[0]]
    return [pair for a, b in shared if not as_many or len(a) == len(b) for pair in zip(a, b, strict=False)]


def _alike(old: list[Named], new: list[Named]) -> list[tuple[int, int]]:
    """Pairs of rows left over whose names are alike, most alike first; of equals, those that stand higher up.

    Numbers are no likeness: "Gói thầu số 1" is not "Gói thầu số 2".
    """
    left, right = ([i for i, row in enumerate(side) if not row["taken"] and row["name"]] for side in (old, new))
    if not left or not right:
        return []
    names = [old[i]["name"] for i in left], [new[j]["name"] for j in right]
    scores = process.cdist(*names, scorer=fuzz.token_sort_ratio, score_cutoff=DOUBTFUL_SCORE, dtype=np.float32)
    found = [(-float(scores[a, b]), left[a], right[b]) for a, b in np.argwhere(scores > 0)]
    found.sort(key=lambda pair: (pair[0], pair[1] + pair[2]))
    return [(i, j) for _, i, j in found if all(old[i][fact] == new[j][fact] for fact in ("is_group", "numbers"))]
