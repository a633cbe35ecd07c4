"""The last published state as plain files: written whole, leading to the live page, never in a publication's way."""

import re
from html.parser import HTMLParser

import pytest

import access
from services import public
from tests.unit.briefings import ADDRESS, NOW, tracker

LAN = access.local_user("Lan")


@pytest.fixture
def environ(tmp_path):
    """Switched on, in a folder of its own."""
    return {"DATA_DIR": str(tmp_path), "PUBLIC_PAGES": "1", "PUBLIC_URL": ADDRESS}


def refresh(environ):
    """What follows a publication of the newest revision, waited for; whether anything was to be written."""
    writer = public.refresh(tracker(), tracker().store.latest("capital-law"), actor=LAN, now=NOW, environ=environ)
    if writer:
        writer.join()
    return writer is not None


def last_entry():
    """What the audit says last."""
    return tracker().store.audit(subject="capital-law@")[0]


class Asked(HTMLParser):
    """Everything that a page would fetch by itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Links are followed by people, not fetched."""
        self.found += [v for k, v in attrs if k in ("src", "srcset", "data") or (tag == "link" and k == "href")]


def test_pages_are_written_whole_say_their_day_and_lead_to_the_live_page(environ, tmp_path):
    """Both languages, nothing beside them, nothing fetched from anywhere; the audit says that they were written."""
    assert refresh(environ)

    files = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "public").iterdir()}
    assert set(files) == {"index.html", "index.en.html"}
    assert "Ngày báo cáo 01/09/2026" in files["index.html"]
    assert "Status date 01/09/2026" in files["index.en.html"]
    assert f"<a href='{ADDRESS}'>Mở trang đang chạy</a>" in files["index.html"]
    assert f"<a href='{ADDRESS}/?lang=en'>" in files["index.en.html"]
    assert "<a href='index.en.html'>English</a>" in files["index.html"]
    assert "<a href='index.html'>Tiếng Việt</a>" in files["index.en.html"]
    for page in files.values():
        asked = Asked()
        asked.feed(page)
        assert [one for one in asked.found if not one.startswith("data:")] == []
        assert not re.search(r"url\((?!['\"]?data:)", page)
    assert (last_entry().action, last_entry().after) == ("public_written", {"files": ["index.html", "index.en.html"]})


def test_a_failure_is_on_record_and_leaves_what_stood_there(environ, tmp_path):
    """A folder that cannot be made stops nothing."""
    (tmp_path / "public").write_text("in the way", encoding="utf-8")

    assert refresh(environ)
    assert last_entry().action == "public_failed"
    assert "FileExistsError" in last_entry().after["error"][0]
    assert (tmp_path / "public").read_text(encoding="utf-8") == "in the way"


def test_unless_it_is_switched_on_nothing_is_written(environ, tmp_path):
    """The switch is the variable alone."""
    assert not refresh({**environ, "PUBLIC_PAGES": ""})
    assert list(tmp_path.iterdir()) == []
