"""Briefing mode on a wall: large letters, arrow keys, and a server that went away and came back."""

from urllib.parse import urlsplit

import pytest

from .server import browsing, serving

pytestmark = pytest.mark.browser
READY = "window.tienDoWall && document.querySelector('.wall footer')"
SEEN = "[...document.querySelectorAll('.wall>section')].filter(s => s.offsetHeight).map(s => s.querySelector('h1').innerText)"
FITS = """[...document.querySelectorAll('.wall>section')].every((sheet, n) => {
  document.documentElement.dataset.wall = n
  return sheet.scrollHeight <= sheet.clientHeight && sheet.scrollWidth <= sheet.clientWidth
})"""
SMALLEST = "Math.min(...[...document.querySelectorAll('.wall :is(h1,h2,p,li,b,strong,.st,footer)')].map(e => parseFloat(getComputedStyle(e).fontSize)))"


@pytest.mark.usefixtures("chromium")
def test_a_wall_is_legible_turns_and_outlives_its_server(tmp_path):
    """Every sheet fits 1920 x 1080 in letters of 27 px and more; what is shown stays while the server is away, and comes back."""
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        with serving(tmp_path) as address:
            page.goto(f"{address}/?mode=brief&as_of=2024-09-30")
            page.wait_for_function(READY, timeout=60_000)
            assert page.evaluate(FITS)
            assert page.evaluate(SMALLEST) >= 27
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
            assert page.evaluate(SEEN) == ["Luật Thủ đô"]
            assert page.locator("[class*=st-key-topbar]").count() == 0
        page.wait_for_function("window.tienDoWall.lost", timeout=60_000)
        page.keyboard.press("ArrowRight")
        assert page.evaluate(SEEN) == ["Quy hoạch Thủ đô"]
        page.evaluate("window.before = true")
        with serving(tmp_path, port=urlsplit(address).port):
            page.wait_for_function(f"!window.before && {READY}", timeout=90_000)
            assert page.evaluate(SEEN) == ["Quy hoạch Thủ đô"]
