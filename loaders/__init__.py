"""A received workbook in, a schedule and its findings out."""

from loaders.agencies import unit_of
from loaders.marking import Remark, is_markable, marked
from loaders.reading import read
from loaders.sandbox import Sandbox

__all__ = ["Remark", "Sandbox", "is_markable", "marked", "read", "unit_of"]
