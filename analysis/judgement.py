"""Each milestone judged at a status date: its finish, its three slippages, its status."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.promises import redatings
from analysis.slippage import difference
from schedule import ASSESSED, FINISHES, SLIPPAGES, WorkCalendar, frame, predecessor_ids

_SAME = (
    "row_id", "row", "wbs", "level", "kind", "name", "owner", "watcher", "deliverable", "predecessors", "note", "percent_complete",
)  # fmt: skip
_PARTS = ("first", "last", "precision", "side", "text")
_SILENT = "chua co thong tin"
_PAUSED = ("tam dung", "paused", "on hold")
_SAYS_DONE = ("da hoan thanh", "hoan thanh", "da xong", "xong", "done", "complete", "completed")
_SAYS_WELL = ("dung tien do", "dung han", "on track", "kip tien do")


@dataclass(frozen=True)
class Edges:
    """Where one status ends and the next begins: calendar days late, each edge still inside the milder status."""

    on_track: int = 7
    slipping: int = 30
    late: int = 90


@dataclass(frozen=True)
class Heard:
    """What the watcher of a row said last: that what its unit calls done stands, or that it goes back."""

    stands: bool
    on: date


def assess(
    rows: pd.DataFrame,
    *,
    status_date: date,
    promises: pd.DataFrame | None = None,
    approved: pd.DataFrame | None = None,
    previous: pd.DataFrame | None = None,
    previous_status_date: date | None = None,
    history: Sequence[tuple[date, pd.DataFrame]] = (),
    calendar: WorkCalendar | None = None,
    edges: Edges | None = None,
    heard: Mapping[str, Heard] | None = None,
) -> pd.DataFrame:
    """Judge every task and milestone of one revision at its status date.

    Args:
        rows: A `ROWS` frame, the revision's.
        status_date: The day that the revision speaks for.
        promises: The revision's `PROMISES` frame; re-datings are counted from it where it names the row.
        approved: `ROWS` of the revision approved as the baseline; None where none is.
        previous: `ROWS` of the revision before; None where this is the first.
        previous_status_date: The status date of `previous`.
        history: (status date, frame with `row_id`, `forecast_finish_last`) of every revision up to this one, oldest first;
            re-datings of rows without promises are counted from it.
        calendar: The working calendar; None leaves working days missing.
        edges: Where a status ends; the house's where None.
        heard: Row id -> what its watcher said last; rows that are not named wait for their watcher, where they have one.

    Returns:
        An `ASSESSED` frame in the order of `rows`, summaries left out.

    Source:
        docs/methods/slippage.md, status.md, redating.md.
    """
    heard = heard or {}
    judged = _with_finish(rows, status_date, heard)
    if judged.empty:
        return frame(ASSESSED, [])
    judged = _with_approved(judged, approved)
    finish = judged[["finish_first", "finish_last"]].set_axis(["first", "last"], axis=1)
    silent = judged["status"].eq("no_record")
    for figure, base in zip(SLIPPAGES[:2], ("baseline_finish", "approved_finish"), strict=True):
        _put(judged, figure, difference(finish, _base(judged, base), calendar), silent)
    _put(
        judged,
        SLIPPAGES[2],
        difference(finish, _before(judged, previous, previous_status_date, heard), calendar),
        silent,
    )
    moves = redatings(judged["row_id"], promises, history)
    judged["redatings"], judged["late_redatings"] = moves["redatings"].to_numpy(), moves["late_redatings"].to_numpy()
    _judge(judged, edges or Edges(), heard)
    finish_precision = judged["actual_finish_precision"].where(judged["is_done"], judged["forecast_finish_precision"])
    behind = judged[[f"{name}_precision" for name in FINISHES[:2]]].assign(finish=finish_precision).fillna("")
    judged["is_coarse"] = (~behind.isin(("day", "none", ""))).any(axis=1)
    return frame(ASSESSED, judged.to_dict("records"))


def overdue_days(rows: pd.DataFrame, status_date: date) -> pd.Series:
    """Days overdue of what `assess` would call overdue, missing of all else; in the order of `rows`, summaries left out."""
    judged = _with_finish(rows, status_date, {})
    paused = judged["declared_status"].map(_fold).map(lambda declared: any(word in declared for word in _PAUSED))
    return judged["overdue_days"].where(judged["status"].eq("overdue") & ~paused.astype(bool))


def as_heard(rows: pd.DataFrame, heard: Mapping[str, Heard]) -> pd.DataFrame:
    """A `ROWS` frame in which what a watcher sent back is not finished, whatever its unit says; for networks and forecasts."""
    returned = _was_returned(rows, heard)
    if not returned.any():
        return rows
    finishes = {f"actual_finish_{part}": rows[f"actual_finish_{part}"].mask(returned) for part in ("first", "last")}
    return rows.assign(**finishes)


def _with_finish(rows: pd.DataFrame, status_date: date, heard: Mapping[str, Heard]) -> pd.DataFrame:
    """The rows to judge, each with its finish, whether it is overdue, and whether the record is silent on it."""
    day = pd.Timestamp(status_date)
    judged = rows.loc[rows["kind"] != "summary", [*_SAME, "status_text", *_date_columns(rows)]].reset_index(drop=True)
    judged["was_returned"] = _was_returned(judged, heard)
    not_done = _is_to_come(judged, day) | judged["was_returned"]
    for part in ("first", "last"):
        judged[f"actual_finish_{part}"] = judged[f"actual_finish_{part}"].mask(not_done)
    done = judged["actual_finish_last"].notna()
    forecast = _expected(judged)
    overdue = ~done & forecast["last"].lt(day)
    judged["declared_status"] = judged["status_text"]
    judged["is_done"] = done
    for part in ("first", "last"):
        standing = forecast[part].mask(overdue, day)
        judged[f"finish_{part}"] = judged[f"actual_finish_{part}"].where(done, standing).astype("datetime64[ns]")
    judged["overdue_days"] = (day - forecast["last"]).dt.days.where(overdue)
    declared = judged["declared_status"].map(_fold)
    silent = overdue & declared.str.startswith(_SILENT)
    passed_by = overdue & judged["row_id"].isin(_followed(judged[done]))
    judged["status"] = np.select([silent, passed_by, overdue], ["no_record", "no_record", "overdue"], "")
    judged["status_reason"] = np.select([silent, passed_by], ["record-silent", "successor-done"], "")
    judged.loc[silent | passed_by, "overdue_days"] = np.nan
    sources = [
        judged["actual_finish_cell"].where(done, ""),
        judged["forecast_finish_cell"],
        judged["baseline_finish_cell"],
    ]
    judged["cell"] = sources[0].where(sources[0] != "", sources[1].where(sources[1] != "", sources[2]))
    return judged


def _is_to_come(judged: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether the actual finish lies after the status date: it has not happened, whatever the workbook says."""
    return judged["actual_finish_first"].fillna(judged["actual_finish_last"]).gt(day)


def _was_returned(judged: pd.DataFrame, heard: Mapping[str, Heard]) -> pd.Series:
    """Whether the watcher sent the row back: what its unit called done until that day is not done."""
    returned = {row_id: pd.Timestamp(said.on) for row_id, said in heard.items() if not said.stands}
    on = judged["row_id"].map(returned).astype("datetime64[ns]")
    return judged["watcher"].ne("") & judged["actual_finish_last"].le(on)


def _date_columns(rows: pd.DataFrame) -> list[str]:
    names = ("baseline_finish", "forecast_finish", "actual_finish")
    return [f"{name}_{part}" for name in names for part in (*_PARTS, "cell") if f"{name}_{part}" in rows]


def _expected(judged: pd.DataFrame) -> pd.DataFrame:
    """The span now expected: the forecast; where the workbook has none, its plan."""
    planned = judged["forecast_finish_last"].isna()
    return pd.DataFrame(
        {
            part: judged[f"forecast_finish_{part}"].mask(planned, judged[f"baseline_finish_{part}"])
            for part in ("first", "last")
        }
    )


def _followed(done: pd.DataFrame) -> set[str]:
    """Ids of the rows that a finished row waited for."""
    return {before for named in done["predecessors"] for before in predecessor_ids(named)}


def _with_approved(judged: pd.DataFrame, approved: pd.DataFrame | None) -> pd.DataFrame:
    """The rows with what stood for them in the approved revision: its forecast, else its plan."""
    if approved is None:
        approved = judged.iloc[0:0]
    planned = approved["forecast_finish_last"].isna()
    stood = pd.DataFrame({"row_id": approved["row_id"]})
    for part in _PARTS:
        stood[f"approved_finish_{part}"] = approved[f"forecast_finish_{part}"].mask(
            planned, approved[f"baseline_finish_{part}"]
        )
    joined = judged.merge(stood.drop_duplicates("row_id"), on="row_id", how="left", validate="many_to_one")
    for part in ("first", "last"):
        joined[f"approved_finish_{part}"] = pd.to_datetime(joined[f"approved_finish_{part}"])
    return joined


def _base(judged: pd.DataFrame, name: str) -> pd.DataFrame:
    return judged[[f"{name}_first", f"{name}_last"]].set_axis(["first", "last"], axis=1)


def _before(
    judged: pd.DataFrame, previous: pd.DataFrame | None, status_date: date | None, heard: Mapping[str, Heard]
) -> pd.DataFrame:
    """The finish of each row in the revision before, judged at its own status date; missing where it was not known."""
    missing = pd.DataFrame(
        {part: pd.Series(pd.NaT, index=judged.index, dtype="datetime64[ns]") for part in ("first", "last")}
    )
    if previous is None or status_date is None:
        return missing
    then = _with_finish(previous, status_date, heard).drop_duplicates("row_id").set_index("row_id")
    then = then[then["status"] != "no_record"]
    known = then[["finish_first", "finish_last"]].set_axis(["first", "last"], axis=1).astype("datetime64[ns]")
    return known.reindex(judged["row_id"]).set_axis(judged.index)


def _put(judged: pd.DataFrame, figure: str, found: pd.DataFrame, silent: pd.Series) -> None:
    """Write one slippage; of what the record is silent on, nothing is known."""
    for part in ("min", "max", "days", "workdays"):
        judged[f"{figure}_{part}"] = found[part].mask(silent)


def _judge(judged: pd.DataFrame, edges: Edges, heard: Mapping[str, Heard]) -> None:
    """Give each row its status, the worst of its two variances, and whether its own declared status says better."""
    stands = {row_id for row_id, said in heard.items() if said.stands}
    verdicts = [_verdict(row, edges, row["row_id"] in stands) for row in judged.to_dict("records")]
    judged["status"] = [status for status, _ in verdicts]
    judged["status_reason"] = [reason for _, reason in verdicts]
    declared = judged["declared_status"].map(_fold)
    worse = judged["status"].isin(("overdue", "severely_late", "late", "slipping"))
    judged["is_mismatch"] = (declared.isin(_SAYS_DONE) & ~judged["is_done"]) | (declared.isin(_SAYS_WELL) & worse)


def _verdict(row: dict[str, Any], edges: Edges, is_confirmed: bool) -> tuple[str, str]:
    days = max((_late_days(row, figure) for figure in SLIPPAGES[:2]), default=0.0)
    if row["is_done"] and row["watcher"] and not is_confirmed:
        return "not_assessable", "unconfirmed"
    if row["is_done"]:
        return ("done_late" if days > 0 else "done"), ""
    if any(word in _fold(row["declared_status"]) for word in _PAUSED):
        return "not_assessable", "paused"
    if row["status"]:
        return row["status"], row["status_reason"]
    if pd.isna(row["finish_last"]):
        return "not_assessable", "returned" if row["was_returned"] else "no-date"
    if pd.isna(row["baseline_finish_last"]) and pd.isna(row["approved_finish_last"]):
        return "not_assessable", "returned" if row["was_returned"] else "no-baseline"
    ladder = ((edges.on_track, "on_track"), (edges.slipping, "slipping"), (edges.late, "late"))
    return next((status for edge, status in ladder if days <= edge), "severely_late"), ""


def _late_days(row: dict[str, Any], figure: str) -> float:
    """Days late where the whole interval is late; else 0: a coarse date that may still be kept is not late."""
    least, days = row[f"{figure}_min"], row[f"{figure}_days"]
    return 0.0 if pd.isna(least) or least <= 0 else float(days)


def _fold(text: str) -> str:
    """Lower case without diacritics, for comparing what planners declare."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c)).strip()
