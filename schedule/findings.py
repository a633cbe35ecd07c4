"""What is wrong or doubtful in a received workbook: one catalogue, one record."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: a blocking one stops publishing, a doubtful one needs a person's eye."""

    BLOCKING = "blocking"
    DOUBTFUL = "doubtful"
    NOTE = "note"


class Code(StrEnum):
    """Every kind of finding. Its message and remedy stand in the catalogues as `finding.<code>` and `remedy.<code>`."""

    NO_HEADING = "no-heading"
    NO_ROWS = "no-rows"
    FIELD_MISSING = "field-missing"
    HEADING_UNKNOWN = "heading-unknown"
    HEADING_REPEATED = "heading-repeated"
    NAME_MISSING = "name-missing"
    ID_REPEATED = "id-repeated"
    DATE_UNREAD = "date-unread"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_RELATIVE = "date-relative"
    START_AFTER_FINISH = "start-after-finish"
    ACTUAL_IN_FUTURE = "actual-in-future"
    PERCENT_UNREAD = "percent-unread"
    PERCENT_CONTRADICTS = "percent-contradicts"
    PREDECESSOR_UNKNOWN = "predecessor-unknown"
    OWNER_MISSING = "owner-missing"
    FORMULA_NOT_COMPUTED = "formula-not-computed"
    CELL_ERROR = "cell-error"
    SHEET_SKIPPED = "sheet-skipped"
    ROWS_HIDDEN = "rows-hidden"

    @property
    def severity(self) -> Severity:
        """The weight of this kind of finding."""
        return _SEVERITIES.get(self, Severity.DOUBTFUL)


_SEVERITIES = {
    Code.NO_HEADING: Severity.BLOCKING,
    Code.NO_ROWS: Severity.BLOCKING,
    Code.ID_REPEATED: Severity.BLOCKING,
    Code.HEADING_UNKNOWN: Severity.NOTE,
    Code.DATE_RELATIVE: Severity.NOTE,
    Code.SHEET_SKIPPED: Severity.NOTE,
    Code.ROWS_HIDDEN: Severity.NOTE,
    Code.OWNER_MISSING: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful, at one place of the workbook. Collected, never raised."""

    code: Code
    sheet: str = ""
    cell: str = ""
    """A1 address, or empty where the finding is about the whole sheet."""
    value: str = ""
    """The cell's content as it stands."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the message names besides the value: `heading`, `understood`, `field` …"""

    @property
    def severity(self) -> Severity:
        """The weight of the finding's code."""
        return self.code.severity
