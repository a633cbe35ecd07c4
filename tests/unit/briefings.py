"""Packs for tests: the real programmes on a fresh store, the same pack made once a session."""

import tempfile
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from briefing.pack import Pack
from schedule import Words
from services.briefing import Asked, pack
from services.tracker import Tracker
from tests.seeded import tracker_in

DAYS = (date(2023, 6, 30), date(2024, 9, 30), date(2026, 9, 1))
LANGUAGES = ("vi", "en")
ADDRESS = "https://tien-do.example.vn"
NOW = datetime(2026, 9, 2, 1, 30, tzinfo=UTC)


@lru_cache
def tracker() -> Tracker:
    """The product on a store of this session's own."""
    return tracker_in(Path(tempfile.mkdtemp(prefix="briefing-")))


@lru_cache
def made(day: date, language: str, audience: str = "monthly", **asked: str) -> Pack:
    """A pack of all programmes."""
    return pack(tracker(), Asked(day, audience=audience, address=ADDRESS, **asked), Words(language))


def squeezed(text: str) -> str:
    """A text without spaces and line ends, which formats break in their own ways."""
    return "".join(text.split())
