"""Every figure of `cli.py assess`, for every milestone at every status date, worked out again from the record alone."""

from datetime import date

from services.answers import assessment
from tests.seeded import tracker_in
from tests.unit.recordfacts import APPROVED, Days, Known, known, programmes, status_dates, table

WATCHED = {row["id"] for row in table("watchers")}
"""Rows whose watcher nobody has heard in a store just seeded."""
EDGES = ((7, "on_track"), (30, "slipping"), (90, "late"))


def is_overdue(fact: Known, on: date) -> bool:
    """Unfinished, and the last day expected has passed."""
    return not fact.actual and bool(fact.expected) and fact.expected[1] < on


def is_gap(fact: Known, facts: dict[str, Known], on: date) -> bool:
    """Overdue on paper, while the record says that it knows nothing, or a successor is done."""
    followed = any(fact.row["id"] in f.row["predecessors"].split(";") for f in facts.values() if f.actual)
    return is_overdue(fact, on) and (fact.declared == "Chưa có thông tin" or followed)


def finish(fact: Known, on: date) -> Days:
    """The actual; else what is expected; of what is overdue the status date."""
    return fact.actual or ((on, on) if is_overdue(fact, on) else fact.expected)


def slip(later: Days, base: Days) -> list[int | None] | None:
    """The interval of days from `base` to `later`: nothing where they are the same; None where one is missing."""
    if not later or not base:
        return None
    if later == base:
        return [0, 0]
    return [(later[0] - base[1]).days if later[0] else None, (later[1] - base[0]).days]


def status(fact: Known, facts: dict[str, Known], figures: dict[str, list[int | None] | None], on: date) -> str:
    """The rule of docs/methods/status.md."""
    bases = {"variance_original_days": fact.baseline, "variance_current_days": approved(fact, on)}
    last = finish(fact, on)
    days = [
        (last[1] - base[1]).days
        for name, base in bases.items()
        if (each := figures[name]) and base and (each[0] or 0) > 0
    ]
    worst = max(days, default=0)
    if fact.actual and fact.row["id"] in WATCHED:
        return "not_assessable"
    if fact.actual:
        return "done_late" if worst > 0 else "done"
    if is_overdue(fact, on):
        return "no_record" if is_gap(fact, facts, on) else "overdue"
    if not last or not any(bases.values()):
        return "not_assessable"
    return next((name for edge, name in EDGES if worst <= edge), "severely_late")


def approved(fact: Known, on: date) -> Days:
    """What stood for the milestone at the conference, from the conference on."""
    programme, row_id = fact.row["programme"], fact.row["id"]
    stood = known(programme, APPROVED).get(row_id) if on >= APPROVED else None
    return stood.expected if stood else None


def expected(programme: str, on: date) -> dict[str, dict[str, object]]:
    """What must be said of each milestone of a programme at one of its status dates."""
    facts = known(programme, on)
    before = max((d for d in status_dates(programme) if d < on), default=None)
    earlier = known(programme, before) if before else {}
    answer = {}
    for row_id, fact in facts.items():
        gap, then = is_gap(fact, facts, on), earlier.get(row_id)
        last_report = finish(then, before) if then and not is_gap(then, earlier, before) else None
        bases = {
            "variance_original_days": fact.baseline,
            "variance_current_days": approved(fact, on),
            "slip_last_report_days": last_report,
        }
        figures = {name: None if gap else slip(finish(fact, on), base) for name, base in bases.items()}
        answer[row_id] = {
            "name": fact.row["name_vi"],
            "owner": fact.row["owners_vi"].split(";")[0].strip(),
            "declared_status": fact.declared or None,
            "baseline_finish": fact.baseline,
            "approved_finish": approved(fact, on),
            "forecast_finish": fact.forecast,
            "actual_finish": fact.actual,
            **figures,
            "overdue_days": (on - fact.expected[1]).days if is_overdue(fact, on) and not gap else None,
            "redatings": fact.redatings,
            "late_redatings": fact.late_redatings,
            "status": status(fact, facts, figures, on),
        }
    return answer


def days(span: dict[str, str | None] | None) -> Days:
    """First and last day of a span as `assess --json` says it."""
    return span and tuple(end and date.fromisoformat(end) for end in (span["first"], span["last"]))


def interval(milestone, name, value):
    """A slippage as an interval: one that is known only at most is open below."""
    most = milestone.get(name.replace("_days", "_at_most_days"))
    return [None, most] if value is None and most is not None else value


def test_every_milestone_at_every_status_date_is_judged_as_the_record_says(tmp_path):
    """Dates, variances, overdue days, re-datings and statuses equal an independent count, on each of the workbooks' days."""
    tracker = tracker_in(tmp_path)
    wrong, judged = {}, 0
    for programme in programmes():
        for on in status_dates(programme):
            found = {m["id"]: m for m in assessment(tracker, programme, on)["milestones"]}
            wanted = expected(programme, on)
            judged += len(wanted)
            wrong |= {(programme, on): set(found) ^ set(wanted)} if set(found) != set(wanted) else {}
            for row_id in found.keys() & wanted.keys():
                got = {
                    name: days(value) if name.endswith("_finish") else interval(found[row_id], name, value)
                    for name, value in found[row_id].items()
                }
                wrong |= {
                    (programme, str(on), row_id, name): (got[name], value)
                    for name, value in wanted[row_id].items()
                    if got[name] != value
                }

    assert tracker.problems == ()
    assert wrong == {}
    assert judged > 1000
