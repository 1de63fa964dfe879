"""A copy of the guide opens from a folder: guides, filters, codes and search, without one request to anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built import ROOT, build
from visitors import DESKTOP, Visitors, soon

pytestmark = pytest.mark.slow  # a whole site of its own


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a folder with a copy, as a browser has it."""
    return build(ROOT, tmp_path_factory.mktemp("kopie van de gids"), OFFLINE="true").as_uri() + "/"


@pytest.fixture
def at(visit: Visitors) -> Iterator[Visitors]:
    """Opens a page of the copy; afterwards nothing may have been asked for but files."""
    yield visit
    assert [url for url in visit.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def current(page: Page) -> str:
    return page.locator("[data-guide-current] h2").inner_text()


def test_walk_from_the_first_question_to_a_lesson(at: Visitors, copy: str) -> None:
    page = at(f"{copy}index.html")
    page.locator("[data-guide-on]").get_by_role("link", name="Het staat stil").click()
    page.wait_for_url(f"{copy}wegwijzers/situatie.html#eerlijk-praten~fase=staat-stil")
    expect(page.locator(".guide-trail")).to_contain_text("Het staat stil")
    assert current(page).startswith("Kun je met alle partners eerlijk praten")
    page.get_by_role("link", name="Met een paar partners wel").click()
    expect(page.locator("[data-guide-why]")).to_contain_text("Met een paar partners wel")
    page.locator(".guide-lesson a").first.click()
    expect(page.get_by_role("heading", name="Vragen voor aan tafel")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.locator(".guide-trail")).to_contain_text("Het staat stil")


def test_search_finds(at: Visitors, copy: str) -> None:
    page = at(f"{copy}index.html", viewport=DESKTOP)
    page.get_by_role("textbox", name="Zoeken").click()
    page.keyboard.type("vertrouwen")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"\d+ pagina's gevonden"))
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("article")).to_contain_text(re.compile("vertrouwen", re.I))
    assert page.url.startswith(copy)


def test_filter_code_and_dossier(at: Visitors, copy: str) -> None:
    page = at(f"{copy}lessen/index.html#kinds=pitfall")
    expect(page.locator(".guide-filter output")).to_contain_text(re.compile(r"^[1-9]\d* van \d+ lessen"))
    page.goto(f"{copy}c/index.html")
    row = page.locator(".guide-codes li").first
    digits, target = row.locator(".guide-digits").inner_text(), row.get_by_role("link").evaluate("one => one.href")
    page.get_by_label("De code die je kreeg").fill(digits)
    page.get_by_role("button", name="Ga erheen").click()
    page.wait_for_url(target)
    page.goto(f"{copy}dossier.html")
    expect(page.locator("article")).to_contain_text("Je dossier is nog leeg")


def test_what_is_sent_on_is_the_address_online(at: Visitors, copy: str) -> None:
    page = at(f"{copy}situaties/moeilijk-gesprek.html#~situatie~fase=staat-stil~eerlijk-praten=met-een-paar")
    page.get_by_role("button", name="Deel", exact=True).click()
    online = "https://treeguide.github.io/praktijkgids/situaties/moeilijk-gesprek/"
    expect(page.get_by_label("Link", exact=True)).to_have_value(online)
    page.get_by_label("Stuur mijn antwoorden mee").check()
    answers = "#~situatie~fase=staat-stil~eerlijk-praten=met-een-paar"
    expect(page.get_by_label("Link", exact=True)).to_have_value(online + answers)
    expect(page.locator(".guide-share img")).to_be_visible()
    soon(lambda: page.locator("link[rel=canonical]").get_attribute("href"), online)


def test_without_script_the_copy_works_as_the_site_does(at: Visitors, copy: str) -> None:
    page = at(f"{copy}index.html", java_script_enabled=False)
    page.get_by_role("link", name="Het staat stil").click()
    page.get_by_role("link", name="Met een paar partners wel").click()
    expect(page.get_by_role("heading", name="Eerste stap")).to_be_visible()
    expect(page).to_have_url(f"{copy}situaties/moeilijk-gesprek.html")


def test_no_page_of_the_copy_names_another_place_to_load_from(copy: str) -> None:
    folder = Path(copy.removeprefix("file://").replace("%20", " "))
    loads = re.compile(
        r"""<(?:script|img|iframe|source)\b[^>]*\bsrc=["']?(?:https?:)?//|<link\b[^>]*stylesheet[^>]*//"""
    )
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 200
    assert [page.name for page in pages if loads.search(page.read_text("utf-8"))] == []
