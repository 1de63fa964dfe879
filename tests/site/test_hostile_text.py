"""Nothing that an author types runs in a reader's browser: not on a page, not in its head, not through search."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_project import FACETS, FOUND, NOTHING, SOURCES, TRAP, TREE, text, write_hostile_project
from playwright.sync_api import Page, expect

from built import run, served
from built_pages import HANDLER, BuiltPage, pages_of
from visitors import Visitors

PREVIEW = """\
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config(site_dir={target!r})
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""
FIELDS = sorted(set(re.findall(r'"([a-z-]+) <img', json.dumps([TREE, SOURCES, FACETS]))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as one sees it while writing: drafts shown, and on every page what is wrong with its sources."""
    project = write_hostile_project(tmp_path_factory.mktemp("project"))
    target = tmp_path_factory.mktemp("host")
    program = project / "preview.py"
    program.write_text(PREVIEW.format(target=str(target)), "utf-8")
    done = run(project, "preview")
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Iterator[str]:
    with served(folder, "/gids/") as address:
        yield address


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, BuiltPage]:
    return pages_of(folder)


def arrive(visitors: Visitors, address: str) -> Page:
    """A page with the trap set before anything on it runs."""
    page = visitors("about:blank")
    page.add_init_script(TRAP)
    page.goto(address)
    return page


def test_no_element_of_a_page_listens_or_runs(pages: dict[str, BuiltPage]) -> None:
    assert {"wegwijzers/boom/index.html", "situaties/slot/index.html", "lessen/les/index.html"} <= set(pages)
    bad = [
        f"{name}: <{tag} {key}={value[:60]}>"
        for name, page in pages.items()
        for tag, attributes in page.elements
        for key, value in attributes.items()
        if HANDLER.match(key) or key == "autofocus" or value.strip().lower().startswith("javascript:")
    ]
    assert bad == []


def test_no_page_loads_or_runs_what_an_author_typed(
    visitors: Visitors, hostile: str, pages: dict[str, BuiltPage]
) -> None:
    page = arrive(visitors, hostile)
    found, seen = {}, set()
    for name in pages:
        page.goto(hostile + name.removesuffix("index.html"))
        found[name] = page.evaluate(FOUND)
        shown = " ".join(str(page.evaluate("document.body.textContent")).split())
        seen |= {field for field in FIELDS if text(field) in shown}
    assert {name: one for name, one in found.items() if one != NOTHING} == {}
    assert sorted(set(FIELDS) - seen) == []


@pytest.mark.parametrize(
    ("path", "field"),
    [("wegwijzers/boom/", "wegwijzer"), ("situaties/slot/", "situatie-slot"), ("lessen/les/", "les-les")],
    ids=["guide", "situation", "lesson"],
)
def test_the_head_says_what_was_typed(visitors: Visitors, hostile: str, path: str, field: str) -> None:
    page = arrive(visitors, hostile + path)
    assert page.title() == f"{text(field)} - Proef"
    summary = text(field.replace("situatie", "samenvatting").replace("les-les", "samenvatting-les"))
    summary = text("samenvatting-wegwijzer") if field == "wegwijzer" else summary
    said = page.locator("meta[name=description], meta[property='og:description']")
    assert said.evaluate_all("all => all.map(one => one.content)") == [summary, summary]
    expect(page.locator("meta[property='og:title']")).to_have_attribute("content", text(field))
    expect(page.locator("h1")).to_contain_text(text(field))


def test_scripts_show_what_was_typed(visitors: Visitors, hostile: str) -> None:
    page = arrive(visitors, f"{hostile}wegwijzers/boom/")
    current = page.locator("[data-guide-current]")
    current.get_by_role("link", name="antwoord-ja").click()
    expect(page.locator(".guide-trail")).to_contain_text(text("antwoord-ja"))
    page.get_by_role("button", name="Deel", exact=True).click()
    expect(page.get_by_label("Link", exact=True)).to_be_visible()
    current.get_by_role("link", name="Dat weten we (nog) niet").click()
    expect(page.locator(".guide-unknown")).to_contain_text(text("situatie-slot"))
    assert page.evaluate(FOUND) == NOTHING
    current.get_by_role("link", name="antwoord-links").click()
    expect(page.locator("h1")).to_contain_text(text("situatie-slot"))
    expect(page.locator("article")).to_contain_text(text("antwoord-ja"))
    assert page.evaluate(FOUND) == NOTHING


def test_search_shows_what_was_typed(visitors: Visitors, hostile: str) -> None:
    page = arrive(visitors, hostile)
    page.locator("label[for=__search].md-header__button").click()
    page.get_by_role("textbox", name="Zoeken").press_sequentially("voorbehoud")
    expect(page.locator(".md-search-result__item")).to_have_count(3)
    page.get_by_role("textbox", name="Zoeken").press("Control+a")
    page.get_by_role("textbox", name="Zoeken").press_sequentially("situatie slot")
    expect(page.locator(".md-search-result__item h1").first).to_contain_text(text("situatie-slot"))
    page.wait_for_timeout(300)
    assert (
        page.evaluate("window.hits"),
        page.locator(".md-search-result [onerror], .md-search-result img").count(),
    ) == (0, 0)


def test_programs_get_what_was_typed(folder: Path) -> None:
    content = json.loads((folder / "treeguide.json").read_text("utf-8"))
    (guide,) = content["guides"]
    assert guide["title"] == text("wegwijzer")
    assert [option["text"] for option in guide["sections"][0]["options"]] == [text("antwoord-ja"), text("antwoord-nee")]
    assert content["sources"]["bron"]["title"] == text("titel-bron")
    assert {row["title"] for row in content["lessons"]} == {text("les-les"), text("les-andere")}
