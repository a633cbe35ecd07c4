"""Everyone can use every page: WCAG 2.2 AA as axe-core checks it, fingers on a phone, the smallest screen, the keyboard."""

import ast
from pathlib import Path

import axe_playwright_python
import pytest

from .server import ROOT

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALL = """() => [...document.querySelectorAll('a, button, summary, [role=group]:has(input)')].filter(e => {
  const box = e.getBoundingClientRect(), inField = e.parentElement.closest('[role=group]:has(input)');
  return box.width > 1 && box.height > 1 && box.height < 44 && !inField;
}).map(e => (e.innerText || e.getAttribute('aria-label') || e.tagName) + ' ' + e.getBoundingClientRect().height)"""


def addresses():
    """The address of every page, as the front door lists them, the first by none."""
    door = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    listed = next(
        node.value for node in door.body if isinstance(node, ast.Assign) and node.targets[0].id == "ADDRESSES"
    )
    return ["", *list(ast.literal_eval(listed).values())[1:]]


def told(violations):
    """What axe-core found, in a form that a failure can be mended from."""
    return [f"{v['id']}: {node['html'][:160]}" for v in violations for node in v["nodes"][:3]]


@pytest.mark.parametrize(("size", "theme"), [("wide", "dark"), ("phone", "light")])
@pytest.mark.parametrize("path", addresses())
def test_no_page_keeps_anyone_out(visit, path, size, theme):
    """axe-core finds nothing serious or critical."""
    page = visit(f"{path}?theme={theme}", size)
    page.wait_for_timeout(500)  # the play-through names its controls once its script runs
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]

    assert told(v for v in found if v["impact"] in ("serious", "critical")) == []


@pytest.mark.parametrize("path", addresses())
def test_a_screenful_says_its_message_its_day_its_rule_and_its_sources(visit, path):
    """At 1600 x 900, however long the page: a picture of the screen can be shown as it is."""
    page = visit(path, "wide")
    seen = (".headline", ".st-key-choices", "footer")
    boxes = [page.locator(place).first.bounding_box() for place in seen]

    assert [place for place, box in zip(seen, boxes, strict=True) if not 0 <= box["y"] <= 900 - box["height"]] == []


@pytest.mark.parametrize("path", addresses())
def test_a_small_phone_cuts_nothing_and_fingers_hit(visit, path):
    """At 360 x 640 nothing lies beside the screen, and whatever is pressed is 44 pixels high."""
    page = visit(path, (360, 640))
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    small = page.evaluate(SMALL)

    assert width <= 360
    assert small == []


def test_the_keyboard_reaches_the_bar_and_the_cards(visit):
    """Tab goes through the pages of the top bar, each seen to be the one, to the first programme, and Enter opens it."""
    page = visit("", "wide")
    rings = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.st-key-topbar a')"):
            rings.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        if page.evaluate("document.activeElement.classList.contains('card')"):
            break
    assert len(rings) > 10
    assert set(rings) == {"solid"}
    page.keyboard.press("Enter")
    page.wait_for_url("**/chuong-trinh?**")


def test_an_address_without_a_page_says_so_in_the_readers_language(visit):
    """Streamlit's own English words give way to the catalogue's; the overview stands behind them."""
    page = visit("khong-co", "wide")
    seen = page.evaluate("""() => {
      const title = document.querySelector("[data-testid=stDialog] h2")
      return [getComputedStyle(title).fontSize, getComputedStyle(title, "::after").content]
    }""")

    assert seen == ["0px", '"Không có trang này"']
