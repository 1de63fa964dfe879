"""What goes to a package index: what is in it, what is not, and that a guide can be made with nothing else."""

import os
import subprocess
import sys
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
import yaml

from built import QUIET, ROOT
from tools import release
from treeguide import __version__

PACKAGES = ("treeguide", "treeguide_import")
AT_THE_TOP = {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel made of it."""
    return release.archives(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def metadata(archives: tuple[Path, Path]) -> Message:
    """What the wheel says of itself."""
    with zipfile.ZipFile(archives[1]) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_string(wheel.read(name).decode("utf-8"))


def ours() -> set[str]:
    """Every file of the packages, by its path in a wheel."""
    folders = [ROOT / "plugins" / name for name in PACKAGES]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(ROOT / "plugins").as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_wheel_holds_the_packages_and_nothing_else(archives: tuple[Path, Path]) -> None:
    found = release.contents(archives[1])
    assert {name for name in found if ".dist-info/" not in name} == ours()
    assert archives[1].name == f"mkdocs_treeguide-{__version__}-py3-none-any.whl"


def test_the_source_archive_has_no_text_of_the_guide(archives: tuple[Path, Path]) -> None:
    found = set(release.contents(archives[0]))
    assert {name for name in found if "/" not in name} == AT_THE_TOP
    assert {name.removeprefix("plugins/") for name in found if "/" in name} == ours()


def test_the_package_says_what_it_is_and_not_what_its_makers_need(metadata: Message) -> None:
    assert metadata["Version"] == __version__
    assert metadata.get_all("Provides-Extra") is None
    assert {line.split(",")[0] for line in metadata.get_all("Project-URL") or ()} == {
        "Documentation",
        "Source",
        "Changelog",
        "Issues",
    }
    assert str(metadata.get_payload()).strip() == (ROOT / "README.md").read_text("utf-8").strip()
    pythons = {line.rsplit(" ", 1)[1] for line in metadata.get_all("Classifier") or () if "Python :: 3." in line}
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
    assert sorted(pythons) == workflow["jobs"]["try"]["strategy"]["matrix"]["python"]


@pytest.mark.slow
def test_a_guide_is_made_with_the_wheel_alone(archives: tuple[Path, Path], tmp_path: Path) -> None:
    """Every template and word comes from the wheel; `tools/try_wheel.py` does this in a clean environment."""
    with zipfile.ZipFile(archives[1]) as wheel:
        wheel.extractall(tmp_path / "installed")
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(tmp_path / "installed")}

    def run(*command: str, within: Path) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=within, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert str(tmp_path) in run("-c", "import treeguide; print(treeguide.__file__)", within=tmp_path)
    command = ("-m", "treeguide.commands.cli")
    run(*command, "--language", "en", "init", "guide", "--name", "Test", within=tmp_path)
    run(*command, "check", "--strict", within=tmp_path / "guide")
    run("-m", "mkdocs", "build", "--strict", "--quiet", within=tmp_path / "guide")
    assert (tmp_path / "guide/site/guides/where-to-begin/index.html").is_file()


def test_the_version_stands_in_one_place_and_the_others_agree() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'dynamic = ["version"]' in project and "\nversion =" not in project
    major, minor, *_ = __version__.split(".")
    wanted = (ROOT / "plugins/treeguide/commands/init/any/requirements.txt").read_text("utf-8").strip()
    assert wanted == f"mkdocs-treeguide>={major}.{minor},<{major}.{int(minor) + 1}"
    assert f"softwareVersion: {__version__}\n" in (ROOT / "publiccode.yml").read_text("utf-8")
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def project(root: Path, changes: str, software: str = __version__) -> Path:
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n{changes}", "utf-8")
    (root / "publiccode.yml").write_text(f"name: x\nsoftwareVersion: {software}\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("changes", "software", "tag", "told"),
    [
        (f"## Unreleased\n\n## {__version__}\n\n- One.\n", __version__, None, []),
        (f"## Unreleased\n\n- New.\n\n## {__version__}\n", __version__, None, ["Unreleased"]),
        ("## Unreleased\n", __version__, None, ["no section"]),
        (f"## {__version__}\n", "0.0.9", None, ["publiccode.yml"]),
        (f"## {__version__}\n", __version__, "v9.9.9", ["v9.9.9"]),
        (f"## {__version__}\n", __version__, f"v{__version__}", []),
    ],
)
def test_what_is_missing_for_a_release_is_said(
    changes: str, software: str, tag: str | None, told: list[str], tmp_path: Path
) -> None:
    found = list(release.missing(project(tmp_path, changes, software), tag))
    assert len(found) == len(told) and all(word in line for word, line in zip(told, found, strict=True)), found


def test_nothing_but_a_tag_publishes() -> None:
    workflow = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    publish = workflow[workflow.index("\n  publish:") :]
    assert "if: github.ref_type == 'tag'" in publish and "environment: release" in publish
    assert "password" not in publish.replace("No password", "") and "secrets" not in workflow
    others = [path for path in (ROOT / ".github/workflows").glob("*.yml") if path.name != "release.yml"]
    assert [path.name for path in others if "gh-action-pypi-publish" in path.read_text("utf-8")] == []


def test_no_file_holds_two_versions_of_itself() -> None:
    """A merge that was not settled is in no file that is published; examples of one stand in the cases."""
    done = subprocess.run(
        ["git", "grep", "-lE", "^(<{7}|>{7}) ", "--", ":!tests/cases", ":!docs", ":!tests/bad_input.*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (1, 128) and done.stdout == ""  # 128: a copy without git
