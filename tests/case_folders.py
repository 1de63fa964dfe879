"""The folders in tests/cases: small projects, each with what the check says about it in problems.txt."""

import shutil
from pathlib import Path

from treeguide import report
from treeguide.checks import check
from treeguide.config.file import ConfigError
from treeguide.config.setup import read_setup
from treeguide.project import Project, read_project
from treeguide.values import Problem, in_order

TODAY = "2026-11-30"
CASES = Path(__file__).parent / "cases"


def case_names() -> list[str]:
    """The name of every case."""
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def opened(name: str, spare: Path) -> Path:
    """The folder of a case; a copy below `spare` with its links made, where it has some.

    Links are written down in links.txt, one a line: `lessons/x.md -> elsewhere.md`, read from the link itself.
    """
    folder = CASES / name
    if not (folder / "links.txt").exists():
        return folder
    copy = spare / name
    shutil.copytree(folder, copy)
    (spare / "buiten").mkdir(exist_ok=True)
    (spare / "buiten" / "geheim.md").write_text("geheim\n", "utf-8")
    (spare / "buiten" / "boom.yml").write_text("geheim\n", "utf-8")
    for line in (folder / "links.txt").read_text("utf-8").splitlines():
        link, target = line.split(" -> ")
        (copy / link).parent.mkdir(parents=True, exist_ok=True)
        (copy / link).symlink_to(target)
    return copy


def project(folder: Path) -> Project:
    """The project in that folder."""
    return read_project(read_setup(folder))


def problems(name: str, spare: Path) -> list[Problem]:
    """What the check finds in a case, or in what it is set to where that is wrong."""
    return found_in(opened(name, spare))


def found_in(folder: Path) -> list[Problem]:
    """What the check finds in that folder, or in what it is set to where that is wrong."""
    try:
        setup = read_setup(folder)
    except ConfigError as error:
        return [error.problem]
    return in_order(setup.faults) or check(read_project(setup, TODAY))


def said(name: str, spare: Path, language: str = "nl") -> str:
    """What the check says about a case; nothing at all when it finds nothing."""
    text = report.as_text(problems(name, spare), language)
    return text + "\n" if text else ""
