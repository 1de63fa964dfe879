"""A letter with news puts ?utm_source=… behind an address: every page does what it does without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from test_large_guide import CONFIG, tree

from built import build, served
from small_project import write_project
from speeds import some
from visitors import Visitors

QUERY = "?utm_source=brief&fbclid=x/y%23z"
SPREAD = CONFIG.replace("treeguide]", "{treeguide: {questions_per_page: 10, drafts: true}}]")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a small guide, and one that is spread over pages of ten questions."""
    files = {
        "mkdocs.yml": SPREAD,
        "docs/index.md": "# Start\n\n<!-- treeguide:question waar -->\n",
        "docs/kader.md": f'# Kader\n\n<iframe src="../wegwijzers/waar/embed/{QUERY}" title="gids"></iframe>\n',
        "decision_trees/groot.yml": tree(60),
    }
    project = write_project(tmp_path_factory.mktemp("project"), **files)
    with served(build(project, tmp_path_factory.mktemp("site"), "--strict")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitors]:
    """Opens a page as a new visitor, with any query; nothing may go wrong in it."""
    found = Visitors(browser)
    yield found
    found.close()
    assert found.faults == []


def choose(page: Page | FrameLocator, option: str) -> None:
    page.locator("[data-guide-current]").get_by_role("link", name=option, exact=True).click()


def current(page: Page | FrameLocator, name: str) -> None:
    expect(page.locator("[data-guide-current] h2")).to_have_id(name)


@pytest.mark.parametrize(
    "page_name", some(["wegwijzers/waar/", "wegwijzers/waar/index.html", "wegwijzers/waar/embed/"])
)
def test_answers_lead_from_question_to_question_and_to_a_situation(visit: Visitors, home: str, page_name: str) -> None:
    page = visit(home + page_name + QUERY)
    choose(page, "Het loopt stroef")
    current(page, "geld.regie")
    expect(page).to_have_url(f"{home}{page_name}{QUERY}#geld.regie~fase=stroef")
    expect(page.locator(".guide-trail li")).to_have_count(1)
    page.locator(".guide-trail li").get_by_role("link", name="Wijzig").click()
    choose(page, "Het loopt goed")
    expect(page).to_have_url(f"{home}{page_name}{QUERY}#geld~fase=goed")
    page.go_back()
    current(page, "fase")
    page.go_forward()
    current(page, "geld")
    page.get_by_role("link", name="Dat weten we (nog) niet").click()
    expect(page.locator(".guide-unknown li")).to_have_count(1)
    link = page.locator("[data-guide-current]").get_by_role("link", name="Nee", exact=True)
    assert link.evaluate("link => link.href") == f"{home}situaties/ga-door/#~waar~fase=goed~geld=nee"


def test_a_frame_with_a_query_follows_its_questions(visit: Visitors, home: str) -> None:
    frame = visit(home + "kader/").frame_locator("iframe")
    choose(frame, "Het loopt goed")
    current(frame, "geld")


def test_without_a_script_the_questions_follow_each_other(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/waar/{QUERY}", java_script_enabled=False)
    page.locator(".guide-step:visible").get_by_role("link", name="Het loopt goed").click()
    expect(page.locator(".guide-question:visible")).to_have_id("geld")


def test_a_situation_says_why_and_links_back_without_the_query(visit: Visitors, home: str) -> None:
    page = visit(f"{home}situaties/ga-door/{QUERY}#~waar~fase=stroef~geld=nee")
    expect(page.get_by_text("Omdat je zei")).to_be_visible()
    page.locator("[data-guide-outcome]").get_by_role("link", name="Nee", exact=True).first.click()
    expect(page).to_have_url(f"{home}wegwijzers/waar/#geld.regie~fase=stroef~geld=nee")
    current(page, "geld.regie")


def test_a_guide_over_several_pages_goes_on_to_its_other_pages(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/groot/{QUERY}")
    for option, expected in ((0, "v1"), (1, "v5"), (2, "v18")):
        choose(page, f"Antwoord {option}")
        current(page, expected)
    assert page.url.startswith(f"{home}wegwijzers/groot/deel-")
    page = visit(f"{home}wegwijzers/groot/{QUERY}#v18~v0=o0~v1=o1~v5=o2")
    current(page, "v18")
    expect(page.locator(".guide-trail li")).to_have_count(3)


def test_what_is_sent_on_has_no_query(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/waar/{QUERY}#geld~fase=goed")
    page.get_by_role("button", name="Deel", exact=True).click()
    link = page.get_by_label("Link", exact=True)
    expect(link).to_have_value(f"{home}wegwijzers/waar/#geld")
    page.get_by_label("Stuur mijn antwoorden mee").check()
    expect(link).to_have_value(f"{home}wegwijzers/waar/#geld~fase=goed")


def test_a_choice_among_the_lessons_and_a_dossier_are_kept(visit: Visitors, home: str) -> None:
    page = visit(f"{home}lessen/{QUERY}#themes=geld")
    expect(page.locator(".guide-list li:visible")).to_have_count(1)
    page.get_by_role("button", name="Alles laten zien").click()
    expect(page).to_have_url(f"{home}lessen/{QUERY}")
    page.goto(f"{home}lessen/open-kaart/{QUERY}")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_role("link", name="1")).to_be_visible()
    page.goto(f"{home}dossier/{QUERY}")
    expect(page.get_by_role("heading", name="Leg je kaarten open")).to_be_visible()
    assert QUERY not in page.locator("[name=link]").input_value()
