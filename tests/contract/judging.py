"""Programmes, reports and servers for the tests of kept judgements, and the same judgements worked out plainly."""

from datetime import date
from pathlib import Path

import pandas as pd

import analysis
from loaders.reference import Programme
from schedule import PROGRESS, Schedule, Words, WorkCalendar, frame
from services.answers import assessment
from services.overview import overview
from services.tracker import Tracker
from services.trend import trend_view
from store import NewRevision
from tests.contract.builders import NOON
from tests.unit.builders import milestone, promises, rows

LAW, ROAD = "capital-law", "ring-road-4"
APRIL, MAY, JUNE, JULY = (date(2024, month, 1) for month in (4, 5, 6, 7))
CALENDAR = WorkCalendar(frozenset({date(2024, 9, 2)}), frozenset(), date(2024, 1, 1), date(2024, 12, 31))
KEYS = ("M2", "M1")


def programme(programme_id, keys=KEYS):
    """A registered programme."""
    told = dict.fromkeys(("name_vi", "name_en", "short_vi", "short_en", "owner_vi"), programme_id)
    given = {
        "workbooks": Path(),
        "calendar": "vn",
        "edges": (7, 30, 90),
        "approved_baseline": None,
        "baseline_source": "",
    }
    return Programme(programme_id, **told, key_milestones=keys, **given)


def contents(days_later=0, **changes):
    """Six milestones: one done, one overdue, one silent, one that moves, one with promises of its own, one without a date."""
    moved = str(date(2024, 9, 1) + pd.Timedelta(days=days_later))
    made = {
        "M1": milestone("M1", baseline="2024-03-15", forecast="2024-03-15", actual="2024-03-20"),
        "M2": milestone("M2", baseline="2024-03-01", forecast="2024-03-20", row=12),
        "M3": milestone("M3", forecast="2024-02-10", status_text="Chưa có thông tin", row=13),
        "M4": milestone("M4", baseline=("2024-07-01", "2024-09-30"), forecast=moved, owner="Sở Tài chính", row=14),
        "M5": milestone("M5", baseline="2024-08-31", forecast="2024-10-31", name="Mốc “năm”\nhai dòng", row=15),
        "M6": milestone("M6", row=16),
    }
    told = promises(("M5", "2024-02-01", "2024-08-31"), ("M5", "2024-03-01", ("2024-10-01", "2024-10-31")))
    return Schedule(rows(*{**made, **changes}.values()), told, frame(PROGRESS, []), sheet="Tiến độ")


def new(day, received, schedule=None, programme_id=LAW):
    """A revision to be kept."""
    schedule = schedule or contents()
    return NewRevision(programme_id, day, schedule, (), received, "a.xlsx", "Lan", "", NOON)


def tracker(store, *programmes, **changes):
    """A server that has just begun: it knows nothing but what the store holds."""
    given = {"gates": (), "calendars": {"vn": CALENDAR}, "store": store, **changes}
    return Tracker(programmes or (programme(LAW), programme(ROAD)), **given)


def nothing_but_kept(monkeypatch):
    """From here on nobody judges."""

    def refuse(*_, **__):
        raise AssertionError("judged anew")

    monkeypatch.setattr(analysis, "assess", refuse)
    monkeypatch.setattr(analysis, "promise_trend", refuse)


def answers(store, *days):
    """What a visitor sees on some days, by a server that has just begun."""
    begun, words = tracker(store), Words("vi")
    views = (overview, trend_view)
    return [*(view(begun, day, words) for day in days for view in views), assessment(begun, None, days[-1])]


def plainly(store, programme_id, as_of):
    """Judged milestones, points and reports, straight from the measures."""
    revision = store.latest(programme_id, as_of)
    before, plan, baseline = (
        store.previous(revision),
        store.schedule(revision.id),
        store.approved_baseline(programme_id, as_of),
    )
    newest = {r.status_date: r for r in store.revisions(programme_id, until=revision.status_date)}
    history = {day: store.schedule(r.id).rows for day, r in newest.items()}
    milestones = analysis.assess(
        plan.rows,
        status_date=revision.status_date,
        promises=plan.promises,
        approved=store.schedule(baseline.revision_id).rows if baseline else None,
        previous=store.schedule(before.id).rows if before else None,
        previous_status_date=before.status_date if before else None,
        history=list(history.items()),
        calendar=CALENDAR,
        edges=analysis.Edges(7, 30, 90),
    )
    return milestones, analysis.promise_trend(plan.promises, history, milestones), tuple(history)
