"""Good rows, schedules and revisions, changed by keywords."""

from datetime import UTC, date, datetime

from schedule import PROGRESS, PROMISES, ROWS, Schedule, Span, frame, span_columns
from store import NewRevision

NOON = datetime(2024, 1, 9, 5, 0, tzinfo=UTC)
JANUARY, APRIL, JULY = date(2024, 1, 9), date(2024, 4, 1), date(2024, 7, 1)


def on(field, day, row=9):
    """The columns of a date field for one day."""
    return span_columns(field, Span(day, day, "day", "on", f"{day:%d/%m/%Y}"), f"I{row}")


def rows(**changes):
    """A good row."""
    session = Span(date(2024, 5, 20), date(2024, 6, 29), "session", "on", "Kỳ họp thứ 7")
    finish = span_columns("forecast_finish", session, "I9")
    return {
        "row": 9,
        "level": 1,
        "row_id": "L-PASS",
        "kind": "milestone",
        "name": "Thông qua Luật",
        **finish,
        **changes,
    }


def schedule(*records):
    """A schedule of these rows, with a promise and a measured value."""
    promise = {"row_id": "L-PASS", "said_on": date(2024, 1, 9), "promised_last": date(2024, 6, 29)}
    return Schedule(
        rows=frame(ROWS, list(records) or [rows()]),
        promises=frame(PROMISES, [{**promise, "office_text": "Kỳ họp thứ 7"}]),
        progress=frame(PROGRESS, [{"measure": "Mặt bằng", "as_of": JANUARY, "value": 98.5, "unit": "%"}]),
        sheet="Tiến độ",
        heading_rows=(7, 8),
        fields={"name": "Nhiệm vụ/Mốc"},
        columns={"name": "C"},
        stated_on=JANUARY,
    )


def new(day=JANUARY, received=b"one", programme="capital-law", **changes):
    """A revision to be kept."""
    values = {
        "schedule": schedule(),
        "findings": (),
        "filename": "a.xlsx",
        "actor": "Lan",
        "note": "",
        "published_at": NOON,
    }
    return NewRevision(programme=programme, status_date=day, received=received, **{**values, **changes})
