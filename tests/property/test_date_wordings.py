"""Laws that hold for any date text."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import reference
from loaders.dates import DateContext, read_date
from loaders.dates.reading import LONGEST
from schedule import PRECISIONS, SIDES
from tests.unit.test_date_wordings import wordings

GATES = reference.gates()
TEXTS = [row["text"] for row in wordings()]
CONTEXTS = st.builds(
    DateContext, year=st.none() | st.integers(1, 9999), day_first=st.none() | st.booleans(), gates=st.just(GATES)
)
ROMAN = ("I", "II", "III", "IV")
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def mutated(draw) -> str:
    """A wording with a piece cut out, doubled, swapped for another's, or with signs put in."""
    text, other = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(TEXTS))
    at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    put = draw(st.sampled_from(["", text[at:to] * 2, other, *"0123456789/-.,()~>≤÷ "]) | st.text(max_size=3))
    return text[:at] + put + text[to:]


@settings(max_examples=500)
@given(text=mutated() | st.text(max_size=40), context=CONTEXTS)
def test_any_text_is_read_without_failing(text, context):
    """Whatever a cell holds, there is a span: its days in order, its words known, and without days where it is no date."""
    span = read_date(text, context)

    assert span.text == text
    assert span.precision in PRECISIONS
    assert span.side in SIDES
    assert not (span.first and span.last) or span.first <= span.last
    assert span.precision != "none" or not span.is_dated
    assert span.precision not in ("relative", "recurring") or span.lag


@given(head=mutated() | st.text(max_size=40), tail=mutated() | st.text(max_size=40), context=CONTEXTS)
def test_of_a_long_text_the_beginning_is_read_and_never_surely(head, tail, context):
    """What stands behind the first 500 letters changes nothing, so that no cell takes longer; a date read there is doubtful."""
    beginning = head.ljust(LONGEST)[:LONGEST] if len(head) % 2 else (f"{head or 'x'} " * LONGEST)[:LONGEST]
    whole, alone = (read_date(text, context) for text in (beginning + tail + "9", beginning))

    assert (whole.first, whole.last, whole.precision, whole.side) == (
        alone.first,
        alone.last,
        alone.precision,
        alone.side,
    )
    assert not whole.is_dated or whole.ambiguous


@given(day=DAYS)
def test_a_day_reads_back_in_every_form(day):
    """However a planner writes a day with its year, it is that day."""
    d, m, y = day.day, day.month, day.year
    english = f"{day:%B}"
    forms = (
        f"ngày {d} tháng {m} năm {y}", f"ngày {d:02} tháng {m:02} năm {y}", f"Hà Nội, ngày {d:02} tháng {m} năm {y}",
        f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}", f"{d}-{m}-{y}", f"{d:02}.{m:02}.{y}", f"ngày {d}/{m}/{y}",
        f"{y}-{m:02}-{d:02}", f"{y}/{m:02}/{d:02}", f"{day.isoformat()}T00:00:00", f"{d} {english} {y}",
        f"{english} {d}, {y}", f"{d:02}-{english[:3]}-{y}", f"trước ngày {d}/{m}/{y}", f"chậm nhất {d}/{m}/{y}",
    )  # fmt: skip

    assert {form: (read_date(form).first, read_date(form).last) for form in forms} == dict.fromkeys(forms, (day, day))


@given(day=DAYS)
def test_a_month_a_quarter_a_half_and_a_year_read_back_in_every_form(day):
    """However a planner writes a longer period, it is the days from its first to its last."""
    m, y, q = day.month, day.year, (day.month + 2) // 3
    half = 1 if m <= 6 else 2
    month = (date(y, m, 1), (date(y, m, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    quarter = (date(y, 3 * q - 2, 1), date(y, 3 * q, 31 if q in (1, 4) else 30))
    named = {
        month: (f"tháng {m}/{y}", f"tháng {m:02} năm {y}", f"T{m}/{y}", f"{m:02}/{y}", f"Thg {m} {y}", f"{day:%B} {y}", f"{y}-{m:02}"),
        quarter: (f"Quý {ROMAN[q - 1]}/{y}", f"quý {q} năm {y}", f"Q{q}/{y}", f"Q{q} {y}", f"{y}-Q{q}", f"quí {q}/{y}", f"{q}Q/{y}"),
        (date(y, 1 if half == 1 else 7, 1), date(y, 6 if half == 1 else 12, 30 if half == 1 else 31)): (
            f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {y}", f"nửa {'đầu' if half == 1 else 'cuối'} năm {y}", f"H{half}/{y}",
        ),
        (date(y, 1, 1), date(y, 12, 31)): (f"năm {y}", f"trong năm {y}", f"đến hết năm {y}", f"{y}"),
    }  # fmt: skip

    for days, forms in named.items():
        for form in forms:
            span = read_date(form)

            assert (span.first, span.last) == days, form


@given(first=DAYS, length=st.integers(0, 2000))
def test_a_range_reads_back_in_every_form(first, length):
    """However two days are joined, the span is from the one to the other."""
    last = first + timedelta(days=length)
    a, b = f"{first:%d/%m/}{first.year}", f"{last:%d/%m/}{last.year}"
    forms = (f"từ {a} đến {b}", f"{a} - {b}", f"từ ngày {a} đến hết ngày {b}", f"{a} → {b}", f"{a}–{b}", f"{a} ~ {b}")

    assert {(read_date(form).first, read_date(form).last) for form in forms} == {(first, last)}


@given(day=DAYS, year=st.integers(1990, 2060))
def test_the_documents_year_never_overrules_the_texts_own(day, year):
    """A year that stands in the text is the year."""
    text = f"trước ngày {day.day}/{day.month}/{day.year}"

    assert read_date(text, DateContext(year=year)) == read_date(text)


@given(
    before=st.sampled_from(["", "trước ngày "]),
    day=st.integers(0, 40),
    month=st.integers(0, 20),
    year=st.integers(1990, 2110),
    form=st.sampled_from(["{}/{}/{}", "{:02}/{:02}/{}"]),
    context=CONTEXTS,
)
def test_the_commonest_texts_are_read_as_the_grammar_reads_them(before, day, month, year, form, context):
    """The likes of "30/6/2024" and "trước ngày 30/6/2024" are read at a glance; a blank behind them sends them through the grammar."""
    text = before + form.format(day, month, year)

    assert read_date(text, context) == read_date(f"{text} ", context).saying(text)
