"""Each of our scripts is a guest: when one is missing or throws, one still gets from question to situation."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from visitors import Visitors

Visit = Callable[[Page, str], None]
LESSONS = "lessen/"
UNSURE = "wegwijzers/situatie/#vraagstuk-duidelijk~fase=nog-niet-begonnen~vraagstuk-duidelijk=?"


def walk(page: Page, home: str) -> None:
    """From the home page to a situation, seeing one question at a time."""
    page.goto(home)
    page.get_by_role("link", name="We praten over samenwerken, maar zijn nog niet begonnen").click()
    page.wait_for_url("**/wegwijzers/situatie/#*")
    expect(page.locator(".guide-question:visible")).to_have_id("vraagstuk-duidelijk")
    page.get_by_role("link", name="Ja, dat is duidelijk").click()
    expect(page.locator(".guide-question:visible")).to_have_id("regio-de-plek")
    page.get_by_role("link", name="We hebben geen keuze, het moet van het Rijk").click()
    page.wait_for_url("**/situaties/rijk-verplicht/*")
    expect(page.locator("h1")).to_contain_text("Het Rijk legt de samenwerking op")
    expect(page.get_by_role("heading", name="Eerste stap")).to_be_visible()


def look(page: Page, home: str) -> None:
    """The panel of a question one cannot answer yet, and the list of all lessons."""
    page.goto(home + UNSURE)
    expect(page.locator(".guide-question:visible")).to_have_count(1)
    page.goto(home + LESSONS)
    expect(page.locator(".guide-list a").first).to_be_visible()


def ours(url: str) -> str:
    """The name of our module at that address, without the hash; nothing for other files."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name.split(".")[0] if name.endswith(".mjs") else ""


@pytest.fixture(scope="module")
def used(browser: Browser, home: str) -> dict[Visit, set[str]]:
    """The modules that each visit loads when nothing is wrong."""
    found: dict[Visit, set[str]] = {}
    for visit in (walk, look):
        visitors = Visitors(browser)
        page = visitors("about:blank")
        visit(page, home)
        page.wait_for_load_state("networkidle")
        found[visit] = {name for url in visitors.requests if (name := ours(url))}
        visitors.close()
    return found


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


def throwing(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="throw new Error('broken on purpose')")


@pytest.mark.parametrize("broken", [missing, throwing])
@pytest.mark.parametrize("visit", [walk, look])
def test_every_module_may_break(
    visitors: Visitors, home: str, used: dict[Visit, set[str]], visit: Visit, broken: Callable[[Route], None]
) -> None:
    page = visitors("about:blank")
    for module in sorted(used[visit]):
        visitors.faults.clear()
        page.route(f"**/{module}.*.mjs", broken)
        visit(page, home)
        if not visitors.faults:
            page.wait_for_load_state("networkidle")
        assert visitors.faults, f"{module} was not broken"
        page.unroute(f"**/{module}.*.mjs")


def test_the_visits_use_the_modules_of_guides_and_lists(used: dict[Visit, set[str]]) -> None:
    assert used[walk] >= {"guide", "graph", "resume", "why", "reach", "graph-situatie"}
    assert used[look] >= {"guide", "graph", "unknown", "reach", "filter"}
