"""Every sample: whoever goes through them all takes them from here, so that none is missed."""

import tests.samples.binary
import tests.samples.cells
import tests.samples.days
import tests.samples.habits
import tests.samples.headings
import tests.samples.opendocument
import tests.samples.plans
import tests.samples.projects
import tests.samples.splits
import tests.samples.strikes
import tests.samples.tables  # noqa: F401 — each module adds its samples
from tests.samples.kit import SAMPLES

__all__ = ["SAMPLES"]
