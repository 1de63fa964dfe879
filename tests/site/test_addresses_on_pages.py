"""Every address on every page of our own site leads somewhere, and no page holds script or style of its own."""

import json
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest

from built_pages import HANDLER, BuiltPage, file_of, lost_addresses, pages_of

BELOW = "/praktijkgids/"
HOST = "https://treeguide.github.io"
OF_THE_THEME = (r"__md_scope=", r"var (palette|target)\b", r"\{\"annotate\":", r"document\.documentElement", r"var el=")
SAFE_SCHEME = re.compile(r"(https?|mailto|tel):")

KINDS = (
    "404.html",
    "aan-tafel/index.html",
    "aan-tafel/starten/index.html",
    "begrippen/index.html",
    "bronnen/index.html",
    "c/index.html",
    "dossier/index.html",
    "index.html",
    "lessen/index.html",
    "lessen/leg-belangen-open/index.html",
    "situaties/index.html",
    "situaties/perspectieven/index.html",
    "soorten/valkuilen/index.html",
    "wegwijzers/index.html",
    "wegwijzers/situatie/embed/index.html",
    "wegwijzers/situatie/index.html",
    "wegwijzers/situatie/kaart/index.html",
)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BuiltPage]:
    return pages_of(site)


def test_every_address_leads_to_a_file_and_every_fragment_to_an_id(pages: dict[str, BuiltPage], site: Path) -> None:
    assert lost_addresses(site, HOST, BELOW) == []
    assert len(pages) > 100


def test_ids_are_unique_on_a_page(pages: dict[str, BuiltPage]) -> None:
    twice = {name: [one for one, count in Counter(page.ids).items() if count > 1] for name, page in pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_addresses_go_to_the_web_or_to_mail(pages: dict[str, BuiltPage]) -> None:
    odd = [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.addresses
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address) and not SAFE_SCHEME.match(address)
    ]
    assert odd == []


def test_no_page_holds_script_or_style_of_ours(pages: dict[str, BuiltPage]) -> None:
    inline = {
        f"{tag}: {text[:80]}"
        for page in pages.values()
        for tag, text in page.inline
        if not any(re.match(known, text) for known in OF_THE_THEME)
    }
    attributes = {
        f"{name}: <{tag} {key}>"
        for name, page in pages.items()
        for tag, found in page.elements
        for key in found
        if key == "style" or HANDLER.match(key)
    }
    assert (inline, attributes) == (set(), set())


def test_the_content_for_programs_names_pages_that_are_there(pages: dict[str, BuiltPage], site: Path) -> None:
    content = json.loads((site / "treeguide.json").read_text("utf-8"))
    named = [row["page"].removesuffix(".md") + "/index.html" for row in content["guides"] + content["lessons"]]
    assert [name for name in named if name not in pages] == []
    starts = {row["page"]: row["start"] for row in content["guides"]}
    for page, start in starts.items():
        assert start in pages[page.removesuffix(".md") + "/index.html"].ids


def test_the_map_of_the_site_names_pages_that_are_there(pages: dict[str, BuiltPage], site: Path) -> None:
    named = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    files = [file_of(site, "index.html", address.removeprefix(HOST), BELOW) for address in named]
    assert len(files) > 100
    assert [one for one in files if one is None or one[0] not in pages] == []


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_html_without_mistakes(pages: dict[str, BuiltPage], name: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(pages[name].html)
    assert [(place, code) for place, code, _ in parser.errors] == []


def test_no_box_or_label_of_the_theme_is_what_html_does_not_know(pages: dict[str, BuiltPage]) -> None:
    """What the Nu checker says of the theme (`make nu`), held here without it."""
    for name, page in pages.items():
        boxes = [found for tag, found in page.elements if tag == "input" and found.get("type") in ("checkbox", "radio")]
        labels = {found["for"] for tag, found in page.elements if tag == "label" and "for" in found}
        assert [one for one in boxes if "autocomplete" in one] == [], name
        assert labels - set(page.ids) == set(), name
