"""After an edit, each page that is looked at while serving has the bytes that a whole build gives it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from small_project import TREE, lesson, write_project
from treeguide.host.serve.preview import Preview

CONFIG = """\
site_name: Proef
repo_url: https://voorbeeld.nl/bron
edit_uri: edit/main/docs/
theme:
  name: material
  language: nl
  font: false
  custom_dir: overrides
  features: [content.action.edit, navigation.footer, navigation.prune, navigation.indexes]
plugins: [search, treeguide]
markdown_extensions: [attr_list, {toc: {permalink: "#"}}]
nav:
  - index.md
  - Gidsen: [wegwijzers/index.md, wegwijzers/waar.md]
  - Lessen: [lessen/index.md, lessen/vier-het.md, over.md]
"""
GLOSSARY = "tekst: {term: tekst, text: Wat je leest.}\n"
REGISTER = "published:\n- lessen/oud/\n"
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Start\n\n<!-- treeguide:question waar -->\n\n<!-- treeguide:guides -->\n",
    "docs/over.md": "# Over\n\nTekst.\n",
    "overrides/main.html": '{% extends "base.html" %}\n{% block footer %}{{ super() }}<p>Eigen</p>{% endblock %}\n',
    "lessons/glossary.yml": GLOSSARY,
    "lessons/lessen/derde.md": lesson("Derde les", related="[vier-het]", draft="nog niet af", ask="[Wat nu?]"),
    "lessons/lessen/vierde.md": lesson("Vierde les", related="[open-kaart]", aliases="[oud]"),
    "register.yml": REGISTER,
}
INDEX, SEARCH = "search/search_index.json", "search/"
LESSON = "lessons/lessen/vier-het.md"
OLD = "lessons/lessen/open-kaart.md"
Edit = Callable[[Path], None]


def change(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text, (name, old)
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def write(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")

    return edit


def together(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit


def move(name: str, to: str) -> Edit:
    def edit(root: Path) -> None:
        shutil.move(root / name, root / to)

    return edit


TREE_FILE, OUTCOME_FILE = "decision_trees/waar.yml", "decision_trees/situaties.yml"
FOLLOWED: dict[str, Edit] = {
    "text of a lesson, a source, a term and an outcome": together(
        change(LESSON, "Een tekst.", "Een andere tekst met een [link](open-kaart.md).\n\n## Kop"),
        change("lessons/sources.yml", "Samen verder", "Samen vooruit"),
        change("lessons/glossary.yml", "Wat je leest.", "Wat er staat."),
        change(OUTCOME_FILE, "Er is te weinig.", "Er is **veel** te weinig."),
    ),
    "title of a lesson": change(OLD, "title: Leg je kaarten open", "title: Kaarten op tafel"),
    "title of a lesson in the navigation": change(LESSON, "title: Vier het", "title: Vier het samen"),
    "theme of a lesson, and what a theme is called": together(
        change(OLD, "themes: [geld]\n", ""),
        change("lessons/glossary.yml", "term: tekst", "term: teksten"),
        change("lessons/facets.yml", "label: Geld", "label: Centen"),
    ),
    "one lesson becomes a draft, another is finished": together(
        change(OLD, "kind: lesson", "kind: lesson\ndraft: nog niet af"),
        change("lessons/lessen/derde.md", "draft: nog niet af\n", ""),
    ),
    "option and route of a tree": together(
        change(TREE_FILE, "text: Het loopt stroef", "text: Het loopt niet"),
        change(TREE_FILE, "otherwise: ga-door", "otherwise: praat-over-geld"),
    ),
    "title of a tree": change(TREE_FILE, "title: Waar staan jullie?", "title: Hoe staat het ervoor?"),
    "title and lesson of an outcome": together(
        change(OUTCOME_FILE, "title: Ga zo door", "title: Zo doorgaan"),
        change(OUTCOME_FILE, "lesson: vier-het", "lesson: vierde"),
    ),
    "register": write("register.yml", "published:\n- lessen/oud/\n- lessen/vier-het/\n- situaties/weg/\n"),
    "a mistake in a tree": change(TREE_FILE, "next: geld", "next: gled"),
    "a tree that cannot be read": write(TREE_FILE, "title: ["),
    "a lesson that cannot be read": write(LESSON, "geen voorblad\n"),
    "a new lesson and a new tree": together(
        write("lessons/lessen/nieuw.md", lesson("Nieuw", related="[vier-het]", themes="[geld]")),
        write("decision_trees/tweede.yml", TREE.replace("Waar staan", "Waarheen gaan")),
    ),
    "a lesson that goes": lambda root: (root / "lessons/lessen/vierde.md").unlink(),
    "a lesson that moves, and one with another name": together(
        move(LESSON, "lessons/vier-het.md"), move("lessons/lessen/vierde.md", "lessons/lessen/vijfde.md")
    ),
}
BUILT: dict[str, Edit] = {
    "settings": change("mkdocs.yml", "site_name: Proef", "site_name: Andere proef"),
    "template": change("overrides/main.html", "Eigen", "Ander"),
    "new template": write("overrides/partials/copyright.html", "<p>Niets</p>"),
    "page of the site": change("docs/over.md", "Tekst.", "Nieuwe tekst."),
    "new page of the site": write("docs/nieuw.md", "# Nieuw\n"),
    "a setting of Markdown": change("mkdocs.yml", 'permalink: "#"', 'permalink: "¶"'),
    "page of the site that goes": lambda root: (root / "docs/over.md").unlink(),
}


def built(root: Path, target: Path) -> Any:
    """The plugin after a whole build of the project, as while serving, into `target`."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    plugin: Any = config.plugins["treeguide"]
    build(config, serve_url=config.site_url)
    return plugin


def content(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


@pytest.fixture
def root(tmp_path: Path, quiet: None) -> Path:
    return write_project(tmp_path / "project", **FILES)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


def look(preview: Preview, site: Path) -> dict[str, bytes]:
    """Every file but the index for searching, as it is when one looks at them one by one."""
    for name in sorted({*preview.by_path, *content(site)}):
        if not name.startswith(SEARCH):
            preview.refresh(name)
    return {name: data for name, data in content(site).items() if not name.startswith(SEARCH)}


def restore(pristine: Path, root: Path) -> None:
    """Undo an edit, file by file, as an author would."""
    kept = {name: data for name, data in content(pristine).items() if not name.startswith(("docs/", "mkdocs"))}
    for name in content(root):
        if name.startswith(("lessons/", "decision_trees/")) and name not in kept:
            (root / name).unlink()
    for name, data in kept.items():
        if not name.startswith("overrides/") and (not (root / name).exists() or (root / name).read_bytes() != data):
            (root / name).write_bytes(data)


@pytest.mark.slow
def test_every_page_is_what_a_whole_build_makes_of_it(root: Path, tmp_path: Path) -> None:
    pristine, site = shutil.copytree(root, tmp_path / "pristine"), tmp_path / "site"
    plugin = built(root, site)
    first = content(site)
    for story, edit in FOLLOWED.items():
        edit(root)
        assert plugin.preview.can_follow(), story
        plugin.preview.follow(plugin._read_again)
        pages = look(plugin.preview, site)
        plugin.preview.refresh(INDEX)
        pages |= {name: data for name, data in content(site).items() if name.startswith(SEARCH)}
        built(root, tmp_path / "clean")
        assert differences(pages, content(tmp_path / "clean")) == [], story
        restore(pristine, root)
        plugin = built(root, site)
        assert differences(content(site), first) == [], f"{story}, undone"


def test_one_preview_follows_every_edit_and_its_undoing(root: Path, tmp_path: Path) -> None:
    pristine, site = shutil.copytree(root, tmp_path / "pristine"), tmp_path / "site"
    preview, read = (plugin := built(root, site)).preview, plugin._read_again
    first = look(preview, site)
    for story, edit in FOLLOWED.items():
        edit(root)
        preview.follow(read)
        assert look(preview, site) != first, story
        restore(pristine, root)
        preview.follow(read)
        assert differences(look(preview, site), first) == [], f"{story}, undone"


def test_after_a_look_at_searching_everything_is_what_a_whole_build_makes(root: Path, tmp_path: Path) -> None:
    plugin = built(root, tmp_path / "site")
    FOLLOWED["a new lesson and a new tree"](root)
    plugin.preview.follow(plugin._read_again)
    plugin.preview.refresh(INDEX)
    built(root, tmp_path / "whole")
    assert differences(content(tmp_path / "site"), content(tmp_path / "whole")) == []


@pytest.mark.slow
def test_what_is_not_a_lesson_or_tree_asks_for_a_whole_build(root: Path, tmp_path: Path) -> None:
    plugin = built(root, tmp_path / "kept")
    for story, edit in BUILT.items():
        assert plugin.preview.can_follow(), story
        edit(root)
        assert not plugin.preview.can_follow(), story
        plugin = built(root, tmp_path / "kept")


def test_a_warning_is_said_once_and_an_error_at_each_look(
    root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def follow(*edit: str) -> list[str]:
        """The levels of what is said after an edit, and what else is said."""
        caplog.clear()
        change(*edit)(root)
        plugin.preview.follow(plugin._read_again)
        return [one.levelname for one in caplog.records if one.name == "mkdocs.plugins.treeguide"]

    caplog.set_level("INFO")
    plugin = built(root, tmp_path / "site")
    first = [one for one in caplog.records if one.levelname == "WARNING" and "lesson-without-outcome" in one.message]
    assert len(first) == 1
    assert "WARNING" not in follow(LESSON, "Een tekst.", "Een andere tekst.")
    assert "warnings as before: 1" in caplog.text
    assert follow(TREE_FILE, "next: geld", "next: gled").count("ERROR") == 1
    assert follow(LESSON, "Een andere tekst.", "Weer een andere.").count("ERROR") == 1
    assert follow(TREE_FILE, "next: gled", "next: geld").count("ERROR") == 0
