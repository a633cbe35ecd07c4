"""Another place loads its own list with a registry and workbooks alone. The town and all its work are invented."""

import shutil
from datetime import UTC, date, datetime

import pytest

from briefing import Group, Line, OfficeSheet, office_workbook
from loaders.reference import DATA
from schedule import Words
from schedule.errors import RegistryError
from services.across import across
from services.bands import bands_view
from services.clarity import clarity
from services.find import find
from services.overview import overview
from services.states import state
from services.tracker import open_tracker
from services.units import unit_view, units

DAYS = (date(2025, 12, 31), date(2026, 3, 31))
REGISTRY = """
[defaults]
edges = [7, 30, 90]
calendar = "vn"
approved_baseline = 2025-12-31
baseline_source = "Bảng đầu tiên của thị trấn (bịa ra để thử)"

[[programme]]
id = "cho-moi"
name_vi = "Chợ mới (bịa ra để thử)"
name_en = "New market (invented)"
short_vi = "Chợ mới"
short_en = "New market"
owner_vi = "UBND thị trấn Ví Dụ"
key_milestones = ["C-1"]

[[programme]]
id = "sua-chua"
name_vi = "Khắc phục (bịa ra để thử)"
name_en = "Remedies (invented)"
short_vi = "Khắc phục"
short_en = "Remedies"
owner_vi = "UBND thị trấn Ví Dụ"
form = "remedies"
key_milestones = ["S-1"]
"""


def sheet(day, programme, *lines):
    """A workbook of the town."""
    return office_workbook(
        OfficeSheet(
            unit="UBND thị trấn Ví Dụ", title=f"Bảng tiến độ {programme}", status_date=day,
            groups=(Group("Việc", tuple(lines)),), remark="Bịa ra để thử", is_watched=programme == "sua-chua",
        )
    )  # fmt: skip


@pytest.fixture
def town(tmp_path):
    """The product over the town's folder: gates and calendars are the country's, all else its own."""
    return opened(tmp_path, REGISTRY)


def opened(tmp_path, registry):
    """The product over a folder of the town with that registry."""
    data = tmp_path / "data"
    (data / "calendars").mkdir(parents=True)
    shutil.copy(DATA / "gates.csv", data)
    shutil.copy(DATA / "calendars/vn.csv", data / "calendars")
    (data / "programmes.toml").write_text(registry, encoding="utf-8")
    for day in DAYS:
        is_later = day == DAYS[-1]
        market = (
            Line("C-1", "Khánh thành chợ mới", "Ban QLDA thị trấn Ví Dụ", baseline_finish=date(2026, 2, 28),
                 forecast_finish=date(2026, 6, 30) if is_later else date(2026, 2, 28), predecessors="sua-chua:S-1"),
            Line("C-2", "Ban hành quy chế chợ", "UBND thị trấn Ví Dụ", baseline_finish=date(2026, 1, 31),
                 actual_finish=date(2026, 1, 20) if is_later else "", deliverable="12/QĐ-UBND" if is_later else ""),
        )  # fmt: skip
        remedy = Line("S-1", "Rà soát ki-ốt cũ", "UBND thị trấn Ví Dụ", watcher="HĐND thị trấn Ví Dụ",
                      baseline_finish=date(2026, 3, 1), forecast_finish=date(2026, 5, 31))  # fmt: skip
        for name, lines in (("cho-moi", market), ("sua-chua", (remedy,))):
            folder = data / "programmes" / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{day}.xlsx").write_bytes(sheet(day, name, *lines))
    return open_tracker(now=datetime(2026, 4, 1, tzinfo=UTC), data=data, environ={"DATA_DIR": str(tmp_path / "var")})


def test_a_registry_and_workbooks_are_all_that_another_place_needs(town):
    """Its programmes on the front page with their state, its rows found, asked the five questions, gathered by unit."""
    front = overview(town, DAYS[-1], Words("vi"))
    late = {card.programme_id: (card.status, card.figure) for card in front.cards}
    waits = unit_view(town, "Ban QLDA thị trấn Ví Dụ", DAYS[-1], Words("vi")).waits_for

    assert town.problems == ()
    assert late == {"cho-moi": ("severely_late", "+122 ngày"), "sua-chua": ("severely_late", "+91 ngày")}
    assert [entry.row_id for entry in find(town, "cho moi khanh thanh", DAYS[-1]).entries] == ["C-1"]
    assert find(town, "qd 12", DAYS[-1]).entries[0].row_id == "C-2"
    assert len(clarity(town, DAYS[-1]).rows) == 3
    assert set(units(town, DAYS[-1])) == {"Ban QLDA thị trấn Ví Dụ", "UBND thị trấn Ví Dụ", "HĐND thị trấn Ví Dụ"}
    assert [(w.name, w.other_name) for w in waits] == [("Khánh thành chợ mới", "Rà soát ki-ốt cũ")]


def test_each_programme_counts_days_by_its_own_calendar(tmp_path):
    """The remedies are worked every day, the market Monday to Friday: one network, its slippages and floats each in own days."""
    remedies = 'id = "sua-chua"\ncalendar = "continuous"'
    town = opened(tmp_path, REGISTRY.replace('id = "sua-chua"', remedies))
    late = {p.id: state(town, p.id, DAYS[-1]).milestones for p in town.programmes}
    made = across(town, DAYS[-1], ["cho-moi"])
    tasks = made.network.tasks.set_index("row_id")
    views = {p.id: bands_view(made, p, town.calendar_of(p), Words("vi")) for p in town.programmes}

    assert (
        late["cho-moi"].set_index("row_id").at["C-1", "variance_original_workdays"] == 84
    )  # 122 days, holidays left out
    assert late["sua-chua"].set_index("row_id").at["S-1", "variance_original_workdays"] == 91
    assert f"{tasks.at['sua-chua:S-1', 'early_finish']:%A %d/%m/%Y}" == "Sunday 31/05/2026"
    assert tasks.at["sua-chua:S-1", "total_float"] == 30  # every day of June
    assert "lịch mọi ngày" in views["sua-chua"].rests_on
    assert [(row.row_id, row.band, row.room) for row in views["cho-moi"].rows] == [("C-1", "Găng", "0 ngày")]


@pytest.mark.parametrize("wrong", ["calendar = 'moon'", "calendar = 'vn-4'", "float_bands = [10, 5]"])
def test_a_registry_that_names_no_calendar_or_falling_bands_is_refused(tmp_path, wrong):
    """It says which file is wrong instead of counting days somehow."""
    with pytest.raises(RegistryError):
        opened(tmp_path, REGISTRY.replace('id = "sua-chua"', f'id = "sua-chua"\n{wrong}'))
