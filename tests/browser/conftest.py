"""A running server and a Chromium, shared by the tests of a file."""

import os

import pytest

from tests.seeded import copied

from .server import CHROMIUM, SIZES, browsing, serving, settle


@pytest.fixture(scope="session")
def chromium():
    """Without Chromium a clear skip, which fails in CI."""
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed; the browser tests must run in CI")
        pytest.skip("Chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module")
def address(chromium, tmp_path_factory):
    """A server with a store of its own, the real programmes loaded."""
    with serving(copied(tmp_path_factory.mktemp("browser"))) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium):
    """One Chromium for all journeys."""
    with browsing() as browser:
        yield browser


@pytest.fixture
def visit(browser, address):
    """Open a page at a size, in a window of its own that is closed after the test.

    What went wrong in it stands in `page.errors`, and the machines that it asked in `page.hosts`.
    """
    pages = []

    def opened(path, size="wide", **context):
        width, height = SIZES.get(size, size)
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()
        page.errors, page.hosts = [], set()
        page.on("console", lambda message: _is_error(message) and page.errors.append(message.text))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.hosts.add(request.url.split("/")[2] if "//" in request.url else "data"))
        page.goto(f"{address}/{path}")
        settle(page)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()


def _is_error(message):
    """An error in the console, but for Streamlit's own question after its server under a deep link, which it asks again rightly."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]
