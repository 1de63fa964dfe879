"""A file is put in its place whole or not at all, and no planted link leads the writing elsewhere."""

import errno
import os
from pathlib import Path

import pytest

from small_project import write_project
from treeguide.commands import put
from treeguide.commands.cli import main
from treeguide.library import REGISTER

NEW_OUTCOME = (
    "new",
    "outcome",
    "--title",
    "Wacht nog",
    "--summary",
    "Wacht nog even.",
    "--file",
    "decision_trees/situaties.yml",
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_stood_there_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "map" / "a.txt"
    put(path, b"een", tmp_path)
    path.chmod(0o640)
    put(path, b"twee", tmp_path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(path.parent)) == (b"twee", 0o640, ["a.txt"])


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("arguments", [("register", "--update"), NEW_OUTCOME])
def test_a_full_disk_leaves_the_file_as_it_was(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path)
    (root / REGISTER).write_text("published:\n  - lessen/\n", "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def half(path: Path, content: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(content[:10])
        full()

    monkeypatch.setattr(Path, "write_bytes", half)
    monkeypatch.setattr(Path, "write_text", lambda path, text, *_, **__: half(path, text.encode()))
    assert main([*arguments, "--project", str(root)]) == 2
    assert "de schijf is vol" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_link_within_the_folder_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "map").symlink_to("echt")
    (tmp_path / "b.txt").symlink_to("echt/b.txt")
    put(tmp_path / "map" / "a.txt", b"a", tmp_path)
    put(tmp_path / "b.txt", b"b", tmp_path)
    assert names(tmp_path / "echt") == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").is_symlink()


@pytest.mark.parametrize("planted", ["map", "map/a.txt"])
def test_a_link_that_leads_out_of_the_folder_is_refused(planted: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "elders"
    outside.mkdir()
    (root / planted).parent.mkdir(parents=True)
    (root / planted).symlink_to(outside if planted == "map" else outside / "a.txt")
    with pytest.raises(OSError, match=os.strerror(errno.EXDEV)):
        put(root / "map" / "a.txt", b"a", root)
    assert names(outside) == []


def test_a_folder_that_is_named_outside_the_project_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    put(tmp_path / "project" / ".." / "bomen" / "a.yml", b"a", tmp_path / "project")
    assert (tmp_path / "bomen" / "a.yml").read_bytes() == b"a"


def test_a_planted_link_beside_the_place_is_left_alone(tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "elders.txt"
    root.mkdir()
    for name in (".a.yml.new", "new", ".treeguide-"):
        (root / name).symlink_to(outside)
    put(root / "a.yml", b"a", root)
    assert not outside.exists()
    assert not (root / "a.yml").is_symlink()
