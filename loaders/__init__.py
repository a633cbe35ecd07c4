"""A received workbook in, a schedule and its findings out."""

from loaders.agencies import leads_of, unit_of
from loaders.clarity import Offers, clarity_rules
from loaders.marking import Remark, is_markable, marked
from loaders.reading import read
from loaders.sandbox import Sandbox

__all__ = ["Offers", "Remark", "Sandbox", "clarity_rules", "is_markable", "leads_of", "marked", "read", "unit_of"]
