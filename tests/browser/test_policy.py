"""The whole site runs under the Content-Security-Policy that the build writes, and nothing foreign does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from built import policy, served
from visitors import DESKTOP, Visitors

GUIDE, SITUATION = "wegwijzers/situatie/", "situaties/moeilijk-gesprek/"
PLACES = (
    "",
    "wegwijzers/",
    f"{GUIDE}kaart/",
    f"{GUIDE}embed/",
    "situaties/",
    "lessen/",
    "bronnen/",
    "begrippen/",
    "aan-tafel/",
)
MORE = ("aan-tafel/starten/", "c/", "soorten/valkuilen/", "voor-programmas/", "over/privacy/", "bestaat-niet/")


def sent(site: Path) -> str:
    """The policy as it is sent for a page that only this site shows in a frame."""
    return policy(site).replace("$treeguide_frames", "'self'")


@pytest.fixture(scope="module")
def guarded(site: Path) -> Iterator[str]:
    """The address of the site, sent with that policy."""
    with served(site, "/praktijkgids/", **{"Content-Security-Policy": sent(site)}) as address:
        yield address


def violations(visitors: Visitors) -> list[str]:
    signs = ("Content Security Policy", "violates", "Trusted")
    return [fault for fault in visitors.faults if any(sign in fault for sign in signs)]


def test_policy_allows_no_inline_code(site: Path) -> None:
    assert "unsafe" not in sent(site) and "http" not in sent(site)
    assert sent(site).split("; ")[:3][0] == "default-src 'none'"
    assert "require-trusted-types-for 'script'; trusted-types default treeguide-saved treeguide-search" in sent(site)
    assert "script-src 'self' 'sha256-" in sent(site)
    assert sent(site).replace("; frame-ancestors 'self'", "") in (site / "_headers").read_text("utf-8")


@pytest.mark.slow
def test_every_sort_of_page_runs_under_it(visitors: Visitors, guarded: str) -> None:
    page = visitors(guarded, viewport=DESKTOP)
    for path in (*PLACES, *MORE):
        page.goto(guarded + path)
        expect(page.locator("h1").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert violations(visitors) == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_walking_sharing_collecting_and_searching_run_under_it(visit: Visitors, guarded: str) -> None:
    page = visit(f"{guarded}wegwijzers/ik-voer-regie/", viewport=DESKTOP)
    page.locator("[data-guide-current]").get_by_role("link", name="Dat weten we (nog) niet").click()
    expect(page.locator(".guide-unknown")).to_be_visible()
    page.goto(guarded)
    page.locator("[data-guide-on]").get_by_role("link", name="Het staat stil").click()
    press(page, "Onthoud mijn antwoorden in deze browser")
    page.locator("[data-guide-current]").get_by_role("link", name="Met een paar partners wel").click()
    expect(page.locator("[data-guide-why]")).to_contain_text("Omdat je zei")
    press(page, "Zet in mijn dossier")
    expect(page.get_by_text("Dit staat nu in je dossier")).to_be_visible()
    press(page, "Deel")
    expect(page.get_by_role("group", name="Delen")).to_be_visible()
    press(page, "Kopieer de hele tekst met opmaak")
    expect(page.get_by_text("De hele tekst is gekopieerd.")).to_be_visible()
    press(page, "Zet in je agenda")
    press(page, "Annuleer")
    press(page, "Toon als kaarten")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(f"{guarded}dossier/")
    expect(page.locator("[data-guide-desk] h3")).to_have_count(1)
    page.locator("[data-guide-read]").click()
    expect(page.locator(".guide-letter-body").first).to_be_visible()
    page.goto(guarded + GUIDE)
    press(page, "Deel")
    expect(page.get_by_label("Op je eigen site zetten")).to_have_value(re.compile(r'"></iframe>\n<script src="http'))
    page.goto(guarded)
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Zoeken").first.fill("boom")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert violations(visit) == []


def test_what_is_foreign_does_not_run(visitors: Visitors, guarded: str) -> None:
    page = visitors(guarded + SITUATION)
    evil = "<img src=x onerror='window.ran = 1'>"
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", evil)
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("html => new DOMParser().parseFromString(html, 'text/html').images.length", evil) == 0
    made = "Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' })"
    with pytest.raises(Error, match="TrustedScript"):
        page.evaluate(f"document.body.append({made})")
    assert page.evaluate("window.ran") is None
    assert violations(visitors)
