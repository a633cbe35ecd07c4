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

    FIELD_MISSING = "field-missing"
    FIELD_EMPTY = "field-empty"
    HEADING_UNKNOWN = "heading-unknown"
    HEADING_REPEATED = "heading-repeated"
    HEADING_GUESSED = "heading-guessed"
    COLUMN_OF_NUMBERS = "column-of-numbers"
    STEP_BEFORE = "step-before"
    NAME_MISSING = "name-missing"
    NAME_GUESSED = "name-guessed"
    CELL_DITTO = "cell-ditto"
    ACTUAL_IN_STATUS = "actual-in-status"
    ID_REPEATED = "id-repeated"
    ROWS_JOINED = "rows-joined"
    ROWS_REMARKS = "rows-remarks"
    GROUP_GUESSED = "group-guessed"
    WBS_DATE = "wbs-date"
    WBS_NUMBER = "wbs-number"
    DATE_UNREAD = "date-unread"
    DATE_WORDS = "date-words"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_SWAPPED = "date-swapped"
    DATE_RELATIVE = "date-relative"
    DATE_MERGED = "date-merged"
    CELL_STRUCK = "cell-struck"
    ROW_STRUCK = "row-struck"
    DATE_SEVERAL = "date-several"
    START_AFTER_FINISH = "start-after-finish"
    ACTUAL_IN_FUTURE = "actual-in-future"
    GRID_READ = "grid-read"
    GRID_UNREAD = "grid-unread"
    PERCENT_UNREAD = "percent-unread"
    PERCENT_SCALE = "percent-scale"
    PERCENT_CONTRADICTS = "percent-contradicts"
    PREDECESSOR_UNKNOWN = "predecessor-unknown"
    PREDECESSOR_AMBIGUOUS = "predecessor-ambiguous"
    PREDECESSOR_GUESSED = "predecessor-guessed"
    PREDECESSOR_IN_GROUP = "predecessor-in-group"
    LINK_CYCLE = "link-cycle"
    LINK_OUTSIDE = "link-outside"
    DURATION_MISSING = "duration-missing"
    DURATION_UNREAD = "duration-unread"
    CONSTRAINT_UNREAD = "constraint-unread"
    CONSTRAINT_UNDATED = "constraint-undated"
    CONSTRAINT_BROKEN = "constraint-broken"
    CALENDAR_UNSURE = "calendar-unsure"
    CALENDAR_IGNORED = "calendar-ignored"
    OWNER_MISSING = "owner-missing"
    WATCHER_MISSING = "watcher-missing"
    OWNER_SPLIT = "owner-split"
    FORMULA_NOT_COMPUTED = "formula-not-computed"
    CELL_ERROR = "cell-error"
    TEXT_LEGACY = "text-legacy"
    UNIT_REPLACED = "unit-replaced"
    UNIT_LIKE = "unit-like"
    OWNER_SEVERAL = "owner-several"
    TABLE_SKIPPED = "table-skipped"
    TABLE_TURNED = "table-turned"
    SHEET_SKIPPED = "sheet-skipped"
    SHEET_HIDDEN = "sheet-hidden"
    SHEET_TOO_LARGE = "sheet-too-large"
    ROWS_HIDDEN = "rows-hidden"
    COLUMNS_HIDDEN = "columns-hidden"
    ROWS_INACTIVE = "rows-inactive"
    MACROS_IGNORED = "macros-ignored"
    LINKS_IGNORED = "links-ignored"
    WRONG_PROGRAMME = "wrong-programme"
    ROWS_LOST = "rows-lost"
    REASON_MISSING = "reason-missing"
    STATUS_DATE_FUTURE = "status-date-future"
    STATUS_DATE_BEFORE_LAST = "status-date-before-last"
    MATCH_DOUBTFUL = "match-doubtful"
    PAST_ALTERED = "past-altered"
    SAME_BYTES = "same-bytes"
    GATE_COLUMN_MISSING = "gate-column-missing"
    GATE_VALUE_UNREAD = "gate-value-unread"
    GATE_SOURCE_MISSING = "gate-source-missing"

    @property
    def severity(self) -> Severity:
        """The weight of this kind of finding."""
        return _SEVERITIES.get(self, Severity.DOUBTFUL)


_BLOCKING = (
    Code.ID_REPEATED,
    Code.LINK_CYCLE,
    Code.WRONG_PROGRAMME,
    Code.ROWS_LOST,
    Code.REASON_MISSING,
    Code.GATE_COLUMN_MISSING,
    Code.GATE_VALUE_UNREAD,
)
_NOTES = (
    Code.PREDECESSOR_IN_GROUP,
    Code.HEADING_UNKNOWN,
    Code.STEP_BEFORE,
    Code.CELL_DITTO,
    Code.ROWS_JOINED,
    Code.ROWS_REMARKS,
    Code.GROUP_GUESSED,
    Code.DATE_WORDS,
    Code.DATE_RELATIVE,
    Code.DATE_MERGED,
    Code.GRID_READ,
    Code.LINK_OUTSIDE,
    Code.CALENDAR_UNSURE,
    Code.CALENDAR_IGNORED,
    Code.OWNER_MISSING,
    Code.WATCHER_MISSING,
    Code.OWNER_SPLIT,
    Code.TEXT_LEGACY,
    Code.UNIT_REPLACED,
    Code.TABLE_SKIPPED,
    Code.TABLE_TURNED,
    Code.SHEET_SKIPPED,
    Code.SHEET_HIDDEN,
    Code.ROWS_HIDDEN,
    Code.COLUMNS_HIDDEN,
    Code.ROWS_INACTIVE,
    Code.MACROS_IGNORED,
    Code.LINKS_IGNORED,
    Code.SAME_BYTES,
)
_SEVERITIES = dict.fromkeys(_BLOCKING, Severity.BLOCKING) | dict.fromkeys(_NOTES, Severity.NOTE)


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


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The cells around one cell of a workbook, as a person sees them."""

    sheet: str
    cell: str
    """A1 address of the cell in question."""
    columns: tuple[str, ...]
    """Letters of the columns shown."""
    rows: tuple[int, ...]
    """Excel numbers of the rows shown."""
    texts: tuple[tuple[str, ...], ...]
    """Row by row; long texts are cut."""
