"""Date texts as people write them: a text and its context in, a span of days out, and never a guess in silence."""

from loaders.dates.reading import DateContext, read_date
from loaders.dates.typed import typed_day

__all__ = ["DateContext", "read_date", "typed_day"]
