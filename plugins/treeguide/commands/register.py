"""`treeguide register`: keep the list of every address that was ever published."""

import argparse
import sys

from treeguide import report
from treeguide.addresses.register import tidy
from treeguide.addresses.register_text import grown, with_codes
from treeguide.checks import check
from treeguide.commands.command import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.revision import UnknownRevisionError, files_at, find_revision
from treeguide.library import Library
from treeguide.library.adding import add_register
from treeguide.project import Project
from treeguide.values.model import RegisterFile
from treeguide.values.place import Document
from treeguide.words import counted


def _options(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--update", action="store_true")
    what.add_argument("--since", metavar="REV")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    if given.since is not None:
        return _lost_since(context, project, given.since)
    with context.busy("busy-checking"):
        errors = [found for found in check(project) if found.is_error]
    if errors:
        print(report.as_text(errors, context.language))
        print(context.words["register-errors"], file=sys.stderr)
        return FAULTS
    known = set(project.addresses.published)
    new = sorted(project.addresses.live - known)
    print("\n".join(new), end="\n" if new else "")
    if given.update and (new or project.codes.given != project.library.register.codes):
        _write(context, project, new)
    word = "register-grown" if given.update else "register-state"
    known_now = counted(context.language, "addresses", len(known))
    print(context.words[word].format(known=known_now, new=len(new)), file=sys.stderr)
    return CLEAN


def _write(context: Context, project: Project, new: list[str]) -> None:
    path = context.root / context.folders.register
    before = path.read_text("utf-8-sig") if path.is_file() else context.words["register-head"]
    every = {tidy(address) for address in project.library.register.published} | set(new)
    context.write(path, with_codes(grown(before, every), project.codes.given), context.root)


def _lost_since(context: Context, project: Project, revision: str) -> int:
    """Print the addresses and codes that the register had at that revision and has no more."""
    then, now = _register_at(context, revision), project.library.register
    lost = sorted(set(map(tidy, then.published)) - set(map(tidy, now.published)))
    lost += sorted(f"{code}: {address}" for code, address in then.codes.items() - now.codes.items())
    print("\n".join(lost), end="\n" if lost else "")
    word = "register-lost" if lost else "register-kept"
    count = counted(context.language, "addresses", len(lost))
    print(context.words[word].format(count=count, revision=revision), file=sys.stderr)
    return FAULTS if lost else CLEAN


def _register_at(context: Context, name: str) -> RegisterFile:
    """The register at a revision; an empty one when there was none."""
    try:
        path = context.folders.register
        content = dict(files_at(context.root, find_revision(context.root, name), [path])).get(path)
    except UnknownRevisionError as error:
        raise WrongUseError(context.words[error.word].format(revision=name, reason=error)) from error
    library = Library()
    if content:
        add_register(library, Document(path, content.decode("utf-8-sig", "replace")))
    return library.register


COMMAND = Command("register", _options, _run)
