"""How fine a cell's number format shows a date, and whether it shows a percentage."""

import re
from collections.abc import Mapping

_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_MONTH = {17}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def precision(number: int, codes: Mapping[int, str]) -> str:
    """`month` or `year` where a date of this format shows no more; "" else.

    Args:
        number: The format's number; low ones are built into Excel.
        codes: The workbook's own formats by number.
    """
    code = _QUOTED.sub("", codes.get(number, "")).lower()
    if number in _BUILT_IN_MONTH or (code and "y" in code and "m" in code and "d" not in code and "h" not in code):
        return "month"
    return "year" if code and set(code) <= set("y ;@") and "y" in code else ""


def is_percent(number: int, codes: Mapping[int, str]) -> bool:
    """Whether a number of this format is shown as a percentage; the arguments as of `precision`."""
    return number in _BUILT_IN_PERCENT or "%" in _QUOTED.sub("", codes.get(number, ""))
