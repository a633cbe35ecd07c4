"""Differences between two spans of days, in calendar and in working days."""

import numpy as np
import pandas as pd

from schedule import WorkCalendar
from schedule.errors import CalendarGap


def difference(finish: pd.DataFrame, base: pd.DataFrame, calendar: WorkCalendar | None = None) -> pd.DataFrame:
    """How much later `finish` is than `base`, as an interval and as a figure.

    The finish is the last day: `days` is last day less last day. A coarse date makes an interval: `min` is the earliest
    finish less the latest base, `max` the latest finish less the earliest base. Where both are the same span, the date was
    not moved and all three are 0. A finish open below ("xong trước ngày D") leaves `min` missing.

    Args:
        finish: Columns `first`, `last` (datetime64), one row a milestone.
        base: The same columns on the same index.
        calendar: The working calendar; None leaves `workdays` missing.

    Returns:
        `min`, `max`, `days` (calendar days) and `workdays` (working days from base to finish), float, + is late, NaN where a
        date is missing; `workdays` also NaN where the calendar does not cover the days.

    Source:
        docs/methods/slippage.md.
    """
    known = finish["last"].notna() & base["last"].notna()
    least = (finish["first"] - base["last"]).dt.days.where(known)
    most = (finish["last"] - base["first"].fillna(base["last"])).dt.days.where(known)
    days = (finish["last"] - base["last"]).dt.days.where(known)
    same_first = finish["first"].eq(base["first"]) | (finish["first"].isna() & base["first"].isna())
    unmoved = known & same_first & (finish["last"] == base["last"])
    found = pd.DataFrame({"min": least.mask(unmoved, 0), "max": most.mask(unmoved, 0), "days": days}, dtype=float)
    pairs = zip(base["last"], finish["last"], known, strict=True)
    found["workdays"] = [_workdays(a, b, calendar) if both else np.nan for a, b, both in pairs]
    return found


def _workdays(base: pd.Timestamp, finish: pd.Timestamp, calendar: WorkCalendar | None) -> float:
    if calendar is None:
        return np.nan
    try:
        return float(calendar.workdays_between(base.date(), finish.date()))
    except CalendarGap:
        return np.nan
