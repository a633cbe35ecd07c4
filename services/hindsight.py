"""What each revision would have forecast on its day: worked out once, and kept in the store.

A forecast of the past rests on its revision and on what was known by its day, which a later publication hardly ever changes. So
a publication costs one forecast, not all of them again.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

import analysis
from loaders import reference
from schedule.errors import StoreUnavailable
from services import forecasts, keeping
from services.forecasts import Record, forecast
from services.tracker import Tracker
from store import Derived, Revision

RUNS = 1000
"""Runs of each of the many simulations; P80 is then good to a few days, as the milestones' own bands are not."""
_TOGETHER = 20
"""So many are kept at once, so that little is lost where the work is broken off."""


def past_views(tracker: Tracker, told: Record, revisions: Sequence[Revision]) -> dict[str, pd.DataFrame]:
    """Revision id -> the `views` of its outlook on its status date (see `analysis.Outlook`), knowing nothing later."""
    known = {day: _known_digest(told, day) for day in {revision.status_date for revision in revisions}}
    keys = {revision: _key(tracker, told, revision, known[revision.status_date]) for revision in revisions}
    found = {key.revision_id: keeping.read(content) for key, content in tracker.store.derived([*keys.values()]).items()}
    missing = [revision for revision in revisions if revision.id not in found]
    for begin in range(0, len(missing), _TOGETHER):
        some = missing[begin : begin + _TOGETHER]
        made = {revision: forecast(tracker, revision, told, iterations=RUNS).views for revision in some}
        found |= {revision.id: views for revision, views in made.items()}
        with contextlib.suppress(StoreUnavailable):  # not kept, it is worked out again next time
            tracker.store.keep_derived([replace(keys[r], content=keeping.written(views)) for r, views in made.items()])
    return found


def _key(tracker: Tracker, told: Record, revision: Revision, known: str) -> Derived:
    """What a revision's forecasts are kept under: all that they rest on."""
    programme, day = tracker.programme(revision.programme), revision.status_date
    own = forecasts.own_points(told, programme, day)
    rests_on = (
        keeping.code_digest(forecasts.__file__, __file__),
        keeping.calendar_digest(tracker.calendar_of(programme)),
        (tracker.gates, programme.gates, programme.kind, reference.bodies()),
        known,
        pd.util.hash_pandas_object(own, index=False).to_numpy().tobytes(),
        [report for report in tracker.status_dates(programme.id) if report <= day],
    )
    return Derived(revision.id, "", "forecast", hashlib.sha256(repr(rests_on).encode()).hexdigest())


def _known_digest(told: Record, day: date) -> str:
    """A digest of the promises and outcomes of all programmes as they were known on a day."""
    known = analysis.known_on(told.cases, day)
    digest = hashlib.sha256()
    for values in vars(known).values():
        whole = np.atleast_1d(values)
        digest.update((pd.util.hash_array(whole) if whole.dtype == object else whole).tobytes())
    return digest.hexdigest()
