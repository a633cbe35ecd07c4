"""Read damaged workbooks by the thousand: no crash, no hang, no silent change. The same seed makes the same workbooks."""

import argparse
import sys
from pathlib import Path

from tests.fuzz.runs import OVER_MEMORY, Outcome, fuzz, made, sources


def main() -> None:
    """Fuzz, and print the figures last."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--runs", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument(
        "--first", type=int, default=0, help="the number of the first workbook; with --runs 1, that one alone"
    )
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--save", type=Path, help="a folder for the workbooks that failed; with --runs 1, for that one")
    options = asked.parse_args()
    tally = fuzz(options.runs, options.seed, options.first, options.workers)
    for failed in sorted(tally.failures, key=lambda o: o.index):
        print(f"{failed.kind}: --seed {options.seed} --first {failed.index} --runs 1: {_told(options.seed, failed)}")
    if options.save:
        kept = [failed.index for failed in tally.failures] if options.runs > 1 else [options.first]
        options.save.mkdir(parents=True, exist_ok=True)
        for index in kept:
            name, _, damaged = made(options.seed, index)
            (options.save / f"{options.seed}-{index}-{name}").write_bytes(damaged.content)
    count = tally.counts
    refused = f"refused with a reason {count['refused'] + count[OVER_MEMORY]} ({count[OVER_MEMORY]} over the memory)"
    print(
        f"{options.runs} runs on {len(sources())} workbooks, seed {options.seed}, {tally.seconds:.0f} s; slowest {tally.slowest.seconds:.1f} s"
        f" (number {tally.slowest.index}: {tally.slowest.what})\n"
        f"{refused} · read with findings {count['findings']} · read clean {count['clean']}"
        f" · crashes {count['crash']} · hangs {count['hang']} · silent changes {count['silent change']}"
    )
    sys.exit(bool(tally.failures))


def _told(seed: int, failed: Outcome) -> str:
    """What failed; the worker that was ended could not say what it was reading."""
    if failed.what != "the reader was ended":
        return failed.what
    name, mutation, _ = made(seed, failed.index)
    return f"{name}, {mutation}: {failed.what}"


if __name__ == "__main__":
    main()
