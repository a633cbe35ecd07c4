"""The planner's own workbook with the findings on its cells."""

from collections.abc import Iterable
from pathlib import PurePath

from loaders import Remark, Sandbox, is_markable
from schedule import LANGUAGES, Finding, Words
from services import answers

__all__ = ["is_markable", "marked_copy", "marked_name"]


def marked_copy(reader: Sandbox, received: bytes, findings: Iterable[Finding], sheet: str, words: Words) -> bytes:
    """The workbook with every finding's cell coloured by its severity, and its message and remedy in a comment.

    A finding without a cell, or about a sheet that nobody sees, stands as a comment on the first cell of `sheet`.

    Args:
        reader: Where the workbook is worked on, apart from this process.
        received: The workbook as it was received.
        findings: What was found in it.
        sheet: The sheet that the schedule was read from.
        words: The planner's language.

    Raises:
        WorkbookUnmarkable: It is neither xlsx nor xlsm.
        WorkbookUnreadable: A part of it is damaged.
    """
    names = dict.fromkeys((words("product"), *(Words(language)("product") for language in LANGUAGES)))
    return reader.marked(received, [_remark(finding, sheet, words) for finding in findings], list(names))


def marked_name(filename: str, words: Words) -> str:
    """What the marked copy of a file is called: "bang.xlsx" becomes "bang-danh-dau.xlsx"."""
    path = PurePath(filename)
    return f"{path.stem}-{words('marked.suffix')}{path.suffix}"


def _remark(finding: Finding, sheet: str, words: Words) -> Remark:
    told = answers.finding(finding, words)
    text = f"{words(f'severity.{finding.severity}')}: {told['message']}\n→ {told['remedy']}"
    if finding.cell:
        return Remark(finding.sheet, finding.cell, text, finding.severity)
    return Remark(sheet, "A1", text)
