"""Questions to ask at the table: on the screen one at a time, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from dossiers import CARD, FEAST, TALK, arrive, dossier
from speeds import some
from visitors import DESKTOP, PHONE, Visitors, soon

PAGES = {"situation": "situaties/ga-door/", "cards": "aan-tafel/", "lesson": "lessen/open-kaart/"}
SITUATION = ["Wat houd jij nog achter?", "Wat vieren we?"]


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Toon als kaarten").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    return page


def asked(page: Page) -> str:
    return page.locator(".guide-table-question").inner_text()


def test_without_script_there_is_only_the_list(visit: Visitors, small: str) -> None:
    page = visit(f"{small}situaties/ga-door/", java_script_enabled=False)
    expect(page.locator("article")).to_contain_text("Wat vieren we?")
    soon(lambda: page.locator("article button:visible").count(), 0)


def test_keys_and_buttons_go_through_the_cards(visit: Visitors, small: str) -> None:
    page = opened(visit(f"{small}situaties/ga-door/"))
    expect(page.locator(".guide-table-progress")).to_have_text("1 van 2")
    assert asked(page) == SITUATION[0]
    page.keyboard.press("ArrowRight")
    assert asked(page) == SITUATION[1]
    expect(page.locator("dialog a")).to_have_attribute("href", f"{small}lessen/vier-het/")
    expect(page.locator("[aria-live]")).to_contain_text("2 van 2")
    page.keyboard.press("ArrowRight")
    assert asked(page) == SITUATION[1]
    page.get_by_role("button", name="Vorige").click()
    assert asked(page) == SITUATION[0]
    page.keyboard.press("End")
    assert asked(page) == SITUATION[1]
    page.keyboard.press("Home")
    assert asked(page) == SITUATION[0]


def test_escape_closes_and_the_focus_returns(visit: Visitors, small: str) -> None:
    page = opened(visit(f"{small}situaties/ga-door/"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    soon(lambda: page.evaluate("document.activeElement.textContent"), "Toon als kaarten")


def test_cards_are_shuffled_put_aside_and_chosen(visit: Visitors, home: str) -> None:
    page = visit(f"{home}aan-tafel/")
    page.evaluate("navigator.wakeLock = undefined")
    count = page.locator("ul.guide-deck > li").count()
    assert count > 8
    progress = opened(page).locator(".guide-table-progress")
    first = asked(page)
    page.get_by_role("button", name="Leg weg").click()
    expect(progress).to_have_text(f"1 van {count - 1}")
    assert asked(page) != first
    page.keyboard.press("End")
    page.evaluate("Math.random = () => 0.999")
    last = asked(page)
    page.get_by_role("button", name="Schud").click()
    expect(page.locator(".guide-table-question")).to_have_text(last)
    expect(progress).to_have_text(f"1 van {count - 1}")
    page.get_by_role("button", name="Kies er vijf").click()
    expect(progress).to_have_text("1 van 5")
    expect(page.get_by_role("button", name="Kies er vijf")).to_be_hidden()
    for left in (4, 3, 2, 1):
        page.get_by_role("button", name="Leg weg").click()
        expect(progress).to_have_text(f"1 van {left}")
    expect(page.get_by_role("button", name="Leg weg")).to_have_attribute("aria-disabled", "true")


def test_the_screen_stays_on_while_cards_are_shown(visit: Visitors, small: str) -> None:
    page = visit(f"{small}situaties/ga-door/")
    page.evaluate("""() => {
        window.locks = []
        const request = sort => { locks.push(sort); return Promise.resolve({ release: () => locks.push("free") }) }
        Object.defineProperty(navigator, "wakeLock", { value: { request } })
    }""")
    opened(page)
    soon(lambda: page.evaluate("locks"), ["screen"])
    page.keyboard.press("Escape")
    soon(lambda: page.evaluate("locks"), ["screen", "free"])


def swipe(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """A finger over the screen."""
    touch = page.context.new_cdp_session(page)
    for sort, place in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
        points = [{"x": place[0], "y": place[1]}] if place else []
        touch.send("Input.dispatchTouchEvent", {"type": sort, "touchPoints": points})


def test_a_swipe_turns_the_card_and_a_scroll_does_not(visit: Visitors, small: str) -> None:
    page = opened(visit(f"{small}situaties/ga-door/", has_touch=True))
    swipe(page, (300, 300), (100, 320))
    assert asked(page) == SITUATION[1]
    swipe(page, (100, 300), (170, 600))
    assert asked(page) == SITUATION[1]
    swipe(page, (100, 300), (300, 300))
    assert asked(page) == SITUATION[0]


@pytest.mark.parametrize(
    "viewport", some([{"width": 320, "height": 500}, PHONE, DESKTOP]), ids=["narrow", "phone", "desktop"]
)
def test_a_card_fills_the_screen_and_fits(visit: Visitors, small: str, viewport: dict[str, int]) -> None:
    page = opened(visit(f"{small}situaties/ga-door/", viewport=viewport))
    box = page.locator("dialog[open]").bounding_box()
    assert box == {"x": 0, "y": 0, **viewport}
    for name in ("Vorige", "Volgende", "Sluit"):
        button = page.get_by_role("button", name=name).bounding_box()
        assert button
        assert button["height"] >= 44
        assert button["x"] >= 0
        assert button["x"] + button["width"] <= viewport["width"]


@pytest.mark.parametrize("path", some(PAGES.values()), ids=PAGES)
def test_cards_are_on_every_page_with_questions(visit: Visitors, small: str, path: str) -> None:
    page = visit(small + path)
    if path == PAGES["cards"]:
        expect(page.get_by_role("button", name="Toon als kaarten")).to_have_count(1)
        return
    assert asked(opened(page)) == SITUATION[0]


def printed(page: Page, button: str) -> tuple[str, int]:
    """The text of what is printed after that button, and on how many sheets."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name=button).click()
    sheet = page.locator(".guide-sheet")
    sheet.wait_for(state="attached")
    text = "\n".join(sheet.locator("h1, p, th, span").evaluate_all("parts => parts.map(part => part.textContent)"))
    document = page.pdf(prefer_css_page_size=True)
    expect(sheet).to_have_count(0)
    return text, len(re.findall(rb"/Type\s*/Page\b", document))


def test_eight_cards_fit_on_a_sheet(visit: Visitors, small: str) -> None:
    page = visit(f"{small}situaties/ga-door/")
    for count, sheets in ((8, 1), (9, 2)):
        page.reload()
        page.locator(".guide-ask").evaluate(
            "(list, count) => { while (list.children.length < count) list.append(list.children[0].cloneNode(true)) }",
            count,
        )
        text, pages = printed(page, "Druk kaartjes af")
        assert text.count(SITUATION[0]) == count - 1
        assert pages == sheets


def test_a_page_of_cards_prints_eight_on_a_sheet(visit: Visitors, home: str) -> None:
    page = visit(f"{home}aan-tafel/", java_script_enabled=False)
    page.emulate_media(media="print")
    deck = page.locator("ul.guide-deck")
    looks = deck.evaluate(
        "one => [getComputedStyle(one).gridTemplateColumns.split(' ').length, getComputedStyle(one).gap,"
        " getComputedStyle(one.children[0]).borderStyle, getComputedStyle(one.children[0]).breakInside]"
    )
    assert looks == [2, "0px", "dashed", "avoid"]
    cards = deck.locator("> li").count()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert sheets == -(-cards // 8)


def test_the_sheet_for_who_leads_is_one_page(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, TALK, FEAST))
    text, pages = printed(page, "Blad voor de begeleider")
    assert pages == 1
    assert re.findall(r"\d\. [^\n]+", text) == ["1. Wat houd jij nog achter?", "2. Wie begint?", "3. Wat vieren we?"]
    for word in ("Voor Anne", "Minuten", "Aantekeningen", "Datum"):
        assert word in text


def test_a_dossier_shows_each_question_once(visit: Visitors, small: str) -> None:
    page = opened(arrive(visit, small, dossier(TALK, CARD, FEAST)))
    expect(page.locator(".guide-table-progress")).to_have_text("1 van 3")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Overnemen en aanpassen").click()
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    opened(page)
    expect(page.locator(".guide-table-progress")).to_have_text("1 van 3")
