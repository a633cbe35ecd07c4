"""How fast the one box answers over 50,000 rows: `python -m bench.find`.

The rows are the record's own, repeated with other numbers, so that words are as frequent as in real names.
"""

import statistics
import time
from datetime import date

import loaders
from analysis import Index
from loaders import reference
from services.find import row_entry

ROWS = 50_000
QUERIES = (
    "qd 1569", "so tnmt", "so quy hoach", "nhon ga ha noi", "vanh dai 4", "hoan thanh", "ubnd", "quyết định phê duyệt quy hoạch",
    "ha noi", "giai phong mat bang vd4", "hoan thnah", "khong co gi nhu the nay",
)  # fmt: skip
RUNS = 15


def main() -> None:
    """Build the index, ask each question, print the times."""
    told = []
    for programme in reference.programmes():
        newest = sorted(programme.workbooks.glob("*.xlsx"))[-1]
        day = date.fromisoformat(newest.stem)
        rows = loaders.read(newest, gates=reference.gates(), status_date=day).schedule.rows
        told += [row_entry(programme, row, "")[1] for row in rows.to_dict("records") if row["kind"] != "summary"]
    texts = [
        [(f"{text} {n // len(told)}" if text else "", weight) for text, weight in told[n % len(told)]]
        for n in range(ROWS)
    ]
    began = time.perf_counter()
    index = Index(texts, loaders.abbreviations()[0])
    index.find("warm", 1)
    print(f"{len(index):,} rows; index built in {time.perf_counter() - began:.1f} s")
    worst = 0.0
    for query in QUERIES:
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            _, count = index.find(query)
            times.append(1000 * (time.perf_counter() - began))
        worst = max(worst, max(times))
        print(f"{query:<34} {count:>7,} found   median {statistics.median(times):6.1f} ms   worst {max(times):6.1f} ms")
    print(f"worst of all {worst:.1f} ms, limit 100 ms: {'kept' if worst < 100 else 'NOT kept'}")


if __name__ == "__main__":
    main()
