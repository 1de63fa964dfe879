"""What a release would be, and what is missing for it: `make release`. It publishes nothing and changes nothing.

With `--into FOLDER` the archives stay there; with `--tag NAME` that tag must be the one of this version.
"""

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.texts import ROOT
from treeguide import __version__

NAME = "mkdocs-treeguide"
SHOWN = 3  # parts of a path that tell enough of where files are


def tag() -> str:
    """The tag that publishes this version."""
    return f"v{__version__}"


def archives(folder: Path) -> tuple[Path, Path]:
    """The source archive, and the wheel that is made from that archive and nothing else."""
    _hatch("sdist", ROOT, folder)
    source = next(folder.glob("*.tar.gz"))
    with tempfile.TemporaryDirectory() as spare:
        with tarfile.open(source) as archive:
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)  # from 3.11.4 on
            archive.extractall(spare)  # noqa: S202 (our own archive, made a moment ago)
        _hatch("wheel", next(Path(spare).iterdir()), folder)
    return source, next(folder.glob("*.whl"))


def _hatch(target: str, project: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder.resolve())]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def contents(archive: Path) -> list[str]:
    """The path of every file in an archive, of a source archive without its own folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            return sorted(opened.namelist())
    with tarfile.open(archive) as opened_source:
        return sorted(one.name.split("/", 1)[1] for one in opened_source.getmembers() if one.isfile())


def missing(root: Path, wanted: str | None) -> Iterator[str]:
    """What must be done before this version can go out, a sentence each."""
    changes = (root / "CHANGELOG.md").read_text("utf-8")
    if not re.search(rf"^## {re.escape(__version__)}\b", changes, re.M):
        yield f"CHANGELOG.md has no section {__version__}."
    if re.search(r"^- ", changes.partition("## Unreleased")[2].partition("\n## ")[0], re.M):
        yield "CHANGELOG.md has changes under Unreleased: put them under a version, and raise it in plugins/treeguide."
    if f"\nsoftwareVersion: {__version__}\n" not in (root / "publiccode.yml").read_text("utf-8"):
        yield f"publiccode.yml names another softwareVersion than {__version__}."
    if wanted not in (None, tag()):
        yield f"The tag is {wanted}, and this version has {tag()}."
    if wanted is None and _git(root, "tag", "--list", tag()):
        yield f"There is a tag {tag()} already."
    if _git(root, "status", "--porcelain"):
        yield "There are changes that no commit holds."


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing where there is no git or no history."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def grouped(paths: Sequence[str]) -> Iterator[str]:
    """The folders that files are in, each with how many there are below it."""
    counts: dict[str, int] = {}
    for path in paths:
        folder = "/".join(path.split("/")[:-1][:SHOWN])
        counts[folder] = counts.get(folder, 0) + 1
    for folder, count in counts.items():
        yield f"  {count:4}  {folder or '(top)'}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Say it; 0 when nothing is missing."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--tag")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as spare:
        folder = given.into or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{NAME} {__version__}, tag {tag()}, on {_git(ROOT, 'rev-parse', '--short', 'HEAD') or 'no commit'}")
        for archive in archives(folder):
            files = contents(archive)
            print(f"\n{archive.name}: {len(files)} files, {archive.stat().st_size // 1024} kB")
            print("\n".join(grouped(files)))
    found = list(missing(ROOT, given.tag))
    print("\nStill to do:" if found else f"\nNothing is missing: the tag {tag()} on main publishes this.")
    print("\n".join(f"- {one}" for one in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
