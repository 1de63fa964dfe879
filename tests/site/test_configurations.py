"""A site builds wherever its configuration and pages stand, beside others that ask for it, and says what it made."""

from pathlib import Path

import pytest

from built import build, run
from small_project import write_project
from speeds import some

THEME = "site_name: Proef\ntheme: {name: material, language: nl, font: false, features: [content.action.edit]}\n"
PAGE = "wegwijzers/waar/index.html"
# What mike does: it tells plugins its name, asks where the site goes, has MkDocs build, and takes what is there then.
MIKE = """\
import subprocess, sys
from mkdocs.config import load_config
config = load_config()
config.plugins.on_startup(command="mike", dirty=False)
asked = config.plugins.on_config(config).site_dir
subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], check=True)
print(asked)
"""


def project(root: Path, options: str = "{}", more: str = "", **files: str) -> Path:
    config = f"{THEME}{more}plugins: [search, treeguide: {options}]\n"
    return write_project(root, **{"mkdocs.yml": config, "docs/index.md": "# Start\n", **files})


@pytest.mark.slow
@pytest.mark.parametrize("plugins", ["[search, treeguide]", "[search, group: {enabled: true, plugins: [treeguide]}]"])
def test_a_program_that_only_asks_where_the_site_goes_finds_it_there(plugins: str, tmp_path: Path) -> None:
    root = project(tmp_path, **{"mkdocs.yml": f"{THEME}plugins: {plugins}\n", "site/oud.html": "oud"})
    (root / "mike.py").write_text(MIKE, "utf-8")
    done = run(root, "mike")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(root / "site")
    assert (root / "site" / PAGE).is_file() and not (root / "site" / "oud.html").exists()
    assert [path.name for path in root.iterdir() if "building" in path.name] == []


def test_pages_beside_the_configuration_and_behind_a_link(tmp_path: Path) -> None:
    options = "{trees_dir: ../decision_trees, lessons_dir: ../lessons}"
    config = f"{THEME}docs_dir: ../docs\nrepo_url: https://voorbeeld.nl/a\nedit_uri: edit/main/docs/\n"
    root = project(tmp_path, **{"config/mkdocs.yml": f"{config}plugins: [search, treeguide: {options}]\n"})
    (root / "mkdocs.yml").unlink()
    (root / "docs").rename(root / "echt")
    (root / "docs").symlink_to("echt")
    site = build(root, tmp_path / "uit", "--strict", "-f", "config/mkdocs.yml")
    assert 'href="https://voorbeeld.nl/a/edit/main/lessons/lessen/vier-het.md"' in (
        site / "lessen" / "vier-het" / "index.html"
    ).read_text("utf-8")
    checked = run(root, "treeguide.commands.cli", "check", "-f", "config/mkdocs.yml")
    assert (checked.returncode, checked.stderr) == (0, "Alles klopt: 4 bestanden, 1 boom, 2 situaties en 2 lessen.\n")


@pytest.mark.slow
def test_pages_that_are_somewhere_else_altogether(tmp_path: Path) -> None:
    away = tmp_path / "a" / "b" / "c" / "d" / "docs"
    away.mkdir(parents=True)
    (away / "index.md").write_text("# Start\n", "utf-8")
    root = project(tmp_path / "een" / "project", more=f"docs_dir: {away}\n")
    assert (build(root, tmp_path / "uit", "--strict") / PAGE).is_file()
    assert run(root, "treeguide.commands.cli", "check").returncode == 0


def test_a_folder_with_an_accent_where_the_system_knows_only_ascii(tmp_path: Path) -> None:
    root = project(tmp_path / "één map", **{"overrides/main.html": '{% extends "base.html" %}'})
    config = (root / "mkdocs.yml").read_text("utf-8").replace("font: false", "font: false, custom_dir: overrides")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert (build(root, root / "site", "--strict", **ascii_only) / PAGE).is_file()


@pytest.mark.slow
def test_two_sites_from_one_folder_each_keep_their_own_register(tmp_path: Path) -> None:
    english = f"{THEME}plugins: [search, treeguide: {{guides_url: guides, register: register.en.yml, language: en}}]\n"
    root = project(tmp_path, **{"mkdocs.en.yml": english})
    for more in ([], ["-f", "mkdocs.en.yml"]):
        assert run(root, "treeguide.commands.cli", *more, "register", "--update").returncode == 0
        assert run(root, "treeguide.commands.cli", "check", *more).returncode == 0
        build(root, tmp_path / "uit", *more)
    for name, word in (("register.yml", "wegwijzers"), ("register.en.yml", "guides")):
        assert f"- {word}/waar/\n" in (root / name).read_text("utf-8")
    assert "guides/" not in (root / "register.yml").read_text("utf-8")


@pytest.mark.parametrize(("option", "names"), some([("{headers: true}", ["_headers", "nginx.conf"]), ("{}", [])]))
def test_headers_are_written_for_who_asks_and_never_printed(option: str, names: list[str], tmp_path: Path) -> None:
    root = project(tmp_path, option)
    done = run(root, "mkdocs", "build")
    assert sorted(path.name for path in (root / "site").iterdir() if path.name in ("_headers", "nginx.conf")) == names
    assert "Content-Security-Policy" not in done.stdout + done.stderr


def test_a_build_says_what_it_made_where_and_what_of_the_theme_it_replaced(tmp_path: Path) -> None:
    made = "1 boom, 2 situaties en 2 lessen. De gids begint hier: wegwijzers/, lessen/."
    search = " Het zoeken van het thema is vervangen door dat van treeguide; met search: false krijg je het terug."
    for options, said in (("{}", made + search), ("{search: false}", made)):
        done = run(project(tmp_path, options), "mkdocs", "build")
        told = [line for line in done.stderr.splitlines() if "treeguide: " in line]
        assert told == [f"INFO    -  treeguide: {said}"]


@pytest.mark.slow
def test_a_build_without_anything_to_show_says_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{THEME}plugins: [treeguide]\n", "utf-8")
    built, checked = run(tmp_path, "mkdocs", "build"), run(tmp_path, "treeguide.commands.cli", "check")
    assert "WARNING -  treeguide: Er is geen map decision_trees en geen map lessons" in built.stderr
    assert checked.returncode == 2 and "geen map decision_trees" in checked.stderr
