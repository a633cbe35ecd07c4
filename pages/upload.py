"""Tải lên: drop a workbook, see what was understood and every finding by cell."""

from ui.gate import require

require("upload")

import streamlit as st  # noqa: E402

from schedule.errors import LoadError  # noqa: E402
from services import answers, sentences  # noqa: E402
from ui import frames, parts  # noqa: E402
from ui.view import View  # noqa: E402

SEVERITY_STATUS = {"blocking": "overdue", "doubtful": "slipping", "note": "not_assessable"}
DATES = ("baseline_finish", "forecast_finish", "actual_finish")


def understood(span: dict | None) -> str:
    """A date beside its original text: "Quý II/2024 → 01/04/2024–30/06/2024 (quý)"."""
    if not span:
        return ""
    days = " – ".join(f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in dict.fromkeys((span["first"], span["last"])) if d)
    told = f"{days} ({words('precision.' + span['precision'])})" if days else words("precision." + span["precision"])
    where = f"→ {told}, {span['cell']}"
    return f"{parts.text(span['text'])}<br>{parts.text(where, 'quiet')}"


view: View = st.session_state["view"]
words = view.words
st.set_page_config(page_title=words("upload.title"))
parts.headline(words("upload.title"), words("upload.subtitle"))
file = st.file_uploader(words("upload.drop"), key="upload.file", max_upload_size=30)
if file is None:
    parts.note(words("upload.empty"))
    parts.footer(view)
    st.stop()

try:
    read = answers.reading(frames.tracker().read(file.getvalue()), words)
except LoadError as error:
    parts.headline(words("upload.unread"), f"{sentences.failure(error, words)} {words('upload.unchanged')}")
    parts.footer(view)
    st.stop()

parts.headline(
    file.name,
    words(
        "upload.read", sheet=read["sheet"], rows=words("count.rows", count=len(read["rows"])),
        findings=words("count.findings", count=len(read["findings"])),
    ),
)  # fmt: skip
if read["findings"]:
    parts.table(
        [words(f"column.{n}") for n in ("severity", "cell", "value_as_is", "message", "remedy")],
        [
            [
                parts.status(SEVERITY_STATUS[f["severity"]], words("severity." + f["severity"])),
                parts.text(f"{f['sheet']}!{f['cell']}" if f["cell"] else f["sheet"], "num"),
                parts.text(f["value"]), parts.text(f["message"]), parts.text(f["remedy"]),
            ]
            for f in read["findings"]
        ],
        title=words("upload.findings"),
    )  # fmt: skip
else:
    parts.note(words("upload.findings.none"))
parts.table(
    [words(f"column.{n}") for n in ("row", "wbs", "kind", "milestone", "owner", *DATES, "percent")],
    [
        [
            str(r["row"]), parts.text(r["wbs"]), words("kind." + r["kind"]), parts.text(r["name"]), parts.text(r["owner"]),
            *(understood(r[d]) for d in DATES),
            "" if r["percent_complete"] is None else words.number(r["percent_complete"]) + " %",
        ]
        for r in read["rows"]
    ],
    title=words("upload.understood"),
    caption=words("upload.fields") + ": " + "; ".join(f"{words('field.' + field)} ← {heading}" for field, heading in read["fields"].items()),
)  # fmt: skip
parts.footer(view)
