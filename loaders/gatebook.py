"""The workbook of sessions and lead times that an office edits: read back row by row, with what is wrong by cell."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from loaders.grid import Grid, as_text
from loaders.workbook import Workbook
from schedule import Code, Finding

SESSIONS, PERIODS = "Kỳ họp", "Thời hạn"
BASES = {"held": "đã họp", "announced": "đã công bố", "rule": "theo quy định"}
KINDS = {"calendar": "ngày lịch", "working": "ngày làm việc"}
SIDES = {"before": "trước", "after": "sau"}
SURENESS = {"high": "cao", "medium": "trung bình", "low": "thấp"}
COLUMNS: dict[str, dict[str, str]] = {
    SESSIONS: {
        "gate_id": "Mã", "body_vi": "Cơ quan", "session_vi": "Kỳ họp", "first_day": "Đợt 1, từ ngày",
        "last_day": "Đợt 1, đến ngày", "second_window_first": "Đợt 2, từ ngày", "second_window_last": "Đợt 2, đến ngày",
        "basis": "Căn cứ", "source_url": "Nguồn", "note": "Ghi chú",
    },
    PERIODS: {
        "rule_id": "Mã", "body": "Cơ quan (mã)", "subject": "Loại nội dung", "step_vi": "Việc phải làm",
        "step_en": "Việc phải làm (tiếng Anh)", "days": "Số ngày", "day_kind": "Cách tính", "side": "Trước hay sau",
        "anchor_vi": "Mốc tính", "legal_source": "Văn bản", "valid_from": "Hiệu lực từ", "valid_to": "Hiệu lực đến",
        "source_url": "Nguồn", "confidence": "Độ tin cậy", "note": "Ghi chú",
    },
}  # fmt: skip
"""Sheet -> field of the table in data/ -> heading."""
TABLES = {SESSIONS: "gates.csv", PERIODS: "lead_times.csv"}
CHOICES = {"basis": BASES, "day_kind": KINDS, "side": SIDES, "confidence": SURENESS}
_DAYS = ("first_day", "last_day", "second_window_first", "second_window_last", "valid_from", "valid_to")
_NEEDED = ("gate_id", "rule_id", "session_vi", "step_vi", "days", *CHOICES)
_NOT_IN_ORDER = (
    ("first_day", "last_day"), ("last_day", "second_window_first"), ("second_window_first", "second_window_last"),
    ("valid_from", "valid_to"),
)  # fmt: skip


@dataclass(frozen=True)
class GateBook:
    """The two tables as they would stand in data/, and what is wrong with them."""

    tables: Mapping[str, tuple[dict[str, str], ...]]
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something has to be mended before they can be used."""
        return any(f.code != Code.GATE_SOURCE_MISSING for f in self.findings)


def read_gatebook(received: bytes, bodies: Sequence[str]) -> GateBook:
    """What an edited workbook of sessions and lead times says.

    Args:
        received: Its bytes.
        bodies: Short names of the bodies that may have sessions.

    Raises:
        WorkbookUnreadable: It is no workbook, or damaged.
        SheetNotFound: It lacks one of the two sheets.
    """
    book, findings = Workbook(received), []
    tables = {}
    for sheet in COLUMNS:
        rows, found = _read(book.grid(sheet), COLUMNS[sheet], bodies)
        tables[sheet] = tuple(rows)
        findings += found
    return GateBook(tables, tuple(findings))


def write_tables(made: GateBook, folder: Path) -> None:
    """Put the two tables in the place of those in `folder`."""
    for sheet, rows in made.tables.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(COLUMNS[sheet]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = folder / TABLES[sheet]
        path.with_suffix(".new").write_text(text.getvalue(), encoding="utf-8")
        path.with_suffix(".new").replace(path)


def _read(grid: Grid, columns: Mapping[str, str], bodies: Sequence[str]) -> tuple[list[dict[str, str]], list[Finding]]:
    said = [grid.text(0, column) for column in range(grid.width)] if grid.height else []
    missing = [heading for heading in columns.values() if heading not in said]
    if missing:
        return [], [Finding(Code.GATE_COLUMN_MISSING, grid.sheet, "A1", heading) for heading in missing]
    at = {field: said.index(heading) for field, heading in columns.items()}
    rows: list[dict[str, str]] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for number in range(1, grid.height):
        if not any(grid.text(number, column) for column in at.values()):
            continue
        row: dict[str, str] = {}
        for field, column in at.items():
            value, expected = _value(field, grid.value(number, column))
            row[field] = value or ""
            if value is None:
                cell = grid.cell(number, column)
                findings.append(
                    Finding(Code.GATE_VALUE_UNREAD, grid.sheet, cell, grid.text(number, column), {"expected": expected})
                )
        findings += _row_findings(grid, number, at, row, bodies, seen)
        rows.append(row)
    return rows, findings


def _value(field: str, value: object) -> tuple[str | None, str]:
    """A cell as it stands in the table, None where it cannot be read; and what it should be."""
    text = as_text(value).strip()
    if field in _DAYS:
        return _day(value, text), "31/12/2024"
    if field in CHOICES:
        codes = {word: code for code, word in CHOICES[field].items()}
        return codes.get(text.lower()), ", ".join(codes)
    if field == "days":
        return text if text.isdigit() else None, "20"
    return (text or None) if field in _NEEDED else text, "…"


def _day(value: object, text: str) -> str | None:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if not text:
        return ""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return f"{datetime.strptime(text, form):%Y-%m-%d}"
        except ValueError:
            continue
    return None


def _row_findings(
    grid: Grid, number: int, at: Mapping[str, int], row: Mapping[str, str], bodies: Sequence[str], seen: set[str]
) -> Iterator[Finding]:
    def at_cell(field: str) -> str:
        return grid.cell(number, at[field])

    key = "gate_id" if "gate_id" in row else "rule_id"
    if row[key] in seen:
        yield Finding(Code.ID_REPEATED, grid.sheet, at_cell(key), row[key])
    seen.add(row[key])
    body_at = key if key == "gate_id" else "body"
    body = row[body_at].partition("-")[0]
    if body not in bodies and (body or key == "gate_id"):
        yield Finding(
            Code.GATE_VALUE_UNREAD, grid.sheet, at_cell(body_at), row[body_at], {"expected": ", ".join(bodies)}
        )
    for earlier, later in _NOT_IN_ORDER:
        if row.get(earlier) and row.get(later) and row[earlier] > row[later]:
            facts = {"understood": f"{row[earlier]} > {row[later]}"}
            yield Finding(Code.START_AFTER_FINISH, grid.sheet, at_cell(later), row[later], facts)
    if not row["source_url"].startswith("http") and row.get("confidence") != "low":
        yield Finding(Code.GATE_SOURCE_MISSING, grid.sheet, at_cell("source_url"), row["source_url"])
