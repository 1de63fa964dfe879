"""Each of our scripts is a guest: when one is missing or throws, the page still does what it does without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dossiers import dossier, fragment
from visitors import Visitors, soon

pytestmark = pytest.mark.slow

GUIDE, SITUATION = "wegwijzers/situatie/", "situaties/moeilijk-gesprek/"
KEPT = """if (location.protocol === "http:")
    for (const name of ["treeguide.resume", "treeguide dossier x"]) localStorage.setItem(name, "{}")"""


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


def reads(page: Page) -> None:
    """There is a page to read."""
    expect(page.locator("article h1:visible").first).to_be_visible()
    expect(page.locator("article :is(p, li, svg):visible").first).to_be_visible()


def leads_on(page: Page) -> None:
    """One question can be seen, and an answer leads to the next one."""
    question = page.locator(".guide-question:visible")
    expect(question).to_have_count(1)
    before = question.inner_text()
    page.locator(".guide-options:visible a:not([href*='situaties/'])").first.click()
    expect(page.locator(".guide-question:visible")).to_have_count(1)
    expect(page.locator(".guide-question:visible")).not_to_have_text(before)


def press(name: str) -> Callable[[Page], None]:
    """Press a button, when it is there: without the script that shows it, it is not."""

    def pressed(page: Page) -> None:
        page.wait_for_load_state("networkidle")  # the script that shows it may be on its way
        button = page.get_by_role("button", name=name, exact=True).first
        if button.is_visible():
            button.click()

    return pressed


def type_code(page: Page) -> None:
    field = page.get_by_label("De code die je kreeg")
    if field.is_visible():
        field.fill("12345")
        page.keyboard.press("Enter")


@dataclass(frozen=True)
class Place:
    """A page, what one does there as far as one can, and what must go well whatever is broken."""

    path: str
    act: Callable[[Page], None] = reads
    works: Callable[[Page], None] = reads
    kept: bool = False  # whether something was kept in the browser before
    button: str = ""  # what is pressed there, and asks for a module of its own


CARDS = "Toon als kaarten"
PLACES = {
    "question": Place(f"{GUIDE}#vraagstuk-duidelijk~fase=nog-niet-begonnen~vraagstuk-duidelijk=?", works=leads_on),
    "collecting": Place(f"{GUIDE}#regio-de-plek~fase=staat-stil", press("Zet in mijn dossier"), leads_on, kept=True),
    "sharing": Place("lessen/lenzenmodel/", press("Deel"), button="Deel"),
    "situation": Place(
        f"{SITUATION}#~situatie~fase=staat-stil~eerlijk-praten=nee",
        press("Toon als kaarten"),
        button="Toon als kaarten",
    ),
    "lessons": Place("lessen/"),
    "home": Place("", type_code, leads_on),
    "drawing": Place(f"{GUIDE}kaart/#~situatie~fase=staat-stil"),
    "desk": Place("dossier/"),
    "letter": Place("dossier/" + fragment(dossier("lesson/lenzenmodel"), packed=False)),
}


def asked(visitors: Visitors) -> set[str]:
    """The modules that a visitor asked for."""
    return {one for url in visitors.requests if (one := ours(url))}


def ours(url: str) -> str:
    """The name of our module at that address, without the hash; nothing for other files."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name.split(".")[0] if name.endswith(".mjs") else ""


def arrive(page: Page, home: str, place: Place) -> None:
    """Open a place; as a new page also when only what stands behind the # differs."""
    page.goto("about:blank")
    page.goto(home + place.path)


def modules_of(visitors: Visitors, home: str, place: Place) -> set[str]:
    """The modules that a place asks for when nothing is wrong."""
    page = opened(visitors, place)
    arrive(page, home, place)
    if place.button:
        expect(page.get_by_role("button", name=place.button, exact=True).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    before = asked(visitors)
    place.act(page)
    page.wait_for_load_state("networkidle")
    soon(lambda: asked(visitors) > before or not place.button, True)
    return asked(visitors)


@pytest.fixture(scope="module")
def used(browser: Browser, home: str) -> Iterator[dict[str, list[str]]]:
    """The modules of each place when nothing is wrong, each at the first place that uses it."""
    found: dict[str, list[str]] = {}
    for name, place in PLACES.items():
        visitors = Visitors(browser)
        known = {one for names in found.values() for one in names}
        found[name] = sorted(modules_of(visitors, home, place) - known)
        assert visitors.faults == []
        visitors.close()
    yield found


def opened(visitors: Visitors, place: Place) -> Page:
    page = visitors("about:blank")
    page.route("**/*.svg", lambda route: route.fulfill(body=""))
    if place.kept:
        page.add_init_script(KEPT)
    return page


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


def throwing(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="throw new Error('broken on purpose')")


@pytest.mark.parametrize("place", PLACES)
def test_every_module_may_break(visitors: Visitors, home: str, used: dict[str, list[str]], place: str) -> None:
    page = opened(visitors, PLACES[place])
    for module, broken in zip(used[place], cycle((missing, throwing)), strict=False):
        address = f"**/{module}.*.mjs"
        page.route(address, broken)
        with page.expect_response(address):
            arrive(page, home, PLACES[place])
            PLACES[place].act(page)
        PLACES[place].works(page)
        page.unroute(address)


def test_the_places_use_every_module(used: dict[str, list[str]]) -> None:
    names = {one for names in used.values() for one in names}
    assert names >= {"page", "guide", "common", "resume", "why", "reach", "unknown", "filter", "share", "deck", "desk"}
