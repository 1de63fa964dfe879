"""The guide on a reader's own device: by a button and under the policy, never an old page without saying so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from built import build, served
from small_project import write_project
from treeguide.config import Settings
from treeguide.host.build.offline import write_worker
from visitors import Visitors, soon

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
theme: {name: material, language: nl, font: false}
plugins: [search, treeguide: {saving: true, headers: true}]
"""
HOME = "# Start\n\nWoord.\n\n<!-- treeguide:save -->\n"
LESSON = "lessen/vier-het/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("saving")
    return build(write_project(top / "project", **{"mkdocs.yml": CONFIG, "docs/index.md": HOME}), top / "host")


@pytest.fixture
def guarded(site: Path) -> Iterator[str]:
    """The address of that site, below a path and under its own policy."""
    policy = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text("utf-8"))
    assert policy
    with served(site, "/gids/", **{"Content-Security-Policy": policy[1]}) as address:
        yield address


def pressed(page: Page, name: str, says: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.locator(".guide-save [role=status]")).to_have_text(says)


def kept(page: Page) -> list[int]:
    """How many workers and copies this browser has of the site."""
    both = "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()])"
    return [int(one) for one in page.evaluate(f"{both}.then(all => all.map(one => one.length))")]


def test_a_guide_is_saved_read_without_network_renewed_and_removed(
    visitors: Visitors, guarded: str, site: Path
) -> None:
    page = visitors(guarded)
    button = page.get_by_role("button", name="Bewaar op deze telefoon")
    expect(button).to_be_visible()
    assert (kept(page), [url for url in visitors.requests if "worker" in url or "/save" in url]) == ([0, 0], [])
    pressed(page, "Bewaar op deze telefoon", "Klaar. Je kunt nu alles lezen zonder internet.")
    note = page.locator(".guide-from-copy")
    page.goto(guarded + LESSON)
    expect(note).to_have_count(0)

    page.context.set_offline(True)
    page.goto(guarded + LESSON)
    expect(page.locator("h1")).to_contain_text("Vier het")
    expect(note).to_have_text(
        re.compile(r"^Geen verbinding\. Dit is de kopie op je eigen apparaat, van \d+ \w+ \d{4}\.$")
    )
    expect(note).to_be_in_viewport()
    page.goto(f"{guarded}wegwijzers/waar/")
    page.locator("[data-guide-current]").get_by_role("link", name="Het loopt stroef").click()
    expect(page.locator(".guide-trail li")).to_have_count(1)
    page.locator("[data-guide-current]").get_by_role("link", name="Ja", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Praat over geld")
    expect(page.get_by_text("Omdat je zei")).to_be_visible()

    page.context.set_offline(False)
    lesson = site / LESSON / "index.html"
    lesson.write_text(lesson.read_text("utf-8").replace("Een tekst.", "Een nieuwe tekst."), "utf-8")
    write_worker(site, Settings())
    page.goto(guarded)
    copied = f"caches.match('/gids/{LESSON}').then(one => one.text()).then(text => text.includes('Een nieuwe tekst.'))"
    soon(lambda: page.evaluate(copied), True)
    page.context.set_offline(True)
    page.goto(guarded + LESSON)
    expect(page.locator("article")).to_contain_text("Een nieuwe tekst.")
    expect(note).to_be_visible()

    page.context.set_offline(False)
    page.goto(guarded)
    pressed(page, "Haal de gids van deze telefoon", "De gids staat niet meer op dit apparaat.")
    expect(button).to_be_visible()
    assert kept(page) == [0, 0]
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(guarded + LESSON)


def test_without_script_there_is_nothing_of_it(visit: Visitors, guarded: str) -> None:
    page = visit(guarded, java_script_enabled=False)
    expect(page.locator("[data-guide-use=save]")).to_be_hidden()
