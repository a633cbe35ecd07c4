"""What leaves the product as a file."""

from briefing.office import Group, Line, OfficeSheet, ProgressLine, PromiseLine, list_workbook, office_workbook
from briefing.tables import table_workbook

__all__ = [
    "Group",
    "Line",
    "OfficeSheet",
    "ProgressLine",
    "PromiseLine",
    "list_workbook",
    "office_workbook",
    "table_workbook",
]
