"""Start the server with everything imported and the store seeded, so that the first visitor does not wait."""

import argparse
import contextlib
import threading
from pathlib import Path

from streamlit import logger
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap

from schedule.errors import TrackerError

_FRONT_DOOR = Path(__file__).resolve().parent.parent / "dashboard.py"


def main() -> None:
    """Warm up, then serve until stopped."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8501)
    asked.add_argument("--address", default="127.0.0.1", help="where to listen; 127.0.0.1 is this machine alone")
    options = asked.parse_args()
    bootstrap.load_config_options({"server.port": options.port, "server.address": options.address})
    PagesManager.uses_pages_directory = False  # else the first visitor's deep link would be looked up by file names
    logger.set_log_level("error")  # outside a visitor's run each use of a cache warns that there is no visitor
    _warm_up()
    logger.set_log_level("info")
    threading.Thread(target=_test_the_past, daemon=True).start()
    print(f"http://{options.address}:{options.port}", flush=True)
    bootstrap.run(str(_FRONT_DOOR), False, [], {})


def _warm_up() -> None:
    from ui import frames

    frames.tracker().reader.start()
    newest = frames.tracker().status_dates()[0]
    frames.overview_of(newest, "vi")


def _test_the_past() -> None:
    """Let the store keep what the back-test on Triển vọng needs, beside the first visitors, so that nobody waits for it."""
    from services.backtest import backtest
    from ui import frames

    with contextlib.suppress(TrackerError):  # the page says what is wrong
        backtest(frames.tracker())


if __name__ == "__main__":
    main()
