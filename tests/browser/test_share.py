"""The panel "Deel": what one sends on is exactly what one sees, and answers go along only when one says so."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from built import served
from dossiers import small_site
from speeds import some
from visitors import DESKTOP, Visitors, soon

LESSON = "lessen/lenzenmodel/"
GUIDE = "wegwijzers/situatie/"
ONE = "~fase=staat-stil"
QUESTION = f"{GUIDE}#eerlijk-praten{ONE}"
SITUATION = f"situaties/moeilijk-gesprek/#~situatie{ONE}~eerlijk-praten=met-een-paar"
HOSTILE = (
    "#<img src=x onerror=alert(1)>~a=b",
    "#~situatie~fase=<b>x</b>",
    "#~situatie~fase=%3Cscript%3Ealert(1)%3C/script%3E",
    "#~situatie~fase=x%0d%0aBcc:kwaad@voorbeeld.nl",
    "#~situatie~fase=javascript:alert(1)",
    "#%E0%A4%A~fase=x",
    '#"><svg onload=alert(1)>~fase=staat-stil',
)


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Deel", exact=True).click()
    expect(page.get_by_role("group", name="Delen")).to_be_visible()
    expect(page.get_by_label("Link", exact=True)).to_be_visible()
    return page


def link(page: Page) -> str:
    return page.get_by_label("Link", exact=True).input_value()


def mail(page: Page) -> dict[str, str]:
    """Subject and body of the mail that is offered."""
    href = page.get_by_role("link", name="Zet in een e-mail").get_attribute("href") or ""
    assert href.startswith("mailto:?")
    return {key: values[0] for key, values in parse_qs(urlsplit(href).query).items()}


def code(page: Page) -> str:
    return re.sub(r"\D", "", page.locator(".guide-share .guide-digits").inner_text())


def test_without_script_there_is_no_button_and_the_code_is_on_the_page(visit: Visitors, home: str) -> None:
    page = visit(home + LESSON, java_script_enabled=False)
    expect(page.get_by_role("button", name="Deel")).to_have_count(0)
    assert re.search(r"Code van deze pagina: \d(\s\d){4}$", page.locator(".guide-code").inner_text())


def test_lesson_offers_its_plain_address_and_nothing_is_loaded_before(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{LESSON}#bronnen")
    expect(page.get_by_role("button", name="Deel", exact=True)).to_have_attribute("aria-expanded", "false")
    assert [url for url in visit.requests if re.search(r"/share[.-]|/qr/", url)] == []
    opened(page)
    assert link(page) == home + LESSON
    title = page.locator("h1").inner_text().rstrip("#").strip()
    summary = page.locator(".guide-lead").inner_text().strip()
    assert page.get_by_label("Tekst om te plakken").input_value().split("\n") == [title, summary, home + LESSON]
    assert mail(page) == {"subject": title, "body": f"{summary}\r\n\r\n{home}{LESSON}"}
    expect(page.get_by_label("Stuur mijn antwoorden mee")).to_have_count(0)
    expect(page.get_by_label("Op je eigen site zetten")).to_have_count(0)


def test_code_and_qr_code_of_a_lesson_are_its_own(visit: Visitors, home: str) -> None:
    page = opened(visit(home + LESSON))
    soon(lambda: code(page), re.sub(r"\D", "", page.locator(".guide-code").inner_text()))
    picture = page.get_by_role("img", name="QR-code van deze pagina")
    assert (picture.get_attribute("src") or "").endswith(f"/{code(page)}.svg")
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth > 0)")
    page.goto(f"{home}c/{code(page)}/")
    page.wait_for_url(home + LESSON)


def test_question_is_sent_on_without_answers_until_one_says_so(visit: Visitors, home: str) -> None:
    page = opened(visit(home + QUESTION))
    plain, whole = f"{home}{GUIDE}#eerlijk-praten", home + QUESTION
    assert link(page) == plain
    assert plain in mail(page)["body"] and "~" not in mail(page)["body"]
    page.get_by_label("Stuur mijn antwoorden mee").check()
    assert link(page) == whole
    assert whole in mail(page)["body"]
    assert page.get_by_label("Tekst om te plakken").input_value().endswith(whole)
    page.get_by_label("Stuur mijn antwoorden mee").uncheck()
    assert link(page) == plain


def test_question_has_its_own_text_code_and_qr_code(visit: Visitors, home: str) -> None:
    page = opened(visit(home + QUESTION))
    text = page.get_by_label("Tekst om te plakken").input_value().split("\n")
    assert text[:2] == [
        "Kun je met alle partners eerlijk praten over wat er misgaat?",
        "In welke situatie zit onze samenwerking?",
    ]
    own = code(page)
    assert own != re.sub(r"\D", "", page.locator(".guide-code").inner_text())
    assert (page.get_by_role("img", name="QR-code").get_attribute("src") or "").endswith(f"/{own}.svg")
    page.goto(f"{home}c/{own}/")
    page.wait_for_url(f"{home}{GUIDE}#eerlijk-praten")


def test_open_panel_follows_the_question(visit: Visitors, home: str) -> None:
    page = opened(visit(home + QUESTION))
    first = code(page)
    page.locator("[data-guide-current]").get_by_role("link", name="Nee", exact=True).click()
    expect(page.get_by_label("Link", exact=True)).to_have_value(f"{home}{GUIDE}#oude-ervaring")
    assert code(page) != first
    page.go_back()
    expect(page.get_by_label("Link", exact=True)).to_have_value(f"{home}{GUIDE}#eerlijk-praten")
    expect(page.locator(".guide-share")).to_have_count(1)


def test_guide_at_its_start_is_shared_as_a_whole(visit: Visitors, home: str) -> None:
    page = opened(visit(home + GUIDE))
    assert link(page) == home + GUIDE
    assert page.get_by_label("Tekst om te plakken").input_value().startswith("In welke situatie zit onze")
    soon(lambda: code(page), re.sub(r"\D", "", page.locator(".guide-code").inner_text()))


def test_situation_with_answers(visit: Visitors, home: str) -> None:
    page = opened(visit(home + SITUATION))
    assert link(page) == f"{home}situaties/moeilijk-gesprek/"
    page.get_by_label("Stuur mijn antwoorden mee").check()
    assert link(page) == home + SITUATION
    expect(page.get_by_role("group", name="Delen")).to_contain_text("Wie de link krijgt, kan je antwoorden dan lezen.")


@pytest.mark.parametrize("fragment", some(HOSTILE))
def test_hostile_fragment_is_never_sent_on(visit: Visitors, home: str, fragment: str) -> None:
    page = visit(home + "situaties/moeilijk-gesprek/")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.evaluate("hash => { location.hash = hash }", fragment)
    page.wait_for_load_state("networkidle")  # what the page makes of the fragment is there
    opened(page)
    assert link(page) == f"{home}situaties/moeilijk-gesprek/"
    answers = page.get_by_label("Stuur mijn antwoorden mee")  # of a fragment that was read as far as it makes sense
    if answers.count():
        answers.check()
    assert not re.search(r"[<>%:()]|alert|Bcc", link(page).partition("#")[2])
    soon(lambda: page.locator(".guide-share :is(script, svg, b, iframe)").count(), 0)
    assert set(mail(page)) == {"subject", "body"}


def test_copying_puts_the_link_on_the_clipboard_and_says_so(visit: Visitors, home: str) -> None:
    page = visit(home + QUESTION, permissions=["clipboard-read", "clipboard-write"])
    opened(page).get_by_role("button", name="Kopieer de link").click()
    expect(page.locator(".guide-share [role=status]")).to_have_text("De link is gekopieerd.")
    soon(lambda: page.evaluate("navigator.clipboard.readText()"), f"{home}{GUIDE}#eerlijk-praten")
    page.get_by_role("button", name="Kopieer de tekst").click()
    expect(page.locator(".guide-share [role=status]")).to_have_text("De tekst is gekopieerd.")
    soon(
        lambda: page.evaluate("navigator.clipboard.readText()"), page.get_by_label("Tekst om te plakken").input_value()
    )


def test_on_a_phone_sending_with_an_app_comes_first(visit: Visitors, home: str) -> None:
    page = visit(home + QUESTION)
    page.evaluate("navigator.share = given => { window.sent = given; return Promise.resolve() }")
    first = opened(page).locator(".guide-share :is(button, input, a)").first
    expect(first).to_have_text("Stuur met een app")
    page.get_by_label("Stuur mijn antwoorden mee").check()
    first.click()
    assert page.evaluate("sent.url") == home + QUESTION


def test_whole_text_of_a_page_is_copied_with_its_layout_and_plain(visit: Visitors, home: str) -> None:
    page = opened(visit(home + LESSON, permissions=["clipboard-read", "clipboard-write"]))
    read = """async type => {
        const [item] = await navigator.clipboard.read()
        return item.types.includes(type) ? (await item.getType(type)).text() : ""
    }"""
    page.get_by_role("button", name="Kopieer de hele tekst met opmaak").click()
    expect(page.locator(".guide-share [role=status]")).to_contain_text("De hele tekst is gekopieerd.")
    title = page.locator("h1").inner_text().rstrip("#").strip()
    rich, plain = page.evaluate(read, "text/html"), page.evaluate(read, "text/plain")
    assert f"<h1>{title}</h1>" in rich and "<h2>Bronnen</h2>" in rich and f'<a href="{home}bronnen/#' in rich
    assert not re.search(r"class=|<(?:div|button)|Zet in mijn dossier|Verwant", rich)
    assert plain.startswith(f"{title}\n\n") and plain.endswith(f"\n\n{home}{LESSON}\n")
    page.get_by_role("button", name="Kopieer als platte tekst").click()
    soon(lambda: page.evaluate(read, "text/html"), "")
    assert page.evaluate(read, "text/plain") == plain


def test_where_copying_is_not_allowed_the_text_is_selected(visit: Visitors, home: str) -> None:
    page = visit(home + LESSON)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    opened(page).get_by_role("button", name="Kopieer de link").click()
    expect(page.locator(".guide-share [role=status]")).to_contain_text("Kopiëren lukte niet.")
    soon(lambda: page.evaluate("getSelection().toString() || document.activeElement.value"), home + LESSON)
    expect(page.get_by_label("Link", exact=True)).to_be_focused()


def test_keyboard_alone_opens_uses_and_closes_it(visit: Visitors, home: str) -> None:
    page = visit(home + QUESTION, viewport=DESKTOP)
    button = page.get_by_role("button", name="Deel", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Delen")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Link", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Kopieer de link")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Stuur mijn antwoorden mee")).to_be_checked()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Delen")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.slow
def test_instant_navigation_leaves_one_button_for_the_new_page(visit: Visitors, tmp_path: Path) -> None:
    with served(small_site(tmp_path, features="navigation.instant")) as site:
        page = opened(visit(f"{site}situaties/praat-over-geld/", viewport=DESKTOP))
        page.evaluate("window.stayed = true")
        first = code(page)
        page.locator("article .guide-lessons a").first.click()
        expect(page.locator("h1")).to_contain_text("Leg je")
        expect(page.locator("[data-guide-use=share]:visible")).to_have_count(1)
        opened(page)
        assert link(page) == page.url.split("#")[0]
        assert code(page) != first
        page.go_back()
        expect(page.locator("h1")).not_to_contain_text("Leg je")
        expect(page.locator("[data-guide-use=share]:visible")).to_have_count(1)
        assert page.evaluate("window.stayed")


@pytest.mark.slow
@pytest.mark.parametrize("path", [LESSON, QUESTION, SITUATION])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_panel(visitors: Visitors, home: str, path: str, scheme: str) -> None:
    page = opened(visitors(home + path, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator("[role=status]:not(:empty)")).to_be_visible()
    found = Axe().run(page, context=".guide-share").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_small_screen_and_large_targets(visit: Visitors, home: str) -> None:
    page = opened(visit(home + QUESTION, viewport={"width": 320, "height": 640}))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = page.locator(".guide-share :is(button, a, label:has([type=checkbox]))").all()
    sizes = [one.bounding_box() for one in targets]
    assert len(sizes) >= 5
    assert [size for size in sizes if not size or size["height"] < 44] == []


@pytest.mark.slow
@pytest.mark.parametrize("script", ["share", "share-words", "dress"])
@pytest.mark.parametrize("fault", ["missing", "broken"])
def test_module_that_fails_leaves_the_guide_working(visitors: Visitors, home: str, script: str, fault: str) -> None:
    page = visitors(home + "404.html")
    pattern = re.compile(rf"/{script}\.\w+\.mjs$")
    if fault == "missing":
        page.route(pattern, lambda route: route.fulfill(status=404, body=""))
    else:
        page.route(pattern, lambda route: route.fulfill(content_type="text/javascript", body="throw new Error('stuk')"))
    page.goto(home + QUESTION)
    button = page.get_by_role("button", name="Deel", exact=True)
    button.click()
    expect(button).to_have_count(0)
    expect(page.locator(".guide-trail")).to_contain_text("Het staat stil")
    page.locator("[data-guide-current]").get_by_role("link", name="Nee", exact=True).click()
    expect(page.locator("[data-guide-current] h2")).to_contain_text("Is er vroeger iets misgegaan")


@pytest.mark.slow
def test_pages_that_nobody_sends_on_load_none_of_it(visit: Visitors, home: str, site: Path) -> None:
    visit(f"{home}over/")
    assert [url for url in visit.requests if "/share" in url] == []
    assert (site / "over" / "index.html").is_file()
