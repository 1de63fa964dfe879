"""The guide in a browser without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from visitors import Visitors, soon

Plain = Callable[[str], Page]


@pytest.fixture
def plain(visit: Visitors) -> Plain:
    """Opens a page on a phone with JavaScript off."""
    return lambda address: visit(address, java_script_enabled=False)


def shown(page: Page) -> list[str]:
    """The ids of the questions that can be seen."""
    return [one.get_attribute("id") or "" for one in page.locator(".guide-question:visible").all()]


def test_from_home_to_a_lesson(plain: Plain, walked: str) -> None:
    page = plain(walked)
    page.get_by_role("link", name="We praten over samenwerken, maar zijn nog niet begonnen").click()
    page.wait_for_url(f"{walked}wegwijzers/situatie/#vraagstuk-duidelijk")
    soon(lambda: shown(page), ["vraagstuk-duidelijk"])
    page.get_by_role("link", name="Ja, dat is duidelijk").click()
    soon(lambda: shown(page), ["regio-de-plek"])
    page.go_back()
    soon(lambda: shown(page), ["vraagstuk-duidelijk"])
    page.get_by_role("link", name="Nee, dat is nog vaag").click()
    page.wait_for_url(f"{walked}situaties/opgave-eerst/")
    expect(page.locator("h1")).to_contain_text("Begin bij de opgave")
    expect(page.get_by_role("heading", name="Eerste stap")).to_be_visible()
    lesson = page.locator(".guide-lessons a").first
    title = lesson.inner_text()
    lesson.click()
    page.wait_for_url(f"{walked}lessen/**")
    expect(page.locator("h1")).to_contain_text(title)


def test_an_address_of_a_question_shows_that_question(plain: Plain, walked: str) -> None:
    page = plain(f"{walked}wegwijzers/situatie/#wie-is-betrokken")
    soon(lambda: shown(page), ["wie-is-betrokken"])
    page.get_by_role("link", name="Opnieuw beginnen").click()
    soon(lambda: shown(page), ["fase"])


def test_a_guide_without_a_fragment_shows_its_first_question(plain: Plain, walked: str) -> None:
    assert shown(plain(f"{walked}wegwijzers/situatie/")) == ["fase"]


def test_the_guide_that_asks_first_is_first_and_no_other_question_at_home(plain: Plain, home: str) -> None:
    page = plain(f"{home}wegwijzers/")
    first, *others = page.locator(".guide-list").first.locator("a").evaluate_all("all => all.map(one => one.href)")
    page.goto(home)
    soon(lambda: page.locator(".guide-cards a").evaluate_all("all => all.map(one => one.href)"), others)
    starts = page.locator(".guide-options a").evaluate_all("all => all.map(one => one.href)")
    assert starts
    assert all(one.startswith((first, f"{home}situaties/")) for one in starts)


def test_no_page_of_the_guide_leads_on_to_something_unrelated(plain: Plain, walked: str) -> None:
    page = plain(f"{walked}wegwijzers/situatie/#eerlijk-praten")
    expect(page.get_by_role("link", name="Opnieuw beginnen")).to_be_visible()
    expect(page.get_by_role("link", name="Volgende")).to_have_count(0)
    for path in ("situaties/moeilijk-gesprek/", "lessen/houd-het-gesprek-gaande/"):
        page.goto(walked + path)
        expect(page.get_by_role("link", name="Volgende")).to_have_count(0)


def test_the_menu_leads_where_it_says(plain: Plain, home: str) -> None:
    page = plain(f"{home}dossier/")
    page.set_viewport_size({"width": 1280, "height": 900})
    menu = page.locator(".md-nav--primary")
    for name, path in {"Voor adviseurs": "adviseurs/", "Codes": "c/"}.items():
        links = menu.locator("a", has_text=name)
        expect(links.filter(visible=True)).not_to_have_count(0)
        assert set(links.evaluate_all("all => all.map(one => one.href)")) == {home + path}


def test_print_shows_every_question_with_where_each_option_goes(plain: Plain, walked: str) -> None:
    page = plain(f"{walked}wegwijzers/situatie/#wie-is-betrokken")
    page.emulate_media(media="print")
    questions = page.locator(".guide-question")
    assert len(shown(page)) == questions.count() == 17
    options = page.locator("[data-guide-option]")
    goes = page.locator("[data-guide-option] .guide-goes:visible")
    soon(lambda: goes.count(), options.count())
    numbers = [one.inner_text() for one in page.locator(".guide-number:visible").all()]
    assert numbers == [f"Vraag {number}" for number in range(1, 18)]
    expect(page.locator("[data-guide-option=eigen-keuze] .guide-goes")).to_contain_text("naar vraag")


AS_PLAIN_TEXT = """all => all.map(one => {
  const plain = one.cloneNode()
  plain.textContent = one.textContent
  one.after(plain)
  const heights = [one, plain].map(each => each.getBoundingClientRect().height)
  plain.remove()
  return [one.textContent, ...heights]
})"""


def test_a_term_is_explained_and_breaks_no_line_where_text_would_not(visit: Visitors, walked: str) -> None:
    for width in (320, 341, 360):
        size = {"width": width, "height": 740}
        page = visit(f"{walked}lessen/lappendeken-van-regios/", java_script_enabled=False, viewport=size)
        found = page.locator("p:has(.guide-term)").evaluate_all(AS_PLAIN_TEXT)
        assert found
        assert [one for one in found if abs(one[1] - one[2]) > 4] == []
    page.get_by_text("sociaal", exact=True).first.click()
    expect(page.locator("[popover]:visible")).to_contain_text("sociaal domein:")
    page.keyboard.press("Escape")
    expect(page.locator("[popover]:visible")).to_have_count(0)
    page.get_by_role("button", name="sociaal domein", exact=True).press("Enter")
    expect(page.locator("[popover]:visible")).to_contain_text("sociaal domein:")


def test_no_title_makes_a_narrow_page_scroll_sideways(visit: Visitors, home: str) -> None:
    narrow = {"width": 320, "height": 640}
    for path in ("wegwijzers/past-regionaal/", "situaties/raad-wil-grip/"):
        page = visit(home + path, java_script_enabled=False, viewport=narrow)
        assert page.evaluate("document.documentElement.scrollWidth") == narrow["width"]


def test_a_drawing_opens_at_its_first_question_and_has_a_list(visit: Visitors, home: str) -> None:
    narrow = {"width": 320, "height": 740}
    for guide in ("situatie", "ik-voer-regie"):
        page = visit(f"{home}wegwijzers/{guide}/kaart/", java_script_enabled=False, viewport=narrow)
        expect(page.get_by_role("heading", name="Alle vragen in deze tekening")).to_be_in_viewport()
        drawing = page.get_by_role("region", name="De tekening")
        drawing.evaluate("one => one.scrollIntoView()")
        expect(drawing.locator(".guide-drawing-start")).to_be_in_viewport(ratio=0.99)
        asked = page.locator(".guide-drawing-question").count()
        expect(page.locator("section li")).to_have_count(asked)
        second = page.locator("section li a").nth(1)
        text = second.inner_text()
        second.click()
        expect(page.locator(".guide-question:visible")).to_contain_text(text.removeprefix("Vraag 2: "))


def test_lessons_are_seen_at_once_below_ways_to_choose(visit: Visitors, home: str) -> None:
    """With a script and without it; without it each choice leads to a page of its own."""
    small = {"width": 320, "height": 640}
    first = ".guide-list li:visible >> nth=0"
    filtered = visit(f"{home}lessen/#themes=geld", viewport=small)
    expect(filtered.locator(".guide-filter output")).to_have_text(re.compile(r"^\d+ van \d+ lessen$"))
    expect(filtered.locator(first)).to_be_in_viewport()
    page = visit(f"{home}lessen/", java_script_enabled=False, viewport=small)
    expect(page.locator(first)).to_be_in_viewport()
    page.get_by_text("Thema's", exact=True).click()
    page.locator("#themes").get_by_role("link", name="Geld").click()
    page.wait_for_url(f"{home}themas/geld/")
