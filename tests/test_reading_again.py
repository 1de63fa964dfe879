"""Reading a project again with what an earlier reading kept gives what reading it anew gives."""

import shutil
from pathlib import Path

import pytest

from built import ROOT
from small_project import lesson, write_project
from treeguide.checks import check
from treeguide.config.file import ConfigError
from treeguide.config.setup import read_setup
from treeguide.library import Folders, Library, read_library
from treeguide.project import Project, read_again

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").rglob("problems.txt"))
LESSON, TREE, SOURCES = "lessons/lessen/vier-het.md", "decision_trees/waar.yml", "lessons/sources.yml"


def folders(root: Path) -> Folders:
    try:
        return read_setup(root).folders
    except ConfigError:
        return Folders(root.resolve())


def content(library: Library) -> object:
    """Everything a library holds but what it keeps for a next reading, and what is wrong with it."""
    found = {name: value for name, value in vars(library).items() if name not in ("kept", "earlier")}
    problems = check(Project(library, Folders(Path())))
    return found, [(one.code, one.place, one.words) for one in problems]


@pytest.mark.slow
def test_every_case_reads_the_same_again() -> None:
    assert len(CASES) > 100
    for case in CASES:
        first = read_library(folders(case))
        assert content(read_library(folders(case), first)) == content(read_library(folders(case))), case


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (LESSON, "Een tekst.", "Een andere tekst."),
        (LESSON, "title: Vier het", "title: Vier het toch"),
        (LESSON, "title: Vier het", "titel: Vier het"),
        (TREE, "next: geld", "next: gled"),
        (TREE, "Ja\n", "Zeker\n"),
        (SOURCES, "year: 2020", "year: 2021"),
        (SOURCES, "title: Samen verder", "titel: Samen verder"),
        (LESSON, "", ""),
    ],
)
def test_what_changed_is_read_anew_and_what_is_mended_too(tmp_path: Path, name: str, old: str, new: str) -> None:
    root = write_project(tmp_path)
    text = (root / name).read_text("utf-8")
    first = read_library(folders(root))
    (root / name).write_text(text.replace(old, new, 1), "utf-8")
    changed = read_library(folders(root), first)
    assert content(changed) == content(read_library(folders(root)))
    assert (content(changed) == content(first)) == (old == new)
    (root / name).write_text(text, "utf-8")
    assert content(read_library(folders(root), changed)) == content(first)


def test_files_that_come_go_and_move_are_seen(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    first = read_library(folders(root))
    (root / "lessons/lessen/nieuw.md").write_text(lesson("Nieuw"), "utf-8")
    shutil.move(root / LESSON, root / "lessons/vier-het.md")
    (root / "lessons/lessen/open-kaart.md").unlink()
    again = read_library(folders(root), first)
    assert sorted(again.lessons) == ["nieuw", "vier-het"]
    assert content(again) == content(read_library(folders(root)))


def test_files_that_did_not_change_are_not_read_twice(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    first = read_library(folders(root))
    again = read_library(folders(root), first)
    assert again.lessons["vier-het"].front is first.lessons["vier-het"].front
    assert again.trees["waar"].file is first.trees["waar"].file


def test_only_a_tree_that_changed_is_unfolded_again(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    text = (root / TREE).read_text("utf-8")
    (root / "decision_trees/hoe.yml").write_text(text, "utf-8")
    first = Project(read_library(folders(root)), folders(root), 30, read_setup(root).settings)
    check(first)
    (root / TREE).write_text(text.replace("next: geld", "next: gled", 1), "utf-8")
    (root / "decision_trees/nieuw.yml").write_text(text, "utf-8")
    again = read_again(first)
    assert list(again.own_graphs) == ["hoe"]
    assert again.own_graphs["hoe"] is first.own_graphs["hoe"]
    assert check(again) == check(Project(read_library(folders(root)), folders(root)))
    assert (again.folders, again.limit, again.settings) == (first.folders, first.limit, first.settings)
