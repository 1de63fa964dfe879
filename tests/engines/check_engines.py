"""What readers and advisors walk through, in Chromium, Firefox and WebKit, under the policy that the build writes.

Run by `make test-engines`. What is looked at here is what engines may do otherwise; the browser tests look at the rest.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from built import NOON, ROOT, build, policy, served
from engines import firefox, webkit
from engines.chromium import Chromium
from engines.engine import Engine
from engines.firefox import Firefox
from engines.webkit import WebKit

BELOW = "/praktijkgids/"
PHONE, DESK = (460, 740), (1280, 900)  # WebKit's test browser makes its window no smaller than 447 pixels
CURRENT = "[data-guide-current]"
SITUATION = "situaties/moeilijk-gesprek/"
# As print would: the rules for paper hold, and those for a screen do not.
ON_PAPER = """
const turn = rules => [...rules].forEach(rule => {
    const shown = rule.media?.mediaText.replace(/print|screen/g, one => one === "print" ? "all" : "not all")
    if (shown) rule.media.mediaText = shown
    if (rule.cssRules) turn(rule.cssRules)
})
for (const sheet of document.styleSheets) {
    turn(sheet.cssRules)
    if (sheet.media.mediaText) sheet.media.mediaText = sheet.media.mediaText.replace("print", "all")
}
document.body.dataset.mdColorScheme = "default"
return true
"""
ON_SHEETS = ("", "wegwijzers/situatie/", SITUATION, "lessen/lenzenmodel/", "aan-tafel/starten/", "bronnen/")
LISTS = ".md-typeset :is(.guide-cards, .guide-ways, .guide-list, .guide-lessons)"
Visit = Callable[..., Engine]


@pytest.fixture(scope="session")
def guarded(site: Path) -> Iterator[str]:
    """The address of the guide, under that policy."""
    with served(
        site, BELOW, **{"Content-Security-Policy": policy(site).replace("; frame-ancestors $treeguide_frames", "")}
    ) as address:
        yield address


@pytest.fixture(scope="session")
def silent(site: Path) -> Iterator[str]:
    """The address of the guide where no script of a page runs; the drivers' own do."""
    with served(site, BELOW, **{"Content-Security-Policy": "script-src 'none'"}) as address:
        yield address


@contextmanager
def _visitors(name: str, browser: Browser) -> Iterator[Callable[[], Engine]]:
    """What makes a new visitor in that engine."""
    if name == "chromium":
        yield lambda: Chromium(browser)
    elif name == "firefox":
        with firefox.running() as connection:
            yield lambda: Firefox(connection)
    else:
        with webkit.running() as display:
            yield lambda: WebKit(display)


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[[], Engine]]:
    """Each engine in turn; one that is not installed fails, since that is what this is for."""
    with _visitors(request.param, browser) as visitors:
        yield visitors


@pytest.fixture
def visit(engine: Callable[[], Engine]) -> Iterator[Visit]:
    """Opens a page as a new visitor."""
    with contextlib.ExitStack() as open_ones:

        def opened(address: str, size: tuple[int, int] = PHONE) -> Engine:
            visitor = engine()
            open_ones.callback(visitor.close)
            visitor.size(*size)
            visitor.open(address)
            return visitor

        yield opened


def answered(page: Engine) -> None:
    """Give the first answer of every question until a situation is there."""
    for _ in range(9):
        if page.run("return document.querySelector('.guide-first-step') !== null"):
            return
        asked = page.sees(f"{CURRENT} .guide-question")
        page.press(f"{CURRENT} .guide-options a")
        page.until(
            "const [one] = find('[data-guide-current] .guide-question');"
            "return document.querySelector('.guide-first-step') !== null || one && said(one) !== arguments[0]",
            asked,
        )
    raise AssertionError(f"no situation: {page.address}")


def test_a_guide_leads_to_a_situation_and_back_and_an_answer_can_be_changed(visit: Visit, guarded: str) -> None:
    page = visit(guarded)
    page.press(".guide-options a")
    page.sees(".guide-trail li")
    assert page.run("return document.activeElement.localName") == "h2"  # the question has the focus
    answered(page)
    page.sees(".guide-first-step")
    page.sees("[data-guide-why]", "Omdat je zei")
    page.back()
    asked = page.sees(f"{CURRENT} .guide-question")
    page.press(".guide-trail a")
    page.sees(f"{CURRENT} a[aria-current=true]", "jouw antwoord")
    page.press(f"{CURRENT} .guide-options li:nth-child(3) a")
    page.sees(".guide-trail li")
    page.press(f"{CURRENT} a", "Dat weten we")
    page.sees(".guide-unknown", "situaties mogelijk")
    assert page.sees(f"{CURRENT} .guide-question") != asked


def test_a_guide_works_without_a_script(visit: Visit, silent: str) -> None:
    page = visit(f"{silent}wegwijzers/situatie/")
    one_question = "return find('.guide-step .guide-question').length === 1"
    page.until(one_question)
    for _ in range(9):
        asked = page.sees(".guide-step .guide-question")
        page.press(".guide-step .guide-options a")
        page.until(
            "const [one] = find('.guide-step .guide-question');"
            "return document.querySelector('.guide-first-step') !== null || one && said(one) !== arguments[0]",
            asked,
        )
        if page.run("return document.querySelector('.guide-first-step') !== null"):
            break
        page.until(one_question)
    page.sees(".guide-first-step")
    page.misses("button[data-guide-use]")
    page.press(".guide-lesson a")
    page.until("return location.pathname.includes('/lessen/')")
    page.open(f"{silent}wegwijzers/negen-oorzaken/")
    page.misses(".guide-advice > li")
    page.press(".guide-sign-list label", "Partijen doen alsof")
    page.sees(".guide-advice > li", "Doen alsof je samenwerkt")


def test_a_lesson_on_a_route_leads_on_and_back(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}wegwijzers/situatie/")
    answered(page)
    page.sees("[data-guide-why]", "Omdat je zei")
    here = page.address
    page.until("return document.querySelector('.guide-lesson a').href.includes('#via~')")
    page.press(".guide-lesson a")
    page.sees(".guide-route", "les 1 van")
    page.press(".guide-route a", "←")
    page.until("return location.href === arguments[0]", here)


def test_sharing_offers_a_link_and_copies_it(visit: Visit, guarded: str) -> None:
    page = visit(guarded + SITUATION)
    page.press("button", "Deel")
    page.sees(".guide-share")
    assert page.run("return document.querySelector('.guide-share input[readonly]').value") == guarded + SITUATION
    page.press(".guide-share button", "Kopieer de link")
    page.sees(".guide-share-said", "gekopieerd")
    page.press(".guide-share button", "Kopieer de hele tekst met opmaak")
    page.sees(".guide-share-said", "De hele tekst is gekopieerd")


def test_a_dossier_becomes_a_letter_that_another_reader_opens(visit: Visit, guarded: str) -> None:
    page = visit(guarded + SITUATION)
    page.press("button", "Zet in mijn dossier")
    page.sees(".guide-says", "dossier")
    page.open(f"{guarded}dossier/")
    title = page.sees("[data-guide-desk] h3")
    page.press("[name=title]")
    page.type("Voor Anne")
    page.until("return document.querySelector('[name=link]').value.includes('#v1~')")
    page.until("return document.querySelector('[name=title]').value === 'Voor Anne'")
    link = page.until(
        "const link = document.querySelector('[name=link]').value; const was = window.guideWas;"
        "window.guideWas = link; return was === link && link"
    )
    other = visit(str(link))
    other.sees("h1", "Voor Anne")
    other.sees(".guide-letter", title)
    other.sees(".guide-letter-body")


def test_cards_go_by_key_and_close(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}aan-tafel/starten/", DESK)
    page.press("button", "Toon als kaarten")
    page.sees("dialog[open] .guide-table-progress", "1 van")
    page.key("ArrowRight")
    page.sees("dialog[open] .guide-table-progress", "2 van")
    page.key("Escape")
    page.misses("dialog[open]")


def test_a_filter_leaves_what_was_chosen_and_stays_in_the_address(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}lessen/", DESK)
    page.sees(".guide-filter output")
    page.press("[data-guide-facet=kinds] summary")
    page.press("[data-guide-facet=kinds] label", "Valkuilen")
    page.until("return location.hash === '#kinds=pitfall'")
    said = page.sees(".guide-filter output", "van")
    again = visit(page.address)
    assert again.sees(".guide-filter output", "van") == said


def test_search_finds_and_enter_goes_there(visit: Visit, guarded: str) -> None:
    page = visit(guarded, DESK)
    page.press(".md-search__input")
    page.type("vertrouwen")
    page.sees(".md-search-result__meta", "gevonden")
    page.sees(".md-search-result__link")
    page.press(".md-search-result__link")
    page.until("return location.pathname !== arguments[0]", BELOW)
    page.until("return document.querySelector('article')?.textContent.toLowerCase().includes('vertrouwen')")


@pytest.mark.parametrize("path", ON_SHEETS)
def test_paper_has_no_menus_and_plain_lists(visit: Visit, silent: str, path: str) -> None:
    page = visit(silent + path, DESK)
    page.run(ON_PAPER)
    menus = ".md-header, .md-tabs, .md-sidebar, .md-footer, .guide-share, .guide-tools, .guide-filter"
    assert page.look("return find(arguments[0]).length", menus) == 0
    boxes = page.run(
        "return [...document.querySelectorAll(arguments[0])].map(one => getComputedStyle(one).display)"
        ".filter(one => one === 'grid' || one === 'flex')",
        LISTS,
    )
    assert boxes == []
    page.sees(".guide-deck" if path.startswith("aan-tafel") else ".guide-paper" if path else "h1")
    if path == "aan-tafel/starten/":
        cards = "return find('.guide-deck > li').slice(0, 2).map(one => getComputedStyle(one).borderTopStyle)"
        assert page.look(cards) == ["dashed", "dashed"]
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_guide_in_a_frame_of_another_site_grows_and_can_be_walked(visit: Visit, guarded: str, tmp_path: Path) -> None:
    page = visit(f"{guarded}wegwijzers/situatie/")
    page.press("button", "Deel")
    page.sees(".guide-share")
    html = page.run("return [...document.querySelectorAll('.guide-share textarea')].at(-1).value")
    (tmp_path / "index.html").write_text(f"<!doctype html><html lang=nl><title>Ons</title><h1>Ons</h1>{html}", "utf-8")
    with served(tmp_path) as address:
        other = visit(address, DESK)
        other.run("document.querySelector('iframe').scrollIntoView()")
        other.until(
            "return +document.querySelector('iframe').getAttribute('height') > 600"
        )  # what the HTML itself says
    inside = visit(f"{guarded}wegwijzers/situatie/embed/")  # what is in the frame, where a driver can look
    inside.press(f"{CURRENT} .guide-options a")
    inside.sees(".guide-trail li")


def test_an_offline_copy_opens_from_a_folder(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = _offline(tmp_path_factory)
    page = visit(f"{copy}index.html")
    page.press(".guide-options a")
    page.sees(".guide-trail li")
    answered(page)
    page.sees("[data-guide-why]", "Omdat je zei")
    page = visit(f"{copy}lessen/index.html", DESK)
    page.press(".md-search__input")
    page.until("return document.activeElement.matches('.md-search__input')")
    page.type("vertrouwen")
    page.sees(".md-search-result__link")


_COPY: list[str] = []


def _offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a folder with a copy of the guide, made once for all engines."""
    if not _COPY:
        folder = build(ROOT, tmp_path_factory.mktemp("kopie"), OFFLINE="true", SOURCE_DATE_EPOCH=NOON)
        _COPY.append(folder.as_uri() + "/")
    return _COPY[0]


def test_what_is_kept_is_there_again_and_can_be_forgotten(visit: Visit, guarded: str) -> None:
    page = visit(guarded)
    page.press(".guide-options a")
    page.sees(".guide-trail li")
    page.press("button", "Onthoud mijn antwoorden in deze browser")
    page.sees("*", "Je antwoorden staan in deze browser")
    page.open(guarded)
    page.press("a", "Ga verder waar je was")
    page.sees(".guide-trail li")
    page.press("button", "Vergeet alles")
    page.until("return !Object.keys(localStorage).some(one => one.startsWith('treeguide'))")


def scored(page: Engine) -> None:
    """Give the five items of the scan 3 to 7."""
    for place in range(5):
        page.press(f".guide-scan fieldset:nth-of-type({place + 1}) label", str(place + 3))


def test_a_scan_gives_a_code_that_the_desk_takes(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}wegwijzers/vijf-lenzen/")
    scored(page)
    code = re.sub(r"\W", "", page.sees(".guide-code-large"))
    link = page.address
    desk = visit(f"{guarded}samen/#vijf-lenzen", DESK)
    desk.press("textarea[name=lines]")
    desk.type(f"A {code}")
    desk.sees(".guide-together .guide-says", "1 binnen")
    more = f"\nB {link}\nC: 9 1 9 1 9\nD: 1 9 9 1 1"
    desk.run("document.querySelector('textarea[name=lines]').value += arguments[0]", more)
    desk.type(" ")
    desk.press("button", "Open alles")
    desk.sees(".guide-opened h2")
    desk.press("button", "Bespreek ze één voor één")
    desk.sees("dialog[open] .guide-table-progress", "1 van 5")
    desk.key("PageDown")
    desk.sees("dialog[open] .guide-table-progress", "2 van 5")


NINE = "A: 7 5 8 4 6\nB: 7 6 8 4 5\nC: 8 2 ? 9 6\nD: 8 3 7 9 5"


def on_the_desk(page: Engine, lines: str) -> None:
    """Put these lines in the box of the desk, as one pastes them."""
    page.sees("textarea[name=lines]")
    page.run(
        "const box = document.querySelector('textarea[name=lines]'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input', { bubbles: true }))",
        lines,
    )
    page.sees("button[name=open]:enabled")


def test_checklists_lie_side_by_side_and_the_desk_says_who_is_missing(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}samen/#negen-oorzaken", DESK)
    on_the_desk(page, "GGD:\nA: 1 2\nB: 2 4\nC: 40")
    page.sees(".guide-together .guide-says", "2 van 3 binnen. Nog niet: GGD.")
    page.sees(".guide-told li", "C: 40")
    page.press("button", "Open alles")
    page.sees(".guide-opened .guide-pattern", "2 van 2 kruisten dit aan")
    page.press(".guide-opened a", "Advies bij wat minstens de helft aankruiste")
    page.sees(".guide-advice > li")


def test_hands_are_counted_and_a_timer_runs(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}samen/#vijf-lenzen", DESK)
    on_the_desk(page, NINE)
    page.press("button", "Open alles")
    page.press("button", "Bespreek ze één voor één")
    page.sees("dialog[open] .guide-table-progress", "1 van 5")
    dots = "return [...document.querySelectorAll('dialog .guide-dots')].map(one => one.textContent).join('').length"
    before = page.run(dots)
    page.press("dialog [aria-label='Handen tellen: 3']")
    page.until(f"{dots} === arguments[0] + 1", before)
    page.press("dialog button", "Neem terug")
    page.until(f"{dots} === arguments[0]", before)
    page.press("dialog button", "Drie minuten")
    page.until("return find('dialog .guide-row progress')[0]?.value > 0")


def test_own_answers_become_a_qr_code(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}wegwijzers/vijf-lenzen/#~none")
    scored(page)
    page.press("button", "Toon als QR-code")
    page.sees("svg.guide-qr")
    assert page.run("return document.querySelectorAll('svg.guide-qr path').length") == 2


def test_a_desk_is_saved_as_a_file_and_opened_again(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}samen/#vijf-lenzen", DESK)
    on_the_desk(page, NINE)
    page.run(  # no driver says what a page saves: the page's own calls do
        "const make = URL.createObjectURL; URL.createObjectURL = blob => {"
        "blob.text().then(text => { window.saved = text }); return make.call(URL, blob) }"
    )
    page.press("button", "Bewaar als bestand")
    text = page.until("return window.saved")
    other = visit(f"{guarded}samen/", DESK)
    other.sees("textarea[name=lines]")
    other.run(
        "const given = new DataTransfer(), input = document.querySelector('input[type=file]');"
        "given.items.add(new File([arguments[0]], 'samen.txt', { type: 'text/plain' })); input.files = given.files;"
        "input.dispatchEvent(new Event('input', { bubbles: true }))",
        text,
    )
    other.sees(".guide-together .guide-says", "4 binnen")


def test_the_menu_opens_and_closes_by_keyboard(visit: Visit, guarded: str) -> None:
    page = visit(f"{guarded}lessen/")
    page.until("const menu = document.querySelector('[data-guide-menu]'); menu.focus(); return !menu.hidden")
    page.key("Enter")
    page.until("return document.activeElement.closest('.md-sidebar--primary') !== null")
    page.key("Escape")
    page.until("return document.activeElement.matches('[data-guide-menu][aria-expanded=false]')")


def test_no_page_runs_into_a_fault(visit: Visit, guarded: str) -> None:
    page = visit(guarded)
    for path in ("", "wegwijzers/situatie/kaart/", "situaties/", "lessen/", "samen/", "dossier/", "c/", "begrippen/"):
        page.open(guarded + path)
        page.sees("h1")
        page.until("return document.readyState === 'complete'")
        assert page.run("return document.documentElement.scrollWidth <= innerWidth"), path
    # Firefox fetches ahead what the theme calls `rel=next`, and the policy refuses that: nothing that a reader meets.
    # A module that is still on its way when one leaves is no fault either.
    passed_over = ("(default-src)", "dynamically imported module")
    assert [one for one in page.faults() if not any(part in one for part in passed_over)] == []
