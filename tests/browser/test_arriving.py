"""Links as they arrive: what mail programs, chats and people make of an address, and what a theme does to it later."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from built import build, served
from dossiers import CARD, dossier, fragment
from small_project import TREE, lesson, write_project
from speeds import some
from visitors import DESKTOP, Visitors

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
theme: {name: material, language: nl, font: false, features: [navigation.tracking]}
plugins: [search, treeguide]
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Start\n\n" + "<!-- treeguide:question waar -->\n\nEn ook:\n\n" * 3,
    "decision_trees/waar.yml": TREE + "former_ids: [vroeger]\n",
    "lessons/lessen/open-kaart.md": lesson("Leg je kaarten open", themes="[geld]"),
}
BEHIND = (
    *(
        "",
        ".",
        "...",
        ")",
        ").",
        ",",
        ";",
        ":",
        "!",
        ">",
        "%3E",
        "]",
        "*",
        '"',
        "'",
        "”",
        "…",
        "|",
        "_",
        "%20",
        "%0D%0A",
    ),
    *("%20tot morgen", "\u200b", "%C2%A0", "&utm_source=x", "&amp;utm_source=x", "?utm_source=x", "%26fbclid=y", "%"),
)
WRITTEN = (
    "#geld%7Efase=goed",
    "#geld%7efase%3Dgoed",
    "#geld%257Efase%253Dgoed",
    "#geld~fase=3Dgoed",
    "#%23geld~fase=goed",
    "##geld~fase=goed",
    "#GELD~FASE=GOED",
    "#Geld~Fase=Goed",
    "#geld%7Efase=goed%E0%A4%A",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a theme that writes headings into the address."""
    project = write_project(tmp_path_factory.mktemp("project"), **FILES)
    with served(build(project, tmp_path_factory.mktemp("site"), "--strict"), "/gids/") as address:
        yield address


def at_the_second_question(page: Page) -> None:
    expect(page.locator("[data-guide-current] h2")).to_have_id("geld")
    expect(page.locator(".guide-trail li")).to_have_count(1)
    expect(page.locator(".guide-trail")).to_contain_text("Het loopt goed")


@pytest.mark.parametrize("way", some([*WRITTEN, *(f"#geld~fase=goed{rest}" for rest in BEHIND)], 3))
def test_answers_arrive_however_the_link_was_written(visit: Visitors, small: str, way: str) -> None:
    at_the_second_question(visit(f"{small}wegwijzers/waar/{way}"))


@pytest.mark.parametrize(
    "way", some(["#geld~fase=?.", "#geld~fase=%3F", "#geld~fase=?)", "#geld~fase=??utm_source=x"], 2)
)
def test_not_knowing_yet_arrives_too(visit: Visitors, small: str, way: str) -> None:
    page = visit(f"{small}wegwijzers/waar/{way.replace('geld', 'fase', 1)}")
    expect(page.locator(".guide-unknown li")).to_have_count(2)


@pytest.mark.parametrize("way", some(["#Geld", "#geld.", "#geld)", "#geld%20"], 2))
def test_a_question_is_found_under_a_bent_name(visit: Visitors, small: str, way: str) -> None:
    expect(visit(f"{small}wegwijzers/waar/{way}").locator("[data-guide-current] h2")).to_have_id("geld")


@pytest.mark.parametrize("rest", some(["", ".", "&utm_source=x"], 2))
def test_a_situation_still_says_why(visit: Visitors, small: str, rest: str) -> None:
    page = visit(f"{small}situaties/ga-door/#%7Ewaar%7Efase=goed%7Egeld=nee{rest}")
    expect(page.get_by_text("Omdat je zei")).to_be_visible()


def test_the_drawing_shows_the_route(visit: Visitors, small: str) -> None:
    page = visit(f"{small}wegwijzers/waar/kaart/#%7Ewaar%7Efase=goed.")
    expect(page.locator("[data-guide-chosen]").first).to_be_attached()


def test_a_list_is_narrowed(visit: Visitors, small: str) -> None:
    page = visit(f"{small}lessen/#Themes%3Dgeld).")
    expect(page.locator("[data-kinds]:visible")).to_have_count(1)


def test_an_old_address_takes_the_answers_along(visit: Visitors, small: str) -> None:
    page = visit(f"{small}wegwijzers/vroeger/#geld%7Efase=goed.")
    page.wait_for_url(f"{small}wegwijzers/waar/#geld~fase=goed")
    at_the_second_question(page)


@pytest.mark.parametrize("rest", some(["", ".", ")", "&utm_source=x", "%20"], 2))
def test_a_dossier_opens(visit: Visitors, small: str, rest: str) -> None:
    link = fragment(dossier(CARD)).replace("~", "%7E")
    expect(visit(f"{small}dossier/{link}{rest}").locator(".guide-letter h1")).to_have_text("Voor Anne")


@pytest.mark.parametrize("sign", ["%23", "%2523"])
def test_a_page_that_is_not_there_goes_on_to_the_one_that_was_meant(visitors: Visitors, small: str, sign: str) -> None:
    page = visitors(f"{small}wegwijzers/waar/{sign}geld~fase=goed")
    page.wait_for_url(f"{small}wegwijzers/waar/#geld~fase=goed")
    at_the_second_question(page)
    page.goto(small + "dossier/" + fragment(dossier(CARD)).replace("#", sign).replace("~", "%7E"))
    expect(page.locator(".guide-letter h1")).to_have_text("Voor Anne")
    page.goto(f"{small}lessen/{sign}")
    page.wait_for_url(f"{small}lessen/#")


def test_a_page_that_is_not_there_leads_to_no_other_site(visitors: Visitors, small: str) -> None:
    page = visitors(f"{small.removesuffix('gids/')}/elders.example/%23x")
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(small.removesuffix("gids/"))


def scroll(page: Page) -> None:
    """Down and up again, each long enough for the theme to see where one is."""
    for top in (400, 900, 0):
        page.mouse.wheel(0, top or -5000)
        page.wait_for_timeout(600)


def test_answers_stay_while_one_scrolls(visit: Visitors, small: str) -> None:
    size = {"width": 900, "height": 300}
    answered = f"{small}situaties/ga-door/#~waar~fase=goed~geld=nee"
    for address in (answered, f"{small}wegwijzers/waar/#geld", f"{small}lessen/#themes=geld"):
        page = visit(address, viewport=size)
        page.wait_for_load_state("networkidle")
        scroll(page)
        assert page.url == address
    page.get_by_role("button", name="Alles laten zien").click()
    expect(page).to_have_url(f"{small}lessen/")


def test_a_heading_is_written_where_nothing_else_stands(visit: Visitors, small: str) -> None:
    page = visit(f"{small}situaties/ga-door/", viewport={"width": 900, "height": 300})
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 500)
    page.wait_for_url(f"{small}situaties/ga-door/#*")


def test_a_guide_that_begins_more_than_once_on_a_page_has_its_name_once(visit: Visitors, small: str) -> None:
    plain = visit(small, java_script_enabled=False, viewport=DESKTOP)
    expect(plain.locator("#fase")).to_have_count(1)
    expect(plain.locator("[data-guide-home]")).to_have_count(3)
    page = visit(small)
    for place in range(3):
        page.goto(small)
        page.locator("[data-guide-home]").nth(place).get_by_role("link", name="Het loopt goed").click()
        page.wait_for_url(f"{small}wegwijzers/waar/#geld~fase=goed")


STRANGE = "uw-account-is-geblokkeerd=bel-nu-0900-1234"


@pytest.mark.parametrize(
    ("address", "count"),
    some(
        [
            (f"wegwijzers/waar/#~{STRANGE}", 1),
            (f"wegwijzers/waar/#geld~fase=goed~geld=bel-nu-0900-1234~{STRANGE}", 2),
            ("wegwijzers/waar/#" + "".join(f"~bel-{number}=nu" for number in range(900)), 900),
            (f"situaties/ga-door/#~waar~fase=goed~geld=nee~{STRANGE}", 1),
            ("situaties/ga-door/#~waar~fase=bel-nu-0900-1234", 1),
        ],
        2,
    ),
)
def test_words_of_a_stranger_are_counted_and_not_shown(visit: Visitors, small: str, address: str, count: int) -> None:
    page = visit(small + address)
    article = page.locator("article")
    expect(article).to_contain_text(f"Antwoorden in deze link die de wegwijzer niet kent: {count}.")
    expect(article).not_to_contain_text("bel-")
    expect(article).not_to_contain_text("account")
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
