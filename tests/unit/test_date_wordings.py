"""Date texts as offices write them: the conventions of docs/planners-dates.md, one table of wordings."""

import csv
import re
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from loaders import reference
from loaders.dates import DateContext, read_date

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "samples" / "dates.csv"
DOCUMENTED = re.compile(
    r"^\| `(?P<text>.+?)` \| (?P<first>\S+) \| (?P<last>\S+) \| (?P<doubtful>\w*) ?\|", re.MULTILINE
)
GATES = reference.gates()


def wordings() -> list[dict[str, str]]:
    """The table: a wording, the document's year where it is needed, and how it must be read."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_convention() -> dict[str, list[dict[str, str]]]:
    """The table's rows by the convention that they show."""
    found = defaultdict(list)
    for row in wordings():
        found[row["convention"]].append(row)
    return dict(found)


def read(text: str, year: str | int | None = None, **context):
    """The span of a text in a document of `year`."""
    return read_date(text, DateContext(year=int(year) if year else None, gates=GATES, **context))


def days(text: str, year: int | None = None, **context) -> tuple[date | None, date | None]:
    """First and last day of a text."""
    span = read(text, year, **context)
    return span.first, span.last


@pytest.mark.parametrize("convention", by_convention())
def test_every_wording_of_a_convention_reads_as_the_table_says(convention):
    """Days, precision, side and doubt of each wording are those of the table."""
    wrong = {}
    for row in by_convention()[convention]:
        span = read(row["text"], row["year"])
        got = (
            str(span.first or ""),
            str(span.last or ""),
            span.precision,
            span.side,
            "yes" if span.ambiguous else "no",
        )
        wanted = (row["first"], row["last"], row["precision"], row["side"], row["doubtful"])
        if got != wanted:
            wrong[row["text"], row["year"]] = f"{got}, wanted {wanted}"

    assert wrong == {}


def test_every_example_of_the_planners_page_reads_as_the_page_says():
    """Days and doubt of each wording in docs/planners-dates.md, where "—" is no day."""
    examples = list(DOCUMENTED.finditer((ROOT / "docs" / "planners-dates.md").read_text(encoding="utf-8")))
    wrong = {}
    for row in examples:
        span = read(row["text"])
        got = (*(f"{day:%d/%m/%Y}" if day else "—" for day in (span.first, span.last)), span.ambiguous)
        if got != (row["first"], row["last"], bool(row["doubtful"])):
            wrong[row["text"]] = got

    assert wrong == {}
    assert len(examples) > 45


def test_the_table_is_wide_enough_to_show_each_convention():
    """No convention rests on a single wording, and no wording stands twice."""
    texts = [(row["text"], row["year"]) for row in wordings()]

    assert len(texts) == len(set(texts)) > 900
    assert min(len(rows) for rows in by_convention().values()) > 1


@pytest.mark.parametrize(
    "written",
    [str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text), lambda text: f"\u200b {text}\u00a0 "],
    ids=["upper", "lower", "NFD", "invisible"],
)
def test_a_wording_means_the_same_however_its_letters_are_stored(written):
    """Capital letters, decomposed accents and invisible characters change nothing."""
    for row in wordings():
        if row["convention"] != "typing":
            plain, other = read(row["text"], row["year"]), read(written(row["text"]), row["year"])

            assert (plain.first, plain.last, plain.precision, plain.side, plain.ambiguous) == (
                other.first, other.last, other.precision, other.side, other.ambiguous,
            ), row["text"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Th¸ng 9/2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("ngµy 5 th¸ng 6 n¨m 2024", date(2024, 6, 5), date(2024, 6, 5)),
        ("tr­íc ngµy 30/6/2024", date(2024, 6, 30), date(2024, 6, 30)),
        ("Cuèi n¨m 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("®Õn hÕt n¨m 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("Thaùng 9/2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("ngaøy 5 thaùng 6 naêm 2024", date(2024, 6, 5), date(2024, 6, 5)),
        ("tröôùc ngaøy 30/6/2024", date(2024, 6, 30), date(2024, 6, 30)),
        ("Cuoái quyù II/2024", date(2024, 6, 1), date(2024, 6, 30)),
        ("ñeán heát naêm 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("QuÃ½ III/2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("thÃ¡ng 9/2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("Ｔháng ９/２０２４", date(2024, 9, 1), date(2024, 9, 30)),
    ],
)
def test_old_vietnamese_encodings_are_read(text, first, last):
    """TCVN3 (ABC), VNI, UTF-8 that was misread and full-width letters are brought back to the words meant."""
    assert days(text) == (first, last)


def test_the_year_of_the_document_is_used_and_said_to_be_doubtful():
    """Without a year in the text or around it there is no day; with one from around it the reading is ambiguous."""
    alone, in_document = read("trước 30/6"), read("trước 30/6", 2025)

    assert (alone.first, alone.last, alone.ambiguous) == (None, None, True)
    assert (in_document.last, in_document.ambiguous) == (date(2025, 6, 30), True)


@pytest.mark.parametrize(("day_first", "day"), [(None, 4), (True, 4), (False, 3)])
def test_the_column_settles_day_and_month(day_first, day):
    """03/04 read alone is d/m in doubt; where the column proves one order it is sure."""
    span = read("04/03/2024", day_first=day_first)

    assert span.first == date(2024, 3 if day == 4 else 4, day if day == 4 else 3)
    assert span.ambiguous is (day_first is None)


def test_a_weekday_settles_day_and_month():
    """06/05/2024 was a Monday as d/m; as m/d, 5 June, it was a Wednesday."""
    assert days("thứ Hai 06/05/2024") == (date(2024, 5, 6),) * 2
    assert days("Mon 06/05/2024") == (date(2024, 5, 6),) * 2
    assert days("Wed 06/05/2024") == (date(2024, 6, 5),) * 2


def test_a_weekday_proves_a_short_year_and_exposes_a_slip():
    """28/06/24 was a Friday; called a Monday, something was mistyped, and the reading is in doubt."""
    assert not read("Fri 28/06/24").ambiguous
    assert read("Mon 28/06/24").ambiguous
    assert read("thứ Hai ngày 28/6/2024").ambiguous


def test_a_session_takes_its_days_from_the_gates():
    """Without the gates a session names no day, unless its month stands beside it; then it is that month, in doubt."""
    bare = read_date("Kỳ họp thứ 7, Quốc hội khóa XV")
    month = read_date("Kỳ họp thứ 7 (tháng 5/2024)")

    assert (bare.precision, bare.first, bare.last, bare.ambiguous) == ("session", None, None, True)
    assert (month.first, month.last, month.ambiguous) == (date(2024, 5, 1), date(2024, 5, 31), True)


@pytest.mark.parametrize(
    ("text", "lag"),
    [
        ("60 ngày kể từ ngày ký Quyết định", "60 calendar days after"),
        ("trong vòng mười ngày kể từ ngày nhận hồ sơ", "10 calendar days after"),
        ("06 (sáu) tháng kể từ ngày Luật này có hiệu lực", "06 months after"),
        ("15 ngày làm việc kể từ ngày nhận đủ hồ sơ", "15 working days after"),
        ("chậm nhất 20 ngày trước ngày khai mạc kỳ họp", "20 calendar days before"),
        ("sau khi Quốc hội thông qua", "0 days after"),
        ("sau khi Quốc hội thông qua 60 ngày", "60 calendar days after"),
        ("sau ngày khởi công 36 tháng", "36 months after"),
        ("30 ngày sau Kỳ họp thứ 7, Quốc hội khóa XV", "30 calendar days after 2024-06-29"),
        ("T+30", "30 calendar days after T"),
        ("hằng quý", "quarterly"),
        ("trước ngày 25 hàng tháng", "monthly"),
        ("thường xuyên", "continuously"),
        ("mùng 10 tháng 3 âm lịch", "by the lunar calendar"),
        ("trong vòng 45 ngày kể từ ngày 01/3/2025", "45 calendar days after 2025-03-01"),
    ],
)
def test_a_rule_is_kept_in_words(text, lag):
    """What counts from an event or comes round names no day of its own: its rule stands in `lag`."""
    assert read(text).lag.startswith(lag)


def test_the_cells_own_words_are_kept():
    """The span carries the text byte for byte, however it had to be mended to be read."""
    text = unicodedata.normalize("NFD", "  Quý II/2024\u00a0")

    assert read(text).text == text
