"""A received workbook in, a schedule and its findings out."""

from loaders.abbreviations import abbreviations, short_unit
from loaders.agencies import leads_of, unit_of
from loaders.clarity import Offers, clarity_rules
from loaders.corrections import Returned, read_corrections
from loaders.filling import NewColumn, filled
from loaders.marking import Remark, is_markable, marked
from loaders.reading import read
from loaders.sandbox import Sandbox

__all__ = [
    "NewColumn",
    "Offers",
    "Remark",
    "Returned",
    "Sandbox",
    "abbreviations",
    "clarity_rules",
    "filled",
    "is_markable",
    "leads_of",
    "marked",
    "read",
    "read_corrections",
    "short_unit",
    "unit_of",
]
