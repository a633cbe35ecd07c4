"""What of a table its reader may not see: hidden rows and columns, rows without a name that go on another."""

from collections.abc import Sequence

from loaders.lines import Body
from loaders.tables import Table
from schedule import Code, Finding


def hidden(table: Table, bodies: Sequence[Body]) -> list[Finding]:
    """Rows and columns of the table that a person does not see, each kind said once; rows joined to another are named."""
    grid, marks = table.grid, table.grid.marks
    lines = [line for body in bodies for line in body.lines]
    found = []
    rows = [line.row for line in lines if line.row in marks.hidden_rows]
    columns = [c for c in table.columns.values() if c in marks.hidden_columns]
    if rows and not grid.is_turned:
        said = ", ".join(str(row + 1) for row in rows[:20])
        found.append(Finding(Code.ROWS_HIDDEN, grid.sheet, grid.cell(rows[0], 0), said, {"count": str(len(rows))}))
    if columns and not grid.is_turned:
        found.append(Finding(Code.COLUMNS_HIDDEN, grid.sheet, grid.cell(table.heading_rows[-1], columns[0]), ", ".join(
            table.headings[c] for c in columns
        )))  # fmt: skip
    found += [
        Finding(
            Code.ROWS_JOINED,
            grid.sheet,
            grid.cell(line.more[0], 0),
            line.name[:80],
            {"rows": ", ".join(str(r + 1) for r in line.more)},
        )
        for line in lines
        if line.more
    ]
    return found
