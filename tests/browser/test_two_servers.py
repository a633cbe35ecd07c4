"""Two servers on one PostgreSQL: what is published through one is noticed on a page that the other keeps open."""

import os

import pytest

from tests.contract.postgres import Server, binaries

from .server import SIZES, browsing, serving, settle
from .test_month import drop, fill, promised, publish, workbook  # noqa: F401

pytestmark = pytest.mark.browser
SOON = 30_000
"""Five seconds until it is asked, and slack for a machine that is busy."""


@pytest.fixture(scope="module")
def addresses(chromium, tmp_path_factory):
    """Two servers' addresses; without PostgreSQL a clear skip, which fails in CI."""
    tools = binaries()
    if tools is None:
        absent = "PostgreSQL is not installed: tests/contract/postgres.sh"
        if os.environ.get("CI"):
            pytest.fail(absent)
        pytest.skip(absent)
    database = Server(tools)
    url = database.url("postgres")
    try:
        with serving(tmp_path_factory.mktemp("a"), url) as first, serving(tmp_path_factory.mktemp("b"), url) as second:
            yield first, second
    finally:
        database.stop()


def test_an_open_page_says_that_another_server_published(addresses, promised, tmp_path):  # noqa: F811
    """Without being loaded again; the link leads to the change, told by the server that did not publish it."""
    row, name = promised
    first, second = addresses
    with browsing() as browser:
        leader, planner = (
            browser.new_context(viewport=dict(zip(("width", "height"), SIZES["wide"], strict=True))).new_page()
            for _ in "ab"
        )
        leader.goto(first)
        settle(leader)
        leader.evaluate("window.same = true")
        assert leader.locator(".newer").count() == 0

        planner.goto(f"{second}/tai-len?programme=ring-road-4")
        settle(planner)
        drop(planner, workbook(tmp_path, "10.xlsx", **{f"H{row}": "30/6/2029"}))
        fill(planner, "01/10/2026", "tháng mười")
        publish(planner)

        leader.get_by_text("Có bản mới: xem thay đổi").wait_for(timeout=SOON)
        assert leader.evaluate("window.same")
        leader.get_by_text("Có bản mới: xem thay đổi").click()
        leader.wait_for_url("**/thay-doi**")
        settle(leader)
        told = leader.locator(".sentences").inner_text()
        assert name in told
        assert "sang 30/06/2029" in told
        assert leader.locator(".newer").count() == 0
