"""What every command has in common: its project, its language, and its exit codes."""

import argparse
import errno
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from treeguide.commands.terminal import progress
from treeguide.config.settings import Settings, read_settings
from treeguide.library import Folders, read_library
from treeguide.project import Project
from treeguide.values.problem import closest
from treeguide.words import LANGUAGES, counted, messages

_REASONS = {
    errno.EACCES: "reason-may-not",
    errno.EPERM: "reason-may-not",
    errno.EROFS: "reason-may-not",
    errno.ENOENT: "reason-missing",
    errno.EISDIR: "reason-folder",
    errno.ENOTDIR: "reason-no-folder",
    errno.EEXIST: "reason-no-folder",
    errno.ENOSPC: "reason-full",
}
CLEAN, FAULTS, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """What was asked cannot be done; the text says why, in the user's language."""


@dataclass(frozen=True)
class Context:
    """The project a command works on."""

    root: Path
    settings: Settings
    language: str

    @property
    def folders(self) -> Folders:
        return self.settings.folders(self.root)

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
            return Project(read_library(self.folders), self.folders, self.settings.section_limit, self.settings)

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
    there is none. `loose` are the options that a word without one may belong to, the likeliest first.
    """

    name: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Context, argparse.Namespace], int]
    needs_project: bool = True
    loose: tuple[str, ...] = ()


def context(folder: str, language: str | None, *, needs_project: bool = True) -> Context:
    """The project in that folder; WrongUseError when it needs to be there and is not, or mkdocs.yml cannot be read."""
    root = Path(folder)
    try:
        settings = read_settings(root)
    except ValueError as error:
        words = messages(language or "nl")["words"]
        raise WrongUseError(words["bad-config"].format(reason=error)) from error
    language = language or (settings.language if settings.language in LANGUAGES else "nl")
    found = Context(root, settings, language)
    folders = found.folders
    if not needs_project:
        return found
    if not (folders.root / folders.trees).is_dir() and not (folders.root / folders.lessons).is_dir():
        raise WrongUseError(found.words["no-project"].format(trees=folders.trees, lessons=folders.lessons))
    return found
