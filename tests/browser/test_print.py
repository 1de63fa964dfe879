"""A page on paper: nothing that only works on a screen, the addresses of its links, and where to find it again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from speeds import some
from visitors import DESKTOP, Visitors, soon

HANDED_OUT = {
    "guide": "wegwijzers/situatie/#eerlijk-praten~fase=staat-stil",
    "situation": "situaties/moeilijk-gesprek/",
    "lesson": "lessen/lenzenmodel/",
    "overview": "lessen/",
    "sources": "bronnen/",
}
THEME = ".md-header, .md-tabs, .md-sidebar, .md-footer, .headerlink"
MENUS = f"{THEME}, .guide-share, .guide-tools, .guide-filter, button:not(.guide-term)"


def on_paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


def printed(page: Page, selector: str) -> str:
    """What stands behind an element on paper."""
    return str(page.locator(selector).first.evaluate("one => getComputedStyle(one, '::after').content"))


@pytest.mark.parametrize("path", some(HANDED_OUT.values(), 2), ids=HANDED_OUT)
@pytest.mark.parametrize("script", some([False, True]), ids=["plain", "script"])
def test_paper_shows_the_page_and_where_it_is_from(visit: Visitors, home: str, path: str, script: bool) -> None:
    page = visit(home + path, viewport=DESKTOP, java_script_enabled=script)
    if script and "wegwijzers" in path:
        expect(page.locator(".guide-trail")).to_be_visible()
    soon(lambda: page.locator(".guide-paper:visible").count(), 0)
    on_paper(page)
    soon(lambda: page.locator(MENUS).locator("visible=true").count(), 0)
    expect(page.locator("h1")).to_be_visible()
    foot = page.locator(".guide-paper")
    expect(foot).to_contain_text(f"https://treeguide.github.io/praktijkgids/{path.partition('#')[0]}")
    expect(foot).to_contain_text("Praktijkgids regionale samenwerking · laatst nagekeken op")
    expect(foot).to_contain_text("Inhoud CC BY 4.0")
    expect(foot.get_by_role("img", name="QR-code")).to_be_visible()


@pytest.mark.parametrize("path", some(HANDED_OUT.values()), ids=HANDED_OUT)
def test_qr_code_is_fetched_for_paper_only(visit: Visitors, home: str, path: str) -> None:
    page = visit(home + path, viewport=DESKTOP)
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_timeout(300)
    assert [url for url in visit.requests if "/qr/" in url] == []
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    assert len([url for url in visit.requests if "/qr/" in url]) == 1
    assert page.locator(".guide-paper img").evaluate("one => one.complete && one.naturalWidth > 0")


def test_links_say_their_code_and_links_on_the_page_do_not(visit: Visitors, home: str) -> None:
    page = on_paper(visit(home + HANDED_OUT["situation"], java_script_enabled=False))
    code = page.locator(".guide-lesson a").first.get_attribute("data-guide-paper") or ""
    soon(lambda: printed(page, ".guide-lesson a"), f'" ({code})"')
    expect(page.locator(".guide-paper")).to_contain_text("Typ de cijfers op treeguide.github.io/praktijkgids/c/")
    address = page.locator(".guide-lesson a").first.evaluate("one => one.href").partition("#via~")[0]
    page.goto(f"{home}c/{code.removeprefix('code ')}/")  # where the form for codes leads too
    expect(page).to_have_url(address)
    page.goto(home + HANDED_OUT["guide"])
    on_paper(page)
    outward = page.locator("[data-guide-option] .guide-goes[data-guide-paper]")
    assert outward.count() > 20
    goes = "[data-guide-option] .guide-goes[data-guide-paper]"
    soon(lambda: printed(page, goes)[:8], '" (code ')
    inward = page.locator("[data-guide-option]:has(a[href^='#'])")
    assert inward.count() > 5
    soon(lambda: inward.locator("[data-guide-paper]").count(), 0)


def test_source_on_the_web_is_written_out_once(visit: Visitors, home: str) -> None:
    page = on_paper(visit(home + HANDED_OUT["sources"], java_script_enabled=False))
    links = page.locator('.guide-source a[href^="https://"]').all()
    assert len(links) > 30
    assert {one.get_attribute("data-guide-paper") for one in links} == {None}
    assert all((one.get_attribute("href") or "") == one.inner_text() for one in links)


def test_dark_theme_prints_black_on_white(visit: Visitors, home: str) -> None:
    page = visit(home + HANDED_OUT["lesson"], viewport=DESKTOP, color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    on_paper(page)
    colours = "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor]"
    soon(lambda: page.locator("article p").nth(2).evaluate(colours), ["rgb(0, 0, 0)", "rgb(255, 255, 255)"])
    soon(lambda: page.locator("article a[data-guide-paper]").first.evaluate(colours)[0], "rgb(0, 0, 0)")


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_pages_of_paper_are_numbered_and_as_few_as_can_be(visit: Visitors, home: str) -> None:
    page = visit(home + HANDED_OUT["situation"], viewport=DESKTOP)
    assert sheets(page) == 1
    rules = page.evaluate(
        "[...document.styleSheets].flatMap(one => [...one.cssRules]).map(one => one.cssText).join('')"
    )
    assert "counter(pages)" in rules


LISTS = "guide-cards guide-ways guide-list guide-sources guide-lessons guide-options"
KINDS = ("", "wegwijzers/", "wegwijzers/situatie/", "situaties/", "situaties/moeilijk-gesprek/", "lessen/", "bronnen/")
MORE_KINDS = ("lessen/lenzenmodel/", "themas/geld/", "rollen/bestuurder/", "soorten/valkuilen/", "c/", "begrippen/")


@pytest.mark.slow
@pytest.mark.parametrize("path", [*KINDS, *MORE_KINDS])
def test_lists_on_paper_are_lists(visit: Visitors, home: str, path: str) -> None:
    """One below the other, without boxes: rules for paper that lose from those for a screen show here."""
    page = on_paper(visit(home + path, viewport=DESKTOP, java_script_enabled=False))
    found = page.evaluate(
        """names => names.flatMap(name => [...document.querySelectorAll(`.md-typeset .${name}`)].map(list => {
            const item = getComputedStyle(list.querySelector("li"))
            return [name, getComputedStyle(list).display, item.borderTopWidth, item.borderStyle.split(" ")[0]]
        }))""",
        LISTS.split(),
    )
    assert [row for row in found if row[1] in ("grid", "flex") or row[2:] != ["0px", "none"]] == []
    body = "all => all.map(one => [one.textContent.slice(0, 40), parseFloat(getComputedStyle(one).fontSize) * .75])"
    text = page.locator("article > p:not([class], [class] *), .guide-first-step p").evaluate_all(body)
    assert [row for row in text if row[1] < 9.5] == []  # points


@pytest.mark.parametrize("lesson", ["begin-bij-de-opgave", "lenzenmodel"])
def test_a_lesson_takes_two_sheets(visit: Visitors, home: str, lesson: str) -> None:
    assert sheets(visit(f"{home}lessen/{lesson}/", viewport=DESKTOP)) <= 2


# With the widest letters that a reader may have: two tables, a long list of places that lead there, fifteen lessons in
# six groups of their own.
MORE = {"lessen/vraag-samen-meer/", "lessen/wgr-vormen/", "situaties/uitvoering-samen/"}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("situaties", 1), ("lessen", 2)])
def test_the_longest_take_no_more_sheets_than_others(
    visit: Visitors, home: str, site: Path, kind: str, most: int
) -> None:
    pages = sorted(site.glob(f"{kind}/*/index.html"), key=lambda one: one.stat().st_size)
    longest = [path for one in pages[-24:] if (path := f"{kind}/{one.parent.name}/") not in MORE]
    taken = {path: sheets(visit(home + path, viewport=DESKTOP)) for path in longest}
    assert {path: count for path, count in taken.items() if count > most} == {}


def test_paper_says_which_answers_led_to_a_situation(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/moeilijk-gesprek/#~situatie~fase=staat-stil~eerlijk-praten=met-een-paar")
    why = page.locator("[data-guide-why]")
    expect(why).to_contain_text("Omdat je zei")
    on_paper(page)
    expect(why).to_be_visible()
    expect(why).to_contain_text("Met een paar partners wel")


def test_a_drawing_fits_one_sheet(visit: Visitors, home: str) -> None:
    page = on_paper(visit(f"{home}wegwijzers/situatie/kaart/", viewport={"width": 1000, "height": 660}))
    drawing = page.locator(".guide-map svg")
    soon(lambda: drawing.evaluate("one => one.getBoundingClientRect().right <= innerWidth"), True)
    expect(page.get_by_role("heading", name="Alle vragen in deze tekening")).to_be_hidden()
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2
