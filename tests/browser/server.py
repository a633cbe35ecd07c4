"""The product, started as a person starts it, and a Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
SIZES = {"wide": (1600, 900), "phone": (390, 844)}
BEEN_HERE = "localStorage.setItem('tien-do-thu-do.help', 'seen')"
"""Makes a browser one that was here before, so that no page shows the help of a first visit."""
_PATIENCE = 90_000
"""Milliseconds, for a machine that does much else."""
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
]  # fmt: skip


@contextmanager
def serving(folder: Path, database: str = "", port: int = 0) -> Iterator[str]:
    """A server on `port`, or a free one; its address. It writes to `folder`, its store too unless that is at `database`."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    environ = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database or f"sqlite:///{folder}/store.db"}
    command = [sys.executable, "-m", "ui.serve", "--port", str(port)]
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        ended = process.wait(20)
        log.close()
    if ended:
        raise RuntimeError(f"told to end, the server ended with {ended}")


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def settle(page: Page) -> None:
    """Wait until the page has its footer and its pictures, and nothing runs or is stale any more."""
    page.wait_for_selector("footer", timeout=_PATIENCE)
    for state in (
        "!document.querySelector('[data-test-script-state=running],[data-stale=true]')",
        "[...document.querySelectorAll('[class*=st-key-wide_],[class*=st-key-narrow_]')].every("
        "box => !box.offsetParent || box.querySelector('.js-plotly-plot:not(.held) .main-svg .scatterlayer'))",
        "document.fonts.status === 'loaded'",
    ):
        page.wait_for_function(state, timeout=_PATIENCE)
