"""What holds of any sessions: snapping forward, margins and what is to be done before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analysis import gate_margin, gate_miss_cost, next_window, snapped, steps, whole, windows
from loaders import reference
from schedule import Gate, LeadTime

CALENDAR = reference.calendar()
DAYS = st.dates(date(2023, 1, 1), date(2025, 6, 30))


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Gate, ...]:
    """One to six sessions of one or two parts, in order and apart."""
    day, made = date(2023, 1, 1), []
    for number in range(draw(st.integers(1, 6))):
        parts = []
        for _ in range(draw(st.integers(1, 2))):
            first = day + timedelta(days=draw(st.integers(1, 150)))
            day = first + timedelta(days=draw(st.integers(0, 40)))
            parts.append((first, day))
        made.append(Gate(f"na-1-{number}", "Quốc hội", f"Kỳ họp thứ {number}", f"KH {number}", tuple(parts)))
    return tuple(made)


@given(bodies(), DAYS)
def test_a_snapped_day_is_never_earlier_lies_in_a_window_and_stays(gates, day):
    """Snapping twice is snapping once."""
    among = windows(gates, "na")
    decided = snapped(day, among)

    if decided is None:
        assert all(window.last < day for window in among)
    else:
        assert decided >= day
        assert any(window.first <= decided <= window.last for window in among)
        assert snapped(decided, among) == decided


@given(bodies(), DAYS, st.integers(0, 400))
def test_who_is_ready_later_is_never_decided_earlier(gates, day, later):
    """Snapping keeps the order of days."""
    among = windows(gates, "na")
    early, late = snapped(day, among), snapped(day + timedelta(days=later), among)

    assert late is None or (early is not None and early <= late)


@given(bodies(), DAYS)
def test_the_margin_is_negative_exactly_where_the_window_is_missed(gates, day):
    """And missing it costs at least a day."""
    among = windows(gates, "na")
    for gate in gates:
        session = whole(gate)
        own = [window for window in among if window.gate is gate]
        cost = gate_miss_cost(session, among)

        assert (gate_margin(day, session) < 0) == (next_window(day, own) is None)
        assert cost is None or cost > 0


@given(bodies(), st.integers(0, 90), st.booleans())
def test_what_is_to_be_done_before_is_done_before_the_opening(gates, days, is_working):
    """And its last working day is no later than the law's."""
    rule = LeadTime(
        "r", "na", "", "Gửi", "Send", days, is_working, "before", "khai mạc", "Luật", None, None, "", "high"
    )  # fmt: skip
    for gate in gates:
        step = steps(gate, "bill", [rule], CALENDAR)[0]

        assert step.last_workday <= step.due <= gate.first
        assert (gate.first - step.due).days >= days
