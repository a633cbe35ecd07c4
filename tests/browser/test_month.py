"""A planner's month in a real browser, and what a leader sees of it."""

import openpyxl
import pytest

from .server import ROOT, settle

pytestmark = pytest.mark.browser
NEWEST = ROOT / "data/programmes/ring-road-4/2026-09-01.xlsx"


@pytest.fixture(scope="module")
def promised():
    """Row and name of a milestone of the newest workbook that is still promised."""
    sheet = openpyxl.load_workbook(NEWEST)["Tiến độ"]
    return next(
        (r, sheet.cell(r, 3).value)
        for r in range(11, sheet.max_row)
        if sheet.cell(r, 8).value and not sheet.cell(r, 9).value
    )


def workbook(folder, name, **cells):
    """The newest workbook with some cells changed, as a file."""
    book = openpyxl.load_workbook(NEWEST)
    for cell, value in cells.items():
        book["Tiến độ"][cell] = value
    book.save(folder / name)
    return str(folder / name)


def drop(page, path):
    """Drop a workbook and wait for what it changes."""
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Công bố", exact=True).wait_for()


def fill(page, day, note):
    """Say for which day it speaks, confirm everything that asks for it, give a reason."""
    page.locator("[data-testid=stForm]").first.get_by_label("Ngày báo cáo", exact=True).fill(day)
    page.get_by_label("Ghi chú", exact=True).first.fill(note)
    reason = page.get_by_label("Nói rõ vì sao")
    if reason.count():
        reason.fill("giải phóng mặt bằng chậm")
    for box in page.locator("[data-testid=stForm] [data-testid=stCheckbox] label").all():
        box.click()


def publish(page):
    """Press the button and wait until the draft is published."""
    page.get_by_role("button", name="Công bố", exact=True).click()
    page.get_by_text("Bản nháp này đã được công bố").wait_for()
    settle(page)


def noticed(leader):
    """The leader's open page says that there is something new, without being loaded again; follow it."""
    leader.get_by_text("Có bản mới: xem thay đổi").click(timeout=30_000)
    leader.wait_for_url("**/thay-doi**")
    settle(leader)


def told(visit, since, day):
    """What the leader reads of the changes of Ring Road 4 between two days."""
    page = visit(f"thay-doi?in=ring-road-4&since={since}&as_of={day}")
    said = page.locator(".sentences").inner_text()
    page.context.close()
    return said


def trend(visit, key, day):
    """The milestone's line as drawn on a day: how many promises it has, and what is written beside its end."""
    page = visit(f"xu-huong?in=ring-road-4&pick=ring-road-4:{key}&as_of={day}")
    drawn = page.evaluate("""() => {
      const plot = document.querySelector("[class*=st-key-wide_trend] .js-plotly-plot")
      return [plot.data.find(t => t.name === "signs").ids.filter(id => id.startsWith("circle ")).length,
              plot.data.filter(t => t.mode === "text").flatMap(t => t.text).join("\\n")]
    }""")
    page.context.close()
    return drawn


def test_three_revisions_one_doubtful_one_overtaken_one_taken_back(visit, promised, tmp_path):
    """Each is noticed on the leader's open page and told in words, the planner decides the doubtful pair, the line moves."""
    row, name = promised
    key = openpyxl.load_workbook(NEWEST)["Tiến độ"].cell(row, 1).value
    leader = visit("thay-doi?in=ring-road-4")
    planner = visit("tai-len?programme=ring-road-4")
    promises, _ = trend(visit, key, "2026-09-01")

    drop(planner, workbook(tmp_path, "10.xlsx", **{f"H{row}": "30/6/2029"}))
    fill(planner, "01/10/2026", "tháng mười")
    publish(planner)
    noticed(leader)
    assert f"{name}: ngày hẹn dời" in told(visit, "2026-09-01", "2026-10-01")
    assert "sang 30/06/2029" in told(visit, "2026-09-01", "2026-10-01")
    assert trend(visit, key, "2026-10-01")[0] == promises + 1
    assert "30/06/2029" in trend(visit, key, "2026-10-01")[1]

    first = visit("tai-len?programme=ring-road-4")
    renamed = {f"A{row}": "rr4-moi", f"C{row}": f"{name} (điều chỉnh)", f"H{row}": "30/9/2029"}
    drop(first, workbook(tmp_path, "11.xlsx", **renamed))
    second = visit("tai-len?programme=ring-road-4")
    drop(second, workbook(tmp_path, "10b.xlsx", **{f"H{row}": "31/7/2029"}))
    fill(second, "15/10/2026", "xen giữa")
    second.get_by_role("button", name="Công bố", exact=True).click()
    second.get_by_text("nay là ring-road-4@2026-10-01.1, không còn là ring-road-4@2026-09-01.1").wait_for()
    publish(second)
    noticed(leader)
    assert "từ 30/06/2029 sang 31/07/2029 (+31 ngày)" in told(visit, "2026-10-01", "2026-10-15")
    assert trend(visit, key, "2026-10-15")[0] == promises + 2

    fill(first, "01/11/2026", "tháng mười một")
    first.get_by_role("button", name="Lưu và so lại").click()
    first.get_by_text("ring-road-4@2026-10-15.1").first.wait_for()
    first.get_by_text("Là một", exact=True).click()
    first.get_by_role("button", name="Công bố", exact=True).click()
    first.get_by_text("Chưa công bố. Còn phải xử lý").wait_for()
    fill(first, "01/11/2026", "tháng mười một")
    publish(first)
    noticed(leader)
    said = told(visit, "2026-10-15", "2026-11-01")
    assert f"{name} (điều chỉnh)" in said
    assert "từ 31/07/2029 sang 30/09/2029 (+61 ngày)" in said
    assert "Bỏ:" not in said

    first.mouse.wheel(0, 5000)
    first.wait_for_timeout(500)  # a list visit while the page scrolls closes at once
    first.get_by_label("Quay lại phiên bản").click()
    first.get_by_role("option", name="ring-road-4@2026-09-01.1").click()
    first.get_by_role("button", name="Công bố lại").click()
    first.get_by_text("ring-road-4@2026-11-01.2").first.wait_for()
    assert "quay lại ring-road-4@2026-09-01.1" in first.locator("table").last.inner_text()
    noticed(leader)
    assert "từ 31/07/2029 sang" in told(visit, "2026-10-15", "2026-11-01")
    count, beside = trend(visit, key, "2026-11-01")
    assert count == promises + 3
    assert "30/06/2029" not in beside
    assert "01/11/2026: bản 2, lấy lại ring-road-4@2026-09-01.1" in beside
    old = visit("phien-ban?revision=ring-road-4@2026-11-01.1")
    assert f"{name} (điều chỉnh)" in old.locator("table").inner_text()
