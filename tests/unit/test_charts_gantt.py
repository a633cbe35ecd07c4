"""The Gantt chart: what a row shows, where its words stand, what lies beyond the window, how rows are linked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import Circle, Diamond, GanttRow, Line, Polygon, Rect, Scene, Text, gantt_scene
from charts.lettering import NARROWEST
from schedule import Gate, Words

VI, EN = Words("vi"), Words("en")
TODAY = date(2025, 6, 15)
PAPER = {"status_date": TODAY, "words": VI}
PHONE = {"width": 358, "narrow": True}
SESSION = Gate("na-15-9", "Quốc hội", "Kỳ họp thứ 9", "KH 9", ((date(2025, 5, 5), date(2025, 5, 29)),))


def row(key: str = "a", **changes: object) -> GanttRow:
    """A milestone 62 days late, promised for the end of 2025."""
    good = GanttRow(
        key=key,
        wbs="1.1",
        name="Hoàn thành giải phóng mặt bằng",
        owner="UBND TP Hà Nội",
        level=1,
        kind="milestone",
        start=None,
        start_is_assumed=False,
        baseline_last=date(2025, 10, 30),
        finish_first=date(2025, 12, 31),
        finish_last=date(2025, 12, 31),
        is_actual=False,
        is_overdue=False,
        percent=None,
        status="late",
        finish_text="hẹn 31/12/2025",
        slip_text="+62",
        title=f"Tất cả về {key}",
        predecessors=(),
    )
    return replace(good, **changes)


def group(key: str = "g", **changes: object) -> GanttRow:
    """A group from the start of 2024 to the end of 2025."""
    return row(
        key,
        **{
            "wbs": "1",
            "name": "Mặt bằng",
            "owner": "",
            "level": 0,
            "kind": "summary",
            "start": date(2024, 1, 1),
            "baseline_last": None,
            "finish_text": "1/2 mốc đã xong",
            "slip_text": "",
        }
        | changes,
    )


def texts(scene: Scene) -> list[str]:
    """Everything written, in order."""
    return [text.wording for text in scene.of(Text)]


def written(scene: Scene, text: str) -> Text:
    """The one mark that writes `text`."""
    (found,) = [mark for mark in scene.of(Text) if mark.text == text]
    return found


def signs_of(scene: Scene, key: str) -> dict[str, Diamond]:
    """A row's diamonds by their style."""
    return {mark.style: mark for mark in scene.of(Diamond) if mark.key == key}


def bars(scene: Scene, role: str) -> list[Line]:
    """The level lines of one role."""
    return [line for line in scene.of(Line) if line.role == role and line.points[0][1] == line.points[-1][1]]


def test_a_row_names_task_owner_baseline_and_slip_in_columns_beside_its_marks():
    """From the left: number, name, owner, baseline; the slip at the right in the colour of its status."""
    scene = gantt_scene([row()], [], **PAPER)
    cells = [written(scene, t) for t in ("1.1", "UBND TP Hà Nội", "10/2025", "+62")]

    assert [cell.x for cell in cells] == sorted(cell.x for cell in cells)
    assert cells[-1].role == "status_late"
    assert {"Mã", "Việc / mốc", "Chủ trì", "Gốc", "Trượt (ngày)"} <= set(texts(scene))


def test_a_long_name_is_wrapped_to_two_lines_and_its_row_is_higher():
    """The rest of a name that needs a third line gives way to "…"."""
    long = "Hoàn thành bồi thường, hỗ trợ, tái định cư và giải phóng mặt bằng trên địa bàn " * 3
    short, tall = (gantt_scene([row(name=name)], [], **PAPER) for name in ("Ngắn", long))
    lines = [mark for mark in tall.of(Text) if mark.role == "ink" and mark.size == 12.5]

    assert len(lines) == 2
    assert lines[1].text.endswith("…")
    assert lines[0].x == lines[1].x < lines[0].box()[2] < 382
    assert tall.height > short.height


def test_a_forecast_is_solid_in_its_statuss_colour_and_a_baseline_hollow():
    """The baseline lies left of a later finish, with a dash-dot way between them."""
    scene = gantt_scene([row()], [], **PAPER)
    signs = signs_of(scene, "a")
    (way,) = [line for line in scene.of(Line) if line.dash == "dashdot"]

    assert {style: sign.role for style, sign in signs.items()} == {"hollow": "baseline", "solid": "status_late"}
    assert (signs["hollow"].x, signs["solid"].x) == (way.points[0][0], way.points[1][0])
    assert way.role == "status_late"


def test_an_actual_finish_is_ticked_and_its_way_is_grey():
    """What is done asks for nobody's attention: neither its way nor its words are in a colour."""
    scene = gantt_scene([row(is_actual=True, status="done_late", finish_text="xong")], [], **PAPER)
    (way,) = [line for line in scene.of(Line) if line.dash == "dashdot"]

    assert signs_of(scene, "a")["ticked"].role == "actual"
    assert (way.role, written(scene, "xong").role) == ("span", "quiet")


@pytest.mark.parametrize(("width", "narrow"), [(1552, False), (358, True)])
def test_a_scenario_is_a_dotted_bar_with_a_sign_of_its_own_that_the_legend_explains(width, narrow):
    """From the finish as things stand to the one they would have, on the axis even where it is the last day of all; else nothing."""
    ghost = (date(2024, 6, 1), date(2027, 3, 1))
    plain, beside = (
        gantt_scene([one], [], status_date=date(2024, 1, 9), words=Words("vi"), width=width, narrow=narrow)
        for one in (row("a"), row("a", ghost=ghost, ghost_title="Kịch bản"))
    )
    bar = next(line for line in bars(beside, "accent") if line.key == "a")
    end = next(mark for mark in beside.of(Diamond) if mark.role == "accent" and mark.key == "a")

    assert (bar.dash, bar.title, end.style) == ("dot", "Kịch bản", "hollow")
    assert bar.points[0][0] < bar.points[1][0] == pytest.approx(end.x)
    legend = Words("vi")("chart.legend.ghost")
    assert legend in texts(beside)
    assert legend not in texts(plain)
    assert bars(plain, "accent") == []


def test_days_stand_in_proportion_on_the_time_axis():
    """Twice as many days are twice as far."""
    days = [date(2024, 1, 1), date(2024, 4, 10), date(2024, 10, 27)]
    rows = [row(str(i), finish_last=day, baseline_last=None) for i, day in enumerate(days)]
    scene = gantt_scene(rows, [], **PAPER)
    a, b, c = (signs_of(scene, str(i))["solid"].x for i in range(3))

    assert c - a == pytest.approx((b - a) * 3)


def test_a_bar_runs_from_start_to_finish_over_a_thin_one_to_the_baseline():
    """With a start both are drawn; the current bar is the higher."""
    scene = gantt_scene([row(start=date(2025, 1, 1))], [], **PAPER)
    (bar,), (baseline,) = bars(scene, "bar"), bars(scene, "baseline")
    signs = signs_of(scene, "a")

    assert bar.points[0][0] == baseline.points[0][0]
    assert (signs["solid"].x, signs["hollow"].x) == (bar.points[1][0], baseline.points[1][0])
    assert bar.width > baseline.width
    assert baseline.points[0][1] > bar.points[0][1]


def test_an_assumed_start_makes_a_paler_bar_that_the_legend_explains():
    """The legend names the kinds of bars that are drawn, and only those."""
    given_start = gantt_scene([row(start=date(2025, 1, 1))], [], **PAPER)
    assumed = gantt_scene([row(start=date(2025, 1, 1), start_is_assumed=True)], [], **PAPER)

    assert len(bars(assumed, "bar_assumed")) == 1
    assert not bars(given_start, "bar_assumed")
    assert VI("chart.legend.bar_assumed") in texts(assumed)
    assert VI("chart.legend.bar_assumed") not in texts(given_start)
    assert VI("chart.legend.bar") not in texts(assumed)


@pytest.mark.parametrize(("percent", "part"), [(25, 0.25), (100, 1), (140, 1)])
def test_work_done_is_shown_inside_the_bar(percent, part):
    """Its length is the percentage of the bar's, and never more than the bar."""
    scene = gantt_scene([row(start=date(2025, 1, 1), percent=percent)], [], **PAPER)
    (bar,), (done,) = bars(scene, "bar"), bars(scene, "bar_done")
    whole = bar.points[1][0] - bar.points[0][0]

    assert done.points[1][0] - done.points[0][0] == pytest.approx(part * whole, abs=3)
    assert done.width < bar.width


@pytest.mark.parametrize("percent", [None, 0])
def test_no_progress_draws_no_progress(percent):
    """Nothing known and nothing done both leave the bar plain."""
    assert not bars(gantt_scene([row(start=date(2025, 1, 1), percent=percent)], [], **PAPER), "bar_done")


def test_a_group_is_a_band_with_a_bold_name_a_thin_bar_and_the_sign_of_its_worst_status():
    """Its band goes across the whole page; it has no diamonds of its own."""
    scene = gantt_scene([group(status="overdue")], [], **PAPER)
    (band,) = [mark for mark in scene.of(Rect) if mark.role == "group"]
    (sign,) = [mark for mark in scene.of(Rect) if mark.role == "status_overdue"]

    assert (band.x, band.width) == (0, scene.width)
    assert written(scene, "Mặt bằng").weight == 700
    assert bars(scene, "span")[0].width < 10
    assert signs_of(scene, "g") == {}
    assert sign.x > 1500
    assert written(scene, "1/2 mốc đã xong").role == "quiet"


def test_what_is_said_of_the_finish_stands_right_of_the_last_mark():
    """Its colour is the status's while the row needs attention."""
    scene = gantt_scene([row(), group()], [], **PAPER)
    said = written(scene, "hẹn 31/12/2025")

    assert said.x > signs_of(scene, "a")["solid"].x + 7
    assert (said.anchor, said.role) == ("start", "status_late")


def test_it_stands_over_its_marks_where_there_is_no_room_beside():
    """A bar across the whole window leaves no room at either end; the row grows by a line."""
    window = (date(2025, 1, 1), date(2026, 1, 1))
    wide = row(start=date(2024, 1, 1), finish_last=date(2027, 1, 1), baseline_last=None)
    scene = gantt_scene([wide], [], window=window, **PAPER)
    (bar,) = bars(scene, "bar")

    assert written(scene, "hẹn 31/12/2025").y < bar.points[0][1] - bar.width / 2
    assert scene.height > gantt_scene([replace(wide, finish_text="")], [], window=window, **PAPER).height


def test_what_finds_no_room_at_all_is_counted_and_still_told_by_the_row():
    """Nothing is hidden in silence."""
    endless = "hẹn " + "rất lâu về sau " * 20
    scene = gantt_scene([row(finish_text=endless)], [], **PAPER)

    assert endless not in texts(scene)
    assert VI("chart.finish_hidden", count=1) in texts(scene)
    assert "Tất cả về a" in {mark.title for mark in scene.of(Diamond)}


def test_a_row_without_any_date_says_so_at_the_status_date():
    """It has no marks; its words stand where one looks for news."""
    empty = row(baseline_last=None, finish_last=None, finish_first=None, finish_text="chưa hẹn ngày", slip_text="–")
    scene = gantt_scene([empty, row("b")], [], **PAPER)
    (line,) = [m for m in scene.of(Line) if m.role == "ink"][:1]

    assert signs_of(scene, "a") == {}
    assert abs(written(scene, "chưa hẹn ngày").x - line.points[0][0]) < 10


@pytest.mark.parametrize(("finish", "mark"), [(date(2020, 1, 1), "‹"), (date(2030, 1, 1), "›")])
def test_days_outside_the_window_are_marked_at_its_edge(finish, mark):
    """The mark tells the row's title; no diamond is drawn at a day that is not its own."""
    outside = row(finish_last=finish, baseline_last=None)
    scene = gantt_scene([outside], [], window=(date(2024, 1, 1), date(2026, 1, 1)), **PAPER)

    assert written(scene, mark).title == "Tất cả về a"
    assert signs_of(scene, "a") == {}
    assert "hẹn 31/12/2025" in texts(scene)


def test_without_a_window_every_day_is_drawn():
    """The axis reaches from the earliest day of any row to the latest."""
    rows = [row("a", baseline_last=date(2008, 1, 1)), row("b", finish_last=date(2031, 5, 1))]
    scene = gantt_scene(rows, [], **PAPER)

    assert {"hollow", "solid"} == set(signs_of(scene, "a")) == set(signs_of(scene, "b"))
    assert not {"‹", "›"} & set(texts(scene))


def linked(**changes: object) -> Scene:
    """Three rows, the second and the third waiting for the first, the third also for a row that is not shown."""
    rows = [
        row("a", finish_last=date(2025, 3, 1)),
        row("b", start=date(2025, 3, 1), predecessors=("a",)),
        row("c", finish_last=date(2025, 9, 1), baseline_last=None, predecessors=("a", "elsewhere:x")),
    ]
    return gantt_scene(rows, [], **PAPER, **changes)


def test_arrows_are_drawn_on_demand_only_and_only_between_rows_that_are_shown():
    """An arrow a predecessor that has a row; none for one of another programme."""
    assert not list(linked().of(Polygon))
    assert not [line for line in linked().of(Line) if line.role == "link"]
    assert len(list(linked(links=True).of(Polygon))) == 2


def test_an_arrow_leaves_the_predecessors_finish_and_ends_at_the_start_or_else_the_finish():
    """Its head points onto the bar's start, or onto the diamond of a row without a bar."""
    scene = linked(links=True)
    heads = [polygon.points[0] for polygon in scene.of(Polygon)]
    starts = [line.points[0] for line in scene.of(Line) if line.role == "link"]

    assert heads[0][0] == pytest.approx(bars(scene, "bar")[0].points[0][0])
    assert heads[1][0] == pytest.approx(signs_of(scene, "c")["solid"].x)
    assert signs_of(scene, "a")["solid"].x in {x for x, _ in starts}
    assert all(signs_of(scene, "a")["solid"].y < y for _, y in heads)


def test_a_comparison_with_an_earlier_revision_names_its_hollow_signs_for_what_they_are():
    """Neither the column nor the legend speaks of a baseline then."""
    said = texts(gantt_scene([row()], [], against="before", **PAPER))

    assert {VI("chart.column.before"), VI("chart.legend.before")} <= set(said)
    assert not {VI("chart.column.baseline"), VI("chart.legend.baseline")} & set(said)


def test_gates_of_the_national_assembly_are_named_columns_and_the_past_is_shaded():
    """Sessions of other bodies are not drawn."""
    other = replace(SESSION, id="hdnd-hn-16-19", short="HĐND 19")
    scene = gantt_scene([row()], [SESSION, other], **PAPER)
    (column,) = [mark for mark in scene.of(Rect) if mark.role == "gate"]
    (past,) = [mark for mark in scene.of(Rect) if mark.role == "past"]

    assert "KH 9" in texts(scene)
    assert "HĐND 19" not in texts(scene)
    assert "Kỳ họp thứ 9" in column.title
    assert column.x + column.width < past.x + past.width


def test_the_status_date_is_a_labelled_line():
    """It stands where the past ends."""
    scene = gantt_scene([row()], [], **PAPER)
    (past,) = [mark for mark in scene.of(Rect) if mark.role == "past"]
    (line,) = [mark for mark in scene.of(Line) if mark.role == "ink"]

    assert "Ngày báo cáo 15/06/2025" in texts(scene)
    assert line.points[0][0] == pytest.approx(past.x + past.width)


def test_on_a_phone_names_and_finishes_stand_over_the_marks_without_owners():
    """Number, name, finish and slip are all there, above the row's diamond."""
    scene = gantt_scene([group(), row()], [SESSION], **PAPER, **PHONE)
    sign = signs_of(scene, "a")["solid"]
    said = [mark for mark in scene.of(Text) if mark.text in ("hẹn 31/12/2025", "+62") or mark.text.startswith("1.1 ")]

    assert len(said) == 3
    assert all(mark.y < sign.y for mark in said)
    assert "UBND TP Hà Nội" not in texts(scene)


def test_the_picture_is_told_in_words_too():
    """The alternative text says what is drawn and of which day."""
    assert "2 dòng" in (alt := gantt_scene([row(), row("b")], [], **PAPER).alt)
    assert "15/06/2025" in alt


WORDS = st.text("aăâđeêioôơuưybcghklmnpqrstvx ÁẾỐỰNHTC0123456789(),-", min_size=1, max_size=90).filter(str.strip)
DAYS = st.dates(date(2006, 1, 1), date(2034, 12, 31))
STATUSES = (
    "overdue",
    "severely_late",
    "late",
    "slipping",
    "on_track",
    "done",
    "done_late",
    "not_assessable",
    "no_record",
)


@st.composite
def any_rows(draw: st.DrawFn) -> list[GanttRow]:
    """Rows such as a workbook may bring: any dates, any words, groups among them, links in any direction."""
    keys = [str(i) for i in range(draw(st.integers(0, 14)))]
    rows = []
    for key in keys:
        kind = draw(st.sampled_from(("summary", "milestone", "milestone", "task")))
        changes = {
            "wbs": draw(st.sampled_from(("1", "1.10", "2.3.4"))),
            "name": draw(WORDS),
            "owner": draw(WORDS),
            "level": draw(st.integers(0, 4)),
            "kind": kind,
            "start": draw(st.none() | DAYS),
            "start_is_assumed": draw(st.booleans()),
            "baseline_last": None if kind == "summary" else draw(st.none() | DAYS),
            "finish_last": draw(st.none() | DAYS),
            "is_actual": draw(st.booleans()),
            "percent": draw(st.none() | st.floats(0, 120)),
            "status": draw(st.sampled_from(STATUSES)),
            "finish_text": draw(st.just("") | WORDS),
            "slip_text": draw(st.sampled_from(("–", "+1.955", "≤ −62", "0"))) if kind != "summary" else "",
            "predecessors": tuple(draw(st.lists(st.sampled_from(keys), max_size=2))),
        }
        rows.append(row(key, **changes))
    return rows


@settings(max_examples=60, deadline=None)
@given(rows=any_rows(), links=st.booleans(), windowed=st.booleans(), day=DAYS, words=st.sampled_from((VI, EN)))
def test_words_never_run_into_one_another_whatever_the_workbook_brings(rows, links, windowed, day, words):
    """On a screen, on a phone, and on either shown as narrow as it may be."""
    window = (day - timedelta(days=730), day + timedelta(days=730)) if windowed else None
    for shape in ({}, PHONE):
        scene = gantt_scene(rows, [SESSION], status_date=day, words=words, links=links, window=window, **shape)

        assert [] == scene.overlaps() == scene.overlaps(NARROWEST)


@settings(max_examples=30, deadline=None)
@given(rows=any_rows(), day=DAYS)
def test_no_mark_of_a_phones_picture_leaves_its_page(rows, day):
    """Bars, signs and areas too."""
    scene = gantt_scene(rows, [SESSION], status_date=day, words=VI, links=True, **PHONE)
    spots = [(m.x, m.x + m.width) for m in scene.of(Rect)] + [(m.x - m.r, m.x + m.r) for m in scene.of(Diamond, Circle)]
    spots += [(x, x) for m in scene.of(Line, Polygon) for x, _ in m.points]

    assert all(a >= -0.01 and b <= 358.01 for a, b in spots)
