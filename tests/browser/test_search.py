"""Search costs nothing before it is used, and then finds what was asked for as people in the Netherlands type it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from speeds import some
from tools.searching import ASK_OURS, ask, questions, share
from visitors import DESKTOP, Visitors

OF_SEARCH = ("/search/", "/workers/", "/lunr/", "/search-engine")


def of_search(visit: Visitors) -> list[str]:
    return [url for url in visit.requests if any(part in urlsplit(url).path for part in OF_SEARCH)]


@pytest.mark.parametrize(
    "path",
    some(["", "wegwijzers/situatie/", "situaties/moeilijk-gesprek/", "lessen/dubbele-loyaliteit-en-achterban/"], 2),
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


def test_what_a_practitioner_types_is_found(visit: Visitors, home: str, site: Path) -> None:
    """The floor under `python -m benchmarks.search`, which also asks the search that the theme has by itself."""
    helpful = {path for paths in questions().values() for path in paths}
    assert [path for path in sorted(helpful) if not (site / path / "index.html").is_file()] == []
    assert len(questions()) >= 150
    places = ask(visit(home), ASK_OURS)
    assert share(places, 3) >= 0.9, [question for question, place in places.items() if not 0 < place <= 3]
    assert share(places, 10) >= 0.93, [question for question, place in places.items() if not 0 < place <= 10]


def test_results_lead_to_the_part_and_show_the_words(visit: Visitors, walked: str) -> None:
    page = visit(walked, viewport=DESKTOP)
    page.get_by_role("textbox", name="Zoeken").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Typ wat je zoekt")
    page.keyboard.type("vertouwen onenig")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1")).to_have_text("Succesfactor Bouw vertrouwen op en leer omgaan met onenigheid")
    expect(first.locator("h1 mark")).to_have_text(["vertrouwen", "onenigheid"])
    expect(page.locator(".md-search-result__meta")).to_contain_text("gevonden")
    page.keyboard.press("Enter")
    expect(first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessen/werk-aan-vertrouwen/**")


def test_a_word_that_is_nowhere_is_said_to_be_nowhere_with_ways_on(visit: Visitors, walked: str) -> None:
    page = visit(walked, viewport=DESKTOP)
    page.get_by_role("textbox", name="Zoeken").fill("xqzwv")
    page.keyboard.press("End")
    told = page.locator(".guide-nowhere")
    expect(page.locator(".md-search-result__meta")).to_have_text("Niets gevonden")
    said = ["Geen tekst over “xqzwv”.", "Kijk ook bij Wegwijzers, Alle lessen, Begrippen"]
    expect(told.locator("p")).to_have_text(said)
    page.get_by_role("textbox", name="Zoeken").fill("xqzwv vertrouwen")
    page.keyboard.press("End")
    expect(told).to_contain_text("Geen tekst over “xqzwv”. Wel over: vertrouwen.")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)
    page.get_by_role("textbox", name="Zoeken").fill("vertrouwen")
    page.keyboard.press("End")
    expect(told).to_have_text("")
    page.get_by_role("textbox", name="Zoeken").fill("xqzwv")
    page.keyboard.press("Enter")
    expect(told.get_by_role("link", name="Wegwijzers")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wegwijzers/")


def test_search_goes_on_when_the_site_was_published_anew_meanwhile(visitors: Visitors, home: str) -> None:
    page = visitors(home, viewport=DESKTOP)
    gone: list[str] = []

    def once(route: Route) -> None:
        gone.append(route.request.url)
        if len(gone) > 1:
            route.continue_()
        else:
            route.fulfill(status=404)

    page.route("**/search/*/w*.js", once)
    page.get_by_role("textbox", name="Zoeken").click()
    page.keyboard.type("vertrouwen")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)
    assert len(gone) > 1


def test_what_is_pasted_is_searched(visit: Visitors, home: str) -> None:
    page = visit(home, viewport=DESKTOP)
    page.get_by_role("textbox", name="Zoeken").click()
    page.wait_for_load_state("networkidle")
    page.keyboard.insert_text("vertrouwen")
    expect(page.locator(".md-search-result__item").first).to_contain_text("vertrouwen", ignore_case=True)
