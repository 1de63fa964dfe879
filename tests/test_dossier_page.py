"""What the dossier's page knows: everything that can be in a dossier, and what became of what once could."""

import html
import json
import re
from pathlib import Path
from typing import Any

from small_project import OUTCOMES, TREE, lesson, write_project
from treeguide import pages
from treeguide.addresses.site import Site
from treeguide.commands import context
from treeguide.writing import Writer

REMOVED = """\
removed:
  lessen/weg/:
    title: De oude les
    date: 2026-11-22
    reason: De wet is veranderd.
    instead: https://example.org/wet
  wegwijzers/waar/#weg:
    title: De oude vraag
    date: 2026-11-22
    reason: Niemand begreep hem.
    instead: wegwijzers/waar/#geld
published: [lessen/weg/, wegwijzers/waar/#weg, lessen/feest/]
"""


def page(root: Path, files: dict[str, str], site: Site | None = None) -> str:
    """The Markdown of the dossier's page of the small project with these files."""
    read = context(str(write_project(root, **files)), "nl").project()
    return next(one.html for one in pages.all_pages(Writer(read, site)) if one.sort == "dossier")


def known(markdown: str) -> dict[str, Any]:
    """The data in that page, read the way a browser reads it."""
    (attribute,) = re.findall(r'data-guide-known="([^"]*)"', markdown)
    found: dict[str, Any] = json.loads(html.unescape(attribute))
    return found


def test_every_lesson_situation_guide_and_question_is_known(tmp_path: Path) -> None:
    files = {"lessons/lessen/vier-het.md": lesson("Vier het", ask="[Wat vieren we?]")}
    items = known(page(tmp_path, files))["items"]
    assert items == {
        "lesson/open-kaart": ["lessen/open-kaart/", "Praktijkles", "Leg je kaarten open", "Eén zin.", []],
        "lesson/vier-het": ["lessen/vier-het/", "Praktijkles", "Vier het", "Eén zin.", ["Wat vieren we?"]],
        "outcome/praat-over-geld": [
            "situaties/praat-over-geld/",
            "Situatie",
            "Praat over geld",
            "Geld zwijgt niet vanzelf.",
            ["open-kaart"],
        ],
        "outcome/ga-door": [
            "situaties/ga-door/",
            "Situatie",
            "Ga zo door",
            "Het gaat goed.",
            ["open-kaart", "vier-het"],
        ],
        "guide/waar": ["wegwijzers/waar/", "Wegwijzer", "Waar staan jullie?", "Twee vragen.", []],
        "guide/waar#fase": [
            "wegwijzers/waar/#fase",
            "Vraag uit de wegwijzer: Waar staan jullie?",
            "Hoe gaat het?",
            "",
            [],
        ],
        "guide/waar#geld": [
            "wegwijzers/waar/#geld",
            "Vraag uit de wegwijzer: Waar staan jullie?",
            "Gaat het om geld?",
            "",
            [],
        ],
    }


def test_drafts_are_not_known(tmp_path: Path) -> None:
    files = {"lessons/lessen/later.md": lesson("Later", draft="Nog nakijken.")}
    assert "lesson/later" not in known(page(tmp_path, files))["items"]


def test_renamed_and_removed_items_are_led_on(tmp_path: Path) -> None:
    found = known(
        page(
            tmp_path,
            {
                "decision_trees/waar.yml": TREE + "aliases: {eerste: fase}\nformer_ids: [vroeger]\n",
                "decision_trees/situaties.yml": OUTCOMES + "aliases: {praten: praat-over-geld}\n",
                "lessons/lessen/vier-het.md": lesson("Vier het", aliases="[feest]"),
                "register.yml": REMOVED,
            },
        )
    )
    moved = {
        "lesson/feest": "lesson/vier-het",
        "outcome/praten": "outcome/praat-over-geld",
        "guide/vroeger": "guide/waar",
        "guide/waar#eerste": "guide/waar#fase",
    }
    assert moved.items() <= found["moved"].items()
    when = "Weggehaald op 22 november 2026."
    assert found["gone"] == {
        "lesson/weg": [
            "De oude les",
            f"De wet is veranderd. {when}",
            "https://example.org/wet",
            "https://example.org/wet",
        ],
        "guide/waar#weg": [
            "De oude vraag",
            f"Niemand begreep hem. {when}",
            "wegwijzers/waar/#geld",
            "Gaat het om geld?",
        ],
    }


def test_addresses_are_those_of_the_site(tmp_path: Path) -> None:
    found = known(page(tmp_path, {}, Site(False, "https://voorbeeld.nl/", "Proef", "CC BY")))
    assert found["items"]["lesson/vier-het"][0] == "lessen/vier-het.html"
    facts = {"page": "dossier.html", "top": "./", "site": "https://voorbeeld.nl/", "name": "Proef", "notice": "CC BY"}
    assert facts.items() <= found.items()
    assert not found["folders"]


def test_an_author_cannot_break_out_of_the_data(tmp_path: Path) -> None:
    evil = "' onclick=alert(1) \"></div><script>alert(1)</script>&#39; {{ x }}"
    markdown = page(tmp_path, {"lessons/lessen/vier-het.md": lesson(json.dumps(evil))})
    assert known(markdown)["items"]["lesson/vier-het"][2] == evil
    assert "<script" not in markdown
    assert "'" not in markdown.partition("data-guide-known")[2]
