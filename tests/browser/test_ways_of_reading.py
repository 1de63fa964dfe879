"""The guide for readers with a keyboard only, large letters, forced colours, little movement, or a mended link."""

import pytest
from playwright.sync_api import Page, expect

from visitors import Visitors, soon

GUIDE = "wegwijzers/situatie/"


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def tab_to(page: Page, text: str) -> None:
    """Press Tab until that link has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    pytest.fail(f"{text} cannot be reached with the keyboard")


def test_keyboard_only(visit: Visitors, home: str) -> None:
    page = visit(home + GUIDE)
    tab_to(page, "Het staat stil")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    soon(lambda: page.evaluate(outline), "solid")
    page.keyboard.press("Enter")
    expect(page.locator("#eerlijk-praten")).to_be_focused()
    tab_to(page, "Met een paar partners wel")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Ja"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/situaties/moeilijk-gesprek/#*")


def test_a_drawing_scrolls_with_the_keyboard(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{GUIDE}kaart/")
    drawing = page.get_by_role("region", name="De tekening")
    for _ in range(30):
        page.keyboard.press("Tab")
        if drawing.evaluate("one => one === document.activeElement"):
            break
    expect(drawing).to_be_focused()
    expect(drawing).to_have_css("outline-style", "solid")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_four_times_as_large(visit: Visitors, home: str) -> None:
    """A window of 1280 by 1024 at 400 % is one of 320 by 256."""
    page = visit(home + GUIDE, viewport={"width": 320, "height": 256})
    page.locator("[data-guide-live]").get_by_role("link", name="Het staat stil").click()
    heading = page.locator("#eerlijk-praten")
    expect(heading).to_be_focused()
    header = page.locator(".md-header").bounding_box()
    box = heading.bounding_box()
    assert header is not None
    assert box is not None
    assert header["y"] + header["height"] <= box["y"] < 256
    soon(lambda: page.evaluate("document.documentElement.scrollWidth"), 320)


def test_forced_colours_and_little_movement(visit: Visitors, home: str) -> None:
    page = visit(home + GUIDE, forced_colors="active", reduced_motion="reduce")
    option = page.get_by_role("link", name="Het staat stil")
    style = "one => [getComputedStyle(one).borderLeftWidth, getComputedStyle(one).borderTopStyle]"
    soon(lambda: option.evaluate(style), ["6px", "solid"])
    soon(lambda: page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"), "auto")


def test_an_address_that_a_mail_program_wrote_anew(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{GUIDE}#regio-de-plek%7Efase%3Dnog-niet-begonnen%7Evraagstuk-duidelijk%3Dja")
    expect(page.locator("[data-guide-current] h2")).to_have_id("regio-de-plek")
    expect(page.get_by_role("navigation", name="Je antwoorden tot nu toe").get_by_role("listitem")).to_have_count(2)
