"""The second door: the same services at a terminal."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

# Everything heavier than Typer is imported inside the commands, so that --help answers at once.
if TYPE_CHECKING:
    from services.tracker import Tracker

app = typer.Typer(help="Tiến độ Thủ đô: đọc bảng tiến độ, đối chiếu, tính độ trượt.", no_args_is_help=True, add_completion=False)

BLOCKED, UNREADABLE = 1, 2
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
Lang = Annotated[str, typer.Option("--lang", help="Ngôn ngữ của thông báo: vi hoặc en.")]


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Các tệp bảng tính.")],
    sheet: Annotated[str | None, typer.Option(help="Tên trang tính cần đọc.")] = None,
    as_json: AsJson = False,
    lang: Lang = "vi",
) -> None:
    """Đọc bảng tiến độ: đã hiểu gì, ở ô nào, còn gì chưa rõ (0: đọc được, 1: có lỗi chặn, 2: không đọc được)."""
    import loaders
    from loaders import reference
    from schedule import Words
    from schedule.errors import LoadError
    from services import answers

    words, gates, worst = Words(lang), reference.gates(), 0
    for file in files:
        named = {"file": str(file)} if len(files) > 1 else {}
        try:
            reading = loaders.read(file, sheet=sheet, gates=gates)
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
    from services import answers

    words = _words(lang)
    answer = _answered(words, lambda: answers.assessment(_tracker(), programme, _day(as_of)))
    if as_json:
        typer.echo(_line(answer))
        return
    for p in answer["programmes"]:
        typer.echo(f"{p['name']}: {words('status.' + p['status'])}, {p['milestones_done']}/{p['milestones_total']}")
    for m in answer["milestones"]:
        days = m["variance_original_days"]
        slip = words.days(days[1]) if days and days[1] is not None else words("missing")
        typer.echo(f"  {words('status.' + m['status']):<16} {slip:>14}  {m['programme']}:{m['id']}  {m['name']}")


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


def _words(lang: str) -> Any:
    from schedule import Words

    return Words(lang)


def _tracker(progress: bool = False) -> "Tracker":
    from services.tracker import open_tracker

    def shown(done: int, total: int, name: str) -> None:
        typer.echo(f"\r[{done + 1}/{total}] {name}".ljust(60), err=True, nl=done + 1 == total)

    return open_tracker(now=datetime.now(UTC), progress=shown if progress or sys.stderr.isatty() else None)


def _day(text: str | None) -> date | None:
    from schedule.errors import DateUnreadable

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DateUnreadable(text=text) from None


def _answered(words: Any, ask: Any) -> Any:
    """The answer, or one line that says why there is none, and the exit status for it."""
    from schedule.errors import TrackerError

    try:
        return ask()
    except TrackerError as error:
        typer.echo(_sentence(error, words), err=True)
        raise typer.Exit(UNREADABLE) from None


def _sentence(error: Any, words: Any) -> str:
    from services.sentences import failure

    return failure(error, words)


def _told(file: Path, answer: dict[str, Any]) -> str:
    lines = [f"{file}: {answer['sheet']}, {len(answer['rows'])} dòng"]
    lines += [f"  {f['severity']:<9} {f['sheet']}!{f['cell']}: {f['message']} {f['remedy']}" for f in answer["findings"]]
    return "\n".join(lines)


def _line(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


if __name__ == "__main__":
    app()
