"""The second door: the same services at a terminal."""

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

# Everything heavier than Typer is imported inside the commands, so that --help answers at once.
if TYPE_CHECKING:
    from services.tracker import Tracker

app = typer.Typer(
    help="Tiến độ Thủ đô: đọc bảng tiến độ, đối chiếu, tính độ trượt.", no_args_is_help=True, add_completion=False
)

BLOCKED, UNREADABLE = 1, 2
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
Lang = Annotated[str, typer.Option("--lang", help="Ngôn ngữ của thông báo: vi hoặc en.")]
Accept = Annotated[
    str, typer.Option("--accept", help="Mã các phát hiện đã xem và chấp nhận, cách nhau bởi dấu phẩy; all.")
]
Reason = Annotated[
    str, typer.Option("--reason", help="Vì sao ngày hẹn dời muộn hơn; có thể nêu loại trước: 'land: chậm bàn giao'.")
]

Columns = Annotated[
    list[str] | None, typer.Option("--column", help="Cột chọn cho một trường: TRƯỜNG=CỘT, ví dụ owner=D.")
]


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Các tệp bảng tính.")],
    sheet: Annotated[str | None, typer.Option(help="Tên trang tính cần đọc.")] = None,
    marked: Annotated[
        Path | None, typer.Option(help="Ghi ra bản sao xlsx, xlsm có tô màu và chú thích ở các ô cần xem; một tệp vào.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Đọc bảng tiến độ: đã hiểu gì, ở ô nào, còn gì chưa rõ (0: đọc được, 1: có lỗi chặn, 2: không đọc được)."""
    from loaders import Sandbox, reference
    from loaders.workbook import received_bytes
    from schedule import Words
    from schedule.errors import LoadError
    from services import answers
    from services.marking import marked_copy

    if marked and len(files) > 1:
        raise typer.BadParameter("--marked: một tệp")
    reader, words, gates, worst = Sandbox(), Words(lang), reference.gates(), 0
    for file in files:
        named = {"file": str(file)} if len(files) > 1 else {}
        try:
            received = received_bytes(file)
            reading = reader.read(received, sheet=sheet, gates=gates)
            if marked:
                _write(marked, marked_copy(reader, received, reading.findings, reading.schedule.sheet, words))
        except LoadError as error:
            worst = UNREADABLE
            reason = _sentence(error, words)
            typer.echo(f"{file}: {reason}", err=True)
            if named and as_json:
                typer.echo(_line({**named, "error": reason}))
            continue
        worst = max(worst, BLOCKED if reading.is_blocked else 0)
        answer = answers.reading(reading, words)
        typer.echo(_line({**named, **answer}) if as_json else _told(file, answer))
    raise typer.Exit(worst)


@app.command()
def dates(as_json: AsJson = False) -> None:
    """Đọc từng câu chỉ thời gian: mỗi dòng vào là {"text", "year"}, mỗi dòng ra là khoảng ngày đã hiểu."""
    from loaders import reference
    from loaders.dates import DateContext, read_date

    gates = reference.gates()
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text, year = str(asked["text"]), asked.get("year")
            year = int(year) if year else None
        except (ValueError, TypeError, KeyError, AttributeError):
            typer.echo(f'không phải dòng JSON {{"text", "year"}}: {line.strip()[:80]}', err=True)
            raise typer.Exit(UNREADABLE) from None
        typer.echo(_line(read_date(text, DateContext(year=year, gates=gates)).as_dict()))


@app.command()
def assess(
    programme: Annotated[str | None, typer.Option(help="Mã chương trình; bỏ trống là tất cả.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Tình trạng từng chương trình, từng mốc tại một ngày: chậm bao nhiêu, so với kế hoạch nào."""
    from services import answers, sentences

    words = _words(lang)
    answer = _answered(words, lambda: answers.assessment(_tracker(), programme, _day(as_of)))
    if as_json:
        typer.echo(_line(answer))
        return
    for p in answer["programmes"]:
        typer.echo(f"{p['name']}: {words('status.' + p['status'])}, {p['milestones_done']}/{p['milestones_total']}")
    for m in answer["milestones"]:
        days, most = m["variance_original_days"], m["variance_original_at_most_days"]
        slip = words.days(days[1]) if days else words("missing")
        slip = slip if most is None else words("slip.at_most", days=words.days(most))
        typer.echo(f"  {sentences.status(m, words):<16} {slip:>14}  {m['programme']}:{m['id']}  {m['name']}")


@app.command()
def health(
    programme: Annotated[str | None, typer.Option(help="Mã chương trình; bỏ trống là tất cả.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Sức khỏe bảng tiến độ: giá trị làm ra, BEI, CPLI, 14 phép kiểm tra, mỗi mục với từng dòng ở từng ô."""
    from services import health_told
    from services.health import all_health

    words = _words(lang)
    found = _answered(words, lambda: all_health(_tracker(), programme, _day(as_of)))
    if as_json:
        answer = {"as_of": found[0].state.as_of.isoformat(), "programmes": [health_told.plain(h, words) for h in found]}
        typer.echo(_line(answer))
        return
    for one in found:
        typer.echo("\n".join(health_told.lines(one, words)))


@app.command()
def network(
    file: Annotated[
        Path | None, typer.Argument(help="Bảng tiến độ có cột công việc trước; bỏ trống là mọi chương trình.")
    ] = None,
    status_date: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    start: Annotated[str | None, typer.Option(help="Ngày bắt đầu; bỏ trống là ngày sớm nhất trong bảng.")] = None,
    calendar: Annotated[
        Literal["vn", "vn-6", "vn-7", "weekdays", "continuous"],
        typer.Option(help="Lịch làm việc: có ngày lễ (thứ 2-6, 2-7, 2-CN), thứ 2-6 không lễ, mọi ngày."),
    ] = "vn",
    target: Annotated[str, typer.Option(help="Mã việc cần tìm đường quyết định; bỏ trống là việc xong sau cùng.")] = "",
    near: Annotated[
        list[float] | None,
        typer.Option(min=0.01, help="Gần găng: còn dự trữ không quá bấy nhiêu ngày; ghi được nhiều lần (5, 10, 20)."),
    ] = None,
    override: Annotated[bool, typer.Option("--override", help="Việc đang làm không chờ việc trước nữa.")] = False,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Tính mạng công việc: ngày sớm, ngày muộn, dự trữ, đường găng (1: có lỗi chặn, như các việc chờ nhau thành vòng)."""
    from loaders import Sandbox, reference
    from loaders.workbook import received_bytes
    from services import network as networks
    from services.across import across
    from services.states import newest_status_date

    words = _words(lang)
    if file is None:
        tracker = _answered(words, _tracker)
        made = _answered(words, lambda: across(tracker, _day(status_date) or newest_status_date(tracker)))
        tell = networks.plain_across if as_json else networks.lines_across
        told = _answered(words, lambda: tell(made, target, words))
        typer.echo(_line(told) if as_json else "\n".join(told))
        return
    asked: dict[str, Any] = {"today": _now().date(), "calendar": calendar, "target": target, "is_override": override}
    if near:
        asked["near"] = sorted(set(near))

    def ask() -> networks.Computed:
        asked.update(start=_day(start), status_date=_day(status_date))
        read = Sandbox().read(received_bytes(file), gates=reference.gates(), status_date=asked["status_date"])
        return networks.computed(read, **asked)

    computed = _answered(words, ask)
    typer.echo(_line(networks.plain(computed, words)) if as_json else "\n".join(networks.lines(computed, words)))
    if computed.is_blocked:
        raise typer.Exit(BLOCKED)


@app.command()
def gates(
    file: Annotated[Path | None, typer.Argument(help="Bảng kỳ họp và thời hạn đã sửa, để kiểm tra.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi bảng kỳ họp và thời hạn ra xlsx.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Bảng không có lỗi thì dùng thay cho dữ liệu hiện có.")] = False,
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Cửa tiếp theo của từng chương trình; lấy ra, kiểm tra, thay lịch họp và thời hạn gửi hồ sơ (1: bảng có lỗi)."""
    from services import gatebook
    from services.gates import gate_lines, next_gates, plain
    from services.states import newest_status_date

    words = _words(lang)
    if output:
        _write(output, _answered(words, lambda: gatebook.workbook()))
    elif file:
        checked = _answered(words, lambda: gatebook.checked(file))
        typer.echo(_line(gatebook.plain(checked, words)) if as_json else "\n".join(gatebook.lines(checked, words)))
        if checked.is_blocked:
            raise typer.Exit(BLOCKED)
        if save:
            _answered(words, lambda: gatebook.save(checked))
    else:
        tracker = _answered(words, _tracker)
        views = _answered(words, lambda: next_gates(tracker, _day(as_of) or newest_status_date(tracker), words))
        typer.echo(_line(plain(views)) if as_json else "\n".join(gate_lines(views, words)))


@app.command()
def outlook(
    programme: Annotated[str | None, typer.Option(help="Mã chương trình; bỏ trống là mọi chương trình.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Triển vọng: kịp hay không, vì sao, cần gì; từng mốc theo hồ sơ lời hẹn, xu hướng, mạng và mô phỏng."""
    from services import outlook as outlooks
    from services.outlook_view import answers

    words = _words(lang)
    if as_json:
        typer.echo(_line(_answered(words, lambda: outlooks.plain(_tracker(), programme, _day(as_of)))))
        return
    for answer in _answered(words, lambda: answers(_tracker(), programme, _day(as_of), words)):
        typer.echo("\n  ".join((answer.head, answer.verdict, answer.why, answer.needed)).rstrip())


@app.command()
def backtest(
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Viết thành trang docs/methods/backtest.md.")] = False,
    lang: Lang = "vi",
) -> None:
    """Thử lại trên số liệu đã qua: mỗi cách dự báo, chỉ với điều đã biết lúc đó, sai bao nhiêu."""
    from services import backtest as backtests

    words = _words(lang)
    made = _answered(words, lambda: backtests.backtest(_tracker()))
    told = _line(backtests.plain(made)) if as_json else backtests.markdown(made) if markdown else backtests.lines(made)
    typer.echo(told, nl=not markdown)


@app.command()
def seed(lang: Lang = "vi") -> None:
    """Nạp các bảng tiến độ trong data/ vào kho (chỉ những bảng kho chưa có)."""
    tracker = _answered(_words(lang), lambda: _tracker(progress=True))
    for problem in tracker.problems:
        typer.echo(f"{problem.programme}: {_sentence(problem.error, _words(lang))}", err=True)
    typer.echo(f"{len(tracker.store.revisions())} phiên bản, {len(tracker.programmes)} chương trình")


@app.command()
def data() -> None:
    """Lập lại các bảng tiến độ trong data/programmes/ từ số liệu có nguồn trong data/record/."""
    from loaders.reference import DATA
    from services.record import write_programmes

    typer.echo(f"{len(write_programmes(DATA))} bảng tiến độ")


@app.command()
def submit(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="Bảng tiến độ.")],
    programme: Annotated[str, typer.Option(help="Mã chương trình.")],
    status_date: Annotated[str, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")],
    note: Annotated[str, typer.Option(help="Ghi chú của người nộp.")] = "",
    reason: Reason = "",
    accept: Accept = "",
    column: Columns = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Nộp một bảng tiến độ làm bản nháp và xem nó thay đổi gì (0: công bố được, 1: còn điều phải xử lý)."""
    from services import revisions

    words = _words(lang)
    day, codes = _answered(words, lambda: (_day(status_date), revisions.codes(accept)))
    asked: dict[str, Any] = {"programme": programme, "status_date": day, "note": note, "accept": codes}
    asked["reasons"] = revisions.reasons(reason)
    received, columns, tracker = file.read_bytes(), _columns(column), _answered(words, _tracker)
    asked["picks"] = _answered(words, lambda: revisions.picks(tracker, received, columns))
    made = _answered(words, lambda: revisions.submit(tracker, received, file.name, **asked, **_acting()))
    _show_submission(made, words, as_json)


@app.command()
def draft(
    draft_id: Annotated[str, typer.Argument(help="Mã bản nháp; bỏ trống để liệt kê các bản còn mở.")] = "",
    note: Annotated[str | None, typer.Option(help="Ghi chú mới.")] = None,
    reason: Reason = "",
    accept: Accept = "",
    same: Annotated[list[str] | None, typer.Option(help="Hai dòng là một: TRƯỚC=SAU.")] = None,
    other: Annotated[list[str] | None, typer.Option(help="Hai dòng khác nhau: TRƯỚC=SAU.")] = None,
    column: Columns = None,
    discard: Annotated[bool, typer.Option("--discard", help="Bỏ bản nháp (vẫn lưu trong sổ).")] = False,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Xem lại một bản nháp so với bản đang công bố, bổ sung lý do, xác nhận, hoặc bỏ."""
    from services import revisions

    words, tracker = _words(lang), _answered(_words(lang), _tracker)
    if not draft_id:
        for one in tracker.store.drafts():
            typer.echo(
                f"{one.id}  {one.programme}  {one.status_date}  {one.filename}  {one.actor}  {one.note}".rstrip()
            )
        return
    if discard:
        _answered(words, lambda: revisions.discard(tracker, draft_id, **_acting()))
        return
    pairs = [
        (*pair.split("=", 1), is_same) for given, is_same in ((same, True), (other, False)) for pair in given or []
    ]
    if any(len(pair) != 3 for pair in pairs):
        raise typer.BadParameter("TRƯỚC=SAU")
    codes = _answered(words, lambda: revisions.codes(accept))
    asked: dict[str, Any] = {"note": note, "accept": codes, "reasons": revisions.reasons(reason), "decisions": pairs}
    received, columns = _answered(words, lambda: tracker.store.draft_bytes(draft_id)), _columns(column)
    asked["picks"] = _answered(words, lambda: revisions.picks(tracker, received, columns))
    made = _answered(words, lambda: revisions.amend(tracker, draft_id, **asked, **_acting()))
    _show_submission(made, words, as_json)


@app.command()
def publish(
    draft_id: Annotated[str, typer.Argument(metavar="DRAFT")], as_json: AsJson = False, lang: Lang = "vi"
) -> None:
    """Công bố một bản nháp (0: đã công bố, 1: bị chặn hoặc bản đang công bố đã đổi)."""
    from services import public, revisions

    words, tracker = _words(lang), _answered(_words(lang), _tracker)
    made = _answered(words, lambda: revisions.publish(tracker, draft_id, **_acting()))
    public.refresh(tracker, made, **_acting())
    typer.echo(
        _line({"draft": draft_id, "revision": made.id}) if as_json else words("done.published", revision=made.id)
    )


@app.command()
def history(programme: str, as_json: AsJson = False, lang: Lang = "vi") -> None:
    """Các phiên bản đã công bố của một chương trình, cũ trước."""
    from services import revisions

    found = _answered(_words(lang), lambda: revisions.history(_tracker(), programme))
    if as_json:
        typer.echo(_line(found))
        return
    for r in found:
        typer.echo(f"{r['revision']}  {r['published_at'][:16]}  {r['actor']}  {r['filename']}  {r['note']}".rstrip())


@app.command()
def diff(
    programme: str,
    earlier: Annotated[str, typer.Option("--from", help="Ngày báo cáo trước.")],
    later: Annotated[str, typer.Option("--to", help="Ngày báo cáo sau.")],
    threshold: Annotated[int, typer.Option(help="Bỏ qua ngày dời ít hơn số ngày này.", min=0)] = 0,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Thay đổi giữa hai ngày báo cáo của một chương trình, nặng nhất trước."""
    from services import changes

    words = _words(lang)
    days = _answered(words, lambda: (_day(earlier), _day(later)))
    found = _answered(words, lambda: changes.between(_tracker(), programme, *days, threshold_days=threshold))
    typer.echo(_line(changes.plain_difference(*found)) if as_json else "\n".join(changes.told(found[1].changes, words)))


@app.command()
def rollback(
    programme: str,
    to: Annotated[str, typer.Option("--to", help="Phiên bản cần trở lại.")],
    note: Annotated[str, typer.Option(help="Ghi chú.")] = "",
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Công bố lại nội dung một phiên bản trước thành phiên bản mới; không gì bị xóa."""
    from services import public, revisions

    words, tracker = _words(lang), _answered(_words(lang), _tracker)
    told = note or words("note.rollback", revision=to)
    made = _answered(words, lambda: revisions.roll_back(tracker, programme, to, note=told, **_acting()))
    public.refresh(tracker, made, **_acting())
    typer.echo(_line({"revision": made.id}) if as_json else words("done.published", revision=made.id))


@app.command()
def approve(
    programme: Annotated[str, typer.Option(help="Mã chương trình.")],
    revision: Annotated[str, typer.Option(help="Phiên bản được duyệt làm kế hoạch.")],
    reason: Annotated[str, typer.Option(help="Vì sao.")],
    approver: Annotated[str, typer.Option(help="Ai duyệt, theo văn bản nào.")],
    on: Annotated[str | None, typer.Option(help="Tính từ ngày; bỏ trống là ngày báo cáo mới nhất.")] = None,
    lang: Lang = "vi",
) -> None:
    """Duyệt một phiên bản làm kế hoạch; các kế hoạch đã duyệt trước vẫn còn."""
    from services import revisions

    words = _words(lang)
    asked = {"reason": reason, "approver": approver, "approved_on": _answered(words, lambda: _day(on))}
    made = _answered(words, lambda: revisions.approve(_tracker(), programme, revision, **asked, **_acting()))
    typer.echo(words("done.approved", revision=made.revision_id, day=made.approved_on))


@app.command()
def export(
    programme: str,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp cần ghi.")],
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    template: Annotated[bool, typer.Option("--template", help="Bảng trống theo mẫu.")] = False,
    lang: Lang = "vi",
) -> None:
    """Lấy về bảng tiến độ của một chương trình như đang công bố, hoặc bảng trống theo mẫu."""
    from services import export as exporting

    words = _words(lang)
    day = _answered(words, lambda: _day(as_of))
    tracker = _answered(words, _tracker)
    if template:
        made = _answered(words, lambda: exporting.template(tracker, programme, day or _now().date(), words))
    else:
        made = _answered(words, lambda: exporting.export(tracker, programme, day))[1]
    _write(output, made)


@app.command()
def brief(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Tệp cần ghi; nhiều hình: thêm -1, -2 … trước đuôi tệp.")
    ],
    kind: Annotated[
        Literal["pptx", "pdf", "png", "svg", "html", "xlsx", "ics", "zip"],
        typer.Option("--format", help="Dạng tệp; zip là tất cả."),
    ] = "pptx",
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30; bỏ trống là mới nhất.")] = None,
    programme: Annotated[list[str] | None, typer.Option(help="Mã chương trình; bỏ trống là tất cả.")] = None,
    compare: Annotated[str | None, typer.Option(help="So với ngày; bỏ trống là kỳ báo cáo trước.")] = None,
    audience: Annotated[
        Literal["monthly", "weekly", "one", "programme"],
        typer.Option(help="Báo cáo tháng, tuần, một trang cho lãnh đạo, từng chương trình."),
    ] = "monthly",
    theme: Annotated[Literal["light", "dark"], typer.Option(help="Nền sáng hoặc tối.")] = "light",
    size: Annotated[
        Literal["", "1x", "2x", "4k", "16:9", "a4", "a3"], typer.Option(help="PNG: 1x, 2x, 4k; PDF: 16:9, a4, a3.")
    ] = "",
    lang: Lang = "vi",
) -> None:
    """Lập báo cáo để trình chiếu hoặc in: cùng phiên bản thì cùng một tệp, từng byte."""
    from services import briefing, public

    words = _words(lang)
    days = _answered(words, lambda: (_day(as_of) or date.max, _day(compare)))
    asked = briefing.Asked(days[0], tuple(programme or ()), days[1], audience, theme, public.address())
    tracker, shown = _answered(words, _tracker), _shown if sys.stderr.isatty() else None
    made = _answered(words, lambda: briefing.pack(tracker, asked, words, shown))
    files = briefing.written(made, kind, shown, size=size)
    _answered(words, lambda: briefing.remember(tracker, asked, made, **_acting()))
    for n, content in enumerate(files, 1):
        _write(output if len(files) == 1 else output.with_name(f"{output.stem}-{n}{output.suffix}"), content)


@app.command()
def feed(
    programme: Annotated[str, typer.Option(help="Mã chương trình.")],
    kind: Annotated[Literal["ics", "atom"], typer.Option(help="Lịch (ics) hoặc tin thay đổi (atom).")] = "ics",
    days: Annotated[int, typer.Option(min=1, max=730, help="Địa chỉ dùng được bao nhiêu ngày.")] = 180,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Ghi ra tệp, cho nơi tự phục vụ tệp; không cấp địa chỉ.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Cấp địa chỉ theo dõi một chương trình (ai có địa chỉ đều đọc được, đến ngày hết hạn), hoặc ghi nội dung ra tệp."""
    from services import feeds, public

    words = _words(lang)
    base = public.address()
    tracker = _answered(words, _tracker)
    if output:
        _write(output, _answered(words, lambda: feeds.content(tracker, kind, programme, words.language, base)))
        return
    given = _answered(words, lambda: feeds.give(tracker, programme, words.language, days=days, **_acting()))
    answer = feeds.plain(given, kind, base)
    typer.echo(_line(answer) if as_json else f"{answer['address']}\n{words('feed.until', day=given.link.until)}")


@app.command()
def verify(lang: Lang = "vi") -> None:
    """Kiểm tra kho: tệp đã nhận, chuỗi sổ, phiên bản, số dòng (0: nguyên vẹn, 1: có chỗ sai)."""
    from services import revisions

    words = _words(lang)
    faults = _answered(words, lambda: revisions.verify(os.environ))
    for fault in faults:
        typer.echo(words(f"fault.{fault.kind}", subject=fault.subject, detail=fault.detail))
    if faults:
        raise typer.Exit(BLOCKED)
    typer.echo(words("fault.none"))


@app.command()
def clarity(
    programme: Annotated[str, typer.Option(help="Mã chương trình; bỏ trống là mọi chương trình.")] = "",
    unit: Annotated[str, typer.Option(help="Đơn vị chủ trì, viết đủ hay tắt.")] = "",
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """5 rõ: mỗi dòng trả lời được mấy trong năm câu hỏi, theo đơn vị và chương trình; còn thiếu gì, vì sao."""
    from services import clarity as five
    from services.states import newest_status_date

    words = _words(lang)
    tracker = _answered(words, _tracker)
    day = _answered(words, lambda: _day(as_of) or newest_status_date(tracker))
    found = _answered(words, lambda: five.clarity(tracker, day, programme=programme, unit=unit))
    answer = five.plain(found, tracker, words) if as_json else None
    typer.echo(_line(answer) if answer else "\n".join(five.lines(found, tracker, words)))


@app.command()
def corrections(
    unit: Annotated[str, typer.Argument(help="Đơn vị chủ trì, viết đủ hay tắt.")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp phiếu bổ sung cần ghi.")] = None,
    take: Annotated[
        Path | None, typer.Option("--take", exists=True, dir_okay=False, help="Phiếu đơn vị đã điền và gửi lại.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Phiếu bổ sung 5 rõ: lập cho một đơn vị (-o), hoặc nhận lại (--take) thành bản nháp chỉ sửa các ô được hỏi."""
    from services import corrections as correcting
    from services.states import newest_status_date

    words = _words(lang)
    if bool(take) == bool(unit and output):
        raise typer.BadParameter("UNIT -o TỆP | --take TỆP")
    tracker = _answered(words, _tracker)
    if take:
        made = _answered(words, lambda: correcting.take(tracker, take.read_bytes(), take.name, **_acting()))
        typer.echo(_line(correcting.plain(made, words)) if as_json else "\n".join(correcting.lines(made, words)))
        return
    day = _answered(words, lambda: _day(as_of) or newest_status_date(tracker))
    _write(output or Path(), _answered(words, lambda: correcting.workbook(tracker, unit, day, words)))


@app.command()
def find(
    words_: Annotated[list[str], typer.Argument(metavar="WORDS", help="Có dấu hay không, viết đủ hay tắt.")],
    as_of: Annotated[str | None, typer.Option(help="Ngày báo cáo, dạng 2024-06-30.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Tìm mốc, việc, đơn vị, số văn bản trong mọi chương trình."""
    from services import find as finding
    from services.states import newest_status_date

    words = _words(lang)
    tracker = _answered(words, _tracker)
    day = _answered(words, lambda: _day(as_of) or newest_status_date(tracker))
    found = _answered(words, lambda: finding.find(tracker, " ".join(words_), day))
    typer.echo(_line(finding.plain(found)) if as_json else "\n".join(finding.lines(found, tracker, words)))


@app.command()
def remind(
    send: Annotated[bool, typer.Option("--send", help="Gửi bằng e-mail; không có thì chỉ liệt kê để gửi tay.")] = False,
    addresses: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Bảng CSV đơn vị, địa chỉ (unit,address).")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Nhắc các yêu cầu giải trình quá hạn trả lời: liệt kê để gửi tay, hoặc gửi qua SMTP (--send)."""
    from loaders import reference
    from services import mail, public, reminders
    from services.confirming import day_of

    words, now = _words(lang), _now()
    tracker = _answered(words, _tracker)
    through = _answered(words, lambda: mail.post(os.environ)) if send else None
    known = _answered(words, lambda: reference.addresses(addresses or reference.DATA / "unit_addresses.csv"))
    found = _answered(words, lambda: reminders.reminders(tracker, known, day_of(now), words, public.address()))
    if through:
        made = _answered(words, lambda: reminders.send(tracker, found, through, **_acting()))
    else:
        made = tuple(reminders.Outcome(one, "by-hand") for one in found)
    typer.echo(_line(reminders.plain(made)) if as_json else "\n".join(reminders.lines(made, words)))
    if any(one.state == "failed" for one in made):
        raise typer.Exit(BLOCKED)


@app.command()
def audit(
    subject: Annotated[str, typer.Argument(help="Chương trình, phiên bản hoặc bản nháp.")] = "",
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Sổ ghi mọi việc đã làm, mới trước."""
    from services import revisions

    found = _answered(_words(lang), lambda: revisions.audit(_tracker(), subject))
    if as_json:
        typer.echo(_line(found))
        return
    for e in found:
        typer.echo(f"{e['number']}  {e['at'][:16]}  {e['actor']}  {e['action']}  {e['subject']}")


def _acting() -> dict[str, Any]:
    """Who acts at the terminal, and when."""
    import getpass

    import access

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"uid {os.getuid()}"
    return {"actor": access.local_user(name), "now": _now()}


def _show_submission(made: Any, words: Any, as_json: bool) -> None:
    """What was understood of a submitted workbook; exit status 1 where something still stops publishing."""
    from services import revisions

    typer.echo(_line(revisions.plain(made, words)) if as_json else "\n".join(revisions.lines(made, words)))
    if made.unresolved:
        raise typer.Exit(BLOCKED)


def _now() -> datetime:
    return datetime.now(UTC)


def _columns(given: list[str] | None) -> dict[str, str]:
    """Field -> column letter, from TRƯỜNG=CỘT."""
    from services.revisions import PICKED

    columns = dict(pair.partition("=")[::2] for pair in given or [])
    if any(name not in PICKED or not letter.isalpha() for name, letter in columns.items()):
        raise typer.BadParameter("TRƯỜNG=CỘT: " + ", ".join(PICKED))
    return {name: letter.upper() for name, letter in columns.items()}


def _words(lang: str) -> Any:
    from schedule import Words

    return Words(lang)


def _tracker(progress: bool = False) -> "Tracker":
    from services.tracker import open_tracker

    return open_tracker(now=datetime.now(UTC), progress=_shown if progress or sys.stderr.isatty() else None)


def _shown(done: int, total: int, name: str) -> None:
    """How far the work is, on one line."""
    filled = 20 * (done + 1) // total
    typer.echo(
        f"\r{'█' * filled}{'░' * (20 - filled)} {done + 1}/{total} {name}".ljust(70), err=True, nl=done + 1 == total
    )


def _day(text: str | None) -> date | None:
    from loaders.dates import typed_day

    return typed_day(text) if text else None


def _answered(words: Any, ask: Any) -> Any:
    """The answer, or one line that says why there is none, and the exit status for it."""
    from schedule.errors import AccessDenied, DraftClosed, PublishingBlocked, StaleBase, TrackerError

    try:
        return ask()
    except TrackerError as error:
        typer.echo(_sentence(error, words), err=True)
        is_refused = isinstance(error, AccessDenied | DraftClosed | PublishingBlocked | StaleBase)
        raise typer.Exit(BLOCKED if is_refused else UNREADABLE) from None


def _sentence(error: Any, words: Any) -> str:
    from services.sentences import failure

    return failure(error, words)


def _told(file: Path, answer: dict[str, Any]) -> str:
    lines = [f"{file}: {answer['sheet']}, {len(answer['rows'])} dòng"]
    lines += [
        f"  {f['severity']:<9} {f['sheet']}!{f['cell']}: {f['message']} {f['remedy']}" for f in answer["findings"]
    ]
    return "\n".join(lines)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        typer.echo(f"{output}: {error.strerror}", err=True)
        raise typer.Exit(UNREADABLE) from None


def _line(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


if __name__ == "__main__":
    app()
