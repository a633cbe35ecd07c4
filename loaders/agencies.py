"""Who an owner's cell names: the agencies of the register, however offices shorten, join and mark them."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from loaders.dates.normalise import clean, fold
from loaders.grid import Grid
from loaders.outline import Line
from loaders.reference import Agency, agencies
from schedule import Code, Finding

_SHORTER = {
    "uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", "ban quan ly": "bql", "ban ql": "bql", "ban chi dao": "bcd",
    "van phong": "vp", "du an": "da", "dau tu xay dung": "dtxd", "cong trinh": "ct", "kinh te xa hoi": "ktxh",
}  # fmt: skip
"""Offices write these long and short in every mixture, so that the register cannot list them all."""
_LONG = re.compile(rf"\b(?:{'|'.join(_SHORTER)})\b")
_NO_WORDS = re.compile(r"\W+|_|\bva\b")
_CITY = re.compile(r" (?:(?:thanh pho |tp )?(?:ha noi|hn)|thanh pho|tp)$")
_CITY_KEY = "hn"
_PLACES = ("ward", "district")
"""Levels whose names differ by one letter and are different places: no likeness is looked for."""
_CITYS_OWN = ("city", "project board")
"""Levels whose long names mean the city's own body where no city is named."""
_LONGEST_CODE = 3
_LONG_ENOUGH = 12
"""A shorter name a letter away from another is more often another office than a slip of the pen."""

_CHU_TRI = re.compile(
    r"\(? ?\bchủ trì\b ?\)?:?|\( ?(?:làm |cơ quan )?(?:đầu mối|thường trực) ?\):?|\( ?ct ?\):?|\bct ?:", re.IGNORECASE
)
"""The short marks need their sign: "Sở CT" is an office."""
_WITHOUT = r"(?! (?:trong|theo|khi|để|liên)\b)"
"""What stands behind "phối hợp" where it gives nobody a role: "Tổ công tác phối hợp liên ngành"."""
_PHOI_HOP = re.compile(
    rf"\(? ?\b(?:(?-i:(?:và )?phối hợp)|(?<!\w )phối hợp){_WITHOUT}(?: (?:cùng với|cùng|với|thực hiện))?\b ?\)?:?"
    r"|\( ?ph ?\):?|\bph ?:",
    re.IGNORECASE,
)
"""With a capital within a name it is the name's: "Trung tâm Phối hợp tìm kiếm"."""
_LEADS_ENDS = re.compile(r"(?:chủ trì|\(ct)\s*\)?$", re.IGNORECASE)
_WITH_ENDS = re.compile(
    r"\s*\(([^()]*\w[^()]*\sphối hợp|phối hợp (?:với|cùng)[^()]+"
    rf"|(?:phối hợp{_WITHOUT}|ph):? (?!thực hiện)[^()]+)\)",
    re.IGNORECASE,
)
"""Others in brackets behind the lead: "Sở Y tế (Sở Tài chính phối hợp)"."""
_BETWEEN = re.compile(
    r"(\s*[;\n]\s*|\s*\.\s+(?=[^.]*\b(?:chủ trì|phối hợp)\b)|\s*(?:(?<!đ)/|/(?!c\b))\s*|,\s+|\s+(?:và|cùng(?: với)?|[&+–-])\s+"
    rf"|\s+(?=ph ?:)|\s+(?=(?:và )?phối hợp (?:với|cùng)\b)|\s+(?=(?-i:(?:và )?phối hợp){_WITHOUT} (?!thực hiện)\S))"
    r"(?![^(]*\))",
    re.IGNORECASE,
)
"""What may stand between two names; the slash of "Đ/c" does not."""
_JOINS = ("và", "cùng", "cùng với", "&", "+", "-", "–")
"""Signs that stand within names as well: another name begins behind one only where it begins as offices' names do."""
_COUNTED = re.compile(r"(^|\n|[;,] *)\(?\d{1,2}[.)/]\)? +(?=[^\W\d])")
"""A number before each of several names: "1. Sở Xây dựng"."""
_GIVEN = re.compile(r"^(?:giao|đề nghị|yêu cầu) +(?=\w)", re.IGNORECASE)
"""The verb before a name: "Giao Sở Nội vụ"."""
_OFFICE_STARTS = frozenset(
    ["phòng", "ban", "tổ", "đội", "chi cục", "cục", "vụ", "viện", "vp", "văn phòng", "trung tâm", "công an", "công ty",
     "nhà thầu", "liên danh", "chủ đầu", "chi bộ", "đảng ủy", "mặt trận", "hội", "đoàn thanh", "ngân hàng", "trường tiểu",
     "trường th", "trường thcs", "trường thpt", "trường mầm", "trường đại", "trạm", "kho bạc", "các sở", "các phòng", "các ban",
     "các bộ", "các đơn", "các cơ", "các phường", "các xã", "các địa", "các đoàn"]
)  # fmt: skip
"""How the names of offices begin that no register can list: those of a ward, of an office, of firms."""
_ONE_OFFICE = re.compile(r"(?:văn phòng|vp)\b.*\bhđnd", re.IGNORECASE)
"""One office of two bodies: "Văn phòng HĐND và UBND"."""
_SHORTEST_WORDS = re.compile(r"[^\W\d_]{1,4}")
_MOST_PIECES = 4
"""The names of the register have no more commas and "và" than make so many pieces."""
_BRACKETS = re.compile(r"(?P<head>[^()]+)\((?P<inner>[^()]+)\)")


@lru_cache(maxsize=20_000)
def agency_of(text: str) -> Agency | None:
    """The one agency of the register that a text names, by its name or a short one; None where none or several do.

    Case, diacritics, signs and "và" count for nothing, nor how "thành phố Hà Nội" is written; any other letter does. A code of
    three letters is known only as the register writes it: "TU" is Thành ủy, "Tú" a person.
    """
    key = _key(text)
    found = _register().get(key)
    is_code = len(key) <= _LONGEST_CODE and " " not in text.strip()
    if found and (not is_code or text.strip() in found.short_names):
        return found
    brackets = _BRACKETS.fullmatch(text.strip())
    return agency_of(brackets["head"].strip()) if brackets and agency_of(brackets["inner"]) else None


def leads_of(owner: str) -> tuple[str, ...]:
    """Everybody who leads in an owner's text: the offices among them, else the first name; none where nobody is named."""
    leads = _leads(owner)
    return tuple(part for part in leads if _is_unit(part)) or tuple(leads[:1])


def unit_of(owner: str) -> str:
    """The unit that leads in an owner's text: its name in the register, else its own words; "" where nobody is named.

    "Sở QHKT" and "Sở Quy hoạch - Kiến trúc" are one unit; a body and the one that replaced it are two.

    Example:
        >>> unit_of("Sở Xây dựng; Sở QH-KT (chủ trì)")
        'Sở Quy hoạch - Kiến trúc Hà Nội'
        >>> unit_of("Nhà đầu tư PPP")
        'Nhà đầu tư PPP'
    """
    lead = next(iter(_leads(owner)), "")
    found = agency_of(lead)
    return found.name if found else lead


def names_supporters(text: str) -> bool:
    """Whether a cell marks some of those whom it names as supporting: "Sở Y tế chủ trì, phối hợp với Sở Tài chính"."""
    is_marked = bool(_PHOI_HOP.search(text) or _CHU_TRI.search(text))
    return is_marked and not agency_of(text) and bool(split_owner(text)[1])


@lru_cache(maxsize=20_000)
def split_owner(text: str) -> tuple[str, str]:
    """The lead and the others of a cell that names both: what is marked as lead, else what stands first."""
    parts = _parts(text)
    leads = [part for part in parts if _has(_CHU_TRI, part)]
    others = [part for part in parts if part not in leads] if leads else parts[1:]
    return "; ".join(map(_unmarked, leads or parts[:1])), "; ".join(map(_unmarked, others))


def owner_findings(
    grid: Grid, column: int, lines: Sequence[Line], owners: Sequence[str], finishes: Sequence[date | None]
) -> list[Finding]:
    """What is doubtful about the leads: several in one cell, one that was replaced, one that only resembles an agency.

    Each text is told once, at its first cell, with the number of its rows.

    Args:
        grid: The sheet.
        column: Where the owners stand.
        lines: The table's lines.
        owners: Each line's owner.
        finishes: Each line's finish, the last day: a replaced body is told where it lies after the replacement.
    """
    told: dict[tuple[Code, str], list[Line]] = {}
    facts: dict[tuple[Code, str], dict[str, str]] = {}
    for line, owner, finish in zip(lines, owners, finishes, strict=True):
        for code, value, said, agency in _doubts(owner):
            if code != Code.UNIT_REPLACED or (agency and finish and agency.is_replaced_on(finish)):
                told.setdefault((code, value), []).append(line)
                facts[code, value] = said
    return [
        Finding(key[0], grid.sheet, grid.cell(rows[0].row, column), key[1], {**facts[key], "rows": str(len(rows))})
        for key, rows in told.items()
    ]


@lru_cache(maxsize=20_000)
def _doubts(owner: str) -> list[tuple[Code, str, dict[str, str], Agency | None]]:
    """What an owner's text may have to be told for: code, text, facts, and the agency that it names."""
    leads = [part for part in _leads(owner) if _is_unit(part)]
    doubts: list[tuple[Code, str, dict[str, str], Agency | None]] = []
    if len(leads) > 1:
        doubts.append((Code.OWNER_SEVERAL, owner, {"count": str(len(leads))}, None))
    for lead in leads:
        agency = agency_of(lead)
        if agency and agency.replaced_by:
            facts = {"successor": agency.replaced_by, "day": agency.replaced_day}
            doubts.append((Code.UNIT_REPLACED, lead, facts, agency))
        elif not agency and (like := _like(_key(lead))):
            doubts.append((Code.UNIT_LIKE, lead, {"understood": like.name}, None))
    return doubts


def _leads(owner: str) -> list[str]:
    """Who is marked as lead, else everybody who is not marked as supporting, else the first: a cell that names somebody has a lead."""
    parts = _parts(owner)
    leads = [part for part in parts if _has(_CHU_TRI, part)]
    leads = leads or [part for part in parts if not _has(_PHOI_HOP, part)] or parts[:1]
    return [_unmarked(part) for part in leads]


def _parts(text: str) -> list[str]:
    """Everybody whom a text names, as it writes them; a name that holds "," or "và" itself stays whole."""
    pieces = _BETWEEN.split(_COUNTED.sub(r"\1", _WITH_ENDS.sub(r"; \1", text)))
    parts: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(at + 2 * _MOST_PIECES - 1, at, -2)
        end = next((end for end in ends if agency_of(_unmarked("".join(pieces[at:end])))), None)
        piece = "".join(pieces[at : end or at + 1])
        if parts and not end and not _begins_another(parts[-1], pieces[at - 1].strip(), piece):
            parts[-1] += pieces[at - 1] + piece
        else:
            parts.append(piece)
        at = (end or at + 1) + 1
    return [stripped for part in parts if (stripped := part.strip(" .-"))]


def _begins_another(before: str, sign: str, piece: str) -> bool:
    """Whether what follows a sign is another name, where the register does not know it."""
    if _LEADS_ENDS.search(before.strip()) or _PHOI_HOP.match(piece):
        return True
    if sign.lower() in _JOINS:
        is_one = piece.lower().startswith("ubnd") and _ONE_OFFICE.fullmatch(before.strip())
        return _is_unit(piece) and not is_one and _is_unit(_unmarked(before)) >= (sign in ("-", "–"))
    return (piece[:1].isupper() and not _goes_on(before, piece)) if sign == "," else True


def _goes_on(before: str, piece: str) -> bool:
    """Whether what follows a comma is more of one name, which the register does not know: "Phòng Kinh tế, Hạ tầng và Đô thị"."""
    if ":" in before and "các" in before.lower():
        return not _PHOI_HOP.search(before) and not _CHU_TRI.search(before)
    if agency_of(before) or _is_unit(piece) or not _is_unit(before):
        return False
    last, (first, *more) = before.split()[-1], piece.split()
    if last.isupper() and _SHORTEST_WORDS.fullmatch(last):
        return bool(first.isupper() and _SHORTEST_WORDS.fullmatch(first))
    return bool(more) and more[0].islower()


def _is_unit(part: str) -> bool:
    """Whether a text names an office, known or not, and no person."""
    part = _GIVEN.sub("", _PHOI_HOP.sub("", part).strip())
    first, *more = clean(part).lower().replace(",", " ").split()[:2] or [""]
    return bool(agency_of(part)) or not _unit_starts().isdisjoint({first, " ".join([first, *more])})


def _has(mark: re.Pattern[str], part: str) -> bool:
    return not agency_of(part) and bool(mark.search(part))


def _unmarked(part: str) -> str:
    """A name without the words that give it a role; "CT" within a known name gives none."""
    if agency_of(part):
        return part
    bare = " ".join(_PHOI_HOP.sub(" ", _CHU_TRI.sub(" ", part)).split()).strip(" :,;")
    given = _GIVEN.sub("", bare)
    return given if _is_unit(given) else bare


@lru_cache
def _register() -> dict[str, Agency | None]:
    """Key -> the agency; None where a key may mean several, as "BTL" may."""
    found: dict[str, Agency | None] = {}
    for agency in agencies():
        for key in {_key(name) for name in agency.short_names}:
            found[key] = None if key in found else agency
    found.update({_key(agency.name): agency for agency in agencies()})
    for agency in agencies():
        with_city = _key(agency.name)
        if with_city.endswith(_CITY_KEY):
            for name in agency.short_names:
                found.setdefault(_key(f"{name} Hà Nội"), agency)
            bares = {key.removesuffix(_CITY_KEY) for key in (with_city, *map(_key, agency.short_names))}
            if agency.level in _CITYS_OWN:
                found |= {bare: agency for bare in bares if len(bare) >= _LONG_ENOUGH and bare not in found}
    return found


@lru_cache
def _unit_starts() -> frozenset[str]:
    """How offices' names begin: their first two words; one alone where it begins many ("sở") or is capitals ("UBND").

    "Thanh" alone begins a person's name as well as "Thanh tra".
    """
    starts = {" ".join(agency.name.lower().split(" ")[:2]) for agency in agencies()}
    firsts = Counter(start.split(" ")[0] for start in starts)
    shorts = {short.split(" ")[0] for agency in agencies() for short in agency.short_names if " " in short}
    return frozenset(
        starts
        | _OFFICE_STARTS
        | {word for word, times in firsts.items() if times > 2}
        | {word.lower() for word in shorts if word.isalpha() and word.isupper() and len(word) > 2}
    )


def _like(key: str) -> Agency | None:
    """The agency whose key is a slip of the pen away, one letter or two in a long name, and never its first word's."""
    if len(key) < _LONG_ENOUGH or any(c.isdigit() for c in key):
        return None
    slips = 1 if len(key) < 2 * _LONG_ENOUGH else 2
    like = process.extractOne(key, _alike(key[:2]), scorer=Levenshtein.distance, score_cutoff=slips)
    return _register()[like[0]] if like else None


@lru_cache
def _alike(start: str) -> list[str]:
    """The keys with which a text that begins so may be compared."""
    return [key for key, a in _register().items() if a and a.level not in _PLACES and key.startswith(start)]


def _key(text: str) -> str:
    """The letters that tell one agency from another."""
    words = " ".join(_NO_WORDS.sub(" ", fold(clean(text))).split())
    shorter = _LONG.sub(lambda match: _SHORTER[match[0]], words)
    return _CITY.sub(_CITY_KEY, f" {shorter}").replace(" ", "")
