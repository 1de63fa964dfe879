"""A site in a language has the words of that language and no other; what one lacks is in English."""

import re
import string
import tomllib
from html import unescape
from pathlib import Path

import pytest

from checks_page import MESSAGES
from site_language import DUTCH
from small_project import write_project
from treeguide.addresses.site import Site
from treeguide.checks import check
from treeguide.config.setup import read_setup
from treeguide.host.build import what_was_made
from treeguide.pages import all_pages, extra_files
from treeguide.project import Project, read_project
from treeguide.words import INTERFACES, LANGUAGES, UNREVIEWED, interface
from treeguide.writing import Writer, problem_block

ENGLISH = re.compile(r"\b(the|this|your|you|and|with|which|of|here|what|every|questions?|lessons?|guides?)\b", re.I)
TREE = """\
title: Wo stehen wir?
summary: Eine Frage.
start: lage
questions:
  lage:
    text: Wie läuft es?
    options:
      gut: {text: Es läuft gut, next: weiter-so}
      schlecht: {text: Es stockt, next: reden}
outcomes:
  weiter-so: &leer
    title: Weiter so
    summary: Es läuft.
    body: Gut.
    first_step: Feiern.
    lessons: [{lesson: offen-reden, why: Das hilft.}]
  reden:
    title: Reden
    summary: Es stockt.
    body: Sprechen hilft.
    first_step: Anrufen.
    lessons: [{lesson: offen-reden, why: Das hilft.}]
scenarios:
  - {name: Zwei Orte schweigen, answers: {lage: schlecht}, expect: reden}
""".replace(" &leer", "")
SCAN = """\
title: Rückblick
summary: Ein Punkt.
scale: {first: 0, last: 10, low: gar nicht, high: sehr}
items:
  ziel: {text: Wir haben ein Ziel, talk: {default: {ask: Welches Ziel?, lessons: [offen-reden]}}}
scenarios:
  - {name: Alle einig, scores: {ziel: [8, 9, 9]}, expect: {ziel: agree_high}}
"""
CHECKLIST = """\
title: Zeichen
summary: Ein Zeichen.
signals:
  still: {text: Es ist still}
advice:
  - {lesson: offen-reden, when: {all_of: [still]}, because: Das hilft.}
scenarios:
  - {name: Still, ticks: [still], expect: [offen-reden]}
"""
CONFIG = """\
site_name: Probe
site_url: https://probe.example/
theme: {name: material, language: de}
plugins:
  - treeguide: {version: "1", publisher: {name: Region, mail: a@b.example}}
"""
LESSON = """\
---
title: Offen reden
summary: Früh reden hilft.
themes: [geld]
sources: [meier]
ask: [Worum geht es?]
related: [zuhoeren]
reviewed: 2026-03-01
---

Ein Text über {0}.

## Bei uns {{.editorial}}

Ein Beispiel.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = {
        "mkdocs.yml": CONFIG,
        "decision_trees/waar.yml": TREE,
        "decision_trees/rueckblick.yml": SCAN,
        "decision_trees/zeichen.yml": CHECKLIST,
        "lessons/sources.yml": "meier: {title: Gemeinsam, year: 2020}\n",
        "lessons/facets.yml": "themes:\n  geld: {label: Geld}\n",
        "lessons/glossary.yml": "regie: {term: Regie, text: Wer führt.}\n",
        "lessons/lessen/offen-reden.md": LESSON.format("Regie"),
        "lessons/lessen/zuhoeren.md": LESSON.format("Ruhe")
        .replace("Offen reden", "Zuhören")
        .replace("zuhoeren", "offen-reden"),
    }
    folder = write_project(tmp_path, **made)
    for name in ("lessons/lessen/open-kaart.md", "lessons/lessen/vier-het.md", "decision_trees/situaties.yml"):
        (folder / name).unlink()
    return read_project(read_setup(folder))


def seen(html: str) -> str:
    """What a person meets of a page: its text and what attributes say, without names that only programs read."""
    said = re.findall(r'\b(?:title|alt|aria-label|placeholder|data-guide-(?:empty|wrong|unknown|gone))="([^"]*)"', html)
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return FALLBACKS.sub(" ", unescape(" ".join([re.sub(r"<[^>]+>", " ", bare), *said])))


def own_words(language: str) -> dict[str, str]:
    return tomllib.loads((MESSAGES / f"interface-{language}.toml").read_text("utf-8"))


def _as_filled(text: str) -> str:
    return re.sub(r"\\\{\w+\\\}", ".*?", re.escape(text))


OF_GERMAN = own_words("de")
LACKING = [text for key, text in interface("en").items() if key not in OF_GERMAN]
FALLBACKS = re.compile("|".join(_as_filled(text) for text in sorted(LACKING, key=len, reverse=True)) or "(?!)")


def test_a_site_in_german_has_no_dutch_and_no_english(project: Project) -> None:
    assert [(one.code, one.level) for one in check(project) if one.is_error] == []
    writer = Writer(project, Site(url="https://probe.example/", name="Probe"))
    made = {page.path: page.html for page in all_pages(writer)}
    made |= {path: text for path, text in extra_files(writer).items() if path.endswith(".html")}
    assert {"wegweiser/waar.md", "lektionen/offen-reden.md", "situationen/reden.md", "themen/geld.md"} <= set(made)
    texts = {path: seen(html) for path, html in made.items()}
    assert {path: found[0] for path, text in texts.items() if (found := DUTCH.search(text))} == {}
    assert {path: found[0] for path, text in texts.items() if (found := ENGLISH.search(text))} == {}
    scripts = "".join(text for path, text in writer.assets.files.items() if "-words." in path)
    said = FALLBACKS.sub(" ", " ".join(re.findall(r': "([^"]*)"', scripts)))
    assert "In mein Dossier legen" in said and not ENGLISH.search(said)


def test_who_builds_a_site_in_german_hears_that_nobody_read_its_words_yet(project: Project) -> None:
    said = what_was_made(project, Site(), has_search=False)
    assert "Nobody who grew up with this language" in said and DUTCH.search(said) is None
    assert set(INTERFACES) - set(LANGUAGES) == UNREVIEWED


def test_what_a_page_says_in_another_language_is_marked_so(project: Project) -> None:
    found = check(project)[:1]
    assert '<li class="guide-problem guide-problem--warning" lang="en">' in problem_block(found, "de", "Achtung")
    assert "lang=" not in problem_block(found, "en", "Mind this")


def test_what_a_language_lacks_is_in_english_and_what_a_site_says_goes_first(tmp_path: Path) -> None:
    options = "{words: {outcome: Fall}}"
    (tmp_path / "mkdocs.yml").write_text(f"theme: {{language: de}}\nplugins: [treeguide: {options}]\n", "utf-8")
    words = read_setup(tmp_path).settings.interface
    assert (words["outcome"], words["guide"]) == ("Fall", "Wegweiser")
    assert words["build-made"] == interface("en")["build-made"]


@pytest.mark.parametrize("language", INTERFACES)
def test_each_language_fills_in_the_same_and_names_nothing_else(language: str) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = interface("en")
    own = own_words(language)
    assert [key for key, text in own.items() if gaps(text) != gaps(english.get(key, "{none}"))] == []
    assert language in UNREVIEWED or [key for key in english if key not in own] == []
    slugs = [text for key, text in own.items() if key.startswith("slug-") and key not in ("slug-part", "slug-map")]
    assert len(slugs) == len(set(slugs)) and all(re.fullmatch("[a-z-]+", one) for one in slugs)
