"""Samples of OpenDocument spreadsheets, in the forms that LibreOffice and Excel write them."""

from tests.samples.kit import opendocument, row, sample

HEAD = ("TT", "Nội dung", "Chủ trì", "Thời hạn")
FORMATS = (
    '<number:date-style style:name="N1"><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="child" style:family="table-cell" style:parent-style-name="month"/>'
    '<style:style style:name="group" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="step" style:family="table-cell"><style:paragraph-properties fo:margin-left="0.353cm"/></style:style>'
    '<style:style style:name="bar" style:family="table-cell"><style:table-cell-properties fo:background-color="#9bc2e6"/></style:style>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def text(said: str, more: str = "", inside: str = "") -> str:
    """A cell of a text."""
    return f'<table:table-cell office:value-type="string"{more}>{inside}<text:p>{said}</text:p></table:table-cell>'


def number(value: float, more: str = "") -> str:
    """A cell of a number."""
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{value}</text:p></table:table-cell>'


def day(iso: str, more: str = "") -> str:
    """A cell of a date."""
    return f'<table:table-cell office:value-type="date" office:date-value="{iso}"{more}><text:p>{iso}</text:p></table:table-cell>'


def line(*cells: str, more: str = "") -> str:
    """A row."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Tiến độ", more: str = "", columns: str = "") -> str:
    """A sheet."""
    return f'<table:table table:name="{name}"{more}>{columns}{"".join(rows)}</table:table>'


def heading(*more: str) -> str:
    """The row of headings."""
    return line(*map(text, (*HEAD, *more)))


@sample(
    "ods-errors-in-cells.ods",
    "cell-error@D3",
    "cell-error@D4",
    "cell-error@D5",
    "cell-error@E2",
    "formula-not-computed@D6",
)
def _():
    """#REF! as LibreOffice and as Excel write it, an error of LibreOffice's own, and a formula nobody worked out."""
    formula = ' table:formula="of:=[.#REF!]+30"'
    blank = ' table:formula="of:=[.#REF!]" office:string-value=""'
    return opendocument(
        table(
            heading("% hoàn thành"),
            line(number(1), text("Một"), text("A"), day("2024-06-30"), text("#DIV/0!", ' table:formula="of:=1/0"')),
            line(number(2), text("Hai"), text("B"), text("#REF!", blank), number(50)),
            line(number(3), text("Ba"), text("C"), text("Err:522", formula), number(60)),
            line(
                number(4), text("Bốn"), text("D"), number(0, formula).replace("<text:p>0", "<text:p>#N/A"), number(70)
            ),
            line(number(5), text("Năm"), text("E"), f"<table:table-cell{formula}/>", number(80)),
        )
    ), [
        row("Một", "A", "2024-06-30"),
        *(row(name, owner) for name, owner in zip(("Hai", "Ba", "Bốn", "Năm"), "BCDE", strict=True)),
    ]


@sample("ods-with-all-that-stands-beside-values.ods", "date-merged@D5", "rows-hidden@A6", "sheet-hidden@")
def _():
    """A month's format, of a cell, its parent's and a column's; merges, a hidden row, a note, indents, bold groups, spaces."""
    note = "<office:annotation><text:p>Ghi chú: 1/1/1999</text:p></office:annotation>"
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:default-cell-style-name="month"/>'
    merged = ' table:number-columns-spanned="1" table:number-rows-spanned="2"'
    away = table(line(text("Khác")), name="Ẩn", more=' table:style-name="away"')
    return opendocument(
        table(
            f"<table:table-header-rows>{heading()}</table:table-header-rows>",
            line(number(1), text("Nhóm", ' table:style-name="group"'), '<table:table-cell table:number-columns-repeated="2"/>'),
            line(number(2), text("Một<text:s text:c=\"2\"/>hai", ' table:style-name="step"'), text("A"), day("2024-06-01"))
            .replace("2024-06-01<", "06/2024<"),
            line(number(3), text("Hai", ' table:style-name="step"', note), text("B"), day("2024-09-01", f' table:style-name="child"{merged}')),
            line(number(4), text("<text:span>B</text:span>a", ' table:style-name="step"'), text("C"), "<table:covered-table-cell/>"),
            line(number(5), text("Bốn", ' table:style-name="step"'), text("D"), day("2024-12-31", ' table:style-name="step"'), more=' table:visibility="filter"'),
            columns=columns,
        )
        + away,
        FORMATS,
    ), [
        row("Nhóm"), row("Một hai", "A", "2024-06-01..2024-06-30"), row("Hai", "B", "2024-09-01..2024-09-30"),
        row("Ba", "C", "2024-09-01..2024-09-30"), row("Bốn", "D", "2024-12-31"),
    ]  # fmt: skip


@sample("ods-quarters-filled-with-colour.ods", "grid-read@D2", "grid-read@E3")
def _():
    """A plan drawn with filled cells, several of them in one element; the colour goes on far beyond the table."""
    filled, blank = (
        '<table:table-cell table:style-name="bar" table:number-columns-repeated="{}"/>',
        "<table:table-cell/>",
    )
    quarters = [f"Quý {n}/2024" for n in ("I", "II", "III", "IV")]
    return opendocument(
        table(
            line(*map(text, ("TT", "Nội dung", "Chủ trì", *quarters))),
            line(number(1), text("Một"), text("A"), filled.format(2)),
            line(number(2), text("Hai"), text("B"), blank, filled.format(16_000)),
        ),
        FORMATS,
    ), [
        row("Một", "A", "2024-04-01..2024-06-30", fs="2024-01-01..2024-03-31"),
        row("Hai", "B", "2024-10-01..2024-12-31", fs="2024-04-01..2024-06-30"),
    ]  # fmt: skip


@sample("ods-rows-told-once-and-repeated.ods")
def _():
    """One element for two like rows and for two like cells; a million blank rows behind the table."""
    return opendocument(
        table(
            heading("Ghi chú"),
            line(number(1), text("Một"), text("A", ' table:number-columns-repeated="1"'), text("30/6/2024"), text("x")),
            line('<table:table-cell table:number-columns-repeated="16384"/>', more=' table:number-rows-repeated="2"'),
            line(
                number(2),
                text("Hai", ' table:number-columns-repeated="2"'),
                text("30/9/2024", ' table:number-columns-repeated="2"'),
            ),
            line(
                '<table:table-cell table:number-columns-repeated="16384"/>',
                more=' table:number-rows-repeated="1048571"',
            ),
        )
    ), [row("Một", "A", "2024-06-30"), row("Hai", "Hai", "2024-09-30", row=5)]
