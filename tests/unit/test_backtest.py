"""How right forecasts were: docs/methods/backtest.md."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import at_promises, best, forecast_frame, promise_cases, scores
from services import backtest as backtests
from tests.seeded import tracker_in

from .test_precedents import KEPT, LATE, record


def told(method, *cases, kind="works", **changes):
    """Forecasts of (row, P10, P50, P90, end or "") made on 1 January 2024, promised for 1 March."""
    day, promised = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-03-01")
    return [
        {
            "method": method, "row_id": row, "kind": kind, "said_on": day, "promised_last": promised, "day": day, "due": promised,
            "ended_on": end or pd.NaT, "is_by": False, "last_open": pd.Timestamp("2024-06-01"),
            "p10": low, "p50": middle, "p80": high, "p90": high, "chance": 0.5,
        } | changes
        for row, low, middle, high, end in cases
    ]  # fmt: skip


def scored(*forecasts):
    """The scores of all kinds together, by method."""
    found = scores(forecast_frame([one for each in forecasts for one in each]), ["A"])
    return found[found["kind"] == ""].set_index("method")


ENDS = (("A", "2024-03-01"), ("B", "2024-05-10"))
PROMISED = told("promised", *((row, *["2024-03-01"] * 3, end) for row, end in ENDS), chance=1.0)


def test_days_off_beside_the_promise_on_the_same_cases():
    """Kept to the day, and 70 days late: the promise is 35 days off; a forecast of 10 April for both is 40 and 30 off."""
    found = scored(
        PROMISED, told("record", *((row, "2024-02-01", "2024-04-10", "2024-06-01", end) for row, end in ENDS))
    )

    assert found.loc["promised", ["n", "mae"]].tolist() == [2, 35]
    assert found.loc["record", ["mae", "mae_promised", "coverage"]].tolist() == [35, 35, 1]


def test_pinball_weighs_each_side_by_its_chance():
    """70 days too early: 0.1, 0.5, 0.8 and 0.9 of them, on average 0.575 x 70; of the promise kept nothing."""
    found = scored(PROMISED)

    assert found.loc["promised", "pinball"] == pytest.approx(0.575 * 70 / 2)
    assert np.isnan(found.loc["promised", "coverage"])


def test_chances_are_scored_by_brier_and_sessions_apart():
    """Certain of both, one kept: (0 + 1) / 2; A waits for a session and was kept: 0."""
    found = scored(PROMISED)

    assert found.loc["promised", ["brier", "n_gate", "brier_gate"]].tolist() == [0.5, 1, 0]


def test_an_open_promise_says_how_wrong_at_least():
    """Open on 1 June, forecast for 1 March: at least 92 days off. It is in no other figure."""
    found = scored(told("promised", ("A", *["2024-03-01"] * 3, ""), chance=1.0))

    assert found.loc["promised", ["n", "n_open", "least_mae"]].tolist() == [0, 1, 92]
    assert np.isnan(found.loc["promised", "mae"])


def test_what_is_only_known_as_done_by_a_day_has_bounds():
    """Done by 10 May and open on 1 March: a forecast of 1 March is right for all one knows, one of 1 July 52 days off at least."""
    by = {"is_by": True, "last_open": pd.Timestamp("2024-03-01")}
    found = scored(
        told("promised", ("A", *["2024-03-01"] * 3, "2024-05-10"), chance=1.0, **by),
        told("record", ("A", *["2024-07-01"] * 3, "2024-05-10"), **by),
    )

    assert found["least_mae"].to_dict() == {"promised": 0, "record": 52}


def test_few_milestones_make_no_method_the_best():
    """Twice as good over two milestones is not enough to be shown first."""
    good = told("record", *((row, end, end, end, end) for row, end in ENDS))
    few = scores(forecast_frame(PROMISED + good))
    many = [(f"M{n}", *["2024-03-01"] * 3, "2024-05-10") for n in range(10)]
    enough = told("promised", *many) + told("record", *((row, end, end, end, end) for row, *_, end in many))

    assert best(few, "works", ["record"]) == "promised"
    assert best(scores(forecast_frame(enough)), "works", ["record"]) == "record"


def test_each_promise_is_forecast_on_its_own_day():
    """The eleventh milestone of a record half kept: half a chance, P50 its own day; the first had no record to go by."""
    points = record(*KEPT, *LATE, ("N", "2024-06-01", "2024-07-11", "2024-07-11"))
    made = at_promises(promise_cases(points, dict.fromkeys(points["row_id"], "works")), points, [])
    by_record = made[made["method"] == "record"].set_index("row_id")

    assert by_record.loc["N", "chance"] == pytest.approx(0.5)
    assert by_record.loc["N", "p50"] == pd.Timestamp("2024-07-11")
    assert by_record.drop("N")["p50"].isna().all()


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The back-test on data/ as it is shipped."""
    folder = tmp_path_factory.mktemp("backtest")
    return backtests.backtest(tracker_in(folder))


def test_the_record_beats_the_promise_and_the_usual_slip_on_real_data(real):
    """For acts and works alike, at promises and at status dates, on the very same cases."""
    for table in (real.at_promises, real.at_reports):
        found = table.set_index(["method", "kind"])
        for kind in ("acts", "works"):
            ours = found.loc[("record", kind)]
            assert ours["mae"] < ours["mae_promised"]
            assert ours["pinball"] / ours["pinball_promised"] < 0.85
            usual = found.loc[("average", kind)]
            assert ours["pinball"] / ours["pinball_promised"] < usual["pinball"] / usual["pinball_promised"]


def test_the_published_page_is_what_is_computed(real):
    """docs/methods/backtest.md; written anew by `python cli.py backtest --markdown`."""
    page = Path(__file__).resolve().parents[2] / "docs" / "methods" / "backtest.md"

    assert page.read_text(encoding="utf-8") == backtests.markdown(real)
