"""`treeguide rename`: gives something another id, everywhere at once, and lets its old addresses lead on."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff

from treeguide import report
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.rename.edits import Edit, edited
from treeguide.commands.rename.names import SORTS, Renaming, edits, moves
from treeguide.library import File, decode, files, library_of
from treeguide.library.building import sort_of
from treeguide.project import Project, with_library
from treeguide.values import Problem
from treeguide.values.model import ID_PATTERN, LONGEST_ID

MARK = "\ufeff"


@dataclass(frozen=True)
class Change:
    """The files of a project as they would be: those that differ by path, and for one with another name its old one."""

    texts: Mapping[str, tuple[str, str]]
    moved: Mapping[str, str]
    files: Sequence[File]

    @property
    def places(self) -> int:
        """How many files differ."""
        return len(self.texts)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sort", metavar="KIND", choices=SORTS)
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--yes", action="store_true")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    change = changed(project, _wanted(context, project, given), list(files(context.folders)))
    worse = _worse(project, change)
    if worse:
        print(report.as_text(worse, context.language))
        print(context.words["rename-worse"], file=sys.stderr)
        return FAULTS
    print("\n".join(shown(change)))
    if not (given.yes or _agreed(context)):
        print(context.words["rename-not-done"], file=sys.stderr)
        return CLEAN
    for path, (_, text) in change.texts.items():
        context.write(context.root / change.moved.get(path, path), text, context.root)
    for path in change.moved:
        (context.root / path).unlink()
    print(context.said("rename-done", files=change.places), file=sys.stderr)
    return CLEAN


def _wanted(context: Context, project: Project, given: argparse.Namespace) -> Renaming:
    """What is to be renamed; WrongUseError when there is no such thing, or the new name cannot be one."""
    tree, _, old = given.old.rpartition("#")
    known = _known(project, given.sort)
    trees = [one for one, name in known if name == old and tree in ("", one)]
    if len(trees) != 1:
        names = [f"{one}#{name}" if one else name for one, name in known]
        raise WrongUseError(
            context.words["rename-unknown"].format(value=given.old, choice=context.choice(given.old, names))
        )
    if not re.match(ID_PATTERN, given.new) or len(given.new) > LONGEST_ID:
        raise WrongUseError(context.words["use-bad-value"].format(value=given.new, name="NEW"))
    if (trees[0], given.new) in known:
        raise WrongUseError(context.words["rename-taken"].format(value=given.new))
    return Renaming(given.sort, old, given.new, trees[0])


def _known(project: Project, sort: str) -> list[tuple[str, str]]:
    """Everything of that sort, questions each with their tree."""
    library = project.library
    if sort == "question":
        return [(tree.id, name) for tree in project.trees for name in tree.file.questions]
    found: Iterable[str] = {
        "lesson": library.lessons,
        "tree": library.guides,
        "outcome": library.situations,
        "source": library.sources,
    }[sort]
    return [("", name) for name in found]


def changed(project: Project, wanted: Renaming, before: Sequence[File]) -> Change:
    """What the renaming makes of these files."""
    folders = project.folders
    trees = [file for file in before if sort_of(folders, file.path) == "tree" and not file.fault]
    documents = [one for file in trees if (one := decode(file.path, file.content, []))]
    by_path: dict[str, list[Edit]] = {}
    for edit in edits(project, wanted, documents):
        by_path.setdefault(edit.path, []).append(edit)
    moved = moves(project, wanted)
    texts: dict[str, tuple[str, str]] = {}
    for file in before:
        if file.path in by_path or file.path in moved:
            whole = file.content.decode("utf-8")
            text = whole.removeprefix(MARK)
            mark = MARK if text != whole else ""
            texts[file.path] = whole, mark + edited(text, by_path.get(file.path, ()))
    after = [
        replace(file, path=moved.get(file.path, file.path), content=texts[file.path][1].encode())
        if file.path in texts
        else file
        for file in before
    ]
    return Change(texts, moved, after)


def renamed(project: Project, change: Change) -> Project:
    """The project as it would be."""
    return with_library(project, library_of(project.folders, change.files, project.library))


def _worse(project: Project, change: Change) -> list[Problem]:
    """What the check would say then and does not say now."""
    before = Counter(found.code for found in check(project))
    after = check(renamed(project, change))
    more = Counter(found.code for found in after) - before
    return [found for found in after if found.code in more]


def shown(change: Change) -> Iterable[str]:
    """The change as a diff."""
    for path, (old, new) in sorted(change.texts.items()):
        to = change.moved.get(path, path)
        rows = list(unified_diff(old.splitlines(), new.splitlines(), path, to, lineterm="", n=1))
        yield from rows or (f"--- {path}", f"+++ {to}")


def _agreed(context: Context) -> bool:
    """Whether somebody at a terminal wants it."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(context.words["rename-ask"], end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower()[:1] in context.words["rename-yes"].split()


COMMAND = Command("rename", _options, _run)
