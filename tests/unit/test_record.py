"""The record and the workbooks that are written from it: docs/decisions/0003, data/record/README.md."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import loaders
from loaders import reference
from loaders.grid import place_of
from schedule import Severity
from services.record import write_programmes
from tests.unit.recordfacts import APPROVED, DATA, day, known, programmes, promises, status_dates, table, waits_for

FACTS = DATA.parent.parent / "shared" / "facts"
BOOKS = [(programme, on) for programme in programmes() for on in status_dates(programme)]
CONFIDENCE = {"high": "cao", "medium": "trung bình", "low": "thấp"}
RENAMED = {
    "milestones": {"id": "milestone_id", "name_vi": "milestone_vi", "name_en": "milestone_en", "owners_vi": "owner_vi", "actual_on": "actual_date"},
    "promises": {"id": "milestone_id", "said_on": "announced_on"},
    "progress": {},
    "gate_promises": {},
}  # fmt: skip


def sheets(programme: str, on: date) -> list[list[list[object]]]:
    """The cells of the three sheets of one workbook."""
    book = CalamineWorkbook.from_path(DATA / "programmes" / programme / f"{on}.xlsx")
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_the_workbooks_are_written_again_byte_for_byte(tmp_path):
    """`cli.py data` gives the committed workbooks, all of them and no other, whenever it is run."""
    written = {path.relative_to(tmp_path): path.read_bytes() for path in write_programmes(DATA, into=tmp_path)}
    committed = {
        path.relative_to(DATA / "programmes"): path for path in (DATA / "programmes").rglob("*") if path.is_file()
    }

    assert sorted(written) == sorted(committed)
    assert [str(name) for name, content in written.items() if committed[name].read_bytes() != content] == []


@pytest.mark.parametrize("programme", programmes())
def test_a_programme_has_a_workbook_for_each_years_end_the_conference_and_each_quarters_end(programme):
    """From the year in which the record first speaks of it to the last day of the record, without a gap."""
    first = min(
        text
        for row in table("milestones")
        if row["programme"] == programme
        for text in (
            row["baseline_said_on"],
            row["actual_on"],
            row["done_by"],
            *(p["said_on"] for p in promises(programme, row["id"])),
        )
        if text
    )
    ends = [date(year, 12, 31) for year in range(int(first[:4]), 2024)]
    quarters = [date(year, month, 30 + (month in (3, 12))) for year in (2024, 2025, 2026) for month in (3, 6, 9, 12)]

    assert list(status_dates(programme)) == [
        *ends,
        *(d for d in (APPROVED, *quarters) if first <= d.isoformat() and d < date(2026, 9, 1)),
        date(2026, 9, 1),
    ]


@pytest.mark.parametrize("programme", programmes())
def test_a_workbook_says_what_was_known_on_its_day_and_nothing_later(programme):
    """Each line of each status date: plan, forecast, actual, status, document and note, worked out from the record."""
    wrong = {}
    for on in status_dates(programme):
        lines = {str(line[0]): line for line in sheets(programme, on)[0][10:] if line[0] and line[1] != ""}
        facts = known(programme, on)
        if set(lines) != set(facts):
            wrong[on] = set(lines) ^ set(facts)
        for row_id, fact in facts.items():
            line, row = lines[row_id], fact.row
            done_by = fact.actual and fact.actual[0] is None
            expected = {
                2: row["name_vi"],
                3: row["owners_vi"].split(";")[0].strip(),
                6: row["baseline_text"] if fact.baseline else "",
                7: fact.promise["office_text"] if fact.promise else "",
                8: f"xong trước ngày {fact.actual[1]:%d/%m/%Y}" if done_by else fact.actual[1] if fact.actual else "",
                9: 1.0 if fact.actual else "",
                10: fact.declared,
                11: row.get("evidence_vi") or (row["document_no"] if fact.actual else ""),
                12: "; ".join(waits_for(programme, row_id)),
            }
            wrong |= {(on, row_id, n): (line[n], value) for n, value in expected.items() if line[n] != value}
            wrong |= {(on, row_id, words): line[13] for words in _note_words(fact) if words not in line[13]}

    assert wrong == {}


def test_rows_that_only_show_the_form_say_so_and_claim_nothing():
    """Thirteen remedies, six and seven, without a source: no date, no result, "minh họa" in name, note and title lines."""
    book = sheets("remedies", status_dates("remedies")[-1])[0]
    groups = [line[2] for line in book if "(minh họa)" in str(line[2]) and not line[0]]
    lines = [line for line in book if str(line[0]).startswith("minh-hoa")]

    assert [sum(f"/{of} (minh họa)" in group for group in groups) for of in (6, 7)] == [6, 7]
    assert len(lines) == 13
    assert all("(minh họa)" in line[2] and line[13].startswith("Minh họa:") for line in lines)
    assert all(line[3] and line[14] and line[11] for line in lines)
    assert {value for line in lines for value in line[5:11]} == {""}
    assert any("chỉ để minh họa" in str(cell) for line in book[:8] for cell in line)


def test_a_lag_that_a_rule_sets_stands_with_its_rule():
    """Announced within fifteen days of the approval: the link carries the days, the note the rule and where it is read."""
    lines = {line[0]: line for line in sheets("implementation", date(2026, 9, 1))[0]}

    assert lines["P-ANNOUNCE"][12] == "capital-plan:P-APPROVE FS+15ed"
    assert "Luật Quy hoạch 21/2017/QH14, Điều 38" in lines["P-ANNOUNCE"][13]
    assert "(chưa kiểm chứng): Luật Quy hoạch đô thị" in lines["G-ANNOUNCE"][13]


def _note_words(fact) -> list[str]:
    """What the note must name: the promise's own words, speaker and source; once done, where that can be read."""
    said = (
        [f"“{fact.promise['promised_text']}”", fact.promise["said_by"], fact.promise["source_url"]]
        if fact.promise
        else []
    )
    doubtful = fact.promise and fact.promise["confidence"] == "low"
    doubtful_result = fact.actual and "low" in (fact.row["evidence_confidence"], fact.row["confidence"])
    result = ["Kết quả", fact.row["evidence_url"]] if fact.actual else []
    return [*said, *result, *(["(chưa kiểm chứng)"] if doubtful or doubtful_result else [])]


@pytest.mark.parametrize("programme", programmes())
def test_the_lists_of_a_workbook_end_at_its_day(programme):
    """The sheets of promises and of measured values hold exactly what was said and measured by then, with its source."""
    for on in status_dates(programme):
        _, told, measured = sheets(programme, on)
        said = {
            (
                p["id"],
                day(p["said_on"]),
                p["office_text"],
                p["promised_text"],
                p["said_by"],
                p["source_url"],
                CONFIDENCE[p["confidence"]],
            )
            for p in table("promises")
            if p["programme"] == programme and p["said_on"] <= on.isoformat()
        }
        values = {
            (day(row["as_of"]), float(row["value"]), row["unit"], row["source_url"])
            for row in table("progress")
            if row["programme"] == programme and row["as_of"] <= on.isoformat()
        }

        assert {tuple(line) for line in told[1:]} == said
        assert {tuple(line[1:]) for line in measured[1:]} == values


@pytest.mark.parametrize(("programme", "on"), [(BOOKS[0]), (BOOKS[-1])])
def test_a_workbook_looks_like_an_offices(programme, on):
    """National title lines, the day that it speaks for, and the remark that it is no document of an office."""
    top = [cell for line in sheets(programme, on)[0][:8] for cell in line if cell]

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in top
    assert f"(Số liệu đến ngày {on:%d/%m/%Y})" in top
    assert any("không phải văn bản của cơ quan" in str(cell) for cell in top)


@pytest.mark.parametrize("programme", programmes())
def test_no_true_date_of_a_workbook_is_doubted_when_it_comes_back(programme):
    """On the last day, and on every third before (`cli.py export`): what the record writes as a day is read as that day."""
    for on in status_dates(programme)[::-3]:
        reading = loaders.read(DATA / "programmes" / programme / f"{on}.xlsx", gates=reference.gates())
        cells = sheets(programme, on)[0]
        doubted = [place_of(finding.cell) for finding in reading.findings if finding.severity != Severity.NOTE]

        assert [(on, at) for at in doubted if isinstance(cells[at[0]][at[1]], date)] == []


def test_every_row_of_the_record_has_its_source_and_keeps_its_days_in_order():
    """A fact names where it can be read or what it was read in; every span runs forward."""
    promised, milestones = table("promises"), table("milestones")
    ids = {(row["programme"], row["id"]) for row in milestones}

    for row in (*table("lags"), *table("watchers")):
        assert (row["programme"], row["id"]) in ids
        assert row["source_url"] or row["confidence"] == "low"
    assert [p for p in promised if not (p["source_url"] or p["said_by"]) or p["confidence"] not in CONFIDENCE] == []
    assert [row["id"] for row in milestones if not _sources(row)] == []
    assert [p for p in promised if p["promised_first"] > p["promised_last"]] == []
    assert [row["id"] for row in milestones if row["baseline_first"] > row["baseline_last"]] == []
    assert [row["id"] for row in milestones if row["actual_on"] and row["done_by"]] == []
    assert {(p["programme"], p["id"]) for p in promised} <= ids
    assert len(ids) == len(milestones)


def _sources(row: dict[str, str]) -> list[str]:
    """Where a milestone, or a promise of it, can be read."""
    told = promises(row["programme"], row["id"])
    return [text for text in (row["source_url"], row["source_title"], *(p["source_url"] for p in told)) if text]


def test_every_predecessor_is_a_milestone_of_the_record():
    """Of the same programme by its id, of another as programme:id; and no milestone waits for itself in the end."""
    ids = {f"{row['programme']}:{row['id']}" for row in table("milestones")}
    waits = {
        f"{row['programme']}:{row['id']}": {
            p if ":" in p else f"{row['programme']}:{p}" for p in row["predecessors"].split(";") if p
        }
        for row in table("milestones")
    }
    unknown = {row_id: before - ids for row_id, before in waits.items() if before - ids}
    while free := [row_id for row_id, before in waits.items() if not before & waits.keys()]:
        for row_id in free:
            del waits[row_id]

    assert unknown == {}
    assert waits == {}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts stand beside the project only where it was made")
@pytest.mark.parametrize("name", RENAMED)
def test_the_record_is_the_collected_facts(name):
    """Row for row and field for field what was collected, under the project's own names; `phase` and `position` are added."""

    def rows_of(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    ours = [
        {RENAMED[name].get(k, k): v for k, v in row.items() if k not in ("phase", "position")} for row in table(name)
    ]

    assert sorted(map(str, (sorted(row.items()) for row in ours))) == sorted(
        str(sorted(row.items())) for row in rows_of(FACTS / f"{name}.csv")
    )


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts stand beside the project only where it was made")
def test_the_calendar_is_the_collected_facts():
    """The same lines, in whatever order."""
    ours, theirs = (
        sorted(path.read_text(encoding="utf-8-sig").splitlines())
        for path in (DATA / "calendars/vn.csv", FACTS / "holidays_vn.csv")
    )

    assert ours == theirs


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts stand beside the project only where it was made")
def test_every_collected_session_stands_among_the_gates():
    """Field for field; `basis` and sessions from other sources are added."""

    def rows_of(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    ours = [{k: v for k, v in row.items() if k != "basis"} for row in rows_of(DATA / "gates.csv")]

    assert [row for row in rows_of(FACTS / "gates.csv") if row not in ours] == []
