"""The shipped typeface, cut down to the letters that a file shows, to stand inside it."""

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from charts import Mark, Text

FOLDER = Path(__file__).resolve().parent.parent / "static"
"""Be Vietnam Pro, under the SIL Open Font License (`OFL.txt` beside it)."""
_WEIGHTS = (400, 500, 600, 700)
_ALWAYS = " …"


def faces(marks: Iterable[Mark], family: str) -> str:
    """CSS that brings along the letters of what is written, in each weight that is used."""
    letters: dict[int, set[str]] = {}
    for mark in marks:
        if isinstance(mark, Text):
            letters.setdefault(nearest(mark.weight), set(_ALWAYS)).update(mark.text)
            if mark.lead:
                letters.setdefault(600, set(_ALWAYS)).update(mark.lead)
    return "".join(_face(weight, family, "".join(sorted(letters[weight]))) for weight in sorted(letters))


def nearest(weight: int) -> int:
    """The weight that is shipped."""
    return min(_WEIGHTS, key=lambda shipped: abs(shipped - weight))


def _face(weight: int, family: str, letters: str) -> str:
    data = base64.b64encode(_subset(weight, letters)).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:normal;"
        f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )


@lru_cache(maxsize=256)
def _subset(weight: int, letters: str) -> bytes:
    from fontTools import subset  # here, so that what embeds nothing starts without it

    options = subset.Options(recalc_timestamp=False, notdef_outline=True, name_IDs=["*"], hinting=False)
    font = subset.load_font(str(FOLDER / f"BeVietnamPro-{weight}.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()
