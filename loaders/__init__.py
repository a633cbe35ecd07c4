"""A received workbook in, a schedule and its findings out."""

from loaders.agencies import unit_of
from loaders.reading import read
from loaders.sandbox import Sandbox

__all__ = ["Sandbox", "read", "unit_of"]
