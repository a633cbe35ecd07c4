"""The whole pack in every format, and its pictures beside Plotly with Kaleido: `python -m bench.briefing [--as-of 2024-09-30]`.

The same scenes are drawn by Typst, as the product does, and by Plotly's own way to a picture, `figure.to_image`, which
drives a Chromium. The peer needs `pip install kaleido` and a Chromium; without them it is left out, and said to be.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from briefing.pack import Pack
from charts import figure, palette
from schedule import Words
from services.briefing import FORMATS, Asked, pack, written
from services.tracker import Tracker, open_tracker

FOUR = ("capital-law", "capital-plan", "general-plan", "ring-road-4")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the first run and of the second."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken[0], taken[1]


def kaleido(made: Pack) -> float | None:
    """Seconds that Plotly takes for the same pictures, one browser for all of them; None where it cannot."""
    try:
        import kaleido as peer
    except ImportError:
        return None
    figures = [figure(slide.scene, palette=palette(made.theme)) for slide in made.slides]
    peer.start_sync_server(silence_warnings=True)
    try:
        figures[0].to_image(format="png", width=1600, height=900)
        start = time.perf_counter()
        for one in figures:
            one.to_image(format="png", width=1600, height=900)
        return time.perf_counter() - start
    finally:
        peer.stop_sync_server()


def report(tracker: Tracker, day: date) -> None:
    """Print what each format takes, and the ratio."""
    words, asked = Words("vi"), Asked(day, FOUR)
    first, again = timed(lambda: pack(tracker, asked, words))
    made = pack(tracker, asked, words)
    print(f"{len(made.slides)} slides of {len(FOUR)} programmes: composed in {first:.2f} s, again in {again:.2f} s")
    ours = 0.0
    for kind in FORMATS:
        cold, warm = timed(lambda kind=kind: written(made, kind))  # type: ignore[misc]
        size = sum(map(len, written(made, kind))) / 1e6
        print(f"  {kind:<5} {cold:.2f} s, again {warm:.2f} s, {size:.1f} MB")
        ours = warm if kind == "png" else ours
    peer = kaleido(made)
    if peer is None:
        print("Plotly with Kaleido: not installed, left out")
    else:
        print(f"the same pictures by Plotly with Kaleido, its browser kept open: {peer:.2f} s; ratio {peer / ours:.1f}")


def main() -> None:
    """Measure on a fresh store."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--as-of", type=date.fromisoformat, default=date(2024, 9, 30))
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report(open_tracker(now=datetime.now(UTC), environ={"DATA_DIR": folder}), options.as_of)


if __name__ == "__main__":
    main()
