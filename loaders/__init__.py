"""A received workbook in, a schedule and its findings out."""

from loaders.reading import read
from loaders.sandbox import Sandbox

__all__ = ["Sandbox", "read"]
