"""The list of all lessons takes several choices of one sort, counts, and says when nothing is left."""

import re

from playwright.sync_api import Page, expect

from visitors import Visitors


def shown(page: Page) -> str:
    return page.locator(".guide-filter output").inner_text()


def test_several_kinds_are_seen_together_and_stand_in_the_address(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}lessen/#themes=belangen")
    expect(page.locator(".guide-filter output")).to_have_text(re.compile(r"^\d+ van \d+ items$"))
    page.locator("[data-guide-facet=kinds] summary").click()
    page.get_by_label(re.compile("^Valkuilen")).check()
    page.get_by_label(re.compile("^Succesfactoren")).check()
    expect(page).to_have_url(f"{walked}lessen/#kinds=success-factor~kinds=pitfall~themes=belangen")
    expect(page.locator("h2:visible")).to_have_text([re.compile("^Succesfactoren"), re.compile("^Valkuilen")])
    expect(page.locator("[data-guide-facet=kinds] .guide-chosen")).to_have_text("Succesfactoren, Valkuilen")
    kinds = page.locator(".guide-list li:visible .guide-kind")
    assert {text.strip() for text in kinds.all_inner_texts()} == {"Succesfactor", "Valkuil"}
    expect(kinds.locator("svg")).to_have_count(kinds.count())


def test_each_choice_says_how_many_it_would_leave(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}lessen/#kinds=pitfall~kinds=success-factor")
    expect(page.locator(".guide-filter output")).to_have_text(re.compile(r"^\d+ van \d+ items$"))
    page.locator("[data-guide-facet=themes] summary").click()
    label = page.locator("[data-guide-facet=themes] label").first
    count = label.locator(".guide-count").inner_text()
    label.locator("input").check()
    expect(page.locator(".guide-filter output")).to_have_text(re.compile(rf"^{count} van \d+ items$"))


def test_nothing_left_is_said_with_ways_to_widen(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}lessen/#themes=proces~kinds=guiding-question")
    expect(page.locator(".guide-filter output")).to_have_text("Niets past bij alles wat je koos.")
    page.get_by_role("button", name=re.compile(r"^Zonder Gespreksvragen: \d+$")).click()
    expect(page).to_have_url(f"{walked}lessen/#themes=proces")
    expect(page.locator(".guide-list li:visible")).not_to_have_count(0)
    expect(page.locator("[data-guide-facet=kinds] summary")).to_be_focused()


def test_fields_are_large_enough_that_a_phone_does_not_zoom(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}lessen/")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    expect(page.locator(".guide-filter input").first).to_be_attached()
    assert page.locator(".guide-filter input").first.evaluate(size) >= 16
    assert page.locator("[data-md-component=search-query]").evaluate(size) >= 16
    page.goto(f"{walked}c/")
    assert page.get_by_label("De code die je kreeg").evaluate(size) >= 16


def test_what_is_folded_on_a_page_of_a_role_opens_by_hand_without_a_script_and_by_itself_on_paper(
    visit: Visitors, home: str
) -> None:
    page = visit(f"{home}rollen/bestuurder/", java_script_enabled=False)
    lesson = page.locator(".guide-rest li").first
    expect(page.locator(".guide-starts > li")).to_have_count(7)
    expect(lesson).to_be_hidden()
    page.locator(".guide-rest summary").first.click()
    expect(lesson).to_be_visible()
    page.locator(".guide-rest summary").first.click()
    expect(lesson).to_be_hidden()
    page.emulate_media(media="print")
    expect(lesson).to_be_visible()
    expect(page.locator(".guide-rest li").last).to_be_visible()
