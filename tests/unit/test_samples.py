"""Workbooks named for the defect they show (tests/samples): rows, dates, owners and findings as a careful person reads them."""

import pytest

import loaders
from loaders import reference
from schedule import DATE_FIELDS
from schedule.errors import WorkbookUnreadable
from tests.samples.every import SAMPLES


def said(rows, asked):
    """The rows of a reading in the words of the expectations, as far as they ask."""
    return [_row(row, wanted) for row, wanted in zip(rows.to_dict("records"), asked, strict=True)]


def _row(row, wanted):
    told = {"name": row["name"], "owner": row["owner"], "dates": {f: d for f in DATE_FIELDS if (d := _days(row, f))}}
    return told | {field: row[field] for field in wanted if field not in told}


def _days(row, field):
    first, last = (f"{day:%Y-%m-%d}" if day == day else "" for day in (row[f"{field}_first"], row[f"{field}_last"]))
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize("name", sorted(SAMPLES.makers))
def test_a_sample_reads_as_a_careful_person_would(name):
    """The same rows, the same dates, the same owners; and a finding wherever something is doubtful, nowhere else."""
    sample = SAMPLES.makers[name]()
    if sample.reason:
        with pytest.raises(WorkbookUnreadable) as refused:
            loaders.read(sample.content)
        assert refused.value.reason == sample.reason
        return
    reading = loaders.read(sample.content, gates=reference.gates())

    assert reading.schedule.rows["name"].tolist() == [row["name"] for row in sample.rows]
    assert said(reading.schedule.rows, sample.rows) == sample.rows
    assert sorted(f"{f.code}@{f.cell}" for f in reading.findings) == sample.findings
    assert not sample.sheet or reading.schedule.sheet == sample.sheet
