"""A code that someone said over the telephone brings one to the page, with and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from speeds import some
from treeguide.addresses.codes import is_code
from visitors import Visitors

LESSON = "lessen/lenzenmodel/"
WRONG = "Deze code klopt niet."


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


def code_of(page: Page) -> str:
    return re.sub(r"\D", "", page.locator(".guide-code").inner_text())


@pytest.fixture
def code(visitors: Visitors, home: str) -> str:
    return code_of(visitors(home + LESSON, java_script_enabled=False))


def typed(page: Page, text: str) -> Page:
    page.get_by_label("De code die je kreeg").fill(text)
    page.keyboard.press("Enter")
    return page


@pytest.mark.parametrize("where", some(["", "c/"]))
def test_typing_a_code_leads_to_its_page(visit: Visitors, home: str, code: str, where: str) -> None:
    typed(visit(home + where), code).wait_for_url(home + LESSON)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["{0} {1} {2} {3} {4}", " {0}{1}-{2}{3}{4} ", "{0}{1}.{2}{3}{4}"])
def test_spaces_dots_and_dashes_do_not_matter(visit: Visitors, home: str, code: str, shape: str) -> None:
    typed(visit(home), shape.format(*code)).wait_for_url(home + LESSON)


def test_slip_of_a_finger_is_noticed_and_asks_nothing_of_the_server(visit: Visitors, home: str, code: str) -> None:
    page = visit(home)
    before = len(visit.requests)
    typed(page, code[:-1] + str((int(code[-1]) + 1) % 10))
    expect(page.get_by_role("alert").filter(has_text=WRONG)).to_be_visible()
    field = page.get_by_label("De code die je kreeg")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(WRONG))
    assert [url for url in visit.requests[before:] if "/c/" in url] == []
    typed(page, code).wait_for_url(home + LESSON)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "12", "abcde", "../../geheim", "<b>12340</b>", "1" * 20])
def test_anything_else_stays_on_the_page(visit: Visitors, home: str, text: str) -> None:
    page = typed(visit(home), text)
    says = WRONG if text else "Typ hier de code die je kreeg."
    expect(page.get_by_role("alert").filter(has_text=says)).to_be_visible()
    expect(page).to_have_url(home)


def test_code_that_nobody_has_is_said_to_be_unknown(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}c/")
    known = {re.sub(r"\D", "", one) for one in page.locator(".guide-codes .guide-digits").all_inner_texts()}
    unknown = next(str(number) for number in range(10000, 99999) if is_code(str(number)) and str(number) not in known)
    typed(page, unknown)
    expect(page.get_by_role("alert").filter(has_text="Deze code bestaat niet.")).to_be_visible()


def test_without_script_the_page_says_which_address_to_type(visitors: Visitors, home: str, code: str) -> None:
    page = visitors(home, java_script_enabled=False)
    expect(page.get_by_role("textbox", name="De code die je kreeg")).to_have_count(0)
    expect(page.locator(".guide-code-form code")).to_have_text("treeguide.github.io/praktijkgids/c/CODE/")
    page.goto(f"{home}c/{code}/")
    page.wait_for_url(home + LESSON)


def test_list_of_codes_needs_no_script(visit: Visitors, home: str, code: str) -> None:
    page = visit(home, java_script_enabled=False)
    page.get_by_role("link", name="Of zoek hem op in de lijst met alle codes").click()
    row = page.locator(".guide-codes li").filter(has_text=re.compile(r"\s".join(code)))
    row.get_by_role("link").click()
    expect(page).to_have_url(home + LESSON)


def test_code_takes_answers_of_its_address_along(visitors: Visitors, home: str) -> None:
    code = code_of(visitors(f"{home}situaties/moeilijk-gesprek/", java_script_enabled=False))
    page = visitors(f"{home}c/{code}/#~situatie~fase=staat-stil")
    page.wait_for_url(f"{home}situaties/moeilijk-gesprek/#~situatie~fase=staat-stil")


def test_axe_finds_nothing_in_the_form(visitors: Visitors, home: str) -> None:
    page = typed(visitors(home), "12")
    expect(page.get_by_role("alert").filter(has_text=WRONG)).to_be_visible()
    found = Axe().run(page, context=".guide-code-form").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    sizes = [one.bounding_box() for one in page.locator(".guide-code-form :is(input, button)").all()]
    assert [size for size in sizes if not size or size["height"] < 44] == []


def test_module_that_fails_leaves_the_sentence(visitors: Visitors, home: str) -> None:
    page = visitors(home + "404.html")
    page.route(re.compile(r"/code\.\w+\.mjs$"), lambda route: route.fulfill(status=404, body=""))
    page.goto(home)
    typed(page, "12345")
    expect(page.locator(".guide-code-type")).to_be_visible()
    page.locator("[data-guide-on]").get_by_role("link", name="Het staat stil").click()
    expect(page.locator(".guide-trail")).to_contain_text("Het staat stil")
