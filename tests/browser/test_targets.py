"""One taps with a thumb: a card or a line of a list leads on wherever one taps it, and is large enough to hit."""

import pytest
from playwright.sync_api import expect

from speeds import some
from visitors import Visitors

LISTS = {
    "situation": ("situaties/rijk-verplicht/", ".guide-lessons > li"),
    "guides": ("wegwijzers/", ".guide-list > li"),
    "home": ("", ".guide-cards > li"),
    "lessons": ("lessen/", ".guide-list > li"),
}


@pytest.mark.parametrize(("path", "items"), some(LISTS.values(), 2), ids=LISTS)
def test_a_tap_anywhere_follows_the_link(visit: Visitors, home: str, path: str, items: str) -> None:
    page = visit(home + path, has_touch=True)
    item = page.locator(items).nth(1)
    href = item.locator("p:first-child > a").evaluate("one => one.href")
    item.scroll_into_view_if_needed()
    box = item.bounding_box()
    assert box
    assert box["height"] >= 44
    item.tap(position={"x": box["width"] - 6, "y": box["height"] - 6})
    page.wait_for_url(href)
    expect(page.locator("h1")).to_be_visible()
