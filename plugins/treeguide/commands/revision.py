"""Reads a project as it was at a git revision, without touching the working folder."""

import posixpath
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from treeguide.config.settings import Settings, settings_in
from treeguide.library import REGISTER
from treeguide.library.memory import library_of
from treeguide.project import Project

CONFIG = "mkdocs.yml"
_LINK = "120000"


class UnknownRevisionError(Exception):
    """A revision cannot be read. `word` is the key of the message that says why; the text is what git said."""

    def __init__(self, word: str, said: str = "") -> None:
        super().__init__(said)
        self.word = word


@dataclass(frozen=True)
class Revision:
    """A commit: its id in short, and the day it was made."""

    commit: str
    short: str
    day: str


def find_revision(root: Path, name: str) -> Revision:
    """The commit of that name. Raises UnknownRevisionError."""
    try:
        is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except UnknownRevisionError as error:
        raise UnknownRevisionError(
            "revision-no-git" if error.word == "revision-no-git" else "revision-no-repository"
        ) from error
    try:
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except UnknownRevisionError as error:
        raise UnknownRevisionError("revision-shallow" if is_shallow else "revision-unknown") from error
    short, day = _git(root, "-c", "log.showSignature=false", "log", "-1", "--format=%h %cs", commit).decode().split()
    return Revision(commit, short, day)


def project_at(root: Path, revision: Revision) -> Project:
    """The project in that folder as it was at a revision, with the settings it had then.

    Nothing is checked out, and nothing that the revision holds is run. Raises ValueError with a reason when its
    mkdocs.yml cannot be read, and UnknownRevisionError when git gives up.
    """
    config = dict(files_at(root, revision, [CONFIG])).get(CONFIG)
    settings = Settings() if config is None else settings_in(config.decode("utf-8"))
    folders = settings.folders(root)
    contents = files_at(root, revision, [folders.trees, folders.lessons, REGISTER])
    return Project(library_of(folders, contents), folders, settings.section_limit, settings)


def files_at(root: Path, revision: Revision, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """The files at or below those paths, each with its path from the folder; links to other files are followed."""
    listed = _git(root, "ls-tree", "-r", "-z", revision.commit, "--", *paths).decode("utf-8", "replace")
    rows = [row.partition("\t") for row in listed.split("\0") if row]
    blobs = {path: about.split() for about, _, path in rows}
    contents = _contents(root, [about[2] for about in blobs.values() if about[1] == "blob"])
    for path, (mode, sort, name) in blobs.items():
        if sort != "blob":
            continue
        if mode == _LINK:
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), contents[name].decode("utf-8", "replace"))
            )
            if target in blobs and blobs[target][0] != _LINK:
                yield path, contents[blobs[target][2]]
        else:
            yield path, contents[name]


def _contents(root: Path, names: list[str]) -> dict[str, bytes]:
    """The contents of git objects, all in one go."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    found: dict[str, bytes] = {}
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        found[name] = answer[end + 1 : end + 1 + size]
        at = end + 2 + size
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, check=False)
    except OSError as error:
        raise UnknownRevisionError("revision-no-git") from error
    if done.returncode:
        raise UnknownRevisionError("revision-unread", " ".join(done.stderr.decode("utf-8", "replace").split()))
    return done.stdout
