"""Every picture of every page says in words what it shows, and has its figures as a table."""

import pytest

from services import public
from tests.seeded import tracker_in

from .server import SIZES, settle
from .test_reach import AXE, RULES, addresses, told

pytestmark = pytest.mark.browser
PICTURES = """() => {
  const words = e => (e.getAttribute('alt') || e.getAttribute('aria-label') || '').trim()
  const hasRows = e => !!e && !!e.querySelector('tbody td')
  // its own table by name; else one in its panel, or one that a link in the panel leads to
  const table = e => {
    const named = e.getAttribute('aria-details')
    if (named) return hasRows(document.getElementById(named))
    const panel = e.closest('[class*=st-key-panel_], .st-key-slide, .st-key-every_slide, section')
    if (!panel) return false
    return hasRows(panel) || [...panel.querySelectorAll('.as-table a')].some(a => hasRows(document.querySelector(a.hash)))
  }
  // Plotly measures letters on a drawing of its own, beside the screen
  const drawn = [...document.querySelectorAll('.js-plotly-plot:not(.held), canvas, svg, img, [role=img], [role=figure]')]
  const control = 'button, a, label, summary, [role=button], [role=group], [data-testid=stIconMaterial], [data-testid=stFileUploader]'
  return drawn
    .filter(e => e.getClientRects().length && !e.closest('[aria-hidden=true]'))
    .filter(e => !e.parentElement.closest('.js-plotly-plot, svg') && !(e.matches('svg') && e.closest(control)))
    .filter(e => !e.querySelector('.js-plotly-plot') && e.id !== 'js-plotly-tester')
    .map(e => {
      const told = e.closest('[role=figure]') || e
      return [words(told) ? '' : 'no words', table(e) ? '' : 'no table', e.outerHTML.slice(0, 90)]
    })
}"""
LEAST = {
    "": 2,
    "chuong-trinh": 2,
    "xu-huong": 2,
    "don-vi": 1,
    "5-ro": 1,
    "thay-doi": 1,
    "bao-cao": 3,
    "chuong-trinh?programme=ring-road-4&links=on&row=rr4-parallel-hanoi": 3,
    "trien-vong?programme=ring-road-4": 2,
    "thay-doi?in=ring-road-4&lang=en": 2,
    "tim?q=vành": 0,
    "?mode=brief": 0,
}
"""Pictures that a page has at least: where none is found any more, the rule below would hold for nothing."""


def lacking(page):
    """The pictures of a page, and those of them that say nothing or have no table."""
    # what is folded away is looked at too
    page.evaluate(
        "document.querySelectorAll('[data-testid=stExpander] details:not([open]) > summary').forEach(e => e.click())"
    )
    page.wait_for_timeout(500)
    found = page.evaluate(PICTURES)
    return found, [one for one in found if one[0] or one[1]]


@pytest.mark.parametrize("path", dict.fromkeys([*addresses(), *LEAST]))
def test_every_picture_has_words_and_a_table(visit, path):
    """A chart, a sparkline or a slide without either keeps out who cannot see it: on a wide screen, and on a phone."""
    page = visit(path, "wide")
    for size in SIZES.values():
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        settle(page)
        found, poor = lacking(page)

        assert poor == []
        assert len(found) >= LEAST.get(path, 0)


def test_a_picture_without_a_table_is_noticed(visit):
    """The rule above sees a chart whose table is gone, an image without words and one outside any panel."""
    page = visit("xu-huong", "wide")
    page.evaluate("""() => {
      document.querySelector('.st-key-panel_multiples .as-table').remove()
      document.querySelector('.headline').insertAdjacentHTML('afterend', '<img src="data:," width="9" height="9">')
    }""")
    _, poor = lacking(page)

    assert [one[:2] for one in poor] == [["no words", "no table"], ["", "no table"]]


def test_the_public_pages_have_a_table_for_every_slide(browser, tmp_path):
    """Files of their own, written at each publication: each drawn slide is named and has its figures folded below."""
    public.write(tracker_in(tmp_path), {"DATA_DIR": str(tmp_path)})
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.goto((tmp_path / "public" / public.NAMES["vi"]).as_uri())
    found, poor = lacking(page)
    page.evaluate(AXE)
    violations = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]

    assert len(found) == page.locator("section").count() > 10
    assert poor == []
    assert told(v for v in violations if v["impact"] in ("serious", "critical")) == []
