"""`treeguide import`: make a tree of a file in another schema, and say what of it could not come along."""

import argparse
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from treeguide import report
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.terminal import progress, screen
from treeguide.graph import unfold
from treeguide.library import Folders, Library, decode, read_library
from treeguide.library.adding import add_tree
from treeguide.project import Project
from treeguide.reading.shape import suggested_id
from treeguide.values import Document, Problem
from treeguide.values.model import ID_PATTERN
from treeguide.words import counted, findings
from treeguide_import import Imported, Surroundings, import_tree, proposed_id, read_foreign
from treeguide_import.notice import listed
from treeguide_import.words import help_texts, words


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--into", metavar="FOLDER")
    parser.add_argument("--id", metavar="ID")
    parser.add_argument("--force", action="store_true")


def _run(context: Context, given: argparse.Namespace) -> int:
    document, broken = _document(context, given.file)
    source, notices, errors = read_foreign(document) if document else (None, [], broken)
    if errors:
        print(report.as_text(errors, context.language))
        return FAULTS
    if source is None or document is None:
        raise WrongUseError(words(context.language)["nothing"].format(file=given.file))
    path = _path(context, given, proposed_id(source, document))
    with progress(words(context.language)["busy"], sys.stderr):
        done = import_tree(source, notices, _around(context, path, Path(given.file).name))
    context.write(path, done.text, Path(given.into) if given.into else context.root)
    mistakes = _checked(context, path)
    _tell(context, path, done, mistakes)
    return FAULTS if done.changes_routes or any(found.is_error for found in mistakes) else CLEAN


def _document(context: Context, file: str) -> tuple[Document | None, list[Problem]]:
    """The file as a document, or what is wrong with its encoding."""
    problems: list[Problem] = []
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        said = words(context.language)["no-file"].format(file=file, reason=context.why(error))
        raise WrongUseError(said) from error
    return decode(Path(file).as_posix(), content, problems), problems


def _path(context: Context, given: argparse.Namespace, proposed: str) -> Path:
    """Where the tree goes; WrongUseError when it may not go there."""
    name = given.id or proposed
    if not re.fullmatch(ID_PATTERN, name) or len(name) > 80:
        raise WrongUseError(words(context.language)["bad-id"].format(id=name, suggestion=suggested_id(name)[:80]))
    folder = Path(given.into) if given.into else context.folders.root / context.folders.trees
    path = folder / f"{name}.yml"
    if path.exists() and not given.force:
        raise WrongUseError(words(context.language)["exists"].format(path=_shown(path)))
    return path


def _shown(path: Path) -> str:
    """The path from here, where that is shorter."""
    here = Path.cwd()
    whole = path.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(path)


def _around(context: Context, path: Path, file: str) -> Surroundings:
    """What the tree must fit in with: the ids of the project, and those of the file it replaces."""
    library = read_library(context.folders)
    own = _inside(context.folders, path)
    taken = {name for name, one in library.situations.items() if one.document.path != own}
    for tree in library.trees.values():
        if tree.document.path != own:
            taken.update(tree.file.questions)
    head = [words(context.language)["head"].format(file=file)]
    schema = context.folders.root / "schemas" / "tree.schema.json"
    if own and schema.is_file():
        address = Path(os.path.relpath(schema, path.resolve().parent)).as_posix()
        head.insert(0, f"yaml-language-server: $schema={address}")
    earlier = path.read_text("utf-8", "replace") if path.is_file() else ""
    return Surroundings(words(context.language), context.settings.section_limit, taken, earlier, tuple(head))


def _inside(folders: Folders, path: Path) -> str:
    """The path from the project's folder, when it is one of the project's trees; else an empty text."""
    whole = path.resolve()
    return whole.relative_to(folders.root).as_posix() if whole.is_relative_to(folders.root / folders.trees) else ""


def _checked(context: Context, path: Path) -> list[Problem]:
    """What `check` says of the new file, read as readers of it will: with its project, or alone outside one."""
    own = _inside(context.folders, path)
    if own:
        project = context.project()
    else:
        library = Library()
        add_tree(library, Document(path.name, path.read_text("utf-8")))
        project = Project(library, context.folders, context.settings.section_limit, context.settings)
    return [found for found in check(project) if found.place.document.path == (own or path.name)]


def _tell(context: Context, path: Path, done: Imported, mistakes: list[Problem]) -> None:
    told, tree = words(context.language), done.tree
    sections = len(unfold(tree, context.settings.section_limit).sections)
    sizes = {
        "questions": len(tree.questions),
        "ends": len(tree.outcomes),
        "facts": len(tree.facts),
        "sections": sections,
    }
    counts = {name: counted(context.language, name, size) for name, size in sizes.items()}
    counts["outcomes"] = counts.pop("ends")
    figures = told["figures" if done.figures.is_whole else "figures-plain"]
    errors = [found for found in mistakes if found.is_error]
    found = findings(mistakes, context.language)
    checked = told["checked" if found else "clean"].format(findings=found)
    lines = [told["written"].format(path=_shown(path), **counts)]
    lines += [figures.format_map(asdict(done.figures))]
    if done.notices:
        lines += ["", told["differs"], *listed(done.notices, told)]
    lines += ["", *([report.as_text(errors, context.language)] if errors else []), checked]
    _print(lines)


def _print(lines: Iterable[str]) -> None:
    shown = screen(sys.stdout, os.environ)
    for line in lines:
        print(shown.wrapped(line, "    ") if "\n" not in line else line)


COMMAND = Command("import", _options, _run, needs_project=False, texts=help_texts)
