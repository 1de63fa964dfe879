"""Reading a project's folders: odd names, links and permissions end in a finding, never in a crash."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from treeguide.checks import check
from treeguide.library import Folders, Library, read_library
from treeguide.library.building import sort_of
from treeguide.project import Project
from treeguide.report import as_text
from treeguide.values import Said

TREE = Path(__file__).parent / "cases" / "facts-and-conditions-without-a-fault" / "decision_trees" / "begin.yml"
LESSON = "---\ntitle: Luister\nkind: lesson\nsummary: Luister eerst.\nsources: [boek]\n---\nLuister.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one tree, one lesson and its source."""
    for name in ("decision_trees", "lessons", "docs"):
        (tmp_path / "project" / name).mkdir(parents=True)
    root = tmp_path / "project"
    (root / "decision_trees" / "begin.yml").write_bytes(TREE.read_bytes())
    (root / "lessons" / "luisteren.md").write_text(LESSON, "utf-8")
    (root / "lessons" / "sources.yml").write_text("boek:\n  title: Een boek\n", "utf-8")
    return root


def read(folder: Path) -> Library:
    return read_library(Folders(folder))


def told(folder: Path) -> list[tuple[str, str]]:
    """The path and code of every error, each of which can be printed."""
    folders = Folders(folder)
    problems = check(Project(read_library(folders), folders))
    as_text(problems, "nl").encode("utf-8")
    return [(found.place.document.path, found.code) for found in problems if found.is_error]


def test_everything_in_the_folders_is_read_and_nothing_else(folder: Path) -> None:
    for name in (".verborgen.md", "lees.txt", "notitie.yml", "sub/.ook.md"):
        (folder / "lessons" / name).parent.mkdir(exist_ok=True)
        (folder / "lessons" / name).write_text("---\n", "utf-8")
    (folder / "lessons" / "map.md").mkdir()
    (folder / "lessons" / "sub" / "vragen.MD").write_text(LESSON, "utf-8")
    (folder / "docs" / "over").mkdir()
    (folder / "docs" / "over" / "ons.md").write_text("# Ons\n", "utf-8")
    library = read(folder)
    assert sorted(library.lessons) == ["luisteren", "vragen"]
    assert sorted(library.trees) == ["begin"]
    assert library.pages == {"docs/over/ons.md"}
    assert library.problems == []


def test_files_for_who_works_on_a_project_are_no_lessons() -> None:
    folders = Folders(Path("/"))
    names = ("README", "LEESMIJ", "CONTRIBUTING", "CHANGELOG", "changelog")
    assert [sort_of(folders, f"lessons/{name}.md") for name in names] == ["", "", "", "", "lesson"]


def test_a_project_without_folders_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path) == Library()


def test_a_file_that_may_not_be_opened_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied") if path.name == "begin.yml" else FileNotFoundError(2, "gone")

    monkeypatch.setattr(Path, "read_bytes", closed)
    assert {(found.code, found.words["reason"]) for found in read(folder).problems} == {
        ("unreadable", Said("no-permission")),
        ("unreadable", Said("no-file")),
    }


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda root: (root / "lessons" / "a.md").symlink_to(root / "docs" / "er-niet.md"), "unreadable"),
        (lambda root: (root / "lessons" / "a.md").symlink_to("a.md"), "unreadable"),
        (lambda root: (root / "lessons" / "a.md").symlink_to("/etc/hostname"), "outside"),
        (lambda root: (root / "lessons" / "a.md").symlink_to("../../elders.md"), "outside"),
        (lambda root: (root / "lessons" / "a").symlink_to("../.."), "outside"),
        (lambda root: (root / "lessons" / "sources2.md").symlink_to("luisteren.md"), ""),
        (lambda root: (root / "lessons" / "b").symlink_to("."), ""),
    ],
    ids=["to nothing", "to itself", "absolute", "upwards", "a folder", "within the project", "to its own folder"],
)
def test_links_are_followed_within_the_project_only(
    make: Callable[[Path], None], expected: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elders.md").write_text("geheim\n", "utf-8")
    make(folder)
    found = told(folder)
    assert [code for _, code in found if code in ("outside", "unreadable")] == ([expected] if expected else [])
    assert "geheim" not in repr(read(folder).lessons)


def test_a_link_for_a_list_is_no_way_out_either(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elders.yml").write_text("boek:\n  title: Geheim\n", "utf-8")
    (folder / "lessons" / "sources.yml").unlink()
    (folder / "lessons" / "sources.yml").symlink_to("../../elders.yml")
    assert told(folder) == [("lessons/sources.yml", "outside")]


def test_a_name_that_is_no_text_is_reported_and_can_be_printed(folder: Path) -> None:
    bad = os.fsencode(str(folder / "lessons")) + b"/b\xe9.md"
    Path(os.fsdecode(bad)).write_text(LESSON, "utf-8")
    assert told(folder) == [("lessons/b?.md", "bad-file-name")]


def test_a_page_of_the_site_with_a_name_that_is_no_text_is_reported(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(str(folder / "docs")) + b"/b\xe9.md")).write_text("Tekst.\n", "utf-8")
    assert told(folder) == [("docs/b?.md", "bad-page-name")]


def test_a_page_of_the_site_that_may_not_be_opened_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "docs" / "index.md").write_text("Tekst.\n", "utf-8")
    read_bytes = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "index.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    assert told(folder) == [("docs/index.md", "unreadable")]


def test_what_a_file_that_cannot_be_read_may_hold_is_not_missed(folder: Path) -> None:
    (folder / "lessons" / "sources.yml").write_text("boek:\n  title: Een: boek\n", "utf-8")
    assert told(folder) == [("lessons/sources.yml", "colon-in-text")]
    (folder / "lessons" / "sources.yml").write_text("ander:\n  title: Een: boek\n", "utf-8")
    assert told(folder) == [("lessons/sources.yml", "colon-in-text")]  # mended first, the rest is told after that


def test_the_folder_around_the_sources_is_not_one_with_an_odd_name(tmp_path: Path) -> None:
    (tmp_path / "config" / "decision_trees").mkdir(parents=True)
    (tmp_path / "config" / "decision_trees" / "begin.yml").write_bytes(TREE.read_bytes())
    (tmp_path / "config" / "mkdocs.yml").write_text("site_name: Proef\nplugins: [treeguide]\n", "utf-8")
    folders = Folders(tmp_path, "config/decision_trees", "config/lessons", "pages")
    assert "other-folder" not in [one.code for one in check(Project(read_library(folders), folders))]
