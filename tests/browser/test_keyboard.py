"""Every kind of page with a keyboard only, at four widths: each stop can be seen, in order, and nothing is a trap."""

import pytest
from playwright.sync_api import Page, expect
from walking import Stop, missed, walk

from dossiers import dossier, fragment
from visitors import Visitors

TWO = "~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja"
PAGES = {
    "home": "",
    "guide": "wegwijzers/situatie/",
    "question": f"wegwijzers/situatie/#regio-de-plek{TWO}",
    "situation": f"situaties/rijk-verplicht/#~situatie{TWO}~regio-de-plek=moet-van-rijk",
    "situations": "situaties/",
    "lesson": "lessen/lenzenmodel/",
    "lessons": "lessen/",
    "theme": "themas/geld/",
    "dossier": "dossier/",
    "scan": "wegwijzers/vijf-lenzen/",
    "checklist": "wegwijzers/negen-oorzaken/#~doen-alsof",
    "desk": "samen/#vijf-lenzen",
    "codes": "c/",
    "cards": "aan-tafel/starten/",
    "map": "wegwijzers/situatie/kaart/",
    "embed": "wegwijzers/situatie/embed/",
    "sources": "bronnen/",
    "docs": "bijdragen/les-schrijven/",
    "not-there": "bestaat-niet/",
}
WIDTHS = (1280, 1200, 640, 375)
QUICK = {"question", "situation", "scan"}
WALKS = [
    pytest.param(name, width, marks=[] if name in QUICK and width == 375 else [pytest.mark.slow])
    for name in PAGES
    for width in WIDTHS
]


def opened(visit: Visitors, home: str, name: str, width: int) -> Page:
    """That page, once its scripts have put there what can be pressed."""
    size = {"width": width, "height": 700}
    page = visit(home + PAGES[name], viewport=size, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    return page


def wrong(stops: list[Stop]) -> list[str]:
    return [str(one) for one in stops if one.faults or not one.ring.startswith("3px solid")]


@pytest.mark.parametrize(("name", "width"), WALKS)
def test_every_stop_can_be_seen_and_nothing_is_passed_over(
    visitors: Visitors, home: str, name: str, width: int
) -> None:
    page = opened(visitors, home, name, width)
    begins_within = page.evaluate("document.activeElement !== document.body")
    stops = walk(page)
    assert wrong(stops) == []
    assert (missed(page) if not begins_within else []) == []
    assert name in ("embed", "not-there") or begins_within or stops[0].name == "Ga naar inhoud"
    assert not [one for one in stops if one.where == ".md-sidebar--primary" and width < 1220]


@pytest.mark.slow
@pytest.mark.parametrize("width", (1280, 375))
@pytest.mark.parametrize("name", PAGES)
def test_the_way_back_is_as_good(visitors: Visitors, home: str, name: str, width: int) -> None:
    page = opened(visitors, home, name, width)
    there = walk(page)
    back = walk(page, "Shift+Tab")
    assert wrong(back) == []
    assert len(back) >= len(there) - 1


@pytest.mark.slow
def test_a_letter_can_be_walked(visitors: Visitors, home: str) -> None:
    for width in (1280, 375):
        link = fragment(dossier("lesson/lenzenmodel", "outcome/rijk-verplicht"))
        page = visitors(f"{home}dossier/{link}", viewport={"width": width, "height": 700}, reduced_motion="reduce")
        expect(page.locator(".guide-letter header [role=status]")).to_contain_text("De teksten zijn compleet")
        assert wrong(walk(page)) == []


def test_what_is_shared_closes_by_escape_and_gives_the_focus_back(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/rijk-verplicht/")
    button = page.get_by_role("button", name="Deel")
    button.press("Enter")
    panel = page.locator(".guide-share")
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_light_and_dark_are_one_stop_that_does_what_it_says(visit: Visitors, home: str, key: str) -> None:
    page = visit(f"{home}lessen/lenzenmodel/", color_scheme="light")
    expect(page.locator(".md-option + label:visible")).to_have_count(1)
    for says, scheme in (("Naar licht", "default"), ("Naar donker", "slate"), ("Naar de instelling van", "default")):
        switch = page.get_by_role("radio", name=says)
        switch.focus()
        switch.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator(".md-option:focus + label")).to_be_visible()


def test_a_score_that_was_chosen_can_be_told_in_forced_colours(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/vijf-lenzen/", forced_colors="active")
    page.locator("fieldset").first.locator("input").nth(3).check()
    background = "all => all.map(one => getComputedStyle(one).backgroundColor)"
    shades = page.locator("fieldset").first.locator("input + span").evaluate_all(background)
    assert [place for place, one in enumerate(shades) if one != shades[0]] == [3]
