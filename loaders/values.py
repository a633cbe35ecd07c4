"""Columns that are no dates: percentages, owners, links to the work before."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from math import isfinite, isnan
from typing import Any

from rapidfuzz import fuzz, process

from loaders.dates.normalise import clean, fold
from loaders.grid import Grid, as_text
from loaders.headings import plain_words
from loaders.outline import Line, Lines
from schedule import Code, Finding

MISSING = float("nan")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")
_DONE = re.compile(r"(?:da )?(?:hoan thanh|xong|hoan tat|ket thuc)(?: 100 ?%)?|done|completed?|finished|closed")
_NOT_BEGUN = re.compile(r"(?:chua|not)\b.*|to ?do|khong|moi giao")
_GOING_ON = re.compile(
    r"(?:(?:chua|not) (?:hoan thanh|hoan tat|xong|dat|ket thuc|done|completed?|finished|closed)|dang|in progress"
    r"|started|doing|ongoing|tiep tuc|thuong xuyen|co ban|con|mot phan|da trien khai|da thuc hien|da trinh)\b.*"
)
"""Not finished is not the same as not begun."""
_OF_THE_WORK = frozenset([
    "da", "dang", "dat", "duoc", "hoan", "thanh", "tat", "khoang", "uoc", "tinh", "thuc", "hien", "xong", "lam", "trien",
    "khai", "tam", "dung", "co", "ban", "luy", "ke", "khoi", "luong", "kl", "tien", "do", "cong", "viec", "gia", "tri",
    "tong", "so", "ty", "le", "tiep", "tuc", "toi", "den", "nay", "moi", "muc", "hoach", "kh", "th", "ht", "bang", "la",
    "ca", "theo", "hop", "dong", "hd", "done", "complete", "completed", "in", "progress", "ongoing", "about", "approx",
    "around", "voi", "thi", "san", "klht", "tuong", "duong", "actual", "achieved", "overall", "total", "wip",
])  # fmt: skip
"""Words beside a percentage that leave it the share done; beside others ("còn 20%", "trên 90%", "100% móng") it says another thing."""
_PLANNED = re.compile(r"(?:kh|ke hoach)\b")
_WORD = re.compile(r"[^\W\d_]+|[<>≤≥=+]")


def tidy(value: Any) -> str:
    """A cell's text without blanks at the ends of its lines, blank lines left out."""
    text = value if isinstance(value, str) else as_text(value)
    if text.isalnum():
        return text
    if "\n" not in text and "\r" not in text and "  " not in text:
        return text.strip()
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))


_OF_ONE_TEXT = frozenset([str, float])
"""Types whose equal values have one text; 1 and True are equal and have two."""


def texts(grid: Grid, column: int, lines: Lines, joint: str) -> list[str]:
    """The texts of a column, one a line; those of the rows that go on it are joined, those merged over it are shared."""
    values = grid.picked(column, lines.rows)
    if _OF_ONE_TEXT.issuperset(map(type, values)):
        tidied = {value: tidy(value) for value in set(values)}
        found = [tidied[value] for value in values]
    else:
        found = [tidy(value) for value in values]
    if grid.merges:
        for n, line in enumerate(lines):
            merge = grid.covered.get((line.row, column)) if values[n] == "" else None
            if merge and merge.left == column:
                found[n] = tidy(grid.value(merge.top, merge.left))
    for n, line in lines.joined:
        parts = [found[n], *(tidy(grid.value(row, column)) for row in line.more)]
        found[n] = joint.join(dict.fromkeys(part for part in parts if part))
    return found


def percentages(grid: Grid, column: int, lines: Lines) -> tuple[list[float], list[str], list[Finding]]:
    """Percentages 0 to 100, NaN where the cell says none; the cells' texts; and what is doubtful.

    A number that is taken for a share is told once, at its first cell, with the number of its rows.
    """
    values, percents = grid.picked(column, lines.rows), grid.marks.percents
    are_shown = [(row, column) in percents for row in lines.rows] if percents else [False] * len(lines)
    keys = list(zip(map(type, values), values, are_shown, strict=True))
    counts = Counter(keys)
    numbers = {key: number for key in counts if (number := _bare_number(key[1])) is not None}
    is_share = bool(numbers) and all(0 <= v <= 1 for v in numbers.values())
    known = {key: _percent_of(key[1], is_shown=key[2], is_share=is_share) for key in counts}
    first = dict(zip(reversed(keys), reversed(lines.rows), strict=True))
    findings = []
    if unread := {key for key, (percent, _) in known.items() if percent is None}:
        findings += [
            Finding(Code.PERCENT_UNREAD, grid.sheet, grid.cell(row, column), known[key][1])
            for row, key in zip(lines.rows, keys, strict=True)
            if key in unread
        ]
    is_mixed = not is_share and any(are_shown)
    for key, number in numbers.items():
        kind, value, is_shown = key
        # beside greater numbers or shown percentages what may be a share is told too: "1" is 1 % and "0,8" is 80 %
        if number and not is_shown and (is_share or (0 < number <= 1 and (is_mixed or kind is str))):
            count = counts[key]
            facts = {"understood": f"{known[key][0]:g}%", "rows": str(count)}
            findings.append(
                Finding(Code.PERCENT_SCALE, grid.sheet, grid.cell(first[key], column), as_text(value), facts)
            )
    percent = {key: MISSING if read[0] is None else read[0] for key, read in known.items()}
    return [percent[key] for key in keys], [known[key][1] for key in keys], findings


def _percent_of(value: Any, *, is_shown: bool, is_share: bool) -> tuple[float | None, str]:
    """A cell's percentage, None where it cannot be one, and its text."""
    text = tidy(value)
    if is_share and isinstance(value, str) and (share := _bare_number(value)) is not None:
        return round(share * 100, 4), text
    if isinstance(value, float | int) and not isinstance(value, bool):
        is_hundredth = is_shown or is_share
        percent: float | None = value * 100 if is_hundredth else float(value)
        text = f"{percent:g}%" if is_hundredth else text
    else:
        percent = _percent(text) if text else MISSING
    if percent is None or not (isnan(percent) or 0 <= percent <= 100):
        return None, text
    return round(percent, 4), text


def _bare_number(value: Any) -> float | None:
    """A number, or a text that is nothing but one ("0,5"); None of any other."""
    if isinstance(value, str):
        return float(value.strip().replace(",", ".")) if _NUMBER.fullmatch(value.strip()) else None
    return value if type(value) in (float, int) else None


@lru_cache(maxsize=10_000)
def _percent(text: str) -> float | None:
    """The percentage that a text names; NaN for none; None where it cannot be read."""
    folded = fold(clean(text))
    if not folded or folded in ("-", "x", "n/a", "na"):
        return MISSING
    if fraction := _FRACTION.fullmatch(folded.replace("⁄", "/")):
        return 100 * int(fraction[1]) / int(fraction[2]) if int(fraction[2]) else None
    numbers = _NUMBER.findall(folded)
    if "%" in folded and len(numbers) == 1:
        if _PLANNED.match(folded) or not _OF_THE_WORK.issuperset(_WORD.findall(folded)):
            return None
        return float(numbers[0].replace(",", "."))
    if folded == "dat" or _DONE.fullmatch(folded):
        return 100.0
    if _GOING_ON.fullmatch(folded) and not numbers:
        return MISSING
    if _NOT_BEGUN.fullmatch(folded):
        return 0.0 if not numbers else None
    if len(numbers) == 1 and _NUMBER.fullmatch(folded):
        number = float(numbers[0].replace(",", "."))
        return number * 100 if 0 < number < 1 else number
    return None


@lru_cache(maxsize=10_000)
def says_done(status: str) -> bool:
    """Whether a status word says that the work is finished."""
    return bool(_DONE.fullmatch(fold(clean(status))))


def numbers_of(shown: Sequence[str]) -> list[float]:
    """The first number of each text ("15 ngày" is 15); NaN where there is none, or one without end."""
    return [_first_number(text) for text in shown]


@lru_cache(maxsize=10_000)
def _first_number(text: str) -> float:
    found = _NUMBER.search(text)
    number = float(found[0].replace(",", ".")) if found else MISSING
    return number if isfinite(number) else MISSING


_TIME_UNIT = re.compile(
    r"(?<![a-z])(?P<e>e|(?:elapsed|calendar) )?"
    r"(?:(?P<h>gio|h|hrs?|hours?)|(?P<w>tuan|w|wks?|weeks?)|(?P<mo>thang|mo|mons?|months?)|ngay|d|days?)(?![a-z])"
    r"(?P<lich> (?:duong )?lich\b)?"
)


def duration_units(shown: Sequence[str], heading: str) -> list[str]:
    """The unit of each duration, `h`, `d`, `w` or `mo`: as its text says ("2 tuần"), else as the heading does ("Số tháng").

    With `e` before it where it runs on every day, worked or not: "5ed", "3 ngày lịch".
    """
    said = _time_unit(heading) or "d"
    return [_time_unit(text) or said for text in shown]


@lru_cache(maxsize=10_000)
def _time_unit(text: str) -> str:
    found = _TIME_UNIT.search(fold(clean(text)))
    if not found:
        return ""
    unit = next((name for name in ("h", "w", "mo") if found[name]), "d")
    return f"e{unit}" if found["e"] or found["lich"] else unit


_LINK = re.compile(
    r"(?P<id>.+?) *(?P<kind>fs|ss|ff|sf)?"
    r"(?: *(?P<sign>[+-]) *(?P<lag>\d+(?:[.,]\d+)?) *(?P<days>calendar |elapsed |working )?"
    r"(?P<unit>%|e?d(?:ays?)?|e?w(?:eeks?|ks?)?|e?mo(?:nths?|ns?)?|e?h(?:rs?|ours?)?|ngay|tuan|thang|gio)?"
    r"(?P<of> (?:lam viec|lich|duong lich))?)?"
)
_DECIMAL_LAG = re.compile(r"([+-] ?\d+),(\d+ ?(?:%|e?(?:d|w|mo|h)[a-z]*\b|ngày|tuần|tháng|giờ))", re.IGNORECASE)
_BEFORE_ID = re.compile(
    r"^(?:sau (?:khi )?(?:xong |hoan thanh )?|after )?(?:muc|viec|cong viec|task|nhiem vu|so|no\.?)? ?", re.IGNORECASE
)
_UNITS = {
    "w": "w", "we": "w", "wk": "w", "tu": "w", "h": "h", "ho": "h", "hr": "h", "gi": "h", "mo": "mo", "th": "mo", "%": "%",
}  # fmt: skip
"""The first letters of a unit -> the unit; all others are days."""
_EXTERNAL = re.compile(
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*:[^\s;+\\]+?)"
    r"(?P<link>(?:(?<=\d)|\s+)(?:fs|ss|ff|sf)(?:\s*[+-].+)?|\s*\+.+|\s+-.+)?",
    re.IGNORECASE,
)
"""A row of another programme; a kind right behind an id must follow a digit: "L-PASS" is no start-to-start link."""


_NO_LINK = frozenset(["", "-", "–", "—", "x", "0"])


class Links:
    """Resolves what a cell of predecessors names to row ids."""

    def __init__(self, ids: Sequence[str], lines: Sequence[Line]) -> None:
        """Know the lines by id, by place in the breakdown, by the number as written, else by row, and by name."""
        self._known: dict[str, str] = {}
        self.guessed: dict[str, str] = {}
        """What was said -> the name that it was taken for."""
        self.beside: dict[str, str] = {}
        """A number that several rows have -> the name of the one in the same group, which it was taken for."""
        numbers = [_bare(line.number) for line in lines]
        places = [line.wbs.lower() for line in lines]
        self.several = _repeated(numbers) | _repeated(places)
        """Numbers and places that more than one row has: what waits for one of them says not for which."""
        # where rows have numbers of their own, the number of a row that is not there is not another row's place in the sheet
        by_row = () if any(numbers) else ((str(line.row + 1), row_id) for row_id, line in zip(ids, lines, strict=True))
        self._known.update(by_row)
        for names in (places, numbers):
            named = zip(names, ids, strict=True)
            self._known.update((name, row_id) for name, row_id in named if name and name not in self.several)
        self._known.update((row_id.lower(), row_id) for row_id in ids if row_id)
        self._in_group: dict[tuple[str, str], list[int]] = {}
        self._group = ""
        for n, number in enumerate(numbers) if self.several else ():
            if number in self.several:
                self._in_group.setdefault((group_of(lines[n]), number), []).append(n)
        self._ids, self._lines = ids, lines
        self._named_lines = [(line.name, row_id) for row_id, line in zip(ids, lines, strict=True) if line.name]

    @cached_property
    def _names(self) -> dict[str, str]:
        names = [(plain_words(name), row_id) for name, row_id in self._named_lines]
        repeated = _repeated([name for name, _ in names])
        self.several |= repeated
        return {name: row_id for name, row_id in names if name not in repeated}

    def is_several(self, said: str) -> bool:
        """Whether words that name no row are the number, place or name of more than one."""
        match = _LINK.fullmatch(fold(clean(said)).strip())
        named = (said, match["id"]) if match else (said,)
        told = {form for word in named for form in (_bare(word), plain_words(word))}
        return not self.several.isdisjoint(told)

    def certain(self, text: str) -> str | None:
        """The row id of a cell that holds nothing but the id or number of one row, "" of one that names none; else None."""
        return "" if text in _NO_LINK else self._known.get(text.lower()) if text.isalnum() else None

    def resolve(self, text: str, group: str = "") -> tuple[str, list[str]]:
        """The links of one cell as row ids with kinds and lags, joined by ";", and the words that name no row, or several.

        A name that is only like a row's is taken for it, and stands in `guessed`; a number that starts anew in each group is
        that of the `group` the cell stands in, and stands in `beside`.
        """
        self._group = group
        if (row_id := self.certain(text)) is not None:
            return row_id, []
        if whole := self._names.get(plain_words(text)):
            return whole, []
        links: list[str] = []
        unknown: list[str] = []
        for said in re.split(r"[;,\n]| và | and ", _DECIMAL_LAG.sub(r"\1.\2", text)):
            if said.strip():
                link = self._one(said.strip())
                (links if link else unknown).append(link or said.strip())
        return ";".join(dict.fromkeys(links)), unknown

    def _one(self, said: str) -> str:
        if outside := _EXTERNAL.fullmatch(said):
            row_id, link = outside["id"], outside["link"]
            match = _LINK.fullmatch(f"x {fold(clean(link)).strip()}") if link else None
            if not match:
                return row_id if not link else ""
        elif row_id := self._named(said):
            return row_id
        else:
            match = _LINK.fullmatch(fold(clean(said)).strip())
            row_id = self._named(match["id"]) if match else ""
        if not match or not row_id:
            return ""
        kind, lag = (match["kind"] or "fs").upper(), ""
        number = (match["lag"] or "0").replace(",", ".")
        if float(number):
            lag = f"{match['sign']}{number}{_lag_unit(match)}"
        return row_id if kind == "FS" and not lag else f"{row_id} {kind}{lag}"

    def _named(self, said: str) -> str:
        bare = _BEFORE_ID.sub("", fold(clean(said)), count=1).strip()
        for name in (said.strip().lower(), _bare(bare), bare):
            if found := self._known.get(name):
                return found
        alike = self._in_group.get((self._group, _bare(bare)), [])
        if len(alike) == 1:
            self.beside[said] = self._lines[alike[0]].name
            return self._ids[alike[0]]
        plain = plain_words(said)
        if found := self._names.get(plain):
            return found
        if len(plain) > 6 and (
            like := process.extractOne(plain, self._names.keys(), scorer=fuzz.ratio, score_cutoff=90)
        ):
            self.guessed[said] = like[0]
            return self._names[like[0]]
        return ""


def group_of(line: Line) -> str:
    """The place of the group that a line stands in; "" at the top."""
    return line.wbs.rpartition(".")[0]


def _repeated(words: Sequence[str]) -> set[str]:
    if len(set(words)) == len(words):
        return set()
    return {word for word, count in Counter(words).items() if word and count > 1}


def _lag_unit(match: re.Match[str]) -> str:
    """`d`, `w`, `mo`, `h`, `%`; with `e` before it where it runs on every day, worked or not ("5 ngày lịch")."""
    said = match["unit"] or "d"
    is_elapsed = (
        said.startswith("e")
        or (match["days"] or "").strip() in ("calendar", "elapsed")
        or "lich" in (match["of"] or "")
    )
    return "e" * is_elapsed + _UNITS.get(said.removeprefix("e")[:2], "d")


def _bare(number: str) -> str:
    """A number without the signs around it, in small letters."""
    return number.strip().rstrip(".)/:").lstrip("(").lower()


def contradictions(
    grid: Grid, lines: Sequence[Line], fields: Mapping[str, Sequence[Any]], columns: Mapping[str, int]
) -> list[Finding]:
    """Percentages and status words that say another thing than the actual dates, a finding a line."""
    findings = []
    for n, line in enumerate(lines):
        percent, status = fields["percent_complete"][n], fields["status_text"][n]
        is_actual = fields["actual_finish_last"][n] is not None
        is_said_done, has_percent = says_done(status), not isnan(percent)
        wrong = (has_percent and percent < 100 and (is_actual or is_said_done)) or (
            has_percent and percent == 100 and bool(re.match(r"(?:dang|chua)\b", fold(status)))
        )
        if wrong:
            column = columns["percent_complete"]
            facts = {"status": status, "actual": fields["actual_finish_text"][n]}
            findings.append(
                Finding(Code.PERCENT_CONTRADICTS, grid.sheet, grid.cell(line.row, column), f"{percent:g}%", facts)
            )
    return findings
