"""`treeguide new`: the first version of a lesson, a tree, a scan, a checklist or an outcome, to go on with."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from treeguide import report
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.new import answers, starter
from treeguide.commands.new.answers import Desk, asker
from treeguide.commands.terminal import screen, writer
from treeguide.library import Library, decode
from treeguide.library.adding import add_lesson, add_tree
from treeguide.values import Document, Problem

ONLY_FOR = {"kind": "lesson", "sources": "lesson", "file": "outcome"}


@dataclass(frozen=True)
class Made:
    """A file as it is to be: its path in the project, its text, what stood there before, and lines that are new."""

    path: str
    text: str
    before: bytes | None
    first_line: int = 1


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="WHAT", choices=_MAKERS)
    parser.add_argument("--title")
    parser.add_argument("--id")
    parser.add_argument("--summary")
    parser.add_argument("--kind", metavar="KIND")
    parser.add_argument("--sources", nargs="+", metavar="ID")
    parser.add_argument("--file")


def _run(context: Context, given: argparse.Namespace) -> int:
    for option, what in ONLY_FOR.items():
        if getattr(given, option) is not None and given.what != what:
            raise WrongUseError(context.words["use-not-together"].format(name=f"--{option}", value=given.what))
    _require_project(context)
    desk = Desk(context, given, context.project(), asker(context.words))
    made = _MAKERS[given.what](desk)
    _write(context, made)
    print(made.path)
    found = [one for one in check(context.project()) if _is_in(one, made)]
    return _explain(desk, found)


def _require_project(context: Context) -> None:
    """WrongUseError where nothing says that this is the folder of a project; the folders themselves may come later."""
    folders = context.folders
    if not context.setup.file and not any((context.root / name).exists() for name in (folders.trees, folders.lessons)):
        raise WrongUseError(context.words["no-project"].format(trees=folders.trees, lessons=folders.lessons))


def _lesson(desk: Desk) -> Made:
    if not desk.library.sources and "sources" in desk.library.facets.required:
        raise WrongUseError(desk.say("new-no-sources", file=f"{desk.project.folders.lessons}/sources.yml"))
    taken = {*desk.library.lessons, *desk.library.declared["lesson"], *desk.former}
    title, name = answers.title_and_id(desk, taken)
    kind = answers.kind(desk)
    summary = answers.summary(desk)
    sources = answers.sources(desk)
    desk.asker.complete()
    facets = desk.library.facets
    text = starter.lesson(_new(desk, name, title, summary), kind, sources, facets)
    return _proven(desk, Made(f"{answers.lesson_folder(desk, kind)}/{name}.md", text, None), add_lesson)


def _guide(desk: Desk) -> Made:
    """A tree, a scan or a checklist."""
    sort = desk.given.what
    advised = answers.advised(desk) if sort == "checklist" else ("", "")
    taken = {*desk.library.guides, *desk.library.declared["tree"], *desk.former}
    title, name = answers.title_and_id(desk, taken)
    summary = answers.summary(desk)
    desk.asker.complete()
    text = starter.guide(sort, _new(desk, name, title, summary), answers.schema(desk), advised)
    return _proven(desk, Made(f"{desk.project.folders.trees}/{name}.yml", text, None), add_tree)


def _outcome(desk: Desk) -> Made:
    questions = {name for tree in desk.project.trees for name in tree.file.questions}
    title, name = answers.title_and_id(desk, {*desk.project.outcome_ids, *questions, *desk.former})
    summary = answers.summary(desk)
    path = answers.outcome_file(desk)
    desk.asker.complete()
    target = desk.project.folders.root / path
    before = target.read_bytes() if target.is_file() else None
    old = before.decode("utf-8") if before is not None else starter.outcomes_file(desk.language, answers.schema(desk))
    new = starter.with_outcome(old, _new(desk, name, title, summary))
    if new is None:
        raise WrongUseError(desk.say("new-unusual", file=path))
    return Made(path, new, before, starter.line_of(new, name) if before is not None else 1)


def _new(desk: Desk, name: str, title: str, summary: str) -> starter.New:
    return starter.New(name, answers.scalar(desk, title), answers.scalar(desk, summary), desk.language)


_MAKERS: dict[str, Callable[[Desk], Made]] = {
    "lesson": _lesson,
    "tree": _guide,
    "scan": _guide,
    "checklist": _guide,
    "outcome": _outcome,
}


def _proven(desk: Desk, made: Made, add: Callable[[Library, Document], None]) -> Made:
    """The same, once it was read and checked with everything else; WrongUseError when that finds an error."""
    document = decode(made.path, made.text.encode(), desk.library.problems)
    if document:
        add(desk.library, document)
    errors = [one for one in check(desk.project) if _is_in(one, made) and one.is_error]
    if errors:
        raise WrongUseError("\n".join(report.one(one, desk.context.language) for one in errors))
    return made


def _write(context: Context, made: Made) -> None:
    """Writes the file. One that is there is only written over when it still is what it was when it was read."""
    path = context.root / made.path
    if made.before is None and os.path.lexists(path):
        raise WrongUseError(context.words["new-exists"].format(file=made.path))
    if made.before is not None and path.read_bytes() != made.before:
        raise WrongUseError(context.words["new-changed"].format(file=made.path))
    context.write(path, made.text, context.root)


def _is_in(found: Problem, made: Made) -> bool:
    place = found.place
    return place.document.path == made.path and (made.before is None or place.line >= made.first_line)


def _explain(desk: Desk, found: list[Problem]) -> int:
    """Says what to do next, and what the check already knows is still missing."""
    shown_on = screen(sys.stderr, os.environ)
    print(shown_on.wrapped(desk.say(f"new-next-{desk.given.what}")), file=sys.stderr)
    if found:
        print(shown_on.wrapped(desk.say("new-warnings")), file=sys.stderr)
        print(report.as_text(found, desk.context.language, writer(shown_on)), file=sys.stderr)
    return FAULTS if any(one.is_error for one in found) else CLEAN


COMMAND = Command("new", _options, _run, needs_project=False, loose=("--title", "--id"))
