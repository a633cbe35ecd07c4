"""The first start: the store is filled from data/, once, and a broken workbook takes nothing else down."""

import shutil
from datetime import UTC, date, datetime

import pytest

from loaders.reference import DATA
from schedule import Words
from services.overview import overview
from services.tracker import open_tracker

NOW = datetime(2026, 9, 2, tzinfo=UTC)


@pytest.fixture
def data(tmp_path):
    """A copy of data/ with a few status dates of two programmes."""
    copy = tmp_path / "data"
    shutil.copytree(
        DATA, copy, ignore=lambda folder, names: [n for n in names if n.endswith(".xlsx") and n < "2026-06"]
    )
    return copy


def opened(data, tmp_path):
    """The product on a store of its own."""
    return open_tracker(now=NOW, data=data, environ={"DATA_DIR": str(tmp_path / "var")})


def test_the_second_start_adds_nothing(data, tmp_path):
    """Seeding is idempotent."""
    first = opened(data, tmp_path).store.revisions()

    assert opened(data, tmp_path).store.revisions() == first
    assert len(first) == 16


def test_a_broken_or_missing_workbook_is_its_own_cards_matter(data, tmp_path):
    """The card says that it cannot be read and why; the others still show."""
    (data / "programmes/general-plan/2026-09-01.xlsx").write_bytes(b"PK\x03\x04 broken")
    shutil.rmtree(data / "programmes/ring-road-4")
    cards = {c.programme_id: c for c in overview(opened(data, tmp_path), date(2026, 9, 1), Words("vi")).cards}

    assert cards["general-plan"].status_word == cards["ring-road-4"].status_word == "Không đọc được"
    assert "hỏng" in cards["general-plan"].figure_note
    assert "chưa có bảng tiến độ nào" in cards["ring-road-4"].figure_note
    assert cards["capital-law"].figure
