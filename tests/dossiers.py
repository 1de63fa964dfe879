"""A small site to collect from, and links with a dossier in them, also links that nobody should have made."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from built import build
from small_project import OUTCOMES, SOURCES, TREE, lesson, write_project
from visitors import Visitors

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
copyright: Inhoud <a href="https://example.org/">CC BY 4.0</a>
theme: {{name: material, language: nl, font: false, features: [{features}]}}
plugins: [search, treeguide]
markdown_extensions: [attr_list, md_in_html, tables]
use_directory_urls: {folders}
"""
LONG = "Een tekst over [doorgaan](vier-het.md).\n\n## Een stuk\n\n| een | twee |\n|---|---|\n| drie | vier |\n"
FILES = {
    "docs/index.md": "# Start\n",
    "decision_trees/waar.yml": TREE + "aliases: {eerste: fase}\nformer_ids: [vroeger]\n",
    "decision_trees/situaties.yml": OUTCOMES + "aliases: {praten: praat-over-geld}\n",
    "lessons/sources.yml": SOURCES + "  url: https://example.org/samen-verder\n",
    "lessons/lessen/open-kaart.md": lesson(
        "Leg je <kaarten> 'open'", ask="['Wat houd jij nog achter?', 'Wie begint?']", themes="[geld]"
    ).replace("Een tekst.", LONG),
    "lessons/lessen/vier-het.md": lesson("Vier het", aliases="[feest]", ask="[Wat vieren we?]"),
    "register.yml": "removed:\n  lessen/weg/:\n    title: De oude les\n    date: 2026-11-22\n"
    "    reason: De wet is veranderd.\n    instead: lessen/open-kaart/\npublished:\n  - lessen/weg/\n",
}
CARD, FEAST, TALK, MONEY = "lesson/open-kaart", "lesson/vier-het", "outcome/praat-over-geld", "guide/waar#geld"
NOTE = "Begin hier, Anne."


def small_site(top: Path, *, folders: bool = True, features: str = "") -> Path:
    """The folder of that site, built from a project beside it."""
    config = CONFIG.format(folders=str(folders).lower(), features=features)
    project = write_project(top / "project", **{"mkdocs.yml": config, **FILES})
    return build(project, top / "host", "--strict")


def fragment(content: Any, *, version: str = "1", packed: bool = True) -> str:
    """The fragment with this content, as any program could make it."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    if packed:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        raw = packer.compress(raw) + packer.flush()
    return f"#v{version}~{'d' if packed else 'u'}{base64.urlsafe_b64encode(raw).decode().rstrip('=')}"


def dossier(
    *items: str, title: str = "Voor Anne", cover: str = "Beste Anne,\n\nLees dit.", note: str = NOTE
) -> list[str]:
    """What a link holds: title, cover note, day, and each item with its note."""
    return [title, cover, "2026-11-22", *(part for item in items for part in (item, note))]


def arrive(visit: Visitors, site: str, content: Any, **options: Any) -> Page:
    """The letter of a link, once its texts are there."""
    page = visit(f"{site}dossier/{fragment(content)}", **options)
    expect(page.locator(".guide-letter header [role=status]")).to_contain_text("De teksten zijn compleet")
    return page


def collect(page: Page, site: str, *paths: str) -> None:
    """Put those pages in the dossier."""
    for path in paths:
        page.goto(site + path)
        page.get_by_role("button", name="Zet in mijn dossier").click()
        expect(page.get_by_role("status").filter(has_text="staat nu in je dossier")).to_be_visible()
