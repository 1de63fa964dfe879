"""A guide that is too large for one page is spread over several; readers notice nothing but another address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from test_large_guide import CONFIG, tree

from built import build, served
from small_project import write_project
from visitors import Visitors, soon

SPREAD = CONFIG.replace("treeguide]", "{treeguide: {questions_per_page: 10}}]")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a guide of sixty questions on pages of ten."""
    files = {"mkdocs.yml": SPREAD, "docs/index.md": "# Start\n", "decision_trees/groot.yml": tree(60)}
    project = write_project(tmp_path_factory.mktemp("project"), **files)
    with served(build(project, tmp_path_factory.mktemp("site"), "--strict")) as home:
        yield f"{home}wegwijzers/groot/"


def shown(page: Page) -> list[str]:
    return [one.get_attribute("id") or "" for one in page.locator(".guide-question:visible").all()]


def current(page: Page, name: str) -> None:
    expect(page.locator("[data-guide-current] h2")).to_have_id(name)


def choose(page: Page, option: int) -> None:
    page.locator("[data-guide-current]").get_by_role("link", name=f"Antwoord {option}").click()


def test_without_a_script_every_question_can_be_reached_and_left(visit: Visitors, guide: str) -> None:
    page = visit(guide, java_script_enabled=False)
    soon(lambda: shown(page), ["v0"])
    expect(page.locator(".guide-elsewhere")).to_be_hidden()
    for expected in ("v1", "v4", "v13"):
        page.locator(".guide-step:visible").get_by_role("link", name="Antwoord 0").click()
        expect(page.locator(".guide-question:visible")).to_have_id(expected)
    expect(page).to_have_url(f"{guide}deel-3/#v13")
    page.locator(".guide-step:visible").get_by_role("link", name="Vorige vraag").click()
    expect(page.locator(".guide-question:visible")).to_have_id("v4")
    expect(page).to_have_url(f"{guide}#v4")


def test_without_a_script_the_address_of_a_question_leads_to_its_page(visit: Visitors, guide: str) -> None:
    page = visit(f"{guide}#v50", java_script_enabled=False)
    soon(lambda: shown(page), [])
    expect(page.locator(".guide-elsewhere li:visible")).to_have_count(1)
    page.get_by_role("link", name="Vraag 50?").click()
    expect(page.locator(".guide-question:visible")).to_have_id("v50")
    assert page.url.startswith(guide)


def test_answers_come_along_from_page_to_page(visit: Visitors, guide: str) -> None:
    page = visit(guide)
    for option, expected in ((0, "v1"), (1, "v5"), (2, "v18"), (1, "v56")):
        choose(page, option)
        current(page, expected)
    assert page.url.endswith("#v56~v0=o0~v1=o1~v5=o2~v18=o1")
    assert not page.url.startswith(f"{guide}#")
    expect(page.locator(".guide-trail li")).to_have_count(4)
    page.locator(".guide-trail").get_by_role("link", name="Wijzig").nth(1).click()
    current(page, "v1")
    expect(page).to_have_url(f"{guide}#v1~v0=o0~v1=o1~v5=o2~v18=o1")
    expect(page.locator(".guide-trail li")).to_have_count(3)
    page.go_back()
    current(page, "v56")
    choose(page, 0)
    expect(page).to_have_url(
        f"{guide.removesuffix('wegwijzers/groot/')}situaties/ga-door/#~groot~v0=o0~v1=o1~v5=o2~v18=o1~v56=o0"
    )
    expect(page.get_by_text("Omdat je zei")).to_be_visible()
    page.locator("[data-guide-outcome]").get_by_role("link", name="Antwoord 1").last.click()
    current(page, "v18")
    assert visit.faults == []


def test_an_address_with_answers_opens_on_the_page_of_its_question(visit: Visitors, guide: str) -> None:
    page = visit(f"{guide}#v18~v0=o0~v1=o1~v5=o2")
    current(page, "v18")
    expect(page.locator(".guide-trail li")).to_have_count(3)
    page.get_by_role("button", name="Deel").click()
    expect(page.get_by_label("Link", exact=True)).to_have_value(f"{guide}#v18")
    page.get_by_role("link", name="Dat weten we (nog) niet").click()
    expect(page.locator(".guide-unknown")).to_contain_text("Ga zo door")
    page.goto(page.url.split("#")[0] + "#bestaat-niet")
    current(page, "v0")
    assert visit.faults == []
