"""axe finds nothing in any state of the dossier and the cards; everything fits a narrow screen and a finger."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from dossiers import CARD, FEAST, MONEY, TALK, collect, dossier, fragment
from visitors import DESKTOP, Visitors

NARROW = {"width": 320, "height": 640}
OURS = ".guide-tools, .guide-row, .guide-desk, .guide-letter, .guide-letter-tools, dialog[open]"
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}
IN_TEXT = "one => one.matches('.guide-term, .guide-letter nav button')"
ITEMS = dossier(CARD, TALK, MONEY, FEAST, "lesson/weg", "lesson/nooit")


def collected(page: Page, site: str) -> None:
    collect(page, site, "lessen/open-kaart/")


def asking(page: Page, site: str) -> None:
    collect(page, site, "lessen/open-kaart/")
    empty_desk(page, site)
    page.get_by_role("button", name="Wis mijn dossier").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def empty_desk(page: Page, site: str) -> None:
    page.goto(f"{site}dossier/")
    expect(page.locator("[data-guide-desk]")).to_be_visible()


def letter(page: Page, site: str) -> None:
    page.goto(f"{site}dossier/{fragment(ITEMS)}")
    expect(page.locator(".guide-letter header [role=status]")).to_contain_text("De teksten zijn compleet")


def full_desk(page: Page, site: str) -> None:
    letter(page, site)
    page.get_by_role("button", name="Overnemen en aanpassen").click()
    page.get_by_role("button", name="Weghalen: Vier het").click()


def refused(page: Page, site: str) -> None:
    page.goto(f"{site}dossier/#v1~dAAAA")
    expect(page.get_by_role("alert")).to_be_visible()


def table(page: Page, site: str) -> None:
    page.goto(f"{site}situaties/ga-door/")
    page.get_by_role("button", name="Toon als kaarten").click()
    expect(page.locator("dialog[open]")).to_be_visible()


STATES = (collected, asking, empty_desk, full_desk, letter, refused, table)


def violations(page: Page, **options: Any) -> list[str]:
    """What axe finds in our parts of the page."""
    found = Axe().run(page, OURS, {"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_of_ours(
    visitors: Visitors, small: str, state: Callable[[Page, str], None], viewport: dict[str, int]
) -> None:
    page = visitors(small, viewport=viewport, color_scheme="light", reduced_motion="reduce")
    state(page, small)
    assert violations(page) == []
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_timeout(300)
    assert violations(page, **CONTRAST) == []


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_everything_fits_a_narrow_screen_and_a_finger(
    visitors: Visitors, small: str, state: Callable[[Page, str], None]
) -> None:
    page = visitors(small, viewport=NARROW, reduced_motion="reduce")
    state(page, small)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    ours = "article :is(button, input, textarea, .guide-button), dialog[open] :is(button, a)"
    small_ones = [
        (one.inner_text(), box)
        for one in page.locator(ours).all()
        if one.is_visible() and (box := one.bounding_box()) and box["height"] < 44 and not one.evaluate(IN_TEXT)
    ]
    assert small_ones == []
