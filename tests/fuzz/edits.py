"""Ways to change one part of a workbook: attributes, addresses, numbers, texts, elements."""

import re
from collections.abc import Callable
from random import Random

from openpyxl.utils import get_column_letter


def edited(random: Random, part: bytes) -> bytes:
    """The part with one change of any kind; the same part where that kind has no place in it."""
    return random.choice(_EDITS)(random, part)


def torn(random: Random, content: bytes) -> bytes:
    """A chunk doubled, taken out, or strange bytes put in."""
    if not content:
        return content
    at, to, size = random.randrange(len(content)), random.randrange(len(content)), random.choice((1, 3, 40, 512, 5_000))
    chunk = random.choice((content[at : at + size], b"", random.randbytes(size)))
    return content[:to] + chunk + content[to + random.choice((0, size)) :]


def declared(part: bytes) -> bytes:
    """The part with the XML declaration that openpyxl leaves out."""
    return part if part.startswith(b"<?xml") else b'<?xml version="1.0" encoding="UTF-8"?>' + part


_TEXTS = (
    "", "-1", "0", "1.5", "true", "NaN", "1e308", "4294967296", "9" * 400, "A0", "1A", "$A$1", "AAAAAAAA9", "XFD1048576",
    "A1:XFD1048576", "B2:A1", "C3:", "ZZZZ1", "à", "\u202e", "é" * 300, "&#x9;", "&lt;", "../../etc/passwd", "d/m/yyyy", "General", "%",
)  # fmt: skip
_NUMBERS = (
    "1e308", "-1e308", "-1", "0", "60", "2958466", "1e-320", "9" * 400, "nan", "inf", "0x10", "", "1e15", "45473.999999999",
)  # fmt: skip
_DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_WORDS = (
    "1/1/" * 3_000, "từ " * 3_000, "(" * 3_000, "ngày 1 tháng " * 1_000, "1." * 5_000, "quý " * 2_000, "9" * 20_000, "\n" * 5_000, "a\u0301" * 3_000,
    "=" * 50, "01/01/0000", "31/12/9999", "-" * 4_000, "I" * 4_000, "1FS+1d;" * 2_000, "Sở A, " * 2_000, "%" * 999, "¾" * 99, "\u200b" * 99,
    "29/2/1900", "60 ngày kể từ " * 300, "&#10;" * 900, "trước " * 999, "2024" * 999, "kỳ họp thứ " * 500, "10^400", "1" * 400 + "%",
)  # fmt: skip
_REPEATS = (b"table:number-rows-repeated", b"table:number-columns-repeated", b"table:number-columns-spanned")


def _picked(random: Random, pattern: bytes, part: bytes, change: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """The part with one place of the pattern changed."""
    places = list(re.finditer(pattern, part))
    if not places:
        return part
    at = random.choice(places)
    return part[: at.start()] + change(at) + part[at.end() :]


def _attribute(random: Random, part: bytes) -> bytes:
    value = random.choice(_TEXTS).encode()
    return _picked(random, rb'([\w:]+)="[^"]*"', part, lambda m: m[1] + b'="' + value + b'"')


def _attribute_gone_or_twice(random: Random, part: bytes) -> bytes:
    return _picked(random, rb' [\w:]+="[^"]*"', part, lambda m: m[0] * random.choice((0, 2)))


def _dimension(random: Random, part: bytes) -> bytes:
    ref = random.choice(("A1:XFD1048576", "ZZ99:A1", "", "A1", "A1:B1048577", "x")).encode()
    return _picked(random, rb'<dimension ref="[^"]*"', part, lambda _: b'<dimension ref="' + ref + b'"')


def _references(random: Random, part: bytes) -> bytes:
    """Addresses of cells or rows exchanged."""
    kind = random.choice((rb'(?<=<c r=")\w+', rb'(?<=<row r=")\d+'))
    found = re.findall(kind, part)
    random.shuffle(found)
    return re.sub(kind, lambda _: found.pop(), part)


def _far_away(random: Random, part: bytes) -> bytes:
    kind, far = random.choice(
        (
            (rb'(?<=<c r=")\w+', ("XFD1048576", "A1048576", "XFD1", "AAAAAAA1", "A99999999999", "A0", "1", "a1", "")),
            (rb'(?<=<row r=")\d+', ("1048576", "1048577", "99999999999", "0", "-1", "4294967297")),
        )
    )
    return _picked(random, kind, part, lambda _: random.choice(far).encode())


def _number(random: Random, part: bytes) -> bytes:
    value = random.choice(_NUMBERS).encode()
    return _picked(random, rb"<v>[^<]*</v>", part, lambda _: b"<v>" + value + b"</v>")


def _typed(random: Random, part: bytes) -> bytes:
    """A cell's value as another type: a shared text that is not there, an error, a date."""
    kind = random.choice((b"s", b"e", b"b", b"d", b"n", b"str", b"z"))
    value = random.choice((*_NUMBERS, "999999", "#REF!", "2024-13-45T99:99", "2024-06-30")).encode()
    return _picked(
        random,
        rb'<c (r="\w+")[^>]*(/>|>.*?</c>)',
        part,
        lambda m: b"<c %s t=%s><v>%s</v></c>" % (m[1], b'"%s"' % kind, value),
    )


def _styled(random: Random, part: bytes) -> bytes:
    number = random.choice((b"99999", b"-1", b"1", b"2", b"", b"1e9", b"x"))
    return _picked(random, rb'<c r="(\w+)"', part, lambda m: m[0] + b' s="' + number + b'"')


def _formula(random: Random, part: bytes) -> bytes:
    made = random.choice(
        (b"<f>A1</f>", b"<f/>", b'<f t="shared" si="9"/>', b"<f>1/0</f><v/>", b"<f>" + b"(" * 9_999 + b"</f>")
    )
    return _picked(random, rb'<c (r="\w+"[^>]*?)(/>|>.*?</c>)', part, lambda m: b"<c %s>%s</c>" % (m[1], made))


def _entities(random: Random, part: bytes) -> bytes:
    doctype = random.choice((_DOCTYPE, '<!DOCTYPE x SYSTEM "file:///etc/hostname">', "<!-- x -->", "<?x y?>")).encode()
    began = declared(part) if random.random() < 0.5 else part
    return _picked(random, rb"\A(<\?xml[^>]*\?>)?", began, lambda m: m[0] + doctype)


def _deep(random: Random, part: bytes) -> bytes:
    depth = random.choice((50, 5_000, 100_000))
    tag = random.choice((b"a", b"row", b"is", b"font"))
    nest = (b"<%s>" % tag) * depth + (b"</%s>" % tag) * random.choice((0, depth, depth))
    return _picked(random, rb">", part, lambda _: b">" + nest)


def _merged(random: Random, part: bytes) -> bytes:
    """Merged ranges over each other, upside down, without end, by the thousand."""
    refs = [f"{get_column_letter(random.randint(1, 6))}{random.randint(1, 9)}:{get_column_letter(random.randint(1, 6))}{random.randint(1, 9)}"
            for _ in range(random.choice((1, 4, 3_000)))] + random.choice(([], ["A1:XFD1048576"], ["A2:A99999999999"], [""], ["A"]))  # fmt: skip
    made = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs).encode()
    return _picked(random, rb"</sheetData>", part, lambda m: m[0] + b"<mergeCells>" + made + b"</mergeCells>")


def _worded(random: Random, part: bytes) -> bytes:
    """Long and strange texts in one place, or in all."""
    text = random.choice(_WORDS).encode()
    pattern = rb"(<(?:\w+:)?[tp](?: [^>]*)?>)[^<]*"
    if random.random() < 0.1:
        return re.sub(pattern, lambda m: m[1] + text, part)
    return _picked(random, pattern, part, lambda m: m[1] + text)


def _repeated(random: Random, part: bytes) -> bytes:
    number = random.choice((b"16384", b"1048576", b"4294967295", b"-1", b"0", b"x", b"99999999999999999999"))
    said = b' %s="%s"' % (random.choice(_REPEATS), number)
    return _picked(random, rb"<table:table-(row|cell)", part, lambda m: m[0] + said)


def _hidden(random: Random, part: bytes) -> bytes:
    said = random.choice(
        (b'<col min="1" max="99999999" hidden="1"/>', b'<col min="x" max="3" hidden="1"/>', b'<col hidden="1"/>')
    )
    return _picked(random, rb"<sheetData", part, lambda m: b"<cols>" + said + b"</cols>" + m[0])


def _rows_repeated(random: Random, part: bytes) -> bytes:
    return _picked(random, rb"<row .{,2000}?</row>", part, lambda m: m[0] * random.choice((2, 3_000)))


_EDITS = (
    _attribute, _attribute, _attribute_gone_or_twice, _dimension, _references, _far_away, _number, _typed, _styled,
    _formula, _entities, _deep, _merged, _worded, _worded, _repeated, _hidden, torn, _rows_repeated,
)  # fmt: skip
