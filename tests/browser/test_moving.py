"""Moving through a guide with JavaScript: the trail of answers, changing one, and everything the address holds."""

import re

import pytest
from playwright.sync_api import Page, expect

from visitors import Visitors, soon

GUIDE = "wegwijzers/situatie/"
START = "Wat past nu het best bij jullie samenwerking?"
TWO = "~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja"
ANSWERS = f"{TWO}~regio-de-plek=eigen-keuze"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "%3Cscript%3Ealert(1)%3C/script%3E~fase=%3Cb%3Ex%3C/b%3E",
    "fase~fase=<svg/onload=alert(1)>",
    "%E0%A4%A",
    "~%E0%A4%A=%",
    "__proto__~__proto__=x~constructor=toString",
    "fase~constructor=constructor~hasownproperty=valueof",
    "~" * 3000,
    "fase" + "~fase=loopt-stroef" * 6000,
    "x" * 100_000,
    "=~=~=",
    "javascript:alert(1)",
    '"]~[data-guide-step="',
)


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def choose(page: Page, option: str) -> None:
    page.locator("[data-guide-current]").get_by_role("link", name=option).click()


def trail(page: Page) -> list[str]:
    """The lines below the question: titles as they are, questions with their answers."""
    lines = page.locator(".guide .guide-trail :is(p, li)").all()
    return [" | ".join(line.inner_text().removesuffix(" Wijzig").split("\n")) for line in lines]


def question(page: Page) -> str:
    """The one question that can be seen, which has the focus when the reader moved."""
    (one,) = page.locator(".guide-question:visible").all()
    return str(one.get_attribute("id"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


@pytest.mark.parametrize("start", [GUIDE, ""], ids=["guide", "home"])
def test_answers_make_a_trail_and_stay_in_the_fragment(visit: Visitors, home: str, start: str) -> None:
    page = visit(home + start)
    page.get_by_role("link", name="We praten over samenwerken, maar zijn nog niet begonnen").click()
    expect(page.locator("[data-guide-current]")).to_contain_text("Is het vraagstuk duidelijk?")
    expect(page).to_have_url(f"{home}{GUIDE}#vraagstuk-duidelijk~fase=nog-niet-begonnen")
    assert trail(page) == [
        "Je antwoorden tot nu toe",
        f"{START} | We praten over samenwerken, maar zijn nog niet begonnen",
    ]
    choose(page, "Ja, dat is duidelijk")
    assert fragment(page) == "#regio-de-plek~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja"
    assert question(page) == focused(page) == "regio-de-plek"
    choose(page, "We hebben geen keuze, het moet van het Rijk")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_url("**/situaties/**")
    assert page.url.partition("#")[2] == f"~situatie{TWO}~regio-de-plek=moet-van-rijk"


def test_changing_one_answer_keeps_the_others(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{GUIDE}#wie-is-betrokken{ANSWERS}")
    page.get_by_role("link", name="Ja, dat is duidelijk").click()
    assert question(page) == focused(page) == "vraagstuk-duidelijk"
    assert [line.split(" | ")[0] for line in trail(page)] == [
        "Je antwoorden tot nu toe",
        START,
        "Daarna koos je",
        "Is de regio de goede plek om dit op te pakken?",
    ]
    choose(page, "Ja, dat is duidelijk")
    assert (question(page), fragment(page)) == ("wie-is-betrokken", f"#wie-is-betrokken{ANSWERS}")
    page.locator(".guide-trail").get_by_role("link", name="We praten over").click()
    choose(page, "We werken samen, maar het loopt stroef")
    assert question(page) == "waaraan-merk-je-het"
    assert trail(page) == [
        "Je antwoorden tot nu toe",
        f"{START} | We werken samen, maar het loopt stroef",
        "Deze antwoorden tellen nu niet mee",
        "Is het vraagstuk duidelijk? | Ja, dat is duidelijk",
        "Is de regio de goede plek om dit op te pakken? | Ja, we kiezen daar zelf voor",
    ]
    page.locator(".guide-trail").get_by_role("link", name="We werken samen").click()
    choose(page, "We praten over samenwerken, maar zijn nog niet begonnen")
    assert (question(page), fragment(page)) == ("wie-is-betrokken", f"#wie-is-betrokken{ANSWERS}")


def test_back_forward_reload_and_restart(visit: Visitors, home: str) -> None:
    page = visit(home + GUIDE)
    choose(page, "We praten over samenwerken, maar zijn nog niet begonnen")
    choose(page, "Ja, dat is duidelijk")
    page.go_back()
    assert (question(page), len(trail(page))) == ("vraagstuk-duidelijk", 2)
    page.go_back()
    assert (question(page), trail(page)) == ("fase", [])
    page.go_forward()
    page.go_forward()
    assert (question(page), len(trail(page))) == ("regio-de-plek", 3)
    page.reload()
    assert (question(page), len(trail(page))) == ("regio-de-plek", 3)
    choose(page, "We hebben geen keuze, het moet van het Rijk")
    page.wait_for_url("**/situaties/**")
    page.go_back()
    page.wait_for_url(f"**/{GUIDE}#*")
    expect(page.locator("[data-guide-current] h2")).to_have_id("regio-de-plek")
    assert len(trail(page)) == 3
    page.locator("[data-guide-current]").get_by_role("link", name="Opnieuw beginnen").click()
    assert (question(page), trail(page), fragment(page)) == ("fase", [], "#fase")


def test_an_address_without_answers_opens_its_question(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{GUIDE}#regio-de-plek")
    assert (question(page), trail(page)) == ("regio-de-plek", [])
    choose(page, "Ja, we kiezen daar zelf voor")
    assert (question(page), fragment(page), trail(page)) == ("wie-is-betrokken", "#wie-is-betrokken", [])


def test_a_question_one_cannot_answer_yet(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{GUIDE}#vraagstuk-duidelijk~fase=nog-niet-begonnen")
    choose(page, "Dat weten we (nog) niet")
    panel = page.locator("[data-guide-current] .guide-unknown")
    expect(panel).to_contain_text("Dan zijn nog 7 situaties mogelijk:")
    expect(panel).to_contain_text("Deze vraag helpt dan het meest om verder te komen: Is de regio de goede plek")
    expect(panel.get_by_role("listitem")).to_have_count(7)
    assert fragment(page).endswith("~fase=nog-niet-begonnen~vraagstuk-duidelijk=?")
    page.reload()
    expect(panel).to_be_visible()
    choose(page, "Ja, dat is duidelijk")
    expect(page).to_have_url(f"{home}{GUIDE}#regio-de-plek~fase=nog-niet-begonnen~vraagstuk-duidelijk=ja")
    unsure = page.locator("[data-guide-current]").get_by_role("link", name="Dat weten we (nog) niet")
    expect(unsure).to_have_count(0)  # an answer says that already: "Dat weet ik niet zeker"
    page.go_back()
    expect(panel).to_be_visible()


def test_nothing_is_kept_before_the_reader_says_so(visit: Visitors, home: str) -> None:
    kept = "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('treeguide')))"
    page = visit(home + GUIDE)
    choose(page, "We praten over samenwerken, maar zijn nog niet begonnen")
    remember = page.get_by_role("button", name="Onthoud mijn antwoorden in deze browser")
    expect(remember).to_be_visible()
    soon(lambda: page.evaluate(kept), {})
    remember.click()
    choose(page, "Ja, dat is duidelijk")
    expect(page.get_by_text("Je antwoorden staan in deze browser.")).to_be_visible()
    page.goto(home + GUIDE)
    page.get_by_role("link", name="Ga verder waar je was").click()
    assert (question(page), len(trail(page))) == ("regio-de-plek", 3)
    page.get_by_role("button", name="Vergeet alles").click()
    soon(lambda: page.evaluate(kept), {})
    expect(remember).to_be_visible()
    page.goto(home + GUIDE)
    soon(lambda: page.get_by_role("link", name="Ga verder waar je was").count(), 0)
    soon(lambda: page.evaluate("document.cookie"), "")


def test_a_situation_says_why_and_what_would_change_it(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/rijk-verplicht/#~situatie{TWO}~regio-de-plek=moet-van-rijk")
    why = page.locator("[data-guide-why]")
    expect(why).to_contain_text("Omdat je zei")
    expect(why).to_contain_text("We hebben geen keuze, het moet van het Rijk")
    expect(why).to_contain_text("Dit zou het veranderen")
    why.get_by_role("link", name="Weeg eerst af").first.click()
    page.wait_for_url("**/situaties/weeg-eerst-af/#*")
    assert page.url.endswith(f"/situaties/weeg-eerst-af/#~situatie{TWO}~regio-de-plek=weet-niet")
    expect(page.locator("[data-guide-why]")).to_contain_text("Dat weet ik niet zeker")


def test_a_link_made_for_an_older_version_says_what_changed(visit: Visitors, home: str) -> None:
    answers = f"~situatie{TWO}~regio-de-plek=moet-van-rijk~weg=was-er"
    page = visit(f"{home}situaties/opgave-eerst/#{answers}")
    why = page.locator("[data-guide-why]")
    expect(why).to_contain_text("Deze link is gemaakt voor een eerdere versie van de wegwijzer")
    expect(why).to_contain_text("Antwoorden in deze link die de wegwijzer niet kent: 1.")
    expect(why).not_to_contain_text("was-er")
    expect(why).to_contain_text("Met dezelfde antwoorden kom je nu hier")
    why.get_by_role("link").last.click()
    page.wait_for_url("**/situaties/rijk-verplicht/#*")


@pytest.mark.slow
def test_hostile_addresses_leave_every_page_working(visit: Visitors, home: str) -> None:
    page = visit(home)
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the address ran: {dialog.message}"))
    for path in ("", "situaties/opgave-eerst/", "lessen/", "dossier/", GUIDE):
        page.goto(f"{home}{path}#{HOSTILE[3]}")
        for text in HOSTILE:
            page.evaluate("text => new Promise(done => { location.hash = text; setTimeout(done, 60) })", text)
            soon(lambda: page.locator("article :is(img[src='x'], svg[onload], script)").count(), 0)
            if path == GUIDE:
                assert question(page) in ("fase", "waaraan-merk-je-het")
                assert all(re.fullmatch(r"[^<>]*", line) for line in trail(page))
    page.goto("about:blank")
    page.goto(f"{home}{GUIDE}#__proto__~__proto__=x")
    choose(page, "We praten over samenwerken, maar zijn nog niet begonnen")
    assert question(page) == "vraagstuk-duidelijk"
