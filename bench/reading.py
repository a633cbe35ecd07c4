"""Reading beside peers in one run: what is read rightly, and how fast a 10,000 x 15 office table: `python -m bench.reading`."""

import argparse
import io
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import openpyxl
import pandas as pd

import loaders
from bench import accuracy
from loaders import reference

_HEADING = (
    "Mã", "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kế hoạch bắt đầu", "Kế hoạch hoàn thành", "Dự báo hoàn thành",
    "Thực tế hoàn thành", "Tỷ lệ %", "Trạng thái", "Sản phẩm", "Công việc trước", "Thời lượng", "Ghi chú",
)  # fmt: skip


def office_table(rows: int, series: int = 0) -> bytes:
    """A workbook of so many tasks, its dates true dates and texts in turns; no id, name or date text of it stands in another series."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tiến độ")
    sheet.append(["BẢNG TIẾN ĐỘ NĂM 2024"])
    sheet.append(list(_HEADING))
    for n in range(rows):
        day = date(2024 + 2 * series, 1, 1) + timedelta(days=n % 700)
        text = (
            f"{day:%d/%m/%Y}",
            f"Quý {['I', 'II', 'III', 'IV'][n % 4]}/{2024 + 2 * series}",
            f"trước ngày {day:%d/%m/%Y}",
            f"tháng {n % 12 + 1}/{2024 + 2 * series}",
        )
        sheet.append(
            [f"m{series}x{n}", n + 1, f"Nhiệm vụ số {series}.{n}", f"Sở số {n % 20}", "UBND các quận", day, text[n % 4], text[(n + 1) % 4], "", 0.5,
             "Đang thực hiện", "Báo cáo", f"m{series}x{n - 1}" if n else "", 30, "theo kế hoạch"]
        )  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def seconds(work: Callable[[bytes], object], books: Sequence[bytes]) -> float:
    """The best time over several workbooks, each worked on once: none is known before."""
    best = float("inf")
    for received in books:
        start = time.perf_counter()
        work(received)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the accuracy, then both times and their ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--times", type=int, default=3)
    options = asked.parse_args()
    accuracy.report()
    books, gates = [office_table(options.rows, series) for series in range(options.times)], reference.gates()
    loaders.read(office_table(100, series=options.times), gates=gates)
    ours = seconds(lambda received: loaders.read(received, gates=gates), books)
    peer = seconds(lambda received: pd.read_excel(io.BytesIO(received), header=1, engine="openpyxl"), books)
    reading = loaders.read(books[0], gates=gates)
    print(
        f"{options.rows} x {len(_HEADING)}: loaders.read {ours:.2f} s ({len(reading.schedule.rows)} rows, {len(reading.findings)} findings)"
    )
    print(f"pandas.read_excel with openpyxl {peer:.2f} s, nothing read but cells; ratio {peer / ours:.1f}")


if __name__ == "__main__":
    main()
