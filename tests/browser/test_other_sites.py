"""A guide works on every shape of site: without instant navigation, without folders, with other plugins, in English."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from built import build, served
from small_project import TREE, lesson, write_project
from speeds import some
from treeguide.words import interface
from visitors import DESKTOP, Visitors, soon

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl{below}
theme: {{name: material, language: {language}, font: false, features: [{features}]}}
markdown_extensions: [attr_list]
use_directory_urls: {folders}
hooks: [hook.py]
{more}
"""
HOOK = '''\
"""Adds a page that leads on to one of the guide's, as redirects plugins do."""

from mkdocs.structure.files import File

PAGE = '<!doctype html><title>Oud</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url={}">'


def on_files(files, config):
    (target,) = [file for file in files if file.src_uri.endswith("/waar.md")]
    files.append(File.generated(config, "oud.html", content=PAGE.format(target.url)))
    return files
'''
ENGLISH = """\
plugins:
  - search
  - treeguide: {guides_url: guides, outcomes_url: situations, lessons_url: lessons, sources_url: sources}
"""


@dataclass(frozen=True)
class Shape:
    """One way to make a site. `guide` and `outcome` are the first words of addresses."""

    features: str = "navigation.instant"
    folders: bool = True
    below: str = "/"
    language: str = "nl"
    more: str = "plugins: [search, treeguide]"
    guide: str = "wegwijzers"
    outcome: str = "situaties"

    @property
    def words(self) -> dict[str, str]:
        return interface(self.language)

    def address(self, word: str, name: str) -> str:
        return f"{word}/{name}/" if self.folders else f"{word}/{name}.html"


SHAPES = {
    "plain files below a path": Shape(features="", folders=False, below="/gids/"),
    "English": Shape(language="en", more=ENGLISH, guide="guides", outcome="situations"),
    "plain": Shape(features=""),
    "files": Shape(folders=False),
    "other plugins": Shape(more="plugins: [search, tags, treeguide]"),
}
FILES = {
    "docs/index.md": "# Start\n\n<!-- treeguide:question waar -->\n",
    "docs/etiketten.md": "---\ntags: [samen]\n---\n\n# Etiketten\n",
    "hook.py": HOOK,
    "decision_trees/waar.yml": TREE + "aliases: {begin: fase}\n",
    "lessons/lessen/open-kaart.md": lesson("Leg je kaarten open", ask="[Wat houd jij nog achter?]"),
}


@pytest.fixture(scope="module", params=some(SHAPES.values()), ids=list(SHAPES))
def shape(request: pytest.FixtureRequest) -> Shape:
    found: Shape = request.param
    return found


@pytest.fixture(scope="module")
def start(shape: Shape, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of that shape."""
    top = tmp_path_factory.mktemp("shape")
    config = CONFIG.format(
        below=shape.below,
        language=shape.language,
        features=shape.features,
        folders=str(shape.folders).lower(),
        more=shape.more,
    )
    project = write_project(top / "project", **{"mkdocs.yml": config, **FILES})
    site = build(project, top / "site", "--strict")
    with served(site, shape.below) as address:
        yield address


def shown(page: Page) -> str:
    """The one question that can be seen."""
    (one,) = page.locator(".guide-question:visible").all()
    return str(one.get_attribute("id"))


def to_the_end(page: Page, shape: Shape, start: str) -> None:
    """From the home page through both questions to the situation that only the first answer leads to."""
    guide, end = start + shape.address(shape.guide, "waar"), start + shape.address(shape.outcome, "praat-over-geld")
    page.get_by_role("link", name="Het loopt stroef").click()
    page.wait_for_url(f"{guide}#geld.regie*")
    expect(page.locator(".guide-question:visible")).to_have_id("geld.regie")
    page.locator(".guide-step:visible").get_by_role("link", name="Ja", exact=True).click()
    page.wait_for_url(f"{end}*")
    expect(page.locator("h1")).to_contain_text("Praat over geld")


def test_without_script(visit: Visitors, shape: Shape, start: str) -> None:
    page = visit(start, java_script_enabled=False)
    to_the_end(page, shape, start)
    expect(page).to_have_url(start + shape.address(shape.outcome, "praat-over-geld"))
    page.get_by_role("link", name="Leg je kaarten open").first.click()
    expect(page.locator("h1")).to_contain_text("Leg je kaarten open")
    page.goto(start + shape.address(shape.guide, "waar") + "#begin")
    soon(lambda: shown(page), "fase")
    page.locator(".guide-step:visible").get_by_role("link", name="Het loopt goed").click()
    soon(lambda: shown(page), "geld")
    page.go_back()
    soon(lambda: shown(page), "fase")


def test_with_script(visit: Visitors, shape: Shape, start: str) -> None:
    page = visit(start)
    to_the_end(page, shape, start)
    assert page.url.partition("#")[2] == "~waar~fase=stroef~geld=ja"
    page.go_back()
    page.wait_for_url("**#geld.regie~fase=stroef")
    trail = page.get_by_role("navigation", name=shape.words["move-trail"])
    expect(trail).to_contain_text("Het loopt stroef")
    page.reload()
    expect(trail).to_contain_text("Het loopt stroef")
    expect(page.locator("[data-guide-current] h2")).to_have_id("geld.regie")
    trail.get_by_role("link", name="Het loopt stroef").click()
    expect(page.locator("[data-guide-current] h2")).to_have_id("fase")
    page.locator("[data-guide-current]").get_by_role("link", name="Het loopt goed").click()
    expect(page.locator("[data-guide-current] h2")).to_have_id("geld")
    soon(lambda: (shown(page), page.evaluate("document.activeElement.id")), ("geld", "geld"))
    page.locator("[data-guide-current]").get_by_role("link", name=shape.words["restart"]).click()
    expect(trail).to_have_count(0)
    soon(lambda: shown(page), "fase")


def test_other_plugins_see_the_pages_of_the_guide(visit: Visitors, shape: Shape, start: str) -> None:
    page = visit(f"{start}oud.html")
    page.wait_for_url(start + shape.address(shape.guide, "waar"))
    soon(lambda: shown(page), "fase")


def test_search_finds_from_a_page_further_on(visit: Visitors, shape: Shape, start: str) -> None:
    page = visit(start, viewport=DESKTOP)
    page.get_by_role("link", name="Het loopt stroef").click()
    page.wait_for_url(f"{start}{shape.address(shape.guide, 'waar')}#*")
    page.wait_for_timeout(500)  # a moment after every move the theme closes searching
    page.keyboard.press("/")
    page.keyboard.type("kaart")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1")).to_contain_text("Leg je kaarten open")
    assert [url for url in visit.requests if "/workers/" in url or "search_index" in url] == []
    first.locator("a").first.click()
    expect(page.locator("h1").first).to_contain_text("Leg je kaarten open")


def test_leaving_before_the_guide_came_as_data_is_no_fault(visit: Visitors, shape: Shape, start: str) -> None:
    held: list[Route] = []
    page = visit(start)
    page.route("**/graph-waar.*.mjs", lambda route: held.append(route))
    to_the_end(page, shape, start)
    soon(lambda: page.evaluate("1") and len(held), 1)
    page.get_by_role("link", name="Leg je kaarten open").first.click()
    expect(page.locator("h1")).to_contain_text("Leg je kaarten open")
    held[0].continue_()
    page.wait_for_timeout(300)
