"""How near to critical the tasks of a network are: bands of total float."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tasks import FINE

NEAR_CRITICAL = (5, 10, 20)
"""A working week, two, and the four between two monthly reports."""


def float_bands(tasks: pd.DataFrame, edges: Sequence[float] = NEAR_CRITICAL) -> pd.Series:
    """The band in which the total float of each task lies.

    Args:
        tasks: A `NETWORK` frame.
        edges: The most float of each near-critical band, in days of the calendar, rising.

    Returns:
        Float, by the frame's index: 0 what is critical, behind its limit or without room; else the least edge that the float
        does not exceed; NaN where it has more, or none because it is finished or was not reckoned.

    Source:
        docs/methods/network.md.
    """
    within = np.array([0.0, *edges, np.nan])
    room = tasks["total_float"].to_numpy(float)
    places = np.searchsorted(within[:-1], room - FINE)
    return pd.Series(np.where(np.isnan(room), np.nan, within[places]), tasks.index, name="float_band")
