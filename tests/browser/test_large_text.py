"""Readers who set letters twice as large, or lines and words further apart, lose nothing (WCAG 1.4.4 and 1.4.12)."""

import pytest
from playwright.sync_api import Page

from visitors import DESKTOP, PHONE, Visitors

PAGES = (
    "",
    "wegwijzers/situatie/#regio-de-plek~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja",
    "situaties/rijk-verplicht/",
    "lessen/leg-belangen-open/",
    "lessen/",
    "bronnen/",
)
TWICE = "html { font-size: 250% !important }"  # the theme starts from 125 %
SPACED = """
  * { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }
  p { margin-bottom: 2em !important }
"""
STYLED = "text => document.head.append(Object.assign(document.createElement('style'), {textContent: text}))"
CUT = """() => [...document.querySelectorAll("article *")].filter(one => {
  const hides = getComputedStyle(one).overflow !== "visible", box = one.getBoundingClientRect()
  const scrolls = one.closest(".md-typeset__scrollwrap, pre, svg, .guide-term-text")
  return one.checkVisibility() && !scrolls && box.width > 1 &&
    (box.right > innerWidth + 1 || (hides && one.scrollWidth > one.clientWidth + 1) ||
      (hides && one.scrollHeight > one.clientHeight + 1))
}).map(one => one.outerHTML.slice(0, 120))"""


def seen(page: Page) -> tuple[list[str], int]:
    """What of the page's main part is cut off or sticks out, and how far the page scrolls sideways."""
    page.wait_for_timeout(100)
    return page.evaluate(CUT), page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "viewport"), [(TWICE, DESKTOP), (SPACED, PHONE)], ids=["letters twice as large", "letters further apart"]
)
def test_nothing_is_cut_off(visit: Visitors, home: str, style: str, viewport: dict[str, int]) -> None:
    page = visit(home, viewport=viewport)
    lost = {}
    for path in PAGES:
        page.goto(home + path)
        page.evaluate(STYLED, style)
        lost[path] = seen(page)
    assert {path: found for path, found in lost.items() if found != ([], 0)} == {}


KINDS = (
    "",
    "wegwijzers/situatie/",
    "situaties/rijk-verplicht/",
    "situaties/",
    "lessen/lenzenmodel/",
    "lessen/",
    "samen/",
)
MORE_KINDS = ("themas/geld/", "wegwijzers/vijf-lenzen/", "wegwijzers/negen-oorzaken/", "c/", "aan-tafel/", "bronnen/")


@pytest.mark.slow
@pytest.mark.parametrize("kinds", [KINDS, MORE_KINDS], ids=["main", "more"])
def test_four_times_as_large_and_further_apart(visit: Visitors, home: str, kinds: tuple[str, ...]) -> None:
    """A window of 1280 by 1024 at 400 % is one of 320 by 256; without a script."""
    page = visit(home, viewport={"width": 320, "height": 256}, java_script_enabled=False)
    lost = {}
    for path in kinds:
        page.goto(home + path)
        page.evaluate(STYLED, SPACED)
        lost[path] = seen(page)
    assert {path: found for path, found in lost.items() if found != ([], 0)} == {}
