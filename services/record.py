"""The sourced record, written as the workbooks that an office would have sent on each status date."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from briefing import Group, Line, OfficeSheet, ProgressLine, PromiseLine, office_workbook
from loaders.reference import Programme, programmes

CONFERENCE, END_OF_RECORD = date(2024, 1, 9), date(2026, 9, 1)
"""The conference that set the list, and the last day that the record speaks of."""
_CONFIDENCE = {"high": "cao", "medium": "trung bình", "low": "thấp"}
_UNVERIFIED = " (chưa kiểm chứng)"
_REMARK = "Lập từ nguồn công khai, xem cột Ghi chú, nguồn; không phải văn bản của cơ quan"
_SHOWN_ONLY = "; dòng ghi (minh họa) chỉ để minh họa"
_ILLUSTRATIVE = (
    "Minh họa: nội dung do người lập bảng đặt ra, không có ngày hẹn, không có kết quả.\n"
    "Danh mục nhiệm vụ của hội nghị ngày 09/01/2024 chỉ nêu số lượng: 6 và 7 hạn chế, khuyết điểm; nội dung từng điểm chưa công bố."
)
_REMEDIES = {"Nhiệm vụ/Mốc": "Biện pháp khắc phục", "Sản phẩm/Văn bản": "Bằng chứng, kết quả"}
"""What the workbook of remedies calls the columns."""
Row = dict[str, str]


def write_programmes(data: Path, into: Path | None = None) -> list[Path]:
    """Write one workbook a programme and status date; the same record gives the same bytes.

    Args:
        data: The folder of the registry and of `record/`.
        into: Where to write `<programme>/<status date>.xlsx`; the registry's own folders where None.

    Returns:
        The written paths.
    """
    written = []
    for programme in programmes(data):
        history = _History(programme, data / "record")
        folder = into / programme.id if into else programme.workbooks
        folder.mkdir(parents=True, exist_ok=True)
        for day in history.status_dates():
            path = folder / f"{day.isoformat()}.xlsx"
            path.write_bytes(office_workbook(history.sheet(day)))
            written.append(path)
    return written


@dataclass(frozen=True)
class _History:
    """What the record says of one programme."""

    programme: Programme
    record: Path

    @cached_property
    def milestones(self) -> list[Row]:
        """Sourced milestones, and rows that only show the form, which no source tells of."""
        return [*self._rows("milestones"), *map(_shown_only, self._rows("illustrative"))]

    @cached_property
    def watchers(self) -> dict[str, str]:
        """Milestone -> who watches it."""
        told = self._rows("watchers") + self._rows("illustrative")
        return {row["id"]: row["watcher_vi"] for row in told}

    @cached_property
    def lags(self) -> dict[tuple[str, str], Row]:
        """(milestone, what it waits for) -> the rule that says how long after."""
        return {(row["id"], row["before"]): row for row in self._rows("lags")}

    @cached_property
    def promises(self) -> dict[str, list[Row]]:
        """Promises by milestone, in the order they were said; of one day, the later date last."""
        found: dict[str, list[Row]] = {}
        for row in sorted(self._rows("promises"), key=lambda r: (r["said_on"], r["promised_last"])):
            found.setdefault(row["id"], []).append(row)
        return found

    @cached_property
    def first_spoken(self) -> dict[str, date]:
        """The day on which the record first speaks of each milestone."""
        return {
            m["id"]: min(spoken)
            for m in self.milestones
            if (spoken := [_day(t) for t in (m["baseline_said_on"], m["actual_on"], m["done_by"], m.get("shown_from")) if t]
                + [_day(p["said_on"]) for p in self.promises.get(m["id"], [])])
        }  # fmt: skip

    def _rows(self, name: str) -> list[Row]:
        return [row for row in _table(self.record / f"{name}.csv") if row["programme"] == self.programme.id]

    def status_dates(self) -> list[date]:
        """Each year's end before the conference, the conference, then each quarter's end, from the first day on record on."""
        first = min(self.first_spoken.values())
        before = [date(year, 12, 31) for year in range(first.year, CONFERENCE.year)]
        quarters = [
            date(year, month, 30 if month in (6, 9) else 31)
            for year in range(CONFERENCE.year, END_OF_RECORD.year + 1)
            for month in (3, 6, 9, 12)
        ]
        later = [CONFERENCE, *(day for day in quarters if day < END_OF_RECORD), END_OF_RECORD]
        return [*before, *(day for day in later if day >= first)]

    def sheet(self, day: date) -> OfficeSheet:
        """The workbook of one status date: what was known on that day, and nothing later."""
        standing = self._standing(day)
        phases = [row for row in _table(self.record / "phases.csv") if row["programme"] == self.programme.id]
        names = {row["measure"]: row["name_vi"] for row in _table(self.record / "measures.csv")}
        groups = (
            Group(
                p["name_vi"],
                tuple(self._line(m, day) for m in self.milestones if m["phase"] == p["phase"] and m["id"] in standing),
            )
            for p in phases
        )
        return OfficeSheet(
            unit="Ủy ban nhân dân thành phố Hà Nội",
            title=f"Bảng tiến độ thực hiện: {self.programme.name_vi}",
            status_date=day,
            groups=tuple(group for group in groups if group.lines),
            remark=_REMARK + (_SHOWN_ONLY if self._rows("illustrative") else ""),
            is_watched=self.programme.form == "remedies",
            renamed=_REMEDIES if self.programme.form == "remedies" else {},
            promises=tuple(self._promise_lines(day)),
            progress=tuple(
                ProgressLine(
                    names[row["measure"]], _day(row["as_of"]), float(row["value"]), row["unit"], row["source_url"]
                )
                for row in self._rows("progress")
                if _day(row["as_of"]) <= day
            ),
        )

    def _standing(self, day: date) -> set[str]:
        """Milestones in the workbook of `day`: those the record spoke of by then, and the way that leads to them."""
        before = {m["id"]: [p for p in m["predecessors"].split(";") if p and ":" not in p] for m in self.milestones}
        known: set[str] = set()
        waiting = [row_id for row_id, spoken in self.first_spoken.items() if spoken <= day]
        while waiting:
            row_id = waiting.pop()
            if row_id not in known and row_id in before:
                known.add(row_id)
                waiting.extend(before[row_id])
        return known

    def _line(self, m: Row, day: date) -> Line:
        owner, *others = m["owners_vi"].split(";")
        promise = self._standing_promise(m["id"], day)
        actual = _actual(m, day)
        return Line(
            id=m["id"],
            name=m["name_vi"],
            owner=owner.strip(),
            coordinating="; ".join(other.strip() for other in others),
            baseline_finish=m["baseline_text"] if m["baseline_said_on"] and _day(m["baseline_said_on"]) <= day else "",
            forecast_finish=promise["office_text"] if promise else "",
            actual_finish=actual,
            percent=100 if actual else None,
            status="Đã hoàn thành" if actual else self._declared(m, promise, day),
            watcher=self.watchers.get(m["id"], ""),
            deliverable=m.get("evidence_vi") or (m["document_no"] if actual else ""),
            predecessors="; ".join(self._waits(m)),
            note="\n".join([_note(m, promise, bool(actual)), *self._rules(m)]),
        )

    def _waits(self, m: Row) -> Iterable[str]:
        """What a milestone waits for, with the lag that a rule sets."""
        for before in filter(None, m["predecessors"].split(";")):
            rule = self.lags.get((m["id"], before))
            yield f"{before} {rule['link']}" if rule else before

    def _rules(self, m: Row) -> Iterable[str]:
        for before in m["predecessors"].split(";"):
            if rule := self.lags.get((m["id"], before)):
                doubt = _UNVERIFIED if rule["confidence"] == "low" else ""
                yield f"Thời hạn theo quy định{doubt}: {rule['rule_vi']}"
                yield from filter(None, [rule["source_url"]])

    def _standing_promise(self, row_id: str, day: date) -> Row | None:
        said = [p for p in self.promises.get(row_id, []) if _day(p["said_on"]) <= day]
        return said[-1] if said else None

    def _declared(self, m: Row, promise: Row | None, day: date) -> str:
        """The status "Chưa có thông tin", where the record never tells how it went after the promised day had passed."""
        if promise is None or _day(promise["promised_last"]) >= day:
            return ""
        promised_again = any(_day(p["said_on"]) > day for p in self.promises[m["id"]])
        open_since = m["open_on"] and _day(m["open_on"]) > _day(promise["promised_last"])
        is_told = m["actual_on"] or m["done_by"] or promised_again or open_since
        return "Đang thực hiện" if is_told else "Chưa có thông tin"

    def _promise_lines(self, day: date) -> Iterable[PromiseLine]:
        for m in self.milestones:
            for p in self.promises.get(m["id"], []):
                if _day(p["said_on"]) <= day:
                    yield PromiseLine(
                        p["id"], _day(p["said_on"]), p["office_text"], p["promised_text"], p["said_by"], p["source_url"],
                        _CONFIDENCE[p["confidence"]],
                    )  # fmt: skip


def _shown_only(row: Row) -> Row:
    """An illustrative row in the form of a milestone: it has texts alone, no date and no result."""
    blank = (
        "baseline_text", "baseline_said_on", "actual_on", "done_by", "open_on", "document_no", "predecessors", "source_url",
        "evidence_url", "evidence_confidence", "confidence",
    )  # fmt: skip
    return {**dict.fromkeys(blank, ""), **row, "shown_from": CONFERENCE.isoformat(), "source_title": _ILLUSTRATIVE}


def _actual(m: Row, day: date) -> date | str:
    """The day it happened; known only as done by a day, in words; nothing before that day has come."""
    if m["done_by"] and _day(m["done_by"]) <= day:
        return f"xong trước ngày {_day(m['done_by']):%d/%m/%Y}"
    return _day(m["actual_on"]) if m["actual_on"] and _day(m["actual_on"]) <= day else ""


def _note(m: Mapping[str, str], promise: Mapping[str, str] | None, is_done: bool) -> str:
    """The promise's own words, who said it and where; once done, also where that can be read."""
    parts = []
    if promise:
        doubt = _UNVERIFIED if promise["confidence"] == "low" else ""
        said = f"{_day(promise['said_on']):%d/%m/%Y}, {promise['said_by']}: “{promise['promised_text']}”{doubt}"
        parts += [said, promise["source_url"]]
    if is_done:
        source = m["evidence_url"] or m["source_url"]
        doubt = _UNVERIFIED if "low" in (m["evidence_confidence"], m["confidence"]) else ""
        parts.append(f"Kết quả{doubt}: {source or m['source_title']}")
    elif not promise:
        parts += [m["source_title"], m["source_url"]]
    return "\n".join(part for part in parts if part)


def _table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date:
    return date.fromisoformat(text)
