"""A browser that was never here is told in three steps how to read the front page, once."""

import pytest

from .server import SIZES, settle

pytestmark = pytest.mark.browser


def told(page):
    """Whether the help is in sight, once the page's scripts have run."""
    settle(page)
    page.wait_for_timeout(1000)
    return page.locator(".help").is_visible()


@pytest.mark.parametrize("size", SIZES)
def test_a_first_visit_is_told_three_steps_and_the_state_stays_in_sight(visit, size):
    """The help lies over the foot of the first screen: headline and the worst card stand where they stand without it."""
    page = visit("", size)
    page.locator(".help").wait_for()
    help_ = page.locator(".help").bounding_box()
    state = [page.locator(css).first.bounding_box() for css in ("h1.headline", ".card")]
    page.keyboard.press("Escape")

    assert page.locator(".help li").count() == 3
    assert all(box["y"] + box["height"] <= help_["y"] for box in state)
    assert help_["y"] + help_["height"] <= SIZES[size][1]
    assert [page.locator(css).first.bounding_box() for css in ("h1.headline", ".card")] == state


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_once_put_away_it_does_not_come_back(visit, key):
    """With Escape from anywhere, or on its button, which the keyboard reaches; a reload and another day show the page without it."""
    page = visit("")
    page.locator(".help").wait_for()
    if key == "Enter":
        page.locator(".help button").focus()
    page.keyboard.press(key)
    page.locator(".help").wait_for(state="hidden")
    page.reload()
    assert not told(page)

    page.get_by_label("Ngày báo cáo", exact=True).select_option(label="30/09/2024")
    page.wait_for_url("**as_of=2024-09-30**")
    assert not told(page)


def test_a_later_visit_is_not_told_even_if_the_first_did_not_answer(visit, address):
    """It stays through a reload of the first visit; another window of the same browser is no first visit, another browser is one."""
    page = visit("")
    page.locator(".help").wait_for()
    page.reload()
    page.locator(".help").wait_for()
    later = page.context.new_page()
    later.goto(address)

    assert not told(later)
    visit("").locator(".help").wait_for()


@pytest.mark.parametrize("path", ["chuong-trinh?programme=ring-road-4", "giai-thich"])
def test_only_the_front_page_tells_it(visit, path):
    """Who enters by another page reads that one first."""
    assert not told(visit(path))


def test_a_wall_and_paper_are_not_told(visit, address):
    """Neither the screen on the wall nor what is printed shows it."""
    page = visit("")
    page.locator(".help").wait_for()
    page.emulate_media(media="print")
    assert not page.locator(".help").is_visible()

    wall = page.context.browser.new_page()
    wall.goto(f"{address}/?mode=brief")
    wall.locator(".wall footer").wait_for()
    wall.wait_for_timeout(1000)
    assert wall.locator(".help").count() == 0
    wall.close()


def test_fingers_hit_what_puts_it_away_and_where_it_is_found_again(visit):
    """Both are 44 pixels high on a phone, and the link leads to the same steps."""
    page = visit("", (360, 640))
    page.locator(".help").wait_for()
    heights = [page.locator(f".help {what}").bounding_box()["height"] for what in ("button", "a")]
    page.locator(".help a").click()
    page.wait_for_url("**/giai-thich**")
    settle(page)

    assert all(height >= 44 for height in heights)
    assert page.locator(".sentences ol li").count() == 3
    assert page.locator(".sentences ol .st.overdue").is_visible()
