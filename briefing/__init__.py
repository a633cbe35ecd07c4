"""What leaves the product as a file."""

import os

# Where lxml happens to be installed, openpyxl would write the same cells in other bytes.
os.environ.setdefault("OPENPYXL_LXML", "False")

from briefing.corrections import CorrectionLine, CorrectionSheet, correction_workbook
from briefing.office import Group, Line, OfficeSheet, ProgressLine, PromiseLine, list_workbook, office_workbook
from briefing.tables import table_workbook

__all__ = [
    "CorrectionLine",
    "CorrectionSheet",
    "Group",
    "Line",
    "OfficeSheet",
    "ProgressLine",
    "PromiseLine",
    "correction_workbook",
    "list_workbook",
    "office_workbook",
    "table_workbook",
]
