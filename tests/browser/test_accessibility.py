"""axe finds nothing on any kind of page, light and dark, phone and desktop; targets are large, nothing sticks out."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import FilePayload, Page, expect

from speeds import some
from visitors import DESKTOP, PHONE, Visitors, soon

TWO = "~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja"
LESSONS = ["afspraak-en-praktijk", "begin-bij-de-opgave", "bestuurlijke-drukte", "vraag-blijft-dit-goed", "praktijklab"]
PAGES = {
    "home": "",
    "guides": "wegwijzers/",
    "guide": "wegwijzers/situatie/",
    "guide-with-trail": f"wegwijzers/situatie/#regio-de-plek{TWO}",
    "guide-we-do-not-know": f"wegwijzers/situatie/#regio-de-plek{TWO}~regio-de-plek=?",
    "guide-answers-that-do-not-count": "wegwijzers/situatie/#vindt-iedereen-dat~fase=loopt-goed~regio-de-plek=ja",
    "drawing": "wegwijzers/situatie/kaart/",
    "situation": "situaties/rijk-verplicht/",
    "situation-with-answers": f"situaties/rijk-verplicht/#~situatie{TWO}~regio-de-plek=moet-van-rijk",
    "situation-of-an-older-link": f"situaties/rijk-verplicht/#~situatie{TWO}~regio-de-plek=weet-niet",
    "situations": "situaties/",
    "lessons": "lessen/",
    "lessons-filtered": "lessen/#kinds=pitfall",
    "kind": "soorten/valkuilen/",
    "role": "rollen/bestuurder/",
    "roles": "rollen/",
    "theme": "themas/geld/",
    "lessons-none": "lessen/#kinds=instrument~themes=geld~phases=vastgelopen~roles=corporatie",
    "sources": "bronnen/",
    "glossary": "begrippen/",
    "cards": "aan-tafel/starten/",
    "dossier": "dossier/",
    "code": "c/",
    "scan": "wegwijzers/vijf-lenzen/",
    "checklist": "wegwijzers/negen-oorzaken/#~doen-alsof",
    "desk": "samen/#vijf-lenzen",
    "docs": "bijdragen/les-schrijven/",
    "not-there": "bestaat-niet/",
    "lesson": f"lessen/{LESSONS[0]}/",
    **{f"lesson-{name}": f"lessen/{name}/" for name in LESSONS[1:]},
}
FIRST = {"home", "guide", "situation", "lessons", "lesson", "dossier", "scan", "desk"}
QUICK = [pytest.param(path, id=name, marks=[] if name in FIRST else [pytest.mark.slow]) for name, path in PAGES.items()]
TARGETS = (
    ":is(.guide-options, .guide-unsure, .guide-move) a, :is(.guide, .guide-share, .guide-filter) :is(button, select)"
)
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}


def violations(page: Page, **options: Any) -> list[str]:
    """What axe finds: its rule and the elements it is about."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}" for one in found for node in one["nodes"]
    ]


def other_looks(page: Page) -> Iterator[str]:
    """What axe finds on a desktop, and of contrast in dark."""
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.wait_for_timeout(300)  # the theme measures its sidebars anew
    yield from violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.wait_for_timeout(300)
    yield from (f"dark {one}" for one in violations(page, **CONTRAST))


Look = Callable[[Page], Iterable[str]]
LOOKS = some([violations, other_looks])


def is_there(address: str) -> bool:
    try:
        return bool(urlopen(address).status == 200)  # noqa: S310 (our own server)
    except HTTPError:
        return False


def too_small(page: Page) -> list[str]:
    """Options, buttons and fields that can be seen and are less than 44 px high."""
    seen = page.locator(TARGETS).filter(visible=True)
    sizes = "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
    return [f"{text[:60]} {height}" for text, height in seen.evaluate_all(sizes) if height < 44]


@pytest.mark.parametrize("path", QUICK)
def test_every_kind_of_page(visitors: Visitors, home: str, path: str) -> None:
    assert is_there(home + path) is (path != PAGES["not-there"])
    page = visitors(home + path, viewport={"width": 320, "height": 700}, color_scheme="light", reduced_motion="reduce")
    page.wait_for_timeout(200)
    wide = "document.documentElement.scrollWidth - innerWidth"
    soon(lambda: (page.evaluate(wide), too_small(page)), (0, []))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_kind_of_page_on_a_desktop_and_in_dark(visitors: Visitors, home: str, path: str) -> None:
    page = visitors(home + path, color_scheme="light", reduced_motion="reduce")
    assert list(other_looks(page)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_desk_when_it_is_opened(visitors: Visitors, home: str, look: Look) -> None:
    page = visitors(f"{home}samen/#vijf-lenzen", color_scheme="light", reduced_motion="reduce")
    page.locator("textarea[name=lines]").fill("A: 1 2 3 4 5\nB: 5 5 5 5 5\nC: 9 9 1 9 ?\nD: 4")
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-spreads li").first).to_be_visible()
    assert list(look(page)) == []
    page.get_by_role("button", name="Bespreek").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    assert list(look(page)) == []


@pytest.mark.slow
def test_every_state_of_the_desk(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}samen/#vijf-lenzen", color_scheme="light", reduced_motion="reduce")
    lines = page.locator("textarea[name=lines]")
    lines.fill("GGD:\nA: 1 2 3 4 5\nB: 5 5 5 5 5\nC: 9 9 1\nD: xyz12")
    expect(page.locator(".guide-told li")).to_have_count(2)
    first = page.url
    page.get_by_role("button", name="Uitnodigen of herinneren").click()
    expect(page.locator(".guide-invited textarea")).to_be_visible()
    file: FilePayload = {"name": "mei.txt", "mimeType": "text/plain", "buffer": first.encode()}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.locator(".guide-arrived button")).to_have_count(3)
    assert [*violations(page), *other_looks(page)] == []
    page.get_by_role("button", name="Het is een eerdere ronde").click()
    page.locator("textarea[name=before]").fill(f"mei: {first}\njuni: {first}")
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-then")).to_have_count(5)
    page.get_by_role("button", name="Op de brief").click()
    expect(page.locator(".guide-agreed [role=status]")).to_be_visible()
    assert [*violations(page), *other_looks(page)] == []
    page.get_by_role("button", name="Bespreek").click()
    page.get_by_role("button", name="Handen tellen: 3").click()
    page.get_by_role("button", name="Drie minuten").click()
    expect(page.locator(".guide-table-card progress")).to_be_visible()
    assert [*violations(page), *other_looks(page)] == []


@pytest.mark.slow
def test_answers_of_a_guide_on_the_desk(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}samen/#situatie", color_scheme="light", reduced_motion="reduce")
    page.locator("textarea[name=lines]").fill(
        f"A: {home}wegwijzers/situatie/#x~fase=staat-stil\nB: {home}wegwijzers/situatie/#x~fase=loopt-goed"
    )
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-agreed")).to_be_visible()
    assert [*violations(page), *other_looks(page)] == []


@pytest.mark.slow
def test_own_answers_and_a_checklist_on_the_desk(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}wegwijzers/negen-oorzaken/", color_scheme="light", reduced_motion="reduce")
    page.get_by_label("Partijen doen alsof").check()
    page.get_by_text("Vullen jullie dit met elkaar in?").click()
    page.get_by_role("button", name="Toon als QR-code").click()
    expect(page.locator("svg.guide-qr")).to_be_visible()
    assert [*violations(page), *other_looks(page)] == []
    page.goto(f"{home}samen/#negen-oorzaken")
    page.locator("textarea[name=lines]").fill("GGD:\nA: 1 2\nB: 2 40")
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-spreads li").first).to_be_visible()
    assert [*violations(page), *other_looks(page)] == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_search_and_the_menu(visitors: Visitors, home: str, look: Look) -> None:
    page = visitors(home, color_scheme="light", reduced_motion="reduce")
    page.get_by_role("button", name="Menu").click()
    page.wait_for_timeout(500)
    assert violations(page) == []
    page.goto(home)
    page.locator("label[for=__search].md-header__button").click()
    page.get_by_role("textbox", name="Zoeken").fill("regie")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(500)
    assert list(look(page)) == []
