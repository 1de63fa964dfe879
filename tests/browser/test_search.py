"""Search costs nothing before it is used, and then finds what was asked for."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from visitors import DESKTOP, Visitors

OF_SEARCH = ("/search/", "/workers/", "/lunr/")


def of_search(visit: Visitors) -> list[str]:
    return [url for url in visit.requests if any(part in urlsplit(url).path for part in OF_SEARCH)]


@pytest.mark.parametrize(
    "path", ["", "wegwijzers/situatie/", "situaties/moeilijk-gesprek/", "lessen/dubbele-loyaliteit-en-achterban/"]
)
def test_a_visit_fetches_nothing_of_search(visit: Visitors, home: str, path: str) -> None:
    page = visit(home + path, viewport=DESKTOP)
    page.wait_for_load_state("networkidle")
    assert (of_search(visit), page.workers) == ([], [])


def test_search_starts_when_the_reader_goes_there(visit: Visitors, home: str) -> None:
    page = visit(home)
    page.locator("label[for=__search].md-header__button").click()
    page.keyboard.type("vertrouwen")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)
    assert of_search(visit) != []


def test_search_starts_by_a_key_and_from_the_page_for_what_is_not_there(visit: Visitors, home: str) -> None:
    page = visit(home, viewport=DESKTOP)
    page.goto(f"{home}lessen/")
    page.keyboard.press("/")
    page.keyboard.type("vertrouwen")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)


def test_what_is_asked_in_the_address_is_searched_at_once(visitors: Visitors, home: str) -> None:
    page = visitors(home, viewport=DESKTOP)
    visitors.requests.clear()
    page.goto(f"{home}?q=vertrouwen")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)
    visitors.requests[:] = [url for url in visitors.requests if not url.endswith("?q=vertrouwen")]
