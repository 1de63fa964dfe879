"""`treeguide check`: report everything that is wrong, at its place, with what would be right."""

import argparse
import sys

from treeguide import report
from treeguide.checks import check
from treeguide.commands.command import CLEAN, FAULTS, Command, Context
from treeguide.library import Library
from treeguide.problem import Problem


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    parser.add_argument("--format", choices=sorted(report.FORMATS), default="text", help="how to print (default: text)")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    found = check(project)
    if found or given.format != "text":
        print(report.FORMATS[given.format](found, context.language))
    errors = sum(one.is_error for one in found)
    print(_summary(context, project.library, found, errors), file=sys.stderr)
    return FAULTS if errors or (given.strict and found) else CLEAN


def _summary(context: Context, library: Library, found: list[Problem], errors: int) -> str:
    if found:
        files = len({one.place.document.path for one in found})
        return context.words["found"].format(errors=errors, warnings=len(found) - errors, files=files)
    return context.words["clean"].format(
        files=len({document.path for document in library.documents}),
        trees=len(library.trees),
        outcomes=len(library.situations),
        lessons=len(library.lessons),
    )


COMMAND = Command(
    "check",
    "report everything that is wrong in the trees and lessons",
    "Report everything that is wrong in the trees and lessons of a project, at its place, with what would be right. "
    "Exit code: 0 clean, 1 errors (or warnings with --strict), 2 wrong use.",
    _options,
    _run,
)
