"""What every command has in common: its project, its language, its exit codes, and how it puts a file in its place."""

import argparse
import errno
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from treeguide import report
from treeguide.commands.terminal import progress
from treeguide.config import Settings
from treeguide.config.file import ConfigError
from treeguide.config.setup import Setup, read_setup
from treeguide.library import Folders, has_sources
from treeguide.project import Project, read_project
from treeguide.values import in_order
from treeguide.values.closest import closest
from treeguide.words import LANGUAGES, counted, help_texts, messages, spoken


def put(path: Path, content: bytes, within: Path) -> None:
    """Write the file in a folder of its own beside its place, and move it there; until then what stood there stands.

    Links are followed within that folder. Raises OSError, of the sort EXDEV for a link that leads out of it.
    """
    place = _place(path, within)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".treeguide-", dir=place.parent) as spare:
        new = Path(spare, "new")
        new.write_bytes(content)
        if place.exists():
            shutil.copymode(place, new)
        new.replace(place)


def _place(path: Path, within: Path) -> Path:
    """Where the path really is."""
    folder, real = within.resolve(), path.resolve()
    without_links = Path(os.path.normpath(folder / os.path.relpath(path, within)))
    if real != without_links and not real.is_relative_to(folder):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
    return real


_REASONS = {
    errno.EACCES: "reason-may-not",
    errno.EPERM: "reason-may-not",
    errno.EROFS: "reason-may-not",
    errno.ENOENT: "reason-missing",
    errno.EISDIR: "reason-folder",
    errno.ENOTDIR: "reason-no-folder",
    errno.EEXIST: "reason-no-folder",
    errno.ENOSPC: "reason-full",
    errno.EXDEV: "reason-linked-away",
}
CLEAN, FAULTS, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """What was asked cannot be done; the text says why, in the user's language."""


@dataclass(frozen=True)
class Context:
    """The project a command works on."""

    setup: Setup
    language: str

    @property
    def root(self) -> Path:
        return self.setup.root

    @property
    def settings(self) -> Settings:
        return self.setup.settings

    @property
    def folders(self) -> Folders:
        return self.setup.folders

    @property
    def words(self) -> dict[str, str]:
        found: dict[str, str] = messages(self.language)["words"]
        return found

    def said(self, word: str, **counts: int) -> str:
        """That word of the messages with each count written out: "1 fout", "2 fouten"."""
        return self.words[word].format(**{name: counted(self.language, name, count) for name, count in counts.items()})

    def why(self, error: OSError) -> str:
        """Why the system would not read or write, in the user's language where we know how to say it."""
        word = _REASONS.get(error.errno or 0)
        return self.words[word] if word else error.strerror or str(error)

    def write(self, path: Path, text: str, within: Path) -> None:
        """Put a file of this folder in its place, whole or not at all; WrongUseError says why it could not be."""
        try:
            put(path, text.encode(), within)
        except OSError as error:
            raise WrongUseError(self.words["not-written"].format(path=path, reason=self.why(error))) from error

    def choice(self, name: str, known: Iterable[str]) -> str:
        """Which of the known names was meant, else all there are; nothing where there are none."""
        names = sorted(known)
        near = closest(name, names)
        if near:
            return self.words["use-near"].format(near=near)
        return self.words["use-known"].format(known=", ".join(names)) if names else ""

    def project(self) -> Project:
        """The library read from disk, with its graphs."""
        with self.busy("busy-reading"), _all_kept():
            return read_project(self.setup, date.today().isoformat())

    def busy(self, word: str) -> AbstractContextManager[None]:
        """Around work that can take long: after a second a terminal shows that word of the messages."""
        return progress(self.words[word], sys.stderr)


@contextmanager
def _all_kept() -> Iterator[None]:
    """What a command reads it keeps until its end: in that nobody looks for rubbish, then or later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@dataclass(frozen=True)
class Command:
    """A command: its name, its own options, and what it does. What `--help` says of it is in messages/help-*.toml.

    `run` returns the exit code and may raise WrongUseError. A command that does not need a project also runs where
    there is none. `loose` are the options that a word without one may belong to, the likeliest first. `texts` gives in
    a language what `--help` says of a command that comes from a package beside the tool.
    """

    name: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Context, argparse.Namespace], int]
    needs_project: bool = True
    loose: tuple[str, ...] = ()
    texts: Callable[[str], Mapping[str, Any]] | None = None

    def help(self, language: str) -> Mapping[str, Any]:
        """What `--help` says of it: a line, a text, examples and options."""
        texts = self.texts(language) if self.texts else help_texts(language).get(self.name)
        if texts is None:
            raise LookupError(f"words/messages/help-{language}.toml has no [{self.name}]")
        return texts

    @property
    def also(self) -> list[str]:
        """What people type for it, in every language."""
        return [name for language in LANGUAGES for name in self.help(language).get("also", ())]


def context(
    folder: str, language: str | None = None, file: str | None = None, *, needs_project: bool = True
) -> Context:
    """The project in that folder, or of that configuration in it; it speaks its own language where none is asked for.

    Raises WrongUseError when it needs to be there and is not, and when what it is set to cannot be.
    """
    try:
        setup = read_setup(Path(folder), file, os.environ)
    except ConfigError as error:
        raise WrongUseError(report.one(error.problem, language or "nl")) from error
    found, folders = Context(setup, language or spoken(setup.settings.language)), setup.folders
    if setup.faults:
        raise WrongUseError(report.as_text(in_order(setup.faults), found.language))
    if needs_project and not has_sources(folders):
        raise WrongUseError(found.words["no-project"].format(trees=folders.trees, lessons=folders.lessons))
    return found
