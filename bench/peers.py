"""How others read the same workbooks and date texts: pandas as it comes, and a guess of the columns with dateparser."""

import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import dateparser
import pandas as pd

Day = date | None
Read = dict[str, tuple[str, Day]]
"""A row's name -> its owner and its finish."""

_NAME = re.compile(r"nội dung|nhiệm vụ|công việc|tên|việc|task|name|mốc", re.IGNORECASE)
_OWNER = re.compile(r"chủ trì|đơn vị|cơ quan|thực hiện|phụ trách|owner|assign|người", re.IGNORECASE)
_FINISH = re.compile(r"hoàn thành|thời hạn|hạn|kết thúc|finish|end|due|thời gian", re.IGNORECASE)


def pandas_day(text: Any) -> Day:
    """`pandas.to_datetime`, day first."""
    made = pd.to_datetime(text, dayfirst=True, errors="coerce")
    return None if pd.isna(made) else made.date()


def dateparser_day(text: Any) -> Day:
    """`dateparser.parse` in Vietnamese and English, day first, the last day of a period."""
    if isinstance(text, pd.Timestamp):
        return text.date()
    settings: dict[str, Any] = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "last"}
    try:
        made = dateparser.parse(str(text), languages=["vi", "en"], settings=settings) if text else None  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None
    return made.date() if made else None


def plain_pandas(content: bytes) -> Read:
    """The first sheet by `pandas.read_excel`, its first row the heading."""
    return _rows(pd.read_excel(io.BytesIO(content), engine="calamine"), pandas_day)


def guessed_columns(content: bytes) -> Read:
    """The first row of three texts for a heading, columns by their words, dates by dateparser."""
    cells = pd.read_excel(io.BytesIO(content), engine="calamine", header=None)
    for row in range(len(cells)):
        said = [v for v in cells.iloc[row] if isinstance(v, str)]
        if len(said) >= 3 and any(map(_NAME.search, said)):
            below = cells.iloc[row + 1 :]
            return _rows(below.set_axis([str(v) for v in cells.iloc[row]], axis=1), dateparser_day)
    return {}


def _rows(table: pd.DataFrame, day: Callable[[Any], Day]) -> Read:
    headings = [str(heading) for heading in table.columns]
    name, owner, finish = (_first(headings, wanted) for wanted in (_NAME, _OWNER, _FINISH))
    if name is None:
        return {}
    read: Read = {}
    for values in table.itertuples(index=False, name=None):
        if not isinstance(values[name], str):
            continue
        told = values[owner] if owner is not None else ""
        read[values[name].strip()] = (
            told.strip() if isinstance(told, str) else "",
            day(values[finish]) if finish is not None and not pd.isna(values[finish]) else None,
        )
    return read


def _first(headings: Iterable[str], wanted: re.Pattern[str]) -> int | None:
    return next((n for n, heading in enumerate(headings) if wanted.search(heading)), None)
