"""Old addresses in a browser: under a sub-path, with and without JavaScript, with and without folders for addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from built import build, served
from small_project import OUTCOMES, SOURCES, TREE, lesson, write_project
from speeds import some
from treeguide.commands import context
from visitors import Visitors

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
theme: {name: material, language: nl, font: false}
plugins: [search, treeguide]
markdown_extensions: [attr_list, md_in_html]
use_directory_urls: %s
"""
GONE = "    title: {}\n    date: 2026-11-22\n    reason: De wet is veranderd.\n    instead: lessen/open-kaart/\n"
FILES = {
    "docs/index.md": "# Start\n",
    "decision_trees/waar.yml": TREE + "aliases: {eerste: fase, naar-buiten: ga-door}\nformer_ids: [vroeger]\n",
    "decision_trees/situaties.yml": OUTCOMES + "aliases: {praten: praat-over-geld}\n",
    "lessons/sources.yml": SOURCES + "  aliases: [jansen]\n",
    "lessons/lessen/vier-het.md": lesson("Vier het", aliases="[feest]"),
    "register.yml": "removed:\n  lessen/weg/:\n"
    + GONE.format("De oude les")
    + "  wegwijzers/waar/#weg:\n"
    + GONE.format("De oude vraag")
    + "published:\n  - lessen/weg/\n  - wegwijzers/waar/#weg\n  - wegwijzers/waar/#fase.oud-feit\n"
    + "  - wegwijzers/vroeger/#eerste\n",
}


OVERVIEWS = ("soorten/", "themas/")
LISTS = ("c/", "aan-tafel/", "k/", "lessen/", "situaties/", "wegwijzers/", *OVERVIEWS)  # index.md in a folder


@pytest.fixture(scope="module", params=some(["true", "false"]), ids=["folders", "files"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, bool]]:
    """The address of the built site, and whether its addresses are folders."""
    top = tmp_path_factory.mktemp("old")
    project = write_project(top / "project", **{"mkdocs.yml": CONFIG % request.param, **FILES})
    with served(build(project, top / "host", "--strict"), "/gids/") as address:
        yield address, request.param == "true"


def visit(visitors: Visitors, site: tuple[str, bool], address: str, *, script: bool) -> Page:
    """The page where a reader who opens that address ends up."""
    return visitors(site[0] + local(site, address), java_script_enabled=script)


def local(site: tuple[str, bool], address: str) -> str:
    """The address as this site has it."""
    page, mark, fragment = address.partition("#")
    file = f"{page}index.html" if page in LISTS else f"{page.rstrip('/')}.html"
    return (page if site[1] else file) + mark + fragment


def arrived(page: Page, site: tuple[str, bool], address: str) -> bool:
    """Whether the reader ends up at that address within a few seconds."""
    try:
        page.wait_for_url(site[0] + local(site, address), timeout=5_000)
    except TooLate:
        return False
    return True


def test_every_address_that_would_be_registered_is_there(
    visitors: Visitors, site: tuple[str, bool], tmp_path: Path
) -> None:
    write_project(tmp_path, **{"mkdocs.yml": CONFIG % "true", **FILES})
    book = context(str(tmp_path), None).project().addresses
    page = visitors(site[0], java_script_enabled=False)
    lost = []
    for address in sorted({*book.live, *book.published} - {"wegwijzers/vroeger/#eerste"}):
        answer = page.goto(site[0] + local(site, address))
        fragment = address.partition("#")[2]
        if (answer and not answer.ok) or (fragment and page.locator(f'[id="{fragment}"]').count() != 1):
            lost.append(address)
    assert lost == []


@pytest.mark.parametrize("script", some([False, True]), ids=["without-script", "with-script"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lessen/feest/", "lessen/vier-het/"),
        ("situaties/praten/", "situaties/praat-over-geld/"),
        ("situaties/naar-buiten/", "situaties/ga-door/"),
    ],
)
def test_old_page_goes_on_by_itself(
    visitors: Visitors, site: tuple[str, bool], old: str, new: str, script: bool
) -> None:
    assert arrived(visit(visitors, site, old, script=script), site, new)


@pytest.mark.parametrize(
    ("address", "question"),
    [("eerste", "Hoe gaat het?"), ("fase.oud-feit", "Hoe gaat het?"), ("geld.regie", "Gaat het om geld?")],
)
def test_old_question_shows_without_script(
    visitors: Visitors, site: tuple[str, bool], address: str, question: str
) -> None:
    page = visit(visitors, site, f"wegwijzers/waar/#{address}", script=False)
    assert page.locator(".guide-question:visible").all_inner_texts() == [question]


def test_old_guide_marks_the_question_asked_for_and_leads_to_it(visitors: Visitors, site: tuple[str, bool]) -> None:
    page = visit(visitors, site, "wegwijzers/vroeger/#eerste", script=False)
    asked = page.locator("li:has(:target)")
    assert asked.inner_text() == "Hoe gaat het?"
    asked.locator("a").click()
    assert arrived(page, site, "wegwijzers/waar/#fase")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wegwijzers/vroeger/", "wegwijzers/waar/"),
        ("wegwijzers/vroeger/#eerste", "wegwijzers/waar/#fase"),
        ("wegwijzers/vroeger/#geld.regie~fase=stroef", "wegwijzers/waar/#geld.regie~fase=stroef"),
        ("situaties/praten/#~waar~fase=stroef~geld=ja", "situaties/praat-over-geld/#~waar~fase=stroef~geld=ja"),
        ("lessen/feest/#hoe", "lessen/vier-het/#hoe"),
    ],
)
def test_script_takes_along_what_stands_behind_the_hash(
    visitors: Visitors, site: tuple[str, bool], old: str, new: str
) -> None:
    assert arrived(visit(visitors, site, old, script=True), site, new)


@pytest.mark.parametrize("script", some([False, True]), ids=["without-script", "with-script"])
def test_removed_question_says_so_when_asked_for_and_not_otherwise(
    visitors: Visitors, site: tuple[str, bool], script: bool
) -> None:
    page = visit(visitors, site, "wegwijzers/waar/#weg", script=script)
    assert "Niet meer in de gids: De oude vraag" in page.locator(".guide-gone:visible").inner_text()
    page.locator(".guide-gone a").click()
    assert arrived(page, site, "lessen/open-kaart/")
    assert visit(visitors, site, "wegwijzers/waar/", script=script).locator(".guide-gone:visible").count() == 0


def test_removed_lesson_has_a_page_that_leads_on(visitors: Visitors, site: tuple[str, bool]) -> None:
    page = visit(visitors, site, "lessen/weg/", script=False)
    assert page.locator("h1").inner_text() == "Niet meer in de gids: De oude les"
    page.locator("article a", has_text="Leg je kaarten open").click()
    assert arrived(page, site, "lessen/open-kaart/")


def test_old_source_stands_at_its_new_place(visitors: Visitors, site: tuple[str, bool]) -> None:
    page = visit(visitors, site, "bronnen/#jansen", script=False)
    assert page.locator("h2:has(:target)").inner_text() == "Samen verder"
