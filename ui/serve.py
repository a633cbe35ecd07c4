"""Start the server with everything imported and the store seeded, so that the first visitor does not wait."""

import argparse
import contextlib
import signal
import sys
import threading
from pathlib import Path

from streamlit import logger
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App
from streamlit.web import bootstrap

from schedule.errors import TrackerError
from services.tracker import Tracker
from ui import feeds

_FRONT_DOOR = Path(__file__).resolve().parent.parent / "dashboard.py"


def main() -> None:
    """Warm up, then serve until stopped."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8501)
    asked.add_argument("--address", default="127.0.0.1", help="where to listen; 127.0.0.1 is this machine alone")
    options = asked.parse_args()
    listening = {"server.port": options.port, "server.address": options.address}
    bootstrap.load_config_options(listening)
    PagesManager.uses_pages_directory = False  # else the first visitor's deep link would be looked up by file names
    logger.set_log_level("error")  # outside a visitor's run each use of a cache warns that there is no visitor
    opened = _warm_up()
    logger.set_log_level("info")
    threading.Thread(target=_test_the_past, daemon=True).start()
    print(f"http://{options.address}:{options.port}", flush=True)
    for ending in (signal.SIGTERM, signal.SIGINT):  # uvicorn closes all, then raises it again: end as one who is done
        signal.signal(ending, lambda *_: sys.exit())
    # Streamlit puts the folder of the running program first in the path; that is this one, whose briefing.py is not briefing/
    sys.argv = [str(_FRONT_DOOR)]
    App(_FRONT_DOOR, routes=feeds.routes(opened)).run(config=listening)


def _warm_up() -> Tracker:
    from ui import frames

    opened = frames.tracker()
    opened.reader.start()
    frames.overview_of(opened.status_dates()[0], "vi")
    return opened


def _test_the_past() -> None:
    """Let the store keep what the back-test on Triển vọng needs, beside the first visitors, so that nobody waits for it."""
    from services.backtest import backtest
    from ui import frames

    with contextlib.suppress(TrackerError):  # the page says what is wrong
        backtest(frames.tracker())


if __name__ == "__main__":
    main()
