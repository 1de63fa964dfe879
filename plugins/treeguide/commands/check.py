"""`treeguide check`: report everything that is wrong, at its place, with what would be right."""

import argparse
import os
import sys

from treeguide import report
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context
from treeguide.commands.terminal import screen, writer
from treeguide.library import Library
from treeguide.values import Problem
from treeguide.words import listed, summary


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--format", choices=sorted(report.FORMATS), default="text")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    with context.busy("busy-checking"):
        found = check(project)
    if given.format != "text":
        print(report.FORMATS[given.format](found, context.language))
    elif found:
        print(report.as_text(found, context.language, writer(screen(sys.stdout, os.environ))))
    errors = sum(one.is_error for one in found)
    print(screen(sys.stderr, os.environ).wrapped(_summary(context, project.library, found)), file=sys.stderr)
    return FAULTS if errors or (given.strict and found) else CLEAN


def _summary(context: Context, library: Library, found: list[Problem]) -> str:
    if found:
        return summary(found, context.language)
    files = len({document.path for document in library.documents})
    made = listed(context.language, {"files": files, **library.amounts(library.lessons)})
    return context.words["clean"].format(made=made)


COMMAND = Command("check", _options, _run)
