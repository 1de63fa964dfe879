"""Two guides at one host, each below a path of its own: what one keeps in the browser the other leaves alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from built import build, served
from small_project import write_project
from visitors import Visitors

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: Proef
theme: {name: material, language: nl, font: false}
plugins: [search, treeguide]
"""
GUIDE = "wegwijzers/waar/"
ON = "Ga verder waar je was"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a host with the same guide at een/ and at twee/."""
    project = write_project(tmp_path_factory.mktemp("project"), **{"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n"})
    site = tmp_path_factory.mktemp("site")
    for name in ("een", "twee"):
        build(project, site / name)
    with served(site) as address:
        yield address


def kept(page: Page) -> dict[str, Any]:
    """What our scripts keep in this browser, by its key."""
    found: dict[str, str] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return {key: json.loads(value) for key, value in found.items() if key.startswith("treeguide")}


def test_each_goes_on_where_one_was_in_it_and_forgets_its_own(visit: Visitors, host: str) -> None:
    page = visit(f"{host}een/{GUIDE}#geld~fase=goed")
    page.get_by_role("button", name="Onthoud mijn antwoorden").click()
    expect(page.get_by_role("button", name="Vergeet alles")).to_be_visible()
    page.goto(f"{host}twee/{GUIDE}")
    expect(page.locator("[data-guide-live]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name=ON)).to_have_count(0)
    page.goto(f"{host}twee/{GUIDE}#geld.regie~fase=stroef")
    page.get_by_role("button", name="Onthoud mijn antwoorden").click()
    page.get_by_role("button", name="Vergeet alles").click()
    expect(page.get_by_role("button", name="Onthoud mijn antwoorden")).to_be_visible()
    page.goto(f"{host}een/{GUIDE}")
    page.get_by_role("link", name=ON).click()
    expect(page.locator("[data-guide-current] h2")).to_have_id("geld")
    page.get_by_role("button", name="Vergeet alles").click()
    assert kept(page) == {}


def test_what_was_kept_for_all_together_is_taken_over_once(visit: Visitors, host: str) -> None:
    page = visit(f"{host}een/")
    old = {"waar": "#geld~fase=goed", "andere-gids": "#een~twee=drie"}
    page.evaluate("old => localStorage.setItem('treeguide.resume', JSON.stringify(old))", old)
    page.goto(f"{host}een/{GUIDE}")
    expect(page.get_by_role("link", name=ON)).to_be_visible()
    assert kept(page) == {"treeguide.resume /een/": old}
    page.get_by_role("button", name="Vergeet alles").click()
    assert kept(page) == {}
    page.goto(f"{host}twee/{GUIDE}")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name=ON)).to_have_count(0)


def test_a_dossier_stays_with_its_site(visit: Visitors, host: str) -> None:
    page = visit(f"{host}een/lessen/vier-het/")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_role("link", name="Mijn dossier (1)")).to_be_visible()
    page.goto(f"{host}twee/dossier/")
    page.get_by_role("button", name="Wis mijn dossier").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    assert list(kept(page)) == ["treeguide dossier /een/dossier/"]
