"""What a reader fetches of ours, compressed: on a guide's page, and on an ordinary walk. See decision 72."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from speeds import some
from visitors import Visitors, soon

WALK = "wegwijzers/situatie/"
SHARED = {"page", "common", "guide", "buttons", "cards", "dress", "collect"}  # what other pages load too


def ours(visit: Visitors, page: Page) -> dict[str, int]:
    """Bytes, compressed as a web host does, of each style and script of ours that was asked for; data left out."""
    urls = {url for url in visit.requests if "/assets/treeguide/" in url and url.endswith((".mjs", ".css"))}
    files = {urlsplit(url).path.rpartition("/")[2]: page.request.get(url).body() for url in urls}
    return {name: len(gzip.compress(body, 9)) for name, body in files.items() if not name.startswith("graph-")}


def weight(found: dict[str, int], ending: str = "") -> int:
    return sum(size for name, size in found.items() if name.endswith(ending))


def test_a_guide_page_is_light(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{WALK}")
    expect(page.locator("[data-guide-live]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = ours(visit, page)
    assert {name.split(".")[0] for name in found} == {"page", "guide", "common"}
    assert weight(found, ".mjs") <= 6_000
    assert weight(found) <= 10_300


@pytest.mark.parametrize("path", some(["", WALK, "situaties/moeilijk-gesprek/", "lessen/lenzenmodel/"], 2))
def test_a_first_visit_takes_ten_requests_and_a_hundred_kilobytes(visit: Visitors, home: str, path: str) -> None:
    page = visit(home + path)
    page.wait_for_load_state("networkidle")
    asked = set(visit.requests)
    assert home + path in asked
    assert len(asked) <= 10
    assert sum(len(gzip.compress(page.request.get(url).body(), 9)) for url in asked) <= 100_000


def test_an_ordinary_walk_is_light(visit: Visitors, home: str) -> None:
    page = visit(home)
    page.locator("[data-guide-on]").get_by_role("link", name="Het staat stil").click()
    page.locator("[data-guide-current]").get_by_role("link", name="Met een paar partners wel").click()
    expect(page.locator("[data-guide-why]")).to_contain_text("Omdat je zei")
    page.locator(".guide-lessons a").first.click()
    page.wait_for_url("**/lessen/**")
    page.wait_for_load_state("networkidle")
    assert weight(ours(visit, page)) <= 14_400
    page.get_by_role("button", name="Deel", exact=True).click()
    expect(page.get_by_role("group", name="Delen")).to_be_visible()
    assert weight(ours(visit, page), ".mjs") <= 12_900


def own(visit: Visitors, page: Page) -> dict[str, int]:
    """What of it only pages load on which a group works together."""
    page.wait_for_load_state("networkidle")
    return {name: size for name, size in ours(visit, page).items() if name.split(".")[0] not in SHARED}


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("wegwijzers/vijf-lenzen/", {"sheet", "scan", "scores", "sheets"}),
        ("wegwijzers/negen-oorzaken/", {"sheet", "checklist", "sheets", "list-negen-oorzaken"}),
        ("samen/#vijf-lenzen", {"sheet", "together", "tabs", "desk"}),
    ],
)
def test_what_a_group_uses_together_arrives_light(visit: Visitors, home: str, path: str, files: set[str]) -> None:
    page = visit(home + path)
    found = own(visit, page)
    assert {name.split(".")[0] for name in found} == files
    assert weight(found) <= 4_000


def test_the_desk_gets_heavier_as_it_is_used(visit: Visitors, home: str) -> None:
    """What reads a line, and what shows it all, come when there is a line; a press that opens loads nothing more."""
    page = visit(f"{home}samen/#vijf-lenzen")
    page.locator("textarea[name=lines]").fill("A: 1 2 3 4 5")
    expect(page.get_by_role("button", name="Open alles")).to_be_enabled()
    used = {"sheet", "together", "tabs", "desk", "lines", "scores", "opened", "strips", "agree"}
    soon(lambda: {name.split(".")[0] for name in own(visit, page)}, used)
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-spreads h3").first).to_be_visible()
    found = own(visit, page)
    assert {name.split(".")[0] for name in found} == used
    assert weight(found) <= 13_000


@pytest.mark.parametrize(
    "path", some(["", "lessen/", "lessen/begin-bij-de-opgave/", "situaties/achterban/", "dossier/"], 2)
)
def test_nothing_moves_while_a_page_comes(visit: Visitors, home: str, path: str) -> None:
    """The layout shift of a first visit, as browsers measure it; 0.1 is where a page starts to be called unstable."""
    page = visit("about:blank")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(home + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") < 0.01
