"""`treeguide diff`: tell what a change does to readers, from how the project was at a git revision."""

import argparse
import contextlib
import errno
import os
import posixpath
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from treeguide import report
from treeguide.commands import CLEAN, Command, Context, WrongUseError
from treeguide.commands.terminal import screen
from treeguide.compare import as_markdown, as_text, difference
from treeguide.config.file import ConfigError
from treeguide.config.setup import Setup, read_setup
from treeguide.library import File, library_of
from treeguide.project import Project
from treeguide.values.shown import one_line

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
        is_none = "not a git repository" in str(error)
        word = "revision-no-repository" if is_none else "revision-not-read"
        raise UnknownRevisionError(error.word if error.word == "revision-no-git" else word, str(error)) from error
    try:
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except UnknownRevisionError as error:
        raise UnknownRevisionError("revision-shallow" if is_shallow else "revision-unknown") from error
    short, day = _git(root, "-c", "log.showSignature=false", "log", "-1", "--format=%h %cs", commit).decode().split()
    return Revision(commit, short, day)


def project_at(now: Setup, revision: Revision, environment: Mapping[str, str]) -> Project:
    """A project as it was at a revision, with the settings it had then.

    Nothing is checked out, and nothing that the revision holds is run. Raises ConfigError when its configuration
    cannot be read, and UnknownRevisionError when git gives up.
    """

    def read(path: Path) -> bytes:
        name = os.path.relpath(path, now.root).replace(os.sep, "/")
        found = dict(files_at(now.root, revision, [name])) if not name.startswith("..") else {}
        if name not in found:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return found[name]

    then = read_setup(now.folder, _file_then(now, read), environment, read)
    folders = then.folders
    files = (File(*one) for one in files_at(now.root, revision, [folders.trees, folders.lessons, folders.register]))
    return Project(library_of(folders, files), folders, then.settings.section_limit, then.settings)


def _file_then(now: Setup, read: Callable[[Path], bytes]) -> str | None:
    """The name of the configuration of now, where it was there then; else it is the one that MkDocs found."""
    if now.file is None:
        return None
    with contextlib.suppress(FileNotFoundError):
        read(now.file.path)
        return now.file.path.name
    return None


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
    command, in_english = ["git", "-C", str(root), *arguments], {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=in_english)
    except OSError as error:
        raise UnknownRevisionError("revision-no-git") from error
    if done.returncode:
        raise UnknownRevisionError("revision-unread", one_line(done.stderr.decode("utf-8", "replace")))
    return done.stdout


FORMATS = {"text": as_text, "markdown": as_markdown}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV")
    parser.add_argument("--format", choices=list(FORMATS), default="text")


def _run(context: Context, given: argparse.Namespace) -> int:
    try:
        revision = find_revision(context.root, given.revision)
        with context.busy("busy-reading"):
            before = project_at(context.setup, revision, os.environ)
    except UnknownRevisionError as error:
        raise WrongUseError(context.words[error.word].format(revision=given.revision, reason=error)) from error
    except ConfigError as error:
        raise WrongUseError(f"{given.revision}: {report.one(error.problem, context.language)}") from error
    after = context.project()
    with context.busy("busy-comparing"):
        found = difference(before, after)
        since = {"revision": given.revision, "commit": revision.short, "day": revision.day}
        lines = FORMATS[given.format](found, context.language, since)
    shown = screen(sys.stdout, os.environ)
    for line in lines:
        print(shown.wrapped(line, " " * (len(line) - len(line.lstrip()) + 2)) if given.format == "text" else line)
    return CLEAN


COMMAND = Command("diff", _options, _run)
