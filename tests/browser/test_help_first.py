"""Help comes first: the first step at once, how long it takes, the way on and back, and a sheet for the table."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from speeds import some
from visitors import Visitors

SMALL = {"width": 375, "height": 553}  # a small phone, with the bars of its browser
WAY = "~situatie~fase=staat-stil~eerlijk-praten=met-een-paar"


def bottom(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("one => one.getBoundingClientRect().bottom"))


def test_the_first_step_is_whole_on_the_first_screen(visit: Visitors, home: str) -> None:
    page = visit(home, viewport=SMALL)
    whole = json.loads(page.request.get(f"{home}treeguide.json").text())
    rows = whole["outcomes"]
    longest = sorted(rows, key=lambda one: len(one["title"]) + len(one["summary"]) + len(one["first_step"]))[-8:]
    for one in longest:
        page.goto(f"{home}situaties/{one['id']}/")
        assert bottom(page, ".guide-first-step") <= SMALL["height"], one["id"]


def test_three_answers_are_on_the_first_screen_and_say_how_long_it_takes(visit: Visitors, home: str) -> None:
    page = visit(home, viewport=SMALL)
    answers = page.locator(".guide-options a")
    tops = [one.bounding_box() for one in answers.all()[:3]]
    assert tops[0] and tops[0]["y"] <= 360
    assert tops[2] and tops[2]["y"] + tops[2]["height"] <= SMALL["height"]
    expect(page.locator(".guide--start .guide-progress")).to_have_text(re.compile(r"Hooguit \d+ vragen, \d+ minu"))
    page.goto(f"{home}wegwijzers/situatie/")  # the guide's own page has a title of two lines and a summary
    first = page.locator(".guide-options a:visible").first.bounding_box()
    assert first and first["y"] <= 380


def test_a_question_says_how_many_are_left(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}wegwijzers/situatie/", java_script_enabled=False)
    said = re.compile(r"Hooguit (\d+) vragen")
    most = int(str(said.search(page.locator(".guide-progress:visible").inner_text())[1]))  # type: ignore[index]
    page.goto(f"{walked}wegwijzers/situatie/#eerlijk-praten")
    expect(page.locator(".guide-progress:visible")).to_contain_text(re.compile("Nog hooguit|laatste vraag"))
    page = visit(f"{walked}wegwijzers/situatie/#eerlijk-praten~fase=staat-stil")
    row = page.locator("[data-guide-current] .guide-progress")
    expect(row).to_contain_text("Vraag 2, hooguit ")
    assert int(row.inner_text().split()[-1]) <= most
    row.get_by_role("link", name="Vorige vraag").click()
    expect(page.locator("[data-guide-current] h2")).to_have_id("fase")
    given = page.locator("[data-guide-current] a[aria-current=true]")
    expect(given).to_have_count(1)
    expect(given).to_contain_text("jouw antwoord")


def test_the_way_back_to_a_situation_stays_while_an_answer_is_looked_at_again(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}wegwijzers/situatie/#eerlijk-praten{WAY.removeprefix('~situatie')}")
    situation = page.locator("[data-guide-current] [data-guide-option=met-een-paar] a")
    expect(situation).to_contain_text("jouw antwoord")
    page.get_by_role("link", name="Terug naar:").click()
    expect(page).to_have_url(re.compile(r"/situaties/[a-z-]+/#~situatie~"))
    expect(page.locator("[data-guide-why]")).to_contain_text("Omdat je zei")


def test_the_title_of_the_document_names_the_question(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}wegwijzers/situatie/")
    plain = page.title()
    page.goto(f"{walked}wegwijzers/situatie/#eerlijk-praten")
    expect(page).to_have_title(re.compile(r".+ - " + re.escape(plain)))
    expect(page.locator("[data-guide-current]").get_by_role("heading", level=2)).not_to_have_accessible_name(
        re.compile("#")
    )


def test_a_lesson_says_where_one_came_from_and_what_is_next(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}situaties/moeilijk-gesprek/#{WAY}")
    expect(page.locator("[data-guide-why]")).to_contain_text("Omdat je zei")
    lessons = page.locator(".guide-lesson a")
    count, last = lessons.count(), lessons.last.inner_text()
    expect(lessons.first).to_have_attribute("href", re.compile("#via~moeilijk-gesprek~situatie~"))
    lessons.first.click()
    top = page.locator(".guide-route").first
    expect(top).to_contain_text(f"les 1 van {count}")
    for number in range(2, count + 1):
        page.locator(".guide-route").last.get_by_role("link").click()
        expect(top).to_contain_text(f"les {number} van {count}")
    expect(page.locator("h1")).to_contain_text(last)
    expect(page.locator(".guide-route").last).to_contain_text("Dit was de laatste les")
    page.reload()  # as from a mail
    top.get_by_role("link", name="←").click()
    expect(page).to_have_url(f"{walked}situaties/moeilijk-gesprek/#{WAY}")
    expect(page.locator("[data-guide-why]")).to_contain_text("Omdat je zei")


@pytest.mark.parametrize("address", some(["", "#via~was-er-nooit", "#via~<b>~x", "#via~constructor~__proto__=1"], 2))
def test_a_lesson_without_a_route_leads_nowhere_else(visit: Visitors, walked: str, address: str) -> None:
    page = visit(f"{walked}lessen/lenzenmodel/{address}")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".guide-route")).to_have_count(0)
    expect(page.locator(".md-footer__link")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_a_situation_prints_as_one_sheet_to_write_on(visit: Visitors, home: str, script: bool) -> None:
    page = visit(f"{home}situaties/zware-vorm/", java_script_enabled=script)
    expect(page.locator(".guide-handout")).to_be_hidden()
    page.get_by_role("link", name="Op één A4").click()
    expect(page.locator(".guide-handout")).to_be_visible()
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".guide-first-step")).to_be_visible()
    assert page.locator(".guide-ask > li:visible").count() <= 3
    for line in ("Wie", "Wat", "Wanneer"):
        expect(page.locator(".guide-handout li", has_text=re.compile(f"^{line}$"))).to_be_visible()
    expect(page.locator(".guide-lessons").first).to_be_hidden()


@pytest.mark.parametrize("width", some([375, 640, 1200]))
def test_the_menu_opens_and_closes_by_keyboard(visit: Visitors, home: str, width: int) -> None:
    page = visit(f"{home}lessen/", viewport={"width": width, "height": 700})
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate("document.activeElement.closest('.md-sidebar--primary') ? 'drawer' : 'page'")))
    assert "drawer" not in stops
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary a:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_the_menu_opens_by_keyboard_without_a_script(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}lessen/", java_script_enabled=False, viewport=SMALL)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary a").first).to_be_visible()


def test_a_wide_screen_has_no_button_for_the_menu_and_says_where_one_is(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/moeilijk-gesprek/", viewport={"width": 1280, "height": 800})
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)
    expect(page.locator(".md-tabs__item--active")).to_have_text("Situaties")
    expect(page.locator(".guide-eyebrow")).to_contain_text("Situaties")


def test_what_others_say_stands_beside_the_first_question_on_a_wide_screen(visit: Visitors, home: str) -> None:
    page = visit(home, viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    first, voice = page.locator(".guide--start").bounding_box(), page.locator(".guide-voices").bounding_box()
    assert first and voice and voice["x"] > first["x"] + first["width"]
    assert voice["y"] < first["y"] + 200
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Heb je een code gekregen?")).to_be_hidden()  # without its form


def test_a_phone_has_the_list_before_the_drawing_and_a_wide_screen_the_drawing_in_its_whole_width(
    visit: Visitors, home: str
) -> None:
    page = visit(f"{home}wegwijzers/situatie/kaart/", viewport=SMALL, java_script_enabled=False)
    drawing, questions = page.locator(".guide-map"), page.locator(".guide-map + section")
    assert bottom(page, ".guide-map + section") <= (drawing.bounding_box() or {"y": 0})["y"]
    page.set_viewport_size({"width": 1280, "height": 800})
    whole = drawing.bounding_box()
    assert whole and whole["width"] > 1200
    assert whole["y"] < (questions.bounding_box() or {"y": 0})["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_kind_of_a_lesson_is_told_by_a_sign_and_a_word(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/moeilijk-gesprek/", java_script_enabled=False)
    kinds = page.locator(".guide-lessons .guide-kind")
    assert kinds.count() == kinds.locator("svg.guide-sign").count() > 0
    assert all(kinds.all_inner_texts())
    expect(page.locator(".guide-eyebrow svg.guide-sign")).to_have_count(1)


def test_a_phone_has_the_headings_of_a_lesson_at_hand(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}lessen/lenzenmodel/", java_script_enabled=False, viewport=SMALL)
    page.locator(".guide-contents summary").click()
    link = page.locator(".guide-contents a").last
    link.click()
    expect(page).to_have_url(re.compile(r"/lessen/lenzenmodel/#[\w-]+"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".guide-contents")).to_be_hidden()
